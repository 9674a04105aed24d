//! Tables: columns as wide as their widest cell, those of words narrowed where they do not fit.
//!
//! Figures are not broken for the sake of a column: where nothing more can be narrowed, the table
//! exceeds the screen and is moved sideways behind its first column, which stays.

use std::ops::Range;

use crate::model::{Alignment, Text};
use crate::text::width::width;
use crate::text::wrap::wrap;

use super::{LabelRole, Line, Piece};

/// Columns between two cells.
const GUTTER: usize = 2;

/// The least that a column of words is narrowed to where the table fits.
const NARROWEST: usize = 8;

/// The most that a column takes where the table does not fit.
const WIDEST: usize = 32;

/// Cells up to this wide that hold a digit are figures, and stay whole.
const FIGURE: usize = 14;

/// The byte ranges of one row's cells.
type Cells = Vec<Range<usize>>;

/// A table that exceeds the screen: what of it is seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wide {
    pub(super) passage: usize,
    /// Where each column starts, and where the last one ends.
    stops: Vec<u32>,
    /// Columns of the screen.
    room: u32,
    /// Columns of the table that are hidden behind the first.
    hidden: usize,
}

impl Wide {
    /// Where something is seen that stands at a column of the table; `None` where it is hidden
    /// behind the first, or belongs to a column that is not seen whole: half a figure is none.
    #[must_use]
    pub fn place(&self, x: u32) -> Option<u32> {
        if x < self.frozen() {
            return Some(x);
        }
        let seen = x.checked_sub(self.moved())?;
        if seen < self.frozen() || seen >= self.room {
            return None;
        }
        let next = self.stops.partition_point(|stop| *stop <= x);
        let end = self.stops.get(next)?.saturating_sub(self.moved());
        let is_last = next + 1 == self.stops.len();
        let gutter = if is_last { 0 } else { GUTTER as u32 };
        (end <= self.inside() + gutter).then_some(seen)
    }

    /// Columns of the screen that the table has.
    #[must_use]
    pub const fn room(&self) -> u32 {
        self.room
    }

    /// The same without the mark that there is more at the right.
    #[must_use]
    pub fn inside(&self) -> u32 {
        self.room - u32::from(self.has_right()).min(self.room)
    }

    /// Where the columns begin that move.
    #[must_use]
    pub fn frozen(&self) -> u32 {
        self.stops.get(1).copied().unwrap_or(0)
    }

    /// Whether something is hidden at the left.
    #[must_use]
    pub const fn has_left(&self) -> bool {
        self.hidden > 0
    }

    /// Whether something is out of view at the right.
    #[must_use]
    pub fn has_right(&self) -> bool {
        let end = self.stops.last().copied().unwrap_or(0);
        end.saturating_sub(self.moved()) > self.room
    }

    /// Moves by a column of the table; false where there is nothing more that way.
    pub fn step(&mut self, right: bool) -> bool {
        let moves = if right {
            self.has_right()
        } else {
            self.has_left()
        };
        match (moves, right) {
            (true, true) => self.hidden += 1,
            (true, false) => self.hidden -= 1,
            (false, _) => {}
        }
        moves
    }

    /// Moves until the column of the table is seen that something stands in.
    pub fn show(&mut self, x: u32) {
        let column = self.stops.partition_point(|stop| *stop <= x);
        if let Some(behind) = column.checked_sub(2) {
            self.hidden = self.hidden.min(behind);
            while self.place(x).is_none() && self.step(true) {}
        }
    }

    /// The same as the table of a passage.
    pub(super) fn of(self, passage: usize) -> Self {
        Self { passage, ..self }
    }

    /// Stays where the same table was before it was laid out anew.
    pub(super) fn keep(&mut self, before: &Self) {
        for _ in 0..before.hidden {
            self.step(true);
        }
    }

    /// Columns of the screen that are hidden behind the first column of the table.
    fn moved(&self) -> u32 {
        let first = self.stops.get(1 + self.hidden).copied();
        first.unwrap_or(0).saturating_sub(self.frozen())
    }
}

/// A table in one language.
struct Grid<'a> {
    text: &'a Text,
    second: bool,
    cells: Vec<Cells>,
}

/// Appends the rows of a table in its languages, with a line under each header; tells where it
/// exceeds the room.
pub(super) fn set(
    texts: &[(bool, &Text)],
    alignments: &[Alignment],
    room: usize,
    lines: &mut Vec<Line>,
) -> Option<Wide> {
    let grids: Vec<Grid<'_>> = texts
        .iter()
        .map(|&(second, text)| Grid::new(text, second))
        .collect();
    let natural = widths(&grids, width);
    let least = widths(&grids, least_width);
    let (widths, wide) = if let Some(widths) = fit(natural.clone(), &least, room) {
        (widths, None)
    } else {
        let widths = widths_beyond(natural, room);
        let wide = Wide {
            stops: stops(&widths),
            room: room as u32,
            ..Wide::default()
        };
        (widths, Some(wide))
    };
    for grid in &grids {
        if grid.second {
            lines.push(Line::default());
        }
        let rule = room - usize::from(wide.is_some()).min(room);
        grid.set(alignments, &widths, rule, lines);
    }
    wide
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

/// The widest of each column in all languages, by one measure of a cell.
fn widths(grids: &[Grid<'_>], of: fn(&str) -> usize) -> Vec<usize> {
    let rows = || {
        grids
            .iter()
            .flat_map(|grid| grid.cells.iter().map(move |row| (grid, row)))
    };
    let columns = rows().map(|(_, row)| row.len()).max().unwrap_or(0);
    let mut widths = vec![1; columns];
    for (grid, row) in rows() {
        for (widest, range) in widths.iter_mut().zip(row) {
            *widest = of(grid.cell(range)).max(*widest);
        }
    }
    widths
}

/// Narrows the widest column that can be, until all fit; `None` where they cannot.
fn fit(mut widths: Vec<usize>, least: &[usize], room: usize) -> Option<Vec<usize>> {
    if widths.len() == 1 {
        return Some(vec![room.max(2).min(widths.first().copied()?)]);
    }
    let room = room.checked_sub(GUTTER * widths.len().saturating_sub(1))?;
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

/// The widths of a table that does not fit: each column has room beside the first.
fn widths_beyond(natural: Vec<usize>, room: usize) -> Vec<usize> {
    let mut widths = natural;
    let first = widths
        .first()
        .map_or(0, |first| (*first).min(room / 3).max(2));
    // The last column of the screen is kept for the mark that there is more.
    let beside = room.saturating_sub(first + GUTTER + 1).clamp(2, WIDEST);
    for (column, width) in widths.iter_mut().enumerate() {
        *width = if column == 0 {
            first
        } else {
            (*width).min(beside)
        };
    }
    widths
}

/// Where each column starts, and where the last one ends.
fn stops(widths: &[usize]) -> Vec<u32> {
    let mut stops = Vec::with_capacity(widths.len() + 1);
    let mut at = 0;
    for (column, width) in widths.iter().enumerate() {
        stops.push(at as u32);
        at += width + if column + 1 < widths.len() { GUTTER } else { 0 };
    }
    stops.push(at as u32);
    stops
}

impl<'a> Grid<'a> {
    fn new(text: &'a Text, second: bool) -> Self {
        Self {
            text,
            second,
            cells: cells(&text.content),
        }
    }

    fn cell(&self, range: &Range<usize>) -> &'a str {
        self.text.content.get(range.clone()).unwrap_or_default()
    }

    fn set(&self, alignments: &[Alignment], widths: &[usize], rule: usize, lines: &mut Vec<Line>) {
        for (index, row) in self.cells.iter().enumerate() {
            let first = lines.len();
            let mut left = 0;
            for (column, (range, &width)) in row.iter().zip(widths).enumerate() {
                let alignment = alignments.get(column).copied().unwrap_or_default();
                self.set_cell(range, (left, width), alignment, first, lines);
                left += width + GUTTER;
            }
            if index == 0 && self.cells.len() > 1 {
                let total = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
                let rule = "─".repeat(total.min(rule));
                lines.push(Line::label(0, &rule, LabelRole::Rule));
            }
        }
    }

    /// Sets a cell from a row and a column on, adding rows where there are too few.
    fn set_cell(
        &self,
        range: &Range<usize>,
        (left, room): (usize, usize),
        alignment: Alignment,
        first: usize,
        lines: &mut Vec<Line>,
    ) {
        let cell = self.cell(range);
        let columns = width(cell);
        let parts = if columns <= room && !cell.contains('\n') {
            std::iter::once(0..cell.len()).collect()
        } else {
            wrap(cell, room, room)
        };
        for (part, row) in parts.into_iter().zip(first..) {
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
                    x: x as u32,
                    side: self.text.language.side(),
                    range: range.start + part.start..range.start + part.end,
                    second: self.second,
                });
            }
        }
    }
}
