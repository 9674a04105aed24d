//! The reference files that stand beside a checkout, where they do.

use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use serde_json::Value;

use crate::indicators::Inputs;
use crate::model::{Bar, Origin, Series};

/// The text of a reference file; where it is absent, a notice and nothing.
pub(super) fn text(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reference");
    let found = fs::read_to_string(Path::new(folder).join(name)).ok();
    if found.is_none() {
        eprintln!("skipped: no reference file {name}");
    }
    found
}

/// A reference file of JSON.
pub(super) fn json(name: &str) -> Option<Value> {
    serde_json::from_str(&text(name)?).ok()
}

/// The rows of a reference table by column; quoted cells are not understood.
pub(super) fn rows(name: &str) -> Option<Vec<Row>> {
    let text = text(name)?;
    let mut lines = text.lines();
    let header: Vec<String> = lines.next()?.split(',').map(str::to_owned).collect();
    let row = |line: &str| Row {
        header: header.clone(),
        cells: line.split(',').map(str::to_owned).collect(),
    };
    Some(lines.map(row).collect())
}

/// One row of a reference table.
pub(super) struct Row {
    header: Vec<String>,
    cells: Vec<String>,
}

impl Row {
    /// The cell of a column.
    pub(super) fn get(&self, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column).unwrap();
        &self.cells[at]
    }

    /// The cell of a column as a number.
    pub(super) fn number(&self, column: &str) -> Option<f64> {
        self.get(column).parse().ok()
    }
}

/// A number inside JSON, by keys.
pub(super) fn number(value: &Value, path: &[&str]) -> f64 {
    let found = path.iter().fold(value, |value, key| &value[*key]);
    found
        .as_f64()
        .unwrap_or_else(|| panic!("no number at {path:?}"))
}

/// A day inside JSON, by key.
pub(super) fn day(value: &Value, key: &str) -> Date {
    value[key].as_str().unwrap().parse().unwrap()
}

/// SPX, VIX and WTI of 2008 to 2018.
pub(super) fn market() -> Option<Inputs> {
    let rows = rows("market_2008_2018.csv")?;
    let series = |id: &str, column: &str| {
        let bars = rows.iter().filter_map(|row| {
            let day = row.get("date").parse().ok()?;
            let only = Bar::close_only(day, row.number(column)?);
            Some(if id == "SPX" {
                Bar {
                    open: row.number("spx_open"),
                    high: row.number("spx_high"),
                    low: row.number("spx_low"),
                    ..only
                }
            } else {
                only
            })
        });
        Series::new(id, Origin::File("reference".to_owned()), bars.collect())
    };
    Some(Inputs::from_iter([
        series("SPX", "spx_close"),
        series("VIX", "vix_close"),
        series("WTI", "wti"),
    ]))
}

/// The bars of the TA-Lib regression set, on days that follow one another.
pub(super) fn talib() -> Option<Series> {
    let rows = rows("talib_sref_ohlcv.csv")?;
    let days = date(2000, 1, 1).series(jiff::Span::new().days(1));
    let bars = days.zip(&rows).map(|(day, row)| Bar {
        open: row.number("open"),
        high: row.number("high"),
        low: row.number("low"),
        volume: row.number("volume"),
        ..Bar::close_only(day, row.number("close").unwrap())
    });
    Some(Series::new(
        "TALIB",
        Origin::File("reference".to_owned()),
        bars.collect(),
    ))
}
