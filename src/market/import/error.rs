//! Why a file could not be imported.

use jiff::civil::Date;
use thiserror::Error;

use crate::market::formats::FormatError;

/// Why a file could not be imported, with its name.
#[derive(Debug, Error)]
pub enum ImportError {
    /// It looks like this format, or was named as one, and is not what the format promises.
    #[error("{file} ({format}): {reason}")]
    Format {
        /// The file.
        file: String,
        /// What it was taken for.
        format: &'static str,
        /// What is wrong.
        reason: FormatError,
    },
    /// It is none of the formats.
    #[error("{file} was passed over: {reason}")]
    NotFigures {
        /// The file.
        file: String,
        /// What it is instead, or how it begins.
        reason: String,
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
    #[error("{file} holds {series} series, so it cannot be imported as {id}; leave the name out")]
    ManySeries {
        /// The file.
        file: String,
        /// The name.
        id: String,
        /// How many series it holds.
        series: usize,
    },
}
