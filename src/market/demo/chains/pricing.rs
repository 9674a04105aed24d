//! Black's price and gamma, by the software functions that are the same on every machine.

use libm::{erfc, exp, log, sqrt};

use crate::model::OptionKind;

/// What all options of one expiry share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) spot: f64,
    pub(super) forward: f64,
    /// Today's price of one dollar at expiry.
    pub(super) discount: f64,
    pub(super) years: f64,
}

/// Today's price of an option; the side in the money by parity with the other.
pub(super) fn price(kind: OptionKind, strike: f64, volatility: f64, terms: &Terms) -> f64 {
    let Terms {
        forward, discount, ..
    } = *terms;
    let beyond = match kind {
        OptionKind::Call => forward - strike,
        OptionKind::Put => strike - forward,
    };
    discount * (outside(forward, strike, volatility * sqrt(terms.years)) + beyond.max(0.0))
}

/// The price at expiry of the call or put that is out of the money.
pub(super) fn outside(forward: f64, strike: f64, spread: f64) -> f64 {
    let side = if strike >= forward { 1.0 } else { -1.0 };
    let d1 = log(forward / strike) / spread + 0.5 * spread;
    let worth = forward * normal(side * d1) - strike * normal(side * (d1 - spread));
    (side * worth).max(0.0)
}

/// Dollar gamma of one contract for one per cent, calls above zero, with the index at a level
/// and the option's volatility kept.
pub(super) fn dollar_gamma(level: f64, strike: f64, volatility: f64, terms: &Terms) -> f64 {
    let spread = volatility * sqrt(terms.years);
    let forward = level * terms.forward / terms.spot;
    let d1 = log(forward / strike) / spread + 0.5 * spread;
    // What a dollar of the index at expiry costs now, per dollar of index.
    let kept = terms.discount * terms.forward / terms.spot;
    kept * exp(-0.5 * d1 * d1) / sqrt(std::f64::consts::TAU) / spread * level
}

/// A yield that is paid half-yearly, in percent, as a continuous fraction.
pub(super) fn continuous(percent: f64) -> f64 {
    2.0 * log(1.0 + percent / 200.0)
}

fn normal(x: f64) -> f64 {
    0.5 * erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}
