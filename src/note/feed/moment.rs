//! Times as feeds write them, with the zone that they were written in.
//!
//! `feed-rs` keeps instants in UTC, by which an evening in Hong Kong is of the day before. So the
//! parser given to it also remembers what was written at each instant.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use feed_rs::parser::{Builder, Parser};
use jiff::civil::Date;

use super::super::date;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A time as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// In the zone of the writer.
    pub day: Date,
    /// Seconds since midnight, where a time of day was written.
    seconds: Option<i64>,
    /// Minutes east of Greenwich, where a zone was written.
    zone: Option<i64>,
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Moment {
    /// A time in RFC 3339, RFC 2822 or one of the spellings between them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = date::parse(text)?;
        let at = text
            .find(':')
            .filter(|at| text.get(..*at).is_some_and(ends_with_digit));
        let clock = at.and_then(|at| clock(text, at));
        let (seconds, rest) = clock.map_or((None, ""), |(seconds, rest)| (Some(seconds), rest));
        let zone = zone(rest);
        Some(Self { day, seconds, zone })
    }

    /// Seconds since 1970 in Greenwich; a time without zone is taken for Greenwich's.
    fn instant(&self) -> i64 {
        let epoch = Date::constant(1970, 1, 1);
        let days = i64::from(self.day.since(epoch).map_or(0, |span| span.get_days()));
        days * DAY + self.seconds.unwrap_or(0) - self.zone.unwrap_or(0) * 60
    }

    /// RFC 3339, as far as it is known.
    pub(super) fn written(&self) -> String {
        let time = self.seconds.map_or_else(String::new, |seconds| {
            let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
            format!("T{hours:02}:{minutes:02}:{:02}", seconds % 60)
        });
        let zone = match self.zone {
            None => String::new(),
            Some(0) => String::from("Z"),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                let zone = zone.abs();
                format!("{sign}{:02}:{:02}", zone / 60, zone % 60)
            }
        };
        format!("{}{time}{zone}", self.day)
    }
}

/// Remembers how each instant was written.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock(Arc<Mutex<HashMap<SystemTime, Moment>>>);

impl Clock {
    /// A parser of feeds whose times this clock remembers, and which makes up no ids.
    pub(super) fn parser(&self) -> Parser {
        let clock = self.clone();
        Builder::new()
            .timestamp_parser(move |text| {
                let moment = Moment::parse(text)?;
                let instant = instant(moment.instant())?;
                let mut known = clock.0.lock().unwrap_or_else(PoisonError::into_inner);
                known.entry(instant).or_insert(moment);
                Some(instant.into())
            })
            .id_generator(|_, _, _| String::new())
            .sanitize_content(false)
            .build()
    }

    /// How an instant was written.
    pub(super) fn at(&self, instant: impl Into<SystemTime>) -> Option<Moment> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&instant.into()).copied()
    }
}

fn instant(seconds: i64) -> Option<SystemTime> {
    let length = Duration::from_secs(seconds.unsigned_abs());
    let epoch = SystemTime::UNIX_EPOCH;
    if seconds < 0 {
        epoch.checked_sub(length)
    } else {
        epoch.checked_add(length)
    }
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// Seconds since midnight of the time whose first colon stands at a byte, and what follows it.
fn clock(text: &str, colon: usize) -> Option<(i64, &str)> {
    let before = text.get(..colon)?;
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let hours = number(before.get(before.len() - digits.min(2)..)?)?;
    let (minutes, rest) = leading(text.get(colon + 1..)?)?;
    let seconds = rest.strip_prefix(':').and_then(leading);
    let (seconds, rest) = seconds.unwrap_or((0, rest));
    let fits = hours <= 24 && minutes < 60 && seconds <= 60;
    // Some feeds write midnight as 24:00 of the day that begins.
    fits.then_some((hours % 24 * 3_600 + minutes * 60 + seconds.min(59), rest))
}

fn number(digits: &str) -> Option<i64> {
    digits.parse().ok()
}

/// The number that a text begins with, of one or two digits.
fn leading(text: &str) -> Option<(i64, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let (head, rest) = text.split_at_checked(digits)?;
    Some((number(head)?, rest))
}

/// Minutes east of Greenwich of the zone behind a time: `Z`, `GMT`, `+0800`, `+08:00`, `EST`.
fn zone(rest: &str) -> Option<i64> {
    let rest = rest
        .trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
        .trim();
    let named = rest.trim_matches(['(', ')']).to_ascii_uppercase();
    let named = match named.as_str() {
        "Z" | "GMT" | "UTC" | "UT" => Some(0),
        "EDT" => Some(-4),
        "EST" | "CDT" => Some(-5),
        "MDT" => Some(-6),
        "MST" | "PDT" => Some(-7),
        "PST" => Some(-8),
        "HKT" => Some(8),
        "JST" => Some(9),
        _ => None,
    };
    if let Some(hours) = named {
        return Some(hours * 60);
    }
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, rest) = leading(digits)?;
    let minutes = leading(rest.trim_start_matches(':')).map_or(0, |(minutes, _)| minutes);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_their_zone() {
        for (text, written, instant) in [
            (
                "2026-02-09T00:30:00+08:00",
                "2026-02-09T00:30:00+08:00",
                1_770_568_200,
            ),
            (
                "Mon, 09 Feb 2026 00:30:00 +0800",
                "2026-02-09T00:30:00+08:00",
                1_770_568_200,
            ),
            (
                "Sun, 08 Feb 2026 16:30:00 GMT",
                "2026-02-08T16:30:00Z",
                1_770_568_200,
            ),
            (
                "2026-02-08T16:30:00.250Z",
                "2026-02-08T16:30:00Z",
                1_770_568_200,
            ),
            ("2026-02-08 16:30", "2026-02-08T16:30:00", 1_770_568_200),
            (
                "Sun, 8 Feb 2026 11:30 EST",
                "2026-02-08T11:30:00-05:00",
                1_770_568_200,
            ),
            ("2026-02-08", "2026-02-08", 1_770_508_800),
            (
                "2026年2月8日 16:30:00",
                "2026-02-08T16:30:00",
                1_770_568_200,
            ),
            ("1960-01-01T00:00:00Z", "1960-01-01T00:00:00Z", -315_619_200),
        ] {
            let moment = Moment::parse(text).expect("a time");
            assert_eq!(moment.written(), written, "{text}");
            assert_eq!(moment.instant(), instant, "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in ["", "yesterday", "99:99", "Feb 30, 2026 10:00"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_later_instant_is_greater_whatever_its_zone() {
        let early = Moment::parse("2026-02-09T01:00:00+08:00");
        let late = Moment::parse("2026-02-08T18:00:00Z");
        assert!(late > early && early > None);
    }
}
