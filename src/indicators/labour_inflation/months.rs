//! Monthly figures by month, with those that were never published left open.

use jiff::civil::Date;

use crate::model::Bar;

/// Values by month, oldest first; the last of a month where there are several.
#[derive(Debug, Clone, Default)]
pub(super) struct Months {
    /// The number of the first month: twelve times the year, and the months of the year gone by.
    first: i32,
    values: Vec<Option<(Date, f64)>>,
}

impl Months {
    /// The closes of bars, oldest first.
    pub(super) fn new(bars: &[Bar]) -> Self {
        let mut months = Self {
            first: bars.first().map_or(0, |bar| number(bar.date)),
            values: Vec::new(),
        };
        for bar in bars {
            let at = usize::try_from(number(bar.date) - months.first).unwrap_or_default();
            if at >= months.values.len() {
                months.values.resize(at + 1, None);
            }
            if let Some(slot) = months.values.get_mut(at) {
                *slot = Some((bar.date, bar.close));
            }
        }
        months
    }

    /// The months in order, each by its place, with the day and value of those that have one.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, Date, f64)> {
        let values = self.values.iter().enumerate();
        values.filter_map(|(at, value)| value.map(|(day, value)| (at, day, value)))
    }

    /// The value of a place.
    pub(super) fn at(&self, place: usize) -> Option<f64> {
        self.values.get(place)?.map(|(_, value)| value)
    }

    /// The value so many months before a place.
    pub(super) fn before(&self, place: usize, months: usize) -> Option<f64> {
        self.at(place.checked_sub(months)?)
    }

    /// The mean of the three months that end at a place; of two where the third was never
    /// published.
    pub(super) fn mean_of_three(&self, place: usize) -> Option<f64> {
        self.at(place)?;
        let three = place.checked_sub(2)?..=place;
        let there: Vec<f64> = three.filter_map(|at| self.at(at)).collect();
        (there.len() >= 2).then(|| there.iter().sum::<f64>() / there.len() as f64)
    }

    /// Whether a month up to `months` before a place was never published.
    pub(super) fn has_gap(&self, place: usize, months: usize) -> bool {
        (place.saturating_sub(months)..=place).any(|at| self.at(at).is_none())
    }

    /// The change to a place over so many months, at a yearly rate in per cent.
    pub(super) fn annualised(&self, place: usize, months: usize) -> Option<f64> {
        let ratio = self.at(place)? / self.before(place, months)?;
        let rate = 100.0 * (ratio.powf(12.0 / months as f64) - 1.0);
        (ratio > 0.0 && rate.is_finite()).then_some(rate)
    }
}

fn number(day: Date) -> i32 {
    12 * i32::from(day.year()) + i32::from(day.month()) - 1
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    fn of(values: &[Option<f64>]) -> Months {
        let days = date(2025, 6, 1).series(1.month());
        let bars = days.zip(values);
        let bars = bars.filter_map(|(day, value)| Some(Bar::close_only(day, (*value)?)));
        Months::new(&bars.collect::<Vec<_>>())
    }

    #[test]
    fn a_month_never_published_stays_open() {
        let months = of(&[Some(4.1), Some(4.3), None, Some(4.5)]);
        assert_eq!(months.iter().count(), 3);
        assert_eq!((months.at(2), months.before(3, 1)), (None, None));
        assert_eq!(months.before(3, 3), Some(4.1));
        assert!((months.mean_of_three(3).unwrap() - 4.4).abs() < 1e-12);
        assert_eq!(
            months.mean_of_three(2),
            None,
            "nothing is said of the gap itself"
        );
        assert!(months.has_gap(3, 2) && !months.has_gap(1, 1));
    }

    #[test]
    fn one_of_three_makes_no_mean() {
        let months = of(&[Some(4.1), None, None, Some(4.5)]);
        assert_eq!(months.mean_of_three(3), None);
        assert_eq!(of(&[Some(4.1), Some(4.2)]).mean_of_three(1), None);
    }

    #[test]
    fn rates_are_those_of_a_year() {
        let months = of(&[Some(100.0), None, None, Some(101.0)]);
        let found = months.annualised(3, 3).unwrap();
        assert!((found - 4.060_401).abs() < 1e-9);
        assert_eq!(months.annualised(3, 2), None);
        assert_eq!(of(&[Some(-1.0), Some(2.0)]).annualised(1, 1), None);
    }

    #[test]
    fn the_last_of_a_month_counts() {
        let bars = [3, 9, 20].map(|day| Bar::close_only(date(2026, 1, day), f64::from(day)));
        assert_eq!(Months::new(&bars).at(0), Some(20.0));
        assert_eq!(Months::new(&[]).iter().count(), 0);
    }
}
