//! The days that a `date:` or `since:` value stands for.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{Context, Expected};

/// First and last day, both included; an open end is `None`.
pub(super) type Days = (Option<Date>, Option<Date>);

/// Reads `2026`, `2026-01`, `2026-01-15`, `a..b`, `a..`, `..b`, `>a`, `>=a`, `<a`, `<=a`, `today`,
/// `yesterday`, `last-close`, `7d`, `4w`, `3m`, `1y`, and the same in Chinese: `今天`, `7天`, `3个月`, `2026年1月`.
///
/// `>2025-11` begins after November, `>=2025-11` with it. `7d` is today and the six days before; in a
/// range it is the first of them.
pub(super) fn parse(value: &str, context: &dyn Context) -> Result<Days, Expected> {
    let plain: String = value.chars().map(super::lexer::narrow).collect();
    let plain = plain.trim().to_lowercase();
    let read = |part: &str| read(part.trim(), context);
    let written = || Expected::Date {
        written: value.to_owned(),
    };
    if let Some((from, to)) = plain.split_once("..") {
        let to = to.trim_start_matches('.');
        if from.is_empty() && to.is_empty() {
            return Err(written());
        }
        let from = some(from, |part| Ok(read(part)?.first()))?;
        let to = some(to, |part| Ok(read(part)?.last()))?;
        return match (from, to) {
            (Some(from), Some(to)) if to < from => Err(Expected::LaterEnd { from, to }),
            days => Ok(days),
        };
    }
    let day_after = |day: Date| day.tomorrow().map_err(|_| written());
    let day_before = |day: Date| day.yesterday().map_err(|_| written());
    if let Some(part) = plain.strip_prefix(">=") {
        return Ok((Some(read(part)?.first()), None));
    }
    if let Some(part) = plain.strip_prefix('>') {
        return Ok((Some(day_after(read(part)?.last())?), None));
    }
    if let Some(part) = plain.strip_prefix("<=") {
        return Ok((None, Some(read(part)?.last())));
    }
    if let Some(part) = plain.strip_prefix('<') {
        return Ok((None, Some(day_before(read(part)?.first())?)));
    }
    Ok(match read(&plain)? {
        Period::Days(first, last) => (Some(first), Some(last)),
        Period::Back(first) => (Some(first), Some(context.today())),
    })
}

/// Reads the first day of `since:`: any single date of [`parse`].
pub(super) fn since(value: &str, context: &dyn Context) -> Result<Days, Expected> {
    let plain: String = value.chars().map(super::lexer::narrow).collect();
    let period = read(plain.trim().to_lowercase().as_str(), context)?;
    Ok((Some(period.first()), None))
}

/// One stretch of time.
#[derive(Debug, Clone, Copy)]
enum Period {
    /// From the first day to the last.
    Days(Date, Date),
    /// From a day up to today.
    Back(Date),
}

impl Period {
    const fn first(self) -> Date {
        match self {
            Self::Days(first, _) | Self::Back(first) => first,
        }
    }

    const fn last(self) -> Date {
        match self {
            Self::Days(_, last) => last,
            Self::Back(first) => first,
        }
    }
}

fn some(
    part: &str,
    read: impl Fn(&str) -> Result<Date, Expected>,
) -> Result<Option<Date>, Expected> {
    if part.trim().is_empty() {
        return Ok(None);
    }
    read(part).map(Some)
}

fn read(part: &str, context: &dyn Context) -> Result<Period, Expected> {
    let written = || part.to_owned();
    let day = match part {
        "today" | "今天" => Some(context.today()),
        "yesterday" | "昨天" => context.today().yesterday().ok(),
        "last-close" | "lastclose" | "last_close" | "收盘" | "收盤" | "上次收盘" | "上次收盤" => {
            Some(context.last_close().ok_or(Expected::LastClose)?)
        }
        _ => None,
    };
    if let Some(day) = day {
        return Ok(Period::Days(day, day));
    }
    if let Some((first, last)) = calendar(part) {
        return Ok(Period::Days(first, last));
    }
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = part.split_at_checked(digits).unwrap_or_default();
    let is_unit = unit.chars().next().is_some_and(char::is_alphabetic);
    if digits > 0 && is_unit {
        let unknown = || Expected::Unit { written: written() };
        let span = span(count, unit).ok_or_else(unknown)?;
        let first = context.today().checked_sub(span);
        let first = first.and_then(Date::tomorrow).map_err(|_| unknown())?;
        return Ok(Period::Back(first));
    }
    Err(Expected::Date { written: written() })
}

/// A year, a month or a day.
fn calendar(part: &str) -> Option<(Date, Date)> {
    // Behind the last number of 2026年1月5日 stands a sign that parts nothing.
    let part = part
        .strip_suffix(['年', '月', '日', '号', '號'])
        .unwrap_or(part);
    let parts: Vec<&str> = part.split(['-', '/', '.', '年', '月']).collect();
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
fn span(count: &str, unit: &str) -> Option<Span> {
    let count = i64::from(number(count, 4).filter(|&count| count > 0)?);
    match unit {
        "d" | "day" | "days" | "天" | "日" => Some(count.days()),
        "w" | "week" | "weeks" | "周" | "週" | "星期" => Some(count.weeks()),
        // 6月 is June.
        "m" | "month" | "months" | "个月" | "個月" => Some(count.months()),
        "y" | "year" | "years" | "年" => Some(count.years()),
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
    use crate::search::fixtures::{Desk, analysis};

    fn told(days: Result<Days, Expected>) -> Result<String, Expected> {
        let text = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        days.map(|(from, to)| format!("{} {}", text(from), text(to)))
    }

    #[test]
    fn every_form_gives_its_days() {
        let tools = analysis();
        let desk = Desk::new(&tools);
        for (value, expected) in [
            ("2026", "2026-01-01 2026-12-31"),
            ("2026-02", "2026-02-01 2026-02-28"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2026-1", "2026-01-01 2026-01-31"),
            ("2026年1月", "2026-01-01 2026-01-31"),
            ("2026年", "2026-01-01 2026-12-31"),
            ("2026年1月5日..2026年2月", "2026-01-05 2026-02-28"),
            ("2026-01-15", "2026-01-15 2026-01-15"),
            ("2026/01/15", "2026-01-15 2026-01-15"),
            ("2026-01..2026-02", "2026-01-01 2026-02-28"),
            ("2026-01...2026-02", "2026-01-01 2026-02-28"),
            ("2026-01..2026-01", "2026-01-01 2026-01-31"),
            ("2025..", "2025-01-01 -"),
            ("..2025-06", "- 2025-06-30"),
            ("6m..1m", "2025-08-07 2026-01-07"),
            (">2025-11", "2025-12-01 -"),
            (">=2025-11", "2025-11-01 -"),
            ("<2025-11", "- 2025-10-31"),
            ("<=2025-11", "- 2025-11-30"),
            ("＞２０２５", "2026-01-01 -"),
            ("Today", "2026-02-06 2026-02-06"),
            ("昨天", "2026-02-05 2026-02-05"),
            ("last-close", "2026-02-04 2026-02-04"),
            (">last-close", "2026-02-05 -"),
            ("7d", "2026-01-31 2026-02-06"),
            ("1m", "2026-01-07 2026-02-06"),
            ("３個月", "2025-11-07 2026-02-06"),
            ("2周", "2026-01-24 2026-02-06"),
        ] {
            assert_eq!(
                told(parse(value, &desk)),
                Ok(expected.to_owned()),
                "{value}"
            );
        }
    }

    #[test]
    fn since_has_no_end() {
        let tools = analysis();
        let desk = Desk::new(&tools);
        for (value, expected) in [
            ("7d", "2026-01-31 -"),
            ("6m", "2025-08-07 -"),
            ("2025-11", "2025-11-01 -"),
            ("last-close", "2026-02-04 -"),
            ("7天", "2026-01-31 -"),
        ] {
            assert_eq!(
                told(since(value, &desk)),
                Ok(expected.to_owned()),
                "{value}"
            );
        }
        assert!(since("2025..2026", &desk).is_err());
        assert!(since(">2025", &desk).is_err());
    }

    #[test]
    fn what_is_no_date_says_what_is_wrong() {
        let tools = analysis();
        let mut desk = Desk::new(&tools);
        for value in [
            "",
            "..",
            "...",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-01-01-01",
            ">",
            "d",
            "x",
            "2026-",
            "+026",
            "2026..x",
            "99999",
            ">9999",
        ] {
            let error = parse(value, &desk).unwrap_err();
            assert!(matches!(error, Expected::Date { .. }), "{value}: {error}");
        }
        for value in ["0d", "7x", "7 d", "99999d", "99999y", "6月", "二月"] {
            assert!(parse(value, &desk).is_err(), "{value}");
        }
        let unit = |written: &str| Expected::Unit {
            written: written.to_owned(),
        };
        assert_eq!(parse("7x", &desk), Err(unit("7x")));
        assert_eq!(since("0d", &desk), Err(unit("0d")));
        let reversed = Expected::LaterEnd {
            from: date(2026, 2, 1),
            to: date(2026, 1, 31),
        };
        assert_eq!(parse("2026-02..2026-01", &desk), Err(reversed));
        desk.last_close = None;
        assert_eq!(since("last-close", &desk), Err(Expected::LastClose));
    }
}
