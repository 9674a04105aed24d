//! Cboe: volatility indices since their first day, and option chains of the session.
//!
//! `cdn.cboe.com` stood still from 2026-09-23 on while it answered 200; `cdn-api` took its place.
//! Chains are a quarter of an hour late, that of SPX is 13 MB.

use std::time::Duration;

use jiff::civil::Date;

use super::{Host, Provider, Request, Span, chain_of, owned};
use crate::calendar::new_york;
use crate::market::formats::{FormatError, Parsed, cboe_chain, cboe_history};

/// Indices with a history of their own.
const INDICES: &[&str] = &[
    "VIX", "VIX9D", "VIX3M", "VIX6M", "VVIX", "SKEW", "COR1M", "COR3M", "DSPX", "PUT", "BXM",
];

/// Underlyings that are indices: their files begin with `_`.
const INDEX_OPTIONS: &[&str] = &["SPX", "VIX", "NDX", "RUT", "XSP", "DJX"];

pub(super) struct Cboe;

impl Provider for Cboe {
    fn id(&self) -> &'static str {
        "cboe"
    }

    fn name(&self) -> &'static str {
        "Cboe"
    }

    fn gives(&self) -> &'static str {
        "VIX and its terms, VVIX, SKEW, correlation, dispersion; option chains as CHAIN:SPX, 15 min late"
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
        match chain_of(id) {
            Some(underlying) => {
                INDEX_OPTIONS.contains(&underlying) || super::symbols::is_us_ticker(underlying)
            }
            None => INDICES.contains(&id),
        }
    }

    fn requests(&self, id: &str, _span: Span) -> Vec<Request> {
        let path = match chain_of(id) {
            Some(underlying) => {
                let mark = if INDEX_OPTIONS.contains(&underlying) {
                    "_"
                } else {
                    ""
                };
                format!("/api/global/delayed_quotes/options/{mark}{underlying}.json")
            }
            None => format!("/api/global/us_indices/daily_prices/{id}_History.csv"),
        };
        vec![Request::new(id, path)]
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        match chain_of(&request.subject) {
            Some(_) => cboe_chain::parse(bytes),
            None => cboe_history::parse(bytes, &request.subject),
        }
    }

    /// A chain moves while the session runs.
    fn may_have_newer(&self, id: &str, last: Date, today: Date) -> bool {
        chain_of(id).is_some() || new_york::trading_days(last, today).any(|day| day > last)
    }
}
