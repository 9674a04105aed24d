//! Dates as people write them in notes, file names and page headers.
//!
//! No clock is read: a date without its year is none unless the caller knows the year. Times of
//! day and zones are passed over, so a timestamp gives the day as written.

use std::fmt;

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The date that a text is, with at most a time of day or a weekday beside it.
///
/// `2026-02-09`, `2026/2/9`, `2026.2.9`, `2026年2月9日`, `民國115年2月9日`, `20260209`, RFC 3339 and
/// RFC 2822 timestamps, `Feb 9, 2026`, `9 February 2026`, `13/2/2026`. Of `2/9/2026` nobody can
/// tell which is the month, so it is none.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    // Longer texts are sentences; a date inside them is for `find`.
    if text.len() > 64 {
        return None;
    }
    let parts = parts(text);
    compact(&parts)
        .or_else(|| year_first(&parts))
        .or_else(|| named_month(&parts))
        .or_else(|| year_last(&parts))
}

/// The first full date inside a longer text, such as a file name or a title.
pub(super) fn find(text: &str) -> Option<Date> {
    let parts = parts(text);
    (0..parts.len()).find_map(|at| {
        let rest = parts.get(at..)?;
        compact(rest)
            .or_else(|| year_first(rest))
            .or_else(|| month_day_year(rest))
    })
}

/// A day whose year is not written: `2 月 5 日`, `02-05 08:41`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearlessDay {
    month: u32,
    day: u32,
}

impl YearlessDay {
    /// The first such day of a text; none where its year is written.
    pub(super) fn find(text: &str) -> Option<Self> {
        let parts = parts(text);
        (0..parts.len()).find_map(|at| {
            let before = at.checked_sub(1).and_then(|before| parts.get(before));
            let has_year = matches!(before, Some(Part::Word(word)) if separates(word, '年'));
            let found = yearless(parts.get(at..)?).filter(|_| !has_year)?;
            // A leap day is one of some years.
            date(2_000, i64::from(found.month), i64::from(found.day)).map(|_| found)
        })
    }

    /// The day in the year that brings it nearest to a day that is known.
    pub(super) fn near(self, known: Date) -> Option<Date> {
        let years = [known.year(), known.year() - 1, known.year() + 1];
        let days = years
            .into_iter()
            .filter_map(|year| date(i64::from(year), i64::from(self.month), i64::from(self.day)));
        days.min_by_key(|day| (day.duration_since(known).as_hours()).abs())
    }
}

impl fmt::Display for YearlessDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

fn yearless(parts: &[Part<'_>]) -> Option<YearlessDay> {
    match parts {
        [
            Part::Number(month, 1..=2),
            Part::Word(m),
            Part::Number(day, 1..=2),
            Part::Word(d),
            ..,
        ] if m.trim() == "月" && d.trim_start().starts_with(['日', '号', '號']) => {
            Some(YearlessDay {
                month: *month,
                day: *day,
            })
        }
        // Of `02-05` alone nobody can tell that it is a day; a time of day behind it says so.
        [
            Part::Number(month, 2),
            Part::Word("-" | "/"),
            Part::Number(day, 2),
            Part::Word(gap),
            Part::Number(_, 1..=2),
            Part::Word(colon),
            Part::Number(_, 2),
            ..,
        ] if gap.trim().is_empty() && colon.starts_with(':') => Some(YearlessDay {
            month: *month,
            day: *day,
        }),
        _ => None,
    }
}

/// A run of digits with its length, or what stands between two runs.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part<'a> {
    Number(u32, usize),
    Word(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest
            .find(|c: char| c.is_ascii_digit() != digits)
            .unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        parts.push(match head.parse() {
            Ok(number) if digits => Part::Number(number, head.len()),
            _ => Part::Word(head),
        });
        rest = tail;
    }
    parts
}

/// `20260209`
fn compact(parts: &[Part<'_>]) -> Option<Date> {
    match parts {
        [Part::Number(number, 8), ..] => ymd(number / 10_000, number / 100 % 100, number % 100),
        _ => None,
    }
}

/// `2026-02-09`, `2026年2月9日` and the year of the Republic of China.
fn year_first(parts: &[Part<'_>]) -> Option<Date> {
    let (era, parts) = match parts {
        [Part::Word(word), rest @ ..] if is_republic(word) => (1_911, rest),
        _ => (0, parts),
    };
    match parts {
        [
            Part::Number(year, length),
            Part::Word(first),
            Part::Number(month, 1..=2),
            Part::Word(second),
            Part::Number(day, 1..=2),
            ..,
        ] if (*length == 4 || era > 0) && separates(first, '年') && separates(second, '月') => {
            ymd(year + era, *month, *day)
        }
        _ => None,
    }
}

fn is_republic(word: &str) -> bool {
    matches!(word.trim(), "民國" | "民国" | "中華民國")
}

fn separates(word: &str, unit: char) -> bool {
    let word = word.trim();
    let mut characters = word.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => only == unit || matches!(only, '-' | '/' | '.' | '_' | '－' | '／'),
        _ => false,
    }
}

/// `Feb 9, 2026`, `Monday, February 9th 2026`, `Mon, 09 Feb 2026 10:00:00 +0800`.
fn named_month(parts: &[Part<'_>]) -> Option<Date> {
    month_day_year(parts).or_else(|| match parts {
        [Part::Word(weekday), rest @ ..] if weekday.trim().len() <= 10 => {
            month_day_year(rest).or_else(|| day_month_year(rest))
        }
        _ => day_month_year(parts),
    })
}

fn month_day_year(parts: &[Part<'_>]) -> Option<Date> {
    match parts {
        [
            Part::Word(word),
            Part::Number(day, 1..=2),
            Part::Word(gap),
            Part::Number(year, 4),
            ..,
        ] if gap.len() <= 4 => {
            let name = word.trim().rsplit([' ', ',']).next()?;
            ymd(*year, month(name)?, *day)
        }
        _ => None,
    }
}

fn day_month_year(parts: &[Part<'_>]) -> Option<Date> {
    match parts {
        [
            Part::Number(day, 1..=2),
            Part::Word(word),
            Part::Number(year, 4),
            ..,
        ] => ymd(*year, month(word.trim().trim_start_matches("th "))?, *day),
        _ => None,
    }
}

/// The month, from 1, of a name or its usual shortening.
fn month(name: &str) -> Option<u32> {
    let name = name.trim_matches(['.', ',', ' ', '-']).to_ascii_lowercase();
    let three = name.get(..3)?;
    let at = MONTHS.iter().position(|short| *short == three)?;
    let known = name.len() == 3
        || [
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "sept",
            "september",
            "october",
            "november",
            "december",
        ]
        .contains(&name.as_str());
    known.then_some(at as u32 + 1)
}

/// `13/2/2026` and `2/13/2026`, where one number can only be the day.
fn year_last(parts: &[Part<'_>]) -> Option<Date> {
    match parts {
        [
            Part::Number(first, 1..=2),
            Part::Word("/" | "-" | "."),
            Part::Number(second, 1..=2),
            Part::Word("/" | "-" | "."),
            Part::Number(year, 4),
            ..,
        ] => match (*first > 12, *second > 12) {
            (true, false) => ymd(*year, *second, *first),
            (false, true) => ymd(*year, *first, *second),
            _ => None,
        },
        _ => None,
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Date> {
    date(i64::from(year), i64::from(month), i64::from(day))
}

/// A date of the centuries that notes are written in.
fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1_900..=2_100).contains(&year) {
        return None;
    }
    let year = i16::try_from(year).ok()?;
    let month = i8::try_from(month).ok()?;
    let day = i8::try_from(day).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn the_usual_ways_to_write_a_day() {
        for text in [
            "2026-02-09",
            "2026/2/9",
            "2026.2.9",
            "2026_02_09",
            "2026年2月9日",
            "2026 年 2 月 9 日",
            "民國115年2月9日",
            "20260209",
            "2026-02-09T23:30:00+08:00",
            "2026-02-09 07:04",
            "Feb 9, 2026",
            "February 9th, 2026",
            "Mon, Feb. 9 2026",
            "9 Feb 2026",
            "Mon, 09 Feb 2026 10:00:00 +0800",
            " 2026-2-9 ",
        ] {
            assert_eq!(parse(text), Some(day(2026, 2, 9)), "{text}");
        }
        assert_eq!(parse("13/2/2026"), Some(day(2026, 2, 13)));
        assert_eq!(parse("2/13/2026"), Some(day(2026, 2, 13)));
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "",
            "today",
            "2026",
            "2026-02",
            "2026-02-30",
            "2026-13-01",
            "2/9/2026",
            "1726-02-09",
            "Mar 2026",
            "Marching 9, 2026",
            "1234567890",
            "10:30",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"2026-02-09 ".repeat(20)), None);
    }

    #[test]
    fn a_day_inside_a_longer_text() {
        for (text, found) in [
            ("79739485-2026-05-14-Finance-News", Some(day(2026, 5, 14))),
            ("20260128-法人買賣超整理", Some(day(2026, 1, 28))),
            ("2026年1月5日至2026年1月9日", Some(day(2026, 1, 5))),
            ("as of Feb 9, 2026 close", Some(day(2026, 2, 9))),
            ("2026W02", None),
            ("标普 6725 点", None),
        ] {
            assert_eq!(find(text), found, "{text}");
        }
    }

    #[test]
    fn a_day_without_its_year() {
        for (text, found) in [
            ("某社 2 月 5 日讯", Some("02-05")),
            ("12月31日电", Some("12-31")),
            ("02-05 08:41", Some("02-05")),
            ("2 月 30 日", None),
            ("第 2 季", None),
            ("02-05", None),
            ("2026年2月5日", None),
            ("2026-02-05 08:41", None),
            ("比分 02-05", None),
        ] {
            let found_now = YearlessDay::find(text).map(|day| day.to_string());
            assert_eq!(found_now.as_deref(), found, "{text}");
        }
    }

    #[test]
    fn a_year_is_taken_from_the_nearest_day() {
        for (text, known, found) in [
            ("2月5日", day(2026, 2, 7), Some(day(2026, 2, 5))),
            ("12月31日", day(2026, 1, 2), Some(day(2025, 12, 31))),
            ("1月2日", day(2025, 12, 30), Some(day(2026, 1, 2))),
            ("2月29日", day(2025, 3, 1), Some(day(2024, 2, 29))),
            ("2月29日", day(2022, 3, 1), None),
        ] {
            let found_now = YearlessDay::find(text).and_then(|day| day.near(known));
            assert_eq!(found_now, found, "{text}");
        }
    }
}
