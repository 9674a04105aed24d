//! What an option is worth, and how that moves.
//!
//! Black and Scholes 1973 with Merton's yield for an option on what is held, Black 1976 for one
//! on a future, both written here: price and Greeks are a line each, and the crates that have
//! them (`black_scholes`, `blackscholes`) take another error function, know no price of a future
//! with all Greeks, or bring a plotting stack. The way back from price to volatility is hard to
//! write well and is left to the crate `implied-vol`, Jäckel's "Let's be rational", which is
//! exact to the last digits in two steps and needs nothing else.

use implied_vol::{DefaultSpecialFn, ImpliedBlackVolatility};

use crate::model::OptionKind;

use super::normal;

/// Implied volatilities outside of these bounds are a bad quote.
const VOLATILITIES: std::ops::RangeInclusive<f64> = 1e-4..=5.0;

/// Days that a theta of a year is divided by.
pub(crate) const DAYS_A_YEAR: f64 = 365.0;

/// What the option is on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Underlying {
    /// Its price; above zero.
    pub(crate) price: f64,
    /// The riskless rate, continuous, a fraction a year.
    pub(crate) rate: f64,
    /// What holding it brings.
    pub(crate) carry: Carry,
}

/// What holding the underlying brings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Carry {
    /// A yield, continuous, a fraction a year: dividends.
    Yield(f64),
    /// It is a future or a forward, which costs nothing to hold.
    Forward,
}

/// One option, whatever it is on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Contract {
    /// Call or put.
    pub(crate) kind: OptionKind,
    /// Above zero.
    pub(crate) strike: f64,
    /// Time left, in years.
    pub(crate) years: f64,
}

/// What an option is worth, and how that moves, each for one whole unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Value {
    /// Today's price.
    pub(crate) price: f64,
    /// For one unit of the underlying's price.
    pub(crate) delta: f64,
    /// Change of delta for one unit of the underlying's price.
    pub(crate) gamma: f64,
    /// For one whole unit of volatility, 100 points.
    pub(crate) vega: f64,
    /// For one year that passes.
    pub(crate) theta: f64,
    /// For one whole unit of the rate, 100 per cent.
    pub(crate) rho: f64,
    /// The riskless probability that it ends in the money.
    pub(crate) odds: f64,
}

impl Value {
    /// The sum of this and `count` of another.
    #[must_use]
    pub(crate) fn plus(self, count: f64, other: Self) -> Self {
        Self {
            price: self.price + count * other.price,
            delta: self.delta + count * other.delta,
            gamma: self.gamma + count * other.gamma,
            vega: self.vega + count * other.vega,
            theta: self.theta + count * other.theta,
            rho: self.rho + count * other.rho,
            odds: self.odds + count * other.odds,
        }
    }
}

impl Underlying {
    /// What is paid for it now when it is delivered after `years`.
    #[must_use]
    pub(crate) fn forward(&self, years: f64) -> f64 {
        match self.carry {
            Carry::Yield(paid) => self.price * ((self.rate - paid) * years).exp(),
            Carry::Forward => self.price,
        }
    }

    /// The yield that makes today's price the discounted forward.
    fn paid(&self) -> f64 {
        match self.carry {
            Carry::Yield(paid) => paid,
            Carry::Forward => self.rate,
        }
    }
}

/// Price and Greeks; `None` where a number makes no sense. At expiry, and without volatility, an
/// option is worth what the forward is beyond the strike.
pub(crate) fn value(on: &Underlying, option: &Contract, volatility: f64) -> Option<Value> {
    let Contract {
        kind,
        strike,
        years,
    } = *option;
    let given = [on.price, strike, years, volatility, on.rate, on.paid()];
    let is_sound = on.price > 0.0 && strike > 0.0 && years >= 0.0 && volatility >= 0.0;
    if !is_sound || !given.iter().all(|number| number.is_finite()) {
        return None;
    }
    let (discount, kept) = ((-on.rate * years).exp(), (-on.paid() * years).exp());
    let root = years.sqrt();
    let spread = volatility * root;
    let d1 = distance(on.forward(years), strike, spread);
    let d2 = d1 - spread;
    let side = side(kind);
    let (near, far) = (normal::cumulative(side * d1), normal::cumulative(side * d2));
    let density = if spread > 0.0 {
        normal::density(d1)
    } else {
        0.0
    };
    let (held, owed) = (on.price * kept * near, strike * discount * far);
    let price = side * (held - owed);
    let decay = if root > 0.0 {
        on.price * kept * density * volatility / (2.0 * root)
    } else {
        0.0
    };
    let gamma = if spread > 0.0 {
        kept * density / (on.price * spread)
    } else {
        0.0
    };
    let rho = match on.carry {
        Carry::Yield(_) => side * years * owed,
        Carry::Forward => -years * price,
    };
    let value = Value {
        price,
        delta: side * kept * near,
        gamma,
        vega: on.price * kept * density * root,
        theta: side * (on.paid() * held - on.rate * owed) - decay,
        rho,
        odds: far,
    };
    value.price.is_finite().then_some(value)
}

/// The volatility at which an option has a price, a fraction a year; `None` where none between
/// 0.0001 and 5 does.
pub(crate) fn implied(price: f64, on: &Underlying, option: &Contract) -> Option<f64> {
    implied_forward(
        price * (on.rate * option.years).exp(),
        on.forward(option.years),
        option,
    )
}

/// [`implied`] of a price that is paid at expiry, on a forward.
pub(crate) fn implied_forward(price: f64, forward: f64, option: &Contract) -> Option<f64> {
    ImpliedBlackVolatility::builder()
        .option_price(price)
        .forward(forward)
        .strike(option.strike)
        .expiry(option.years)
        .is_call(option.kind == OptionKind::Call)
        .build()?
        .calculate::<DefaultSpecialFn>()
        .filter(|volatility| VOLATILITIES.contains(volatility))
}

/// How far the forward is above the strike, in deviations, by the measure of delta: `d1`.
pub(crate) fn distance(forward: f64, strike: f64, spread: f64) -> f64 {
    let beyond = (forward / strike).ln();
    if spread > 0.0 {
        beyond / spread + 0.5 * spread
    } else if beyond == 0.0 {
        0.0
    } else {
        f64::INFINITY.copysign(beyond)
    }
}

/// 1 of a call, −1 of a put.
pub(crate) const fn side(kind: OptionKind) -> f64 {
    match kind {
        OptionKind::Call => 1.0,
        OptionKind::Put => -1.0,
    }
}

#[cfg(test)]
mod tests;
