//! A name under any of its spellings, as one query of the engine.
//!
//! A note counts by the first spelling that it holds, in the order of the lexicon, the typed one
//! before all others and by a step that no score reaches. The engine's own union looks for every
//! spelling in every note, which takes most of the time of a name of dozens; here a note that holds
//! one is not looked at for the others, nor one for its words in which the name is linked.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::named::{Named, NamedWeight};

/// Added where a widened name stands as typed: more than any score can reach.
const TYPED: Score = 1_000.0;

/// No spelling stands in the document; scores are never negative.
const ABSENT: Score = -1.0;

/// One spelling.
#[derive(Debug)]
pub(super) struct Spelling {
    /// Finds it wherever it stands.
    pub(super) query: Box<dyn Query>,
    /// Where it is linked; `None` for one that its words find as fast.
    pub(super) named: Option<Named>,
}

impl From<Box<dyn Query>> for Spelling {
    fn from(query: Box<dyn Query>) -> Self {
        Self { query, named: None }
    }
}

/// Documents that hold any of some spellings.
#[derive(Debug, Clone)]
pub(super) struct AnySpelling {
    /// The typed one first.
    spellings: Arc<[Spelling]>,
}

impl AnySpelling {
    pub(super) fn new(spellings: Vec<Spelling>) -> Self {
        let spellings = spellings.into();
        Self { spellings }
    }
}

impl Query for AnySpelling {
    fn weight(&self, enable_scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let spellings = self.spellings.iter();
        let weights = spellings.map(|spelling| {
            let named = spelling.named.as_ref();
            let named = named.map(|named| named.weight(enable_scoring));
            Ok(SpellingWeight {
                any: spelling.query.weight(enable_scoring)?,
                named: named.transpose()?,
            })
        });
        Ok(Box::new(AnyWeight {
            spellings: weights.collect::<tantivy::Result<_>>()?,
            is_scored: enable_scoring.is_scoring_enabled(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        for spelling in self.spellings.iter() {
            spelling.query.query_terms(visitor);
        }
    }
}

struct SpellingWeight {
    any: Box<dyn Weight>,
    named: Option<NamedWeight>,
}

struct AnyWeight {
    spellings: Vec<SpellingWeight>,
    is_scored: bool,
}

impl Weight for AnyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut held = Held {
            scores: vec![ABSENT; reader.max_doc() as usize],
            count: 0,
            at: 0,
        };
        let mut step = TYPED * boost;
        for spelling in &self.spellings {
            held.claim_spelling(spelling, reader, (boost, step), self.is_scored)?;
            step = 0.0;
        }
        held.at = held.from(0);
        Ok(Box::new(held))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        for (place, spelling) in self.spellings.iter().enumerate() {
            let mut scorer = spelling.any.scorer(reader, 1.0)?;
            if scorer.doc() > doc || scorer.seek(doc) != doc {
                continue;
            }
            let of_spelling = spelling.any.explain(reader, doc)?;
            if place > 0 {
                return Ok(of_spelling);
            }
            let score = of_spelling.value() + TYPED;
            let mut explanation = Explanation::new("the typed spelling, before all others", score);
            explanation.add_detail(of_spelling);
            return Ok(explanation);
        }
        let missing = format!("document {doc} holds no spelling");
        Err(TantivyError::InvalidArgument(missing))
    }
}

/// The documents of one segment that hold a spelling, each with its score.
struct Held {
    /// By document.
    scores: Vec<Score>,
    count: u32,
    at: DocId,
}

impl Held {
    /// Takes the documents of one spelling that no earlier one has: where it is linked, and of the
    /// others that hold its terms those in which it stands.
    fn claim_spelling(
        &mut self,
        spelling: &SpellingWeight,
        reader: &SegmentReader,
        (boost, step): (Score, Score),
        is_scored: bool,
    ) -> tantivy::Result<()> {
        let mut scorer = spelling.any.scorer(reader, boost)?;
        let Some(named) = &spelling.named else {
            self.claim(scorer.as_mut(), step, is_scored);
            return Ok(());
        };
        let linked = if is_scored { step } else { 0.0 };
        named.linked(reader, boost, |doc, score| self.take(doc, score + linked))?;
        let mut holding = named.holding(reader)?;
        while holding.doc() != TERMINATED {
            let doc = holding.doc();
            if self.is_free(doc) {
                if scorer.doc() < doc {
                    scorer.seek(doc);
                }
                if scorer.doc() == doc {
                    let score = if is_scored {
                        scorer.score() + step
                    } else {
                        0.0
                    };
                    self.take(doc, score);
                }
            }
            holding.advance();
        }
        Ok(())
    }

    fn is_free(&self, doc: DocId) -> bool {
        self.scores
            .get(doc as usize)
            .is_some_and(|score| *score < 0.0)
    }

    fn take(&mut self, doc: DocId, with: Score) {
        if let Some(score) = self
            .scores
            .get_mut(doc as usize)
            .filter(|score| **score < 0.0)
        {
            *score = with;
            self.count += 1;
        }
    }

    /// Takes the documents of a scorer that no earlier one has.
    fn claim(&mut self, scorer: &mut dyn Scorer, step: Score, is_scored: bool) {
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if self.is_free(doc) {
                let score = if is_scored {
                    scorer.score() + step
                } else {
                    0.0
                };
                self.take(doc, score);
            }
            let next = self.free(doc + 1);
            doc = if next == doc + 1 {
                scorer.advance()
            } else {
                scorer.seek(next)
            };
        }
    }

    /// The first document from here on that nothing has claimed.
    fn free(&self, from: DocId) -> DocId {
        self.find(from, |score| score < 0.0)
    }

    /// The first document from here on that holds a spelling.
    fn from(&self, from: DocId) -> DocId {
        self.find(from, |score| score >= 0.0)
    }

    fn find(&self, from: DocId, is_it: impl Fn(Score) -> bool) -> DocId {
        let rest = self.scores.get(from as usize..).unwrap_or_default();
        let ahead = rest.iter().position(|score| is_it(*score));
        ahead.map_or(TERMINATED, |ahead| from + ahead as DocId)
    }
}

impl DocSet for Held {
    fn advance(&mut self) -> DocId {
        self.at = self.from(self.at.saturating_add(1));
        self.at
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at = self.from(target.max(self.at));
        self.at
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.count
    }
}

impl Scorer for Held {
    fn score(&mut self) -> Score {
        self.scores.get(self.at as usize).copied().unwrap_or(ABSENT)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::collector::{Count, TopDocs};

    use super::*;
    use crate::search::fixtures::{found, index, note, parse, ranked};
    use crate::search::plan::Planner;

    #[test]
    fn a_note_is_found_once_by_whatever_it_holds() {
        let notes = [
            note("a", &["缩表与量化紧缩", "QT goes on"]),
            note("b", &["量化緊縮"]),
            note("c", &["nothing"]),
            note("d", &["quantitative tightening"]),
        ];
        let snapshot = index(&notes).snapshot();
        for query in ["QT", "缩表", "量化緊縮", "quantitative tightening"] {
            assert_eq!(found(&snapshot, query), [1, 2, 4], "{query}");
        }
        assert!(found(&snapshot, "QT -缩表").is_empty());
        assert_eq!(found(&snapshot, "QT goes"), [1_u64]);
    }

    #[test]
    fn the_typed_spelling_comes_before_many_of_others() {
        let notes = [
            note("a", &["缩表缩表缩表", "缩表 缩表"]),
            note(
                "b",
                &["a long note about many things, QT among them, and others"],
            ),
        ];
        let snapshot = index(&notes).snapshot();
        assert_eq!(ranked(&snapshot, "QT"), [2, 1]);
        assert_eq!(ranked(&snapshot, "缩表"), [1, 2]);
    }

    #[test]
    fn what_is_explained_is_what_was_scored() {
        let snapshot = index(&[
            note("a", &["QT and 缩表"]),
            note("b", &["缩表"]),
            note("c", &["nothing"]),
        ])
        .snapshot();
        let parsed = parse("QT", &snapshot);
        let planner = snapshot.planner();
        let spellings = (0..4).filter_map(|place| planner.spelling(parsed.words()[0], place));
        let query = AnySpelling::new(spellings.map(Spelling::from).collect());
        let top = TopDocs::with_limit(3).order_by_score();
        let (total, hits) = snapshot.searcher.search(&query, &(Count, top)).unwrap();
        assert_eq!((total, hits.len()), (2, 2));
        for (score, address) in hits {
            let told = query.explain(&snapshot.searcher, address).unwrap();
            assert!((told.value() - score).abs() < 1e-3, "{score} {told:?}");
        }
    }

    #[test]
    fn a_name_is_found_and_scored_alike_where_it_is_linked_and_where_not() {
        let notes = [
            note(
                "a",
                &["做市商做空伽马。", "short gamma, and short gamma again"],
            ),
            note("short gamma", &["nothing"]),
            note("c", &["short gammas"]),
            note("d", &["gamma was short, 空伽马"]),
            note("e", &["Negative Gamma"]),
        ];
        let linked = index(&notes).snapshot();
        let mut without = linked.fields;
        // A field that holds no links.
        without.text.named = without.text.summary;
        for query in ["short gamma", "做空伽马", "short gamma -做空伽马"] {
            let parsed = parse(query, &linked);
            let top = || (Count, TopDocs::with_limit(9).order_by_score());
            let planned = linked.planner().plan(&parsed);
            let (total, mut hits) = linked.searcher.search(planned.as_ref(), &top()).unwrap();
            let planner = Planner {
                fields: &without,
                ..linked.planner()
            };
            let planned = planner.plan(&parsed);
            let (expected, mut phrases) = linked.searcher.search(planned.as_ref(), &top()).unwrap();
            assert_eq!(total, expected, "{query}");
            hits.sort_by_key(|(_, address)| *address);
            phrases.sort_by_key(|(_, address)| *address);
            for ((score, at), (other, and)) in hits.iter().zip(&phrases) {
                assert_eq!(at, and);
                assert!((score - other).abs() < 1e-3, "{query}: {score} {other}");
            }
        }
    }

    #[test]
    fn documents_are_gone_through_in_order_and_only_forward() {
        let mut held = Held {
            scores: vec![ABSENT, 1.0, ABSENT, 0.0, 2.0, ABSENT],
            count: 3,
            at: 1,
        };
        assert_eq!((held.doc(), held.score()), (1, 1.0));
        assert_eq!(held.advance(), 3);
        assert_eq!(held.seek(3), 3);
        assert_eq!(held.seek(4), 4);
        assert_eq!(held.advance(), TERMINATED);
        assert_eq!(held.advance(), TERMINATED);
        assert_eq!(held.seek(TERMINATED), TERMINATED);
    }
}
