//! Signals, positions and trades on small made-up paths.

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Origin, Series};

fn series(id: &str, closes: impl IntoIterator<Item = f64>) -> Series {
    let days = date(2024, 1, 1).series(jiff::Span::new().days(1));
    let bars = days
        .zip(closes)
        .map(|(day, close)| Bar::close_only(day, close));
    Series::new(id, Origin::Demo, bars.collect())
}

/// A price that goes up by 0.1 % a day, with a ripple.
fn rising(days: i32) -> impl Iterator<Item = f64> + Clone {
    (0..days).map(|day| 100.0 * (0.001 * f64::from(day) + 0.003 * f64::from(day % 2)).exp())
}

fn falling(days: i32) -> impl Iterator<Item = f64> + Clone {
    rising(days).map(|price| 10_000.0 / price)
}

fn read(series: impl IntoIterator<Item = Series>, settings: &Settings) -> Reading {
    let request = Request {
        subject: "SPX",
        as_of: None,
        settings,
    };
    INDICATOR.reading(&Inputs::from_iter(series), &request)
}

fn number(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(quantity) | Cell::Signed(quantity) => quantity.value,
        other => panic!("not a number: {other:?}"),
    }
}

fn is_about(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-9
}

#[test]
fn steady_trends_are_maximal() {
    let settings = Settings::default();
    let up = read([series("SPX", rising(300))], &settings);
    let down = read([series("SPX", falling(300))], &settings);
    assert_eq!((up.value, down.value), (Some(1.0), Some(-1.0)));
    assert!(up.notices.contains(&AT_MAXIMUM));
    assert_eq!(
        (up.facts[1].value.clone(), down.facts[1].value.clone()),
        (Cell::Word(state(1.0)), Cell::Word(state(-1.0)),)
    );
}

#[test]
fn a_price_that_stands_still_gives_no_signal() {
    let reading = read([series("SPX", [100.0; 300])], &Settings::default());
    assert_eq!(reading.value, Some(0.0));
    assert_eq!(reading.facts[2].value, Cell::Empty);
}

#[test]
fn states_are_named_by_strength() {
    for (signal, name) in [
        (1.0, "maximum long"),
        (0.9, "maximum long"),
        (0.54, "long"),
        (0.0, "flat"),
        (-0.2, "short"),
        (-0.96, "maximum short"),
    ] {
        assert_eq!(state(signal).en, name, "{signal}");
    }
}

#[test]
fn crossing_all_levels_sells_twice_the_position() {
    let reading = read([series("SPX", rising(300))], &Settings::default());
    let position = number(&reading.facts[2].value);
    let ladder = &reading.tables[0].rows;
    let trade = number(&ladder[4][6]);
    assert!(is_about(trade, -2.0 * position * 350.0 * 0.10), "{trade}");
    assert!(ladder.iter().all(|row| number(&row[4]) < 0.0));
}

#[test]
fn the_position_stops_at_its_cap() {
    let mut settings = Settings::default();
    settings.cta_trend.cap = 0.25;
    let reading = read([series("SPX", rising(300))], &settings);
    assert!(is_about(number(&reading.facts[2].value), 0.25));
}

#[test]
fn cash_raises_the_hurdle_of_twelve_months() {
    let settings = Settings::default();
    let path = || {
        series(
            "SPX",
            (0..300).map(|day| 100.0 * (0.0001 * f64::from(day)).exp()),
        )
    };
    let sign = |reading: &Reading| number(&reading.tables[2].rows[1][1]);
    let without = read([path()], &settings);
    assert!(is_about(sign(&without), 1.0) && without.notices.contains(&NO_CASH));
    let with = read([path(), series("US3M", [5.0; 300])], &settings);
    assert!(is_about(sign(&with), -1.0) && !with.notices.contains(&NO_CASH));
    assert_eq!(with.inputs.len(), 2);
}

#[test]
fn a_year_and_a_day_is_needed() {
    let settings = Settings::default();
    let reading = read([series("SPX", rising(252))], &settings);
    let reason = reading.missing[0].reason;
    assert_eq!(
        reason,
        MissingReason::TooShort {
            have: 252,
            need: 253
        }
    );
    assert_eq!(
        read([series("SPX", rising(253))], &settings).history.len(),
        1
    );
}

#[test]
fn windows_and_weights_are_settings() {
    let mut settings = Settings::default();
    settings.cta_trend.weights = vec![(2, 0.5), (5, 0.5)];
    let reading = read([series("SPX", [1.0, 5.0, 5.0, 5.0, 4.0, 3.0])], &settings);
    // Below the price of two days ago, above that of five.
    assert_eq!(reading.value, Some(0.0));
    assert_eq!(reading.tables[0].rows.len(), 2);
    settings.cta_trend.weights = Vec::new();
    assert_eq!(
        read([series("SPX", [1.0, 2.0])], &settings).value,
        Some(0.0)
    );
}

#[test]
fn a_trigger_next_to_the_price_is_live() {
    let near = rising(253).chain((0..30).map(|day| 130.0 + 0.01 * f64::from(day % 3)));
    let reading = read([series("SPX", near)], &Settings::default());
    assert!(reading.notices.contains(&LIVE));
}
