//! What is said of a series again: what is new, what was revised, what stands in another scale.
//!
//! | what comes | what happens |
//! |-|-|
//! | the same value | it stays, with the time that it first came |
//! | another value of a day that had not ended when the first came | it takes its place: the day's bar was not whole |
//! | another value with a later day of publication | both are kept, each known from its day |
//! | another value otherwise | both are kept; the new one is known from the day that it came |
//! | the whole past times one factor; another past of a series that its source adjusts | the past is restated at once, the earlier kept aside: half of it in one scale and half in another would be a crash that never was |
//!
//! Closes that differ by less than a ten-millionth are the same: sources round.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::rows;
use super::stored::{Change, ChangeKind};
use crate::model::{Adjustment, Bar, Series, Vintage, usd_bn_factor};

/// Closes closer than this part of them are one value, written with other digits.
const SAME: f64 = 1e-7;

/// Days that must show one factor before it is believed to be one of scale.
const FACTOR_DAYS: usize = 10;

/// How far a rounded price may be off its factor, as a part of it.
const FACTOR_PRECISION: f64 = 2e-4;

/// How far from one a factor of scale is at least.
const LEAST_FACTOR: f64 = 1e-3;

/// A value with when it became known, and when it came into the store; `None` where it was not
/// written down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    pub(super) vintage: Vintage,
    pub(super) fetched: Option<Timestamp>,
}

impl Said {
    /// Whether it came before its day was over, in Greenwich: later than any exchange's close.
    fn is_provisional(&self) -> bool {
        self.fetched
            .is_some_and(|at| day_of(at) <= self.vintage.bar.date)
    }
}

/// A series as the store holds it: by the day its values are of, then by when they became known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub(super) series: Series,
    pub(super) said: Vec<Said>,
}

impl Held {
    /// A series that came at one time.
    pub(super) fn new(series: &Series, fetched: Timestamp) -> Self {
        let said = |vintage| Said {
            vintage,
            fetched: Some(fetched),
        };
        Self {
            series: series.clone(),
            said: series.vintages().into_iter().map(said).collect(),
        }
    }
}

/// What a merge gives.
pub(super) struct Merged {
    pub(super) held: Held,
    pub(super) change: Option<Change>,
    /// Bars to be kept aside, where the past was restated.
    pub(super) aside: Vec<Bar>,
}

/// What is held of a series with what is said of it now.
///
/// The result has the name, unit and adjustment of `new`, and the origins of both unless nothing
/// stands that came from the earlier.
pub(super) fn merged(held: Held, new: &Series, fetched: Timestamp) -> Merged {
    let mut bars = held.series.bars().iter();
    let origin = if bars.all(|bar| new.close_on(bar.date).is_some()) {
        new.origin().clone()
    } else {
        rows::joined(held.series.origin(), new.origin())
    };
    let mut merged = united(in_unit_of(held, new), new, fetched);
    merged.held.series = merged.held.series.with_origin(origin);
    merged
}

fn united(mut held: Held, new: &Series, fetched: Timestamp) -> Merged {
    let pairs = common(&held, new);
    let has_changed = pairs.iter().any(|pair| !pair.is_same());
    if has_changed && is_restated(new.adjustment(), &pairs) {
        return restated(&held, new, &pairs, fetched);
    }
    let is_later = |one: &Vintage| one.known != one.bar.date;
    let published = new.vintages().iter().any(is_later);
    let assumed = published && !held.said.iter().any(|said| is_later(&said.vintage));
    let mut aside = Vec::new();
    if assumed {
        // What was taken to be known on its own day is replaced by what tells when it was.
        aside = pairs
            .iter()
            .filter(|pair| !pair.is_same())
            .map(|pair| pair.before)
            .collect();
        held.said
            .retain(|said| new.close_on(said.vintage.bar.date).is_none());
    }
    let mut by_day: BTreeMap<Date, Vec<Said>> = BTreeMap::new();
    for said in held.said {
        by_day.entry(said.vintage.bar.date).or_default().push(said);
    }
    let mut changes = Changes::new(fetched);
    for vintage in new.vintages() {
        let all = by_day.entry(vintage.bar.date).or_default();
        changes.take(all, vintage, published);
    }
    let said = by_day.into_values().flatten().collect();
    Merged {
        held: whole(new, said),
        change: changes.told(new.id()),
        aside,
    }
}

/// One day of both.
struct Pair {
    before: Bar,
    after: Bar,
    /// The value before came before its day was over.
    was_provisional: bool,
}

impl Pair {
    fn is_same(&self) -> bool {
        self.was_provisional || is_same(&self.before, &self.after)
    }

    fn factor(&self) -> f64 {
        self.after.close / self.before.close
    }
}

/// The days of both, as they are known last.
fn common(held: &Held, new: &Series) -> Vec<Pair> {
    let mut after = new.bars().iter().peekable();
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, said) in held.said.iter().enumerate() {
        let day = said.vintage.bar.date;
        let is_replaced = held
            .said
            .get(at + 1)
            .is_some_and(|next| next.vintage.bar.date == day);
        while after.next_if(|bar| bar.date < day).is_some() {}
        if let (false, Some(bar)) = (is_replaced, after.next_if(|bar| bar.date == day)) {
            pairs.push(Pair {
                before: said.vintage.bar,
                after: *bar,
                was_provisional: said.is_provisional(),
            });
        }
    }
    pairs
}

/// Whether two bars say the same of what both say.
fn is_same(one: &Bar, other: &Bar) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= SAME * a.abs().max(b.abs());
    let either = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => near(a, b),
        _ => true,
    };
    near(one.close, other.close)
        && either(one.open, other.open)
        && either(one.high, other.high)
        && either(one.low, other.low)
}

/// Whether the past stands in another scale.
fn is_restated(adjustment: Adjustment, pairs: &[Pair]) -> bool {
    let mut settled = pairs.iter().filter(|pair| !pair.was_provisional);
    match adjustment {
        Adjustment::Unadjusted => false,
        // Whatever is adjusted for, the oldest days show it.
        Adjustment::Splits | Adjustment::SplitsAndDividends => {
            settled.next().is_some_and(|pair| !pair.is_same())
        }
        Adjustment::AsGiven => {
            let factors: Vec<f64> = settled.map(Pair::factor).collect();
            let Some(&factor) = factors.first() else {
                return false;
            };
            let is_one = |other: &f64| (other / factor - 1.0).abs() <= FACTOR_PRECISION;
            factors.len() >= FACTOR_DAYS
                && (factor - 1.0).abs() >= LEAST_FACTOR
                && factors.iter().all(is_one)
        }
    }
}

/// The past in the scale of `new`: its own days as it has them, the others by the factor of the
/// common day before them, or of the first.
fn restated(held: &Held, new: &Series, pairs: &[Pair], fetched: Timestamp) -> Merged {
    let mut factors = pairs.iter().peekable();
    let mut factor = factors.peek().map_or(1.0, |pair| pair.factor());
    let mut said = Vec::with_capacity(held.said.len());
    for one in &held.said {
        let day = one.vintage.bar.date;
        while let Some(pair) = factors.next_if(|pair| pair.before.date <= day) {
            factor = pair.factor();
        }
        let mut one = *one;
        one.vintage.bar = scaled(&one.vintage.bar, factor, new.adjustment());
        said.push(one);
    }
    let fresh = Held::new(new, fetched).said;
    let known: BTreeMap<Date, Said> = said
        .iter()
        .map(|one| (one.vintage.bar.date, *one))
        .collect();
    said.extend(fresh.into_iter().map(|mut one| {
        if let Some(earlier) = known.get(&one.vintage.bar.date) {
            one.vintage.known = earlier.vintage.known;
        }
        one
    }));
    let changed = pairs.iter().filter(|pair| !pair.is_same());
    let change = pairs
        .iter()
        .find(|pair| !pair.is_same())
        .map(|first| Change {
            id: new.id().to_owned(),
            kind: ChangeKind::Restated,
            values: changed.count(),
            first: first.before.date,
            closes: (first.before.close, first.after.close),
            known: first.before.date,
        });
    Merged {
        held: whole(new, said),
        change,
        aside: held.series.bars().to_vec(),
    }
}

/// What is held in the unit that `new` names, where both name one in dollars.
fn in_unit_of(mut held: Held, new: &Series) -> Held {
    let factor = |unit: Option<&str>| unit.and_then(usd_bn_factor);
    let (Some(from), Some(to)) = (factor(held.series.unit()), factor(new.unit())) else {
        return held;
    };
    if from.total_cmp(&to).is_ne() {
        for said in &mut held.said {
            said.vintage.bar = scaled(&said.vintage.bar, from / to, Adjustment::AsGiven);
        }
    }
    held
}

/// A bar with its prices times a factor; of a split its volume, too.
fn scaled(bar: &Bar, factor: f64, adjustment: Adjustment) -> Bar {
    let price = |price: Option<f64>| price.map(|price| price * factor);
    let shares = if adjustment == Adjustment::Splits {
        factor
    } else {
        1.0
    };
    Bar {
        date: bar.date,
        open: price(bar.open),
        high: price(bar.high),
        low: price(bar.low),
        close: bar.close * factor,
        volume: bar.volume.map(|volume| volume / shares),
    }
}

/// Under the name, origin, unit and adjustment of `new` all that was said: of one day and one day
/// of becoming known what stands last.
fn whole(new: &Series, mut said: Vec<Said>) -> Held {
    said.sort_by_key(|one| (one.vintage.bar.date, one.vintage.known));
    let vintages = said.iter().map(|one| one.vintage).collect();
    let series = Series::of_vintages(new.id(), new.origin().clone(), vintages)
        .with_adjustment(new.adjustment());
    let series = match new.unit() {
        Some(unit) => series.with_unit(unit),
        None => series,
    };
    let kept = series.vintages();
    let key = |vintage: &Vintage| (vintage.bar.date, vintage.known);
    let times: BTreeMap<_, _> = said
        .iter()
        .map(|one| (key(&one.vintage), one.fetched))
        .collect();
    let said = kept.into_iter().map(|vintage| Said {
        vintage,
        fetched: times.get(&key(&vintage)).copied().flatten(),
    });
    Held {
        said: said.collect(),
        series,
    }
}

/// What changed so far of one series.
struct Changes {
    fetched: Timestamp,
    values: usize,
    first: Option<(Bar, Bar)>,
    known: Option<Date>,
}

impl Changes {
    const fn new(fetched: Timestamp) -> Self {
        Self {
            fetched,
            values: 0,
            first: None,
            known: None,
        }
    }

    /// Puts one value among those of its day.
    fn take(&mut self, all: &mut Vec<Said>, vintage: Vintage, is_published: bool) {
        let mut new = Said {
            vintage,
            fetched: Some(self.fetched),
        };
        let Some(last) = all.last().copied() else {
            all.push(new);
            return;
        };
        let is_repeated = |said: &Said| is_same(&said.vintage.bar, &vintage.bar);
        let stood = all
            .iter_mut()
            .rev()
            .find(|said| !is_published || said.vintage.known <= vintage.known);
        if let Some(stood) = stood
            && (is_repeated(stood) || is_repeated(&last))
        {
            stood.vintage.bar = filled(&stood.vintage.bar, &vintage.bar, is_repeated(stood));
            return;
        }
        if last.is_provisional() {
            if let Some(last) = all.last_mut() {
                new.vintage.known = last.vintage.known.max(new.vintage.known);
                *last = new;
            }
            return;
        }
        let is_told = is_published && all.iter().all(|said| said.vintage.known != vintage.known);
        if !is_told {
            new.vintage.known = day_of(self.fetched).max(last.vintage.known);
        }
        self.values += 1;
        self.first.get_or_insert((last.vintage.bar, vintage.bar));
        self.known.get_or_insert(new.vintage.known);
        all.push(new);
        all.sort_by_key(|said| said.vintage.known);
    }

    fn told(self, id: &str) -> Option<Change> {
        let ((before, after), known) = self.first.zip(self.known)?;
        Some(Change {
            id: id.to_owned(),
            kind: ChangeKind::Revised,
            values: self.values,
            first: before.date,
            closes: (before.close, after.close),
            known,
        })
    }
}

/// A bar with what another that says the same knows beside it.
fn filled(bar: &Bar, other: &Bar, is_same: bool) -> Bar {
    if !is_same {
        return *bar;
    }
    Bar {
        date: bar.date,
        open: bar.open.or(other.open),
        high: bar.high.or(other.high),
        low: bar.low.or(other.low),
        close: bar.close,
        volume: other.volume.or(bar.volume),
    }
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests;
