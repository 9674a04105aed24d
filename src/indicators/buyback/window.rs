//! How much of the index may buy its own stock on a day, by the calendar alone.
//!
//! The convention of desks: a company stops from 14 calendar days before its quarter ends until
//! two trading days after it reports. Who reports when is taken from the usual season, not from
//! an earnings calendar; companies whose year ends elsewhere are counted as open throughout.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::calendar::new_york;

use super::quarters::end_of;

/// Calendar days before a quarter's end from which companies stop.
pub(super) const BEFORE_END: i32 = 14;

/// Trading days after its report for which a company still waits.
pub(super) const AFTER_REPORT: usize = 2;

/// The usual season: calendar days after the quarter's end, and the share of the weight of
/// companies with that quarter that has reported by then. The house's, of recent years.
const SEASON: [(f64, f64); 6] = [
    (12.0, 0.0),
    (20.0, 0.116),
    (27.0, 0.314),
    (36.0, 0.744),
    (46.0, 0.93),
    (60.0, 1.0),
];

/// The share of the index's weight outside of blackout, from 0 to 1, when `elsewhere` of it has
/// other quarters than those of the calendar.
pub(super) fn open_share(day: Date, elsewhere: f64) -> Option<f64> {
    if begins(day)? <= day {
        return Some(elsewhere);
    }
    let mut reported_by = day;
    for _ in 0..AFTER_REPORT {
        reported_by = new_york::previous_trading_day(reported_by)?;
    }
    let quarter_end = end_of(day)?.checked_sub(3.months()).ok().and_then(end_of)?;
    let days = f64::from(reported_by.since(quarter_end).ok()?.get_days());
    Some(elsewhere + (1.0 - elsewhere) * reported(days))
}

/// The day from which the blackout of the running quarter is kept.
pub(super) fn begins(day: Date) -> Option<Date> {
    end_of(day)?.checked_sub(BEFORE_END.days()).ok()
}

/// The share that has reported so many days after the quarter's end.
fn reported(days: f64) -> f64 {
    let after = SEASON.partition_point(|(day, _)| *day <= days);
    match (
        after.checked_sub(1).and_then(|at| SEASON.get(at)),
        SEASON.get(after),
    ) {
        (Some((from, low)), Some((to, high))) => low + (high - low) * (days - from) / (to - from),
        (Some((_, share)), None) => *share,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_season_of_october_2025() {
        for (day, percent) in [
            (date(2025, 9, 15), 100.0),
            (date(2025, 9, 16), 14.0),
            (date(2025, 10, 10), 14.0),
            (date(2025, 10, 22), 24.0),
            (date(2025, 10, 29), 41.0),
            (date(2025, 11, 7), 78.0),
            (date(2025, 12, 5), 100.0),
            (date(2025, 12, 17), 14.0),
        ] {
            let found = 100.0 * open_share(day, 0.14).unwrap();
            assert!((found - percent).abs() < 0.6, "{day}: {found}");
        }
    }

    #[test]
    fn the_day_before_the_blackout_is_open() {
        assert_eq!(begins(date(2025, 9, 1)), Some(date(2025, 9, 16)));
        assert_eq!(open_share(date(2025, 9, 15), 0.14), Some(1.0));
    }

    proptest! {
        #[test]
        fn shares_stay_between_elsewhere_and_one(offset in 0i64..4000, elsewhere in 0.0..1.0_f64) {
            let day = date(2016, 1, 4).checked_add(offset.days()).unwrap();
            let share = open_share(day, elsewhere).unwrap();
            prop_assert!(share >= elsewhere - 1e-12 && share <= 1.0 + 1e-12);
        }

        #[test]
        fn it_opens_only_until_the_next_blackout(offset in 0i64..4000) {
            let day = date(2016, 1, 4).checked_add(offset.days()).unwrap();
            let next = day.tomorrow().unwrap();
            if begins(day) == begins(next) && begins(day).unwrap() > next {
                prop_assert!(open_share(next, 0.14) >= open_share(day, 0.14));
            }
        }
    }
}
