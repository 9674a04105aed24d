//! Finds the names of the lexicon in the texts of a note.
//!
//! One automaton holds every spelling. In each text all its hits are judged (whole word, capitals,
//! sign of a ticker), and each is sure, open or nothing: open where its words mean other things too.
//! What is open is judged by what else its text speaks of, then by the rest of the note: `open`. Of
//! the hits that overlap the earliest and then the longest is kept. Words of `not_in` stand guard over
//! the names of their own entry: 黄金周 covers 黄金, gold reserves the reserves and not the gold.

mod open;
mod overlap;
mod reading;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::model::{AssetClass, Target};
use crate::text::fold::folded;

use super::error::LexiconError;
use super::spelling::{Casing, Role, Spelling, key};
use super::table::Entry;
use super::ticker;
use super::word::whole_word;

use self::open::Known;
use self::overlap::{Settled, longest};
use self::reading::Reading;

/// The automaton and what its hits mean.
#[derive(Debug)]
pub(super) struct Linker {
    automaton: AhoCorasick,
    /// By pattern of the automaton, whoever may claim it, the winner first.
    claims: Vec<Vec<Claim>>,
    /// By entry.
    rules: Vec<Rule>,
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) target: Target,
    pub(super) range: Range<usize>,
    pub(super) doubtful: bool,
}

/// A text whose names are found as far as the text by itself tells.
#[derive(Debug)]
pub(super) struct Scan {
    /// Levelled: what stands elsewhere in a note tells of names that are open here.
    text: String,
    /// In order and without overlap, but for what is open.
    candidates: Vec<Candidate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Levelled; beside one of these short and shared names count.
    near: Vec<String>,
}

/// A hit that passed the judgements of its own words.
#[derive(Debug)]
struct Candidate {
    /// Bytes of the levelled text.
    range: Range<usize>,
    /// Bytes of the text.
    original: Range<usize>,
    standing: Standing,
}

#[derive(Debug)]
enum Standing {
    /// A longer word in which names of these entries mean something else.
    Guard(Vec<usize>),
    /// It names an entry.
    Sure(Claim),
    /// It names one of several entries, or something else.
    Open {
        claims: Vec<Claim>,
        /// Its text says that it names one of them.
        is_backed: bool,
    },
}

/// What a claim is worth by the words that it claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    Guard,
    Sure,
    /// Sure where a word of `near` stands in the same text, else nothing.
    Near,
    Open,
}

impl Candidate {
    /// The bytes that it stands on.
    fn form<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// The claim that it makes beyond doubt.
    fn sure(&self) -> Option<Claim> {
        match &self.standing {
            Standing::Sure(claim) => Some(*claim),
            Standing::Guard(_) | Standing::Open { .. } => None,
        }
    }

    /// Whether it is, or may be, a name of the entry.
    fn may_be_called(&self, entry: usize) -> bool {
        let is_name = |claim: &Claim| claim.entry == entry && claim.role == Role::Name;
        match &self.standing {
            Standing::Guard(_) => false,
            Standing::Sure(claim) => is_name(claim),
            Standing::Open { claims, .. } => claims.iter().any(is_name),
        }
    }

    /// The ticker that it may be, where it may be of no other entry.
    fn open_symbol(&self) -> Option<Claim> {
        let Standing::Open { claims, .. } = &self.standing else {
            return None;
        };
        let symbol = claims.iter().find(|claim| claim.role == Role::Symbol)?;
        let is_only = claims.iter().all(|claim| claim.entry == symbol.entry);
        is_only.then_some(*symbol)
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

    /// Finds the names of one text.
    pub(super) fn scan(&self, text: &str) -> Scan {
        let reading = Reading::new(text);
        let mut candidates = self.candidates(&reading);
        self.settle_by_text(reading.text(), &mut candidates);
        Scan {
            text: reading.into_text(),
            candidates,
        }
    }

    /// What the texts of one note name, text by text, in order and without overlap; `listed` are
    /// the places of the entries that the note says of itself to speak of.
    pub(super) fn settle(&self, scans: Vec<Scan>, listed: &[usize]) -> Vec<Vec<Link>> {
        let known = Known::new(&scans, listed, &self.rules);
        let texts = scans.into_iter();
        texts.map(|scan| self.links(scan, &known)).collect()
    }

    fn links(&self, scan: Scan, known: &Known) -> Vec<Link> {
        let text = scan.text;
        let settled = scan.candidates.into_iter().filter_map(|candidate| {
            let settled = match candidate.standing {
                Standing::Guard(entries) => Settled::Guards(entries),
                Standing::Sure(claim) => Settled::Names(claim.entry, false),
                Standing::Open { claims, is_backed } => {
                    let form = text.get(candidate.range.clone()).unwrap_or_default();
                    let (entry, doubtful) = open::settle_by_note(&claims, is_backed, form, known)?;
                    Settled::Names(entry, doubtful)
                }
            };
            Some((candidate.range, candidate.original, settled))
        });
        let mut found = Vec::new();
        let mut end = 0;
        for (range, entry, doubtful) in longest(settled.collect()) {
            // A character that folds to several may hold two names; the first has it.
            if range.start < end {
                continue;
            }
            if let Some(rule) = self.rules.get(entry) {
                end = range.end;
                found.push(Link {
                    target: rule.target.clone(),
                    range,
                    doubtful,
                });
            }
        }
        found
    }

    fn candidates(&self, reading: &Reading) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut beside = HashMap::new();
        for hit in self.automaton.find_overlapping_iter(reading.text()) {
            let claims = self.claims.get(hit.pattern().as_usize());
            let claims = claims.map_or(&[][..], Vec::as_slice);
            if let Some(found) = self.judge(reading, &hit.range(), claims, &candidates, &mut beside)
                && !reading.is_address(&found.original)
            {
                candidates.push(found);
            }
        }
        candidates
    }

    /// What the claims to a hit come to by its own words; `beside` keeps which entries have their
    /// words near in this text.
    fn judge(
        &self,
        reading: &Reading,
        hit: &Range<usize>,
        claims: &[Claim],
        before: &[Candidate],
        beside: &mut HashMap<usize, bool>,
    ) -> Option<Candidate> {
        let text = reading.text();
        let made = |range: Range<usize>, standing| Candidate {
            original: reading.original(&range),
            range,
            standing,
        };
        let mut open: Option<(Range<usize>, Vec<Claim>)> = None;
        for claim in claims {
            if !reading.admits(claim.casing, hit) {
                continue;
            }
            let Some((range, worth)) = self.worth(text, hit.clone(), *claim, before) else {
                continue;
            };
            let worth = match worth {
                Worth::Near if self.is_told(text, *claim, claims, beside) => Worth::Sure,
                // Its words are weighed against another's, and the rest of the note may tell.
                Worth::Near => Worth::Open,
                worth => worth,
            };
            match (worth, &mut open) {
                (Worth::Guard, None) => {
                    let guards = claims.iter().filter(|claim| claim.role == Role::Guard);
                    let entries = guards.map(|claim| claim.entry).collect();
                    return Some(made(range, Standing::Guard(entries)));
                }
                (Worth::Guard, Some(_)) => {}
                (Worth::Sure | Worth::Near, None) => {
                    return Some(made(range, Standing::Sure(*claim)));
                }
                // AI is a word of its own before it is a ticker.
                (Worth::Sure, Some((_, claims)))
                    if claim.role == Role::Name
                        && claims.iter().all(|claim| claim.role == Role::Symbol) =>
                {
                    return Some(made(range, Standing::Sure(*claim)));
                }
                (_, Some((_, claims))) => claims.push(*claim),
                (Worth::Open, open) => *open = Some((range, vec![*claim])),
            }
        }
        let (range, claims) = open?;
        let is_backed = false;
        Some(made(range, Standing::Open { claims, is_backed }))
    }

    /// Whether a short form is of no other entry, and the text holds a word beside which it counts.
    fn is_told(
        &self,
        text: &str,
        claim: Claim,
        claims: &[Claim],
        beside: &mut HashMap<usize, bool>,
    ) -> bool {
        let is_another = |one: &Claim| one.entry != claim.entry && one.role == Role::Short;
        let is_near = || {
            let rule = self.rules.get(claim.entry);
            rule.is_some_and(|rule| open::holds_any(text, &rule.near))
        };
        !claims.iter().any(is_another) && *beside.entry(claim.entry).or_insert_with(is_near)
    }

    /// The bytes that a claim covers where it stands as a word of its own, and what it is worth.
    fn worth(
        &self,
        text: &str,
        hit: Range<usize>,
        claim: Claim,
        before: &[Candidate],
    ) -> Option<(Range<usize>, Worth)> {
        let rule = self.rules.get(claim.entry)?;
        let word = whole_word(text, hit, claim.role)?;
        let worth = match claim.role {
            Role::Guard => Worth::Guard,
            Role::Short => Worth::Near,
            Role::Name if rule.context.is_empty() => Worth::Sure,
            Role::Name | Role::Shared => Worth::Open,
            Role::Symbol => {
                let worth = worth_of_symbol(rule, text, &word, claim, before)?;
                return Some((ticker::widen(text, &word), worth));
            }
        };
        Some((word, worth))
    }
}

/// What a symbol is worth; `None` where it is no more than a number or a letter.
fn worth_of_symbol(
    rule: &Rule,
    text: &str,
    word: &Range<usize>,
    claim: Claim,
    before: &[Candidate],
) -> Option<Worth> {
    let symbol = text.get(word.clone()).unwrap_or_default();
    let says_little = symbol.len() == 1 || symbol.bytes().all(|byte| byte.is_ascii_digit());
    if !rule.needs_sign && !says_little {
        return Some(Worth::Sure);
    }
    let is_named_before = |end: usize| {
        before
            .iter()
            .rev()
            .any(|candidate| candidate.range.end == end && candidate.may_be_called(claim.entry))
    };
    if ticker::has_sign(text, word, is_named_before) {
        return Some(Worth::Sure);
    }
    (!says_little).then_some(Worth::Open)
}

impl From<&Entry> for Rule {
    fn from(entry: &Entry) -> Self {
        Self {
            target: entry.target.clone(),
            needs_sign: entry.rules.needs_sign,
            is_company: entry.class == Some(AssetClass::Equity),
            context: levelled(&entry.rules.needs_context),
            near: levelled(&entry.rules.near),
        }
    }
}

fn levelled(words: &[String]) -> Vec<String> {
    words.iter().map(|word| key(&folded(word))).collect()
}

#[cfg(test)]
mod tests;
