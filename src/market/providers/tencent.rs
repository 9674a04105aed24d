//! Tencent: daily bars of Shanghai, Shenzhen and Hong Kong; the first to be asked for them.
//!
//! After some 5,000 requests its answers are empty. Restated forward for splits and dividends.

use std::time::Duration;

use jiff::civil::Date;

use super::{Host, Provider, Request, Span, days_before, has_working_day, symbols};
use crate::market::formats::{FormatError, Parsed, tencent};

/// Bars in one answer at most.
const MOST: i64 = 2_000;

pub(super) struct Tencent;

impl Provider for Tencent {
    fn id(&self) -> &'static str {
        "tencent"
    }

    fn name(&self) -> &'static str {
        "Tencent"
    }

    fn gives(&self) -> &'static str {
        "daily bars of Shanghai, Shenzhen and Hong Kong: 600519.SH, 0700.HK, CSI300"
    }

    fn terms(&self) -> &'static str {
        "no licence is given: for your own reading, not to be passed on, at your own risk"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 30,
            gap: Duration::from_secs(1),
            ..Host::new("https://web.ifzq.gtimg.cn", "application/json, */*")
        }
    }

    fn listed(&self) -> Vec<String> {
        Vec::new()
    }

    fn offers(&self, id: &str) -> bool {
        symbols::chinese(id).is_some()
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let count = i64::from(span.last.duration_since(span.first).as_hours() as i32 / 24 + 1);
        let asked = symbols::chinese(id).map(|listing| {
            let path = format!(
                "/appstock/app/fqkline/get?param={},day,{},{},{},qfq",
                listing.prefixed(),
                span.first,
                span.last,
                count.clamp(1, MOST)
            );
            Request::new(id, path)
        });
        asked.into_iter().collect()
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        tencent::parse_lines(bytes)
    }

    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        chinese_due(today)
    }

    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        has_working_day(last, today)
    }
}

/// The longest holidays of the mainland, around the Spring Festival, are eleven days in all.
pub(super) fn chinese_due(today: Date) -> Option<Date> {
    days_before(today, 12)
}
