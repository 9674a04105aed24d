//! The outline of the open note: its headings as a tree, the place of the reader marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::screens::outline::{By, Entry, Outline};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// From this width on both languages of a heading have room beside each other.
const WITH_SECOND: u16 = 60;

/// Columns that a level is set in.
const INDENT: u16 = 2;

/// What is typed and the places that match; returns where the caret stands.
pub(super) fn paint(
    app: &App,
    state: &Outline,
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let title = match state.by {
        By::Headings => wording::OUTLINE,
        By::Turns => wording::TURNS,
        By::Times => wording::TIMES,
        By::Paragraphs => wording::PARAGRAPHS,
    };
    let mut row = Row::new(buffer, area, 0);
    let count = format!("{} {}", title.get(app.locale), state.count());
    row.put_right(&count, paint.style(Role::Muted));
    row.put("/", paint.style(Role::Accent))
        .put(state.field.text(), paint.style(Role::Text));
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let matches = state.matches();
    if matches.is_empty() {
        let none = wording::NOT_IN_OUTLINE.get(app.locale);
        Row::new(buffer, body, 0).put(none, paint.style(Role::Muted));
    }
    let shown = matches.iter().enumerate().skip(state.cursor.top);
    for ((index, (entry, here)), y) in shown.zip(0..body.height) {
        if index == state.cursor.selected {
            Row::fill(buffer, body, y, paint.style(Role::Selection));
        }
        paint_entry(entry, *here, paint, body, y, buffer);
    }
    let caret = area.x + 1 + width(state.field.before_caret()) as u16;
    Position::new(caret.min(area.right().saturating_sub(1)), area.y)
}

/// Where the reader is, the words of the place in one language or two, how far in the note it is.
fn paint_entry(entry: &Entry, here: bool, paint: &Paint, body: Rect, y: u16, buffer: &mut Buffer) {
    let mut row = Row::new(buffer, body, y);
    row.put_right(&format!("{}%", entry.percent), paint.style(Role::Muted));
    row.put(if here { "▸" } else { " " }, paint.style(Role::Accent));
    let depth = u16::try_from(entry.depth).unwrap_or(u16::MAX);
    row.skip(depth.saturating_mul(INDENT).min(body.width / 4));
    if !entry.label.is_empty() {
        row.put(&entry.label, paint.style(Role::Speaker)).skip(2);
    }
    let role = match (here, entry.depth) {
        (true, _) => Role::Accent,
        (false, 0) => Role::Heading,
        _ => Role::Text,
    };
    let role = if entry.label.is_empty() {
        role
    } else {
        Role::Text
    };
    row.put(&entry.first, paint.style(role));
    if body.width >= WITH_SECOND && !entry.second.is_empty() {
        row.skip(2).put(&entry.second, paint.style(Role::Muted));
    }
}
