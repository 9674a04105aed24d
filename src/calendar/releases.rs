//! When the Bureau of Labor Statistics publishes payrolls and consumer prices.
//!
//! Payrolls follow a rule: the third Friday after the week with the 12th of the month they are
//! about, moved by holidays; a few exceptions are typed. Consumer prices follow none and are
//! typed from the bureau's schedules, 2016 to 2026. The shutdowns of October to November 2025 and
//! of February 2026 moved releases of both; the prices and the unemployment rate of October 2025
//! were never published. 08:30 in New York throughout.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::new_york;

/// One publication of a monthly figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// The first day of the month that it is about.
    pub month: Date,
    /// The day of publication.
    pub day: Date,
    /// How the day is known.
    pub basis: Basis,
}

/// How the day of a release is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Announced by the bureau.
    Announced,
    /// By the rule that the bureau keeps; it may move it.
    Rule,
}

/// The first and the last month whose payrolls are spoken of.
pub const PAYROLLS_COVERAGE: (Date, Date) = (date(2014, 12, 1), date(2027, 11, 1));

/// The first and the last month whose consumer prices are spoken of.
pub const CPI_COVERAGE: (Date, Date) = (date(2015, 12, 1), date(2026, 11, 1));

/// Payrolls that were not published by the rule: month, day. Those of October 2025 came with
/// November's.
const MOVED_PAYROLLS: [(Date, Date); 4] = [
    (date(2025, 9, 1), date(2025, 11, 20)),
    (date(2025, 10, 1), date(2025, 12, 16)),
    (date(2025, 11, 1), date(2025, 12, 16)),
    (date(2026, 1, 1), date(2026, 2, 11)),
];

/// The month whose consumer prices and unemployment rate were never collected.
pub const NEVER_COLLECTED: Date = date(2025, 10, 1);

/// Days of publication of consumer prices: the year, then the day in each of its months, each
/// about the month before; 0 where none was published.
#[rustfmt::skip]
const CPI: [(i16, [i8; 12]); 11] = [
    (2016, [20, 19, 16, 14, 17, 16, 15, 16, 16, 18, 17, 15]),
    (2017, [18, 15, 15, 14, 12, 14, 14, 11, 14, 13, 15, 13]),
    (2018, [12, 14, 13, 11, 10, 12, 12, 10, 13, 11, 14, 12]),
    (2019, [11, 13, 12, 10, 10, 12, 11, 13, 12, 10, 13, 11]),
    (2020, [14, 13, 11, 10, 12, 10, 14, 12, 11, 13, 12, 10]),
    (2021, [13, 10, 10, 13, 12, 10, 13, 11, 14, 13, 10, 10]),
    (2022, [12, 10, 10, 12, 11, 10, 13, 10, 13, 13, 10, 13]),
    (2023, [12, 14, 14, 12, 10, 13, 12, 10, 13, 12, 14, 12]),
    (2024, [11, 13, 12, 10, 15, 12, 11, 14, 11, 10, 13, 11]),
    (2025, [15, 12, 12, 10, 13, 11, 15, 12, 11, 24, 0, 18]),
    (2026, [13, 13, 11, 10, 12, 10, 14, 12, 11, 14, 10, 10]),
];

/// When the payrolls of a month were or will be published; the month by any day of it. `None`
/// outside of [`PAYROLLS_COVERAGE`].
#[must_use]
pub fn payrolls(month: Date) -> Option<Release> {
    let month = month.first_of_month();
    if !(PAYROLLS_COVERAGE.0..=PAYROLLS_COVERAGE.1).contains(&month) {
        return None;
    }
    let moved = MOVED_PAYROLLS.iter().find(|(one, _)| *one == month);
    Some(match moved {
        Some((_, day)) => Release {
            month,
            day: *day,
            basis: Basis::Announced,
        },
        None => Release {
            month,
            day: payrolls_by_rule(month)?,
            basis: Basis::Rule,
        },
    })
}

/// When the unemployment rate of a month was or will be published: with its payrolls, and never
/// for [`NEVER_COLLECTED`].
#[must_use]
pub fn unemployment(month: Date) -> Option<Release> {
    payrolls(month).filter(|release| release.month != NEVER_COLLECTED)
}

/// When the consumer prices of a month were or will be published; the month by any day of it.
/// `None` outside of [`CPI_COVERAGE`] and for [`NEVER_COLLECTED`].
#[must_use]
pub fn cpi(month: Date) -> Option<Release> {
    let month = month.first_of_month();
    let published = month.checked_add(1.month()).ok()?;
    let (_, days) = CPI.iter().find(|(year, _)| *year == published.year())?;
    let at = usize::try_from(published.month()).ok()?.checked_sub(1)?;
    let day = days.get(at).filter(|day| **day > 0)?;
    Some(Release {
        month,
        day: Date::new(published.year(), published.month(), *day).ok()?,
        basis: Basis::Announced,
    })
}

/// The third Friday after the week with the 12th. A Friday in the first three days of a year
/// waits a week, one on a holiday comes a day early; Good Friday is none to the bureau.
fn payrolls_by_rule(month: Date) -> Option<Date> {
    let twelfth = month.checked_add(11.days()).ok()?;
    let to_saturday = 6 - twelfth.weekday().to_sunday_zero_offset();
    let friday = twelfth
        .checked_add(i64::from(to_saturday + 20).days())
        .ok()?;
    if friday.month() == 1 && friday.day() <= 3 {
        return friday.checked_add(7.days()).ok();
    }
    let is_independence = friday.month() == 7 && !new_york::is_trading_day(friday);
    if is_independence {
        return friday.yesterday().ok();
    }
    Some(friday)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn payrolls_by_the_rule_and_its_exceptions() {
        for (about, published) in [
            (date(2015, 12, 1), date(2016, 1, 8)), // the Friday before is New Year's Day
            (date(2017, 2, 1), date(2017, 3, 10)),
            (date(2018, 12, 1), date(2019, 1, 4)),
            (date(2019, 12, 1), date(2020, 1, 10)),
            (date(2020, 6, 1), date(2020, 7, 2)), // Independence Day kept on the 3rd
            (date(2021, 3, 1), date(2021, 4, 2)), // Good Friday
            (date(2021, 6, 1), date(2021, 7, 2)),
            (date(2021, 9, 1), date(2021, 10, 8)),
            (date(2024, 10, 1), date(2024, 11, 1)),
            (date(2024, 12, 1), date(2025, 1, 10)),
            (date(2025, 6, 1), date(2025, 7, 3)),
            (date(2025, 7, 1), date(2025, 8, 1)),
            (date(2025, 8, 1), date(2025, 9, 5)),
            (date(2025, 9, 1), date(2025, 11, 20)),
            (date(2025, 10, 1), date(2025, 12, 16)),
            (date(2025, 11, 1), date(2025, 12, 16)),
            (date(2025, 12, 1), date(2026, 1, 9)),
            (date(2026, 1, 1), date(2026, 2, 11)),
            (date(2026, 3, 1), date(2026, 4, 3)),
            (date(2026, 4, 1), date(2026, 5, 8)),
            (date(2026, 6, 1), date(2026, 7, 2)),
        ] {
            let found = payrolls(about).map(|release| release.day);
            assert_eq!(found, Some(published), "{about}");
        }
    }

    #[test]
    fn prices_are_of_the_month_before() {
        for (about, published) in [
            (date(2015, 12, 15), date(2016, 1, 20)),
            (date(2022, 5, 1), date(2022, 6, 10)),
            (date(2025, 9, 1), date(2025, 10, 24)),
            (date(2025, 11, 1), date(2025, 12, 18)),
            (date(2026, 1, 31), date(2026, 2, 13)),
        ] {
            let found = cpi(about).map(|release| (release.month, release.day));
            assert_eq!(found, Some((about.first_of_month(), published)), "{about}");
        }
    }

    #[test]
    fn what_was_never_collected_was_never_published() {
        assert_eq!(cpi(NEVER_COLLECTED), None);
        assert_eq!(unemployment(NEVER_COLLECTED), None);
        assert!(payrolls(NEVER_COLLECTED).is_some());
        assert!(unemployment(date(2025, 11, 1)).is_some());
    }

    #[test]
    fn outside_of_the_coverage_nothing_is_guessed() {
        assert_eq!(payrolls(date(2014, 11, 1)), None);
        assert_eq!(payrolls(date(2027, 12, 1)), None);
        assert_eq!(cpi(date(2015, 11, 1)), None);
        assert_eq!(cpi(date(2026, 12, 1)), None);
        let basis = |release: Option<Release>| release.map(|release| release.basis);
        assert_eq!(basis(payrolls(date(2027, 1, 1))), Some(Basis::Rule));
        assert_eq!(basis(payrolls(date(2025, 9, 1))), Some(Basis::Announced));
    }

    #[test]
    fn prices_come_on_weekdays_that_are_no_holidays() {
        let (first, last) = CPI_COVERAGE;
        let mut count = 0;
        for month in first.series(1.month()).take_while(|month| *month <= last) {
            let Some(release) = cpi(month) else {
                assert_eq!(month, NEVER_COLLECTED);
                continue;
            };
            // The bureau works on Good Friday, when the exchange is closed.
            let is_good_friday =
                release.day == date(2020, 4, 10) || release.day == date(2017, 4, 14);
            assert!(
                new_york::is_trading_day(release.day) || is_good_friday,
                "{}",
                release.day
            );
            count += 1;
        }
        assert_eq!(count, 131);
    }

    proptest! {
        #[test]
        fn nothing_is_published_before_its_month_ends(offset in 0i32..200) {
            let month = date(2014, 1, 1).checked_add(offset.months()).unwrap();
            for release in [payrolls(month), cpi(month), unemployment(month)].into_iter().flatten() {
                prop_assert!(release.day > month.last_of_month());
                prop_assert_eq!(release.month, month);
            }
        }
    }
}
