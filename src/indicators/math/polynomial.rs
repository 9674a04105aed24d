//! The polynomial of least squares through weighted points.
//!
//! Forsythe, "Generation and use of orthogonal polynomials for data-fitting", 1957: polynomials
//! that are orthogonal over the points need no system of equations, so no linear algebra and
//! none of its loss of digits.

/// A polynomial as a sum of those that are orthogonal over its points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Polynomial {
    terms: Vec<Term>,
}

/// One of the orthogonal polynomials: the last but one times `x − shift`, less `back` times the one
/// before that; and how much of it there is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Term {
    shift: f64,
    back: f64,
    share: f64,
}

/// One observation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// Zero or above.
    pub(crate) weight: f64,
}

impl Polynomial {
    /// The polynomial of a degree that is nearest to the points; `None` where they are too few.
    pub(crate) fn fit(points: &[Point], degree: usize) -> Option<Self> {
        let mut before = vec![0.0; points.len()];
        let mut now = vec![1.0; points.len()];
        let mut terms: Vec<Term> = Vec::with_capacity(degree + 1);
        let mut last_size = f64::NAN;
        for _ in 0..=degree {
            let sum = |of: fn(&Point, f64) -> f64| -> f64 {
                let all = points.iter().zip(&now);
                all.map(|(point, value)| point.weight * of(point, *value))
                    .sum()
            };
            let size = sum(|_, value| value * value);
            // Below this the points are fewer than the degree needs, and the rest is rounding.
            let is_new = terms.is_empty() || size > 1e-20 * last_size;
            if !(size.is_finite() && size > 0.0 && is_new) {
                return None;
            }
            let term = Term {
                shift: sum(|point, value| point.x * value * value) / size,
                back: if terms.is_empty() {
                    0.0
                } else {
                    size / last_size
                },
                share: sum(|point, value| point.y * value) / size,
            };
            for ((point, before), now) in points.iter().zip(&mut before).zip(&mut now) {
                let next = term.next(point.x, *before, *now);
                (*before, *now) = (*now, next);
            }
            last_size = size;
            terms.push(term);
        }
        let all_finite = terms.iter().all(|term| term.share.is_finite());
        all_finite.then_some(Self { terms })
    }

    /// Its value.
    pub(crate) fn at(&self, x: f64) -> f64 {
        let (mut before, mut now, mut sum) = (0.0, 1.0, 0.0);
        for term in &self.terms {
            sum += term.share * now;
            (before, now) = (now, term.next(x, before, now));
        }
        sum
    }
}

impl Term {
    fn next(&self, x: f64, before: f64, now: f64) -> f64 {
        (x - self.shift) * now - self.back * before
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points(of: impl Fn(f64) -> f64, count: usize) -> Vec<Point> {
        let at = |step: usize| step as f64 * 0.3 - 1.7;
        let point = |step: usize| Point {
            x: at(step),
            y: of(at(step)),
            weight: 1.0 + (step % 3) as f64,
        };
        (0..count).map(point).collect()
    }

    #[test]
    fn a_line_through_scattered_points() {
        // Slope and intercept by hand: means 2 and 7/3, slope 1.
        let points = [(1.0, 1.0), (2.0, 3.0), (3.0, 3.0)].map(|(x, y)| Point { x, y, weight: 1.0 });
        let line = Polynomial::fit(&points, 1).unwrap();
        assert!((line.at(0.0) - 1.0 / 3.0).abs() < 1e-12);
        assert!((line.at(3.0) - 10.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn points_without_weight_do_not_count() {
        let mut all = points(|x| 2.0 * x, 8);
        all.push(Point {
            x: 0.5,
            y: 99.0,
            weight: 0.0,
        });
        let line = Polynomial::fit(&all, 1).unwrap();
        assert!((line.at(0.5) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn too_few_points_fit_nothing() {
        for count in 0..4 {
            assert_eq!(Polynomial::fit(&points(|x| x, count), 3), None, "{count}");
        }
        assert!(Polynomial::fit(&points(|x| x, 4), 3).is_some());
        let same = [Point {
            x: 1.0,
            y: 2.0,
            weight: 1.0,
        }; 9];
        assert_eq!(Polynomial::fit(&same, 1), None);
    }

    proptest! {
        #[test]
        fn a_cubic_comes_back(a in -3.0..3.0_f64, b in -3.0..3.0_f64, c in -3.0..3.0_f64, d in -3.0..3.0_f64, x in -2.0..3.0_f64) {
            let cubic = |x: f64| a + x * (b + x * (c + x * d));
            let found = Polynomial::fit(&points(cubic, 14), 3).unwrap();
            prop_assert!((found.at(x) - cubic(x)).abs() < 1e-10);
        }
    }
}
