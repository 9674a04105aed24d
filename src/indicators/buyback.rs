//! What companies buy of their own stock: the run rate, and whether the window is open.
//!
//! Headline: the bid of the day in USD bn, a model: of the last quarter published, most is bought
//! by companies outside of blackout and the rest by programmes that go on (10b5-1), so that the
//! bid is never zero. Source of the amounts: S&P Dow Jones Indices' quarterly release, seen only
//! from its publication, eleven weeks after the quarter. The window is the calendar's (see
//! [`window`]); nobody publishes the bid of a day.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Table, Term, Unit};

use super::assemble::{self, assumption, day, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::settings::{Buyback, Settings};

mod quarters;
mod window;

use quarters::Quarter;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "buyback",
    group: Group::Positioning,
    name: Term::new("Buyback bid a day", "每日回购买盘", "每日買回買盤"),
    unit: Unit::UsdBn,
    method: Term::new(
        "Last quarter published, spread over days by the share of the index outside of blackout",
        "以最近公布的季度回购额，按静默期外指数权重分摊至各日",
        "以最近公布的季度買回額，按緘默期外指數權重分攤至各日",
    ),
    source: "S&P Dow Jones Indices, quarterly buybacks; convention of desks for blackouts",
    is_model: true,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| [AMOUNTS, INDEX].map(str::to_owned).into(),
    compute,
};

const AMOUNTS: &str = "BUYBACK:SPX";

/// The series whose days are those of the bid.
const INDEX: &str = "SPX";

/// Trading days of a year and of a quarter.
const YEAR: f64 = 252.0;
const QUARTER: f64 = 63.0;

/// Per cent of the index open above which the bid is strong, and below which it is mostly shut.
const STRONG: f64 = 80.0;
const SHUT: f64 = 30.0;

/// Weeks ahead in the table of the window.
const WEEKS: i64 = 10;

/// Quarters shown.
const SHOWN: usize = 6;

const IS_STRONG: Notice = Notice::new(
    "The window is open: more than 80% of the index may buy",
    "窗口开放：逾八成指数权重可回购",
    "窗口開放：逾八成指數權重可買回",
);

const IS_SHUT: Notice = Notice::new(
    "Blackout: less than 30% of the index may buy",
    "静默期：可回购的指数权重不足三成",
    "緘默期：可買回的指數權重不足三成",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let (amounts, index) = match (known.require(AMOUNTS, 1), known.require(INDEX, 1)) {
        (Ok(amounts), Ok(index)) => (amounts, index),
        (amounts, index) => {
            return Err([amounts.err(), index.err()].into_iter().flatten().collect());
        }
    };
    let given = &settings.buyback;
    let all = quarters::of(amounts.bars);
    let bid = |today: Date| {
        let last = quarters::published_by(&all, today).last()?;
        let share = window::open_share(today, given.elsewhere)?;
        Some((today, bid(last.amount, share, given)))
    };
    let history = index.bars.iter().filter_map(|bar| bid(bar.date)).collect();
    let reading = assemble::headline(&INDICATOR, history, settings.percentile_window);
    let Some((mut reading, today)) =
        reading.and_then(|reading| Some((reading.clone(), reading.as_of?)))
    else {
        return Err(vec![Missing {
            input: AMOUNTS.to_owned(),
            reason: MissingReason::TooShort { have: 0, need: 1 },
        }]);
    };
    let published = quarters::published_by(&all, today);
    let share = window::open_share(today, given.elsewhere).map(|share| 100.0 * share);
    reading.facts = window_facts(today, share, given);
    reading.facts.extend(amount_facts(published, given));
    reading.tables = vec![ahead(today, published, given), amounts_table(published)];
    reading.assumptions = assumptions(given);
    reading
        .notices
        .extend(share.filter(|share| *share > STRONG).map(|_| IS_STRONG));
    reading
        .notices
        .extend(share.filter(|share| *share < SHUT).map(|_| IS_SHUT));
    let used = [amounts, index];
    reading.inputs = used.iter().filter_map(Observed::used).collect();
    Ok(reading)
}

/// The bid of a day, USD bn: of each company's quarter so much is bought on days when it is open,
/// the rest on the others.
fn bid(quarter: f64, open: f64, given: &Buyback) -> f64 {
    let shut_days = (QUARTER - given.open_days).max(1.0);
    let when_open = quarter * given.in_windows / given.open_days;
    let when_shut = quarter * (1.0 - given.in_windows) / shut_days;
    open * when_open + (1.0 - open) * when_shut
}

fn window_facts(today: Date, share: Option<f64>, given: &Buyback) -> Vec<Fact> {
    let state = share.map(|share| {
        if share > STRONG {
            Term::new("open", "开放", "開放")
        } else if share < SHUT {
            Term::new("blackout", "静默期", "緘默期")
        } else {
            Term::new("opening", "陆续开放", "陸續開放")
        }
    });
    let opens = today.series(1.day()).take(120).find(|day| {
        let share = window::open_share(*day, given.elsewhere);
        share.is_some_and(|share| 100.0 * share > STRONG)
    });
    vec![
        fact(
            Term::new(
                "Index outside of blackout",
                "静默期外指数权重",
                "緘默期外指數權重",
            ),
            number(share, Unit::Percent),
        ),
        fact(
            Term::new("Window", "回购窗口", "買回窗口"),
            state.map_or(Cell::Empty, Cell::Word),
        ),
        fact(
            Term::new("Next blackout from", "下次静默期始于", "下次緘默期始於"),
            day(next_blackout(today)),
        ),
        fact(
            Term::new("Four fifths open from", "八成开放始于", "八成開放始於"),
            day(opens),
        ),
    ]
}

/// The first blackout that begins after a day.
fn next_blackout(today: Date) -> Option<Date> {
    let begins = window::begins(today)?;
    if begins > today {
        return Some(begins);
    }
    window::begins(quarters::end_of(today)?.tomorrow().ok()?)
}

fn amount_facts(published: &[Quarter], given: &Buyback) -> Vec<Fact> {
    let year = quarters::of_year(published);
    let last = published.last();
    let record = published
        .iter()
        .max_by(|a, b| a.amount.total_cmp(&b.amount));
    let against = last
        .zip(record)
        .map(|(last, record)| 100.0 * (last.amount / record.amount - 1.0));
    vec![
        fact(
            Term::new("Last four quarters", "最近四个季度", "最近四季"),
            number(year, Unit::UsdBn),
        ),
        fact(
            Term::new("Run rate a day, of the year", "年化日均", "年化日均"),
            number(year.map(|year| year / YEAR), Unit::UsdBn),
        ),
        fact(
            Term::new(
                "Last quarter, a trading day",
                "最近季度日均",
                "最近一季日均",
            ),
            number(last.map(|last| last.amount / QUARTER), Unit::UsdBn),
        ),
        fact(
            Term::new(
                "With the window open, a day",
                "窗口开放时日均",
                "窗口開放時日均",
            ),
            number(last.map(|last| bid(last.amount, 1.0, given)), Unit::UsdBn),
        ),
        fact(
            Term::new("Against the record quarter", "较纪录季度", "較紀錄季度"),
            signed(against, Unit::Percent),
        ),
        fact(
            Term::new("Record quarter", "纪录季度", "紀錄季度"),
            record.map_or(Cell::Empty, |record| Cell::Text(record.name())),
        ),
    ]
}

/// The window and the bid of the weeks ahead, if a quarter as the last one is bought.
fn ahead(today: Date, published: &[Quarter], given: &Buyback) -> Table {
    let amount = published.last().map(|last| last.amount);
    let row = |week: i64| {
        let at = today.checked_add(week.weeks()).ok();
        let share = at.and_then(|at| window::open_share(at, given.elsewhere));
        let bid = amount
            .zip(share)
            .map(|(amount, share)| bid(amount, share, given));
        vec![
            day(at),
            number(share.map(|share| 100.0 * share), Unit::Percent),
            number(bid, Unit::UsdBn),
        ]
    };
    Table {
        title: Term::new(
            "The window ahead, by the calendar",
            "未来窗口(按日历)",
            "未來窗口(按日曆)",
        ),
        columns: vec![
            super::labels::DATE,
            Term::new("Open", "开放权重", "開放權重"),
            Term::new("Bid a day", "日均买盘", "日均買盤"),
        ],
        rows: (0..=WEEKS).map(row).collect(),
    }
}

fn amounts_table(published: &[Quarter]) -> Table {
    let lengths = (1..=published.len()).rev().take(SHOWN);
    let row = |length: usize| {
        let until = published.get(..length)?;
        let last = until.last()?;
        Some(vec![
            Cell::Text(last.name()),
            number(last.amount, Unit::UsdBn),
            signed(quarters::change(until, 1), Unit::Percent),
            signed(quarters::change(until, 4), Unit::Percent),
        ])
    };
    Table {
        title: Term::new("By quarter", "分季度", "分季"),
        columns: vec![
            Term::new("Quarter", "季度", "季度"),
            Term::new("USD bn", "十亿美元", "十億美元"),
            Term::new("On the quarter", "环比", "季增率"),
            Term::new("On the year", "同比", "年增率"),
        ],
        rows: lengths.filter_map(row).collect(),
    }
}

fn assumptions(given: &Buyback) -> Vec<crate::model::Assumption> {
    vec![
        assumption(
            Term::new("Bought while open", "窗口内执行占比", "窗口內執行占比"),
            given.in_windows,
            Unit::Fraction,
        ),
        assumption(
            Term::new("Open days a quarter", "每季开放天数", "每季開放天數"),
            given.open_days,
            Unit::Days,
        ),
        assumption(
            Term::new(
                "Weight with other quarters",
                "非日历季度权重",
                "非曆年季度權重",
            ),
            given.elsewhere,
            Unit::Fraction,
        ),
        assumption(
            Term::new(
                "Blackout before quarter end, days",
                "季末前静默(日)",
                "季末前緘默(日)",
            ),
            f64::from(window::BEFORE_END),
            Unit::Days,
        ),
        assumption(
            Term::new(
                "Blackout after results, trading days",
                "财报后静默(交易日)",
                "財報後緘默(交易日)",
            ),
            window::AFTER_REPORT as f64,
            Unit::Days,
        ),
    ]
}
