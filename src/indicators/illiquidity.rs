//! How dear trading is, from daily prices: spreads and price impact over 21 days.
//!
//! Headline: EDGE (Ardia, Guidotti and Kroencke 2024), the effective spread in per cent, of 21 pairs of
//! neighbouring bars; the root of the estimate's size, as its authors give it. Beside it Corwin and
//! Schultz (signed, and with what is below zero set to zero), Abdi and Ranaldo, Roll, and Amihud's
//! price impact. An index is not traded, so the fund on it stands for it: SPY for SPX, QQQ for NDX. The depth of
//! the order book needs a feed that nobody gives away, and is said to be missing rather than guessed.

use crate::model::{Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble;
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::settings::Settings;

mod estimates;
mod tables;

use estimates::Estimates;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "illiquidity",
    group: Group::Price,
    name: Term::new("Illiquidity", "非流动性", "非流動性"),
    unit: Unit::Percent,
    method: Term::new(
        "Effective bid-ask spread from open, high, low and close of 21 days (EDGE)",
        "由21日开高低收价估算的有效买卖价差(EDGE)",
        "由21日開高低收價估算的有效買賣價差(EDGE)",
    ),
    source: "Ardia, Guidotti and Kroencke 2024, Journal of Financial Economics 161; Corwin and Schultz 2012; Abdi and Ranaldo 2017; Amihud 2002",
    is_model: false,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |subject| vec![traded(subject).to_owned()],
    compute,
};

/// Pairs of neighbouring bars behind an estimate.
const WINDOW: usize = 21;

/// Percentile above which trading is called dear.
const DEAR: f64 = 90.0;

/// Funds whose true spread is far below what daily prices can show.
const TIGHT: [&str; 5] = ["SPY", "QQQ", "IWM", "DIA", "IEF"];

const IS_DEAR: Notice = Notice::new(
    "Illiquid: above the 90th percentile of its past",
    "流动性紧张：处于历史第90百分位以上",
    "流動性緊張：處於歷史第90百分位以上",
);

const IS_NOISE: Notice = Notice::new(
    "Its true spread is far smaller: estimates from daily prices sit at the level of noise here, read their change",
    "实际价差远小于此：日线估算对该品种仅属噪声水平，宜看变化",
    "實際價差遠小於此：日線估算對該商品僅屬雜訊水準，宜看變化",
);

/// What is traded in place of an index.
fn traded(subject: &str) -> &str {
    match subject {
        "SPX" => "SPY",
        "NDX" => "QQQ",
        "RUT" => "IWM",
        "DJI" => "DIA",
        other => other,
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let series = known
        .require(traded(known.subject()), WINDOW + 1)
        .map_err(|missing| vec![missing])?;
    let estimates = Estimates::new(series.bars, WINDOW);
    let window = settings.percentile_window;
    let sizes = estimates
        .edge
        .iter()
        .map(|(day, spread)| (*day, spread.abs()));
    let Some(mut reading) = assemble::headline(&INDICATOR, sizes.collect(), window) else {
        return Err(vec![Missing {
            input: format!("{} with open, high and low", series.id),
            reason: MissingReason::TooShort {
                have: estimates.ranged,
                need: WINDOW + 1,
            },
        }]);
    };
    reading.facts = tables::facts(&estimates);
    reading.tables = vec![tables::by_method(&estimates, window)];
    let dear = reading
        .percentile
        .is_some_and(|percentile| percentile.value > DEAR);
    let notices = [(dear, IS_DEAR), (TIGHT.contains(&series.id), IS_NOISE)];
    reading.notices = notices
        .into_iter()
        .filter_map(|(holds, notice)| holds.then_some(notice))
        .collect();
    reading.inputs = Observed::used(&series).into_iter().collect();
    Ok(reading)
}

#[cfg(test)]
mod tests;
