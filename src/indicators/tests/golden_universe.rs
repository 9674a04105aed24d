//! Breadth, factors, correlation and dispersion against their reference files.

use std::sync::Arc;

use jiff::civil::date;

use super::reference::{self, number};
use super::{check, closes, fact, read, table, value};
use crate::indicators::Inputs;
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
