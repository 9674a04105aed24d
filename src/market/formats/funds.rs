//! A list of funds as CSV that a person keeps: symbol, assets, day, and perhaps what the fund
//! multiplies.
//!
//! Columns by their names: `ticker` (`symbol`, `fund`), `aum` (`assets`, `net assets`), `date`
//! (`as of`), `multiple` (`leverage`), `underlying` (`index`). Assets are taken in millions of
//! dollars; a figure larger than any fund has is dollars.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::body;
use super::cells::figure;
use super::error::FormatError;
use super::names;
use super::notice::{Notice, Reason};
use super::rows::{Fund, Parsed, Rows, parsed};
use super::sheet::{Sheet, american, compact, iso};

const EXPECTED: &str = "a list of funds (ticker,multiple,underlying,aum,date)";

const SYMBOLS: &[&str] = &["ticker", "symbol", "fund", "代码", "代碼"];
const ASSETS: &[&str] = &[
    "aum",
    "aum_usd_mn",
    "aum usd mn",
    "assets",
    "net assets",
    "total assets",
    "规模",
    "規模",
];
const DATES: &[&str] = &["date", "as of", "as_of", "asof", "日期"];
const MULTIPLES: &[&str] = &["multiple", "leverage", "factor", "倍数", "倍數"];
const UNDERLYINGS: &[&str] = &["underlying", "index", "benchmark", "标的", "標的"];

/// No leveraged fund has as much as this, in millions of dollars.
const MOST_USD_MN: f64 = 500_000.0;

const MILLION: f64 = 1e6;

/// The assets of each fund as `AUM:TQQQ` in USD mn, and the funds themselves. `day` is that of a
/// list without a column of dates.
pub fn parse(bytes: &[u8], day: Option<Date>) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let shape = || FormatError::Shape {
        expected: EXPECTED,
        found: body::shown(&sheet.header().join(",")),
    };
    let column = |names: &[&str]| names.iter().find_map(|name| sheet.column(name));
    let (symbol, assets) = column(SYMBOLS).zip(column(ASSETS)).ok_or_else(shape)?;
    let date = column(DATES);
    if date.is_none() && day.is_none() {
        return Err(shape());
    }
    let (multiple, underlying) = (column(MULTIPLES), column(UNDERLYINGS));
    let mut notices = Vec::new();
    let mut funds = Vec::new();
    let mut series: BTreeMap<String, Rows> = BTreeMap::new();
    for (place, record) in sheet.records() {
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let told = date.map(cell);
        let read = told.map_or(day, |text| {
            iso(text)
                .or_else(|| american(text))
                .or_else(|| compact(text))
        });
        let (Some(day), Some(name)) = (read, names::of_symbol(cell(symbol))) else {
            notices.push(Notice::LeftOut {
                id: None,
                place: *place,
                reason: Reason::NotADate {
                    column: "date".to_owned(),
                    found: body::shown(told.unwrap_or_default()),
                },
            });
            continue;
        };
        let id = format!("{}{name}", names::ASSETS);
        let rows = series.entry(id.clone()).or_insert_with(|| Rows::values(id));
        let amount = figure(cell(assets), "aum").map(|amount| amount.map(in_millions));
        rows.push_value(*place, day, amount, &mut notices);
        let fund = Fund {
            symbol: name,
            multiple: multiple.and_then(|at| times(cell(at))),
            underlying: underlying.and_then(|at| names::of_symbol(cell(at))),
        };
        if !funds.contains(&fund) {
            funds.push(fund);
        }
    }
    let mut parsed = parsed(series.into_values(), notices)?;
    parsed.funds = funds;
    Ok(parsed)
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    let has = |names: &[&str]| {
        let mut header = header.iter();
        header.any(|one| names.iter().any(|name| one.eq_ignore_ascii_case(name)))
    };
    has(SYMBOLS) && has(ASSETS)
}

fn in_millions(amount: f64) -> f64 {
    if amount > MOST_USD_MN {
        amount / MILLION
    } else {
        amount
    }
}

/// `3`, `-2`, `3x`, `-1X`.
fn times(text: &str) -> Option<f64> {
    figure(text.trim_end_matches(['x', 'X', '倍']), "multiple").ok()?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn assets_in_millions_or_dollars() {
        let text = "Ticker,Multiple,Underlying,AUM,Date\n\
                    TQQQ,3x,^NDX,30500,2026-07-31\nSQQQ,-3,NDX,2600000000,2026-07-31\n\
                    SOXL,3,SOX,$12.5B,07/31/2026\nSPXU,-3,SPX,600,someday\n";
        let read = parse(text.as_bytes(), None).unwrap();
        let found: Vec<(&str, f64)> = read
            .series
            .iter()
            .map(|one| (one.id.as_str(), one.rows[0].bar.close))
            .collect();
        assert_eq!(
            found,
            [
                ("AUM:SOXL", 12_500.0),
                ("AUM:SQQQ", 2600.0),
                ("AUM:TQQQ", 30_500.0)
            ]
        );
        let expected = Fund {
            symbol: "TQQQ".to_owned(),
            multiple: Some(3.0),
            underlying: Some("NDX".to_owned()),
        };
        assert_eq!(read.funds[0], expected);
        assert_eq!(
            read.notices[0].to_string(),
            "line 5 was left out: date: expected a date, found \"someday\""
        );
    }

    #[test]
    fn a_list_without_dates_needs_one() {
        let text = b"symbol,net assets\nTQQQ,30500\n";
        assert!(matches!(parse(text, None), Err(FormatError::Shape { .. })));
        let read = parse(text, Some(date(2026, 7, 31))).unwrap();
        assert_eq!(read.last(), Some(date(2026, 7, 31)));
        // A list of names holds no assets.
        assert!(parse(b"symbol,name,category\nAAAP,Pacer,broad\n", None).is_err());
    }
}
