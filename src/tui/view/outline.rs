//! The outline of the open note: its headings as a tree, the place of the reader marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::screens::outline::{By, Entry, Outline};
use crate::app::{App, wording};
use crate::config::theme::Role;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

use super::narrowing::{self, Head};

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
    let label = format!("{} {}", title.get(app.locale), state.list.matches().len());
    let head = Head {
        sign: "/",
        label: &label,
        none: wording::NOT_IN_OUTLINE.get(app.locale),
    };
    narrowing::paint(
        (&state.list, &head),
        paint,
        area,
        buffer,
        |index, (body, y), buffer| {
            if let Some((entry, here)) = state.entry(index) {
                paint_entry(entry, here, paint, body, y, buffer);
            }
        },
    )
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
