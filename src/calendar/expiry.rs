//! When listed options and futures of the United States expire.
//!
//! Rules: Options Clearing Corporation, standard monthly expiration on the third Friday; Cboe
//! contract specifications of VIX futures. A closed day moves an expiry to the trading day before
//! it. Right for the years that [`super::new_york`] is right for.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::new_york::{is_trading_day, previous_trading_day};

/// The standard monthly expiry: the third Friday, or the trading day before where the exchange
/// is closed, as on Good Friday and Juneteenth. `None` for a month that does not exist.
#[must_use]
pub fn monthly(year: i16, month: i8) -> Option<Date> {
    on_or_before(third_friday(year, month)?)
}

/// Whether index futures, index options and stock options all expire in this month.
#[must_use]
pub const fn is_quarterly(month: i8) -> bool {
    matches!(month, 3 | 6 | 9 | 12)
}

/// The last trading day of a quarter, when the quarter-end options of the S&P 500 expire; `None`
/// for other months.
#[must_use]
pub fn quarter_end(year: i16, month: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    let last = is_quarterly(month).then(|| first.last_of_month())?;
    on_or_before(last)
}

/// When the volatility index's options and futures of a month settle: the Wednesday 30 days
/// before the third Friday of the next month, or the trading day before where either is closed.
#[must_use]
pub fn vix(year: i16, month: i8) -> Option<Date> {
    let next = Date::new(year, month, 1)
        .ok()?
        .checked_add(1.month())
        .ok()?;
    let friday = third_friday(next.year(), next.month())?;
    let wednesday = friday.checked_sub(30.days()).ok()?;
    if is_trading_day(friday) && is_trading_day(wednesday) {
        return Some(wednesday);
    }
    previous_trading_day(wednesday)
}

/// The standard monthly expiries from `first` to `last`, both included, oldest first.
pub fn monthlies(first: Date, last: Date) -> impl Iterator<Item = Date> {
    months(first, last)
        .filter_map(|month| monthly(month.year(), month.month()))
        .filter(move |day| (first..=last).contains(day))
}

/// The first days of all months that `first` to `last` touch.
pub(super) fn months(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let start = first.first_of_month();
    start.series(1.month()).take_while(move |day| *day <= last)
}

fn third_friday(year: i16, month: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    first.nth_weekday_of_month(3, Weekday::Friday).ok()
}

fn on_or_before(day: Date) -> Option<Date> {
    if is_trading_day(day) {
        return Some(day);
    }
    previous_trading_day(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_third_friday_or_the_day_before_a_holiday() {
        for (year, month, day) in [
            (2016, 2, 19),
            (2019, 4, 18), // Good Friday
            (2022, 4, 14),
            (2025, 4, 17),
            (2025, 12, 19),
            (2026, 1, 16),
            (2026, 2, 20),
            (2026, 6, 18), // Juneteenth
            (2027, 3, 19),
        ] {
            let expected = Some(date(year, month, day));
            assert_eq!(monthly(year, month), expected, "{year}-{month}");
        }
        assert_eq!(monthly(2026, 13), None);
    }

    #[test]
    fn volatility_settles_on_a_wednesday_or_before_a_holiday() {
        for (year, month, settled) in [
            (2018, 2, date(2018, 2, 14)),
            (2025, 3, date(2025, 3, 18)), // April's third Friday is Good Friday
            (2025, 12, date(2025, 12, 17)),
            (2026, 1, date(2026, 1, 21)),
            (2026, 2, date(2026, 2, 18)),
            (2026, 5, date(2026, 5, 19)), // June's is Juneteenth
        ] {
            assert_eq!(vix(year, month), Some(settled), "{year}-{month}");
        }
    }

    #[test]
    fn quarters_end_on_a_trading_day() {
        assert_eq!(quarter_end(2025, 9), Some(date(2025, 9, 30)));
        assert_eq!(quarter_end(2024, 3), Some(date(2024, 3, 28))); // Good Friday on the 29th
        assert_eq!(quarter_end(2025, 8), None);
    }

    #[test]
    fn monthlies_of_a_span() {
        let found: Vec<Date> = monthlies(date(2025, 11, 21), date(2026, 2, 19)).collect();
        let expected = [date(2025, 11, 21), date(2025, 12, 19), date(2026, 1, 16)];
        assert_eq!(found, expected);
        assert_eq!(monthlies(date(2026, 2, 1), date(2026, 1, 1)).count(), 0);
    }

    proptest! {
        #[test]
        fn expiries_are_trading_days_in_the_third_week(year in 2000i16..=2035, month in 1i8..=12) {
            let day = monthly(year, month).unwrap();
            prop_assert!(is_trading_day(day));
            prop_assert!((14..=21).contains(&day.day()));
            let settled = vix(year, month).unwrap();
            prop_assert!(is_trading_day(settled) && settled.month() == month);
        }
    }
}
