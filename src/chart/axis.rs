//! Ticks at round numbers and at the beginnings of weeks, months and years.

use jiff::ToSpan;
use jiff::civil::Date;

use super::scene::Tick;
use crate::model::quantity::Sign;
use crate::model::{Quantity, Unit};

/// From values to places; never empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// The range of finite values, with air where there is but one; `None` without any.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        if low > high {
            return None;
        }
        let flat = high - low <= 1e-12 * high.abs().max(low.abs()).max(1e-12);
        let air = if flat { low.abs().max(1.0) * 0.1 } else { 0.0 };
        let (low, high) = (low - air, high + air);
        (high - low).is_finite().then_some(Self { low, high })
    }

    /// The same range with room above and below, as a share of it.
    pub(super) fn padded(self, share: f64) -> Self {
        let air = (self.high - self.low) * share;
        Self {
            low: self.low - air,
            high: self.high + air,
        }
    }

    /// Where a value stands: 0 at the low end, 1 at the high one, beyond for values outside.
    pub(super) fn at(self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// Whether a value lies within.
    pub(super) fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// About so many ticks at multiples of 1, 2 or 5, written in a unit.
    pub(super) fn ticks(self, wanted: usize, unit: Unit) -> Vec<Tick> {
        let step = round_step((self.high - self.low) / wanted.max(1) as f64);
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step).floor() as i64;
        // A multiple of the step, not a sum of steps, so that zero is zero.
        (first..=last)
            .take(4 * wanted.max(1))
            .map(|count| {
                let value = count as f64 * step;
                Tick {
                    at: self.at(value),
                    label: Quantity::new(value, unit).written(Sign::Negative),
                }
            })
            .collect()
    }
}

/// The next step of 1, 2 or 5 times a power of ten at or above.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let lead = rough / power;
    let round = [1.0, 2.0, 5.0].into_iter().find(|step| lead <= *step);
    round.unwrap_or(10.0) * power
}

/// Ticks where a week, month or year begins among days in order, with room between them.
pub(super) fn days(days: &[Date]) -> Vec<Tick> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let length = last.duration_since(*first).as_hours() / 24;
    let mut ticks = Vec::new();
    let mut before = *first;
    for (index, day) in days.iter().enumerate().skip(1) {
        if let Some(label) = beginning(before, *day, length) {
            ticks.push(Tick {
                at: index as f64 / (days.len() - 1) as f64,
                label,
            });
        }
        before = *day;
    }
    ticks
}

/// What is written at a day that is the first of its week, month or year.
fn beginning(before: Date, day: Date, length: i64) -> Option<String> {
    let new_year = day.year() != before.year();
    let new_month = new_year || day.month() != before.month();
    let month = || format!("{:04}-{:02}", day.year(), day.month());
    match length {
        ..=45 => {
            let monday = |day: Date| {
                let past = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(past.days())
            };
            (monday(day) != monday(before)).then(|| format!("{:02}-{:02}", day.month(), day.day()))
        }
        46..=300 => new_month.then(month),
        301..=900 => (new_month && (day.month() - 1) % 3 == 0).then(month),
        901..=6000 => new_year.then(|| day.year().to_string()),
        _ => (new_year && day.year() % 5 == 0).then(|| day.year().to_string()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        let scale = Scale::of([-0.31, 1.44]).unwrap();
        let ticks = scale.ticks(4, Unit::Multiple);
        assert_eq!(labels(&ticks), ["0.00x", "0.50x", "1.00x"]);
        let thousands = Scale::of([6105.0, 6990.0]).unwrap().ticks(3, Unit::Price);
        assert_eq!(labels(&thousands), ["6,500.00"]);
    }

    #[test]
    fn one_value_has_air_and_none_has_no_scale() {
        let scale = Scale::of([5.0]).unwrap();
        assert!((scale.at(5.0) - 0.5).abs() < 1e-12);
        assert!(Scale::of([0.0, 0.0]).is_some());
        assert_eq!(Scale::of([f64::NAN]), None);
        assert_eq!(Scale::of([]), None);
    }

    #[test]
    fn days_begin_weeks_months_and_years() {
        let from = |first: Date, count: i64| -> Vec<Date> {
            (0..count)
                .map(|day| first.saturating_add(day.days()))
                .collect()
        };
        let weeks = days(&from(date(2026, 1, 1), 20));
        assert_eq!(labels(&weeks), ["01-05", "01-12", "01-19"]);
        let months = days(&from(date(2025, 11, 20), 80));
        assert_eq!(labels(&months), ["2025-12", "2026-01", "2026-02"]);
        let quarters = days(&from(date(2025, 1, 2), 400));
        assert_eq!(
            labels(&quarters),
            ["2025-04", "2025-07", "2025-10", "2026-01"]
        );
        let years = days(&from(date(2021, 2, 1), 1800));
        assert_eq!(labels(&years), ["2022", "2023", "2024", "2025", "2026"]);
        assert!(days(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn ticks_lie_within_and_in_order(low in -1e9f64..1e9, width in 1e-6f64..1e9, wanted in 1usize..12) {
            let scale = Scale::of([low, low + width]).unwrap();
            let ticks = scale.ticks(wanted, Unit::Ratio);
            prop_assert!(ticks.len() <= 4 * wanted);
            prop_assert!(ticks.iter().all(|tick| (-1e-6..=1.0 + 1e-6).contains(&tick.at)));
            prop_assert!(ticks.is_sorted_by(|a, b| a.at < b.at));
        }
    }
}
