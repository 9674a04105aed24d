//! The days of the demo market, and curves drawn through a few of them.

use jiff::civil::Date;
use libm::{exp, log};

use super::{FIRST, LAST};
use crate::calendar::new_york as calendar;

/// Every trading day of the demo market, oldest first.
pub(super) struct Days(Vec<Date>);

impl Days {
    pub(super) fn new() -> Self {
        Self(calendar::trading_days(FIRST, LAST).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn dates(&self) -> &[Date] {
        &self.0
    }

    /// The place of this trading day; `None` where it is none.
    pub(super) fn at(&self, day: Date) -> Option<usize> {
        self.0.binary_search(&day).ok()
    }

    /// The place of the first trading day on or after this day.
    pub(super) fn from(&self, day: Date) -> usize {
        self.0.partition_point(|&at| at < day)
    }

    /// The place one behind the last trading day on or before this day.
    pub(super) fn until(&self, day: Date) -> usize {
        self.0.partition_point(|&at| at <= day)
    }

    /// A value for every day: geometric between the knots, level before and after them.
    pub(super) fn curve(&self, knots: &[(Date, f64)]) -> Vec<f64> {
        let places: Vec<(usize, f64)> = knots
            .iter()
            .map(|&(day, value)| (self.from(day), log(value)))
            .collect();
        (0..self.len())
            .map(|day| exp(between(&places, day)))
            .collect()
    }
}

/// The straight line through `knots` at `place`.
fn between(knots: &[(usize, f64)], place: usize) -> f64 {
    let next = knots.partition_point(|knot| knot.0 <= place);
    let before = next.checked_sub(1).and_then(|at| knots.get(at));
    match (before, knots.get(next)) {
        (Some(&(from, low)), Some(&(to, high))) => {
            low + (high - low) * (place - from) as f64 / (to - from) as f64
        }
        (Some(&(_, value)), None) | (None, Some(&(_, value))) => value,
        (None, None) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_first_and_last_day_trade() {
        let days = Days::new();
        assert_eq!(days.len(), 2515);
        assert_eq!(days.at(date(2016, 2, 8)), Some(0));
        assert_eq!(days.at(date(2026, 2, 6)), Some(2514));
        assert_eq!(days.at(date(2025, 1, 9)), None);
    }

    #[test]
    fn places_around_a_closed_day() {
        let days = Days::new();
        let before = days.at(date(2025, 1, 8)).unwrap();
        assert_eq!(days.from(date(2025, 1, 9)), before + 1);
        assert_eq!(days.until(date(2025, 1, 9)), before + 1);
    }

    #[test]
    fn curves_are_geometric_between_knots_and_level_outside() {
        let days = Days::new();
        let curve = days.curve(&[(date(2016, 2, 10), 4.0), (date(2016, 2, 12), 16.0)]);
        assert!((curve[0] - 4.0).abs() < 1e-12);
        assert!((curve[3] - 8.0).abs() < 1e-12);
        assert!((curve[2514] - 16.0).abs() < 1e-12);
    }
}
