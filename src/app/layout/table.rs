//! Tables: columns as wide as their widest cell, narrowed together where they do not fit.

use std::ops::Range;

use crate::model::{Alignment, Side, Text};
use crate::text::width::width;
use crate::text::wrap::wrap;

use super::{LabelRole, Line, Piece};

/// Columns between two cells.
const GUTTER: usize = 2;

/// The least that a column is narrowed to.
const NARROWEST: usize = 4;

/// The rows of a table, with a line under its header.
pub(super) fn rows(text: &Text, side: Side, alignments: &[Alignment], measure: usize) -> Vec<Line> {
    let cells = cells(&text.content);
    let widths = fit(natural_widths(&text.content, &cells), measure);
    let mut lines = Vec::new();
    for (index, row) in cells.iter().enumerate() {
        lines.extend(row_lines(text, side, row, &widths, alignments));
        if index == 0 && cells.len() > 1 {
            let total = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
            let rule = "─".repeat(total.min(measure));
            let piece = Piece::Label {
                x: 0,
                text: rule,
                role: LabelRole::Rule,
            };
            lines.push(Line {
                passage: None,
                pieces: vec![piece],
            });
        }
    }
    lines
}

/// The byte range of every cell, row by row.
fn cells(content: &str) -> Vec<Vec<Range<usize>>> {
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

fn natural_widths(content: &str, cells: &[Vec<Range<usize>>]) -> Vec<usize> {
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![1; columns];
    for row in cells {
        for (column, range) in row.iter().enumerate() {
            if let (Some(widest), Some(cell)) = (widths.get_mut(column), content.get(range.clone()))
            {
                *widest = width(cell).max(*widest);
            }
        }
    }
    widths
}

/// Narrows the widest column until all fit.
fn fit(mut widths: Vec<usize>, measure: usize) -> Vec<usize> {
    let room = measure.saturating_sub(GUTTER * widths.len().saturating_sub(1));
    let mut total: usize = widths.iter().sum();
    while total > room {
        let Some(widest) = widths
            .iter_mut()
            .max()
            .filter(|widest| **widest > NARROWEST)
        else {
            break;
        };
        *widest -= 1;
        total -= 1;
    }
    widths
}

fn row_lines(
    text: &Text,
    side: Side,
    row: &[Range<usize>],
    widths: &[usize],
    alignments: &[Alignment],
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut left = 0;
    for (column, (range, &room)) in row.iter().zip(widths).enumerate() {
        let cell = text.content.get(range.clone()).unwrap_or_default();
        let alignment = alignments.get(column).copied().unwrap_or_default();
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
            let range = range.start + part.start..range.start + part.end;
            if let Some(line) = lines.get_mut(row) {
                line.pieces.push(Piece::Text {
                    x: x as u16,
                    side,
                    range,
                    second: false,
                });
            }
        }
        left += room + GUTTER;
    }
    lines
}
