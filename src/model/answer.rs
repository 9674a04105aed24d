//! What the desk answers: the values that travel from the jobs to the screen and the command line.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::{
    Anchor, Concept, ConceptId, Instrument, Mention, Names, Note, NoteId, NoteSummary, Pace,
    Picture, Quoted, Reading, Relation, Target,
};

/// A note opened for reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its line in the list.
    pub summary: NoteSummary,
    /// What was parsed.
    pub note: Note,
    /// Ordered by passage, Chinese before English, then by start.
    pub mentions: Vec<Mention>,
    /// How long it takes to read.
    pub pace: Pace,
    /// Its pictures on disk, by passage; none where pictures are not drawn.
    pub pictures: Vec<Picture>,
}

/// What the journal keeps of a note: where it was left, and what was marked in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Where it was left; `None` where it was never read.
    pub position: Option<Anchor>,
    /// Ordered by letter.
    pub marks: Vec<Mark>,
}

/// A place that the user named by a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which letter; one place a letter and note.
    pub letter: char,
    /// Where.
    pub anchor: Anchor,
}

/// How much of an open note is there: it is shown before everything about it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Extent {
    /// The first passages, which may be paired otherwise once the rest is read.
    Beginning,
    /// All of its text, without mentions.
    Text,
    /// All of its text with its mentions.
    #[default]
    Linked,
}

/// Which notes a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// Those never read as they are now.
    Unread,
    /// Those added or changed since the last visit.
    New,
}

/// The local time that new notes are newer than.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// When.
    pub at: DateTime,
    /// It is of this day, so that only the hour tells anything.
    pub is_today: bool,
}

/// Notes in the order asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NoteList {
    /// Which of the library's.
    pub only: Only,
    /// What new ones are newer than; `None` where nothing is asked of time, or
    /// there was no visit before.
    pub since: Option<Since>,
    /// The first of them.
    pub notes: Vec<NoteSummary>,
    /// How many there are in all.
    pub total: usize,
    /// Tags with their number of notes, most used first.
    pub tags: Vec<(String, usize)>,
}

/// What is known of a concept or an instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// What the card is of.
    pub subject: CardSubject,
    /// The concepts that it stands to, in the order of [`Relation::ALL`].
    pub neighbours: Vec<Neighbour>,
    /// What else the words may mean that it was opened from; `None` where they are beyond doubt.
    pub doubt: Option<Doubt>,
    /// The panel behind it, then and now.
    pub panel: Option<ThenNow>,
    /// Every note that mentions it, newest first.
    pub notes: Vec<NoteSummary>,
}

/// Words of a text that may mean this or that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// As the text has them.
    pub words: String,
    /// What else the lexicon knows by them; none where the words are everyday ones.
    pub others: Vec<(Target, Names)>,
}

/// A concept beside the one of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// How the card's concept stands to it.
    pub relation: Relation,
    /// Which concept.
    pub id: ConceptId,
    /// What it is called.
    pub names: Names,
}

/// The lexicon's entry that a card shows.
#[derive(Debug, Clone, PartialEq)]
pub enum CardSubject {
    /// An idea.
    Concept(Concept),
    /// Something priced.
    Instrument(Instrument),
}

impl CardSubject {
    /// What mentions of it point to.
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::Concept(concept) => Target::Concept(concept.id.clone()),
            Self::Instrument(instrument) => Target::Instrument(instrument.id.clone()),
        }
    }
}

/// An indicator for the last date, and how much is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What it says.
    pub reading: Arc<Reading>,
    /// Dates of notes that speak of it.
    pub notes: usize,
}

/// One indicator as of a note's date and as of the last data.
#[derive(Debug, Clone, PartialEq)]
pub struct ThenNow {
    /// What is measured, such as `SPX`.
    pub subject: String,
    /// With nothing later than the note's date; `None` where the note has no date.
    pub then: Option<Arc<Reading>>,
    /// With all data.
    pub now: Arc<Reading>,
    /// The dates of the notes that mention it, ascending.
    pub mentioned_on: Vec<Date>,
    /// What the note it was opened from quotes of it, beside the house's figures of then.
    pub quoted: Vec<Quoted>,
}

/// Which data stand behind the numbers, and how old they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarketStatus {
    /// Made by the generator, so every number is marked DEMO.
    pub demo: bool,
    /// The last trading day there is.
    pub last: Option<Date>,
}

/// How far the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IndexProgress {
    /// Files read so far.
    pub done: usize,
    /// Files to read.
    pub total: usize,
    /// Another program writes the index, and its end is waited for.
    pub waiting: bool,
}

/// What indexing did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IndexReport {
    /// Files whose content was read and indexed.
    pub indexed: usize,
    /// Files that had not changed.
    pub unchanged: usize,
    /// Notes that left the index with their files.
    pub removed: usize,
    /// Files that are no notes, and why.
    pub rejected: Vec<(PathBuf, String)>,
    /// What else the user should know, such as a rebuilt index.
    pub notices: Vec<String>,
}

/// Where to land in a note that opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Landing {
    /// At its top.
    #[default]
    Top,
    /// Where it was left, else at its top.
    Left,
    /// At a passage.
    Passage(usize),
    /// At the first mention of something.
    Mention(Target),
    /// At the best passage for a query, with its matches lit.
    Query(String),
}

/// A note by id, with where to land in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Which note.
    pub note: NoteId,
    /// Where in it.
    pub landing: Landing,
}
