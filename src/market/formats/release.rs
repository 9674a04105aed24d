//! When a figure became known: the rules by which sources publish.
//!
//! A rule gives a day, as late as the source ever regularly is, so that no reading of the past
//! knows more than its reader did. Shutdowns of the government, in which releases stop for weeks,
//! are not known here.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The next working day of federal offices, when the Federal Reserve publishes the day's rates.
pub(super) fn next_business_day(day: Date) -> Option<Date> {
    business_day_after(day, 1)
}

/// When the positions of a Tuesday are published: at 15:30 in New York on the third working day
/// after it, which is the Friday, and the Monday where a holiday stands between.
///
/// Source: the CFTC's release schedule of the Commitments of Traders.
#[must_use]
pub fn commitments_of_traders(report: Date) -> Option<Date> {
    business_day_after(report, 3)
}

fn business_day_after(day: Date, count: usize) -> Option<Date> {
    (0..count).try_fold(day, |mut day, _| {
        loop {
            day = day.tomorrow().ok()?;
            if is_business_day(day) {
                return Some(day);
            }
        }
    })
}

fn is_business_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_federal_holiday(day)
}

/// Holidays by 5 U.S.C. 6103, on the day that federal offices keep them.
fn is_federal_holiday(day: Date) -> bool {
    let observed = |month: i8, of_month: i8| {
        let Ok(holiday) = Date::new(day.year(), month, of_month) else {
            return false;
        };
        let kept = match holiday.weekday() {
            Weekday::Saturday => holiday.yesterday(),
            Weekday::Sunday => holiday.tomorrow(),
            _ => Ok(holiday),
        };
        kept.is_ok_and(|kept| kept == day)
    };
    let nth = |month: i8, weekday: Weekday, which: i8| {
        let first = Date::new(day.year(), month, 1);
        first
            .and_then(|first| first.nth_weekday_of_month(which, weekday))
            .is_ok_and(|holiday| holiday == day)
    };
    let new_year = day
        .checked_add(1.day())
        .is_ok_and(|next| (next.month(), next.day(), next.weekday()) == (1, 1, Weekday::Saturday));
    new_year
        || observed(1, 1)
        || nth(1, Weekday::Monday, 3)
        || nth(2, Weekday::Monday, 3)
        || nth(5, Weekday::Monday, -1)
        || day.year() >= 2021 && observed(6, 19)
        || observed(7, 4)
        || nth(9, Weekday::Monday, 1)
        || nth(10, Weekday::Monday, 2)
        || observed(11, 11)
        || nth(11, Weekday::Thursday, 4)
        || observed(12, 25)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn positions_slip_by_holidays() {
        let cases = [
            // An ordinary week: the Friday.
            (date(2026, 8, 4), date(2026, 8, 7)),
            // A holiday on the Monday before changes nothing.
            (date(2026, 1, 20), date(2026, 1, 23)),
            // Thanksgiving, Independence Day, New Year: the Monday.
            (date(2024, 11, 26), date(2024, 12, 2)),
            (date(2024, 7, 2), date(2024, 7, 8)),
            (date(2024, 12, 31), date(2025, 1, 6)),
        ];
        for (report, expected) in cases {
            assert_eq!(commitments_of_traders(report), Some(expected), "{report}");
        }
    }

    #[test]
    fn rates_are_published_on_the_next_working_day() {
        let cases = [
            (date(2026, 8, 20), date(2026, 8, 21)),
            (date(2026, 8, 21), date(2026, 8, 24)),
            // Columbus Day is none of the stock exchange's holidays.
            (date(2025, 10, 10), date(2025, 10, 14)),
            // New Year's Day 2022 was kept on the Friday before.
            (date(2021, 12, 30), date(2022, 1, 3)),
        ];
        for (day, expected) in cases {
            assert_eq!(next_business_day(day), Some(expected), "{day}");
        }
    }
}
