//! History of a Cboe index as CSV: VIX, VIX3M, SKEW, COR1M and their like.
//!
//! Two layouts, told apart by the header: `DATE,OPEN,HIGH,LOW,CLOSE`, and `DATE,SKEW` of the
//! indices that are computed once a day. Dates are American. In the first years of the VIX all
//! four prices are the close; some opens are outside of the day's range.

use super::error::FormatError;
use super::rows::{Parsed, Rows, parsed};
use super::sheet::{Line, Sheet, american, iso};
use crate::model::Adjustment;
use crate::model::Bar;

const EXPECTED: &str = "an index history (DATE,OPEN,HIGH,LOW,CLOSE or DATE,SKEW)";

/// The history of one index, such as `VIX`.
pub fn parse(bytes: &[u8], symbol: &str) -> Result<Parsed, FormatError> {
    let text = super::body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let mut notices = Vec::new();
    // Copies of these files write dates as ISO does.
    let lines = sheet.dated(|text| american(text).or_else(|| iso(text)), &mut notices);
    let mut rows = Rows::prices(symbol, Adjustment::AsGiven);
    let columns = Columns::of(&sheet);
    for line in lines {
        match columns.bar(&line) {
            Ok(None) => {}
            Ok(Some(bar)) => rows.push(line.place, bar, &mut notices),
            Err(reason) => rows.push_value(line.place, line.date, Err(reason), &mut notices),
        }
    }
    parsed([rows], notices)
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    let is = |at: usize, name: &str| {
        header
            .get(at)
            .is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let bars = ["DATE", "OPEN", "HIGH", "LOW", "CLOSE"];
    let is_bars = header.len() == 5 && bars.iter().enumerate().all(|(at, name)| is(at, name));
    is_bars || header.len() == 2 && is(0, "DATE") && header.get(1).is_some_and(|it| is_ticker(it))
}

fn is_ticker(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    !name.is_empty() && name.bytes().all(is_sign)
}

struct Columns {
    open: Option<usize>,
    high: Option<usize>,
    low: Option<usize>,
    close: usize,
}

impl Columns {
    fn of(sheet: &Sheet) -> Self {
        Self {
            open: sheet.column("OPEN"),
            high: sheet.column("HIGH"),
            low: sheet.column("LOW"),
            close: sheet.column("CLOSE").unwrap_or(1),
        }
    }

    fn bar(&self, line: &Line<'_>) -> Result<Option<Bar>, super::Reason> {
        let part = |column: Option<usize>| column.map_or(Ok(None), |at| line.number(at));
        let (open, high, low) = (part(self.open)?, part(self.high)?, part(self.low)?);
        Ok(line.number(self.close)?.map(|close| Bar {
            open,
            high,
            low,
            ..Bar::close_only(line.date, close)
        }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::market::formats::Notice;

    #[test]
    fn bars_with_american_dates() {
        let text =
            "DATE,OPEN,HIGH,LOW,CLOSE\r\n01/02/2024,13,14,12,13.5\r\n01/03/2024,13.5,15,13,14\r\n";
        let read = parse(text.as_bytes(), "VIX").unwrap();
        let rows = &read.series[0].rows;
        assert_eq!((read.series[0].id.as_str(), rows.len()), ("VIX", 2));
        let expected = Bar {
            date: date(2024, 1, 2),
            open: Some(13.0),
            high: Some(14.0),
            low: Some(12.0),
            close: 13.5,
            volume: None,
        };
        assert_eq!((rows[0].bar, rows[0].published), (expected, None));
        assert_eq!(read.notices, []);
    }

    #[test]
    fn one_value_a_day_under_the_tickers_name() {
        let read = parse(b"DATE,SKEW\n01/02/1990,126.09\n01/03/1990,123.34\n", "SKEW").unwrap();
        assert_eq!(
            read.series[0].rows[1].bar,
            Bar::close_only(date(1990, 1, 3), 123.34)
        );
    }

    #[test]
    fn contradictions_are_named_and_nothing_else_is_lost() {
        let text = "DATE,OPEN,HIGH,LOW,CLOSE\n\
                    01/02/2024,13,12,14,13.5\n\
                    01/03/2024,20,15,13,14\n\
                    01/04/2024,14,15,13,16\n\
                    01/05/2024,14,15,13,n.a\n\
                    01/08/2024,0,0,0,0\n\
                    01/09/2024,14,15,13,14\n\
                    01/09/2024,14,15,13,14.5\n\
                    01/09/2024,14,15,13,14\n";
        let read = parse(text.as_bytes(), "VIX").unwrap();
        let days: Vec<i8> = read.series[0]
            .rows
            .iter()
            .map(|row| row.bar.date.day())
            .collect();
        assert_eq!(days, [3, 9]);
        assert_eq!(read.series[0].rows[0].bar.open, None);
        let said: Vec<String> = read.notices.iter().map(Notice::to_string).collect();
        assert_eq!(
            said,
            [
                "line 2, VIX was left out: high 12 is below low 14",
                "line 4, VIX was left out: close 16 is not between low 13 and high 15",
                "line 5, VIX was left out: CLOSE: expected a number or nothing, found \"n.a\"",
                "line 6, VIX was left out: 0 stands for a price that was not published",
                "VIX: the open of 1 days (the first in line 3) is not between high and low and \
                 was left out",
                "line 8, VIX was left out: 2024-01-09 has other figures in line 7, which were kept",
            ]
        );
    }

    #[test]
    fn what_is_no_history_is_refused() {
        let cases = [
            ("", "the body is empty"),
            ("<!doctype html><title>403</title>", "a web page came"),
            ("Access denied\n", "words came"),
            (
                "DATE,OPEN,CLOSE\n01/02/2024,1,2\n",
                "the format may have changed",
            ),
            ("DATE,OPEN,HIGH,LOW,CLOSE\n", "it holds no figures"),
            (
                "DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2024,0,0,0,0\n",
                "every figure of VIX is zero",
            ),
            (
                "DATE,VIX\n01/02/2024,x\n",
                "none of its 1 rows can be used; the first: line 2",
            ),
        ];
        for (text, said) in cases {
            let error = parse(text.as_bytes(), "VIX").unwrap_err().to_string();
            assert!(error.contains(said), "{text:?}: {error}");
        }
    }

    #[test]
    fn frozen_figures_are_known_by_their_date() {
        let read = parse(b"DATE,VIX\n01/02/2024,13\n", "VIX").unwrap();
        assert_eq!(read.must_reach(date(2024, 1, 2)), Ok(()));
        let (last, expected) = (date(2024, 1, 2), date(2024, 1, 3));
        assert_eq!(
            read.must_reach(expected),
            Err(FormatError::Frozen { last, expected })
        );
    }
}
