//! Cboe: volatility indices since their first day.
//!
//! `cdn.cboe.com` stood still from 2026-09-23 on while it answered 200; `cdn-api` took its place.

use std::time::Duration;

use super::{Host, Provider, Request, Span, owned};
use crate::market::formats::{FormatError, Parsed, cboe_history};

/// Indices with a history of their own.
const INDICES: &[&str] = &[
    "VIX", "VIX9D", "VIX3M", "VIX6M", "VVIX", "SKEW", "COR1M", "COR3M", "DSPX", "PUT", "BXM",
];

pub(super) struct Cboe;

impl Provider for Cboe {
    fn id(&self) -> &'static str {
        "cboe"
    }

    fn name(&self) -> &'static str {
        "Cboe"
    }

    fn gives(&self) -> &'static str {
        "VIX and its terms, VVIX, SKEW, correlation, dispersion, since their first day"
    }

    fn terms(&self) -> &'static str {
        "Cboe's content: for your own reading; any other use needs its licence (cboe.com/use_of_content)"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 12,
            gap: Duration::from_secs(3),
            as_browser: true,
            ..Host::new(
                "https://cdn-api.cboe.com",
                "application/json, text/csv, */*",
            )
        }
    }

    fn listed(&self) -> Vec<String> {
        owned(INDICES)
    }

    fn offers(&self, id: &str) -> bool {
        INDICES.contains(&id)
    }

    fn requests(&self, id: &str, _span: Span) -> Vec<Request> {
        let path = format!("/api/global/us_indices/daily_prices/{id}_History.csv");
        vec![Request::new(id, path)]
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        cboe_history::parse(bytes, &request.subject)
    }
}
