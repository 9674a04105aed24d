//! FRED of the St. Louis Fed: its graphs as CSV, which need no key.
//!
//! A long window of a daily series may answer 504: only what is missing is asked for. What comes
//! is the newest vintage; what was known before a revision, the file does not say.

use std::time::Duration;

use jiff::civil::Date;

use super::{Host, Provider, Request, Span, days_before};
use crate::market::formats::{FormatError, Parsed, fred};

/// Our name, FRED's, and how many days after the day that it is of a figure may be out: a month is
/// dated by its first day and published in the next.
const SERIES: &[(&str, &str, i64)] = &[
    ("T10YIE", "T10YIE", 7),
    ("THREEFYTP10", "THREEFYTP10", 21),
    ("EFFR", "EFFR", 7),
    ("SOFR", "SOFR", 7),
    ("DFEDTARU", "DFEDTARU", 7),
    ("DFEDTARL", "DFEDTARL", 7),
    ("UNRATE", "UNRATE", 80),
    ("PAYEMS", "PAYEMS", 80),
    ("CPIAUCSL", "CPIAUCSL", 90),
    ("CPILFESL", "CPILFESL", 90),
    ("PCEPILFE", "PCEPILFE", 100),
    ("WALCL", "WALCL", 14),
    ("WDTGAL", "WDTGAL", 14),
    ("WLRRAL", "WLRRAL", 14),
    ("WRESBAL", "WRESBAL", 14),
    ("RRPONTSYD", "RRPONTSYD", 7),
    ("BAMLH0A0HYM2", "BAMLH0A0HYM2", 7),
    ("BAMLC0A0CM", "BAMLC0A0CM", 7),
    ("BAA10Y", "BAA10Y", 7),
    ("WTI", "DCOILWTICO", 14),
    ("BRENT", "DCOILBRENTEU", 14),
    // What others have first.
    ("US3M", "DGS3MO", 7),
    ("US2Y", "DGS2", 7),
    ("US5Y", "DGS5", 7),
    ("US10Y", "DGS10", 7),
    ("US30Y", "DGS30", 7),
    ("US10YREAL", "DFII10", 7),
    ("VIX", "VIXCLS", 7),
];

pub(super) struct Fred;

impl Provider for Fred {
    fn id(&self) -> &'static str {
        "fred"
    }

    fn name(&self) -> &'static str {
        "FRED"
    }

    fn gives(&self) -> &'static str {
        "rates, credit spreads, jobs, prices, the Fed's balance sheet, oil; behind others yields and VIX"
    }

    fn terms(&self) -> &'static str {
        "FRED's terms (fred.stlouisfed.org/legal); some series belong to others: ICE's spreads are for your own reading"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 20,
            gap: Duration::from_secs(2),
            ..Host::new("https://fred.stlouisfed.org", "text/csv, */*")
        }
    }

    fn listed(&self) -> Vec<String> {
        let all = SERIES.iter().map(|(id, _, _)| *id);
        let own = all.take_while(|id| !id.starts_with("US"));
        own.map(str::to_owned).collect()
    }

    fn offers(&self, id: &str) -> bool {
        find(id).is_some()
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let path = |(_, theirs, _): &(&str, &str, i64)| {
            format!("/graph/fredgraph.csv?id={theirs}&cosd={}", span.first)
        };
        let asked = find(id).map(|row| Request::new(id, path(row)));
        asked.into_iter().collect()
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        fred::parse(bytes)
    }

    fn due(&self, id: &str, today: Date) -> Option<Date> {
        find(id).and_then(|(_, _, late)| days_before(today, *late))
    }
}

fn find(id: &str) -> Option<&'static (&'static str, &'static str, i64)> {
    SERIES.iter().find(|(ours, _, _)| *ours == id)
}
