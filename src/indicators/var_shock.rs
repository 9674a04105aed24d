//! How much a limit on value at risk makes desks cut.
//!
//! Value at risk is the loss of one day that one day in a hundred exceeds. Headline: how far it rose
//! in 21 days, by exponentially weighted variance (`RiskMetrics`, J.P. Morgan 1996: decay 0.94, seeded
//! with 60 squared log returns) times the normal quantile 2.326. A book that must keep its value at
//! risk cuts by one less the ratio of then to now; in USD of an assumed book. Beside it the same by
//! history (250 simple returns, quantile on the line between two or the lower) and by the sample's mean
//! and deviation, the mean loss beyond the quantile, how often the last year broke the limit of the
//! day before, and a book of four funds by covariance (Hull). Whose book it is, nobody says: this is a model.

use jiff::civil::Date;

use crate::model::{Missing, MissingReason, Notice, Reading, Term, Unit};

use super::aligned::Aligned;
use super::assemble::{self, assumption};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::labels;
use super::math::returns::Returns;
use super::math::volatility;
use super::settings::Settings;

pub(super) mod estimates;
mod tables;

use estimates::NORMAL_99;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "var-shock",
    group: Group::Positioning,
    name: Term::new("VaR shock", "VaR冲击", "VaR衝擊"),
    unit: Unit::Percent,
    method: Term::new(
        "Rise of one-day 99% value at risk over 21 days, exponentially weighted",
        "99%单日VaR(指数加权)较21日前的升幅",
        "99%單日VaR(指數加權)較21日前的升幅",
    ),
    source: "J.P. Morgan/Reuters, RiskMetrics Technical Document 1996; Hull, Risk Management and Financial Institutions",
    is_model: true,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |subject| {
        let others = SLEEVES.into_iter().filter(|id| *id != subject);
        [subject]
            .into_iter()
            .chain(others)
            .map(str::to_owned)
            .collect()
    },
    compute,
};

/// The book of four funds.
const SLEEVES: [&str; 4] = ["SPY", "IEF", "LQD", "DBC"];

/// Decay and seed of the weighted variance.
const DECAY: f64 = 0.94;
const SEED: usize = 60;

/// Observations between then and now.
const MONTH: usize = 21;

/// Rises, in per cent, that are called an event and a forced one.
const EVENT: f64 = 50.0;
const FORCED: f64 = 100.0;

const IS_EVENT: Notice = Notice::new(
    "VaR event: value at risk rose by more than half in 21 days",
    "VaR事件：21日内VaR升逾50%",
    "VaR事件：21日內VaR升逾50%",
);

const IS_FORCED: Notice = Notice::new(
    "Forced selling: value at risk more than doubled in 21 days",
    "被迫减仓：21日内VaR翻倍以上",
    "被迫減碼：21日內VaR倍增以上",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let rules = settings.var_shock;
    let series = known
        .require(known.subject(), SEED + MONTH + 1)
        .map_err(|missing| vec![missing])?;
    let weighted = weighted(&Returns::log(series.bars));
    let shocks = shocks(&weighted);
    let Some(mut reading) = assemble::headline(&INDICATOR, shocks, settings.percentile_window)
    else {
        return Err(vec![Missing {
            input: series.id.to_owned(),
            reason: MissingReason::TooShort {
                have: series.bars.len(),
                need: SEED + MONTH + 1,
            },
        }]);
    };
    // The headline's day is the last on which value at risk was not zero a month before.
    let until = weighted.partition_point(|(day, _)| Some(*day) <= reading.as_of);
    let weighted = weighted.get(..until).unwrap_or_default();
    let simple = Returns::simple(series.bars);
    let until = simple
        .days
        .partition_point(|day| Some(*day) <= reading.as_of);
    let simple = simple.values.get(..until).unwrap_or_default();
    reading.facts = tables::facts(weighted, simple, &rules);
    reading.tables = vec![tables::methods(weighted, simple, &rules)];
    let sleeves: Vec<Result<Observed<'_>, Missing>> = SLEEVES
        .iter()
        .map(|id| known.require(id, rules.window + 1))
        .collect();
    let found: Vec<Observed<'_>> = sleeves.iter().flatten().copied().collect();
    if found.len() == SLEEVES.len() {
        reading
            .tables
            .extend(tables::book(&Aligned::new(&found), SLEEVES, &rules));
    }
    reading.notices = notices(reading.value);
    reading.assumptions = vec![
        assumption(tables::BOOK, rules.book_usd_bn, Unit::UsdBn),
        assumption(labels::WINDOW, rules.window as f64, Unit::Days),
    ];
    let others = found.iter().filter(|sleeve| sleeve.id != series.id);
    reading.inputs = [&series]
        .into_iter()
        .chain(others)
        .filter_map(Observed::used)
        .collect();
    reading.missing = sleeves.into_iter().filter_map(Result::err).collect();
    Ok(reading)
}

/// One-day value at risk of every day, in per cent.
fn weighted(returns: &Returns) -> Vec<(Date, f64)> {
    let squares: Vec<f64> = returns
        .values
        .iter()
        .map(|change| change * change)
        .collect();
    let variances = volatility::ewma_seeded(&squares, DECAY, SEED);
    let days = returns.days.iter().skip(SEED - 1);
    days.zip(variances)
        .map(|(day, variance)| (*day, 100.0 * NORMAL_99 * variance.sqrt()))
        .collect()
}

/// The rise over a month, in per cent; none from nothing.
fn shocks(weighted: &[(Date, f64)]) -> Vec<(Date, f64)> {
    let pairs = weighted.iter().skip(MONTH).zip(weighted);
    pairs
        .filter(|(_, (_, before))| *before > 0.0)
        .map(|((day, now), (_, before))| (*day, 100.0 * (now / before - 1.0)))
        .collect()
}

fn notices(shock: Option<f64>) -> Vec<Notice> {
    match shock {
        Some(shock) if shock > FORCED => vec![IS_FORCED],
        Some(shock) if shock > EVENT => vec![IS_EVENT],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
