//! Nasdaq: ten years of daily bars of what trades in New York; behind Yahoo.
//!
//! Shares and funds are filed apart, and the wrong drawer answers 400. Prices are restated for
//! splits only, so that returns miss the dividends.

use std::time::Duration;

use super::{Host, Provider, Request, Span, symbols};
use crate::market::formats::{FormatError, Parsed, nasdaq};

pub(super) struct Nasdaq;

impl Provider for Nasdaq {
    fn id(&self) -> &'static str {
        "nasdaq"
    }

    fn name(&self) -> &'static str {
        "Nasdaq"
    }

    fn gives(&self) -> &'static str {
        "behind Yahoo: daily bars of shares and funds of New York, ten years, without dividends"
    }

    fn terms(&self) -> &'static str {
        "Nasdaq's terms of use (nasdaq.com/legal): for your own reading, not to be passed on"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 20,
            gap: Duration::from_secs(2),
            as_browser: true,
            ..Host::new("https://api.nasdaq.com", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        Vec::new()
    }

    fn offers(&self, id: &str) -> bool {
        symbols::is_us_ticker(id)
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let ask = |class: &str| {
            let (first, last) = (span.first, span.last);
            let path = format!(
                "/api/quote/{id}/historical?assetclass={class}\
                 &fromdate={first}&todate={last}&limit=9999"
            );
            Request::new(id, path)
        };
        vec![Request {
            otherwise: Some(Box::new(ask("etf"))),
            ..ask("stocks")
        }]
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        nasdaq::parse(bytes, Some(&request.subject))
    }
}
