//! Who holds how much: open interest with peaks at round strikes, scaled so that dealers' gamma
//! and its flip are what the day's story says.
//!
//! Gamma is linear in open interest. A number of calls and a number of puts make any gamma at the
//! spot and none at the flip; where the next expiry is to end with a part of it, the same is asked
//! of it and of the rest apart.

use jiff::civil::Date;
use libm::{exp, log, tanh};

use super::super::options::drift;
use super::super::script;
use super::super::world::World;
use super::pricing::{Terms, dollar_gamma};
use crate::calendar::expiry;
use crate::model::{OptionKind, OptionQuote, Settlement};

/// Closes behind the level where gamma turns.
const MEMORY: usize = 20;

/// Days over which one quoted flip is led to the next.
const LED: usize = 45;

/// Billions of US dollars.
const BILLION: f64 = 1e9;

/// What the day's gamma is to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    /// Where it turns.
    flip: f64,
    /// USD for one per cent.
    gamma: f64,
    /// The part that the next expiry ends, and where the rest turns.
    ending: Option<(f64, f64)>,
}

impl Target {
    /// How much lower than usual the calls of the next expiry lie: where they hold the index up,
    /// and the rest turns above the whole, they must be below it.
    pub(super) fn shift(&self) -> f64 {
        let holds = self
            .ending
            .is_some_and(|(_, flip)| self.gamma > 0.0 && flip > self.flip);
        if holds { 1.5 } else { 0.0 }
    }
}

/// The targets of every day: the flip follows the average of the last weeks a little below it,
/// gamma grows with the distance to it, and quoted days are met.
pub(super) fn targets(world: &World) -> Vec<Target> {
    let closes = world.closes("SPX");
    let below = drift(world.seed, "gamma flip", 0.9, 0.004, closes.len());
    let size = drift(world.seed, "gamma size", 0.9, 0.18, closes.len());
    let quoted: Vec<(usize, f64)> = script::BOOKS
        .iter()
        .filter_map(|book| Some((world.days.at(book.day)?, book.flip)))
        .collect();
    let days = closes.iter().enumerate().zip(below.into_iter().zip(size));
    days.map(|((at, close), (below, size))| {
        let recent = closes.get(at.saturating_sub(MEMORY - 1)..=at);
        let recent = recent.unwrap_or_default();
        let mean = recent.iter().sum::<f64>() / recent.len().max(1) as f64;
        let free = mean * (0.993 + below);
        let flip = led(&quoted, at)
            .unwrap_or(free)
            .clamp(0.88 * close, 1.12 * close);
        let distance = (close - flip) / close;
        let distance = distance.abs().max(0.0015).copysign(distance);
        let free = close / 6500.0 * 6.2 * tanh(distance / 0.024) * exp(size);
        let book = world.days.dates().get(at);
        let book = book.and_then(|day| script::BOOKS.iter().find(|book| book.day == *day));
        Target {
            flip: close * (1.0 - distance),
            gamma: BILLION * book.and_then(|book| book.gamma).unwrap_or(free),
            ending: book.and_then(|book| book.ending),
        }
    })
    .collect()
}

/// The flip between two quoted ones that are not far apart, on a straight line.
fn led(quoted: &[(usize, f64)], at: usize) -> Option<f64> {
    let after = quoted.partition_point(|(day, _)| *day <= at);
    let (from, low) = *quoted.get(after.checked_sub(1)?)?;
    if from == at {
        return Some(low);
    }
    let (to, high) = *quoted.get(after)?;
    (to - from <= LED).then(|| low + (high - low) * (at - from) as f64 / (to - from) as f64)
}

/// The options of a chain while it is made, each with the weight of its strike.
#[derive(Debug, Default)]
pub(super) struct Book {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    kind: OptionKind,
    expiry: Date,
    strike: f64,
    volatility: f64,
    terms: Terms,
    /// Contracts before scaling.
    weight: f64,
    /// Somebody bids, so it counts.
    counts: bool,
}

impl Book {
    /// Adds an option whose expiry has this deviation; calls lie `shift` deviations lower.
    pub(super) fn add(
        &mut self,
        quote: &OptionQuote,
        volatility: f64,
        spread: f64,
        terms: &Terms,
        shift: f64,
    ) {
        let away = log(quote.strike / terms.forward) / spread;
        // Calls are sold above the index, puts are bought below it and further out.
        let (centre, width) = match quote.kind {
            OptionKind::Call => (0.7 - shift, 1.1),
            OptionKind::Put => (-1.3, 1.6),
        };
        let bell = exp(-0.5 * ((away - centre) / width) * ((away - centre) / width));
        let is_quarterly = expiry::is_quarterly(quote.expiry.month());
        let popular = match (quote.settlement, is_quarterly) {
            (Settlement::Morning, true) => 4.5,
            (Settlement::Morning, false) => 3.0,
            (Settlement::Close, _) => 1.0,
        };
        self.entries.push(Entry {
            kind: quote.kind,
            expiry: quote.expiry,
            strike: quote.strike,
            volatility,
            terms: *terms,
            weight: 1000.0 * popular * roundness(quote.strike) * jitter(quote) * bell,
            counts: quote.bid.is_some_and(|bid| bid > 0.0),
        });
    }

    /// Writes open interest and volume into the quotes, which are in the order of the entries.
    pub(super) fn fill(&self, quotes: &mut [OptionQuote], target: &Target, spot: f64) {
        let next = self.entries.iter().map(|entry| entry.expiry).min();
        let scales = target
            .ending
            .and_then(|ending| self.apart(target, ending, next?, spot))
            .or_else(|| {
                let whole = self.solve(|_| true, (target.flip, 0.0), (spot, target.gamma))?;
                Some([whole, whole])
            })
            .unwrap_or([[1.0, 1.0]; 2]);
        for (quote, entry) in quotes.iter_mut().zip(&self.entries) {
            let [near, rest] = scales;
            let [calls, puts] = if Some(entry.expiry) == next {
                near
            } else {
                rest
            };
            let scale = match entry.kind {
                OptionKind::Call => calls,
                OptionKind::Put => puts,
            };
            let open = (entry.weight * scale).round();
            quote.open_interest = Some(open);
            let traded = 0.06 + 0.25 * exp(-12.0 * entry.terms.years);
            quote.volume = Some((open * traded * jitter(quote)).round());
        }
    }

    /// Scales of the next expiry and of the rest, so that the one ends a part of all gamma and
    /// the other turns at its own level.
    fn apart(
        &self,
        target: &Target,
        (part, flip): (f64, f64),
        next: Date,
        spot: f64,
    ) -> Option<[[f64; 2]; 2]> {
        let is_near = |entry: &Entry| entry.expiry == next;
        let rest = self.solve(
            |entry| !is_near(entry),
            (flip, 0.0),
            (spot, (1.0 - part) * target.gamma),
        )?;
        let [calls, puts] = self.gammas(|entry| !is_near(entry), target.flip);
        let left = rest[0] * calls - rest[1] * puts;
        let near = self.solve(is_near, (target.flip, -left), (spot, part * target.gamma))?;
        Some([near, rest])
    }

    /// How many times the calls and the puts make these gammas at these levels; `None` where a
    /// side would have to be owed.
    fn solve(
        &self,
        of: impl Fn(&Entry) -> bool,
        (first, at_first): (f64, f64),
        (second, at_second): (f64, f64),
    ) -> Option<[f64; 2]> {
        let [a, b] = self.gammas(&of, first);
        let [c, d] = self.gammas(&of, second);
        let determinant = b * c - a * d;
        let calls = (b * at_second - d * at_first) / determinant;
        let puts = (a * at_second - c * at_first) / determinant;
        let are_sound = [calls, puts]
            .iter()
            .all(|scale| scale.is_finite() && *scale > 0.0);
        are_sound.then_some([calls, puts])
    }

    /// Dollar gamma of the calls and of the puts at a level, both above zero.
    fn gammas(&self, of: impl Fn(&Entry) -> bool, level: f64) -> [f64; 2] {
        let mut sums = [0.0; 2];
        let counted = self.entries.iter().filter(|one| one.counts && of(one));
        for entry in counted {
            let gamma = dollar_gamma(level, entry.strike, entry.volatility, &entry.terms);
            let [calls, puts] = &mut sums;
            match entry.kind {
                OptionKind::Call => *calls += entry.weight * gamma,
                OptionKind::Put => *puts += entry.weight * gamma,
            }
        }
        sums
    }
}

/// How much a round strike is liked.
fn roundness(strike: f64) -> f64 {
    let is_multiple = |of: f64| (strike / of).fract() == 0.0;
    match () {
        () if is_multiple(500.0) => 3.0,
        () if is_multiple(100.0) => 1.9,
        () if is_multiple(50.0) => 1.3,
        () => 1.0,
    }
}

/// A number between 0.7 and 1.3 that belongs to an option, the same on every day.
fn jitter(quote: &OptionQuote) -> f64 {
    let mut word = quote.strike.to_bits();
    word ^= (quote.expiry.year() as u64) << 20
        ^ (quote.expiry.day_of_year() as u64) << 4
        ^ u64::from(quote.kind == OptionKind::Call);
    word = word.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    word ^= word >> 32;
    word = word.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    0.7 + 0.6 * (word >> 12) as f64 / (1_u64 << 52) as f64
}
