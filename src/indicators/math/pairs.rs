//! Two series beside each other: correlation and beta of daily returns, pairwise complete.

use jiff::civil::Date;

use super::{returns, stats};
use crate::model::Bar;

/// Simple returns of two series between neighbouring days of the second, oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pair {
    days: Vec<Date>,
    own: Vec<f64>,
    other: Vec<f64>,
}

impl Pair {
    /// The returns between neighbouring bars of `other` on whose two days `own` has a close, too;
    /// where it lacks one nothing is carried over. What `own` does on other days, such as
    /// weekends, is part of its next return.
    pub(crate) fn new(own: &[Bar], other: &[Bar]) -> Self {
        let mut pair = Self::default();
        let close = |day: Date| {
            let at = own.binary_search_by_key(&day, |bar| bar.date).ok()?;
            own.get(at).map(|bar| bar.close)
        };
        let mut before = other.first().and_then(|bar| close(bar.date));
        for (last, bar) in other.iter().zip(other.iter().skip(1)) {
            let now = close(bar.date);
            let own = before
                .zip(now)
                .and_then(|(before, now)| returns::simple(before, now));
            let other = returns::simple(last.close, bar.close);
            if let (Some(own), Some(other)) = (own, other) {
                pair.days.push(bar.date);
                pair.own.push(own);
                pair.other.push(other);
            }
            before = now;
        }
        pair
    }

    /// The last of each `window` returns: its day, Pearson's correlation, and the beta of the
    /// first to the second; `None` where there are fewer or the second never moved.
    pub(crate) fn last(&self, window: usize) -> Option<Together> {
        let from = self.days.len().checked_sub(window)?;
        let own = self.own.get(from..)?;
        let other = self.other.get(from..)?;
        let covariance = covariance(own, other)?;
        let spread = stats::sample_deviation(other)?;
        let own_spread = stats::sample_deviation(own)?;
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        Some(Together {
            day: *self.days.last()?,
            correlation: finite(covariance / (own_spread * spread))?.clamp(-1.0, 1.0),
            beta: finite(covariance / (spread * spread))?,
        })
    }
}

/// The sample covariance; `None` of fewer than two pairs.
fn covariance(own: &[f64], other: &[f64]) -> Option<f64> {
    let (centre, other_centre) = (stats::mean(own)?, stats::mean(other)?);
    let products = own.iter().zip(other);
    let sum: f64 = products
        .map(|(one, other)| (one - centre) * (other - other_centre))
        .sum();
    (own.len() > 1).then(|| sum / (own.len() - 1) as f64)
}

/// How two series moved together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Together {
    /// The last day.
    pub(crate) day: Date,
    /// Pearson's correlation.
    pub(crate) correlation: f64,
    /// The slope of the first on the second.
    pub(crate) beta: f64,
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn pair(closes: impl Iterator<Item = (f64, f64)>) -> Pair {
        let days = date(2026, 1, 1).series(1.day());
        let (own, other): (Vec<Bar>, Vec<Bar>) = days
            .zip(closes)
            .map(|(day, (own, other))| (Bar::close_only(day, own), Bar::close_only(day, other)))
            .unzip();
        Pair::new(&own, &other)
    }

    #[test]
    fn a_day_without_a_close_leaves_two_returns_out() {
        let bars = |days: &[i8]| -> Vec<Bar> {
            let bar = |day: &i8| Bar::close_only(date(2026, 1, *day), f64::from(*day));
            days.iter().map(bar).collect()
        };
        let pair = Pair::new(&bars(&[1, 2, 4, 5]), &bars(&[1, 2, 3, 4, 5]));
        assert_eq!(pair.days, [date(2026, 1, 2), date(2026, 1, 5)]);
        let weekend = Pair::new(&bars(&[1, 2, 3, 4, 5]), &bars(&[2, 5]));
        assert_eq!(weekend.own, [1.5]);
    }

    fn path(seed: u64, scale: f64) -> Vec<f64> {
        let mut state = seed | 1;
        let mut price = 100.0;
        let step = |_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            price *= 1.0 + scale * ((state >> 33) as f64 / f64::from(u32::MAX) - 0.25);
            price
        };
        (0..80).map(step).collect()
    }

    #[test]
    fn twice_the_move_is_a_beta_of_two() {
        let other = path(7, 0.02);
        let mut own = vec![50.0];
        for moved in other.windows(2) {
            own.push(own[own.len() - 1] * (1.0 + 2.0 * (moved[1] / moved[0] - 1.0)));
        }
        let found = pair(own.into_iter().zip(other)).last(63).unwrap();
        assert!((found.beta - 2.0).abs() < 1e-9 && (found.correlation - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_never_moves_has_no_correlation() {
        let flat = std::iter::repeat_n((100.0, 50.0), 80);
        assert_eq!(pair(flat).last(63), None);
        assert_eq!(
            pair(path(3, 0.02).into_iter().map(|one| (one, one))).last(100),
            None
        );
    }

    proptest! {
        #[test]
        fn correlation_is_symmetric_and_bounded(a in any::<u64>(), b in any::<u64>()) {
            let (one, other) = (path(a, 0.03), path(b, 0.05));
            let there = pair(one.iter().copied().zip(other.iter().copied())).last(63);
            let back = pair(other.into_iter().zip(one)).last(63);
            if let (Some(there), Some(back)) = (there, back) {
                prop_assert!((there.correlation - back.correlation).abs() < 1e-9);
                prop_assert!((-1.0..=1.0).contains(&there.correlation));
            }
        }
    }
}
