//! Sources of market data that a reader without an account can ask, one file each.
//!
//! A provider does no I/O: it says which series it offers, how they are asked for, by whose terms,
//! and reads what comes back with the parsers of [`super::formats`]. Addresses and their traps are
//! those found in public use of these sources; where a source has no documented limit, its budget
//! is a fraction of what others were cut off at.
//!
//! Nothing here is asked unless the user asks for it: see `tape market update`.

mod binance;
mod cboe;
mod cftc;
mod coinbase;
mod deribit;
mod eastmoney;
mod fred;
mod nasdaq;
mod new_york_fed;
mod sina;
pub mod symbols;
mod tencent;
#[cfg(test)]
mod tests;
mod treasury;
mod yahoo;

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::formats::{FormatError, Parsed};
use crate::calendar::new_york;

/// Trading days that a daily figure may be late: published the morning after, and the reader may
/// be a day ahead of New York.
const LATE: usize = 2;

/// How a host wants to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Host {
    /// Scheme and name, without a slash at the end.
    pub base: &'static str,
    /// Requests in any minute.
    pub a_minute: u32,
    /// Least time between two.
    pub gap: Duration,
    /// The kinds of answer that are understood.
    pub accept: &'static str,
    /// A page of its own that it wants requests to come from.
    pub referer: Option<&'static str>,
    /// Whether it answers only what names itself after a browser.
    pub as_browser: bool,
}

impl Host {
    /// A host that makes no demands: 30 requests a minute, a second apart.
    const fn new(base: &'static str, accept: &'static str) -> Self {
        Self {
            base,
            a_minute: 30,
            gap: Duration::from_secs(1),
            accept,
            referer: None,
            as_browser: false,
        }
    }
}

/// The days that are wanted, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: Date,
    /// The last: today.
    pub last: Date,
}

/// One request to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What follows the host: path and query.
    pub path: String,
    /// The series or chain that it is made for; what else comes along is read as well.
    pub subject: String,
    /// Whether an empty body is lawful: there is nothing yet.
    pub may_be_empty: bool,
    /// What is asked where there is no such thing: the source files it elsewhere.
    pub otherwise: Option<Box<Request>>,
}

impl Request {
    fn new(subject: &str, path: String) -> Self {
        Self {
            path,
            subject: subject.to_owned(),
            may_be_empty: false,
            otherwise: None,
        }
    }
}

/// A source of market data.
pub trait Provider: Sync {
    /// The word for it on the command line and in the settings.
    fn id(&self) -> &'static str;

    /// Its name, which stands beside every number that it gave.
    fn name(&self) -> &'static str;

    /// What it offers, in one line.
    fn gives(&self) -> &'static str;

    /// Whose figures they are and what may be done with them, in one line.
    fn terms(&self) -> &'static str;

    /// Where and how often it is asked.
    fn host(&self) -> Host;

    /// The series that are fetched where all it has is asked for; of providers of any share none.
    fn listed(&self) -> Vec<String>;

    /// Whether it has a series, or a chain as `CHAIN:SPX`.
    fn offers(&self, id: &str) -> bool;

    /// What to ask for a series that it offers; the newest last.
    fn requests(&self, id: &str, span: Span) -> Vec<Request>;

    /// What an answer holds.
    ///
    /// # Errors
    ///
    /// [`FormatError`], where the content is not what was asked for, whatever its status was.
    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError>;

    /// The day that a series must reach by now; one that ends before it stands still.
    ///
    /// Daily figures of New York unless a provider says otherwise.
    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        trading_days_before(today, LATE)
    }

    /// Whether a series goes by the hours and days of New York.
    fn is_of_new_york(&self, _id: &str) -> bool {
        true
    }

    /// Whether there may be something newer than a day by now; by the days of New York unless a
    /// provider says otherwise.
    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        new_york::trading_days(last, today).any(|day| day > last)
    }
}

/// All providers, of those that offer one series the preferred first.
pub const PROVIDERS: &[&dyn Provider] = &[
    &cboe::Cboe,
    &treasury::Treasury,
    &new_york_fed::NewYorkFed,
    &fred::Fred,
    &cftc::Cftc,
    &coinbase::Coinbase,
    &binance::Binance,
    &deribit::Deribit,
    &tencent::Tencent,
    &eastmoney::Eastmoney,
    &sina::Sina,
    &yahoo::Yahoo,
    &nasdaq::Nasdaq,
];

/// The provider of this id.
#[must_use]
pub fn named(id: &str) -> Option<&'static dyn Provider> {
    let mut all = PROVIDERS.iter().copied();
    all.find(|provider| provider.id() == id)
}

/// Who offers a series, the preferred first.
#[must_use]
pub fn offering(id: &str) -> Vec<&'static dyn Provider> {
    let all = PROVIDERS.iter().copied();
    all.filter(|provider| provider.offers(id)).collect()
}

/// The underlying of a chain's name: `CHAIN:SPX` is that of SPX.
fn chain_of(id: &str) -> Option<&str> {
    id.strip_prefix("CHAIN:")
}

fn trading_days_before(today: Date, count: usize) -> Option<Date> {
    (0..count).try_fold(today, |day, _| new_york::previous_trading_day(day))
}

/// Whether a working day has begun since, for markets of other holidays than New York's.
fn has_working_day(last: Date, today: Date) -> bool {
    let is_working = |day: Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut days = last.series(1.day()).skip(1).take_while(|day| *day <= today);
    days.any(is_working)
}

fn days_before(today: Date, count: i64) -> Option<Date> {
    today.checked_sub(count.days()).ok()
}

/// The series of a list, as a provider lists them.
fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
