//! How long to wait before a request is sent again.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::budget::between;

/// Before the second attempt; doubles with each.
const FIRST: Duration = Duration::from_secs(1);

/// The pause after a failed attempt, counted from 0, where the server names none: doubling, and of
/// each pause half is left to chance (from 0 to 1), so that readers cut off together do not return
/// together.
pub(super) fn pause(attempt: u32, chance: f64) -> Duration {
    let whole = FIRST.saturating_mul(1 << attempt.min(10));
    whole.mul_f64(f64::midpoint(1.0, chance.clamp(0.0, 1.0)))
}

/// The same where the host said that it is asked too often: four times as long.
pub(super) fn pause_when_throttled(attempt: u32, chance: f64) -> Duration {
    pause(attempt.saturating_add(2), chance)
}

/// How long a `Retry-After` asks to wait: seconds, or a date (RFC 9110, 10.2.3).
///
/// A date is measured from the server's own `Date` where it sends one: its clock wrote both, and
/// the clock of this machine may be wrong.
pub(super) fn retry_after(
    value: &str,
    sent: Option<Timestamp>,
    now: Timestamp,
) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    Some(between(sent.unwrap_or(now), http_date(value)?))
}

/// A date of HTTP: `Fri, 06 Feb 2026 10:00:00 GMT`.
pub(super) fn http_date(value: &str) -> Option<Timestamp> {
    let parsed = rfc2822::DateTimeParser::new().parse_timestamp(value.trim());
    parsed.ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn pauses_double_and_keep_half_of_themselves() {
        for (attempt, least, most) in [(0, 500, 1_000), (1, 1_000, 2_000), (2, 2_000, 4_000)] {
            assert_eq!(pause(attempt, 0.0).as_millis(), least);
            assert_eq!(pause(attempt, 1.0).as_millis(), most);
        }
        assert!(pause(u32::MAX, 1.0) <= Duration::from_secs(1_024));
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = time("2026-02-06T10:00:00Z");
        for (value, waits) in [
            ("30", Some(30)),
            (" 0 ", Some(0)),
            ("Fri, 06 Feb 2026 10:02:00 GMT", Some(120)),
            ("Fri, 06 Feb 2026 09:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
            ("", None),
        ] {
            let waits = waits.map(Duration::from_secs);
            assert_eq!(retry_after(value, None, now), waits, "{value}");
        }
    }

    #[test]
    fn a_date_is_measured_by_the_clock_that_wrote_it() {
        // This machine is two years behind.
        let now = time("2024-02-06T10:00:00Z");
        let sent = http_date("Fri, 06 Feb 2026 10:00:00 GMT");
        let waits = retry_after("Fri, 06 Feb 2026 10:00:45 GMT", sent, now);
        assert_eq!(waits, Some(Duration::from_secs(45)));
    }

    proptest! {
        #[test]
        fn no_header_breaks_it(value in "\\PC{0,40}", seconds in any::<u64>()) {
            let now = time("2026-02-06T10:00:00Z");
            prop_assert!(retry_after(&value, None, now) <= Some(Duration::MAX));
            let waits = retry_after(&seconds.to_string(), None, now);
            prop_assert_eq!(waits, Some(Duration::from_secs(seconds)));
        }
    }
}
