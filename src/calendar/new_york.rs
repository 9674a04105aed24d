//! Trading days of the New York Stock Exchange, by rule.
//!
//! Source: NYSE Rule 7.2 (holidays) and the exchange's notices of special closures. Right for
//! 2000 to 2035; earlier years miss older closures, later ones assume today's rules. Early
//! closes are ordinary trading days here.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Days closed outside the rules: September 2001, the funerals of four presidents, and the
/// hurricane of 2012.
const SPECIAL_CLOSURES: [Date; 10] = [
    date(2001, 9, 11),
    date(2001, 9, 12),
    date(2001, 9, 13),
    date(2001, 9, 14),
    date(2004, 6, 11),
    date(2007, 1, 2),
    date(2012, 10, 29),
    date(2012, 10, 30),
    date(2018, 12, 5),
    date(2025, 1, 9),
];

/// The first year in which Juneteenth was kept.
const JUNETEENTH_SINCE: i16 = 2022;

/// Whether New York trades on this day.
#[must_use]
pub fn is_trading_day(day: Date) -> bool {
    !is_weekend(day) && !is_holiday(day) && !SPECIAL_CLOSURES.contains(&day)
}

/// The last trading day before `day`; `None` only at the beginning of the calendar.
#[must_use]
pub fn previous_trading_day(day: Date) -> Option<Date> {
    let mut at = day.yesterday().ok()?;
    while !is_trading_day(at) {
        at = at.yesterday().ok()?;
    }
    Some(at)
}

/// The first trading day after `day`; `None` only at the end of the calendar.
#[must_use]
pub fn next_trading_day(day: Date) -> Option<Date> {
    let mut at = day.tomorrow().ok()?;
    while !is_trading_day(at) {
        at = at.tomorrow().ok()?;
    }
    Some(at)
}

/// All trading days from `first` to `last`, both included.
pub fn trading_days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first
        .series(1.day())
        .take_while(move |&day| day <= last)
        .filter(|&day| is_trading_day(day))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn is_holiday(day: Date) -> bool {
    let monday = |nth: i8| day.weekday() == Weekday::Monday && nth_of_month(day) == nth;
    match day.month() {
        // A New Year's Day on a Saturday is not moved into the old year.
        1 => day.day() == 1 || is_monday_after(day, 1) || monday(3),
        2 => monday(3),
        3 | 4 => good_friday(day.year()) == Some(day),
        5 => day.weekday() == Weekday::Monday && day.day() > 24,
        6 => day.year() >= JUNETEENTH_SINCE && is_observed(day, 19),
        7 => is_observed(day, 4),
        9 => monday(1),
        11 => day.weekday() == Weekday::Thursday && nth_of_month(day) == 4,
        12 => is_observed(day, 25),
        _ => false,
    }
}

/// Whether `day` keeps the holiday of this day of its month: itself, the Friday before a
/// Saturday, or the Monday after a Sunday.
fn is_observed(day: Date, holiday: i8) -> bool {
    day.day() == holiday
        || (day.day() == holiday - 1 && day.weekday() == Weekday::Friday)
        || is_monday_after(day, holiday)
}

fn is_monday_after(day: Date, holiday: i8) -> bool {
    day.day() == holiday + 1 && day.weekday() == Weekday::Monday
}

/// Which one of its weekday `day` is in its month, from 1.
fn nth_of_month(day: Date) -> i8 {
    (day.day() - 1) / 7 + 1
}

/// Two days before Easter Sunday (the anonymous Gregorian computus, Nature, 1876).
pub(super) fn good_friday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y % 19;
    let (century, of_century) = (y / 100, y % 100);
    let shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - shift + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let number = epact + weekday - 7 * late + 114;
    let easter = Date::new(year, (number / 31) as i8, (number % 31 + 1) as i8).ok()?;
    easter.checked_sub(2.days()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_a_year_are_those_of_the_exchange() {
        let known = [
            (2000, 252),
            (2001, 248),
            (2002, 252),
            (2004, 252),
            (2007, 251),
            (2008, 253),
            (2012, 250),
            (2016, 252),
            (2017, 251),
            (2018, 251),
            (2019, 252),
            (2020, 253),
            (2021, 252),
            (2022, 251),
            (2023, 250),
            (2024, 252),
            (2025, 250),
        ];
        for (year, expected) in known {
            let days = trading_days(date(year, 1, 1), date(year, 12, 31)).count();
            assert_eq!(days, expected, "{year}");
        }
    }

    #[test]
    fn holidays_are_closed() {
        let closed = [
            date(2000, 4, 21),
            date(2001, 9, 11),
            date(2001, 9, 14),
            date(2004, 6, 11),
            date(2006, 1, 2),
            date(2007, 1, 2),
            date(2012, 10, 30),
            date(2015, 7, 3),
            date(2018, 12, 5),
            date(2020, 7, 3),
            date(2021, 12, 24),
            date(2022, 6, 20),
            date(2022, 12, 26),
            date(2023, 1, 2),
            date(2024, 3, 29),
            date(2024, 6, 19),
            date(2025, 1, 9),
            date(2025, 4, 18),
            date(2026, 1, 19),
            date(2026, 5, 25),
            date(2026, 7, 3),
            date(2026, 11, 26),
            date(2035, 3, 23),
        ];
        for day in closed {
            assert!(!is_trading_day(day), "{day}");
        }
    }

    #[test]
    fn days_that_look_like_holidays_are_open() {
        let open = [
            date(2010, 12, 31), // New Year's Day on a Saturday closes nothing
            date(2021, 12, 31),
            date(2021, 6, 18), // before Juneteenth was kept
            date(2024, 11, 29),
            date(2024, 12, 24),
            date(2025, 10, 13), // Columbus Day closes bonds only
            date(2026, 4, 6),   // Easter Monday
            date(2020, 11, 11),
        ];
        for day in open {
            assert!(is_trading_day(day), "{day}");
        }
    }

    #[test]
    fn easter_in_known_years() {
        let known = [
            date(2000, 4, 21),
            date(2008, 3, 21),
            date(2011, 4, 22),
            date(2019, 4, 19),
            date(2025, 4, 18),
            date(2026, 4, 3),
            date(2035, 3, 23),
        ];
        for day in known {
            assert_eq!(good_friday(day.year()), Some(day));
        }
    }

    #[test]
    fn neighbours_step_over_closures() {
        assert_eq!(
            previous_trading_day(date(2025, 1, 10)),
            Some(date(2025, 1, 8))
        );
        assert_eq!(next_trading_day(date(2001, 9, 10)), Some(date(2001, 9, 17)));
        assert_eq!(next_trading_day(date(2026, 2, 6)), Some(date(2026, 2, 9)));
        assert_eq!(previous_trading_day(Date::MIN), None);
        assert_eq!(next_trading_day(Date::MAX), None);
    }

    #[test]
    fn real_series_trade_on_these_days_only() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/market/heliar-k-market-base/indices/SPX.csv"
        );
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is absent");
            return;
        };
        let days: Vec<Date> = text
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').next()?.parse().ok())
            .collect();
        let (first, last) = (days[0], days[days.len() - 1]);
        assert_eq!(trading_days(first, last).collect::<Vec<_>>(), days);
    }

    proptest! {
        #[test]
        fn neighbours_are_inverse(offset in 0i64..13_000) {
            let day = date(2000, 1, 3).checked_add(offset.days()).unwrap();
            let next = next_trading_day(day).unwrap();
            prop_assert!(next > day && is_trading_day(next));
            let back = previous_trading_day(next).unwrap();
            prop_assert_eq!(back == day, is_trading_day(day));
        }
    }
}
