//! One row of cells, filled from the left or the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::sanitise::sanitise;
use crate::text::width::{truncate, width};

/// A row being filled from both ends; what does not fit between is cut with `…`.
pub(in crate::tui) struct Row<'a> {
    buffer: &'a mut Buffer,
    y: u16,
    left: u16,
    right: u16,
}

impl<'a> Row<'a> {
    /// The row `y` of an area, counted from its top; empty where the area is shorter.
    pub(in crate::tui) fn new(buffer: &'a mut Buffer, area: Rect, y: u16) -> Self {
        let inside = y < area.height;
        let right = if inside { area.right() } else { area.left() };
        Self {
            buffer,
            y: area.top() + y,
            left: area.left(),
            right,
        }
    }

    /// Columns still free.
    pub(in crate::tui) const fn room(&self) -> u16 {
        self.right.saturating_sub(self.left)
    }

    /// Writes at the left end and moves on.
    pub(in crate::tui) fn put(&mut self, text: &str, style: Style) -> &mut Self {
        let (text, _) = sanitise(text);
        let text = truncate(&text, usize::from(self.room()));
        if !text.is_empty() {
            let (x, _) =
                self.buffer
                    .set_stringn(self.left, self.y, &text, usize::from(self.room()), style);
            self.left = x;
        }
        self
    }

    /// Leaves columns free.
    pub(in crate::tui) fn skip(&mut self, columns: u16) -> &mut Self {
        self.left = (self.left + columns).min(self.right);
        self
    }

    /// Moves on to a column of the screen.
    pub(in crate::tui) fn to(&mut self, column: u16) -> &mut Self {
        self.left = column.max(self.left).min(self.right);
        self
    }

    /// Writes at the right end, whole or not at all.
    pub(in crate::tui) fn put_right(&mut self, text: &str, style: Style) -> &mut Self {
        let (text, _) = sanitise(text);
        let columns = width(&text) as u16;
        if columns <= self.room() {
            self.right -= columns;
            self.buffer
                .set_stringn(self.right, self.y, &text, usize::from(columns), style);
            // What is written from the left keeps a column away.
            self.right = self
                .right
                .saturating_sub(u16::from(columns > 0))
                .max(self.left);
        }
        self
    }

    /// Writes left-aligned in the next `columns` columns, the last of which stays free.
    pub(in crate::tui) fn put_cell(&mut self, text: &str, columns: u16, style: Style) -> &mut Self {
        let columns = columns.min(self.room());
        let (text, _) = sanitise(text);
        let text = truncate(&text, usize::from(columns.saturating_sub(1)));
        let rest = columns - width(&text) as u16;
        self.put(&text, style).skip(rest)
    }

    /// Writes right-aligned in the next `columns` columns.
    pub(in crate::tui) fn put_in(&mut self, text: &str, columns: u16, style: Style) -> &mut Self {
        let columns = columns.min(self.room());
        let (text, _) = sanitise(text);
        let text = truncate(&text, usize::from(columns));
        self.skip(columns - width(&text) as u16).put(&text, style)
    }

    /// Gives the whole row of an area a style.
    pub(in crate::tui) fn fill(buffer: &mut Buffer, area: Rect, y: u16, style: Style) {
        if y < area.height {
            let row = Rect {
                y: area.top() + y,
                height: 1,
                ..area
            };
            buffer.set_style(row, style);
        }
    }
}
