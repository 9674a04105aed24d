//! Tencent's quotes, lines of JavaScript in GBK with `~` between the fields, and its k-lines.
//!
//! Of a k-line the key says what was done to the prices: `qfqday` restated, `day` alone **not**.
//! Rows are date, open, **close, high, low**, volume; the mainland's volume is in lots of 100.
//! After some thousand calls answers come empty.

use jiff::civil::{Date, DateTime};
use serde_json::Value;

use super::body;
use super::candles::{Candle, refusal, take};
use super::cells::figure;
use super::china::{of_prefixed, quotes, shares};
use super::clock::civil;
use super::error::FormatError;
use super::notice::{Place, Reason};
use super::rows::{Parsed, Quote, Rows, parsed};
use super::sheet::{compact, iso};
use crate::model::Adjustment;

const QUOTES: &str = "quotes (v_sh600519=\"1~…\";)";

const LINES: &str = "k-lines (data.sh600519.qfqday)";

/// Fields of a quote at least.
const WIDTH: usize = 35;

/// Keys of daily k-lines, the restated before the bare, with what was done to the prices.
const KEYS: &[(&str, Adjustment)] = &[
    ("qfqday", Adjustment::SplitsAndDividends),
    ("hfqday", Adjustment::SplitsAndDividends),
    ("day", Adjustment::Unadjusted),
];

/// A quote a line.
pub fn parse_quotes(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::chinese_text(bytes, QUOTES)?;
    if !text.trim_start().starts_with("v_") {
        return Err(FormatError::Words {
            expected: QUOTES,
            said: body::shown(&text),
        });
    }
    quotes(&text, "v_", quote)
}

/// Daily bars of one instrument, and what was done to them.
pub fn parse_lines(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let answer: Value = body::json(bytes, LINES)?;
    let code = answer.get("code").and_then(Value::as_i64);
    if code.is_some_and(|code| code != 0) {
        return Err(refusal(&answer, LINES));
    }
    // Of an instrument it does not know, and once it has had enough, `data` is an empty list.
    let of = answer.get("data").and_then(Value::as_object);
    let (symbol, value) = of
        .and_then(|of| of.iter().next())
        .ok_or(FormatError::NoValues)?;
    let id = of_prefixed(symbol).ok_or_else(|| FormatError::Shape {
        expected: LINES,
        found: body::shown(symbol),
    })?;
    let found = KEYS.iter().find_map(|(key, adjustment)| {
        let list = value.get(key)?.as_array()?;
        Some((list, *adjustment))
    });
    let (list, adjustment) = found.ok_or_else(|| FormatError::Shape {
        expected: LINES,
        found: body::shown(&value.to_string()),
    })?;
    let mut notices = Vec::new();
    let mut rows = Rows::prices(&id, adjustment);
    for (at, row) in list.iter().enumerate() {
        let row = row.as_array().map_or(&[][..], Vec::as_slice);
        let volume = row
            .get(5)
            .and_then(|volume| figure(volume.as_str()?, "volume").ok()?);
        let volume = shares(&id, volume).map(Value::from);
        let day = row.first().and_then(Value::as_str).and_then(iso);
        let candle = day.map(|date| Candle {
            date,
            open: row.get(1),
            close: row.get(2),
            high: row.get(3),
            low: row.get(4),
            volume: volume.as_ref(),
        });
        take(
            candle.as_ref(),
            Place::Row(at as u64 + 1),
            row,
            &mut rows,
            &mut notices,
        );
    }
    parsed([rows], notices)
}

fn quote(symbol: &str, value: &str) -> Result<Quote, Reason> {
    let cells: Vec<&str> = value.split('~').collect();
    let id = of_prefixed(symbol).filter(|_| cells.len() > 1);
    let id = id.ok_or_else(|| Reason::Unknown {
        symbol: body::shown(symbol),
    })?;
    if cells.len() < WIDTH {
        return Err(Reason::Width {
            found: cells.len(),
            expected: WIDTH,
        });
    }
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let number = |at: usize, name: &str| Ok(figure(cell(at), name)?.filter(|figure| *figure > 0.0));
    let currency = match symbol.get(..2) {
        Some("hk") => "HKD",
        Some("us") => "USD",
        _ => "CNY",
    };
    let volume = number(6, "volume")?;
    Ok(Quote {
        name: Some(cell(1).to_owned()),
        currency: Some(currency.to_owned()),
        last: number(3, "last")?.ok_or(Reason::Zero)?,
        previous: number(4, "previous close")?,
        open: number(5, "open")?,
        high: number(33, "high")?,
        low: number(34, "low")?,
        volume: shares(&id, volume),
        at: moment(cell(30)),
        id,
    })
}

/// `20260206150003`, `2026/02/06 16:08:06` or `2026-02-06 16:00:01`.
fn moment(text: &str) -> Option<DateTime> {
    if text.len() == 14 {
        let day: Date = compact(text.get(..8)?)?;
        let part = |from: usize| text.get(from..from + 2)?.parse::<i8>().ok();
        let time = jiff::civil::Time::new(part(8)?, part(10)?, part(12)?, 0).ok()?;
        return Some(day.to_datetime(time));
    }
    civil(&text.replace('/', "-"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::Bar;

    fn line(symbol: &str, time: &str) -> String {
        let depth = vec!["1"; 22].join("~");
        format!(
            "v_{symbol}=\"1~贵州茅台~600519~1510.00~1490.00~1500.00~12345~{depth}~~{time}~20.00~1.34~1520.00~1489.50~x~12345~186000\";\n"
        )
    }

    #[test]
    fn quotes_of_the_mainland_count_lots() {
        let text = line("sh600519", "20260206150003");
        let (gbk, _, _) = encoding_rs::GBK.encode(&text);
        let quote = parse_quotes(&gbk).unwrap().quotes.remove(0);
        assert_eq!(
            (quote.id.as_str(), quote.name.as_deref()),
            ("600519.SH", Some("贵州茅台"))
        );
        assert_eq!(
            (quote.last, quote.previous, quote.open),
            (1510.0, Some(1490.0), Some(1500.0))
        );
        assert_eq!(
            (quote.high, quote.low, quote.volume),
            (Some(1520.0), Some(1489.5), Some(1_234_500.0))
        );
        assert_eq!(quote.at, Some(date(2026, 2, 6).at(15, 0, 3, 0)));
    }

    #[test]
    fn times_are_written_three_ways() {
        let expected = Some(date(2026, 2, 6).at(16, 8, 6, 0));
        for text in [
            "20260206160806",
            "2026/02/06 16:08:06",
            "2026-02-06 16:08:06",
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
        assert_eq!(
            (moment("20260206256060"), moment(""), moment("２0260206")),
            (None, None, None)
        );
    }

    #[test]
    fn the_unknown_are_named() {
        let error = parse_quotes(b"v_pv_none_match=\"1\";")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("the source does not know \"pv_none_match\""),
            "{error}"
        );
        assert!(matches!(
            parse_quotes(b"no"),
            Err(FormatError::Words { .. })
        ));
    }

    fn lines(key: &str) -> String {
        format!(
            r#"{{"code":0,"msg":"","data":{{"sh600519":{{"{key}":[["2026-02-05","1490.00","1500.00","1510.00","1480.00","23456.000"],
            ["2026-02-06","1500.00","1510.00","1520.00","1489.50","12345.000",{{"nd":"2025"}}]],"qt":{{}}}}}}}}"#
        )
    }

    #[test]
    fn a_day_alone_is_not_restated() {
        for (key, adjustment) in [
            ("qfqday", Adjustment::SplitsAndDividends),
            ("day", Adjustment::Unadjusted),
        ] {
            let read = parse_lines(lines(key).as_bytes()).unwrap();
            let one = &read.series[0];
            assert_eq!((one.id.as_str(), one.adjustment), ("600519.SH", adjustment));
            let expected = Bar {
                date: date(2026, 2, 6),
                open: Some(1500.0),
                high: Some(1520.0),
                low: Some(1489.5),
                close: 1510.0,
                volume: Some(1_234_500.0),
            };
            assert_eq!(one.rows[1].bar, expected);
        }
    }

    #[test]
    fn empty_answers_after_too_many_calls() {
        for text in [
            r#"{"code":0,"msg":"","data":[]}"#,
            r#"{"code":0,"data":{"sh600519":{"qfqday":[]}}}"#,
        ] {
            assert_eq!(
                parse_lines(text.as_bytes()),
                Err(FormatError::NoValues),
                "{text}"
            );
        }
        let error = parse_lines(br#"{"code":1,"msg":"bad params"}"#).unwrap_err();
        assert_eq!(error.to_string(), "the source refuses: \"1 bad params\"");
        assert!(parse_lines(lines("week").as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn damaged_answers_never_panic(at in 0usize..400, with in any::<u8>()) {
            for text in [lines("day"), line("sh600519", "20260206150003")] {
                let mut bytes = text.into_bytes();
                let len = bytes.len();
                bytes[at % len] = with;
                let _ = (parse_lines(&bytes), parse_quotes(&bytes));
            }
        }
    }
}
