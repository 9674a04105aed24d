//! The Treasury's par yield curves of one year as CSV, in percent, the newest day first.
//!
//! Which tenors there are changes with the years (`1.5 Month` since 2025, no `30 Yr` from 2002
//! to 2006), so columns are known by their names. A year that is not published yet comes as an
//! empty body.

use super::error::FormatError;
use super::notice::{Notice, PassedOver};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::{Sheet, american, iso};
use super::{body, names};

const EXPECTED: &str = "a yield curve (Date,\"1 Mo\",…,\"30 Yr\")";

/// Which of the two curves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// Yields to be paid in dollars: `US10Y`.
    Nominal,
    /// Yields above inflation: `US10YREAL`.
    Real,
}

impl Curve {
    /// The name in the market store of a nominal yield on this curve.
    pub(super) fn id(self, nominal: String) -> String {
        match self {
            Self::Nominal => nominal,
            Self::Real => nominal + "REAL",
        }
    }
}

/// The yields of the file, a series a tenor.
pub fn parse(bytes: &[u8], curve: Curve) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, |header| curve_of(header).is_some())?;
    let mut notices = Vec::new();
    let lines = sheet.dated(|text| american(text).or_else(|| iso(text)), &mut notices);
    let mut series = Vec::with_capacity(sheet.header().len());
    for (column, name) in sheet.header().iter().enumerate().skip(1) {
        let Some(id) = tenor(name) else {
            notices.push(Notice::ColumnPassedOver {
                columns: vec![name.clone()],
                reason: PassedOver::Unknown,
            });
            continue;
        };
        let mut rows = Rows::values(curve.id(id));
        for line in &lines {
            rows.push_value(line.place, line.date, line.number(column), &mut notices);
        }
        series.push(rows);
    }
    parsed(series, notices)
}

/// The curve that has this header: that of real yields begins at five years, and writes `5 YR`.
pub(in crate::market) fn curve_of(header: &[String]) -> Option<Curve> {
    let (date, rest) = header.split_first()?;
    if !date.eq_ignore_ascii_case("date") {
        return None;
    }
    let mut tenors = rest.iter().filter(|name| tenor(name).is_some()).peekable();
    tenors.peek()?;
    let is_real = tenors.all(|name| name.ends_with("YR"));
    Some(if is_real { Curve::Real } else { Curve::Nominal })
}

/// Whether a column of this name is a tenor.
pub(in crate::market) fn is_column(name: &str) -> bool {
    tenor(name).is_some()
}

fn tenor(name: &str) -> Option<String> {
    names::of_column(name)
        .filter(|id| name.starts_with(|c: char| c.is_ascii_digit()) && names::is_rate(id))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const NOMINAL: &str = "Date,\"1 Mo\",\"1.5 Month\",\"2 Yr\",\"10 Yr\",\"30 Yr\"\n\
                           09/28/2026,4.04,4.14,4.92,5.24,5.56\n\
                           09/25/2026,4.03,,4.90,5.20,N/A\n";

    #[test]
    fn columns_are_known_by_their_names() {
        let read = parse(NOMINAL.as_bytes(), Curve::Nominal).unwrap();
        let found: Vec<(&str, usize)> = read
            .series
            .iter()
            .map(|one| (one.id.as_str(), one.rows.len()))
            .collect();
        let expected = [
            ("US1M", 2),
            ("US1.5M", 1),
            ("US2Y", 2),
            ("US10Y", 2),
            ("US30Y", 1),
        ];
        assert_eq!(found, expected);
        let ten = &read.series[3].rows;
        assert_eq!(
            (ten[0].bar.date, ten[1].bar.close),
            (date(2026, 9, 25), 5.24)
        );
        assert_eq!(read.notices, []);
    }

    #[test]
    fn real_yields_have_names_of_their_own() {
        let text = "Date,\"5 YR\",\"10 YR\"\n09/28/2026,1.75,2.1\n";
        let read = parse(text.as_bytes(), Curve::Real).unwrap();
        assert_eq!(read.series[1].id, "US10YREAL");
        let header = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(curve_of(&header("Date,5 YR,10 YR")), Some(Curve::Real));
        assert_eq!(curve_of(&header("Date,1 Mo,10 Yr")), Some(Curve::Nominal));
        assert_eq!(curve_of(&header("Date,SPX,VIX")), None);
    }

    #[test]
    fn a_column_nobody_knows_is_told_of() {
        let read = parse(
            b"Date,10 Yr,Extrapolation\n09/28/2026,5.24,0.1\n",
            Curve::Nominal,
        );
        let notices = read.unwrap().notices;
        let expected = Notice::ColumnPassedOver {
            columns: vec!["Extrapolation".to_owned()],
            reason: PassedOver::Unknown,
        };
        assert_eq!(notices, [expected]);
    }

    #[test]
    fn a_year_not_published_is_an_empty_body() {
        assert_eq!(parse(b"\r\n", Curve::Nominal), Err(FormatError::Empty));
        let error = parse(b"Date,Open,Close\n09/28/2026,1,2\n", Curve::Nominal).unwrap_err();
        assert!(matches!(error, FormatError::Shape { .. }), "{error}");
    }
}
