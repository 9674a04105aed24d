//! Yahoo: daily bars of nearly everything that trades, by the chart of its site.
//!
//! Its limits are nobody's promise: about sixty requests a minute were borne, more than twenty at
//! once led to bans of a day. The last bar may be of the running session.

use std::time::Duration;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{Host, Provider, Request, Span, days_before, has_working_day, symbols};
use crate::market::formats::{FormatError, Parsed, yahoo};

pub(super) struct Yahoo;

impl Provider for Yahoo {
    fn id(&self) -> &'static str {
        "yahoo"
    }

    fn name(&self) -> &'static str {
        "Yahoo"
    }

    fn gives(&self) -> &'static str {
        "daily bars of shares, funds, indices and currencies: NVDA, SPY, SPX, 0700.HK"
    }

    fn terms(&self) -> &'static str {
        "Yahoo's terms restrict automated use: for your own reading, few requests, at your own risk"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 30,
            gap: Duration::from_millis(1_500),
            as_browser: true,
            ..Host::new("https://query1.finance.yahoo.com", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        Vec::new()
    }

    fn offers(&self, id: &str) -> bool {
        symbols::yahoo(id).is_some()
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let ask = |symbol: String| {
            let start = seconds(span.first)?;
            let end = seconds(span.last.saturating_add(1.day()))?;
            let symbol = symbol.replace('^', "%5E").replace('=', "%3D");
            let path = format!(
                "/v8/finance/chart/{symbol}?period1={start}&period2={end}\
                 &interval=1d&includePrePost=false&events=div,splits"
            );
            Some(Request::new(id, path))
        };
        symbols::yahoo(id).and_then(ask).into_iter().collect()
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        yahoo::parse(bytes, Some(&request.subject))
    }

    /// Elsewhere other days are kept: what is not of New York gets the longest holidays there are.
    fn due(&self, id: &str, today: Date) -> Option<Date> {
        if self.is_of_new_york(id) {
            return super::trading_days_before(today, super::LATE);
        }
        days_before(today, 12)
    }

    fn is_of_new_york(&self, id: &str) -> bool {
        symbols::is_us_ticker(id) || matches!(id, "SPX" | "NDX" | "RUT" | "SOX")
    }

    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        has_working_day(last, today)
    }
}

fn seconds(day: Date) -> Option<i64> {
    let midnight = day.to_zoned(TimeZone::UTC).ok()?;
    Some(midnight.timestamp().as_second())
}
