//! The flow's arithmetic, its calendar and its coverage.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

fn series(id: &str, days: &[(i8, f64)]) -> Series {
    let bars = days
        .iter()
        .map(|(day, close)| Bar::close_only(date(2026, 2, *day), *close))
        .collect();
    Series::new(id, Origin::Demo, bars)
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

fn near(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-9)
}

#[test]
fn gearing_follows_the_paper() {
    for (multiple, gearing) in [
        (-3.0, 12.0),
        (-2.0, 6.0),
        (-1.0, 2.0),
        (2.0, 2.0),
        (3.0, 6.0),
    ] {
        let fund = Fund {
            ticker: "X",
            multiple,
            underlying: "SPX",
        };
        assert!((fund.gearing() - gearing).abs() < 1e-12, "{multiple}");
    }
}

#[test]
fn long_and_inverse_buy_after_a_rise() {
    // USD 100 mn twice long and once short, +10 %: each buys USD 20 mn.
    for ticker in ["SSO", "SH"] {
        let inputs = Inputs::from_iter([
            series("SPX", &[(2, 100.0), (3, 110.0)]),
            series(&format!("AUM:{ticker}"), &[(2, 100.0)]),
        ]);
        assert!(near(read(&inputs).value, 0.020), "{ticker}");
    }
}

#[test]
fn the_rebalancing_restores_the_multiple() {
    for (multiple, change) in [(2.0, 0.1), (-1.0, 0.1), (3.0, -0.05), (-2.0, 0.02)] {
        let fund = Fund {
            ticker: "X",
            multiple,
            underlying: "SPX",
        };
        let before: f64 = 100.0;
        let exposure = before * multiple * (1.0 + change);
        let assets = before * (1.0 + multiple * change);
        let traded = before * fund.gearing() * change;
        assert!(
            (exposure + traded - multiple * assets).abs() < 1e-9,
            "{multiple}"
        );
    }
}

#[test]
fn assets_of_the_same_day_are_not_used() {
    let prices = series("NDX", &[(2, 100.0), (3, 100.0), (4, 90.0)]);
    let assets = series("AUM:TQQQ", &[(2, 1000.0), (3, 2000.0), (4, 9000.0)]);
    let reading = read(&Inputs::from_iter([prices, assets]));
    assert!(near(reading.value, 2.0 * 6.0 * -0.1));
    assert_eq!(reading.history.len(), 2);
}

#[test]
fn old_assets_do_not_count() {
    let prices = series("NDX", &[(2, 100.0), (9, 100.0), (10, 90.0), (11, 80.0)]);
    let reading = read(&Inputs::from_iter([
        prices,
        series("AUM:TQQQ", &[(2, 1000.0)]),
    ]));
    assert_eq!(reading.as_of, Some(date(2026, 2, 9)));
}

#[test]
fn crypto_is_measured_between_exchange_days() {
    // 2026-02-06 is a Friday, 2026-02-09 a Monday.
    let inputs = Inputs::from_iter([
        series("SPX", &[(5, 100.0), (6, 100.0), (9, 100.0)]),
        series(
            "BTC",
            &[(5, 100.0), (6, 100.0), (7, 50.0), (8, 60.0), (9, 110.0)],
        ),
        series("AUM:BITX", &[(5, 1000.0), (6, 1000.0)]),
    ]);
    let reading = read(&inputs);
    assert!(near(reading.value, 0.2));
    let days: Vec<Date> = reading.history.iter().map(|(day, _)| *day).collect();
    assert_eq!(days, [date(2026, 2, 6), date(2026, 2, 9)]);
}

#[test]
fn funds_without_assets_are_named() {
    let inputs = Inputs::from_iter([
        series("SPX", &[(2, 100.0), (3, 99.0)]),
        series("AUM:UPRO", &[(2, 1000.0)]),
    ]);
    let reading = read(&inputs);
    let named = reading.facts.iter().find_map(|fact| match &fact.value {
        Cell::Text(names) => Some(names.clone()),
        _ => None,
    });
    let names = named.unwrap();
    assert!(names.contains("TQQQ") && !names.contains("UPRO"), "{names}");
    assert!(reading.missing.is_empty());
}

#[test]
fn without_any_assets_the_largest_stand_for_all() {
    let reading = read(&Inputs::from_iter([series("SPX", &[(2, 1.0), (3, 2.0)])]));
    assert_eq!((reading.value, reading.as_of), (None, None));
    let named: Vec<&str> = reading.missing.iter().map(|one| &*one.input).collect();
    let largest = ["AUM:TQQQ", "AUM:SOXL", "AUM:QLD", "AUM:SQQQ", "AUM:UPRO"];
    assert_eq!(named, largest);
    assert_eq!(
        reading.facts,
        [tables::known_funds(), tables::unit_of_assets()]
    );
    assert_eq!(reading.notices, [NO_ASSETS]);
}

#[test]
fn the_largest_are_of_the_table() {
    for ticker in funds::LARGEST {
        assert!(FUNDS.iter().any(|fund| fund.ticker == ticker), "{ticker}");
    }
}

#[test]
fn assets_without_a_price_name_the_underlying() {
    let mut inputs = Inputs::default();
    inputs.insert(Arc::new(series("AUM:TQQQ", &[(2, 1000.0)])));
    let reading = read(&inputs);
    let [missing] = &reading.missing[..] else {
        panic!("{:?}", reading.missing)
    };
    assert_eq!(
        (missing.input.as_str(), missing.reason),
        ("NDX", MissingReason::Absent)
    );
    inputs.insert(Arc::new(series("NDX", &[(3, 100.0)])));
    let reason = read(&inputs).missing[0].reason;
    assert_eq!(reason, MissingReason::TooShort { have: 1, need: 2 });
}

#[test]
fn assets_of_few_funds_are_told() {
    let few = ["UPRO", "SPXL", "SSO"];
    let most = ["UPRO", "SPXL", "SSO", "SH"];
    for (tickers, told, known) in [(&few[..], true, "3 / 8"), (&most[..], false, "4 / 8")] {
        let mut inputs = Inputs::from_iter([series("SPX", &[(2, 100.0), (3, 99.0)])]);
        for ticker in tickers {
            inputs.insert(Arc::new(series(&format!("AUM:{ticker}"), &[(2, 1000.0)])));
        }
        let reading = read(&inputs);
        assert_eq!(reading.notices.contains(&FEW), told, "{known}");
        let fact = reading.facts.last().unwrap();
        assert_eq!(fact.value, Cell::Text(known.to_owned()));
    }
}

#[test]
fn assets_older_than_the_prices_are_told() {
    // 2026-02-02 is a Monday, 2026-02-10 the sixth business day after it.
    for (last, stale) in [(9, false), (10, true)] {
        let inputs = Inputs::from_iter([
            series("NDX", &[(2, 100.0), (3, 100.0), (last, 90.0)]),
            series("AUM:TQQQ", &[(2, 1000.0)]),
        ]);
        let said = read(&inputs).notices;
        let is_told = said.iter().any(|one| one.en.starts_with("An input ends"));
        assert_eq!(is_told, stale, "{last}: {said:?}");
    }
}

#[test]
fn assets_that_meet_no_return_are_named() {
    let inputs = Inputs::from_iter([
        series("NDX", &[(2, 100.0), (3, 99.0)]),
        series("AUM:TQQQ", &[(3, 1000.0)]),
    ]);
    let reading = read(&inputs);
    assert_eq!(reading.value, None);
    let named: Vec<&str> = reading.missing.iter().map(|one| &*one.input).collect();
    assert_eq!(named, ["AUM:TQQQ"]);
    assert_eq!(reading.notices, [NOT_FRESH]);
    assert_eq!(reading.inputs.len(), 2);
}

#[test]
fn funds_are_listed_once() {
    let tickers: BTreeSet<&str> = FUNDS.iter().map(|fund| fund.ticker).collect();
    assert_eq!(tickers.len(), FUNDS.len());
    let underlyings: BTreeSet<&str> = FUNDS.iter().map(|fund| fund.underlying).collect();
    assert_eq!(funds::series().len(), FUNDS.len() + underlyings.len());
    assert!(funds::NEVER_CLOSE.iter().all(|id| underlyings.contains(id)));
}
