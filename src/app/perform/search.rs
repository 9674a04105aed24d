//! Commands on the search screen: its list and the column that narrows it.

use crate::app::commands::Command;
use crate::app::effect::Effect;
use crate::app::screens::search::Chosen;
use crate::app::{App, Screen, wording};
use crate::model::Landing;

impl App {
    /// Shows the search; what was asked last is replaced by what is typed.
    pub(super) fn show_search(&mut self) {
        if self.screen != Screen::Search {
            self.search.field.choose_all();
            self.search.narrow.is_focused = false;
        }
        self.show(Screen::Search);
    }

    /// Shows the search with the keys at the column that narrows it.
    pub(super) fn show_narrow(&mut self) {
        let is_there = self.screen == Screen::Search && self.search.narrow.is_focused;
        self.show_search();
        if self.search.narrow.choices().is_empty() {
            self.tell(
                wording::NOTHING_TO_NARROW.get(self.locale).to_owned(),
                false,
            );
        } else {
            self.search.narrow.is_focused = !is_there;
        }
    }

    pub(super) fn perform_in_search(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Open => match self.search.choose() {
                Some(Chosen::Note(hit, query)) => self.go(hit.note.id, Landing::Query(query)),
                Some(Chosen::Search(effect)) => vec![effect],
                None => Vec::new(),
            },
            Command::FocusNext | Command::FocusPrevious => {
                self.show_narrow();
                Vec::new()
            }
            Command::SaveSearch => {
                self.name_search();
                Vec::new()
            }
            Command::NarrowUndo => self.search.widen().into_iter().collect(),
            _ => {
                let more = self.search.steer(command, self.shape.body());
                more.into_iter().collect()
            }
        }
    }
}
