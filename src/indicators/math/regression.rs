//! Least squares: one regressor, rolling, and ridge with several.
//!
//! One regressor needs five sums a window, which `windows` gives in linear time; that agrees with
//! statsmodels' `RollingOLS` to the last digits. The normal equations of ridge regression are
//! solved by Cholesky's method: they are positive definite by construction and small, and a crate
//! of matrices would be larger than all of this module.

use super::windows;

/// Variance below this part of the mean square is rounding, not variance.
const ROUNDING: f64 = 1e-13;

/// A fitted straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Line {
    /// The change of y for one of x: the beta.
    pub(crate) slope: f64,
    /// y where x is zero.
    pub(crate) intercept: f64,
    /// Pearson's correlation; zero where y does not vary.
    pub(crate) correlation: f64,
}

/// The line through pairs; `None` of fewer than two, or where x does not vary.
pub(crate) fn line(x: &[f64], y: &[f64]) -> Option<Line> {
    let count = x.len().min(y.len());
    let mut sums = Sums {
        count: count as f64,
        ..Sums::default()
    };
    for (x, y) in x.iter().zip(y) {
        sums.add(*x, *y);
    }
    sums.line()
}

/// The slope of every run of `window` pairs, in order; `None` where x does not vary.
pub(crate) fn rolling_slopes(x: &[f64], y: &[f64], window: usize) -> Vec<Option<f64>> {
    let product = |a: &[f64], b: &[f64]| -> Vec<f64> {
        let both = a.iter().zip(b).map(|(a, b)| a * b);
        windows::sums(&both.collect::<Vec<f64>>(), window)
    };
    let (xx, xy) = (product(x, x), product(x, y));
    let (sum_x, sum_y) = (windows::sums(x, window), windows::sums(y, window));
    let firsts = sum_x.into_iter().zip(sum_y);
    let seconds = xx.into_iter().zip(xy);
    firsts
        .zip(seconds)
        .map(|((x, y), (xx, xy))| {
            let sums = Sums {
                count: window as f64,
                x,
                y,
                xx,
                xy,
                yy: 0.0,
            };
            sums.slope()
        })
        .collect()
}

/// What a regression of one regressor needs to know of its pairs.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl Sums {
    fn add(&mut self, x: f64, y: f64) {
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
    }

    fn slope(&self) -> Option<f64> {
        let spread = self.xx - self.x * self.x / self.count;
        let varies = self.count > 1.0 && spread > ROUNDING * self.xx;
        let slope = (self.xy - self.x * self.y / self.count) / spread;
        Some(slope).filter(|slope| varies && slope.is_finite())
    }

    fn line(&self) -> Option<Line> {
        let slope = self.slope()?;
        let spread_x = self.xx - self.x * self.x / self.count;
        let spread_y = self.yy - self.y * self.y / self.count;
        let correlation = slope * (spread_x / spread_y).sqrt();
        Some(Line {
            slope,
            intercept: (self.y - slope * self.x) / self.count,
            correlation: if correlation.is_finite() {
                correlation.clamp(-1.0, 1.0)
            } else {
                0.0
            },
        })
    }
}

/// Solves A b = c for a symmetric positive definite A, given by rows; `None` where it is not, or
/// where the shapes differ.
pub(crate) fn solve(rows: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    if rows.len() != right.len() {
        return None;
    }
    let mut lower: Vec<Vec<f64>> = Vec::with_capacity(rows.len());
    let mut forward: Vec<f64> = Vec::with_capacity(rows.len());
    for (at, (row, right)) in rows.iter().zip(right).enumerate() {
        let mut built: Vec<f64> = Vec::with_capacity(at + 1);
        for (value, above) in row.iter().zip(&lower) {
            let (diagonal, before) = above.split_last()?;
            built.push((value - dot(&built, before)) / diagonal);
        }
        let square = row.get(at)? - dot(&built, &built);
        if !(square.is_finite() && square > 0.0) {
            return None;
        }
        let diagonal = square.sqrt();
        forward.push((right - dot(&built, &forward)) / diagonal);
        built.push(diagonal);
        lower.push(built);
    }
    let mut solution = forward;
    for (at, row) in lower.iter().enumerate().rev() {
        let (before, rest) = solution.split_at_mut(at);
        let value = rest.first_mut()?;
        *value /= row.last()?;
        for (slot, factor) in before.iter_mut().zip(row) {
            *slot -= factor * *value;
        }
    }
    Some(solution)
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_by_hand() {
        let found = line(&[1.0, 2.0, 3.0], &[3.0, 5.0, 7.0]).unwrap();
        assert!((found.slope - 2.0).abs() < 1e-12 && (found.intercept - 1.0).abs() < 1e-12);
        assert!((found.correlation - 1.0).abs() < 1e-12);
        let flat = line(&[1.0, 2.0], &[4.0, 4.0]).unwrap();
        assert!(flat.slope.abs() < 1e-12 && flat.correlation.abs() < 1e-12);
        assert_eq!(line(&[2.0, 2.0, 2.0], &[1.0, 2.0, 3.0]), None);
        assert_eq!(line(&[2.0], &[1.0]), None);
    }

    #[test]
    fn equations_by_hand() {
        let rows = [vec![4.0, 2.0], vec![2.0, 3.0]];
        let found = solve(&rows, &[10.0, 9.0]).unwrap();
        assert!((found[0] - 1.5).abs() < 1e-12 && (found[1] - 2.0).abs() < 1e-12);
        assert_eq!(solve(&[vec![1.0, 2.0], vec![2.0, 1.0]], &[1.0, 1.0]), None);
        assert_eq!(solve(&rows, &[1.0]), None);
        assert_eq!(solve(&[], &[]), Some(Vec::new()));
    }

    proptest! {
        #[test]
        fn rolling_slopes_are_those_of_each_window(
            pairs in prop::collection::vec((-0.1..0.1_f64, -0.1..0.1_f64), 5..60), window in 3..9_usize,
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let rolling = rolling_slopes(&x, &y, window);
            prop_assert_eq!(rolling.len(), (x.len() + 1).saturating_sub(window));
            for (found, (x, y)) in rolling.iter().zip(x.windows(window).zip(y.windows(window))) {
                let alone = line(x, y).map(|line| line.slope);
                prop_assert!((found.unwrap() - alone.unwrap()).abs() < 1e-8);
            }
        }

        #[test]
        fn a_scaled_series_has_a_scaled_slope(
            pairs in prop::collection::vec((-0.1..0.1_f64, -0.1..0.1_f64), 5..40), factor in -4.0..4.0_f64,
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let scaled: Vec<f64> = y.iter().map(|value| factor * value).collect();
            let [a, b] = [&y, &scaled].map(|y| line(&x, y).unwrap().slope);
            prop_assert!((factor * a - b).abs() < 1e-9 * b.abs().max(1.0));
        }

        #[test]
        fn a_solution_solves(
            factors in prop::collection::vec(-1.0..1.0_f64, 15), right in prop::collection::vec(-1.0..1.0_f64, 5),
        ) {
            let rows: Vec<Vec<f64>> = (0..5)
                .map(|i| {
                    let entry = |j: usize| {
                        let common: f64 = (0..3).map(|k| factors[3 * i + k] * factors[3 * j + k]).sum();
                        common + if i == j { 0.1 } else { 0.0 }
                    };
                    (0..5).map(entry).collect()
                })
                .collect();
            let found = solve(&rows, &right).unwrap();
            for (row, right) in rows.iter().zip(&right) {
                prop_assert!((dot(row, &found) - right).abs() < 1e-9);
            }
        }
    }
}
