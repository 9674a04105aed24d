//! Times of a recording as they are written: `0:12`, `00:12:34`, `00:00:12,500`.
//!
//! A time of day looks the same, so one time alone proves little; [`is_agenda`] looks at all of
//! a document's.

/// A time at the head of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// Milliseconds from the start of the recording.
    pub millis: u32,
    /// Whether hours, minutes and seconds are written; a time of day seldom has all three.
    pub has_hours: bool,
    /// Bytes that it takes.
    pub length: usize,
}

impl Clock {
    /// Whole seconds from the start of the recording.
    pub(super) const fn seconds(self) -> u32 {
        self.millis / 1_000
    }
}

/// Reads the time that a text begins with; `None` where it goes on as no time does.
pub(super) fn at_head(text: &str) -> Option<Clock> {
    let (first, mut rest) = number(text, 1..=3)?;
    let mut parts = [first, 0, 0];
    let mut count = 1;
    while count < 3
        && let Some(after) = rest.strip_prefix([':', '：'])
    {
        let (part, left) = number(after, 2..=2)?;
        *parts.get_mut(count)? = part;
        count += 1;
        rest = left;
    }
    let [first, second, third] = parts;
    let (hours, minutes, seconds) = match count {
        3 if second < 60 => (first, second, third),
        2 => (0, first, second),
        _ => return None,
    };
    let fraction = rest.strip_prefix(['.', ',']);
    let fraction = fraction.and_then(|after| fraction_of(after));
    let millis = fraction.map_or(0, |(millis, _)| millis);
    let rest = fraction.map_or(rest, |(_, left)| left);
    let further = rest.strip_prefix([':', '：']).unwrap_or(rest);
    if seconds >= 60 || further.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(Clock {
        millis: (hours * 3_600 + minutes * 60 + seconds) * 1_000 + millis,
        has_hours: count == 3,
        length: text.len() - rest.len(),
    })
}

/// A number of as many digits as given, and what follows it.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(length)?;
    let fits = digits.contains(&length);
    fits.then(|| number.parse().ok())?
        .map(|number| (number, rest))
}

/// The milliseconds behind a point.
fn fraction_of(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (value, rest) = number(text, 1..=6)?;
    let scaled = match length {
        1 => value * 100,
        2 => value * 10,
        3 => value,
        _ => value / 10_u32.pow(length as u32 - 3),
    };
    Some((scaled, rest))
}

/// Whether times without hours are those of a day's agenda, `08:30`, `10:00`, rather than places
/// in a recording: all of them round, or none near a beginning though they go back and forth.
pub(super) fn is_agenda(times: &[Clock]) -> bool {
    let mut short = times.iter().filter(|time| !time.has_hours).peekable();
    if short.peek().is_none() {
        return false;
    }
    let is_round = short.all(|time| time.seconds() % 5 == 0 && time.seconds() >= 60);
    let back = times
        .windows(2)
        .filter(|pair| matches!(pair, [one, two] if two.millis < one.millis))
        .count();
    is_round || back * 4 > times.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_spelling() {
        for (text, millis, length) in [
            ("0:12 x", 12_000, 4),
            ("12:34", 754_000, 5),
            ("00:12:34", 754_000, 8),
            ("1:02:03.4 x", 3_723_400, 9),
            ("00:00:12,500 --> x", 12_500, 12),
            ("00:01.25]", 1_250, 8),
            ("125:30", 7_530_000, 6),
            ("00：12", 12_000, 7),
            ("0:12.", 12_000, 4),
            ("00:00:01.1234567", 1_000, 8),
            ("100:00:00", 360_000_000, 9),
        ] {
            let found = at_head(text).expect(text);
            assert_eq!((found.millis, found.length), (millis, length), "{text}");
        }
    }

    #[test]
    fn other_figures_are_no_times() {
        for text in [
            "16:9",
            "1:2",
            "12",
            "12:60",
            "00:60:00",
            "1234:00",
            "00:00:00:12",
            "12:345",
            "a",
            "",
            "12:3",
            "2026-02-05",
            "0:",
            ":12",
        ] {
            assert_eq!(at_head(text), None, "{text}");
        }
    }

    #[test]
    fn the_times_of_a_day_are_told_from_those_of_a_recording() {
        for (texts, expected) in [
            (&["08:30", "10:00", "14:00"][..], true),
            (&["0:00", "2:15", "4:07"], false),
            (&["12:34"], false),
            (&["08:30"], true),
            (&["00:05", "00:10"], false),
            (&["00:08:30", "00:10:00"], false),
            (&["14:31", "09:02", "16:13", "08:01"], true),
            (&[], false),
        ] {
            let times: Vec<Clock> = texts.iter().filter_map(|text| at_head(text)).collect();
            assert_eq!(is_agenda(&times), expected, "{texts:?}");
        }
    }
}
