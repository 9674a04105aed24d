//! Realised figures of a basket of constituents.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::indicators::grid::{Grid, Member};
use crate::indicators::math::volatility::YEAR;
use crate::indicators::math::{regression, windows};
use crate::model::Figure;

use super::QUARTER;
use super::measures::Parts;

/// Constituents of the map of correlations.
const SHOWN: usize = 12;

/// Constituents with weights, and what the basket of them returned.
pub(super) struct Basket<'a> {
    grid: &'a Grid<'a>,
    /// Each with its weight; those without one are left out.
    members: Vec<(f64, &'a Member<'a>)>,
    /// The weighted mean of the returns of each day that are there; NaN where too few are.
    returns: Vec<f64>,
    /// The weighted deviation of the day's returns from the basket's, in per cent.
    pub(super) one_day: Vec<(Date, f64)>,
}

/// Figures of every window, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    /// In per cent, as the index of implied correlation is.
    pub(super) correlation: Vec<(Date, f64)>,
    /// In volatility points, as DSPX is.
    pub(super) dispersion: Vec<(Date, f64)>,
}

impl<'a> Basket<'a> {
    /// The basket of the given weights, or of equal ones where none are given.
    pub(super) fn new(grid: &'a Grid<'a>, weights: &BTreeMap<String, f64>) -> Self {
        let weight = |member: &Member<'_>| {
            if weights.is_empty() {
                Some(1.0)
            } else {
                weights
                    .get(member.series.id)
                    .copied()
                    .filter(|weight| *weight > 0.0)
            }
        };
        let members: Vec<(f64, &Member<'_>)> = grid
            .members
            .iter()
            .filter_map(|member| Some((weight(member)?, member)))
            .collect();
        let mut basket = Self {
            grid,
            members,
            returns: Vec::new(),
            one_day: Vec::new(),
        };
        basket.add_days();
        basket
    }

    /// Fills the returns of the basket and the dispersion of every day.
    fn add_days(&mut self) {
        let mut sums = vec![(0.0, 0.0, 0.0, 0_usize); self.grid.days.len()];
        for (weight, member) in &self.members {
            for ((weights, first, second, count), change) in sums.iter_mut().zip(&member.returns) {
                if change.is_finite() {
                    *weights += weight;
                    *first += weight * change;
                    *second += weight * change * change;
                    *count += 1;
                }
            }
        }
        let least = self.least();
        for (day, (weights, first, second, count)) in self.grid.days.iter().zip(sums) {
            let mean = first / weights;
            let enough = count >= least;
            self.returns.push(if enough { mean } else { f64::NAN });
            let dispersion = 100.0 * (second / weights - mean * mean).max(0.0).sqrt();
            if enough && dispersion.is_finite() {
                self.one_day.push((*day, dispersion));
            }
        }
    }

    /// Half of the constituents, or of those with weights.
    fn least(&self) -> usize {
        self.grid.least.min(self.members.len().div_ceil(2)).max(1)
    }

    /// How many constituents have a weight.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Correlation and dispersion of every run of so many returns that ended on one of the last
    /// `days`; a constituent counts where it has all of them.
    pub(super) fn window(&self, window: usize, days: usize) -> Window {
        let from = self
            .returns
            .len()
            .saturating_sub(days.saturating_add(window - 1));
        let recent = |returns: &'a [f64]| returns.get(from..).unwrap_or_default();
        let count = (self.returns.len() - from + 1).saturating_sub(window);
        let mut parts = vec![Parts::default(); count];
        for (weight, member) in &self.members {
            let variances = variances(recent(&member.returns), window);
            for (parts, variance) in parts.iter_mut().zip(variances) {
                if variance.is_finite() {
                    parts.add(*weight, variance.sqrt());
                }
            }
        }
        let least = self.least();
        let days = self.grid.days.iter().skip(from + window - 1);
        let baskets = variances(self.returns.get(from..).unwrap_or_default(), window);
        let mut found = Window::default();
        for ((day, parts), basket) in days.zip(parts).zip(baskets) {
            if (parts.count() as usize) < least || !basket.is_finite() {
                continue;
            }
            let index = basket.sqrt();
            let correlation = parts.correlation(index).map(|value| (*day, 100.0 * value));
            found.correlation.extend(correlation);
            let points = parts
                .dispersion(index)
                .map(|value| 100.0 * YEAR.sqrt() * value);
            found.dispersion.extend(points.map(|value| (*day, value)));
        }
        found
    }

    /// The plain mean of all pairwise correlations of the last returns, in per cent, with how many
    /// constituents it is of. Σᵢ<ⱼ of unit vectors is half of what their sum's square exceeds their number by.
    pub(super) fn mean_pairwise(&self, window: usize) -> Option<(f64, usize)> {
        let mut sum = vec![0.0; window];
        let mut count = 0_usize;
        for (_, member) in &self.members {
            let Some(unit) = unit(&member.returns, window) else {
                continue;
            };
            for (slot, value) in sum.iter_mut().zip(unit) {
                *slot += value;
            }
            count += 1;
        }
        let squares: f64 = sum.iter().map(|value| value * value).sum();
        let many = count as f64;
        (count > 1).then(|| (100.0 * (squares - many) / (many * (many - 1.0)), count))
    }

    /// The pairwise correlations of the first constituents by weight.
    pub(super) fn heat(&self) -> Option<Figure> {
        let mut members = self.members.clone();
        members.sort_by(|a, b| b.0.total_cmp(&a.0));
        members.truncate(SHOWN);
        let last = |member: &'a Member<'a>| {
            let from = member.returns.len().checked_sub(QUARTER)?;
            member.returns.get(from..)
        };
        let row = |one: &'a Member<'a>| -> Vec<Option<f64>> {
            let others = members
                .iter()
                .map(|(_, other)| pair(last(one)?, last(other)?));
            others.collect()
        };
        let rows: Vec<Vec<Option<f64>>> = members.iter().map(|(_, member)| row(member)).collect();
        let names = members
            .iter()
            .map(|(_, member)| member.series.id.to_owned());
        (rows.len() > 1).then(|| Figure::Heat {
            names: names.collect(),
            rows,
        })
    }
}

/// The correlation of two runs over the days that both have.
fn pair(one: &[f64], other: &[f64]) -> Option<f64> {
    let both = one
        .iter()
        .zip(other)
        .filter(|(a, b)| a.is_finite() && b.is_finite());
    let (x, y): (Vec<f64>, Vec<f64>) = both.map(|(a, b)| (*a, *b)).unzip();
    regression::line(&x, &y).map(|line| line.correlation)
}

/// The sample variance of each run; NaN where a return of it is.
fn variances(returns: &[f64], window: usize) -> Vec<f64> {
    let squares: Vec<f64> = returns.iter().map(|change| change * change).collect();
    let first = windows::sums(returns, window);
    let second = windows::sums(&squares, window);
    let many = window as f64;
    first
        .into_iter()
        .zip(second)
        .map(|(first, second)| ((second - first * first / many) / (many - 1.0)).max(0.0))
        .collect()
}

/// The last returns less their mean, scaled to length one; `None` where one lacks or none moves.
fn unit(returns: &[f64], window: usize) -> Option<Vec<f64>> {
    let recent = returns.get(returns.len().checked_sub(window)?..)?;
    let mean = recent.iter().sum::<f64>() / window as f64;
    let length = recent
        .iter()
        .map(|change| (change - mean).powi(2))
        .sum::<f64>()
        .sqrt();
    (length > 0.0 && length.is_finite()).then(|| {
        recent
            .iter()
            .map(|change| (change - mean) / length)
            .collect()
    })
}
