//! Dated figures as CSV in any of the usual layouts, whoever wrote them.
//!
//! One series with a close, and perhaps open, high, low and volume; or a wide table with a series
//! a column. Told apart by the header, which may be English or Chinese and stand below remarks.
//! Delimiter, decimal comma and the order of day and month are found in the file. A blank cell is
//! a gap. Nothing is resampled or filled.

mod dates;
mod header;
mod lines;
mod values;

use super::error::FormatError;
use super::rows::{Parsed, parsed};
use super::{body, names};

use self::header::{Column, Layout};
use self::lines::Table;

const EXPECTED: &str = "a header with a date column (Date, 日期)";

/// The series of a file. `file_name` names a single one, and stands before the names of columns
/// that do not say of what they are; `id` is the single one's name where it is given.
pub fn parse(bytes: &[u8], file_name: &str, id: Option<&str>) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let mut notices = Vec::new();
    let table = Table::read(text, &mut notices)?;
    let layout = header::layout(&table)?;
    let dates = dates::read(&table, layout.date(), &mut notices)?;
    let series = match layout {
        Layout::One(columns) => {
            let named = || names::of_file(file_name).ok_or(FormatError::NoName);
            let id = id.map_or_else(named, |id| Ok(id.to_owned()))?;
            vec![values::one(&table, &dates, &columns, &id, &mut notices)]
        }
        Layout::Wide { columns, .. } => {
            let alone = id.filter(|_| columns.len() == 1);
            let named = columns.into_iter().map(|column| Column {
                id: match alone {
                    Some(id) => id.to_owned(),
                    None => names::with_file(column.id, file_name),
                },
                ..column
            });
            values::wide(&table, &dates, named.collect(), &mut notices)
        }
    };
    parsed(series, notices)
}

/// Whether a line is the header of such a file.
pub(in crate::market) fn is_header(header: &[String]) -> bool {
    header::has_date(&csv::StringRecord::from(header.to_vec()))
}
