//! Returns from one close to the next.
//!
//! Logarithmic for volatility, simple for profit and loss, flows and the size of moves.

use jiff::civil::Date;

use crate::model::Bar;

/// The simple return, as a fraction, measured against the size of the first price so that its
/// sign is the direction even from a negative price; `None` from zero.
pub(crate) fn simple(from: f64, to: f64) -> Option<f64> {
    let change = (to - from) / from.abs();
    change.is_finite().then_some(change)
}

/// The logarithmic return; the simple one where a price is not positive, for which no logarithm
/// exists (oil in April 2020, yields below zero).
pub(crate) fn log(from: f64, to: f64) -> Option<f64> {
    if from > 0.0 && to > 0.0 {
        Some((to / from).ln()).filter(|change| change.is_finite())
    } else {
        simple(from, to)
    }
}

/// Returns between neighbouring bars, each with the day it ended; undefined ones are left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Returns {
    /// The days, oldest first.
    pub(crate) days: Vec<Date>,
    /// The returns of those days.
    pub(crate) values: Vec<f64>,
}

impl Returns {
    /// Logarithmic returns.
    pub(crate) fn log(bars: &[Bar]) -> Self {
        Self::between(bars, log)
    }

    /// Simple returns.
    pub(crate) fn simple(bars: &[Bar]) -> Self {
        Self::between(bars, simple)
    }

    fn between(bars: &[Bar], measure: fn(f64, f64) -> Option<f64>) -> Self {
        let mut returns = Self {
            days: Vec::with_capacity(bars.len()),
            values: Vec::with_capacity(bars.len()),
        };
        for (before, bar) in bars.iter().zip(bars.iter().skip(1)) {
            if let Some(change) = measure(before.close, bar.close) {
                returns.days.push(bar.date);
                returns.values.push(change);
            }
        }
        returns
    }

    /// A statistic of each run of `window` returns, with the day the run ended.
    pub(crate) fn rolling(
        &self,
        window: usize,
        statistic: impl Fn(&[f64]) -> Option<f64>,
    ) -> Vec<(Date, f64)> {
        let Some(first) = window.checked_sub(1) else {
            return Vec::new();
        };
        let days = self.days.iter().skip(first);
        let runs = self.values.windows(window);
        days.zip(runs)
            .filter_map(|(day, run)| Some((*day, statistic(run)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn direction_survives_negative_prices() {
        for (from, to, change) in [
            (100.0, 110.0, Some(0.1)),
            (-40.0, 10.0, Some(1.25)),
            (20.0, -40.0, Some(-3.0)),
            (0.0, 1.0, None),
            (0.0, 0.0, None),
        ] {
            assert_eq!(simple(from, to), change, "{from} to {to}");
        }
    }

    #[test]
    fn log_falls_back_to_simple() {
        assert_eq!(log(1.0, 1.0), Some(0.0));
        assert_eq!(log(1.0, std::f64::consts::E), Some(1.0));
        assert_eq!(log(20.0, -40.0), Some(-3.0));
        assert_eq!(log(1e-300, 1e300), None);
    }

    #[test]
    fn undefined_returns_leave_no_hole() {
        let closes = [1.0, 0.0, 2.0, 3.0];
        let bars: Vec<Bar> = (1..)
            .zip(closes)
            .map(|(day, close)| Bar::close_only(date(2026, 1, day), close))
            .collect();
        let returns = Returns::simple(&bars);
        assert_eq!(returns.values, [-1.0, 0.5]);
        assert_eq!(returns.days, [date(2026, 1, 2), date(2026, 1, 4)]);
        let sums = returns.rolling(2, |run| Some(run.iter().sum()));
        assert_eq!(sums, [(date(2026, 1, 4), -0.5)]);
        assert!(returns.rolling(0, |_| Some(0.0)).is_empty());
        assert!(Returns::log(&[]).values.is_empty());
    }
}
