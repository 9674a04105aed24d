//! How much of the market hedge funds hold, read from their returns and from futures reports.
//!
//! Headline: the slope, with intercept, of a daily index of equity hedge funds (HFRXEH) on the S&P 500
//! over 63 returns; beside it 21 returns, the slopes on days that the market rose and fell, and style
//! intensity: the sum of the sizes of all slopes of a ridge regression on market, momentum, value,
//! size and sectors, each less the market (after Fung and Hsieh, Financial Analysts Journal 60(5), 2004).
//! Its history is as long as the percentile's window, no longer. Net futures positions of leveraged funds and
//! asset managers are those of the CFTC, weekly, in per cent of open interest. Prime brokers' gross
//! and net cannot be reproduced: this is a model.

use crate::model::{Assumption, InputUse, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::aligned::Aligned;
use super::assemble::{self, assumption};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::labels;
use super::math::regression;
use super::settings::Settings;

mod futures;
mod style;
mod tables;

use futures::Futures;
use style::Style;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "fund-beta",
    group: Group::Positioning,
    name: Term::new("Hedge-fund beta", "对冲基金贝塔", "避險基金Beta"),
    unit: Unit::Ratio,
    method: Term::new(
        "Slope of hedge-fund returns on the S&P 500 over 63 days, for net exposure",
        "对冲基金日收益对标普500的63日回归斜率，代理净敞口",
        "避險基金日報酬對標普500的63日迴歸斜率，代理淨曝險",
    ),
    source: "Fung and Hsieh 2004, Financial Analysts Journal 60(5); CFTC, Traders in Financial Futures",
    is_model: true,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| {
        let named = [FUNDS, INDEX]
            .into_iter()
            .chain(style::SERIES)
            .chain(futures::SERIES);
        named.map(str::to_owned).collect()
    },
    compute,
};

const FUNDS: &str = "HFRXEH";
const INDEX: &str = "SPX";

/// Returns behind the headline and its faster variant.
const QUARTER: usize = 63;
const MONTH: usize = 21;

/// Percentiles beyond which funds are called crowded and defensive.
const CROWDED: f64 = 90.0;
const DEFENSIVE: f64 = 10.0;

const IS_CROWDED: Notice = Notice::new(
    "Crowded long: beta is above the 90th percentile of its past",
    "多头拥挤：贝塔处于历史第90百分位以上",
    "多頭擁擠：Beta處於歷史第90百分位以上",
);

const IS_DEFENSIVE: Notice = Notice::new(
    "Defensive: beta is below the 10th percentile of its past",
    "仓位偏防御：贝塔处于历史第10百分位以下",
    "部位偏防禦：Beta處於歷史第10百分位以下",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let futures = Futures::new(known, settings.percentile_window);
    let mut reading = match of_returns(known, settings) {
        Ok(reading) => reading,
        // Futures reports stand by themselves: without the index of funds they are all there is.
        Err(missing) if futures.table.is_some() => {
            Reading::missing(INDICATOR.id, INDICATOR.unit, missing)
        }
        Err(missing) => return Err(missing.into_iter().chain(futures.missing).collect()),
    };
    reading.tables.extend(futures.table);
    reading.inputs.extend(futures.used);
    reading.missing.extend(futures.missing);
    Ok(reading)
}

/// All that the returns of funds say.
fn of_returns(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let (funds, index) = match [FUNDS, INDEX].map(|id| known.require(id, QUARTER + 1)) {
        [Ok(funds), Ok(index)] => (funds, index),
        found => return Err(found.into_iter().filter_map(Result::err).collect()),
    };
    let aligned = Aligned::new(&[funds, index]);
    let [own, market] = &aligned.returns[..] else {
        return Err(Vec::new());
    };
    let slopes = |window: usize| {
        let days = aligned.days.iter().skip(window - 1);
        let slopes = regression::rolling_slopes(market, own, window);
        days.zip(slopes)
            .filter_map(|(day, slope)| Some((*day, slope?)))
            .collect()
    };
    let window = settings.percentile_window;
    let Some(mut reading) = assemble::headline(&INDICATOR, slopes(QUARTER), window) else {
        return Err(vec![Missing {
            input: FUNDS.to_owned(),
            reason: MissingReason::TooShort {
                have: aligned.days.len(),
                need: QUARTER,
            },
        }]);
    };
    let style = Style::new(known, funds, index, settings.fund_beta.ridge, window);
    reading.facts = tables::facts(market, own, &style);
    reading.tables = vec![tables::measures(
        &reading.history,
        &slopes(MONTH),
        &style,
        window,
    )];
    reading.tables.extend(tables::styles(&style));
    reading.notices = notices(&reading);
    reading.assumptions = assumptions(settings.fund_beta.ridge);
    reading.inputs = used(&funds, &index, &style);
    reading.missing = style.missing;
    Ok(reading)
}

fn used(funds: &Observed<'_>, index: &Observed<'_>, style: &Style<'_>) -> Vec<InputUse> {
    let all = [funds, index].into_iter().chain(&style.used);
    all.filter_map(Observed::used).collect()
}

fn assumptions(ridge: f64) -> Vec<Assumption> {
    vec![
        assumption(labels::WINDOW, QUARTER as f64, Unit::Days),
        assumption(
            Term::new("Ridge penalty", "岭回归惩罚", "脊迴歸懲罰"),
            ridge,
            Unit::Ratio,
        ),
    ]
}

fn notices(reading: &Reading) -> Vec<Notice> {
    let place = reading.percentile.map(|percentile| percentile.value);
    [
        (place.is_some_and(|place| place > CROWDED), IS_CROWDED),
        (place.is_some_and(|place| place < DEFENSIVE), IS_DEFENSIVE),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
