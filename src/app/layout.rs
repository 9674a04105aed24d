//! A note laid out for one width: which bytes of which text stand on which line.
//!
//! Laid out once per note, width and language mode; a frame then draws only the
//! rows in view. Lines hold ranges, not styles, so that matches and the chosen
//! mention can change without a new layout.

mod header;
mod passage;
mod table;

use std::ops::Range;

use crate::model::{Document, Locale, Make, Passage, Side};

/// Which of a passage's languages are shown, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LanguageMode {
    /// Both, one under the other, the note's own language first.
    #[default]
    Stacked,
    /// Both, row by row beside each other.
    SideBySide,
    /// Chinese; English where a passage has no Chinese.
    Chinese,
    /// English; Chinese where a passage has no English.
    English,
}

impl LanguageMode {
    /// The next mode in turn.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Stacked,
            Self::Stacked => Self::SideBySide,
            Self::SideBySide => Self::Chinese,
        }
    }
}

/// Columns of text at most: 76, or 38 Chinese characters.
pub const MEASURE: u16 = 76;

/// What a layout depends on beside the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Columns of the pane.
    pub width: u16,
    /// Which languages are shown.
    pub mode: LanguageMode,
    /// The language of the byline.
    pub locale: Locale,
}

/// One row of a laid-out note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The passage it belongs to; `None` above the first.
    pub passage: Option<usize>,
    /// What stands on it, left to right.
    pub pieces: Vec<Piece>,
}

/// Something that stands on a row, from a column on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Bytes of one of the passage's texts.
    Text {
        /// First column.
        x: u16,
        /// Which of the passage's texts.
        side: Side,
        /// Bytes of its content.
        range: Range<usize>,
        /// The second language of the passage, set back from the first.
        second: bool,
    },
    /// Words that are no part of a text.
    Label {
        /// First column.
        x: u16,
        /// What is written.
        text: String,
        /// What it is, and so how it looks.
        role: LabelRole,
    },
}

/// What a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelRole {
    /// The note's title.
    Title,
    /// Show, speaker, date and length.
    Byline,
    /// Tags.
    Tag,
    /// Who speaks.
    Speaker,
    /// What stands before a list item, a quotation or a picture.
    Marker,
    /// A line across.
    Rule,
}

/// A note laid out for one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    frame: Frame,
    leading: Side,
    lines: Vec<Line>,
    starts: Vec<usize>,
}

impl Default for Layout {
    fn default() -> Self {
        let frame = Frame::default();
        Self {
            frame,
            leading: Side::Zh,
            lines: Vec::new(),
            starts: Vec::new(),
        }
    }
}

impl Layout {
    /// Lays a note out; linear in its length.
    #[must_use]
    pub fn new(document: &Document, frame: Frame) -> Self {
        let mut lines = header::lines(document, frame);
        let settings = passage::Setting::new(document, frame);
        let passages = &document.note.passages;
        let mut starts = Vec::with_capacity(passages.len());
        let mut previous: Option<&Passage> = None;
        for (index, passage) in passages.iter().enumerate() {
            if needs_air(previous, passage) {
                lines.push(Line::default());
            }
            starts.push(lines.len());
            let speaks = passage.speaker.is_some()
                && previous.is_none_or(|previous| previous.speaker != passage.speaker);
            let from = lines.len();
            settings.set(passage, speaks, &mut lines);
            for line in lines.iter_mut().skip(from) {
                line.passage = Some(index);
            }
            previous = Some(passage);
        }
        Self {
            frame,
            leading: settings.leading(),
            lines,
            starts,
        }
    }

    /// What it was laid out for.
    #[must_use]
    pub const fn frame(&self) -> Frame {
        self.frame
    }

    /// All rows.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The first row of a passage; the last row where there is no such passage.
    #[must_use]
    pub fn first_line(&self, passage: usize) -> usize {
        self.starts
            .get(passage)
            .copied()
            .unwrap_or(self.lines.len().saturating_sub(1))
    }

    /// The passage at a row, or the next one below it; the last one from its end on.
    #[must_use]
    pub fn passage_at(&self, row: usize) -> usize {
        if let Some(passage) = self.lines.get(row).and_then(|line| line.passage) {
            return passage;
        }
        let below = self.starts.partition_point(|&start| start < row);
        below.min(self.starts.len().saturating_sub(1))
    }

    /// The next row below a row on which a passage starts; the end where there is none.
    #[must_use]
    pub fn start_after(&self, row: usize) -> usize {
        let below = self.starts.partition_point(|&start| start <= row);
        self.starts.get(below).copied().unwrap_or(self.lines.len())
    }

    /// The next row above a row on which a passage starts; the top where there is none.
    #[must_use]
    pub fn start_before(&self, row: usize) -> usize {
        let above = self.starts.partition_point(|&start| start < row);
        above
            .checked_sub(1)
            .and_then(|above| self.starts.get(above))
            .copied()
            .unwrap_or(0)
    }

    /// The language that stands first in each passage.
    #[must_use]
    pub const fn leading(&self) -> Side {
        self.leading
    }

    /// The row on which a byte of a passage's text stands, if that text is shown.
    #[must_use]
    pub fn line_of(&self, passage: usize, side: Side, byte: usize) -> Option<usize> {
        let from = *self.starts.get(passage)?;
        let rows = self.lines.get(from..)?.iter();
        let rows = rows.take_while(|line| line.passage == Some(passage));
        let mut last = None;
        for (offset, line) in rows.enumerate() {
            for piece in &line.pieces {
                let Piece::Text {
                    side: at, range, ..
                } = piece
                else {
                    continue;
                };
                if *at == side && range.start <= byte {
                    if byte < range.end {
                        return Some(from + offset);
                    }
                    last = Some(from + offset);
                }
            }
        }
        last
    }
}

/// The language that stands first in a note's passages.
#[must_use]
pub(crate) const fn leading_side(make: Make) -> Side {
    match make {
        Make::DeskNote => Side::En,
        _ => Side::Zh,
    }
}

/// List items and quotations of one run stand close; everything else has a blank row above.
fn needs_air(previous: Option<&Passage>, passage: &Passage) -> bool {
    use crate::model::PassageKind::{List, Quote};
    let Some(previous) = previous else {
        return true;
    };
    let both = previous.texts().count() > 1 || passage.texts().count() > 1;
    match (&previous.kind, &passage.kind) {
        (List { .. }, List { .. }) => both,
        (Quote(_), Quote(_)) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
