//! Tables as they are written: rows parted by line ends, cells by tabs.

use crate::model::{Alignment, PassageKind};

use super::{TableDraft, Writer};

/// Columns of the widest table in which cells may span; browsers allow a thousand.
const MOST_COLUMNS: usize = 64;

impl Writer {
    pub(in super::super) fn begin_table(&mut self, alignments: Vec<Alignment>) {
        if let Some(table) = &mut self.table {
            table.nested += 1;
            return;
        }
        self.end_block();
        if !self.in_summary {
            self.table = Some(TableDraft {
                alignments,
                ..TableDraft::default()
            });
        }
    }

    pub(in super::super) fn begin_row(&mut self) {
        self.end_image();
        let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) else {
            return;
        };
        if table.has_rows {
            self.inline.push("\n");
            table.pass_row();
        }
        table.has_rows = true;
        table.is_parted = false;
        table.in_row = 0;
        table.owed = 0;
    }

    pub(in super::super) fn begin_cell(&mut self) {
        self.begin_spanning_cell(1, 1);
    }

    /// A cell that takes several columns and rows: its text stands in the first of its places,
    /// the others are empty.
    pub(in super::super) fn begin_spanning_cell(&mut self, columns: usize, rows: usize) {
        self.end_image();
        let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) else {
            if self.table.is_some() {
                self.inline.push(" ");
            }
            return;
        };
        for _ in 0..table.passed() {
            self.inline.push("\t");
        }
        table.has_rows = true;
        table.is_parted = false;
        table.take(columns, rows);
    }

    /// Parts the coming text of a cell from the paragraph above it.
    pub(super) fn part_cell(&mut self) {
        if let Some(table) = &mut self.table
            && std::mem::take(&mut table.is_parted)
            && !self.inline.ends_with_space()
        {
            self.inline.push(" ");
        }
    }

    pub(in super::super) fn end_table(&mut self) {
        self.end_image();
        let Some(mut table) = self.table.take() else {
            return;
        };
        if table.nested > 0 {
            table.nested -= 1;
            self.table = Some(table);
            return;
        }
        // Text outside any cell is a cell of its own.
        let columns = table.columns.max(1);
        table.alignments.resize(columns, Alignment::Left);
        if let Some(text) = self.inline.finish() {
            self.push(PassageKind::Table(table.alignments), text);
        }
        self.end_block();
    }
}

impl TableDraft {
    /// Moves to the next free place of the row; the places passed on the way.
    fn passed(&mut self) -> usize {
        let from = self.in_row;
        self.in_row += std::mem::take(&mut self.owed);
        while let Some(rows) = self.taken.get_mut(self.in_row).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.in_row += 1;
        }
        // The first place of a row has no tab before it.
        self.in_row - from.saturating_sub(1)
    }

    /// Takes the places of the cell under way.
    fn take(&mut self, columns: usize, rows: usize) {
        let place = self.in_row;
        self.in_row += 1;
        self.columns = self.columns.max(self.in_row);
        let columns = columns.clamp(1, MOST_COLUMNS.saturating_sub(place).max(1));
        self.owed = columns - 1;
        if rows > 1 && place < MOST_COLUMNS {
            let end = place + columns;
            self.taken.resize(self.taken.len().max(end), 0);
            let places = self.taken.get_mut(place..end).unwrap_or_default();
            places.fill(rows - 1);
        }
    }

    /// Counts a row off the places behind its last cell.
    fn pass_row(&mut self) {
        let end = self.in_row + self.owed;
        for rows in self.taken.iter_mut().skip(end) {
            *rows = rows.saturating_sub(1);
        }
    }
}
