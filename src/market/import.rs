//! Daily figures from a CSV file of the user's.
//!
//! Two layouts are understood, told apart by the header: one series with a close (and perhaps
//! open, high, low, volume), named after the file; and a wide table with a series a column,
//! named after the columns. A blank cell is a gap. What looks wrong but can be read is read and
//! noticed; what cannot be read is an error that names file, line and column. Nothing is
//! resampled, filled or adjusted: a series that is not daily is kept apart, `SPX-M` of months.

mod dates;
mod frequency;
mod header;
mod notice;
mod table;
#[cfg(test)]
mod tests;
mod values;

pub use frequency::Frequency;
pub use notice::{ImportError, Notice};

use crate::market::formats::names;
use crate::model::{Bar, Origin, Series};

use self::header::{Column, Layout};
use self::table::Table;

/// No leveraged fund has as much as this.
const MOST_ASSETS_USD_MN: f64 = 500_000.0;

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// Its series, in the order of its columns; each has at least one bar.
    pub series: Vec<Series>,
    /// What a person should know of how it was read.
    pub notices: Vec<Notice>,
}

/// Reads a file; a single series takes its name from `file_name`.
pub fn read_csv(bytes: &[u8], file_name: &str) -> Result<Imported, ImportError> {
    read(bytes, file_name, None)
}

/// Reads a file of one series under a given name, such as `SPX`.
pub fn read_csv_as(bytes: &[u8], file_name: &str, id: &str) -> Result<Imported, ImportError> {
    read(bytes, file_name, Some(id))
}

fn read(bytes: &[u8], file_name: &str, id: Option<&str>) -> Result<Imported, ImportError> {
    let mut notices = Vec::new();
    let table = Table::read(bytes, file_name)?;
    let layout = header::layout(&table)?;
    let dates = dates::read(&table, layout.date(), &mut notices)?;
    let read = match layout {
        Layout::One(columns) => {
            let id = match id {
                Some(id) => id.to_owned(),
                None => names::of_file(file_name).ok_or_else(|| ImportError::NoName {
                    file: file_name.to_owned(),
                })?,
            };
            vec![values::one(&table, &dates, &columns, id, &mut notices)?]
        }
        Layout::Wide { columns, .. } => {
            if let (Some(id), true) = (id, columns.len() > 1) {
                return Err(ImportError::ManySeries {
                    file: file_name.to_owned(),
                    id: id.to_owned(),
                    columns: columns.len(),
                });
            }
            let named = columns.into_iter().map(|column| Column {
                id: match id {
                    Some(id) => id.to_owned(),
                    None => names::with_file(column.id, file_name),
                },
                ..column
            });
            values::wide(&table, &dates, named.collect(), &mut notices)?
        }
    };
    let origin = Origin::File(names::last_part(file_name).to_owned());
    let series: Vec<Series> = read
        .into_iter()
        .filter(|(_, bars): &(String, Vec<Bar>)| !bars.is_empty())
        .map(|(id, bars)| Series::new(id, origin.clone(), bars))
        .collect();
    if series.is_empty() {
        return Err(ImportError::NoValues {
            file: file_name.to_owned(),
        });
    }
    series
        .iter()
        .try_for_each(|one| fits_unit(one, file_name))?;
    notices.extend(series.iter().filter_map(|one| {
        let hint = names::suspicion(one)?;
        let id = one.id().to_owned();
        Some(Notice::Suspicious { id, hint })
    }));
    let series = apart_from_daily(series, &mut notices);
    Ok(Imported { series, notices })
}

/// Refuses fund assets that no fund has: those given in dollars, not millions of them.
fn fits_unit(series: &Series, file_name: &str) -> Result<(), ImportError> {
    if !series.id().starts_with(names::ASSETS) {
        return Ok(());
    }
    let too_large = |bar: &&Bar| bar.close > MOST_ASSETS_USD_MN;
    match series.bars().iter().find(too_large) {
        None => Ok(()),
        Some(bar) => Err(ImportError::TooManyAssets {
            file: file_name.to_owned(),
            id: series.id().to_owned(),
            date: bar.date,
            found: bar.close,
        }),
    }
}

/// Renames what is not daily, with one notice for each frequency.
fn apart_from_daily(series: Vec<Series>, notices: &mut Vec<Notice>) -> Vec<Series> {
    let mut renamed: Vec<(Frequency, Vec<String>)> = Vec::new();
    let mut apart = Vec::with_capacity(series.len());
    for (one, found) in series.into_iter().map(frequency::named) {
        if let Some(frequency) = found {
            let id = one.id().to_owned();
            match renamed.iter_mut().find(|(other, _)| *other == frequency) {
                Some((_, ids)) => ids.push(id),
                None => renamed.push((frequency, vec![id])),
            }
        }
        apart.push(one);
    }
    let told = renamed.into_iter();
    notices.extend(told.map(|(frequency, ids)| Notice::NotDaily { frequency, ids }));
    apart
}
