//! Tables: columns as wide as their widest cell, those of words narrowed where they do not fit.
//!
//! Numbers are not broken for the sake of a column: where nothing more can be narrowed, each row
//! becomes a short list of heading and cell.

use std::ops::Range;

use crate::model::{Alignment, Text};
use crate::text::width::width;
use crate::text::wrap::wrap;

use super::{LabelRole, Line, Piece};

/// Columns between two cells.
const GUTTER: usize = 2;

/// The least that a column of words is narrowed to.
const NARROWEST: usize = 8;

/// Cells up to this wide that hold a digit are figures, and stay whole.
const FIGURE: usize = 14;

/// The byte ranges of one row's cells.
type Cells = Vec<Range<usize>>;

/// What the rows of one table share.
struct Grid<'a> {
    text: &'a Text,
    second: bool,
    alignments: &'a [Alignment],
    measure: usize,
}

/// The rows of a table, with a line under its header.
pub(super) fn rows(
    text: &Text,
    second: bool,
    alignments: &[Alignment],
    measure: usize,
) -> Vec<Line> {
    let cells = cells(&text.content);
    let grid = Grid {
        text,
        second,
        alignments,
        measure,
    };
    let natural = grid.widths(&cells, width);
    let least = grid.widths(&cells, least_width);
    match fit(natural, &least, measure) {
        Some(widths) => grid.columns(&cells, &widths),
        None => grid.records(&cells),
    }
}

/// The byte range of every cell, row by row.
fn cells(content: &str) -> Vec<Cells> {
    let mut start = 0;
    let mut rows = Vec::new();
    for line in content.split('\n') {
        let mut at = start;
        let row = line.split('\t').map(|cell| {
            let range = at..at + cell.len();
            at = range.end + 1;
            range
        });
        rows.push(row.collect());
        start += line.len() + 1;
    }
    rows
}

/// What a cell needs at least: a figure all of its columns, words a few.
fn least_width(cell: &str) -> usize {
    let columns = width(cell);
    let is_figure = columns <= FIGURE && cell.bytes().any(|b| b.is_ascii_digit());
    if is_figure {
        columns
    } else {
        columns.min(NARROWEST)
    }
}

/// Narrows the widest column that can be, until all fit; `None` where they cannot.
fn fit(mut widths: Vec<usize>, least: &[usize], measure: usize) -> Option<Vec<usize>> {
    let room = measure.checked_sub(GUTTER * widths.len().saturating_sub(1))?;
    if least.iter().sum::<usize>() > room {
        return None;
    }
    let mut total: usize = widths.iter().sum();
    while total > room {
        let narrowable = widths
            .iter_mut()
            .zip(least)
            .filter(|(width, least)| **width > **least);
        let (widest, _) = narrowable.max_by_key(|(width, _)| **width)?;
        *widest -= 1;
        total -= 1;
    }
    Some(widths)
}

impl Grid<'_> {
    fn cell(&self, range: &Range<usize>) -> &str {
        self.text.content.get(range.clone()).unwrap_or_default()
    }

    /// The widest of each column, by one measure of a cell.
    fn widths(&self, cells: &[Cells], of: fn(&str) -> usize) -> Vec<usize> {
        let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
        let mut widths = vec![1; columns];
        for row in cells {
            for (widest, range) in widths.iter_mut().zip(row) {
                *widest = of(self.cell(range)).max(*widest);
            }
        }
        widths
    }

    fn columns(&self, cells: &[Cells], widths: &[usize]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (index, row) in cells.iter().enumerate() {
            lines.extend(self.row(row, widths));
            if index == 0 && cells.len() > 1 {
                let total = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
                let rule = "─".repeat(total.min(self.measure));
                lines.push(Line::label(0, &rule, LabelRole::Rule));
            }
        }
        lines
    }

    fn row(&self, row: &[Range<usize>], widths: &[usize]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut left = 0;
        for (column, (range, &room)) in row.iter().zip(widths).enumerate() {
            let alignment = self.alignments.get(column).copied().unwrap_or_default();
            self.set(range, (left, room), alignment, &mut lines);
            left += room + GUTTER;
        }
        lines
    }

    /// Sets a cell from a column on, adding rows where there are too few.
    fn set(
        &self,
        range: &Range<usize>,
        (left, room): (usize, usize),
        alignment: Alignment,
        lines: &mut Vec<Line>,
    ) {
        let cell = self.cell(range);
        for (row, part) in wrap(cell, room, room).into_iter().enumerate() {
            let used = cell.get(part.clone()).map_or(0, width).min(room);
            let x = left
                + match alignment {
                    Alignment::Left => 0,
                    Alignment::Centre => (room - used) / 2,
                    Alignment::Right => room - used,
                };
            if lines.len() <= row {
                lines.push(Line::default());
            }
            if let Some(line) = lines.get_mut(row) {
                line.pieces.push(Piece::Text {
                    x: u16::try_from(x).unwrap_or(u16::MAX),
                    side: self.text.language.side(),
                    range: range.start + part.start..range.start + part.end,
                    second: self.second,
                });
            }
        }
    }

    /// The header once, then each row as lines of heading and cell.
    fn records(&self, cells: &[Cells]) -> Vec<Line> {
        let Some((header, rows)) = cells.split_first() else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        for range in header {
            self.append(range, 0, &mut lines);
        }
        let third = self.measure / 3;
        let widest = header
            .iter()
            .map(|range| width(self.cell(range)))
            .max()
            .unwrap_or(0);
        let names = widest.min(third);
        for row in rows {
            lines.push(Line::label(
                0,
                &"─".repeat(self.measure.min(3)),
                LabelRole::Rule,
            ));
            for (column, range) in row.iter().enumerate() {
                let first = lines.len();
                self.append(range, names + GUTTER, &mut lines);
                let heading = header
                    .get(column)
                    .map(|range| self.cell(range))
                    .unwrap_or_default();
                if let Some(line) = lines.get_mut(first) {
                    let label = Piece::cut_label(0, heading, names, LabelRole::Byline);
                    line.pieces.insert(0, label);
                }
            }
        }
        lines
    }

    fn append(&self, range: &Range<usize>, x: usize, lines: &mut Vec<Line>) {
        let mut rows = Vec::new();
        let room = self.measure.saturating_sub(x).max(2);
        self.set(range, (x, room), Alignment::Left, &mut rows);
        lines.extend(rows);
    }
}
