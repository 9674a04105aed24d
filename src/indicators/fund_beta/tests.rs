//! What betas and positions say, and what remains where returns lack.

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

const DAYS: usize = 300;

fn pattern(at: usize, turn: usize) -> f64 {
    let moves = [0.01, -0.006, 0.004, -0.012, 0.007, -0.002, 0.003];
    moves[at * (turn + 1) % moves.len()]
}

/// A price whose return of each day is made of it.
fn made(id: &str, change: impl Fn(usize) -> f64) -> Series {
    let days = date(2025, 1, 1)
        .series(jiff::Span::new().days(1))
        .take(DAYS);
    let mut price = 100.0;
    let bars = days.enumerate().map(|(at, day)| {
        price *= 1.0 + change(at);
        Bar::close_only(day, price)
    });
    Series::new(id, Origin::Demo, bars.collect())
}

fn market() -> Series {
    made("SPX", |at| pattern(at, 0))
}

fn weekly(id: &str, net: impl Fn(usize) -> f64) -> Series {
    let days = date(2025, 1, 7).series(jiff::Span::new().days(7)).take(40);
    let bars = days
        .enumerate()
        .map(|(at, day)| Bar::close_only(day, net(at)));
    Series::new(id, Origin::Demo, bars.collect())
}

fn read(series: Vec<Series>) -> Reading {
    let inputs = Inputs::from_iter(series);
    let settings = Settings::default();
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&inputs, &request)
}

fn shown(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(found) | Cell::Signed(found) => found.value,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_fund_of_half_the_market_has_half_its_beta() {
    let reading = read(vec![
        market(),
        made("HFRXEH", |at| 0.0002 + 0.5 * pattern(at, 0)),
    ]);
    assert!((reading.value.unwrap() - 0.5).abs() < 1e-9);
    for fact in &reading.facts[1..3] {
        assert!((shown(&fact.value) - 0.5).abs() < 1e-9, "{fact:?}");
    }
    assert!((shown(&reading.facts[0].value) - 1.0).abs() < 1e-9);
}

#[test]
fn falling_days_may_have_another_beta() {
    let funds = made("HFRXEH", |at| {
        let market = pattern(at, 0);
        if market > 0.0 {
            0.3 * market
        } else {
            0.6 * market
        }
    });
    let reading = read(vec![market(), funds]);
    assert!((shown(&reading.facts[1].value) - 0.3).abs() < 1e-9);
    assert!((shown(&reading.facts[2].value) - 0.6).abs() < 1e-9);
}

#[test]
fn a_rise_of_beta_is_crowded_and_a_fall_defensive() {
    for (last, notice) in [(0.9, IS_CROWDED), (0.1, IS_DEFENSIVE)] {
        let funds = made(
            "HFRXEH",
            |at| if at > 280 { last } else { 0.5 } * pattern(at, 0),
        );
        let reading = read(vec![market(), funds]);
        assert_eq!(reading.notices, [notice], "{last}");
    }
}

#[test]
fn leanings_are_found_and_their_lack_is_said() {
    let funds = made("HFRXEH", |at| {
        0.5 * pattern(at, 0) + 0.3 * (pattern(at, 2) - pattern(at, 0))
    });
    let momentum = made("MTUM", |at| pattern(at, 2));
    let reading = read(vec![market(), funds, momentum]);
    let leanings = &reading.tables[1].rows;
    assert_eq!(leanings.len(), 2);
    // The penalty draws slopes towards zero.
    let slope = shown(&leanings[1][1]);
    assert!(slope > 0.2 && slope < 0.35, "{slope}");
    assert!(reading.missing.iter().any(|missing| missing.input == "XLK"));
    assert!(
        !reading
            .missing
            .iter()
            .any(|missing| missing.input == "MTUM")
    );
    let intensity = shown(&reading.facts[3].value);
    let sum: f64 = leanings.iter().map(|row| shown(&row[1]).abs()).sum();
    assert!((intensity - sum).abs() < 1e-12);
}

#[test]
fn positions_are_in_per_cent_of_open_interest() {
    let reports = vec![
        weekly("COT:ES:LEV", |at| -400_000.0 + 1000.0 * at as f64),
        weekly("COT:ES:OI", |_| 2_000_000.0),
    ];
    let reading = read(reports);
    // Without the index of funds there is no beta; positions are shown all the same.
    assert_eq!(reading.value, None);
    let row = &reading.tables[0].rows[0];
    assert!((shown(&row[2]) + 361_000.0).abs() < 1e-6);
    assert!((shown(&row[3]) + 18.05).abs() < 1e-9);
    assert!((shown(&row[4]) - 100.0).abs() < 1e-9);
    assert!((shown(&row[5]) - 0.05).abs() < 1e-9);
    let missing: Vec<&str> = reading
        .missing
        .iter()
        .map(|one| one.input.as_str())
        .collect();
    assert_eq!(missing, ["HFRXEH", "SPX", "COT:ES:AM", "COT:ES:DEALER"]);
}

#[test]
fn positions_without_open_interest_are_none() {
    let reading = read(vec![
        weekly("COT:ES:LEV", |_| 1.0),
        weekly("COT:ES:OI", |_| 0.0),
    ]);
    assert!(reading.tables.is_empty() && reading.inputs.is_empty());
}

#[test]
fn a_market_at_rest_has_no_beta() {
    let reading = read(vec![
        made("SPX", |_| 0.0),
        made("HFRXEH", |at| pattern(at, 0)),
    ]);
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "HFRXEH");
}
