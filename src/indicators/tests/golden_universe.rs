//! Breadth, factors, correlation and dispersion against their reference files.

use std::sync::Arc;

use jiff::civil::date;

use super::reference::{self, number};
use super::{check, closes, fact, read, table, value};
use crate::indicators::correlation_dispersion::measures::Parts;
use crate::indicators::math::stats;
use crate::indicators::{Inputs, Request, Settings, find};
use crate::model::{Reading, Series};

/// Closes whose simple returns are given, starting from 100 the day before the first.
fn from_returns(id: &str, returns: impl IntoIterator<Item = f64>) -> Series {
    let path = returns.into_iter().scan(100.0_f64, |price, change| {
        *price *= 1.0 + change;
        Some(*price)
    });
    let path: Vec<f64> = std::iter::once(100.0).chain(path).collect();
    closes(id, date(2020, 1, 1), path)
}

/// Forty shares, and as index their plain mean.
pub(super) fn universe() -> Option<Inputs> {
    let rows = reference::rows("universe_returns.csv")?;
    let column = |stock: usize| format!("s{stock:02}");
    let of = |row: &reference::Row, stock: usize| row.number(&column(stock)).unwrap();
    let mean = rows
        .iter()
        .map(|row| (0..40).map(|stock| of(row, stock)).sum::<f64>() / 40.0);
    let mut inputs = Inputs::from_iter([from_returns("SPX", mean)]);
    for stock in 0..40 {
        let series = from_returns(&column(stock), rows.iter().map(|row| of(row, stock)));
        inputs.universe.push(Arc::new(series));
    }
    Some(inputs)
}

/// The value of a row of the first column.
fn measure(reading: &Reading, title: &str, name: &str) -> f64 {
    measure_in(reading, title, name, 1)
}

/// The value of a row in a column.
fn measure_in(reading: &Reading, title: &str, name: &str, column: usize) -> f64 {
    let rows = &table(reading, title).rows;
    let row = rows
        .iter()
        .find(|row| matches!(&row[0], crate::model::Cell::Word(word) if word.en == name));
    value(&row.unwrap_or_else(|| panic!("no row {name}"))[column])
}

#[test]
fn breadth_of_forty_shares() {
    let (Some(inputs), Some(expected)) = (universe(), reference::json("momentum_breadth.json"))
    else {
        return;
    };
    let expected = &expected["breadth"];
    let reading = read("breadth", &inputs, "", None);
    check(
        "above 50",
        reading.value.unwrap(),
        number(expected, &["pct_above_50dma"]),
    );
    for (name, key) in [
        ("above the 50-day average", "pct_above_50dma"),
        ("above the 200-day average", "pct_above_200dma"),
        ("beating the index, 1 day", "pct_outperform_index_1d"),
        ("beating the index, 21 days", "pct_outperform_21d"),
        ("McClellan oscillator", "mcclellan"),
    ] {
        check(
            name,
            measure(&reading, "Measures", name),
            number(expected, &[key]),
        );
    }
    for (label, key) in [
        ("Advancers", "advancers"),
        ("Decliners", "decliners"),
        ("New 252-day highs", "new_252d_highs"),
        ("New 252-day lows", "new_252d_lows"),
        ("McClellan oscillator", "mcclellan"),
    ] {
        check(
            label,
            value(fact(&reading, label)),
            number(expected, &[key]),
        );
    }
}

#[test]
fn momentum_of_forty_shares_formed_daily() {
    let (Some(inputs), Some(expected)) = (universe(), reference::json("momentum_breadth.json"))
    else {
        return;
    };
    let expected = &expected["momentum"];
    let mut settings = Settings::default();
    settings.factor_momentum.daily = true;
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    let reading = find("factor-momentum").unwrap().reading(&inputs, &request);
    check(
        "last",
        reading.value.unwrap(),
        100.0 * number(expected, &["last"]),
    );
    let found = |label| value(fact(&reading, label));
    check("z", found("z-score of 252 days"), number(expected, &["z"]));
    check("rank", found("Rank among the worst of all days"), 1.0);
    check(
        "week",
        found("Sum of 5 days"),
        100.0 * number(expected, &["sum_last_5d"]),
    );
    check(
        "beta",
        found("Beta before the day"),
        number(expected, &["ex_ante_beta_252"]),
    );
    let values: Vec<f64> = reading
        .history
        .iter()
        .map(|(_, value)| *value / 100.0)
        .collect();
    let (_, before) = values.split_last().unwrap();
    let year = &before[before.len() - 252..];
    check(
        "mean",
        stats::mean(year).unwrap(),
        number(expected, &["mean_252_prior"]),
    );
    check(
        "deviation",
        stats::sample_deviation(year).unwrap(),
        number(expected, &["sd_252_prior"]),
    );
    assert!(
        reading
            .notices
            .iter()
            .any(|notice| notice.en.starts_with("Sigma event"))
    );
    assert!(
        reading
            .notices
            .iter()
            .any(|notice| notice.en.starts_with("The worst day on record"))
    );
}

#[test]
fn value_against_growth_in_november_2018() {
    let (Some(rows), Some(misc)) = (
        reference::rows("hml_monthly_last240_to_2018_11.csv"),
        reference::json("macro_flow_misc.json"),
    ) else {
        return;
    };
    let months: Vec<f64> = rows
        .iter()
        .map(|row| row.number("hml_pct").unwrap())
        .collect();
    let expected = misc
        .as_object()
        .unwrap()
        .values()
        .find(|case| case.get("z_1m_vs_60m").is_some())
        .unwrap();
    assert_eq!(months.last().copied(), Some(number(expected, &["last"])));
    let z = stats::surprise(&months, 60).unwrap().z_score;
    check("60 months", z, number(expected, &["z_1m_vs_60m"]));
    let years: Vec<f64> = months.windows(12).map(|year| year.iter().sum()).collect();
    check(
        "12 months",
        *years.last().unwrap(),
        number(expected, &["sum12"]),
    );
    let z = stats::surprise(&years, 120).unwrap().z_score;
    check("120 months", z, number(expected, &["z_12m_vs_120"]));
}

#[test]
fn realised_correlation_and_dispersion_of_fifty_shares() {
    let (Some(rows), Some(weights), Some(expected)) = (
        reference::rows("dispersion_returns.csv"),
        reference::rows("dispersion_weights.csv"),
        reference::json("correlation_dispersion.json"),
    ) else {
        return;
    };
    let of = |column: &str| {
        let returns = rows.iter().map(|row| row.number(column).unwrap());
        from_returns(column, returns.collect::<Vec<f64>>())
    };
    let index = of("index");
    let mut inputs = Inputs::from_iter([Series::new(
        "SPX",
        index.origin().clone(),
        index.bars().to_vec(),
    )]);
    let mut settings = Settings::default();
    for row in &weights {
        inputs.universe.push(Arc::new(of(row.get("stock"))));
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
    let reading = find("correlation-dispersion")
        .unwrap()
        .reading(&inputs, &request);
    let expected_in = |path: &[&str]| number(&expected, path);
    for (name, path) in [
        ("realised, 21 days", "index_implied_realised_corr"),
        ("mean of all pairs, 21 days", "avg_pairwise_corr_equal"),
    ] {
        let found = measure_in(&reading, "Measures", name, 2) / 100.0;
        check(name, found, expected_in(&["realised_21d", path]));
    }
    check(
        "one day",
        measure_in(&reading, "Measures", "dispersion of one day", 2),
        expected_in(&[
            "one_day_cap_weighted_dispersion",
            "day_last_weighted_cs_dispersion_pct",
        ]),
    );
}

#[test]
fn the_implied_correlation_of_three_assets() {
    let Some(expected) = reference::json("correlation_dispersion.json") else {
        return;
    };
    let mut parts = Parts::default();
    for (weight, volatility) in [(0.3, 0.25), (0.4, 0.35), (0.3, 0.18)] {
        parts.add(weight, volatility);
    }
    let found = |key| number(&expected, &["computed", key]);
    check(
        "correlation",
        parts.correlation(0.21).unwrap(),
        found("implied_corr"),
    );
    check(
        "dispersion",
        100.0 * parts.dispersion(0.21).unwrap(),
        found("dspx_style"),
    );
}
