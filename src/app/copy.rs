//! What goes into the clipboard: passages as plain text, with or without their source.

use crate::model::{Document, Passage, PassageKind, Side, Text};
use crate::text::script::han_characters;

use super::layout::{LanguageMode, leading_side};

/// Bytes that a terminal takes at once: `xterm` and `tmux` drop sequences much beyond 74,994
/// characters, into which so many bytes of text are written.
pub const MOST: usize = 74_994 / 4 * 3;

/// The texts that a mode shows of a passage, in its order.
#[must_use]
pub fn texts<'d>(document: &Document, passage: &'d Passage, mode: LanguageMode) -> Vec<&'d Text> {
    let only = |side: Side| {
        let text = passage.text(side).or_else(|| passage.text(side.other()));
        text.into_iter().collect()
    };
    match mode {
        LanguageMode::Chinese => only(Side::Zh),
        LanguageMode::English => only(Side::En),
        LanguageMode::Stacked | LanguageMode::SideBySide => {
            let leading = leading_side(document.note.metadata.make);
            let both = [passage.text(leading), passage.text(leading.other())];
            both.into_iter().flatten().collect()
        }
    }
}

/// Passages as text: a blank line between, the speaker where another begins to speak.
///
/// One passage alone goes without its speaker.
#[must_use]
pub fn passages(document: &Document, chosen: &[usize], mode: LanguageMode) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut speaker = None;
    for passage in chosen
        .iter()
        .filter_map(|&at| document.note.passages.get(at))
    {
        let mut text = lines(document, passage, mode);
        if text.is_empty() {
            continue;
        }
        if chosen.len() > 1 && passage.speaker != speaker {
            if let Some(name) = &passage.speaker {
                text = format!("{name}: {text}");
            }
            speaker.clone_from(&passage.speaker);
        }
        parts.push(text);
    }
    parts.join("\n\n")
}

/// Passages with who said it, the title, the date and the source below.
#[must_use]
pub fn citation(document: &Document, chosen: &[usize], mode: LanguageMode) -> String {
    let text = passages(document, chosen, mode);
    let metadata = &document.note.metadata;
    let mut parts: Vec<String> = Vec::new();
    let mut add = |part: &str| {
        let part = part.trim();
        if !part.is_empty() && !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    };
    for passage in chosen
        .iter()
        .filter_map(|&at| document.note.passages.get(at))
    {
        add(passage.speaker.as_deref().unwrap_or_default());
    }
    add(metadata.credits.author.as_deref().unwrap_or_default());
    add(&quoted(&metadata.title));
    add(metadata
        .series
        .as_deref()
        .or(metadata.speaker.as_deref())
        .unwrap_or_default());
    add(&metadata
        .date
        .map(|date| date.to_string())
        .unwrap_or_default());
    add(metadata.source.as_deref().unwrap_or_default());
    format!("{text}\n\n— {}", parts.join(", "))
}

/// A title in the marks of its language.
fn quoted(title: &str) -> String {
    if han_characters(title) > 0 {
        format!("《{title}》")
    } else {
        format!("“{title}”")
    }
}

/// The texts of a passage under each other, with the mark that says what it is.
fn lines(document: &Document, passage: &Passage, mode: LanguageMode) -> String {
    let mark = match &passage.kind {
        PassageKind::List { marker, .. } if !marker.is_empty() => format!("{marker} "),
        PassageKind::Definition(label) => format!("{label}: "),
        PassageKind::Quote(_) => "> ".to_owned(),
        _ => String::new(),
    };
    let texts = texts(document, passage, mode);
    let texts: Vec<&str> = texts.iter().map(|text| text.content.as_ref()).collect();
    if texts.iter().all(|text| text.trim().is_empty()) {
        return String::new();
    }
    format!("{mark}{}", texts.join("\n"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::fixture::document;
    use crate::model::Make;

    fn talk() -> Document {
        let prose = |speaker, zh, en| (PassageKind::Prose, Some(speaker), zh, en);
        let list = PassageKind::List {
            depth: 0,
            marker: "•".to_owned(),
        };
        let mut document = document(
            1,
            ("动量为何先倒", date(2026, 2, 5)),
            Make::Transcript,
            vec![
                prose("主持", "触发点在哪里？", "Where is the trigger?"),
                prose("周岚", "先看仓位。", "Positions first."),
                prose("周岚", "再看波动。", ""),
                (list, None, "卖 7 亿", ""),
                (PassageKind::Rule, None, "", ""),
            ],
        );
        document.note.metadata.source = Some("https://example.com/a".to_owned());
        document
    }

    #[test]
    fn a_passage_is_copied_in_the_languages_that_are_shown() {
        let document = talk();
        for (mode, expected) in [
            (
                LanguageMode::Stacked,
                "触发点在哪里？\nWhere is the trigger?",
            ),
            (
                LanguageMode::SideBySide,
                "触发点在哪里？\nWhere is the trigger?",
            ),
            (LanguageMode::Chinese, "触发点在哪里？"),
            (LanguageMode::English, "Where is the trigger?"),
        ] {
            assert_eq!(passages(&document, &[0], mode), expected, "{mode:?}");
        }
        assert_eq!(
            passages(&document, &[2], LanguageMode::English),
            "再看波动。"
        );
    }

    #[test]
    fn several_passages_say_who_speaks() {
        assert_eq!(
            passages(&talk(), &[0, 1, 2, 3, 4, 99], LanguageMode::Chinese),
            "主持: 触发点在哪里？\n\n周岚: 先看仓位。\n\n再看波动。\n\n• 卖 7 亿"
        );
        assert_eq!(passages(&talk(), &[4], LanguageMode::Chinese), "");
    }

    #[test]
    fn a_citation_names_speaker_title_date_and_source() {
        let mut document = talk();
        assert_eq!(
            citation(&document, &[1], LanguageMode::Chinese),
            "先看仓位。\n\n— 周岚, 《动量为何先倒》, 宏观夜话, 2026-02-05, https://example.com/a"
        );
        document.note.metadata.title = "Why momentum broke".to_owned();
        document.note.metadata.credits.author = Some("周岚".to_owned());
        document.note.metadata.date = None;
        document.note.metadata.source = None;
        assert_eq!(
            citation(&document, &[0, 1], LanguageMode::English),
            "主持: Where is the trigger?\n\n周岚: Positions first.\n\n\
             — 主持, 周岚, “Why momentum broke”, 宏观夜话"
        );
    }
}
