//! The panels beside the text: then and now of what the open note speaks of.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{NoteId, ThenNow};

/// Rows that one panel takes beside the text, its gap included.
pub const PANEL_ROWS: u16 = 5;

/// The readings of the open note.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panels {
    /// Whose readings these are; `None` until they are computed.
    pub note: Option<NoteId>,
    /// Then and now, most mentioned first.
    pub readings: Vec<ThenNow>,
    /// The chosen panel.
    pub cursor: Cursor,
}

impl Panels {
    /// Forgets the readings of another note.
    pub fn expect(&mut self, note: NoteId) {
        if self.note != Some(note) {
            *self = Self::default();
        }
    }

    /// Takes the readings of a note.
    pub fn set(&mut self, note: NoteId, readings: Vec<ThenNow>) {
        self.note = Some(note);
        self.readings = readings;
        self.cursor.clamp(self.readings.len());
    }

    /// The chosen panel.
    #[must_use]
    pub fn selected(&self) -> Option<&ThenNow> {
        self.readings.get(self.cursor.selected)
    }

    /// Moves the choice.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows.saturating_sub(2) / PANEL_ROWS).max(1);
        self.cursor.steer(command, self.readings.len(), page)
    }
}
