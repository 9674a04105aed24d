//! Something odd about an input: where, what, and what was done about it.

use std::fmt;

/// Something odd about a document. The note opens all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is odd, and what was done.
    pub kind: DiagnosticKind,
    /// The line of the file, from 1, where it is known.
    pub line: Option<usize>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.kind),
            None => self.kind.fmt(f),
        }
    }
}

/// What is odd about a document; each message ends with what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiagnosticKind {
    /// Front matter opens but never closes.
    #[error("front matter is not closed; the keys at its head were read, the rest is text")]
    UnclosedFrontMatter,
    /// Front matter that YAML cannot read.
    #[error("front matter is not valid YAML ({reason}); the keys that could be read were kept")]
    InvalidYaml {
        /// The parser's own words.
        reason: String,
    },
    /// Front matter that TOML cannot read.
    #[error("front matter is not valid TOML ({reason}); the keys that could be read were kept")]
    InvalidToml {
        /// The parser's own words.
        reason: String,
    },
    /// A key written twice.
    #[error("key `{key}` is written twice; the last one was used")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A value of another type than the key usually has.
    #[error("`{key}` should be {expected}, found {found}; {outcome}")]
    UnexpectedType {
        /// The key.
        key: String,
        /// What it usually is.
        expected: &'static str,
        /// What was written.
        found: &'static str,
        /// What was done about it.
        outcome: &'static str,
    },
    /// A date that is none.
    #[error("`{key}: {value}` is not a date; the note has none from it")]
    InvalidDate {
        /// The key.
        key: String,
        /// What was written.
        value: String,
    },
    /// Front matter nested too deep to be read safely.
    #[error("front matter nests deeper than {limit} levels; it was not read")]
    TooDeep {
        /// The deepest nesting read.
        limit: usize,
    },
    /// Bytes that the encoding cannot hold.
    #[error("{count} byte sequences are not valid {encoding}; each is shown as \u{fffd}")]
    InvalidBytes {
        /// How many.
        count: usize,
        /// The encoding by its WHATWG name.
        encoding: &'static str,
    },
    /// Control characters, escape sequences or bidirectional overrides in the text.
    #[error("{count} control characters stand in the text; each is shown as a visible mark")]
    ControlCharacters {
        /// How many.
        count: usize,
    },
    /// A `<details>` that never closes.
    #[error(
        "`<details>` is not closed; its text up to the next heading or translation was folded in"
    )]
    UnclosedDetails,
    /// Navigation around the article of a saved page, heads and feet of the pages of a PDF.
    #[error(
        "{lines} lines around the text are navigation, advertising or page heads; they were set aside, and `tape read --all` prints them"
    )]
    SetAside {
        /// How many lines, without blank ones.
        lines: usize,
    },
    /// Captions without their times, out of order, or one over another.
    #[error(
        "{count} captions are damaged, overlap or stand out of order; all were put in order of time"
    )]
    DamagedCaptions {
        /// How many.
        count: usize,
    },
    /// A day without its year on a page that names no other day.
    #[error("the page is of `{day}` and names no year; the note has no date from it")]
    MissingYear {
        /// Month and day, `02-05`.
        day: String,
    },
    /// Pages of a PDF that are damaged, or too many or too large to unpack.
    #[error("{count} pages are damaged or unpack to too much; they were left out")]
    UnreadPages {
        /// How many.
        count: usize,
    },
    /// Characters of a PDF whose fonts do not say what they are.
    #[error("{count} characters are in fonts that do not name them; each is shown as \u{fffd}")]
    UnknownGlyphs {
        /// How many.
        count: usize,
    },
    /// Nothing but front matter.
    #[error("the document has no text below its front matter")]
    NoText,
}
