//! Eastmoney's daily k-lines as JSON: text of date, open, **close, high, low**, volume in lots of
//! 100, turnover, and percentages.

use serde::Deserialize;

use super::body;
use super::cells::figure;
use super::china::{of_market, shares};
use super::error::FormatError;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::iso;
use crate::model::Adjustment;
use crate::model::Bar;

const EXPECTED: &str = "k-lines (data.klines)";

/// Its numbers of markets.
const MARKETS: &[(i64, &str)] = &[
    (0, "sz"),
    (1, "sh"),
    (116, "hk"),
    (105, "us"),
    (106, "us"),
    (107, "us"),
];

/// Codes that begin like this are Beijing's, which has no number of its own.
const BEIJING: &[&str] = &["4", "8", "92"];

#[derive(Deserialize)]
struct Answer {
    rc: i64,
    data: Option<Data>,
}

#[derive(Deserialize)]
struct Data {
    code: String,
    market: i64,
    klines: Vec<String>,
}

/// Daily bars; `adjustment` is what `fqt` asked for, which the answer does not say.
pub fn parse(bytes: &[u8], adjustment: Adjustment) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    let Some(data) = answer.data else {
        let said = format!("rc {}, no data", answer.rc);
        return Err(FormatError::Refused { said });
    };
    let market = MARKETS.iter().find(|(number, _)| *number == data.market);
    let market = match market {
        Some((0, _)) if BEIJING.iter().any(|begins| data.code.starts_with(begins)) => Some("bj"),
        other => other.map(|(_, market)| *market),
    };
    let id = market.and_then(|market| of_market(market, &data.code));
    let id = id.ok_or_else(|| FormatError::Shape {
        expected: "a known market (0, 1, 105, 106, 107, 116)",
        found: data.market.to_string(),
    })?;
    let mut notices = Vec::new();
    let mut rows = Rows::prices(&id, adjustment);
    for (at, line) in data.klines.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        match bar(line, &id) {
            Ok(None) => {}
            Ok(Some(bar)) => rows.push(place, bar, &mut notices),
            Err(reason) => notices.push(Notice::LeftOut {
                id: Some(id.clone()),
                place,
                reason,
            }),
        }
    }
    parsed([rows], notices)
}

fn bar(line: &str, id: &str) -> Result<Option<Bar>, Reason> {
    let cells: Vec<&str> = line.split(',').collect();
    let [day, open, close, high, low, volume, ..] = cells.as_slice() else {
        return Err(Reason::Width {
            found: cells.len(),
            expected: 11,
        });
    };
    let date = iso(day).ok_or_else(|| Reason::NotADate {
        column: "date".to_owned(),
        found: body::shown(day),
    })?;
    let Some(close) = figure(close, "close")? else {
        return Ok(None);
    };
    Ok(Some(Bar {
        date,
        open: figure(open, "open")?,
        high: figure(high, "high")?,
        low: figure(low, "low")?,
        close,
        volume: shares(id, figure(volume, "volume")?),
    }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn answer(code: &str, market: i64, lines: &str) -> String {
        format!(
            r#"{{"rc":0,"rt":17,"data":{{"code":"{code}","market":{market},"name":"招商轮船","preKPrice":6.08,"klines":[{lines}]}}}}"#
        )
    }

    const DAY: &str = r#""2024-12-18,6.11,6.18,6.29,6.10,842743,542829495.00,2.96,1.64,0.10,1.03""#;

    #[test]
    fn the_close_stands_before_high_and_low() {
        let read = parse(
            answer("601872", 1, DAY).as_bytes(),
            Adjustment::SplitsAndDividends,
        )
        .unwrap();
        let one = &read.series[0];
        assert_eq!(
            (one.id.as_str(), one.adjustment),
            ("601872.SH", Adjustment::SplitsAndDividends)
        );
        let expected = Bar {
            date: date(2024, 12, 18),
            open: Some(6.11),
            high: Some(6.29),
            low: Some(6.10),
            close: 6.18,
            volume: Some(84_274_300.0),
        };
        assert_eq!(one.rows[0].bar, expected);
        assert_eq!(read.notices, []);
    }

    #[test]
    fn markets_by_number() {
        for (code, market, expected) in [
            ("000001", 0, "000001.SZ"),
            ("920002", 0, "920002.BJ"),
            ("00700", 116, "0700.HK"),
            ("AAPL", 105, "AAPL"),
        ] {
            let read = parse(answer(code, market, DAY).as_bytes(), Adjustment::Unadjusted).unwrap();
            assert_eq!(read.series[0].id, expected);
        }
        assert!(parse(answer("X", 90, DAY).as_bytes(), Adjustment::Unadjusted).is_err());
    }

    #[test]
    fn nothing_and_half_lines() {
        let error = parse(br#"{"rc":102,"data":null}"#, Adjustment::Unadjusted).unwrap_err();
        assert_eq!(error.to_string(), "the source refuses: \"rc 102, no data\"");
        assert_eq!(
            parse(answer("601872", 1, "").as_bytes(), Adjustment::Unadjusted),
            Err(FormatError::NoValues)
        );
        let lines = format!(r#"{DAY},"2024-12-19,6.11""#);
        let read = parse(
            answer("601872", 1, &lines).as_bytes(),
            Adjustment::Unadjusted,
        )
        .unwrap();
        assert_eq!(
            read.notices[0].to_string(),
            "row 2, 601872.SH was left out: 2 values, expected 11"
        );
    }
}
