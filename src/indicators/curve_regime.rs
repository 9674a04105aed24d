//! The slope of the Treasury curve, and which end moved it.
//!
//! Headline: 2s10s, the 10-year yield less the 2-year, in basis points; 5s30s beside it. Source
//! of the yields: constant-maturity Treasuries. The regimes are the house's rule (see
//! [`regime`]). Real yield, breakeven and the term premium are shown where the store has them: the
//! premium is an estimate that others publish (Kim and Wright 2005, the Federal Reserve Board;
//! Adrian, Crump and Moench 2013, the New York Fed) and is not made here, nor is one taken for
//! the other.

use jiff::civil::Date;

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed, joined};
use super::math::events;
use super::realised_volatility::since;
use super::settings::Settings;

mod premium;
mod regime;
mod tables;

use regime::Slope;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "curve-regime",
    group: Group::Rates,
    name: Term::new("Yield curve, 2s10s", "收益率曲线 2s10s", "殖利率曲線 2s10s"),
    unit: Unit::BasisPoints,
    method: Term::new(
        "10-year less 2-year yield; bull or bear by the end that moved more, steeper or flatter by the change",
        "10年减2年收益率；变动较大一端定牛熊，利差变动定陡平",
        "10年減2年殖利率；變動較大一端定牛熊，利差變動定陡平",
    ),
    source: "US Treasury constant-maturity yields; house rule for regimes",
    is_model: false,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| {
        let yields = [TWO, TEN, FIVE, THIRTY, REAL];
        let others = [BREAKEVEN].into_iter().chain(premium::ESTIMATES);
        yields
            .into_iter()
            .chain(others)
            .map(str::to_owned)
            .collect()
    },
    compute,
};

const TWO: &str = "US2Y";
const FIVE: &str = "US5Y";
const TEN: &str = "US10Y";
const THIRTY: &str = "US30Y";
const REAL: &str = "US10YREAL";
const BREAKEVEN: &str = "T10YIE";

/// Change of slope over five days, in basis points, that confirms a regime.
const CONFIRMING: f64 = 5.0;

const INVERTED: Notice = Notice::new(
    "The curve is inverted: 10-year below 2-year",
    "曲线倒挂：10年低于2年",
    "曲線倒掛：10年低於2年",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let (two, ten) = match (known.require(TWO, 2), known.require(TEN, 2)) {
        (Ok(two), Ok(ten)) => (two, ten),
        (two, ten) => return Err([two.err(), ten.err()].into_iter().flatten().collect()),
    };
    let front = Slope::new(&two, &ten);
    let window = settings.percentile_window;
    let Some(mut reading) = assemble::headline(&INDICATOR, front.history(), window) else {
        return Err(vec![Missing {
            input: TWO.to_owned(),
            reason: MissingReason::TooShort { have: 0, need: 1 },
        }]);
    };
    let mut used = vec![two, ten];
    let mut back = None;
    match (known.require(FIVE, 2), known.require(THIRTY, 2)) {
        (Ok(five), Ok(thirty)) => {
            used.extend([five, thirty]);
            back = Some(Slope::new(&five, &thirty));
        }
        (five, thirty) => {
            reading.missing = [five.err(), thirty.err()].into_iter().flatten().collect();
        }
    }
    let back = back.filter(|back| back.last_day() == reading.as_of);
    let real = known.series(REAL);
    let breakeven = known.series(BREAKEVEN);
    let premium = premium::known(known);
    used.extend(real);
    reading.facts = slope_facts(&front, back.as_ref());
    reading.facts.extend(yield_facts(
        reading.as_of,
        &ten,
        real.as_ref(),
        breakeven.as_ref(),
    ));
    match premium.first() {
        Some(estimate) => reading.facts.extend(premium::facts(estimate, &ten)),
        None => reading
            .missing
            .extend(known.require(premium::ESTIMATES[0], 1).err()),
    }
    reading.tables = vec![
        tables::regimes(&front, back.as_ref()),
        tables::yields(&used),
    ];
    reading.tables.extend(premium::table(&premium));
    used.extend(breakeven);
    used.extend(premium);
    reading.inputs = used.iter().filter_map(Observed::used).collect();
    if reading.value.is_some_and(|slope| slope < 0.0) {
        reading.notices.push(INVERTED);
    }
    Ok(reading)
}

/// Slope of the long end, the regime of five days, and the last change as large.
fn slope_facts(front: &Slope, back: Option<&Slope>) -> Vec<Fact> {
    let week = front.move_over(5);
    let regime = week.map(|moved| moved.regime());
    let agreed = back
        .and_then(|back| back.move_over(5))
        .map(|moved| moved.regime());
    let is_confirmed = regime.is_some()
        && regime == agreed
        && week.is_some_and(|moved| moved.slope_change().abs() >= CONFIRMING);
    vec![
        fact(
            Term::same("5s30s"),
            signed(back.and_then(Slope::last), Unit::BasisPoints),
        ),
        fact(
            Term::new("Regime over 5 days", "5日形态", "5日形態"),
            regime.map_or(Cell::Empty, |regime| Cell::Word(regime.name())),
        ),
        fact(
            Term::new("Confirmed by 5s30s", "5s30s是否印证", "5s30s是否印證"),
            Cell::Word(if is_confirmed {
                Term::new("yes", "是", "是")
            } else {
                Term::new("no", "否", "否")
            }),
        ),
        fact(
            Term::new(
                "Largest one-day change of 2s10s since",
                "2s10s单日变动为何时以来最大",
                "2s10s單日變動為何時以來最大",
            ),
            since(events::largest_since(&regime::daily_changes(
                &front.history(),
            ))),
        ),
    ]
}

/// The 10-year yield's last move, the real yield and the breakeven: the one published, else what
/// the two yields leave.
fn yield_facts(
    as_of: Option<Date>,
    ten: &Observed<'_>,
    real: Option<&Observed<'_>>,
    breakeven: Option<&Observed<'_>>,
) -> Vec<Fact> {
    let points: Vec<(Date, f64)> = ten
        .points()
        .map(|(day, percent)| (day, regime::basis_points(percent)))
        .collect();
    let changes = regime::daily_changes(&points);
    let both = real.map(|real| joined(ten.points(), real.points()));
    let today = both
        .and_then(|both| both.last().copied())
        .filter(|(day, _, _)| Some(*day) == as_of);
    let published = breakeven
        .and_then(Observed::last)
        .filter(|(day, _)| Some(*day) == as_of)
        .map(|(_, percent)| percent);
    let left = today.map(|(_, nominal, real)| nominal - real);
    vec![
        fact(
            Term::new(
                "10-year yield, one-day change",
                "10年收益率单日变动",
                "10年殖利率單日變動",
            ),
            signed(changes.last().map(|(_, change)| *change), Unit::BasisPoints),
        ),
        fact(
            Term::new(
                "Largest one-day change of the 10-year since",
                "10年收益率单日变动为何时以来最大",
                "10年殖利率單日變動為何時以來最大",
            ),
            since(events::largest_since(&changes)),
        ),
        fact(
            Term::new("10-year real yield", "10年实际利率", "10年實質利率"),
            number(today.map(|(_, _, real)| real), Unit::Yield),
        ),
        fact(
            Term::new(
                "10-year breakeven",
                "10年盈亏平衡通胀率",
                "10年損益平衡通膨率",
            ),
            number(published.or(left), Unit::Yield),
        ),
    ]
}
