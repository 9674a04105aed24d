//! Why a lexicon could not be made.

use crate::model::Region;

/// A table of the lexicon breaks one of its rules.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    /// Not YAML, or a field is missing, unknown or of another type.
    #[error("{file}: {reason}")]
    Unreadable {
        /// Which table.
        file: &'static str,
        /// The parser's own words, with the line.
        reason: String,
    },
    /// An id that does not follow the rule of its table.
    #[error("{file}: id `{id}` should be {expected}")]
    InvalidId {
        /// Which table.
        file: &'static str,
        /// The id as written.
        id: String,
        /// The rule.
        expected: &'static str,
    },
    /// An id written twice.
    #[error("{file}: `{id}` is defined twice; merge the two entries")]
    DuplicateId {
        /// Which table.
        file: &'static str,
        /// The id.
        id: String,
    },
    /// An entry without a name, or with an empty one.
    #[error("{file}: `{id}` has no name in `{language}`, or an empty one")]
    MissingName {
        /// Which table.
        file: &'static str,
        /// The entry.
        id: String,
        /// The field of the table: `en`, `zh_hans` or `zh_hant`.
        language: &'static str,
    },
    /// A concept without a definition in one language.
    #[error("{file}: `{id}` has no definition in `{language}`")]
    MissingDefinition {
        /// Which table.
        file: &'static str,
        /// The entry.
        id: String,
        /// The field of the table: `en`, `zh_hans` or `zh_hant`.
        language: &'static str,
    },
    /// A relation to a concept that is not in the table, or to the entry itself.
    #[error(
        "{file}:{line}: `{id}` has `{other}` in `{field}`, which is no other concept of the table"
    )]
    UnknownRelated {
        /// Which table.
        file: &'static str,
        /// Where the entry begins, from 1.
        line: usize,
        /// The entry.
        id: String,
        /// The field of the table.
        field: &'static str,
        /// What it names.
        other: String,
    },
    /// A concept that is a kind or a part of itself by way of others.
    #[error("{file}:{line}: `{id}` comes back to itself by `{field}`: {way}; leave one out")]
    Circle {
        /// Which table.
        file: &'static str,
        /// Where the entry begins, from 1.
        line: usize,
        /// The entry.
        id: String,
        /// The field of the table.
        field: &'static str,
        /// The ids on the way, joined by arrows.
        way: String,
    },
    /// A region that does not exist.
    #[error("{file}: `{id}` has region `{region}`; use one of {}", regions())]
    UnknownRegion {
        /// Which table.
        file: &'static str,
        /// The entry.
        id: String,
        /// The region as written.
        region: String,
    },
    /// A class of instrument that does not exist.
    #[error("{file}: `{id}` has class `{class}`; use one of {known}")]
    UnknownClass {
        /// Which table.
        file: &'static str,
        /// The entry.
        id: String,
        /// The class as written.
        class: String,
        /// The classes there are.
        known: &'static str,
    },
    /// A name of two entries, neither of which is marked `ambiguous`.
    #[error("{file}: `{id}` and `{other}` are both called `{name}`; mark one `ambiguous: true`")]
    SharedName {
        /// Which table holds the second entry.
        file: &'static str,
        /// The second entry.
        id: String,
        /// The first entry.
        other: String,
        /// The name, folded.
        name: String,
    },
    /// More names than the automaton can hold.
    #[error("the lexicon has too many names to search for; split it")]
    TooManyNames,
}

/// The codes of all regions, as a sentence lists them.
fn regions() -> String {
    Region::ALL.map(|(_, code)| code).join(", ")
}
