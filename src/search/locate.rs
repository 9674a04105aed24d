//! Where in a note a query is found, and the line that shows it.

use super::matcher::{Matcher, merged};
use super::query::{Form, Query};
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
    /// The spellings found, as written in the note, that are not the typed ones.
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
                add_via(&mut located.via, &matcher, one.group, matched);
            }
            let ranges = merged(found.into_iter().map(|found| found.range).collect());
            if !ranges.is_empty() {
                located.matches.insert((passage, side), ranges);
            }
        }
    }
    (most > 0).then_some(located)
}

/// Adds a piece of text that a name was found by.
fn add_via(via: &mut Vec<String>, matcher: &Matcher<'_>, group: usize, matched: &str) {
    let words = matcher.typed(group);
    // Only a name has other spellings; another inflection is not one.
    let is_name = words.spellings.len() > 1 && words.form == Form::Stemmed;
    let is_known = || {
        let mut known = via.iter();
        known.any(|known| !via::differs(known, matched))
    };
    if is_name && via::differs(&words.typed, matched) && !is_known() {
        via.push(matched.to_owned());
    }
}

#[cfg(test)]
mod tests;
