//! Volatility from returns and from ranges, in per cent a year, and weighted averages of squares.
//!
//! Sources: `RiskMetrics` (1996) for exponential weights; Parkinson (1980), Journal of Business
//! 53(1), for the range. The range assumes no drift and trading without a break, so overnight
//! jumps are missed.

use crate::model::Bar;

use super::stats;

/// Trading days in a year.
pub(crate) const YEAR: f64 = 252.0;

/// Realised volatility around zero: 100 sqrt(252 × mean of squares); `None` of nothing.
pub(crate) fn realised(returns: &[f64]) -> Option<f64> {
    if returns.is_empty() {
        return None;
    }
    let squares: f64 = returns.iter().map(|change| change * change).sum();
    Some(100.0 * (YEAR * squares / returns.len() as f64).sqrt())
}

/// Realised volatility around the sample mean, `n - 1` in the denominator.
pub(crate) fn realised_around_mean(returns: &[f64]) -> Option<f64> {
    Some(100.0 * YEAR.sqrt() * stats::sample_deviation(returns)?)
}

/// Parkinson's volatility of the last `window` bars; `None` where a bar of them has no range.
pub(crate) fn parkinson(bars: &[Bar], window: usize) -> Option<f64> {
    let from = bars.len().checked_sub(window)?;
    let mut squares = 0.0;
    for bar in bars.get(from..)? {
        squares += range(bar)?.powi(2);
    }
    let mean = squares / window as f64;
    let annual = YEAR * mean / (4.0 * std::f64::consts::LN_2);
    Some(100.0 * annual.sqrt()).filter(|volatility| volatility.is_finite())
}

/// The logarithm of high over low, where both are positive and in order.
fn range(bar: &Bar) -> Option<f64> {
    let (high, low) = (bar.high?, bar.low?);
    (low > 0.0 && high >= low).then(|| (high / low).ln())
}

/// The recursion `v = lambda v + (1 - lambda) x`, seeded with the exponentially weighted,
/// normalised mean of the first `seed` values.
///
/// The first result belongs to value `seed - 1`; empty where there are fewer values.
pub(crate) fn ewma_seeded(values: &[f64], lambda: f64, seed: usize) -> Vec<f64> {
    let Some((first, rest)) = values.split_at_checked(seed) else {
        return Vec::new();
    };
    let Some(start) = ewma(first, lambda).last().copied() else {
        return Vec::new();
    };
    let later = rest.iter().scan(start, |state, value| {
        *state = ewma_step(*state, *value, lambda);
        Some(*state)
    });
    std::iter::once(start).chain(later).collect()
}

/// One step of the recursion.
pub(crate) fn ewma_step(state: f64, value: f64, lambda: f64) -> f64 {
    lambda * state + (1.0 - lambda) * value
}

/// The exponentially weighted mean up to each value, its weights normalised to one.
pub(crate) fn ewma(values: &[f64], lambda: f64) -> Vec<f64> {
    let mut sum = 0.0;
    let mut weight = 0.0;
    let mut means = Vec::with_capacity(values.len());
    for value in values {
        sum = lambda * sum + value;
        weight = lambda * weight + 1.0;
        means.push(sum / weight);
    }
    means
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn ranged(high: Option<f64>, low: Option<f64>) -> Bar {
        Bar {
            high,
            low,
            ..Bar::close_only(date(2026, 1, 1), 1.0)
        }
    }

    #[test]
    fn realised_by_hand() {
        let volatility = realised(&[0.01, -0.01]).unwrap();
        assert!((volatility - 15.874_507_866).abs() < 1e-8);
        let around_mean = realised_around_mean(&[0.01, 0.01, 0.01]).unwrap();
        assert!(around_mean < 1e-12);
        assert_eq!(realised(&[]), None);
        assert_eq!(realised(&[0.0; 21]), Some(0.0));
    }

    #[test]
    fn parkinson_needs_every_range() {
        let good = ranged(Some(1.02), Some(1.0));
        let one_day = parkinson(&[good], 1).unwrap();
        let expected = 100.0 * 252.0_f64.sqrt() * 1.02_f64.ln() / (4.0 * 2.0_f64.ln()).sqrt();
        assert!((one_day - expected).abs() < 1e-9);
        for odd in [
            ranged(None, Some(1.0)),
            ranged(Some(1.0), Some(2.0)),
            ranged(Some(1.0), Some(0.0)),
        ] {
            assert_eq!(parkinson(&[good, odd], 2), None);
            assert_eq!(parkinson(&[odd, good], 1), Some(one_day));
        }
        assert_eq!(parkinson(&[good], 2), None);
    }

    #[test]
    fn ewma_forgets_with_lambda() {
        assert_eq!(ewma(&[1.0, 0.0], 0.5), [1.0, 1.0 / 3.0]);
        assert_eq!(
            ewma_seeded(&[1.0, 0.0, 1.0], 0.5, 2),
            [1.0 / 3.0, 2.0 / 3.0]
        );
        assert!(ewma_seeded(&[1.0], 0.5, 2).is_empty());
        assert!(ewma_seeded(&[], 0.5, 0).is_empty());
    }

    proptest! {
        #[test]
        fn realised_scales_with_returns(
            returns in prop::collection::vec(-0.2..0.2, 1..40), factor in 0.1..10.0_f64,
        ) {
            let scaled: Vec<f64> = returns.iter().map(|change| change * factor).collect();
            let [a, b] = [returns, scaled].map(|returns| realised(&returns).unwrap());
            prop_assert!((a * factor - b).abs() <= 1e-9 * b.max(1.0));
        }

        #[test]
        fn ewma_stays_within_its_values(values in prop::collection::vec(0.0..1.0, 1..60)) {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = values.iter().copied().fold(0.0, f64::max);
            for mean in ewma(&values, 0.94) {
                prop_assert!(mean >= least - 1e-12 && mean <= most + 1e-12);
            }
        }
    }
}
