//! The list of notes.

use std::borrow::Cow;

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{NoteId, NoteList, NoteSummary};
use crate::text::width::truncate;
use crate::text::wrap::wrap;

/// Rows of a title at most.
const TITLE_ROWS: usize = 2;

/// Tags listed at most, where the pane is tall enough for them.
const MOST_TAGS: usize = 6;

/// From this height on the pane has room for tags.
const TALL: u16 = 30;

/// Rows of the gap above the tags and of their heading.
const TAGS_FRAME: u16 = 2;

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
        self.settle(width, rows);
        true
    }

    /// Keeps the choice inside of the list and in view; a pane without columns shows nothing.
    pub fn settle(&mut self, width: u16, rows: u16) {
        self.cursor.clamp(self.notes().len());
        if width > 0 {
            self.reveal(width, rows);
        }
    }

    /// Scrolls until the chosen note is in view as a whole.
    fn reveal(&mut self, width: u16, rows: u16) {
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

/// Rows that the list of notes has in a pane of so many, below its heading and above its tags.
#[must_use]
pub const fn list_rows(rows: u16, tags: usize) -> u16 {
    let foot = match tags_shown(rows, tags) {
        0 => 0,
        shown => shown as u16 + TAGS_FRAME,
    };
    rows.saturating_sub(1 + foot)
}

/// How many tags stand at the foot of a pane of so many rows.
#[must_use]
pub const fn tags_shown(rows: u16, tags: usize) -> usize {
    match (rows >= TALL, tags < MOST_TAGS) {
        (false, _) => 0,
        (true, true) => tags,
        (true, false) => MOST_TAGS,
    }
}

/// The rows that a note's title takes in the list: two at most, the second cut with `…`.
#[must_use]
pub fn title_rows(note: &NoteSummary, width: u16) -> Vec<Cow<'_, str>> {
    let room = usize::from(width.saturating_sub(DATE_WIDTH + 1)).max(4);
    let ranges = wrap(&note.title, room, room);
    let is_cut = ranges.len() > TITLE_ROWS;
    let rows = ranges.into_iter().take(TITLE_ROWS).enumerate();
    rows.filter_map(|(index, range)| {
        if is_cut && index + 1 == TITLE_ROWS {
            return note
                .title
                .get(range.start..)
                .map(|rest| truncate(rest, room));
        }
        note.title.get(range).map(Cow::Borrowed)
    })
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
    fn a_long_title_is_cut_in_its_second_row() {
        let title = "Dispersion at a record, and why it bites the people who sold it".to_owned();
        let note = NoteSummary {
            title,
            ..NoteSummary::default()
        };
        let rows = title_rows(&note, 30);
        assert_eq!(rows, ["Dispersion at a", "record, and why it bi…"]);
    }

    #[test]
    fn tags_take_their_rows_from_the_list() {
        assert_eq!(list_rows(22, 9), 21);
        assert_eq!(list_rows(38, 9), 38 - 1 - 6 - 2);
        assert_eq!(list_rows(38, 0), 37);
        assert_eq!(list_rows(0, 3), 0);
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
