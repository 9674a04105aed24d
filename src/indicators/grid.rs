//! Constituents on the days of an index, side by side.

use jiff::civil::Date;

use super::inputs::{Known, Observed};
use crate::model::{Missing, MissingReason};

/// What stands for the constituents where they are missing.
pub(super) const UNIVERSE: &str = "constituents of SPX";

/// The index that constituents belong to, and the fund on it that stands in where it is missing.
pub(super) const INDEX: &str = "SPX";
pub(super) const FUND: &str = "SPY";

/// An index and its constituents, with what a reading needs to say of them.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// The index, or the fund that stands for it.
    pub(super) index: Observed<'a>,
    /// The days on which the index closed above zero.
    pub(super) days: Vec<Date>,
    /// The simple returns of the index; the first day has none and is zero.
    pub(super) market: Vec<f64>,
    /// The constituents with at least one close.
    pub(super) members: Vec<Member<'a>>,
    /// Constituents that a day needs: half of the universe.
    pub(super) least: usize,
}

/// One constituent on the days of the index; NaN where it has no figure.
#[derive(Debug)]
pub(super) struct Member<'a> {
    pub(super) series: Observed<'a>,
    /// Closes above zero.
    pub(super) closes: Vec<f64>,
    /// Simple returns where the day and the one before it have closes.
    pub(super) returns: Vec<f64>,
}

impl<'a> Grid<'a> {
    /// The index with at least `need` bars and the universe, or all that is missing.
    pub(super) fn new(known: &Known<'a>, need: usize) -> Result<Self, Vec<Missing>> {
        let index = index(known, need);
        if known.universe_len() == 0 {
            let absent = Missing {
                input: UNIVERSE.to_owned(),
                reason: MissingReason::Absent,
            };
            return Err(index.err().into_iter().chain([absent]).collect());
        }
        let index = index.map_err(|missing| vec![missing])?;
        let bars = index.bars.iter().filter(|bar| bar.close > 0.0);
        let (days, closes): (Vec<Date>, Vec<f64>) = bars.map(|bar| (bar.date, bar.close)).unzip();
        let mut market = changes(&closes);
        if let Some(first) = market.first_mut() {
            *first = 0.0;
        }
        let members = known.universe().map(|series| member(series, &days));
        Ok(Self {
            index,
            market,
            members: members.collect(),
            least: known.universe_len().div_ceil(2),
            days,
        })
    }

    /// That too few constituents have enough of a past.
    pub(super) fn too_short(&self) -> Missing {
        Missing {
            input: UNIVERSE.to_owned(),
            reason: MissingReason::TooShort {
                have: self.members.len(),
                need: self.least,
            },
        }
    }
}

/// The index with at least `need` bars, or the fund on it.
pub(super) fn index<'a>(known: &Known<'a>, need: usize) -> Result<Observed<'a>, Missing> {
    let fund = |why| known.require(FUND, need).map_err(|_| why);
    known.require(INDEX, need).or_else(fund)
}

/// The closes above zero of a series on given days, with the places of those days.
pub(super) fn placed(series: &Observed<'_>, days: &[Date]) -> impl Iterator<Item = (usize, f64)> {
    let mut days = days.iter().enumerate().peekable();
    let bars = series.bars.iter().filter(|bar| bar.close > 0.0);
    bars.filter_map(move |bar| {
        while days.next_if(|(_, day)| **day < bar.date).is_some() {}
        let (place, _) = days.next_if(|(_, day)| **day == bar.date)?;
        Some((place, bar.close))
    })
}

fn member<'a>(series: Observed<'a>, days: &[Date]) -> Member<'a> {
    let mut closes = vec![f64::NAN; days.len()];
    for (place, close) in placed(&series, days) {
        if let Some(slot) = closes.get_mut(place) {
            *slot = close;
        }
    }
    Member {
        series,
        returns: changes(&closes),
        closes,
    }
}

/// The change from each close to the next; NaN for the first.
fn changes(closes: &[f64]) -> Vec<f64> {
    let pairs = closes.iter().zip(closes.iter().skip(1));
    let later = pairs.map(|(before, close)| close / before - 1.0);
    closes
        .first()
        .map(|_| f64::NAN)
        .into_iter()
        .chain(later)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::indicators::Inputs;
    use crate::indicators::inputs::Cut;
    use crate::model::{Bar, Origin, Series};

    fn series(id: &str, bars: &[(i8, f64)]) -> Series {
        let bars = bars
            .iter()
            .map(|(day, close)| Bar::close_only(date(2026, 1, *day), *close));
        Series::new(id, Origin::Demo, bars.collect())
    }

    fn inputs(index: &str) -> Inputs {
        let mut inputs =
            Inputs::from_iter([series(index, &[(1, 1.0), (2, 0.0), (3, 2.0), (4, 3.0)])]);
        inputs.universe.push(Arc::new(series(
            "A",
            &[(1, 1.0), (2, 9.0), (3, 2.0), (4, 1.0)],
        )));
        inputs
            .universe
            .push(Arc::new(series("B", &[(1, 1.0), (4, 4.0), (5, 9.0)])));
        inputs
    }

    #[test]
    fn members_stand_on_the_days_of_the_index() {
        let inputs = inputs("SPX");
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        let grid = Grid::new(&known, 2).unwrap();
        assert_eq!(grid.days, [1, 3, 4].map(|day| date(2026, 1, day)));
        assert_eq!(grid.market, [0.0, 1.0, 0.5]);
        assert_eq!(grid.members[0].closes, [1.0, 2.0, 1.0]);
        assert_eq!(grid.members[0].returns[1..], [1.0, -0.5]);
        let [one, gap, two] = grid.members[1].closes[..] else {
            panic!()
        };
        assert_eq!([one, two], [1.0, 4.0]);
        assert!(gap.is_nan());
        assert!(grid.members[1].returns.iter().all(|change| change.is_nan()));
        assert_eq!(grid.least, 1);
    }

    #[test]
    fn the_fund_stands_for_the_index() {
        let inputs = inputs("SPY");
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        assert_eq!(Grid::new(&known, 2).unwrap().index.id, "SPY");
        let missing = Grid::new(&known, 20).map_err(|missing| missing[0].input.clone());
        assert_eq!(missing.err().as_deref(), Some("SPX"));
    }
}
