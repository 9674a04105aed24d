//! What a search answers: the notes that hold what was asked, and below them, each under a line
//! that says so, those that hold something like it or some of it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use super::{Names, NoteSummary, Side};

/// One note that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its line in the list.
    pub note: NoteSummary,
    /// Larger is better; comparable within one answer only.
    pub score: f32,
    /// Spellings that matched and differ from the one typed.
    pub via: Vec<String>,
    /// The bytes of its title that match, in order, once the note was read.
    pub title: Vec<Range<usize>>,
    /// Where to land, once the note was read.
    pub place: Option<Place>,
}

/// The best passage of a hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Index of the passage in its note.
    pub passage: usize,
    /// The language that matched.
    pub side: Side,
    /// The passage around the first match, whether each piece matched.
    pub snippet: Vec<Snippet>,
}

/// A piece of a passage shown under a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The characters.
    pub text: String,
    /// Whether the query matched them.
    pub matched: bool,
}

/// What a query found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchAnswer {
    /// The query as typed.
    pub query: String,
    /// Its last word was still being typed, and so matched by its beginning.
    pub typing: bool,
    /// How many notes match.
    pub total: usize,
    /// How long it took to find them, by the clock; what is looked for after them is not in it.
    pub took: Duration,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
    /// Every spelling searched beside the one typed.
    pub widened: Vec<String>,
    /// What a rare or unknown word may have been meant to say, once that was looked for.
    pub similar: Option<Similar>,
    /// What else there is where few notes match, once that was looked for.
    pub relaxed: Option<Relaxed>,
    /// What the notes that match can be narrowed by, once that was counted.
    pub facets: Option<Vec<Facet>>,
}

/// Notes that hold names which sound or are spelled like what was typed. They come after every
/// note that holds what was typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Similar {
    /// How each word was read; never empty.
    pub read_as: Vec<ReadAs>,
    /// The query that asks for the names instead.
    pub query: String,
    /// How many notes match it.
    pub total: usize,
    /// The best of them that were not found already, best first.
    pub hits: Vec<Hit>,
}

/// A word, and the name that it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAs {
    /// As typed.
    pub typed: String,
    /// The name, as people write it.
    pub name: String,
    /// Why.
    pub by: Likeness,
}

/// How a typed word is like a name, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// It is the name's pinyin: `fangkong`.
    Pinyin,
    /// It is the first letters of the name's pinyin: `bdl`.
    Initials,
    /// It is the name with a slip of the fingers: `steepner`.
    Spelling,
}

/// What was found beyond the notes that hold all that was asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Relaxed {
    /// The words that stood in the way, most harmful first; empty for a long question.
    pub omitted: Vec<Omitted>,
    /// Notes that hold some of the words, best first, without those that hold all. Their scores
    /// compare with each other only.
    pub hits: Vec<Hit>,
}

/// A word without which more notes are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// As typed.
    pub word: String,
    /// No note holds it under any of its names.
    pub is_unknown: bool,
    /// How many notes match without it, and without the other words that no note holds.
    pub without: usize,
    /// The names that are spelled most like an unknown word.
    pub nearest: Vec<String>,
}

/// One way to narrow an answer, with its commonest values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// By what.
    pub kind: FacetKind,
    /// Most notes first.
    pub values: Vec<FacetValue>,
}

/// What an answer is narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetKind {
    /// `concept:`
    Concept,
    /// `ticker:`
    Ticker,
    /// `speaker:`
    Speaker,
    /// `tag:`
    Tag,
    /// `lang:`
    Language,
    /// `date:`, by year; by month where all notes are of one year.
    Date,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// What is added to the query to narrow by it, such as `concept:short-gamma`.
    pub term: String,
    /// As people say it. What has one name in all languages, such as a tag, has it in English;
    /// languages and dates have none beside their term.
    pub names: Names,
    /// How many of the notes that match have it.
    pub notes: usize,
}

/// Matches of a query within one note, by passage and side.
pub type Matches = BTreeMap<(usize, Side), Vec<Range<usize>>>;
