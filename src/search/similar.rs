//! What a rare or unknown word may have been meant to say: a name typed by its pinyin, by the first
//! letters of it, or with a slip.
//!
//! A word that fewer than [`FEW`] notes hold is compared with the names of the lexicon, tags, people
//! and titles, and with the words of the library. The closest wins: pinyin before initials before
//! slips; of equals a name before a mere word, then what more notes hold. The query is then asked once more with the name in its
//! place. What that finds is an answer of its own ([`crate::model::Similar`]): no note that was
//! only found by likeness ever stands before one that holds what was typed.
//!
//! Names are compared one by one, which needs no table of their spellings; the words of the library
//! are read from the index's own dictionaries, which are always up to date and take no memory. Only
//! the list of names is kept, until the index changes. Nothing here runs before the exact hits were
//! told, or where they are enough. `cargo bench -- likeness` measures the first word, which lists
//! the names, and those after it.

mod likeness;
mod names;
mod vocabulary;

use std::cmp::Reverse;
use std::ops::Range;

use likeness::{Like, Wanted};
pub(super) use names::NameCache;
use names::{Names, Owner};

use super::query::{PlacedWord, Run, Slot, asked, runs};
use super::relax::FEW;
use super::{Analysis, SearchError, Snapshot};
use crate::model::{Likeness, ReadAs};
use crate::text::fold::folded;
use crate::text::pinyin::{Extent, sound_alike};
use crate::text::script::is_han;

/// Words that are read as one name at most.
const MOST_WORDS: usize = 4;

/// Names that one word is read as at most.
const MOST_NAMES: usize = 3;

/// A name that this many times fewer notes hold than the best is not meant.
const FAR_RARER: usize = 20;

/// A word that some notes hold is a slip only where so many times more hold the name.
const FAR_COMMONER: usize = 3;

/// Names told as nearest to a word.
const NEAREST: usize = 3;

/// First letters that stand for the beginning of a title at least.
const FEWEST_OF_TITLE: usize = 4;

/// A query that asks for names in the place of words that few notes hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// As a person would have typed it.
    pub query: String,
    /// Which words were read as what; never empty.
    pub read_as: Vec<ReadAs>,
    /// The last word is one of them, so that nothing goes on any more.
    pub is_finished: bool,
}

/// A name that was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    like: Like,
    name: String,
    notes: usize,
    /// What it is the name of; `None` for a word of the library or a title.
    owner: Option<Owner>,
}

/// Characters of the query, and what was meant there.
#[derive(Debug)]
struct Replaced {
    range: Range<usize>,
    names: Vec<Candidate>,
    slot: Slot,
}

impl Snapshot {
    /// The query with its rare and unknown words read as the names they are most like; `None` where
    /// there is none, or no name like it that a note holds. `typing` as in
    /// [`super::query::parse_typing`].
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn otherwise(&self, query: &str, typing: bool) -> Result<Option<Otherwise>, SearchError> {
        let Some(analysis) = self.analysis.as_deref() else {
            return Ok(None);
        };
        let characters: Vec<char> = query.chars().collect();
        let mut replaced = Vec::new();
        for run in runs(query) {
            let reader = Reader {
                snapshot: self,
                analysis,
                slot: run.slot,
                end: typing.then_some(characters.len()),
            };
            reader.read(&run, &mut replaced)?;
        }
        let is_finished = replaced
            .iter()
            .any(|one: &Replaced| one.range.end == characters.len());
        Ok((!replaced.is_empty()).then(|| Otherwise {
            query: rewritten(&characters, &replaced, analysis),
            read_as: read_as(&characters, &replaced),
            is_finished,
        }))
    }

    /// The names nearest to a word that no note holds, nearest first, three at most; of equals those
    /// of which more notes speak.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn nearest(&self, word: &str) -> Result<Vec<String>, SearchError> {
        let Some(analysis) = self.analysis.as_deref() else {
            return Ok(Vec::new());
        };
        let reader = Reader {
            snapshot: self,
            analysis,
            slot: Slot::Anywhere,
            end: None,
        };
        let mut candidates = reader.candidates(&Wanted::new(word, false), true)?;
        candidates.truncate(NEAREST);
        Ok(candidates.into_iter().map(|one| one.name).collect())
    }
}

/// Reads the words of one run.
struct Reader<'s> {
    snapshot: &'s Snapshot,
    analysis: &'s Analysis,
    slot: Slot,
    /// The end of the query, where its last word goes on.
    end: Option<usize>,
}

impl Reader<'_> {
    fn read(&self, run: &Run, replaced: &mut Vec<Replaced>) -> Result<(), SearchError> {
        let held = self.held(&run.words)?;
        let mut at = 0;
        while at < run.words.len() {
            let longest = MOST_WORDS.min(run.words.len() - at);
            let mut taken = 1;
            for length in (1..=longest).rev() {
                let words = run.words.get(at..at + length).unwrap_or_default();
                let held = held.get(at..at + length).unwrap_or_default();
                let Some(fewest) = held.iter().flatten().min() else {
                    continue;
                };
                if let Some(found) = self.meant(words, *fewest)? {
                    replaced.push(found);
                    taken = length;
                    break;
                }
            }
            at += taken;
        }
        Ok(())
    }

    /// How many notes hold each word, where they are few and it is no name.
    fn held(&self, words: &[PlacedWord]) -> Result<Vec<Option<usize>>, SearchError> {
        let mut held = vec![None; words.len()];
        let mut at = 0;
        while at < words.len() {
            let name = (1..=words.len() - at)
                .rev()
                .find(|length| self.is_name(words.get(at..at + length).unwrap_or_default()));
            if let Some(length) = name {
                at += length;
                continue;
            }
            if let (Some(word), Some(slot)) = (words.get(at), held.get_mut(at)) {
                let query = asked(&word.text, self.slot, self.goes_on(word), self.analysis);
                let notes = self.snapshot.count(&query)?;
                *slot = (notes < FEW).then_some(notes);
            }
            at += 1;
        }
        Ok(held)
    }

    fn is_name(&self, words: &[PlacedWord]) -> bool {
        let text = joined(words);
        self.slot == Slot::Anywhere && !self.analysis.lexicon().resolve(&text).is_empty()
    }

    fn goes_on(&self, word: &PlacedWord) -> bool {
        self.end == Some(word.range.end)
    }

    /// What some words that so few notes hold were meant to say.
    fn meant(&self, words: &[PlacedWord], held: usize) -> Result<Option<Replaced>, SearchError> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return Ok(None);
        };
        let wanted = Wanted::new(&joined(words), self.goes_on(last));
        let mut candidates = self.candidates(&wanted, held == 0)?;
        candidates.retain(|one| {
            let is_slip = one.like.by() == Likeness::Spelling;
            one.notes > 0 && (!is_slip || one.notes >= held * FAR_COMMONER)
        });
        let range = first.range.start..last.range.end;
        let slot = self.slot;
        let names = best(candidates);
        if !names.is_empty() {
            return Ok(Some(Replaced { range, names, slot }));
        }
        let misheard = if held == 0 {
            self.misheard(first)?
        } else {
            None
        };
        Ok(misheard.filter(|_| words.len() == 1))
    }

    /// The names that words are like, closest first.
    fn candidates(&self, wanted: &Wanted, is_unknown: bool) -> Result<Vec<Candidate>, SearchError> {
        let names = self.snapshot.names(self.analysis.lexicon())?;
        let mut candidates: Vec<Candidate> = Vec::new();
        for name in self.admitted(&names) {
            if let Some(like) = wanted.like(&name.comparable) {
                candidates.push(Candidate {
                    like,
                    name: name.shown.clone(),
                    notes: name.notes,
                    owner: Some(name.owner),
                });
            }
        }
        if matches!(self.slot, Slot::Anywhere | Slot::Title) {
            for (like, name, notes) in self.snapshot.words_like(wanted)? {
                // A word that some notes hold may be rare; it need not be wrong.
                if is_unknown || like.by() != Likeness::Spelling {
                    candidates.push(Candidate {
                        like,
                        name,
                        notes,
                        owner: None,
                    });
                }
            }
            if candidates.is_empty() {
                candidates.extend(in_titles(wanted, &names.titles));
            }
        }
        // Of one entry's names the first is the one that people use. What has a name is meant more
        // often than a word that is like it.
        candidates.sort_by_key(|one| (one.like, one.owner.is_none(), Reverse(one.notes)));
        let mut kept: Vec<Candidate> = Vec::new();
        for one in candidates {
            let is_same = |other: &Candidate| {
                let is_entry = matches!(one.owner, Some(Owner::Entry(_)));
                (is_entry && one.owner == other.owner) || folded(&one.name) == folded(&other.name)
            };
            if !kept.iter().any(is_same) {
                kept.push(one);
            }
        }
        Ok(kept)
    }

    fn admitted<'n>(&self, names: &'n Names) -> impl Iterator<Item = &'n names::Name> {
        let slot = self.slot;
        names.names.iter().filter(move |name| match slot {
            Slot::Anywhere => true,
            Slot::Title => matches!(name.owner, Owner::Entry(_)),
            Slot::Tag => name.owner == Owner::Tag,
            Slot::Person => name.owner == Owner::Person,
        })
    }

    /// A name within Chinese without spaces that was written in characters that sound the same; of
    /// several the longest.
    fn misheard(&self, word: &PlacedWord) -> Result<Option<Replaced>, SearchError> {
        let heard: Vec<char> = folded(&word.text).chars().collect();
        if heard.len() != word.range.len() || !heard.iter().any(|one| is_han(*one)) {
            return Ok(None);
        }
        let names = self.snapshot.names(self.analysis.lexicon())?;
        let mut found: Option<(usize, Replaced)> = None;
        for name in self.admitted(&names).filter(|name| name.notes > 0) {
            let key = name.comparable.key.as_str();
            let length = key.chars().count();
            if length < 2 || length >= heard.len() || !key.chars().all(is_han) {
                continue;
            }
            for (at, part) in heard.windows(length).enumerate() {
                if !is_misheard(part, key) || self.is_known(part) {
                    continue;
                }
                let is_better = found.as_ref().is_none_or(|(known, other)| {
                    let notes = other.names.first().map_or(0, |one| one.notes);
                    (length, name.notes) > (*known, notes)
                });
                if is_better {
                    let from = word.range.start + at;
                    let replaced = Replaced {
                        range: from..from + length,
                        names: vec![Candidate {
                            like: Like::sound(),
                            name: name.shown.clone(),
                            notes: name.notes,
                            owner: None,
                        }],
                        slot: self.slot,
                    };
                    found = Some((length, replaced));
                }
            }
        }
        Ok(found.map(|(_, replaced)| replaced))
    }

    fn is_known(&self, part: &[char]) -> bool {
        let part: String = part.iter().collect();
        !self.analysis.lexicon().resolve(&part).is_empty()
    }
}

/// Characters that sound as a name does and share at least one with it.
fn is_misheard(part: &[char], name: &str) -> bool {
    let shares = part
        .iter()
        .zip(name.chars())
        .any(|(one, other)| *one == other);
    shares && sound_alike(&part.iter().collect::<String>(), name)
}

/// Pieces of titles that sound as typed, and titles by their first letters.
fn in_titles(wanted: &Wanted, titles: &[String]) -> Vec<Candidate> {
    let Some(typed) = wanted.pinyin() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for title in titles {
        let piece = typed
            .find(title)
            .filter(|(_, extent)| *extent == Extent::Whole);
        let (like, name) = match piece {
            Some((range, _)) => (Like::sound(), title.get(range).unwrap_or_default()),
            None if typed.len() >= FEWEST_OF_TITLE && typed.abbreviates(title).is_some() => {
                (Like::initials(), title.as_str())
            }
            None => continue,
        };
        found.push(Candidate {
            like,
            name: name.to_owned(),
            notes: 1,
            owner: None,
        });
    }
    found
}

/// The closest of some candidates in order, without those that are far rarer than the first and,
/// beside names, without mere words.
fn best(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let Some(first) = candidates.first() else {
        return candidates;
    };
    let (like, notes, is_word) = (first.like, first.notes, first.owner.is_none());
    candidates.retain(|one| {
        one.like == like && one.owner.is_none() == is_word && one.notes * FAR_RARER >= notes
    });
    candidates.truncate(MOST_NAMES);
    candidates
}

fn joined(words: &[PlacedWord]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

fn read_as(characters: &[char], replaced: &[Replaced]) -> Vec<ReadAs> {
    let mut read_as = Vec::new();
    for one in replaced {
        let typed = characters.get(one.range.clone()).unwrap_or_default();
        for name in &one.names {
            read_as.push(ReadAs {
                typed: typed.iter().collect(),
                name: name.name.clone(),
                by: name.like.by(),
            });
        }
    }
    read_as
}

/// The query with names in the place of what was replaced.
fn rewritten(characters: &[char], replaced: &[Replaced], analysis: &Analysis) -> String {
    let mut query = String::new();
    let mut from = 0;
    for one in replaced {
        query.extend(characters.get(from..one.range.start).unwrap_or_default());
        let names: Vec<String> = one
            .names
            .iter()
            .map(|name| as_typed(&name.name, one.slot, analysis))
            .collect();
        match names.as_slice() {
            [name] => query.push_str(name),
            // A field has one value.
            [name, ..] if one.slot != Slot::Anywhere => query.push_str(name),
            several => {
                query.push('(');
                query.push_str(&several.join(" OR "));
                query.push(')');
            }
        }
        from = one.range.end;
    }
    query.extend(characters.get(from..).unwrap_or_default());
    query
}

/// How a name is typed so that all of it is one name: in quotation marks where it must be.
fn as_typed(name: &str, slot: Slot, analysis: &Analysis) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '&' | '.' | '/' | '-' | '\'');
    let is_one = !name.contains(' ')
        || (slot == Slot::Anywhere && !analysis.lexicon().resolve(name).is_empty());
    let is_sign = matches!(name, "OR" | "NOT" | "AND") || name.starts_with('-');
    if is_one && !is_sign && name.chars().all(plain) {
        return name.to_owned();
    }
    format!("\"{}\"", name.replace(['"', '“', '”', '„', '＂'], " "))
}

#[cfg(test)]
mod tests;
