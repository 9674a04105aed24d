use jiff::civil::date;

use super::*;
use crate::indicators::inputs::Inputs;
use crate::indicators::tests::{closes, fact, read, value};
use crate::model::{Cell, MissingReason};

fn curve(last: [f64; 2]) -> Inputs {
    let day = date(2026, 2, 4);
    let names = ["VIX", "VIX3M"];
    let series = names.iter().zip(last);
    series
        .map(|(name, last)| closes(name, day, [18.0, 18.0, last]))
        .collect()
}

#[test]
fn without_a_chain_the_published_index_stands_in() {
    let reading = read("implied-vol-index", &curve([21.0, 20.0]), "SPX", None);
    assert_eq!(reading.value, Some(21.0));
    assert_eq!(reading.history.len(), 3);
    assert!(reading.notices.contains(&NO_CHAIN) && reading.notices.contains(&INVERTED));
    assert_eq!(reading.missing[0].input, "CHAIN:SPX");
    assert_eq!(reading.missing[0].reason, MissingReason::Absent);
    assert!((value(fact(&reading, "VIX over VIX3M")) - 1.05).abs() < 1e-12);
}

#[test]
fn other_underlyings_have_no_published_index() {
    let reading = read("implied-vol-index", &curve([21.0, 20.0]), "NVDA", None);
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "CHAIN:NVDA");
    assert!(!INDICATOR.inputs("NVDA").contains(&"VIX".to_owned()));
}

#[test]
fn a_curve_that_rises_is_calm() {
    let reading = read("implied-vol-index", &curve([16.0, 20.0]), "SPX", None);
    let Cell::Word(state) = fact(&reading, "State") else {
        panic!("no state");
    };
    assert!(state.en.starts_with("contango"));
    assert!(!reading.notices.contains(&INVERTED));
}
