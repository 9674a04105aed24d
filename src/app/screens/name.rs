//! A name for a search: one line to type it in, with one proposed, and what it would do.

use crate::app::effect::SearchChange;
use crate::app::field::Field;
use crate::app::wording::kept as words;
use crate::config::keymap::KeyChord;
use crate::model::{Locale, SavedSearch, is_search_name, suggested_search_name};
use crate::text::fold::folded;

/// What the name is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To keep this query.
    Save(String),
    /// To take the place of this name.
    Rename(String),
}

/// The name being typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// What is typed.
    pub field: Field,
    /// What it is for.
    pub purpose: Purpose,
    /// The name that Enter takes while nothing is typed.
    pub proposed: String,
    known: Vec<SavedSearch>,
}

/// What a name would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// In words.
    pub text: String,
    /// It cannot be taken.
    pub is_refused: bool,
}

impl Naming {
    /// A name for a query; one that is saved already is proposed its own.
    #[must_use]
    pub fn to_save(query: &str, known: Vec<SavedSearch>) -> Self {
        let mut saved = known.iter().filter(|one| !one.is_fixed);
        let own = saved.find(|one| one.query == query);
        Self {
            field: Field::default(),
            proposed: own.map_or_else(|| suggested_search_name(query), |one| one.name.clone()),
            purpose: Purpose::Save(query.to_owned()),
            known,
        }
    }

    /// Another name for a search.
    #[must_use]
    pub fn to_rename(name: &str, known: Vec<SavedSearch>) -> Self {
        Self {
            field: Field::holding(name),
            proposed: String::new(),
            purpose: Purpose::Rename(name.to_owned()),
            known,
        }
    }

    /// The name as it would be taken now.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.field.text().trim() {
            "" => &self.proposed,
            typed => typed,
        }
    }

    /// Edits the name.
    pub fn type_key(&mut self, chord: KeyChord) {
        self.field.edit(chord);
    }

    /// What the name would do, or why it cannot be taken.
    #[must_use]
    pub fn verdict(&self, locale: Locale) -> Verdict {
        let name = self.name();
        let refused = |text: String| Verdict {
            text,
            is_refused: true,
        };
        if !is_search_name(name) {
            return refused(words::NAME_RULE.get(locale).to_owned());
        }
        let wanted = folded(name);
        let mut known = self.known.iter();
        let other = known.find(|one| folded(&one.name) == wanted);
        let text = match (&self.purpose, other) {
            (_, Some(other)) if other.is_fixed => {
                return refused(words::taken(&other.name, locale));
            }
            (Purpose::Rename(from), Some(other)) if folded(from) != wanted => {
                return refused(words::taken(&other.name, locale));
            }
            (Purpose::Save(query), Some(other)) if other.query != *query => {
                words::replaces(&other.name, &other.query, locale)
            }
            _ if self.field.text().trim().is_empty() => words::ENTER_TAKES.get(locale).to_owned(),
            _ => words::NAME_FREE.get(locale).to_owned(),
        };
        Verdict {
            text,
            is_refused: false,
        }
    }

    /// The change that the name asks for.
    #[must_use]
    pub fn change(&self) -> SearchChange {
        let name = self.name().to_owned();
        match &self.purpose {
            Purpose::Save(query) => SearchChange::Save {
                name,
                query: query.clone(),
            },
            Purpose::Rename(from) => SearchChange::Rename {
                from: from.clone(),
                to: name,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<SavedSearch> {
        [("Fed", "dots", false), ("desk", "speaker:desk", true)]
            .map(|(name, query, is_fixed)| SavedSearch {
                name: name.to_owned(),
                query: query.to_owned(),
                is_fixed,
            })
            .to_vec()
    }

    fn verdict(naming: &mut Naming, typed: &str) -> (String, bool) {
        naming.field = Field::holding(typed);
        let verdict = naming.verdict(Locale::En);
        (verdict.text, verdict.is_refused)
    }

    #[test]
    fn a_name_is_proposed_and_taken_where_none_is_typed() {
        let naming = Naming::to_save("缩表 since:6m", known());
        assert_eq!(naming.name(), "缩表-since-6m");
        assert!(!naming.verdict(Locale::En).is_refused);
        // Saved already, it has a name.
        assert_eq!(Naming::to_save("dots", known()).name(), "Fed");
        // A search of the settings has one that cannot be taken.
        assert_eq!(
            Naming::to_save("speaker:desk", known()).name(),
            "speaker-desk"
        );
        assert_eq!(
            naming.change(),
            SearchChange::Save {
                name: "缩表-since-6m".to_owned(),
                query: "缩表 since:6m".to_owned()
            }
        );
    }

    #[test]
    fn what_a_name_would_do_is_told_while_it_is_typed() {
        let mut saving = Naming::to_save("QT", known());
        for (typed, told, is_refused) in [
            ("", "Enter takes", false),
            ("qt", "then @name", false),
            ("ＦＥＤ", "takes the place of @Fed: dots", false),
            ("desk", "@desk is there already", true),
            ("a b", "a name has", true),
        ] {
            let (text, refused) = verdict(&mut saving, typed);
            assert!(text.starts_with(told), "{typed}: {text}");
            assert_eq!(refused, is_refused, "{typed}");
        }
        let mut renaming = Naming::to_rename("other", known());
        for (typed, is_refused) in [("fed", true), ("OTHER", false), ("new", false), ("", true)] {
            assert_eq!(verdict(&mut renaming, typed).1, is_refused, "{typed}");
        }
    }
}
