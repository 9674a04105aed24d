//! A chosen entry of a list and the part of the list in view.

use super::commands::Command;

/// Which entry is chosen and which stands first on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Index of the chosen entry.
    pub selected: usize,
    /// Index of the first entry in view.
    pub top: usize,
}

impl Cursor {
    /// Moves as a command says among `count` entries of which `page` fit; false for other commands.
    pub fn steer(&mut self, command: Command, count: usize, page: usize) -> bool {
        let last = count.saturating_sub(1);
        let half = (page / 2).max(1);
        let target = match command {
            Command::MoveDown => self.selected.saturating_add(1),
            Command::MoveUp => self.selected.saturating_sub(1),
            Command::HalfPageDown => self.selected.saturating_add(half),
            Command::HalfPageUp => self.selected.saturating_sub(half),
            Command::PageDown => self.selected.saturating_add(page.max(1)),
            Command::PageUp => self.selected.saturating_sub(page.max(1)),
            Command::Top => 0,
            Command::Bottom => last,
            _ => return false,
        };
        self.selected = target.min(last);
        self.reveal(page);
        true
    }

    /// Scrolls as little as needed to have the chosen entry among `page` rows.
    pub fn reveal(&mut self, page: usize) {
        let page = page.max(1);
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(page));
    }

    /// Keeps the choice inside of `count` entries and among the `page` in view.
    pub fn settle(&mut self, count: usize, page: usize) {
        self.clamp(count);
        self.reveal(page);
    }

    /// Keeps the choice inside of a list that has shrunk.
    pub fn clamp(&mut self, count: usize) {
        self.selected = self.selected.min(count.saturating_sub(1));
        self.top = self.top.min(self.selected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movement_stays_inside_and_scrolls_as_little_as_needed() {
        let mut cursor = Cursor::default();
        for (command, expected) in [
            (Command::MoveUp, (0, 0)),
            (Command::MoveDown, (1, 0)),
            (Command::PageDown, (6, 2)),
            (Command::Bottom, (9, 5)),
            (Command::MoveDown, (9, 5)),
            (Command::HalfPageUp, (7, 5)),
            (Command::PageUp, (2, 2)),
            (Command::Top, (0, 0)),
        ] {
            assert!(cursor.steer(command, 10, 5));
            assert_eq!((cursor.selected, cursor.top), expected, "{command:?}");
        }
        assert!(!cursor.steer(Command::Quit, 10, 5));
    }

    #[test]
    fn an_empty_list_has_no_second_entry() {
        let mut cursor = Cursor {
            selected: 7,
            top: 5,
        };
        cursor.clamp(0);
        assert_eq!(cursor, Cursor::default());
        cursor.steer(Command::MoveDown, 0, 3);
        assert_eq!(cursor.selected, 0);
    }
}
