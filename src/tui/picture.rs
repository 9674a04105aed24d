//! Pictures on disk in cells of the terminal.
//!
//! [`means`] says how this terminal draws them, [`easel`] reads and draws them on a thread of its own,
//! and [`Pictures`] holds those that are ready, which a frame only copies. The layout has kept the
//! rows of a picture free before it is there.
//!
//! Half blocks are cells like any others: they are cut where the picture is, and lie under what is
//! laid over them. A picture of one of the graphics protocols is one block to the terminal, so it
//! is drawn only while all of it is in view and nothing lies over the screen; else half blocks
//! stand in, where there are colours for them.

pub(super) mod blocks;
mod easel;
mod means;

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;

use crate::app::App;
use crate::app::layout::{Cells, Piece};
use crate::config::theme::ColorDepth;
use crate::model::{PictureFault, PictureFile};

use blocks::Blocks;
pub(super) use easel::Easel;
pub(super) use means::{Means, Surroundings};

/// Pictures kept that are not in view: a page or two to go back.
const KEPT: usize = 24;

/// A picture at one size.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Sketch {
    /// Its file.
    pub(super) file: PictureFile,
    /// What it covers.
    pub(super) cells: Cells,
}

/// What became of a picture.
pub(super) type Drawn = Result<Drawing, PictureFault>;

/// A picture ready to be shown.
pub(super) struct Drawing {
    /// In half blocks.
    pub(super) blocks: Blocks,
    /// By a graphics protocol; `None` where the terminal has none.
    pub(super) sharp: Option<Protocol>,
}

impl fmt::Debug for Drawing {
    /// Without the megabyte that the terminal is sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drawing").finish_non_exhaustive()
    }
}

/// The pictures that are ready.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    ready: HashMap<Sketch, Arc<Drawing>>,
    /// The same, the newest last.
    order: VecDeque<Sketch>,
}

impl Pictures {
    /// Takes a picture; those that came first go, unless they are wanted.
    pub(super) fn put(&mut self, sketch: Sketch, drawing: Drawing, wanted: &HashSet<Sketch>) {
        if self
            .ready
            .insert(sketch.clone(), Arc::new(drawing))
            .is_none()
        {
            self.order.push_back(sketch);
        }
        let is_gone = |old: &Sketch| !wanted.contains(old);
        while self.order.len() > KEPT {
            let Some(at) = self.order.iter().position(is_gone) else {
                return;
            };
            if let Some(old) = self.order.remove(at) {
                self.ready.remove(&old);
            }
        }
    }

    /// Forgets all of them: the terminal has been another's and keeps nothing that it was sent.
    pub(super) fn clear(&mut self) {
        self.ready.clear();
        self.order.clear();
    }

    /// A picture; `None` while it is awaited.
    pub(super) fn get(&self, sketch: &Sketch) -> Option<&Drawing> {
        self.ready.get(sketch).map(Arc::as_ref)
    }

    /// Those in view that are not there yet, from the top down.
    pub(super) fn lacking(&self, in_view: Vec<Sketch>) -> Vec<Sketch> {
        let mut lacking = in_view;
        lacking.retain(|sketch| !self.ready.contains_key(sketch));
        lacking
    }
}

/// The pictures in view, from the top down.
pub(super) fn in_view(app: &App) -> Vec<Sketch> {
    let reader = &app.reader;
    let lines = reader.layout.lines().iter().skip(reader.top);
    let mut found: Vec<Sketch> = Vec::new();
    for line in lines.take(usize::from(app.shape.body())) {
        let picture = line.pieces.iter().find_map(|piece| match piece {
            Piece::Picture { cells, .. } => Some(*cells),
            _ => None,
        });
        let sketch = picture.and_then(|cells| sketch(app, line.passage?, cells));
        if let Some(sketch) = sketch.filter(|sketch| !found.contains(sketch)) {
            found.push(sketch);
        }
    }
    found
}

/// The picture of a passage at a size.
pub(super) fn sketch(app: &App, passage: usize, cells: Cells) -> Option<Sketch> {
    let pictures = &app.reader.document.as_ref()?.pictures;
    let at = pictures.binary_search_by_key(&passage, |picture| picture.passage);
    let file = pictures.get(at.ok()?)?.file.as_ref().ok()?.clone();
    Some(Sketch { file, cells })
}

impl Drawing {
    /// Paints the rows of the picture from one on into an area; all of them by the graphics
    /// protocol, where there is one and nothing else stands on the screen.
    pub(super) fn paint(
        &self,
        from: u16,
        area: Rect,
        (depth, alone): (ColorDepth, bool),
        buffer: &mut Buffer,
    ) {
        match &self.sharp {
            Some(sharp) if alone && from == 0 && fits(sharp, area) => {
                Image::new(sharp).render(area, buffer);
            }
            _ => self.blocks.paint(from, area, depth, buffer),
        }
    }
}

fn fits(sharp: &Protocol, area: Rect) -> bool {
    let size = sharp.size();
    size.width <= area.width && size.height <= area.height
}

#[cfg(test)]
mod tests;
