//! Finding in the open note: the box, the matches it lights, and stepping through them.

use crate::app::field::Field;
use crate::config::keymap::KeyChord;
use crate::model::{Document, Matches, Side};
use crate::text::fold::{fold, folded};

use super::Reader;

/// The find box while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Find {
    /// What is typed.
    pub field: Field,
    /// The row that was at the top when the box was opened; where closing it goes back to.
    origin: usize,
}

impl Find {
    /// Keeps the origin where it was when rows were added above it.
    pub(super) const fn move_down(&mut self, rows: usize) {
        self.origin += rows;
    }
}

/// The lit matches that the language mode shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many there are.
    pub shown: usize,
    /// How many stand in a language that is not shown.
    pub hidden: usize,
    /// Which of them was last gone to, from 0.
    pub at: Option<usize>,
    /// The passage, side and first byte of that one.
    pub current: Option<(usize, Side, usize)>,
    /// The last step went on at the other end: forward from the top again, or backward.
    pub wrapped: bool,
}

/// A match that is shown.
struct Shown {
    row: usize,
    key: (usize, Side, usize),
}

impl Reader {
    /// Where the find box was opened.
    pub(in crate::app) fn find_origin(&self) -> Option<usize> {
        let find = self.find.as_ref()?;
        Some(self.layout.passage_at(find.origin))
    }

    /// Opens the find box.
    pub(in crate::app) fn open_find(&mut self) {
        // Matches are counted through the whole note.
        self.complete();
        self.find = Some(Find {
            field: Field::default(),
            origin: self.top,
        });
    }

    /// Closes the find box and darkens its matches; the note goes back to where it was.
    pub(in crate::app) fn give_up_find(&mut self, rows: u16) {
        if let Some(find) = self.find.take() {
            self.top = find.origin;
        }
        self.darken();
        self.clamp(rows);
    }

    /// Darkens the lit matches; false where none were lit.
    pub(in crate::app) fn darken(&mut self) -> bool {
        let lit = !self.matches.is_empty();
        self.matches.clear();
        self.tally = Tally::default();
        lit
    }

    /// Edits what is typed into the find box.
    pub(in crate::app) fn type_find(&mut self, chord: KeyChord, rows: u16) {
        if self
            .find
            .as_mut()
            .is_some_and(|find| find.field.edit(chord))
        {
            self.look_up(rows);
        }
    }

    /// Takes text pasted into the find box.
    pub(in crate::app) fn paste_find(&mut self, text: &str, rows: u16) {
        if let Some(find) = &mut self.find {
            find.field.insert(text);
            self.look_up(rows);
        }
    }

    /// Lights what the find box holds and goes to the first match at or below its origin.
    pub(super) fn look_up(&mut self, rows: u16) {
        let Some(find) = &self.find else { return };
        let query = folded(find.field.text().trim()).into_owned();
        self.top = find.origin;
        self.complete();
        self.matches = match &self.document {
            Some(document) if !query.is_empty() => find_all(document, &query),
            _ => Matches::new(),
        };
        self.tally = Tally::default();
        self.step_match(true, rows);
        self.clamp(rows);
    }

    /// Goes to the next or the previous match, round and round; from the top of the screen at first.
    pub(super) fn step_match(&mut self, forward: bool, rows: u16) {
        let all = self.shown_matches();
        let place = all
            .iter()
            .position(|shown| Some(shown.key) == self.tally.current);
        let around = match (place, forward) {
            (Some(place), true) => place + 1 == all.len(),
            (Some(place), false) => place == 0,
            (None, true) => all.last().is_some_and(|shown| shown.row < self.top),
            (None, false) => all.first().is_some_and(|shown| shown.row >= self.top),
        };
        let next = match (place, forward) {
            (Some(place), true) => (place + 1) % all.len(),
            (Some(place), false) => place.checked_sub(1).unwrap_or(all.len() - 1),
            (None, true) => all
                .iter()
                .position(|shown| shown.row >= self.top)
                .unwrap_or(0),
            (None, false) => {
                let above = all.iter().rposition(|shown| shown.row < self.top);
                above.unwrap_or(all.len().saturating_sub(1))
            }
        };
        let target = all.get(next).map(|shown| (shown.row, shown.key));
        self.tally.current = target.map(|(_, key)| key);
        self.tally.wrapped = around && target.is_some();
        self.count_matches();
        if let Some((row, (passage, side, byte))) = target {
            self.reveal(row, rows);
            self.layout.show(passage, side, byte);
        }
    }

    /// Goes to the first match of a passage, where it has one that is shown.
    pub(super) fn go_to_first_match_of(&mut self, passage: usize, rows: u16) {
        let all = self.shown_matches();
        let Some(first) = all.iter().find(|shown| shown.key.0 == passage) else {
            return;
        };
        self.tally.current = Some(first.key);
        let row = first.row;
        self.count_matches();
        self.reveal(row, rows);
    }

    /// Counts anew what is shown: matches, layout or choice have changed.
    pub(super) fn count_matches(&mut self) {
        let all = self.shown_matches();
        let lit: usize = self.matches.values().map(Vec::len).sum();
        let at = all
            .iter()
            .position(|shown| Some(shown.key) == self.tally.current);
        let shown = all.len();
        self.tally = Tally {
            shown,
            hidden: lit.saturating_sub(shown),
            at,
            ..self.tally
        };
    }

    /// Matches in the order of their rows.
    fn shown_matches(&self) -> Vec<Shown> {
        let leading = self.layout.leading();
        let mut all: Vec<Shown> = self
            .matches
            .iter()
            .flat_map(|(&(passage, side), ranges)| {
                ranges.iter().filter_map(move |range| {
                    let row = self.layout.line_of(passage, side, range.start)?;
                    Some(Shown {
                        row,
                        key: (passage, side, range.start),
                    })
                })
            })
            .collect();
        all.sort_by_key(|shown| (shown.row, shown.key.1 != leading, shown.key.2));
        all
    }
}

/// Every place of a folded text in a note, in both languages and scripts.
fn find_all(document: &Document, query: &str) -> Matches {
    let mut matches = Matches::new();
    for (index, passage) in document.note.passages.iter().enumerate() {
        for (side, text) in passage.texts() {
            let text = fold(&text.content);
            let found = text.text().match_indices(query);
            let ranges: Vec<_> = found
                .map(|(at, hit)| text.original(at..at + hit.len()))
                .collect();
            if !ranges.is_empty() {
                matches.insert((index, side), ranges);
            }
        }
    }
    matches
}
