//! The tables of price structure: averages, distances to levels, unfilled gaps.

use crate::model::{Cell, Fact, Table, Term, Unit};

use crate::indicators::assemble::{count, day, fact, number, signed};
use crate::indicators::inputs::Observed;
use crate::indicators::labels;
use crate::indicators::math::averages as average;
use crate::indicators::math::events::Gap;
use crate::indicators::math::returns::{self, Returns};
use crate::indicators::math::volatility;
use crate::indicators::realised_volatility::WINDOW;
use crate::indicators::settings::PriceStructure;

/// Windows of the averages.
const AVERAGES: [usize; 4] = [20, 50, 100, 200];

/// Gaps listed, nearest first.
const LISTED: usize = 10;

/// Falls from the high that have a name.
const FALLS: [(Term, f64); 2] = [
    (
        Term::new(
            "10% below the high: correction",
            "较高点-10%：调整",
            "較高點-10%：修正",
        ),
        0.9,
    ),
    (
        Term::new(
            "20% below the high: bear market",
            "较高点-20%：熊市",
            "較高點-20%：熊市",
        ),
        0.8,
    ),
];

/// The price against its simple averages, with the next close at which it crosses each.
pub(super) fn averages(closes: &[f64]) -> Table {
    let close = closes.last().copied();
    let rows = AVERAGES.map(|window| {
        let mean = average::simple(closes, window);
        let apart = close
            .zip(mean)
            .map(|(close, mean)| 100.0 * (close / mean - 1.0));
        vec![
            count(window),
            number(mean, Unit::Price),
            signed(apart, Unit::Percent),
            number(average::price_flip(closes, window), Unit::Price),
        ]
    });
    Table {
        title: Term::new("Moving averages", "移动均线", "移動均線"),
        columns: vec![
            labels::WINDOW,
            Term::new("Average", "均线", "均線"),
            Term::new("Price against it", "现价偏离", "現價乖離"),
            Term::new(
                "Next close that crosses",
                "次日穿越收盘价",
                "次日穿越收盤價",
            ),
        ],
        rows: rows.into(),
    }
}

/// How far levels of interest are, in per cent and in daily sigmas of 21 days.
pub(super) fn levels(series: &Observed<'_>, closes: &[f64], settings: &PriceStructure) -> Table {
    let close = closes.last().copied().unwrap_or(f64::NAN);
    let sigma = daily_sigma(series);
    let highest = closes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let year = closes
        .get(closes.len().saturating_sub(252)..)
        .unwrap_or_default();
    let mut levels: Vec<(Cell, f64)> = settings
        .levels
        .iter()
        .map(|level| {
            (
                Cell::Word(Term::new("Level asked for", "指定价位", "指定價位")),
                *level,
            )
        })
        .collect();
    levels.push((
        word("Highest close", "历史最高收盘", "歷史最高收盤"),
        highest,
    ));
    levels.extend(FALLS.map(|(name, share)| (Cell::Word(name), highest * share)));
    levels.push((
        word(
            "Highest close of 252 days",
            "252日最高收盘",
            "252日最高收盤",
        ),
        year.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    ));
    levels.push((
        word("Lowest close of 252 days", "252日最低收盘", "252日最低收盤"),
        year.iter().copied().fold(f64::INFINITY, f64::min),
    ));
    let row = |(name, level): (Cell, f64)| {
        let apart = apart(close, level);
        let sigmas = apart.zip(sigma).map(|(apart, sigma)| apart / sigma);
        vec![
            name,
            number(level, Unit::Price),
            signed(apart, Unit::Percent),
            signed(sigmas, Unit::Sigma),
        ]
    };
    Table {
        title: Term::new("Distance to levels", "距关键价位", "距關鍵價位"),
        columns: vec![
            labels::LEVEL,
            labels::PRICE,
            labels::DISTANCE,
            labels::SIGMAS,
        ],
        rows: levels.into_iter().map(row).collect(),
    }
}

/// How far one price is from another, in per cent.
fn apart(from: f64, to: f64) -> Option<f64> {
    Some(100.0 * returns::simple(from, to)?)
}

const fn word(en: &'static str, zh_hans: &'static str, zh_hant: &'static str) -> Cell {
    Cell::Word(Term::new(en, zh_hans, zh_hant))
}

/// One day's standard deviation in per cent, from 21 days; `None` where the price did not move.
fn daily_sigma(series: &Observed<'_>) -> Option<f64> {
    let from = series.bars.len().checked_sub(WINDOW + 1)?;
    let returns = Returns::log(series.bars.get(from..)?);
    let year = volatility::realised(&returns.values)?;
    Some(year / volatility::YEAR.sqrt()).filter(|sigma| *sigma > 0.0)
}

/// How many gaps are unfilled.
pub(super) fn gap_count(gaps: &[Gap]) -> Fact {
    let open = gaps.iter().filter(|gap| gap.filled.is_none()).count();
    fact(
        Term::new("Unfilled gaps", "未回补缺口数", "未回補缺口數"),
        count(open),
    )
}

/// The unfilled gaps nearest to the price.
pub(super) fn unfilled(gaps: &[Gap], closes: &[f64]) -> Table {
    let close = closes.last().copied().unwrap_or(f64::NAN);
    let mut open: Vec<&Gap> = gaps.iter().filter(|gap| gap.filled.is_none()).collect();
    let nearness = |gap: &Gap| (gap.far_end() - close).abs();
    open.sort_by(|a, b| nearness(a).total_cmp(&nearness(b)));
    let row = |gap: &Gap| {
        vec![
            day(Some(gap.day)),
            direction(gap),
            number(gap.low, Unit::Price),
            number(gap.high, Unit::Price),
            signed(apart(close, gap.far_end()), Unit::Percent),
            day(gap.touched),
        ]
    };
    Table {
        title: Term::new(
            "Unfilled gaps, nearest first",
            "未回补缺口，由近及远",
            "未回補缺口，由近及遠",
        ),
        columns: vec![
            Term::new("Opened", "形成日", "形成日"),
            Term::new("Direction", "方向", "方向"),
            Term::new("From", "下沿", "下緣"),
            Term::new("To", "上沿", "上緣"),
            Term::new("Distance to fill", "距完全回补", "距完全回補"),
            Term::new("First entered", "首次进入", "首次進入"),
        ],
        rows: open.into_iter().take(LISTED).map(row).collect(),
    }
}

fn direction(gap: &Gap) -> Cell {
    Cell::Word(if gap.is_up {
        Term::new("up", "向上", "向上")
    } else {
        Term::new("down", "向下", "向下")
    })
}
