//! The rows above a note's first passage: title and original title, byline, tags.

use crate::app::wording;
use crate::model::{Document, Locale};
use crate::text::sanitise::sanitise;
use crate::text::wrap::wrap;

use super::{Frame, LabelRole, Line, MEASURE};

/// Title, byline and tags, wrapped to the measure.
pub(super) fn lines(document: &Document, frame: Frame) -> Vec<Line> {
    let width = usize::from(frame.width.min(MEASURE));
    let metadata = &document.note.metadata;
    let mut lines = label(&metadata.title, LabelRole::Title, width);
    let original = metadata.original_title.as_deref().unwrap_or_default();
    if !original.is_empty() && original != metadata.title {
        lines.extend(label(original, LabelRole::Byline, width));
    }
    lines.extend(label(
        &byline(document, frame.locale),
        LabelRole::Byline,
        width,
    ));
    if !metadata.tags.is_empty() {
        let tags: Vec<String> = metadata.tags.iter().map(|tag| format!("#{tag}")).collect();
        lines.extend(label(&tags.join(" "), LabelRole::Tag, width));
    }
    lines
}

fn label(text: &str, role: LabelRole, width: usize) -> Vec<Line> {
    let (text, _) = sanitise(text);
    let room = width.max(2);
    let rows = wrap(&text, room, room)
        .into_iter()
        .filter_map(|range| text.get(range));
    rows.map(|row| Line::label(0, row, role)).collect()
}

/// Show, speaker, guest, date and reading time, whichever are known, parted by middle dots.
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
    if let Some(guest) = metadata.guest.as_ref().filter(|guest| !guest.is_empty()) {
        parts.push(format!("{} {guest}", wording::GUEST.get(locale)));
    }
    for (word, name) in [
        (wording::TRANSLATOR, &metadata.credits.translator),
        (wording::EDITOR, &metadata.credits.editor),
    ] {
        let name = name.as_ref().filter(|name| !name.is_empty());
        parts.extend(name.map(|name| format!("{} {name}", word.get(locale))));
    }
    if let Some(date) = metadata.date {
        parts.push(date.to_string());
    }
    parts.push(wording::minutes(document.summary.reading_minutes(), locale));
    parts.join(" · ")
}
