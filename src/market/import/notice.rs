//! What an import says to people: notices of what was read with a doubt, errors of what was not.

use std::fmt;

use jiff::civil::Date;
use thiserror::Error;

use super::frequency::Frequency;

/// Something about a file that was read that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// No date of the file tells month from day, so the American order was taken.
    AmbiguousDates {
        /// A date as it stands in the file.
        example: String,
        /// How it was read.
        read_as: Date,
    },
    /// Zeros that stand for figures not yet published were taken as gaps.
    ZerosAsGaps {
        /// The series.
        id: String,
        /// How many.
        count: usize,
        /// The line of the first.
        line: u64,
    },
    /// Open, high and low contradict each other or the close, and were left out.
    InconsistentBars {
        /// The series.
        id: String,
        /// How many days.
        count: usize,
        /// The line of the first.
        line: u64,
    },
    /// A day came twice; the later line was taken.
    RepeatedDays {
        /// How many days.
        count: usize,
        /// The first of them.
        first: Date,
    },
    /// A column was passed over.
    ColumnPassedOver {
        /// Its name in the header.
        column: String,
        /// Why.
        reason: PassedOver,
    },
    /// Series that are not daily were given names of their own.
    NotDaily {
        /// How often they have a value.
        frequency: Frequency,
        /// The names they have now.
        ids: Vec<String>,
    },
    /// The values are not those that the name promises.
    Suspicious {
        /// The series.
        id: String,
        /// What it probably is.
        hint: &'static str,
    },
}

/// Why a column was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassedOver {
    /// It holds text.
    Text,
    /// It holds nothing.
    Empty,
    /// Another column gives the same series.
    Twin,
    /// The file's series has no use for it.
    Unused,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AmbiguousDates { example, read_as } => write!(
                f,
                "no date tells month from day: {example} was read as {read_as}, month first"
            ),
            Self::ZerosAsGaps { id, count, line } => write!(
                f,
                "{id}: {count} zeros (the first in line {line}) were taken as not published"
            ),
            Self::InconsistentBars { id, count, line } => write!(
                f,
                "{id}: on {count} days (the first in line {line}) open, high and low do not fit, \
                 and only the close was kept"
            ),
            Self::RepeatedDays { count, first } => write!(
                f,
                "{count} days stand twice (the first is {first}); the later line was taken"
            ),
            Self::ColumnPassedOver { column, reason } => {
                let reason = match reason {
                    PassedOver::Text => "it holds text",
                    PassedOver::Empty => "it is empty",
                    PassedOver::Twin => "another column gives the same series",
                    PassedOver::Unused => "a series has no place for it",
                };
                write!(f, "column {column} was passed over: {reason}")
            }
            Self::NotDaily { frequency, ids } => write!(
                f,
                "{frequency}: stored as {}, apart from daily figures, which the panels need",
                ids.join(", ")
            ),
            Self::Suspicious { id, hint } => write!(f, "{id}: {hint}"),
        }
    }
}

/// Why a file could not be read, and where.
#[derive(Debug, Error)]
pub enum ImportError {
    /// There is no line in it.
    #[error("{file} is empty: expected a header such as Date,Open,High,Low,Close,Volume")]
    Empty {
        /// The file.
        file: String,
    },
    /// It is not text that can be read.
    #[error("{file} is not UTF-8 text; save it as CSV in UTF-8")]
    Encoding {
        /// The file.
        file: String,
    },
    /// No line names a column of dates.
    #[error(
        "{file}, line {line}: expected a header with a date column (Date, 日期), found {found:?}"
    )]
    NoDateColumn {
        /// The file.
        file: String,
        /// Its first line.
        line: u64,
        /// What stands there, cut short.
        found: String,
    },
    /// A line is not a record of the header's width.
    #[error(
        "{file}, line {line}: {cells} cells under {columns} column names; \
         numbers with separators need quotes"
    )]
    TooManyCells {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// What it holds.
        cells: usize,
        /// What the header holds.
        columns: usize,
    },
    /// A cell of the date column is no date.
    #[error(
        "{file}, line {line}, column {column}: expected a date such as 2026-02-06, found {found:?}"
    )]
    BadDate {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// The column's name.
        column: String,
        /// What stands there.
        found: String,
    },
    /// A cell of a column of numbers is no number.
    #[error("{file}, line {line}, column {column}: expected a number or nothing, found {found:?}")]
    BadNumber {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// The column's name.
        column: String,
        /// What stands there.
        found: String,
    },
    /// The dates repeat, so the file holds several series one below the other.
    #[error(
        "{file}, line {line}: {date} stands in an earlier line too; \
         expected one line a day, with one series or a column a series"
    )]
    RepeatedDates {
        /// The file.
        file: String,
        /// The line of the first repeated date.
        line: u64,
        /// That date.
        date: Date,
    },
    /// No column holds a number.
    #[error("{file}: no column beside the dates holds numbers")]
    NoValues {
        /// The file.
        file: String,
    },
    /// The file's name names no series.
    #[error("{file}: the file name names no series; name it, as in --series SPX")]
    NoName {
        /// The file.
        file: String,
    },
    /// Assets of a fund that are not in millions of dollars.
    #[error(
        "{file}: {id} is {found} on {date}, more than any fund has; \
         assets are read in USD mn, so divide dollars by 1,000,000"
    )]
    TooManyAssets {
        /// The file.
        file: String,
        /// The series.
        id: String,
        /// The first such day.
        date: Date,
        /// What stands there.
        found: f64,
    },
    /// One name was given for a file of several series.
    #[error("{file} holds {columns} series, so it cannot be imported as {id}; leave the name out")]
    ManySeries {
        /// The file.
        file: String,
        /// The name.
        id: String,
        /// How many series it holds.
        columns: usize,
    },
}
