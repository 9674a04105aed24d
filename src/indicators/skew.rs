//! What protection costs against the middle, and what chasing a rally does.
//!
//! Implied volatility of the 25-delta put and call over that at the forward, for a maturity of
//! 30 days between two expiries: total variance is taken to be linear in time. Sources: Mixon,
//! "What does implied volatility skew measure?", Journal of Derivatives 2011; Xing, Zhang and
//! Zhao, "What does the individual option volatility smirk tell us?", JFQA 2010. The risk
//! reversal is call less put; notes on shares often quote it the other way round.

use jiff::civil::Date;

use crate::model::{Missing, Notice, OptionChain, Reading, Term, Unit};

use super::assemble;
use super::definition::{Group, Indicator, Subjects};
use super::inputs::Known;
use super::options::{self, BILLS, Rates, Smile, expiries};
use super::settings::Settings;

mod tables;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "skew-25d",
    group: Group::Options,
    name: Term::new("25-delta put skew", "25Delta看跌偏斜", "25Delta賣權偏斜"),
    unit: Unit::Ratio,
    method: Term::new(
        "Implied volatility of the 25-delta put over that at the forward, 30 days",
        "25Delta看跌隐含波动率除以远期平值隐含波动率，30日",
        "25Delta賣權隱含波動率除以遠期價平隱含波動率，30日",
    ),
    source: "Mixon 2011, Journal of Derivatives 18(4); Xing, Zhang and Zhao 2010, JFQA 45(3)",
    is_model: false,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |subject| vec![subject.to_owned()],
    series: |_| vec![BILLS.to_owned()],
    compute,
};

/// The maturity of the headline, in days.
const TENOR: f64 = 30.0;

/// Percentile above which a side is called dear.
const DEAR: f64 = 90.0;

const CRASH: Notice = Notice::new(
    "Put skew is above its 90th percentile: demand for crash protection",
    "看跌偏斜高于第90百分位：崩盘保护需求旺盛",
    "賣權偏斜高於第90百分位：崩盤保護需求旺盛",
);
const CHASE: Notice = Notice::new(
    "Call skew is above its 90th percentile: spot up, vol up",
    "看涨偏斜高于第90百分位：价涨波动率也涨",
    "買權偏斜高於第90百分位：價漲波動率也漲",
);
const FLIPPED: Notice = Notice::new(
    "The risk reversal has changed its sign since the chain before",
    "风险逆转较上一期期权链变号",
    "風險逆轉較前一期選擇權鏈變號",
);

/// Implied volatilities of one maturity, fractions a year.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Skew {
    /// Of the put with delta −0.25.
    put: f64,
    /// At the forward.
    money: f64,
    /// Of the call with delta 0.25.
    call: f64,
    /// Of the call with delta 0.50.
    middle: f64,
}

impl Skew {
    /// Of one smile; `None` where a strike lies beyond those quoted.
    fn of(smile: &Smile) -> Option<Self> {
        let at = |delta| smile.volatility(smile.strike(delta)?);
        Some(Self {
            put: at(0.75)?,
            money: smile.volatility(smile.forward)?,
            call: at(0.25)?,
            middle: at(0.5)?,
        })
    }

    fn put_skew(&self) -> f64 {
        self.put / self.money
    }

    fn call_skew(&self) -> f64 {
        self.call / self.money
    }

    fn reversal(&self) -> f64 {
        self.call - self.put
    }

    fn normalised(&self) -> f64 {
        (self.put - self.call) / self.middle
    }

    fn butterfly(&self) -> f64 {
        f64::midpoint(self.put, self.call) - self.money
    }

    /// Between this one of `years.0` and a later one, at `years.2`.
    fn between(&self, later: &Self, years: (f64, f64, f64)) -> Option<Self> {
        let (near, next, at) = years;
        let part = (at - near) / (next - near);
        let mixed = |of: fn(&Self) -> f64| {
            let total = (1.0 - part) * of(self).powi(2) * near + part * of(later).powi(2) * next;
            (total > 0.0).then(|| (total / at).sqrt())
        };
        Some(Self {
            put: mixed(|skew| skew.put)?,
            money: mixed(|skew| skew.money)?,
            call: mixed(|skew| skew.call)?,
            middle: mixed(|skew| skew.middle)?,
        })
    }
}

/// The smiles of a chain, nearest expiry first, with their days.
fn smiles(chain: &OptionChain, rate: f64, paid: f64) -> impl Iterator<Item = (Date, Smile)> {
    expiries(chain, rate).filter_map(move |expiry| {
        let forward = expiry.forward(chain.spot(), paid);
        Some((expiry.day, Smile::fit(&expiry, forward)?))
    })
}

/// The skew of a maturity in days, between the two expiries around it.
fn at_tenor(chain: &OptionChain, rate: f64, paid: f64, days: f64) -> Option<Skew> {
    let years = days / 365.0;
    let slack = 1e-9;
    let all: Vec<_> = expiries(chain, rate).collect();
    let split = all.partition_point(|expiry| expiry.years <= years + slack);
    let of = |at: usize| {
        let expiry = all.get(at)?;
        let smile = Smile::fit(expiry, expiry.forward(chain.spot(), paid))?;
        Some((Skew::of(&smile)?, expiry.years))
    };
    let (near, near_years) = of(split.checked_sub(1)?)?;
    if (near_years - years).abs() <= slack {
        return Some(near);
    }
    let (next, next_years) = of(split)?;
    near.between(&next, (near_years, next_years, years))
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let subject = known.subject();
    let last = known
        .require_chain(subject)
        .map_err(|missing| vec![missing])?;
    let chains = known.chains(subject);
    let rates = Rates::new(known, &settings.options);
    let paid = settings.options.dividend_yield;
    let skews = chains.iter().filter_map(|chain| {
        let day = chain.date();
        Some((day, at_tenor(chain, rates.at(day), paid, TENOR)?))
    });
    let skews: Vec<(Date, Skew)> = skews.collect();
    let history = skews.iter().map(|(day, skew)| (*day, skew.put_skew()));
    let window = settings.percentile_window;
    let reading = options::headline(&INDICATOR, history.collect(), window);
    let (Some(mut reading), Some((today, now))) = (reading, skews.last()) else {
        return Err(options::unusable(subject));
    };
    let is_last = |chain: &&std::sync::Arc<OptionChain>| chain.date() == *today;
    let chain = chains
        .iter()
        .rev()
        .find(is_last)
        .map_or(last, AsRef::as_ref);
    let before = options::month_before(chains, *today);
    let view = tables::View::new(chain, before, &rates, paid);
    let calls: Vec<(Date, f64)> = skews.iter().map(|one| (one.0, one.1.call_skew())).collect();
    let reversals: Vec<(Date, f64)> = skews.iter().map(|one| (one.0, one.1.reversal())).collect();
    let ranks = [calls, reversals].map(|history| assemble::percentile(&history, window));
    reading.facts = tables::facts(now, ranks);
    reading.tables = view.tables();
    reading.plots = view.plots();
    let earlier = skews.len().checked_sub(2).and_then(|at| skews.get(at));
    reading.notices = notices(&reading, ranks[0], now, earlier.map(|(_, skew)| skew));
    reading.inputs.push(options::used(chain));
    rates.tell(&mut reading, *today);
    reading.assumptions.push(options::dividends(settings));
    Ok(reading)
}

fn notices(
    reading: &Reading,
    calls: Option<crate::model::Percentile>,
    now: &Skew,
    before: Option<&Skew>,
) -> Vec<Notice> {
    let is_dear = |rank: Option<crate::model::Percentile>| rank.is_some_and(|p| p.value > DEAR);
    let has_flipped = before.is_some_and(|before| before.reversal() * now.reversal() < 0.0);
    [
        (is_dear(reading.percentile), CRASH),
        (is_dear(calls), CHASE),
        (has_flipped, FLIPPED),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
