//! The normal distribution.
//!
//! The error function is that of the crate `libm`, which is right to less than one unit in the
//! last place; statistics crates that have one (`statrs`) bring a linear algebra along.

use std::f64::consts::{FRAC_1_SQRT_2, TAU};

/// The probability of at most `x`.
pub(crate) fn cumulative(x: f64) -> f64 {
    // The complement keeps its digits far below zero, where one plus the error function has none.
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The density at `x`.
pub(crate) fn density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / TAU.sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tails_keep_their_digits() {
        // Abramowitz and Stegun, tables 26.1 and 26.2.
        for (x, expected) in [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_543),
            (2.0, 0.977_249_868_051_821),
            (-5.0, 2.866_515_718_791_939e-7),
            (-10.0, 7.619_853_024_160_527e-24),
        ] {
            let found = cumulative(x);
            assert!((found / expected - 1.0).abs() < 1e-13, "{x}: {found}");
        }
        assert!((density(0.0) - 0.398_942_280_401_432_7).abs() < 1e-16);
        assert!(cumulative(f64::NEG_INFINITY).abs() < f64::MIN_POSITIVE);
        assert!((cumulative(f64::INFINITY) - 1.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn both_sides_make_one(x in -30.0..30.0_f64, step in 1e-6..1.0_f64) {
            prop_assert!((cumulative(x) + cumulative(-x) - 1.0).abs() < 1e-15);
            prop_assert!(cumulative(x) <= cumulative(x + step));
            let slope = (cumulative(x + 1e-5) - cumulative(x - 1e-5)) / 2e-5;
            prop_assert!((slope - density(x)).abs() < 1e-9);
        }
    }
}
