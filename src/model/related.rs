//! Notes that belong together: what another note shares with one, and when something was spoken of.

use std::ops::Range;

use super::{CardSubject, NoteId, NoteSummary, Target};

/// A note that shares something with another.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedNote {
    /// Which.
    pub note: NoteSummary,
    /// What it shares, weightiest first; never empty.
    pub shares: Vec<Shared>,
    /// How much; compares with those of the same note only.
    pub score: f32,
}

/// Something that two notes share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// What it is.
    pub kind: SharedKind,
    /// As shown: the id of a concept or an instrument, else as the first note writes it.
    pub text: String,
}

/// What two notes may share, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SharedKind {
    /// A concept.
    Concept,
    /// An instrument.
    Ticker,
    /// A tag.
    Tag,
    /// Somebody who speaks or wrote.
    Speaker,
    /// A word that few notes use.
    Word,
}

/// Every note that mentions something, in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What is mentioned.
    pub subject: CardSubject,
    /// Newest first, those without a date last.
    pub notes: Vec<NoteSummary>,
    /// How many there are in all.
    pub total: usize,
}

/// What a note says of something where it first mentions it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Which note.
    pub note: NoteId,
    /// What it mentions.
    pub target: Target,
    /// The words around; `None` where the note does not mention it any more.
    pub words: Option<SaidWords>,
}

/// Words of a passage around a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidWords {
    /// Who speaks there.
    pub speaker: Option<String>,
    /// The words.
    pub text: String,
    /// The mention, in bytes of the text.
    pub mention: Range<usize>,
}
