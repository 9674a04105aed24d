//! Decisions of the Federal Reserve as CSV: `FOMCDate,Time,Actual,Forecast,Previous`, the newest
//! first; meetings still ahead have no figure.

use super::body;
use super::error::FormatError;
use super::rows::{Parsed, Rows, parsed};
use super::sheet::{Sheet, iso};

const EXPECTED: &str = "FOMC decisions (FOMCDate,Time,Actual,…)";

/// The upper end of the target range as each meeting left it, as `FOMC:TARGET`, percent.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let mut notices = Vec::new();
    let actual = sheet.column("Actual").unwrap_or(2);
    let lines = sheet.dated(iso, &mut notices);
    let mut rows = Rows::values("FOMC:TARGET");
    for line in lines {
        rows.push_value(line.place, line.date, line.number(actual), &mut notices);
    }
    parsed([rows], notices)
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    header.first().is_some_and(|one| one == "FOMCDate") && header.iter().any(|one| one == "Actual")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn decisions_without_those_ahead() {
        let text = "FOMCDate,Time,Actual,Forecast,Previous\n2024-12-18,13:00,,,\n2023-07-26,13:00,5.50%,5.50%,5.25%\n2023-06-14,13:00,5.25,5.25,5.25\n";
        let read = parse(text.as_bytes()).unwrap();
        let rows = &read.series[0].rows;
        assert_eq!((read.series[0].id.as_str(), rows.len()), ("FOMC:TARGET", 2));
        assert_eq!(
            (rows[1].bar.date, rows[1].bar.close.to_bits()),
            (date(2023, 7, 26), 5.5_f64.to_bits())
        );
        assert!(parse(b"Date,Actual\n2023-07-26,5.5\n").is_err());
    }
}
