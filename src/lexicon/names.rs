//! From a name to what it names, and back.

use std::collections::{BTreeSet, HashMap};

use crate::model::Target;
use crate::text::fold::folded;

use super::normal::is_han;
use super::spelling::{Role, Spelling, key};
use super::table::Entry;

/// Below this likeness a name is no suggestion.
const LEAST_LIKENESS: f64 = 0.6;
const MOST_SUGGESTIONS: usize = 3;

/// Names, symbols and ids by how they are compared.
#[derive(Debug)]
pub(super) struct NameIndex {
    targets: Vec<Target>,
    places: HashMap<Target, usize>,
    /// Entries by key, the one that wins a text first.
    owners: HashMap<String, Vec<usize>>,
    /// Who has a key first as a name, and who as a symbol.
    first: HashMap<(Role, String), usize>,
    /// By entry, what a search may look for.
    spellings: Vec<Vec<String>>,
    words: BTreeSet<String>,
    /// Key and name as written, for suggestions.
    written: Vec<(String, String)>,
}

/// Two entries, by their places, that have one name and are not marked for it.
#[derive(Debug)]
pub(super) struct Clash {
    pub(super) entry: usize,
    pub(super) other: usize,
    /// The name, as compared.
    pub(super) name: String,
}

impl NameIndex {
    /// Indexes spellings that stand in the order in which they win a key.
    ///
    /// Fails where two entries share a key and neither is marked ambiguous.
    pub(super) fn new(entries: &[Entry], spellings: &[Spelling]) -> Result<Self, Clash> {
        let mut index = Self {
            targets: entries.iter().map(|entry| entry.target.clone()).collect(),
            places: HashMap::with_capacity(entries.len()),
            owners: HashMap::with_capacity(spellings.len()),
            first: HashMap::with_capacity(spellings.len()),
            spellings: vec![Vec::new(); entries.len()],
            words: BTreeSet::new(),
            written: Vec::with_capacity(spellings.len()),
        };
        for (place, entry) in entries.iter().enumerate() {
            index.places.insert(entry.target.clone(), place);
        }
        for spelling in spellings {
            if spelling.role != Role::Guard {
                index.add(entries, spelling)?;
            }
        }
        for (place, entry) in entries.iter().enumerate() {
            let id = key(&folded(entry.target.id()));
            own(&mut index.owners, id, place);
        }
        Ok(index)
    }

    pub(super) fn resolve(&self, name: &str) -> Vec<Target> {
        let owners = self.owners.get(&key(&folded(name)));
        let places = owners.into_iter().flatten();
        places
            .filter_map(|place| self.targets.get(*place).cloned())
            .collect()
    }

    pub(super) fn spellings(&self, target: &Target) -> Vec<String> {
        let place = self.places.get(target);
        let spellings = place.and_then(|place| self.spellings.get(*place));
        spellings.cloned().unwrap_or_default()
    }

    /// The place of an entry in the list of entries.
    pub(super) fn place(&self, target: &Target) -> Option<usize> {
        self.places.get(target).copied()
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub(super) fn nearest(&self, name: &str) -> Vec<&str> {
        let wanted = key(&folded(name));
        let mut likely: Vec<(f64, &str)> = self
            .written
            .iter()
            .map(|(key, written)| {
                let likeness = strsim::normalized_damerau_levenshtein(&wanted, key);
                (likeness, written.as_str())
            })
            .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
            .collect();
        likely.sort_by(|left, right| right.0.total_cmp(&left.0));
        likely.truncate(MOST_SUGGESTIONS);
        likely.into_iter().map(|(_, written)| written).collect()
    }

    fn add(&mut self, entries: &[Entry], spelling: &Spelling) -> Result<(), Clash> {
        let Some(entry) = entries.get(spelling.entry) else {
            return Ok(());
        };
        let owners = own(&mut self.owners, spelling.key.clone(), spelling.entry);
        let winner = owners.first().copied().unwrap_or(spelling.entry);
        // Ambiguous entries come last, so a second plain one is a clash. A shared or short name may
        // be of several: its context tells.
        let is_own = matches!(spelling.role, Role::Name | Role::Symbol);
        if winner != spelling.entry && !entry.rules.ambiguous && is_own {
            return Err(Clash {
                entry: spelling.entry,
                other: winner,
                name: spelling.key.clone(),
            });
        }
        if owners.len() == 1 || winner == spelling.entry {
            self.written
                .push((spelling.key.clone(), spelling.written.clone()));
        }
        let holds_han = spelling.folded.chars().any(is_han);
        if holds_han && !spelling.folded.contains(' ') {
            self.words.insert(spelling.folded.clone());
        }
        if is_safe(entry, spelling, holds_han) {
            self.look_for(spelling);
        }
        Ok(())
    }

    fn look_for(&mut self, spelling: &Spelling) {
        // A name yields to a name and a symbol to a symbol: SKEW the index does not bar skew.
        let claim = (spelling.role, spelling.key.clone());
        let first = *self.first.entry(claim).or_insert(spelling.entry);
        if first == spelling.entry
            && let Some(known) = self.spellings.get_mut(spelling.entry)
            && !known.contains(&spelling.folded)
        {
            known.push(spelling.folded.clone());
        }
    }
}

/// Adds an owner of a key, once, and returns all of them.
fn own(owners: &mut HashMap<String, Vec<usize>>, key: String, place: usize) -> &[usize] {
    let owners = owners.entry(key).or_default();
    if !owners.contains(&place) {
        owners.push(place);
    }
    owners
}

/// Whether a text that holds the spelling nearly always means the entry.
fn is_safe(entry: &Entry, spelling: &Spelling, holds_han: bool) -> bool {
    let is_short = spelling.key.len() < 2;
    match spelling.role {
        Role::Guard | Role::Short | Role::Shared => false,
        Role::Symbol => {
            let is_number = spelling.key.bytes().all(|byte| byte.is_ascii_digit());
            !entry.rules.needs_sign && !is_short && !is_number
        }
        Role::Name if entry.rules.needs_context.is_empty() => !is_short,
        // 苹果公司 and "apple inc" are safe, 苹果 and "apple" are not.
        Role::Name if holds_han => {
            spelling.folded.chars().count() > 2 && entry.rules.not_in.is_empty()
        }
        Role::Name => spelling.key.contains(' '),
    }
}

#[cfg(test)]
mod tests;
