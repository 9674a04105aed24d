//! Bars from the cells of a table.

use std::collections::HashSet;

use csv::StringRecord;
use jiff::civil::Date;

use super::header::{Column, Columns};
use super::notice::{ImportError, Notice, PassedOver};
use super::table::Table;
use crate::market::formats::cells::{Cell, cell};
use crate::market::formats::names;
use crate::model::Bar;

/// The longest run of zeros that may be figures not published.
const LONGEST_RUN: usize = 5;

/// How far beyond high and low an open or close may lie by rounding, as a share.
const ROUNDING: f64 = 0.001;

/// A bar and the line it is from.
#[derive(Debug, Clone, Copy)]
struct Found {
    line: u64,
    bar: Bar,
}

/// The bars of a file of one series.
pub(super) fn one(
    table: &Table,
    dates: &[Option<Date>],
    columns: &Columns,
    id: String,
    notices: &mut Vec<Notice>,
) -> Result<(String, Vec<Bar>), ImportError> {
    let mut found = Vec::with_capacity(dates.len());
    for (date, (line, row)) in dates.iter().zip(&table.rows) {
        let Some(date) = *date else { continue };
        let value = |column| number(table, *line, row, column);
        let price = |column: Option<usize>| match column {
            Some(column) => Ok(value(column)?.filter(|price| *price != 0.0)),
            None => Ok(None),
        };
        let Some(close) = value(columns.close)? else {
            continue;
        };
        let volume = columns.volume.map(value).transpose()?.flatten();
        let bar = Bar {
            date,
            open: price(columns.open)?,
            high: price(columns.high)?,
            low: price(columns.low)?,
            close,
            volume: volume.filter(|volume| *volume > 0.0),
        };
        found.push(Found { line: *line, bar });
    }
    drop_contradictions(&id, &mut found, notices);
    drop_unpublished(&id, &mut found, notices);
    notices.extend(
        columns
            .unused
            .iter()
            .map(|column| Notice::ColumnPassedOver {
                column: table.name(*column).to_owned(),
                reason: PassedOver::Unused,
            }),
    );
    Ok((id, bars(found)))
}

/// The bars of every column of a wide table that holds numbers.
pub(super) fn wide(
    table: &Table,
    dates: &[Option<Date>],
    columns: Vec<Column>,
    notices: &mut Vec<Notice>,
) -> Result<Vec<(String, Vec<Bar>)>, ImportError> {
    let mut taken = HashSet::new();
    let mut all = Vec::with_capacity(columns.len());
    for column in columns {
        let mut pass_over = |reason| {
            notices.push(Notice::ColumnPassedOver {
                column: table.name(column.value).to_owned(),
                reason,
            });
        };
        let mut found = match column_values(table, dates, &column)? {
            Ok(found) => found,
            Err(reason) => {
                pass_over(reason);
                continue;
            }
        };
        if !taken.insert(column.id.clone()) {
            pass_over(PassedOver::Twin);
            continue;
        }
        drop_unpublished(&column.id, &mut found, notices);
        all.push((column.id, bars(found)));
    }
    Ok(all)
}

/// The values of one column, or why it has none. A few words among numbers are an error; a
/// column that is mostly words is text.
fn column_values(
    table: &Table,
    dates: &[Option<Date>],
    column: &Column,
) -> Result<Result<Vec<Found>, PassedOver>, ImportError> {
    let mut found = Vec::new();
    let mut words = 0;
    let mut first_word = None;
    for (date, (line, row)) in dates.iter().zip(&table.rows) {
        let Some(date) = *date else { continue };
        let text = row.get(column.value).unwrap_or_default();
        match cell(text, table.decimal_comma) {
            Cell::Gap => {}
            Cell::Text => {
                words += 1;
                first_word = first_word.or(Some((*line, text)));
            }
            Cell::Number(close) => {
                let mut bar = Bar::close_only(date, close);
                if let Some(volume) = column.volume {
                    let volume = number(table, *line, row, volume)?;
                    bar.volume = volume.filter(|volume| *volume > 0.0);
                }
                found.push(Found { line: *line, bar });
            }
        }
    }
    match first_word {
        Some((line, text)) if words < found.len() => {
            Err(bad_number(table, line, column.value, text))
        }
        Some(_) => Ok(Err(PassedOver::Text)),
        None if found.is_empty() => Ok(Err(PassedOver::Empty)),
        None => Ok(Ok(found)),
    }
}

fn number(
    table: &Table,
    line: u64,
    row: &StringRecord,
    column: usize,
) -> Result<Option<f64>, ImportError> {
    let text = row.get(column).unwrap_or_default();
    match cell(text, table.decimal_comma) {
        Cell::Gap => Ok(None),
        Cell::Number(number) => Ok(Some(number)),
        Cell::Text => Err(bad_number(table, line, column, text)),
    }
}

fn bad_number(table: &Table, line: u64, column: usize, text: &str) -> ImportError {
    ImportError::BadNumber {
        file: table.file.clone(),
        line,
        column: table.name(column).to_owned(),
        found: text.to_owned(),
    }
}

/// Leaves only the close of bars whose parts contradict each other.
fn drop_contradictions(id: &str, found: &mut [Found], notices: &mut Vec<Notice>) {
    let mut wrong = found
        .iter_mut()
        .filter(|one| contradicts(&one.bar))
        .peekable();
    let Some(line) = wrong.peek().map(|one| one.line) else {
        return;
    };
    let mut count = 0;
    for one in wrong {
        one.bar.open = None;
        one.bar.high = None;
        one.bar.low = None;
        count += 1;
    }
    notices.push(Notice::InconsistentBars {
        id: id.to_owned(),
        count,
        line,
    });
}

fn contradicts(bar: &Bar) -> bool {
    let prices = [bar.open, Some(bar.close)];
    let slack = ROUNDING * bar.close.abs();
    let above = |high: f64| prices.iter().flatten().any(|price| *price > high + slack);
    let below = |low: f64| prices.iter().flatten().any(|price| *price < low - slack);
    let crossed = bar.high.zip(bar.low).is_some_and(|(high, low)| high < low);
    crossed || bar.high.is_some_and(above) || bar.low.is_some_and(below)
}

/// Takes zeros that stand for nothing out: all of a price with a day's range, which is never
/// zero; elsewhere runs of at most five, or at the end, after a value far from zero. A policy
/// rate may stay at zero for years, and a yield may touch it.
fn drop_unpublished(id: &str, found: &mut Vec<Found>, notices: &mut Vec<Notice>) {
    let has_zero = found.iter().any(|one| is_zero(one.bar.close));
    if !has_zero || names::is_rate(id) {
        return;
    }
    found.sort_by_key(|one| one.bar.date);
    let is_price = found.iter().any(|one| one.bar.high.is_some());
    let far = far_from_zero(found);
    let mut dropped = vec![false; found.len()];
    let mut at = 0;
    while let Some(one) = found.get(at) {
        let run = found
            .iter()
            .skip(at)
            .take_while(|one| is_zero(one.bar.close))
            .count();
        let ends = at + run == found.len();
        let before = at.checked_sub(1).and_then(|before| found.get(before));
        let fell = before.is_some_and(|before| before.bar.close.abs() > far);
        if is_zero(one.bar.close) && (is_price || fell && (run <= LONGEST_RUN || ends)) {
            dropped
                .iter_mut()
                .skip(at)
                .take(run)
                .for_each(|drop| *drop = true);
        }
        at += run.max(1);
    }
    let lines = found
        .iter()
        .zip(&dropped)
        .filter(|(_, drop)| **drop)
        .map(|(one, _)| one.line);
    if let Some(line) = lines.clone().min() {
        notices.push(Notice::ZerosAsGaps {
            id: id.to_owned(),
            count: lines.count(),
            line,
        });
    }
    let mut dropped = dropped.into_iter();
    found.retain(|_| !dropped.next().unwrap_or_default());
}

/// A tenth of the middle of all sizes but zero.
fn far_from_zero(found: &[Found]) -> f64 {
    let mut sizes: Vec<f64> = found
        .iter()
        .map(|one| one.bar.close.abs())
        .filter(|size| *size > 0.0)
        .collect();
    sizes.sort_by(f64::total_cmp);
    sizes
        .get(sizes.len() / 2)
        .map_or(f64::INFINITY, |middle| 0.1 * middle)
}

fn is_zero(value: f64) -> bool {
    value.abs() < f64::MIN_POSITIVE
}

fn bars(found: Vec<Found>) -> Vec<Bar> {
    found.into_iter().map(|one| one.bar).collect()
}
