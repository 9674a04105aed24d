//! Style intensity: how far funds lean from the market to any side.

use jiff::civil::Date;

use crate::indicators::aligned::Aligned;
use crate::indicators::inputs::{Known, Observed};
use crate::indicators::math::{regression, windows};
use crate::model::{Missing, Term};

use super::QUARTER;

/// One leaning: a fund, less another one or less the index.
struct Leaning {
    name: Term,
    series: &'static str,
    less: Option<&'static str>,
}

const fn leaning(name: Term, series: &'static str, less: Option<&'static str>) -> Leaning {
    Leaning { name, series, less }
}

const MARKET: Term = Term::new("market", "大盘", "大盤");

const LEANINGS: [Leaning; 10] = [
    leaning(Term::new("momentum", "动量", "動能"), "MTUM", None),
    leaning(
        Term::new("value less growth", "价值减成长", "價值減成長"),
        "IVE",
        Some("IVW"),
    ),
    leaning(Term::new("small caps", "小盘", "小型股"), "IWM", None),
    leaning(Term::new("technology", "科技", "科技"), "XLK", None),
    leaning(Term::new("financials", "金融", "金融"), "XLF", None),
    leaning(Term::new("energy", "能源", "能源"), "XLE", None),
    leaning(Term::new("health care", "医疗", "醫療"), "XLV", None),
    leaning(Term::new("staples", "必需消费", "必需消費"), "XLP", None),
    leaning(Term::new("utilities", "公用事业", "公用事業"), "XLU", None),
    leaning(Term::new("industrials", "工业", "工業"), "XLI", None),
];

/// The funds that leanings are made of.
pub(super) const SERIES: [&str; 11] = [
    "MTUM", "IVE", "IVW", "IWM", "XLK", "XLF", "XLE", "XLV", "XLP", "XLU", "XLI",
];

/// Slopes of a regression with penalty, and the sum of their sizes through time.
#[derive(Debug, Default)]
pub(super) struct Style<'a> {
    /// The sum of sizes, as long as the percentile's window.
    pub(super) intensity: Vec<(Date, f64)>,
    /// The last day's slopes, the market's first.
    pub(super) slopes: Vec<(Term, f64)>,
    pub(super) used: Vec<Observed<'a>>,
    pub(super) missing: Vec<Missing>,
}

impl<'a> Style<'a> {
    /// The regression on those leanings whose funds are there, over the last `days`.
    pub(super) fn new(
        known: &Known<'a>,
        funds: Observed<'a>,
        index: Observed<'a>,
        ridge: f64,
        days: usize,
    ) -> Self {
        let mut style = Self::default();
        let mut series = vec![funds, index];
        let mut leanings = Vec::new();
        for leaning in &LEANINGS {
            let found = [Some(leaning.series), leaning.less].into_iter().flatten();
            let found: Vec<Result<Observed<'a>, Missing>> =
                found.map(|id| known.require(id, QUARTER + 1)).collect();
            if found.iter().all(Result::is_ok) {
                let own = series.len();
                series.extend(found.into_iter().flatten());
                leanings.push((leaning.name, own, leaning.less.map_or(1, |_| own + 1)));
            } else {
                style
                    .missing
                    .extend(found.into_iter().filter_map(Result::err));
            }
        }
        let aligned = Aligned::new(&series);
        style.used = series.split_off(2);
        style.fit(&aligned, &leanings, ridge, days);
        style
    }

    fn fit(
        &mut self,
        aligned: &Aligned,
        leanings: &[(Term, usize, usize)],
        ridge: f64,
        days: usize,
    ) {
        let recent = |own: &Vec<f64>| {
            let from = own.len().saturating_sub(days + QUARTER - 1);
            own.get(from..).unwrap_or_default().to_vec()
        };
        let returns: Vec<Vec<f64>> = aligned.returns.iter().map(recent).collect();
        let [funds, market, ..] = &returns[..] else {
            return;
        };
        let less = |own: usize, other: usize| -> Option<Vec<f64>> {
            let pairs = returns.get(own)?.iter().zip(returns.get(other)?);
            Some(pairs.map(|(own, other)| own - other).collect())
        };
        let mut names = vec![MARKET];
        let mut regressors = vec![market.clone()];
        for (name, own, other) in leanings {
            if let Some(leaning) = less(*own, *other) {
                names.push(*name);
                regressors.push(leaning);
            }
        }
        let fits = fits(&regressors, funds, ridge);
        let last = aligned.days.len().saturating_sub(fits.len());
        for (day, slopes) in aligned.days.iter().skip(last).zip(&fits) {
            if let Some(slopes) = slopes {
                self.intensity
                    .push((*day, slopes.iter().map(|slope| slope.abs()).sum()));
            }
        }
        if let Some(Some(slopes)) = fits.last() {
            self.slopes = names.into_iter().zip(slopes.iter().copied()).collect();
        }
    }
}

/// The slopes of every run of a quarter: of regressors scaled to variance one, with the penalty on
/// the diagonal, and scaled back; `None` where a regressor does not vary.
fn fits(regressors: &[Vec<f64>], own: &[f64], ridge: f64) -> Vec<Option<Vec<f64>>> {
    let many = QUARTER as f64;
    let all: Vec<&[f64]> = regressors.iter().map(Vec::as_slice).chain([own]).collect();
    let means: Vec<Vec<f64>> = all
        .iter()
        .map(|one| {
            windows::sums(one, QUARTER)
                .iter()
                .map(|sum| sum / many)
                .collect()
        })
        .collect();
    // Covariances of each with those up to itself, one run after another.
    let mut covariances: Vec<Vec<Vec<f64>>> = Vec::with_capacity(all.len());
    for (row, (one, mean)) in all.iter().zip(&means).enumerate() {
        let upto = all.iter().zip(&means).take(row + 1);
        covariances.push(
            upto.map(|(other, other_mean)| {
                let products: Vec<f64> = one.iter().zip(*other).map(|(a, b)| a * b).collect();
                let sums = windows::sums(&products, QUARTER).into_iter();
                let centres = mean.iter().zip(other_mean).map(|(a, b)| a * b);
                sums.zip(centres)
                    .map(|(sum, centre)| sum / many - centre)
                    .collect()
            })
            .collect(),
        );
    }
    let runs = means.first().map_or(0, Vec::len);
    (0..runs).map(|at| fit(&covariances, at, ridge)).collect()
}

/// The slopes of one run.
fn fit(covariances: &[Vec<Vec<f64>>], at: usize, ridge: f64) -> Option<Vec<f64>> {
    let value = |row: usize, column: usize| -> Option<f64> {
        let (row, column) = (row.max(column), row.min(column));
        covariances.get(row)?.get(column)?.get(at).copied()
    };
    let count = covariances.len().checked_sub(1)?;
    let deviations: Vec<f64> = (0..count)
        .map(|row| {
            value(row, row)
                .filter(|variance| *variance > 0.0)
                .map(f64::sqrt)
        })
        .collect::<Option<_>>()?;
    let mut rows = Vec::with_capacity(count);
    let mut right = Vec::with_capacity(count);
    for (row, deviation) in deviations.iter().enumerate() {
        let mut scaled = Vec::with_capacity(row + 1);
        for (column, other) in deviations.iter().enumerate().take(row + 1) {
            let correlation = value(row, column)? / deviation / other;
            scaled.push(if row == column {
                1.0 + ridge
            } else {
                correlation
            });
        }
        rows.push(scaled);
        right.push(value(count, row)? / deviation);
    }
    let scaled = regression::solve(&rows, &right)?;
    let slopes: Vec<f64> = scaled
        .iter()
        .zip(&deviations)
        .map(|(slope, one)| slope / one)
        .collect();
    slopes
        .iter()
        .all(|slope| slope.is_finite())
        .then_some(slopes)
}
