//! Links as the terminal knows them: OSC 8, a cell at a time.
//!
//! A span-wide pair of sequences breaks when only some of its cells are painted anew, so each cell
//! carries its own, with one `id` for all cells of a link. The sequences stand in the cell's symbol,
//! whose width is therefore given and not measured. An [`Address`] holds no control character.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;

use crate::model::Address;
use crate::text::width::width;

/// Makes cells that are painted already a link, from a column up to another of one row.
///
/// `id` is the same for all parts of a link, on whichever row they stand.
pub(super) fn link(address: &Address, id: u64, cells: Rect, buffer: &mut Buffer) {
    let mut x = cells.left();
    while x < cells.right() {
        let Some(cell) = buffer.cell_mut((x, cells.y)) else {
            return;
        };
        let columns = u16::try_from(width(cell.symbol())).unwrap_or(1).max(1);
        let symbol = format!(
            "\u{1b}]8;id={id};{address}\u{1b}\\{}\u{1b}]8;;\u{1b}\\",
            cell.symbol()
        );
        cell.set_symbol(&symbol);
        if let Some(columns) = NonZeroU16::new(columns) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(columns));
        }
        x += columns;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn every_character_carries_the_whole_link() {
        let area = Rect::new(0, 0, 12, 1);
        let mut buffer = Buffer::empty(area);
        buffer.set_string(0, 0, "见 报告a.", Style::default());
        let address = Address::parse("https://a.b/报").unwrap();
        link(&address, 7, Rect::new(3, 0, 5, 1), &mut buffer);
        let symbols: Vec<&str> = (0..9).map(|x| buffer[(x, 0)].symbol()).collect();
        let linked = |text: &str| {
            format!("\u{1b}]8;id=7;https://a.b/%E6%8A%A5\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
        };
        assert_eq!(symbols[3], linked("报"));
        assert_eq!(symbols[5], linked("告"));
        assert_eq!(symbols[7], linked("a"));
        assert_eq!((symbols[0], symbols[8]), ("见", "."));
    }
}
