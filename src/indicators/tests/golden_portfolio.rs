//! Risk parity, value at risk and betas against their reference files.

use std::array;

use jiff::civil::date;
use serde_json::Value;

use super::reference::{self, number};
use super::{check, closes, fact, read, table, value};
use crate::indicators::Inputs;
use crate::indicators::math::erc;
use crate::model::Series;

/// Closes whose simple returns are those of a column, starting from 100.
fn from_returns(id: &str, column: &str, rows: &[reference::Row]) -> Series {
    let path = rows.iter().scan(100.0_f64, |price, row| {
        *price *= 1.0 + row.number(column).unwrap();
        Some(*price)
    });
    let path: Vec<f64> = std::iter::once(100.0).chain(path).collect();
    closes(id, date(2020, 1, 1), path)
}

fn parity<const N: usize>(case: &Value) {
    let entry = |i: usize, j: usize| case["covariance"][i][j].as_f64().unwrap();
    let matrix: [[f64; N]; N] = array::from_fn(|i| array::from_fn(|j| entry(i, j)));
    let found = erc::equal_risk(&matrix, None).unwrap();
    for (at, weight) in found.weights.iter().enumerate() {
        let expected = case["weights"][at].as_f64().unwrap();
        assert!(
            (weight - expected).abs() < 1e-8,
            "{weight}, expected {expected}"
        );
    }
    check(
        "volatility",
        found.variance.sqrt(),
        number(case, &["portfolio_vol"]),
    );
}

#[test]
fn weights_of_equal_risk() {
    let Some(expected) = reference::json("erc_example.json") else {
        return;
    };
    for case in [
        "maillard_ex1_rho0",
        "maillard_ex2",
        "house_4asset",
        "house_4asset_stress",
    ] {
        parity::<4>(&expected[case]);
    }
    parity::<5>(&expected["bai_scheinberg_tutuncu"]);
    for (case, key) in [
        ("house_4asset", "leverage"),
        ("house_4asset_stress", "leverage"),
    ] {
        let case = &expected[case];
        check(
            key,
            0.10 / number(case, &["portfolio_vol"]),
            number(case, &[key]),
        );
    }
}

#[test]
fn the_published_volatility_of_five_assets() {
    // Bai, Scheinberg and Tutuncu: 3.04061503.
    let matrix = [
        [94.868, 33.750, 12.325, -1.178, 8.778],
        [33.750, 445.642, 98.955, -7.901, 84.954],
        [12.325, 98.955, 117.265, 0.503, 45.184],
        [-1.178, -7.901, 0.503, 5.460, 1.057],
        [8.778, 84.954, 45.184, 1.057, 34.126],
    ];
    let found = erc::equal_risk(&matrix, None).unwrap();
    assert!((found.variance.sqrt() - 3.040_615_03).abs() < 5e-8);
    for (weight, published) in found
        .weights
        .iter()
        .zip([0.125, 0.047, 0.083, 0.613, 0.132])
    {
        assert!((weight - published).abs() < 0.0006, "{weight}");
    }
}

#[test]
fn risk_parity_day_by_day() {
    let (Some(rows), Some(expected)) = (
        reference::rows("risk_parity_returns.csv"),
        reference::json("risk_parity_pipeline.json"),
    ) else {
        return;
    };
    let sleeves = [
        ("SPY", "equities"),
        ("IEF", "bonds"),
        ("LQD", "credit"),
        ("DBC", "commodities"),
    ];
    let inputs: Inputs = sleeves
        .iter()
        .map(|(id, column)| from_returns(id, column, &rows))
        .collect();
    let days: Vec<jiff::civil::Date> = inputs.series["SPY"]
        .bars()
        .iter()
        .map(|bar| bar.date)
        .collect();
    for case in expected["rows"].as_array().unwrap() {
        // The first bar has no return, so the return of day n ends on bar n + 1.
        let day = days[case["day"].as_u64().unwrap() as usize + 1];
        let reading = read("risk-parity", &inputs, "", Some(day));
        check("gross", reading.value.unwrap(), number(case, &["gross"]));
        for (row, (_, name)) in table(&reading, "Sleeves").rows.iter().zip(sleeves) {
            check(name, value(&row[3]), number(case, &["notional", name]));
        }
    }
    let reading = read("risk-parity", &inputs, "", None);
    let percentile = reading.percentile.unwrap();
    check(
        "percentile",
        percentile.value,
        number(&expected, &["percentile_last", "le_pct"]),
    );
    assert_eq!(percentile.count, 1260);
    let change = number(&expected, &["change_21d_gross"]);
    check("change", reading.change_1m.unwrap(), change);
    check(
        "flow",
        value(fact(&reading, "Flow over 21 days")),
        300.0 * change,
    );
}
