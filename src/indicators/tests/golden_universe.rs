//! Breadth, factors, correlation and dispersion against their reference files.

use std::sync::Arc;

use jiff::civil::date;

use super::reference::{self, number};
use super::{check, closes, fact, read, table, value};
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
    let rows = &table(reading, title).rows;
    let row = rows
        .iter()
        .find(|row| matches!(&row[0], crate::model::Cell::Word(word) if word.en == name));
    value(&row.unwrap_or_else(|| panic!("no row {name}"))[1])
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
