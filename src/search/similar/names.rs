//! The names that a word may have been meant to say: of the lexicon, tags, people, titles.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::collector::Count;
use tantivy::index::SegmentId;
use tantivy::{Opstamp, TantivyError, Term};

use super::likeness::Comparable;
use crate::lexicon::Lexicon;
use crate::model::Target;
use crate::search::names::NameCounter;
use crate::search::query::Query;
use crate::search::schema::column;
use crate::search::{SearchError, Snapshot, terms};

/// Titles that are compared with what was typed; a larger library is searched by its words.
const MOST_TITLES: usize = 100_000;

/// Kinds of terms that are names of people and houses.
const PEOPLE: [&str; 3] = ["person:", "org:", "product:"];

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// An entry of the lexicon, by its place among all.
    Entry(usize),
    Tag,
    Person,
}

/// A name.
#[derive(Debug)]
pub(super) struct Name {
    /// As people write it.
    pub(super) shown: String,
    pub(super) comparable: Comparable,
    pub(super) owner: Owner,
    /// How many notes have what it names.
    pub(super) notes: usize,
}

/// All names of a library, and its titles.
#[derive(Debug)]
pub(in crate::search) struct Names {
    pub(super) names: Vec<Name>,
    /// Folded.
    pub(super) titles: Vec<String>,
}

/// The names as of one commit; made when first asked for, again when the index or the lexicon
/// changed.
#[derive(Debug, Default)]
pub(in crate::search) struct NameCache(Mutex<Option<(Key, Arc<Names>)>>);

#[derive(Debug, PartialEq, Eq)]
struct Key {
    segments: BTreeMap<SegmentId, Option<Opstamp>>,
    lexicon: u64,
}

impl NameCache {
    fn get(&self, key: &Key) -> Option<Arc<Names>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, names) = held.as_ref()?;
        (of == key).then(|| Arc::clone(names))
    }

    fn put(&self, key: Key, names: &Arc<Names>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some((key, Arc::clone(names)));
    }
}

impl Snapshot {
    /// All names, kept for the next query. Nobody waits for another who makes them.
    pub(super) fn names(&self, lexicon: &Lexicon) -> Result<Arc<Names>, SearchError> {
        let key = Key {
            segments: self.searcher.generation().segments().clone(),
            lexicon: lexicon.fingerprint(),
        };
        if let Some(names) = self.name_cache.get(&key) {
            return Ok(names);
        }
        let mut names = Vec::new();
        self.add_entries(lexicon, &mut names)?;
        for (tag, notes) in self.counts_by_tag(&Query::everything())? {
            names.push(Name::new(&tag, Owner::Tag, notes));
        }
        self.add_people(&mut names)?;
        let titles = self.titles()?;
        let names = Arc::new(Names { names, titles });
        self.name_cache.put(key, &names);
        Ok(names)
    }

    fn add_entries(&self, lexicon: &Lexicon, names: &mut Vec<Name>) -> Result<(), SearchError> {
        let concepts = lexicon.concepts().iter();
        let concepts = concepts.map(|one| (Target::Concept(one.id.clone()), &one.names, &[][..]));
        let instruments = lexicon.instruments().iter().map(|one| {
            let target = Target::Instrument(one.id.clone());
            (target, &one.names, one.symbols.as_slice())
        });
        for (place, (target, of_target, symbols)) in concepts.chain(instruments).enumerate() {
            let term = Term::from_field_text(self.fields.terms, &terms::target(&target));
            let notes = self.searcher.doc_freq(&term)? as usize;
            let from = names.len();
            let written = of_target.iter().map(|(_, name)| name);
            let id = match &target {
                Target::Instrument(id) => Some(id.as_str()),
                Target::Concept(_) => None,
            };
            for name in written.chain(symbols.iter().map(String::as_str)).chain(id) {
                let name = Name::new(name, Owner::Entry(place), notes);
                let known = names.get(from..).unwrap_or_default();
                let is_known = known
                    .iter()
                    .any(|other| other.comparable.key == name.comparable.key);
                if !is_known {
                    names.push(name);
                }
            }
        }
        Ok(())
    }

    /// Those who speak or wrote as notes write them, others as they are filed.
    fn add_people(&self, names: &mut Vec<Name>) -> Result<(), SearchError> {
        let all = self.planner().plan(&Query::everything());
        let speakers = self
            .searcher
            .search(all.as_ref(), &NameCounter::of_speakers())?;
        let people = speakers.into_iter();
        let mut people: Vec<Name> = people
            .map(|(name, notes)| Name::new(&name, Owner::Person, notes))
            .collect();
        let known: HashSet<String> = people
            .iter()
            .map(|name| name.comparable.key.clone())
            .collect();
        for kind in PEOPLE {
            self.each_term(self.fields.terms, kind, &mut |term, notes| {
                let name = term.get(kind.len()..).unwrap_or_default();
                let name = Name::new(name, Owner::Person, notes);
                if !known.contains(&name.comparable.key) {
                    people.push(name);
                }
            })?;
        }
        names.append(&mut people);
        Ok(())
    }

    fn titles(&self) -> Result<Vec<String>, SearchError> {
        let mut titles = Vec::new();
        if self
            .searcher
            .search(&terms::query(self.fields.terms, terms::NOTE), &Count)?
            > MOST_TITLES
        {
            return Ok(titles);
        }
        for segment in self.searcher.segment_readers() {
            let Some(column) = segment.fast_fields().str(column::TITLE_ORDER)? else {
                continue;
            };
            let mut stream = column.dictionary().stream().map_err(TantivyError::from)?;
            while stream.advance() {
                titles.push(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(titles)
    }
}

impl Name {
    fn new(shown: &str, owner: Owner, notes: usize) -> Self {
        Self {
            shown: shown.to_owned(),
            comparable: Comparable::new(shown),
            owner,
            notes,
        }
    }
}
