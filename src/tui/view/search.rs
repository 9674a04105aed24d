//! The search: what is typed, what it was widened to, the hits with their passages.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::screens::search::HIT_ROWS;
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::Hit;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// The query's row, the row of spellings, the hits; returns where the caret stands.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let prompt = format!("{}  ", wording::SEARCH.get(app.locale));
    let mut row = Row::new(buffer, area, 0);
    row.put(&prompt, paint.style(Role::Accent));
    if app.search.field.text().is_empty() {
        row.put(
            wording::SEARCH_HINT.get(app.locale),
            paint.style(Role::Muted),
        );
    } else {
        row.put(app.search.field.text(), paint.style(Role::Text));
    }
    let caret = area.x + (width(&prompt) + width(app.search.field.before_caret())) as u16;
    let caret = Position::new(caret.min(area.right().saturating_sub(1)), area.y);
    second_row(app, paint, area, buffer, width(&prompt) as u16);
    hits(
        app,
        paint,
        Rect {
            y: area.y + 3,
            height: area.height.saturating_sub(3),
            ..area
        },
        buffer,
    );
    Some(caret)
}

/// Where the query does not parse, or the spellings searched and how many notes matched.
fn second_row(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer, indent: u16) {
    let search = &app.search;
    let mut row = Row::new(buffer, area, 1);
    if let Some(unparsed) = &search.unparsed {
        let before: String = search
            .field
            .text()
            .chars()
            .take(unparsed.column - 1)
            .collect();
        row.skip(indent + width(&before) as u16)
            .put("▲ ", paint.style(Role::Warning));
        row.put(&unparsed.message, paint.style(Role::Warning));
        return;
    }
    if search.answer.query.trim().is_empty() {
        return;
    }
    let count = wording::notes(search.answer.total, app.locale);
    row.put_right(&count, paint.style(Role::Muted)).skip(1);
    if !search.answer.widened.is_empty() {
        let spellings = format!("= {}", search.answer.widened.join(" · "));
        row.put(&spellings, paint.style(Role::Muted));
    }
}

fn hits(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let search = &app.search;
    let asked = !search.answer.query.trim().is_empty() && search.unparsed.is_none();
    if search.answer.hits.is_empty() && asked {
        let muted = paint.style(Role::Muted);
        Row::new(buffer, area, 0).put(wording::NOTHING_FOUND.get(app.locale), muted);
        Row::new(buffer, area, 1).put(wording::NOTHING_FOUND_HINT.get(app.locale), muted);
        return;
    }
    let top = search.cursor.top;
    for (index, hit) in search.answer.hits.iter().enumerate().skip(top) {
        let y = (index - top) as u16 * HIT_ROWS;
        if y >= area.height {
            break;
        }
        let rows = (area.height - y).min(HIT_ROWS - 1);
        let area = Rect {
            y: area.y + y,
            height: rows,
            ..area
        };
        if index == search.cursor.selected {
            for y in 0..rows {
                Row::fill(buffer, area, y, paint.style(Role::Selection));
            }
        }
        entry(app, paint, hit, area, buffer);
    }
}

fn entry(app: &App, paint: &Paint, hit: &Hit, area: Rect, buffer: &mut Buffer) {
    let muted = paint.style(Role::Muted);
    let mut row = Row::new(buffer, area, 0);
    if let Some(speaker) = hit.note.speaker.as_ref().filter(|_| area.width > 60) {
        row.put_right(speaker, muted).skip(0);
    }
    let date = hit
        .note
        .date
        .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
    row.put(&date, muted).skip(2);
    row.put(&hit.note.title, paint.style(Role::Heading));
    let mut row = Row::new(buffer, area, 1);
    if !hit.via.is_empty() {
        let via = format!("{} {}", wording::VIA.get(app.locale), hit.via.join(" · "));
        row.put_right(&via, paint.style(Role::Concept));
        row.skip(0);
    }
    row.skip(4);
    let Some(place) = &hit.place else { return };
    for piece in &place.snippet {
        let role = if piece.matched {
            Role::Highlight
        } else {
            Role::Text
        };
        row.put(&piece.text, paint.style(role));
    }
}
