//! How often a series has a value, so that months are never taken for days.
//!
//! Indicators count observations and annualise days; a monthly series read as a daily one would
//! give wrong figures without a sign of it. What is not daily is stored under a name of its own.

use std::fmt;

use jiff::civil::Date;

use crate::market::formats::SeriesRows;
use crate::market::formats::catalogue::keeps_name;

/// Middle gaps up to this many days are those of trading days, long weekends included.
const DAILY: i32 = 4;

/// How often a series that is not daily has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Once a week.
    Weekly,
    /// Once a month.
    Monthly,
    /// Once a quarter.
    Quarterly,
    /// Once a year, or more rarely.
    Yearly,
}

impl Frequency {
    /// What a series' name ends in.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Weekly => "-W",
            Self::Monthly => "-M",
            Self::Quarterly => "-Q",
            Self::Yearly => "-Y",
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Weekly => "one value a week",
            Self::Monthly => "one value a month",
            Self::Quarterly => "one value a quarter",
            Self::Yearly => "one value a year",
        })
    }
}

/// The frequency of some days in order, by the middle gap between them; `None` where they are
/// daily, or too few to tell.
pub(super) fn of(days: impl Iterator<Item = Date> + Clone) -> Option<Frequency> {
    let mut gaps: Vec<i32> = days
        .clone()
        .zip(days.skip(1))
        .map(|(from, to)| (to.duration_since(from).as_hours() / 24) as i32)
        .collect();
    if gaps.len() < 2 {
        return None;
    }
    gaps.sort_unstable();
    // Of an even number the smaller of the two in the middle: a doubt is for daily.
    match *gaps.get((gaps.len() - 1) / 2)? {
        ..=DAILY => None,
        5..=10 => Some(Frequency::Weekly),
        11..=45 => Some(Frequency::Monthly),
        46..=180 => Some(Frequency::Quarterly),
        _ => Some(Frequency::Yearly),
    }
}

/// The series under the name of its frequency: `SPX` of months is `SPX-M`.
///
/// Statistics that are never daily, and those whose indicator looks at the age of each value,
/// keep their name.
pub(super) fn name(series: &mut SeriesRows) -> Option<Frequency> {
    if keeps_name(&series.id) {
        return None;
    }
    let frequency = of(series.rows.iter().map(|row| row.bar.date))?;
    if series.id.ends_with(frequency.suffix()) {
        return None;
    }
    series.id.push_str(frequency.suffix());
    Some(frequency)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::market::formats::Row;
    use crate::model::{Adjustment, Bar};

    fn every(step: jiff::Span, count: usize) -> Vec<Date> {
        date(2025, 1, 1).series(step).take(count).collect()
    }

    #[test]
    fn the_middle_gap_tells() {
        let cases = [
            (1.day(), None),
            (4.days(), None),
            (7.days(), Some(Frequency::Weekly)),
            (1.month(), Some(Frequency::Monthly)),
            (3.months(), Some(Frequency::Quarterly)),
            (1.year(), Some(Frequency::Yearly)),
        ];
        for (step, expected) in cases {
            assert_eq!(of(every(step, 6).into_iter()), expected, "{step}");
            assert_eq!(of(every(step, 2).into_iter()), None, "{step}");
        }
    }

    #[test]
    fn a_long_gap_leaves_days_daily() {
        let mut days = every(1.day(), 5);
        days.push(date(2025, 3, 1));
        days.push(date(2025, 6, 1));
        assert_eq!(of(days.into_iter()), None);
    }

    #[test]
    fn months_have_a_name_of_their_own() {
        let series = |id: &str| SeriesRows {
            id: id.to_owned(),
            adjustment: Adjustment::AsGiven,
            unit: None,
            rows: every(1.month(), 4)
                .into_iter()
                .map(|day| Row {
                    bar: Bar::close_only(day, 1.0),
                    published: None,
                })
                .collect(),
        };
        for (id, expected) in [
            ("SPX", "SPX-M"),
            ("SPX-M", "SPX-M"),
            ("AUM:TQQQ", "AUM:TQQQ"),
            ("PAYEMS", "PAYEMS"),
        ] {
            let mut one = series(id);
            assert_eq!(name(&mut one).is_some(), one.id != id);
            assert_eq!(one.id, expected);
        }
    }

    proptest! {
        #[test]
        fn days_alone_never_tell_more_than_daily(count in 0usize..60) {
            prop_assert_eq!(of(every(1.day(), count).into_iter()), None);
        }
    }
}
