//! Several series on the days that all of them have.
//!
//! Returns are measured between neighbours of those days, so that each is over the same time for
//! every series; nothing is carried forward.

use jiff::civil::Date;

use super::inputs::Observed;
use super::math::returns;

/// Simple returns of several series over the same days.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Aligned {
    /// The days on which the returns ended, oldest first.
    pub(super) days: Vec<Date>,
    /// The returns of each series, in the order given, each as long as `days`.
    pub(super) returns: Vec<Vec<f64>>,
}

impl Aligned {
    /// The returns on common days; days on which any return is undefined (a price of zero) are
    /// left out for all.
    pub(super) fn new(series: &[Observed<'_>]) -> Self {
        let mut left: Vec<_> = series
            .iter()
            .map(|one| one.bars.iter().peekable())
            .collect();
        let mut aligned = Self {
            days: Vec::new(),
            returns: vec![Vec::new(); series.len()],
        };
        let mut before: Vec<f64> = Vec::new();
        let Some((first, others)) = left.split_first_mut() else {
            return aligned;
        };
        for bar in first {
            let mut closes = vec![bar.close];
            closes.extend(others.iter_mut().filter_map(|bars| {
                while bars.next_if(|other| other.date < bar.date).is_some() {}
                let same = bars.next_if(|other| other.date == bar.date)?;
                Some(same.close)
            }));
            if closes.len() == series.len() {
                aligned.add(bar.date, &before, &closes);
                before = closes;
            }
        }
        aligned
    }

    fn add(&mut self, day: Date, before: &[f64], closes: &[f64]) {
        let pairs = before.iter().zip(closes);
        let found: Option<Vec<f64>> = pairs
            .map(|(before, close)| returns::simple(*before, *close))
            .collect();
        if let Some(found) = found.filter(|found| !found.is_empty()) {
            self.days.push(day);
            for (own, change) in self.returns.iter_mut().zip(found) {
                own.push(change);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::indicators::inputs::{Cut, Inputs, Known};
    use crate::model::{Bar, Origin, Series};

    fn aligned(series: &[&[(i8, f64)]]) -> Aligned {
        let named = series.iter().enumerate().map(|(at, bars)| {
            let bars = bars
                .iter()
                .map(|(day, close)| Bar::close_only(date(2026, 1, *day), *close));
            Series::new(format!("S{at}"), Origin::Demo, bars.collect())
        });
        let inputs: Inputs = named.collect();
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        let found: Vec<Observed<'_>> = (0..series.len())
            .filter_map(|at| known.series(&format!("S{at}")))
            .collect();
        Aligned::new(&found)
    }

    #[test]
    fn a_day_that_one_lacks_joins_two_returns_of_all() {
        let found = aligned(&[
            &[(1, 1.0), (2, 2.0), (3, 3.0), (4, 6.0)],
            &[(1, 10.0), (3, 20.0), (4, 10.0)],
        ]);
        assert_eq!(found.days, [date(2026, 1, 3), date(2026, 1, 4)]);
        assert_eq!(found.returns, [vec![2.0, 1.0], vec![1.0, -0.5]]);
    }

    #[test]
    fn an_undefined_return_is_left_out_for_all() {
        let found = aligned(&[
            &[(1, 0.0), (2, 2.0), (3, 3.0)],
            &[(1, 1.0), (2, 1.0), (3, 1.0)],
        ]);
        assert_eq!(found.days, [date(2026, 1, 3)]);
        assert_eq!(found.returns, [vec![0.5], vec![0.0]]);
    }

    #[test]
    fn nothing_in_common_is_nothing() {
        assert!(
            aligned(&[&[(1, 1.0), (2, 2.0)], &[(3, 1.0)]])
                .days
                .is_empty()
        );
        assert!(aligned(&[]).days.is_empty());
    }
}
