//! What the Federal Reserve leaves to banks, and what credit charges.
//!
//! Headline: total assets less the Treasury's account less reverse repos on the same Wednesday, in
//! billions of US dollars (H.4.1: WALCL, WDTGAL, WLRRAL). Where the weekly levels are not stored,
//! the daily ones of that Wednesday stand for them (Daily Treasury Statement, RRPONTSYD); the
//! former counts foreign central banks' repos, the latter does not. Beside it reserves, and option-
//! adjusted spreads with their percentile over what is stored: FRED has served a rolling three
//! years of them since April 2026, so a longer past needs an archive of one's own.

use jiff::civil::Date;

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Table, Term, Unit};

use super::assemble::{self, assumption, day, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::settings::Settings;

mod parts;
mod spreads;

use parts::{Amounts, Parts, Sources};
use spreads::Spread;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "net-liquidity",
    group: Group::Macro,
    name: Term::new("Net liquidity", "净流动性", "淨流動性"),
    unit: Unit::UsdBn,
    method: Term::new(
        "Federal Reserve assets less the Treasury's account less reverse repos, same Wednesday",
        "美联储总资产减财政部账户减逆回购，取同一个星期三",
        "聯準會總資產減財政部帳戶減逆回購，取同一個星期三",
    ),
    source: "Federal Reserve H.4.1; Daily Treasury Statement; ICE BofA indices through FRED",
    is_model: false,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| INPUTS.map(str::to_owned).into(),
    compute,
};

const ASSETS: &str = "WALCL";
const TREASURY: &str = "WDTGAL";
const TREASURY_DAILY: &str = "TGA";
const TREASURY_MEAN: &str = "WTREGEN";
const REPOS: &str = "WLRRAL";
const REPOS_DAILY: &str = "RRPONTSYD";
const RESERVES: &str = "WRESBAL";
const PRODUCT: &str = "GDP";
const HIGH_YIELD: &str = "BAMLH0A0HYM2";
const INVESTMENT_GRADE: &str = "BAMLC0A0CM";
const BAA: &str = "BAA10Y";

const INPUTS: [&str; 11] = [
    ASSETS,
    TREASURY,
    TREASURY_DAILY,
    TREASURY_MEAN,
    REPOS,
    REPOS_DAILY,
    RESERVES,
    PRODUCT,
    HIGH_YIELD,
    INVESTMENT_GRADE,
    BAA,
];

/// Weeks of the shorter and of the longer change.
const MONTH: usize = 4;
const QUARTER: usize = 13;

/// Basis points below which high yield is called tight.
const TIGHT: f64 = 300.0;

const IS_TIGHT: Notice = Notice::new(
    "High yield is tight: below 300 bp",
    "高收益利差偏窄：低于300基点",
    "高收益利差偏窄：低於300個基點",
);

const SHORT_PAST: Notice = Notice::new(
    "Spreads: the past stored is shorter than the window of the percentile; FRED serves three years only",
    "利差：所存历史短于分位窗口；FRED仅提供近三年",
    "利差：所存歷史短於分位窗口；FRED僅提供近三年",
);

const AVERAGED: Notice = Notice::new(
    "The Treasury's account is the average of the week, not the level of Wednesday",
    "财政部账户为周均值，而非星期三时点值",
    "財政部帳戶為週均值，而非星期三時點值",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let sources = sources(known);
    let weekly = sources.weekly();
    let history = weekly.iter().map(|parts| (parts.day, parts.net()));
    let window = settings.percentile_window;
    let reading = assemble::seldom(&INDICATOR, history.collect(), window, MONTH);
    let (Some(mut reading), Some(last)) = (reading, weekly.last()) else {
        return Err(lacking(known, &sources));
    };
    let reserves = Amounts::in_millions(known, RESERVES);
    let product = Amounts::in_billions(known, PRODUCT);
    let credit = [HIGH_YIELD, INVESTMENT_GRADE, BAA].map(|id| known.require(id, 1));
    let found: Vec<Observed<'_>> = credit
        .iter()
        .filter_map(|one| one.as_ref().ok().copied())
        .collect();
    let spreads: Vec<Spread> = found
        .iter()
        .filter_map(|one| Spread::new(one, window))
        .collect();
    reading.missing = credit.into_iter().filter_map(Result::err).collect();
    reading.missing.extend(known.require(RESERVES, 1).err());
    reading.facts = flow_facts(&reading, &sources);
    reading
        .facts
        .extend(reserve_facts(reserves.as_ref(), product.as_ref()));
    reading.tables = vec![
        parts_table(&weekly, last, reserves.as_ref()),
        spreads::table(&spreads),
    ];
    reading.assumptions = vec![assumption(
        Term::new("High yield tight below", "高收益偏窄线", "高收益偏窄線"),
        TIGHT,
        Unit::BasisPoints,
    )];
    reading.notices = notices(&sources, &spreads);
    let others = [reserves, product]
        .into_iter()
        .flatten()
        .map(|one| one.series);
    let used = sources.used().chain(others).chain(found);
    reading.inputs = used.filter_map(|one| one.used()).collect();
    Ok(reading)
}

fn sources<'a>(known: &Known<'a>) -> Sources<'a> {
    Sources {
        assets: Amounts::in_millions(known, ASSETS),
        treasury: Amounts::in_millions(known, TREASURY),
        treasury_daily: Amounts::in_millions(known, TREASURY_DAILY),
        treasury_mean: Amounts::in_millions(known, TREASURY_MEAN),
        repos: Amounts::in_millions(known, REPOS),
        repos_daily: Amounts::in_billions(known, REPOS_DAILY),
    }
}

/// What the headline lacks: a part without any series, or no Wednesday with all three.
fn lacking(known: &Known<'_>, sources: &Sources<'_>) -> Vec<Missing> {
    let is_there = [
        (ASSETS, sources.assets.is_some()),
        (
            TREASURY,
            sources.treasury.is_some()
                || sources.treasury_daily.is_some()
                || sources.treasury_mean.is_some(),
        ),
        (
            REPOS,
            sources.repos.is_some() || sources.repos_daily.is_some(),
        ),
    ];
    let absent = is_there.iter().filter(|(_, is_there)| !is_there);
    let missing: Vec<Missing> = absent
        .filter_map(|(id, _)| known.require(id, 1).err())
        .collect();
    if missing.is_empty() {
        return vec![Missing {
            input: ASSETS.to_owned(),
            reason: MissingReason::TooShort { have: 0, need: 1 },
        }];
    }
    missing
}

/// What a month and a quarter did, the latter's place, and the daily form.
fn flow_facts(reading: &Reading, sources: &Sources<'_>) -> Vec<Fact> {
    let changes = |weeks: usize| -> Vec<(Date, f64)> {
        let pairs = reading
            .history
            .iter()
            .zip(reading.history.iter().skip(weeks));
        pairs
            .map(|((_, before), (day, now))| (*day, now - before))
            .collect()
    };
    let quarter = changes(QUARTER);
    let last = |changes: &[(Date, f64)]| changes.last().map(|(_, change)| *change);
    let window = reading.percentile.map_or(1, |percentile| percentile.window);
    let place = assemble::percentile(&quarter, window).map(|place| place.value);
    let daily = sources.daily();
    vec![
        fact(
            Term::new("Change over 4 weeks", "4周变动", "4週變動"),
            signed(last(&changes(MONTH)), Unit::UsdBn),
        ),
        fact(
            Term::new("Change over 13 weeks", "13周变动", "13週變動"),
            signed(last(&quarter), Unit::UsdBn),
        ),
        fact(
            Term::new(
                "Percentile of that change",
                "该变动的百分位",
                "該變動的百分位",
            ),
            number(place, Unit::Percent),
        ),
        fact(
            Term::new("By daily figures", "按日频数据", "按日頻資料"),
            number(daily.map(|parts| parts.net()), Unit::UsdBn),
        ),
        fact(
            Term::new("Daily figures of", "日频数据日期", "日頻資料日期"),
            day(daily.map(|parts| parts.day)),
        ),
    ]
}

fn reserve_facts(reserves: Option<&Amounts<'_>>, product: Option<&Amounts<'_>>) -> Vec<Fact> {
    let reserves = reserves.and_then(Amounts::last).map(|(_, amount)| amount);
    let product = product.and_then(Amounts::last).map(|(_, amount)| amount);
    let share = reserves.zip(product.filter(|product| *product > 0.0));
    vec![
        fact(
            Term::new("Reserves", "准备金", "準備金"),
            number(reserves, Unit::UsdBn),
        ),
        fact(
            Term::new("Reserves over GDP", "准备金/GDP", "準備金/GDP"),
            number(
                share.map(|(reserves, product)| 100.0 * reserves / product),
                Unit::Percent,
            ),
        ),
    ]
}

/// Each part with what a month and a quarter did to it.
fn parts_table(weekly: &[Parts], last: &Parts, reserves: Option<&Amounts<'_>>) -> Table {
    let before = |weeks: usize| {
        weekly
            .len()
            .checked_sub(weeks + 1)
            .and_then(|at| weekly.get(at))
    };
    let row = |name: Term, amount: fn(&Parts) -> f64| {
        let change = |weeks| {
            signed(
                before(weeks).map(|then| amount(last) - amount(then)),
                Unit::UsdBn,
            )
        };
        let now = number(amount(last), Unit::UsdBn);
        vec![
            Cell::Word(name),
            now,
            change(MONTH),
            change(QUARTER),
            day(Some(last.day)),
        ]
    };
    let mut rows = vec![
        row(Term::new("Assets", "总资产", "總資產"), |parts| {
            parts.assets
        }),
        row(
            Term::new("Treasury's account", "财政部账户", "財政部帳戶"),
            |parts| parts.treasury,
        ),
        row(
            Term::new("Reverse repos", "逆回购", "逆回購"),
            |parts| parts.repos,
        ),
        row(INDICATOR.name, Parts::net),
    ];
    rows.extend(reserves.and_then(reserves_row));
    Table {
        title: Term::new("Parts, USD bn", "分项(十亿美元)", "分項(十億美元)"),
        columns: vec![
            Term::new("Part", "分项", "分項"),
            Term::new("Level", "水平", "水準"),
            Term::new("4 weeks", "4周", "4週"),
            Term::new("13 weeks", "13周", "13週"),
            super::labels::DATE,
        ],
        rows,
    }
}

fn reserves_row(reserves: &Amounts<'_>) -> Option<Vec<Cell>> {
    let points: Vec<(Date, f64)> = reserves.points().collect();
    let (last, now) = *points.last()?;
    let change = |weeks: usize| {
        let then = points
            .len()
            .checked_sub(weeks + 1)
            .and_then(|at| points.get(at));
        signed(then.map(|(_, then)| now - then), Unit::UsdBn)
    };
    let name = Cell::Word(Term::new("Reserves", "准备金", "準備金"));
    Some(vec![
        name,
        number(now, Unit::UsdBn),
        change(MONTH),
        change(QUARTER),
        day(Some(last)),
    ])
}

fn notices(sources: &Sources<'_>, spreads: &[Spread]) -> Vec<Notice> {
    let is_short = |spread: &Spread| spread.place.is_some_and(|place| place.count < place.window);
    let is_tight = |spread: &Spread| spread.is(HIGH_YIELD) && spread.points < TIGHT;
    let conditions = [
        (spreads.iter().any(is_tight), IS_TIGHT),
        (spreads.iter().any(is_short), SHORT_PAST),
        (sources.is_averaged(), AVERAGED),
    ];
    let said = conditions.into_iter().filter(|(is_so, _)| *is_so);
    said.map(|(_, notice)| notice).collect()
}
