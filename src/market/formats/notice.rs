//! What a person should know of how figures were read.

use std::fmt;

use jiff::civil::Date;

/// Where in a file something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of text, from one.
    Line(u64),
    /// An element of a list, from one: answers in JSON have no lines to speak of.
    Row(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row(row) => write!(f, "row {row}"),
        }
    }
}

/// Something about figures that were read that a person should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// A row contradicts itself and was left out.
    LeftOut {
        /// The series; `None` where the row belongs to many.
        id: Option<String>,
        /// Where it stands.
        place: Place,
        /// What is wrong with it.
        reason: Reason,
    },
    /// A day was passed over: its session had not ended.
    Running {
        /// The series.
        id: String,
        /// The day.
        date: Date,
    },
    /// The source sent fewer rows than it has.
    Capped {
        /// How many came.
        rows: usize,
        /// How many it has.
        of: usize,
    },
    /// Options that had expired when the chain stood were passed over.
    Expired {
        /// How many.
        count: usize,
    },
    /// Options on something else were passed over.
    Neighbours {
        /// How many.
        count: usize,
        /// Their roots.
        roots: Vec<String>,
    },
    /// A column was passed over: the format has none of this name.
    ColumnUnknown {
        /// Its name in the header.
        column: String,
    },
    /// The opening price of some days lies outside of the day's range and was left out; high,
    /// low and close, which agree, were kept.
    OpenOutside {
        /// The series.
        id: String,
        /// How many days.
        count: usize,
        /// Where the first stands.
        place: Place,
    },
}

/// Why a row was left out.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The highest price is below the lowest.
    HighBelowLow {
        /// The highest.
        high: f64,
        /// The lowest.
        low: f64,
    },
    /// The close is not between high and low.
    CloseOutside {
        /// The close.
        close: f64,
        /// The lowest.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Zero stands for a price that was not published.
    Zero,
    /// An earlier row gives other figures for the same day.
    Repeated {
        /// The day.
        date: Date,
        /// Where the row that was kept stands.
        kept: Place,
    },
    /// Text for a number.
    NotANumber {
        /// The column or field.
        column: String,
        /// What stands there, cut short.
        found: String,
    },
    /// Text for a date, or none.
    NotADate {
        /// The column or field.
        column: String,
        /// What stands there, cut short.
        found: String,
    },
    /// An instrument that the source has no figures of.
    Unknown {
        /// What it was asked for.
        symbol: String,
    },
    /// A name that is not that of an option.
    NotAnOption {
        /// What stands there, cut short.
        found: String,
    },
    /// More cells than the header has names, or fewer elements than the format.
    Width {
        /// What it has.
        found: usize,
        /// What it should have.
        expected: usize,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HighBelowLow { high, low } => write!(f, "high {high} is below low {low}"),
            Self::CloseOutside { close, low, high } => {
                write!(f, "close {close} is not between low {low} and high {high}")
            }
            Self::Zero => f.write_str("0 stands for a price that was not published"),
            Self::Repeated { date, kept } => {
                write!(f, "{date} has other figures in {kept}, which were kept")
            }
            Self::NotANumber { column, found } => {
                write!(f, "{column}: expected a number or nothing, found {found:?}")
            }
            Self::NotADate { column, found } => {
                write!(f, "{column}: expected a date, found {found:?}")
            }
            Self::Unknown { symbol } => write!(f, "the source does not know {symbol:?}"),
            Self::NotAnOption { found } => {
                write!(f, "expected an option's symbol, found {found:?}")
            }
            Self::Width { found, expected } => {
                write!(f, "{found} values, expected {expected}")
            }
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeftOut { id, place, reason } => {
                write!(f, "{place}")?;
                if let Some(id) = id {
                    write!(f, ", {id}")?;
                }
                write!(f, " was left out: {reason}")
            }
            Self::Running { id, date } => {
                write!(f, "{id}: {date} was passed over, its session had not ended")
            }
            Self::Capped { rows, of } => {
                write!(
                    f,
                    "{rows} of {of} rows came: the source sends no more at once"
                )
            }
            Self::Expired { count } => {
                write!(f, "{count} options that had expired were passed over")
            }
            Self::Neighbours { count, roots } => write!(
                f,
                "{count} options on something else ({}) were passed over",
                roots.join(", ")
            ),
            Self::ColumnUnknown { column } => {
                write!(
                    f,
                    "column {column} was passed over: the format has none of this name"
                )
            }
            Self::OpenOutside { id, count, place } => write!(
                f,
                "{id}: the open of {count} days (the first in {place}) is not between high and \
                 low and was left out"
            ),
        }
    }
}
