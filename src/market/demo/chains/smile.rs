//! The smile of a day: one shape for all expiries, in deviations from the forward, on a level
//! that makes the volatility index of each maturity that of the series.

use libm::{exp, log, sqrt, tanh};

use super::pricing::{Terms, outside};

/// How much the wings bend up.
const BEND: f64 = 0.10;

/// Deviations towards which the wings level off.
const LEVEL_OFF: f64 = 2.2;

/// No option has less of the level than this.
const LEAST: f64 = 0.45;

/// Deviations of the 25-delta option without a smile.
const QUARTER: f64 = 0.674_489_750_196_081_7;

/// Expected volatility by maturity.
#[derive(Debug, Clone)]
pub(super) struct Curve {
    /// Years and variance to then, nearest first.
    knots: Vec<(f64, f64)>,
}

impl Curve {
    /// From the volatility indices over 9, 30, 93 and 184 days, in points; those that are not yet
    /// published are left out, but that of 30 days must be there.
    pub(super) fn new(indices: [Option<f64>; 4]) -> Option<Self> {
        indices[1]?;
        let all = [9.0, 30.0, 93.0, 184.0].into_iter().zip(indices);
        let knots = all.filter_map(|(days, points)| {
            let (years, fraction) = (days / 365.0, points? / 100.0);
            Some((years, fraction * fraction * years))
        });
        let mut knots: Vec<(f64, f64)> = knots.collect();
        // A curve that falls too fast would price time at less than nothing.
        let mut least = 0.0;
        for (_, variance) in &mut knots {
            *variance = variance.max(least * 1.02);
            least = *variance;
        }
        Some(Self { knots })
    }

    /// Expected volatility to a maturity: variance is straight between the indices, and the
    /// volatility level before the first and after the last.
    fn volatility(&self, years: f64) -> f64 {
        let after = self.knots.partition_point(|(at, _)| *at <= years);
        let before = after.checked_sub(1).and_then(|at| self.knots.get(at));
        let variance = match (before, self.knots.get(after)) {
            (Some((from, low)), Some((to, high))) => {
                low + (high - low) * (years - from) / (to - from)
            }
            (Some((at, total)), None) | (None, Some((at, total))) => total * years / at,
            (None, None) => 0.0,
        };
        sqrt(variance / years)
    }
}

/// Implied volatility by strike and maturity.
#[derive(Debug, Clone)]
pub(super) struct Smile<'a> {
    curve: &'a Curve,
    slope: f64,
    /// The volatility index over the volatility at the forward.
    premium: f64,
}

impl<'a> Smile<'a> {
    /// The smile whose put of 25 delta over one month has `put_skew` times the volatility at the
    /// forward.
    pub(super) fn new(curve: &'a Curve, put_skew: f64) -> Self {
        let month = 30.0 / 365.0;
        let level = curve.volatility(month) / 1.12;
        let spread = level * sqrt(month);
        let at = levelled(-put_skew * (QUARTER - 0.5 * put_skew * spread));
        let slope = (put_skew - 1.0 - BEND * at * at) / at;
        let flat = Self {
            curve,
            slope,
            premium: 1.0,
        };
        Self {
            premium: flat.index(spread),
            ..flat
        }
    }

    /// The volatility at the forward.
    pub(super) fn level(&self, years: f64) -> f64 {
        self.curve.volatility(years) / self.premium
    }

    /// The volatility of a strike.
    pub(super) fn volatility(&self, strike: f64, terms: &Terms) -> f64 {
        let level = self.level(terms.years);
        let away = log(strike / terms.forward) / (level * sqrt(terms.years));
        level * self.shape(away)
    }

    /// A volatility over that at the forward, by deviations from it.
    fn shape(&self, away: f64) -> f64 {
        let away = levelled(away);
        (1.0 + self.slope * away + BEND * away * away).max(LEAST)
    }

    /// The volatility index of a smile whose level is one, whose deviation to expiry is `spread`:
    /// the strip of all options out of the money, on a fine grid.
    fn index(&self, spread: f64) -> f64 {
        const STEPS: i32 = 120;
        const WIDTH: f64 = 0.1;
        let part = |step: i32| {
            let away = f64::from(step - 75) * WIDTH;
            let strike = exp(away * spread);
            outside(1.0, strike, spread * self.shape(away)) / strike
        };
        let sum: f64 = (0..=STEPS).map(part).sum();
        sqrt(2.0 * sum * WIDTH / spread)
    }
}

/// Deviations, less and less counted the further they are.
fn levelled(away: f64) -> f64 {
    LEVEL_OFF * tanh(away / LEVEL_OFF)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_curve_goes_through_its_indices() {
        let curve = Curve::new([15.0, 17.0, 19.0, 20.0].map(Some)).unwrap();
        for (days, points) in [
            (9.0, 0.15),
            (30.0, 0.17),
            (93.0, 0.19),
            (184.0, 0.20),
            (3.0, 0.15),
            (400.0, 0.20),
        ] {
            let found = curve.volatility(days / 365.0);
            assert!((found - points).abs() < 1e-12, "{days}: {found}");
        }
        assert!(Curve::new([None, None, Some(19.0), None]).is_none());
        assert!(Curve::new([None, Some(17.0), None, None]).is_some());
    }

    #[test]
    fn a_flat_smile_is_its_own_index() {
        let curve = Curve {
            knots: vec![(1.0, 1.0)],
        };
        let flat = Smile {
            curve: &curve,
            slope: 0.0,
            premium: 1.0,
        };
        // Only the bend is left: the index is above the level.
        assert!(
            (1.03..1.2).contains(&flat.index(0.05)),
            "{}",
            flat.index(0.05)
        );
    }

    proptest! {
        #[test]
        fn nothing_is_priced_below_zero(index in 9.0..80.0_f64, put_skew in 1.1..1.55_f64, away in -9.0..6.0_f64) {
            let curve = Curve::new([None, Some(index), None, None]).unwrap();
            let smile = Smile::new(&curve, put_skew);
            prop_assert!(smile.shape(away) >= LEAST && smile.premium > 0.9 && smile.premium < 1.7);
        }
    }
}
