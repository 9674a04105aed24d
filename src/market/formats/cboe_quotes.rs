//! Cboe's delayed quote of one index or stock as JSON; the times are those of
//! [`super::cboe_chain`].

use serde::Deserialize;

use super::body;
use super::cboe_chain::{moment, underlying};
use super::error::FormatError;
use super::figure::Figure;
use super::rows::{Parsed, Quote};

const EXPECTED: &str = "a Cboe quote (timestamp, data.current_price)";

#[derive(Deserialize)]
struct Answer {
    timestamp: Option<String>,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    symbol: String,
    current_price: Figure,
    #[serde(default)]
    prev_day_close: Figure,
    #[serde(default)]
    open: Figure,
    #[serde(default)]
    high: Figure,
    #[serde(default)]
    low: Figure,
    #[serde(default)]
    volume: Figure,
    last_trade_time: Option<String>,
}

/// The quote, a quarter of an hour late.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    let data = &answer.data;
    let id = underlying(&data.symbol);
    let positive = |figure: &Figure| {
        let number = figure.number("price").ok().flatten();
        number.filter(|number| *number > 0.0)
    };
    let Some(last) = positive(&data.current_price) else {
        return Err(FormatError::Zeros { id });
    };
    let at = moment(answer.timestamp.as_deref(), data.last_trade_time.as_deref())?;
    let quote = Quote {
        id,
        name: None,
        currency: None,
        last,
        previous: positive(&data.prev_day_close),
        open: positive(&data.open),
        high: positive(&data.high),
        low: positive(&data.low),
        volume: positive(&data.volume),
        at: Some(at),
    };
    Ok(Parsed {
        quotes: vec![quote],
        ..Parsed::default()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const VIX: &str = r#"{"timestamp":"2026-10-02 20:31:00","symbol":"_VIX","data":{"symbol":"_VIX",
        "current_price":16.2,"prev_day_close":15.9,"open":16.0,"high":16.8,"low":15.7,"close":16.2,
        "volume":0,"last_trade_time":"2026-10-02T16:15:00"}}"#;

    #[test]
    fn a_quote_with_the_time_of_its_trade() {
        let read = parse(VIX.as_bytes()).unwrap();
        let quote = &read.quotes[0];
        assert_eq!(
            (quote.id.as_str(), quote.previous, quote.volume),
            ("VIX", Some(15.9), None)
        );
        assert_eq!(quote.at, Some(date(2026, 10, 2).at(16, 15, 0, 0)));
        assert_eq!(read.last(), Some(date(2026, 10, 2)));
    }

    #[test]
    fn a_price_of_zero_is_none() {
        let text = VIX.replace("16.2,\"prev", "0,\"prev");
        assert_eq!(
            parse(text.as_bytes()),
            Err(FormatError::Zeros {
                id: "VIX".to_owned()
            })
        );
        assert!(parse(b"{\"data\":{\"symbol\":\"_VIX\"}}").is_err());
    }
}
