//! A list that typing narrows, as the palette and the outline are: what is typed, the entries that
//! match, the chosen one.
//!
//! The entries themselves, and what it means to match, are the list's own.

use crate::config::keymap::KeyChord;
use crate::text::fold::folded;

use super::commands::Command;
use super::cursor::Cursor;
use super::field::Field;

/// What is typed, and which entries of a list match.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrowing {
    /// Part of an entry's words.
    pub field: Field,
    /// The chosen match.
    pub cursor: Cursor,
    /// Indices of the entries that match, in the order shown.
    matches: Vec<usize>,
}

impl Narrowing {
    /// All of `count` entries.
    #[must_use]
    pub fn of(count: usize) -> Self {
        Self {
            field: Field::default(),
            cursor: Cursor::default(),
            matches: (0..count).collect(),
        }
    }

    /// Indices of the entries that match, in the order shown.
    #[must_use]
    pub fn matches(&self) -> &[usize] {
        &self.matches
    }

    /// The index of the chosen entry.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.matches.get(self.cursor.selected).copied()
    }

    /// Chooses an entry; the first match where it is none.
    pub fn choose(&mut self, entry: Option<usize>) {
        let place = self.matches.iter().position(|&index| Some(index) == entry);
        self.cursor = Cursor {
            selected: place.unwrap_or(0),
            top: 0,
        };
    }

    /// What is typed, folded.
    #[must_use]
    pub fn typed(&self) -> String {
        folded(self.field.text()).into_owned()
    }

    /// Edits what is typed; whether the matches are to be looked for anew.
    #[must_use]
    pub fn type_key(&mut self, chord: KeyChord) -> bool {
        self.field.edit(chord)
    }

    /// Shows other matches, the first of them chosen.
    pub fn show(&mut self, matches: Vec<usize>) {
        self.matches = matches;
        self.cursor = Cursor::default();
    }

    /// Moves the choice on a sheet of some rows; false for commands that move nothing.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        self.cursor.steer(command, self.matches.len(), page(rows))
    }

    /// Keeps the choice in view on a sheet of some rows.
    pub fn settle(&mut self, rows: u16) {
        self.cursor.settle(self.matches.len(), page(rows));
    }
}

/// Rows for entries on a sheet: what is typed and a gap stand above them.
fn page(rows: u16) -> usize {
    usize::from(rows.saturating_sub(2)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_among_the_matches() {
        let mut list = Narrowing::of(4);
        list.choose(Some(2));
        assert_eq!(list.chosen(), Some(2));
        list.show(vec![3, 1]);
        assert_eq!(list.chosen(), Some(3));
        assert!(list.steer(Command::MoveDown, 9));
        assert_eq!(list.chosen(), Some(1));
        list.choose(Some(2));
        assert_eq!(list.chosen(), Some(3));
        list.show(Vec::new());
        assert_eq!(list.chosen(), None);
    }

    #[test]
    fn the_choice_stays_in_view() {
        let mut list = Narrowing::of(9);
        list.steer(Command::Bottom, 5);
        assert_eq!((list.cursor.selected, list.cursor.top), (8, 6));
        list.settle(12);
        assert_eq!(list.cursor.selected, 8);
    }
}
