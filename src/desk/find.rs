//! Searching: the hits, the passages they land on, the words lit there.

use std::collections::{BTreeMap, HashSet};

use crate::model::{Document, Hit, Matches, NoteId, Place, SearchAnswer, Similar};
use crate::search::{self, Query};

use super::{Desk, DeskError};

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
        let parsed = self.parse_as(query, typing)?;
        let index = self.index_to_search()?;
        let results = index.snapshot().search(&parsed, limit)?;
        Ok(SearchAnswer {
            query: query.to_owned(),
            typing,
            total: results.total,
            hits: results.hits,
            widened: results.widened,
            ..SearchAnswer::default()
        })
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
        let snapshot = self.index_to_search()?.snapshot();
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

    /// Looks for what else there is where few notes match.
    ///
    /// # Errors
    ///
    /// As [`Self::search`].
    pub fn relax(&self, answer: &mut SearchAnswer, limit: usize) -> Result<(), DeskError> {
        let query = self.parse_as(&answer.query, answer.typing)?;
        let snapshot = self.index_to_search()?.snapshot();
        answer.relaxed = snapshot.relax(&query, &answer.hits, answer.total, limit)?;
        Ok(())
    }

    /// Reads the notes behind the hits and finds the passage to show of each.
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
        for at in 0..answer.hits.len() {
            if let Some(hit) = answer.hits.get_mut(at) {
                hit.place = self.place_of(hit, &query, columns);
            }
            if !go_on(answer, at + 1) {
                break;
            }
        }
        Ok(())
    }

    fn place_of(&self, hit: &Hit, query: &Query, columns: usize) -> Option<Place> {
        let document = self.open_path(&hit.note.path).ok()?;
        let located = search::locate(&document.note, query)?;
        let snippet = search::snippet(&document.note, &located, columns);
        Some(Place {
            passage: located.passage,
            side: located.side,
            snippet,
        })
    }

    /// The best passage of one note for a query, and all matches in it.
    pub fn locate(
        &self,
        document: &Document,
        query: &str,
    ) -> Result<(Option<usize>, Matches), DeskError> {
        let query = self.parse_as(query, true)?;
        let Some(located) = search::locate(&document.note, &query) else {
            return Ok((None, BTreeMap::new()));
        };
        Ok((Some(located.passage), located.matches))
    }
}
