//! Finds the names of the lexicon in a text.
//!
//! One automaton holds every spelling. All its hits are judged (whole word,
//! capitals, sign of a ticker, context), and of the hits that overlap the
//! earliest and then the longest is kept. Words of `not_in` take part like
//! names, and are dropped at the end: 黄金周 covers 黄金.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::model::{AssetClass, Target};
use crate::text::fold::{Folded, fold, folded};

use super::error::LexiconError;
use super::normal::{Normal, normalise};
use super::record::Entry;
use super::spelling::{Casing, Role, Spelling, key};
use super::ticker;
use super::word::{addresses, is_whole, whole_word};

/// The automaton and what its hits mean.
#[derive(Debug)]
pub(super) struct Linker {
    automaton: AhoCorasick,
    /// By pattern of the automaton, whoever may claim it, the winner first.
    claims: Vec<Vec<Claim>>,
    /// By entry.
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, Copy)]
struct Claim {
    entry: usize,
    role: Role,
    casing: Casing,
}

#[derive(Debug)]
struct Rule {
    target: Target,
    needs_sign: bool,
    is_company: bool,
    /// Levelled; empty where none is needed.
    context: Vec<String>,
    /// Levelled; beside one of these the short forms count.
    near: Vec<String>,
}

/// A hit that passed all judgements but those of its surroundings.
struct Candidate {
    range: Range<usize>,
    entry: usize,
    role: Role,
}

/// A text as it stands and as it is compared.
struct Read<'a> {
    text: &'a str,
    folded: Folded,
    normal: Normal,
    addresses: Vec<Range<usize>>,
}

impl<'a> Read<'a> {
    fn new(text: &'a str) -> Self {
        let folded = fold(text);
        let normal = normalise(folded.text());
        Self {
            text,
            folded,
            normal,
            addresses: addresses(text),
        }
    }

    /// Bytes of the text for bytes of its levelled form.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.folded.original(self.normal.source(range))
    }

    fn admits(&self, casing: Casing, range: &Range<usize>) -> bool {
        casing == Casing::Any
            || self
                .text
                .get(self.original(range))
                .is_some_and(|written| casing.admits(written))
    }

    fn is_address(&self, range: &Range<usize>) -> bool {
        if self.addresses.is_empty() {
            return false;
        }
        let start = self.original(range).start;
        let next = self
            .addresses
            .partition_point(|address| address.start <= start);
        let before = next
            .checked_sub(1)
            .and_then(|last| self.addresses.get(last));
        before.is_some_and(|address| start < address.end)
    }
}

impl Linker {
    /// Builds the automaton from spellings that stand in the order in which they win a key.
    pub(super) fn new(entries: &[Entry], spellings: &[Spelling]) -> Result<Self, LexiconError> {
        let mut by_key: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
        for spelling in spellings {
            by_key.entry(&spelling.key).or_default().push(Claim {
                entry: spelling.entry,
                role: spelling.role,
                casing: spelling.casing,
            });
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            // The default of 3 takes a millisecond more to build and finds no faster.
            .dense_depth(2)
            .build(by_key.keys())
            .map_err(|_| LexiconError::TooManyNames)?;
        Ok(Self {
            automaton,
            claims: by_key.into_values().collect(),
            rules: entries.iter().map(Rule::from).collect(),
        })
    }

    /// What the text names, in order and without overlap.
    pub(super) fn find(&self, text: &str) -> Vec<(Target, Range<usize>)> {
        let read = Read::new(text);
        let mut candidates = self.candidates(&read);
        self.drop_without_context(read.normal.text(), &mut candidates);
        let mut found = Vec::new();
        let mut end = 0;
        for candidate in longest(candidates) {
            let range = read.original(&candidate.range);
            // A character that folds to several may hold two names; the first has it.
            if candidate.role == Role::Guard || range.start < end {
                continue;
            }
            if let Some(rule) = self.rules.get(candidate.entry) {
                end = range.end;
                found.push((rule.target.clone(), range));
            }
        }
        found
    }

    fn candidates(&self, read: &Read) -> Vec<Candidate> {
        let text = read.normal.text();
        let mut candidates = Vec::new();
        let mut beside: HashMap<usize, bool> = HashMap::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let claims = self.claims.get(hit.pattern().as_usize());
            let accepted = claims.into_iter().flatten().find_map(|claim| {
                let range = self.accept(text, hit.range(), *claim, &candidates)?;
                let mut has_context = || {
                    *beside
                        .entry(claim.entry)
                        .or_insert_with(|| self.is_near(text, claim.entry))
                };
                let admitted = read.admits(claim.casing, &hit.range())
                    && (claim.role != Role::Short || has_context());
                admitted.then_some(Candidate {
                    range,
                    entry: claim.entry,
                    role: claim.role,
                })
            });
            candidates.extend(accepted.filter(|candidate| !read.is_address(&candidate.range)));
        }
        candidates
    }

    /// Whether the text holds a word beside which a short form of the entry counts.
    fn is_near(&self, text: &str, entry: usize) -> bool {
        self.rules
            .get(entry)
            .is_some_and(|rule| holds_any(text, &rule.near))
    }

    /// The bytes that a claim covers where it stands as a word of its own.
    fn accept(
        &self,
        text: &str,
        hit: Range<usize>,
        claim: Claim,
        before: &[Candidate],
    ) -> Option<Range<usize>> {
        let rule = self.rules.get(claim.entry)?;
        let word = whole_word(text, hit, claim.role)?;
        if claim.role != Role::Symbol {
            return Some(word);
        }
        let is_named_before = |end: usize| {
            before.iter().rev().any(|candidate| {
                candidate.entry == claim.entry
                    && candidate.role == Role::Name
                    && candidate.range.end == end
            })
        };
        let symbol = text.get(word.clone()).unwrap_or_default();
        let says_little = symbol.len() == 1 || symbol.bytes().all(|byte| byte.is_ascii_digit());
        if (rule.needs_sign || says_little) && !ticker::has_sign(text, &word, is_named_before) {
            return None;
        }
        Some(ticker::widen(text, &word))
    }

    fn drop_without_context(&self, text: &str, candidates: &mut Vec<Candidate>) {
        let rule = |candidate: &Candidate| self.rules.get(candidate.entry);
        let needs_context = |candidate: &Candidate| {
            candidate.role == Role::Name
                && rule(candidate).is_some_and(|rule| !rule.context.is_empty())
        };
        if !candidates.iter().any(needs_context) {
            return;
        }
        let names_a_company = candidates.iter().any(|candidate| {
            rule(candidate).is_some_and(|rule| rule.is_company)
                && candidate.role != Role::Guard
                && !needs_context(candidate)
        });
        if names_a_company {
            return;
        }
        let mut judged: HashMap<usize, bool> = HashMap::new();
        candidates.retain(|candidate| {
            !needs_context(candidate)
                || *judged.entry(candidate.entry).or_insert_with(|| {
                    rule(candidate).is_some_and(|rule| holds_any(text, &rule.context))
                })
        });
    }
}

/// Whether one of the words stands in the text, whole.
fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| {
        text.match_indices(word.as_str())
            .any(|(start, _)| is_whole(text, &(start..start + word.len())))
    })
}

impl From<&Entry> for Rule {
    fn from(entry: &Entry) -> Self {
        Self {
            target: entry.target.clone(),
            needs_sign: entry.needs_sign,
            is_company: entry.class == Some(AssetClass::Equity),
            context: levelled(&entry.context),
            near: levelled(&entry.near),
        }
    }
}

fn levelled(words: &[String]) -> Vec<String> {
    words.iter().map(|word| key(&folded(word))).collect()
}

/// Keeps, of the candidates that overlap, the earliest and then the longest.
fn longest(mut candidates: Vec<Candidate>) -> impl Iterator<Item = Candidate> {
    candidates.sort_by_key(|candidate| {
        (
            candidate.range.start,
            Reverse(candidate.range.end),
            // Vegas guards the plural of vega.
            Reverse(candidate.role),
        )
    });
    let mut end = 0;
    candidates.into_iter().filter(move |candidate| {
        let is_free = candidate.range.start >= end;
        if is_free {
            end = candidate.range.end;
        }
        is_free
    })
}

#[cfg(test)]
mod tests;
