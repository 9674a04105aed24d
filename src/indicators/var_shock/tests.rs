//! When a shock is one, and what the estimates say of plain samples.

use jiff::civil::date;
use proptest::prelude::*;

use super::estimates::{covariance, deviation, historical, parametric, shortfall};
use super::*;
use crate::indicators::math::stats::Between;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

/// Closes that swing by `calm` a day and, for the last `days` of them, by `wild`.
fn swinging(id: &str, calm: f64, wild: f64, days: usize) -> Series {
    let all = 300;
    let dates = date(2025, 1, 1).series(jiff::Span::new().days(1));
    let mut price = 100.0;
    let bars = dates.take(all).enumerate().map(|(at, day)| {
        let size: f64 = if at >= all - days { wild } else { calm };
        price *= if at % 2 == 0 {
            size.exp()
        } else {
            (-size).exp()
        };
        Bar::close_only(day, price)
    });
    Series::new(id, Origin::Demo, bars.collect())
}

fn read(series: Vec<Series>, settings: &Settings) -> Reading {
    let inputs = Inputs::from_iter(series);
    let request = Request {
        subject: "SPX",
        as_of: None,
        settings,
    };
    INDICATOR.reading(&inputs, &request)
}

#[test]
fn a_steady_market_has_no_shock() {
    let reading = read(vec![swinging("SPX", 0.01, 0.01, 0)], &Settings::default());
    assert!(reading.value.unwrap().abs() < 1e-9, "{:?}", reading.value);
    assert!(reading.notices.is_empty());
}

#[test]
fn storms_are_events_and_then_forced() {
    for (wild, days, notices) in [
        (0.012, 3, vec![]),
        (0.03, 3, vec![IS_EVENT]),
        (0.05, 5, vec![IS_FORCED]),
    ] {
        let reading = read(
            vec![swinging("SPX", 0.01, wild, days)],
            &Settings::default(),
        );
        assert_eq!(reading.notices, notices, "{wild}: {:?}", reading.value);
    }
}

#[test]
fn the_flow_follows_the_assumed_book() {
    let flow = |book: f64| {
        let mut settings = Settings::default();
        settings.var_shock.book_usd_bn = book;
        let reading = read(vec![swinging("SPX", 0.01, 0.05, 5)], &settings);
        match reading.facts[3].value {
            Cell::Signed(flow) => flow.value,
            ref other => panic!("{other:?}"),
        }
    };
    assert!(flow(100.0) < -30.0);
    assert!((2.0 * flow(100.0) - flow(200.0)).abs() < 1e-9);
}

#[test]
fn what_the_book_of_funds_lacks_is_named() {
    let reading = read(vec![swinging("SPX", 0.01, 0.01, 0)], &Settings::default());
    let missing: Vec<&str> = reading
        .missing
        .iter()
        .map(|one| one.input.as_str())
        .collect();
    assert_eq!(missing, SLEEVES);
    assert_eq!(reading.tables.len(), 1);
    let all = ["SPX", "SPY", "IEF", "LQD", "DBC"].map(|id| swinging(id, 0.01, 0.01, 0));
    let whole = read(all.to_vec(), &Settings::default());
    // Funds that move as one leave nothing to diversify.
    let Cell::Signed(less) = whole.tables[1].rows[5][1] else {
        panic!()
    };
    assert!(less.value.abs() < 1e-9, "{less:?}");
}

#[test]
fn a_market_that_stood_still_had_nothing_to_rise_from() {
    let reading = read(vec![swinging("SPX", 0.0, 0.0, 0)], &Settings::default());
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "SPX");
}

#[test]
fn a_hundred_returns_by_hand() {
    let returns: Vec<f64> = (1..=100).map(|at| f64::from(at) / 1000.0 - 0.05).collect();
    let near = |found: Option<f64>, expected: f64| (found.unwrap() - expected).abs() < 1e-12;
    assert!(near(historical(&returns, Between::Lower), 0.049));
    assert!(near(historical(&returns, Between::Linear), 0.04801));
    assert!(near(shortfall(&returns), 0.049));
    assert_eq!(historical(&[], Between::Linear), None);
    assert_eq!(shortfall(&[]), None);
    assert_eq!(parametric(&[0.01]), None);
}

#[test]
fn shapes_that_differ_have_no_deviation() {
    assert_eq!(deviation(&[1.0], &[], 1.0), None);
    assert_eq!(deviation(&[1.0], &[vec![0.1, 0.2]], 1.0), None);
    assert_eq!(deviation(&[1.0], &[vec![-0.1]], 1.0), None);
    assert_eq!(covariance(&[]), None);
    assert_eq!(covariance(&[&[0.1]]), None);
}

proptest! {
    #[test]
    fn estimates_scale_with_returns(
        returns in prop::collection::vec(-0.1..0.1_f64, 5..80), factor in 0.1..10.0_f64,
    ) {
        let scaled: Vec<f64> = returns.iter().map(|change| factor * change).collect();
        for estimate in [
            |all: &[f64]| historical(all, Between::Linear),
            |all: &[f64]| historical(all, Between::Lower),
            shortfall,
            parametric,
        ] {
            let [a, b] = [&returns, &scaled].map(|all| estimate(all).unwrap());
            prop_assert!((a * factor - b).abs() < 1e-9);
        }
        let [line, lower] = [Between::Linear, Between::Lower].map(|how| historical(&returns, how).unwrap());
        prop_assert!(line <= lower && shortfall(&returns).unwrap() >= line - 1e-12);
    }

    #[test]
    fn parts_lose_no_less_than_the_whole(
        one in prop::collection::vec(-0.1..0.1_f64, 20), other in prop::collection::vec(-0.1..0.1_f64, 20),
        amounts in prop::array::uniform2(0.0..100.0_f64),
    ) {
        let covariance = covariance(&[&one, &other]).unwrap();
        let whole = deviation(&amounts, &covariance, 1.0).unwrap();
        let apart = amounts[0] * covariance[0][0].sqrt() + amounts[1] * covariance[1][1].sqrt();
        prop_assert!(whole <= apart + 1e-9);
    }
}
