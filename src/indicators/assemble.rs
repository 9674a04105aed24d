//! What all readings share: the headline from its history, cells that are never NaN, staleness.

use jiff::civil::{Date, Weekday};

use crate::model::{
    Assumption, Bar, Cell, Fact, InputUse, Notice, Percentile, Quantity, Reading, Term, Unit,
};

use super::definition::Indicator;
use super::inputs::Known;
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
    Some(Reading {
        as_of: Some(as_of),
        value: Some(value),
        percentile: percentile(&history, window),
        change_1d: change_over(&history, 1),
        change_1m: change_over(&history, MONTH),
        history,
        ..Reading::missing(indicator.id, indicator.unit, Vec::new())
    })
}

/// As [`headline`] for a figure that comes more seldom than daily: `in_month` observations make a
/// month, there is no change of a day, and the window of days is one of as long a time.
pub(super) fn seldom(
    indicator: &Indicator,
    history: Vec<(Date, f64)>,
    window: usize,
    in_month: usize,
) -> Option<Reading> {
    let window = (window * in_month).div_ceil(MONTH).max(1);
    let reading = headline(indicator, history, window)?;
    Some(Reading {
        change_1d: None,
        change_1m: change_over(&reading.history, in_month),
        ..reading
    })
}

/// The last value less the one so many observations before it.
fn change_over(history: &[(Date, f64)], observations: usize) -> Option<f64> {
    let at = history.len().checked_sub(observations + 1)?;
    let (_, earlier) = history.get(at)?;
    let (_, last) = history.last()?;
    Some(last - earlier).filter(|change| change.is_finite())
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
///
/// A daily series may be [`FRESH_DAYS`] old; one that comes more seldom three times its usual gap
/// more, since a monthly figure is dated at the beginning of its month and published after it.
pub(super) fn mark_stale(reading: &mut Reading, as_of: Option<Date>, known: &Known<'_>) {
    let Some(today) = as_of.or_else(|| reading.inputs.iter().map(|input| input.last).max()) else {
        return;
    };
    let is_old = |input: &InputUse| {
        let gap = known
            .series(&input.series)
            .map_or(1, |series| usual_gap(series.bars));
        let allowed = if gap > 2 {
            FRESH_DAYS + 3 * gap
        } else {
            FRESH_DAYS
        };
        business_days(input.last, today) > allowed
    };
    if reading.inputs.iter().any(is_old) {
        reading.notices.push(STALE);
    }
}

/// Business days between the last bars, as most of them have it.
fn usual_gap(bars: &[Bar]) -> i32 {
    const LOOKED_AT: usize = 6;
    let from = bars.len().saturating_sub(LOOKED_AT);
    let last = bars.get(from..).unwrap_or_default();
    let pairs = last.iter().zip(last.iter().skip(1));
    let mut gaps: Vec<i32> = pairs
        .map(|(one, next)| business_days(one.date, next.date))
        .collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(1)
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
    use crate::indicators::inputs::Cut;
    use crate::indicators::{INDICATORS, Inputs};
    use crate::model::{Origin, Series};

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
            let inputs = Inputs::default();
            let cut = Cut::at(&inputs, None);
            let known = Known::of(&cut, "SPX");
            mark_stale(&mut reading, Some(date(2026, 2, asked)), &known);
            assert_eq!(reading.notices.contains(&STALE), stale, "asked {asked}");
        }
    }

    #[test]
    fn a_monthly_figure_is_stale_after_a_quarter_more() {
        let months = date(2025, 1, 1)
            .series(jiff::Span::new().months(1))
            .take(12);
        let bars = months.map(|month| Bar::close_only(month, 4.4)).collect();
        let series = Series::new("UNRATE", Origin::Demo, bars);
        let inputs = Inputs::from_iter([series]);
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        // December is of the 1st and known in January, January in the second week of February.
        for (asked, stale) in [(date(2026, 2, 6), false), (date(2026, 5, 1), true)] {
            let mut reading = headline(&INDICATORS[0], history(&[1.0]), 10).unwrap();
            reading.inputs.push(InputUse {
                series: "UNRATE".to_owned(),
                last: date(2025, 12, 1),
                origin: Origin::Demo,
            });
            mark_stale(&mut reading, Some(asked), &known);
            assert_eq!(reading.notices.contains(&STALE), stale, "asked {asked}");
        }
    }

    #[test]
    fn a_seldom_figure_changes_by_its_own_month() {
        let values: Vec<f64> = (0..40).map(f64::from).collect();
        let reading = seldom(&INDICATORS[0], history(&values), 1260, 1).unwrap();
        assert_eq!((reading.change_1d, reading.change_1m), (None, Some(1.0)));
        assert_eq!(reading.percentile.unwrap().window, 60);
        let weekly = seldom(&INDICATORS[0], history(&values), 1260, 4).unwrap();
        assert_eq!(weekly.change_1m, Some(4.0));
        assert_eq!(weekly.percentile.unwrap().window, 240);
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
