//! The list of notes.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{NoteId, NoteList, NoteSummary};
use crate::text::wrap::wrap;

/// Rows of a title at most.
const TITLE_ROWS: usize = 2;

/// Columns that the date takes before a title.
pub const DATE_WIDTH: u16 = 7;

/// The notes and which is chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Library {
    /// What was listed; `None` until the first answer.
    pub list: Option<NoteList>,
    /// The chosen note.
    pub cursor: Cursor,
}

impl Library {
    /// Takes a new list; the choice stays with its note, however the list changed.
    pub fn set(&mut self, list: NoteList) {
        let chosen = self.selected().map(|note| note.id);
        let place = list.notes.iter().position(|note| Some(note.id) == chosen);
        self.list = Some(list);
        if let Some(place) = place {
            let shift = self.cursor.selected - self.cursor.top;
            self.cursor = Cursor {
                selected: place,
                top: place.saturating_sub(shift),
            };
        }
        self.cursor.clamp(self.notes().len());
    }

    /// The notes listed.
    #[must_use]
    pub fn notes(&self) -> &[NoteSummary] {
        self.list.as_ref().map_or(&[], |list| &list.notes)
    }

    /// The chosen note.
    #[must_use]
    pub fn selected(&self) -> Option<&NoteSummary> {
        self.notes().get(self.cursor.selected)
    }

    /// Chooses a note that is open, if it is listed.
    pub fn choose(&mut self, note: NoteId) {
        if let Some(place) = self.notes().iter().position(|listed| listed.id == note) {
            self.cursor.selected = place;
            self.cursor.top = self.cursor.top.min(place);
        }
    }

    /// Moves the choice; the part in view follows in rows, since titles differ in height.
    pub fn steer(&mut self, command: Command, width: u16, rows: u16) -> bool {
        let page = usize::from(rows / 2);
        if !self.cursor.steer(command, self.notes().len(), page.max(1)) {
            return false;
        }
        self.reveal(width, rows);
        true
    }

    /// Scrolls until the chosen note is in view as a whole.
    pub fn reveal(&mut self, width: u16, rows: u16) {
        let selected = self.cursor.selected;
        let mut room = usize::from(rows);
        let mut first = selected;
        for (index, note) in self.notes().iter().enumerate().take(selected + 1).rev() {
            let Some(left) = room.checked_sub(entry_rows(note, width)) else {
                break;
            };
            room = left;
            first = index;
        }
        self.cursor.top = self.cursor.top.clamp(first, selected.max(first));
    }
}

/// The rows that a note's title takes in the list, cut to two.
#[must_use]
pub fn title_rows(note: &NoteSummary, width: u16) -> Vec<&str> {
    let room = usize::from(width.saturating_sub(DATE_WIDTH + 1)).max(4);
    let ranges = wrap(&note.title, room, room);
    ranges
        .into_iter()
        .take(TITLE_ROWS)
        .filter_map(|range| note.title.get(range))
        .collect()
}

/// The rows that a note takes in the list: its title and a row of detail.
#[must_use]
pub fn entry_rows(note: &NoteSummary, width: u16) -> usize {
    title_rows(note, width).len() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(ids: &[u64]) -> NoteList {
        let note = |&id: &u64| NoteSummary {
            id: NoteId::new(id),
            title: "动量为何先倒".to_owned(),
            ..NoteSummary::default()
        };
        NoteList {
            notes: ids.iter().map(note).collect(),
            total: ids.len(),
            ..NoteList::default()
        }
    }

    #[test]
    fn the_choice_stays_with_its_note_when_newer_ones_arrive() {
        let mut library = Library::default();
        library.set(list(&[1, 2, 3]));
        library.steer(Command::MoveDown, 30, 20);
        library.set(list(&[8, 9, 1, 2, 3]));
        assert_eq!(library.selected().map(|note| note.id), Some(NoteId::new(2)));
        library.set(list(&[7]));
        assert_eq!(library.selected().map(|note| note.id), Some(NoteId::new(7)));
    }

    #[test]
    fn the_chosen_note_is_always_in_view() {
        let mut library = Library::default();
        library.set(list(&(0..50).collect::<Vec<_>>()));
        for command in [
            Command::Bottom,
            Command::HalfPageUp,
            Command::Top,
            Command::PageDown,
        ] {
            library.steer(command, 30, 11);
            let shown = &library.notes()[library.cursor.top..=library.cursor.selected];
            let rows: usize = shown.iter().map(|note| entry_rows(note, 30)).sum();
            assert!(rows <= 11, "{command:?}: {rows}");
        }
    }
}
