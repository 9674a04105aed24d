//! Where a reader is in a note, to be found again in another layout of it.

use crate::model::{Document, Side};

use super::{Layout, Piece};

/// A row of a layout in words that hold for every layout of the note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spot {
    /// The passage at the row, or below it.
    pub passage: usize,
    /// The language and byte of the text that stands there, or next in the passage.
    text: Option<(Side, usize)>,
    /// Rows from that text, or else from the passage's first row.
    offset: isize,
}

impl Layout {
    /// What stands at a row.
    #[must_use]
    pub fn spot(&self, row: usize) -> Spot {
        let passage = self.passage_at(row);
        let below = self.lines.iter().enumerate().skip(row);
        let here = below.take_while(|(_, line)| line.passage.is_none_or(|at| at == passage));
        let found = here
            .flat_map(|(at, line)| line.pieces.iter().map(move |piece| (at, piece)))
            .find_map(|(at, piece)| match piece {
                Piece::Text { side, range, .. } => Some((at, (*side, range.start))),
                Piece::Label { .. } | Piece::Picture { .. } => None,
            });
        let (base, text) = match found {
            Some((at, text)) => (at, Some(text)),
            None => (self.first_line(passage), None),
        };
        Spot {
            passage,
            text,
            offset: row as isize - base as isize,
        }
    }

    /// The row of what stood at a row of another layout; in the other language, where its own is
    /// not shown, as far into the passage.
    #[must_use]
    pub fn row_of(&self, document: &Document, spot: &Spot) -> usize {
        let in_text = spot.text.and_then(|(side, byte)| {
            self.line_of(spot.passage, side, byte).or_else(|| {
                let passage = document.note.passages.get(spot.passage)?;
                let length = passage.text(side)?.content.len().max(1);
                let other = passage.text(side.other())?.content.len();
                self.line_of(spot.passage, side.other(), byte * other / length)
            })
        });
        let base = in_text.unwrap_or_else(|| self.first_line(spot.passage));
        base.saturating_add_signed(spot.offset)
    }
}
