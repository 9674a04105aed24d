//! The betas side by side, and the leanings of the last quarter.

use jiff::civil::Date;

use crate::indicators::assemble::{self, MONTH, fact, number, signed};
use crate::indicators::labels;
use crate::indicators::math::regression;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::QUARTER;
use super::style::Style;

/// Returns behind the betas of rising and falling days: a year, since a quarter has thirty of each.
const YEAR: usize = 252;

/// Values of the last days.
pub(super) fn facts(market: &[f64], own: &[f64], style: &Style<'_>) -> Vec<Fact> {
    let last = |values: &[f64], days: usize| -> Vec<f64> {
        let from = values.len().saturating_sub(days);
        values.get(from..).unwrap_or_default().to_vec()
    };
    let (quarter, of_funds) = (last(market, QUARTER), last(own, QUARTER));
    let line = regression::line(&quarter, &of_funds);
    let (market, own) = (last(market, YEAR), last(own, YEAR));
    let on_days = |counts: fn(f64) -> bool| {
        let pairs = market
            .iter()
            .zip(&own)
            .filter(|(market, _)| counts(**market));
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.map(|(x, y)| (*x, *y)).unzip();
        regression::line(&x, &y).map(|line| line.slope)
    };
    vec![
        fact(
            Term::new("Correlation, 63 days", "相关性(63日)", "相關性(63日)"),
            signed(line.map(|line| line.correlation), Unit::Ratio),
        ),
        fact(
            Term::new(
                "Beta on rising days, 252 days",
                "上涨日贝塔(252日)",
                "上漲日Beta(252日)",
            ),
            signed(on_days(|market| market > 0.0), Unit::Ratio),
        ),
        fact(
            Term::new(
                "Beta on falling days, 252 days",
                "下跌日贝塔(252日)",
                "下跌日Beta(252日)",
            ),
            signed(on_days(|market| market < 0.0), Unit::Ratio),
        ),
        fact(
            Term::new("Style intensity", "风格强度", "風格強度"),
            number(style.intensity.last().map(|(_, value)| *value), Unit::Ratio),
        ),
    ]
}

/// Net and gross proxies with their own past.
pub(super) fn measures(
    quarter: &[(Date, f64)],
    month: &[(Date, f64)],
    style: &Style<'_>,
    window: usize,
) -> Table {
    let row = |name: Term, history: &[(Date, f64)]| {
        let place = assemble::percentile(history, window);
        let last = history.last().map(|(_, value)| *value);
        let before = history
            .len()
            .checked_sub(MONTH + 1)
            .and_then(|at| history.get(at));
        vec![
            Cell::Word(name),
            number(last, Unit::Ratio),
            number(place.map(|place| place.value), Unit::Percent),
            signed(
                last.zip(before).map(|(last, (_, before))| last - before),
                Unit::Ratio,
            ),
        ]
    };
    Table {
        title: Term::new(
            "Net and gross, by proxy",
            "净敞口与总敞口代理",
            "淨曝險與總曝險代理",
        ),
        columns: vec![
            Term::new("Proxy", "代理指标", "代理指標"),
            Term::new("Value", "数值", "數值"),
            labels::PERCENTILE,
            Term::new("Change, 21 days", "21日变动", "21日變動"),
        ],
        rows: vec![
            row(
                Term::new(
                    "beta, 63 days (net)",
                    "63日贝塔(净敞口)",
                    "63日Beta(淨曝險)",
                ),
                quarter,
            ),
            row(
                Term::new(
                    "beta, 21 days (net)",
                    "21日贝塔(净敞口)",
                    "21日Beta(淨曝險)",
                ),
                month,
            ),
            row(
                Term::new(
                    "style intensity (gross)",
                    "风格强度(总敞口)",
                    "風格強度(總曝險)",
                ),
                &style.intensity,
            ),
        ],
    }
}

/// The slopes of the last quarter, where there are any.
pub(super) fn styles(style: &Style<'_>) -> Option<Table> {
    let row = |(name, slope): &(Term, f64)| vec![Cell::Word(*name), signed(*slope, Unit::Ratio)];
    (style.slopes.len() > 1).then(|| Table {
        title: Term::new("Leanings, 63 days", "风格倾向(63日)", "風格傾向(63日)"),
        columns: vec![
            Term::new("Less the market", "相对大盘", "相對大盤"),
            Term::new("Slope", "斜率", "斜率"),
        ],
        rows: style.slopes.iter().map(row).collect(),
    })
}
