//! Candles of the Coinbase Exchange: arrays of seconds of UTC, then low **before** high, open
//! third, close, volume; the newest first, at most 300, and none for days without a trade.
//!
//! The first candle is of the running day: [`super::Parsed::before`] takes it off.

use serde_json::Value;

use super::candles::{Candle, candles};
use super::clock::day_of_seconds;
use super::error::FormatError;
use super::rows::Parsed;

const EXPECTED: &str = "candles ([[seconds, low, high, open, close, volume]])";

/// Elements of a candle.
pub(in crate::market) const WIDTH: usize = 6;

/// The candles of one coin, such as `BTC`.
pub fn parse(bytes: &[u8], id: &str) -> Result<Parsed, FormatError> {
    candles(bytes, id, EXPECTED, WIDTH, |row| {
        Some(Candle {
            date: day_of_seconds(row.first().and_then(Value::as_i64)?)?,
            low: row.get(1),
            high: row.get(2),
            open: row.get(3),
            close: row.get(4),
            volume: row.get(5),
        })
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Bar;

    #[test]
    fn low_stands_before_high() {
        let text = "[[1790985600,61000.5,63000,61500,62750.25,812.5],[1790899200,60000,62000,60500,61500,900]]";
        let read = parse(text.as_bytes(), "BTC").unwrap();
        let expected = Bar {
            date: date(2026, 10, 3),
            open: Some(61_500.0),
            high: Some(63_000.0),
            low: Some(61_000.5),
            close: 62_750.25,
            volume: Some(812.5),
        };
        assert_eq!(read.series[0].rows[1].bar, expected);
    }

    #[test]
    fn the_order_of_others_would_contradict_itself() {
        // Open, high, low, close, as everybody else writes them.
        let error = parse(
            b"[[1790899200,60500,62000,60000,61500,900],[1790985600,61500,61000,62500,61200,8]]",
            "BTC",
        );
        assert_eq!(error.unwrap().notices.len(), 2);
    }

    #[test]
    fn refusals_and_other_shapes() {
        let error = parse(br#"{"message":"NotFound"}"#, "X").unwrap_err();
        assert_eq!(error.to_string(), "the source refuses: \"NotFound\"");
        assert_eq!(parse(b"[]", "X"), Err(FormatError::NoValues));
        assert!(parse(b"[[1,2]]", "X").is_err());
        assert!(parse(b"[1,2]", "X").is_err());
    }
}
