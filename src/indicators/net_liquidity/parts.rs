//! The parts of net liquidity on one day, in billions of US dollars.
//!
//! Each series is read in the unit that its source names; the unit of FRED today stands for one
//! that names none. The trap is real: the Treasury's account came as 370.51 (billions) in one copy
//! and as 830,296 (millions) in another.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::indicators::inputs::{Known, Observed};

/// Calendar days that a daily figure may be older than the day it stands for: five business days.
const CARRIED: i32 = 7;

/// Billions of US dollars in one of FRED's millions.
const MILLION: f64 = 1e-3;

/// A series in billions of US dollars.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amounts<'a> {
    /// As it is stored.
    pub(super) series: Observed<'a>,
    factor: f64,
}

impl<'a> Amounts<'a> {
    /// A series that FRED gives in millions of dollars.
    pub(super) fn in_millions(known: &Known<'a>, id: &str) -> Option<Self> {
        Self::new(known, id, MILLION)
    }

    /// A series that FRED gives in billions of dollars.
    pub(super) fn in_billions(known: &Known<'a>, id: &str) -> Option<Self> {
        Self::new(known, id, 1.0)
    }

    fn new(known: &Known<'a>, id: &str, otherwise: f64) -> Option<Self> {
        let series = known.series(id)?;
        Some(Self {
            series,
            factor: series.usd_bn_factor(otherwise),
        })
    }

    /// All values, oldest first.
    pub(super) fn points(&self) -> impl Iterator<Item = (Date, f64)> + use<'a> {
        let factor = self.factor;
        self.series
            .points()
            .map(move |(day, value)| (day, factor * value))
    }

    /// The value of exactly this day.
    pub(super) fn on(&self, day: Date) -> Option<f64> {
        let bars = self.series.bars;
        let at = bars.binary_search_by_key(&day, |bar| bar.date).ok()?;
        bars.get(at).map(|bar| self.factor * bar.close)
    }

    /// The value of this day, or of one not more than five business days before it.
    pub(super) fn near(&self, day: Date) -> Option<f64> {
        let end = self.series.bars.partition_point(|bar| bar.date <= day);
        let last = self.series.bars.get(end.checked_sub(1)?)?;
        let is_near = last
            .date
            .checked_add(CARRIED.days())
            .is_ok_and(|until| until >= day);
        is_near.then_some(self.factor * last.close)
    }

    /// The last value.
    pub(super) fn last(&self) -> Option<(Date, f64)> {
        self.series
            .last()
            .map(|(day, value)| (day, self.factor * value))
    }
}

/// Assets of the Federal Reserve, less what the Treasury keeps there, less reverse repos.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Parts {
    /// The day of the assets, a Wednesday.
    pub(super) day: Date,
    /// Total assets.
    pub(super) assets: f64,
    /// The Treasury's account.
    pub(super) treasury: f64,
    /// Reverse repurchase agreements.
    pub(super) repos: f64,
}

impl Parts {
    /// What is left for banks.
    pub(super) fn net(&self) -> f64 {
        self.assets - self.treasury - self.repos
    }
}

/// Which of several series stand for the two parts that are taken off: the weekly level of the
/// balance sheet first, the daily figure behind it, a weekly average last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sources<'a> {
    /// Total assets.
    pub(super) assets: Option<Amounts<'a>>,
    /// The Treasury's account, Wednesday level.
    pub(super) treasury: Option<Amounts<'a>>,
    /// The same, each day.
    pub(super) treasury_daily: Option<Amounts<'a>>,
    /// The same, average of the week.
    pub(super) treasury_mean: Option<Amounts<'a>>,
    /// Reverse repos, Wednesday level.
    pub(super) repos: Option<Amounts<'a>>,
    /// Overnight reverse repos, each day.
    pub(super) repos_daily: Option<Amounts<'a>>,
}

impl<'a> Sources<'a> {
    /// The parts on every Wednesday that has all three, oldest first.
    pub(super) fn weekly(&self) -> Vec<Parts> {
        let assets = self.assets.iter().flat_map(Amounts::points);
        let parts = assets.filter_map(|(day, assets)| {
            Some(Parts {
                day,
                assets,
                treasury: self.treasury_on(day)?,
                repos: self.repos_on(day)?,
            })
        });
        parts.collect()
    }

    /// The same of the last day that has the daily figures, with the assets of the week before.
    pub(super) fn daily(&self) -> Option<Parts> {
        let (day, treasury) = self.treasury_daily?.last()?;
        Some(Parts {
            day,
            assets: self.assets?.near(day)?,
            treasury,
            repos: self.repos_daily?.near(day)?,
        })
    }

    /// The series that were read, to be named.
    pub(super) fn used(&self) -> impl Iterator<Item = Observed<'a>> {
        let all = [
            self.assets,
            self.treasury,
            self.treasury_daily,
            self.treasury_mean.filter(|_| self.is_averaged()),
            self.repos,
            self.repos_daily,
        ];
        all.into_iter().flatten().map(|amounts| amounts.series)
    }

    /// Whether only a weekly average stands for the Treasury's account.
    pub(super) const fn is_averaged(&self) -> bool {
        self.treasury.is_none() && self.treasury_daily.is_none() && self.treasury_mean.is_some()
    }

    fn treasury_on(&self, day: Date) -> Option<f64> {
        let level = self.treasury.and_then(|weekly| weekly.on(day));
        let daily = || self.treasury_daily.and_then(|daily| daily.near(day));
        let mean = || self.treasury_mean.and_then(|mean| mean.on(day));
        level.or_else(daily).or_else(mean)
    }

    fn repos_on(&self, day: Date) -> Option<f64> {
        let level = self.repos.and_then(|weekly| weekly.on(day));
        level.or_else(|| self.repos_daily.and_then(|daily| daily.near(day)))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::indicators::Inputs;
    use crate::indicators::inputs::Cut;
    use crate::model::{Bar, Origin, Series};

    const WEDNESDAY: Date = date(2026, 1, 14);

    fn series(id: &str, day: Date, value: f64) -> Series {
        Series::new(id, Origin::Demo, vec![Bar::close_only(day, value)])
    }

    #[test]
    fn the_unit_of_the_source_wins_over_the_usual_one() {
        let named = series("WTREGEN", WEDNESDAY, 370.51).with_unit("Billions of U.S. Dollars");
        let plain = series("WALCL", WEDNESDAY, 6_587_034.0);
        let inputs = Inputs::from_iter([named, plain]);
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        let amount = |id| Amounts::in_millions(&known, id).and_then(|one| one.on(WEDNESDAY));
        assert!((amount("WTREGEN").unwrap() - 370.51).abs() < 1e-9);
        assert!((amount("WALCL").unwrap() - 6587.034).abs() < 1e-9);
        assert_eq!(amount("WDTGAL"), None);
    }

    #[test]
    fn a_daily_figure_is_carried_for_a_week_and_no_longer() {
        let inputs = Inputs::from_iter([series("RRPONTSYD", date(2026, 1, 9), 4.812)]);
        let cut = Cut::at(&inputs, None);
        let repos = Amounts::in_billions(&Known::of(&cut, ""), "RRPONTSYD").unwrap();
        assert_eq!(repos.on(WEDNESDAY), None);
        assert_eq!(repos.near(WEDNESDAY), Some(4.812));
        assert_eq!(repos.near(date(2026, 1, 17)), None);
        assert_eq!(
            repos.near(date(2026, 1, 8)),
            None,
            "nothing is taken from later"
        );
    }

    #[test]
    fn the_wednesday_level_stands_before_the_daily_figure() {
        let inputs = Inputs::from_iter([
            series("WALCL", WEDNESDAY, 6_600_000.0),
            series("WDTGAL", WEDNESDAY, 900_000.0),
            series("TGA", WEDNESDAY, 905_000.0),
            series("RRPONTSYD", WEDNESDAY, 5.0),
        ]);
        let cut = Cut::at(&inputs, None);
        let known = Known::of(&cut, "");
        let sources = Sources {
            assets: Amounts::in_millions(&known, "WALCL"),
            treasury: Amounts::in_millions(&known, "WDTGAL"),
            treasury_daily: Amounts::in_millions(&known, "TGA"),
            repos_daily: Amounts::in_billions(&known, "RRPONTSYD"),
            ..Sources::default()
        };
        assert!((sources.weekly()[0].net() - 5695.0).abs() < 1e-9);
        assert!((sources.daily().unwrap().net() - 5690.0).abs() < 1e-9);
        assert!(!sources.is_averaged());
    }
}
