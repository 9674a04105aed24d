//! Notes that hold words near each other, in either order.
//!
//! What holds words of both sides is found by a query of its own, which also scores; of that, only
//! those documents stay in which an occurrence of the one stands at most so many positions from one
//! of the other. Own instead of the engine's phrase with slop, which keeps the order of its terms and knows single
//! terms only. Nothing is near across passages: their positions lie further apart than anything may ask.

use std::ops::Range;

use tantivy::query::{EnableScoring, Explanation, Query as EngineQuery, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::occurrences::Places;
use super::pattern::Pattern;

/// Which places of two sides are near each other: of each side, for each place, whether it has one
/// of the other at most `within` positions away that it does not overlap.
pub(super) fn near(sides: [&[Range<usize>]; 2], within: usize) -> [Vec<bool>; 2] {
    let [one, other] = sides;
    [are_near(one, other, within), are_near(other, one, within)]
}

fn are_near(places: &[Range<usize>], others: &[Range<usize>], within: usize) -> Vec<bool> {
    let mut starts: Vec<usize> = others.iter().map(|other| other.start).collect();
    let mut ends: Vec<usize> = others.iter().map(|other| other.end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let is_near = |place: &Range<usize>| {
        let next = starts.get(starts.partition_point(|start| *start < place.end));
        let last = ends.partition_point(|end| *end <= place.start);
        let last = last.checked_sub(1).and_then(|last| ends.get(last));
        next.is_some_and(|next| next - place.end <= within)
            || last.is_some_and(|last| place.start - last <= within)
    };
    places.iter().map(is_near).collect()
}

/// Keeps of the documents that `holding` finds those in which the sides are near.
#[derive(Debug)]
pub(super) struct NearQuery {
    /// Finds what holds both sides, and scores it.
    pub(super) holding: Box<dyn EngineQuery>,
    pub(super) nearness: Nearness,
}

/// What is to be near what.
#[derive(Debug, Clone)]
pub(super) struct Nearness {
    pub(super) field: Field,
    /// Of each side, the patterns of which any will do.
    pub(super) sides: [Vec<Pattern>; 2],
    /// At most so many positions between them.
    pub(super) within: u32,
}

impl Clone for NearQuery {
    fn clone(&self) -> Self {
        Self {
            holding: self.holding.box_clone(),
            nearness: self.nearness.clone(),
        }
    }
}

impl EngineQuery for NearQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(NearWeight {
            holding: self.holding.weight(scoring)?,
            nearness: self.nearness.clone(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.holding.query_terms(visitor);
    }
}

struct NearWeight {
    holding: Box<dyn Weight>,
    nearness: Nearness,
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let [one, other] = &self.nearness.sides;
        let places = |patterns: &[Pattern]| {
            let places = patterns.iter();
            let places = places.map(|pattern| Places::new(pattern, self.nearness.field, reader));
            places.collect::<tantivy::Result<Vec<Places>>>()
        };
        let mut scorer = NearScorer {
            holding: self.holding.scorer(reader, boost)?,
            sides: [places(one)?, places(other)?],
            within: self.nearness.within,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() < doc {
            scorer.seek(doc);
        }
        if scorer.doc() != doc {
            let message = format!("document {doc} holds the words, but not near each other");
            return Err(TantivyError::InvalidArgument(message));
        }
        self.holding.explain(reader, doc)
    }
}

struct NearScorer {
    holding: Box<dyn Scorer>,
    sides: [Vec<Places>; 2],
    within: u32,
}

impl NearScorer {
    /// Goes on to a document that matches, unless this one does.
    fn settle(&mut self) -> DocId {
        let mut doc = self.holding.doc();
        while doc != TERMINATED && !self.is_match(doc) {
            doc = self.holding.advance();
        }
        doc
    }

    fn is_match(&mut self, doc: DocId) -> bool {
        let [one, other] = &mut self.sides;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for places in one {
            places.add(doc, &mut left);
        }
        for places in other {
            places.add(doc, &mut right);
        }
        let [is_near, _] = near([&left, &right], self.within as usize);
        is_near.contains(&true)
    }
}

impl DocSet for NearScorer {
    fn advance(&mut self) -> DocId {
        self.holding.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.holding.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.holding.doc()
    }

    fn size_hint(&self) -> u32 {
        self.holding.size_hint()
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        self.holding.score()
    }
}

#[cfg(test)]
mod tests;
