//! Dates as people write them, and the order of day and month where it must be guessed.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::super::body;
use super::super::error::FormatError;
use super::super::notice::{Notice, Reason};
use super::lines::Table;

/// A file whose repeated days are more than one in this many is not one line a day.
const REPEATS: usize = 50;

/// What one cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Year, month and day are told apart.
    Sure(Date),
    /// Two small numbers and a year.
    Either(i8, i8, i16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    MonthFirst,
    DayFirst,
}

impl Written {
    fn date(self, order: Order) -> Option<Date> {
        match (self, order) {
            (Self::Sure(date), _) => Some(date),
            (Self::Either(month, day, year), Order::MonthFirst)
            | (Self::Either(day, month, year), Order::DayFirst) => Date::new(year, month, day).ok(),
        }
    }
}

/// The date of every row of the table; `None` for a line that is a remark or has no date, of
/// which the latter is told.
///
/// Where only the order of the lines or the days of the week tell month from day, they decide;
/// where nothing does, the month is first and a notice says so.
pub(super) fn read(
    table: &Table,
    column: usize,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Option<Date>>, FormatError> {
    let cells = table
        .rows
        .iter()
        .map(|(_, row)| row.get(column).unwrap_or_default());
    let written: Vec<Option<Written>> = cells.map(written).collect();
    let order = order(&written);
    let mut is_told = order.is_some();
    let order = order.unwrap_or(Order::MonthFirst);
    let mut dates = Vec::with_capacity(written.len());
    for (one, (place, row)) in written.iter().zip(&table.rows) {
        let text = row.get(column).unwrap_or_default();
        let date = one.and_then(|one| one.date(order));
        let is_remark = row.iter().filter(|cell| !cell.is_empty()).count() < 2;
        if date.is_none() && !is_remark {
            notices.push(Notice::LeftOut {
                id: None,
                place: *place,
                reason: Reason::NotADate {
                    column: table.name(column).to_owned(),
                    found: body::shown(text),
                },
            });
        }
        if let (false, Some(read_as), Some(Written::Either(..))) = (is_told, date, one) {
            is_told = true;
            notices.push(Notice::AmbiguousDates {
                example: text.to_owned(),
                read_as,
            });
        }
        dates.push(date);
    }
    check_repeats(table, &dates)?;
    Ok(dates)
}

/// Refuses a file of several series one below the other.
fn check_repeats(table: &Table, dates: &[Option<Date>]) -> Result<(), FormatError> {
    let mut seen = HashSet::with_capacity(dates.len());
    let mut first = None;
    let mut count = 0;
    for (date, (place, _)) in dates.iter().zip(&table.rows) {
        let Some(date) = *date else { continue };
        if !seen.insert(date) {
            count += 1;
            first = first.or(Some((*place, date)));
        }
    }
    match first {
        Some((place, date)) if count > 1 && count * REPEATS > dates.len() => {
            Err(FormatError::RepeatedDates { place, date, count })
        }
        _ => Ok(()),
    }
}

/// The order that the file proves: that in which more cells are dates, else that in which they
/// are in order, else on weekdays; `None` where both fit equally well.
fn order(written: &[Option<Written>]) -> Option<Order> {
    let all: Vec<Written> = written.iter().flatten().copied().collect();
    let read = |order| all.iter().filter_map(|one| one.date(order)).collect();
    let month_first: Vec<Date> = read(Order::MonthFirst);
    let day_first: Vec<Date> = read(Order::DayFirst);
    if month_first == day_first {
        return Some(Order::MonthFirst);
    }
    let fits = |dates: &[Date]| (dates.len(), is_ordered(dates), weekdays(dates));
    match fits(&month_first).cmp(&fits(&day_first)) {
        std::cmp::Ordering::Greater => Some(Order::MonthFirst),
        std::cmp::Ordering::Less => Some(Order::DayFirst),
        std::cmp::Ordering::Equal => None,
    }
}

fn is_ordered(dates: &[Date]) -> bool {
    dates.is_sorted() || dates.is_sorted_by(|one, next| one >= next)
}

fn weekdays(dates: &[Date]) -> usize {
    let is_weekend = |date: &&Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    dates.len() - dates.iter().filter(is_weekend).count()
}

/// Reads a cell by its runs of digits and letters, whatever stands between them; a time of day
/// after the date is ignored.
fn written(text: &str) -> Option<Written> {
    if let Some(date) = iso(text) {
        return Some(Written::Sure(date));
    }
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let month = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .find_map(month);
    let sure = |year: &str, month: i8, day: i8| {
        Date::new(self::year(year)?, month, day)
            .ok()
            .map(Written::Sure)
    };
    match (month, numbers.as_slice()) {
        (None, [all, ..]) if all.len() == 8 => {
            sure(all.get(..4)?, small(all.get(4..6)?)?, small(all.get(6..)?)?)
        }
        (None, [year, month, day, ..]) if year.len() == 4 => sure(year, small(month)?, small(day)?),
        (None, [year, month]) if year.len() == 4 => sure(year, small(month)?, 1),
        (None, [one, other, year, ..]) => Some(Written::Either(
            small(one)?,
            small(other)?,
            self::year(year)?,
        )),
        (Some(month), [year, day, ..]) if year.len() == 4 => sure(year, month, small(day)?),
        (Some(month), [day, year, ..]) => sure(year, month, small(day)?),
        _ => None,
    }
}

/// The usual form, without the work of the general case.
fn iso(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let part = |range: Range<usize>| -> Option<i16> {
        bytes.get(range)?.iter().try_fold(0, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + i16::from(byte - b'0'))
        })
    };
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    Date::new(part(0..4)?, part(5..7)? as i8, part(8..10)? as i8).ok()
}

fn small(text: &str) -> Option<i8> {
    text.parse().ok().filter(|_| text.len() <= 2)
}

/// Two digits mean the years 1970 to 2069.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn read_all(cells: &[&str]) -> (Result<Vec<Option<Date>>, FormatError>, Vec<Notice>) {
        let lines: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\",1")).collect();
        let text = format!("Date,Close\n{}\n", lines.join("\n"));
        let table = Table::read(&text, &mut Vec::new()).unwrap();
        let mut notices = Vec::new();
        (read(&table, 0, &mut notices), notices)
    }

    #[test]
    fn dates_that_say_what_they_are() {
        let cells = [
            "2026-02-06",
            "2026/2/6",
            "2026.02.06",
            "20260206",
            "2026年2月6日",
            "2026-02-06T16:00:00Z",
            "2026-02-06 00:00:00",
            "Feb 6, 2026",
            "February 06, 2026",
            "06-Feb-2026",
            "6 Feb 26",
            "Fri Feb 6 2026",
        ];
        for cell in cells {
            assert_eq!(
                written(cell),
                Some(Written::Sure(date(2026, 2, 6))),
                "{cell}"
            );
        }
        assert_eq!(written("1953-04"), Some(Written::Sure(date(1953, 4, 1))));
    }

    #[test]
    fn what_is_no_date() {
        for cell in [
            "",
            "x",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "20261301",
            "1/2",
            "Feb",
            "1/2/3",
        ] {
            let found = written(cell);
            assert!(found.is_none(), "{cell}: {found:?}");
        }
    }

    #[test]
    fn month_and_day_are_told_by_the_file() {
        let cases: [(&[&str], Date); 4] = [
            (&["1/30/2026", "02/02/2026"], date(2026, 1, 30)),
            (&["30/01/2026", "02/02/2026"], date(2026, 1, 30)),
            // Only the order of the lines tells: 4 March, 5 March, 6 March.
            (
                &["04/03/2026", "05/03/2026", "06/03/2026", "09/03/2026"],
                date(2026, 3, 4),
            ),
            // Only the day of the week tells: a Thursday in July, or a Saturday in February.
            (&["02/07/2026"], date(2026, 7, 2)),
        ];
        for (cells, expected) in cases {
            let (dates, notices) = read_all(cells);
            assert_eq!(dates.unwrap()[0], Some(expected), "{cells:?}");
            assert_eq!(notices, [], "{cells:?}");
        }
    }

    #[test]
    fn the_undecidable_is_said() {
        let (dates, notices) = read_all(&["04/03/2026"]);
        assert_eq!(dates.unwrap(), [Some(date(2026, 4, 3))]);
        assert_eq!(
            notices[0].to_string(),
            "no date tells month from day: 04/03/2026 was read as 2026-04-03, month first"
        );
    }

    #[test]
    fn a_date_of_neither_order_is_left_out() {
        let (dates, notices) = read_all(&["30/01/2026", "31/01/2026", "01/30/2026"]);
        assert_eq!(
            dates.unwrap(),
            [Some(date(2026, 1, 30)), Some(date(2026, 1, 31)), None]
        );
        assert_eq!(
            notices[0].to_string(),
            "line 4 was left out: Date: expected a date, found \"01/30/2026\""
        );
    }

    #[test]
    fn a_file_of_many_series_is_refused() {
        let (dates, _) = read_all(&["2026-02-05", "2026-02-05", "2026-02-06", "2026-02-06"]);
        let error = dates.unwrap_err();
        assert!(
            matches!(error, FormatError::RepeatedDates { count: 2, .. }),
            "{error}"
        );
        let (dates, _) = read_all(&["2026-02-06", "2026-02-06"]);
        assert!(dates.is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text: String) {
            let _ = written(&text);
        }

        #[test]
        fn printed_dates_come_back(days in 0i64..60_000) {
            use jiff::ToSpan;
            let day = date(1900, 1, 1).checked_add(days.days()).unwrap();
            prop_assert_eq!(written(&day.to_string()), Some(Written::Sure(day)));
            let compact = day.to_string().replace('-', "");
            prop_assert_eq!(written(&compact), Some(Written::Sure(day)));
        }
    }
}
