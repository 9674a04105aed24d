//! Other published trend models beside the house's.
//!
//! Moskowitz, Ooi and Pedersen (2012): the sign of the excess return of 12 months at 40 % volatility.
//! Baz, Granger, Harvey, Le Roux and Rattray (2015): three pairs of exponential averages,
//! normalised twice and passed through a response that fades in extremes. The crossing of simple
//! averages of 20 and 120 days, as in the SG Trend Indicator.

use crate::indicators::assemble::{number, signed};
use crate::indicators::inputs::Observed;
use crate::indicators::math::{averages, stats, volatility};
use crate::model::{Cell, Table, Term, Unit};

use super::{LAMBDA, Trend, YEAR, direction};

/// Closes in twelve months.
const TWELVE_MONTHS: usize = 252;

/// Volatility at which Moskowitz, Ooi and Pedersen hold each asset.
const MOP_TARGET: f64 = 0.40;

/// Spans of the averages of Baz et al.
const SPANS: [(f64, f64); 3] = [(8.0, 24.0), (16.0, 48.0), (32.0, 96.0)];

/// Windows of their two normalisations: of the price, then of the ratio.
const NORMALISED: [usize; 2] = [63, 252];

/// Spans of the crossing averages.
const CROSSING: [usize; 2] = [20, 120];

/// Beyond this distance a level is not reachable in one day.
const REACHABLE: f64 = 20.0;

const NOT_REACHABLE: Term = Term::new("not reachable in one day", "单日无法触及", "單日無法觸及");

/// One row a model.
pub(super) fn table(trend: &Trend<'_>, changes: &[f64], cash: Option<&Observed<'_>>) -> Table {
    let [fast, slow] = CROSSING;
    let apart = averages::simple(trend.closes, fast).zip(averages::simple(trend.closes, slow));
    let crossed = apart.map(|(fast, slow)| direction(fast, slow));
    let cross_flip = averages::cross_flip(trend.closes, fast, slow);
    let anchor = trend.closes.len().checked_sub(TWELVE_MONTHS + 1);
    let then = anchor.and_then(|at| trend.closes.get(at)).copied();
    let hurdle = 1.0 + cash_return(cash);
    let year = then.map(|then| direction(trend.close, then * hurdle));
    let held = year
        .zip(demeaned_sigma(changes))
        .map(|(sign, sigma)| sign * MOP_TARGET / sigma);
    let year_flip = trend.closes.len().checked_sub(TWELVE_MONTHS);
    let year_flip = year_flip
        .and_then(|at| trend.closes.get(at))
        .map(|then| then * hurdle);
    Table {
        title: Term::new("Models side by side", "模型对照", "模型對照"),
        columns: vec![
            Term::new("Model", "模型", "模型"),
            Term::new("Signal", "信号", "訊號"),
            Term::new("Position", "仓位", "部位"),
            Term::new("Turns at next close of", "次日翻转收盘价", "次日翻轉收盤價"),
        ],
        rows: vec![
            vec![
                Cell::Word(Term::new(
                    "house, five windows",
                    "本站五窗口模型",
                    "本站五窗口模型",
                )),
                signed(trend.signal, Unit::Fraction),
                signed(trend.position(trend.signal), Unit::Multiple),
                Cell::Empty,
            ],
            vec![
                Cell::Text("Moskowitz–Ooi–Pedersen".to_owned()),
                signed(year, Unit::Fraction),
                signed(held, Unit::Multiple),
                reachable(trend, year_flip),
            ],
            vec![
                Cell::Text("Baz et al.".to_owned()),
                signed(baz(trend.closes), Unit::Fraction),
                Cell::Empty,
                Cell::Empty,
            ],
            vec![
                Cell::Text("SMA 20/120".to_owned()),
                signed(crossed, Unit::Fraction),
                Cell::Empty,
                reachable(trend, cross_flip),
            ],
            vec![
                Cell::Text("SMA 200".to_owned()),
                signed(
                    averages::simple(trend.closes, 200).map(|mean| direction(trend.close, mean)),
                    Unit::Fraction,
                ),
                Cell::Empty,
                reachable(trend, averages::price_flip(trend.closes, 200)),
            ],
        ],
    }
}

/// A level, or that no day moves so far.
fn reachable(trend: &Trend<'_>, level: Option<f64>) -> Cell {
    let distance = level.and_then(|level| trend.distance(level));
    match distance {
        Some(distance) if distance.abs() > REACHABLE => Cell::Word(NOT_REACHABLE),
        _ => number(level, Unit::Price),
    }
}

/// What cash earned over the last twelve months, as a fraction; nothing where it is unknown.
fn cash_return(cash: Option<&Observed<'_>>) -> f64 {
    let rates = cash.map(Observed::closes).unwrap_or_default();
    let from = rates.len().saturating_sub(TWELVE_MONTHS);
    let year = rates.get(from..).unwrap_or_default();
    stats::mean(year).map_or(0.0, |percent| percent / 100.0)
}

/// Annual volatility around the weighted mean, as a fraction.
pub(super) fn demeaned_sigma(changes: &[f64]) -> Option<f64> {
    let squares: Vec<f64> = changes.iter().map(|change| change * change).collect();
    let mean = volatility::ewma(changes, LAMBDA).last().copied()?;
    let square = volatility::ewma(&squares, LAMBDA).last().copied()?;
    let sigma = (YEAR * (square - mean * mean).max(0.0)).sqrt();
    (sigma > 0.0 && sigma.is_finite()).then_some(sigma)
}

/// The signal of Baz et al., about -1 to 1; `None` of fewer than 314 closes or a flat price.
pub(super) fn baz(closes: &[f64]) -> Option<f64> {
    let [price_window, ratio_window] = NORMALISED;
    let first = closes.len().checked_sub(ratio_window)?;
    let deviations: Vec<f64> = (first..closes.len())
        .map(|at| {
            let from = (at + 1).checked_sub(price_window)?;
            stats::sample_deviation(closes.get(from..=at)?)
        })
        .collect::<Option<_>>()?;
    let mut sum = 0.0;
    for (fast, slow) in SPANS {
        let fast = volatility::ewma(closes, 1.0 - 1.0 / fast);
        let slow = volatility::ewma(closes, 1.0 - 1.0 / slow);
        let apart = fast.iter().zip(&slow).skip(first);
        let ratios: Vec<f64> = apart
            .zip(&deviations)
            .map(|((fast, slow), deviation)| (fast - slow) / deviation)
            .collect();
        let z = ratios.last()? / stats::sample_deviation(&ratios)?;
        sum += z * (-z * z / 4.0).exp() / 0.89;
    }
    let signal = sum / SPANS.len() as f64;
    signal.is_finite().then_some(signal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_price_has_no_trend() {
        assert_eq!(baz(&[100.0; 400]), None);
        assert_eq!(demeaned_sigma(&[0.0; 100]), None);
        assert_eq!(demeaned_sigma(&[]), None);
    }

    #[test]
    fn baz_needs_both_windows() {
        let rising: Vec<f64> = (0..400).map(|at| 100.0 + f64::from(at).powf(1.1)).collect();
        assert_eq!(baz(&rising[..313]), None);
        assert!(baz(&rising[..314]).is_some_and(|signal| signal > 0.0));
    }
}
