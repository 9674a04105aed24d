//! How far the market expects the index to move over 30 days, from all its options; how lopsided;
//! and over other horizons.
//!
//! The method of the Cboe Volatility Index (white paper, 2009 and 2014 to 2019) and of the Cboe
//! SKEW Index (2010) on any chain. Where no chain is at hand the published index stands in its
//! place and the reading says so. The riskless rate is that of three-month bills for all terms.

use jiff::civil::Date;

use crate::model::{Missing, Notice, OptionChain, Reading, Term, Unit};

use super::assemble;
use super::definition::{DEFAULT_SUBJECT, Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::options::{self, BILLS, Rates, Strip, expiries, strip};
use super::settings::Settings;

mod tables;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "implied-vol-index",
    group: Group::Volatility,
    name: Term::new(
        "Implied volatility index",
        "隐含波动率指数",
        "隱含波動率指數",
    ),
    unit: Unit::VolPoints,
    method: Term::new(
        "Expected volatility over 30 days from all options out of the money, as the VIX is made",
        "由全部虚值期权按VIX算法得出的未来30日预期波动率",
        "由全部價外選擇權按VIX算法得出的未來30日預期波動率",
    ),
    source: "Cboe, White paper: Cboe Volatility Index, 2009 and 2019; Cboe, The CBOE Skew Index, 2010",
    is_model: false,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |subject| vec![subject.to_owned()],
    series,
    compute,
};

/// The horizon of the index, in days.
const HORIZON: f64 = 30.0;

/// The expiries around the horizon lie within these days, in the index as it is published.
const TERMS: (f64, f64) = (23.0, 37.0);

/// A chain older than this against the published index is history, not today.
const OLD_DAYS: i32 = 5;

/// Observations without which the published index alone is no history.
const ENOUGH: usize = 2;

/// The published index of the S&P 500.
const PUBLISHED: &str = "VIX";

/// Published indices beside it: name in the store and horizon in days.
const TERM: [(&str, f64); 4] = [
    ("VIX9D", 9.0),
    ("VIX", 30.0),
    ("VIX3M", 93.0),
    ("VIX6M", 184.0),
];

/// The published index of skewness.
const SKEW: &str = "SKEW";

/// The volatility of the index itself.
const VOL_OF_VOL: &str = "VVIX";

/// Index of skewness above which the left tail is called dear.
const DEAR_TAIL: f64 = 145.0;

const NO_CHAIN: Notice = Notice::new(
    "No option chain of these days: the published index is shown",
    "没有近日的期权链：所示为公布的指数",
    "沒有近日的選擇權鏈：所示為公布的指數",
);
const WIDE: Notice = Notice::new(
    "The expiries lie further around 30 days than the published index allows",
    "所用到期日距30日较远，超出公布指数的规定",
    "所用到期日距30日較遠，超出公布指數的規定",
);
const INVERTED: Notice = Notice::new(
    "The curve is inverted: one month is dearer than three",
    "期限结构倒挂：一个月高于三个月",
    "期限結構倒掛：一個月高於三個月",
);
const TAIL: Notice = Notice::new(
    "SKEW is above 145: the left tail is dear",
    "SKEW高于145：左尾昂贵",
    "SKEW高於145：左尾昂貴",
);

fn series(subject: &str) -> Vec<String> {
    let mut names = vec![BILLS];
    if subject == DEFAULT_SUBJECT {
        names.extend(TERM.map(|(name, _)| name));
        names.extend([SKEW, VOL_OF_VOL]);
    }
    names.into_iter().map(str::to_owned).collect()
}

/// The strips of a chain that the method can use, nearest expiry first.
fn strips(chain: &OptionChain, rate: f64) -> Vec<Strip> {
    expiries(chain, rate)
        .filter_map(|expiry| Strip::of(&expiry))
        .collect()
}

/// The index of a chain; of its strips only the two that matter are made.
fn index(chain: &OptionChain, rate: f64) -> Option<f64> {
    let years = HORIZON / 365.0;
    let all: Vec<_> = expiries(chain, rate).collect();
    let split = all.partition_point(|expiry| expiry.years <= years + 1e-9);
    let first = split.checked_sub(1)?;
    let two = all.get(first..all.len().min(split + 1))?;
    let strips: Vec<Strip> = two.iter().filter_map(Strip::of).collect();
    strip::volatility(&strips, HORIZON)
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let subject = known.subject();
    let rates = Rates::new(known, &settings.options);
    let published = known
        .series(PUBLISHED)
        .filter(|_| subject == DEFAULT_SUBJECT);
    let chains = known.chains(subject).iter();
    let history = chains.filter_map(|chain| {
        let day = chain.date();
        Some((day, index(chain, rates.at(day))?))
    });
    let history: Vec<(Date, f64)> = history.collect();
    let is_current = |day: Date| {
        let last = published.and_then(|index| index.last());
        last.is_none_or(|(last, _)| assemble::business_days(day, last) <= OLD_DAYS)
    };
    let today = history.last().map(|(day, _)| *day);
    match today.filter(|day| is_current(*day)) {
        Some(today) => from_chain(known, settings, &rates, (history, today)),
        None => from_published(known, settings, published),
    }
}

fn from_chain(
    known: &Known<'_>,
    settings: &Settings,
    rates: &Rates<'_>,
    (history, today): (Vec<(Date, f64)>, Date),
) -> Result<Reading, Vec<Missing>> {
    let subject = known.subject();
    let reading = options::headline(&INDICATOR, history, settings.percentile_window);
    let chain = known.chains(subject).iter().rev();
    let chain = chain.map(AsRef::as_ref).find(|one| one.date() == today);
    let (Some(mut reading), Some(chain)) = (reading, chain) else {
        return Err(options::unusable(subject));
    };
    let view = tables::View {
        strips: strips(chain, rates.at(today)),
        curve: tables::Published::new(known),
        today,
    };
    reading.facts = view.facts(reading.value);
    reading.tables = view.tables();
    reading.plots = view.plots();
    reading.notices = view.notices();
    let near = strip::around(&view.strips, HORIZON);
    if near.is_some_and(|(near, next, _)| near.days() <= TERMS.0 || next.days() >= TERMS.1) {
        reading.notices.push(WIDE);
    }
    reading.inputs.push(options::used(chain));
    reading.inputs.extend(view.curve.used());
    rates.tell(&mut reading, today);
    Ok(reading)
}

/// The published index in place of one made here, with what can be said without a chain.
fn from_published(
    known: &Known<'_>,
    settings: &Settings,
    published: Option<Observed<'_>>,
) -> Result<Reading, Vec<Missing>> {
    let lacking = || match known.require_chain(known.subject()) {
        Ok(_) => options::unusable(known.subject()),
        Err(missing) => vec![missing],
    };
    let Some(published) = published.filter(|index| index.bars.len() >= ENOUGH) else {
        return Err(lacking());
    };
    let history = published.points().collect();
    let reading = assemble::headline(&INDICATOR, history, settings.percentile_window);
    let Some((mut reading, today)) = reading.and_then(|one| one.as_of.map(|day| (one, day))) else {
        return Err(lacking());
    };
    let view = tables::View {
        strips: Vec::new(),
        curve: tables::Published::new(known),
        today,
    };
    reading.facts = view.facts(None);
    reading.tables = view.tables();
    reading.plots = view.plots();
    reading.notices = view.notices();
    reading.notices.push(NO_CHAIN);
    reading.inputs.extend(view.curve.used());
    reading.missing = lacking();
    Ok(reading)
}

#[cfg(test)]
mod tests;
