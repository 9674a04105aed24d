//! The unit of reading and of alignment.

use std::ops::Range;
use std::sync::Arc;

use super::{Language, Pair, Side, Timestamp, Voice};

/// One block of a note, in Chinese, English or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// What the block is.
    pub kind: PassageKind,
    /// Who says it, where the document names a speaker. Not part of the texts.
    pub speaker: Option<Arc<str>>,
    /// When it is said, where the document carries times. Not part of the texts.
    pub time: Option<Timestamp>,
    /// Whose words they are: the document's own, or those of someone who handled it.
    pub voice: Voice,
    /// The headings above it, outermost first; a heading's own text is not in its path.
    pub heading: Arc<[String]>,
    /// The Chinese text.
    pub zh: Option<Text>,
    /// The English text.
    pub en: Option<Text>,
    /// How the two texts were brought together; `None` where there are not two.
    pub pair: Option<Pair>,
}

impl Passage {
    /// A passage without text, to be filled.
    #[must_use]
    pub fn new(kind: PassageKind) -> Self {
        Self {
            kind,
            speaker: None,
            time: None,
            voice: Voice::default(),
            heading: Arc::default(),
            zh: None,
            en: None,
            pair: None,
        }
    }

    /// The text of one language.
    #[must_use]
    pub const fn text(&self, side: Side) -> Option<&Text> {
        match side {
            Side::Zh => self.zh.as_ref(),
            Side::En => self.en.as_ref(),
        }
    }

    /// Puts a text on the side that its language belongs to.
    pub fn set(&mut self, text: Text) {
        match text.language.side() {
            Side::Zh => self.zh = Some(text),
            Side::En => self.en = Some(text),
        }
    }

    /// The texts present, Chinese first.
    pub fn texts(&self) -> impl Iterator<Item = (Side, &Text)> {
        let zh = self.zh.as_ref().map(|text| (Side::Zh, text));
        let en = self.en.as_ref().map(|text| (Side::En, text));
        zh.into_iter().chain(en)
    }
}

/// What a block is, with what its layout needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph.
    Prose,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A quotation or callout; depth counts from 1.
    Quote(u8),
    /// One item of a list; depth counts from 0.
    List {
        /// Nesting, from 0.
        depth: u8,
        /// What stands before it: `•`, `3.`, `☐`, `☑`; empty for the further blocks of an item.
        marker: String,
    },
    /// A table. Its text holds a row a line and cells parted by tabs; the first line is the header.
    Table(Vec<Alignment>),
    /// Code, with the language named on its fence.
    Code(Option<String>),
    /// An image; its text is the alternative text, else the file's name.
    Image(String),
    /// A glossary entry or a footnote. The label is the footnote's mark or the term of a definition
    /// list; it is empty where the text itself begins with its term, as the entries of a glossary do.
    Definition(String),
    /// A line across the page; it has no text.
    Rule,
}

impl PassageKind {
    /// The word used for the kind in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::Heading(_) => "heading",
            Self::Quote(_) => "quote",
            Self::List { .. } => "list",
            Self::Table(_) => "table",
            Self::Code(_) => "code",
            Self::Image(_) => "image",
            Self::Definition(_) => "definition",
            Self::Rule => "rule",
        }
    }
}

/// How the cells of a table's column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// At the left, the default.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A text and how parts of it are set off.
///
/// Sanitised: no control characters but `\n` and, in tables, `\t`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which language it is in.
    pub language: Language,
    /// The characters shown and indexed.
    pub content: Arc<str>,
    /// Ordered by start; spans may nest, none crosses another.
    pub spans: Vec<Span>,
}

impl Text {
    /// A text without spans.
    #[must_use]
    pub fn plain(language: Language, content: impl Into<Arc<str>>) -> Self {
        Self {
            language,
            content: content.into(),
            spans: Vec::new(),
        }
    }
}

/// Part of a text that is set off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the content.
    pub range: Range<usize>,
    /// How it is set off.
    pub emphasis: Emphasis,
}

/// How part of a text is set off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Emphasis {
    /// `*text*`
    Emphasis,
    /// `**text**`
    Strong,
    /// `~~text~~`
    Strikethrough,
    /// `==text==`
    Highlight,
    /// `` `text` `` or mathematics.
    Code,
    /// A link, with its target.
    Link(String),
    /// The mark of a footnote, with its label.
    Footnote(String),
}
