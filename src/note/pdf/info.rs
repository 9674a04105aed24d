//! What a PDF says of itself: its Info dictionary (ISO 32000-1, 14.3.3), and the day under its title.
//!
//! The programs that made a file say nothing of its text and are not kept.

use jiff::civil::Date;
use lopdf::{Dictionary, Document, decode_text_string};

use crate::model::Metadata;

use super::super::date;
use super::fonts::get;
use super::lines::Line;

/// What programs write where their user gave no title or author.
const NOTHING: [&str; 7] = [
    "untitled",
    "(anonymous)",
    "anonymous",
    "unspecified",
    "(unspecified)",
    "无标题",
    "無標題",
];

/// Endings of the names of files, which programs write for a title.
const FILES: [&str; 9] = [
    ".doc", ".docx", ".pdf", ".indd", ".dvi", ".tex", ".ppt", ".pptx", ".md",
];

/// Lines from the top among which the day of a text stands.
const FIRST_LINES: usize = 6;

/// Characters of a line with a day and a name at most; a longer one is a sentence.
const FIELD: usize = 60;

/// What stands between a day and a name.
const SEPARATORS: [&str; 10] = [" - ", " – ", " — ", "|", "·", "•", "　", "：", ": ", ", "];

/// Fills what the dictionary says into the metadata.
pub(super) fn read(document: &Document, metadata: &mut Metadata) {
    let Some(info) = get(document, &document.trailer, b"Info").and_then(|info| info.as_dict().ok())
    else {
        return;
    };
    if let Some(title) = text(document, info, b"Title").filter(|title| is_title(title)) {
        metadata.title = title;
    }
    metadata.credits.author = text(document, info, b"Author");
    metadata.summary = text(document, info, b"Subject");
    if let Some(words) = text(document, info, b"Keywords") {
        let tags = words.split([',', ';', '，', '；', '、']).map(str::trim);
        let tags = tags.filter(|tag| !tag.is_empty()).map(str::to_owned);
        metadata.tags.extend(tags);
        metadata.tags.dedup();
    }
    let dates = [&b"CreationDate"[..], b"ModDate"];
    metadata.date = dates
        .iter()
        .find_map(|key| text(document, info, key).and_then(|date| day(&date)));
}

/// The day that stands in the first lines of a text, on a line of its own or beside a name.
pub(super) fn printed_day(lines: &[Line]) -> Option<Date> {
    let head = lines.iter().take(FIRST_LINES);
    head.flat_map(|line| &line.cells).find_map(|text| {
        let text = text.trim();
        let is_sentence = text.ends_with(['.', '。']) || text.chars().count() > FIELD;
        if is_sentence {
            return None;
        }
        let fields = SEPARATORS.iter().filter_map(|sign| text.split_once(sign));
        let fields = fields.flat_map(|(before, behind)| [before, behind]);
        std::iter::once(text).chain(fields).find_map(date::parse)
    })
}

/// A text of the dictionary, unless it is what programs write for none.
fn text(document: &Document, info: &Dictionary, key: &[u8]) -> Option<String> {
    let text = decode_text_string(get(document, info, key)?).ok()?;
    let text = crate::text::sanitise::sanitise(text.trim_end_matches('\0'))
        .0
        .replace('\n', " ");
    let text = text.trim();
    let is_none = text.is_empty()
        || text.contains('\u{fffd}')
        || NOTHING.contains(&text.to_lowercase().as_str());
    (!is_none).then(|| text.to_owned())
}

fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = FILES.iter().any(|ending| lower.ends_with(ending));
    !is_file
        && !lower.starts_with("microsoft word - ")
        && !lower.starts_with("microsoft powerpoint - ")
}

/// The day of `D:20260209083000+08'00'`.
fn day(text: &str) -> Option<Date> {
    let digits = text.strip_prefix("D:").unwrap_or(text);
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_written_by_programs() {
        for (text, found) in [
            ("D:20260209083000+08'00'", Some((2026, 2, 9))),
            ("D:20260209", Some((2026, 2, 9))),
            ("20260209", Some((2026, 2, 9))),
            ("D:20261309", None),
            ("D:2026", None),
            ("", None),
            ("D:二〇二六", None),
        ] {
            let expected = found.map(|(year, month, day)| jiff::civil::date(year, month, day));
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn the_day_under_the_title_is_found() {
        for (texts, found) in [
            (&["Flows", "12 February 2026 - Jane Roe"][..], true),
            (&["资金流", "2026年2月12日　李雷"], true),
            (&["Flows", "Jane Roe | Feb 12, 2026"], true),
            (&["Flows", "Published: 2026-02-12"], true),
            (&["Flows", "A. Dealer, 12 February 2026"], true),
            (
                &["Flows", "It fell on 12 February 2026 and rose later."],
                false,
            ),
            (&["Flows", "Levels of note: 6932"], false),
            (&["a", "b", "c", "d", "e", "f", "2026-02-12"], false),
            (&[], false),
        ] {
            let line = |text: &&str| Line {
                left: 0.0,
                right: 1.0,
                base: 0.0,
                size: 10.0,
                cells: vec![(*text).to_owned()],
                is_bold: false,
                page: 0,
                column: 0,
            };
            let lines: Vec<Line> = texts.iter().map(line).collect();
            let day = found.then(|| jiff::civil::date(2026, 2, 12));
            assert_eq!(printed_day(&lines), day, "{texts:?}");
        }
    }

    #[test]
    fn names_of_files_are_no_titles() {
        for (title, is_one) in [
            ("周三资金流", true),
            ("Microsoft Word - note.docx", false),
            ("draft_3.PDF", false),
            ("Flows.", true),
        ] {
            assert_eq!(is_title(title), is_one, "{title}");
        }
    }
}
