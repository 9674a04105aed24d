//! The smile of one expiry: implied volatility by strike as one smooth curve.
//!
//! A cubic in `ln(K/F) / √T` through the options out of the money, each weighing as much as its
//! price moves with volatility (vega); nothing is said of strikes beyond those quoted. Deltas are
//! those of the forward and not discounted, `N(d1)`, as traders of index options quote them.

use crate::indicators::math::black_scholes::distance;
use crate::indicators::math::polynomial::{Point, Polynomial};
use crate::indicators::math::{normal, roots};

use super::Expiry;

/// The degree of the curve.
const DEGREE: usize = 3;

/// Implied volatility by strike.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::indicators) struct Smile {
    curve: Polynomial,
    /// The forward of the expiry.
    pub(in crate::indicators) forward: f64,
    /// Time left, in years.
    pub(in crate::indicators) years: f64,
    /// The lowest and the highest strike that it was fitted to.
    pub(in crate::indicators) strikes: (f64, f64),
}

impl Smile {
    /// The smile of an expiry whose forward is known; `None` where too few strikes are quoted, or
    /// only on one side of the forward.
    pub(in crate::indicators) fn fit(expiry: &Expiry<'_>, forward: f64) -> Option<Self> {
        let root = expiry.years.sqrt();
        let mut strikes = (f64::INFINITY, f64::NEG_INFINITY);
        let mut points = Vec::with_capacity(expiry.quotes.len() / 2);
        for pair in expiry.pairs() {
            let outside = if pair.strike < forward {
                pair.put
            } else {
                pair.call
            };
            let Some(volatility) = outside.and_then(|quote| expiry.volatility(quote, forward))
            else {
                continue;
            };
            let d1 = distance(forward, pair.strike, volatility * root);
            points.push(Point {
                x: (pair.strike / forward).ln() / root,
                y: volatility,
                weight: normal::density(d1),
            });
            strikes = (strikes.0.min(pair.strike), strikes.1.max(pair.strike));
        }
        let straddles = strikes.0 < forward && forward < strikes.1;
        if points.len() <= DEGREE + 1 || !straddles {
            return None;
        }
        Some(Self {
            curve: Polynomial::fit(&points, DEGREE)?,
            forward,
            years: expiry.years,
            strikes,
        })
    }

    /// The volatility at a strike; `None` beyond those quoted, and where the curve is not above zero.
    pub(in crate::indicators) fn volatility(&self, strike: f64) -> Option<f64> {
        let (low, high) = self.strikes;
        let found = self
            .curve
            .at((strike / self.forward).ln() / self.years.sqrt());
        (strike >= low && strike <= high && found > 0.0).then_some(found)
    }

    /// The volatility of a strike of another expiry, whose forward and years are given: that of the
    /// strike as many deviations away here.
    pub(in crate::indicators) fn at_years(
        &self,
        strike: f64,
        forward: f64,
        years: f64,
    ) -> Option<f64> {
        let away = (strike / forward).ln() * (self.years / years).sqrt();
        self.volatility(self.forward * away.exp())
    }

    /// The strike at which a call has this delta of the forward, between 0 and 1; that of a put
    /// is one less. `None` beyond the strikes quoted.
    pub(in crate::indicators) fn strike(&self, delta: f64) -> Option<f64> {
        let beyond = |strike: f64| {
            let spread = self.volatility(strike).unwrap_or(f64::NAN) * self.years.sqrt();
            normal::cumulative(distance(self.forward, strike, spread)) - delta
        };
        let bounds = if beyond(self.forward) > 0.0 {
            (self.forward, self.strikes.1)
        } else {
            (self.strikes.0, self.forward)
        };
        roots::brent(beyond, bounds, 0.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::options::expiries;
    use crate::model::{OptionChain, OptionKind, OptionQuote, Origin, Settlement};

    /// A chain of one expiry in 30 days whose source gives the volatility of each strike.
    fn chain(of: impl Fn(f64) -> f64, strikes: std::ops::RangeInclusive<i32>) -> OptionChain {
        let quotes = strikes.flat_map(|strike| {
            [OptionKind::Call, OptionKind::Put].map(|kind| OptionQuote {
                expiry: date(2026, 2, 4),
                settlement: Settlement::Close,
                kind,
                strike: f64::from(strike),
                bid: None,
                ask: None,
                implied: Some(of(f64::from(strike))),
                open_interest: None,
                volume: None,
            })
        });
        let at = date(2026, 1, 5).at(16, 0, 0, 0);
        OptionChain::new("X", Origin::Demo, at, 100.0, quotes.collect())
    }

    fn smile(of: impl Fn(f64) -> f64, strikes: std::ops::RangeInclusive<i32>) -> Option<Smile> {
        let chain = chain(of, strikes);
        let expiry = expiries(&chain, 0.0).next().unwrap();
        Smile::fit(&expiry, 100.0)
    }

    #[test]
    fn nothing_is_said_beyond_the_strikes() {
        let flat = smile(|_| 0.2, 90..=110).unwrap();
        assert!(flat.volatility(90.0).is_some() && flat.volatility(110.0).is_some());
        assert_eq!(flat.volatility(89.9), None);
        assert_eq!(flat.volatility(110.1), None);
        // 25-delta strikes are near 96 and 104; 1-delta ones are not quoted.
        assert!(
            flat.strike(0.75)
                .is_some_and(|strike| (95.0..97.5).contains(&strike))
        );
        assert_eq!(flat.strike(0.999), None);
    }

    #[test]
    fn one_side_or_few_strikes_make_no_smile() {
        assert_eq!(smile(|_| 0.2, 101..=120), None);
        assert_eq!(smile(|_| 0.2, 80..=99), None);
        assert_eq!(smile(|_| 0.2, 98..=101), None);
        assert!(smile(|_| 0.2, 98..=102).is_some());
    }

    proptest! {
        #[test]
        fn the_strike_of_a_delta_has_that_delta(level in 0.1..0.4_f64, slope in -0.2..0.1_f64, delta in 0.2..0.8_f64) {
            let of = |strike: f64| level + slope * (strike / 100.0_f64).ln();
            let smile = smile(of, 70..=130).unwrap();
            let strike = smile.strike(delta).unwrap();
            let spread = smile.volatility(strike).unwrap() * smile.years.sqrt();
            prop_assert!((normal::cumulative(distance(100.0, strike, spread)) - delta).abs() < 1e-9);
            prop_assert!((smile.volatility(strike).unwrap() - of(strike)).abs() < 1e-9);
        }
    }
}
