//! Searching: the hits, the passages they land on, the words lit there.

use std::collections::{BTreeMap, HashSet};
use std::time::Instant;

use crate::model::{Document, Explained, Hit, Matches, NoteId, Place, SearchAnswer, Similar};
use crate::search::{self, Matcher, Query, Rank};

use super::{Desk, DeskError};

/// Values told of each way to narrow an answer.
const FACET_VALUES: usize = 8;

impl Desk {
    /// The notes that a query finds, best first, without the passages: see [`Self::place`].
    ///
    /// # Errors
    ///
    /// [`DeskError::Query`] where the query does not parse.
    pub fn search(&self, query: &str, limit: usize) -> Result<SearchAnswer, DeskError> {
        self.find(query, false, limit)
    }

    /// The same for a query that is still being typed, whose last English word may go on.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn search_as_typed(&self, query: &str, limit: usize) -> Result<SearchAnswer, DeskError> {
        self.find(query, true, limit)
    }

    fn find(&self, query: &str, typing: bool, limit: usize) -> Result<SearchAnswer, DeskError> {
        self.reload_lexicon()?;
        let started = Instant::now();
        let parsed = self.parse_as(query, typing)?;
        let index = self.index_to_search()?;
        let results = index.answers().search(&parsed, limit)?;
        Ok(SearchAnswer {
            query: query.to_owned(),
            typing,
            total: results.total,
            took: started.elapsed(),
            hits: results.hits,
            widened: results.widened,
            ..SearchAnswer::default()
        })
    }

    /// The notes that a query finds from a place on, as [`Self::search_as_typed`] orders them, with
    /// their passages; asks before each of these whether to go on.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn search_on(
        &self,
        query: &str,
        from: usize,
        limit: usize,
        (columns, go_on): (usize, &dyn Fn() -> bool),
    ) -> Result<Vec<Hit>, DeskError> {
        let parsed = self.parse_as(query, true)?;
        let snapshot = self.index_to_search()?.answers();
        let results = snapshot.search_ranked(&parsed, Rank::Best, from, limit)?;
        let mut hits = results.hits;
        for hit in hits.iter_mut().take_while(|_| go_on()) {
            self.place_hit(hit, &parsed, columns);
        }
        Ok(hits)
    }

    /// Counts what the notes found can be narrowed by.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn facets(&self, answer: &mut SearchAnswer) -> Result<(), DeskError> {
        let query = self.parse_as(&answer.query, answer.typing)?;
        let snapshot = self.index_to_search()?.answers();
        answer.facets = Some(snapshot.facets(&query, FACET_VALUES)?);
        Ok(())
    }

    /// Looks for what rare and unknown words may have been meant to say, where few notes match.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn similar(&self, answer: &mut SearchAnswer, limit: usize) -> Result<(), DeskError> {
        answer.similar = None;
        if answer.total > answer.hits.len() {
            return Ok(());
        }
        let snapshot = self.index_to_search()?.answers();
        let Some(otherwise) = snapshot.otherwise(&answer.query, answer.typing)? else {
            return Ok(());
        };
        let typing = answer.typing && !otherwise.is_finished;
        let query = self.parse_as(&otherwise.query, typing)?;
        let known: HashSet<NoteId> = answer.hits.iter().map(|hit| hit.note.id).collect();
        let results = snapshot.search(&query, limit.saturating_add(known.len()))?;
        let mut hits = results.hits;
        hits.retain(|hit| !known.contains(&hit.note.id));
        hits.truncate(limit);
        // Names that find nothing new tell nothing.
        if !hits.is_empty() {
            answer.similar = Some(Similar {
                read_as: otherwise.read_as,
                query: otherwise.query,
                total: results.total,
                hits,
            });
        }
        Ok(())
    }

    /// Looks for what else there is where few notes match; after [`Self::similar`], without what
    /// that found.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn relax(&self, answer: &mut SearchAnswer, limit: usize) -> Result<(), DeskError> {
        let query = self.parse_as(&answer.query, answer.typing)?;
        let snapshot = self.index_to_search()?.answers();
        answer.relaxed = snapshot.relax(&query, &answer.hits, answer.total, limit)?;
        if let (Some(relaxed), Some(similar)) = (&mut answer.relaxed, &answer.similar) {
            let told: HashSet<NoteId> = similar.hits.iter().map(|hit| hit.note.id).collect();
            relaxed.hits.retain(|hit| !told.contains(&hit.note.id));
        }
        Ok(())
    }

    /// Reads the notes behind the hits and finds the passage to show of each: first of those that
    /// hold what was asked, then of those that hold something like it, then some of it.
    ///
    /// A note that is gone since it was indexed keeps its hit, without a passage.
    pub fn place(&self, answer: &mut SearchAnswer, columns: usize) -> Result<(), DeskError> {
        self.place_while(answer, columns, &mut |_, _| true)
    }

    /// The same, asking after each hit whether to go on; told are the answer so far and how many
    /// of its hits were looked at.
    pub fn place_while(
        &self,
        answer: &mut SearchAnswer,
        columns: usize,
        go_on: &mut dyn FnMut(&SearchAnswer, usize) -> bool,
    ) -> Result<(), DeskError> {
        let query = self.parse_as(&answer.query, answer.typing)?;
        let names = answer.similar.as_ref().map(|similar| &similar.query);
        let names = names
            .map(|names| self.parse_as(names, answer.typing))
            .transpose()?;
        let parts = query.in_parts();
        let sections: [(Hits, &Query); 3] = [
            (|answer| &mut answer.hits, &query),
            (
                |answer| answer.similar.as_mut().map_or(&mut [], |one| &mut one.hits),
                names.as_ref().unwrap_or(&query),
            ),
            (
                |answer| answer.relaxed.as_mut().map_or(&mut [], |one| &mut one.hits),
                &parts,
            ),
        ];
        let mut placed = 0;
        for (hits, query) in sections {
            for at in 0..hits(answer).len() {
                if let Some(hit) = hits(answer).get_mut(at) {
                    self.place_hit(hit, query, columns);
                }
                placed += 1;
                if !go_on(answer, placed) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Lights the title of a hit, and finds the passage to show.
    fn place_hit(&self, hit: &mut Hit, query: &Query, columns: usize) {
        hit.title = Matcher::new(query).in_title(&hit.note.title);
        let Ok(document) = self.open_path(&hit.note.path) else {
            return;
        };
        hit.place = search::locate(&document.note, query).map(|located| Place {
            passage: located.passage,
            side: located.side,
            snippet: search::snippet(&document.note, &located, columns),
        });
    }

    /// Why a query was read as it was, and why it found its hits: all those of the answer, or one.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn explain(
        &self,
        answer: &SearchAnswer,
        only: Option<NoteId>,
    ) -> Result<Explained, DeskError> {
        let query = self.parse_as(&answer.query, answer.typing)?;
        let hits = answer.hits.iter();
        let hits: Vec<&Hit> = hits
            .filter(|hit| only.is_none_or(|only| hit.note.id == only))
            .collect();
        let snapshot = self.index_to_search()?.answers();
        Ok(snapshot.explain(&answer.query, &query, &hits)?)
    }

    /// The best passage of one note for a query, and all matches in it.
    pub fn locate(
        &self,
        document: &Document,
        query: &str,
    ) -> Result<(Option<usize>, Matches), DeskError> {
        let query = self.parse_as(query, true)?;
        let whole = search::locate(&document.note, &query);
        // Some notes hold some of it only.
        let parts = || search::locate(&document.note, &query.in_parts());
        let Some(located) = whole.or_else(parts) else {
            return Ok((None, BTreeMap::new()));
        };
        Ok((Some(located.passage), located.matches))
    }
}

/// The hits of one section of an answer.
type Hits = fn(&mut SearchAnswer) -> &mut [Hit];
