//! FRED's graph as CSV: a column of dates, a column a series.
//!
//! The dates stand under `observation_date`, in older files under `DATE`; a figure that is
//! missing is `.` or blank. Units are those of the series: yields and spreads in percent. What
//! came was known at the day of the request: the file says nothing of earlier vintages.

use super::error::FormatError;
use super::notice::{Notice, PassedOver};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::{Sheet, iso};
use super::{body, names};

const EXPECTED: &str = "a FRED graph (observation_date,DGS10)";

/// The series of the file, by their names in the market store: `DGS10` is `US10Y`.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let mut notices = Vec::new();
    let lines = sheet.dated(iso, &mut notices);
    let mut series = Vec::with_capacity(sheet.header().len());
    for (column, name) in sheet.header().iter().enumerate().skip(1) {
        let Some(id) = names::of_column(name) else {
            notices.push(Notice::ColumnPassedOver {
                columns: vec![name.clone()],
                reason: PassedOver::Unknown,
            });
            continue;
        };
        let mut rows = Rows::values(id);
        for line in &lines {
            rows.push_value(line.place, line.date, line.number(column), &mut notices);
        }
        series.push(rows);
    }
    parsed(series, notices)
}

/// Whether FRED wrote this header: the names of its series are capitals and digits.
pub(in crate::market) fn is_header(header: &[String]) -> bool {
    let is_id = |name: &String| {
        let is_sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        !name.is_empty() && name.bytes().all(is_sign)
    };
    match header.split_first() {
        Some((date, rest)) => {
            ["observation_date", "DATE"].contains(&date.as_str())
                && !rest.is_empty()
                && rest.iter().all(is_id)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Bar;

    #[test]
    fn a_series_a_column_with_gaps() {
        for head in ["observation_date", "DATE"] {
            let text = format!("{head},DGS10,VIXCLS\n2025-01-01,.,\n2025-01-02,4.57,17.93\n");
            let read = parse(text.as_bytes()).unwrap();
            let ids: Vec<&str> = read.series.iter().map(|one| one.id.as_str()).collect();
            assert_eq!(ids, ["US10Y", "VIX"]);
            assert_eq!(read.series[0].rows.len(), 1);
            assert_eq!(
                read.series[0].rows[0].bar,
                Bar::close_only(date(2025, 1, 2), 4.57)
            );
            assert_eq!(read.notices, []);
        }
    }

    #[test]
    fn a_zero_is_a_rate() {
        let read = parse(b"observation_date,RRPONTSYD\n2025-01-02,0.000\n").unwrap();
        assert_eq!(read.series[0].rows.len(), 1);
    }

    #[test]
    fn words_in_a_column_are_named() {
        let read = parse(b"observation_date,SOFR\n2025-01-02,4.40\n2025-01-03,high\n").unwrap();
        assert_eq!(
            read.notices[0].to_string(),
            "line 3, SOFR was left out: SOFR: expected a number or nothing, found \"high\""
        );
    }

    #[test]
    fn what_is_no_graph_is_refused() {
        let page = b"<!DOCTYPE html><html><head><title>504 Gateway Time-out</title>";
        let error = parse(page).unwrap_err().to_string();
        assert!(error.contains("\"504 Gateway Time-out\""), "{error}");
        for text in [
            "date,DGS10\n2025-01-02,1\n",
            "observation_date\n",
            "Bad Request",
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
        assert_eq!(
            parse(b"observation_date,X\n2025-01-01,.\n"),
            Err(FormatError::NoValues)
        );
    }
}
