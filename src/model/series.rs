//! Dated values of one instrument or statistic.

use std::fmt;

use jiff::civil::Date;

/// One day's figures. Statistics such as yields hold only a close.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The trading day.
    pub date: Date,
    /// First price.
    pub open: Option<f64>,
    /// Highest price.
    pub high: Option<f64>,
    /// Lowest price.
    pub low: Option<f64>,
    /// Last price, or the value of the statistic.
    pub close: f64,
    /// Units traded.
    pub volume: Option<f64>,
}

impl Bar {
    /// A bar that knows only its close.
    #[must_use]
    pub const fn close_only(date: Date, close: f64) -> Self {
        Self {
            date,
            open: None,
            high: None,
            low: None,
            close,
            volume: None,
        }
    }
}

/// Where figures come from; shown beside every number made of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The built-in generator; shown as DEMO.
    Demo,
    /// A file that the user imported, by its name; where several were merged their names, the
    /// oldest import first: `a.csv, b.csv`.
    File(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Demo => f.write_str("demo"),
            Self::File(name) => write!(f, "file {name}"),
        }
    }
}

/// Dated values of one instrument or statistic, oldest first, one a day; gaps stay gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    id: String,
    origin: Origin,
    bars: Vec<Bar>,
}

impl Series {
    /// A series from bars in any order; of two bars of one day the later given wins, and bars
    /// whose close is not finite are left out.
    #[must_use]
    pub fn new(id: impl Into<String>, origin: Origin, mut bars: Vec<Bar>) -> Self {
        bars.retain(|bar| bar.close.is_finite());
        bars.sort_by_key(|bar| bar.date);
        bars.dedup_by(|later, kept| {
            let same = later.date == kept.date;
            if same {
                *kept = *later;
            }
            same
        });
        Self {
            id: id.into(),
            origin,
            bars,
        }
    }

    /// The name in the market store, such as `SPX` or `US10Y`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where the figures come from.
    #[must_use]
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// All bars, oldest first.
    #[must_use]
    pub fn bars(&self) -> &[Bar] {
        &self.bars
    }

    /// The last bar.
    #[must_use]
    pub fn last(&self) -> Option<&Bar> {
        self.bars.last()
    }

    /// The close of one day, if there was one.
    #[must_use]
    pub fn close_on(&self, date: Date) -> Option<f64> {
        let at = self.bars.binary_search_by_key(&date, |bar| bar.date).ok()?;
        self.bars.get(at).map(|bar| bar.close)
    }

    /// The same series as it stood at the end of `date`: nothing later is kept.
    #[must_use]
    pub fn as_of(&self, date: Date) -> Self {
        let end = self.bars.partition_point(|bar| bar.date <= date);
        Self {
            id: self.id.clone(),
            origin: self.origin.clone(),
            bars: self.bars.get(..end).unwrap_or_default().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn bars_are_ordered_unique_and_finite() {
        let series = Series::new(
            "SPX",
            Origin::Demo,
            vec![
                Bar::close_only(date(2026, 2, 6), 2.0),
                Bar::close_only(date(2026, 2, 5), 1.0),
                Bar::close_only(date(2026, 2, 4), f64::NAN),
                Bar::close_only(date(2026, 2, 6), 3.0),
            ],
        );
        let closes: Vec<f64> = series.bars().iter().map(|bar| bar.close).collect();
        assert_eq!(closes, [1.0, 3.0]);
        assert_eq!(series.close_on(date(2026, 2, 5)), Some(1.0));
        assert_eq!(series.close_on(date(2026, 2, 4)), None);
    }

    #[test]
    fn as_of_keeps_nothing_later() {
        let days = (1..=10).map(|day| Bar::close_only(date(2026, 1, day), f64::from(day)));
        let series = Series::new("X", Origin::Demo, days.collect());
        let cut = series.as_of(date(2026, 1, 4));
        assert_eq!(cut.last().map(|bar| bar.close), Some(4.0));
        assert!(series.as_of(date(2025, 12, 31)).last().is_none());
    }
}
