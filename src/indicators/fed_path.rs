//! What fed funds futures expect of the Federal Reserve, decision by decision.
//!
//! Headline: basis points priced from today's rate to the last decision of the year, of the year
//! of the next decision; below zero for cuts. Source: CME Group's `FedWatch` methodology and its
//! aggregated view of 2024: monthly averages from contract prices, rates around each decision
//! from months without one, two outcomes a decision, convolved. A decision counts as effective
//! the next day unless the settings say otherwise. No premium for risk is taken out, and tails
//! beyond what the averages can carry need options, which are not read here.

use jiff::civil::Date;

use crate::model::{Figure, Missing, MissingReason, Notice, Plot, Reading, Term, Unit};

use super::assemble::{self, assumption};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::settings::{DayCount, Settings};

mod facts;
mod odds;
mod path;
mod strip;
mod tables;
#[cfg(test)]
mod tests;

use path::Decision;
use strip::Strip;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "fed-path",
    group: Group::Rates,
    name: Term::new("Fed path to year end", "年底前联储路径", "年底前聯準會路徑"),
    unit: Unit::BasisPoints,
    method: Term::new(
        "Rates around each meeting from fed funds futures; months without a meeting are anchors",
        "由联邦基金期货逐月反推各次会议前后利率；无会议的月份作锚",
        "由聯邦基金期貨逐月反推各次會議前後利率；無會議的月份作錨",
    ),
    source: "CME Group, FedWatch methodology; Lao and Mirza 2015; CME aggregated view 2024",
    is_model: false,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| {
        let contracts = strip::months().map(strip::contract);
        let rates = [UPPER, LOWER, RATE].map(str::to_owned);
        contracts.chain(rates).collect()
    },
    compute,
};

const UPPER: &str = "DFEDTARU";
const LOWER: &str = "DFEDTARL";
const RATE: &str = "EFFR";

/// A change of the odds of a cut over one day that is worth a word, in percentage points.
const JUMP: f64 = 10.0;

const JUMPED: Notice = Notice::new(
    "The odds of the next meeting moved by more than 10 points in one day",
    "下次会议的概率单日变动超过10个百分点",
    "下次會議的機率單日變動超過10個百分點",
);

const EFFECTIVE_NEXT_DAY: Notice = Notice::new(
    "A decision counts from the next day (n = d); counted from its own day (n = d − 1) the odds differ by some points",
    "决议自次日起计(n = d)；若自当日起计(n = d − 1)，概率相差数个百分点",
    "決議自次日起計(n = d)；若自當日起計(n = d − 1)，機率相差數個百分點",
);

const EFFECTIVE_SAME_DAY: Notice = Notice::new(
    "A decision counts from its own day (n = d − 1), as in CME's paper of 2015; its tool counts from the next",
    "决议自当日起计(n = d − 1)，同芝商所2015年文件；其现行工具自次日起计",
    "決議自當日起計(n = d − 1)，同芝商所2015年文件；其現行工具自次日起計",
);

/// The decisions ahead of one day, with the rates around them.
#[derive(Debug, Clone, PartialEq)]
struct Path {
    day: Date,
    /// All that the contracts reach, at least those of the year.
    decisions: Vec<Decision>,
    /// How many are of the year of the next one.
    of_year: usize,
}

impl Path {
    /// `None` where the contracts do not reach the last decision of the year of the next.
    fn new(day: Date, calendar: &[Date], decisions: Vec<Decision>) -> Option<Self> {
        let year = decisions.first()?.day.year();
        let last = calendar.iter().rfind(|day| day.year() == year)?;
        let at = decisions.iter().position(|one| one.day == *last)?;
        Some(Self {
            day,
            decisions,
            of_year: at + 1,
        })
    }

    /// The next decision.
    fn next(&self) -> Option<&Decision> {
        self.decisions.first()
    }

    /// The decisions of the year of the next one.
    fn to_year_end(&self) -> &[Decision] {
        self.decisions.get(..self.of_year).unwrap_or_default()
    }

    /// Basis points from the rate before the next decision to the one after the year's last.
    fn priced(&self) -> f64 {
        let year = self.to_year_end();
        let ends = year.first().zip(year.last());
        ends.map_or(0.0, |(first, last)| 100.0 * (last.end - first.start))
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let strip = Strip::new(known, RATE, settings.fed_path.days);
    let mut history = Vec::new();
    let mut last_two: [Option<Path>; 2] = [None, None];
    strip.walk(|day, calendar, decisions| {
        let Some(path) = Path::new(day, calendar, decisions) else {
            return;
        };
        history.push((day, path.priced()));
        last_two = [last_two[1].take(), Some(path)];
    });
    let [before, Some(path)] = last_two else {
        return Err(vec![lacking(&strip)]);
    };
    let window = settings.percentile_window;
    let Some(mut reading) = assemble::headline(&INDICATOR, history, window) else {
        return Err(vec![lacking(&strip)]);
    };
    describe(&mut reading, known, &path, before.as_ref());
    reading
        .inputs
        .extend(strip.used(path.day).filter_map(Observed::used));
    reading.notices.push(match settings.fed_path.days {
        DayCount::NextDay => EFFECTIVE_NEXT_DAY,
        DayCount::SameDay => EFFECTIVE_SAME_DAY,
    });
    Ok(reading)
}

/// What is missing for a headline: the first contract without a price, or all of them.
fn lacking(strip: &Strip<'_>) -> Missing {
    let absent = strip.last_day().and_then(|day| strip.lacking(day));
    Missing {
        input: absent.unwrap_or_else(|| "ZQ".to_owned()),
        reason: MissingReason::Absent,
    }
}

/// Facts, tables and picture of the last day's path.
fn describe(reading: &mut Reading, known: &Known<'_>, path: &Path, before: Option<&Path>) {
    let range = [UPPER, LOWER].map(|id| known.require(id, 1));
    let rate = known.require(RATE, 1);
    reading.missing = range
        .iter()
        .chain([&rate])
        .filter_map(|one| one.clone().err())
        .collect();
    let range = range.map(Result::ok);
    let rate = rate.ok();
    reading.facts = facts::of_next(path, before);
    reading.facts.extend(facts::of_year(path));
    reading.facts.extend(facts::of_rates(&range, rate.as_ref()));
    reading.tables = vec![
        tables::by_meeting(&path.decisions),
        tables::sums(&path.decisions),
    ];
    reading.plots = vec![picture(&path.decisions)];
    reading.assumptions = vec![assumption(
        Term::new("Usual step", "常规步幅", "常規步幅"),
        100.0 * path::STEP,
        Unit::BasisPoints,
    )];
    if facts::change_of_odds(path, before).is_some_and(|change| change.abs() > JUMP) {
        reading.notices.push(JUMPED);
    }
    let used = range.iter().flatten().chain(rate.as_ref());
    reading.inputs.extend(used.filter_map(Observed::used));
}

/// The sum of what is priced by each decision.
fn picture(decisions: &[Decision]) -> Plot {
    let start = decisions.first().map_or(0.0, |first| first.start);
    let bars = decisions.iter();
    let bars = bars.map(|one| (one.day.to_string(), 100.0 * (one.end - start)));
    Plot {
        title: tables::SUMS,
        figure: Figure::Named {
            unit: Unit::BasisPoints,
            bars: bars.collect(),
        },
    }
}
