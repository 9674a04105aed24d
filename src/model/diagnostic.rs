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
    #[error("{} not valid {encoding}; each is shown as \u{fffd}", counted(*.count, "byte sequence is", "byte sequences are"))]
    InvalidBytes {
        /// How many.
        count: usize,
        /// The encoding by its WHATWG name.
        encoding: &'static str,
    },
    /// Control characters, escape sequences or bidirectional overrides in the text.
    #[error("{} in the text; each is shown as a visible mark", counted(*.count, "control character stands", "control characters stand"))]
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
        "{} navigation, advertising or page heads, set aside; `tape read --all` prints them",
        counted(*.lines, "line around the text is", "lines around the text are")
    )]
    SetAside {
        /// How many lines, without blank ones.
        lines: usize,
    },
    /// Captions without their times, out of order, or one over another.
    #[error(
        "{} damaged, over another or out of order; all were put in order of time",
        counted(*.count, "caption is", "captions are")
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
    /// Pages of a PDF, or parts of them, that are damaged, or too many or too large to unpack.
    #[error(
        "{} damaged or too large to unpack, and left out",
        counted(*.count, "page or part of a page is", "pages or parts of pages are")
    )]
    UnreadPages {
        /// How many.
        count: usize,
    },
    /// Text that runs aslant over the pages of a PDF.
    #[error(
        "{} aslant over the pages, as in a watermark, and left out",
        counted(*.count, "character is", "characters are")
    )]
    Aslant {
        /// How many characters.
        count: usize,
    },
    /// Characters of a PDF whose fonts do not say what they are.
    #[error("{} in fonts that do not name them; each is shown as \u{fffd}", counted(*.count, "character is", "characters are"))]
    UnknownGlyphs {
        /// How many.
        count: usize,
    },
    /// Nothing but front matter.
    #[error("the document has no text below its front matter")]
    NoText,
}

/// A number with the words for one or for many.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_as_one() {
        let kinds: [fn(usize) -> DiagnosticKind; 4] = [
            |count| DiagnosticKind::DamagedCaptions { count },
            |count| DiagnosticKind::UnreadPages { count },
            |count| DiagnosticKind::ControlCharacters { count },
            |lines| DiagnosticKind::SetAside { lines },
        ];
        for (kind, (one, two)) in kinds.into_iter().zip([
            ("1 caption is damaged", "2 captions are damaged"),
            ("1 page or part", "2 pages or parts"),
            (
                "1 control character stands in",
                "2 control characters stand in",
            ),
            ("1 line around the text is", "2 lines around the text are"),
        ]) {
            assert!(kind(1).to_string().starts_with(one), "{}", kind(1));
            assert!(kind(2).to_string().starts_with(two), "{}", kind(2));
        }
    }
}
