use proptest::prelude::*;

use super::*;

fn skew(put: f64, money: f64, call: f64) -> Skew {
    Skew {
        put,
        money,
        call,
        middle: money,
    }
}

#[test]
fn forms_of_skew() {
    let found = skew(0.20, 0.16, 0.14);
    for (value, expected) in [
        (found.put_skew(), 1.25),
        (found.call_skew(), 0.875),
        (found.reversal(), -0.06),
        (found.normalised(), 0.375),
        (found.butterfly(), 0.01),
    ] {
        assert!((value - expected).abs() < 1e-12, "{value} not {expected}");
    }
}

#[test]
fn variance_is_linear_in_time() {
    let (near, next) = (skew(0.3, 0.2, 0.18), skew(0.25, 0.2, 0.19));
    let at = |years| near.between(&next, (0.05, 0.10, years)).unwrap();
    assert!((at(0.05).put - 0.3).abs() < 1e-12);
    assert!((at(0.10).put - 0.25).abs() < 1e-12);
    // Half-way in time: (0.09 · 0.05 + 0.0625 · 0.10) / 2 / 0.075.
    assert!((at(0.075).put.powi(2) - 0.005_375 / 0.075).abs() < 1e-12);
    assert!((at(0.075).money - 0.2).abs() < 1e-12);
}

#[test]
fn notices_of_a_dear_side_and_a_flip() {
    let reading = Reading::missing(INDICATOR.id, INDICATOR.unit, Vec::new());
    let puts_over = skew(0.2, 0.16, 0.14);
    let calls_over = skew(0.15, 0.16, 0.17);
    assert!(notices(&reading, None, &puts_over, Some(&puts_over)).is_empty());
    let found = notices(&reading, None, &calls_over, Some(&puts_over));
    assert_eq!(found, [FLIPPED]);
    assert!(notices(&reading, None, &calls_over, None).is_empty());
}

proptest! {
    #[test]
    fn between_two_maturities_lies_between(
        near in 0.05..0.9_f64, next in 0.05..0.9_f64, part in 0.0..1.0_f64,
    ) {
        let (one, other) = (skew(near, near, near), skew(next, next, next));
        let found = one.between(&other, (0.06, 0.10, 0.06 + 0.04 * part)).unwrap();
        prop_assert!(found.money >= near.min(next) - 1e-12 && found.money <= near.max(next) + 1e-12);
    }
}
