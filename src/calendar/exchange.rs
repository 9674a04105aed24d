//! Exchanges: when they trade, by day and by the minute.
//!
//! Times are local; the zones are rules of today (POSIX), which hold for all years covered, so
//! that no file of zones is read. A date outside of an exchange's coverage is answered by `None`,
//! never by a guess. Auctions before and after continuous trading are left out.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::{Date, Time, date, time};
use jiff::tz::TimeZone;

use super::closures::{self, Day};
use crate::model::Term;

/// An exchange, or the market of coins that never closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exchange {
    /// New York, both exchanges.
    NewYork,
    /// Hong Kong.
    HongKong,
    /// Shanghai.
    Shanghai,
    /// Shenzhen.
    Shenzhen,
    /// London.
    London,
    /// Coins: every hour of every day.
    AllHours,
}

/// What an exchange does at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It trades.
    Open,
    /// Between morning and afternoon.
    Lunch,
    /// It does not trade.
    Closed,
}

/// A stretch of trading, local time.
type Session = (Time, Time);

const NEW_YORK: [Session; 1] = [(time(9, 30, 0, 0), time(16, 0, 0, 0))];
const NEW_YORK_HALF: [Session; 1] = [(time(9, 30, 0, 0), time(13, 0, 0, 0))];
const HONG_KONG: [Session; 2] = [
    (time(9, 30, 0, 0), time(12, 0, 0, 0)),
    (time(13, 0, 0, 0), time(16, 0, 0, 0)),
];
const HONG_KONG_HALF: [Session; 1] = [(time(9, 30, 0, 0), time(12, 0, 0, 0))];
const MAINLAND: [Session; 2] = [
    (time(9, 30, 0, 0), time(11, 30, 0, 0)),
    (time(13, 0, 0, 0), time(15, 0, 0, 0)),
];
const LONDON: [Session; 1] = [(time(8, 0, 0, 0), time(16, 30, 0, 0))];
const LONDON_HALF: [Session; 1] = [(time(8, 0, 0, 0), time(12, 30, 0, 0))];
const ALL_HOURS: [Session; 1] = [(Time::MIN, Time::MAX)];

/// The exchange of a code as instruments carry it: `XNYS`, `XHKG`, `XSHG`, `XSHE`, `XLON`, `24/7`.
#[must_use]
pub fn exchange(code: &str) -> Option<Exchange> {
    let by_code = |one: &Exchange| one.code() == code;
    Exchange::ALL
        .into_iter()
        .find(by_code)
        .or_else(|| (code == "XNAS").then_some(Exchange::NewYork))
}

impl Exchange {
    /// All, the order of menus.
    pub const ALL: [Self; 6] = [
        Self::NewYork,
        Self::HongKong,
        Self::Shanghai,
        Self::Shenzhen,
        Self::London,
        Self::AllHours,
    ];

    /// The code that instruments carry.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewYork => "XNYS",
            Self::HongKong => "XHKG",
            Self::Shanghai => "XSHG",
            Self::Shenzhen => "XSHE",
            Self::London => "XLON",
            Self::AllHours => "24/7",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Term {
        match self {
            Self::NewYork => Term::new("New York", "纽约", "紐約"),
            Self::HongKong => Term::new("Hong Kong", "香港", "香港"),
            Self::Shanghai => Term::new("Shanghai", "上海", "上海"),
            Self::Shenzhen => Term::new("Shenzhen", "深圳", "深圳"),
            Self::London => Term::new("London", "伦敦", "倫敦"),
            Self::AllHours => Term::new("all hours", "全天候", "全天候"),
        }
    }

    /// The days that it is known for. The mainland's holidays of 2027 are not announced yet.
    #[must_use]
    pub const fn coverage(self) -> RangeInclusive<Date> {
        match self {
            Self::NewYork | Self::HongKong | Self::London => date(2016, 1, 1)..=date(2027, 12, 31),
            Self::Shanghai | Self::Shenzhen => date(2016, 1, 1)..=date(2026, 12, 31),
            Self::AllHours => Date::MIN..=Date::MAX,
        }
    }

    /// How much of a day it trades; `None` outside of [`Self::coverage`].
    #[must_use]
    pub fn day(self, day: Date) -> Option<Day> {
        if !self.coverage().contains(&day) {
            return None;
        }
        Some(match self {
            Self::NewYork => closures::in_new_york(day),
            Self::HongKong => closures::in_hong_kong(day),
            Self::Shanghai | Self::Shenzhen => closures::on_the_mainland(day),
            Self::London => closures::in_london(day),
            Self::AllHours => Day::Whole,
        })
    }

    /// From when until when it trades on a day, local time, up to the last instant before; empty
    /// on a closed day, `None` outside of its coverage.
    #[must_use]
    pub fn sessions(self, day: Date) -> Option<&'static [(Time, Time)]> {
        Some(match (self, self.day(day)?) {
            (_, Day::Closed) => &[],
            (Self::NewYork, Day::Whole) => &NEW_YORK,
            (Self::NewYork, Day::Half) => &NEW_YORK_HALF,
            (Self::HongKong, Day::Whole) => &HONG_KONG,
            (Self::HongKong, Day::Half) => &HONG_KONG_HALF,
            (Self::Shanghai | Self::Shenzhen, _) => &MAINLAND,
            (Self::London, Day::Whole) => &LONDON,
            (Self::London, Day::Half) => &LONDON_HALF,
            (Self::AllHours, _) => &ALL_HOURS,
        })
    }

    /// What it does at an instant; `None` outside of its coverage.
    #[must_use]
    pub fn state(self, at: Timestamp) -> Option<State> {
        if self == Self::AllHours {
            return Some(State::Open);
        }
        let local = at.to_zoned(self.zone());
        let sessions = self.sessions(local.date())?;
        let now = local.time();
        if sessions
            .iter()
            .any(|(opens, closes)| (*opens..*closes).contains(&now))
        {
            return Some(State::Open);
        }
        let [(_, break_begins), (break_ends, _)] = sessions else {
            return Some(State::Closed);
        };
        let is_lunch = (*break_begins..*break_ends).contains(&now);
        Some(if is_lunch {
            State::Lunch
        } else {
            State::Closed
        })
    }

    /// Its time zone.
    #[must_use]
    pub fn zone(self) -> TimeZone {
        let rule = match self {
            Self::NewYork => "EST5EDT,M3.2.0,M11.1.0",
            Self::HongKong => "HKT-8",
            Self::Shanghai | Self::Shenzhen => "CST-8",
            Self::London => "GMT0BST,M3.5.0/1,M10.5.0",
            Self::AllHours => "UTC0",
        };
        TimeZone::posix(rule).unwrap_or(TimeZone::UTC)
    }
}

#[cfg(test)]
mod tests;
