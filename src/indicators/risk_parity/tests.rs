//! What moves the gross, and what the reading says of it.

use jiff::civil::date;

use super::*;
use crate::indicators::math::volatility::YEAR;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

const DAYS: usize = 120;

/// Closes whose returns repeat a pattern, each times `size`.
fn patterned(id: &str, pattern: &[f64], size: f64) -> Series {
    let days = date(2026, 1, 1)
        .series(jiff::Span::new().days(1))
        .take(DAYS);
    let mut price = 100.0;
    let bars = days.zip(pattern.iter().cycle()).map(|(day, step)| {
        price *= 1.0 + size * step;
        Bar::close_only(day, price)
    });
    Series::new(id, Origin::Demo, bars.collect())
}

/// Four sleeves whose patterns have no correlation, at these daily sizes; `sign` turns Treasuries.
fn sleeves(sizes: [f64; 4]) -> Vec<Series> {
    let patterns: [&[f64]; 4] = [
        &[1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0],
        &[1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0],
        &[1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0],
        &[1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0, 1.0],
    ];
    let named = SLEEVES.iter().zip(patterns).zip(sizes);
    named
        .map(|((sleeve, pattern), size)| patterned(sleeve.series, pattern, size))
        .collect()
}

fn read(series: Vec<Series>, settings: &Settings) -> Reading {
    let inputs = Inputs::from_iter(series);
    let request = Request {
        subject: "",
        as_of: None,
        settings,
    };
    INDICATOR.reading(&inputs, &request)
}

#[test]
fn four_alike_make_a_quarter_each() {
    let mut settings = Settings::default();
    // A window of whole patterns, so that correlations are nothing.
    settings.risk_parity.window = 64;
    let reading = read(sleeves([0.01; 4]), &settings);
    let volatility = 0.01 * YEAR.sqrt() / 2.0;
    assert!(
        (reading.value.unwrap() - 0.10 / volatility).abs() < 0.02,
        "{:?}",
        reading.value
    );
    for row in &reading.tables[0].rows {
        let Cell::Number(weight) = &row[2] else {
            panic!("{row:?}")
        };
        assert!((weight.value - 0.25).abs() < 0.01, "{row:?}");
    }
}

#[test]
fn calm_markets_stop_at_the_cap() {
    let reading = read(sleeves([0.0005; 4]), &Settings::default());
    assert_eq!(reading.value, Some(3.0));
    assert!(reading.notices.contains(&AT_CAP));
    let mut settings = Settings::default();
    settings.risk_parity.cap = 2.0;
    assert_eq!(read(sleeves([0.0005; 4]), &settings).value, Some(2.0));
}

#[test]
fn bonds_that_move_with_equities_are_noticed() {
    let mut series = sleeves([0.01; 4]);
    series[1] = patterned("IEF", &[1.0, -1.0, 1.0, -1.0, 1.0, -1.0, 1.0, 1.0], 0.005);
    assert!(
        read(series.clone(), &Settings::default())
            .notices
            .contains(&TOGETHER)
    );
    series[1] = patterned("IEF", &[-1.0, 1.0, -1.0, 1.0, -1.0, 1.0, -1.0, -1.0], 0.005);
    assert!(
        !read(series, &Settings::default())
            .notices
            .contains(&TOGETHER)
    );
}

#[test]
fn a_sleeve_that_is_not_there_is_named() {
    let mut series = sleeves([0.01; 4]);
    series.remove(2);
    let reading = read(series, &Settings::default());
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "LQD");
}

#[test]
fn a_sleeve_that_stands_still_has_no_parity() {
    let reading = read(sleeves([0.01, 0.0, 0.01, 0.01]), &Settings::default());
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "SPY IEF LQD DBC");
}

#[test]
fn cash_is_taken_out_and_its_lack_is_said() {
    let settings = Settings::default();
    let without = read(sleeves([0.01; 4]), &settings);
    assert_eq!(without.missing[0].input, CASH);
    let mut series = sleeves([0.01; 4]);
    let rate = |level: f64| {
        let bars = [Bar::close_only(date(2025, 12, 31), level)];
        Series::new(CASH, Origin::Demo, bars.to_vec())
    };
    series.push(rate(5.0));
    let with = read(series, &settings);
    assert!(with.missing.is_empty());
    let gap = (with.value.unwrap() - without.value.unwrap()).abs();
    assert!(gap > 0.0 && gap < 0.01, "{gap}");
}

#[test]
fn risk_contributions_are_equal() {
    let reading = read(sleeves([0.02, 0.004, 0.006, 0.015]), &Settings::default());
    for row in &reading.tables[0].rows {
        let Cell::Number(share) = &row[7] else {
            panic!("{row:?}")
        };
        assert!((share.value - 0.25).abs() < 1e-8, "{row:?}");
    }
}

#[test]
fn higher_volatility_means_less() {
    let reading = read(sleeves([0.02; 4]), &Settings::default());
    let gross: Vec<f64> = reading.tables[1]
        .rows
        .iter()
        .map(|row| match &row[1] {
            Cell::Number(gross) => gross.value,
            other => panic!("{other:?}"),
        })
        .collect();
    let now = reading.value.unwrap();
    assert!(gross[0] > now && now > gross[1] && gross[1] > gross[2] && gross[2] > gross[3]);
}
