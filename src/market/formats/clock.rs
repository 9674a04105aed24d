//! Moments as sources write them, as the local time of an exchange.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The rule of New York's clocks since 2007, so that no table of time zones is needed.
const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";

/// `2026-10-02T16:00:00` or with a space; a zone behind it is ignored.
pub(super) fn civil(text: &str) -> Option<DateTime> {
    text.get(..19)?.replacen(' ', "T", 1).parse().ok()
}

/// The time in New York of a time of UTC.
pub(super) fn new_york(utc: DateTime) -> Option<DateTime> {
    let zone = TimeZone::posix(NEW_YORK).ok()?;
    let moment = TimeZone::UTC.to_timestamp(utc).ok()?;
    Some(zone.to_datetime(moment))
}

/// The time of UTC of milliseconds since 1970.
pub(super) fn of_milliseconds(milliseconds: i64) -> Option<DateTime> {
    let moment = Timestamp::from_millisecond(milliseconds).ok()?;
    Some(TimeZone::UTC.to_datetime(moment))
}

/// The day of UTC of seconds since 1970.
pub(super) fn day_of_seconds(seconds: i64) -> Option<Date> {
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(TimeZone::UTC.to_datetime(moment).date())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn new_york_is_four_or_five_hours_behind() {
        let cases = [
            (
                date(2026, 10, 2).at(21, 15, 0, 0),
                date(2026, 10, 2).at(17, 15, 0, 0),
            ),
            (
                date(2026, 2, 6).at(2, 0, 0, 0),
                date(2026, 2, 5).at(21, 0, 0, 0),
            ),
        ];
        for (utc, local) in cases {
            assert_eq!(new_york(utc), Some(local));
        }
    }

    #[test]
    fn moments_are_read() {
        let expected = Some(date(2026, 10, 2).at(16, 0, 0, 0));
        for text in [
            "2026-10-02T16:00:00",
            "2026-10-02 16:00:00",
            "2026-10-02T16:00:00.000Z",
        ] {
            assert_eq!(civil(text), expected, "{text}");
        }
        for text in [
            "",
            "2026-10-02",
            "2026-10-02T26:00:00",
            "today at ten o'clock",
        ] {
            assert_eq!(civil(text), None, "{text}");
        }
        assert_eq!(day_of_seconds(1_499_040_000), Some(date(2017, 7, 3)));
        assert_eq!(
            of_milliseconds(1_499_040_000_500).map(DateTime::date),
            Some(date(2017, 7, 3))
        );
        assert_eq!(of_milliseconds(i64::MAX), None);
    }
}
