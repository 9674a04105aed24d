//! Means, deviations and ranks.

/// The mean; `None` of nothing.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    Some(values.iter().sum::<f64>() / values.len() as f64)
}

/// The standard deviation with `n` in the denominator; `None` of nothing.
pub(crate) fn population_deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    Some((squares / values.len() as f64).sqrt())
}

/// The standard deviation with `n - 1` in the denominator; `None` of fewer than two values.
pub(crate) fn sample_deviation(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    Some((squares / (values.len() - 1) as f64).sqrt())
}

/// How a quantile is read where it falls between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    /// On the line between the two, as `NumPy` and pandas do unless told otherwise.
    Linear,
    /// The lower of the two.
    Lower,
}

/// The value below which the share `q` of the sorted values lies; `None` of nothing, or where `q` is
/// not from 0 to 1.
pub(crate) fn quantile(sorted: &[f64], q: f64, between: Between) -> Option<f64> {
    if !(0.0..=1.0).contains(&q) {
        return None;
    }
    let place = q * sorted.len().checked_sub(1)? as f64;
    let below = *sorted.get(place.floor() as usize)?;
    match between {
        Between::Lower => Some(below),
        Between::Linear => {
            let above = *sorted.get(place.ceil() as usize)?;
            Some(below + place.fract() * (above - below))
        }
    }
}

/// Per cent of the values that are at most `last`; `None` of nothing.
///
/// Ties count in full, so a value at a cap stands at the top of its ties.
pub(crate) fn percentile_le(values: impl IntoIterator<Item = f64>, last: f64) -> Option<f64> {
    share(values, |value| value <= last)
}

/// Per cent of the values that are less than `last`; `None` of nothing.
pub(crate) fn percentile_lt(values: impl IntoIterator<Item = f64>, last: f64) -> Option<f64> {
    share(values, |value| value < last)
}

/// How many standard deviations the last value is from zero and from the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Surprise {
    /// From zero: the "sigma move".
    pub(crate) sigmas: f64,
    /// From the mean: the z-score.
    pub(crate) z_score: f64,
}

/// The last value against mean and sample deviation of the `window` values before it.
///
/// `None` where there are fewer, or where they do not vary.
pub(crate) fn surprise(values: &[f64], window: usize) -> Option<Surprise> {
    let (last, before) = values.split_last()?;
    let prior = before.get(before.len().checked_sub(window)?..)?;
    let centre = mean(prior)?;
    let deviation = sample_deviation(prior).filter(|deviation| *deviation > 0.0)?;
    Some(Surprise {
        sigmas: last / deviation,
        z_score: (last - centre) / deviation,
    })
}

/// Per cent of the values that count; `None` of nothing.
fn share(values: impl IntoIterator<Item = f64>, counts: impl Fn(f64) -> bool) -> Option<f64> {
    let mut counted = 0_usize;
    let mut all = 0_usize;
    for value in values {
        all += 1;
        counted += usize::from(counts(value));
    }
    (all > 0).then(|| 100.0 * counted as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn deviations_by_hand() {
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        assert_eq!(mean(&values), Some(5.0));
        assert_eq!(population_deviation(&values), Some(2.0));
        let sample = sample_deviation(&values).unwrap();
        assert!((sample - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert_eq!(sample_deviation(&[1.0]), None);
        assert_eq!((mean(&[]), population_deviation(&[])), (None, None));
    }

    #[test]
    fn quantiles_lie_between_or_below() {
        let values = [1.0, 2.0, 4.0, 8.0];
        for (q, linear, lower) in [
            (0.0, 1.0, 1.0),
            (0.5, 3.0, 2.0),
            (0.9, 6.8, 4.0),
            (1.0, 8.0, 8.0),
        ] {
            let found = quantile(&values, q, Between::Linear).unwrap();
            assert!((found - linear).abs() < 1e-12, "{q}: {found}");
            assert_eq!(quantile(&values, q, Between::Lower), Some(lower), "{q}");
        }
        assert_eq!(quantile(&[], 0.5, Between::Linear), None);
        assert_eq!(quantile(&values, 1.1, Between::Lower), None);
    }

    #[test]
    fn ties_at_the_cap_count_in_full() {
        let values = [1.5, 1.0, 1.5, 1.5];
        assert_eq!(percentile_le(values, 1.5), Some(100.0));
        assert_eq!(percentile_le(values, 1.0), Some(25.0));
        assert_eq!(percentile_le([], 1.0), None);
        assert_eq!(percentile_lt(values, 1.5), Some(25.0));
        assert_eq!(percentile_lt(values, 1.0), Some(0.0));
        assert_eq!(percentile_lt([], 1.0), None);
    }

    #[test]
    fn a_constant_past_gives_no_surprise() {
        assert_eq!(surprise(&[1.0, 1.0, 1.0, 2.0], 3), None);
        assert_eq!(surprise(&[1.0, 2.0], 2), None);
        let found = surprise(&[9.0, -1.0, 1.0, -1.0, 1.0, 3.0], 4).unwrap();
        assert!((found.sigmas - 3.0 / (4.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((found.sigmas - found.z_score).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn percentile_counts_the_last_itself(values in prop::collection::vec(-1e6..1e6, 1..60)) {
            let last = values[values.len() - 1];
            let rank = percentile_le(values.iter().copied(), last).unwrap();
            prop_assert!(rank > 0.0 && rank <= 100.0);
        }

        #[test]
        fn deviation_ignores_a_shift(
            values in prop::collection::vec(-1e3..1e3, 2..60), shift in -1e3..1e3,
        ) {
            let moved: Vec<f64> = values.iter().map(|value| value + shift).collect();
            let [a, b] = [values, moved].map(|values| sample_deviation(&values).unwrap());
            prop_assert!((a - b).abs() < 1e-8);
        }
    }
}
