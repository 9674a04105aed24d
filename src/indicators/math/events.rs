//! Events of a price: its falls from a high, the gaps between bars, the last move as large.

use jiff::civil::Date;

use crate::model::Bar;

/// How far a price is below its running maximum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Drawdown {
    /// The day.
    pub(crate) day: Date,
    /// Per cent, never positive.
    pub(crate) percent: f64,
    /// The day of the maximum; of equal highs the latest, since the price was back there on it.
    pub(crate) peak_day: Date,
    /// The maximum.
    pub(crate) peak: f64,
}

/// The drawdown of each close from the highest so far; days before a positive high are left out.
pub(crate) fn drawdowns(bars: &[Bar]) -> Vec<Drawdown> {
    let mut highest: Option<(Date, f64)> = None;
    let mut falls = Vec::with_capacity(bars.len());
    for bar in bars {
        let (peak_day, peak) = highest
            .filter(|(_, peak)| *peak > bar.close)
            .unwrap_or((bar.date, bar.close));
        highest = Some((peak_day, peak));
        if peak > 0.0 {
            falls.push(Drawdown {
                day: bar.date,
                percent: 100.0 * (bar.close / peak - 1.0),
                peak_day,
                peak,
            });
        }
    }
    falls
}

/// Prices between two bars at which nothing was traded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Gap {
    /// The day after the gap.
    pub(crate) day: Date,
    /// Whether the price jumped up.
    pub(crate) is_up: bool,
    /// The lower end.
    pub(crate) low: f64,
    /// The upper end.
    pub(crate) high: f64,
    /// The first later day that traded inside.
    pub(crate) touched: Option<Date>,
    /// The first later day that traded through to the far end.
    pub(crate) filled: Option<Date>,
}

impl Gap {
    /// The gap between two neighbouring bars, if there is one.
    fn between(before: &Bar, bar: &Bar) -> Option<Self> {
        let (last_high, last_low) = (before.high?, before.low?);
        let (high, low) = (bar.high?, bar.low?);
        let (is_up, from, to) = if low > last_high {
            (true, last_high, low)
        } else if high < last_low {
            (false, high, last_low)
        } else {
            return None;
        };
        Some(Self {
            day: bar.date,
            is_up,
            low: from,
            high: to,
            touched: None,
            filled: None,
        })
    }

    /// Marks what a later bar does to the gap.
    fn meet(&mut self, day: Date, high: f64, low: f64) {
        let (touches, fills) = if self.is_up {
            (low <= self.high, low <= self.low)
        } else {
            (high >= self.low, high >= self.high)
        };
        if touches {
            self.touched.get_or_insert(day);
        }
        if fills {
            self.filled = Some(day);
        }
    }

    /// The end at which the gap is filled.
    pub(crate) const fn far_end(&self) -> f64 {
        if self.is_up { self.low } else { self.high }
    }
}

/// All gaps, filled or not, oldest first; bars without high and low neither open nor fill one.
pub(crate) fn gaps(bars: &[Bar]) -> Vec<Gap> {
    let mut all: Vec<Gap> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let pairs = bars.iter().zip(bars.iter().skip(1));
    for (before, bar) in pairs {
        let (Some(high), Some(low)) = (bar.high, bar.low) else {
            continue;
        };
        open.retain(|at| {
            all.get_mut(*at).is_some_and(|gap| {
                gap.meet(bar.date, high, low);
                gap.filled.is_none()
            })
        });
        if let Some(gap) = Gap::between(before, bar) {
            open.push(all.len());
            all.push(gap);
        }
    }
    all
}

/// The last time that a change was as large as the last one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Since {
    /// That day, and its change.
    Day(Date, f64),
    /// Never in the record.
    Record,
}

/// The latest earlier day whose change is at most the last (a drop) or at least it (a rise).
///
/// `None` of nothing, or where the last change is zero.
pub(crate) fn largest_since(changes: &[(Date, f64)]) -> Option<Since> {
    let ((_, last), before) = changes.split_last()?;
    let is_as_large = |change: f64| {
        if *last < 0.0 {
            change <= *last
        } else {
            change >= *last
        }
    };
    if *last == 0.0 {
        return None;
    }
    let found = before.iter().rev().find(|(_, change)| is_as_large(*change));
    match found {
        Some((day, change)) => Some(Since::Day(*day, *change)),
        None => Some(Since::Record),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn day(day: usize) -> Date {
        date(2026, 1, 1) + jiff::Span::new().days(day as i64)
    }

    fn closes(values: &[f64]) -> Vec<Bar> {
        let days = values.iter().enumerate();
        days.map(|(at, close)| Bar::close_only(day(at), *close))
            .collect()
    }

    fn ranges(values: &[(f64, f64)]) -> Vec<Bar> {
        let days = values.iter().enumerate();
        days.map(|(at, (low, high))| Bar {
            high: Some(*high),
            low: Some(*low),
            ..Bar::close_only(day(at), *low)
        })
        .collect()
    }

    #[test]
    fn of_equal_highs_the_latest_counts() {
        let falls = drawdowns(&closes(&[100.0, 90.0, 100.0, 75.0]));
        let last = falls.last().unwrap();
        assert_eq!((last.percent, last.peak_day), (-25.0, day(2)));
        assert_eq!(falls[1].peak_day, day(0));
    }

    #[test]
    fn a_negative_high_has_no_drawdown() {
        assert!(drawdowns(&closes(&[-2.0, -1.0])).is_empty());
        let last = drawdowns(&closes(&[-2.0, 10.0, -5.0])).pop();
        assert_eq!(last.map(|fall| fall.percent), Some(-150.0));
    }

    #[test]
    fn an_up_gap_is_touched_then_filled() {
        let bars = ranges(&[(9.0, 10.0), (12.0, 13.0), (11.5, 13.0), (10.0, 12.0)]);
        let found = gaps(&bars);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].low, found[0].high, found[0].far_end()),
            (10.0, 12.0, 10.0)
        );
        assert_eq!(
            (found[0].touched, found[0].filled),
            (Some(day(2)), Some(day(3)))
        );
    }

    #[test]
    fn a_down_gap_mirrors() {
        let bars = ranges(&[(9.0, 10.0), (6.0, 7.0), (6.0, 8.0)]);
        let found = gaps(&bars);
        assert_eq!((found[0].is_up, found[0].far_end()), (false, 9.0));
        assert_eq!((found[0].touched, found[0].filled), (Some(day(2)), None));
    }

    #[test]
    fn closes_alone_have_no_gaps() {
        assert!(gaps(&closes(&[1.0, 2.0, 3.0])).is_empty());
        assert!(gaps(&[]).is_empty());
    }

    #[test]
    fn largest_since_looks_the_same_way() {
        let changes = |values: &[f64]| -> Vec<(Date, f64)> {
            values
                .iter()
                .enumerate()
                .map(|(at, v)| (day(at), *v))
                .collect()
        };
        for (values, expected) in [
            (&[-3.0, 5.0, -1.0, -2.0][..], Some(Since::Day(day(0), -3.0))),
            (&[-3.0, 5.0, 4.0], Some(Since::Day(day(1), 5.0))),
            (&[2.0, 2.0, 2.0], Some(Since::Day(day(1), 2.0))),
            (&[1.0, -4.0], Some(Since::Record)),
            (&[1.0, 0.0], None),
            (&[], None),
        ] {
            assert_eq!(largest_since(&changes(values)), expected, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn drawdown_is_never_positive(prices in prop::collection::vec(0.01..1e6, 1..80)) {
            let falls = drawdowns(&closes(&prices));
            prop_assert_eq!(falls.len(), prices.len());
            prop_assert!(falls.iter().all(|fall| fall.percent <= 0.0 && fall.percent > -100.0));
        }

        #[test]
        fn an_unfilled_gap_has_no_later_trade_at_its_far_end(
            bars in prop::collection::vec((1.0..100.0, 0.0..20.0), 2..60),
        ) {
            let bars = ranges(&bars.iter().map(|(low, size)| (*low, low + size)).collect::<Vec<_>>());
            for gap in gaps(&bars).iter().filter(|gap| gap.filled.is_none()) {
                let later = bars.iter().filter(|bar| bar.date > gap.day);
                let mut crossing = later.filter(|bar| {
                    bar.low.is_some_and(|low| low <= gap.far_end())
                        && bar.high.is_some_and(|high| high >= gap.far_end())
                });
                prop_assert!(crossing.next().is_none());
            }
        }
    }
}
