//! Every indicator for the last date, most stretched first.

use std::sync::Arc;

use crate::app::commands::Command;
use crate::app::cursor::Cursor;
use crate::model::Reading;

/// Rows of the title, a gap and the headings.
pub const HEADING_ROWS: u16 = 3;

/// The readings of the last date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dashboard {
    /// Most stretched first; `None` until computed.
    pub readings: Option<Vec<Arc<Reading>>>,
    /// The chosen one.
    pub cursor: Cursor,
}

impl Dashboard {
    /// Takes new readings and puts the most stretched first; those without a percentile last.
    pub fn set(&mut self, mut readings: Vec<Arc<Reading>>) {
        readings.sort_by(|a, b| stretch(b).total_cmp(&stretch(a)));
        self.cursor.clamp(readings.len());
        self.readings = Some(readings);
    }

    /// The chosen reading.
    #[must_use]
    pub fn selected(&self) -> Option<&Arc<Reading>> {
        self.readings.as_ref()?.get(self.cursor.selected)
    }

    /// Readings that fit below the headings.
    #[must_use]
    pub fn page(rows: u16) -> usize {
        usize::from(rows.saturating_sub(HEADING_ROWS)).max(1)
    }

    /// Moves the choice.
    pub fn steer(&mut self, command: Command, rows: u16) -> bool {
        let count = self.readings.as_ref().map_or(0, Vec::len);
        self.cursor.steer(command, count, Self::page(rows))
    }
}

/// Distance from the middle of its own history; below zero where there is none.
fn stretch(reading: &Reading) -> f64 {
    match (&reading.percentile, reading.value) {
        (Some(percentile), _) => (percentile.rank() - 50.0).abs(),
        (None, Some(_)) => -1.0,
        (None, None) => -2.0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Percentile, Unit};

    fn reading(id: &'static str, percentile: Option<f64>) -> Arc<Reading> {
        let mut reading = Reading::missing(id, Unit::Ratio, Vec::new());
        reading.value = percentile;
        let since = date(2021, 2, 1);
        reading.percentile = percentile.map(|value| Percentile {
            value,
            below: value,
            window: 1260,
            count: 1260,
            since,
        });
        Arc::new(reading)
    }

    #[test]
    fn the_most_stretched_stands_first_and_the_missing_last() {
        let mut dashboard = Dashboard::default();
        dashboard.set(vec![
            reading("middle", Some(50.0)),
            reading("missing", None),
            reading("high", Some(97.0)),
            reading("low", Some(2.0)),
        ]);
        let order = dashboard.readings.unwrap();
        let order: Vec<_> = order.iter().map(|reading| reading.indicator).collect();
        assert_eq!(order, ["low", "high", "middle", "missing"]);
    }
}
