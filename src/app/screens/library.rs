//! The list of notes.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::{NoteId, NoteList, NoteSummary, Only, SavedCount};
use crate::text::width::truncate;
use crate::text::wrap::wrap;

/// Rows of a title at most.
const TITLE_ROWS: usize = 2;

/// Tags listed at most, where the pane is tall enough for them.
const MOST_TAGS: usize = 6;

/// Tags listed at most above saved searches.
const TAGS_BESIDE: usize = 4;

/// Saved searches listed at most.
const MOST_SEARCHES: usize = 5;

/// From this height on the pane has room for tags and searches.
const TALL: u16 = 30;

/// Rows of the gap above tags or searches and of their heading.
const FRAME: u16 = 2;

/// Columns that signs and date take before a title.
pub const DATE_WIDTH: u16 = 8;

/// The notes and which is chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Library {
    /// What was listed; `None` until the first answer.
    pub list: Option<NoteList>,
    /// The chosen note.
    pub cursor: Cursor,
    /// Which notes are asked for.
    pub only: Only,
    /// How many there are in the library, whichever are listed.
    pub whole: usize,
    /// The notes that were read as they now are; `None` until that is known.
    pub read: Option<Arc<HashSet<NoteId>>>,
    /// The saved searches, with their numbers of notes.
    pub searches: Vec<SavedCount>,
}

impl Library {
    /// Takes a new list; the choice stays with its note, however the list changed.
    pub fn set(&mut self, list: NoteList) {
        let chosen = self.selected().map(|note| note.id);
        let place = list.notes.iter().position(|note| Some(note.id) == chosen);
        let is_other = self.list.as_ref().is_some_and(|old| old.only != list.only);
        self.list = Some(list);
        if place.is_none() && is_other {
            self.cursor = Cursor::default();
        }
        if let Some(place) = place {
            let shift = self.cursor.selected - self.cursor.top;
            self.cursor = Cursor {
                selected: place,
                top: place.saturating_sub(shift),
            };
        }
        self.cursor.clamp(self.notes().len());
    }

    /// Whether a note was never read as it is now; not so while that is not known.
    #[must_use]
    pub fn is_unread(&self, note: NoteId) -> bool {
        self.read.as_ref().is_some_and(|read| !read.contains(&note))
    }

    /// How many notes of the library are unread; `None` while that is not known.
    #[must_use]
    pub fn unread(&self) -> Option<usize> {
        let read = self.read.as_ref()?.len();
        Some(self.whole.saturating_sub(read))
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

/// What stands at the foot of the pane, below the list of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Foot {
    /// How many tags.
    pub tags: usize,
    /// How many saved searches.
    pub searches: usize,
}

impl Foot {
    /// What there is room for in a pane of so many rows.
    #[must_use]
    pub fn of(library: &Library, rows: u16) -> Self {
        if rows < TALL {
            return Self::default();
        }
        let tags = library.list.as_ref().map_or(0, |list| list.tags.len());
        let searches = library.searches.len().min(MOST_SEARCHES);
        let most = if searches == 0 {
            MOST_TAGS
        } else {
            TAGS_BESIDE
        };
        Self {
            tags: tags.min(most),
            searches,
        }
    }

    /// Rows of the list of notes in a pane of so many, below its heading and above this foot.
    #[must_use]
    pub fn list_rows(self, rows: u16) -> u16 {
        let part = |count: usize| match count {
            0 => 0,
            count => count as u16 + FRAME,
        };
        rows.saturating_sub(1 + part(self.tags) + part(self.searches))
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
        assert_eq!(rows, ["Dispersion at a", "record, and why it b…"]);
    }

    #[test]
    fn tags_and_searches_take_their_rows_from_the_list() {
        let mut library = Library::default();
        let rows = |library: &Library, rows| Foot::of(library, rows).list_rows(rows);
        assert_eq!(rows(&library, 38), 37);
        let tags = (0..9).map(|tag| (tag.to_string(), 1)).collect();
        library.set(NoteList {
            tags,
            ..NoteList::default()
        });
        assert_eq!(rows(&library, 22), 21);
        assert_eq!(rows(&library, 38), 38 - 1 - 6 - 2);
        library.searches = vec![SavedCount::default(); 3];
        assert_eq!(rows(&library, 38), 38 - 1 - 4 - 2 - 3 - 2);
        library.searches = vec![SavedCount::default(); 30];
        assert_eq!(rows(&library, 30), 30 - 1 - 4 - 2 - 5 - 2);
        assert_eq!(rows(&library, 0), 0);
    }

    #[test]
    fn unread_is_what_is_not_known_to_be_read() {
        let mut library = Library::default();
        library.set(list(&[1, 2, 3]));
        library.whole = 3;
        assert_eq!(
            (library.unread(), library.is_unread(NoteId::new(1))),
            (None, false)
        );
        library.read = Some(Arc::new([NoteId::new(2)].into()));
        assert_eq!(library.unread(), Some(2));
        assert!(library.is_unread(NoteId::new(1)) && !library.is_unread(NoteId::new(2)));
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
