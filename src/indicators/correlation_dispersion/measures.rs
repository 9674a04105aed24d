//! Correlation and dispersion from weights and volatilities.

/// The sums that both measures need, with weights that need not sum to one.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::indicators) struct Parts {
    weight: f64,
    volatility: f64,
    variance: f64,
    own: f64,
    count: u32,
}

impl Parts {
    /// Adds one constituent with its volatility, in any unit that the index's shares.
    pub(in crate::indicators) fn add(&mut self, weight: f64, volatility: f64) {
        self.weight += weight;
        self.volatility += weight * volatility;
        self.variance += weight * volatility * volatility;
        self.own += (weight * volatility).powi(2);
        self.count += 1;
    }

    /// How many were added.
    pub(in crate::indicators) const fn count(&self) -> u32 {
        self.count
    }

    /// The average correlation that makes a basket of them as volatile as the index; `None` of
    /// fewer than two, or where nothing moves.
    pub(in crate::indicators) fn correlation(&self, index: f64) -> Option<f64> {
        let own = self.own / self.weight.powi(2);
        let whole = (self.volatility / self.weight).powi(2);
        // One constituent leaves nothing but rounding between the two.
        let room = whole - own;
        let found = (index * index - own) / room;
        (self.count > 1 && room > 1e-12 * whole && found.is_finite()).then_some(found)
    }

    /// The volatility that is theirs and not the index's; `None` where the index has more.
    pub(in crate::indicators) fn dispersion(&self, index: f64) -> Option<f64> {
        let left = (self.variance / self.weight - index * index).sqrt();
        left.is_finite().then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(weights: &[f64], volatilities: &[f64]) -> Parts {
        let mut parts = Parts::default();
        for (weight, volatility) in weights.iter().zip(volatilities) {
            parts.add(*weight, *volatility);
        }
        parts
    }

    #[test]
    fn the_published_example() {
        // Three assets by the formula of the Cboe: 36 %.
        let parts = parts(&[0.3, 0.4, 0.3], &[0.25, 0.35, 0.18]);
        let found = parts.correlation(0.21).unwrap();
        assert!((found - 0.360_900_045_23).abs() < 1e-10, "{found}");
        let dispersion = 100.0 * parts.dispersion(0.21).unwrap();
        assert!((dispersion - 18.267_457).abs() < 1e-6, "{dispersion}");
    }

    #[test]
    fn one_alone_or_at_rest_has_none() {
        assert_eq!(parts(&[1.0], &[0.2]).correlation(0.2), None);
        assert_eq!(parts(&[1.0, 1.0], &[0.0, 0.0]).correlation(0.0), None);
        assert_eq!(Parts::default().correlation(0.2), None);
        assert_eq!(parts(&[1.0, 1.0], &[0.1, 0.1]).dispersion(0.2), None);
        assert_eq!(parts(&[1.0, 1.0], &[0.1, 0.1]).count(), 2);
    }

    proptest! {
        #[test]
        fn a_basket_of_known_correlation_gives_it_back(
            weights in prop::collection::vec(0.1..5.0_f64, 2..12), correlation in -0.05..1.0_f64,
        ) {
            let volatilities: Vec<f64> = (1..).map(|at| 0.05 * f64::from(at)).take(weights.len()).collect();
            let sum: f64 = weights.iter().sum();
            let mut variance = 0.0;
            for (i, (a, s)) in weights.iter().zip(&volatilities).enumerate() {
                for (j, (b, t)) in weights.iter().zip(&volatilities).enumerate() {
                    let both = if i == j { 1.0 } else { correlation };
                    variance += both * a * b * s * t / sum / sum;
                }
            }
            prop_assume!(variance > 0.0);
            let found = parts(&weights, &volatilities).correlation(variance.sqrt()).unwrap();
            prop_assert!((found - correlation).abs() < 1e-9);
        }
    }
}
