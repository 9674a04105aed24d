//! Binance: daily candles of coins in tethers, 1,000 a request; behind Coinbase.
//!
//! Some countries get 451; who asks too often 429, and who goes on a ban (418).

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::coinbase::windows;
use super::{Host, Provider, Request, Span, days_before, owned};
use crate::market::formats::{FormatError, Parsed, binance};

const COINS: &[&str] = &["BTC", "ETH"];

/// Candles in one answer at most; both ends count.
const DAYS: i64 = 999;

pub(super) struct Binance;

impl Provider for Binance {
    fn id(&self) -> &'static str {
        "binance"
    }

    fn name(&self) -> &'static str {
        "Binance"
    }

    fn gives(&self) -> &'static str {
        "behind Coinbase: BTC and ETH in tethers (USDT), days of UTC"
    }

    fn terms(&self) -> &'static str {
        "Binance's terms of use: for your own reading; not given to the United States and some others"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 60,
            gap: Duration::from_millis(500),
            ..Host::new("https://api.binance.com", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        owned(COINS)
    }

    fn offers(&self, id: &str) -> bool {
        COINS.contains(&id)
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let ask = |(first, last): (Date, Date)| {
            let (start, end) = (milliseconds(first)?, milliseconds(last)?);
            let path = format!(
                "/api/v3/klines?symbol={id}USDT&interval=1d&startTime={start}&endTime={end}&limit=1000"
            );
            Some(Request {
                may_be_empty: last < span.last,
                ..Request::new(id, path)
            })
        };
        windows(span, DAYS).filter_map(ask).collect()
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        binance::parse(bytes, &request.subject)
    }

    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        days_before(today, 2)
    }

    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        last < today
    }
}

fn milliseconds(day: Date) -> Option<i64> {
    let midnight = day.to_zoned(TimeZone::UTC).ok()?;
    Some(midnight.timestamp().as_millisecond())
}
