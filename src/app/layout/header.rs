//! The rows above a note's first passage: title, the original's title, byline, tags.

use crate::app::wording;
use crate::model::{Document, Locale, Term};
use crate::text::sanitise::sanitise;
use crate::text::wrap::{gaps, wrap, wrap_spaced};

use super::{Frame, LabelRole, Line};

/// Title, byline and tags, wrapped to the measure.
pub(super) fn lines(document: &Document, frame: Frame) -> Vec<Line> {
    let metadata = &document.note.metadata;
    let mut lines = label(&metadata.title, LabelRole::Title, frame);
    let original = metadata.original_title.as_ref();
    if let Some(original) = original.filter(|original| **original != metadata.title) {
        lines.extend(label(original, LabelRole::Byline, frame));
    }
    let byline = byline(document, frame.locale);
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

/// Show, speaker, author, guest, translator, editor, date and reading time, whichever are known,
/// parted by middle dots.
fn byline(document: &Document, locale: Locale) -> String {
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
    parts.push(wording::minutes(document.summary.reading_minutes(), locale));
    parts.join(" · ")
}
