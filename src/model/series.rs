//! Dated values of one instrument or statistic, and when each became known.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Adjustment, Origin};

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

/// A bar as it was given on one day: a statistic is published after the time it is of, and may be
/// revised later.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vintage {
    /// The day on which it became known; never before the day that it is of.
    pub known: Date,
    /// What was said of [`Bar::date`] then.
    pub bar: Bar,
}

/// Dated values of one instrument or statistic, oldest first, one a day; gaps stay gaps.
///
/// Its bars are those known last. Where values became known after their own day, or were revised,
/// it keeps when, and what was known before: see [`Self::known_on`].
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    id: String,
    origin: Origin,
    unit: Option<String>,
    adjustment: Adjustment,
    bars: Vec<Bar>,
    /// One a bar, the day it became known; none where each did on its own day.
    known: Vec<Date>,
    /// Values that others replaced, by the day they are of, then by the day they became known.
    earlier: Vec<Vintage>,
}

impl Series {
    /// A series from bars in any order, each known at the end of its own day; of two bars of one
    /// day the later given wins, and bars whose close is not finite are left out.
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
            unit: None,
            adjustment: Adjustment::AsGiven,
            bars,
            known: Vec::new(),
            earlier: Vec::new(),
        }
    }

    /// A series from all that was ever said of its days, in any order.
    ///
    /// Of one day, what became known last is its bar. A value that says again what was known
    /// is left out, as are those whose close is not finite; of two that became known on one day
    /// the later given wins.
    #[must_use]
    pub fn of_vintages(id: impl Into<String>, origin: Origin, mut vintages: Vec<Vintage>) -> Self {
        vintages.retain(|one| one.bar.close.is_finite());
        for one in &mut vintages {
            one.known = one.known.max(one.bar.date);
        }
        vintages.sort_by_key(|one| (one.bar.date, one.known));
        vintages.dedup_by(|later, kept| {
            let same = (later.bar.date, later.known) == (kept.bar.date, kept.known);
            if same {
                *kept = *later;
            }
            same
        });
        vintages.dedup_by(|later, kept| later.bar == kept.bar);
        let mut series = Self::new(id, origin, Vec::new());
        let mut vintages = vintages.into_iter().peekable();
        while let Some(one) = vintages.next() {
            let is_replaced = vintages
                .peek()
                .is_some_and(|next| next.bar.date == one.bar.date);
            if is_replaced {
                series.earlier.push(one);
            } else {
                series.bars.push(one.bar);
                series.known.push(one.known);
            }
        }
        let mut both = series.bars.iter().zip(&series.known);
        if both.all(|(bar, known)| bar.date == *known) {
            series.known = Vec::new();
        }
        series
    }

    /// The same series in the unit that its source names, word for word: `Percent`,
    /// `Millions of U.S. Dollars`.
    #[must_use]
    pub fn with_unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = Some(unit.into()).filter(|unit| !unit.trim().is_empty());
        self
    }

    /// The same series with what was done to its prices.
    #[must_use]
    pub const fn with_adjustment(mut self, adjustment: Adjustment) -> Self {
        self.adjustment = adjustment;
        self
    }

    /// The same series under another origin.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// The same values, each known from the day that `published` gives for the day it is of;
    /// where it gives none, from that day. What was known of earlier values is forgotten.
    #[must_use]
    pub fn published(self, published: impl Fn(Date) -> Option<Date>) -> Self {
        let vintage = |bar: &Bar| Vintage {
            known: published(bar.date).unwrap_or(bar.date),
            bar: *bar,
        };
        let vintages = self.bars.iter().map(vintage).collect();
        self.holding(vintages)
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

    /// The unit in the words of its source; `None` where the source names none.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// What was done to its prices.
    #[must_use]
    pub const fn adjustment(&self) -> Adjustment {
        self.adjustment
    }

    /// All bars as they are known last, oldest first.
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
        self.bars.get(self.at(date)?).map(|bar| bar.close)
    }

    /// Values that others replaced, by the day they are of, then by the day they became known.
    #[must_use]
    pub fn earlier(&self) -> &[Vintage] {
        &self.earlier
    }

    /// All that was ever said of its days: by day, then by when it became known.
    #[must_use]
    pub fn vintages(&self) -> Vec<Vintage> {
        let current = self.bars.iter().enumerate().map(|(at, bar)| Vintage {
            known: self.known_at(at, bar),
            bar: *bar,
        });
        let mut all: Vec<Vintage> = self.earlier.iter().copied().chain(current).collect();
        all.sort_by_key(|one| (one.bar.date, one.known));
        all
    }

    /// The bars as they were known at the end of `date`: days after it are left out, values that
    /// were published after it, too, and of a revised value what stood then.
    ///
    /// Nothing is copied but where a later revision hides what was known.
    #[must_use]
    pub fn known_on(&self, date: Date) -> Cow<'_, [Bar]> {
        let end = self.bars.partition_point(|bar| bar.date <= date);
        let days = self.bars.get(..end).unwrap_or_default();
        let hidden = |at: usize| self.known.get(at).is_some_and(|known| *known > date);
        let Some(first) = (0..end).find(|at| hidden(*at)) else {
            return Cow::Borrowed(days);
        };
        let stood = |one: &&Vintage| one.known <= date && one.bar.date <= date;
        let was_other = self
            .earlier
            .iter()
            .filter(stood)
            .any(|one| self.at(one.bar.date).is_some_and(hidden));
        if !was_other && (first..end).all(hidden) {
            return Cow::Borrowed(days.get(..first).unwrap_or_default());
        }
        let shown = days.iter().enumerate().filter_map(|(at, bar)| {
            if hidden(at) {
                self.before(bar.date, date)
            } else {
                Some(*bar)
            }
        });
        Cow::Owned(shown.collect())
    }

    /// The same series as it stood at the end of `date`: nothing is kept that became known later.
    #[must_use]
    pub fn as_of(&self, date: Date) -> Self {
        let mut vintages = self.vintages();
        vintages.retain(|one| one.known <= date);
        self.clone().holding(vintages)
    }

    fn holding(self, vintages: Vec<Vintage>) -> Self {
        let Self {
            id,
            origin,
            unit,
            adjustment,
            ..
        } = self;
        Self {
            unit,
            adjustment,
            ..Self::of_vintages(id, origin, vintages)
        }
    }

    fn at(&self, date: Date) -> Option<usize> {
        self.bars.binary_search_by_key(&date, |bar| bar.date).ok()
    }

    fn known_at(&self, at: usize, bar: &Bar) -> Date {
        self.known.get(at).copied().unwrap_or(bar.date)
    }

    /// What stood of a day at the end of `date`, of the values that were replaced.
    fn before(&self, day: Date, date: Date) -> Option<Bar> {
        let end = self
            .earlier
            .partition_point(|one| (one.bar.date, one.known) <= (day, date));
        let last = self.earlier.get(end.checked_sub(1)?)?;
        (last.bar.date == day).then_some(last.bar)
    }
}

#[cfg(test)]
mod tests;
