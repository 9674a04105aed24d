//! Averages, bands, strength and range against the published regression values of TA-Lib, gaps
//! and volatilities against the values worked out on its bars.

use super::reference;
use super::{agree, check, read, value};
use crate::indicators::Inputs;
use crate::indicators::math::returns::Returns;
use crate::indicators::math::{averages, events, stats, volatility};
use crate::model::{Bar, Series};

/// Our value for a function of the published table, on the bars up to and with one.
fn ours(function: &str, window: &str, bars: &[Bar]) -> Option<f64> {
    let closes: Vec<f64> = bars.iter().map(|bar| bar.close).collect();
    let bands = || averages::bollinger(&closes, 20, 2.0);
    match function {
        "SMA(close)" => averages::simple(&closes, window.parse().ok()?),
        "ATR Wilder" => averages::atr(bars, 14),
        "TRANGE" => averages::atr(bars.get(bars.len() - 2..)?, 1),
        "RSI Wilder" => averages::rsi(&closes, 14),
        _ if function.starts_with("BBANDS upper") => bands().map(|bands| bands.upper),
        _ if function.starts_with("BBANDS middle") => bands().map(|bands| bands.middle),
        _ if function.starts_with("BBANDS lower") => bands().map(|bands| bands.lower),
        _ => None,
    }
}

#[test]
fn published_values_pass() {
    let (Some(series), Some(text)) = (reference::talib(), reference::text("talib_published.csv"))
    else {
        return;
    };
    let mut checked = 0;
    for line in text.lines().skip(1).filter(|line| !line.starts_with('"')) {
        // The parameters of the bands hold a comma in quotes; the last five cells do not.
        let cells: Vec<&str> = line.split(',').collect();
        let [bar, published, _, _, tolerance] = cells[cells.len() - 5..] else {
            continue;
        };
        let last: usize = bar.parse().unwrap();
        let Some(found) = ours(cells[0], cells[1], &series.bars()[..=last]) else {
            continue;
        };
        let [published, tolerance] =
            [published, tolerance].map(|cell| cell.parse::<f64>().unwrap());
        assert!((found - published).abs() <= tolerance, "{line}: {found}");
        checked += 1;
    }
    assert_eq!(checked, 28);
}

#[test]
fn population_deviation_is_that_of_talib() {
    let Some(series) = reference::talib() else {
        return;
    };
    let closes: Vec<f64> = series.bars().iter().map(|bar| bar.close).collect();
    for (bar, published) in [(4, 1.2856), (5, 0.4462), (251, 0.7144)] {
        let found = stats::population_deviation(&closes[bar - 4..=bar]).unwrap();
        assert!((found - published).abs() < 0.001, "bar {bar}: {found}");
    }
}

#[test]
fn cross_checked_values_pass() {
    let Some(series) = reference::talib() else {
        return;
    };
    let Some(text) = reference::text("talib_crosscheck.csv") else {
        return;
    };
    let mut checked = 0;
    for line in text.lines().skip(1).filter(|line| !line.starts_with('"')) {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, parameter, _, _, expected] = cells[..] else {
            panic!("{line}")
        };
        if let Some(found) = cross_checked(name, parameter, &series) {
            check(line, found, expected.parse().unwrap());
            checked += 1;
        }
    }
    assert_eq!(checked, 10);
}

fn cross_checked(name: &str, parameter: &str, series: &Series) -> Option<f64> {
    let bars = series.bars();
    let closes: Vec<f64> = bars.iter().map(|bar| bar.close).collect();
    let recent = |window: usize| Returns::log(&bars[bars.len() - window - 1..]).values;
    let falls = events::drawdowns(bars);
    match name {
        "SMA close" => averages::simple(&closes, parameter.parse().ok()?),
        "STDDEV pop close" => stats::population_deviation(&closes[closes.len() - 20..]),
        _ if name.contains("zero-mean") => volatility::realised(&recent(21)),
        _ if name.contains("sample-mean") => volatility::realised_around_mean(&recent(21)),
        _ if name.starts_with("Parkinson") => volatility::parkinson(bars, 21),
        _ if name.starts_with("max drawdown") => {
            falls.iter().map(|fall| fall.percent).min_by(f64::total_cmp)
        }
        _ if name.starts_with("drawdown from running high") => {
            falls.last().map(|fall| fall.percent)
        }
        _ => None,
    }
}

#[test]
fn gaps_open_and_fill_on_the_reference_bars() {
    let (Some(series), Some(rows)) = (reference::talib(), reference::rows("gaps_expected.csv"))
    else {
        return;
    };
    let bars = series.bars();
    let bar_of = |day| bars.iter().position(|bar| bar.date == day);
    let bar_in = |row: &reference::Row, column| row.number(column).map(|bar| bar as usize);
    let gaps = events::gaps(bars);
    assert_eq!(gaps.len(), rows.len());
    for (gap, row) in gaps.iter().zip(&rows) {
        let bar = row.get("bar");
        assert_eq!(bar_of(gap.day), bar.parse().ok());
        assert_eq!(gap.is_up, row.get("dir") == "up", "bar {bar}");
        assert!(agree(gap.low, row.number("gap_low").unwrap()), "bar {bar}");
        assert!(
            agree(gap.high, row.number("gap_high").unwrap()),
            "bar {bar}"
        );
        assert_eq!(
            gap.touched.and_then(bar_of),
            bar_in(row, "first_touch"),
            "bar {bar}"
        );
        assert_eq!(
            gap.filled.and_then(bar_of),
            bar_in(row, "filled_bar"),
            "bar {bar}"
        );
    }
    let reading = read(
        "price-structure",
        &Inputs::from_iter([series.clone()]),
        "TALIB",
        None,
    );
    let listed = super::table(&reading, "Unfilled gaps, nearest first");
    assert_eq!(listed.rows.len(), 2);
    check("nearest", value(&listed.rows[0][2]), 98.25);
}
