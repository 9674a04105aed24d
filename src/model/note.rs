//! One document and what is known about it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Diagnostic, Language, Passage, Side};

/// Names a note for good: derived from its path below the library, 12 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoteId(u64);

impl NoteId {
    const MASK: u64 = 0xffff_ffff_ffff;

    /// An id from a hash; only its lower 48 bits count.
    #[must_use]
    pub const fn new(hash: u64) -> Self {
        Self(hash & Self::MASK)
    }

    /// The number behind the id.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}", self.0)
    }
}

impl FromStr for NoteId {
    type Err = InvalidNoteId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if !digits {
            return Err(InvalidNoteId);
        }
        u64::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| InvalidNoteId)
    }
}

/// A text that is not the 12 hexadecimal digits of a note id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a note id is 12 hexadecimal digits")]
pub struct InvalidNoteId;

/// One document: its metadata, its passages, and what was odd about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Note {
    /// What the document says of itself.
    pub metadata: Metadata,
    /// The text in reading order.
    pub passages: Vec<Passage>,
    /// What could not be read as written, and what was done about it.
    pub diagnostics: Vec<Diagnostic>,
    /// The lines of a saved page around its article, in order: neither read, searched nor counted.
    pub aside: Vec<String>,
}

/// How the document was made, as the parser recognised it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Make {
    /// Markdown whose text stands in one language, or in no order that pairs.
    #[default]
    Markdown,
    /// A transcript with the original language folded into `<details>`.
    Transcript,
    /// A desk note with the translation under each paragraph.
    DeskNote,
    /// A web page, saved as HTML or as text with its navigation.
    SavedPage,
    /// Plain text.
    PlainText,
    /// Captions of a recording, put together to sentences again.
    Subtitles,
    /// The text of a PDF.
    Pdf,
}

/// What a document says of itself, in its front matter or its first lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metadata {
    /// Never empty: the file's name where nothing better is found.
    pub title: String,
    /// The title of what it is a translation of.
    pub original_title: Option<String>,
    /// The day the note is of; panels are computed as of it.
    pub date: Option<Date>,
    /// In the order written, without duplicates.
    pub tags: Vec<String>,
    /// Who speaks: the show's host or the desk.
    pub speaker: Option<String>,
    /// The guest of an interview.
    pub guest: Option<String>,
    /// Who wrote, translated and edited it.
    pub credits: Credits,
    /// Where it is from: a link or the name of a publication.
    pub source: Option<String>,
    /// The author's or translator's own summary.
    pub summary: Option<String>,
    /// A row of notes that this one belongs to.
    pub series: Option<String>,
    /// The user's own filing.
    pub category: Option<String>,
    /// How the parser read the document.
    pub make: Make,
    /// The encoding found, by its WHATWG name, such as `UTF-8` or `Big5`.
    pub encoding: &'static str,
    /// Every other key, in the order written.
    pub other: Vec<(String, MetadataValue)>,
}

/// Who made a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Credits {
    /// Who wrote it, or the original of it.
    pub author: Option<String>,
    /// Who translated it.
    pub translator: Option<String>,
    /// Who edited it for publication.
    pub editor: Option<String>,
}

/// A value of a front-matter key that has no field of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum MetadataValue {
    /// Null, or a key without a value.
    Empty,
    /// Any scalar, as written.
    Text(String),
    /// A list of scalars or of deeper values.
    List(Vec<MetadataValue>),
    /// A nested mapping, in the order written.
    Map(Vec<(String, MetadataValue)>),
}

impl MetadataValue {
    /// Every scalar to the bottom, in the order written, without what is blank.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Empty => Vec::new(),
            Self::Text(text) => {
                let text = text.trim();
                Some(text)
                    .filter(|text| !text.is_empty())
                    .into_iter()
                    .collect()
            }
            Self::List(values) => values.iter().flat_map(Self::texts).collect(),
            Self::Map(entries) => entries
                .iter()
                .flat_map(|(_, value)| value.texts())
                .collect(),
        }
    }
}

/// The line of a note in a list: enough to choose it without opening its file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NoteSummary {
    /// Which note.
    pub id: NoteId,
    /// Relative to the library.
    pub path: PathBuf,
    /// Never empty.
    pub title: String,
    /// The day the note is of.
    pub date: Option<Date>,
    /// The languages of its passages, most text first.
    pub languages: Vec<Language>,
    /// In the order written.
    pub tags: Vec<String>,
    /// The speaker, else the guest, else the author.
    pub speaker: Option<String>,
    /// A link or the name of a publication.
    pub source: Option<String>,
    /// Length of the Chinese text as Chinese readers count it: Han characters without spaces and
    /// punctuation, a Latin word as one.
    pub characters: u32,
    /// Words of the English text; a text in both languages counts in both.
    pub words: u32,
    /// How many passages.
    pub passages: u32,
    /// How many diagnostics.
    pub diagnostics: u32,
}

impl Default for NoteId {
    fn default() -> Self {
        Self::new(0)
    }
}

impl NoteSummary {
    /// Minutes to read it: 400 characters or 230 words a minute, whichever language is longer,
    /// since the second language of a passage repeats the first. At least one.
    #[must_use]
    pub fn reading_minutes(&self) -> u32 {
        let minutes = self.minutes_of(Side::Zh).max(self.minutes_of(Side::En));
        minutes.max(1)
    }

    /// Minutes to read the text of one language, rounded up; 0 where there is none.
    #[must_use]
    pub const fn minutes_of(&self, side: Side) -> u32 {
        match side {
            Side::Zh => self.characters.div_ceil(400),
            Side::En => self.words.div_ceil(230),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_id_is_twelve_digits_and_reads_back() {
        let id = NoteId::new(0xdead_0000_00ab_cdef);
        assert_eq!(id.to_string(), "000000abcdef");
        assert_eq!("000000abcdef".parse(), Ok(id));
        assert!("abc".parse::<NoteId>().is_err());
        assert!("+00000abcdef".parse::<NoteId>().is_err());
    }

    #[test]
    fn reading_time_counts_the_longer_language_once() {
        let note = NoteSummary {
            characters: 4_000,
            words: 1_150,
            ..NoteSummary::default()
        };
        assert_eq!(note.reading_minutes(), 10);
        assert_eq!(note.minutes_of(Side::En), 5);
        assert_eq!(NoteSummary::default().reading_minutes(), 1);
    }
}
