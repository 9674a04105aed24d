//! What to show where few notes hold all that was asked: which word stands in the way, and the
//! notes that hold some of it.
//!
//! A question asked as one would ask a person ("how much did dealers buy in March") is such a query
//! too: hardly a note says all of its words. There is no second way of searching for them.

use std::collections::HashSet;

use tantivy::SegmentReader;
use tantivy::collector::TopDocs;

use super::query::{Apart, Node, Query, typed, value, words_of};
use super::recency::Recency;
use super::results::settle_ties;
use super::{SearchError, Snapshot};
use crate::model::{Hit, Omitted, Relaxed};
use crate::text::fold::folded;

/// Fewer notes than this are few: about what a screen shows.
pub(super) const FEW: usize = 10;

/// Of more words than these nobody asks which one stood in the way.
const MAX_TOLD: usize = 8;

impl Snapshot {
    /// What to show below the first hits of a query, of which there are so many; `None` where enough was found, or where
    /// nothing can be left out.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn relax(
        &self,
        query: &Query,
        found: &[Hit],
        total: usize,
        limit: usize,
    ) -> Result<Option<Relaxed>, SearchError> {
        let apart = query.apart();
        if total == 0
            && let Some(relaxed) = self.beyond_values(&apart, limit)?
        {
            return Ok(Some(relaxed));
        }
        if total >= FEW || total > found.len() || apart.loose.is_empty() {
            return Ok(None);
        }
        let omitted = self.omitted(&apart, total)?;
        let hits = self.holding_some(query, &apart, found, limit)?;
        if omitted.is_empty() && hits.is_empty() {
            return Ok(None);
        }
        Ok(Some(Relaxed { omitted, hits }))
    }

    /// The notes that hold the words of values that no note is filed under; `None` where each is known.
    fn beyond_values(
        &self,
        apart: &Apart<'_>,
        limit: usize,
    ) -> Result<Option<Relaxed>, SearchError> {
        let mut unknown = Vec::new();
        for (at, part) in apart.firm.iter().enumerate() {
            if value(part).is_some() && self.count_of(part)? == 0 {
                unknown.push(at);
            }
        }
        let Some(analysis) = self.analysis.as_deref().filter(|_| !unknown.is_empty()) else {
            return Ok(None);
        };
        let rest = apart.without_values(&unknown);
        let without = if rest.is_everything() {
            0
        } else {
            self.count(&rest)?
        };
        let values = unknown.iter().filter_map(|at| apart.firm.get(*at));
        let omitted = values.filter_map(|part| {
            Some(Omitted {
                word: value(part)?.to_owned(),
                nearest: Vec::new(),
                is_unknown: true,
                without,
            })
        });
        let omitted = omitted.collect();
        let read = apart.with_words_for(&unknown, analysis);
        let hits = self.holding_some(&read, &read.apart(), &[], limit)?;
        Ok(Some(Relaxed { omitted, hits }))
    }

    fn omitted(&self, apart: &Apart<'_>, total: usize) -> Result<Vec<Omitted>, SearchError> {
        if apart.loose.len() > MAX_TOLD {
            return Ok(Vec::new());
        }
        let mut unknown = Vec::new();
        for (at, part) in apart.loose.iter().enumerate() {
            if total == 0 && self.count_of(part)? == 0 {
                unknown.push(at);
            }
        }
        let mut omitted = Vec::new();
        for (at, part) in apart.loose.iter().enumerate() {
            let is_unknown = unknown.contains(&at);
            // Without the unknown words nothing else need stand in the way.
            if !is_unknown && !unknown.is_empty() {
                continue;
            }
            let rest = apart.without(|other| other == at || unknown.contains(&other));
            let is_nothing = apart.firm.is_empty() && rest.is_everything();
            let without = if is_nothing { 0 } else { self.count(&rest)? };
            if is_unknown || without > total {
                omitted.push(Omitted {
                    word: typed(part).to_owned(),
                    nearest: if is_unknown {
                        self.names_like(part)?
                    } else {
                        Vec::new()
                    },
                    is_unknown,
                    without,
                });
            }
        }
        omitted.sort_by_key(|one| std::cmp::Reverse(one.without));
        Ok(omitted)
    }

    fn count_of(&self, part: &Node) -> Result<usize, SearchError> {
        self.count(&Query {
            node: part.clone(),
            order: None,
        })
    }

    /// Names spelled like a part, each in one script; those that were searched already are no help.
    fn names_like(&self, part: &Node) -> Result<Vec<String>, SearchError> {
        let words = words_of(part).into_iter();
        let searched = words.flat_map(|words| words.spellings.iter());
        let mut known: HashSet<String> = searched.map(|one| one.folded.clone()).collect();
        let mut names = self.nearest(typed(part))?;
        names.retain(|name| known.insert(folded(name).into_owned()));
        Ok(names)
    }

    fn holding_some(
        &self,
        query: &Query,
        apart: &Apart<'_>,
        found: &[Hit],
        limit: usize,
    ) -> Result<Vec<Hit>, SearchError> {
        let room = limit.min(self.searcher.num_docs() as usize);
        if room == 0 {
            return Ok(Vec::new());
        }
        let known: HashSet<_> = found.iter().map(|hit| hit.note.id).collect();
        let recency = Recency::of(&self.searcher);
        let top = TopDocs::with_limit(room)
            .tweak_score(move |segment: &SegmentReader| recency.tweak(segment));
        let some = self.planner().some(apart);
        let mut holding = self.searcher.search(some.as_ref(), &top)?;
        self.prefer_near(&apart.words(), &mut holding)?;
        let mut hits = self.hits(query, holding)?;
        hits.retain(|hit| !known.contains(&hit.note.id));
        settle_ties(&mut hits);
        Ok(hits)
    }
}

#[cfg(test)]
mod tests;
