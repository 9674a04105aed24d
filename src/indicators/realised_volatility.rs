//! Realised volatility of an instrument, close to close and from ranges, and the size of the last
//! move.
//!
//! Headline: 100 sqrt(252 × mean of 21 squared logarithmic returns). Source: the convention of
//! realised-variance contracts (Demeterfi, Derman, Kamal and Zou 1999), zero mean; Parkinson
//! (1980) for the range. Sigma moves use mean and deviation of the 252 simple returns before the
//! last. Returns span gaps of the series; nothing is filled.

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Table, Term, Unit};

use super::assemble::{self, count, day, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::labels;
use super::math::events::{self, Since};
use super::math::returns::Returns;
use super::math::{stats, volatility};
use super::settings::Settings;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "realised-volatility",
    group: Group::Volatility,
    name: Term::new("Realised volatility", "已实现波动率", "已實現波動率"),
    unit: Unit::VolPoints,
    method: Term::new(
        "Square root of the mean squared log return of 21 days around zero, annualised with 252 days",
        "21日对数收益率平方的均值开方(零均值)，按252日年化",
        "21日對數報酬率平方的均值開方(零均值)，按252日年化",
    ),
    source: "Demeterfi, Derman, Kamal and Zou 1999, More Than You Ever Wanted to Know About Volatility Swaps; Parkinson 1980, Journal of Business 53(1)",
    is_model: false,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |subject| vec![subject.to_owned()],
    compute,
};

/// Returns behind the headline.
pub(super) const WINDOW: usize = 21;

/// Windows of the table.
const WINDOWS: [usize; 4] = [5, 10, WINDOW, 63];

/// Returns that a sigma move is measured against.
const PRIOR: usize = 252;

const SHORT_OVER_LONG: Notice = Notice::new(
    "Five-day volatility is more than one and a half times that of 63 days",
    "5日波动率高于63日波动率的1.5倍",
    "5日波動率高於63日波動率的1.5倍",
);

const NOT_POSITIVE: Notice = Notice::new(
    "Some closes are not above zero; simple returns stand in for logarithmic ones there",
    "部分收盘价不为正，该处以简单收益率代替对数收益率",
    "部分收盤價不為正，該處以簡單報酬率代替對數報酬率",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let series = known
        .require(known.subject(), WINDOW + 1)
        .map_err(|missing| vec![missing])?;
    let returns = Returns::log(series.bars);
    let history = returns.rolling(WINDOW, volatility::realised);
    let Some(mut reading) = assemble::headline(&INDICATOR, history, settings.percentile_window)
    else {
        return Err(vec![Missing {
            input: series.id.to_owned(),
            reason: MissingReason::TooShort {
                have: returns.values.len(),
                need: WINDOW,
            },
        }]);
    };
    reading.facts = last_move(&series);
    reading.tables = vec![by_window(&series, &returns.values)];
    reading.inputs.extend(series.used());
    let of = |window| volatility::realised(last(&returns.values, window)?);
    if let (Some(short), Some(long)) = (of(5), of(63))
        && short > 1.5 * long
    {
        reading.notices.push(SHORT_OVER_LONG);
    }
    if series.bars.iter().any(|bar| bar.close <= 0.0) {
        reading.notices.push(NOT_POSITIVE);
    }
    Ok(reading)
}

/// The last `window` values.
fn last(values: &[f64], window: usize) -> Option<&[f64]> {
    values.get(values.len().checked_sub(window)?..)
}

/// The last return, its size in sigmas, and when it was last as large.
fn last_move(series: &Observed<'_>) -> Vec<Fact> {
    let returns = Returns::simple(series.bars);
    let surprise = stats::surprise(&returns.values, PRIOR);
    let days = returns.days.iter().copied();
    let dated: Vec<_> = days.zip(returns.values.iter().copied()).collect();
    let change = returns.values.last().map(|change| 100.0 * change);
    vec![
        fact(
            labels::CLOSE,
            number(series.last().map(|(_, close)| close), Unit::Price),
        ),
        fact(
            Term::new("Last day's return", "当日涨跌幅", "當日漲跌幅"),
            signed(change, Unit::Percent),
        ),
        fact(
            Term::new(
                "Last move in sigmas of 252 days, mean omitted",
                "当日涨跌折合σ(252日，不计均值)",
                "當日漲跌折合σ(252日，不計均值)",
            ),
            signed(surprise.map(|surprise| surprise.sigmas), Unit::Sigma),
        ),
        fact(
            Term::new(
                "Last move as a z-score of 252 days",
                "当日涨跌z值(252日)",
                "當日漲跌z值(252日)",
            ),
            signed(surprise.map(|surprise| surprise.z_score), Unit::Sigma),
        ),
        fact(
            match change {
                Some(change) if change > 0.0 => {
                    Term::new("Largest rise since", "最大涨幅，上一次", "最大漲幅，上一次")
                }
                _ => Term::new("Largest fall since", "最大跌幅，上一次", "最大跌幅，上一次"),
            },
            since(events::largest_since(&dated)),
        ),
    ]
}

/// The day of the last move as large, or that there was none.
pub(super) fn since(found: Option<Since>) -> Cell {
    match found {
        Some(Since::Day(date, _)) => day(Some(date)),
        Some(Since::Record) => Cell::Word(labels::ON_RECORD),
        None => Cell::Empty,
    }
}

/// The same statistic over other windows and by other estimators.
fn by_window(series: &Observed<'_>, returns: &[f64]) -> Table {
    let rows = WINDOWS.map(|window| {
        let recent = last(returns, window);
        let value = |of: fn(&[f64]) -> Option<f64>| number(recent.and_then(of), Unit::VolPoints);
        vec![
            count(window),
            value(volatility::realised),
            value(volatility::realised_around_mean),
            number(volatility::parkinson(series.bars, window), Unit::VolPoints),
        ]
    });
    Table {
        title: Term::new("By window", "各窗口", "各窗口"),
        columns: vec![
            labels::WINDOW,
            Term::new("Around zero", "零均值", "零均值"),
            Term::new("Around the mean", "样本均值", "樣本均值"),
            Term::new(
                "Parkinson, high to low",
                "Parkinson(高低价)",
                "Parkinson(高低價)",
            ),
        ],
        rows: rows.into(),
    }
}
