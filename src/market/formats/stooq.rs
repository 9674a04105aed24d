//! Stooq's daily bars as CSV, for files that a person downloaded; its network is not for
//! programs.
//!
//! `Date,Open,High,Low,Close,Volume`, the oldest first. What it says no with comes with a good
//! status: `No data`, `Exceeded the daily hits limit`, `Get your apikey:…`, or a page that wants a
//! proof of work.

use super::Reason;
use super::body;
use super::error::FormatError;
use super::rows::{Parsed, Rows, parsed};
use super::sheet::{Line, Sheet, iso};
use crate::model::Adjustment;
use crate::model::Bar;

const EXPECTED: &str = "daily bars (Date,Open,High,Low,Close,Volume)";

const HEADER: [&str; 6] = ["Date", "Open", "High", "Low", "Close", "Volume"];

/// The bars of one instrument; indices have no column of volume.
pub fn parse(bytes: &[u8], id: &str) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    if !text.starts_with("Date,") {
        return Err(FormatError::Words {
            expected: EXPECTED,
            said: body::shown(text),
        });
    }
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let mut notices = Vec::new();
    let lines = sheet.dated(iso, &mut notices);
    let mut rows = Rows::prices(id, Adjustment::Splits);
    for line in lines {
        match bar(&line) {
            Ok(None) => {}
            Ok(Some(bar)) => rows.push(line.place, bar, &mut notices),
            Err(reason) => rows.push_value(line.place, line.date, Err(reason), &mut notices),
        }
    }
    parsed([rows], notices)
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    (5..=6).contains(&header.len()) && header.iter().zip(HEADER).all(|(one, name)| one == name)
}

fn bar(line: &Line<'_>) -> Result<Option<Bar>, Reason> {
    let Some(close) = line.number(4)? else {
        return Ok(None);
    };
    Ok(Some(Bar {
        date: line.date,
        open: line.number(1)?,
        high: line.number(2)?,
        low: line.number(3)?,
        close,
        volume: line.number(5)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_with_and_without_volume() {
        let text = "Date,Open,High,Low,Close,Volume\r\n2026-02-05,690,691,685,688,70000000\r\n";
        let read = parse(text.as_bytes(), "SPY").unwrap();
        assert_eq!(read.series[0].rows[0].bar.volume, Some(7e7));
        let read = parse(
            b"Date,Open,High,Low,Close\n2026-02-05,690,691,685,688\n",
            "SPX",
        )
        .unwrap();
        assert_eq!(read.series[0].rows[0].bar.volume, None);
    }

    #[test]
    fn its_ways_to_say_no() {
        for said in [
            "No data",
            "Exceeded the daily hits limit",
            "Get your apikey: open, then read",
        ] {
            let expected = FormatError::Words {
                expected: EXPECTED,
                said: said.to_owned(),
            };
            assert_eq!(parse(said.as_bytes(), "X"), Err(expected));
        }
        let page = parse(
            b"<!DOCTYPE html><html><script>crypto.subtle.digest('SHA-256')</script>",
            "X",
        );
        assert!(matches!(page, Err(FormatError::Page { .. })));
        let changed = parse(b"Date,Close\n2026-02-05,1\n", "X");
        assert!(matches!(changed, Err(FormatError::Shape { .. })));
    }
}
