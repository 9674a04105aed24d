//! Asks a snapshot for the notes that match best, and says how each was found.

use std::collections::HashMap;

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{EnableScoring, Query as EngineQuery};
use tantivy::{DocAddress, DocSet, Score, SegmentReader};

use super::proximity::BLOCK;
use super::query::{Query, Spelling, Words};
use super::recency::Recency;
use super::{SearchError, Snapshot, Sort, via};
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
    /// The earliest.
    Oldest,
    /// By folded title.
    Title,
    /// Those that take longest to read.
    Longest,
}

impl Rank {
    /// The same order of a list; `None` for the one by how well notes match.
    #[must_use]
    pub const fn sort(self) -> Option<Sort> {
        match self {
            Self::Best => None,
            Self::Newest => Some(Sort::Newest),
            Self::Oldest => Some(Sort::Oldest),
            Self::Title => Some(Sort::Title),
            Self::Longest => Some(Sort::Longest),
        }
    }
}

impl Snapshot {
    /// The notes that match best, or those that come first in the order that the query asks for.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Results, SearchError> {
        self.search_ranked(query, query.order().unwrap_or_default(), 0, limit)
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
        // A query without words scores all alike; then the order of the list is the better one.
        let sort = rank
            .sort()
            .or(query.words().is_empty().then_some(Sort::Newest));
        let (total, found) = match sort {
            Some(sort) => {
                let (total, addresses) = self.listed(planned, sort, offset, limit)?;
                let unscored = addresses.into_iter().map(|address| (0.0, address));
                (total, unscored.collect())
            }
            None => self.best(planned, query, offset, limit)?,
        };
        let mut hits = self.hits(query, found)?;
        if sort.is_none() {
            settle_ties(&mut hits);
        }
        Ok(Results {
            total,
            hits,
            widened: query.widened(),
        })
    }

    /// How many documents match, and those that match best.
    fn best(
        &self,
        planned: &dyn EngineQuery,
        query: &Query,
        offset: usize,
        limit: usize,
    ) -> Result<(usize, Vec<(Score, DocAddress)>), SearchError> {
        // Nothing is asked for that there cannot be; the heap of the best is that large from the start.
        let limit = limit.min((self.searcher.num_docs() as usize).saturating_sub(offset));
        if limit == 0 {
            return Ok((self.searcher.search(planned, &Count)?, Vec::new()));
        }
        let blocks = (offset + limit).next_multiple_of(BLOCK);
        let top = TopDocs::with_limit(blocks.min(self.searcher.num_docs() as usize));
        // Counted in the same pass: names of many spellings take most of their time to match.
        let (total, mut found) = if query.order().is_none() {
            let recency = Recency::of(&self.searcher);
            let best = top.tweak_score(move |segment: &SegmentReader| recency.tweak(segment));
            self.searcher.search(planned, &(Count, best))?
        } else {
            self.searcher
                .search(planned, &(Count, top.order_by_score()))?
        };
        self.prefer_near(&query.words(), &mut found)?;
        found.truncate(offset + limit);
        found.drain(..offset.min(found.len()));
        Ok((total, found))
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

/// Hits that match alike follow by path: the engine has them as its threads came to write them.
pub(super) fn settle_ties(hits: &mut [Hit]) {
    hits.sort_by(|one, other| {
        let by_score = other.score.total_cmp(&one.score);
        by_score.then_with(|| one.note.path.cmp(&other.note.path))
    });
}
