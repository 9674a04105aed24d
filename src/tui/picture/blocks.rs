//! Half blocks: two squares of colour a cell, one above the other.
//!
//! Drawn here and not by `ratatui-image`, which knows 24-bit colours only.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::layout::Cells;
use crate::config::theme::{Color, ColorDepth};
use crate::picture::Pixels;
use crate::tui::paint;

/// A picture as half blocks.
pub(in crate::tui) struct Blocks {
    cells: Cells,
    /// Two rows of squares a row of cells, from the left, from the top.
    squares: Vec<[u8; 3]>,
}

/// Whether a terminal has colours enough: of sixteen nothing comes that could be recognised.
pub(super) fn suffice(depth: ColorDepth) -> bool {
    matches!(depth, ColorDepth::Indexed | ColorDepth::True)
}

impl Blocks {
    /// Cuts a picture into squares.
    pub(super) fn new(pixels: &Pixels, cells: Cells) -> Self {
        Self {
            cells,
            squares: pixels.grid(u32::from(cells.columns), 2 * u32::from(cells.rows)),
        }
    }

    /// Paints the rows from one on, as many as the area has.
    pub(super) fn paint(&self, from: u16, area: Rect, depth: ColorDepth, buffer: &mut Buffer) {
        if !suffice(depth) {
            return;
        }
        let columns = usize::from(self.cells.columns);
        let shade =
            |[red, green, blue]: [u8; 3]| paint::color(Color::Rgb(red, green, blue).at(depth));
        let pairs = self.squares.chunks_exact(2 * columns.max(1));
        for (pair, y) in pairs.skip(usize::from(from)).zip(area.top()..area.bottom()) {
            let (upper, lower) = pair.split_at(columns);
            let squares = upper.iter().zip(lower);
            for ((&upper, &lower), x) in squares.zip(area.left()..area.right()) {
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.set_symbol("▀")
                        .set_fg(shade(upper))
                        .set_bg(shade(lower));
                }
            }
        }
    }
}
