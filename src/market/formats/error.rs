//! Why bytes are not the figures that were asked for.

use jiff::civil::Date;
use thiserror::Error;

use super::notice::Place;

/// Why a body could not be read as its format, judged by its content alone.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum FormatError {
    /// There is nothing in it: what the Treasury answers for a year not yet published.
    #[error("the body is empty")]
    Empty,
    /// A web page, mostly one that says no or asks for a proof of work.
    #[error("a web page came in the place of {expected}: {title:?}")]
    Page {
        /// What was expected.
        expected: &'static str,
        /// The page's title, or how it begins.
        title: String,
    },
    /// A sentence, such as `No data` or `Exceeded the daily hits limit`.
    #[error("words came in the place of {expected}: {said:?}")]
    Words {
        /// What was expected.
        expected: &'static str,
        /// How they begin.
        said: String,
    },
    /// An answer in the format's own way of saying no.
    #[error("the source refuses: {said:?}")]
    Refused {
        /// What it says, with its code where there is one.
        said: String,
    },
    /// Neither UTF-8 nor, where the format is Chinese, GBK.
    #[error("it is not text in UTF-8; save it in UTF-8")]
    Encoding,
    /// Other columns or fields than the format has.
    #[error("expected {expected}, found {found:?}; the format may have changed")]
    Shape {
        /// What was expected, as far as it tells the format.
        expected: &'static str,
        /// What stands there, cut short.
        found: String,
    },
    /// The form is right, but no row holds a figure.
    #[error("it holds no figures")]
    NoValues,
    /// Every row contradicts itself.
    #[error("none of its {count} rows can be used; the first: {first}")]
    NothingLeft {
        /// How many rows there were.
        count: usize,
        /// What is wrong with the first.
        first: String,
    },
    /// The dates repeat, so the file holds several series one below the other.
    #[error(
        "{count} dates stand in an earlier line too, the first is {date} in {place}; expected one \
         line a day, with one series or a column a series"
    )]
    RepeatedDates {
        /// Where the first repeated date stands.
        place: Place,
        /// That date.
        date: Date,
        /// How many are repeated.
        count: usize,
    },
    /// Nothing says which series it is.
    #[error("neither it nor its name says which series it is; name it, as in --series SPX")]
    NoName,
    /// Prices that are all zero: nothing was published.
    #[error("every figure of {id} is zero")]
    Zeros {
        /// The series.
        id: String,
    },
    /// Old figures under a good status: the source stands still.
    #[error(
        "the newest figure is of {last}, where {expected} should be there: the source stands still"
    )]
    Frozen {
        /// The newest day.
        last: Date,
        /// The day that should be there.
        expected: Date,
    },
}
