//! A note laid out for one width: which bytes of which text stand on which line.
//!
//! Laid out once per note, width and language mode; a frame then draws only the
//! rows in view. Lines hold ranges, not styles, so that matches and the chosen
//! mention can change without a new layout. Of a long note the rows around a
//! place are laid out at once and the whole by a job, whose rows take the place of
//! the first without moving what is seen.

mod header;
mod passage;
mod picture;
mod place;
mod table;

use std::ops::Range;

use crate::app::cast::{Extent, Only};
use crate::config::Reading;
use crate::model::{Document, Locale, Make, Passage, Side};

pub use picture::{Canvas, Cells};
pub use place::Spot;
pub use table::Wide;

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

/// A note of fewer bytes of text is laid out whole at once.
const SHORT: usize = 64 << 10;

/// What a layout depends on beside the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frame {
    /// Columns of the pane.
    pub width: u16,
    /// Which languages are shown.
    pub mode: LanguageMode,
    /// The language of the byline and of labels.
    pub locale: Locale,
    /// How wide the text is set, and where.
    pub reading: Reading,
    /// The speakers that are read.
    pub only: Only,
    /// What pictures are drawn on; `None` where they are not drawn.
    pub canvas: Option<Canvas>,
}

impl Frame {
    /// Columns of text at most.
    fn measure(self) -> usize {
        usize::from(self.width.min(self.reading.width))
    }
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
        x: u32,
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
        x: u32,
        /// What is written.
        text: String,
        /// What it is, and so how it looks.
        role: LabelRole,
    },
    /// A row of the passage's picture.
    Picture {
        /// First column.
        x: u32,
        /// Which of its rows, from 0.
        row: u16,
        /// What the whole picture covers.
        cells: Cells,
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
    /// Who speaks, by their number among the note's speakers.
    Speaker(usize),
    /// When it is said.
    Time,
    /// Whose words follow, where they are not the document's.
    Voice,
    /// The two languages may not say the same.
    Doubt,
    /// What stands before a list item, a quotation or a picture.
    Marker,
    /// A line across.
    Rule,
}

/// A note laid out for one width, or the passages around a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    frame: Frame,
    leading: Side,
    /// Columns that the text is set in from the left.
    origin: u16,
    /// The passages laid out, of how many.
    part: Range<usize>,
    passages: usize,
    lines: Vec<Line>,
    /// The first row of each passage laid out.
    starts: Vec<usize>,
    /// Tables that exceed the screen, ordered by passage.
    wide: Vec<Wide>,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            frame: Frame::default(),
            leading: Side::Zh,
            origin: 0,
            part: 0..0,
            passages: 0,
            lines: Vec::new(),
            starts: Vec::new(),
            wide: Vec::new(),
        }
    }
}

impl Layout {
    /// Lays a note out; linear in its length.
    #[must_use]
    pub fn new(document: &Document, frame: Frame) -> Self {
        let setting = passage::Setting::new(document, frame);
        let mut layout = Self::from(document, &setting, 0);
        layout.extend(document, &setting, |_| true);
        layout
    }

    /// Lays out a passage and at least so many rows on each side of it; a short note whole.
    #[must_use]
    pub fn around(document: &Document, frame: Frame, passage: usize, rows: usize) -> Self {
        if is_short(document) {
            return Self::new(document, frame);
        }
        let setting = passage::Setting::new(document, frame);
        // A passage takes a row at least.
        let first = passage
            .saturating_sub(rows)
            .min(document.note.passages.len());
        let mut layout = Self::from(document, &setting, first);
        let mut behind = None;
        layout.extend(document, &setting, |layout| {
            if layout.part.end > passage && behind.is_none() {
                behind = Some(layout.lines.len());
            }
            behind.is_none_or(|behind| layout.lines.len() < behind + rows)
        });
        layout
    }

    /// No rows but, where the first passage is among them, those above it.
    fn from(document: &Document, setting: &passage::Setting<'_>, first: usize) -> Self {
        let frame = setting.frame();
        let lines = if first == 0 {
            header::lines(document, frame)
        } else {
            Vec::new()
        };
        Self {
            frame,
            leading: setting.leading(),
            origin: setting.origin(),
            part: first..first,
            passages: document.note.passages.len(),
            lines,
            starts: Vec::new(),
            wide: Vec::new(),
        }
    }

    /// Lays out further passages while there are any and more is wanted.
    fn extend(
        &mut self,
        document: &Document,
        setting: &passage::Setting<'_>,
        mut wants_more: impl FnMut(&Self) -> bool,
    ) {
        let passages = &document.note.passages;
        let extent = |index| setting.extent(&document.note, index);
        let shown_before = (0..self.part.end)
            .rev()
            .find(|&index| extent(index) != Extent::Hidden);
        let mut previous = shown_before.and_then(|index| passages.get(index));
        // Passages that are not shown begin with the next one that is.
        let mut hidden = 0;
        while let Some(passage) = passages.get(self.part.end)
            && wants_more(self)
        {
            let index = self.part.end;
            let extent = extent(index);
            if extent == Extent::Hidden {
                self.starts.push(self.lines.len());
                self.part.end += 1;
                hidden += 1;
                continue;
            }
            if needs_air(previous, passage) {
                self.lines.push(Line::default());
            }
            let from = self.lines.len();
            self.starts.push(from);
            for start in self.starts.iter_mut().rev().skip(1).take(hidden) {
                *start = from;
            }
            hidden = 0;
            let wide = match extent {
                Extent::Line => {
                    setting.set_line((index, passage), previous, &mut self.lines);
                    None
                }
                _ => setting.set((index, passage), previous, &mut self.lines),
            };
            previous = Some(passage);
            for line in self.lines.iter_mut().skip(from) {
                line.passage = Some(index);
            }
            self.wide.extend(wide.map(|wide| wide.of(index)));
            self.part.end += 1;
        }
    }

    /// Whether every passage is laid out.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.part == (0..self.passages)
    }

    /// Whether its first row is the note's.
    #[must_use]
    pub const fn has_head(&self) -> bool {
        self.part.start == 0
    }

    /// Takes the place of a layout of the same frame, of which it may have been a part; tells
    /// how many rows more stand above what both have.
    pub fn replace(&mut self, part: &Self) -> usize {
        for wide in &mut self.wide {
            if let Some(before) = part.wide(Some(wide.passage)) {
                wide.keep(before);
            }
        }
        let first = part.starts.first().copied().unwrap_or(0);
        self.first_line(part.part.start).saturating_sub(first)
    }

    /// What it was laid out for.
    #[must_use]
    pub const fn frame(&self) -> Frame {
        self.frame
    }

    /// Columns that all rows are set in from the left of the pane.
    #[must_use]
    pub const fn origin(&self) -> u16 {
        self.origin
    }

    /// The table of a passage, where it exceeds the screen.
    #[must_use]
    pub fn wide(&self, passage: Option<usize>) -> Option<&Wide> {
        let at = self
            .wide
            .binary_search_by_key(&passage?, |wide| wide.passage);
        self.wide.get(at.ok()?)
    }

    /// The first table in view that exceeds the screen, to be moved.
    pub fn wide_in_view(&mut self, rows: Range<usize>) -> Option<&mut Wide> {
        let from = self.lines.get(rows.start..rows.end.min(self.lines.len()))?;
        let shown = |wide: &&mut Wide| from.iter().any(|line| line.passage == Some(wide.passage));
        self.wide.iter_mut().find(shown)
    }

    /// Moves a table that exceeds the screen until a byte of its text is seen.
    pub fn show(&mut self, passage: usize, side: Side, byte: usize) {
        let stands_at = |piece: &Piece| match piece {
            Piece::Text {
                x, side: at, range, ..
            } if *at == side && range.contains(&byte) => Some(*x),
            _ => None,
        };
        let row = self
            .wide(Some(passage))
            .and_then(|_| self.line_of(passage, side, byte));
        let line = row.and_then(|row| self.lines.get(row));
        let x = line.and_then(|line| line.pieces.iter().find_map(stands_at));
        let wide = self.wide.iter_mut().find(|wide| wide.passage == passage);
        if let (Some(x), Some(wide)) = (x, wide) {
            wide.show(x);
        }
    }

    /// The rows laid out.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The first row of a passage; the last row where there is no such passage.
    #[must_use]
    pub fn first_line(&self, passage: usize) -> usize {
        let Some(at) = passage.checked_sub(self.part.start) else {
            return 0;
        };
        self.starts
            .get(at)
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
        // Of several that begin there, the last one is shown.
        let start = self.starts.get(below);
        let shown = start.map(|start| self.starts.partition_point(|at| at <= start) - 1);
        let last = self.starts.len().saturating_sub(1);
        self.part.start + shown.unwrap_or(last)
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
        let from = *self.starts.get(passage.checked_sub(self.part.start)?)?;
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

/// Whether a note is laid out whole in less than a frame.
fn is_short(document: &Document) -> bool {
    let texts = document.note.passages.iter().flat_map(Passage::texts);
    let mut bytes = 0;
    for (_, text) in texts {
        // A row has its price, however little stands on it.
        bytes += text.content.len() + 64;
        if bytes >= SHORT {
            return false;
        }
    }
    true
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
