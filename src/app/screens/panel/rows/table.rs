//! A table of a reading: columns as wide as their numbers, headings wrapped above them.
//!
//! Numbers are never cut: a table that does not fit is turned into a list of its rows.

use crate::app::page::Page;
use crate::app::written;
use crate::config::theme::Role;
use crate::model::{Locale, Table};
use crate::text::width::width;
use crate::text::wrap::wrap;

/// Columns between two cells.
const GUTTER: usize = 2;

/// The widest that a heading makes a column of narrower cells.
const HEADING: usize = 14;

/// Cells as they are written.
type Row = Vec<(String, Role)>;

/// Adds the headings and rows of a table.
pub(super) fn put(table: &Table, locale: Locale, page: &mut Page) {
    let rows: Vec<Row> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.iter();
            cells
                .map(|cell| (written::cell(cell, locale), written::cell_role(cell)))
                .collect()
        })
        .collect();
    let headings: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.get(locale))
        .collect();
    let widths: Vec<usize> = (0..headings.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let cells = cells.map(|(text, _)| width(text)).max().unwrap_or(0);
            let heading = headings
                .get(column)
                .map_or(0, |heading| width(heading).min(HEADING));
            cells.max(heading) + GUTTER
        })
        .collect();
    if widths.iter().sum::<usize>() <= usize::from(page.width()) {
        put_columns(&headings, &rows, &widths, page);
    } else {
        put_records(&headings, &rows, page);
    }
}

fn put_columns(headings: &[&str], rows: &[Row], widths: &[usize], page: &mut Page) {
    let wrapped: Vec<Vec<&str>> = headings
        .iter()
        .zip(widths)
        .map(|(heading, columns)| {
            let room = columns - GUTTER;
            wrap(heading, room, room)
                .into_iter()
                .filter_map(|range| heading.get(range))
                .collect()
        })
        .collect();
    let tall = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..tall {
        let mut row = page.row();
        for (lines, columns) in wrapped.iter().zip(widths) {
            // Headings stand on the row above the numbers, however many rows they take.
            let line = (at + lines.len())
                .checked_sub(tall)
                .and_then(|line| lines.get(line));
            row.put_in(line.unwrap_or(&""), *columns as u16, Role::Muted);
        }
    }
    for cells in rows {
        let mut row = page.row();
        for ((text, role), columns) in cells.iter().zip(widths) {
            row.put_in(text, *columns as u16, *role);
        }
    }
}

/// A row of the table as lines of heading and value, with a gap between two rows.
fn put_records(headings: &[&str], rows: &[Row], page: &mut Page) {
    for (index, cells) in rows.iter().enumerate() {
        if index > 0 {
            page.blank(1);
        }
        for (heading, (text, role)) in headings.iter().zip(cells) {
            let mut row = page.row();
            row.put_right(text, *role);
            row.skip(2).put(heading, Role::Muted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Quantity, Term, Unit};

    fn lines(columns: u16) -> Vec<String> {
        let number = |value| Cell::Signed(Quantity::new(value, Unit::UsdBn));
        let table = Table {
            title: Term::same("flow"),
            columns: vec![Term::same("move of the index"), Term::same("flow")],
            rows: vec![
                vec![Cell::Text("+1%".to_owned()), number(-7.0)],
                vec![Cell::Text("−2%".to_owned()), number(-1039.04)],
            ],
        };
        let mut page = Page::new(columns);
        put(&table, Locale::En, &mut page);
        let row = |placed: &Vec<crate::app::page::Placed>| {
            let mut placed = placed.clone();
            placed.sort_by_key(|placed| placed.x);
            placed.iter().fold(String::new(), |mut line, placed| {
                line.push_str(&" ".repeat(usize::from(placed.x) - width(&line)));
                line + &placed.text
            })
        };
        page.rows().iter().map(row).collect()
    }

    #[test]
    fn headings_stand_right_above_their_numbers() {
        assert_eq!(
            lines(40),
            [
                "     move of the",
                "           index         flow",
                "             +1%      −7.0 bn",
                "             −2%  −1,039.0 bn",
            ]
        );
    }

    #[test]
    fn a_table_too_wide_becomes_a_list_and_no_number_is_cut() {
        assert_eq!(
            lines(26),
            [
                "  move of the index    +1%",
                "  flow             −7.0 bn",
                "",
                "  move of the index    −2%",
                "  flow         −1,039.0 bn",
            ]
        );
    }
}
