//! The column that narrows a search: the fields of the query, then what its notes have in common.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::screens::search::narrow::Choice;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::{FacetKind, FacetValue, Locale, Term};
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// Columns of the name of a kind.
const KIND: u16 = 9;

/// A heading, and a row for each choice; numbers of another query are not shown.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let narrow = &app.search.narrow;
    let heading = if narrow.is_focused {
        Role::Accent
    } else {
        Role::Muted
    };
    Row::new(buffer, area, 0).put(wording::NARROW_BY.get(app.locale), paint.style(heading));
    let mut y = 1;
    let choices = narrow.choices().iter().enumerate();
    for (place, choice) in choices.skip(narrow.top()) {
        let begins = matches!(choice, Choice::Value { is_first: true, .. });
        if begins && narrow.is_airy() {
            y += 1;
        }
        if narrow.is_focused && place == narrow.selected() {
            Row::fill(buffer, area, y, paint.style(Role::Selection));
        }
        entry(app, paint, choice, (area, y), buffer);
        y += 1;
    }
}

fn entry(app: &App, paint: &Paint, choice: &Choice, (area, y): (Rect, u16), buffer: &mut Buffer) {
    let dimmed = app.search.unparsed.is_some() || app.search.narrow.is_stale();
    let look = |role| paint.style(if dimmed { Role::Muted } else { role });
    let mut row = Row::new(buffer, area, y);
    match choice {
        Choice::Field(field) => {
            row.put("×", paint.style(Role::Key)).skip(1);
            row.put(field, paint.style(Role::Text));
        }
        Choice::Value {
            kind,
            value,
            digit,
            is_first,
        } => {
            let digit = digit.map_or_else(|| " ".to_owned(), |digit| digit.to_string());
            row.put(&digit, look(Role::Key)).skip(1);
            let label = is_first.then(|| label(*kind).get(app.locale));
            row.put_cell(label.unwrap_or_default(), KIND, look(Role::Muted));
            if !dimmed {
                row.put_right(&value.notes.to_string(), look(Role::Muted));
            }
            row.put(name(*kind, value, app.locale), look(role(*kind)));
        }
    }
}

/// As people say it.
fn name(kind: FacetKind, value: &FacetValue, locale: Locale) -> &str {
    let written = value
        .term
        .split_once(':')
        .map_or("", |(_, written)| written);
    match (kind, written) {
        (FacetKind::Language, "zh") => wording::IN_CHINESE.get(locale),
        (FacetKind::Language, "zh-hans") => wording::IN_SIMPLIFIED.get(locale),
        (FacetKind::Language, "zh-hant") => wording::IN_TRADITIONAL.get(locale),
        (FacetKind::Language, "en") => wording::IN_ENGLISH.get(locale),
        (FacetKind::Language, "mul") => wording::IN_BOTH.get(locale),
        _ => match value.names.preferred(locale) {
            "" => written,
            name => name,
        },
    }
}

const fn label(kind: FacetKind) -> Term {
    match kind {
        FacetKind::Concept => wording::BY_CONCEPT,
        FacetKind::Ticker => wording::BY_TICKER,
        FacetKind::Speaker => wording::BY_SPEAKER,
        FacetKind::Tag => wording::BY_TAG,
        FacetKind::Language => wording::BY_LANGUAGE,
        FacetKind::Date => wording::BY_DATE,
    }
}

const fn role(kind: FacetKind) -> Role {
    match kind {
        FacetKind::Concept => Role::Concept,
        FacetKind::Ticker => Role::Instrument,
        FacetKind::Tag => Role::Tag,
        FacetKind::Speaker | FacetKind::Language | FacetKind::Date => Role::Text,
    }
}
