//! The panels beside the text: then and now of what the open note speaks of.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{NoteId, ThenNow};

/// Rows that one panel takes beside the text, its gap included.
pub const PANEL_ROWS: u16 = 5;

/// Rows of the title and the dates above the panels.
pub const HEADING_ROWS: u16 = 2;

/// The readings of the open note.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panels {
    /// Whose readings these are; `None` until they are computed.
    pub note: Option<NoteId>,
    /// Then and now, most mentioned first.
    pub readings: Vec<ThenNow>,
    /// The chosen panel.
    pub cursor: Cursor,
    /// The panel behind a word was asked for, and no key was pressed since.
    pub awaited: bool,
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

    /// Panels that fit below the heading.
    #[must_use]
    pub fn page(rows: u16) -> usize {
        // The last one needs no gap below it.
        usize::from(rows.saturating_sub(HEADING_ROWS - 1) / PANEL_ROWS).max(1)
    }

    /// Moves the choice.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.cursor
            .steer(command, self.readings.len(), Self::page(rows))
    }
}
