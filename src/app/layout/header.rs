//! The rows above a note's first passage: title, the original's title, byline, tags.

use crate::app::wording;
use crate::model::{Document, NoteSummary, Side, Term};
use crate::text::sanitise::sanitise;
use crate::text::wrap::{gaps, wrap, wrap_spaced};

use super::{Frame, LabelRole, LanguageMode, Line};

/// Title, byline and tags, wrapped to the measure.
pub(super) fn lines(document: &Document, frame: Frame) -> Vec<Line> {
    let metadata = &document.note.metadata;
    let mut lines = label(&metadata.title, LabelRole::Title, frame);
    let original = metadata.original_title.as_ref();
    if let Some(original) = original.filter(|original| **original != metadata.title) {
        lines.extend(label(original, LabelRole::Byline, frame));
    }
    let byline = byline(document, frame);
    lines.extend(label(&byline, LabelRole::Byline, frame));
    if !metadata.tags.is_empty() {
        let tags: Vec<String> = metadata.tags.iter().map(|tag| format!("#{tag}")).collect();
        lines.extend(label(&tags.join(" "), LabelRole::Tag, frame));
    }
    lines
}

fn label(text: &str, role: LabelRole, frame: Frame) -> Vec<Line> {
    let (text, _) = sanitise(text);
    let room = frame.measure().max(2);
    let is_spaced = frame.reading.gap && role != LabelRole::Tag;
    let rows = if is_spaced {
        wrap_spaced(&text, room, room)
    } else {
        wrap(&text, room, room)
    };
    let rows = rows.into_iter().filter_map(|range| text.get(range));
    rows.map(|row| {
        if is_spaced {
            Line::label(0, &spaced(row), role)
        } else {
            Line::label(0, row, role)
        }
    })
    .collect()
}

/// A row that is no part of a text, with spaces where its gaps are.
fn spaced(row: &str) -> String {
    let mut shown = String::with_capacity(row.len() + 8);
    let mut from = 0;
    for gap in gaps(row) {
        shown.push_str(row.get(from..gap).unwrap_or_default());
        shown.push(' ');
        from = gap;
    }
    shown.push_str(row.get(from..).unwrap_or_default());
    shown
}

/// Minutes to read what a mode shows; both languages say the same, so the longer one counts.
fn minutes(summary: &NoteSummary, mode: LanguageMode) -> u32 {
    let of_side = match mode {
        LanguageMode::Chinese => summary.minutes_of(Side::Zh),
        LanguageMode::English => summary.minutes_of(Side::En),
        LanguageMode::Stacked | LanguageMode::SideBySide => 0,
    };
    // The other language stands in where a note has none of the one asked for.
    match of_side {
        0 => summary.reading_minutes(),
        minutes => minutes,
    }
}

/// Show, speaker, author, guest, translator, editor, date and reading time, whichever are known,
/// parted by middle dots.
fn byline(document: &Document, frame: Frame) -> String {
    let locale = frame.locale;
    let metadata = &document.note.metadata;
    let mut parts: Vec<String> = Vec::new();
    for name in [
        &metadata.series,
        &metadata.speaker,
        &metadata.credits.author,
    ]
    .into_iter()
    .flatten()
    {
        if !name.is_empty() && !parts.contains(name) {
            parts.push(name.clone());
        }
    }
    let credits = &metadata.credits;
    let helpers: [(Term, &Option<String>); 3] = [
        (wording::GUEST, &metadata.guest),
        (wording::TRANSLATED_BY, &credits.translator),
        (wording::EDITED_BY, &credits.editor),
    ];
    for (what, name) in helpers {
        if let Some(name) = name.as_ref().filter(|name| !name.is_empty()) {
            parts.push(format!("{} {name}", what.get(locale)));
        }
    }
    if let Some(date) = metadata.date {
        parts.push(date.to_string());
    }
    parts.push(wording::minutes(
        minutes(&document.summary, frame.mode),
        locale,
    ));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_to_read_is_that_of_the_language_shown() {
        let both = NoteSummary {
            characters: 4_000,
            words: 230,
            ..NoteSummary::default()
        };
        let english = NoteSummary {
            characters: 0,
            ..both.clone()
        };
        for (summary, mode, shown) in [
            (&both, LanguageMode::Chinese, 10),
            (&both, LanguageMode::English, 1),
            (&both, LanguageMode::Stacked, 10),
            (&english, LanguageMode::Chinese, 1),
        ] {
            assert_eq!(minutes(summary, mode), shown);
        }
    }
}
