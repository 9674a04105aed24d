//! The distribution of the target after several decisions.
//!
//! Each decision has two outcomes, the whole steps around what is expected of it, with the weights
//! that make their mean; decisions are taken as independent (CME Group's aggregated view, 2024).

use super::path::Decision;

/// Shares of whole steps of 25 basis points, from the lowest up; they sum to one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Odds {
    lowest: i32,
    shares: Vec<f64>,
}

impl Odds {
    /// Nothing has been decided.
    pub(super) fn none() -> Self {
        Self {
            lowest: 0,
            shares: vec![1.0],
        }
    }

    /// Of one decision alone.
    pub(super) fn of(decision: &Decision) -> Self {
        Self::none().then(decision)
    }

    /// With one more decision.
    pub(super) fn then(&self, decision: &Decision) -> Self {
        let steps = decision.steps();
        let whole = steps.floor();
        let above = steps - whole;
        let shifted = |weight: f64| self.shares.iter().map(move |share| share * weight);
        let mut shares: Vec<f64> = shifted(1.0 - above).chain([0.0]).collect();
        for (slot, share) in shares.iter_mut().skip(1).zip(shifted(above)) {
            *slot += share;
        }
        Self {
            lowest: self.lowest.saturating_add(whole as i32),
            shares,
        }
    }

    /// Steps and their shares, from the lowest.
    pub(super) fn shares(&self) -> impl Iterator<Item = (i32, f64)> {
        (self.lowest..).zip(self.shares.iter().copied())
    }

    /// The share of outcomes that satisfy a condition on their steps, in per cent.
    pub(super) fn percent(&self, is_counted: impl Fn(i32) -> bool) -> f64 {
        let counted = self.shares().filter(|(steps, _)| is_counted(*steps));
        100.0 * counted.map(|(_, share)| share).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::path::STEP;
    use super::*;

    fn expecting(steps: f64) -> Decision {
        Decision {
            day: date(2024, 6, 12),
            start: 5.0,
            end: STEP.mul_add(steps, 5.0),
        }
    }

    #[test]
    fn two_even_chances_make_a_quarter_a_half_and_a_quarter() {
        let odds = Odds::of(&expecting(0.5)).then(&expecting(0.5));
        let found: Vec<(i32, f64)> = odds.shares().collect();
        let expected = [(0, 0.25), (1, 0.5), (2, 0.25)];
        for (one, other) in found.iter().zip(expected) {
            assert!(
                one.0 == other.0 && (one.1 - other.1).abs() < 1e-12,
                "{found:?}"
            );
        }
    }

    #[test]
    fn the_published_output_of_september_2026_is_a_convolution() {
        // October 42.4 / 57.6; December 9.9 / 46.0 / 44.1, so that December alone steps 0.766.
        let odds = Odds::of(&expecting(0.576)).then(&expecting(0.441 / 0.576));
        let found: Vec<f64> = odds.shares().map(|(_, share)| 100.0 * share).collect();
        for (one, other) in found.iter().zip([9.9, 46.0, 44.1]) {
            assert!((one - other).abs() < 0.1, "{found:?}");
        }
    }

    #[test]
    fn cuts_are_counted_below_zero() {
        let odds = Odds::of(&expecting(-1.34));
        assert!((odds.percent(|steps| steps < 0) - 100.0).abs() < 1e-9);
        assert!((odds.percent(|steps| steps == -2) - 34.0).abs() < 1e-9);
        assert!(odds.percent(|steps| steps > 0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn shares_sum_to_one_and_keep_the_mean(all in prop::collection::vec(-3.0..3.0_f64, 0..12)) {
            let odds = all.iter().fold(Odds::none(), |odds, steps| odds.then(&expecting(*steps)));
            let sum: f64 = odds.shares().map(|(_, share)| share).sum();
            let mean: f64 = odds.shares().map(|(steps, share)| f64::from(steps) * share).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
            prop_assert!((mean - all.iter().sum::<f64>()).abs() < 1e-9);
            prop_assert!(odds.shares().all(|(_, share)| share >= -1e-12));
        }
    }
}
