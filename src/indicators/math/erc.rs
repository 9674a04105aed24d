//! Weights of equal risk contribution.
//!
//! Maillard, Roncalli and Teiletche, Journal of Portfolio Management 36(4), 2010: minimise
//! ½ y'Σy - (1/n) Σ ln yᵢ and scale y to sum to one. Solved one coordinate at a time, each in closed
//! form (Griveau-Billion, Richard and Roncalli 2013): a step needs no linear algebra, keeps y positive
//! and cannot overshoot, so for a handful of assets no crate of matrices is needed. From the
//! weights of the day before it takes a few rounds.

/// Relative change of a coordinate below which the rounds end.
const TOLERANCE: f64 = 1e-12;

/// Rounds after which the search is given up: assets that all but cancel.
const ROUNDS: usize = 2000;

/// A portfolio in which every asset adds the same risk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Parity<const N: usize> {
    /// Positive weights that sum to one.
    pub(crate) weights: [f64; N],
    /// The portfolio's variance, in the unit of the covariances.
    pub(crate) variance: f64,
    /// The part of the variance that each asset adds; all near 1/N.
    pub(crate) shares: [f64; N],
    /// The unscaled solution, from which the next day's search starts.
    pub(crate) start: [f64; N],
}

/// The portfolio for a symmetric covariance matrix, searched from `start` where one is given.
///
/// `None` where a variance is not positive and finite, or where the search does not settle.
pub(crate) fn equal_risk<const N: usize>(
    covariance: &[[f64; N]; N],
    start: Option<[f64; N]>,
) -> Option<Parity<N>> {
    let mut own = [0.0; N];
    for (at, (slot, row)) in own.iter_mut().zip(covariance).enumerate() {
        *slot = *row.get(at).filter(|variance| **variance > 0.0)?;
    }
    if !covariance.iter().flatten().all(|value| value.is_finite()) {
        return None;
    }
    let part = 1.0 / N as f64;
    let mut y = start.unwrap_or_else(|| own.map(|variance| (part / variance).sqrt()));
    for _ in 0..ROUNDS {
        let mut largest = 0.0_f64;
        for (at, (row, own)) in covariance.iter().zip(own).enumerate() {
            let before = *y.get(at)?;
            let others = dot(row, &y) - own * before;
            let after = ((others * others + 4.0 * own * part).sqrt() - others) / (2.0 * own);
            if !(after.is_finite() && after > 0.0) {
                return None;
            }
            largest = largest.max((after - before).abs() / after);
            *y.get_mut(at)? = after;
        }
        if largest < TOLERANCE {
            return settled(covariance, y);
        }
    }
    None
}

/// The variance of a portfolio: w'Σw.
pub(crate) fn variance<const N: usize>(covariance: &[[f64; N]; N], weights: &[f64; N]) -> f64 {
    let rows = covariance.iter().zip(weights);
    rows.map(|(row, weight)| weight * dot(row, weights)).sum()
}

fn settled<const N: usize>(covariance: &[[f64; N]; N], y: [f64; N]) -> Option<Parity<N>> {
    let sum: f64 = y.iter().sum();
    let weights = y.map(|value| value / sum);
    let total = variance(covariance, &weights);
    if !(total.is_finite() && total > 0.0) {
        return None;
    }
    let mut shares = weights;
    for (share, row) in shares.iter_mut().zip(covariance) {
        *share *= dot(row, &weights) / total;
    }
    Some(Parity {
        weights,
        variance: total,
        shares,
        start: y,
    })
}

fn dot<const N: usize>(one: &[f64; N], other: &[f64; N]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Covariances from volatilities and correlations.
    fn covariance<const N: usize>(vols: [f64; N], correlation: [[f64; N]; N]) -> [[f64; N]; N] {
        std::array::from_fn(|i| std::array::from_fn(|j| correlation[i][j] * vols[i] * vols[j]))
    }

    #[test]
    fn the_examples_of_the_paper() {
        let vols = [0.1, 0.2, 0.3, 0.4];
        let alone = std::array::from_fn(|i| std::array::from_fn(|j| f64::from(i == j)));
        let blocks = [
            [1.0, 0.8, 0.0, 0.0],
            [0.8, 1.0, 0.0, 0.0],
            [0.0, 0.0, 1.0, -0.5],
            [0.0, 0.0, -0.5, 1.0],
        ];
        for (correlation, published) in [
            (alone, [0.48, 0.24, 0.16, 0.12]),
            (blocks, [0.384, 0.192, 0.243, 0.182]),
        ] {
            let found = equal_risk(&covariance(vols, correlation), None).unwrap();
            for (weight, published) in found.weights.iter().zip(published) {
                assert!((weight - published).abs() < 0.0005, "{found:?}");
            }
        }
    }

    #[test]
    fn a_warm_start_ends_where_a_cold_one_does() {
        let matrix = covariance(
            [0.16, 0.06, 0.05],
            [[1.0, -0.3, 0.4], [-0.3, 1.0, 0.2], [0.4, 0.2, 1.0]],
        );
        let cold = equal_risk(&matrix, None).unwrap();
        let warm = equal_risk(&matrix, Some([3.0, 0.2, 40.0])).unwrap();
        for (a, b) in cold.weights.iter().zip(warm.weights) {
            assert!((a - b).abs() < 1e-11);
        }
    }

    #[test]
    fn what_has_no_risk_has_no_parity() {
        assert_eq!(equal_risk(&[[0.0, 0.0], [0.0, 1.0]], None), None);
        assert_eq!(equal_risk(&[[f64::NAN, 0.0], [0.0, 1.0]], None), None);
        // Two assets that cancel: the leverage would have no end.
        assert_eq!(equal_risk(&[[1.0, -1.0], [-1.0, 1.0]], None), None);
    }

    proptest! {
        #[test]
        fn every_asset_adds_the_same_risk(
            factors in prop::collection::vec(-1.0..1.0_f64, 12), own in prop::array::uniform4(0.05..1.0_f64),
        ) {
            let load = |asset: usize, factor: usize| factors[3 * asset + factor];
            let matrix: [[f64; 4]; 4] = std::array::from_fn(|i| {
                std::array::from_fn(|j| {
                    let common: f64 = (0..3).map(|factor| load(i, factor) * load(j, factor)).sum();
                    common + if i == j { own[i] } else { 0.0 }
                })
            });
            let found = equal_risk(&matrix, None).unwrap();
            for share in found.shares {
                prop_assert!((share - 0.25).abs() < 1e-8, "{:?}", found.shares);
            }
            prop_assert!((found.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(found.weights.iter().all(|weight| *weight > 0.0));
        }

        #[test]
        fn twice_the_volatility_is_half_the_weight(
            vols in prop::array::uniform3(0.05..0.6_f64), factor in 0.2..5.0_f64,
        ) {
            let alone = std::array::from_fn(|i| std::array::from_fn(|j| f64::from(i == j)));
            let [a, b] = [1.0, factor].map(|scale| {
                equal_risk(&covariance([vols[0] * scale, vols[1], vols[2]], alone), None).unwrap()
            });
            let [before, after] = [a, b].map(|found| found.weights[0] / found.weights[1]);
            prop_assert!((before / after / factor - 1.0).abs() < 1e-9);
        }
    }
}
