//! Leveraged funds, dispersion and curve regimes against their reference files.

use std::sync::Arc;

use jiff::civil::date;

use super::reference::{self, number};
use super::{check, closes, fact, read, table, value};
use crate::indicators::{Inputs, Request, Settings, find};
use crate::model::{Cell, Reading, Series};

/// Closes whose log returns are those of a column, starting from 100.
fn from_log_returns(id: &str, rows: &[reference::Row]) -> Series {
    let path = rows.iter().scan(100.0_f64, |price, row| {
        *price *= row.number(id).unwrap().exp();
        Some(*price)
    });
    let path: Vec<f64> = std::iter::once(100.0).chain(path).collect();
    closes(id, date(2020, 1, 1), path)
}

fn dispersion() -> Option<Inputs> {
    let rows = reference::rows("dispersion_returns.csv")?;
    let path = from_log_returns("index", &rows);
    let mut inputs = Inputs::default();
    inputs.insert(Arc::new(Series::new(
        "SPX",
        path.origin().clone(),
        path.bars().to_vec(),
    )));
    for stock in 0..50 {
        let series = from_log_returns(&format!("s{stock:02}"), &rows);
        inputs.universe.push(Arc::new(series));
    }
    Some(inputs)
}

#[test]
fn single_stock_over_index_volatility() {
    let (Some(inputs), Some(expected)) =
        (dispersion(), reference::json("correlation_dispersion.json"))
    else {
        return;
    };
    let mut settings = Settings::default();
    for row in reference::rows("dispersion_weights.csv").unwrap_or_default() {
        let weight = row.number("weight").unwrap();
        settings
            .single_stock
            .weights
            .insert(row.get("stock").to_owned(), weight);
    }
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    let reading = find("single-stock-vol-ratio")
        .unwrap()
        .reading(&inputs, &request);
    check(
        "5 days",
        reading.value.unwrap(),
        number(&expected, &["rv_ratio_5d_last"]),
    );
    let percentile = reading.percentile.unwrap();
    check(
        "percentile",
        percentile.value,
        number(&expected, &["rv_ratio_5d_percentile_le"]),
    );
    assert_eq!(percentile.count, 256);
    let found = |label| value(fact(&reading, label));
    let week = |key| number(&expected, &["realised_5d", key]);
    check(
        "average",
        found("Average of the constituents"),
        100.0 * week("avg_single_stock_rv_simple"),
    );
    check("index", found("Index"), 100.0 * week("index_rv"));
    check(
        "weighted",
        found("Ratio weighted by capitalisation"),
        week("ratio_capw"),
    );
    let month = number(&expected, &["realised_21d", "ratio_simple"]);
    check("21 days", found("Ratio over 21 days"), month);
    assert_eq!(
        table(&reading, "The universe, most volatile first")
            .rows
            .len(),
        50
    );
}

#[test]
fn a_ratio_of_seven_implies_little_correlation() {
    // A published reading of 6.88 at the 99th percentile: about 2 %.
    let quiet = |day: i32| 100.0 * (0.001 * f64::from(day % 2)).exp();
    let loud = |day: i32| 100.0 * (0.00688 * f64::from(day % 2)).exp();
    let mut inputs = Inputs::from_iter([closes("SPX", date(2026, 1, 1), (0..30).map(quiet))]);
    let share = closes("A", date(2026, 1, 1), (0..30).map(loud));
    inputs.universe.push(Arc::new(share));
    let reading = read("single-stock-vol-ratio", &inputs, "", None);
    check("ratio", reading.value.unwrap(), 6.88);
    let implied = value(fact(&reading, "Average correlation it implies, about"));
    assert!((implied - 0.0211).abs() < 1e-4, "{implied}");
    let notices: Vec<&str> = reading.notices.iter().map(|notice| notice.en).collect();
    assert!(
        notices
            .iter()
            .any(|notice| notice.starts_with("Denominator-driven")),
        "{notices:?}"
    );
}

/// The flow of one fund for one move of its underlying.
fn flow(ticker: &str, underlying: &str, assets_usd_mn: f64, change: f64) -> Reading {
    let first = date(2026, 2, 3);
    let inputs = Inputs::from_iter([
        closes(underlying, first, [100.0, 100.0 * (1.0 + change)]),
        closes(&format!("AUM:{ticker}"), first, [assets_usd_mn]),
    ]);
    read("leveraged-etf-flow", &inputs, "", None)
}

#[test]
fn multiples_of_cheng_and_madhavan() {
    let published = [
        ("UPRO", 6.0),
        ("SSO", 2.0),
        ("SH", 2.0),
        ("SDS", 6.0),
        ("SPXS", 12.0),
    ];
    for (ticker, multiple) in published {
        let reading = flow(ticker, "SPX", 1000.0, 0.01);
        check(ticker, reading.value.unwrap(), 0.01 * multiple);
        check(
            ticker,
            value(fact(&reading, "Per 1% move of all underlyings")),
            0.01 * multiple,
        );
    }
    let Some(expected) = reference::json("cheng_madhavan.json") else {
        return;
    };
    for (ticker, key) in [
        ("SPXS", "-3"),
        ("SDS", "-2"),
        ("SH", "-1"),
        ("SSO", "2"),
        ("UPRO", "3"),
    ] {
        let multiple = number(&expected, &["published_multiples_of_AUM_x_r", key]);
        assert!(published.contains(&(ticker, multiple)));
    }
}

#[test]
fn worked_examples_of_the_paper() {
    let Some(expected) = reference::json("cheng_madhavan.json") else {
        return;
    };
    for (ticker, key) in [
        ("SSO", "example_100m_2x_plus10pct"),
        ("SH", "example_100m_minus1x_plus10pct"),
    ] {
        let case = &expected[key];
        let reading = flow(ticker, "SPX", number(case, &["A"]), number(case, &["r"]));
        check(
            key,
            1000.0 * reading.value.unwrap(),
            number(case, &["flow"]),
        );
    }
}

#[test]
fn an_aggregate_of_638_bn_sells_17_bn() {
    // By multiple: USD bn of assets, as in the illustration of the reference.
    let first = date(2026, 2, 3);
    let mut inputs = Inputs::from_iter([closes("SPX", first, [100.0, 97.29])]);
    for (ticker, usd_bn) in [
        ("UPRO", 62.0),
        ("SSO", 58.0),
        ("SH", 6.0),
        ("SDS", 5.0),
        ("SPXU", 9.0),
    ] {
        inputs.insert(Arc::new(closes(
            &format!("AUM:{ticker}"),
            first,
            [1000.0 * usd_bn],
        )));
    }
    let reading = read("leveraged-etf-flow", &inputs, "", None);
    check("flow", reading.value.unwrap(), -17.2898);
    check(
        "per 1%",
        value(fact(&reading, "Per 1% move of all underlyings")),
        6.38,
    );
    assert!(
        reading
            .notices
            .iter()
            .any(|notice| notice.en.starts_with("Material"))
    );
    let rows = &table(&reading, "By underlying").rows;
    assert_eq!(
        (rows.len(), &rows[0][0]),
        (1, &Cell::Text("SPX".to_owned()))
    );
}

/// A curve whose two ends both moved in one day.
fn curve(short: f64, long: f64) -> Reading {
    let first = date(2026, 2, 3);
    let path = |id: &str, change: f64| closes(id, first, [4.0, 4.0 + change / 100.0]);
    let inputs = Inputs::from_iter([path("US2Y", short), path("US10Y", long)]);
    read("curve-regime", &inputs, "", None)
}

#[test]
fn regimes_of_the_truth_table() {
    let Some(rows) = reference::rows("curve_regimes.csv") else {
        return;
    };
    assert_eq!(rows.len(), 13);
    for row in &rows {
        let [short, long] = ["d_short_bp", "d_long_bp"].map(|column| row.number(column).unwrap());
        let reading = curve(short, long);
        let regime = match &table(&reading, "Regime by horizon").rows[0][4] {
            Cell::Word(word) => word.en,
            other => panic!("{other:?}"),
        };
        let expected = match row.get("regime") {
            "flat" => "unchanged".to_owned(),
            "parallel_up" => "parallel, up".to_owned(),
            "parallel_down" => "parallel, down".to_owned(),
            other => other.replace('_', " "),
        };
        assert_eq!(regime, expected, "{short}, {long}");
    }
}

#[test]
fn a_regime_is_confirmed_by_both_slopes() {
    let first = date(2026, 2, 3);
    let path = |id: &str, change: f64| {
        closes(
            id,
            first,
            (0..6).map(move |day| 4.0 + change * f64::from(day) / 500.0),
        )
    };
    let confirmed = |long: f64, ultra: f64| {
        let inputs = Inputs::from_iter([
            path("US2Y", -12.0),
            path("US10Y", long),
            path("US5Y", -10.0),
            path("US30Y", ultra),
        ]);
        let reading = read("curve-regime", &inputs, "", None);
        fact(&reading, "Confirmed by 5s30s").clone()
    };
    let says = |cell: Cell, word: &str| matches!(cell, Cell::Word(term) if term.en == word);
    assert!(says(confirmed(-5.0, -2.0), "yes"));
    assert!(says(confirmed(-5.0, -14.0), "no"));
    assert!(says(confirmed(-9.0, -2.0), "no"));
}

#[test]
fn a_curve_without_the_long_end_still_reads() {
    let reading = curve(-12.0, -5.0);
    check("2s10s", reading.value.unwrap(), 7.0);
    let absent: Vec<&str> = reading
        .missing
        .iter()
        .map(|missing| missing.input.as_str())
        .collect();
    assert_eq!(absent, ["US5Y", "US30Y", "THREEFYTP10"]);
}
