//! The counts of every day, in one pass over each constituent.

use std::iter;

use jiff::civil::Date;

use crate::indicators::grid::placed;
use crate::indicators::inputs::Observed;
use crate::indicators::math::volatility::ewma_step;
use crate::indicators::math::windows;

/// Closes that a new high or low is compared with, before its own.
const BEFORE: usize = 251;

/// How much of the day before the two averages of `McClellan` keep.
const KEPT: [f64; 2] = [0.90, 0.95];

/// Net advances of a market of this size, for the oscillator that can be compared over years.
const PER: f64 = 1000.0;

/// How many of how many, on each day.
#[derive(Debug, Clone)]
struct Shares {
    yes: Vec<u32>,
    of: Vec<u32>,
}

impl Shares {
    fn new(days: usize) -> Self {
        Self {
            yes: vec![0; days],
            of: vec![0; days],
        }
    }

    fn count(&mut self, place: usize, holds: bool) {
        if let Some((yes, of)) = self.yes.get_mut(place).zip(self.of.get_mut(place)) {
            *yes += u32::from(holds);
            *of += 1;
        }
    }
}

/// What the constituents did on each day of the index.
#[derive(Debug)]
pub(super) struct Members {
    /// The days of the index.
    days: Vec<Date>,
    /// The closes of the index.
    index: Vec<f64>,
    /// Constituents that a day needs.
    least: u32,
    up: Shares,
    down: Shares,
    above: [Shares; 2],
    beat: [Shares; 3],
    high: Shares,
    low: Shares,
    /// The constituents with a new high and with a new low on the last day.
    pub(super) extremes: [Vec<String>; 2],
}

/// Observations of the averages.
const AVERAGES: [usize; 2] = [50, 200];

/// Observations over which the index may be beaten.
const HORIZONS: [usize; 3] = [1, 21, 63];

impl Members {
    /// Counts a universe on the days of an index; prices that are not positive are left out.
    pub(super) fn new(index: &Observed<'_>, universe: &[Observed<'_>], least: usize) -> Self {
        let bars = index.bars.iter().filter(|bar| bar.close > 0.0);
        let (days, closes): (Vec<Date>, Vec<f64>) = bars.map(|bar| (bar.date, bar.close)).unzip();
        let none = || Shares::new(days.len());
        let mut members = Self {
            index: closes,
            least: u32::try_from(least).unwrap_or(u32::MAX),
            up: none(),
            down: none(),
            above: [none(), none()],
            beat: [none(), none(), none()],
            high: none(),
            low: none(),
            extremes: [Vec::new(), Vec::new()],
            days,
        };
        for one in universe {
            members.add(one);
        }
        members
    }

    fn add(&mut self, one: &Observed<'_>) {
        let (places, closes): (Vec<usize>, Vec<f64>) = placed(one, &self.days).unzip();
        for ((place, close), before) in places.iter().zip(&closes).skip(1).zip(&closes) {
            self.up.count(*place, close > before);
            self.down.count(*place, close < before);
        }
        for (window, shares) in AVERAGES.into_iter().zip(&mut self.above) {
            let ends = places.iter().zip(&closes).skip(window - 1);
            for ((place, close), sum) in ends.zip(windows::sums(&closes, window)) {
                shares.count(*place, *close > sum / window as f64);
            }
        }
        let index: Vec<f64> = places
            .iter()
            .filter_map(|place| self.index.get(*place).copied())
            .collect();
        for (horizon, shares) in HORIZONS.into_iter().zip(&mut self.beat) {
            let own = closes.iter().skip(horizon).zip(&closes);
            let market = index.iter().skip(horizon).zip(&index);
            let both = places.iter().skip(horizon).zip(own).zip(market);
            for ((place, (close, before)), (market, market_before)) in both {
                shares.count(*place, close / before > market / market_before);
            }
        }
        self.add_extremes(one.id, &places, &closes);
    }

    fn add_extremes(&mut self, id: &str, places: &[usize], closes: &[f64]) {
        let ends = || places.iter().zip(closes).skip(BEFORE);
        let last = self.days.len().checked_sub(1);
        for ((place, close), most) in ends().zip(windows::maxima(closes, BEFORE)) {
            self.high.count(*place, *close > most);
            if Some(*place) == last && *close > most {
                self.extremes[0].push(id.to_owned());
            }
        }
        for ((place, close), least) in ends().zip(windows::minima(closes, BEFORE)) {
            self.low.count(*place, *close < least);
            if Some(*place) == last && *close < least {
                self.extremes[1].push(id.to_owned());
            }
        }
    }

    /// Per cent of those that count, on days on which enough do.
    fn share(&self, shares: &Shares) -> Vec<(Date, f64)> {
        let counts = shares.yes.iter().zip(&shares.of);
        let days = self.days.iter().zip(counts);
        days.filter(|(_, (_, of))| **of >= self.least && **of > 0)
            .map(|(day, (yes, of))| (*day, 100.0 * f64::from(*yes) / f64::from(*of)))
            .collect()
    }

    /// The share above the average of 50 days.
    pub(super) fn above_50(&self) -> Vec<(Date, f64)> {
        let [fifty, _] = &self.above;
        self.share(fifty)
    }

    /// The share above the average of 200 days.
    pub(super) fn above_200(&self) -> Vec<(Date, f64)> {
        let [_, two_hundred] = &self.above;
        self.share(two_hundred)
    }

    /// The share that beat the index over one of the horizons: 1, 21, or 63 days.
    pub(super) fn beating(&self, horizon: usize) -> Vec<(Date, f64)> {
        let mut shares = HORIZONS.iter().zip(&self.beat);
        let found = shares.find(|(known, _)| **known == horizon);
        found.map_or_else(Vec::new, |(_, shares)| self.share(shares))
    }

    /// New highs less new lows, in per cent of those with 252 closes.
    pub(super) fn net_highs(&self) -> Vec<(Date, f64)> {
        let highs = self.share(&self.high);
        let lows = self.share(&self.low);
        let both = highs.into_iter().zip(lows);
        both.map(|((day, high), (_, low))| (day, high - low))
            .collect()
    }

    /// The oscillator of `McClellan`, unadjusted and per thousand issues that moved.
    pub(super) fn oscillators(&self) -> [Vec<(Date, f64)>; 2] {
        let counts = self.up.yes.iter().zip(&self.down.yes).zip(&self.up.of);
        let days = self.days.iter().zip(counts);
        let net: Vec<(Date, f64, f64)> = days
            .filter(|(_, (_, of))| **of >= self.least && **of > 0)
            .map(|(day, ((up, down), _))| {
                let (up, down) = (f64::from(*up), f64::from(*down));
                let adjusted = if up + down > 0.0 {
                    PER * (up - down) / (up + down)
                } else {
                    0.0
                };
                (*day, up - down, adjusted)
            })
            .collect();
        let plain = net.iter().map(|(day, plain, _)| (*day, *plain));
        let adjusted = net.iter().map(|(day, _, adjusted)| (*day, *adjusted));
        [oscillator(plain), oscillator(adjusted)]
    }

    /// Advancers, decliners and all with a return, on a day.
    pub(super) fn moves(&self, day: Date) -> Option<[usize; 3]> {
        let place = self.days.binary_search(&day).ok()?;
        let at = |counts: &[u32]| counts.get(place).map(|count| *count as usize);
        Some([at(&self.up.yes)?, at(&self.down.yes)?, at(&self.up.of)?])
    }

    /// New highs, new lows and all with 252 closes, on a day.
    pub(super) fn highs_and_lows(&self, day: Date) -> Option<[usize; 3]> {
        let place = self.days.binary_search(&day).ok()?;
        let at = |counts: &[u32]| counts.get(place).map(|count| *count as usize);
        Some([at(&self.high.yes)?, at(&self.low.yes)?, at(&self.high.of)?])
    }

    /// Whether the index closed on a day at its highest of 252 days.
    pub(super) fn is_index_high(&self, day: Date) -> bool {
        let place = self.days.binary_search(&day).ok();
        let run =
            place.and_then(|place| self.index.get((place + 1).checked_sub(BEFORE + 1)?..=place));
        let Some((last, before)) = run.and_then(|run| run.split_last()) else {
            return false;
        };
        before.iter().all(|close| close < last)
    }
}

fn oscillator(net: impl Iterator<Item = (Date, f64)>) -> Vec<(Date, f64)> {
    let mut net = net;
    let Some((first, start)) = net.next() else {
        return Vec::new();
    };
    let later = net.scan([start; 2], |averages, (day, value)| {
        for (average, kept) in averages.iter_mut().zip(KEPT) {
            *average = ewma_step(*average, value, kept);
        }
        let [fast, slow] = *averages;
        Some((day, fast - slow))
    });
    iter::once((first, 0.0)).chain(later).collect()
}
