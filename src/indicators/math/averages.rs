//! Averages of prices and what is built on them: Wilder's RSI and ATR, Bollinger's bands.
//!
//! Conventions of TA-Lib: Wilder's averages start from the plain mean of the first window, bands
//! use the population deviation. Each function gives the value at the last bar.

use crate::model::Bar;

use super::stats;

/// The mean of the last `window` closes.
pub(crate) fn simple(closes: &[f64], window: usize) -> Option<f64> {
    let from = closes.len().checked_sub(window)?;
    stats::mean(closes.get(from..)?)
}

/// The next close at which the price crosses its own average: the mean of the last `window - 1`.
pub(crate) fn price_flip(closes: &[f64], window: usize) -> Option<f64> {
    simple(closes, window.checked_sub(1)?)
}

/// The next close at which a fast average crosses a slow one, `fast < slow`.
///
/// With A and B the sums of the last `fast - 1` and `slow - 1` closes, the averages meet at
/// x = (B / slow - A / fast) / (1 / fast - 1 / slow).
pub(crate) fn cross_flip(closes: &[f64], fast: usize, slow: usize) -> Option<f64> {
    let sum = |window: usize| {
        let rest = window.checked_sub(1)?;
        let from = closes.len().checked_sub(rest)?;
        Some(closes.get(from..)?.iter().sum::<f64>())
    };
    let (fast_sum, slow_sum) = (sum(fast)?, sum(slow)?);
    let (fast, slow) = (fast as f64, slow as f64);
    let flip = (slow_sum / slow - fast_sum / fast) / (1.0 / fast - 1.0 / slow);
    flip.is_finite().then_some(flip)
}

/// Wilder's average: the mean of the first `window` values, then `((window - 1) × old + new) /
/// window`.
fn wilder(mut values: impl Iterator<Item = f64>, window: usize) -> Option<f64> {
    let first: Vec<f64> = values.by_ref().take(window).collect();
    if first.len() < window {
        return None;
    }
    let size = window as f64;
    let start = stats::mean(&first)?;
    Some(values.fold(start, |average, value| {
        ((size - 1.0) * average + value) / size
    }))
}

/// Wilder's relative strength index, 0 to 100; `None` where no close of the window differs.
pub(crate) fn rsi(closes: &[f64], window: usize) -> Option<f64> {
    let changes = || closes.iter().zip(closes.iter().skip(1)).map(|(a, b)| b - a);
    let gain = wilder(changes().map(|change| change.max(0.0)), window)?;
    let loss = wilder(changes().map(|change| (-change).max(0.0)), window)?;
    let strength = 100.0 * gain / (gain + loss);
    strength.is_finite().then_some(strength)
}

/// Wilder's average true range; bars without high and low are left out.
pub(crate) fn atr(bars: &[Bar], window: usize) -> Option<f64> {
    let pairs = bars.iter().zip(bars.iter().skip(1));
    let ranges = pairs.filter_map(|(before, bar)| true_range(before, bar));
    wilder(ranges, window).filter(|range| range.is_finite())
}

/// The range of a bar, stretched to the close before it.
fn true_range(before: &Bar, bar: &Bar) -> Option<f64> {
    let (high, low) = (bar.high?, bar.low?);
    Some(high.max(before.close) - low.min(before.close))
}

/// Bollinger's bands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bands {
    /// The average plus the deviations.
    pub(crate) upper: f64,
    /// The average.
    pub(crate) middle: f64,
    /// The average less the deviations.
    pub(crate) lower: f64,
}

impl Bands {
    /// Where a price stands between the bands: 0 at the lower, 1 at the upper.
    pub(crate) fn position(&self, price: f64) -> Option<f64> {
        let position = (price - self.lower) / (self.upper - self.lower);
        position.is_finite().then_some(position)
    }
}

/// The mean of the last `window` closes with `deviations` population deviations around it.
pub(crate) fn bollinger(closes: &[f64], window: usize, deviations: f64) -> Option<Bands> {
    let from = closes.len().checked_sub(window)?;
    let recent = closes.get(from..)?;
    let middle = stats::mean(recent)?;
    let width = deviations * stats::population_deviation(recent)?;
    Some(Bands {
        upper: middle + width,
        middle,
        lower: middle - width,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kand::ohlcv;
    use proptest::prelude::*;

    use super::*;

    fn bars(closes: &[f64]) -> Vec<Bar> {
        let days = date(2020, 1, 1).series(jiff::Span::new().days(1));
        days.zip(closes)
            .map(|(day, close)| Bar {
                high: Some(close * 1.01),
                low: Some(close * 0.985),
                ..Bar::close_only(day, *close)
            })
            .collect()
    }

    #[test]
    fn rsi_by_hand() {
        // Two gains of 1 and one loss of 1 in the first three changes, then a gain of 2.
        let closes = [10.0, 11.0, 12.0, 11.0, 13.0];
        let gain = (2.0 / 3.0 * 2.0 + 2.0) / 3.0;
        let loss = 1.0 / 3.0 * 2.0 / 3.0;
        let expected = 100.0 * gain / (gain + loss);
        assert!((rsi(&closes, 3).unwrap() - expected).abs() < 1e-12);
        assert_eq!(rsi(&closes, 5), None);
    }

    #[test]
    fn a_constant_price_has_no_strength() {
        assert_eq!(rsi(&[5.0; 30], 14), None);
        let bands = bollinger(&[5.0; 30], 20, 2.0).unwrap();
        assert_eq!(bands.position(5.0), None);
    }

    #[test]
    fn bars_without_a_range_are_skipped() {
        let mut with = bars(&[100.0, 101.0, 102.0, 103.0]);
        let all = atr(&with, 3);
        assert!(all.is_some());
        with[2].high = None;
        assert_eq!(atr(&with, 3), None);
        assert!(atr(&with, 2).is_some());
    }

    proptest! {
        #[test]
        fn kand_agrees(closes in prop::collection::vec(50.0..150.0, 30..80)) {
            let size = closes.len();
            let (mut rsi_out, mut gain, mut loss) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
            ohlcv::rsi::rsi(&closes, 14, &mut rsi_out, &mut gain, &mut loss).unwrap();
            prop_assert!((rsi(&closes, 14).unwrap() - rsi_out[size - 1]).abs() < 1e-9);

            let bars = bars(&closes);
            let high: Vec<f64> = bars.iter().filter_map(|bar| bar.high).collect();
            let low: Vec<f64> = bars.iter().filter_map(|bar| bar.low).collect();
            let mut atr_out = vec![0.0; size];
            ohlcv::atr::atr(&high, &low, &closes, 14, &mut atr_out).unwrap();
            prop_assert!((atr(&bars, 14).unwrap() - atr_out[size - 1]).abs() < 1e-9);
        }

        #[test]
        fn price_meets_its_average_at_the_flip(closes in prop::collection::vec(50.0..150.0, 25..60)) {
            let flip = price_flip(&closes, 20).unwrap();
            let next: Vec<f64> = closes.iter().copied().chain([flip]).collect();
            prop_assert!((simple(&next, 20).unwrap() - flip).abs() < 1e-9);
        }

        #[test]
        fn averages_meet_at_the_cross(closes in prop::collection::vec(50.0..150.0, 25..60)) {
            let flip = cross_flip(&closes, 5, 20).unwrap();
            let next: Vec<f64> = closes.iter().copied().chain([flip]).collect();
            let apart = simple(&next, 5).unwrap() - simple(&next, 20).unwrap();
            prop_assert!(apart.abs() < 1e-9);
        }

        #[test]
        fn bands_scale_with_price(
            closes in prop::collection::vec(50.0..150.0, 20..40), factor in 0.01..100.0_f64,
        ) {
            let scaled: Vec<f64> = closes.iter().map(|close| close * factor).collect();
            let [a, b] = [closes, scaled].map(|closes| bollinger(&closes, 20, 2.0).unwrap());
            prop_assert!((a.upper * factor - b.upper).abs() < 1e-8 * b.upper);
            prop_assert!((a.lower * factor - b.lower).abs() < 1e-8 * b.upper);
        }
    }
}
