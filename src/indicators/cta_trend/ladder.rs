//! The closes at which the signal changes.
//!
//! For the close `ahead` days from now, the sign of window L turns at the close of `ahead - L`
//! days from now, which is known while `ahead` is at most L. Between neighbouring levels the
//! signal is constant.

use crate::model::{Curve, Figure, Plot, Term, Unit};

use super::{Trend, direction, rounded};

/// How far beyond its ends the ladder is drawn, as a share of its height.
const AIR: f64 = 0.1;

/// A level, and the signals on either side of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rung {
    /// The window that turns, in days.
    pub(super) window: usize,
    /// The close at which it turns.
    pub(super) level: f64,
    /// The signal just above.
    pub(super) above: f64,
    /// The signal just below.
    pub(super) below: f64,
}

/// All levels for one day ahead, highest first.
#[derive(Debug, Clone)]
pub(super) struct Ladder {
    rungs: Vec<Rung>,
    weights: Vec<f64>,
}

impl Ladder {
    /// The levels for the close `ahead` days after the last; windows shorter than `ahead` turn at
    /// closes not yet known and are left out.
    pub(super) fn new(closes: &[f64], weights: &[(usize, f64)], ahead: usize) -> Self {
        let mut levels: Vec<(f64, usize, f64)> = weights
            .iter()
            .filter_map(|(window, weight)| {
                let back = window.checked_sub(ahead)?;
                let at = closes.len().checked_sub(back + 1)?;
                Some((*closes.get(at)?, *window, *weight))
            })
            .collect();
        levels.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut signal: f64 = levels.iter().map(|(_, _, weight)| weight).sum();
        let mut rungs = Vec::with_capacity(levels.len());
        for (level, window, weight) in &levels {
            let above = signal;
            signal -= 2.0 * weight;
            rungs.push(Rung {
                window: *window,
                level: *level,
                above: rounded(above),
                below: rounded(signal),
            });
        }
        Self {
            rungs,
            weights: levels.iter().map(|(_, _, weight)| *weight).collect(),
        }
    }

    /// The levels, highest first.
    pub(super) fn rungs(&self) -> &[Rung] {
        &self.rungs
    }

    /// The signal by the next close, as steps, with the last close marked.
    pub(super) fn plot(&self, trend: &Trend<'_>) -> Plot {
        let levels = || {
            self.rungs
                .iter()
                .map(|rung| rung.level)
                .chain([trend.close])
        };
        let high = levels().fold(f64::NEG_INFINITY, f64::max);
        let low = levels().fold(f64::INFINITY, f64::min);
        let air = (high - low) * AIR;
        let mut points = vec![(low - air, self.signal_at(low - air))];
        for rung in self.rungs.iter().rev() {
            points.extend([(rung.level, rung.below), (rung.level, rung.above)]);
        }
        points.push((high + air, self.signal_at(high + air)));
        Plot {
            title: Term::new("ladder", "触发阶梯", "觸發階梯"),
            figure: Figure::Curves {
                across: (Term::new("Next close", "次日收盘", "次日收盤"), Unit::Price),
                unit: Unit::Fraction,
                curves: vec![Curve {
                    name: Term::new("Signal", "信号", "訊號"),
                    points,
                }],
                marks: vec![(Term::new("close", "现价", "現價"), trend.close)],
            },
        }
    }

    /// The signal of a close at this price; a window at its very level counts nothing.
    pub(super) fn signal_at(&self, price: f64) -> f64 {
        let parts = self.rungs.iter().zip(&self.weights);
        rounded(
            parts
                .map(|(rung, weight)| weight * direction(price, rung.level))
                .sum(),
        )
    }

    /// The nearest level at or above a price.
    pub(super) fn buys_above(&self, price: f64) -> Option<&Rung> {
        self.rungs.iter().rev().find(|rung| rung.level >= price)
    }

    /// The nearest level at or below a price.
    pub(super) fn sells_below(&self, price: f64) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.level <= price)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WEIGHTS: [(usize, f64); 2] = [(1, 0.4), (3, 0.6)];

    #[test]
    fn levels_are_the_closes_that_drop_out() {
        let ladder = Ladder::new(&[7.0, 9.0, 8.0], &WEIGHTS, 1);
        let found: Vec<_> = ladder
            .rungs()
            .iter()
            .map(|rung| (rung.window, rung.level))
            .collect();
        assert_eq!(found, [(1, 8.0), (3, 7.0)]);
        let below: Vec<f64> = ladder.rungs().iter().map(|rung| rung.below).collect();
        assert_eq!(below, [0.2, -1.0]);
    }

    #[test]
    fn a_level_itself_counts_nothing() {
        let ladder = Ladder::new(&[7.0, 9.0, 8.0], &WEIGHTS, 1);
        let prices = [8.5, 8.0, 7.5, 7.0, 6.0];
        let signals: Vec<f64> = prices.map(|price| ladder.signal_at(price)).into();
        assert_eq!(signals, [1.0, 0.6, 0.2, -0.4, -1.0]);
        assert_eq!(ladder.buys_above(8.0).map(|rung| rung.level), Some(8.0));
        assert_eq!(ladder.sells_below(8.0).map(|rung| rung.level), Some(8.0));
        assert_eq!(ladder.buys_above(8.5), None);
    }

    #[test]
    fn days_ahead_leave_out_windows_not_yet_known() {
        let ladder = Ladder::new(&[7.0, 9.0, 8.0], &WEIGHTS, 2);
        let found: Vec<_> = ladder.rungs().iter().map(|rung| rung.level).collect();
        assert_eq!(found, [9.0]);
    }

    proptest! {
        #[test]
        fn the_ladder_is_the_signal_of_the_next_day(
            closes in prop::collection::vec(50.0..150.0, 6..30), price in 50.0..150.0_f64,
        ) {
            let weights = [(1, 0.1), (2, 0.3), (5, 0.6)];
            let ladder = Ladder::new(&closes, &weights, 1);
            let next: Vec<f64> = closes.iter().copied().chain([price]).collect();
            let direct: f64 = weights
                .iter()
                .map(|(window, weight)| weight * direction(price, next[next.len() - 1 - window]))
                .sum();
            prop_assert!((ladder.signal_at(price) - direct).abs() < 1e-8);
        }
    }
}
