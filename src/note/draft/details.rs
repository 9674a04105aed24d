//! `<details>` and `<summary>` as they are written, closed or not.

use crate::model::{Diagnostic, DiagnosticKind};

use super::super::folds::names_original;
use super::{Fold, Writer};

impl Writer {
    pub(in super::super) fn begin_details(&mut self) {
        self.end_block();
        if self.table.is_some() {
            return;
        }
        // An original inside an original: the first was never closed.
        while let Some(&at) = self.folds.last() {
            let summary = self
                .drafts
                .folds
                .get(at)
                .map(|fold| fold.summary.content.as_str());
            if !summary.is_some_and(names_original) {
                break;
            }
            self.folds.pop();
            self.report_unclosed(at);
        }
        self.folds.push(self.drafts.folds.len());
        self.drafts.folds.push(Fold {
            start: self.drafts.blocks.len(),
            line: self.line,
            ..Fold::default()
        });
    }

    pub(in super::super) fn begin_summary(&mut self) {
        self.end_block();
        self.in_summary = self.table.is_none() && !self.folds.is_empty();
    }

    pub(in super::super) fn end_summary(&mut self) {
        if !self.in_summary {
            return;
        }
        self.end_image();
        self.in_summary = false;
        let summary = self.inline.finish().unwrap_or_default();
        let fold = self
            .folds
            .last()
            .and_then(|&at| self.drafts.folds.get_mut(at));
        if let Some(fold) = fold {
            fold.summary = summary;
        }
    }

    pub(in super::super) fn end_details(&mut self) {
        self.end_summary();
        self.end_block();
        if let Some(fold) = self
            .folds
            .pop()
            .and_then(|at| self.drafts.folds.get_mut(at))
        {
            fold.is_closed = true;
        }
    }

    pub(super) fn report_unclosed(&mut self, at: usize) {
        let line = self.drafts.folds.get(at).and_then(|fold| fold.line);
        self.drafts.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::UnclosedDetails,
            line,
        });
    }
}
