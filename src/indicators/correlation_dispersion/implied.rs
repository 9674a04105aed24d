//! Own implied figures: what options of single shares and of the index say together.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::indicators::inputs::{Known, Observed};

use super::measures::Parts;

/// The implied volatility of the index.
pub(super) const INDEX: &str = "VIX";

/// Constituents whose implied volatilities are asked for, the largest of the index by value in 2026.
pub(super) const NAMES: [&str; 20] = [
    "NVDA", "AAPL", "MSFT", "AMZN", "GOOGL", "META", "AVGO", "TSLA", "ABBV", "LLY", "JPM", "WMT",
    "V", "ORCL", "MA", "XOM", "NFLX", "JNJ", "COST", "HD",
];

/// Fewer constituents than this say nothing of the index.
const FEWEST: usize = 10;

/// The name of a share's series of 30-day implied volatility, in points.
pub(super) fn series(id: &str) -> String {
    format!("IV30:{id}")
}

/// What the options say on the last day that enough of them have.
pub(super) struct Own<'a> {
    pub(super) day: Date,
    /// In per cent.
    pub(super) correlation: Option<f64>,
    /// In volatility points.
    pub(super) dispersion: Option<f64>,
    /// How many constituents it is of.
    pub(super) count: usize,
    pub(super) used: Vec<Observed<'a>>,
}

impl<'a> Own<'a> {
    /// The figures on the last day of the index; `None` where too few constituents have that day.
    pub(super) fn new(known: &Known<'a>, weights: &BTreeMap<String, f64>) -> Option<Self> {
        let index = known.series(INDEX)?;
        let (day, of_index) = index.last()?;
        let mut parts = Parts::default();
        let mut used = vec![index];
        for id in NAMES {
            let Some(found) = known.series(&series(id)) else {
                continue;
            };
            let weight = if weights.is_empty() {
                1.0
            } else {
                weights.get(id).copied().unwrap_or(0.0)
            };
            if let Some((last, volatility)) = found.last()
                && last == day
                && volatility > 0.0
                && weight > 0.0
            {
                parts.add(weight, volatility);
                used.push(found);
            }
        }
        let count = used.len() - 1;
        (count >= FEWEST).then(|| Self {
            day,
            correlation: parts.correlation(of_index).map(|value| 100.0 * value),
            dispersion: parts.dispersion(of_index),
            count,
            used,
        })
    }
}
