//! Where a query stops making sense, and what would have made sense there.

use std::fmt;

/// A query that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: expected {expected}")]
pub struct QueryError {
    /// The character where it stops, from 1; at most one past the last.
    pub column: usize,
    /// What was expected there.
    pub expected: Expected,
}

/// What would have made sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// A quotation mark that closes the one at the column.
    ClosingQuote,
    /// A bracket that closes the one at the column.
    ClosingBracket,
    /// Something to close: the bracket at the column closes nothing.
    OpenBracket,
    /// A word after `OR` or `-`, or in brackets.
    Words,
    /// A field that exists.
    Field {
        /// What was written.
        written: String,
    },
    /// A value after a field's colon.
    Value {
        /// The field.
        field: &'static str,
    },
    /// A day, a month, a year or a range of them.
    Date,
    /// A language.
    Language,
    /// A name of the lexicon.
    Name {
        /// `concept` or `instrument`.
        kind: &'static str,
        /// What was written.
        written: String,
        /// What it may have meant, nearest first.
        nearest: Vec<String>,
    },
    /// Fewer brackets within brackets.
    LessDepth {
        /// How many are read.
        limit: usize,
    },
    /// A shorter query.
    FewerWords {
        /// How many are read.
        limit: usize,
    },
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosingQuote => f.write_str("a closing quotation mark"),
            Self::ClosingBracket => f.write_str("a closing bracket"),
            Self::OpenBracket => f.write_str("an opening bracket before this one"),
            Self::Words => f.write_str("a word, a phrase or a field"),
            Self::Field { written } => write!(
                f,
                "a field (title, tag, speaker, ticker, concept, lang, date) instead of `{written}`"
            ),
            Self::Value { field } => write!(f, "a value for `{field}:`"),
            Self::Date => f.write_str(
                "a date such as 2026, 2026-01, 2026-01-15, 2026-01..2026-02, >2025-11 or 7d",
            ),
            Self::Language => f.write_str("zh, zh-hans, zh-hant or en"),
            Self::Name {
                kind,
                written,
                nearest,
            } => {
                write!(f, "the name of a {kind} instead of `{written}`")?;
                match nearest.as_slice() {
                    [] => Ok(()),
                    names => write!(f, "; nearest: {}", names.join(", ")),
                }
            }
            Self::LessDepth { limit } => write!(f, "at most {limit} brackets within each other"),
            Self::FewerWords { limit } => write!(f, "at most {limit} words"),
        }
    }
}
