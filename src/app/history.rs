//! Where the reader has been, as vim's jump list: back and forth.

use crate::model::NoteId;

/// A place in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Which note.
    pub note: NoteId,
    /// The passage at the top of the screen.
    pub passage: usize,
}

/// Jumps kept at most.
const KEPT: usize = 100;

/// The places jumped from, and those gone back from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    back: Vec<Visit>,
    forward: Vec<Visit>,
}

impl History {
    /// Remembers the place that a jump leaves; what lay ahead is forgotten.
    pub fn leave(&mut self, visit: Visit) {
        self.forward.clear();
        if self.back.last() != Some(&visit) {
            self.back.push(visit);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// The place before, leaving the present one ahead.
    pub fn back(&mut self, present: Option<Visit>) -> Option<Visit> {
        let visit = self.back.pop()?;
        self.forward.extend(present);
        Some(visit)
    }

    /// Whether there is a place gone back from.
    #[must_use]
    pub const fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// The place gone back from last.
    pub fn forward(&mut self, present: Option<Visit>) -> Option<Visit> {
        let visit = self.forward.pop()?;
        self.back.extend(present);
        Some(visit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(passage: usize) -> Visit {
        Visit {
            note: NoteId::new(1),
            passage,
        }
    }

    #[test]
    fn back_and_forward_mirror_each_other() {
        let mut history = History::default();
        history.leave(visit(1));
        history.leave(visit(2));
        assert_eq!(history.back(Some(visit(3))), Some(visit(2)));
        assert_eq!(history.back(Some(visit(2))), Some(visit(1)));
        assert_eq!(history.back(Some(visit(1))), None);
        assert_eq!(history.forward(Some(visit(1))), Some(visit(2)));
        assert_eq!(history.forward(Some(visit(2))), Some(visit(3)));
        assert_eq!(history.forward(Some(visit(3))), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut history = History::default();
        history.leave(visit(1));
        history.back(Some(visit(2)));
        history.leave(visit(5));
        assert_eq!(history.forward(None), None);
    }

    #[test]
    fn only_the_newest_jumps_are_kept() {
        let mut history = History::default();
        for passage in 0..250 {
            history.leave(visit(passage));
        }
        assert_eq!(std::iter::from_fn(|| history.back(None)).count(), KEPT);
    }
}
