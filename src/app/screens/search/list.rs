//! The list below the query: the notes found, then what is similar and what there is besides, each
//! under the line that says so. One choice runs through all of it.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{Hit, NoteId, Omitted, SearchAnswer};

/// Rows of a hit: its title, its passage, a gap.
pub const HIT_ROWS: u16 = 3;

/// Something in the list that can be chosen, by its place in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A note that holds what was asked.
    Hit(usize),
    /// How words were read as names; asks for those.
    Similar,
    /// A note that holds such a name.
    SimilarHit(usize),
    /// A word that stands in the way; asks without it.
    Omitted(usize),
    /// A name spelled nearly like that word; asks for it instead.
    Nearest(usize, usize),
    /// A note that holds some of what was asked.
    RelaxedHit(usize),
}

impl Entry {
    /// Whether it is a line that asks for another search, and no note.
    #[must_use]
    pub const fn is_line(self) -> bool {
        matches!(self, Self::Similar | Self::Omitted(_) | Self::Nearest(..))
    }
}

/// An entry and how it stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub entry: Entry,
    /// Rows above it that say what begins here, its gap included.
    pub head: u16,
    /// Rows of it, the gap below included.
    pub rows: u16,
}

/// The entries of an answer, the chosen one, and the first in view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    items: Vec<Item>,
    cursor: Cursor,
    /// The choice is the user's, not only the first.
    moved: bool,
}

impl List {
    /// Everything in the list, in order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Index of the chosen entry.
    #[must_use]
    pub const fn selected(&self) -> usize {
        self.cursor.selected
    }

    /// Index of the first entry in view.
    #[must_use]
    pub const fn top(&self) -> usize {
        self.cursor.top
    }

    /// The chosen entry.
    #[must_use]
    pub fn chosen(&self) -> Option<Entry> {
        self.items.get(self.cursor.selected).map(|item| item.entry)
    }

    /// Lists another answer. A choice that the user made stays on its note where that is still
    /// there; else another query begins with its first.
    pub(super) fn show(&mut self, before: &SearchAnswer, answer: &SearchAnswer) {
        let same_query = before.query == answer.query;
        let chosen = self.chosen().filter(|_| self.moved);
        let note = chosen.and_then(|entry| note_of(before, entry));
        self.items = items(answer);
        let is_it = |item: &Item| match note {
            Some(note) => note_of(answer, item.entry) == Some(note),
            None => same_query && Some(item.entry) == chosen,
        };
        match self.items.iter().position(is_it) {
            Some(place) => self.cursor.selected = place,
            None if same_query => {}
            None => {
                self.cursor = Cursor::default();
                self.moved = false;
            }
        }
        self.cursor.clamp(self.items.len());
    }

    /// Moves the choice among entries of which so many rows are seen; false for other commands.
    pub(super) fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows / HIT_ROWS).max(1);
        let mut cursor = self.cursor;
        if !cursor.steer(command, self.items.len(), page) {
            return false;
        }
        self.moved = true;
        self.cursor.selected = cursor.selected;
        self.settle(rows);
        true
    }

    /// Scrolls as little as needed to have all of the chosen entry in view.
    pub(super) fn settle(&mut self, rows: u16) {
        self.cursor.clamp(self.items.len());
        let mut needed: usize = 0;
        let upto = self.items.iter().take(self.cursor.selected + 1);
        for (place, item) in upto.enumerate().rev() {
            // The gap below the last one need not be seen.
            let gap = usize::from(place == self.cursor.selected && item.rows > 1);
            needed += usize::from(item.head + item.rows) - gap;
            if needed > usize::from(rows) {
                let lowest = (place + 1).min(self.cursor.selected);
                self.cursor.top = self.cursor.top.max(lowest);
                break;
            }
        }
    }
}

/// The hit that an entry is.
#[must_use]
pub fn hit(answer: &SearchAnswer, entry: Entry) -> Option<&Hit> {
    match entry {
        Entry::Hit(at) => answer.hits.get(at),
        Entry::SimilarHit(at) => answer.similar.as_ref()?.hits.get(at),
        Entry::RelaxedHit(at) => answer.relaxed.as_ref()?.hits.get(at),
        Entry::Similar | Entry::Omitted(_) | Entry::Nearest(..) => None,
    }
}

/// The word that an entry is about.
#[must_use]
pub fn omitted(answer: &SearchAnswer, entry: Entry) -> Option<&Omitted> {
    match entry {
        Entry::Omitted(at) | Entry::Nearest(at, _) => answer.relaxed.as_ref()?.omitted.get(at),
        _ => None,
    }
}

fn note_of(answer: &SearchAnswer, entry: Entry) -> Option<NoteId> {
    hit(answer, entry).map(|hit| hit.note.id)
}

fn items(answer: &SearchAnswer) -> Vec<Item> {
    let item = |entry, head, rows| Item { entry, head, rows };
    let hits = (0..answer.hits.len()).map(|at| item(Entry::Hit(at), 0, HIT_ROWS));
    let mut items: Vec<Item> = hits.collect();
    if let Some(similar) = &answer.similar {
        items.push(item(Entry::Similar, 0, 2));
        let hits = 0..similar.hits.len();
        items.extend(hits.map(|at| item(Entry::SimilarHit(at), 0, HIT_ROWS)));
    }
    let Some(relaxed) = &answer.relaxed else {
        return items;
    };
    for (at, omitted) in relaxed.omitted.iter().enumerate() {
        items.push(item(Entry::Omitted(at), 0, 1));
        let names = 0..omitted.nearest.len();
        items.extend(names.map(|name| item(Entry::Nearest(at, name), 0, 1)));
    }
    // A gap below the last of the lines.
    if let Some(last) = items.last_mut().filter(|last| last.rows == 1) {
        last.rows = 2;
    }
    for at in 0..relaxed.hits.len() {
        let head = if at == 0 { 2 } else { 0 };
        items.push(item(Entry::RelaxedHit(at), head, HIT_ROWS));
    }
    items
}

#[cfg(test)]
mod tests;
