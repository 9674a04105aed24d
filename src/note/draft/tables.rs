//! Tables as they are written: rows parted by line ends, cells by tabs.

use crate::model::{Alignment, PassageKind};

use super::{TableDraft, Writer};

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
        }
        table.has_rows = true;
        table.in_row = 0;
    }

    pub(in super::super) fn begin_cell(&mut self) {
        self.end_image();
        let Some(table) = self.table.as_mut().filter(|table| table.nested == 0) else {
            if self.table.is_some() {
                self.inline.push(" ");
            }
            return;
        };
        if table.in_row > 0 {
            self.inline.push("\t");
        }
        table.has_rows = true;
        table.in_row += 1;
        table.columns = table.columns.max(table.in_row);
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
