//! The rules of exposure, and what the tables and notices say of them.

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series, Table};

/// Closes whose log returns alternate in sign with the sizes given.
fn path(sizes: impl IntoIterator<Item = f64>) -> Inputs {
    let days = date(2024, 1, 1).series(jiff::Span::new().days(1));
    let closes = sizes
        .into_iter()
        .enumerate()
        .scan(100.0_f64, |price, (at, size)| {
            *price *= if at % 2 == 0 {
                size.exp()
            } else {
                (-size).exp()
            };
            Some(*price)
        });
    let bars = days
        .zip(closes)
        .map(|(day, close)| Bar::close_only(day, close));
    Inputs::from_iter([Series::new("SPX", Origin::Demo, bars.collect())])
}

fn read(inputs: &Inputs) -> Reading {
    let settings = Settings::default();
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(inputs, &request)
}

fn numbers(table: &Table, column: usize) -> Vec<f64> {
    let cells = table.rows.iter().map(|row| &row[column]);
    let number = |cell: &Cell| match cell {
        Cell::Number(quantity) | Cell::Signed(quantity) => quantity.value,
        _ => f64::NAN,
    };
    cells.map(number).collect()
}

fn says(reading: &Reading, start: &str) -> bool {
    reading
        .notices
        .iter()
        .any(|notice| notice.en.starts_with(start))
}

#[test]
fn exposure_is_target_over_volatility_up_to_the_cap() {
    for (sigma, expected) in [(0.20, 0.5), (0.10, 1.0), (0.05, 1.5), (0.0, 1.5)] {
        let found = exposure(sigma, 0.10, 1.5);
        assert!((found - expected).abs() < 1e-12, "{sigma}");
    }
}

#[test]
fn a_steady_market_has_a_steady_exposure() {
    let daily = 0.16 / 252.0_f64.sqrt();
    let reading = read(&path(std::iter::repeat_n(daily, 120)));
    assert!((reading.value.unwrap() - 0.10 / 0.16).abs() < 1e-9);
    assert!(reading.change_1m.unwrap().abs() < 1e-9);
    assert_eq!(reading.history.len(), 120 - SEED - LAG);
}

#[test]
fn one_close_too_few_is_missing() {
    let reading = read(&path(std::iter::repeat_n(0.01, 62)));
    let reason = reading.missing[0].reason;
    assert_eq!(reason, MissingReason::TooShort { have: 62, need: 63 });
    assert!(read(&path(std::iter::repeat_n(0.01, 63))).value.is_some());
}

#[test]
fn the_shock_rules_two_days_late() {
    let calm = std::iter::repeat_n(0.01, 100);
    let before = read(&path(calm.clone())).value.unwrap();
    let shock_then = |days: usize| {
        let after = std::iter::repeat_n(0.01, days);
        read(&path(calm.clone().chain([0.06]).chain(after)))
            .value
            .unwrap()
    };
    assert!((shock_then(0) - before).abs() < 1e-9);
    assert!((shock_then(1) - before).abs() < 1e-9);
    assert!(shock_then(2) < 0.8 * before);
}

#[test]
fn a_larger_move_leaves_less_exposure() {
    let reading = read(&path(std::iter::repeat_n(0.01, 120)));
    let forward = &reading.tables[1];
    let exposure = numbers(forward, 1);
    assert!(exposure[2..].is_sorted_by(|a, b| a >= b), "{exposure:?}");
    let flow = numbers(forward, 2);
    let expected = 350.0 * (exposure[7] - reading.value.unwrap());
    assert!((flow[7] - expected).abs() < 1e-9);
    let last_day = numbers(forward, 3);
    assert!((last_day[7] - 350.0 * (exposure[7] - exposure[1])).abs() < 1e-9);
}

#[test]
fn flows_of_the_past_are_changes_of_exposure() {
    let sizes = (0..140).map(|at| 0.005 + 0.0001 * f64::from(at));
    let reading = read(&path(sizes));
    let flows = &reading.tables[0];
    assert_eq!(numbers(flows, 0), vec![1.0, 5.0, 21.0]);
    let usd = numbers(flows, 1);
    assert!((usd[0] - 350.0 * reading.change_1d.unwrap()).abs() < 1e-9);
    assert!((usd[2] - 350.0 * reading.change_1m.unwrap()).abs() < 1e-9);
}

#[test]
fn targets_scale_exposure_until_the_cap() {
    let daily = 0.10 / 252.0_f64.sqrt();
    let reading = read(&path(std::iter::repeat_n(daily, 120)));
    let exposure = numbers(&reading.tables[2], 1);
    let expected = [0.5, 0.8, 1.0, 1.2, 1.5, 1.5];
    assert!(
        exposure
            .iter()
            .zip(expected)
            .all(|(found, wanted)| (found - wanted).abs() < 1e-9)
    );
}

#[test]
fn the_cap_and_a_shock_are_noticed() {
    let calm = read(&path(std::iter::repeat_n(0.002, 100)));
    assert!(says(&calm, "At the cap") && says(&calm, "Exposure is above"));
    let shaken = read(&path(std::iter::repeat_n(0.002, 100).chain([0.05])));
    assert!(says(&shaken, "Short variance is") && !says(&calm, "Short variance is"));
    let falling = read(&path((0..120).map(|at| 0.005 + 0.0002 * f64::from(at))));
    assert!(says(&falling, "Exposure is below"));
}

#[test]
fn assumptions_are_those_of_the_settings() {
    let inputs = path(std::iter::repeat_n(0.01, 100));
    let mut settings = Settings::default();
    settings.vol_control.target = 0.05;
    settings.vol_control.assets_usd_bn = 100.0;
    let request = Request {
        subject: "SPX",
        as_of: None,
        settings: &settings,
    };
    let halved = INDICATOR.reading(&inputs, &request);
    let ratio = read(&inputs).value.unwrap() / halved.value.unwrap();
    assert!((ratio - 2.0).abs() < 1e-9);
    let stated: Vec<f64> = halved
        .assumptions
        .iter()
        .map(|one| one.value.value)
        .collect();
    assert_eq!(stated, vec![0.05, 100.0, 1.5]);
}
