//! Finds the names of the lexicon in a text.
//!
//! One automaton holds every spelling. All its hits are judged (whole word,
//! capitals, sign of a ticker, context), and of the hits that overlap the
//! earliest and then the longest is kept. Words of `not_in` take part like
//! names, and are dropped at the end: 黄金周 covers 黄金.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::model::{AssetClass, Target};
use crate::text::fold::{fold, folded};

use super::error::LexiconError;
use super::normal::normalise;
use super::record::Entry;
use super::spelling::{Casing, Role, Spelling, key};
use super::ticker;
use super::word::{is_whole, whole_word};

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
}

/// A hit that passed all judgements but those of its surroundings.
struct Candidate {
    range: Range<usize>,
    entry: usize,
    role: Role,
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
        let folded = fold(text);
        let normal = normalise(folded.text());
        let original = |range: &Range<usize>| folded.original(normal.source(range));
        let mut candidates: Vec<Candidate> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(normal.text()) {
            let claims = self.claims.get(hit.pattern().as_usize());
            let accepted = claims.into_iter().flatten().find_map(|claim| {
                let range = self.accept(normal.text(), hit.range(), *claim, &candidates)?;
                let is_as_written = claim.casing == Casing::Any
                    || text
                        .get(original(&hit.range()))
                        .is_some_and(|written| claim.casing.admits(written));
                is_as_written.then_some((claim, range))
            });
            if let Some((claim, range)) = accepted {
                candidates.push(Candidate {
                    range,
                    entry: claim.entry,
                    role: claim.role,
                });
            }
        }
        self.drop_without_context(normal.text(), &mut candidates);
        let mut found = Vec::new();
        let mut end = 0;
        for candidate in longest(candidates) {
            let range = original(&candidate.range);
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
        let needs_context = |candidate: &Candidate| {
            candidate.role == Role::Name
                && self
                    .rules
                    .get(candidate.entry)
                    .is_some_and(|rule| !rule.context.is_empty())
        };
        if !candidates.iter().any(needs_context) {
            return;
        }
        let names_a_company = candidates.iter().any(|candidate| {
            let is_company = self
                .rules
                .get(candidate.entry)
                .is_some_and(|rule| rule.is_company);
            is_company && candidate.role != Role::Guard && !needs_context(candidate)
        });
        if names_a_company {
            return;
        }
        let mut judged: HashMap<usize, bool> = HashMap::new();
        candidates.retain(|candidate| {
            !needs_context(candidate)
                || *judged
                    .entry(candidate.entry)
                    .or_insert_with(|| self.has_context(text, candidate.entry))
        });
    }

    fn has_context(&self, text: &str, entry: usize) -> bool {
        let words = self
            .rules
            .get(entry)
            .into_iter()
            .flat_map(|rule| &rule.context);
        words.into_iter().any(|word| {
            text.match_indices(word.as_str())
                .any(|(start, _)| is_whole(text, &(start..start + word.len())))
        })
    }
}

impl From<&Entry> for Rule {
    fn from(entry: &Entry) -> Self {
        Self {
            target: entry.target.clone(),
            needs_sign: entry.needs_sign,
            is_company: entry.class == Some(AssetClass::Equity),
            context: entry
                .context
                .iter()
                .map(|word| key(&folded(word)))
                .collect(),
        }
    }
}

/// Keeps, of the candidates that overlap, the earliest and then the longest.
fn longest(mut candidates: Vec<Candidate>) -> impl Iterator<Item = Candidate> {
    candidates.sort_by_key(|candidate| {
        (
            candidate.range.start,
            std::cmp::Reverse(candidate.range.end),
            candidate.role,
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
