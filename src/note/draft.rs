//! What the readers of Markdown, HTML and plain text hand on: blocks in order, not yet passages.

use crate::model::{Alignment, Diagnostic, Emphasis, PassageKind, Timestamp, Voice};

use super::inline::Finished;

mod callout;
mod definitions;
mod details;
mod images;
mod tables;
mod writer;

pub(super) use writer::Writer;

/// A block of text in one language.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub kind: PassageKind,
    pub text: Finished,
    /// The `<details>` it stands in, an index into [`Drafts::folds`].
    pub fold: Option<usize>,
    /// Line of the file, from 1.
    pub line: Option<usize>,
    /// Who says it, taken off the text.
    pub speaker: Option<String>,
    /// When it is said, taken off the text.
    pub time: Option<Timestamp>,
    /// Whose words it holds.
    pub voice: Voice,
    /// The same in the other language, where the document itself has both in one place.
    pub translation: Option<Finished>,
}

/// A `<details>` element.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Fold {
    /// The text of its `<summary>`.
    pub summary: Finished,
    /// Blocks before it.
    pub start: usize,
    pub is_closed: bool,
    pub line: Option<usize>,
}

/// A document as blocks.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Drafts {
    pub blocks: Vec<Draft>,
    pub folds: Vec<Fold>,
    pub diagnostics: Vec<Diagnostic>,
    /// Lines around the article of a saved page.
    pub aside: Vec<String>,
}

impl Draft {
    /// A block without emphasis.
    pub(super) fn plain(kind: PassageKind, content: &str, line: Option<usize>) -> Self {
        let text = Finished {
            content: content.to_owned(),
            spans: Vec::new(),
        };
        Self::new(kind, text, line)
    }

    /// A block of a text, in no fold and nobody's in particular.
    pub(super) fn new(kind: PassageKind, text: Finished, line: Option<usize>) -> Self {
        Self {
            kind,
            text,
            fold: None,
            line,
            speaker: None,
            time: None,
            voice: Voice::default(),
            translation: None,
        }
    }
}

/// What stands around a block.
#[derive(Debug, Clone, PartialEq)]
enum Container {
    Quote,
    List {
        /// The number of the next item, in an ordered list.
        next: Option<u64>,
    },
    Item {
        marker: String,
        /// Its first block has the marker; the blocks below it have none.
        is_marked: bool,
    },
    Definition {
        label: String,
        /// Whether a block carries the label; where none can, it stands above them by itself.
        is_named: bool,
    },
}

/// A table under way.
#[derive(Debug, Default)]
struct TableDraft {
    alignments: Vec<Alignment>,
    columns: usize,
    in_row: usize,
    has_rows: bool,
    /// A paragraph has ended inside the cell under way.
    is_parted: bool,
    /// Columns that the cell under way takes beyond its own.
    owed: usize,
    /// How many of the coming rows a cell above takes, by column.
    taken: Vec<usize>,
    /// Tables inside its cells, whose text is read as the cell's.
    nested: usize,
}

/// An image under way: its alternative text and target.
#[derive(Debug)]
struct ImageDraft {
    target: String,
    text: String,
    links: Vec<Emphasis>,
}
