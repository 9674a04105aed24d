//! E-mails saved as text: the fields above the first blank line.
//!
//! Only a head that is fields throughout, with a subject and a sender among them, makes an e-mail
//! of a text. The names of fields are those of RFC 5322 and what Chinese programs print for them.

use std::borrow::Cow;

use crate::model::{Metadata, MetadataValue};

use super::date;
use super::lines::Line;

/// The fields of a head, in lower case.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Subject, &["subject", "主题", "主題", "主旨"]),
    (Field::Sender, &["from", "发件人", "寄件者", "寄件人"]),
    (
        Field::Date,
        &[
            "date",
            "sent",
            "日期",
            "时间",
            "時間",
            "发送时间",
            "寄件日期",
        ],
    ),
    (
        Field::Other,
        &[
            "to",
            "cc",
            "bcc",
            "reply-to",
            "收件人",
            "收件者",
            "抄送",
            "副本",
        ],
    ),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Subject,
    Sender,
    Date,
    Other,
}

/// Takes the head of an e-mail into the metadata and gives what is left; `None` where a text is
/// no e-mail.
pub(super) fn take<'t, 'l>(
    lines: &'t [Line<'l>],
    metadata: &mut Metadata,
) -> Option<&'t [Line<'l>]> {
    let blank = lines.iter().skip(1).position(|line| line.is_apart)?;
    let (head, body) = lines.split_at_checked(blank + 1)?;
    let fields = fields(head)?;
    let has = |wanted: Field| fields.iter().any(|(field, ..)| *field == wanted);
    if !has(Field::Subject) || !has(Field::Sender) {
        return None;
    }
    for (field, key, value) in fields {
        let taken = set(field, &value, metadata);
        if !taken {
            let value = MetadataValue::Text(value.into_owned());
            metadata.other.push((key.to_owned(), value));
        }
    }
    Some(body)
}

/// The fields of a head, each with its key and its value; `None` where a line is of none.
fn fields<'l>(head: &[Line<'l>]) -> Option<Vec<(Field, &'l str, Cow<'l, str>)>> {
    let mut fields: Vec<(Field, &str, Cow<'_, str>)> = Vec::with_capacity(head.len());
    for line in head {
        if let Some((field, key, value)) = field(line.text) {
            fields.push((field, key, Cow::Borrowed(value)));
            continue;
        }
        // A long value goes on in lines that are set in.
        let (.., value) = fields.last_mut().filter(|_| line.indent > 0)?;
        let value = value.to_mut();
        value.push(' ');
        value.push_str(line.text);
    }
    Some(fields)
}

fn field(line: &str) -> Option<(Field, &str, &str)> {
    let (key, value) = line.split_once([':', '：'])?;
    let (key, value) = (key.trim(), value.trim());
    let is_key = |known: &&str| known.eq_ignore_ascii_case(key);
    let (field, _) = FIELDS.iter().find(|(_, keys)| keys.iter().any(is_key))?;
    (!value.is_empty()).then_some((*field, key, value))
}

/// Whether the metadata has taken a value.
fn set(field: Field, value: &str, metadata: &mut Metadata) -> bool {
    match field {
        Field::Subject if metadata.title.is_empty() => value.clone_into(&mut metadata.title),
        Field::Sender if metadata.credits.author.is_none() => {
            metadata.credits.author = Some(name(value).to_owned());
        }
        Field::Date if metadata.date.is_none() => {
            metadata.date = date::parse(value).or_else(|| date::find(value));
            return metadata.date.is_some();
        }
        _ => return false,
    }
    true
}

/// The name before an address, or the address where it stands alone.
fn name(value: &str) -> &str {
    let (name, address) = value.split_once('<').unwrap_or((value, ""));
    let name = name.trim().trim_matches('"').trim();
    if name.is_empty() {
        return address.trim_end_matches('>').trim();
    }
    name
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use crate::model::{Make, Note, PassageKind};
    use crate::note::parse;
    use crate::note::tests::contents;

    fn mail(head: &str, body: &str) -> Note {
        parse(format!("{head}\n\n{body}").as_bytes(), "m.txt").expect("a note")
    }

    const BODY: &str = "The desk saw another round of systematic selling into the\n\
        close, and the funds that target volatility had to sell more\n\
        of the remaining equity book before the weekend began.\n\n\
        - Vol control: another round of selling is due on Monday if the\n  \
        index stays where it is\n\
        - CTAs: flat\n\n\
        Best,\nNeil\n";

    #[test]
    fn the_head_says_who_when_and_what() {
        for (head, to) in [
            (
                "Subject: Flows: the week\nFrom: \"Neil Lane\" <neil@desk.example>\n\
                 Date: Thu, 5 Feb 2026 08:41:00 -0500\nTo: all@desk.example",
                "To",
            ),
            (
                "发件人： Neil Lane <neil@desk.example>\n发送时间： 2026年2月5日 08:41\n\
                 收件人： all@desk.example\n主题： Flows:\n  the week",
                "收件人",
            ),
        ] {
            let note = mail(head, BODY);
            assert_eq!(note.metadata.title, "Flows: the week");
            assert_eq!(note.metadata.credits.author.as_deref(), Some("Neil Lane"));
            assert_eq!(note.metadata.date, Some(day(2026, 2, 5)));
            assert_eq!(note.metadata.other[0].0, to);
            assert_eq!(note.metadata.make, Make::PlainText);
        }
    }

    #[test]
    fn the_body_is_kept_whole() {
        let note = mail("Subject: S\nFrom: neil@desk.example", BODY);
        assert_eq!(note.aside, [""; 0]);
        assert_eq!(
            note.metadata.credits.author.as_deref(),
            Some("neil@desk.example")
        );
        let items = note.passages.iter();
        let items = items.filter(|one| matches!(one.kind, PassageKind::List { .. }));
        assert_eq!(items.count(), 2);
        let texts = contents(&note).join("|");
        assert!(texts.contains("into the close, and the"), "{texts}");
        assert!(texts.contains("if the index stays"), "{texts}");
        assert!(texts.contains("Neil"), "{texts}");
    }

    #[test]
    fn other_heads_are_text() {
        for head in [
            "Subject: S\nsome words",
            "From: Neil\nTo: Ann",
            "Subject: S",
            "From: the desk to you\nSubject",
        ] {
            let note = mail(head, BODY);
            assert!(note.metadata.other.is_empty(), "{head}");
            assert_ne!(note.metadata.title, "S", "{head}");
        }
    }
}
