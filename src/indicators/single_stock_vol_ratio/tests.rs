//! Which days and which constituents count.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Origin, Series};

/// Closes that swing by `size` every day but those left out.
fn swinging(id: &str, size: f64, days: usize, left_out: &[usize]) -> Series {
    let bars = date(2026, 1, 1)
        .series(jiff::Span::new().days(1))
        .take(days)
        .enumerate();
    let kept = bars.filter(|(at, _)| !left_out.contains(at));
    let bars = kept.map(|(at, day)| {
        let close = if at % 2 == 0 {
            100.0
        } else {
            100.0 * size.exp()
        };
        Bar::close_only(day, close)
    });
    Series::new(id, Origin::Demo, bars.collect())
}

fn read(index: Series, shares: Vec<Series>) -> Reading {
    let mut inputs = Inputs::from_iter([index]);
    inputs.universe = shares.into_iter().map(Arc::new).collect();
    let settings = Settings::default();
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&inputs, &request)
}

fn near(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-9)
}

#[test]
fn the_ratio_is_the_plain_average_over_the_index() {
    let shares = vec![swinging("A", 0.02, 30, &[]), swinging("B", 0.04, 30, &[])];
    let reading = read(swinging("SPX", 0.01, 30, &[]), shares);
    assert!(near(reading.value, 3.0));
    assert_eq!(reading.history.len(), 25);
    let listed: Vec<&Cell> = reading.tables[0].rows.iter().map(|row| &row[0]).collect();
    assert_eq!(
        listed,
        [&Cell::Text("B".to_owned()), &Cell::Text("A".to_owned())]
    );
}

#[test]
fn a_share_without_the_last_day_does_not_count_on_it() {
    let shares = vec![
        swinging("A", 0.02, 30, &[]),
        swinging("B", 0.02, 30, &[]),
        swinging("C", 0.09, 29, &[]),
    ];
    let reading = read(swinging("SPX", 0.01, 30, &[]), shares);
    assert!(near(reading.value, 2.0));
    assert_eq!(reading.tables[0].rows.len(), 2);
}

#[test]
fn a_day_with_less_than_half_of_the_universe_has_no_ratio() {
    let shares = vec![
        swinging("A", 0.02, 30, &[]),
        swinging("B", 0.02, 29, &[]),
        swinging("C", 0.02, 29, &[]),
    ];
    let reading = read(swinging("SPX", 0.01, 30, &[]), shares);
    assert_eq!(reading.as_of, Some(date(2026, 1, 29)));
}

#[test]
fn a_still_index_has_no_ratio() {
    let reading = read(
        swinging("SPX", 0.0, 30, &[]),
        vec![swinging("A", 0.02, 30, &[])],
    );
    assert_eq!(reading.value, None);
    assert!(!reading.missing.is_empty());
}

#[test]
fn a_calm_index_is_noticed() {
    for (size, noticed) in [(0.001, true), (0.01, false)] {
        let reading = read(
            swinging("SPX", size, 30, &[]),
            vec![swinging("A", 0.02, 30, &[])],
        );
        assert_eq!(reading.notices.contains(&DENOMINATOR), noticed, "{size}");
    }
}

#[test]
fn missing_days_of_a_share_are_skipped() {
    let shares = vec![swinging("A", 0.02, 30, &[20, 21])];
    let reading = read(swinging("SPX", 0.01, 30, &[]), shares);
    assert!(near(reading.value, 2.0));
    assert_eq!(reading.history.len(), 23);
}

#[test]
fn no_constituents_says_so() {
    let reading = read(swinging("SPX", 0.01, 30, &[]), Vec::new());
    assert_eq!(reading.missing[0].input, UNIVERSE);
    let both = read(swinging("NDX", 0.01, 30, &[]), Vec::new());
    let inputs: Vec<&str> = both
        .missing
        .iter()
        .map(|missing| missing.input.as_str())
        .collect();
    assert_eq!(inputs, ["SPX", UNIVERSE]);
}
