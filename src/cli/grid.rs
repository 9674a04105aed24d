//! Columns of text that stand under each other, for tables in a pipe or a terminal.

use crate::model::Alignment;
use crate::text::width::width;

/// What parts two columns.
const GAP: &str = "   ";

/// The rows as lines, every column as wide as its widest cell; a column without an alignment
/// stands as `otherwise` says.
pub(super) fn lines(
    rows: &[Vec<String>],
    alignments: &[Alignment],
    otherwise: Alignment,
) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<String>| {
        let mut cells = Vec::with_capacity(row.len());
        for (column, (cell, room)) in row.iter().zip(&widths).enumerate() {
            let alignment = alignments.get(column).copied().unwrap_or(otherwise);
            cells.push(pad(cell, *room, alignment));
        }
        cells.join(GAP).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// A cell with spaces around it, up to a width.
pub(super) fn pad(cell: &str, room: usize, alignment: Alignment) -> String {
    let spare = room.saturating_sub(width(cell));
    let before = match alignment {
        Alignment::Left => 0,
        Alignment::Centre => spare / 2,
        Alignment::Right => spare,
    };
    format!("{}{cell}{}", " ".repeat(before), " ".repeat(spare - before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        rows.iter().map(row).collect()
    }

    #[test]
    fn columns_stand_under_each_other_in_both_widths() {
        let rows = rows(&[&["名称", "level"], &["SPX", "6,932"], &["x"]]);
        let left = lines(&rows, &[], Alignment::Left);
        assert_eq!(left, ["名称   level", "SPX    6,932", "x"]);
        let right = lines(&rows, &[Alignment::Left, Alignment::Right], Alignment::Left);
        assert_eq!(right, ["名称   level", "SPX    6,932", "x"]);
    }

    #[test]
    fn cells_stand_as_their_column_says() {
        for (alignment, cell) in [
            (Alignment::Left, "ab   "),
            (Alignment::Centre, " ab  "),
            (Alignment::Right, "   ab"),
        ] {
            assert_eq!(pad("ab", 5, alignment), cell);
        }
        assert_eq!(pad("too wide", 3, Alignment::Right), "too wide");
        assert_eq!(lines(&[], &[], Alignment::Left), Vec::<String>::new());
    }
}
