//! Coinbase Exchange: daily candles of coins in dollars, 300 a request.

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Host, Provider, Request, Span, days_before, owned};
use crate::market::formats::{FormatError, Parsed, coinbase};

const COINS: &[&str] = &["BTC", "ETH"];

/// Candles in one answer at most; both ends count.
const DAYS: i64 = 299;

pub(super) struct Coinbase;

impl Provider for Coinbase {
    fn id(&self) -> &'static str {
        "coinbase"
    }

    fn name(&self) -> &'static str {
        "Coinbase"
    }

    fn gives(&self) -> &'static str {
        "BTC and ETH in dollars, days of UTC"
    }

    fn terms(&self) -> &'static str {
        "Coinbase's market data terms: for your own reading, not to be passed on; not to be polled often"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 60,
            gap: Duration::from_millis(500),
            ..Host::new("https://api.exchange.coinbase.com", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        owned(COINS)
    }

    fn offers(&self, id: &str) -> bool {
        COINS.contains(&id)
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        windows(span, DAYS)
            .map(|(first, last)| {
                let path = format!(
                    "/products/{id}-USD/candles?granularity=86400\
                     &start={first}T00:00:00Z&end={last}T00:00:00Z"
                );
                Request {
                    // Before a coin was listed there is nothing.
                    may_be_empty: last < span.last,
                    ..Request::new(id, path)
                }
            })
            .collect()
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        coinbase::parse(bytes, &request.subject)
    }

    /// Coins trade every day.
    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        days_before(today, 2)
    }

    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        last < today
    }
}

/// A span in windows of so many days beyond the first, the oldest first.
pub(super) fn windows(span: Span, days: i64) -> impl Iterator<Item = (Date, Date)> {
    let mut next = Some(span.first).filter(|first| *first <= span.last);
    std::iter::from_fn(move || {
        let first = next?;
        let last = first.saturating_add(days.days()).min(span.last);
        next = last.tomorrow().ok().filter(|day| *day <= span.last);
        Some((first, last))
    })
}
