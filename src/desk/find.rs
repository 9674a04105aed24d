//! Searching: the hits, the passages they land on, the words lit there.

use std::collections::BTreeMap;

use crate::model::{Document, Matches, Place, SearchAnswer};
use crate::search;

use super::{Desk, DeskError};

impl Desk {
    /// The notes that a query finds, best first, without the passages: see [`Self::place`].
    ///
    /// # Errors
    ///
    /// [`DeskError::Query`] where the query does not parse.
    pub fn search(&self, query: &str, limit: usize) -> Result<SearchAnswer, DeskError> {
        let parsed = self.parse(query)?;
        let results = self.snapshot()?.search(&parsed, limit)?;
        Ok(SearchAnswer {
            query: query.to_owned(),
            total: results.total,
            hits: results.hits,
            widened: results.widened,
        })
    }

    /// Reads the notes behind the hits and finds the passage to show of each.
    ///
    /// A note that is gone since it was indexed keeps its hit, without a passage.
    pub fn place(&self, answer: &mut SearchAnswer, columns: usize) -> Result<(), DeskError> {
        let query = self.parse(&answer.query)?;
        for hit in &mut answer.hits {
            let Ok(document) = self.open_path(&hit.note.path) else {
                continue;
            };
            let located = search::locate(&document.note, &query);
            let Some(located) = located else { continue };
            let snippet = search::snippet(&document.note, &located, columns);
            hit.place = Some(Place {
                passage: located.passage,
                side: located.side,
                snippet,
            });
        }
        Ok(())
    }

    /// The best passage of one note for a query, and all matches in it.
    pub fn locate(
        &self,
        document: &Document,
        query: &str,
    ) -> Result<(Option<usize>, Matches), DeskError> {
        let query = self.parse(query)?;
        let Some(located) = search::locate(&document.note, &query) else {
            return Ok((None, BTreeMap::new()));
        };
        Ok((Some(located.passage), located.matches))
    }
}
