//! CFTC: who holds which futures, of the Tuesday, out on the Friday after.
//!
//! Traders in Financial Futures, futures only (`gpe5-46if`). The other reports of this host have
//! other columns for what sounds alike.

use std::time::Duration;

use jiff::civil::Date;

use super::{Host, Provider, Request, Span, days_before};
use crate::market::formats::{FormatError, Parsed, cftc};

/// Our name of the future, and the code of its contract.
const CONTRACTS: &[(&str, &str)] = &[
    ("ES", "13874A"),
    ("NQ", "209742"),
    ("RTY", "239742"),
    ("VX", "1170E1"),
    ("ZN", "043602"),
    ("ZT", "042601"),
    ("BTC", "133741"),
];

/// What is told of each.
const KINDS: &[&str] = &["LEV", "AM", "DEALER", "OI"];

/// Weeks in the ten years that are kept.
const MOST: i64 = 540;

pub(super) struct Cftc;

impl Provider for Cftc {
    fn id(&self) -> &'static str {
        "cftc"
    }

    fn name(&self) -> &'static str {
        "CFTC"
    }

    fn gives(&self) -> &'static str {
        "net positions of funds, managers and dealers as COT:ES:LEV, :AM, :DEALER, :OI, weekly"
    }

    fn terms(&self) -> &'static str {
        "works of the US government: in the public domain"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 12,
            gap: Duration::from_secs(3),
            ..Host::new("https://publicreporting.cftc.gov", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        let ids = KINDS.iter().map(|kind| format!("COT:ES:{kind}"));
        ids.collect()
    }

    fn offers(&self, id: &str) -> bool {
        contract(id).is_some()
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let weeks = span.last.duration_since(span.first).as_hours() / (24 * 7) + 2;
        let asked = contract(id).map(|code| {
            let path = format!(
                "/resource/gpe5-46if.json?cftc_contract_market_code={code}\
                 &$order=report_date_as_yyyy_mm_dd%20DESC&$limit={}",
                weeks.clamp(2, MOST)
            );
            Request::new(id, path)
        });
        asked.into_iter().collect()
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        cftc::parse(bytes)
    }

    /// A Tuesday's report is out on Friday, or the Monday after; the next a week later.
    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        days_before(today, 14)
    }
}

/// The code of the contract that a series such as `COT:ES:LEV` is of.
fn contract(id: &str) -> Option<&'static str> {
    let (future, kind) = id.strip_prefix("COT:")?.split_once(':')?;
    let found = CONTRACTS.iter().find(|(ours, _)| *ours == future)?;
    KINDS.contains(&kind).then_some(found.1)
}
