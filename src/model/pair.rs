//! What is known of a passage besides its text: how its languages were paired, when it was said,
//! whose words it holds.

use std::fmt;

/// How the two texts of a passage were brought together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pair {
    /// By the document's own marks: a `<details>` below its passage, paragraphs that alternate.
    Marked,
    /// By their lengths, figures and names; from 0, a guess, to 1, certain.
    Aligned(f32),
}

impl Pair {
    /// Below this a reader is told that the pair is doubtful.
    pub const DOUBTFUL: f32 = 0.5;

    /// From 0, a guess, to 1, certain; what is marked is certain.
    #[must_use]
    pub const fn confidence(self) -> f32 {
        match self {
            Self::Marked => 1.0,
            Self::Aligned(confidence) => confidence,
        }
    }

    /// Whether the two texts may not say the same.
    #[must_use]
    pub fn is_doubtful(self) -> bool {
        self.confidence() < Self::DOUBTFUL
    }
}

/// Whose words a passage holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Voice {
    /// The document's own text.
    #[default]
    Document,
    /// A remark of its translator.
    Translator,
    /// A note of the editor who published it.
    Editor,
    /// A summary that a machine made of it.
    Machine,
}

impl Voice {
    /// The word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Translator => "translator",
            Self::Editor => "editor",
            Self::Machine => "machine",
        }
    }
}

/// A place in a recording, in whole seconds from its start; shown as `00:12:34`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Timestamp(pub u32);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(seconds) = *self;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        write!(f, "{hours:02}:{minutes:02}:{:02}", seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_shown_as_hours_minutes_seconds() {
        for (seconds, shown) in [
            (0, "00:00:00"),
            (754, "00:12:34"),
            (3_600, "01:00:00"),
            (360_061, "100:01:01"),
        ] {
            assert_eq!(Timestamp(seconds).to_string(), shown);
        }
    }

    #[test]
    fn only_an_uncertain_pair_is_doubtful() {
        assert!(!Pair::Marked.is_doubtful());
        assert!(!Pair::Aligned(0.5).is_doubtful());
        assert!(Pair::Aligned(0.49).is_doubtful());
    }
}
