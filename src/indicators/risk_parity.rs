//! How much a risk-parity fund would hold: four sleeves of equal risk, levered to a target.
//!
//! Weights of equal risk contribution (Maillard, Roncalli and Teiletche, Journal of Portfolio
//! Management 36(4), 2010) from the covariance of 63 daily returns around zero, times 252; leverage
//! is the target over the portfolio's volatility, up to a cap. Gross is the sum of notionals over net
//! asset value. Sleeves are funds: SPY, IEF, LQD, DBC; their returns are less the day's bill rate
//! (US3M) where that is known, which hardly moves a covariance. Nobody publishes such positions
//! daily: this is a model.

use jiff::civil::Date;

use crate::model::{Missing, MissingReason, Notice, Reading, Term, Unit};

use super::aligned::Aligned;
use super::assemble::{self, assumption};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::labels;
use super::settings::{RiskParity, Settings};

mod model;
mod tables;

use model::{Day, SLEEVES};

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "risk-parity",
    group: Group::Positioning,
    name: Term::new("Risk-parity gross", "风险平价总敞口", "風險平價總曝險"),
    unit: Unit::Multiple,
    method: Term::new(
        "Equities, Treasuries, credit and commodities at equal risk, levered to 10% volatility",
        "股票、国债、信用、商品按等风险贡献配置，杠杆至目标波动率10%",
        "股票、公債、信用債、商品按等風險貢獻配置，槓桿至目標波動率10%",
    ),
    source: "Maillard, Roncalli and Teiletche 2010, Journal of Portfolio Management 36(4); S&P Risk Parity Indices",
    is_model: true,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| {
        SLEEVES
            .iter()
            .map(|sleeve| sleeve.series.to_owned())
            .chain([CASH.to_owned()])
            .collect()
    },
    compute,
};

/// The bill rate that is taken out of returns, in percent a year.
const CASH: &str = "US3M";

/// Percentiles beyond which gross is called stretched or cut.
const STRETCHED: f64 = 90.0;
const CUT: f64 = 10.0;

const IS_STRETCHED: Notice = Notice::new(
    "Stretched: above the 90th percentile of its past",
    "敞口偏高：处于历史第90百分位以上",
    "曝險偏高：處於歷史第90百分位以上",
);

const IS_CUT: Notice = Notice::new(
    "De-grossed: below the 10th percentile of its past",
    "已大幅降敞口：处于历史第10百分位以下",
    "已大幅降曝險：處於歷史第10百分位以下",
);

const TOGETHER: Notice = Notice::new(
    "Equities and Treasuries move together over 63 days: bonds no longer diversify",
    "股债63日相关性为正：债券失去分散作用",
    "股債63日相關性為正：債券失去分散作用",
);

const AT_CAP: Notice = Notice::new(
    "At the cap: percentiles count ties as at most",
    "触及上限：百分位按“不高于”计入并列",
    "觸及上限：百分位按「不高於」計入並列",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let rules = settings.risk_parity;
    let mut sleeves: Vec<Observed<'_>> = Vec::with_capacity(SLEEVES.len());
    let mut missing = Vec::new();
    for sleeve in SLEEVES {
        match known.require(sleeve.series, rules.window + 1) {
            Ok(found) => sleeves.push(found),
            Err(why) => missing.push(why),
        }
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let cash = known.require(CASH, 1);
    let aligned = Aligned::new(&sleeves);
    let days = model::days(&aligned, cash.as_ref().ok(), &rules);
    let gross = days.iter().map(|day| (day.date, day.gross));
    let headline = assemble::headline(&INDICATOR, gross.collect(), settings.percentile_window);
    let (Some(mut reading), Some(today)) = (headline, days.last()) else {
        return Err(vec![Missing {
            input: SLEEVES.map(|sleeve| sleeve.series).join(" "),
            reason: MissingReason::TooShort {
                have: aligned.days.len(),
                need: rules.window,
            },
        }]);
    };
    reading.facts = tables::facts(&days, today, &reading, &rules, settings.percentile_window);
    reading.tables = vec![
        tables::sleeves(&days, today, settings.percentile_window),
        tables::stress(today, &rules),
        tables::targets(today, &rules),
    ];
    reading.assumptions = assumptions(&rules);
    reading.notices = notices(&reading, today, &rules);
    let used = sleeves.iter().chain(cash.as_ref().ok());
    reading.inputs = used.filter_map(Observed::used).collect();
    reading.missing.extend(cash.err());
    Ok(reading)
}

fn assumptions(rules: &RiskParity) -> Vec<crate::model::Assumption> {
    vec![
        assumption(labels::TARGET, rules.target, Unit::Fraction),
        assumption(labels::CAP, rules.cap, Unit::Multiple),
        assumption(labels::ASSETS, rules.assets_usd_bn, Unit::UsdBn),
        assumption(labels::WINDOW, rules.window as f64, Unit::Days),
    ]
}

fn notices(reading: &Reading, today: &Day, rules: &RiskParity) -> Vec<Notice> {
    let place = reading.percentile.map(|percentile| percentile.value);
    [
        (today.gross >= rules.cap, AT_CAP),
        (place.is_some_and(|place| place > STRETCHED), IS_STRETCHED),
        (place.is_some_and(|place| place < CUT), IS_CUT),
        (today.stocks_bonds() > 0.0, TOGETHER),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

/// The gross of each day, which other files of this indicator rank.
fn history(days: &[Day], of: impl Fn(&Day) -> f64) -> Vec<(Date, f64)> {
    days.iter().map(|day| (day.date, of(day))).collect()
}

#[cfg(test)]
mod tests;
