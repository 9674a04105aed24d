//! The saved searches: their names, queries and numbers of notes, opened, renamed, moved, removed.

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::app::page::Page;
use crate::app::screens::scroll::Scroll;
use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{Locale, SavedCount, SavedSearch};
use crate::text::width::width;

/// Rows above the first search: the title and a gap.
const ABOVE: usize = 2;

/// Columns of a name at most, with its `@`.
const NAME: u16 = 24;

/// From this width on it is told that a search stands in the settings.
const WIDE: u16 = 64;

/// The saved searches and which is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Searches {
    /// Its rows.
    pub page: Page,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The chosen search.
    pub cursor: Cursor,
    list: Vec<SavedCount>,
    locale: Option<Locale>,
}

impl Searches {
    /// The searches in their order.
    #[must_use]
    pub fn of(list: Vec<SavedCount>) -> Self {
        Self {
            page: Page::default(),
            scroll: Scroll::default(),
            cursor: Cursor::default(),
            list,
            locale: None,
        }
    }

    /// Takes the searches as they now are; the choice stays with its search.
    pub fn take(&mut self, list: Vec<SavedCount>) {
        let chosen = self.selected().map(|search| search.name.clone());
        let place = list
            .iter()
            .position(|one| Some(&one.search.name) == chosen.as_ref());
        self.cursor.selected = place.unwrap_or(self.cursor.selected);
        self.cursor.clamp(list.len());
        self.list = list;
        self.locale = None;
    }

    /// The chosen search.
    #[must_use]
    pub fn selected(&self) -> Option<&SavedSearch> {
        let chosen = self.list.get(self.cursor.selected)?;
        Some(&chosen.search)
    }

    /// The row of the chosen search.
    #[must_use]
    pub const fn selected_row(&self) -> Option<usize> {
        if self.list.is_empty() {
            return None;
        }
        Some(self.cursor.selected + ABOVE)
    }

    /// Moves the choice; what is above it scrolls along.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let page = usize::from(rows).saturating_sub(ABOVE).max(1);
        if !self.cursor.steer(command, self.list.len(), page) {
            return false;
        }
        let row = self.cursor.selected + ABOVE;
        let lowest = (row + 1).saturating_sub(usize::from(rows));
        let top = match self.cursor.selected {
            0 => lowest,
            _ => usize::from(self.scroll.top).clamp(lowest, row),
        };
        self.scroll.top = u16::try_from(top).unwrap_or(u16::MAX);
        true
    }

    /// Moves the chosen search among those that can be moved; returns their names in the new
    /// order, `None` where it cannot go there.
    pub fn shift(&mut self, is_down: bool) -> Option<Vec<String>> {
        let from = self.cursor.selected;
        let to = if is_down {
            from + 1
        } else {
            from.checked_sub(1)?
        };
        let is_own = |at: usize| self.list.get(at).is_some_and(|one| !one.search.is_fixed);
        if !is_own(from) || !is_own(to) {
            return None;
        }
        self.list.swap(from, to);
        self.cursor.selected = to;
        self.locale = None;
        let own = self.list.iter().filter(|one| !one.search.is_fixed);
        Some(own.map(|one| one.search.name.clone()).collect())
    }

    /// Lays it out where its width, language or content has changed.
    pub fn lay_out(&mut self, width: u16, locale: Locale) {
        if self.page.width() != width || self.locale != Some(locale) {
            self.page = self.page(width, locale);
            self.locale = Some(locale);
        }
    }

    fn page(&self, columns: u16, locale: Locale) -> Page {
        let mut page = Page::new(columns);
        page.row()
            .put(words::SAVED_SEARCHES.get(locale), Role::Accent);
        page.blank(1);
        if self.list.is_empty() {
            page.paragraph(words::NO_SEARCHES.get(locale), Role::Text, 0);
            page.paragraph(words::NO_SEARCHES_HINT.get(locale), Role::Muted, 0);
            return page;
        }
        let widest = self.list.iter().map(|one| width(&one.search.name) as u16);
        let names = widest.max().unwrap_or(0) + 1;
        let names = names.min(NAME).min(columns / 2);
        for one in &self.list {
            let mut row = page.row();
            match one.notes {
                Some(notes) => {
                    let count = grouped(notes as f64, 0, Sign::Negative);
                    row.put_right(&count, Role::Text);
                }
                None => {
                    row.put_right(words::BROKEN.get(locale), Role::Warning);
                }
            }
            if one.search.is_fixed && columns >= WIDE {
                row.put_right(words::FROM_SETTINGS.get(locale), Role::Muted);
            }
            row.put_in_left(&format!("@{}", one.search.name), names, Role::Accent)
                .skip(2)
                .put(&one.search.query, Role::Muted);
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn searches(names: &[(&str, bool)]) -> Searches {
        let one = |&(name, is_fixed): &(&str, bool)| SavedCount {
            search: SavedSearch {
                name: name.to_owned(),
                query: "gold".to_owned(),
                is_fixed,
            },
            notes: Some(1),
        };
        Searches::of(names.iter().map(one).collect())
    }

    fn chosen(searches: &Searches) -> &str {
        searches.selected().map_or("", |search| &search.name)
    }

    #[test]
    fn a_search_moves_among_the_users_own() {
        let mut list = searches(&[("a", false), ("b", false), ("c", true)]);
        assert_eq!(list.shift(false), None);
        assert_eq!(list.shift(true), Some(vec!["b".to_owned(), "a".to_owned()]));
        assert_eq!(chosen(&list), "a");
        assert_eq!(list.shift(true), None, "below are those of the settings");
        assert!(list.steer(Command::Bottom, 9));
        assert_eq!(chosen(&list), "c");
        assert_eq!(list.shift(false), None);
    }

    #[test]
    fn the_choice_stays_inside_when_searches_go() {
        let mut list = searches(&[("a", false), ("b", false)]);
        list.steer(Command::Bottom, 9);
        list.take(searches(&[("a", false)]).list);
        assert_eq!(chosen(&list), "a");
        list.take(Vec::new());
        assert_eq!((list.selected(), list.selected_row()), (None, None));
    }

    #[test]
    fn the_chosen_search_is_in_view() {
        let names: Vec<String> = (0..40).map(|name| name.to_string()).collect();
        let names: Vec<(&str, bool)> = names.iter().map(|name| (name.as_str(), false)).collect();
        let mut list = searches(&names);
        for command in [Command::Bottom, Command::HalfPageUp, Command::Top] {
            list.steer(command, 10);
            let top = usize::from(list.scroll.top);
            let row = list.selected_row().unwrap();
            assert!((top..top + 10).contains(&row), "{command:?}");
        }
        assert_eq!(list.scroll.top, 0, "the title is in view again");
    }
}
