//! A list that typing narrows: what is typed above, the entries that match below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::narrowing::Narrowing;
use crate::config::theme::Role;
use crate::text::width::width;
use crate::tui::paint::Paint;
use crate::tui::widgets::line::Row;

/// What stands around the entries.
pub(super) struct Head<'h> {
    /// The sign before what is typed, one column wide.
    pub sign: &'h str,
    /// What the list is of.
    pub label: &'h str,
    /// What is said where nothing matches.
    pub none: &'h str,
}

/// Paints head and choice, and each entry in view through `entry`, by its index, body and row;
/// returns where the caret stands.
pub(super) fn paint(
    (state, head): (&Narrowing, &Head<'_>),
    paint: &Paint,
    area: Rect,
    buffer: &mut Buffer,
    entry: impl Fn(usize, (Rect, u16), &mut Buffer),
) -> Position {
    let mut row = Row::new(buffer, area, 0);
    row.put_right(head.label, paint.style(Role::Muted));
    row.put(head.sign, paint.style(Role::Accent))
        .put(state.field.text(), paint.style(Role::Text));
    let body = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    if state.matches().is_empty() {
        Row::new(buffer, body, 0).put(head.none, paint.style(Role::Muted));
    }
    let shown = state.matches().iter().enumerate().skip(state.cursor.top);
    for ((place, &index), y) in shown.zip(0..body.height) {
        if place == state.cursor.selected {
            Row::fill(buffer, body, y, paint.style(Role::Selection));
        }
        entry(index, (body, y), buffer);
    }
    let caret = area.x + 1 + width(state.field.before_caret()) as u16;
    Position::new(caret.min(area.right().saturating_sub(1)), area.y)
}
