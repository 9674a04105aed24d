//! What `update` asks of the world: values, performed by `jobs` and the terminal loop.

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{
    Address, Anchor, Changed, Destination, Document, Mark, NoteId, NoteSummary, Only, SearchAnswer,
    Target,
};

use super::layout::Frame;

/// Counts requests of one kind; an answer to an older request is dropped.
pub type Generation = u64;

/// A change of the saved searches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchChange {
    /// Keep a query under a name, in the place of one that has it.
    Save {
        /// As typed.
        name: String,
        /// As typed.
        query: String,
    },
    /// Give a search another name.
    Rename {
        /// The name that it has.
        from: String,
        /// As typed.
        to: String,
    },
    /// Forget a search.
    Forget(String),
    /// Put the searches in this order.
    Order(Vec<String>),
}

/// Something to be done outside of the state.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// List the notes, newest first.
    ListNotes,
    /// List the notes of a kind, newest first.
    ListOnly(Only),
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
    /// Explain how a query was read, and why it found one of its hits.
    Explain {
        /// What was found.
        answer: Box<SearchAnswer>,
        /// The hit; `None` where only the query is asked about.
        note: Option<NoteId>,
    },
    /// Look for the hits that follow those of a search.
    SearchMore {
        /// Of the search; echoed by the answer.
        generation: Generation,
        /// As typed.
        query: String,
        /// How many there are already.
        from: usize,
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
    /// Find the notes that share most with a note.
    Related {
        /// Which note.
        note: NoteId,
    },
    /// List every note that mentions something, in time.
    Timeline {
        /// What.
        target: Target,
    },
    /// Look up what a note says of something.
    Said {
        /// Which note.
        note: NoteId,
        /// Of what.
        target: Target,
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
    /// Keep that a note was read.
    Read {
        /// The path of the note below the library.
        path: PathBuf,
        /// Its end was reached.
        is_done: bool,
    },
    /// Mark notes as read, or as never read.
    SetRead {
        /// Which.
        notes: Vec<NoteSummary>,
        /// As read.
        is_read: bool,
    },
    /// Mark every note of a kind as read.
    ReadAll(Only),
    /// Count what each saved search finds.
    CountSearches,
    /// Change the saved searches.
    Keep(SearchChange),
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
