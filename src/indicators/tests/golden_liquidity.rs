//! Spreads and price impact against their reference files.

use super::reference::{self, number};
use super::{check, read, table, value};
use crate::indicators::Inputs;
use crate::indicators::math::returns::Returns;
use crate::indicators::math::spreads::{self, Logs, Pair};
use crate::indicators::math::stats;
use crate::model::{Bar, Series};

fn bars(name: &str) -> Option<Vec<Bar>> {
    let rows = reference::rows(name)?;
    let days = jiff::civil::date(2020, 1, 1).series(jiff::Span::new().days(1));
    let bars = days.zip(&rows).map(|(day, row)| Bar {
        open: row.number("Open"),
        high: row.number("High"),
        low: row.number("Low"),
        ..Bar::close_only(day, row.number("Close").unwrap())
    });
    Some(bars.collect())
}

fn logs(bars: &[Bar]) -> Vec<Logs> {
    let logs: Vec<Logs> = bars.iter().filter_map(Logs::new).collect();
    assert_eq!(logs.len(), bars.len());
    logs
}

fn edge(bars: &[Bar]) -> f64 {
    let logs = logs(bars);
    let pairs: Vec<Pair> = logs
        .windows(2)
        .map(|pair| Pair::new(&pair[0], &pair[1]))
        .collect();
    spreads::edge(&pairs).unwrap()
}

#[test]
fn edge_of_the_published_bars() {
    // The first ten bars of the authors' own test: -0.016889917516422.
    let Some(bars) = bars("spread_ohlc_published_first10.csv") else {
        return;
    };
    check("ten", edge(&bars), -0.016_889_917_516_422);
}

#[test]
fn spreads_of_five_hundred_days() {
    let (Some(bars), Some(expected)) = (
        bars("spread_ohlc_500.csv"),
        reference::json("liquidity_spread.json"),
    ) else {
        return;
    };
    let expected = |key| number(&expected, &["computed", key]);
    check("EDGE", edge(&bars), expected("edge_500"));
    let logs = logs(&bars);
    let both = || {
        logs.windows(2)
            .map(|pair| spreads::corwin_schultz(&pair[0], &pair[1]).unwrap())
    };
    let signed: Vec<f64> = both().collect();
    check(
        "signed",
        stats::mean(&signed).unwrap(),
        expected("cs_signed_mean"),
    );
    let floored: Vec<f64> = both().map(|spread| spread.max(0.0)).collect();
    check(
        "floored",
        stats::mean(&floored).unwrap(),
        expected("cs_neg_to_zero_mean"),
    );
    let squares: Vec<f64> = logs
        .windows(2)
        .map(|pair| spreads::abdi_ranaldo(&pair[0], &pair[1]))
        .collect();
    let mean = stats::mean(&squares).unwrap();
    check("square", mean, expected("ar_mean_s2"));
    check("root", mean.sqrt(), expected("ar_spread"));
    let returns = Returns::log(&bars).values;
    check(
        "Roll",
        spreads::roll(&returns).unwrap(),
        expected("roll_1984"),
    );
}

#[test]
fn price_impact_of_the_regression_set() {
    let (Some(series), Some(expected)) =
        (reference::talib(), reference::json("liquidity_spread.json"))
    else {
        return;
    };
    let bars = series.bars();
    let impacts: Vec<f64> = bars
        .windows(2)
        .map(|pair| spreads::amihud(&pair[0], &pair[1]).unwrap())
        .collect();
    let all = number(&expected, &["amihud", "n_all"]);
    check("all", stats::mean(&impacts).unwrap() / all, 1.0);
    let month = number(&expected, &["amihud", "n21"]);
    check(
        "21",
        stats::mean(&impacts[impacts.len() - 21..]).unwrap() / month,
        1.0,
    );
}

#[test]
fn the_reading_holds_the_same_estimates() {
    let Some(bars) = bars("spread_ohlc_500.csv") else {
        return;
    };
    let month = bars[bars.len() - 22..].to_vec();
    let inputs = Inputs::from_iter([Series::new("X", crate::model::Origin::Demo, bars)]);
    let reading = read("illiquidity", &inputs, "X", None);
    check("EDGE", reading.value.unwrap(), 100.0 * edge(&month).abs());
    let rows = &table(&reading, "By method, 21 days").rows;
    let squares: Vec<f64> = logs(&month)
        .windows(2)
        .map(|pair| spreads::abdi_ranaldo(&pair[0], &pair[1]))
        .collect();
    let root = stats::mean(&squares).unwrap().max(0.0).sqrt();
    check("Abdi and Ranaldo", value(&rows[3][2]), 100.0 * root);
}
