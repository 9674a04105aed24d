//! Where a query stops making sense, and what would have made sense there.

use std::fmt;

use jiff::civil::Date;

/// How alike a written word and a known one must be to be offered, from 0 to 1.
const ALIKE: f64 = 0.5;

/// One that is so much less alike than the best is not offered beside it.
const MUCH_LESS: f64 = 0.25;

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
    /// A word after `OR` or `-`, or in brackets, or at all.
    Words,
    /// A field that exists.
    Field {
        /// What was written.
        written: String,
        /// The fields there are.
        known: Vec<&'static str>,
    },
    /// A value after a field's colon.
    Value {
        /// The field.
        field: &'static str,
    },
    /// One of a field's few values.
    OneOf {
        /// What was written.
        written: String,
        /// The values there are.
        known: Vec<&'static str>,
    },
    /// A day, a month, a year or a range of them.
    Date {
        /// What was written.
        written: String,
    },
    /// A unit of time that exists.
    Unit {
        /// What was written, with its number.
        written: String,
    },
    /// A range whose end comes after its beginning.
    LaterEnd {
        /// The first day as written.
        from: Date,
        /// The last day as written.
        to: Date,
    },
    /// Figures of the market, which there are none of.
    LastClose,
    /// A name of the lexicon.
    Name {
        /// `concept` or `instrument`.
        kind: &'static str,
        /// What was written.
        written: String,
        /// What it may have meant, nearest first.
        nearest: Vec<String>,
    },
    /// The name of a saved search.
    SavedName {
        /// What was written.
        written: String,
        /// The names there are.
        known: Vec<String>,
    },
    /// A saved search that does not lead back to itself.
    SavedCircle {
        /// Its name.
        name: String,
    },
    /// A saved search that can be read.
    InSaved {
        /// Its name.
        name: String,
        /// What is wrong with it.
        error: Box<QueryError>,
    },
    /// Words on both sides of `NEAR`.
    BesideNear,
    /// How many words may stand between.
    Nearness {
        /// What was written.
        written: String,
        /// The most that may.
        limit: u32,
    },
    /// An order that is asked for beside everything else, not within it.
    OuterSort,
    /// Fewer brackets within brackets, or saved searches within each other.
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
            Self::Field { written, known } => {
                write!(f, "a field instead of `{written}:`; ")?;
                tell_nearest(f, written, known)
            }
            Self::Value { field } => write!(f, "a value for `{field}:`"),
            Self::OneOf { written, known } => {
                write!(f, "a value that the field has instead of `{written}`; ")?;
                tell_nearest(f, written, known)
            }
            Self::Date { written } => write!(
                f,
                "a date such as 2026, 2026-01, 2026-01-15, 2026-01..2026-02, >2025-11, 7d or last-close instead of `{written}`"
            ),
            Self::Unit { written } => write!(
                f,
                "a number of days, weeks, months or years such as 7d, 4w, 6m or 1y instead of `{written}`"
            ),
            Self::LaterEnd { from, to } => write!(
                f,
                "a range that ends after it begins: {to} comes before {from}"
            ),
            Self::LastClose => {
                f.write_str("a date instead of `last-close`: there are no figures of the market")
            }
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
            Self::SavedName { written, known } if known.is_empty() => write!(
                f,
                "the name of a saved search instead of `{written}`; none is saved"
            ),
            Self::SavedName { written, known } => {
                write!(f, "the name of a saved search instead of `{written}`; ")?;
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                tell_nearest(f, written, &known)
            }
            Self::SavedCircle { name } => {
                write!(
                    f,
                    "saved searches that do not name each other in a circle: `@{name}` comes back to itself"
                )
            }
            Self::InSaved { name, error } => {
                write!(f, "a saved search that can be read; in `@{name}`, {error}")
            }
            Self::BesideNear => {
                f.write_str("a word, a phrase, a name or an OR of them on both sides of NEAR")
            }
            Self::Nearness { written, limit } => {
                write!(f, "NEAR, or NEAR/0 to NEAR/{limit}, instead of `{written}`")
            }
            Self::OuterSort => f.write_str("`sort:` outside of brackets and after no `-`"),
            Self::LessDepth { limit } => write!(f, "at most {limit} brackets within each other"),
            Self::FewerWords { limit } => write!(f, "at most {limit} words"),
        }
    }
}

/// Up to three known words that are like the written one; where none is, the first of all.
fn tell_nearest(f: &mut fmt::Formatter<'_>, written: &str, known: &[&str]) -> fmt::Result {
    let written = written.to_lowercase();
    let mut near: Vec<(f64, &str)> = known
        .iter()
        .map(|known| (likeness(&written, known), *known))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let best = near.first().map_or(0.0, |(likeness, _)| *likeness);
    near.retain(|(likeness, _)| best - likeness < MUCH_LESS);
    let near: Vec<&str> = near.into_iter().take(3).map(|(_, known)| known).collect();
    if near.is_empty() {
        return write!(f, "there are {}", known.join(", "));
    }
    write!(f, "nearest: {}", near.join(", "))
}

/// How much of two words is the same; a word and its beginning are alike.
fn likeness(written: &str, known: &str) -> f64 {
    let known = known.to_lowercase();
    let is_beginning = written.chars().count() > 1 && known.starts_with(written);
    let slips = strsim::normalized_damerau_levenshtein(written, &known);
    if is_beginning { slips.max(0.9) } else { slips }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(written: &str, known: &[&'static str]) -> String {
        let known = known.to_vec();
        let written = written.to_owned();
        let told = Expected::OneOf { written, known }.to_string();
        told.split_once("; ").unwrap().1.to_owned()
    }

    #[test]
    fn the_nearest_are_told_and_else_all() {
        let known = ["title", "tag", "ticker", "date"];
        for (written, told) in [
            ("titel", "nearest: title"),
            ("ti", "nearest: title, ticker"),
            ("tga", "nearest: tag"),
            ("DATES", "nearest: date"),
            ("colour", "there are title, tag, ticker, date"),
            ("", "there are title, tag, ticker, date"),
        ] {
            assert_eq!(nearest(written, &known), told, "{written}");
        }
    }

    #[test]
    fn an_error_in_a_saved_search_names_both_places() {
        let error = QueryError {
            column: 3,
            expected: Expected::InSaved {
                name: "rates".into(),
                error: Box::new(QueryError {
                    column: 1,
                    expected: Expected::Words,
                }),
            },
        };
        let told = error.to_string();
        assert!(told.starts_with(
            "column 3: expected a saved search that can be read; in `@rates`, column 1:"
        ));
    }
}
