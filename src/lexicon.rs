//! The words of the market: concepts and instruments, how each is called in
//! English, 简体 and 繁體, and where a text names one of them.
//!
//! The tables are `corpus/lexicon/concepts.yaml` and `instruments.yaml`, built
//! into the program. Names are compared after `text::fold`, so 殖利率 needs an
//! entry of its own (another word) but 負Gamma and 负gamma do not (other
//! characters). A name that an instrument and a concept share links to the
//! instrument. Tables of the user's own are laid over these; nothing wrong in them stops the
//! program. A name that means other things, too, links where its text or its note tells that it
//! is meant, as doubtful where a table says that it mostly is, and else not at all.

mod dictionary;
mod error;
pub mod harvest;
mod layer;
mod linker;
mod listed;
mod names;
mod normal;
mod record;
mod relation;
mod source;
mod spelling;
mod table;
mod ticker;
mod word;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use crate::model::{
    Concept, ConceptId, Instrument, InstrumentId, Mention, Names, Note, Passage, PassageKind, Side,
    Target, Terms,
};

use self::linker::{Linker, Scan};
use self::names::{Clash, NameIndex};
use self::table::{Entry, Source, Tables};

pub use self::dictionary::Dictionary;
pub use self::error::{Fault, FaultKind, LeftOut, LexiconError, Problem};

const CONCEPTS: &str = include_str!("../corpus/lexicon/concepts.yaml");
const INSTRUMENTS: &str = include_str!("../corpus/lexicon/instruments.yaml");

/// From so many bytes on, the halves of a note are read side by side: a person waits for it.
const LONG: usize = 64 * 1024;

/// A table of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OwnTable {
    /// As problems in it name it.
    pub name: String,
    /// YAML: a list of entries.
    pub text: String,
}

/// Every concept and instrument, ready to be looked up and to be found in a text.
///
/// Dear to make (milliseconds), cheap to share: keep one behind an `Arc`.
#[derive(Debug)]
pub struct Lexicon {
    fingerprint: u64,
    own_fingerprint: u64,
    own: Vec<Target>,
    concepts: Vec<Concept>,
    instruments: Vec<Instrument>,
    concept_places: HashMap<ConceptId, usize>,
    instrument_places: HashMap<InstrumentId, usize>,
    names: NameIndex,
    linker: Linker,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    ///
    /// Fails only where the tables in `corpus/lexicon` break their own rules, which the tests forbid.
    pub fn built_in() -> Result<Self, LexiconError> {
        Self::from_yaml(CONCEPTS, INSTRUMENTS)
    }

    /// The fingerprint of the lexicon that comes with the program, without making it.
    #[must_use]
    pub fn built_in_fingerprint() -> u64 {
        fingerprint(CONCEPTS, INSTRUMENTS)
    }

    /// The lexicon that comes with the program, with the user's own tables laid over it, and what
    /// is wrong in those: one wrong entry is left out, the rest counts.
    ///
    /// Fails as [`Self::built_in`] does; no table of the user's makes it fail.
    pub fn with_own(tables: &[OwnTable]) -> Result<(Self, Vec<Problem>), LexiconError> {
        Self::made(CONCEPTS, INSTRUMENTS, tables)
    }

    /// A lexicon from the text of a `concepts.yaml` and an `instruments.yaml`.
    ///
    /// Fails at the first entry that breaks a rule, naming the file, the line and the entry.
    pub fn from_yaml(concepts: &str, instruments: &str) -> Result<Self, LexiconError> {
        Ok(Self::made(concepts, instruments, &[])?.0)
    }

    fn made(
        concepts: &str,
        instruments: &str,
        own: &[OwnTable],
    ) -> Result<(Self, Vec<Problem>), LexiconError> {
        let ours = [
            Source {
                name: "concepts.yaml",
                text: concepts,
            },
            Source {
                name: "instruments.yaml",
                text: instruments,
            },
        ];
        let mut rows = table::read(&ours)?;
        let mut sources = ours.to_vec();
        sources.extend(own.iter().map(|table| Source {
            name: &table.name,
            text: &table.text,
        }));
        let mut added = HashSet::new();
        let problems = if own.is_empty() {
            Vec::new()
        } else {
            layer::apply(&mut rows, &sources, ours.len(), &mut added)
        };
        let mut tables = table::tables(rows);
        relation::complete(&mut tables.concepts);
        let mut lexicon = Self::of_tables(tables, &sources)?;
        lexicon.fingerprint = fingerprint(concepts, instruments);
        lexicon.own_fingerprint = own_fingerprint(own);
        lexicon.own = added
            .iter()
            .map(|(kind, id)| table::target(*kind, id))
            .collect();
        lexicon.own.sort();
        Ok((lexicon, problems))
    }

    fn of_tables(tables: Tables, sources: &[Source<'_>]) -> Result<Self, LexiconError> {
        let entries = &tables.entries;
        let spellings = spelling::all(entries);
        let (names, linker) = side_by_side(
            || NameIndex::new(entries, &spellings),
            || Linker::new(entries, &spellings),
        );
        let names = names.map_err(|clash| clashing(entries, sources, clash))?;
        Ok(Self {
            fingerprint: 0,
            own_fingerprint: 0,
            own: Vec::new(),
            concept_places: places(tables.concepts.iter().map(|concept| &concept.id)),
            instrument_places: places(tables.instruments.iter().map(|one| &one.id)),
            names,
            linker: linker?,
            concepts: tables.concepts,
            instruments: tables.instruments,
        })
    }

    /// A number that changes when the tables do: what was indexed by another is out of date.
    ///
    /// It need not be the same on every build of the program; an index made anew is the only cost.
    #[must_use]
    pub const fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// What [`Self::own_fingerprint`] is of a lexicon with these tables, without making it.
    #[must_use]
    pub fn fingerprint_of(own: &[OwnTable]) -> u64 {
        own_fingerprint(own)
    }

    /// The same of the user's own tables; 0 where there are none. What was linked by others wants
    /// linking anew.
    #[must_use]
    pub const fn own_fingerprint(&self) -> u64 {
        self.own_fingerprint
    }

    /// What the user's own tables add, or add to, in order.
    #[must_use]
    pub fn own(&self) -> &[Target] {
        &self.own
    }

    /// All concepts, in the order of the table.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// All instruments, in the order of the table.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// The concept with exactly this id.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        let place = self.concept_places.get(&ConceptId::from(id))?;
        self.concepts.get(*place)
    }

    /// The instrument with exactly this id, in its own case: `NVDA`, not `nvda`.
    #[must_use]
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        let place = self.instrument_places.get(&InstrumentId::from(id))?;
        self.instruments.get(*place)
    }

    /// What a target is called; `None` for a target of another lexicon.
    #[must_use]
    pub fn names(&self, target: &Target) -> Option<&Names> {
        match target {
            Target::Concept(id) => self.concept(id.as_str()).map(|concept| &concept.names),
            Target::Instrument(id) => self
                .instrument(id.as_str())
                .map(|instrument| &instrument.names),
        }
    }

    /// Everything called by this name, alias, symbol or id, however it is cased,
    /// spaced, hyphenated or written in Han; instruments before concepts.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Vec<Target> {
        self.names.resolve(name)
    }

    /// The folded names and symbols under which a search should look for a target.
    ///
    /// Left out are those that mostly mean something else: symbols that are
    /// words (`now`), names that need their context (`apple`), names that
    /// belong to another target first.
    #[must_use]
    pub fn spellings(&self, target: &Target) -> Vec<String> {
        self.names.spellings(target)
    }

    /// The folded names that hold Han characters and no space, for a segmenter.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.names.words()
    }

    /// The names nearest to one that resolves to nothing, best first, three at most.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        self.names.nearest(name)
    }

    /// What a text names beyond doubt and where, as bytes of that text.
    ///
    /// Ordered and without overlap; of two names that overlap the earlier wins,
    /// then the longer. Every occurrence is reported, not only the first.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Target, Range<usize>)> {
        let links = self.linker.settle(vec![self.linker.scan(text)], &[]);
        let sure = links.into_iter().flatten().filter(|link| !link.doubtful);
        sure.map(|link| (link.target, link.range)).collect()
    }

    /// Every mention in a note: by passage, Chinese before English, then by place.
    ///
    /// A name that means other things too is judged by its text, then by the rest of the note and
    /// the lists of its front matter, and is doubtful where none of them tells. Code, images and rules are passed over: what they name is not said.
    #[must_use]
    pub fn mentions(&self, note: &Note) -> Vec<Mention> {
        let passages = note.passages.as_slice();
        let texts = passages.iter().flat_map(Passage::texts);
        let bytes: usize = texts.map(|(_, text)| text.content.len()).sum();
        let scans = if bytes < LONG {
            self.scans(0, passages)
        } else {
            let middle = passages.len() / 2;
            let (before, after) = passages.split_at(middle);
            let (mut scans, rest) =
                side_by_side(|| self.scans(0, before), || self.scans(middle, after));
            scans.extend(rest);
            scans
        };
        let (places, scans): (Vec<_>, Vec<_>) = scans.into_iter().unzip();
        let listed = self.listed(note);
        let listed = listed.iter().filter_map(|target| self.names.place(target));
        let settled = self.linker.settle(scans, &listed.collect::<Vec<_>>());
        let mentions = places.into_iter().zip(settled);
        let mentions = mentions.flat_map(|((passage, side), links)| {
            links.into_iter().map(move |link| Mention {
                target: link.target,
                passage,
                side,
                range: link.range,
                doubtful: link.doubtful,
            })
        });
        mentions.collect()
    }

    /// What the lists of people, houses and products in a note's front matter name of the lexicon,
    /// in their order, each once. A name that several entries share names none.
    #[must_use]
    pub fn listed(&self, note: &Note) -> Vec<Target> {
        let mut listed = Vec::new();
        for name in listed::names(&note.metadata) {
            if let [target] = self.resolve(name).as_slice()
                && !listed.contains(target)
            {
                listed.push(target.clone());
            }
        }
        listed
    }

    /// The texts of some passages of a note, of which the first has this index.
    fn scans(&self, first: usize, passages: &[Passage]) -> Vec<((usize, Side), Scan)> {
        let said = (first..)
            .zip(passages)
            .filter(|(_, passage)| is_said(&passage.kind));
        let texts = said.flat_map(|(index, passage)| {
            let texts = passage.texts();
            texts.map(move |(side, text)| ((index, side), text))
        });
        texts
            .map(|(place, text)| (place, self.linker.scan(&text.content)))
            .collect()
    }
}

impl Terms for Lexicon {
    fn terms(&self, text: &str) -> Vec<u64> {
        let number = |target: &Target| {
            let mut hasher = DefaultHasher::new();
            target.hash(&mut hasher);
            hasher.finish()
        };
        let found = self.find(text);
        found.iter().map(|(target, _)| number(target)).collect()
    }
}

/// The error of two entries with one name, at the second.
fn clashing(entries: &[Entry], sources: &[Source<'_>], clash: Clash) -> LexiconError {
    let id = |place: usize| {
        let entry = entries.get(place);
        entry.map_or_else(String::new, |entry| entry.target.id().to_owned())
    };
    let origin = entries
        .get(clash.entry)
        .map_or((0, 0), |entry| entry.origin);
    let kind = FaultKind::SharedName {
        id: id(clash.entry),
        other: id(clash.other),
        name: clash.name,
    };
    table::fault_at(sources, origin, kind).into()
}

/// A number that changes when a table of the user's does.
fn own_fingerprint(own: &[OwnTable]) -> u64 {
    if own.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    own.hash(&mut hasher);
    hasher.finish().max(1)
}

fn fingerprint(concepts: &str, instruments: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    concepts.hash(&mut hasher);
    instruments.hash(&mut hasher);
    hasher.finish()
}

const fn is_said(kind: &PassageKind) -> bool {
    !matches!(
        kind,
        PassageKind::Code(_) | PassageKind::Image(_) | PassageKind::Rule
    )
}

/// Does two things at once: the tables are read before a query can be answered,
/// and together take a third longer.
fn side_by_side<A: Send, B>(left: impl FnOnce() -> A + Send, right: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let left = scope.spawn(left);
        let right = right();
        match left.join() {
            Ok(left) => (left, right),
            Err(panic) => resume_unwind(panic),
        }
    })
}

fn places<'a, Id: Clone + Eq + Hash + 'a>(ids: impl Iterator<Item = &'a Id>) -> HashMap<Id, usize> {
    ids.enumerate()
        .map(|(place, id)| (id.clone(), place))
        .collect()
}
