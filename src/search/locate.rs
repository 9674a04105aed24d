//! Where in a note a query is found, and the line that shows it.

use std::collections::BTreeSet;

use super::matcher::{Matcher, merged};
use super::query::Query;
use super::{document, via};
use crate::model::{Matches, Note, Side};

/// Where a query is found in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The passage with most of what was asked for, the first of equals.
    pub passage: usize,
    /// The language of that passage in which they stand.
    pub side: Side,
    /// Everything found; no two of a text overlap.
    pub matches: Matches,
    /// The spellings found, as written in the note, of names that are not found as typed.
    pub via: Vec<String>,
}

/// Finds what a query asks for in a note; `None` where no passage says any of it.
#[must_use]
pub fn locate(note: &Note, query: &Query) -> Option<Located> {
    let matcher = Matcher::new(query);
    let mut located = Located {
        passage: 0,
        side: Side::Zh,
        matches: Matches::new(),
        via: Vec::new(),
    };
    let mut vias = Vias::default();
    let mut most = 0;
    for (passage, block) in note.passages.iter().enumerate() {
        let label = document::label(block).unwrap_or_default();
        let in_label = matcher.in_body(label);
        for (side, text) in block.texts() {
            let found = matcher.in_body(&text.content);
            let groups = found.iter().chain(&in_label).map(|found| found.group);
            let mut groups: Vec<usize> = groups.collect();
            groups.sort_unstable();
            groups.dedup();
            if groups.len() > most {
                most = groups.len();
                (located.passage, located.side) = (passage, side);
            }
            for one in &found {
                let matched = text.content.get(one.range.clone()).unwrap_or_default();
                vias.add(&matcher, one.group, matched);
            }
            let ranges = merged(found.into_iter().map(|found| found.range).collect());
            if !ranges.is_empty() {
                located.matches.insert((passage, side), ranges);
            }
        }
    }
    located.via = vias.finish();
    (most > 0).then_some(located)
}

/// The pieces of text that names were found by, of each name until it is found as typed.
#[derive(Default)]
struct Vias {
    as_typed: BTreeSet<usize>,
    /// With the place of the name among what was asked for.
    others: Vec<(usize, String)>,
}

impl Vias {
    fn add(&mut self, matcher: &Matcher<'_>, group: usize, matched: &str) {
        // Only a name has other spellings; another inflection is not one.
        let words = matcher.typed(group);
        let Some(words) = words.filter(|words| words.spellings.len() > 1) else {
            return;
        };
        if self.as_typed.contains(&group) {
            return;
        }
        if !via::differs(&words.typed, matched) {
            self.as_typed.insert(group);
            return;
        }
        let mut known = self.others.iter();
        if !known.any(|(_, known)| !via::differs(known, matched)) {
            self.others.push((group, matched.to_owned()));
        }
    }

    fn finish(self) -> Vec<String> {
        let others = self.others.into_iter();
        let kept = others.filter(|(group, _)| !self.as_typed.contains(group));
        kept.map(|(_, matched)| matched).collect()
    }
}

#[cfg(test)]
mod tests;
