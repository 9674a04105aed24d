//! The search: what is typed, what it was widened to, the hits with their passages.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::screens::search::{HEADING_ROWS, HIT_ROWS};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::model::{Hit, Snippet};
use crate::text::width::{graphemes, width};
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// From this width on speakers and the spellings that matched stand at the right.
const ROOMY: u16 = 60;

/// Columns of a hit's date and of what stands around it: passages stand under their titles.
const SNIPPET_INDENT: u16 = 13;

/// The query's row, the row of spellings, the hits; returns where the caret stands.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) -> Position {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let prompt = format!("{}  ", wording::SEARCH.get(app.locale));
    let mut row = Row::new(buffer, area, 0);
    row.put(&prompt, paint.style(Role::Accent));
    row.put(app.search.field.text(), paint.style(Role::Text));
    if app.search.field.text().is_empty() {
        let hint = wording::SEARCH_HINT.get(app.locale);
        paragraph(
            hint,
            paint.style(Role::Muted),
            below(area, HEADING_ROWS),
            buffer,
        );
    }
    let caret = area.x + (width(&prompt) + width(app.search.field.before_caret())) as u16;
    let caret = Position::new(caret.min(area.right().saturating_sub(1)), area.y);
    second_row(app, paint, area, buffer, width(&prompt) as u16);
    let body = below(area, HEADING_ROWS);
    hits(app, paint, body, buffer);
    caret
}

/// Where the query does not parse, or the spellings searched and how many notes matched.
fn second_row(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer, indent: u16) {
    let search = &app.search;
    let mut row = Row::new(buffer, area, 1);
    if search.field.text().trim().is_empty() {
        return;
    }
    if let Some(unparsed) = &search.unparsed {
        let style = paint.style(Role::Warning);
        let typed = search.field.text().chars();
        let before: String = typed.take(unparsed.column.saturating_sub(1)).collect();
        let column = (usize::from(indent) + width(&before)) as u16;
        row.skip(column.min(row.room().saturating_sub(1)))
            .put("▲ ", style);
        if width(&unparsed.message) <= usize::from(row.room()) {
            row.put(&unparsed.message, style);
        } else {
            paragraph(&unparsed.message, style, below(area, 2), buffer);
        }
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

/// What is left of an area below so many rows.
fn below(area: Rect, rows: u16) -> Rect {
    Rect {
        y: area.y + rows,
        height: area.height.saturating_sub(rows),
        ..area
    }
}

/// A text wrapped to the width of an area.
fn paragraph(text: &str, style: Style, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width).max(2);
    for (range, y) in wrap(text, room, room).into_iter().zip(0..) {
        Row::new(buffer, area, y).put(text.get(range).unwrap_or_default(), style);
    }
}

fn hits(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let search = &app.search;
    if search.field.text().trim().is_empty() {
        return;
    }
    let asked = !search.answer.query.trim().is_empty() && search.unparsed.is_none();
    if search.answer.hits.is_empty() && asked {
        let hint = wording::NOTHING_FOUND_HINT.get(app.locale);
        let nothing = match app.status.progress {
            Some(_) => wording::NOTHING_YET,
            None => wording::NOTHING_FOUND,
        };
        Row::new(buffer, area, 0).put(nothing.get(app.locale), paint.style(Role::Text));
        paragraph(hint, paint.style(Role::Muted), below(area, 1), buffer);
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
    if let Some(speaker) = hit.note.speaker.as_ref().filter(|_| area.width > ROOMY) {
        row.put_right(speaker, muted);
    }
    let date = hit
        .note
        .date
        .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
    row.skip(1).put(&date, muted).skip(2);
    row.put(&hit.note.title, paint.style(Role::Heading));
    let mut row = Row::new(buffer, area, 1);
    if !hit.via.is_empty() && area.width > ROOMY {
        let via = format!("{} {}", wording::VIA.get(app.locale), hit.via.join(" · "));
        row.put_right(&via, muted);
    }
    let Some(place) = &hit.place else { return };
    row.skip(if area.width > ROOMY {
        SNIPPET_INDENT
    } else {
        3
    });
    snippet(&place.snippet, paint, &mut row);
}

/// A snippet from so far on that its first match is in view.
fn snippet(pieces: &[Snippet], paint: &Paint, row: &mut Row<'_>) {
    let before = pieces.iter().take_while(|piece| !piece.matched);
    let lead: usize = before.map(|piece| width(&piece.text)).sum();
    let first = pieces
        .iter()
        .find(|piece| piece.matched)
        .map_or(0, |piece| width(&piece.text));
    let room = usize::from(row.room());
    // Columns to leave out at the left, so that a third of the row leads to the match.
    let mut out = if lead + first < room {
        0
    } else {
        lead.saturating_sub(room / 3)
    };
    if out > 0 {
        row.put("…", paint.style(Role::Muted));
    }
    for piece in pieces {
        let skipped = graphemes(&piece.text).take_while(|grapheme| {
            let left_out = out > 0;
            out = out.saturating_sub(grapheme.width);
            left_out
        });
        let from = skipped.last().map_or(0, |grapheme| grapheme.end());
        let text = piece.text.get(from..).unwrap_or_default();
        let role = if piece.matched {
            Role::Highlight
        } else {
            Role::Text
        };
        row.put(text, paint.style(role));
    }
}
