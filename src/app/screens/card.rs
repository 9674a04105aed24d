//! The card of a linked word: names, definition, panel, notes.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{Card, Target};

/// A card and which of its notes is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct CardView {
    /// What the card is of.
    pub target: Target,
    /// What is known; `None` until collected.
    pub card: Option<Card>,
    /// The chosen note.
    pub cursor: Cursor,
}

impl CardView {
    /// A card that is being collected.
    #[must_use]
    pub fn awaited(target: Target) -> Self {
        Self {
            target,
            card: None,
            cursor: Cursor::default(),
        }
    }

    /// Takes the answer, if it is of this card.
    pub fn take(&mut self, card: Card) {
        if card.subject.target() == self.target {
            self.cursor.clamp(card.notes.len());
            self.card = Some(card);
        }
    }

    /// Moves the choice among the notes.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let count = self.card.as_ref().map_or(0, |card| card.notes.len());
        self.cursor
            .steer(command, count, usize::from(rows / 3).max(1))
    }
}
