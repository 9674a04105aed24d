//! Sums and extremes of every run of neighbours, in linear time and without subtraction.
//!
//! Method of van Herk (1992) and of Gil and Werman (1993): blocks as long as the window are
//! folded backwards, and each run joins the end of one block to the beginning of the next. A running sum that subtracts what leaves would carry the rounding of a large value
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
    if window == 0 {
        return Vec::new();
    }
    // Each value joined with all that follow it in its block.
    let mut tails = values.to_vec();
    for block in tails.chunks_mut(window) {
        let mut so_far = None;
        for value in block.iter_mut().rev() {
            *value = so_far.map_or(*value, |later| join(*value, later));
            so_far = Some(*value);
        }
    }
    let mut runs = Vec::with_capacity((values.len() + 1).saturating_sub(window));
    let next_blocks = values.chunks_exact(window).skip(1);
    let rest = values.chunks_exact(window).remainder();
    for (block, next) in tails.chunks_exact(window).zip(next_blocks.chain([rest])) {
        // The run that begins with a block is that block.
        runs.extend(block.first());
        let mut head = None;
        for (tail, value) in block.iter().skip(1).zip(next) {
            let so_far = head.map_or(*value, |before| join(before, *value));
            head = Some(so_far);
            runs.push(join(*tail, so_far));
        }
    }
    runs
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
