//! Bars from the cells of a table.

use std::collections::HashSet;

use csv::StringRecord;
use jiff::civil::Date;

use super::super::body;
use super::super::catalogue::keeps_name;
use super::super::cells::{Cell, cell};
use super::super::names;
use super::super::notice::{Notice, PassedOver, Place, Reason};
use super::super::rows::Rows;
use super::header::{Column, Columns};
use super::lines::Table;
use crate::model::{Adjustment, Bar};

/// The longest run of zeros that may be figures not published.
const LONGEST_RUN: usize = 5;

/// A bar and the line it is from.
#[derive(Debug, Clone, Copy)]
struct Found {
    place: Place,
    bar: Bar,
}

/// The rows of a file of one series.
pub(super) fn one(
    table: &Table,
    dates: &[Option<Date>],
    columns: &Columns,
    id: &str,
    notices: &mut Vec<Notice>,
) -> Rows {
    let mut found = Vec::with_capacity(dates.len());
    for (date, (place, row)) in dates.iter().zip(&table.rows) {
        let Some(date) = *date else { continue };
        match bar(table, row, columns, date) {
            Ok(None) => {}
            Ok(Some(bar)) => found.push(Found { place: *place, bar }),
            Err(reason) => notices.push(Notice::LeftOut {
                id: Some(id.to_owned()),
                place: *place,
                reason,
            }),
        }
    }
    drop_unpublished(id, &mut found, notices);
    if !columns.unused.is_empty() {
        let unused = columns.unused.iter();
        notices.push(Notice::ColumnPassedOver {
            columns: unused
                .map(|column| table.name(*column).to_owned())
                .collect(),
            reason: PassedOver::Unused,
        });
    }
    let adjustment = if columns.is_adjusted {
        Adjustment::SplitsAndDividends
    } else {
        Adjustment::AsGiven
    };
    rows(id, adjustment, found, notices)
}

/// The rows of every column of a wide table that holds numbers.
pub(super) fn wide(
    table: &Table,
    dates: &[Option<Date>],
    columns: Vec<Column>,
    notices: &mut Vec<Notice>,
) -> Vec<Rows> {
    let mut taken = HashSet::new();
    let mut all = Vec::with_capacity(columns.len());
    for column in columns {
        let found = column_values(table, dates, &column, notices);
        let found = match found {
            Ok(_) if !taken.insert(column.id.clone()) => Err(PassedOver::Twin),
            found => found,
        };
        match found {
            Err(reason) => notices.push(Notice::ColumnPassedOver {
                columns: vec![table.name(column.value).to_owned()],
                reason,
            }),
            Ok(mut found) => {
                drop_unpublished(&column.id, &mut found, notices);
                all.push(rows(&column.id, Adjustment::AsGiven, found, notices));
            }
        }
    }
    all
}

fn bar(
    table: &Table,
    row: &StringRecord,
    columns: &Columns,
    date: Date,
) -> Result<Option<Bar>, Reason> {
    let value = |column: Option<usize>| column.map_or(Ok(None), |at| number(table, row, at));
    let price = |column| Ok(value(column)?.filter(|price| !is_zero(*price)));
    let Some(close) = number(table, row, columns.close)? else {
        return Ok(None);
    };
    Ok(Some(Bar {
        date,
        open: price(columns.open)?,
        high: price(columns.high)?,
        low: price(columns.low)?,
        close,
        volume: value(columns.volume)?,
    }))
}

fn rows(id: &str, adjustment: Adjustment, found: Vec<Found>, notices: &mut Vec<Notice>) -> Rows {
    let mut rows = Rows::values(id).adjusted(adjustment);
    for one in found {
        rows.push(one.place, one.bar, notices);
    }
    rows
}

/// The values of one column, or why it has none. A few words among numbers are left out; a
/// column that is mostly words is text.
fn column_values(
    table: &Table,
    dates: &[Option<Date>],
    column: &Column,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Found>, PassedOver> {
    let mut found = Vec::new();
    let mut words = Vec::new();
    for (date, (place, row)) in dates.iter().zip(&table.rows) {
        let Some(date) = *date else { continue };
        let volume = || column.volume.map_or(Ok(None), |at| number(table, row, at));
        let close = number(table, row, column.value);
        match close.and_then(|close| Ok(close.zip(Some(volume()?)))) {
            Ok(None) => {}
            Ok(Some((close, volume))) => {
                let bar = Bar {
                    volume,
                    ..Bar::close_only(date, close)
                };
                found.push(Found { place: *place, bar });
            }
            Err(reason) => words.push((*place, reason)),
        }
    }
    if words.len() > found.len() || words.len() == found.len() && !words.is_empty() {
        return Err(PassedOver::Text);
    }
    notices.extend(words.into_iter().map(|(place, reason)| Notice::LeftOut {
        id: Some(column.id.clone()),
        place,
        reason,
    }));
    if found.is_empty() {
        return Err(PassedOver::Empty);
    }
    Ok(found)
}

fn number(table: &Table, row: &StringRecord, column: usize) -> Result<Option<f64>, Reason> {
    let text = row.get(column).unwrap_or_default();
    match cell(text, table.decimal_comma) {
        Cell::Gap => Ok(None),
        Cell::Number(number) => Ok(Some(number)),
        Cell::Text => Err(Reason::NotANumber {
            column: table.name(column).to_owned(),
            found: body::shown(text),
        }),
    }
}

/// Takes zeros that stand for nothing out: all of a price with a day's range, which is never
/// zero; elsewhere runs of at most five, or at the end, after a value far from zero. A policy
/// rate may stay at zero for years, and a yield may touch it.
fn drop_unpublished(id: &str, found: &mut Vec<Found>, notices: &mut Vec<Notice>) {
    let has_zero = found.iter().any(|one| is_zero(one.bar.close));
    let has_both_signs = found.iter().any(|one| one.bar.close < 0.0);
    let is_price = found.iter().any(|one| one.bar.high.is_some());
    let may_be_zero = names::is_rate(id) || keeps_name(id) || has_both_signs && !is_price;
    if !has_zero || may_be_zero {
        return;
    }
    found.sort_by_key(|one| one.bar.date);
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
        .map(|(one, _)| one.place);
    if let Some(place) = lines.clone().next() {
        notices.push(Notice::ZerosAsGaps {
            id: id.to_owned(),
            count: lines.count(),
            place,
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
