//! What a note quotes of what a panel measures, beside the house's figures of that day.
//!
//! A figure counts as one of the panel where it stands in a sentence that mentions a concept of
//! the panel, in either language. It is compared with the house's figure of the same kind: the
//! one whose label the sentence says, else the headline, the percentile, or the only fact of the
//! kind. A figure that the house has nothing to set against is passed over. Of a sentence that
//! mentions several panels the nearest mention before a figure owns it, and it is shown only where
//! it agrees: it may be the other's. Words of direction (`sold`) are not read: a sign counts where
//! it is written.

mod house;
mod stated;

use std::ops::Range;

use crate::model::{Document, Mention, Quoted, Reading, Side};
use crate::text::fold::{self, Folded};

use self::house::Offer;
use self::stated::Stated;

/// Figures shown of one panel at most.
const SHOWN: usize = 4;

/// Characters of a clause at most.
const CLAUSE: usize = 72;

/// What a note quotes of a panel. `owner` tells the panel that a mention belongs to.
pub(super) fn of<'p>(
    document: &Document,
    reading: &Reading,
    is_model: bool,
    owner: impl Fn(&Mention) -> Option<&'p str>,
) -> Vec<Quoted> {
    let mut quotes = Quotes {
        reading,
        is_model,
        offers: house::offers(reading),
        found: Vec::new(),
    };
    let mut read: Vec<(usize, Side, Range<usize>)> = Vec::new();
    let owned: Vec<(&Mention, &str)> = document
        .mentions
        .iter()
        .filter_map(|mention| Some((mention, owner(mention)?)))
        .collect();
    for (mention, panel) in &owned {
        let passage = document.note.passages.get(mention.passage);
        let text = passage.and_then(|passage| passage.text(mention.side));
        let text = text.map_or("", |text| &*text.content);
        let span = sentence(text, mention.range.start);
        let place = (mention.passage, mention.side, span.clone());
        if *panel != reading.indicator || read.contains(&place) {
            continue;
        }
        let beside = owned.iter().filter(|(other, _)| {
            (other.passage, other.side) == (mention.passage, mention.side)
                && span.contains(&other.range.start)
        });
        let beside: Vec<(usize, &str)> = beside
            .map(|(other, panel)| (other.range.start - span.start, *panel))
            .collect();
        let sentence = text.get(span).unwrap_or_default();
        quotes.take((mention.passage, mention.side), sentence, &beside);
        read.push(place);
    }
    // What can be checked against the house exactly is worth most.
    quotes.found.sort_by_key(|one| one.differs.is_some());
    quotes.found.truncate(SHOWN);
    quotes.found
}

/// What is found of one reading so far.
struct Quotes<'r> {
    reading: &'r Reading,
    is_model: bool,
    offers: Vec<Offer>,
    found: Vec<Quoted>,
}

impl Quotes<'_> {
    /// Reads one sentence; `mentions` are the beginnings of those in it with their panels.
    fn take(&mut self, (passage, side): (usize, Side), sentence: &str, mentions: &[(usize, &str)]) {
        let panel = self.reading.indicator;
        let is_shared = mentions.iter().any(|(_, of)| *of != panel);
        let folded = fold::fold(sentence);
        for figure in stated::stated(folded.text()) {
            let at = folded.original(figure.range.clone()).start;
            if nearest(mentions, at) != Some(panel) {
                continue;
            }
            let Some(offer) = house::chosen(&self.offers, &figure, folded.text()) else {
                continue;
            };
            let differs = house::difference(&figure, offer, self.reading, self.is_model);
            if differs.is_some() && is_shared {
                continue;
            }
            let quoted = Quoted {
                passage,
                said: vec![(side, clause(&folded, sentence, &figure))],
                note: offer.in_unit(&figure),
                label: offer.label,
                house: offer.value,
                differs,
            };
            put(&mut self.found, quoted);
        }
    }
}

/// Adds a figure. One that the passage says in its other language joins it; of two of one clause
/// (`from 0.76x to 0.79x`) that which is nearer to the house's stays.
fn put(found: &mut Vec<Quoted>, quoted: Quoted) {
    let distance = |one: &Quoted| (one.note.value.abs() - one.house.value.abs()).abs();
    let same = |one: &&mut Quoted| {
        let is_clause = one.said == quoted.said && one.passage == quoted.passage;
        let is_value =
            (one.note.value.abs() - quoted.note.value.abs()).abs() <= 1e-9 * one.note.value.abs();
        one.label == quoted.label && (is_clause || is_value)
    };
    let Some(known) = found.iter_mut().find(same) else {
        found.push(quoted);
        return;
    };
    if known.said == quoted.said {
        if distance(&quoted) < distance(known) {
            *known = quoted;
        }
    } else if known.passage == quoted.passage {
        for (side, text) in quoted.said {
            if known.said.iter().all(|(of, _)| *of != side) {
                known.said.push((side, text));
            }
        }
    }
}

/// The panel of the last mention before a byte, else of the first behind it.
fn nearest<'p>(mentions: &[(usize, &'p str)], at: usize) -> Option<&'p str> {
    let before = mentions.iter().filter(|(start, _)| *start <= at);
    let last = before.max_by_key(|(start, _)| *start);
    let first = mentions.iter().min_by_key(|(start, _)| *start);
    last.or(first).map(|(_, panel)| *panel)
}

/// The bytes of the sentence that a byte of a text stands in.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let is_end = |(start, c): (usize, char)| {
        let behind = text.get(start + c.len_utf8()..).unwrap_or_default();
        let is_stop = match c {
            '。' | '！' | '？' | '；' | '\n' => true,
            '.' | '!' | '?' | ';' => behind.is_empty() || behind.starts_with([' ', '\n']),
            _ => false,
        };
        is_stop.then_some(start + c.len_utf8())
    };
    let ends = || text.char_indices().filter_map(is_end);
    let start = ends().take_while(|end| *end <= at).last().unwrap_or(0);
    let end = ends().find(|end| *end > at).unwrap_or(text.len());
    start..end
}

/// The clause of a sentence that a figure stands in, as it is written.
fn clause(folded: &Folded, sentence: &str, figure: &Stated) -> String {
    let range = folded.original(figure.range.clone());
    let before = sentence.get(..range.start).unwrap_or_default();
    let behind = sentence.get(range.end..).unwrap_or_default();
    let is_break = |(at, c): (usize, char)| {
        let is_stop = matches!(c, '，' | '；' | '：' | '。' | '—' | ';' | '！' | '？')
            || matches!(c, ',' | ':' | '.')
                && behind
                    .get(at + c.len_utf8()..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        is_stop.then_some(at)
    };
    let end = behind
        .char_indices()
        .find_map(is_break)
        .unwrap_or(behind.len());
    let breaks = ["，", "；", "：", "。", "—", "; ", ", ", ": "];
    let start = breaks
        .iter()
        .filter_map(|mark| Some(before.rfind(mark)? + mark.len()))
        .max()
        .unwrap_or(0);
    let whole = sentence.get(start..range.end + end).unwrap_or_default();
    let whole = whole.trim_matches([' ', '*', '_', '\n']);
    if whole.chars().count() <= CLAUSE {
        return whole.to_owned();
    }
    // Too long: what stands right before the figure says most.
    let from = range.start - start.min(range.start);
    let tail: Vec<char> = whole.chars().collect();
    let at = whole.get(..from).map_or(0, |head| head.chars().count());
    let first = at.saturating_sub(CLAUSE / 2);
    let cut: String = tail.iter().skip(first).take(CLAUSE).collect();
    let (head, foot) = (
        if first > 0 { "…" } else { "" },
        if first + CLAUSE < tail.len() {
            "…"
        } else {
            ""
        },
    );
    format!("{head}{}{foot}", cut.trim())
}

#[cfg(test)]
mod tests;
