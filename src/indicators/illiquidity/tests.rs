//! What stands for what, and what is said where a range lacks.

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

/// Bars around a price that bounces within `spread`, the same every week; `ranged` of them, from the
/// last backwards, have open, high and low.
fn bouncing(id: &str, spread: f64, days: usize, ranged: usize) -> Series {
    let dates = date(2025, 1, 1)
        .series(jiff::Span::new().days(1))
        .take(days);
    let bars = dates.enumerate().map(|(at, day)| {
        let middle = 100.0 + [0.0, 0.7, -0.4, 1.1, 0.3][at % 5];
        let half = middle * spread / 2.0;
        let side = |up: bool| if up { middle + half } else { middle - half };
        let whole = at + ranged >= days;
        Bar {
            open: whole.then(|| side(at % 3 == 0)),
            high: whole.then_some(middle + half + 0.2),
            low: whole.then_some(middle - half - 0.2),
            volume: Some(1e6),
            ..Bar::close_only(day, side(at % 2 == 0))
        }
    });
    Series::new(id, Origin::Demo, bars.collect())
}

fn read(series: Series, subject: &str) -> Reading {
    let inputs = Inputs::from_iter([series]);
    let settings = Settings::default();
    let request = Request {
        subject,
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&inputs, &request)
}

#[test]
fn the_fund_stands_for_an_index() {
    for (subject, fund) in [
        ("SPX", "SPY"),
        ("NDX", "QQQ"),
        ("NVDA", "NVDA"),
        ("", "SPY"),
    ] {
        let reading = read(bouncing(fund, 0.01, 60, 60), subject);
        assert!(reading.value.is_some(), "{subject}");
        assert_eq!(reading.inputs[0].series, fund);
        assert_eq!(
            reading.notices.contains(&IS_NOISE),
            fund != "NVDA",
            "{subject}"
        );
        assert_eq!(INDICATOR.inputs(subject), [fund]);
    }
    assert_eq!(
        read(bouncing("SPX", 0.01, 60, 60), "SPX").missing[0].input,
        "SPY"
    );
}

#[test]
fn closes_alone_are_not_enough_and_that_is_said() {
    let reading = read(bouncing("NVDA", 0.01, 60, 10), "NVDA");
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "NVDA with open, high and low");
    assert_eq!(
        reading.missing[0].reason,
        MissingReason::TooShort { have: 10, need: 22 }
    );
}

#[test]
fn a_window_with_a_hole_has_no_estimate() {
    let whole = read(bouncing("NVDA", 0.01, 60, 60), "NVDA");
    let late = read(bouncing("NVDA", 0.01, 60, 30), "NVDA");
    assert_eq!((whole.history.len(), late.history.len()), (39, 9));
    assert_eq!(whole.value, late.value);
}

#[test]
fn a_wider_spread_is_read_as_one() {
    let roll = |spread: f64| {
        let reading = read(bouncing("NVDA", spread, 60, 60), "NVDA");
        match &reading.tables[0].rows[4][2] {
            Cell::Number(value) => value.value,
            other => panic!("{other:?}"),
        }
    };
    assert!(
        roll(0.05) > 2.0 * roll(0.01),
        "{} {}",
        roll(0.05),
        roll(0.01)
    );
}

#[test]
fn a_spread_above_its_past_is_dear() {
    let mut bars = bouncing("NVDA", 0.002, 120, 120).bars().to_vec();
    let wild = bouncing("NVDA", 0.2, 120, 120);
    let from = bars.len() - 5;
    bars.truncate(from);
    bars.extend_from_slice(&wild.bars()[from..]);
    let reading = read(Series::new("NVDA", Origin::Demo, bars), "NVDA");
    assert!(
        reading.notices.contains(&IS_DEAR),
        "{:?}",
        reading.percentile
    );
}

#[test]
fn no_volume_leaves_the_price_impact_empty() {
    let bars = bouncing("NVDA", 0.01, 60, 60);
    let silent = bars.bars().iter().map(|bar| Bar {
        volume: Some(0.0),
        ..*bar
    });
    let reading = read(Series::new("NVDA", Origin::Demo, silent.collect()), "NVDA");
    assert_eq!(reading.facts[1].value, Cell::Empty);
    assert_eq!(reading.tables[0].rows[5][2], Cell::Empty);
}
