//! All options out of the money of one expiry, weighted so that together they pay the variance
//! of the underlying, or its skewness, whatever model is true.
//!
//! Sources: Cboe, "White paper: Cboe Volatility Index", editions of 2009 and 2014 to 2019; Cboe,
//! "The CBOE Skew Index", 2010. The paper on skew prints its third correction without a factor of
//! one third that its own formula has; the formula is followed, which moves the index by less
//! than a hundredth.

use jiff::civil::Date;

use crate::model::OptionQuote;

use super::{Expiry, Pair, Parity};

/// One expiry, seen through the strip.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::indicators) struct Strip {
    /// The day of the expiry.
    pub(in crate::indicators) day: Date,
    /// Time left, in years.
    pub(in crate::indicators) years: f64,
    /// The forward by parity.
    pub(in crate::indicators) forward: f64,
    /// Expected variance a year.
    pub(in crate::indicators) variance: f64,
    /// Skewness of the log return to expiry; `None` where the variance is none.
    pub(in crate::indicators) skewness: Option<f64>,
    /// The options that count, lowest strike first.
    pub(in crate::indicators) parts: Vec<Part>,
}

/// One strike of the strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::indicators) struct Part {
    pub(in crate::indicators) strike: f64,
    /// The middle of the quote; of call and put at the strike that parts them.
    pub(in crate::indicators) price: f64,
    /// `ΔK / K² · e^{RT} · Q`.
    pub(in crate::indicators) share: f64,
}

impl Strip {
    /// The strip of an expiry; `None` without a strike that quotes both sides, or with fewer than
    /// three strikes.
    pub(in crate::indicators) fn of(expiry: &Expiry<'_>) -> Option<Self> {
        let parity = expiry.parity()?;
        let chosen = chosen(expiry, parity.floor)?;
        if chosen.len() < 3 {
            return None;
        }
        let parts = weighted(&chosen, expiry.growth());
        let shares: f64 = parts.iter().map(|part| part.share).sum();
        let (years, beyond) = (expiry.years, parity.forward / parity.floor - 1.0);
        let variance = (2.0 * shares - beyond * beyond) / years;
        Some(Self {
            day: expiry.day,
            years,
            forward: parity.forward,
            variance,
            skewness: skewness(&parts, parity),
            parts,
        })
        .filter(|strip| strip.variance.is_finite() && strip.variance > 0.0)
    }

    /// Days left, with their part.
    pub(in crate::indicators) fn days(&self) -> f64 {
        365.0 * self.years
    }

    /// Expected volatility, in points a year.
    pub(in crate::indicators) fn volatility(&self) -> f64 {
        100.0 * self.variance.sqrt()
    }
}

/// The two expiries around a maturity in days, with the weight of the nearer one; one that has
/// just that maturity stands alone.
pub(in crate::indicators) fn around(strips: &[Strip], days: f64) -> Option<(&Strip, &Strip, f64)> {
    let split = strips.partition_point(|strip| strip.days() <= days + 1e-9);
    let near = strips.get(split.checked_sub(1)?)?;
    if (near.days() - days).abs() <= 1e-9 {
        return Some((near, near, 1.0));
    }
    let next = strips.get(split)?;
    let weight = (next.years - days / 365.0) / (next.years - near.years);
    Some((near, next, weight))
}

/// Expected volatility over a maturity in days, in points a year.
pub(in crate::indicators) fn volatility(strips: &[Strip], days: f64) -> Option<f64> {
    let (near, next, weight) = around(strips, days)?;
    let total = weight * near.years * near.variance + (1.0 - weight) * next.years * next.variance;
    Some(100.0 * (total * 365.0 / days).sqrt()).filter(|points| points.is_finite())
}

/// The index of skewness over a maturity: 100 less ten times the skewness.
pub(in crate::indicators) fn skew_index(strips: &[Strip], days: f64) -> Option<f64> {
    let (near, next, weight) = around(strips, days)?;
    let mixed = weight * near.skewness? + (1.0 - weight) * next.skewness?;
    Some(100.0 - 10.0 * mixed).filter(|points| points.is_finite())
}

/// Puts below the strike that parts them and calls above, outwards until two in a row have no bid.
fn chosen(expiry: &Expiry<'_>, floor: f64) -> Option<Vec<(f64, f64)>> {
    let pairs: Vec<Pair<'_>> = expiry.pairs().collect();
    let at = pairs.partition_point(|pair| pair.strike < floor);
    let middle = pairs.get(at)?;
    let both = f64::midpoint(middle.put?.mid()?, middle.call?.mid()?);
    let below = pairs.get(..at)?.iter().rev();
    let mut chosen = bid(below.filter_map(|pair| pair.put));
    chosen.reverse();
    chosen.push((middle.strike, both));
    let above = pairs.get(at + 1..)?.iter();
    chosen.extend(bid(above.filter_map(|pair| pair.call)));
    Some(chosen)
}

/// Strikes and prices of the quotes that somebody bids for, up to two in a row that nobody does.
fn bid<'a>(outwards: impl Iterator<Item = &'a OptionQuote>) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let mut without = 0;
    for quote in outwards {
        let price = quote
            .mid()
            .filter(|_| quote.bid.is_some_and(|bid| bid > 0.0));
        match price {
            Some(price) => {
                without = 0;
                found.push((quote.strike, price));
            }
            None => without += 1,
        }
        if without == 2 {
            break;
        }
    }
    found
}

/// Each strike with half the distance between its neighbours, at the ends the whole to the one.
fn weighted(chosen: &[(f64, f64)], growth: f64) -> Vec<Part> {
    let part = |at: usize, (strike, price): (f64, f64)| {
        let before = at.checked_sub(1).and_then(|at| chosen.get(at));
        let width = match (before, chosen.get(at + 1)) {
            (Some(before), Some(after)) => (after.0 - before.0) / 2.0,
            (Some(before), None) => strike - before.0,
            (None, Some(after)) => after.0 - strike,
            (None, None) => 0.0,
        };
        Part {
            strike,
            price,
            share: growth * price * width / (strike * strike),
        }
    };
    let all = chosen.iter().enumerate();
    all.map(|(at, one)| part(at, *one)).collect()
}

/// The skewness of the log return from its first three moments.
fn skewness(parts: &[Part], parity: Parity) -> Option<f64> {
    let [e1, e2, e3] = corrections(parity.forward, parity.floor);
    let sum = |of: fn(f64) -> f64| -> f64 {
        let each = parts.iter();
        each.map(|part| part.share * of((part.strike / parity.forward).ln()))
            .sum()
    };
    let first = e1 - sum(|_| 1.0);
    let second = e2 + sum(|k| 2.0 * (1.0 - k));
    let third = e3 + sum(|k| 3.0 * (2.0 * k - k * k));
    let spread = second - first * first;
    let skewness = (third - 3.0 * first * second + 2.0 * first.powi(3)) / spread.powf(1.5);
    skewness.is_finite().then_some(skewness)
}

/// What the moments lack because the strip parts at a strike and not at the forward.
pub(in crate::indicators) fn corrections(forward: f64, floor: f64) -> [f64; 3] {
    let (x, y) = ((floor / forward).ln(), forward / floor - 1.0);
    [
        x + y,
        2.0 * x * y + x * x / 2.0,
        3.0 * x * x * (x / 3.0 + y),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::math::black_scholes::{Carry, Contract, Underlying, value};
    use crate::indicators::options::expiries;
    use crate::model::{OptionChain, OptionKind, Origin, Settlement};

    const BOTH: [OptionKind; 2] = [OptionKind::Call, OptionKind::Put];

    /// Quotes of one expiry in 30 days: strike, bid of the call, bid of the put.
    fn strip(bids: &[(f64, f64, f64)]) -> Option<Strip> {
        let quotes = bids.iter().flat_map(|(strike, call, put)| {
            [(OptionKind::Call, *call), (OptionKind::Put, *put)].map(|(kind, bid)| OptionQuote {
                expiry: date(2026, 2, 4),
                settlement: Settlement::Close,
                kind,
                strike: *strike,
                bid: Some(bid),
                ask: Some(bid),
                implied: None,
                open_interest: None,
                volume: None,
            })
        });
        let at = date(2026, 1, 5).at(16, 0, 0, 0);
        let chain = OptionChain::new("X", Origin::Demo, at, 100.0, quotes.collect());
        Strip::of(&expiries(&chain, 0.0).next()?)
    }

    /// A strip of options priced at one volatility.
    fn flat(volatility: f64, width: f64) -> Strip {
        let on = Underlying {
            price: 100.0,
            rate: 0.0,
            carry: Carry::Forward,
        };
        let bids = (0..(170.0 / width) as i32).map(|step| {
            let strike = 30.0 + f64::from(step) * width;
            let [call, put] = BOTH.map(|kind| {
                let contract = Contract {
                    kind,
                    strike,
                    years: 30.0 / 365.0,
                };
                value(&on, &contract, volatility).unwrap().price
            });
            (strike, call, put)
        });
        strip(&bids.collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn the_walk_ends_at_two_strikes_without_a_bid() {
        let bids = [
            (70.0, 30.0, 0.5),
            (75.0, 25.0, 0.0),
            (80.0, 20.0, 0.0),
            (85.0, 15.0, 0.4),
            (90.0, 10.5, 0.0),
            (95.0, 6.0, 1.0),
            (100.0, 2.0, 2.0),
            (105.0, 1.0, 6.0),
            (110.0, 0.0, 10.0),
            (115.0, 0.2, 15.0),
            (120.0, 0.0, 20.0),
            (125.0, 0.0, 25.0),
            (130.0, 0.3, 30.0),
        ];
        let found = strip(&bids).unwrap();
        let strikes: Vec<f64> = found.parts.iter().map(|part| part.strike).collect();
        // A lone strike without a bid is left out; behind two in a row nothing counts.
        assert_eq!(strikes, [85.0, 95.0, 100.0, 105.0, 115.0]);
        let widths: Vec<f64> = found
            .parts
            .iter()
            .map(|part| part.share * part.strike * part.strike / part.price)
            .collect();
        for (found, expected) in widths.iter().zip([10.0, 7.5, 5.0, 7.5, 10.0]) {
            assert!((found - expected).abs() < 1e-9, "{widths:?}");
        }
        assert!(
            (found.parts[2].price - 2.0).abs() < 1e-12,
            "call and put in the middle"
        );
    }

    #[test]
    fn too_few_strikes_make_no_strip() {
        assert_eq!(strip(&[(95.0, 6.0, 1.0), (105.0, 1.0, 6.0)]), None);
        assert_eq!(strip(&[]), None);
    }

    #[test]
    fn maturities_between_and_beyond() {
        let strip = |days: f64, variance: f64| Strip {
            day: date(2026, 2, 4),
            years: days / 365.0,
            forward: 100.0,
            variance,
            skewness: Some(-2.0),
            parts: Vec::new(),
        };
        let both = [strip(23.0, 0.04), strip(37.0, 0.04)];
        assert!((volatility(&both, 30.0).unwrap() - 20.0).abs() < 1e-9);
        assert!((skew_index(&both, 30.0).unwrap() - 120.0).abs() < 1e-9);
        assert_eq!(volatility(&both, 22.0), None);
        assert_eq!(volatility(&both, 38.0), None);
        assert!((volatility(&both, 37.0).unwrap() - 20.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn one_volatility_comes_back(volatility in 0.08..0.7_f64) {
            let found = flat(volatility, 0.5);
            prop_assert!((found.variance.sqrt() / volatility - 1.0).abs() < 0.01, "{}", found.variance.sqrt());
            prop_assert!(found.skewness.unwrap().abs() < 0.05, "{:?}", found.skewness);
        }

        #[test]
        fn finer_strikes_are_nearer(volatility in 0.15..0.6_f64) {
            let off = |width| (flat(volatility, width).variance.sqrt() - volatility).abs();
            prop_assert!(off(0.25) <= off(1.0) + 1e-9);
        }
    }
}
