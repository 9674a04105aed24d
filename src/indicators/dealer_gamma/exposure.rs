//! Gamma in dollars as a function of where the underlying is.

use std::f64::consts::TAU;

use jiff::civil::Date;

use crate::indicators::math::black_scholes::{Carry, Underlying, implied, side};
use crate::indicators::math::roots;
use crate::indicators::options::{Expiry, MULTIPLIER, expiries, given};
use crate::model::{OptionChain, OptionKind, OptionQuote};

/// Where the flip is looked for, as shares of the spot, and in how many steps.
const GRID: (f64, f64, usize) = (0.8, 1.2, 59);

/// All options of a chain that count, with what makes their gamma at any level.
#[derive(Debug, Clone, Default)]
pub(in crate::indicators) struct Book {
    pub(super) positions: Vec<Position>,
}

/// One option with open interest.
///
/// Its dollar gamma at level `S` is `weight · S · exp(−½ (shift + slope · ln S)²)`: all but one
/// logarithm a level and one power an option is made once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    pub(super) expiry: Date,
    pub(super) strike: f64,
    pub(super) kind: OptionKind,
    weight: f64,
    shift: f64,
    slope: f64,
}

impl Position {
    /// Dollar gamma at a level given with its logarithm.
    fn gamma(&self, level: f64, logarithm: f64) -> f64 {
        let distance = self.shift + self.slope * logarithm;
        self.weight * level * (-0.5 * distance * distance).exp()
    }
}

impl Book {
    /// The options of a chain at a rate and a dividend yield.
    pub(in crate::indicators) fn new(chain: &OptionChain, rate: f64, paid: f64) -> Self {
        Self {
            positions: positions(chain, rate, paid).collect(),
        }
    }

    /// Dollar gamma for one per cent with the underlying at `level`.
    pub(in crate::indicators) fn total(&self, level: f64) -> f64 {
        let logarithm = level.ln();
        let gammas = self.positions.iter();
        gammas.map(|one| one.gamma(level, logarithm)).sum()
    }

    /// The options of which something holds.
    pub(super) fn only(&self, holds: impl Fn(&Position) -> bool) -> Self {
        let kept = self.positions.iter().filter(|one| holds(one));
        Self {
            positions: kept.copied().collect(),
        }
    }

    /// The level nearest to the spot at which gamma changes sign, between 0.8 and 1.2 of it.
    pub(in crate::indicators) fn flip(&self, spot: f64) -> Option<f64> {
        let (low, high, steps) = GRID;
        let at = |step: usize| spot * (low + (high - low) * step as f64 / steps as f64);
        let totals: Vec<f64> = (0..=steps).map(|step| self.total(at(step))).collect();
        let nearest = totals
            .windows(2)
            .enumerate()
            .filter_map(|(step, pair)| {
                let changes = matches!(pair, [a, b] if (*a < 0.0) != (*b < 0.0));
                let bounds = (at(step), at(step + 1));
                let distance = (f64::midpoint(bounds.0, bounds.1) - spot).abs();
                changes.then_some((distance, bounds))
            })
            .min_by(|a, b| a.0.total_cmp(&b.0))?;
        roots::brent(|level| self.total(level), nearest.1, 0.0)
    }

    /// Dollar gamma at a level by expiry, nearest first.
    pub(in crate::indicators) fn by_expiry(&self, level: f64) -> Vec<(Date, f64)> {
        let sums = self.grouped(level, |one| one.expiry, Date::cmp);
        sums.iter().map(|sum| (sum.key, sum.net())).collect()
    }

    /// The nearest expiry that counts.
    pub(super) fn next_expiry(&self) -> Option<Date> {
        self.positions.iter().map(|one| one.expiry).min()
    }

    /// Dollar gamma at a level by what `key` gives, calls and puts apart, in the order of the keys.
    pub(super) fn grouped<K: Copy>(
        &self,
        level: f64,
        key: impl Fn(&Position) -> K,
        order: impl Fn(&K, &K) -> std::cmp::Ordering,
    ) -> Vec<Sum<K>> {
        let logarithm = level.ln();
        let mut sums: Vec<Sum<K>> = Vec::with_capacity(self.positions.len());
        sums.extend(self.positions.iter().map(|one| {
            let gamma = one.gamma(level, logarithm);
            let (calls, puts) = match one.kind {
                OptionKind::Call => (gamma, 0.0),
                OptionKind::Put => (0.0, gamma),
            };
            Sum {
                key: key(one),
                calls,
                puts,
            }
        }));
        sums.sort_by(|a, b| order(&a.key, &b.key));
        sums.dedup_by(|later, kept| {
            let same = order(&later.key, &kept.key).is_eq();
            if same {
                kept.calls += later.calls;
                kept.puts += later.puts;
            }
            same
        });
        sums
    }
}

/// Dollar gamma of some options, calls above zero and puts below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sum<K> {
    pub(super) key: K,
    pub(super) calls: f64,
    pub(super) puts: f64,
}

impl<K> Sum<K> {
    /// Calls and puts together.
    pub(super) fn net(&self) -> f64 {
        self.calls + self.puts
    }
}

/// Dollar gamma of a chain at its own spot; `None` where no option counts.
pub(super) fn total_now(chain: &OptionChain, rate: f64, paid: f64) -> Option<f64> {
    let (spot, logarithm) = (chain.spot(), chain.spot().ln());
    let mut count = 0;
    let gammas = positions(chain, rate, paid).map(|one| one.gamma(spot, logarithm));
    let total: f64 = gammas.inspect(|_| count += 1).sum();
    (count > 0 && total.is_finite()).then_some(total)
}

fn positions(chain: &OptionChain, rate: f64, paid: f64) -> impl Iterator<Item = Position> {
    let on = Underlying {
        price: chain.spot(),
        rate,
        carry: Carry::Yield(paid),
    };
    expiries(chain, rate).flat_map(move |expiry| {
        let kept = (-paid * expiry.years).exp();
        let quotes = expiry.quotes.iter();
        quotes.filter_map(move |quote| position(&expiry, quote, &on, (paid, kept)))
    })
}

/// An option that counts: somebody bids or the source gives a volatility, and some are open.
fn position(
    expiry: &Expiry<'_>,
    quote: &OptionQuote,
    on: &Underlying,
    (paid, kept): (f64, f64),
) -> Option<Position> {
    let open = quote.open_interest.filter(|open| *open > 0.0)?;
    if quote.bid.is_some_and(|bid| bid <= 0.0) {
        return None;
    }
    // The source's own comes first here: it saves a search an option, and gamma forgives it.
    let volatility = given(quote).or_else(|| implied(quote.mid()?, on, &expiry.contract(quote)))?;
    let slope = 1.0 / (volatility * expiry.years.sqrt());
    let drift = (on.rate - paid + 0.5 * volatility * volatility) * expiry.years;
    Some(Position {
        expiry: expiry.day,
        strike: quote.strike,
        kind: quote.kind,
        // The hundredth of a move of 1% and the density's constant.
        weight: side(quote.kind) * open * MULTIPLIER * 0.01 * kept * slope / TAU.sqrt(),
        shift: (drift - quote.strike.ln()) * slope,
        slope,
    })
}
