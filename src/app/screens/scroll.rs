//! Rows scrolled of something whose length only its view knows.

use crate::app::commands::Command;

/// How far something is scrolled; a view that is shorter shows its last page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scroll {
    /// Rows above the first one in view.
    pub top: u16,
}

impl Scroll {
    /// Scrolls as a command says; false for other commands.
    pub const fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = rows.saturating_sub(2);
        self.top = match command {
            Command::MoveDown => self.top.saturating_add(1),
            Command::MoveUp => self.top.saturating_sub(1),
            Command::HalfPageDown => self.top.saturating_add(page / 2),
            Command::HalfPageUp => self.top.saturating_sub(page / 2),
            Command::PageDown => self.top.saturating_add(page),
            Command::PageUp => self.top.saturating_sub(page),
            Command::Top => 0,
            Command::Bottom => u16::MAX,
            _ => return false,
        };
        true
    }

    /// Keeps the last page in view of `length` rows, of which `rows` fit.
    pub fn clamp(&mut self, length: usize, rows: u16) {
        let last = length.saturating_sub(usize::from(rows).max(1));
        self.top = self.top.min(u16::try_from(last).unwrap_or(u16::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_ends_at_the_last_page() {
        let mut scroll = Scroll::default();
        assert!(scroll.steer(Command::Bottom, 10));
        scroll.clamp(25, 10);
        assert_eq!(scroll.top, 15);
        assert!(scroll.steer(Command::PageUp, 10));
        assert_eq!(scroll.top, 7);
        assert!(!scroll.steer(Command::Quit, 10));
        scroll.clamp(3, 10);
        assert_eq!(scroll.top, 0);
    }
}
