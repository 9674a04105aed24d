//! What `update` asks of the world: values, performed by `jobs` and the terminal loop.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{Address, Anchor, Changed, Destination, Document, Mark, NoteId, Target};

use super::layout::Frame;

/// Counts requests of one kind; an answer to an older request is dropped.
pub type Generation = u64;

/// Something to be done outside of the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// List the notes, newest first.
    ListNotes,
    /// Read a note, with its mentions and the matches of the query that led there.
    Open {
        /// Echoed by the answer.
        generation: Generation,
        /// Which note, and where in it.
        destination: Destination,
    },
    /// Read the open note once more: its file may have changed.
    Reread {
        /// Of the request that opened it; echoed by the answer.
        generation: Generation,
        /// Its path below the library.
        path: PathBuf,
    },
    /// Lay a note out that is shown in part.
    LayOut {
        /// Of the request that opened it; echoed by the answer.
        generation: Generation,
        /// The note.
        document: Arc<Document>,
        /// What for.
        frame: Frame,
    },
    /// Compute the panels that an open note speaks of.
    Readings {
        /// The note.
        note: NoteId,
    },
    /// Search the library.
    Search {
        /// Echoed by the answer.
        generation: Generation,
        /// As typed.
        query: String,
    },
    /// Collect what is known of a concept or an instrument.
    Card {
        /// Which.
        target: Target,
        /// The note it was opened from, whose date is "then".
        note: Option<NoteId>,
        /// The words of a doubtful mention that it was opened from.
        doubt: Option<String>,
    },
    /// Compute one panel in full.
    Panel {
        /// The indicator's id.
        id: String,
        /// The instrument it is of.
        subject: String,
        /// The note it was opened from, whose date is "then".
        note: Option<NoteId>,
    },
    /// Compute the panel behind a concept or an instrument.
    PanelOf {
        /// Which.
        target: Target,
        /// The note it was opened from, whose date is "then".
        note: Option<NoteId>,
    },
    /// Compute every indicator for the last date.
    Dashboard,
    /// Find the note that a link means.
    Linked {
        /// The path of the note that the link stands in, below the library.
        from: PathBuf,
        /// What the link points to, as written.
        link: String,
    },
    /// Keep where a note was left.
    Leave {
        /// The path of the note below the library.
        path: PathBuf,
        /// Where.
        anchor: Anchor,
    },
    /// Keep a mark in a note.
    Mark {
        /// The path of the note below the library.
        path: PathBuf,
        /// The mark.
        mark: Mark,
    },
    /// Hand an address to the browser.
    Browse(Address),
    /// Put a text into the clipboard of the terminal.
    Copy(String),
    /// Bring the index up to date with the files.
    Index,
    /// The same with what another program changed; asked for by the watcher alone.
    Follow(Changed),
    /// Take the next theme.
    NextTheme,
    /// Leave to the shell until resumed.
    Suspend,
    /// Leave.
    Quit,
}
