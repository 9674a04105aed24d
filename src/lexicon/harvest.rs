//! What a user's own notes explain or list that the lexicon does not know, as entries to be taken.
//!
//! Three places tell: glossary lines (`术语（English）：解释`), a Chinese term with its English behind
//! it in brackets, where that comes back, and the front matter's lists of people, houses and
//! products. Few and right is wanted rather than many: of a term in brackets only what all its
//! places agree on counts, and what the lexicon knows by all its names is left out. Nothing is
//! added to anything here; the offers are text for the user to read, cut and keep.

mod offer;
mod term;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::{Note, PassageKind, Target};
use crate::text::fold::folded;

use super::listed;
use super::spelling::key;
use super::{Lexicon, is_said};

use self::term::Term;

pub use self::offer::{Offer, Origin, Standing, yaml};

/// A pair in brackets, and a listed name, is offered from so many notes on.
const FEWEST_NOTES: usize = 2;

/// Reads notes, one after another, and offers what they tell.
#[derive(Debug)]
pub struct Harvest<'a> {
    lexicon: &'a Lexicon,
    /// By the compared English, or Chinese where there is none.
    found: BTreeMap<String, Found>,
}

/// What was found of one term.
#[derive(Debug)]
struct Found {
    terms: Vec<Term>,
    origin: Origin,
    notes: BTreeSet<PathBuf>,
    first: (PathBuf, Option<usize>),
}

impl<'a> Harvest<'a> {
    /// A harvest of what this lexicon does not know.
    #[must_use]
    pub const fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            found: BTreeMap::new(),
        }
    }

    /// Reads the note at a path.
    pub fn read(&mut self, path: &Path, note: &Note) {
        for (index, passage) in note.passages.iter().enumerate() {
            if !is_said(&passage.kind) {
                continue;
            }
            for (_, text) in passage.texts() {
                if let PassageKind::Definition(label) = &passage.kind {
                    let term = term::defined(label, &text.content);
                    self.take(term, Origin::Glossary, path, Some(index));
                }
                for pair in term::pairs(&text.content) {
                    self.take(Some(pair), Origin::Brackets, path, Some(index));
                }
            }
        }
        for name in listed::names(&note.metadata) {
            self.take(term::listed(name), Origin::FrontMatter, path, None);
        }
    }

    /// The offers, those of most notes first.
    #[must_use]
    pub fn offers(self) -> Vec<Offer> {
        let lexicon = self.lexicon;
        let found = self.found.into_values();
        let mut offers: Vec<Offer> = found.filter_map(|found| found.offer(lexicon)).collect();
        offers.sort_by(|a, b| {
            let rank = |offer: &Offer| (offer.origin, offer.id.clone());
            b.notes.cmp(&a.notes).then_with(|| rank(a).cmp(&rank(b)))
        });
        let mut ids = BTreeSet::new();
        offers.retain(|offer| ids.insert(offer.id.clone()));
        offers
    }

    fn take(&mut self, term: Option<Term>, origin: Origin, path: &Path, passage: Option<usize>) {
        let Some(term) = term else {
            return;
        };
        let name = term.english.as_ref().or(term.chinese.as_ref());
        let Some(name) = name.map(|name| key(&folded(name))) else {
            return;
        };
        let found = self.found.entry(name).or_insert_with(|| Found {
            terms: Vec::new(),
            origin,
            notes: BTreeSet::new(),
            first: (path.to_owned(), passage),
        });
        if origin < found.origin {
            found.origin = origin;
            found.first = (path.to_owned(), passage);
        }
        found.notes.insert(path.to_owned());
        found.terms.push(term);
    }
}

impl Found {
    /// What is offered of it; `None` where it says too little, or nothing new.
    fn offer(self, lexicon: &Lexicon) -> Option<Offer> {
        let needs_several = self.origin != Origin::Glossary;
        if needs_several && self.notes.len() < FEWEST_NOTES {
            return None;
        }
        let english = self.terms.iter().find_map(|term| term.english.clone());
        let chinese = term::agreed(&self.terms);
        if self.origin == Origin::Brackets && (chinese.is_none() || english.is_none()) {
            return None;
        }
        let names: Vec<String> = english.into_iter().chain(chinese).collect();
        let standing = standing(&names, lexicon)?;
        // Beside a name that is known the Chinese is mostly the end of another of its names.
        if self.origin == Origin::Brackets && standing != Standing::New {
            return None;
        }
        let explained = self.terms.iter().find_map(|term| term.says.clone());
        Some(Offer {
            id: offer::id(&names, &standing),
            names,
            definition: explained,
            standing,
            origin: self.origin,
            notes: self.notes.len(),
            path: self.first.0,
            passage: self.first.1,
        })
    }
}

/// How names stand to the lexicon; `None` where it knows all of them.
fn standing(names: &[String], lexicon: &Lexicon) -> Option<Standing> {
    let known = |name: &String| lexicon.resolve(name).into_iter().next();
    let owners: Vec<(String, Target)> = names
        .iter()
        .filter_map(|name| Some((name.clone(), known(name)?)))
        .collect();
    if owners.len() == names.len() {
        return None;
    }
    let Some((name, target)) = owners.first() else {
        return Some(Standing::New);
    };
    Some(Standing::Known {
        name: name.clone(),
        target: target.clone(),
    })
}

#[cfg(test)]
mod tests;
