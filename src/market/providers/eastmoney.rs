//! Eastmoney: daily bars of Shanghai, Shenzhen and Hong Kong; behind Tencent.
//!
//! Bans an address for most of a day after some two hundred requests, and cuts connections.

use std::time::Duration;

use jiff::civil::Date;

use super::tencent::chinese_due;
use super::{Host, Provider, Request, Span, has_working_day, symbols};
use crate::market::formats::{FormatError, Parsed, eastmoney};
use crate::model::Adjustment;

pub(super) struct Eastmoney;

impl Provider for Eastmoney {
    fn id(&self) -> &'static str {
        "eastmoney"
    }

    fn name(&self) -> &'static str {
        "Eastmoney"
    }

    fn gives(&self) -> &'static str {
        "behind Tencent: daily bars of Shanghai, Shenzhen and Hong Kong"
    }

    fn terms(&self) -> &'static str {
        "no licence is given: for your own reading, not to be passed on; bans who asks often"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 10,
            gap: Duration::from_secs(5),
            ..Host::new("https://push2his.eastmoney.com", "application/json, */*")
        }
    }

    fn listed(&self) -> Vec<String> {
        Vec::new()
    }

    fn offers(&self, id: &str) -> bool {
        symbols::chinese(id).is_some()
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let asked = symbols::chinese(id).map(|listing| {
            let path = format!(
                "/api/qt/stock/kline/get?secid={}&klt=101&fqt=1&beg={}&end={}\
                 &fields1=f1,f2,f3,f4,f5,f6&fields2=f51,f52,f53,f54,f55,f56,f57,f58,f59,f60,f61",
                listing.numbered(),
                span.first.strftime("%Y%m%d"),
                span.last.strftime("%Y%m%d"),
            );
            Request::new(id, path)
        });
        asked.into_iter().collect()
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        eastmoney::parse(bytes, Adjustment::SplitsAndDividends)
    }

    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        chinese_due(today)
    }

    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        has_working_day(last, today)
    }
}
