//! What a structure pays at its end, and what it is worth before.

use crate::indicators::math::black_scholes::{Contract, Underlying, Value, value};
use crate::indicators::math::roots;
use crate::model::OptionKind;

use super::quoted::Kind;

/// Volatilities among which one is looked for that explains a premium.
const VOLATILITIES: (f64, f64, usize) = (1e-3, 3.0, 240);

/// One option of a structure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Leg {
    /// Bought above zero, sold below.
    pub(super) count: f64,
    pub(super) kind: OptionKind,
    pub(super) strike: f64,
}

/// What can come of a structure for its premium, at its end.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outcome {
    /// The most it can gain; `None` without bound.
    pub(super) gain: Option<f64>,
    /// The most it can lose, as a number above zero; `None` without bound.
    pub(super) loss: Option<f64>,
    /// Where it neither gains nor loses, lowest first.
    pub(super) breakevens: Vec<f64>,
}

/// The options of a structure whose strikes are given lowest first.
pub(super) fn legs(kind: Kind, strikes: &[f64]) -> Option<Vec<Leg>> {
    use OptionKind::{Call, Put};
    let leg = |count, kind, strike: &f64| Leg {
        count,
        kind,
        strike: *strike,
    };
    Some(match (kind, strikes) {
        (Kind::CallSpread, [low, high]) => vec![leg(1.0, Call, low), leg(-1.0, Call, high)],
        (Kind::PutSpread, [low, high]) => vec![leg(1.0, Put, high), leg(-1.0, Put, low)],
        (Kind::RiskReversal, [low, high]) => vec![leg(1.0, Call, high), leg(-1.0, Put, low)],
        (Kind::Strangle, [low, high]) => vec![leg(1.0, Put, low), leg(1.0, Call, high)],
        (Kind::Straddle, [strike]) => vec![leg(1.0, Put, strike), leg(1.0, Call, strike)],
        (Kind::Call, [strike]) => vec![leg(1.0, Call, strike)],
        (Kind::Put, [strike]) => vec![leg(1.0, Put, strike)],
        _ => return None,
    })
}

/// What the options pay where the underlying ends at a price.
pub(super) fn payoff(legs: &[Leg], price: f64) -> f64 {
    let pays = |leg: &Leg| match leg.kind {
        OptionKind::Call => (price - leg.strike).max(0.0),
        OptionKind::Put => (leg.strike - price).max(0.0),
    };
    legs.iter().map(|leg| leg.count * pays(leg)).sum()
}

/// What can come of it: a payoff is straight between strikes, so its ends and corners decide.
pub(super) fn outcome(legs: &[Leg], premium: f64) -> Outcome {
    let mut corners: Vec<f64> = legs.iter().map(|leg| leg.strike).collect();
    corners.push(0.0);
    corners.sort_by(f64::total_cmp);
    let results = corners.iter().map(|at| payoff(legs, *at) - premium);
    let (most, least) = results.fold((f64::MIN, f64::MAX), |(most, least), result| {
        (most.max(result), least.min(result))
    });
    // Above the last strike only calls move.
    let calls = legs.iter().filter(|leg| leg.kind == OptionKind::Call);
    let slope: f64 = calls.map(|leg| leg.count).sum();
    Outcome {
        gain: (slope <= 0.0).then_some(most),
        loss: (slope >= 0.0).then_some(-least),
        breakevens: breakevens(legs, premium, &corners, slope),
    }
}

fn breakevens(legs: &[Leg], premium: f64, corners: &[f64], slope: f64) -> Vec<f64> {
    let result = |at: f64| payoff(legs, at) - premium;
    let mut found: Vec<f64> = corners
        .windows(2)
        .filter_map(|pair| {
            let [low, high] = pair else { return None };
            let (a, b) = (result(*low), result(*high));
            // One end belongs to the next stretch, or a corner would count twice.
            let crosses = (a < 0.0) != (b < 0.0);
            crosses.then(|| low + (high - low) * a / (a - b))
        })
        .collect();
    if let Some(last) = corners.last() {
        let left = result(*last);
        if slope != 0.0 && (left < 0.0) != (slope < 0.0) {
            found.push(last - left / slope);
        }
    }
    found
}

/// The worth of a structure with one volatility a leg; `None` where one has none.
pub(super) fn worth(
    legs: &[Leg],
    on: &Underlying,
    years: f64,
    volatility: impl Fn(f64) -> Option<f64>,
) -> Option<Value> {
    let mut sum = Value::default();
    for leg in legs {
        sum = sum.plus(
            leg.count,
            value(on, &contract(leg, years), volatility(leg.strike)?)?,
        );
    }
    Some(sum)
}

/// A leg as a contract.
pub(super) const fn contract(leg: &Leg, years: f64) -> Contract {
    Contract {
        kind: leg.kind,
        strike: leg.strike,
        years,
    }
}

/// The lowest volatility of all legs at which a structure is worth its premium.
///
/// A spread first gains and then loses with volatility, so the search goes upwards.
pub(super) fn flat_volatility(
    legs: &[Leg],
    on: &Underlying,
    years: f64,
    premium: f64,
) -> Option<f64> {
    let (low, high, steps) = VOLATILITIES;
    let over = |volatility: f64| {
        let found = worth(legs, on, years, |_| Some(volatility));
        found.map_or(f64::NAN, |found| found.price - premium)
    };
    let ratio = (high / low).powf(1.0 / steps as f64);
    let mut from = low;
    for _ in 0..steps {
        let to = from * ratio;
        if (over(from) < 0.0) != (over(to) < 0.0) {
            return roots::brent(over, (from, to), 0.0);
        }
        from = to;
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::indicators::math::black_scholes::Carry;

    fn of(kind: Kind, strikes: &[f64]) -> Vec<Leg> {
        legs(kind, strikes).unwrap()
    }

    #[test]
    fn what_structures_can_bring() {
        type Case<'a> = (Kind, &'a [f64], f64, Option<f64>, Option<f64>, &'a [f64]);
        let cases: [Case<'_>; 7] = [
            (
                Kind::CallSpread,
                &[90.0, 93.0],
                0.34,
                Some(2.66),
                Some(0.34),
                &[90.34],
            ),
            (
                Kind::PutSpread,
                &[95.0, 100.0],
                1.5,
                Some(3.5),
                Some(1.5),
                &[98.5],
            ),
            (
                Kind::Straddle,
                &[100.0],
                4.0,
                None,
                Some(4.0),
                &[96.0, 104.0],
            ),
            (
                Kind::Strangle,
                &[95.0, 105.0],
                2.0,
                None,
                Some(2.0),
                &[93.0, 107.0],
            ),
            (Kind::Call, &[100.0], 3.0, None, Some(3.0), &[103.0]),
            (Kind::Put, &[100.0], 3.0, Some(97.0), Some(3.0), &[97.0]),
            // A credit: it loses below the put less the credit and keeps the credit between.
            (
                Kind::RiskReversal,
                &[95.0, 105.0],
                -0.4,
                None,
                Some(94.6),
                &[94.6],
            ),
        ];
        for (kind, strikes, premium, gain, loss, breakevens) in cases {
            let found = outcome(&of(kind, strikes), premium);
            let near = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a.is_none() && b.is_none(),
            };
            assert!(
                near(found.gain, gain) && near(found.loss, loss),
                "{kind:?}: {found:?}"
            );
            assert_eq!(
                found.breakevens.len(),
                breakevens.len(),
                "{kind:?}: {found:?}"
            );
            for (a, b) in found.breakevens.iter().zip(breakevens) {
                assert!((a - b).abs() < 1e-9, "{kind:?}: {found:?}");
            }
        }
    }

    #[test]
    fn strikes_must_be_as_many_as_the_structure_has() {
        assert_eq!(legs(Kind::CallSpread, &[90.0]), None);
        assert_eq!(legs(Kind::Straddle, &[90.0, 93.0]), None);
    }

    proptest! {
        #[test]
        fn a_spread_is_worth_between_nothing_and_its_width(
            low in 60.0..140.0_f64, width in 0.5..30.0_f64, volatility in 0.02..1.5_f64, years in 0.0..2.0_f64,
        ) {
            let on = Underlying { price: 100.0, rate: 0.03, carry: Carry::Yield(0.01) };
            for kind in [Kind::CallSpread, Kind::PutSpread] {
                let legs = of(kind, &[low, low + width]);
                let found = worth(&legs, &on, years, |_| Some(volatility)).unwrap();
                prop_assert!(found.price >= -1e-9 && found.price <= width + 1e-9);
                // The price lies between the odds of the two strikes.
                let [near, far] = [legs[0], legs[1]].map(|leg| {
                    worth(&[Leg { count: 1.0, ..leg }], &on, years, |_| Some(volatility)).unwrap().odds
                });
                let share = found.price * (0.03 * years).exp() / width;
                prop_assert!(share <= near + 1e-9 && share >= far - 1e-9);
            }
        }

        #[test]
        fn breakevens_break_even(low in 60.0..140.0_f64, width in 1.0..30.0_f64, part in 0.01..0.99_f64, which in 0..7_usize) {
            let kind = [Kind::CallSpread, Kind::PutSpread, Kind::RiskReversal, Kind::Straddle, Kind::Strangle, Kind::Call, Kind::Put][which];
            let strikes = if legs(kind, &[low]).is_some() { vec![low] } else { vec![low, low + width] };
            let (legs, premium) = (of(kind, &strikes), part * width);
            for at in outcome(&legs, premium).breakevens {
                prop_assert!((payoff(&legs, at) - premium).abs() < 1e-9);
            }
        }

        #[test]
        fn the_flat_volatility_explains_the_premium(volatility in 0.05..0.9_f64) {
            let on = Underlying { price: 100.0, rate: 0.03, carry: Carry::Forward };
            let legs = of(Kind::Straddle, &[100.0]);
            let premium = worth(&legs, &on, 0.25, |_| Some(volatility)).unwrap().price;
            let found = flat_volatility(&legs, &on, 0.25, premium).unwrap();
            prop_assert!((found - volatility).abs() < 1e-9);
        }
    }
}
