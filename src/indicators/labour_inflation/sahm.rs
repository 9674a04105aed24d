//! The Sahm rule: how far unemployment stands above its low of the last year.

use jiff::civil::Date;

use super::months::Months;

/// From this many percentage points on the rule says that a recession has begun.
pub(super) const TRIGGER: f64 = 0.5;

/// Months whose means make the low, the present one excluded.
const LOOK_BACK: usize = 12;

/// The rule at one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sahm {
    /// The month's observation.
    pub(super) day: Date,
    /// The unemployment rate.
    pub(super) rate: f64,
    /// Its mean over three months.
    pub(super) mean: f64,
    /// The lowest such mean of the twelve months before.
    pub(super) low: f64,
}

impl Sahm {
    /// The mean above the low, in percentage points.
    pub(super) fn gap(&self) -> f64 {
        self.mean - self.low
    }

    /// Whether the rule has triggered; to a thousandth of a point, as means of figures with one
    /// digit have more.
    pub(super) fn is_triggered(&self) -> bool {
        self.gap() > TRIGGER - 5e-4
    }
}

/// The rule for every month that has a mean and twelve months of means before it, less those of
/// months that were never published.
pub(super) fn history(rates: &Months) -> Vec<Sahm> {
    let reading = |(at, day, rate): (usize, Date, f64)| {
        let mean = rates.mean_of_three(at)?;
        let from = at.checked_sub(LOOK_BACK)?;
        let means: Vec<f64> = (from..at)
            .filter_map(|at| rates.mean_of_three(at))
            .collect();
        let low = means.iter().copied().reduce(f64::min)?;
        let blank = (from..at).filter(|at| rates.at(*at).is_none()).count();
        (means.len() + blank >= LOOK_BACK).then_some(Sahm {
            day,
            rate,
            mean,
            low,
        })
    };
    rates.iter().filter_map(reading).collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::Bar;

    fn rule(values: &[f64]) -> Vec<Sahm> {
        let days = date(2024, 1, 1).series(1.month());
        let bars = days.zip(values);
        let bars = bars.filter(|(_, rate)| rate.is_finite());
        let bars: Vec<Bar> = bars
            .map(|(day, rate)| Bar::close_only(day, *rate))
            .collect();
        history(&Months::new(&bars))
    }

    #[test]
    fn the_present_mean_is_no_low_of_its_own() {
        // Falling: the present mean is the lowest, and the gap is below zero.
        let falling: Vec<f64> = (0..20).map(|month| 6.0 - 0.1 * f64::from(month)).collect();
        let last = *rule(&falling).last().unwrap();
        assert!((last.gap() + 0.1).abs() < 1e-9, "{last:?}");
    }

    #[test]
    fn it_needs_a_year_of_means() {
        assert!(rule(&[4.0; 13]).is_empty());
        assert_eq!(rule(&[4.0; 15]).len(), 1);
    }

    #[test]
    fn it_triggers_at_half_a_point() {
        let mut rates = vec![4.0; 14];
        rates.extend([4.5, 4.5, 4.5]);
        let found = rule(&rates);
        let triggered: Vec<bool> = found.iter().map(Sahm::is_triggered).collect();
        assert_eq!(triggered, [false, false, true]);
    }

    #[test]
    fn a_month_never_collected_is_left_out_of_its_means() {
        let mut rates = vec![4.0; 20];
        rates[18] = f64::NAN;
        let found = rule(&rates);
        assert_eq!(found.len(), 5, "no reading for the gap itself");
        assert!(found.last().unwrap().gap().abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn a_level_shift_changes_nothing(rates in prop::collection::vec(2.0..12.0_f64, 15..60), shift in 0.0..3.0_f64) {
            let shifted: Vec<f64> = rates.iter().map(|rate| rate + shift).collect();
            for (one, other) in rule(&rates).iter().zip(rule(&shifted)) {
                prop_assert!((one.gap() - other.gap()).abs() < 1e-9);
            }
        }
    }
}
