//! The rows above a note's first passage: title, byline, tags.

use crate::app::wording;
use crate::model::{Document, NoteSummary, Side};
use crate::text::sanitise::sanitise;
use crate::text::wrap::wrap;

use super::{Frame, LabelRole, LanguageMode, Line, MEASURE};

/// Title, byline and tags, wrapped to the measure.
pub(super) fn lines(document: &Document, frame: Frame) -> Vec<Line> {
    let width = usize::from(frame.width.min(MEASURE));
    let metadata = &document.note.metadata;
    let mut lines = label(&metadata.title, LabelRole::Title, width);
    lines.extend(label(&byline(document, frame), LabelRole::Byline, width));
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

/// Show, speaker, guest, date and reading time, whichever are known, parted by middle dots.
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
    if let Some(guest) = metadata.guest.as_ref().filter(|guest| !guest.is_empty()) {
        parts.push(format!("{} {guest}", wording::GUEST.get(locale)));
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
