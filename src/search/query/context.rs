//! What a query may ask beyond its own text.

use jiff::civil::Date;

use crate::model::NoteId;
use crate::search::Analysis;

/// What a query is read against. Each is asked only where the query names it: words need the
/// analysis, `since:7d` the day, `is:unread` the notes read.
pub trait Context {
    /// The language tools that words are read with.
    fn analysis(&self) -> &Analysis;

    /// What `date:7d` counts back from.
    fn today(&self) -> Date;

    /// The day of the newest figures of the market, for `since:last-close`; `None` where there
    /// are none.
    fn last_close(&self) -> Option<Date>;

    /// The query saved under a name, for `@name`; names differ in more than case and script.
    fn saved(&self, name: &str) -> Option<String>;

    /// The names of all saved queries, to tell the nearest to an unknown one.
    fn saved_names(&self) -> Vec<String>;

    /// The notes that were read, in any order, for `is:unread`.
    fn read_notes(&self) -> Vec<NoteId>;
}

/// A day and the language tools: nothing is saved, read or priced.
#[derive(Debug, Clone, Copy)]
pub struct Bare<'a> {
    /// What `date:7d` counts back from.
    pub today: Date,
    /// What words are read with.
    pub analysis: &'a Analysis,
}

impl Context for Bare<'_> {
    fn analysis(&self) -> &Analysis {
        self.analysis
    }

    fn today(&self) -> Date {
        self.today
    }

    fn last_close(&self) -> Option<Date> {
        None
    }

    fn saved(&self, _: &str) -> Option<String> {
        None
    }

    fn saved_names(&self) -> Vec<String> {
        Vec::new()
    }

    fn read_notes(&self) -> Vec<NoteId> {
        Vec::new()
    }
}
