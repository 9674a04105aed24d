//! Commands on the saved searches: kept, opened, renamed, moved, removed.

use crate::app::App;
use crate::app::commands::Command;
use crate::app::effect::{Effect, SearchChange};
use crate::app::overlay::Overlay;
use crate::app::screens::name::Naming;
use crate::app::screens::searches::Searches;
use crate::app::wording::kept as words;
use crate::model::{SavedCount, SavedSearch};

impl App {
    /// The saved searches over the screen.
    pub(super) fn open_searches(&mut self) -> Vec<Effect> {
        let searches = Searches::of(self.library.searches.clone());
        self.lay_over(Overlay::Searches(searches));
        // They may have changed in another program.
        vec![Effect::CountSearches]
    }

    /// Asks for a name for what is searched.
    pub(super) fn name_search(&mut self) {
        let query = self.search.field.text().trim();
        if query.is_empty() {
            self.note(words::NOTHING_TO_SAVE);
            return;
        }
        let naming = Naming::to_save(query, self.known_searches());
        self.lay_over(Overlay::Name(naming));
    }

    /// What a command does among the saved searches, besides moving the choice.
    pub(super) fn perform_in_searches(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Searches(searches)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        if matches!(command, Command::Earlier | Command::Later) {
            let order = searches.shift(command == Command::Later);
            let order = order.map(|names| Effect::Keep(SearchChange::Order(names)));
            return order.into_iter().collect();
        }
        let Some(search) = searches.selected().cloned() else {
            return Vec::new();
        };
        match command {
            Command::Open => return self.open_search(&search.name),
            Command::Rename | Command::Remove if search.is_fixed => self.note(words::IS_FIXED),
            Command::Rename => {
                let naming = Naming::to_rename(&search.name, self.known_searches());
                self.lay_over(Overlay::Name(naming));
            }
            Command::Remove => {
                let question = words::remove_search(&search.name, self.locale);
                if self.is_sure(Command::Remove, question) {
                    return vec![Effect::Keep(SearchChange::Forget(search.name))];
                }
            }
            _ => {}
        }
        Vec::new()
    }

    /// What a command does while a name is typed: `open` takes it.
    pub(super) fn perform_in_name(&mut self, command: Command) -> Vec<Effect> {
        let Some(Overlay::Name(naming)) = self.overlays.last() else {
            return Vec::new();
        };
        if command != Command::Open || naming.verdict(self.locale).is_refused {
            return Vec::new();
        }
        let change = naming.change();
        self.overlays.pop();
        vec![Effect::Keep(change)]
    }

    /// Searches by a name; more can be typed behind it.
    fn open_search(&mut self, name: &str) -> Vec<Effect> {
        self.show_search();
        vec![self.search.ask_for(format!("@{name} "))]
    }

    fn known_searches(&self) -> Vec<SavedSearch> {
        let known = self.library.searches.iter();
        known.map(|one| one.search.clone()).collect()
    }

    /// Takes the searches as they were counted.
    pub(in crate::app) fn take_searches(&mut self, list: Vec<SavedCount>) {
        for overlay in &mut self.overlays {
            if let Overlay::Searches(searches) = overlay {
                searches.take(list.clone());
            }
        }
        self.library.searches = list;
    }

    /// The searches are others than they were: they are counted anew.
    pub(in crate::app) fn searches_changed(&mut self, change: Option<SearchChange>) -> Vec<Effect> {
        let told = match change {
            Some(SearchChange::Save { name, .. } | SearchChange::Rename { to: name, .. }) => {
                Some(words::search_saved(&name, self.locale))
            }
            Some(SearchChange::Forget(name)) => Some(words::search_removed(&name, self.locale)),
            Some(SearchChange::Order(_)) | None => None,
        };
        if let Some(told) = told {
            self.tell(told, false);
        }
        vec![Effect::CountSearches]
    }
}
