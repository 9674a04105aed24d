//! Words that stand near each other count more.
//!
//! Terms that follow one another in a query and stand so in a note, too, say more than the same terms
//! a page apart. Each such pair adds a share of the rarity of the more common of the two: all of it
//! where they stand as typed, half where they are one place off, and so on to nothing; the best place
//! of a note counts. What nearly every note holds makes no pair and is passed over: of `bank of Japan`
//! the two nouns are expected one place apart. Of Chinese the pairs of characters are such terms; they
//! overlap, so that they have said most of it already, and add less. A name stands under any spelling.
//!
//! It is asked of the hits that are shown, in blocks, and orders them only among themselves: about
//! 20 µs a term for a block. What it gains is told in `analysis`.

use std::ops::Range;

use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::analysis::tokens;
use super::occurrences::Places;
use super::pattern::Pattern;
use super::query::{Form, Scope, Words};
use super::{SearchError, Snapshot};
use crate::text::fold::folded;

/// Hits that are ordered among themselves.
pub(super) const BLOCK: usize = 100;

/// What a pair as typed adds, as a multiple of its rarity.
const AS_TYPED: Score = 0.8;

/// The same of two pairs of characters that share one.
const OVERLAPPING: Score = 0.2;

/// Places off beyond which nothing is added.
const FARTHEST: usize = 8;

/// A term that is less rare makes no pair: about a third of all notes hold it.
const LEAST_RARITY: Score = 1.0;

/// Terms of a question that are looked at; a longer one is a text.
const MAX_TERMS: usize = 24;

/// The terms of a query that may stand near each other, in the order in which they were typed.
#[derive(Debug)]
pub(super) struct Proximity {
    terms: Vec<Placed>,
}

/// What was typed at one place of a query.
#[derive(Debug)]
struct Placed {
    typed: String,
    /// Its spellings.
    patterns: Vec<Pattern>,
    /// Positions of the query.
    at: Range<usize>,
    rarity: Score,
}

impl Snapshot {
    /// Adds to the scores of documents in which words stand near each other; orders every block anew.
    pub(super) fn prefer_near(
        &self,
        words: &[&Words],
        found: &mut [(Score, DocAddress)],
    ) -> Result<(), SearchError> {
        let proximity = self.proximity(words)?;
        if proximity.terms.len() < 2 {
            return Ok(());
        }
        for block in found.chunks_mut(BLOCK) {
            block.sort_unstable_by_key(|(_, address)| *address);
            for hits in block.chunk_by_mut(|(_, a), (_, b)| a.segment_ord == b.segment_ord) {
                let Some((_, first)) = hits.first() else {
                    continue;
                };
                let segment = self.searcher.segment_reader(first.segment_ord);
                let mut places = self.places(&proximity, segment)?;
                for (score, address) in hits {
                    let gains = proximity.gains(&mut places, address.doc_id);
                    *score += gains.map(|(_, gain)| gain).sum::<Score>();
                }
            }
            block.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        Ok(())
    }

    /// What each pair of terms near each other adds to the score of one document, as typed.
    pub(super) fn nearness(
        &self,
        words: &[&Words],
        address: DocAddress,
    ) -> Result<Vec<(String, Score)>, SearchError> {
        let proximity = self.proximity(words)?;
        let segment = self.searcher.segment_reader(address.segment_ord);
        let mut places = self.places(&proximity, segment)?;
        let gains = proximity.gains(&mut places, address.doc_id);
        Ok(gains
            .map(|([one, other], gain)| (format!("{} {}", one.typed, other.typed), gain))
            .collect())
    }

    /// What of a query is rare enough to be looked for near each other.
    fn proximity(&self, words: &[&Words]) -> Result<Proximity, SearchError> {
        let mut terms = Vec::new();
        let mut behind = 0;
        let mut whole: Option<&Words> = None;
        for one in words {
            // Chinese that is also read by its parts stands before them as a whole.
            let is_part = whole.is_some_and(|whole| whole.typed.contains(&one.typed));
            if one.scope != Scope::Anywhere || one.form == Form::Prefix || is_part {
                continue;
            }
            whole = Some(one);
            behind = add_terms(one, behind, &mut terms);
        }
        for term in &mut terms {
            term.rarity = self.rarity(term)?;
        }
        terms.retain(|term| term.rarity >= LEAST_RARITY);
        terms.truncate(MAX_TERMS);
        Ok(Proximity { terms })
    }

    /// How rare the rarest term of the typed spelling is, as BM25 has it.
    fn rarity(&self, placed: &Placed) -> Result<Score, SearchError> {
        let all = self.searcher.num_docs() as Score;
        let typed = placed.patterns.iter().take(1);
        let mut rarest = 0.0;
        for term in typed.flat_map(|typed| typed.terms(self.fields.text.text)) {
            let holding = self.searcher.doc_freq(&term)? as Score;
            let rarity = (1.0 + (all - holding).max(0.0) / (holding + 0.5)).ln();
            rarest = Score::max(rarest, rarity);
        }
        Ok(rarest)
    }

    /// Where the terms stand in the documents of a segment.
    fn places(
        &self,
        proximity: &Proximity,
        segment: &SegmentReader,
    ) -> tantivy::Result<Vec<Vec<Places>>> {
        let field = self.fields.text.text;
        let places = |term: &Placed| {
            let patterns = term.patterns.iter();
            let places = patterns.map(|pattern| Places::new(pattern, field, segment));
            places.collect()
        };
        proximity.terms.iter().map(places).collect()
    }
}

impl Proximity {
    /// What each pair adds to the score of a document, which lies behind any asked for before.
    fn gains<'a>(
        &'a self,
        places: &'a mut [Vec<Places>],
        document: DocId,
    ) -> impl Iterator<Item = ([&'a Placed; 2], Score)> {
        let mut before: Option<(&Placed, Vec<Range<usize>>)> = None;
        let terms = self.terms.iter().zip(places);
        terms.filter_map(move |(term, of_term)| {
            let mut here = Vec::new();
            for places in of_term {
                places.add(document, &mut here);
            }
            here.sort_unstable_by_key(|place| place.start);
            let (last, there) = before.replace((term, here))?;
            let (_, here) = before.as_ref().filter(|_| last.typed != term.typed)?;
            let gap = term.at.start as isize - last.at.end as isize;
            let off = off(&there, here, gap).filter(|off| *off <= FARTHEST)?;
            let share = if gap < 0 { OVERLAPPING } else { AS_TYPED };
            let rarity = last.rarity.min(term.rarity);
            Some(([last, term], share * rarity / (1 + off) as Score))
        })
    }
}

/// Adds what one word or phrase asks for, and gives the position behind it.
fn add_terms(words: &Words, from: usize, terms: &mut Vec<Placed>) -> usize {
    let mut add = |typed: &str, patterns: Vec<Pattern>, at: usize| {
        let width = patterns.first().map_or(0, Pattern::width);
        terms.push(Placed {
            typed: typed.to_owned(),
            patterns,
            at: at..at + width,
            rarity: 0.0,
        });
        at + width
    };
    if words.spellings.len() > 1 || words.form != Form::Stemmed {
        return add(&words.typed, words.patterns().collect(), from);
    }
    let mut behind = from;
    for token in tokens(&folded(&words.typed)) {
        let at = from + token.position;
        behind = at + 1;
        // The last character of a run is a part of the pair before it.
        let pattern = Pattern::new(token.text, Form::Stemmed).filter(|pattern| !pattern.is_open);
        if let Some(pattern) = pattern {
            add(token.text, vec![pattern], at);
        }
    }
    behind
}

/// By how many positions the best two places differ from a gap between them; both are in order.
fn off(before: &[Range<usize>], after: &[Range<usize>], gap: isize) -> Option<usize> {
    let of_place = |place: &Range<usize>| {
        let expected = place.end.saturating_add_signed(gap);
        let next = after.partition_point(|other| other.start < expected);
        let around = after.get(next.saturating_sub(1)..after.len().min(next + 1))?;
        let off = around.iter().map(|other| other.start.abs_diff(expected));
        off.min()
    };
    before.iter().filter_map(of_place).min()
}

#[cfg(test)]
mod tests;
