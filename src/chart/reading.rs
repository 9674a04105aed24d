//! The pictures of a reading: its history, how often it stood where, and its own plots.

use jiff::civil::Date;

use super::figures::figure;
use super::history::{self, History, View};
use super::scene::Scene;
use crate::model::{Locale, Reading, Term};

/// A reading with what is marked on its history.
#[derive(Debug, Clone, Copy)]
pub struct Pictured<'a> {
    /// The reading.
    pub reading: &'a Reading,
    /// The day that is compared with the last one.
    pub then: Option<Date>,
    /// Days of the notes that speak of it.
    pub notes: &'a [Date],
    /// Days of the calendar.
    pub events: &'a [Date],
}

impl<'a> Pictured<'a> {
    /// What its pictures are called, the history first.
    pub fn titles(&self) -> impl Iterator<Item = Term> + use<'a> {
        let own = self.reading.plots.iter().map(|plot| plot.title);
        [
            Term::new("history", "走势", "走勢"),
            Term::new("distribution", "分布", "分布"),
        ]
        .into_iter()
        .chain(own)
    }

    /// The picture of a number, counted from 0; `None` where there is none or nothing to draw.
    #[must_use]
    pub fn picture(&self, number: usize, view: View, locale: Locale) -> Option<Scene> {
        match number.checked_sub(2) {
            None if number == 0 => history::line(&self.history(), view),
            None => history::histogram(&self.history()),
            Some(own) => {
                let plot = self.reading.plots.get(own)?;
                figure(&plot.figure, locale)
            }
        }
    }

    /// Its history.
    #[must_use]
    pub fn history(&self) -> History<'a> {
        let reading = self.reading;
        History {
            points: &reading.history,
            unit: reading.unit,
            window: reading
                .percentile
                .map_or(usize::MAX, |percentile| percentile.count),
            then: self.then,
            notes: self.notes,
            events: self.events,
        }
    }
}
