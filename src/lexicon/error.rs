//! Why a lexicon could not be made, and what is wrong in a table.

use crate::model::Region;

/// The classes of instruments, as a sentence lists them.
const CLASSES: &str =
    "index, volatility, fund, equity, rate, commodity, currency, crypto or future";

/// Why a lexicon could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// A table that comes with the program breaks one of its rules.
    #[error(transparent)]
    Table(#[from] Fault),
    /// More names than the automaton can hold.
    #[error("the lexicon has too many names to search for; split it")]
    TooManyNames,
}

/// What is wrong in a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {kind}")]
pub struct Fault {
    /// The name of the table.
    pub file: String,
    /// From 1; where the entry begins, or where the text cannot be read.
    pub line: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

/// A rule that a table breaks; each message names the entry and the way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// Not YAML, or a field is missing, unknown or of another type.
    #[error("{reason}")]
    Unreadable {
        /// The parser's own words.
        reason: String,
    },
    /// Not a list of entries.
    #[error("the file holds no list of entries; each begins with `- id: ` at the same depth")]
    NoList,
    /// An id that does not follow the rule of its table.
    #[error("id `{id}` should be {expected}")]
    InvalidId {
        /// The id as written.
        id: String,
        /// The rule.
        expected: &'static str,
    },
    /// An id written twice.
    #[error("`{id}` is defined twice; merge the two entries")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// An entry without a name, or with an empty one.
    #[error("`{id}` has no name in `{language}`, or an empty one")]
    MissingName {
        /// The entry.
        id: String,
        /// The field of the table: `en`, `zh_hans` or `zh_hant`.
        language: &'static str,
    },
    /// An entry of the user's that has no name in any language, or loses its last one.
    #[error("`{id}` has no name left; give one under `en`, `zh_hans` or `zh_hant`")]
    Nameless {
        /// The entry.
        id: String,
    },
    /// A concept without a definition in one language.
    #[error("`{id}` has no definition in `{language}`")]
    MissingDefinition {
        /// The entry.
        id: String,
        /// The field of the table: `en`, `zh_hans` or `zh_hant`.
        language: &'static str,
    },
    /// A relation to a concept that is not there, or to the entry itself.
    #[error("`{id}` has `{other}` in `{field}`, which is the id of no other concept")]
    UnknownRelated {
        /// The entry.
        id: String,
        /// The field of the table.
        field: &'static str,
        /// What it names.
        other: String,
    },
    /// A concept that is a kind or a part of itself by way of others.
    #[error("`{id}` comes back to itself by `{field}`: {way}; leave one out")]
    Circle {
        /// The entry.
        id: String,
        /// The field of the table.
        field: &'static str,
        /// The ids on the way, joined by arrows.
        way: String,
    },
    /// A class of instrument that does not exist.
    #[error("`{id}` has class `{class}`; use one of {CLASSES}")]
    UnknownClass {
        /// The entry.
        id: String,
        /// The class as written.
        class: String,
    },
    /// A region that does not exist.
    #[error("`{id}` has region `{region}`; use one of {}", regions())]
    UnknownRegion {
        /// The entry.
        id: String,
        /// The region as written.
        region: String,
    },
    /// A field of instruments at a concept, or the other way about.
    #[error("`{id}` is {kind}, which has no `{field}`{}", hint(kind))]
    WrongField {
        /// The entry.
        id: String,
        /// `a concept` or `an instrument`.
        kind: &'static str,
        /// The field of the table.
        field: &'static str,
    },
    /// A name of two entries, neither of which is marked `ambiguous`.
    #[error("`{id}` and `{other}` are both called `{name}`; mark one `ambiguous: true`")]
    SharedName {
        /// The second entry.
        id: String,
        /// The first entry.
        other: String,
        /// The name, folded.
        name: String,
    },
    /// A name to be taken away that the entry does not have.
    #[error("`{id}` is not called `{name}`, so that it cannot be taken away")]
    NotItsName {
        /// The entry.
        id: String,
        /// The name as written.
        name: String,
    },
    /// Short or shared names without the words that tell them.
    #[error("`{id}` has `{field}` without `near`; list the words beside which such a name counts")]
    WithoutNear {
        /// The entry.
        id: String,
        /// `short` or `shared`.
        field: &'static str,
    },
}

/// Something wrong in a file of the user's, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}; {}", .left_out.words())]
pub struct Problem {
    /// What is wrong, and where.
    pub fault: Fault,
    /// What does not count because of it.
    pub left_out: LeftOut,
}

/// What of a file does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// All of it.
    File,
    /// One entry.
    Entry,
    /// One relation of an entry.
    Relation,
    /// One name that was to be taken away.
    Name,
}

impl LeftOut {
    /// The end of a message.
    const fn words(self) -> &'static str {
        match self {
            Self::File => "the file is left out",
            Self::Entry => "the entry is left out",
            Self::Relation => "that relation is left out",
            Self::Name => "that name is passed over",
        }
    }
}

/// Whoever writes `series:` at a concept mostly means an instrument.
fn hint(kind: &str) -> &'static str {
    if kind == "a concept" {
        "; an instrument has a `class:`"
    } else {
        ""
    }
}

/// The codes of all regions, as a sentence lists them.
fn regions() -> String {
    Region::ALL.map(|(_, code)| code).join(", ")
}
