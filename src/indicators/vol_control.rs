//! How much of an asset a volatility-targeting fund holds, and what it must trade.
//!
//! Source: S&P Dow Jones Indices, Daily Risk Control parameters: two exponential averages of
//! squared log returns, 0.94 and 0.97, seeded with the weighted mean of the first 60; the larger
//! rules; exposure = min(cap, target / volatility of two days before). The average variant takes
//! the larger of the plain 20 and 40 days. In USD it is a model: assets are an assumption, and
//! funds differ in rules, targets and timing.

use jiff::civil::Date;

use crate::model::{Fact, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, MONTH, assumption, fact, number};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::Known;
use super::labels;
use super::math::returns::Returns;
use super::math::volatility::{self, YEAR};
use super::settings::{Settings, VolControl};

mod tables;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "vol-control",
    group: Group::Positioning,
    name: Term::new("Vol-control exposure", "波动率控制敞口", "波動率控制曝險"),
    unit: Unit::Multiple,
    method: Term::new(
        "Target over the larger of two exponential volatilities (0.94 and 0.97), two days late, capped",
        "目标波动率除以两种指数加权波动率(0.94与0.97)之较大者，滞后两日，设上限",
        "目標波動率除以兩種指數加權波動率(0.94與0.97)之較大者，落後兩日，設上限",
    ),
    source: "S&P Dow Jones Indices, Risk Control index parameters, 2021; ECB Financial Stability Review, May 2020, for assets",
    is_model: true,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |subject| vec![subject.to_owned()],
    compute,
};

/// Weight of the past in the short average of squares.
const SHORT: f64 = 0.94;

/// Weight of the past in the long average of squares.
const LONG: f64 = 0.97;

/// Squares that seed both averages.
const SEED: usize = 60;

/// Days between a volatility and the exposure it sets.
const LAG: usize = 2;

/// Windows of the average variant.
const PLAIN: [usize; 2] = [20, 40];

/// One-day flows above this percentile are worth a notice.
const LARGE_FLOW: f64 = 98.0;

const AT_CAP: Notice = Notice::new(
    "At the cap: the percentile stands at the top of many equal days",
    "敞口触及上限：百分位为大量相同取值之顶",
    "曝險觸及上限：百分位為大量相同取值之頂",
);
const ROOM: Notice = Notice::new(
    "Exposure is below its 15th percentile: room to add",
    "敞口低于第15百分位：有加仓空间",
    "曝險低於第15百分位：有加碼空間",
);
const VULNERABLE: Notice = Notice::new(
    "Exposure is above its 85th percentile: vulnerable to a rise in volatility",
    "敞口高于第85百分位：波动率上升时易被迫减仓",
    "曝險高於第85百分位：波動率上升時易被迫減碼",
);
const BIG_DAY: Notice = Notice::new(
    "The one-day flow is above its 98th percentile",
    "单日买盘高于第98百分位",
    "單日買盤高於第98百分位",
);
const SHORT_OVER_LONG: Notice = Notice::new(
    "Short variance is more than one and a half times the long one: a shock is being digested",
    "短期方差高于长期的1.5倍：冲击正在消化",
    "短期變異數高於長期的1.5倍：衝擊正在消化",
);

/// The two averages of squared returns on one day.
#[derive(Debug, Clone, Copy)]
struct State {
    day: Date,
    short: f64,
    long: f64,
}

impl State {
    /// The volatility that rules, as a fraction a year.
    fn sigma(&self) -> f64 {
        (YEAR * self.short.max(self.long)).sqrt()
    }

    /// The averages after one more return.
    fn after(&self, change: f64) -> Self {
        Self {
            day: self.day,
            short: volatility::ewma_step(self.short, change * change, SHORT),
            long: volatility::ewma_step(self.long, change * change, LONG),
        }
    }

    /// The exposure that this volatility sets two days later; the cap where nothing moved.
    fn exposure(&self, target: f64, cap: f64) -> f64 {
        exposure(self.sigma(), target, cap)
    }
}

/// Target over volatility, at most the cap.
fn exposure(sigma: f64, target: f64, cap: f64) -> f64 {
    if sigma > 0.0 {
        cap.min(target / sigma)
    } else {
        cap
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let need = SEED + LAG + 1;
    let series = known
        .require(known.subject(), need)
        .map_err(|missing| vec![missing])?;
    let returns = Returns::log(series.bars);
    let states = states(&returns);
    let rules = &settings.vol_control;
    let set = |state: &State| state.exposure(rules.target, rules.cap);
    let days = states.iter().skip(LAG).map(|state| state.day);
    let history: Vec<_> = days.zip(states.iter().map(set)).collect();
    let window = settings.percentile_window;
    let (Some(mut reading), [.., ruling, yesterday, today]) =
        (assemble::headline(&INDICATOR, history, window), &states[..])
    else {
        return Err(vec![Missing {
            input: series.id.to_owned(),
            reason: MissingReason::TooShort {
                have: returns.values.len() + 1,
                need,
            },
        }]);
    };
    let flows = tables::Flows::new(&reading.history, rules.assets_usd_bn, window);
    reading.facts = facts(&reading, ruling, today, &returns, rules);
    reading.facts.push(flows.month());
    reading.notices = notices(&reading, today, rules.cap, flows.is_big_day(LARGE_FLOW));
    reading.tables = vec![
        flows.table(),
        tables::forward(&reading, [yesterday, today], rules),
        tables::targets(ruling, rules),
    ];
    reading.plots = vec![tables::forward_plot(&reading, today, rules)];
    reading.assumptions = vec![
        assumption(labels::TARGET, rules.target, Unit::Fraction),
        assumption(labels::ASSETS, rules.assets_usd_bn, Unit::UsdBn),
        assumption(labels::CAP, rules.cap, Unit::Multiple),
    ];
    reading.inputs.extend(series.used());
    Ok(reading)
}

/// Both averages from the last day of the seed on.
fn states(returns: &Returns) -> Vec<State> {
    let squares: Vec<f64> = returns
        .values
        .iter()
        .map(|change| change * change)
        .collect();
    let short = volatility::ewma_seeded(&squares, SHORT, SEED);
    let long = volatility::ewma_seeded(&squares, LONG, SEED);
    let days = returns.days.iter().skip(SEED - 1);
    days.zip(short.into_iter().zip(long))
        .map(|(day, (short, long))| State {
            day: *day,
            short,
            long,
        })
        .collect()
}

/// The exposure in USD, the volatilities behind it, and the average variant.
fn facts(
    reading: &Reading,
    ruling: &State,
    today: &State,
    returns: &Returns,
    rules: &VolControl,
) -> Vec<Fact> {
    let usd = reading.value.map(|exposure| rules.assets_usd_bn * exposure);
    let percent = |variance: f64| 100.0 * (YEAR * variance).sqrt();
    vec![
        fact(
            Term::new("Exposure", "敞口规模", "曝險規模"),
            number(usd, Unit::UsdBn),
        ),
        fact(
            Term::new(
                "Short volatility, 0.94",
                "短期波动率(0.94)",
                "短期波動率(0.94)",
            ),
            number(percent(today.short), Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Long volatility, 0.97",
                "长期波动率(0.97)",
                "長期波動率(0.97)",
            ),
            number(percent(today.long), Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Volatility that rules, of two days before",
                "生效波动率(两日前)",
                "生效波動率(兩日前)",
            ),
            number(100.0 * ruling.sigma(), Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Exposure by plain averages of 20 and 40 days",
                "按20/40日简单平均的敞口",
                "按20/40日簡單平均的曝險",
            ),
            number(average_variant(returns, rules), Unit::Multiple),
        ),
    ]
}

/// The exposure by the larger plain volatility of two days before.
fn average_variant(returns: &Returns, rules: &VolControl) -> Option<f64> {
    let known = returns
        .values
        .get(..returns.values.len().checked_sub(LAG)?)?;
    let mut largest = 0.0_f64;
    for window in PLAIN {
        let recent = known.get(known.len().checked_sub(window)?..)?;
        largest = largest.max(volatility::realised(recent)? / 100.0);
    }
    Some(exposure(largest, rules.target, rules.cap))
}

fn notices(reading: &Reading, today: &State, cap: f64, is_big_day: bool) -> Vec<Notice> {
    let percentile = reading
        .percentile
        .map_or(50.0, |percentile| percentile.value);
    let is_at_cap = reading.value.is_some_and(|exposure| exposure >= cap);
    [
        (is_at_cap, AT_CAP),
        (percentile < 15.0, ROOM),
        (percentile > 85.0, VULNERABLE),
        (is_big_day, BIG_DAY),
        // Of variances: no square weighs more than twice as much in the short average as in the
        // long one, so the volatilities are never more than 1.41 apart.
        (today.short > 1.5 * today.long, SHORT_OVER_LONG),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
