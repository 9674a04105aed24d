//! The portfolio of every day: covariance, weights, leverage.

use jiff::civil::Date;

use crate::indicators::aligned::Aligned;
use crate::indicators::inputs::Observed;
use crate::indicators::math::erc::{self, Parity};
use crate::indicators::math::volatility::YEAR;
use crate::indicators::math::windows;
use crate::indicators::settings::RiskParity;
use crate::model::Term;

/// One asset class with the fund that stands for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sleeve {
    pub(super) name: Term,
    pub(super) series: &'static str,
}

/// How many sleeves there are.
pub(super) const COUNT: usize = 4;

/// The asset classes; equities and Treasuries come first.
pub(super) const SLEEVES: [Sleeve; COUNT] = [
    Sleeve {
        name: Term::new("Equities", "股票", "股票"),
        series: "SPY",
    },
    Sleeve {
        name: Term::new("Treasuries", "国债", "公債"),
        series: "IEF",
    },
    Sleeve {
        name: Term::new("Credit", "信用债", "信用債"),
        series: "LQD",
    },
    Sleeve {
        name: Term::new("Commodities", "商品", "商品"),
        series: "DBC",
    },
];

/// Covariances a year, as fractions squared.
pub(super) type Matrix = [[f64; COUNT]; COUNT];

/// The portfolio of one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub(super) date: Date,
    pub(super) covariance: Matrix,
    pub(super) parity: Parity<COUNT>,
    /// Notionals over net asset value.
    pub(super) gross: f64,
}

impl Day {
    /// The notional of each sleeve over net asset value.
    pub(super) fn notionals(&self) -> [f64; COUNT] {
        self.parity.weights.map(|weight| weight * self.gross)
    }

    /// The volatility of a year before leverage, as a fraction.
    pub(super) fn volatility(&self) -> f64 {
        self.parity.variance.sqrt()
    }

    /// The volatility of each sleeve.
    pub(super) fn volatilities(&self) -> [f64; COUNT] {
        volatilities(&self.covariance)
    }

    /// The correlation of equities and Treasuries.
    pub(super) fn stocks_bonds(&self) -> f64 {
        let [[stocks, both, ..], [_, bonds, ..], ..] = self.covariance;
        both / (stocks * bonds).sqrt()
    }
}

/// The square roots of the diagonal.
pub(super) fn volatilities(covariance: &Matrix) -> [f64; COUNT] {
    let [[a, ..], [_, b, ..], [_, _, c, _], [.., d]] = *covariance;
    [a, b, c, d].map(f64::sqrt)
}

/// Leverage that brings a volatility to the target, up to the cap.
pub(super) fn leverage(volatility: f64, target: f64, cap: f64) -> f64 {
    (target / volatility).min(cap)
}

/// The portfolio of every day with a full window; days without one (a sleeve that stood still) are
/// left out. Each search starts from the day before.
pub(super) fn days(aligned: &Aligned, cash: Option<&Observed<'_>>, rules: &RiskParity) -> Vec<Day> {
    let excess = excess(aligned, cash);
    let covariances = covariances(&excess, rules.window);
    let ends = aligned.days.iter().skip(rules.window.saturating_sub(1));
    let mut start = None;
    ends.zip(covariances)
        .filter_map(|(date, covariance)| {
            let parity = erc::equal_risk(&covariance, start)?;
            start = Some(parity.start);
            Some(Day {
                date: *date,
                covariance,
                parity,
                gross: leverage(parity.variance.sqrt(), rules.target, rules.cap),
            })
        })
        .collect()
}

/// Returns less what bills paid, where the rate of the day before is known.
fn excess(aligned: &Aligned, cash: Option<&Observed<'_>>) -> Vec<Vec<f64>> {
    let rate = |day: &Date| {
        let bars = cash.map_or(&[][..], |cash| cash.bars);
        let known = bars.partition_point(|bar| bar.date < *day);
        let last = known.checked_sub(1).and_then(|at| bars.get(at));
        last.map_or(0.0, |bar| bar.close / 100.0 / YEAR)
    };
    let rates: Vec<f64> = aligned.days.iter().map(rate).collect();
    let less = |returns: &Vec<f64>| -> Vec<f64> {
        returns
            .iter()
            .zip(&rates)
            .map(|(own, bill)| own - bill)
            .collect()
    };
    aligned.returns.iter().map(less).collect()
}

/// The covariance around zero of each run of returns, a year.
fn covariances(returns: &[Vec<f64>], window: usize) -> Vec<Matrix> {
    let count = returns
        .first()
        .map_or(0, |first| (first.len() + 1).saturating_sub(window));
    let mut matrices = vec![[[0.0; COUNT]; COUNT]; count];
    for (row, one) in returns.iter().enumerate() {
        for (column, other) in returns.iter().enumerate().skip(row) {
            let products: Vec<f64> = one.iter().zip(other).map(|(a, b)| a * b).collect();
            for (matrix, sum) in matrices.iter_mut().zip(windows::sums(&products, window)) {
                let value = sum / window as f64 * YEAR;
                for (row, column) in [(row, column), (column, row)] {
                    if let Some(slot) = matrix.get_mut(row).and_then(|row| row.get_mut(column)) {
                        *slot = value;
                    }
                }
            }
        }
    }
    matrices
}
