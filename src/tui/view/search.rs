//! The search: what is typed, what it was widened to, what was found, what narrows it.

mod hits;
mod narrow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::screens::search::narrow::columns;
use crate::app::screens::search::{HEADING_ROWS, Unparsed};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::text::width::width;
use crate::text::wrap::wrap;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// From this width on speakers, the spellings that matched and times stand at the right.
const ROOMY: u16 = 60;

/// The query's row, the row of spellings, the list, the column; returns where the caret stands.
pub(super) fn paint(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) -> Position {
    let area = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    let prompt = format!("{}  ", wording::SEARCH.get(app.locale));
    let field = &app.search.field;
    let typed = if field.is_chosen() {
        paint.style(Role::Text).patch(paint.style(Role::Selection))
    } else {
        paint.style(Role::Text)
    };
    let mut row = Row::new(buffer, area, 0);
    row.put(&prompt, paint.style(Role::Accent));
    row.put(field.text(), typed);
    let caret = area.x + (width(&prompt) + width(field.before_caret())) as u16;
    let caret = Position::new(caret.min(area.right().saturating_sub(1)), area.y);
    let used = if field.text().trim().is_empty() {
        let hint = wording::SEARCH_HINT.get(app.locale);
        let place = below(area, HEADING_ROWS);
        paragraph(hint, paint.style(Role::Muted), place, buffer);
        return caret;
    } else if let Some(unparsed) = &app.search.unparsed {
        let indent = width(&prompt) as u16;
        does_not_parse(app, unparsed, paint, (area, indent), buffer)
    } else {
        spellings(app, paint, area, buffer);
        HEADING_ROWS
    };
    body(app, paint, below(area, used), buffer);
    caret
}

/// Where the query does not parse and what was expected there; returns the rows used by all of
/// the heading.
fn does_not_parse(
    app: &App,
    unparsed: &Unparsed,
    paint: &Paint,
    (area, indent): (Rect, u16),
    buffer: &mut Buffer,
) -> u16 {
    let style = paint.style(Role::Warning);
    let typed = app.search.field.text().chars();
    let before: String = typed.take(unparsed.column.saturating_sub(1)).collect();
    let column = (usize::from(indent) + width(&before)) as u16;
    let mut row = Row::new(buffer, area, 1);
    row.skip(column.min(row.room().saturating_sub(1)))
        .put("▲ ", style);
    if width(&unparsed.message) <= usize::from(row.room()) {
        row.put(&unparsed.message, style);
        return HEADING_ROWS;
    }
    let rows = paragraph(&unparsed.message, style, below(area, 2), buffer);
    HEADING_ROWS + rows
}

/// The spellings searched, how many notes match and how long it took to find them.
fn spellings(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let answer = &app.search.answer;
    if answer.query.trim().is_empty() {
        return;
    }
    let muted = paint.style(Role::Muted);
    let mut count = wording::notes(answer.total, app.locale);
    if area.width > ROOMY {
        count = format!("{count} · {}", wording::took(answer.took));
    }
    let mut row = Row::new(buffer, area, 1);
    row.put_right(&count, muted).skip(1);
    if !answer.widened.is_empty() {
        row.put(&format!("= {}", answer.widened.join(" · ")), muted);
    }
}

/// The list, and the column where it has room.
fn body(app: &App, paint: &Paint, area: Rect, buffer: &mut Buffer) {
    let narrow = &app.search.narrow;
    let (list, column) = columns(
        app.shape.width,
        narrow.is_focused,
        narrow.choices().is_empty(),
    );
    if column == 0 {
        hits::paint(app, paint, area, buffer);
        return;
    }
    if list == 0 {
        narrow::paint(app, paint, area, buffer);
        return;
    }
    let right = Rect {
        x: area.right().saturating_sub(column),
        width: column.min(area.width),
        ..area
    };
    let rule = right.x.saturating_sub(2);
    for y in area.top()..area.bottom() {
        buffer.set_string(rule, y, "│", paint.style(Role::Border));
    }
    let left = Rect {
        width: rule.saturating_sub(area.x + 1),
        ..area
    };
    hits::paint(app, paint, left, buffer);
    narrow::paint(app, paint, right, buffer);
}

/// What is left of an area below so many rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// A text wrapped to the width of an area; returns its rows.
fn paragraph(text: &str, style: Style, area: Rect, buffer: &mut Buffer) -> u16 {
    let room = usize::from(area.width).max(2);
    let mut rows = 0;
    for range in wrap(text, room, room) {
        Row::new(buffer, area, rows).put(text.get(range).unwrap_or_default(), style);
        rows += 1;
    }
    rows
}
