//! Sums and extremes of every run of neighbours, in linear time and without subtraction.
//!
//! Method of van Herk (1992) and of Gil and Werman (1993): blocks as long as the window are
//! folded forwards and backwards, and each run joins the end of one block to the beginning of the
//! next. A running sum that subtracts what leaves would carry the rounding of a large value
//! through all that follows; here a value touches only the runs that hold it.

/// The sum of each run of `window` values; empty where there are fewer, or for a window of none.
pub(crate) fn sums(values: &[f64], window: usize) -> Vec<f64> {
    folded(values, window, |a, b| a + b)
}

/// The largest of each run of `window` values.
pub(crate) fn maxima(values: &[f64], window: usize) -> Vec<f64> {
    folded(values, window, f64::max)
}

/// The smallest of each run of `window` values.
pub(crate) fn minima(values: &[f64], window: usize) -> Vec<f64> {
    folded(values, window, f64::min)
}

fn folded(values: &[f64], window: usize, join: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let Some(last) = window.checked_sub(1).filter(|last| *last < values.len()) else {
        return Vec::new();
    };
    let mut heads = values.to_vec();
    for block in heads.chunks_mut(window) {
        accumulate(block.iter_mut(), &join);
    }
    let mut tails = values.to_vec();
    for block in tails.chunks_mut(window) {
        accumulate(block.iter_mut().rev(), &join);
    }
    let mut runs = Vec::with_capacity(values.len() - last);
    let ends = heads.get(last..).unwrap_or_default();
    for (tails, ends) in tails.chunks(window).zip(ends.chunks(window)) {
        // The run that begins with a block is that block.
        runs.extend(ends.first());
        let later = tails.iter().zip(ends).skip(1);
        runs.extend(later.map(|(tail, end)| join(*tail, *end)));
    }
    runs
}

fn accumulate<'a>(values: impl Iterator<Item = &'a mut f64>, join: impl Fn(f64, f64) -> f64) {
    let mut values = values;
    let Some(mut so_far) = values.next().map(|first| *first) else {
        return;
    };
    for value in values {
        so_far = join(so_far, *value);
        *value = so_far;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn runs_by_hand() {
        let values = [1.0, 5.0, 2.0, -3.0, 4.0];
        assert_eq!(sums(&values, 2), [6.0, 7.0, -1.0, 1.0]);
        assert_eq!(maxima(&values, 3), [5.0, 5.0, 4.0]);
        assert_eq!(minima(&values, 3), [1.0, -3.0, -3.0]);
        assert_eq!(sums(&values, 5), [9.0]);
        assert_eq!(sums(&values, 1), values);
    }

    #[test]
    fn too_few_values_make_no_run() {
        assert!(sums(&[1.0, 2.0], 3).is_empty());
        assert!(sums(&[1.0, 2.0], 0).is_empty());
        assert!(maxima(&[], 1).is_empty());
    }

    #[test]
    fn a_large_value_is_forgotten_when_it_leaves() {
        let values = [1e300, 0.1, 0.2, 0.3];
        assert_eq!(sums(&values, 2).last(), Some(&0.5));
    }

    proptest! {
        #[test]
        fn runs_are_those_of_the_slow_way(
            values in prop::collection::vec(-100.0..100.0, 0..60), window in 1..20_usize,
        ) {
            let slow: Vec<&[f64]> = values.windows(window).collect();
            let found = sums(&values, window);
            prop_assert_eq!(found.len(), slow.len());
            for (found, run) in found.iter().zip(&slow) {
                prop_assert!((found - run.iter().sum::<f64>()).abs() < 1e-9);
            }
            let largest: Vec<f64> =
                slow.iter().map(|run| run.iter().copied().fold(f64::MIN, f64::max)).collect();
            prop_assert_eq!(maxima(&values, window), largest);
            let smallest: Vec<f64> =
                slow.iter().map(|run| run.iter().copied().fold(f64::MAX, f64::min)).collect();
            prop_assert_eq!(minima(&values, window), smallest);
        }
    }
}
