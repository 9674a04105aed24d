//! Asks a snapshot for the notes that match best, and says how each was found.

use std::collections::HashMap;

use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::EnableScoring;
use tantivy::{DocAddress, DocSet, Order, Score, SegmentReader};

use super::query::{Query, Spelling, Words};
use super::recency::Recency;
use super::schema::column;
use super::{SearchError, Snapshot, via};
use crate::model::Hit;

/// What a query found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// How many notes match.
    pub total: usize,
    /// The first of them, as asked, without their passages: those are [`super::locate()`]'s.
    /// A widened name that stands as typed adds 1,000 to a score.
    pub hits: Vec<Hit>,
    /// The spellings that were added to what was typed.
    pub widened: Vec<String>,
}

/// A spelling that stands in a document, and the words of the query that it is one of.
type Matched<'q> = (&'q Words, &'q Spelling);

/// Which hits come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rank {
    /// Those that match best.
    #[default]
    Best,
    /// The latest.
    Newest,
}

impl Snapshot {
    /// The notes that match best.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Results, SearchError> {
        self.search_ranked(query, Rank::Best, 0, limit)
    }

    /// The notes that match, from the given place on, in the given order.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn search_ranked(
        &self,
        query: &Query,
        rank: Rank,
        offset: usize,
        limit: usize,
    ) -> Result<Results, SearchError> {
        let planned = self.planner().plan(query);
        let planned = planned.as_ref();
        // Nothing is asked for that there cannot be; the heap of the best is that large from the start.
        let limit = limit.min((self.searcher.num_docs() as usize).saturating_sub(offset));
        if limit == 0 {
            let total = self.searcher.search(planned, &Count)?;
            return Ok(Results {
                total,
                widened: query.widened(),
                hits: Vec::new(),
            });
        }
        // Counted in the same pass: names of many spellings take most of their time to match.
        let top = TopDocs::with_limit(limit).and_offset(offset);
        // A query without words scores all alike; then the order of the list is the better one.
        let (total, found): (usize, Vec<(Score, DocAddress)>) =
            if rank == Rank::Newest || query.words().is_empty() {
                let date = SortByStaticFastValue::<i64>::for_field(column::DATE);
                let path = SortByString::for_field(column::PATH);
                let newest = top.order_by(((date, Order::Desc), (path, Order::Asc)));
                let (total, found) = self.searcher.search(planned, &(Count, newest))?;
                let unscored = found.into_iter().map(|(_, address)| (0.0, address));
                (total, unscored.collect())
            } else {
                let recency = Recency::of(&self.searcher);
                let best = top.tweak_score(move |segment: &SegmentReader| recency.tweak(segment));
                let (total, mut found) = self.searcher.search(planned, &(Count, best))?;
                self.prefer_near(&query.words(), &mut found)?;
                (total, found)
            };
        Ok(Results {
            total,
            hits: self.hits(query, found)?,
            widened: query.widened(),
        })
    }

    /// The documents found, as people see them.
    pub(super) fn hits(
        &self,
        query: &Query,
        found: Vec<(Score, DocAddress)>,
    ) -> Result<Vec<Hit>, SearchError> {
        let mut via = self.via(query, &found)?;
        let hits = found.into_iter().map(|(score, address)| {
            let note = self.summary_at(address)?;
            let matched = via.remove(&address).unwrap_or_default();
            Ok(Hit {
                via: via::shown(&matched, &note.languages),
                note,
                score,
                title: Vec::new(),
                place: None,
            })
        });
        hits.collect()
    }

    /// Which spellings stand in each of the documents found.
    fn via<'q>(
        &self,
        query: &'q Query,
        found: &[(Score, DocAddress)],
    ) -> Result<HashMap<DocAddress, Vec<Matched<'q>>>, SearchError> {
        let mut addresses: Vec<DocAddress> = found.iter().map(|(_, address)| *address).collect();
        addresses.sort_unstable();
        let mut matched: HashMap<_, Vec<_>> = HashMap::new();
        for words in query.words() {
            for (place, spelling) in words.spellings.iter().enumerate() {
                // A spelling without shown names is the typed one of no name: nothing to tell.
                if spelling.shown.is_empty() {
                    continue;
                }
                for address in self.holding(words, place, &addresses)? {
                    matched.entry(address).or_default().push((words, spelling));
                }
            }
        }
        Ok(matched)
    }

    /// Those of the addresses, in ascending order, whose document holds one spelling.
    fn holding(
        &self,
        words: &Words,
        spelling: usize,
        addresses: &[DocAddress],
    ) -> Result<Vec<DocAddress>, SearchError> {
        let Some(query) = self.planner().spelling(words, spelling) else {
            return Ok(Vec::new());
        };
        let scoring = EnableScoring::disabled_from_searcher(&self.searcher);
        let weight = query.weight(scoring)?;
        let mut holding = Vec::new();
        for of_segment in addresses.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let Some(first) = of_segment.first() else {
                continue;
            };
            let segment = self.searcher.segment_reader(first.segment_ord);
            let mut scorer = weight.scorer(segment, 1.0)?;
            for address in of_segment {
                // A scorer goes only forward, and is at a document from the start.
                if scorer.doc() < address.doc_id {
                    scorer.seek(address.doc_id);
                }
                if scorer.doc() == address.doc_id {
                    holding.push(*address);
                }
            }
        }
        Ok(holding)
    }
}
