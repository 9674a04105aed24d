//! Commands on the search screen: its list and the column that narrows it.

use crate::app::commands::Command;
use crate::app::effect::Effect;
use crate::app::overlay::Overlay;
use crate::app::screens::search::Chosen;
use crate::app::screens::search::list::Entry;
use crate::app::screens::why::Why;
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

    /// Asks how the query was read, and why it found the chosen note.
    fn ask_why(&mut self) -> Vec<Effect> {
        let search = &self.search;
        if search.answer.query.trim().is_empty() {
            return Vec::new();
        }
        let note = match search.list.chosen() {
            Some(Entry::Hit(at)) => search.answer.hits.get(at).map(|hit| hit.note.id),
            _ => None,
        };
        let answer = Box::new(search.answer.clone());
        self.lay_over(Overlay::Why(Why::default()));
        vec![Effect::Explain { answer, note }]
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
            Command::Why => self.ask_why(),
            Command::NarrowUndo => self.search.widen().into_iter().collect(),
            _ => {
                let more = self.search.steer(command, self.shape.body());
                more.into_iter().collect()
            }
        }
    }
}
