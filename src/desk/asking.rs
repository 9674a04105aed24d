//! What a query may ask of the desk: the day, the last close, saved queries, the notes read.

use std::cell::RefCell;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::NoteId;
use crate::search::Analysis;
use crate::search::query::{self, Context, Query};

use super::{Desk, DeskError};

/// A desk that is asked by one query.
struct Asking<'a> {
    desk: &'a Desk,
    analysis: Arc<Analysis>,
    /// The first question that could not be answered.
    failed: RefCell<Option<DeskError>>,
}

impl Desk {
    /// Reads a query; an empty one loads nothing.
    pub(super) fn parse(&self, text: &str) -> Result<Query, DeskError> {
        self.parse_as(text, false)
    }

    /// Reads a query; `typing` where its last word may go on.
    pub(super) fn parse_as(&self, text: &str, typing: bool) -> Result<Query, DeskError> {
        if text.trim().is_empty() {
            return Ok(Query::everything());
        }
        let asking = Asking {
            desk: self,
            analysis: self.analysis()?,
            failed: RefCell::default(),
        };
        let parse = if typing {
            query::parse_typing
        } else {
            query::parse
        };
        let parsed = parse(text, &asking);
        match asking.failed.into_inner() {
            Some(error) => Err(error),
            None => Ok(parsed?),
        }
    }
}

impl Asking<'_> {
    /// An answer, or nothing where the desk fails; that is told in the place of the query.
    fn answer<T: Default>(&self, asked: Result<T, DeskError>) -> T {
        asked.unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            T::default()
        })
    }
}

impl Context for Asking<'_> {
    fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    fn today(&self) -> Date {
        self.desk.setup.today
    }

    fn last_close(&self) -> Option<Date> {
        self.answer(self.desk.market().map(|market| market.last))
    }

    fn saved(&self, name: &str) -> Option<String> {
        let search = self.answer(self.desk.saved_search(name))?;
        Some(search.query)
    }

    fn saved_names(&self) -> Vec<String> {
        let searches = self.answer(self.desk.saved_searches());
        searches.into_iter().map(|search| search.name).collect()
    }

    fn read_notes(&self) -> Vec<NoteId> {
        let read = self.answer(self.desk.read_notes());
        read.iter().copied().collect()
    }
}
