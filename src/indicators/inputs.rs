//! The series that indicators read, and the cut that keeps the future out.
//!
//! [`Known`] is the only way from an indicator to the figures: it borrows each series up to the
//! date asked for and has no way to reach what lies behind it. Nothing is copied.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Bar, InputUse, Missing, MissingReason, OptionChain, Origin, Series};

/// All that indicators may read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Series by their name in the market store.
    pub series: BTreeMap<String, Arc<Series>>,
    /// The constituents of the index, for indicators that compare the two.
    pub universe: Vec<Arc<Series>>,
    /// Option chains by the name of their underlying, oldest first.
    pub chains: BTreeMap<String, Vec<Arc<OptionChain>>>,
}

impl Inputs {
    /// Adds a series under its own name, in place of one of the same name.
    pub fn insert(&mut self, series: Arc<Series>) {
        self.series.insert(series.id().to_owned(), series);
    }
}

impl FromIterator<Series> for Inputs {
    fn from_iter<I: IntoIterator<Item = Series>>(series: I) -> Self {
        let mut inputs = Self::default();
        for one in series {
            inputs.insert(Arc::new(one));
        }
        inputs
    }
}

/// What was known at the end of one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    inputs: &'a Inputs,
    as_of: Option<Date>,
    subject: &'a str,
}

impl<'a> Known<'a> {
    /// The inputs as they stood at the end of `as_of`; all of them for `None`.
    pub(super) const fn at(inputs: &'a Inputs, as_of: Option<Date>, subject: &'a str) -> Self {
        Self {
            inputs,
            as_of,
            subject,
        }
    }

    /// What the reading is about.
    pub(super) const fn subject(&self) -> &'a str {
        self.subject
    }

    /// A series with at least one bar on or before the date.
    pub(super) fn series(&self, id: &str) -> Option<Observed<'a>> {
        self.cut(self.inputs.series.get(id)?)
    }

    /// A series of at least `need` bars, or why it cannot be used.
    pub(super) fn require(&self, id: &str, need: usize) -> Result<Observed<'a>, Missing> {
        let reason = match self.series(id) {
            Some(found) if found.bars.len() >= need => return Ok(found),
            Some(found) => MissingReason::TooShort {
                have: found.bars.len(),
                need,
            },
            None => MissingReason::Absent,
        };
        Err(Missing {
            input: id.to_owned(),
            reason,
        })
    }

    /// The option chains of an underlying on or before the date, oldest first.
    pub(super) fn chains(&self, underlying: &str) -> &'a [Arc<OptionChain>] {
        let all = self
            .inputs
            .chains
            .get(underlying)
            .map_or(&[][..], Vec::as_slice);
        let end = self.as_of.map_or(all.len(), |day| {
            all.partition_point(|chain| chain.date() <= day)
        });
        all.get(..end).unwrap_or_default()
    }

    /// The last option chain of an underlying, or that there is none.
    pub(super) fn require_chain(&self, underlying: &str) -> Result<&'a OptionChain, Missing> {
        self.chains(underlying)
            .last()
            .map(Arc::as_ref)
            .ok_or_else(|| Missing {
                input: OptionChain::input(underlying),
                reason: MissingReason::Absent,
            })
    }

    /// The constituents with at least one bar on or before the date, in the given order.
    pub(super) fn universe(&self) -> impl Iterator<Item = Observed<'a>> {
        let known = *self;
        let series = self.inputs.universe.iter();
        series.filter_map(move |one| known.cut(one))
    }

    /// How many constituents there are, with or without bars.
    pub(super) fn universe_len(&self) -> usize {
        self.inputs.universe.len()
    }

    fn cut(&self, series: &'a Series) -> Option<Observed<'a>> {
        let bars = series.bars();
        let end = self.as_of.map_or(bars.len(), |day| {
            bars.partition_point(|bar| bar.date <= day)
        });
        let bars = bars.get(..end).filter(|bars| !bars.is_empty())?;
        Some(Observed {
            id: series.id(),
            origin: series.origin(),
            bars,
        })
    }
}

/// One series up to the date; never empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Observed<'a> {
    /// Its name in the market store.
    pub(super) id: &'a str,
    origin: &'a Origin,
    /// Its bars, oldest first.
    pub(super) bars: &'a [Bar],
}

impl<'a> Observed<'a> {
    /// The closes, oldest first.
    pub(super) fn closes(&self) -> Vec<f64> {
        self.bars.iter().map(|bar| bar.close).collect()
    }

    /// Days and closes, oldest first.
    pub(super) fn points(&self) -> impl Iterator<Item = (Date, f64)> + use<'a> {
        self.bars.iter().map(|bar| (bar.date, bar.close))
    }

    /// The last close.
    pub(super) fn last(&self) -> Option<(Date, f64)> {
        self.bars.last().map(|bar| (bar.date, bar.close))
    }

    /// That it was used, for the reading's provenance.
    pub(super) fn used(&self) -> Option<InputUse> {
        Some(InputUse {
            series: self.id.to_owned(),
            last: self.last()?.0,
            origin: self.origin.clone(),
        })
    }
}

/// Days that both have, with both values, oldest first; linear.
pub(super) fn joined(
    left: impl IntoIterator<Item = (Date, f64)>,
    right: impl IntoIterator<Item = (Date, f64)>,
) -> Vec<(Date, f64, f64)> {
    let mut right = right.into_iter().peekable();
    let mut both = Vec::new();
    for (day, value) in left {
        while right.next_if(|(other, _)| *other < day).is_some() {}
        if let Some((_, other)) = right.next_if(|(other, _)| *other == day) {
            both.push((day, value, other));
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn chains_end_at_the_date() {
        let chain = |day: i8| {
            let at = date(2026, 1, day).at(16, 0, 0, 0);
            Arc::new(OptionChain::new("SPX", Origin::Demo, at, 100.0, Vec::new()))
        };
        let mut inputs = Inputs::default();
        inputs
            .chains
            .insert("SPX".to_owned(), vec![chain(5), chain(6), chain(7)]);
        for (day, count) in [(4, 0), (5, 1), (6, 2), (9, 3)] {
            let known = Known::at(&inputs, Some(date(2026, 1, day)), "SPX");
            assert_eq!(known.chains("SPX").len(), count, "as of {day}");
        }
        let known = Known::at(&inputs, None, "SPX");
        let last = known.require_chain("SPX").map(OptionChain::date);
        assert_eq!(last.ok(), Some(date(2026, 1, 7)));
        let missing = known.require_chain("QQQ").map_err(|missing| missing.input);
        assert_eq!(missing.err().as_deref(), Some("CHAIN:QQQ"));
    }

    fn series(id: &str, days: &[i8]) -> Series {
        let bars = days
            .iter()
            .map(|day| Bar::close_only(date(2026, 1, *day), f64::from(*day)))
            .collect();
        Series::new(id, Origin::Demo, bars)
    }

    #[test]
    fn known_ends_at_the_date() {
        let inputs = Inputs::from_iter([series("X", &[5, 6, 7])]);
        for (day, last) in [(4, None), (5, Some(5.0)), (6, Some(6.0)), (9, Some(7.0))] {
            let known = Known::at(&inputs, Some(date(2026, 1, day)), "X");
            let found = known.series("X").and_then(|series| series.last());
            assert_eq!(found.map(|(_, close)| close), last, "as of {day}");
        }
        let all = Known::at(&inputs, None, "X").series("X");
        assert_eq!(all.map(|series| series.bars.len()), Some(3));
    }

    #[test]
    fn require_says_what_is_wrong() {
        let inputs = Inputs::from_iter([series("X", &[5, 6])]);
        let known = Known::at(&inputs, None, "X");
        assert!(known.require("X", 2).is_ok());
        let reasons = [("X", 3), ("Y", 1)].map(|(id, need)| known.require(id, need).err());
        let [short, absent] = reasons.map(|missing| missing.map(|missing| missing.reason));
        assert_eq!(short, Some(MissingReason::TooShort { have: 2, need: 3 }));
        assert_eq!(absent, Some(MissingReason::Absent));
    }

    #[test]
    fn a_constituent_without_bars_is_counted_but_not_listed() {
        let mut inputs = Inputs::default();
        inputs.universe.push(Arc::new(series("A", &[5])));
        inputs.universe.push(Arc::new(series("B", &[])));
        let known = Known::at(&inputs, None, "");
        assert_eq!(known.universe_len(), 2);
        let ids: Vec<&str> = known.universe().map(|one| one.id).collect();
        assert_eq!(ids, ["A"]);
    }

    #[test]
    fn joined_keeps_days_of_both() {
        let day = |day| date(2026, 1, day);
        let left = [(day(1), 1.0), (day(2), 2.0), (day(5), 5.0)];
        let right = [
            (day(2), 20.0),
            (day(3), 30.0),
            (day(5), 50.0),
            (day(6), 60.0),
        ];
        assert_eq!(
            joined(left, right),
            [(day(2), 2.0, 20.0), (day(5), 5.0, 50.0)]
        );
        assert!(joined(left, []).is_empty());
    }
}
