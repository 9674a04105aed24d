//! Sina: the day's bar of Shanghai, Shenzhen and Hong Kong; the last to be asked for them.
//!
//! It has no history, so it adds a day at most. Answers only who comes from its own pages, in GBK.

use std::time::Duration;

use jiff::civil::Date;

use super::symbols::Exchange;
use super::tencent::chinese_due;
use super::{Host, Provider, Request, Span, has_working_day, symbols};
use crate::market::formats::{FormatError, Parsed, sina};

pub(super) struct Sina;

impl Provider for Sina {
    fn id(&self) -> &'static str {
        "sina"
    }

    fn name(&self) -> &'static str {
        "Sina"
    }

    fn gives(&self) -> &'static str {
        "behind Eastmoney: the day's bar of Shanghai, Shenzhen and Hong Kong, no history"
    }

    fn terms(&self) -> &'static str {
        "no licence is given: for your own reading, not to be passed on"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 20,
            gap: Duration::from_secs(2),
            referer: Some("https://finance.sina.com.cn"),
            ..Host::new("https://hq.sinajs.cn", "*/*")
        }
    }

    fn listed(&self) -> Vec<String> {
        Vec::new()
    }

    fn offers(&self, id: &str) -> bool {
        symbols::chinese(id).is_some()
    }

    fn requests(&self, id: &str, _span: Span) -> Vec<Request> {
        let asked = symbols::chinese(id).map(|listing| {
            let live = match listing.exchange {
                Exchange::HongKong => "rt_",
                _ => "",
            };
            Request::new(id, format!("/list={live}{}", listing.prefixed()))
        });
        asked.into_iter().collect()
    }

    fn parse(&self, _request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        sina::parse(bytes)
    }

    fn due(&self, _id: &str, today: Date) -> Option<Date> {
        chinese_due(today)
    }

    fn may_have_newer(&self, _id: &str, last: Date, today: Date) -> bool {
        has_working_day(last, today)
    }
}
