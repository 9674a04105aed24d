//! Traders in Financial Futures of the CFTC, futures only, as its Socrata service answers.
//!
//! Positions of a Tuesday in contracts, all as strings, the newest first. The dealers' fields end
//! in `_all`, the others do not. The legacy report has other fields (`noncomm_*`) and is refused:
//! it would read as nobody holding anything. Published by the rule of
//! [`super::release::commitments_of_traders`].

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::body;
use super::error::FormatError;
use super::figure::Figure;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Rows, parsed};
use super::sheet::iso;

const EXPECTED: &str = "a TFF report (report_date_as_yyyy_mm_dd, lev_money_positions_long)";

/// The CFTC's code, how it names the market where an answer lacks the code, and our name.
const CONTRACTS: &[(&str, &str, &str)] = &[
    ("13874A", "E-MINI S&P 500 -", "ES"),
    ("209742", "NASDAQ MINI", "NQ"),
    ("239742", "RUSSELL E-MINI", "RTY"),
    ("124603", "DJIA x $5", "YM"),
    ("1170E1", "VIX FUTURES", "VX"),
    ("043602", "UST 10Y NOTE", "ZN"),
    ("044601", "UST 5Y NOTE", "ZF"),
    ("042601", "UST 2Y NOTE", "ZT"),
    ("020601", "UST BOND", "ZB"),
    ("045601", "FED FUNDS", "ZQ"),
    ("098662", "USD INDEX", "DX"),
    ("099741", "EURO FX -", "6E"),
    ("097741", "JAPANESE YEN", "6J"),
    ("133741", "BITCOIN -", "BTC"),
];

#[derive(Deserialize)]
struct Report {
    #[serde(rename = "report_date_as_yyyy_mm_dd")]
    date: String,
    cftc_contract_market_code: Option<String>,
    market_and_exchange_names: Option<String>,
    open_interest_all: Figure,
    dealer_positions_long_all: Figure,
    dealer_positions_short_all: Figure,
    asset_mgr_positions_long: Figure,
    asset_mgr_positions_short: Figure,
    lev_money_positions_long: Figure,
    lev_money_positions_short: Figure,
}

/// For each contract `COT:ES:LEV`, `COT:ES:AM` and `COT:ES:DEALER`, long less short, and
/// `COT:ES:OI`.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let answer: Value = body::json(bytes, EXPECTED)?;
    if let Some(said) = answer.get("message").and_then(Value::as_str) {
        return Err(FormatError::Refused {
            said: body::shown(said),
        });
    }
    let reports: Vec<Report> = serde_json::from_value(answer).map_err(|error| {
        let found = error.to_string();
        FormatError::Shape {
            expected: EXPECTED,
            found,
        }
    })?;
    let mut notices = Vec::new();
    let mut series: BTreeMap<String, Rows> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        let text = &report.date;
        let (Some(date), Some(contract)) = (iso(text), contract(report)) else {
            let reason = Reason::NotADate {
                column: "report_date_as_yyyy_mm_dd".to_owned(),
                found: body::shown(text),
            };
            notices.push(Notice::LeftOut {
                id: None,
                place,
                reason,
            });
            continue;
        };
        for (kind, value) in positions(report) {
            let id = format!("COT:{contract}:{kind}");
            let rows = series.entry(id.clone()).or_insert_with(|| Rows::values(id));
            rows.push_value(place, date, value, &mut notices);
        }
    }
    parsed(series.into_values(), notices)
}

fn positions(report: &Report) -> [(&'static str, Result<Option<f64>, Reason>); 4] {
    let net = |long: &Figure, short: &Figure, name: &str| {
        let long = long.number(&format!("{name} long"))?;
        let short = short.number(&format!("{name} short"))?;
        Ok(long.zip(short).map(|(long, short)| long - short))
    };
    [
        (
            "LEV",
            net(
                &report.lev_money_positions_long,
                &report.lev_money_positions_short,
                "lev_money",
            ),
        ),
        (
            "AM",
            net(
                &report.asset_mgr_positions_long,
                &report.asset_mgr_positions_short,
                "asset_mgr",
            ),
        ),
        (
            "DEALER",
            net(
                &report.dealer_positions_long_all,
                &report.dealer_positions_short_all,
                "dealer",
            ),
        ),
        ("OI", report.open_interest_all.number("open_interest_all")),
    ]
}

/// The name of the contract; its code where we have none.
fn contract(report: &Report) -> Option<String> {
    let market = report.market_and_exchange_names.as_deref();
    let market = market.unwrap_or_default();
    let found = match &report.cftc_contract_market_code {
        Some(code) => CONTRACTS.iter().find(|(theirs, ..)| theirs == code),
        None => CONTRACTS
            .iter()
            .find(|(_, begins, _)| market.starts_with(begins)),
    };
    found
        .map(|(.., ours)| (*ours).to_owned())
        .or_else(|| report.cftc_contract_market_code.clone())
        .or_else(|| {
            let name = market.split(" - ").next().unwrap_or_default().trim();
            (!name.is_empty()).then(|| name.to_uppercase().replace(' ', "_"))
        })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn report(day: &str, long: &str) -> String {
        format!(
            r#"{{"report_date_as_yyyy_mm_dd":"{day}T00:00:00.000",
            "market_and_exchange_names":"E-MINI S&P 500 - CHICAGO MERCANTILE EXCHANGE",
            "open_interest_all":"2116079","dealer_positions_long_all":"236175",
            "dealer_positions_short_all":"836175","asset_mgr_positions_long":"1162320",
            "asset_mgr_positions_short":"162320","lev_money_positions_long":"{long}",
            "lev_money_positions_short":"536038"}}"#
        )
    }

    #[test]
    fn net_positions_known_on_the_friday() {
        let text = format!(
            "[{},{}]",
            report("2026-08-04", "206039"),
            report("2026-07-28", "206038")
        );
        let read = parse(text.as_bytes()).unwrap();
        let found: Vec<(&str, f64)> = read
            .series
            .iter()
            .map(|one| (one.id.as_str(), one.rows[1].bar.close))
            .collect();
        let expected = [
            ("COT:ES:AM", 1_000_000.0),
            ("COT:ES:DEALER", -600_000.0),
            ("COT:ES:LEV", -329_999.0),
            ("COT:ES:OI", 2_116_079.0),
        ];
        assert_eq!(found, expected);
        let row = read.series[2].rows[1];
        assert_eq!(
            (row.bar.date, row.published),
            (date(2026, 8, 4), Some(date(2026, 8, 7)))
        );
    }

    #[test]
    fn the_code_decides_where_there_is_one() {
        let text = report("2026-08-04", "1").replace(
            "{\"report",
            "{\"cftc_contract_market_code\":\"1170E1\",\"report",
        );
        let read = parse(format!("[{text}]").as_bytes()).unwrap();
        assert_eq!(read.series[0].id, "COT:VX:AM");
        let text = text.replace("1170E1", "999999");
        let read = parse(format!("[{text}]").as_bytes()).unwrap();
        assert_eq!(read.series[0].id, "COT:999999:AM");
    }

    #[test]
    fn the_legacy_report_is_no_report_of_zeros() {
        let text = r#"[{"report_date_as_yyyy_mm_dd":"2026-08-04T00:00:00.000","open_interest_all":"1",
            "noncomm_positions_long_all":"5","noncomm_positions_short_all":"3"}]"#;
        let error = parse(text.as_bytes()).unwrap_err();
        assert!(matches!(error, FormatError::Shape { .. }), "{error}");
        assert_eq!(parse(b"[]"), Err(FormatError::NoValues));
        let error = parse(br#"{"message":"Invalid SoQL query","errorCode":"query"}"#).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the source refuses: \"Invalid SoQL query\""
        );
    }

    #[test]
    fn text_for_a_number_is_named() {
        let text = format!("[{}]", report("2026-08-04", "many"));
        let read = parse(text.as_bytes()).unwrap();
        assert_eq!(read.series.len(), 3);
        assert_eq!(
            read.notices[0].to_string(),
            "row 1, COT:ES:LEV was left out: lev_money long: expected a number or nothing, found \
             \"many\""
        );
    }
}
