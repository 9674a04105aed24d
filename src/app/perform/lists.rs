//! Commands on the lists of notes: which are listed, and which count as read.

use crate::app::App;
use crate::app::Screen;
use crate::app::commands::Command;
use crate::app::effect::Effect;
use crate::app::shape::Pane;
use crate::app::wording::kept as words;
use crate::model::Only;

impl App {
    /// Lists the notes of a kind, or all again where that kind is listed.
    pub(super) fn list_only(&mut self, only: Only) -> Vec<Effect> {
        let is_listed = self.library.only == only;
        self.show(Screen::Reader);
        self.focus(Pane::Notes);
        self.list(if is_listed { Only::All } else { only })
    }

    /// Asks for a list.
    pub(super) fn list(&mut self, only: Only) -> Vec<Effect> {
        if self.library.only == only {
            return Vec::new();
        }
        self.library.only = only;
        vec![match only {
            Only::All => Effect::ListNotes,
            Only::Unread | Only::New => Effect::ListOnly(only),
        }]
    }

    /// Marks the note at hand as read, or as unread where it is read.
    pub(super) fn toggle_read(&mut self) -> Vec<Effect> {
        let note = match self.shape.focus {
            Pane::Notes => self.library.selected(),
            Pane::Text | Pane::Panels => self.reader.document.as_ref().map(|open| &open.summary),
        };
        let Some(note) = note.cloned() else {
            return Vec::new();
        };
        let is_read = self.library.is_unread(note.id);
        self.note(if is_read {
            words::MARKED_READ
        } else {
            words::MARKED_UNREAD
        });
        vec![Effect::SetRead {
            notes: vec![note],
            is_read,
        }]
    }

    /// Marks every note that could be listed as read, once that was asked back.
    pub(super) fn read_all(&mut self) -> Vec<Effect> {
        let only = self.library.only;
        let unread = self.library.unread().unwrap_or_default();
        let count = match only {
            Only::All | Only::Unread => unread,
            Only::New => self.library.list.as_ref().map_or(0, |list| list.total),
        };
        if count == 0 {
            self.note(words::NOTHING_UNREAD);
            return Vec::new();
        }
        if !self.is_sure(Command::ReadAll, words::read_all(count, self.locale)) {
            return Vec::new();
        }
        vec![Effect::ReadAll(only)]
    }
}
