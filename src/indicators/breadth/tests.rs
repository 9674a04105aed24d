//! Which shares count, and when a market is narrow.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

fn closes(id: &str, values: impl IntoIterator<Item = f64>) -> Series {
    let days = date(2025, 1, 1).series(jiff::Span::new().days(1));
    let bars = days
        .zip(values)
        .map(|(day, close)| Bar::close_only(day, close));
    Series::new(id, Origin::Demo, bars.collect())
}

/// A price that grows by `step` a day.
fn growing(id: &str, step: f64, days: i32) -> Series {
    closes(id, (0..days).map(|day| 100.0 * (1.0 + step).powi(day)))
}

fn read(index: Option<Series>, shares: Vec<Series>, others: Vec<Series>) -> Reading {
    let mut inputs: Inputs = index.into_iter().chain(others).collect();
    inputs.universe = shares.into_iter().map(Arc::new).collect();
    let settings = Settings::default();
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&inputs, &request)
}

fn shown(reading: &Reading, label: &str) -> f64 {
    let fact = reading.facts.iter().find(|fact| fact.label.en == label);
    match fact.map(|fact| &fact.value) {
        Some(Cell::Number(found) | Cell::Signed(found)) => found.value,
        other => panic!("{label}: {other:?}"),
    }
}

#[test]
fn shares_are_counted_against_their_own_average() {
    let shares = vec![
        growing("A", 0.01, 300),
        growing("B", 0.002, 300),
        growing("C", -0.01, 300),
    ];
    let reading = read(Some(growing("SPX", 0.001, 300)), shares, Vec::new());
    assert!((reading.value.unwrap() - 200.0 / 3.0).abs() < 1e-9);
    assert!((shown(&reading, "Advancers") - 2.0).abs() < 1e-12);
    assert!((shown(&reading, "Decliners") - 1.0).abs() < 1e-12);
    assert!((shown(&reading, "New 252-day highs") - 2.0).abs() < 1e-12);
    assert!((shown(&reading, "New 252-day lows") - 1.0).abs() < 1e-12);
    let extremes = &reading.tables[1].rows;
    assert_eq!(extremes[0][2], Cell::Text("A B".to_owned()));
    assert_eq!(extremes[1][2], Cell::Text("C".to_owned()));
}

#[test]
fn an_unchanged_share_neither_rises_nor_falls_nor_stands_above() {
    let reading = read(
        Some(growing("SPX", 0.001, 300)),
        vec![growing("A", 0.0, 300)],
        Vec::new(),
    );
    assert_eq!(reading.value, Some(0.0));
    assert!((shown(&reading, "Unchanged") - 1.0).abs() < 1e-12);
    assert!((shown(&reading, "New 252-day highs") - 0.0).abs() < 1e-12);
    assert!((shown(&reading, "New 252-day lows") - 0.0).abs() < 1e-12);
    assert_eq!(reading.tables.len(), 1);
}

#[test]
fn few_leaders_make_a_narrow_market() {
    let shares = |leaders: i32| -> Vec<Series> {
        let step = |at: i32| if at < leaders { 0.004 } else { 0.0005 };
        (0..10)
            .map(|at| growing(&format!("S{at}"), step(at), 120))
            .collect()
    };
    for (leaders, narrow) in [(2, true), (3, false), (9, false)] {
        let reading = read(
            Some(growing("SPX", 0.001, 120)),
            shares(leaders),
            Vec::new(),
        );
        assert_eq!(reading.notices.contains(&IS_NARROW), narrow, "{leaders}");
    }
}

#[test]
fn a_high_of_the_index_that_few_carry_diverges() {
    let shares = |falling: i32| -> Vec<Series> {
        let step = |at: i32| if at < falling { -0.001 } else { 0.004 };
        (0..10)
            .map(|at| growing(&format!("S{at}"), step(at), 300))
            .collect()
    };
    for (index, falling, diverges) in [(0.001, 6, true), (0.001, 4, false), (-0.001, 6, false)] {
        let reading = read(
            Some(growing("SPX", index, 300)),
            shares(falling),
            Vec::new(),
        );
        assert_eq!(
            reading.notices.contains(&DIVERGES),
            diverges,
            "{index} {falling}"
        );
    }
}

#[test]
fn a_short_history_counts_where_it_is_long_enough() {
    let mut young = growing("C", 0.02, 300).bars().to_vec();
    young.drain(..260);
    let shares = vec![
        growing("A", 0.01, 300),
        growing("B", -0.01, 300),
        Series::new("C", Origin::Demo, young),
    ];
    let reading = read(Some(growing("SPX", 0.001, 300)), shares, Vec::new());
    assert_eq!(reading.value, Some(50.0));
    assert!((shown(&reading, "Advancers") - 2.0).abs() < 1e-12);
    assert!((shown(&reading, "Constituents that count") - 3.0).abs() < 1e-12);
}

#[test]
fn the_fund_stands_for_a_missing_index() {
    let shares = || vec![growing("A", 0.01, 120), growing("B", -0.01, 120)];
    let fund = || vec![growing("SPY", 0.001, 120)];
    let reading = read(None, shares(), fund());
    assert_eq!(reading.value, Some(50.0));
    assert_eq!(reading.inputs[0].series, "SPY");
    assert_eq!(reading.missing[0].input, "RSP");
    let neither = read(None, shares(), Vec::new());
    assert_eq!(neither.missing[0].input, "SPX");
    let nobody = read(None, Vec::new(), Vec::new());
    assert_eq!(nobody.missing.len(), 2);
}

#[test]
fn equal_weights_less_capitalisation() {
    let funds = vec![growing("SPY", 0.01, 120), growing("RSP", 0.03, 120)];
    let reading = read(
        Some(growing("SPX", 0.01, 120)),
        vec![growing("A", 0.02, 120)],
        funds,
    );
    assert!((shown(&reading, "RSP less SPY, 1 day") - 2.0).abs() < 1e-9);
    let month = 100.0 * (1.03_f64.powi(21) - 1.01_f64.powi(21));
    assert!((shown(&reading, "RSP less SPY, 21 days") - month).abs() < 1e-8);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_the_universe_does_not_matter(
        steps in prop::collection::vec(-0.01..0.01_f64, 2..8), turn in 0..8_usize,
    ) {
        let shares: Vec<Series> = steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                let wave = move |day: i32| (f64::from(day) * step * 40.0).sin() * 0.02;
                closes(&format!("S{at}"), (0..280).map(move |day| 100.0 * (1.0 + step * f64::from(day) / 10.0 + wave(day))))
            })
            .collect();
        let mut turned = shares.clone();
        turned.rotate_left(turn % steps.len());
        let [a, b] = [shares, turned].map(|shares| read(Some(growing("SPX", 0.0, 280)), shares, Vec::new()));
        prop_assert_eq!(a.history, b.history);
        prop_assert_eq!(a.facts, b.facts);
        prop_assert_eq!(&a.tables[0], &b.tables[0]);
    }
}
