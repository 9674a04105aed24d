//! Names that mean other things too: what tells which one is meant.
//!
//! Three things tell, in this order. The text itself: words of the entry's table, a company beside
//! a name that needs context, a row of tickers. The rest of the note: an entry that it names beyond
//! doubt elsewhere, or lists in its front matter; then words of the table anywhere in it. Where none
//! tells, a name of `needs_context`, a short form and a bare ticker are no mention, and a name of
//! `shared` is one in doubt, of the entry that stands first in the tables. A short form wants words of
//! the table in its own text, or its own use beside them elsewhere in the note, more than once.

use std::collections::{HashMap, HashSet};

use super::{Candidate, Claim, Linker, Rule, Scan, Standing};
use crate::lexicon::spelling::Role;
use crate::lexicon::word::is_whole;

/// What a listed entry weighs beside the times that others are named.
const LISTED: usize = 100;
/// How often a note must use a short form beside its words before it counts wherever it stands.
const FAMILIAR: usize = 2;
/// What an entry named in the same text weighs beside the words that stand near it.
const NAMED: usize = 4;

/// What joins the tickers of a row.
const JOINTS: &[&str] = &[
    ",", ", ", "/", " / ", "、", " and ", ", and ", " & ", "和", "与", "|", " | ", "+", "; ",
];

/// What all of a note tells.
pub(super) struct Known {
    /// How often an entry is named beyond doubt, or listed.
    named: HashMap<usize, usize>,
    /// How often a short form of an entry stands beside its words, by entry and levelled form.
    used: HashMap<(usize, String), usize>,
    /// How many different words near an entry that is open somewhere the note holds.
    near: HashMap<usize, usize>,
}

impl Known {
    /// What the texts of a note, and the entries that it lists, tell together.
    pub(super) fn new(scans: &[Scan], listed: &[usize], rules: &[Rule]) -> Self {
        let mut known = Self {
            named: HashMap::new(),
            used: HashMap::new(),
            near: HashMap::new(),
        };
        for entry in listed {
            known.named.insert(*entry, LISTED);
        }
        let mut open: HashSet<usize> = HashSet::new();
        let candidates = scans.iter().flat_map(|scan| {
            let candidates = scan.candidates.iter();
            candidates.map(|candidate| (&scan.text, candidate))
        });
        for (text, candidate) in candidates {
            match &candidate.standing {
                Standing::Guard(_) => {}
                Standing::Sure(claim) => {
                    *known.named.entry(claim.entry).or_default() += 1;
                    if claim.role == Role::Short {
                        let form = candidate.form(text).to_owned();
                        *known.used.entry((claim.entry, form)).or_default() += 1;
                    }
                }
                Standing::Open { claims, .. } => {
                    let by_words = claims.iter().filter(|claim| claim.role != Role::Short);
                    open.extend(by_words.map(|claim| claim.entry));
                }
            }
        }
        for entry in open {
            let near = rules.get(entry).map_or(&[][..], |rule| &rule.near);
            let stands = |word: &&String| scans.iter().any(|scan| holds(&scan.text, word));
            known.near.insert(entry, near.iter().filter(stands).count());
        }
        known
    }

    /// How often a short form is used of an entry, where that is often enough to tell.
    fn uses(&self, entry: usize, form: &str) -> usize {
        let uses = self.used.get(&(entry, form.to_owned()));
        uses.copied().filter(|uses| *uses >= FAMILIAR).unwrap_or(0)
    }
}

impl Linker {
    /// Settles what the text itself tells, and drops what nothing else could tell.
    pub(super) fn settle_by_text(&self, text: &str, candidates: &mut Vec<Candidate>) {
        let is_open = |one: &Candidate| matches!(one.standing, Standing::Open { .. });
        if !candidates.iter().any(is_open) {
            return;
        }
        join_rows(text, candidates);
        let sure = candidates.iter().filter_map(Candidate::sure);
        let named: HashSet<usize> = sure.map(|claim| claim.entry).collect();
        let is_company = |entry: &usize| self.rules.get(*entry).is_some_and(|rule| rule.is_company);
        let names_a_company = named.iter().any(is_company);
        let mut counted: HashMap<(usize, Role), usize> = HashMap::new();
        for candidate in candidates.iter_mut() {
            let Standing::Open { claims, is_backed } = &mut candidate.standing else {
                continue;
            };
            let weigh = |claim: &Claim| {
                *counted.entry((claim.entry, claim.role)).or_insert_with(|| {
                    self.weight(*claim, text, named.contains(&claim.entry), names_a_company)
                })
            };
            let (likeliest, weight) = heaviest(claims, weigh);
            if weight > 0 {
                *is_backed = true;
                *claims = likeliest;
            }
            if let (true, &[claim]) = (*is_backed, claims.as_slice()) {
                candidate.standing = Standing::Sure(claim);
            }
        }
        // A ticker beside its words makes sure of its neighbours.
        join_rows(text, candidates);
        candidates.retain(|candidate| !self.is_hopeless(candidate));
    }

    /// What a text says for a claim; 0 where it says nothing.
    fn weight(&self, claim: Claim, text: &str, is_named: bool, names_a_company: bool) -> usize {
        let Some(rule) = self.rules.get(claim.entry) else {
            return 0;
        };
        let named = if is_named { NAMED } else { 0 };
        match claim.role {
            Role::Guard => 0,
            Role::Name => {
                usize::from(names_a_company || is_named || holds_any(text, &rule.context))
            }
            // A company called by name does not make IT its ticker.
            Role::Symbol if rule.near.is_empty() => 0,
            Role::Short => count(text, &rule.near),
            Role::Symbol | Role::Shared => named + count(text, &rule.near),
        }
    }

    /// Whether no note could tell that a name is one.
    fn is_hopeless(&self, candidate: &Candidate) -> bool {
        let is_without = |claim: &Claim| {
            let near = self.rules.get(claim.entry).map(Rule::has_near);
            claim.role == Role::Symbol && near != Some(true)
        };
        match &candidate.standing {
            Standing::Open { claims, is_backed } => !is_backed && claims.iter().all(is_without),
            _ => false,
        }
    }
}

/// What the note tells of a name that its text leaves open: the entry, and whether it is in
/// doubt; `None` where it is no mention.
pub(super) fn settle_by_note(
    claims: &[Claim],
    is_backed: bool,
    form: &str,
    known: &Known,
) -> Option<(usize, bool)> {
    let named = |claim: &Claim| match claim.role {
        Role::Short => known.uses(claim.entry, form),
        _ => known.named.get(&claim.entry).copied().unwrap_or(0),
    };
    let near = |claim: &Claim| match claim.role {
        Role::Shared | Role::Symbol => known.near.get(&claim.entry).copied().unwrap_or(0),
        _ => 0,
    };
    let (likeliest, weight) = heaviest(claims, named);
    if weight > 0 {
        let is_tie = likeliest.len() > 1;
        return likeliest.first().map(|claim| (claim.entry, is_tie));
    }
    let backers = claims.iter().filter(|claim| near(claim) > 0).count();
    let (likeliest, weight) = heaviest(claims, near);
    if weight > 0 {
        let claim = likeliest.first()?;
        let is_sure = backers == 1 && claim.role == Role::Shared;
        return Some((claim.entry, !is_sure));
    }
    let first = claims
        .iter()
        .find(|claim| is_backed || claim.role == Role::Shared)?;
    Some((first.entry, true))
}

impl Rule {
    const fn has_near(&self) -> bool {
        !self.near.is_empty()
    }
}

/// Whether the text holds one of the words, whole.
pub(super) fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| holds(text, word))
}

fn count(text: &str, words: &[String]) -> usize {
    words.iter().filter(|word| holds(text, word)).count()
}

fn holds(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(start, _)| is_whole(text, &(start..start + word.len())))
}

/// The claims of the greatest weight, in their order, one an entry; and that weight.
fn heaviest(claims: &[Claim], mut weigh: impl FnMut(&Claim) -> usize) -> (Vec<Claim>, usize) {
    let weights: Vec<usize> = claims.iter().map(&mut weigh).collect();
    let most = weights.iter().copied().max().unwrap_or(0);
    let likeliest = claims.iter().zip(weights);
    let likeliest = likeliest.filter(|(_, weight)| *weight == most);
    let mut likeliest: Vec<Claim> = likeliest.map(|(claim, _)| *claim).collect();
    // An entry may have a name in several ways: written alike in two scripts, or as a symbol too.
    let mut seen = HashSet::new();
    likeliest.retain(|claim| seen.insert(claim.entry));
    (likeliest, most)
}

/// Makes sure of the tickers that stand in a row with one that is: NVDA, MU and CAT.
fn join_rows(text: &str, candidates: &mut [Candidate]) {
    candidates.sort_by_key(|candidate| candidate.range.start);
    let places: Vec<usize> = (0..candidates.len()).collect();
    let there_and_back = places.windows(2).map(|pair| (pair.first(), pair.last()));
    let there: Vec<_> = there_and_back
        .filter_map(|(left, right)| Some((*left?, *right?)))
        .collect();
    let back = there.iter().rev().map(|(left, right)| (*right, *left));
    for (from, to) in there.iter().copied().chain(back) {
        let (Some(known), Some(other)) = (candidates.get(from), candidates.get(to)) else {
            continue;
        };
        if let Some(claim) = other.open_symbol().filter(|_| is_row(text, known, other))
            && let Some(other) = candidates.get_mut(to)
        {
            other.standing = Standing::Sure(claim);
        }
    }
}

/// Whether two candidates are joined as those of a row are, the first of them sure to be a ticker.
fn is_row(text: &str, known: &Candidate, other: &Candidate) -> bool {
    let is_ticker = known.sure().is_some_and(|claim| claim.role == Role::Symbol);
    let (left, right) = if known.range.start < other.range.start {
        (known, other)
    } else {
        (other, known)
    };
    let joint = text.get(left.range.end..right.range.start);
    is_ticker && joint.is_some_and(|joint| JOINTS.contains(&joint))
}
