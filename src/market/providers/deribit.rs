//! Deribit: option chains of coins, prices in coins, without greeks.

use std::time::Duration;

use jiff::civil::Date;

use super::{Host, Provider, Request, Span, chain_of, days_before, owned};
use crate::market::formats::{FormatError, Parsed, deribit};

const CHAINS: &[&str] = &["CHAIN:BTC", "CHAIN:ETH"];

pub(super) struct Deribit;

impl Provider for Deribit {
    fn id(&self) -> &'static str {
        "deribit"
    }

    fn name(&self) -> &'static str {
        "Deribit"
    }

    fn gives(&self) -> &'static str {
        "option chains CHAIN:BTC and CHAIN:ETH"
    }

    fn terms(&self) -> &'static str {
        "Deribit's terms of service: public market data for your own reading"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 20,
            gap: Duration::from_secs(2),
            ..Host::new("https://www.deribit.com", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        owned(CHAINS)
    }

    fn offers(&self, id: &str) -> bool {
        CHAINS.contains(&id)
    }

    fn requests(&self, id: &str, _span: Span) -> Vec<Request> {
        let coin = chain_of(id).unwrap_or(id);
        let path =
            format!("/api/v2/public/get_book_summary_by_currency?currency={coin}&kind=option");
        vec![Request::new(id, path)]
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        deribit::parse(bytes)
    }

    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        days_before(today, 1)
    }

    fn may_have_newer(&self, _id: &str, _last: Date, _today: Date) -> bool {
        true
    }
}
