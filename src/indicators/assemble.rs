//! What all readings share: the headline from its history, cells that are never NaN, staleness.

use jiff::civil::{Date, Weekday};

use crate::model::{Assumption, Cell, Fact, Notice, Percentile, Quantity, Reading, Term, Unit};

use super::definition::Indicator;
use super::math::stats;

/// Observations in a month.
pub(super) const MONTH: usize = 21;

/// Business days that an input may be older than the date before the reading says so.
const FRESH_DAYS: i32 = 5;

const STALE: Notice = Notice::new(
    "An input ends more than five business days before the date asked for; the last days stand with the inputs",
    "有输入数据比所查日期早五个交易日以上；各输入的截止日列于其旁",
    "有輸入資料比查詢日期早五個交易日以上；各輸入的截止日列於其旁",
);

/// A reading with headline, percentile and changes from the headline's history, oldest first.
///
/// Values that are not finite are left out; `None` where no value is left.
pub(super) fn headline(
    indicator: &Indicator,
    mut history: Vec<(Date, f64)>,
    window: usize,
) -> Option<Reading> {
    history.retain(|(_, value)| value.is_finite());
    let (as_of, value) = *history.last()?;
    let change = |back: usize| {
        let at = history.len().checked_sub(back + 1)?;
        let (_, earlier) = history.get(at)?;
        Some(value - earlier).filter(|change| change.is_finite())
    };
    Some(Reading {
        as_of: Some(as_of),
        value: Some(value),
        percentile: percentile(&history, window),
        change_1d: change(1),
        change_1m: change(MONTH),
        history,
        ..Reading::missing(indicator.id, indicator.unit, Vec::new())
    })
}

/// Where the last value of a history stands among its last `window`.
pub(super) fn percentile(history: &[(Date, f64)], window: usize) -> Option<Percentile> {
    let from = history.len().saturating_sub(window);
    let recent = history.get(from..)?;
    let since = recent.first()?.0;
    let (_, last) = *recent.last()?;
    let values = recent.iter().map(|(_, value)| *value);
    Some(Percentile {
        value: stats::percentile_le(values.clone(), last)?,
        below: stats::percentile_lt(values, last)?,
        window,
        count: recent.len(),
        since,
    })
}

/// A number, or an empty cell where there is none that is finite.
pub(super) fn number(value: impl Into<Option<f64>>, unit: Unit) -> Cell {
    match value.into() {
        Some(value) if value.is_finite() => Cell::Number(Quantity { value, unit }),
        _ => Cell::Empty,
    }
}

/// A number written with its sign, or an empty cell where there is none that is finite.
pub(super) fn signed(value: impl Into<Option<f64>>, unit: Unit) -> Cell {
    match value.into() {
        Some(value) if value.is_finite() => Cell::Signed(Quantity { value, unit }),
        _ => Cell::Empty,
    }
}

/// A day, or an empty cell.
pub(super) fn day(date: Option<Date>) -> Cell {
    date.map_or(Cell::Empty, Cell::Date)
}

/// A count of things.
pub(super) fn count(things: usize) -> Cell {
    number(things as f64, Unit::Count)
}

/// A named value.
pub(super) const fn fact(label: Term, value: Cell) -> Fact {
    Fact { label, value }
}

/// A number that the method takes as given.
pub(super) const fn assumption(label: Term, value: f64, unit: Unit) -> Assumption {
    Assumption {
        label,
        value: Quantity { value, unit },
    }
}

/// Adds a notice where an input is stale at the date asked for, or at the latest input's date.
pub(super) fn mark_stale(reading: &mut Reading, as_of: Option<Date>) {
    let Some(today) = as_of.or_else(|| reading.inputs.iter().map(|input| input.last).max()) else {
        return;
    };
    let is_old = |last: Date| business_days(last, today) > FRESH_DAYS;
    if reading.inputs.iter().any(|input| is_old(input.last)) {
        reading.notices.push(STALE);
    }
}

/// Mondays to Fridays after `from`, up to and with `to`; holidays count, none where `to` is earlier.
pub(super) fn business_days(from: Date, to: Date) -> i32 {
    let days = (to.duration_since(from).as_hours() / 24) as i32;
    let rest = days.rem_euclid(7);
    let mut extra = 0;
    let mut day = from;
    for _ in 0..rest {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        extra += i32::from(!matches!(
            day.weekday(),
            Weekday::Saturday | Weekday::Sunday
        ));
    }
    (days.div_euclid(7) * 5 + extra).max(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::INDICATORS;
    use crate::model::{InputUse, Origin};

    fn history(values: &[f64]) -> Vec<(Date, f64)> {
        let days = date(2026, 1, 1).series(jiff::Span::new().days(1));
        days.zip(values.iter().copied()).collect()
    }

    #[test]
    fn changes_count_observations() {
        let values: Vec<f64> = (0..30).map(f64::from).collect();
        let reading = headline(&INDICATORS[0], history(&values), 10).unwrap();
        assert_eq!(reading.value, Some(29.0));
        assert_eq!(reading.change_1d, Some(1.0));
        assert_eq!(reading.change_1m, Some(21.0));
        let percentile = reading.percentile.unwrap();
        assert_eq!((percentile.value, percentile.count), (100.0, 10));
        assert!((percentile.below - 90.0).abs() < 1e-9);
        assert_eq!(percentile.since, date(2026, 1, 21));
        assert_eq!(reading.history.len(), 30);
    }

    #[test]
    fn one_observation_has_no_change() {
        let reading = headline(&INDICATORS[0], history(&[3.0]), 10).unwrap();
        assert_eq!((reading.change_1d, reading.change_1m), (None, None));
        assert!(headline(&INDICATORS[0], history(&[f64::NAN]), 10).is_none());
        assert!(headline(&INDICATORS[0], Vec::new(), 10).is_none());
    }

    #[test]
    fn cells_are_empty_rather_than_not_a_number() {
        assert_eq!(number(f64::NAN, Unit::Price), Cell::Empty);
        assert_eq!(signed(f64::INFINITY, Unit::Price), Cell::Empty);
        assert_eq!(number(None, Unit::Price), Cell::Empty);
        assert_eq!(day(None), Cell::Empty);
    }

    #[test]
    fn business_days_leave_weekends_out() {
        // 2026-02-06 is a Friday.
        for (to, days) in [(6, 0), (7, 0), (8, 0), (9, 1), (13, 5), (16, 6), (5, 0)] {
            let found = business_days(date(2026, 2, 6), date(2026, 2, to));
            assert_eq!(found, days, "to {to}");
        }
    }

    #[test]
    fn a_reading_is_stale_after_five_business_days() {
        for (asked, stale) in [(13, false), (15, false), (16, true)] {
            let mut reading = headline(&INDICATORS[0], history(&[1.0]), 10).unwrap();
            reading.inputs.push(InputUse {
                series: "SPX".to_owned(),
                last: date(2026, 2, 6),
                origin: Origin::Demo,
            });
            mark_stale(&mut reading, Some(date(2026, 2, asked)));
            assert_eq!(reading.notices.contains(&STALE), stale, "asked {asked}");
        }
    }

    proptest! {
        #[test]
        fn business_days_add_up(a in 0i32..400, b in 0i32..400, c in 0i32..400) {
            let at = |days: i32| date(2025, 1, 1) + jiff::Span::new().days(days);
            let [x, y, z] = [at(a), at(a + b), at(a + b + c)];
            prop_assert_eq!(business_days(x, z), business_days(x, y) + business_days(y, z));
        }
    }
}
