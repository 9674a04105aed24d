//! A place in a note that names an instrument or a concept.

use std::ops::Range;

use super::{ConceptId, InstrumentId, Side};

/// What a mention or a link points to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An idea of the lexicon.
    Concept(ConceptId),
    /// Something that is priced.
    Instrument(InstrumentId),
}

impl Target {
    /// The id without its kind.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Concept(id) => id.as_str(),
            Self::Instrument(id) => id.as_str(),
        }
    }

    /// The word used for the kind in JSON: `concept` or `instrument`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Concept(_) => "concept",
            Self::Instrument(_) => "instrument",
        }
    }
}

/// A span of a passage that names something of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What is named.
    pub target: Target,
    /// Index of the passage in its note.
    pub passage: usize,
    /// In which of the passage's texts.
    pub side: Side,
    /// Bytes of that text's content.
    pub range: Range<usize>,
    /// Its words mean other things too, and nothing around them tells which.
    pub doubtful: bool,
}
