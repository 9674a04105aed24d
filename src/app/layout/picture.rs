//! The rows of a picture: as many as its size asks for, and no more than leave room to read.

use crate::app::screens::link::Leads;
use crate::app::wording;
use crate::model::{Locale, Picture, PictureFile};
use crate::text::sanitise::sanitise;

use super::{LabelRole, Line, Piece};

/// What a terminal that draws pictures draws them on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Canvas {
    /// Pixels across and down of a cell; at least 1 each.
    pub cell: (u16, u16),
    /// Rows of the pane that text is read in.
    pub rows: u16,
}

/// Columns and rows of a drawn picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cells {
    /// At least 1.
    pub columns: u16,
    /// At least 1.
    pub rows: u16,
}

impl Canvas {
    /// The cells that a picture covers: those of its own size or, where it is larger, of so many
    /// columns and three fifths of the pane's rows.
    #[must_use]
    pub fn cells(self, file: &PictureFile, columns: usize) -> Cells {
        let (across, down) = (f64::from(self.cell.0.max(1)), f64::from(self.cell.1.max(1)));
        let columns = columns.clamp(1, usize::from(u16::MAX)) as f64;
        let rows = (f64::from(self.rows) * 0.6).floor().max(1.0);
        let (wide, high) = (
            f64::from(file.width) / across,
            f64::from(file.height) / down,
        );
        let scale = (columns / wide).min(rows / high).min(1.0);
        let cells = |of: f64, most: f64| (of * scale - 1e-9).ceil().clamp(1.0, most) as u16;
        Cells {
            columns: cells(wide, columns),
            rows: cells(high, rows),
        }
    }
}

/// Where a picture and its words stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// What it is drawn on; `None` where it is not drawn.
    pub(super) canvas: Option<Canvas>,
    /// First column.
    pub(super) x: usize,
    /// Columns of room.
    pub(super) columns: usize,
}

impl Place {
    /// The rows that a picture is drawn on; none where it is not drawn.
    pub(super) fn above(self, picture: Option<&Picture>) -> Vec<Line> {
        let file = picture.and_then(|picture| picture.file.as_ref().ok());
        let (Some(file), Some(canvas)) = (file, self.canvas) else {
            return Vec::new();
        };
        let cells = canvas.cells(file, self.columns);
        let x = self.x as u32;
        let line = |row| Line {
            passage: None,
            pieces: vec![Piece::Picture { x, row, cells }],
        };
        (0..cells.rows).map(line).collect()
    }

    /// The row under a picture's words: its address, or why it is not drawn.
    pub(super) fn below(
        self,
        target: &str,
        picture: Option<&Picture>,
        locale: Locale,
    ) -> Option<Line> {
        let fault = picture.and_then(|picture| picture.file.as_ref().err());
        let told = match (Leads::to(target), fault) {
            (Leads::Web(address), _) => address.to_string(),
            (_, Some(fault)) if self.canvas.is_some() => {
                let (target, _) = sanitise(target);
                format!("{target} · {}", wording::picture_fault(*fault).get(locale))
            }
            _ => return None,
        };
        // Under the words, which have a mark before them.
        let x = self.x + 2;
        let room = self.columns.saturating_sub(2).max(2);
        Some(Line::cut_label(x, &told, room, LabelRole::Byline))
    }
}

#[cfg(test)]
mod tests;
