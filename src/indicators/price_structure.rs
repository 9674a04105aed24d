//! Where a price stands: below its high, against its averages, its unfilled gaps, its levels.
//!
//! Headline: the drawdown, the close against the highest close so far, in per cent. Source: the
//! conventions of TA-Lib for RSI(14), ATR(14) and bands (20, 2); gaps as in INDICATORS' house
//! definition: a bar wholly outside the range of the one before, filled by the first later bar
//! that trades through to the old range. A gap that no bar reported with high and low shows is
//! not seen.

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, day, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::labels;
use super::math::averages;
use super::math::events::{self, Drawdown};
use super::settings::Settings;

mod candles;
mod tables;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "price-structure",
    group: Group::Price,
    name: Term::new("Drawdown and levels", "回撤与价位", "回檔與價位"),
    unit: Unit::Percent,
    method: Term::new(
        "Close against its running maximum; simple averages; gaps not yet traded through; Wilder's RSI and ATR",
        "收盘价相对历史高点的回撤；简单均线；未回补缺口；Wilder RSI与ATR",
        "收盤價相對歷史高點的回檔；簡單均線；未回補缺口；Wilder RSI與ATR",
    ),
    source: "TA-Lib conventions; Wilder 1978, New Concepts in Technical Trading Systems; Bollinger 2001",
    is_model: false,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |subject| vec![subject.to_owned()],
    compute,
};

/// Closes that the shortest average needs.
const LEAST: usize = 20;

/// Observations in a year.
const YEAR: usize = 252;

/// The average whose break on a close is worth a notice.
const WATCHED: usize = 100;

/// Cash indices whose first print lies near the last close, which hides gaps.
const CASH_INDICES: [&str; 8] = ["SPX", "NDX", "RUT", "SOX", "HSI", "CSI300", "TWII", "N225"];

const CASH_GAPS: Notice = Notice::new(
    "A cash index opens near its last close, which hides gaps; its fund or future shows them",
    "现货指数开盘价贴近前收，缺口多被掩盖；请看对应ETF或期货",
    "現貨指數開盤價貼近前收，缺口多被掩蓋；請看對應ETF或期貨",
);

const BROKE_DOWN: Notice = Notice::new(
    "Closed below its 100-day average, having been at or above it the day before",
    "收盘跌破百日均线，前一日仍在其上",
    "收盤跌破百日均線，前一日仍在其上",
);

const BROKE_UP: Notice = Notice::new(
    "Closed above its 100-day average, having been at or below it the day before",
    "收盘站上百日均线，前一日仍在其下",
    "收盤站上百日均線，前一日仍在其下",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let series = known
        .require(known.subject(), LEAST)
        .map_err(|missing| vec![missing])?;
    let falls = events::drawdowns(series.bars);
    let history = falls.iter().map(|fall| (fall.day, fall.percent)).collect();
    let Some(mut reading) = assemble::headline(&INDICATOR, history, settings.percentile_window)
    else {
        return Err(vec![Missing {
            input: series.id.to_owned(),
            reason: MissingReason::TooShort { have: 0, need: 1 },
        }]);
    };
    let closes = series.closes();
    let gaps = events::gaps(series.bars);
    reading.facts = fall_facts(&falls, series.bars.last().map(|bar| bar.close));
    reading.facts.extend(year_facts(&series));
    reading.facts.extend(momentum_facts(&series, &closes));
    reading.facts.push(tables::gap_count(&gaps));
    reading.tables = vec![
        tables::averages(&closes),
        tables::levels(&series, &closes, &settings.price_structure),
        tables::unfilled(&gaps, &closes),
    ];
    reading.plots = vec![candles::plot(&series, &falls)];
    reading.inputs.extend(series.used());
    reading.notices.extend(crossing(&closes));
    if CASH_INDICES.contains(&series.id) {
        reading.notices.push(CASH_GAPS);
    }
    Ok(reading)
}

/// The present fall, its state in words, and the deepest.
fn fall_facts(falls: &[Drawdown], close: Option<f64>) -> Vec<Fact> {
    let now = falls.last();
    let deepest = falls.iter().min_by(|a, b| a.percent.total_cmp(&b.percent));
    vec![
        fact(labels::CLOSE, number(close, Unit::Price)),
        fact(
            labels::STATE,
            now.map_or(Cell::Empty, |fall| Cell::Word(state(fall.percent))),
        ),
        fact(
            Term::new("Highest close", "历史最高收盘", "歷史最高收盤"),
            number(now.map(|fall| fall.peak), Unit::Price),
        ),
        fact(
            Term::new("Highest close on", "最高收盘日", "最高收盤日"),
            day(now.map(|fall| fall.peak_day)),
        ),
        fact(
            Term::new(
                "Deepest drawdown in the data",
                "数据内最大回撤",
                "資料內最大回檔",
            ),
            signed(deepest.map(|fall| fall.percent), Unit::Percent),
        ),
        fact(
            Term::new("Deepest drawdown on", "最大回撤日", "最大回檔日"),
            day(deepest.map(|fall| fall.day)),
        ),
    ]
}

/// What traders call a fall of so many per cent from the high.
fn state(percent: f64) -> Term {
    if percent <= -20.0 {
        Term::new("bear market", "熊市", "熊市")
    } else if percent <= -10.0 {
        Term::new("correction", "技术性调整", "技術性修正")
    } else if percent < 0.0 {
        Term::new("within 10% of its high", "距高点不足10%", "距高點不足10%")
    } else {
        Term::new("at its high", "处于高点", "處於高點")
    }
}

/// The fall from the highest close of a year.
fn year_facts(series: &Observed<'_>) -> Vec<Fact> {
    let from = series.bars.len().saturating_sub(YEAR);
    let year = events::drawdowns(series.bars.get(from..).unwrap_or_default());
    vec![fact(
        Term::new("Drawdown over 252 days", "252日回撤", "252日回檔"),
        signed(year.last().map(|fall| fall.percent), Unit::Percent),
    )]
}

/// RSI, ATR and Bollinger's bands.
fn momentum_facts(series: &Observed<'_>, closes: &[f64]) -> Vec<Fact> {
    let close = closes.last().copied();
    let range = averages::atr(series.bars, 14);
    let share = range
        .zip(close)
        .map(|(range, close)| 100.0 * range / close.abs());
    let bands = averages::bollinger(closes, 20, 2.0);
    let position = bands
        .zip(close)
        .and_then(|(bands, close)| bands.position(close));
    vec![
        fact(
            Term::same("RSI(14)"),
            number(averages::rsi(closes, 14), Unit::Ratio),
        ),
        fact(Term::same("ATR(14)"), number(range, Unit::Price)),
        fact(
            Term::new("ATR(14) of the price", "ATR(14)占价格", "ATR(14)占價格"),
            number(share, Unit::Percent),
        ),
        fact(
            Term::new("Upper Bollinger band", "布林上轨", "布林上軌"),
            number(bands.map(|bands| bands.upper), Unit::Price),
        ),
        fact(
            Term::new("Middle Bollinger band", "布林中轨", "布林中軌"),
            number(bands.map(|bands| bands.middle), Unit::Price),
        ),
        fact(
            Term::new("Lower Bollinger band", "布林下轨", "布林下軌"),
            number(bands.map(|bands| bands.lower), Unit::Price),
        ),
        fact(
            Term::new(
                "Place between the bands, 0 lower to 1 upper",
                "布林带内位置(0下轨至1上轨)",
                "布林通道內位置(0下軌至1上軌)",
            ),
            number(position, Unit::Ratio),
        ),
    ]
}

/// Whether the last close crossed the watched average.
fn crossing(closes: &[f64]) -> Option<Notice> {
    let (now, before) = closes.split_last()?;
    let average = averages::simple(closes, WATCHED)?;
    let (earlier, average_before) = (before.last()?, averages::simple(before, WATCHED)?);
    if *earlier >= average_before && *now < average {
        Some(BROKE_DOWN)
    } else if *earlier <= average_before && *now > average {
        Some(BROKE_UP)
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
