//! Amounts by quarter, and which of them were published on a day.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::model::Bar;

/// Calendar days after a quarter's end by which S&P Dow Jones Indices has published its amount.
const PUBLISHED_AFTER: i32 = 79;

/// What was bought back in one quarter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quarter {
    /// Its last day.
    pub(super) end: Date,
    /// USD bn.
    pub(super) amount: f64,
}

impl Quarter {
    /// Its usual name: `2025Q3`.
    pub(super) fn name(&self) -> String {
        format!("{}Q{}", self.end.year(), self.end.month() / 3)
    }
}

/// The last day of the quarter of a day.
pub(super) fn end_of(day: Date) -> Option<Date> {
    let last_month = (day.month() + 2) / 3 * 3;
    Some(Date::new(day.year(), last_month, 1).ok()?.last_of_month())
}

/// Quarters, oldest first, from observations dated anywhere in them; the last of a quarter counts.
pub(super) fn of(bars: &[Bar]) -> Vec<Quarter> {
    let mut quarters: Vec<Quarter> = Vec::new();
    for bar in bars.iter().filter(|bar| bar.close > 0.0) {
        let Some(end) = end_of(bar.date) else {
            continue;
        };
        let quarter = Quarter {
            end,
            amount: bar.close,
        };
        match quarters.last_mut() {
            Some(last) if last.end == end => *last = quarter,
            _ => quarters.push(quarter),
        }
    }
    quarters
}

/// Those that were published by a day.
pub(super) fn published_by(quarters: &[Quarter], day: Date) -> &[Quarter] {
    let is_out = |quarter: &Quarter| {
        let out = quarter.end.checked_add(PUBLISHED_AFTER.days());
        out.is_ok_and(|out| out <= day)
    };
    let end = quarters.partition_point(is_out);
    quarters.get(..end).unwrap_or_default()
}

/// The sum of the last four, where they follow one another.
pub(super) fn of_year(quarters: &[Quarter]) -> Option<f64> {
    let from = quarters.len().checked_sub(4)?;
    let year = quarters.get(from..)?;
    let (first, last) = (year.first()?, year.last()?);
    let follow = first.end.checked_add(9.months()).ok().and_then(end_of) == Some(last.end);
    follow.then(|| year.iter().map(|quarter| quarter.amount).sum())
}

/// The change to the last from the one so many quarters before, per cent.
pub(super) fn change(quarters: &[Quarter], back: usize) -> Option<f64> {
    let at = quarters.len().checked_sub(back + 1)?;
    let (before, last) = (quarters.get(at)?, quarters.last()?);
    let months = i64::try_from(back).ok()?.checked_mul(3)?;
    let expected = before
        .end
        .checked_add(months.months())
        .ok()
        .and_then(end_of);
    (expected == Some(last.end)).then(|| 100.0 * (last.amount / before.amount - 1.0))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn quarters(rows: &[(i16, i8, f64)]) -> Vec<Quarter> {
        let bars: Vec<Bar> = rows
            .iter()
            .map(|(year, month, amount)| Bar::close_only(date(*year, *month, 1), *amount))
            .collect();
        of(&bars)
    }

    #[test]
    fn any_day_of_a_quarter_stands_for_it() {
        for (day, end) in [
            (date(2025, 1, 1), date(2025, 3, 31)),
            (date(2025, 9, 30), date(2025, 9, 30)),
            (date(2025, 12, 18), date(2025, 12, 31)),
        ] {
            assert_eq!(end_of(day), Some(end));
        }
        let found = quarters(&[
            (2025, 1, 1.0),
            (2025, 2, 2.0),
            (2025, 4, 3.0),
            (2025, 7, -1.0),
        ]);
        let amounts: Vec<f64> = found.iter().map(|quarter| quarter.amount).collect();
        assert_eq!(amounts, [2.0, 3.0]);
        assert_eq!(found[0].name(), "2025Q1");
    }

    #[test]
    fn a_quarter_is_seen_from_its_release() {
        let all = quarters(&[(2025, 4, 234.6), (2025, 7, 249.0)]);
        // The third quarter of 2025 was published on 18 December.
        assert_eq!(published_by(&all, date(2025, 12, 17)).len(), 1);
        assert_eq!(published_by(&all, date(2025, 12, 18)).len(), 2);
        assert!(published_by(&all, date(2025, 9, 1)).is_empty());
    }

    #[test]
    fn a_year_is_four_quarters_that_follow() {
        let whole = quarters(&[
            (2024, 10, 1.0),
            (2025, 1, 2.0),
            (2025, 4, 3.0),
            (2025, 7, 4.0),
        ]);
        assert_eq!(of_year(&whole), Some(10.0));
        assert_eq!(change(&whole, 1), Some(100.0 * (4.0 / 3.0 - 1.0)));
        let gap = quarters(&[
            (2024, 7, 1.0),
            (2025, 1, 2.0),
            (2025, 4, 3.0),
            (2025, 7, 4.0),
        ]);
        assert_eq!(of_year(&gap), None);
        assert_eq!(change(&gap, 3), None);
        assert_eq!(of_year(&gap[..3]), None);
    }
}
