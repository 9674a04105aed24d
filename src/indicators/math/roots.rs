//! Where a function crosses zero.
//!
//! Brent, Algorithms for Minimization without Derivatives, 1973, chapter 4, written here: it is
//! forty lines, and the crate that has it (`roots`) stops on the size of the function, which for
//! gamma in dollars is no measure of how far the root is.

/// How often the function is asked at most; bisection alone needs fewer for 64 bits.
const STEPS: usize = 128;

/// A root between `low` and `high` to a few units in the last place, or to `tolerance`.
///
/// `None` where the function has the same sign at both ends, or is not finite on the way.
pub(crate) fn brent(
    function: impl Fn(f64) -> f64,
    (low, high): (f64, f64),
    tolerance: f64,
) -> Option<f64> {
    let (mut a, mut b) = (low, high);
    let (mut at_a, mut at_b) = (function(a), function(b));
    let all_finite = [a, b, at_a, at_b].iter().all(|number| number.is_finite());
    if !all_finite || at_a * at_b > 0.0 {
        return None;
    }
    // `b` is the best guess, `a` the one before, `c` lies across the root from `b`.
    let (mut c, mut at_c) = (a, at_a);
    let mut step = b - a;
    let mut before = step;
    for _ in 0..STEPS {
        if at_b * at_c > 0.0 {
            (c, at_c) = (a, at_a);
            step = b - a;
            before = step;
        }
        if at_c.abs() < at_b.abs() {
            (a, b, c) = (b, c, b);
            (at_a, at_b, at_c) = (at_b, at_c, at_b);
        }
        let enough = 2.0 * f64::EPSILON * b.abs() + 0.5 * tolerance;
        let half = 0.5 * (c - b);
        if half.abs() <= enough || at_b == 0.0 {
            return Some(b);
        }
        let guess = interpolated((a, at_a), (b, at_b), (c, at_c));
        // Interpolation must stay well inside and shrink faster than halving; else halve.
        if before.abs() >= enough
            && at_a.abs() > at_b.abs()
            && guess.is_some_and(|to| {
                2.0 * (to / half) < 3.0 - (enough / half).abs()
                    && to / half > 0.0
                    && to.abs() < 0.5 * before.abs()
            })
        {
            before = step;
            step = guess.unwrap_or(half);
        } else {
            (step, before) = (half, half);
        }
        (a, at_a) = (b, at_b);
        b += if step.abs() > enough {
            step
        } else {
            enough.copysign(half)
        };
        at_b = function(b);
        if !at_b.is_finite() {
            return None;
        }
    }
    None
}

/// The step from `b` to the root of the line or the inverse parabola through the points.
fn interpolated(
    (a, at_a): (f64, f64),
    (b, at_b): (f64, f64),
    (c, at_c): (f64, f64),
) -> Option<f64> {
    let ratio = at_b / at_a;
    let step = if a.total_cmp(&c).is_eq() {
        (c - b) * ratio / (1.0 - ratio)
    } else {
        let (from_a, from_b) = (at_a / at_c, at_b / at_c);
        let above = (c - b) * from_a * (from_a - from_b) - (b - a) * (from_b - 1.0);
        -ratio * above / ((from_a - 1.0) * (from_b - 1.0) * (ratio - 1.0))
    };
    step.is_finite().then_some(step)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A function, the ends of the bracket, the root.
    type Case = (fn(f64) -> f64, f64, f64, f64);

    #[test]
    fn roots_of_known_functions() {
        let cases: [Case; 5] = [
            (|x| x * x - 2.0, 0.0, 2.0, std::f64::consts::SQRT_2),
            (|x| x.cos() - x, 0.0, 1.0, 0.739_085_133_215_160_6),
            (|x| (x - 1.0).powi(3), 0.0, 3.0, 1.0),
            (|x| 1e9 * (x - 6583.0), 5000.0, 8000.0, 6583.0),
            (|x| x.exp() - 1e-12, -60.0, 1.0, -27.631_021_115_928_547),
        ];
        for (function, low, high, root) in cases {
            let found = brent(function, (low, high), 0.0).unwrap();
            assert!(
                (found - root).abs() < 1e-5_f64.min(1e-9 * root.abs()),
                "{found} not {root}"
            );
        }
    }

    #[test]
    fn ends_may_be_roots() {
        assert_eq!(brent(|x| x, (0.0, 1.0), 0.0), Some(0.0));
        assert_eq!(brent(|x| x - 1.0, (0.0, 1.0), 0.0), Some(1.0));
    }

    #[test]
    fn without_a_change_of_sign_there_is_none() {
        assert_eq!(brent(|x| x * x + 1.0, (-1.0, 1.0), 0.0), None);
        assert_eq!(brent(|_| f64::NAN, (-1.0, 1.0), 0.0), None);
        assert_eq!(brent(|x| 1.0 / x, (-1.0, f64::INFINITY), 0.0), None);
    }

    proptest! {
        #[test]
        fn a_root_is_between_the_ends(root in -50.0..50.0_f64, left in 0.0..90.0_f64, right in 0.0..90.0_f64, bend in 0.0..3.0_f64) {
            let function = |x: f64| (x - root) * (1.0 + bend * (x - root).abs());
            let found = brent(function, (root - left, root + right), 0.0).unwrap();
            prop_assert!((found - root).abs() < 1e-9, "{found} not {root}");
        }
    }
}
