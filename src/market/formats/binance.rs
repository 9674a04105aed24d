//! Candles of Binance: arrays of a day's open in milliseconds of UTC, then open, high, low, close
//! and volume as strings.
//!
//! The last candle is of the running day and changes until it ends:
//! [`super::Parsed::before`] takes it off.

use serde_json::Value;

use super::candles::{Candle, candles};
use super::clock::of_milliseconds;
use super::error::FormatError;
use super::rows::Parsed;

const EXPECTED: &str = "candles ([[open ms, open, high, low, close, volume, close ms, …]])";

/// Elements of a candle.
pub(in crate::market) const WIDTH: usize = 12;

/// The candles of one coin, such as `BTC`.
pub fn parse(bytes: &[u8], id: &str) -> Result<Parsed, FormatError> {
    candles(bytes, id, EXPECTED, WIDTH, |row| {
        Some(Candle {
            date: of_milliseconds(row.first().and_then(Value::as_i64)?)?.date(),
            open: row.get(1),
            high: row.get(2),
            low: row.get(3),
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

    const DAY: &str = r#"[1499040000000,"0.0163","0.80","0.0157","0.0158","148976.1",1499644799999,"2434.19",308,"1756.87","28.46","0"]"#;

    #[test]
    fn strings_are_prices() {
        let read = parse(format!("[{DAY}]").as_bytes(), "BTC").unwrap();
        let expected = Bar {
            date: date(2017, 7, 3),
            open: Some(0.0163),
            high: Some(0.80),
            low: Some(0.0157),
            close: 0.0158,
            volume: Some(148_976.1),
        };
        assert_eq!(read.series[0].rows[0].bar, expected);
    }

    #[test]
    fn the_running_day_can_be_taken_off() {
        let next = DAY.replace("1499040000000", "1499126400000");
        let read = parse(format!("[{DAY},{next}]").as_bytes(), "BTC").unwrap();
        assert_eq!(
            read.clone().before(date(2017, 7, 4)).series[0].rows.len(),
            1
        );
        assert_eq!(read.before(date(2017, 7, 3)).series, []);
    }

    #[test]
    fn refusals_and_other_shapes() {
        let error = parse(br#"{"code":-1121,"msg":"Invalid symbol."}"#, "X").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the source refuses: \"-1121 Invalid symbol.\""
        );
        assert_eq!(parse(b"[]", "X"), Err(FormatError::NoValues));
        let coinbase = parse(b"[[1499040000,1,2,1.5,1.6,10]]", "X").unwrap_err();
        assert!(matches!(coinbase, FormatError::Shape { .. }), "{coinbase}");
    }
}
