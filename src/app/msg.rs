//! Everything that can happen to the state, as comparable values.

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::keymap::KeyChord;
use crate::model::{
    Card, Document, Explained, Extent, Hit, IndexProgress, IndexReport, Mark, MarketStatus,
    Matches, NoteId, NoteList, NoteSummary, PictureFault, PictureFile, RelatedNote, Said,
    SavedCount, SearchAnswer, Standing, ThenNow, Ticker, Timeline,
};

use super::effect::{Generation, SearchChange};
use super::layout::Layout;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyChord),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The prices of the moment are these.
    Tickers(Vec<Ticker>),
    /// Notes were listed.
    Notes(NoteList),
    /// Which notes were read as they now are.
    Read(Arc<HashSet<NoteId>>),
    /// The saved searches were counted.
    Searches(Vec<SavedCount>),
    /// The saved searches are others than they were; tells what was done, if anything is to be
    /// told.
    SearchesChanged(Option<SearchChange>),
    /// A note was read.
    Opened {
        /// Of the request.
        generation: Generation,
        /// The note and where to land.
        opened: Box<Opened>,
    },
    /// More is there of a note that was opened by a part: the rest of its text, its linked words.
    More {
        /// Of the request to open it.
        generation: Generation,
        /// The note.
        document: Arc<Document>,
        /// How much of it.
        extent: Extent,
    },
    /// The rows of a whole note that was shown in part.
    LaidOut {
        /// Of the request to open it.
        generation: Generation,
        /// Made for the frame asked for.
        layout: Box<Layout>,
    },
    /// The open note was read once more.
    Reread {
        /// Of the request that opened it.
        generation: Generation,
        /// As its file is now, with its linked words; `None` where there is no note any more.
        document: Option<Arc<Document>>,
    },
    /// A picture cannot be drawn after all: its file is damaged behind its header, or gone.
    Undrawn {
        /// Which.
        file: PictureFile,
        /// Why.
        fault: PictureFault,
    },
    /// The panels of a note were computed.
    Readings {
        /// Of which note.
        note: NoteId,
        /// Then and now, in the order of the note's emphasis.
        readings: Vec<ThenNow>,
    },
    /// A search answered; a later answer of the same generation adds the passages.
    Found {
        /// Of the request.
        generation: Generation,
        /// What was found.
        answer: SearchAnswer,
    },
    /// Everything that a search has to answer was told.
    FoundAll {
        /// Of the request.
        generation: Generation,
    },
    /// The hits that follow those of a search, with their passages; none where there are no more.
    FoundMore {
        /// Of the request.
        generation: Generation,
        /// How many come before them.
        from: usize,
        /// What was found.
        hits: Vec<Hit>,
    },
    /// A search was explained.
    Explained(Box<Explained>),
    /// A query did not parse.
    Unparsed {
        /// Of the request.
        generation: Generation,
        /// Column in characters, from 1.
        column: usize,
        /// What was expected there.
        message: String,
    },
    /// A card was collected.
    Card(Box<Card>),
    /// The note that a link means was looked for.
    Linked {
        /// What the link points to, as written.
        link: String,
        /// The note; `None` where there is none.
        note: Option<NoteSummary>,
    },
    /// The notes that share most with a note were found.
    Related {
        /// With which note.
        of: NoteId,
        /// Best first.
        notes: Vec<RelatedNote>,
        /// How many share anything.
        total: usize,
    },
    /// The notes that mention something were listed.
    Timeline(Box<Timeline>),
    /// What a note says of something was looked up.
    Said(Box<Said>),
    /// A panel was computed.
    Panel(Box<ThenNow>),
    /// Every indicator was computed for the last date.
    Dashboard(Vec<Standing>),
    /// Which data stand behind the numbers.
    Market(MarketStatus),
    /// Indexing goes on.
    Progress(IndexProgress),
    /// Indexing is done.
    Indexed(IndexReport),
    /// Files may have changed that were indexed elsewhere.
    Changed,
    /// Something to tell the user.
    Notice(String),
    /// A job failed; the message says what, where and what to do.
    Failed(String),
    /// Something failed whose answer nothing waits for, such as keeping a place.
    Trouble(String),
}

/// A note that was read for the reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The note.
    pub document: Arc<Document>,
    /// How much of it; the rest follows by [`Msg::More`].
    pub extent: Extent,
    /// The passage to land on; `None` for the top.
    pub passage: Option<usize>,
    /// Index among the mentions to choose.
    pub mention: Option<usize>,
    /// What the query matched.
    pub matches: Matches,
    /// The places marked in it.
    pub marks: Vec<Mark>,
}
