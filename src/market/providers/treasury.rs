//! US Treasury: the par yield curve and the curve above inflation, a year a request.
//!
//! A year of which nothing is published yet answers 200 with an empty body.

use std::time::Duration;

use super::{Host, Provider, Request, Span, owned};
use crate::market::formats::treasury::{self, Curve};
use crate::market::formats::{FormatError, Parsed};

const NOMINAL: &[&str] = &[
    "US1M", "US2M", "US3M", "US4M", "US6M", "US1Y", "US2Y", "US3Y", "US5Y", "US7Y", "US10Y",
    "US20Y", "US30Y",
];

const REAL: &[&str] = &[
    "US5YREAL",
    "US7YREAL",
    "US10YREAL",
    "US20YREAL",
    "US30YREAL",
];

pub(super) struct Treasury;

impl Provider for Treasury {
    fn id(&self) -> &'static str {
        "treasury"
    }

    fn name(&self) -> &'static str {
        "US Treasury"
    }

    fn gives(&self) -> &'static str {
        "par yields US1M to US30Y and real yields US5YREAL to US30YREAL, percent"
    }

    fn terms(&self) -> &'static str {
        "works of the US government: in the public domain"
    }

    fn host(&self) -> Host {
        Host {
            a_minute: 20,
            gap: Duration::from_secs(2),
            ..Host::new("https://home.treasury.gov", "text/csv, */*")
        }
    }

    fn listed(&self) -> Vec<String> {
        owned(&[NOMINAL, REAL].concat())
    }

    fn offers(&self, id: &str) -> bool {
        NOMINAL.contains(&id) || REAL.contains(&id)
    }

    fn requests(&self, id: &str, span: Span) -> Vec<Request> {
        let kind = match curve(id) {
            Curve::Nominal => "daily_treasury_yield_curve",
            Curve::Real => "daily_treasury_real_yield_curve",
        };
        let year = |year: i16| {
            let path = format!(
                "/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/\
                 {year}/all?type={kind}&field_tdr_date_value={year}&page&_format=csv"
            );
            Request {
                may_be_empty: year == span.last.year(),
                ..Request::new(id, path)
            }
        };
        (span.first.year()..=span.last.year()).map(year).collect()
    }

    fn parse(&self, request: &Request, bytes: &[u8]) -> Result<Parsed, FormatError> {
        treasury::parse(bytes, curve(&request.subject))
    }
}

fn curve(id: &str) -> Curve {
    if id.ends_with("REAL") {
        Curve::Real
    } else {
        Curve::Nominal
    }
}
