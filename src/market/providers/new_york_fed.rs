//! New York Fed: the overnight rates and the reverse repos, by number of days back.
//!
//! Published about 08:00 in New York for the day before; the target range stands with EFFR only.

use std::time::Duration;

use super::{Host, Provider, Request, Span};
use crate::market::formats::{FormatError, Parsed, new_york_fed};

const SERIES: &[(&str, &str)] = &[
    ("SOFR", "/api/rates/secured/sofr"),
    ("EFFR", "/api/rates/unsecured/effr"),
    ("DFEDTARU", "/api/rates/unsecured/effr"),
    ("DFEDTARL", "/api/rates/unsecured/effr"),
    ("RRPONTSYD", "/api/rp/reverserepo/all/results"),
];

/// More days back than there were.
const MOST: i64 = 5_000;

pub(super) struct NewYorkFed;

impl Provider for NewYorkFed {
    fn id(&self) -> &'static str {
        "nyfed"
    }

    fn name(&self) -> &'static str {
        "New York Fed"
    }

    fn gives(&self) -> &'static str {
        "SOFR, EFFR, the target range, overnight reverse repos"
    }

    fn terms(&self) -> &'static str {
        "public, by the terms of use for selected rate data (newyorkfed.org/markets/reference-rates)"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 20,
            gap: Duration::from_secs(2),
            ..Host::new("https://markets.newyorkfed.org", "application/json")
        }
    }

    fn listed(&self) -> Vec<String> {
        let ids = SERIES.iter().map(|(id, _)| (*id).to_owned());
        ids.collect()
    }

    fn offers(&self, id: &str) -> bool {
        SERIES.iter().any(|(ours, _)| *ours == id)
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let days = i64::from(span.last.duration_since(span.first).as_hours() as i32 / 24 + 1);
        let count = days.clamp(1, MOST);
        let of = SERIES.iter().find(|(ours, _)| *ours == id);
        let asked = of.map(|(_, path)| Request::new(id, format!("{path}/last/{count}.json")));
        asked.into_iter().collect()
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        new_york_fed::parse(bytes)
    }
}
