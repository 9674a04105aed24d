//! What options pay over what the index then moved: implied less realised volatility.
//!
//! Headline: VIX less the realised volatility of the last 21 days, in volatility points. Sources:
//! Bollerslev, Tauchen and Zhou, RFS 2009, for the monthly variance form, VIX²/12 less 10⁴ times
//! the sum of 22 squared log returns; Carr and Wu, RFS 2009. It compares 30 days ahead with 21
//! days behind; the ex-post form compares the same month, VIX of 21 days ago with what followed.

use jiff::civil::Date;

use crate::model::{Fact, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, MONTH, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed, joined};
use super::labels;
use super::math::returns::Returns;
use super::math::volatility;
use super::realised_volatility::WINDOW;
use super::settings::Settings;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "variance-risk-premium",
    group: Group::Volatility,
    name: Term::new("Variance risk premium", "波动率风险溢价", "波動率風險溢酬"),
    unit: Unit::VolPoints,
    method: Term::new(
        "VIX less the realised volatility of the S&P 500 over 21 days",
        "VIX减标普500的21日已实现波动率",
        "VIX減標普500的21日已實現波動率",
    ),
    source: "Bollerslev, Tauchen and Zhou 2009, Review of Financial Studies 22(11); Carr and Wu 2009, Review of Financial Studies 22(3)",
    is_model: false,
    subjects: Subjects::One(INDEX),
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| vec![INDEX.to_owned(), IMPLIED.to_owned()],
    compute,
};

const INDEX: &str = "SPX";
const IMPLIED: &str = "VIX";

/// Returns of the variance form.
const VARIANCE_WINDOW: usize = 22;

/// Percentile above which the premium is called rich.
const RICH: f64 = 90.0;

const BELOW_ZERO: Notice = Notice::new(
    "Realised volatility is above implied: stress, or options are late",
    "已实现波动率高于隐含：市场承压，或期权反应滞后",
    "已實現波動率高於隱含：市場承壓，或選擇權反應落後",
);

const IS_RICH: Notice = Notice::new(
    "The premium is rich: above the 90th percentile of its past",
    "溢价偏高：处于历史第90百分位以上",
    "溢酬偏高：處於歷史第90百分位以上",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let (index, implied) = match (known.require(INDEX, WINDOW + 1), known.require(IMPLIED, 1)) {
        (Ok(index), Ok(implied)) => (index, implied),
        (index, implied) => {
            return Err([index.err(), implied.err()].into_iter().flatten().collect());
        }
    };
    let returns = Returns::log(index.bars);
    let realised = returns.rolling(WINDOW, volatility::realised);
    let both = joined(implied.points(), realised);
    let history = both
        .iter()
        .map(|(day, vix, realised)| (*day, vix - realised));
    let reading = assemble::headline(&INDICATOR, history.collect(), settings.percentile_window);
    let (Some(mut reading), Some(now)) = (reading, both.last().copied()) else {
        return Err(vec![Missing {
            input: IMPLIED.to_owned(),
            reason: MissingReason::TooShort { have: 0, need: 1 },
        }]);
    };
    reading.facts = facts(&index, &returns, &both, now);
    reading
        .inputs
        .extend([&index, &implied].into_iter().filter_map(Observed::used));
    if reading.value.is_some_and(|premium| premium < 0.0) {
        reading.notices.push(BELOW_ZERO);
    }
    if reading
        .percentile
        .is_some_and(|percentile| percentile.value > RICH)
    {
        reading.notices.push(IS_RICH);
    }
    Ok(reading)
}

/// The premium's two parts and its other forms, all on the headline's day.
fn facts(
    index: &Observed<'_>,
    returns: &Returns,
    both: &[(Date, f64, f64)],
    (today, vix, realised): (Date, f64, f64),
) -> Vec<Fact> {
    let month_ago = both
        .len()
        .checked_sub(MONTH + 1)
        .and_then(|at| both.get(at));
    let ex_post = month_ago.map(|(_, vix_then, _)| vix_then - realised);
    let end = index.bars.partition_point(|bar| bar.date <= today);
    let range = index
        .bars
        .get(..end)
        .and_then(|bars| volatility::parkinson(bars, WINDOW));
    vec![
        fact(Term::same(IMPLIED), number(vix, Unit::VolPoints)),
        fact(labels::RV21, number(realised, Unit::VolPoints)),
        fact(
            Term::new(
                "Variance form, a month, %²",
                "方差形式(月度，%²)",
                "變異數形式(月度，%²)",
            ),
            signed(variance_form(returns, today, vix), Unit::Ratio),
        ),
        fact(
            Term::new(
                "After the fact: VIX of 21 days ago less what followed",
                "事后溢价：21日前VIX减其后实现",
                "事後溢酬：21日前VIX減其後實現",
            ),
            signed(ex_post, Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Parkinson volatility, 21 days",
                "Parkinson波动率，21日",
                "Parkinson波動率，21日",
            ),
            number(range, Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Premium over Parkinson volatility",
                "对Parkinson波动率的溢价",
                "對Parkinson波動率的溢酬",
            ),
            signed(range.map(|range| vix - range), Unit::VolPoints),
        ),
    ]
}

/// The monthly variance form: VIX²/12 less the sum of 22 squared returns in per cent.
fn variance_form(returns: &Returns, today: Date, vix: f64) -> Option<f64> {
    let end = returns.days.partition_point(|day| *day <= today);
    let recent = returns.values.get(end.checked_sub(VARIANCE_WINDOW)?..end)?;
    let realised: f64 = recent.iter().map(|change| (100.0 * change).powi(2)).sum();
    Some(vix * vix / 12.0 - realised)
}
