//! The days that a `date:` value stands for.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// First and last day, both included; an open end is `None`.
pub(super) type Days = (Option<Date>, Option<Date>);

/// Reads `2026`, `2026-01`, `2026-01-15`, `a..b`, `a..`, `..b`, `>a`, `>=a`, `<a`, `<=a`, `today`,
/// `yesterday`, `7d`, `4w`, `3m`, `1y`.
///
/// `>2025-11` begins after November, `>=2025-11` with it. `7d` is today and the six days before.
pub(super) fn parse(value: &str, today: Date) -> Option<Days> {
    let value: String = value.chars().map(super::lexer::narrow).collect();
    let value = value.trim();
    if let Some((from, to)) = value.split_once("..") {
        let to = to.trim_start_matches('.');
        if from.is_empty() && to.is_empty() {
            return None;
        }
        return Some((start(from, today)?, end(to, today)?));
    }
    if let Some(period) = value.strip_prefix(">=") {
        return Some((Some(read(period, today)?.0), None));
    }
    if let Some(period) = value.strip_prefix('>') {
        return Some((Some(read(period, today)?.1.tomorrow().ok()?), None));
    }
    if let Some(period) = value.strip_prefix("<=") {
        return Some((None, Some(read(period, today)?.1)));
    }
    if let Some(period) = value.strip_prefix('<') {
        return Some((None, Some(read(period, today)?.0.yesterday().ok()?)));
    }
    let (first, last) = read(value, today)?;
    Some((Some(first), Some(last)))
}

/// The first day of a range's left end; the outer `None` is an error.
#[expect(
    clippy::option_option,
    reason = "an open end and an unreadable one are different answers"
)]
fn start(period: &str, today: Date) -> Option<Option<Date>> {
    if period.is_empty() {
        return Some(None);
    }
    read(period, today).map(|(first, _)| Some(first))
}

/// The last day of a range's right end; the outer `None` is an error.
#[expect(
    clippy::option_option,
    reason = "an open end and an unreadable one are different answers"
)]
fn end(period: &str, today: Date) -> Option<Option<Date>> {
    if period.is_empty() {
        return Some(None);
    }
    read(period, today).map(|(_, last)| Some(last))
}

/// First and last day of one period.
fn read(period: &str, today: Date) -> Option<(Date, Date)> {
    match period {
        "today" | "今天" => return Some((today, today)),
        "yesterday" | "昨天" => {
            let day = today.yesterday().ok()?;
            return Some((day, day));
        }
        _ => {}
    }
    if let Some(span) = span(period) {
        let first = today.checked_sub(span).ok()?.tomorrow().ok()?;
        return Some((first, today));
    }
    let parts: Vec<&str> = period.split(['-', '/', '.']).collect();
    match *parts.as_slice() {
        [year] => {
            let first = Date::new(number_of_year(year)?, 1, 1).ok()?;
            Some((first, first.last_of_year()))
        }
        [year, month] => {
            let month = i8::try_from(number(month, 2)?).ok()?;
            let first = Date::new(number_of_year(year)?, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [year, month, day] => {
            let month = i8::try_from(number(month, 2)?).ok()?;
            let day = i8::try_from(number(day, 2)?).ok()?;
            let date = Date::new(number_of_year(year)?, month, day).ok()?;
            Some((date, date))
        }
        _ => None,
    }
}

/// A time back from today.
fn span(period: &str) -> Option<Span> {
    let unit = period.chars().next_back()?;
    let count = number(period.strip_suffix(unit)?, 4).filter(|&count| count > 0)?;
    let count = i64::from(count);
    match unit {
        'd' => Some(count.days()),
        'w' => Some(count.weeks()),
        'm' => Some(count.months()),
        'y' => Some(count.years()),
        _ => None,
    }
}

/// Exactly four digits: `26` may be a day or a year.
fn number_of_year(text: &str) -> Option<i16> {
    number(text, 4).filter(|_| text.len() == 4)
}

/// Digits alone, at most so many.
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_number =
        !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn days(value: &str) -> Option<(String, String)> {
        let text = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let (from, to) = parse(value, date(2026, 2, 6))?;
        Some((text(from), text(to)))
    }

    #[test]
    fn every_form_gives_its_days() {
        for (value, from, to) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-02", "2026-02-01", "2026-02-28"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-1", "2026-01-01", "2026-01-31"),
            ("2026-01-15", "2026-01-15", "2026-01-15"),
            ("2026/01/15", "2026-01-15", "2026-01-15"),
            ("2026-01..2026-02", "2026-01-01", "2026-02-28"),
            ("2026-01...2026-02", "2026-01-01", "2026-02-28"),
            ("2025..", "2025-01-01", "-"),
            ("..2025-06", "-", "2025-06-30"),
            (">2025-11", "2025-12-01", "-"),
            (">=2025-11", "2025-11-01", "-"),
            ("<2025-11", "-", "2025-10-31"),
            ("<=2025-11", "-", "2025-11-30"),
            ("＞２０２５", "2026-01-01", "-"),
            ("today", "2026-02-06", "2026-02-06"),
            ("yesterday", "2026-02-05", "2026-02-05"),
            ("7d", "2026-01-31", "2026-02-06"),
            ("1m", "2026-01-07", "2026-02-06"),
        ] {
            let expected = Some((from.to_owned(), to.to_owned()));
            assert_eq!(days(value), expected, "{value}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in [
            "",
            "..",
            "...",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-01-01-01",
            ">",
            "0d",
            "d",
            "x",
            "2026-",
            "+026",
            "2026..x",
            "99999",
        ] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
