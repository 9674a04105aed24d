//! Choosing passages: a run of them, from where it was begun to where the keys have led.

use crate::app::cast::{Cast, Extent};
use crate::app::commands::Command;

use super::Reader;

/// A run of passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun.
    pub from: usize,
    /// Where it was led to; may lie above.
    pub to: usize,
}

impl Selection {
    /// Whether a passage is in it.
    #[must_use]
    pub fn holds(self, passage: usize) -> bool {
        (self.from.min(self.to)..=self.from.max(self.to)).contains(&passage)
    }
}

impl Reader {
    /// Begins to choose with the passage at hand.
    pub(in crate::app) fn begin_selection(&mut self, rows: u16) {
        if self.document.is_some() {
            let here = self.here(rows);
            self.selection = Some(Selection {
                from: here,
                to: here,
            });
        }
    }

    /// The passages that copying is about: those chosen, else the one at hand; hidden ones are
    /// left out.
    #[must_use]
    pub fn chosen_passages(&self, rows: u16) -> Vec<usize> {
        let here = self.here(rows);
        let chosen = self.selection.unwrap_or(Selection {
            from: here,
            to: here,
        });
        let range = chosen.from.min(chosen.to)..=chosen.from.max(chosen.to);
        let shown = self.shown();
        range.filter(shown).collect()
    }

    /// Leads the end of the choice on; false where nothing is being chosen or the command is
    /// another.
    pub(super) fn lead_selection(&mut self, command: Command, rows: u16) -> bool {
        let Some(selection) = self.selection else {
            return false;
        };
        let last = self
            .document
            .as_ref()
            .map_or(0, |document| document.note.passages.len().saturating_sub(1));
        let shown = self.shown();
        let to = match command {
            Command::MoveDown | Command::NextPassage => (selection.to + 1..=last).find(shown),
            Command::MoveUp | Command::PreviousPassage => (0..selection.to).rfind(shown),
            Command::Top => (0..=last).find(shown),
            Command::Bottom => (0..=last).rfind(shown),
            _ => return false,
        };
        self.complete();
        if let Some(to) = to {
            self.selection = Some(Selection { to, ..selection });
            self.reveal(self.layout.first_line(to), rows);
        }
        true
    }

    /// Tells of a passage whether it is shown while only some speakers are read.
    fn shown(&self) -> impl Fn(&usize) -> bool + use<> {
        let document = self.document.clone();
        let cast = document.as_ref().map(|document| Cast::of(&document.note));
        let only = self.only;
        move |&passage: &usize| {
            let both = document.as_ref().zip(cast.as_ref());
            both.is_some_and(|(document, cast)| {
                cast.extent(&document.note, passage, only) != Extent::Hidden
            })
        }
    }
}
