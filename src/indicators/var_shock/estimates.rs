//! Value at risk by history, by mean and deviation, and of several positions by covariance.

use crate::indicators::math::stats::{self, Between};

/// The normal quantile of 99 %.
pub(in crate::indicators) const NORMAL_99: f64 = 2.326_347_874_040_840_8;

/// The share of days that may lose more.
pub(super) const TAIL: f64 = 0.01;

/// The loss of the quantile of returns, as a positive fraction; `None` of nothing.
pub(super) fn historical(returns: &[f64], between: Between) -> Option<f64> {
    stats::quantile(&sorted(returns), TAIL, between).map(|loss| -loss)
}

/// The mean loss of the returns at or below the quantile on the line, as a positive fraction.
pub(super) fn shortfall(returns: &[f64]) -> Option<f64> {
    let sorted = sorted(returns);
    let limit = stats::quantile(&sorted, TAIL, Between::Linear)?;
    let beyond = sorted.partition_point(|change| *change <= limit);
    stats::mean(sorted.get(..beyond)?).map(|mean| -mean)
}

/// The normal quantile of the sample's mean and deviation, as a positive fraction.
pub(super) fn parametric(returns: &[f64]) -> Option<f64> {
    Some(NORMAL_99 * stats::sample_deviation(returns)? - stats::mean(returns)?)
}

/// The standard deviation of positions over so many days: the square root of w'Σw, times that of the days.
///
/// `amounts` in money and daily `covariance` of their returns give money; `None` where the shapes
/// differ or the matrix is none of covariances.
pub(in crate::indicators) fn deviation(
    amounts: &[f64],
    covariance: &[Vec<f64>],
    days: f64,
) -> Option<f64> {
    if covariance.len() != amounts.len() || covariance.iter().any(|row| row.len() != amounts.len())
    {
        return None;
    }
    let rows = covariance.iter().zip(amounts);
    let variance: f64 = rows
        .map(|(row, amount)| {
            let products = row.iter().zip(amounts).map(|(value, other)| value * other);
            amount * products.sum::<f64>()
        })
        .sum();
    Some((variance * days).sqrt()).filter(|deviation| deviation.is_finite())
}

/// The sample covariances of several runs of returns of the same length.
pub(super) fn covariance(returns: &[&[f64]]) -> Option<Vec<Vec<f64>>> {
    let means: Option<Vec<f64>> = returns.iter().map(|own| stats::mean(own)).collect();
    let means = means?;
    let count = returns
        .first()?
        .len()
        .checked_sub(1)
        .filter(|count| *count > 0)? as f64;
    let row = |(one, mean): (&&[f64], &f64)| -> Vec<f64> {
        let others = returns.iter().zip(&means);
        others
            .map(|(other, other_mean)| {
                let pairs = one.iter().zip(*other);
                pairs
                    .map(|(a, b)| (a - mean) * (b - other_mean))
                    .sum::<f64>()
                    / count
            })
            .collect()
    };
    Some(returns.iter().zip(&means).map(row).collect())
}

fn sorted(returns: &[f64]) -> Vec<f64> {
    let mut sorted = returns.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}
