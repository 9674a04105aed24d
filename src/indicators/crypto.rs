//! Bitcoin: how far below its high, how forced the selling, how much like software.
//!
//! Headline: the drawdown from the highest close known, in per cent. Correlation and beta with
//! software (IGV) are of simple returns over 63 and 21 days that both trade; the bitcoin price
//! wanted is that of 16:00 in New York, another makes the two asynchronous. Liquidations are the
//! sums that venues publish, each throttled, so that they are lower bounds; without such a feed a
//! fall of open interest by more than 5 % with a price move of more than 3 % stands for them (the
//! house's proxy, for no index of it is published).

use jiff::civil::Date;

use crate::model::{Cell, Fact, Missing, Notice, Reading, Table, Term, Unit};

use super::assemble::{self, assumption, day, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed, joined};
use super::labels;
use super::math::events;
use super::math::pairs::Pair;
use super::settings::Settings;

mod forced;

use forced::Forced;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "crypto",
    group: Group::Crypto,
    name: Term::new(
        "Bitcoin below its high",
        "比特币自高点回撤",
        "比特幣自高點回檔",
    ),
    unit: Unit::Percent,
    method: Term::new(
        "Drawdown from the highest close; correlation with software over 63 days; forced selling by open interest",
        "自最高收盘价的回撤；与软件股63日相关性；以未平仓量推断强平",
        "自最高收盤價的回檔；與軟體股63日相關性；以未平倉量推斷強平",
    ),
    source: "House rule; venues' feeds of liquidations where imported",
    is_model: false,
    subjects: Subjects::One(COIN),
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| {
        [COIN, SOFTWARE, INTEREST, LIQUIDATIONS]
            .map(str::to_owned)
            .into()
    },
    compute,
};

const COIN: &str = "BTC";
const SOFTWARE: &str = "IGV";
const INTEREST: &str = "BTC:OI";
const LIQUIDATIONS: &str = "BTC:LIQ";

/// Returns of the longer and the shorter correlation.
const WINDOWS: [usize; 2] = [63, 21];

/// Correlation above which bitcoin trades as software does.
const ALIKE: f64 = 0.6;

/// Liquidations in a day, USD mn, above which a day is one of forced selling.
const LARGE: f64 = 1000.0;

/// Days of forced selling shown.
const SHOWN: usize = 8;

const IS_SOFTWARE: Notice = Notice::new(
    "High-beta software: the 63-day correlation is above 0.6",
    "高贝塔软件：63日相关系数高于0.6",
    "高貝塔軟體：63日相關係數高於0.6",
);

const IS_FORCED: Notice = Notice::new(
    "Liquidations above USD 1 bn on the last day",
    "最近一日爆仓逾10亿美元",
    "最近一日爆倉逾10億美元",
);

const LOWER_BOUND: Notice = Notice::new(
    "Liquidations are lower bounds: venues throttle what they publish",
    "爆仓额为下限：各平台推送均限速",
    "爆倉額為下限：各平台推送均限速",
);

const BY_PROXY: Notice = Notice::new(
    "No feed of liquidations: falls of open interest stand for them",
    "无爆仓数据：以未平仓量骤降代替",
    "無爆倉資料：以未平倉量驟降代替",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let coin = known.require(COIN, 1).map_err(|missing| vec![missing])?;
    let drawdowns = events::drawdowns(coin.bars);
    let history = drawdowns.iter().map(|one| (one.day, one.percent));
    let reading = assemble::headline(&INDICATOR, history.collect(), settings.percentile_window);
    let Some(mut reading) = reading else {
        return Err(vec![known.require(COIN, 2).err().unwrap_or(Missing {
            input: COIN.to_owned(),
            reason: crate::model::MissingReason::Absent,
        })]);
    };
    let others = [SOFTWARE, INTEREST, LIQUIDATIONS].map(|id| known.require(id, 2));
    reading.missing = others.iter().filter_map(|one| one.clone().err()).collect();
    let [software, interest, liquidations] = others.map(Result::ok);
    let pair = software.map(|software| Pair::new(coin.bars, software.bars));
    let changes =
        interest.map(|interest| forced::changes(&joined(interest.points(), coin.points())));
    let changes = changes.unwrap_or_default();
    reading.facts = drawdown_facts(&drawdowns);
    reading
        .facts
        .extend(liquidation_facts(liquidations.as_ref(), changes.last()));
    reading.tables = vec![
        alike(pair.as_ref()),
        days_of_force(&changes, liquidations.as_ref()),
    ];
    reading.assumptions = vec![
        assumption(
            Term::new("Fall of open interest", "未平仓量降幅", "未平倉量降幅"),
            forced::FALL,
            Unit::Percent,
        ),
        assumption(
            Term::new("Move of the price", "价格变动", "價格變動"),
            forced::MOVE,
            Unit::Percent,
        ),
    ];
    reading.notices = notices(pair.as_ref(), liquidations.as_ref());
    let used = [Some(coin), software, interest, liquidations];
    reading.inputs = used.iter().flatten().filter_map(Observed::used).collect();
    Ok(reading)
}

fn drawdown_facts(drawdowns: &[events::Drawdown]) -> Vec<Fact> {
    let last = drawdowns.last();
    let deepest = drawdowns
        .iter()
        .min_by(|a, b| a.percent.total_cmp(&b.percent));
    vec![
        fact(
            Term::new("Highest close", "最高收盘价", "最高收盤價"),
            number(last.map(|last| last.peak), Unit::Price),
        ),
        fact(
            Term::new("Highest close on", "最高收盘日", "最高收盤日"),
            day(last.map(|last| last.peak_day)),
        ),
        fact(
            Term::new(
                "Deepest drawdown in the data",
                "数据内最深回撤",
                "資料內最深回檔",
            ),
            number(deepest.map(|one| one.percent), Unit::Percent),
        ),
        fact(
            Term::new("Deepest drawdown on", "最深回撤日", "最深回檔日"),
            day(deepest.map(|one| one.day)),
        ),
    ]
}

fn liquidation_facts(liquidations: Option<&Observed<'_>>, last: Option<&Forced>) -> Vec<Fact> {
    let sum = liquidations.and_then(Observed::last);
    vec![
        fact(
            Term::new(
                "Liquidations of the last day",
                "最近一日爆仓",
                "最近一日爆倉",
            ),
            number(sum.map(|(_, millions)| millions / 1000.0), Unit::UsdBn),
        ),
        fact(
            Term::new(
                "Open interest, one-day change",
                "未平仓量单日变动",
                "未平倉量單日變動",
            ),
            signed(last.map(|last| last.interest), Unit::Percent),
        ),
        fact(
            Term::new("Forced by the proxy", "推断为强平", "推斷為強平"),
            last.map_or(Cell::Empty, |last| {
                Cell::Word(if last.is_forced() {
                    Term::new("yes", "是", "是")
                } else {
                    Term::new("no", "否", "否")
                })
            }),
        ),
    ]
}

/// Correlation and beta with software by window.
fn alike(pair: Option<&Pair>) -> Table {
    let row = |window: usize| {
        let found = pair.and_then(|pair| pair.last(window));
        vec![
            assemble::count(window),
            signed(found.map(|found| found.correlation), Unit::Ratio),
            signed(found.map(|found| found.beta), Unit::Ratio),
            day(found.map(|found| found.day)),
        ]
    };
    Table {
        title: Term::new("With software (IGV)", "与软件股(IGV)", "與軟體股(IGV)"),
        columns: vec![
            labels::WINDOW,
            Term::new("Correlation", "相关系数", "相關係數"),
            Term::new("Beta", "贝塔", "貝塔"),
            labels::DATE,
        ],
        rows: WINDOWS.map(row).into(),
    }
}

/// The last days that the proxy calls forced, the latest first.
fn days_of_force(changes: &[Forced], liquidations: Option<&Observed<'_>>) -> Table {
    let millions = |on: Date| {
        let bars = liquidations?.bars;
        let at = bars.binary_search_by_key(&on, |bar| bar.date).ok()?;
        bars.get(at).map(|bar| bar.close / 1000.0)
    };
    let row = |one: &Forced| {
        vec![
            day(Some(one.day)),
            signed(one.interest, Unit::Percent),
            signed(one.price, Unit::Percent),
            number(millions(one.day), Unit::UsdBn),
        ]
    };
    let forced = changes.iter().rev().filter(|one| one.is_forced());
    Table {
        title: Term::new(
            "Forced days by open interest",
            "未平仓量推断的强平日",
            "未平倉量推斷的強平日",
        ),
        columns: vec![
            labels::DATE,
            Term::new("Open interest", "未平仓量", "未平倉量"),
            labels::PRICE,
            Term::new("Liquidations", "爆仓额", "爆倉額"),
        ],
        rows: forced.take(SHOWN).map(row).collect(),
    }
}

fn notices(pair: Option<&Pair>, liquidations: Option<&Observed<'_>>) -> Vec<Notice> {
    let [longer, _] = WINDOWS;
    let together = pair.and_then(|pair| pair.last(longer));
    let sum = liquidations.and_then(Observed::last).map(|(_, sum)| sum);
    let feed = if sum.is_some() { LOWER_BOUND } else { BY_PROXY };
    let conditions = [
        (
            together.is_some_and(|found| found.correlation > ALIKE),
            IS_SOFTWARE,
        ),
        (sum.is_some_and(|sum| sum > LARGE), IS_FORCED),
        (true, feed),
    ];
    let said = conditions.into_iter().filter(|(is_so, _)| *is_so);
    said.map(|(_, notice)| notice).collect()
}
