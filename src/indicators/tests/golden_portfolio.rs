//! Risk parity, value at risk and betas against their reference files.

use std::array;

use jiff::civil::date;
use serde_json::Value;

use super::reference::{self, day, number};
use super::{check, closes, fact, read, table, value};
use crate::indicators::Inputs;
use crate::indicators::math::erc;
use crate::indicators::var_shock::estimates::deviation;
use crate::model::{Bar, Origin, Series};

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

#[test]
fn value_at_risk_by_method() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = &expected["var"];
    let reading = read("var-shock", &market, "SPX", Some(day(expected, "date")));
    let rows = &table(&reading, "By method").rows;
    for (row, key) in rows.iter().zip([
        "ewma94_99",
        "hist99_linear",
        "hist99_lower",
        "param99",
        "es99",
    ]) {
        check(key, value(&row[1]), number(expected, &[key]));
    }
}

#[test]
fn the_shock_of_february_2018() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = &expected["var_shock"];
    let reading = read("var-shock", &market, "SPX", Some(day(expected, "date")));
    check(
        "shock",
        reading.value.unwrap(),
        number(expected, &["shock_pct"]),
    );
    for (label, key) in [
        ("Value at risk, one day, 99%", "var99_1d_pct"),
        ("Value at risk 21 days ago", "var_21d_ago_pct"),
        ("Cut that keeps value at risk", "required_cut_pct"),
    ] {
        check(key, value(fact(&reading, label)), number(expected, &[key]));
    }
    assert!(
        reading
            .notices
            .iter()
            .any(|notice| notice.en.starts_with("Forced"))
    );
}

#[test]
fn the_two_stocks_of_hull() {
    // Hull, Risk Management and Financial Institutions: USD 10 m at 2 % and 5 m at 1 % a day.
    let covariance = |correlation: f64| {
        let both = correlation * 0.02 * 0.01;
        vec![vec![0.0004, both], vec![both, 0.0001]]
    };
    let loss = |amounts: [f64; 2], correlation: f64| {
        2.33 * deviation(&amounts, &covariance(correlation), 10.0).unwrap()
    };
    let first = loss([1e7, 0.0], 0.3);
    let second = loss([0.0, 5e6], 0.3);
    let whole = loss([1e7, 5e6], 0.3);
    let one_day = deviation(&[1e7, 5e6], &covariance(0.3), 1.0).unwrap();
    for (found, published) in [
        (first, 1_473_621.0),
        (second, 368_405.0),
        (whole, 1_622_657.0),
        (first + second - whole, 219_369.0),
        (one_day, 220_227.0),
    ] {
        assert!(
            (found - published).abs() < 1.0,
            "{found}, published {published}"
        );
    }
    let Some(expected) = reference::json("var_hull.json") else {
        return;
    };
    for (found, key) in [
        (first, "msft"),
        (second, "att"),
        (whole, "portfolio"),
        (one_day, "sd"),
    ] {
        check(key, found, number(&expected, &["computed", key]));
    }
}

#[test]
fn the_beta_of_the_nasdaq_on_the_index() {
    let (Some(rows), Some(mut market), Some(expected)) = (
        reference::rows("market_2008_2018.csv"),
        reference::market(),
        reference::json("market_expected.json"),
    ) else {
        return;
    };
    // The composite stands for the index of funds.
    let bars = rows.iter().filter_map(|row| {
        let day = row.get("date").parse().ok()?;
        Some(Bar::close_only(day, row.number("ndq_close")?))
    });
    let funds = Series::new("HFRXEH", Origin::Demo, bars.collect());
    market.insert(std::sync::Arc::new(funds));
    let expected = &expected["beta_corr"];
    let reading = read("fund-beta", &market, "", Some(date(2018, 12, 31)));
    check(
        "beta",
        reading.value.unwrap(),
        number(expected, &["ndq_on_spx_63d_beta"]),
    );
    let correlation = value(fact(&reading, "Correlation, 63 days"));
    check(
        "correlation",
        correlation,
        number(expected, &["ndq_spx_63d_corr"]),
    );
}
