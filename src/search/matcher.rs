//! Finds in a text what a query asks for, as the index would have found it.
//!
//! Own instead of tantivy's snippet generator, which panics on overlapping tokens, counts bytes
//! and knows one fragment a document.

use std::collections::HashMap;
use std::ops::Range;

use super::analysis::{Token, tokens};
use super::near;
use super::pattern::{Part, Pattern};
use super::query::{NearGroups, Query, Scope, Words};
use crate::text::fold::fold;

/// What a query asks for, ready to be looked for in many texts.
#[derive(Debug)]
pub struct Matcher<'q> {
    words: Vec<&'q Words>,
    patterns: Vec<Wanted>,
    /// Patterns by the first term they begin with.
    exact: HashMap<String, Vec<usize>>,
    stems: HashMap<String, Vec<usize>>,
    /// Patterns of a single beginning.
    open: Vec<usize>,
    /// Words that are lit only near others.
    nears: Vec<NearGroups>,
}

#[derive(Debug)]
struct Wanted {
    pattern: Pattern,
    /// Which words of the query it is a spelling of.
    group: usize,
    scope: Scope,
}

/// Something found, before it is known whether it is near enough.
struct Found {
    range: Range<usize>,
    /// As the index counts them in this text.
    positions: Range<usize>,
    group: usize,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Which words of the query it is.
    pub(super) group: usize,
}

impl<'q> Matcher<'q> {
    /// A matcher of what a query asks for; what is to be absent is not looked for.
    #[must_use]
    pub fn new(query: &'q Query) -> Self {
        let words = query.words();
        let mut matcher = Self {
            patterns: Vec::new(),
            exact: HashMap::new(),
            stems: HashMap::new(),
            open: Vec::new(),
            nears: query.nears(),
            words: Vec::new(),
        };
        for (group, one) in words.iter().enumerate() {
            for spelling in &one.spellings {
                if let Some(pattern) = Pattern::new(&spelling.folded, one.form) {
                    matcher.add(Wanted {
                        pattern,
                        group,
                        scope: one.scope,
                    });
                }
            }
        }
        matcher.words = words;
        matcher
    }

    /// The parts of a title that match, in bytes, ordered and without overlap.
    #[must_use]
    pub fn in_title(&self, title: &str) -> Vec<Range<usize>> {
        let matches = self.matches(title, Scope::Title).into_iter();
        merged(matches.map(|found| found.range).collect())
    }

    /// What was typed for a group.
    pub(super) fn typed(&self, group: usize) -> Option<&'q Words> {
        self.words.get(group).copied()
    }

    /// Everything found in a text of the body, by place; matches may overlap.
    pub(super) fn in_body(&self, text: &str) -> Vec<Match> {
        self.matches(text, Scope::Anywhere)
    }

    /// Whether nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    fn add(&mut self, wanted: Wanted) {
        let place = self.patterns.len();
        match wanted.pattern.parts.as_slice() {
            [_] if wanted.pattern.is_open => self.open.push(place),
            [Part::Exact(first) | Part::Figure(first), ..] => {
                self.exact.entry(first.clone()).or_default().push(place);
            }
            [Part::Stem(first), ..] => self.stems.entry(first.clone()).or_default().push(place),
            // A run is asked for by its start only after another word.
            [Part::RunStart(_), ..] | [] => return,
        }
        self.patterns.push(wanted);
    }

    fn matches(&self, text: &str, scope: Scope) -> Vec<Match> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = fold(text);
        let tokens: Vec<Token<'_>> = tokens(folded.text()).collect();
        let mut found = Vec::new();
        let mut rest = tokens.as_slice();
        while let [first, after @ ..] = rest {
            let position = tokens.len() - rest.len();
            for wanted in self.candidates(first) {
                if wanted.scope != Scope::Anywhere && wanted.scope != scope {
                    continue;
                }
                if let Some(range) = found_at(&wanted.pattern, rest) {
                    found.push(Found {
                        positions: position..position + wanted.pattern.width(),
                        range: folded.original(range),
                        group: wanted.group,
                    });
                }
            }
            rest = after;
        }
        self.keep_near(&mut found);
        let matches = found.into_iter();
        matches
            .map(|Found { range, group, .. }| Match { range, group })
            .collect()
    }

    /// Takes out what was to be near something and is not.
    fn keep_near(&self, found: &mut Vec<Found>) {
        for near in &self.nears {
            let places = |side: &Range<usize>| -> Vec<(usize, Range<usize>)> {
                let of_side = found.iter().enumerate();
                let of_side = of_side.filter(|(_, one)| side.contains(&one.group));
                of_side
                    .map(|(at, one)| (at, one.positions.clone()))
                    .collect()
            };
            let sides = near.sides.each_ref().map(places);
            let positions = sides.each_ref().map(|side| {
                let positions = side.iter().map(|(_, positions)| positions.clone());
                positions.collect::<Vec<_>>()
            });
            let [one, other] = positions.each_ref().map(Vec::as_slice);
            let are_near = near::near([one, other], near.within as usize);
            let mut is_kept = vec![true; found.len()];
            for (side, are_near) in sides.iter().zip(are_near) {
                for ((at, _), is_near) in side.iter().zip(are_near) {
                    if let Some(kept) = is_kept.get_mut(*at) {
                        *kept = is_near;
                    }
                }
            }
            let mut kept = is_kept.into_iter();
            found.retain(|_| kept.next().unwrap_or(true));
        }
    }

    /// The patterns that may begin with a token.
    fn candidates(&self, token: &Token<'_>) -> impl Iterator<Item = &Wanted> {
        let exact = self.exact.get(token.text);
        let stem = token.stem.as_deref();
        let stems = stem.and_then(|stem| self.stems.get(stem));
        let figures = figure_terms(token).filter_map(|term| self.exact.get(&term));
        let closed = exact.into_iter().chain(stems).chain(figures).flatten();
        closed
            .chain(&self.open)
            .filter_map(|&place| self.patterns.get(place))
    }
}

/// The terms under which the figure that begins at a token is indexed.
fn figure_terms(token: &Token<'_>) -> impl Iterator<Item = String> {
    let figure = token.figure.iter();
    figure.flat_map(|figure| [Some(figure.term()), figure.amount()].into_iter().flatten())
}

/// The bytes that a pattern covers at the first of these tokens; positions count every token.
fn found_at(pattern: &Pattern, tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let mut range: Option<Range<usize>> = None;
    for (place, part) in pattern.parts.iter().enumerate() {
        let token = tokens.get(place)?;
        let is_open = pattern.is_open && place + 1 == pattern.parts.len();
        let mut start = token.range.start;
        let end = match part {
            Part::Exact(beginning) if is_open => {
                token.text.strip_prefix(beginning.as_str())?;
                // A word is lit whole, a pair of characters only as far as it was asked for.
                let is_word = token.text.is_ascii();
                let asked = token.range.start + beginning.len();
                if is_word { token.range.end } else { asked }
            }
            Part::Exact(text) if token.text == text => token.range.end,
            Part::Stem(stem) if token.stem.as_deref() == Some(stem) => token.range.end,
            Part::RunStart(first) => {
                token.text.strip_prefix(first.as_str())?;
                token.range.start + first.len()
            }
            Part::Exact(term) | Part::Figure(term) => {
                // Another writing of the figure that was asked for.
                let figure = token.figure.as_ref()?;
                figure_terms(token).find(|known| known == term)?;
                start = figure.range.start;
                figure.range.end
            }
            Part::Stem(_) => return None,
        };
        let start = range.map_or(start, |range| range.start);
        range = Some(start..end);
    }
    range
}

/// Ranges in order, with those that overlap or touch made one.
pub(super) fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
