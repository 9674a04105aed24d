//! Meetings of the Federal Open Market Committee, by the day of their decision.
//!
//! Source: the Federal Reserve's meeting calendars and its notices of 9 August 2024 (2025 and
//! 2026) and of 5 September 2025 (2027). Covers 2015 to 2027. Calls between meetings that left
//! the target range alone are not listed.

use jiff::civil::{Date, date};

/// The first and the last day that the table speaks of.
pub const COVERAGE: (Date, Date) = (date(2015, 1, 1), date(2027, 12, 31));

/// Decisions between meetings, which nobody could expect the day before.
const UNSCHEDULED: [Date; 2] = [date(2020, 3, 3), date(2020, 3, 15)];

/// A scheduled meeting that was not held, and the day from which that was known.
const CANCELLED: (Date, Date) = (date(2020, 3, 18), date(2020, 3, 15));

/// The last day of each scheduled meeting: year, then month and day of the eight.
#[rustfmt::skip]
const SCHEDULED: [(i16, [(i8, i8); 8]); 13] = [
    (2015, [(1, 28), (3, 18), (4, 29), (6, 17), (7, 29), (9, 17), (10, 28), (12, 16)]),
    (2016, [(1, 27), (3, 16), (4, 27), (6, 15), (7, 27), (9, 21), (11, 2), (12, 14)]),
    (2017, [(2, 1), (3, 15), (5, 3), (6, 14), (7, 26), (9, 20), (11, 1), (12, 13)]),
    (2018, [(1, 31), (3, 21), (5, 2), (6, 13), (8, 1), (9, 26), (11, 8), (12, 19)]),
    (2019, [(1, 30), (3, 20), (5, 1), (6, 19), (7, 31), (9, 18), (10, 30), (12, 11)]),
    (2020, [(1, 29), (3, 18), (4, 29), (6, 10), (7, 29), (9, 16), (11, 5), (12, 16)]),
    (2021, [(1, 27), (3, 17), (4, 28), (6, 16), (7, 28), (9, 22), (11, 3), (12, 15)]),
    (2022, [(1, 26), (3, 16), (5, 4), (6, 15), (7, 27), (9, 21), (11, 2), (12, 14)]),
    (2023, [(2, 1), (3, 22), (5, 3), (6, 14), (7, 26), (9, 20), (11, 1), (12, 13)]),
    (2024, [(1, 31), (3, 20), (5, 1), (6, 12), (7, 31), (9, 18), (11, 7), (12, 18)]),
    (2025, [(1, 29), (3, 19), (5, 7), (6, 18), (7, 30), (9, 17), (10, 29), (12, 10)]),
    (2026, [(1, 28), (3, 18), (4, 29), (6, 17), (7, 29), (9, 16), (10, 28), (12, 9)]),
    (2027, [(1, 27), (3, 17), (4, 28), (6, 9), (7, 28), (9, 15), (10, 27), (12, 8)]),
];

/// Whether the table speaks of this day.
#[must_use]
pub fn is_covered(day: Date) -> bool {
    (COVERAGE.0..=COVERAGE.1).contains(&day)
}

/// The decisions of [`COVERAGE`], oldest first: meetings held or still ahead, and those between
/// meetings.
pub fn decisions() -> impl Iterator<Item = Date> {
    known_on(COVERAGE.1)
}

/// The decisions as the calendar stood at the end of `today`: none that came unannounced later,
/// and those whose cancellation was not known yet. Oldest first.
///
/// Dates of a year are announced by the summer of the year before, those of earlier years are
/// taken as known throughout.
pub fn known_on(today: Date) -> impl Iterator<Item = Date> {
    let mut all: Vec<Date> = scheduled()
        .filter(|day| *day != CANCELLED.0 || today < CANCELLED.1)
        .chain(UNSCHEDULED.into_iter().filter(|day| *day <= today))
        .collect();
    all.sort_unstable();
    all.into_iter()
}

/// Whether [`known_on`] says something else on `to` than on the earlier `from`.
#[must_use]
pub fn has_changed(from: Date, to: Date) -> bool {
    UNSCHEDULED
        .into_iter()
        .chain([CANCELLED.1])
        .any(|day| from < day && day <= to)
}

/// Whether a decision was taken outside of the schedule.
#[must_use]
pub fn is_unscheduled(day: Date) -> bool {
    UNSCHEDULED.contains(&day)
}

fn scheduled() -> impl Iterator<Item = Date> {
    SCHEDULED.iter().flat_map(|(year, meetings)| {
        meetings
            .iter()
            .filter_map(|(month, day)| Date::new(*year, *month, *day).ok())
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;
    use crate::calendar::new_york;

    #[test]
    fn eight_meetings_a_year_on_trading_days() {
        for (year, _) in SCHEDULED {
            let held: Vec<Date> = scheduled().filter(|day| day.year() == year).collect();
            assert_eq!(held.len(), 8, "{year}");
            assert!(held.is_sorted(), "{year}");
            for day in held {
                assert!(new_york::is_trading_day(day), "{day}");
                let weekday = day.weekday();
                assert!(matches!(weekday, Weekday::Wednesday | Weekday::Thursday));
            }
        }
        let years: Vec<i16> = SCHEDULED.iter().map(|(year, _)| *year).collect();
        assert_eq!(
            years,
            (COVERAGE.0.year()..=COVERAGE.1.year()).collect::<Vec<_>>()
        );
    }

    #[test]
    fn nobody_knows_of_an_emergency_before_it() {
        let spring = |today| -> Vec<Date> {
            let all = known_on(today);
            all.filter(|day| day.year() == 2020 && day.month() == 3)
                .collect()
        };
        assert_eq!(spring(date(2020, 3, 2)), [date(2020, 3, 18)]);
        assert_eq!(
            spring(date(2020, 3, 14)),
            [date(2020, 3, 3), date(2020, 3, 18)]
        );
        let after = [date(2020, 3, 3), date(2020, 3, 15)];
        assert_eq!(spring(date(2020, 3, 15)), after);
        assert!(after.into_iter().all(is_unscheduled));
        for (from, to, changed) in [
            (2, 3, true),
            (3, 14, false),
            (14, 15, true),
            (15, 31, false),
        ] {
            let [from, to] = [from, to].map(|day| date(2020, 3, day));
            assert_eq!(has_changed(from, to), changed, "{from} to {to}");
            assert_eq!(spring(from) != spring(to), changed, "{from} to {to}");
        }
        assert!(!is_unscheduled(date(2020, 3, 18)));
    }

    #[test]
    fn meetings_on_the_edge_of_a_month() {
        let all: Vec<Date> = decisions().collect();
        assert!(all.is_sorted());
        for day in [date(2024, 1, 31), date(2023, 11, 1), date(2017, 2, 1)] {
            assert!(all.contains(&day), "{day}");
        }
        assert!(is_covered(date(2027, 12, 31)) && !is_covered(date(2028, 1, 26)));
    }

    /// Days on which the Board's target range is another one than the day before, in the data of
    /// the Federal Reserve: the day of a decision or the day after it.
    #[test]
    fn the_target_moves_only_after_a_decision() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/market/us-gov-macro/us_gov_daily_2006.csv"
        );
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is absent");
            return;
        };
        let all: Vec<Date> = decisions().collect();
        let mut before = "0.25".to_owned();
        let mut moves = 0;
        for line in text.lines().skip(1) {
            let mut cells = line.split(',');
            let day: Date = cells.next().unwrap().parse().unwrap();
            let upper = cells.nth(2).unwrap();
            if day < COVERAGE.0 || upper.is_empty() || upper == before {
                continue;
            }
            before = upper.to_owned();
            moves += 1;
            let is_after =
                |decision: &Date| *decision == day || decision.tomorrow().ok() == Some(day);
            assert!(all.iter().any(is_after), "{day}");
        }
        assert_eq!(moves, 31);
    }

    /// Every statement of the Committee since 2020 stands on a decision, and the other way round.
    #[test]
    fn statements_were_issued_on_these_days() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../shared/market/heliar-k-market-base/statements.csv"
        );
        let Ok(text) = std::fs::read_to_string(path) else {
            eprintln!("skipped: {path} is absent");
            return;
        };
        let issued: Vec<Date> = decisions()
            .filter(|day| (2020..=2025).contains(&day.year()))
            .collect();
        for day in issued {
            let id = format!("monetary{}", day.strftime("%Y%m%d"));
            assert!(text.contains(&id), "no statement of {day}");
        }
    }
}
