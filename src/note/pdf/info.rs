//! What a PDF says of itself: its Info dictionary (ISO 32000-1, 14.3.3).

use jiff::civil::Date;
use lopdf::{Dictionary, Document, decode_text_string};

use crate::model::{Metadata, MetadataValue};

use super::fonts::get;

/// What programs write where their user gave no title or author.
const NOTHING: [&str; 6] = [
    "untitled",
    "(anonymous)",
    "anonymous",
    "unspecified",
    "无标题",
    "無標題",
];

/// Endings of the names of files, which programs write for a title.
const FILES: [&str; 9] = [
    ".doc", ".docx", ".pdf", ".indd", ".dvi", ".tex", ".ppt", ".pptx", ".md",
];

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
    for key in ["Creator", "Producer"] {
        if let Some(program) = text(document, info, key.as_bytes()) {
            let value = MetadataValue::Text(program);
            metadata.other.push((key.to_lowercase(), value));
        }
    }
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
