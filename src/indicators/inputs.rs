//! The series that indicators read, and the cut that keeps the future out.
//!
//! [`Known`] is the only way from an indicator to the figures: it borrows each series up to the
//! date asked for and has no way to reach what lies behind it, what was published later, or how a
//! value was revised later. Nothing is copied but series with a revision to hide.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{
    Bar, InputUse, Member, Missing, MissingReason, OptionChain, Origin, Series, usd_bn_factor,
};

/// All that indicators may read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Series by their name in the market store.
    pub series: BTreeMap<String, Arc<Series>>,
    /// The constituents of the index, for indicators that compare the two.
    pub universe: Vec<Arc<Series>>,
    /// When each of the constituents was one; empty where all always were.
    pub members: Vec<Member>,
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

/// The inputs as they stood at the end of one day.
#[derive(Debug)]
pub(super) struct Cut<'a> {
    inputs: &'a Inputs,
    as_of: Option<Date>,
    /// Series that were revised since, as they stood, by name.
    revised: BTreeMap<&'a str, Vec<Bar>>,
}

impl<'a> Cut<'a> {
    /// The inputs at the end of `as_of`; all of them, as they are known last, for `None`.
    pub(super) fn at(inputs: &'a Inputs, as_of: Option<Date>) -> Self {
        let all = inputs.series.values().chain(&inputs.universe);
        let stood = |series: &'a Arc<Series>| match series.known_on(as_of?) {
            Cow::Borrowed(_) => None,
            Cow::Owned(bars) => Some((series.id(), bars)),
        };
        Self {
            inputs,
            as_of,
            revised: all.filter_map(stood).collect(),
        }
    }

    /// The bars of a series that were known.
    fn bars(&'a self, series: &'a Series) -> &'a [Bar] {
        let Some(day) = self.as_of else {
            return series.bars();
        };
        match series.known_on(day) {
            Cow::Borrowed(bars) => bars,
            Cow::Owned(_) => self.revised.get(series.id()).map_or(&[], Vec::as_slice),
        }
    }
}

/// What was known at the end of one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    cut: &'a Cut<'a>,
    subject: &'a str,
}

impl<'a> Known<'a> {
    /// What a reading about `subject` may use.
    pub(super) const fn of(cut: &'a Cut<'a>, subject: &'a str) -> Self {
        Self { cut, subject }
    }

    /// What the reading is about.
    pub(super) const fn subject(&self) -> &'a str {
        self.subject
    }

    /// A series with at least one bar on or before the date.
    pub(super) fn series(&self, id: &str) -> Option<Observed<'a>> {
        self.observed(self.cut.inputs.series.get(id)?)
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
            .cut
            .inputs
            .chains
            .get(underlying)
            .map_or(&[][..], Vec::as_slice);
        let end = self.cut.as_of.map_or(all.len(), |day| {
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

    /// The constituents on the date that have a bar on or before it, in the given order.
    pub(super) fn universe(&self) -> impl Iterator<Item = Observed<'a>> {
        let known = *self;
        known
            .constituents()
            .filter_map(move |one| known.observed(one))
    }

    /// How many constituents there are on the date, with or without bars.
    pub(super) fn universe_len(&self) -> usize {
        self.constituents().count()
    }

    fn constituents(self) -> impl Iterator<Item = &'a Arc<Series>> {
        let Cut { inputs, as_of, .. } = self.cut;
        let members = inputs.members.iter().filter(|member| member.is_on(*as_of));
        let members: BTreeSet<&str> = members.map(|member| member.id.as_str()).collect();
        let all = inputs.universe.iter();
        all.filter(move |one| inputs.members.is_empty() || members.contains(one.id()))
    }

    fn observed(&self, series: &'a Series) -> Option<Observed<'a>> {
        let bars = Some(self.cut.bars(series)).filter(|bars| !bars.is_empty())?;
        Some(Observed {
            id: series.id(),
            origin: series.origin(),
            unit: series.unit(),
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
    /// Its unit in the words of its source.
    unit: Option<&'a str>,
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

    /// What its values are multiplied by to give billions of US dollars, as its source names the
    /// unit; `otherwise` where it names none in dollars.
    pub(super) fn usd_bn_factor(&self, otherwise: f64) -> f64 {
        self.unit.and_then(usd_bn_factor).unwrap_or(otherwise)
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
    use crate::model::Vintage;

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
            let cut = Cut::at(&inputs, Some(date(2026, 1, day)));
            let known = Known::of(&cut, "SPX");
            assert_eq!(known.chains("SPX").len(), count, "as of {day}");
        }
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "SPX");
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
            let cut = Cut::at(&inputs, Some(date(2026, 1, day)));
            let known = Known::of(&cut, "X");
            let found = known.series("X").and_then(|series| series.last());
            assert_eq!(found.map(|(_, close)| close), last, "as of {day}");
        }
        let cut = Cut::at(&inputs, None);
        let all = Known::of(&cut, "X").series("X");
        assert_eq!(all.map(|series| series.bars.len()), Some(3));
    }

    #[test]
    fn a_value_is_known_from_its_publication_and_as_it_was_then() {
        let said = |of, known, close| Vintage {
            known: date(2026, 1, known),
            bar: Bar::close_only(date(2026, 1, of), close),
        };
        let said = vec![said(1, 5, 1.0), said(2, 8, 2.0), said(1, 8, 1.5)];
        let series = Series::of_vintages("X", Origin::Demo, said);
        let inputs = Inputs::from_iter([series]);
        for (day, closes) in [(4, None), (5, Some(vec![1.0])), (8, Some(vec![1.5, 2.0]))] {
            let cut = Cut::at(&inputs, Some(date(2026, 1, day)));
            let found = Known::of(&cut, "X").series("X").map(|one| one.closes());
            assert_eq!(found, closes, "as of {day}");
        }
    }

    #[test]
    fn dollars_are_of_the_unit_that_the_source_names() {
        let plain = series("WTREGEN", &[5]);
        let inputs = [
            plain.clone().with_unit("Billions of U.S. Dollars"),
            plain.clone().with_unit("Millions of U.S. Dollars"),
            plain,
        ];
        let factors = inputs.map(|one| {
            let inputs = Inputs::from_iter([one]);
            let cut = Cut::at(&inputs, None);
            let found = Known::of(&cut, "").series("WTREGEN");
            found.map(|one| one.usd_bn_factor(0.5))
        });
        assert_eq!(factors, [1.0, 1e-3, 0.5].map(Some));
    }

    #[test]
    fn require_says_what_is_wrong() {
        let inputs = Inputs::from_iter([series("X", &[5, 6])]);
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "X");
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
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        assert_eq!(known.universe_len(), 2);
        let ids: Vec<&str> = known.universe().map(|one| one.id).collect();
        assert_eq!(ids, ["A"]);
    }

    #[test]
    fn a_constituent_counts_while_it_is_a_member() {
        let mut inputs = Inputs::default();
        let member = |id: &str, from, until: Option<i8>| Member {
            id: id.to_owned(),
            from: Some(date(2026, 1, from)),
            until: until.map(|day| date(2026, 1, day)),
        };
        for id in ["A", "B", "C"] {
            inputs.universe.push(Arc::new(series(id, &[5])));
        }
        inputs.members = vec![
            member("A", 1, None),
            member("B", 1, Some(8)),
            member("B", 10, None),
        ];
        for (day, expected) in [(Some(7), 2), (Some(8), 1), (Some(10), 2), (None, 2)] {
            let cut = Cut::at(&inputs, day.map(|day| date(2026, 1, day)));
            let known = Known::of(&cut, "");
            let found = (known.universe().count(), known.universe_len());
            assert_eq!(found, (expected, expected), "on {day:?}");
        }
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
