//! Federal funds futures (ZQ), a line a contract and day: `date,contract,…,close` or
//! `date,contract,…,settlement`.
//!
//! A contract is called by its month code and two digits of the year (`ZQH26`, `ZQH26.CBT`); one
//! digit leaves the decade open and is not read. Its price is 100 less the month's average rate.

use std::collections::BTreeMap;

use super::body;
use super::error::FormatError;
use super::names::fed_funds;
use super::notice::{Notice, Reason};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::{Line, Sheet, iso};
use crate::model::{Adjustment, Bar};

const EXPECTED: &str = "fed funds futures (date,contract,…,settlement)";

/// What the price of the day may be called, the better first.
const PRICES: &[&str] = &["settlement", "settle", "close"];

/// The contracts of the file: `ZQ:2026-03`.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let shape = || FormatError::Shape {
        expected: EXPECTED,
        found: body::shown(&sheet.header().join(",")),
    };
    let contract = sheet.column("contract").ok_or_else(shape)?;
    let price = PRICES.iter().find_map(|name| sheet.column(name));
    let price = price.ok_or_else(shape)?;
    let mut notices = Vec::new();
    let lines = sheet.dated(iso, &mut notices);
    let mut series: BTreeMap<String, Rows> = BTreeMap::new();
    for line in lines {
        let Some(id) = fed_funds(line.text(contract)) else {
            notices.push(Notice::LeftOut {
                id: None,
                place: line.place,
                reason: Reason::Unknown {
                    symbol: body::shown(line.text(contract)),
                },
            });
            continue;
        };
        let rows = series
            .entry(id.clone())
            .or_insert_with(|| Rows::prices(id, Adjustment::AsGiven));
        match bar(&sheet, &line, price) {
            Ok(None) => {}
            Ok(Some(bar)) => rows.push(line.place, bar, &mut notices),
            Err(reason) => rows.push_value(line.place, line.date, Err(reason), &mut notices),
        }
    }
    parsed(series.into_values(), notices)
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    let has = |name: &str| header.iter().any(|one| one.eq_ignore_ascii_case(name));
    header
        .first()
        .is_some_and(|one| one.eq_ignore_ascii_case("date"))
        && has("contract")
        && PRICES.iter().any(|name| has(name))
}

fn bar(sheet: &Sheet, line: &Line<'_>, price: usize) -> Result<Option<Bar>, Reason> {
    let part = |name: &str| sheet.column(name).map_or(Ok(None), |at| line.number(at));
    let Some(close) = line.number(price)? else {
        return Ok(None);
    };
    Ok(Some(Bar {
        date: line.date,
        open: part("open")?,
        high: part("high")?,
        low: part("low")?,
        close,
        volume: part("volume")?,
    }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_series_a_contract() {
        let text = "date,contract,open,high,low,close,volume,open_interest\n\
                    2018-01-02,ZQF18,98.58,98.59,98.58,98.585,1200,30000\n\
                    2018-01-02,ZQG18,98.57,98.57,98.56,98.565,900,20000\n\
                    2018-01-03,ZQF18,98.58,98.58,98.58,98.58,0,30000\n\
                    2018-01-03,ZQF8,98.58,98.58,98.58,98.58,0,30000\n";
        let read = parse(text.as_bytes()).unwrap();
        let found: Vec<(&str, usize)> = read
            .series
            .iter()
            .map(|one| (one.id.as_str(), one.rows.len()))
            .collect();
        assert_eq!(found, [("ZQ:2018-01", 2), ("ZQ:2018-02", 1)]);
        assert_eq!(read.series[0].rows[1].bar.volume, None);
        assert_eq!(
            read.notices[0].to_string(),
            "line 5 was left out: the source does not know \"ZQF8\""
        );
    }

    #[test]
    fn settlements_are_better_than_closes() {
        let text =
            "date,contract,month,settlement,implied_rate\n2026-07-29,ZQU26.CBT,2026-09,96.2,3.8\n";
        let read = parse(text.as_bytes()).unwrap();
        assert_eq!(read.series[0].id, "ZQ:2026-09");
        assert_eq!(
            read.series[0].rows[0].bar,
            Bar::close_only(date(2026, 7, 29), 96.2)
        );
        assert!(parse(b"date,contract,volume\n2026-07-29,ZQU26,1\n").is_err());
    }
}
