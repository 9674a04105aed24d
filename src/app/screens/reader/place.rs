//! Laying the open note out without losing the place: what is read stays where it is seen.

use std::sync::Arc;

use crate::app::cast::{Cast, Only};
use crate::app::effect::{Effect, Generation};
use crate::app::layout::{Frame, Layout, Spot};
use crate::model::{Anchor, Document, Extent, Passage, Picture, PictureFault, PictureFile};

use super::Reader;

/// Screenfuls laid out on each side of the place before the whole is.
const AROUND: usize = 3;

/// What is held in its place while layouts change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Of the request that the open note answered.
    shown: Generation,
    /// How much of it is there.
    extent: Extent,
    held: Option<Held>,
    /// What the whole layout was asked for.
    awaited: Option<(Generation, Frame)>,
}

/// What stays at its row of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    spot: Spot,
    /// The row of the screen.
    at: usize,
    /// The note's head is in view, and stays so.
    is_top: bool,
    /// The row at the top that this led to: where it still is, nobody has scrolled.
    top: usize,
}

impl Reader {
    /// Begins with a note that answered a request.
    pub(super) fn settle_down(&mut self, generation: Generation, extent: Extent) {
        self.place = Place {
            shown: generation,
            extent,
            ..Place::default()
        };
        self.layout = Layout::default();
        self.top = 0;
    }

    /// Lays a note out that was just opened, around a passage.
    pub(super) fn lay_out_at(&mut self, passage: usize, frame: Frame, rows: u16) {
        let Some(document) = &self.document else {
            return;
        };
        let is_everywhere = !self.matches.is_empty() || self.chosen.is_some();
        self.layout = if is_everywhere {
            // Matches are counted through the whole note.
            Layout::new(document, frame)
        } else {
            Layout::around(document, frame, passage, AROUND * usize::from(rows.max(1)))
        };
        self.count_matches();
    }

    /// Whether an answer is of the note that is open.
    pub(in crate::app) fn shows(&self, generation: Generation) -> bool {
        self.document.is_some() && self.place.shown == generation
    }

    /// Whether the text is there to its end.
    pub(super) fn has_all_text(&self) -> bool {
        self.place.extent >= Extent::Text
    }

    /// Lays the note out where its frame has changed. What is chosen or lit, else the row at the
    /// top, stays where it is on the screen; a frame that changes again goes back to where it was.
    pub fn lay_out(&mut self, frame: Frame, rows: u16) {
        let Some(document) = self.document.clone() else {
            return;
        };
        if self.layout.frame() == frame {
            return;
        }
        let held = self.hold(rows);
        let before = std::mem::take(&mut self.layout);
        let around = AROUND * usize::from(rows.max(1));
        let mut layout = Layout::around(&document, frame, held.spot.passage, around);
        layout.replace(&before);
        self.layout = layout;
        self.top = if held.is_top {
            0
        } else {
            let row = self.layout.row_of(&document, &held.spot);
            row.saturating_sub(held.at)
        };
        self.clamp(rows);
        let top = self.top;
        self.place.held = Some(Held { top, ..held });
        if !self.matches.is_empty() {
            self.complete();
        }
        self.count_matches();
    }

    /// Asks for the rows of the whole note where only those around the place are there.
    pub(in crate::app) fn ask_whole(&mut self) -> Option<Effect> {
        let document = self.document.as_ref()?;
        let (generation, frame) = (self.place.shown, self.layout.frame());
        if self.layout.is_whole() || self.place.awaited == Some((generation, frame)) {
            return None;
        }
        self.place.awaited = Some((generation, frame));
        Some(Effect::LayOut {
            generation,
            document: Arc::clone(document),
            frame,
        })
    }

    /// Takes the rows of the whole note; those of another note or frame are dropped.
    pub(in crate::app) fn take_whole(&mut self, generation: Generation, layout: Layout) {
        let is_due = self.shows(generation) && layout.frame() == self.layout.frame();
        if is_due && !self.layout.is_whole() {
            self.exchange(layout);
        }
    }

    /// Takes the open note again, now with the rest of its text or with its linked words. What is
    /// read stays where it is seen.
    pub(in crate::app) fn take_more(
        &mut self,
        document: &Arc<Document>,
        extent: Extent,
        rows: u16,
    ) {
        let before = self.document.replace(Arc::clone(document));
        let had = std::mem::replace(&mut self.place.extent, extent);
        let (Some(before), Extent::Beginning) = (before, had) else {
            return;
        };
        let mut held = self.hold(rows);
        held.spot.passage = counterpart(&before, held.spot.passage, document);
        self.place.held = Some(held);
        // What was lit was found in the beginning only.
        let is_finding = self.find.is_some();
        self.darken();
        let frame = self.layout.frame();
        self.layout = Layout::default();
        self.lay_out(frame, rows);
        if is_finding {
            self.look_up(rows);
        }
    }

    /// The request that the open note answered.
    pub(in crate::app) const fn answered(&self) -> Generation {
        self.place.shown
    }

    /// Takes the open note as its file is now; false where that says the same. What is read stays
    /// where it is seen, as far as it is still there.
    pub(in crate::app) fn renew(&mut self, document: &Arc<Document>, rows: u16) -> bool {
        let Some(before) = self.document.clone() else {
            return false;
        };
        if before.note == document.note {
            return false;
        }
        let mut held = self.hold(rows);
        held.spot.passage = Anchor::of(&before.note, held.spot.passage).find(&document.note);
        self.place.held = Some(held);
        self.place.extent = Extent::Linked;
        // What was chosen and lit stood in the old text.
        self.chosen = None;
        self.selection = None;
        let is_finding = self.find.is_some();
        self.darken();
        if Cast::of(&before.note) != Cast::of(&document.note) {
            self.only = Only::default();
        }
        self.document = Some(Arc::clone(document));
        self.begin_reading();
        let frame = Frame {
            only: self.only,
            ..self.layout.frame()
        };
        self.layout = Layout::default();
        self.lay_out(frame, rows);
        if is_finding {
            self.look_up(rows);
        }
        true
    }

    /// Takes that a picture cannot be drawn: the rows that were kept for it go, and what is read
    /// stays where it is seen.
    pub(in crate::app) fn take_fault(
        &mut self,
        file: &PictureFile,
        fault: PictureFault,
        rows: u16,
    ) {
        let Some(document) = &self.document else {
            return;
        };
        let is_of = |picture: &Picture| picture.file.as_ref() == Ok(file);
        if !document.pictures.iter().any(is_of) {
            return;
        }
        let mut document = Document::clone(document);
        for picture in document.pictures.iter_mut().filter(|at| is_of(at)) {
            picture.file = Err(fault);
        }
        self.place.held = Some(self.hold(rows));
        self.document = Some(Arc::new(document));
        let frame = self.layout.frame();
        self.layout = Layout::default();
        self.lay_out(frame, rows);
    }

    /// Lays the whole note out at once, for what cannot wait for it.
    pub(in crate::app) fn complete(&mut self) {
        if let Some(document) = &self.document
            && !self.layout.is_whole()
        {
            let layout = Layout::new(document, self.layout.frame());
            self.exchange(layout);
        }
    }

    /// The same where rows are asked for that are not laid out yet.
    pub(super) fn complete_beyond(&mut self, rows: usize) {
        let has_above = self.layout.has_head() || self.top >= rows;
        let has_below = self.top + 2 * rows <= self.layout.lines().len();
        if !(has_above && has_below) {
            self.complete();
        }
    }

    /// Puts rows in the place of those that are a part of them; nothing that is seen moves.
    fn exchange(&mut self, mut whole: Layout) {
        let above = whole.replace(&self.layout);
        self.layout = whole;
        self.top += above;
        if let Some(held) = &mut self.place.held {
            held.top += above;
        }
        if let Some(find) = &mut self.find {
            find.move_down(above);
        }
        self.count_matches();
    }

    /// What to hold: the same as before where nobody has scrolled since.
    fn hold(&self, rows: u16) -> Held {
        if let Some(held) = self.place.held.filter(|held| held.top == self.top) {
            return held;
        }
        let in_view = self.top..self.top + usize::from(rows);
        let chosen = self.chosen.and_then(|stop| self.row_of(stop));
        let row = [chosen, self.match_row()]
            .into_iter()
            .flatten()
            .find(|row| in_view.contains(row))
            .unwrap_or(self.top);
        Held {
            spot: self.layout.spot(row),
            at: row - self.top,
            is_top: self.top == 0,
            top: self.top,
        }
    }

    /// The row of the match that was gone to.
    fn match_row(&self) -> Option<usize> {
        let (passage, side, byte) = self.tally.current?;
        self.layout.line_of(passage, side, byte)
    }
}

/// The passage of a note that says what one of its beginning did.
fn counterpart(beginning: &Document, passage: usize, whole: &Document) -> usize {
    let text = |document: &Document, at: usize| {
        let passage = document.note.passages.get(at)?;
        passage
            .texts()
            .next()
            .map(|(_, text)| Arc::clone(&text.content))
    };
    let Some(said) = text(beginning, passage) else {
        return passage;
    };
    if text(whole, passage).as_ref() == Some(&said) {
        return passage;
    }
    let says = |passage: &Passage| passage.texts().any(|(_, text)| text.content == said);
    let found = whole.note.passages.iter().position(says);
    found.unwrap_or(passage)
}

#[cfg(test)]
mod tests;
