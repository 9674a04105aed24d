//! How many shares carry the index.
//!
//! Headline: the per cent of constituents that closed above their average of 50 days. Beside it
//! advancers and decliners, the share above 200 days, the share that beat the index over 1, 21 and
//! 63 days, new highs and lows of 252 closes, and the oscillator of `McClellan` (1969): the difference of
//! two averages of net advances, a tenth and a twentieth of each new day, from the first value on.
//! Above, below, new and beating are strict. A share is measured over its own trading days that the index has
//! too; a day counts when at least half of the universe does. The universe is the one given, so it
//! has survivors only, as today's lists do. The index is the S&P 500, or SPY where it is missing.

use jiff::civil::Date;

use crate::model::{Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble;
use super::definition::{Group, Indicator, Subjects};
use super::grid::{self, FUND, INDEX, UNIVERSE};
use super::inputs::{Known, Observed};
use super::settings::Settings;

mod members;
mod tables;

use members::Members;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "breadth",
    group: Group::Breadth,
    name: Term::new("Breadth", "市场宽度", "市場寬度"),
    unit: Unit::Percent,
    method: Term::new(
        "Share of constituents above their 50-day average",
        "站上50日均线的成分股占比",
        "站上50日均線的成分股占比",
    ),
    source: "McClellan 1969 oscillator; advances, declines, highs and lows as NYSE and Nasdaq count them",
    is_model: false,
    subjects: Subjects::Market,
    needs_universe: true,
    chains: |_| Vec::new(),
    series: |_| [INDEX, FUND, EQUAL].map(str::to_owned).into(),
    compute,
};

/// The fund of equal weights on the index.
const EQUAL: &str = "RSP";

/// Observations of the headline's average.
const AVERAGE: usize = 50;

/// Per cent beating the index over 63 days below which the market is called narrow.
const NARROW: f64 = 30.0;

/// Per cent above the average below which a high of the index stands alone.
const HALF: f64 = 50.0;

const IS_NARROW: Notice = Notice::new(
    "Narrow: fewer than 30% of shares beat the index over 63 days",
    "宽度狭窄：63日内跑赢指数的成分股不足30%",
    "廣度狹窄：63日內跑贏指數的成分股不足30%",
);

const DIVERGES: Notice = Notice::new(
    "Divergence: the index is at a 252-day high with fewer than half of the shares above their 50-day average",
    "背离：指数创252日新高，但站上50日均线的成分股不足一半",
    "背離：指數創252日新高，但站上50日均線的成分股不足一半",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let index = grid::index(known, AVERAGE);
    if known.universe_len() == 0 {
        let absent = Missing {
            input: UNIVERSE.to_owned(),
            reason: MissingReason::Absent,
        };
        return Err(index.err().into_iter().chain([absent]).collect());
    }
    let index = index.map_err(|missing| vec![missing])?;
    let universe: Vec<Observed<'_>> = known.universe().collect();
    let least = known.universe_len().div_ceil(2);
    let members = Members::new(&index, &universe, least);
    let window = settings.percentile_window;
    let Some(mut reading) = assemble::headline(&INDICATOR, members.above_50(), window) else {
        return Err(vec![Missing {
            input: UNIVERSE.to_owned(),
            reason: MissingReason::TooShort {
                have: universe.len(),
                need: least,
            },
        }]);
    };
    let [equal, fund] = [EQUAL, FUND].map(|id| known.require(id, 2));
    let pair = equal.as_ref().ok().zip(fund.as_ref().ok());
    if let Some(today) = reading.as_of {
        reading.facts = tables::facts(&members, today, pair);
        reading.tables = tables::tables(&members, today, window);
        reading.notices = notices(&members, today, reading.value);
    }
    let used = [&index].into_iter().chain(pair.map(|(equal, _)| equal));
    let fund_too = pair
        .map(|(_, fund)| fund)
        .filter(|fund| fund.id != index.id);
    let used = used.chain(fund_too).chain(&universe);
    reading.inputs = used.filter_map(Observed::used).collect();
    reading
        .missing
        .extend([equal.err(), fund.err()].into_iter().flatten());
    Ok(reading)
}

fn notices(members: &Members, today: Date, above: Option<f64>) -> Vec<Notice> {
    let beating = members.beating(63);
    let beating = beating.last().filter(|(day, _)| *day == today);
    let alone = above.is_some_and(|above| above < HALF) && members.is_index_high(today);
    [
        (beating.is_some_and(|(_, share)| *share < NARROW), IS_NARROW),
        (alone, DIVERGES),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
