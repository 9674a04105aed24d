//! Why a search found what it found: how the query was read, and what each hit's score is made of.

use jiff::civil::Date;

use super::{Language, NoteSummary, Place, Target};

/// An answer explained.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explained {
    /// The query as typed.
    pub query: String,
    /// The query as read, from the top; the parts of a part follow it, one deeper.
    pub parts: Vec<QueryPart>,
    /// The hits asked about, best first.
    pub hits: Vec<ExplainedHit>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryPart {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// What it asks for.
    pub asks: Asks,
    /// How many notes it finds by itself.
    pub notes: usize,
}

/// What a part of a query asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Asks {
    /// Every note.
    Everything,
    /// What all of its parts find.
    All,
    /// What at least one of its parts finds.
    Any,
    /// What its part does not find.
    Not,
    /// Words.
    Words(AskedWords),
    /// Words near each other, which are the parts, with at most so many between them.
    Near(u32),
    /// The notes that were read.
    Read,
    /// A value of a field, such as `tag:gold`.
    Value(String),
    /// Any value of a field that begins so, such as `tag:gol`.
    ValuesThatBegin(String),
    /// Days, both included; `None` where it is open.
    Days {
        /// The first.
        from: Option<Date>,
        /// The last.
        to: Option<Date>,
    },
}

/// Words that are asked for, and what else they are called.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedWords {
    /// As typed.
    pub typed: String,
    /// The only field they are looked for in, such as `title`; `None` for all that a note says.
    pub field: Option<&'static str>,
    /// How they are compared.
    pub form: WordForm,
    /// What the lexicon knows by that name; empty for words that are no name.
    pub names: Vec<Target>,
    /// The typed spelling first.
    pub spellings: Vec<AskedSpelling>,
    /// The Chinese words that rank beside the characters that decide.
    pub cut: Vec<String>,
}

/// How words are compared with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordForm {
    /// As written, but for case, width and script.
    Exact,
    /// English in any inflection.
    Inflected,
    /// As written, the last word going on in any way.
    Beginning,
    /// A figure, however it is written.
    Figure,
}

/// One way to write words.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedSpelling {
    /// As people write it, by language.
    pub written: Vec<(Option<Language>, String)>,
    /// The terms that must follow one another: pairs of characters, words, stems after `~`; `*`
    /// after what is only a beginning.
    pub terms: Vec<String>,
    /// How many notes hold it.
    pub notes: usize,
}

/// A hit explained.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedHit {
    /// Which note.
    pub note: NoteSummary,
    /// As the hit has it: the sum of its parts.
    pub score: f32,
    /// What the score is made of, by words and field; what adds nothing is left out.
    pub parts: Vec<ScorePart>,
    /// The spellings that stand in it.
    pub stands: Vec<StandsAs>,
    /// The best passage, once the note was read.
    pub place: Option<Place>,
}

/// A share of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct ScorePart {
    /// The words that it is for, as typed; empty where it is for the whole query.
    pub words: String,
    /// For what.
    pub by: ScoredBy,
    /// How much.
    pub score: f32,
}

/// What a share of a score is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ScoredBy {
    /// A name stands as typed, which comes before every other spelling.
    Typed,
    /// All that the note says.
    Text,
    /// Its title.
    Title,
    /// Its tags, names and sources.
    Labels,
    /// Whole Chinese words.
    Words,
    /// An English word stands as typed, not only inflected.
    Form,
    /// Words that follow one another in the query stand near each other.
    Near,
    /// How recent the note is.
    Rest,
}

/// A spelling that stands in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsAs {
    /// The words of the query, as typed.
    pub typed: String,
    /// The spelling, as such a note writes it.
    pub written: String,
    /// It stands in the title.
    pub in_title: bool,
    /// It stands in the tags, names or sources.
    pub in_labels: bool,
}
