//! Footnotes and the entries of definition lists as they are written.

use crate::model::PassageKind;

use super::super::inline::Finished;
use super::{Container, Draft, Writer};

impl Writer {
    /// What a footnote's mark stands for, or what a term means.
    pub(in super::super) fn begin_definition(&mut self, label: &str) {
        self.end_block();
        self.unnamed += 1;
        self.containers.push(Container::Definition {
            label: label.to_owned(),
            is_named: false,
        });
    }

    pub(in super::super) fn end_definition(&mut self) {
        self.end_block();
        if self.unnamed > 0 {
            self.name_definitions();
        }
        self.leave(|container| matches!(container, Container::Definition { .. }));
    }

    /// The term of the definitions below it.
    pub(in super::super) fn begin_term(&mut self) {
        self.end_block();
    }

    pub(in super::super) fn end_term(&mut self) {
        let Some(text) = self.inline.finish() else {
            return;
        };
        let label = text.content.replace('\n', " ");
        match &mut self.term {
            // Two terms that mean the same.
            Some((above, false)) => {
                above.push_str(" / ");
                above.push_str(&label);
            }
            term => *term = Some((label, false)),
        }
    }

    /// One definition of the term above.
    pub(in super::super) fn begin_explanation(&mut self) {
        let label = match &mut self.term {
            Some((label, has_come)) => {
                *has_come = true;
                label.clone()
            }
            None => String::new(),
        };
        self.begin_definition(&label);
    }

    /// Lets the labels that no paragraph can carry stand by themselves: a definition may begin
    /// with a list, a table, or hold nothing.
    pub(super) fn name_definitions(&mut self) {
        self.unnamed = 0;
        let mut labels: Vec<String> = Vec::new();
        for container in &mut self.containers {
            if let Container::Definition { label, is_named } = container
                && !*is_named
            {
                *is_named = true;
                labels.push(label.clone());
            }
        }
        for content in labels.into_iter().filter(|label| !label.is_empty()) {
            let text = Finished {
                content,
                spans: Vec::new(),
            };
            self.drafts.blocks.push(Draft {
                fold: self.folds.last().copied(),
                ..Draft::new(PassageKind::Prose, text, self.line)
            });
        }
    }
}
