//! Who wins and loses, when a day is an event, and when a market is before a crash.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

const DAYS: i32 = 620;

/// A price that grows by `step` a day, by `last` on the last, and swings with the market by `beta`.
fn growing(id: &str, step: f64, last: f64, beta: f64) -> Series {
    let days = date(2024, 1, 1)
        .series(jiff::Span::new().days(1))
        .take(DAYS as usize);
    let mut price = 100.0;
    let bars = days.enumerate().map(|(at, day)| {
        let swing = if at % 2 == 0 { 0.01 } else { -0.01 };
        let change = if at as i32 == DAYS - 1 {
            last
        } else {
            step + beta * swing
        };
        price *= 1.0 + change;
        Bar::close_only(day, price)
    });
    Series::new(id, Origin::Demo, bars.collect())
}

/// Ten shares, each rising faster than the one before it; `last` is each one's last return.
fn shares(last: impl Fn(i32) -> f64, beta: impl Fn(i32) -> f64) -> Vec<Series> {
    (0..10)
        .map(|at| {
            growing(
                &format!("S{at}"),
                0.0002 * f64::from(at),
                last(at),
                beta(at),
            )
        })
        .collect()
}

fn read_with(index: Series, shares: Vec<Series>, others: Vec<Series>, daily: bool) -> Reading {
    let mut inputs: Inputs = [index].into_iter().chain(others).collect();
    inputs.universe = shares.into_iter().map(Arc::new).collect();
    let mut settings = Settings::default();
    settings.factor_momentum.daily = daily;
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&inputs, &request)
}

fn read(index: Series, shares: Vec<Series>) -> Reading {
    read_with(index, shares, Vec::new(), false)
}

fn index() -> Series {
    growing("SPX", 0.0005, 0.0, 1.0)
}

#[test]
fn a_fifth_on_each_side_at_equal_weights() {
    let last = |at: i32| f64::from(at) / 1000.0;
    for daily in [false, true] {
        let reading = read_with(index(), shares(last, |_| 1.0), Vec::new(), daily);
        // Winners 8 and 9, losers 0 and 1.
        assert!(
            (reading.value.unwrap() - 0.8).abs() < 1e-9,
            "{:?}",
            reading.value
        );
        let sides: Vec<&Cell> = reading.tables[1].rows.iter().map(|row| &row[0]).collect();
        let expected = ["S9", "S8", "S0", "S1"].map(|id| Cell::Text(id.to_owned()));
        assert_eq!(sides, expected.iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_crash_of_winners_is_the_worst_day_and_an_event() {
    let last = |at: i32| if at >= 8 { -0.05 } else { 0.02 };
    let reading = read(index(), shares(last, |at| 1.0 + f64::from(at % 2) / 10.0));
    assert!((reading.value.unwrap() + 7.0).abs() < 1e-9);
    assert!(reading.notices.contains(&IS_EVENT), "{:?}", reading.notices);
    assert!(reading.notices.contains(&WORST_OF_ALL));
}

#[test]
fn a_factor_that_never_moves_has_no_z() {
    let flat = (0..10)
        .map(|at| growing(&format!("S{at}"), 0.0, 0.0, 0.0))
        .collect();
    let reading = read(index(), flat);
    assert_eq!(reading.value, Some(0.0));
    assert_eq!(reading.facts[0].value, Cell::Empty);
    assert!(!reading.notices.contains(&IS_EVENT));
}

#[test]
fn losers_of_high_beta_are_noticed() {
    for (of_losers, noticed) in [(1.8, true), (1.2, false)] {
        let beta = |at: i32| if at < 2 { of_losers } else { 1.0 };
        let reading = read(index(), shares(|_| 0.0, beta));
        assert_eq!(
            reading.notices.contains(&LOSERS_LEAD),
            noticed,
            "{of_losers}"
        );
        let Cell::Signed(gap) = reading.facts[7].value else {
            panic!()
        };
        assert!((gap.value - (of_losers - 1.0)).abs() < 0.05, "{gap:?}");
    }
}

#[test]
fn a_fallen_and_wild_market_is_before_a_crash() {
    for (step, calm, state) in [
        (-0.002, 0.2, true),
        (0.002, 0.2, false),
        (-0.002, 1.0, false),
    ] {
        let days = date(2024, 1, 1)
            .series(jiff::Span::new().days(1))
            .take(DAYS as usize);
        let mut price = 100.0;
        let bars = days.enumerate().map(|(at, day)| {
            // The last months swing by one per cent; those before by a part of it.
            let size = if at > 500 { 0.01 } else { 0.01 * calm };
            let fading = if calm < 1.0 {
                1.0
            } else {
                1.0 - at as f64 / 2000.0
            };
            price *= 1.0 + step + fading * if at % 2 == 0 { size } else { -size };
            Bar::close_only(day, price)
        });
        let market = Series::new("SPX", Origin::Demo, bars.collect());
        let reading = read(market, shares(|_| 0.0, |_| 1.0));
        assert_eq!(
            reading.notices.contains(&CRASH_STATE),
            state,
            "{step} {calm}"
        );
    }
}

#[test]
fn series_of_factors_are_shown_where_they_are() {
    let funds = ["IVE", "IVW", "MTUM", "SPHB", "SPY"]
        .map(|id| growing(id, 0.0, if id == "IVE" { 0.03 } else { 0.01 }, 1.0));
    let some = read_with(index(), shares(|_| 0.0, |_| 1.0), funds.to_vec(), false);
    let names: Vec<&str> = some.missing.iter().map(|one| one.input.as_str()).collect();
    assert_eq!(names, ["HML"]);
    let value = some.tables[0]
        .rows
        .iter()
        .find_map(|row| match (&row[0], &row[2]) {
            (Cell::Word(name), Cell::Signed(day)) if name.en.contains("IVE") => Some(day.value),
            _ => None,
        });
    assert!((value.unwrap() - 2.0).abs() < 1e-9);
    let none = read(index(), shares(|_| 0.0, |_| 1.0));
    assert_eq!(none.missing.len(), 6);
    assert_eq!(none.tables[0].rows.len(), 2);
}

#[test]
fn too_few_shares_are_missing() {
    let few = shares(|_| 0.0, |_| 1.0).into_iter().take(4).collect();
    assert_eq!(read(index(), few).value, None);
}

#[test]
fn a_share_that_is_too_young_is_not_ranked() {
    let mut all = shares(|_| 0.0, |_| 1.0);
    let young = growing("NEW", 0.01, 0.5, 1.0);
    let bars = young.bars()[500..].to_vec();
    all.push(Series::new("NEW", Origin::Demo, bars));
    let reading = read(index(), all);
    let listed = reading.tables[1]
        .rows
        .iter()
        .any(|row| row[0] == Cell::Text("NEW".to_owned()));
    assert!(!listed);
}
