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
    /// Columns were passed over.
    ColumnPassedOver {
        /// Their names in the header.
        columns: Vec<String>,
        /// Why.
        reason: PassedOver,
    },
    /// No date of the file tells month from day, so the American order was taken.
    AmbiguousDates {
        /// A date as it stands in the file.
        example: String,
        /// How it was read.
        read_as: Date,
    },
    /// A list of members knows nothing of those that left.
    SurvivorsOnly,
    /// Zeros that stand for figures not yet published were taken as gaps.
    ZerosAsGaps {
        /// The series.
        id: String,
        /// How many.
        count: usize,
        /// Where the first stands.
        place: Place,
    },
    /// The chain does not say where its underlying stood, so it was computed from a call and a
    /// put of one strike.
    SpotByParity {
        /// The strike.
        strike: f64,
        /// The price computed.
        spot: f64,
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
    /// The format has none of this name.
    Unknown,
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
            Self::ColumnPassedOver { columns, reason } => {
                let reason = match reason {
                    PassedOver::Text => "it holds text",
                    PassedOver::Empty => "it is empty",
                    PassedOver::Twin => "another column gives the same series",
                    PassedOver::Unused => "a series has no place for it",
                    PassedOver::Unknown => "the format has none of this name",
                };
                let were = if columns.len() == 1 { " was" } else { "s were" };
                let (noun, verb) = were.split_once(' ').unwrap_or_default();
                write!(
                    f,
                    "column{noun} {} {verb} passed over: {reason}",
                    columns.join(", ")
                )
            }
            Self::AmbiguousDates { example, read_as } => write!(
                f,
                "no date tells month from day: {example} was read as {read_as}, month first"
            ),
            Self::ZerosAsGaps { id, count, place } => write!(
                f,
                "{id}: {count} zeros (the first in {place}) were taken as not published"
            ),
            Self::SpotByParity { strike, spot } => write!(
                f,
                "the underlying's price is not in the file: {spot:.2} follows from the call and \
                 the put at {strike}"
            ),
            Self::SurvivorsOnly => f.write_str(
                "the list knows nothing of members that left: what the present ones did in the \
                 past looks better than the index was",
            ),
            Self::OpenOutside { id, count, place } => write!(
                f,
                "{id}: the open of {count} days (the first in {place}) is not between high and \
                 low and was left out"
            ),
        }
    }
}
