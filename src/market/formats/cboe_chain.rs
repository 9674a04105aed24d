//! Cboe's delayed option chain as JSON.
//!
//! `iv` is a fraction and 0 means none, `iv30` is percent; `timestamp` is when the file was made,
//! in UTC, `last_trade_time` when the underlying last traded, in New York: a file may be fresh
//! and its content old, so the chain is of the latter. Open interest is that of the session
//! before. SPX and SPXW come in one file; short roots carry neighbours. The host has answered
//! with frozen files and a good status: see [`super::Parsed::must_reach`].

use jiff::civil::DateTime;
use serde::Deserialize;

use super::body;
use super::chain_rows::Contracts;
use super::clock::{civil, new_york};
use super::error::FormatError;
use super::figure::Figure;
use super::notice::{Place, Reason};
use super::option_symbol::OptionSymbol;
use super::rows::{Parsed, Row, SeriesRows};
use crate::model::Adjustment;
use crate::model::{Bar, OptionQuote};

const EXPECTED: &str = "a Cboe chain (timestamp, data.options)";

#[derive(Deserialize)]
struct Answer {
    timestamp: Option<String>,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    symbol: String,
    #[serde(default)]
    current_price: Figure,
    #[serde(default)]
    close: Figure,
    #[serde(default)]
    iv30: Figure,
    last_trade_time: Option<String>,
    options: Vec<Contract>,
}

#[derive(Deserialize)]
struct Contract {
    option: String,
    #[serde(default)]
    bid: Figure,
    #[serde(default)]
    ask: Figure,
    #[serde(default)]
    iv: Figure,
    #[serde(default)]
    open_interest: Figure,
    #[serde(default)]
    volume: Figure,
}

/// The chain of a file's underlying, and its `IV30:` of the day in vol points.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    let data = &answer.data;
    let underlying = underlying(&data.symbol);
    let at = moment(answer.timestamp.as_deref(), data.last_trade_time.as_deref())?;
    let mut contracts = Contracts::default();
    for (row, contract) in data.options.iter().enumerate() {
        let place = Place::Row(row as u64 + 1);
        match OptionSymbol::read(&contract.option) {
            None => contracts.leave_out(
                place,
                Reason::NotAnOption {
                    found: body::shown(&contract.option),
                },
            ),
            Some(symbol) if !symbol.is_on(&underlying) => contracts.neighbour(symbol.root),
            Some(symbol) => contracts.push(place, at, quote(&symbol, contract)),
        }
    }
    let figure = |figure: &Figure| figure.number("price").ok().flatten();
    let positive = |value: &f64| *value > 0.0;
    let spot = figure(&data.current_price).filter(positive);
    let spot = spot.or_else(|| figure(&data.close)).unwrap_or_default();
    let implied = figure(&data.iv30).filter(positive);
    let mut parsed = contracts.parsed(underlying.clone(), at, spot)?;
    parsed.series.extend(implied.map(|implied| SeriesRows {
        id: format!("IV30:{underlying}"),
        adjustment: Adjustment::AsGiven,
        unit: Some("Percent"),
        rows: vec![Row {
            bar: Bar::close_only(at.date(), implied),
            published: None,
        }],
    }));
    Ok(parsed)
}

/// The name in the market store of Cboe's symbol: indices begin with `_`.
pub(super) fn underlying(symbol: &str) -> String {
    let symbol = symbol.trim_start_matches(['_', '^']);
    symbol.replace(['/', '-'], ".").to_uppercase()
}

/// When the content stood, in New York: the underlying's last trade, else when the file was made.
pub(super) fn moment(made: Option<&str>, traded: Option<&str>) -> Result<DateTime, FormatError> {
    let of_trade = traded.and_then(civil);
    let of_file = || made.and_then(civil).and_then(new_york);
    of_trade.or_else(of_file).ok_or_else(|| FormatError::Shape {
        expected: "a time (last_trade_time or timestamp)",
        found: body::shown(traded.or(made).unwrap_or_default()),
    })
}

fn quote(symbol: &OptionSymbol<'_>, contract: &Contract) -> Result<OptionQuote, Reason> {
    Ok(OptionQuote {
        expiry: symbol.expiry,
        settlement: symbol.settlement(),
        kind: symbol.kind,
        strike: symbol.strike,
        bid: contract.bid.number("bid")?,
        // An offer at nothing is no offer, and a volatility of nothing is none.
        ask: contract.ask.number("ask")?.filter(|ask| *ask > 0.0),
        implied: contract.iv.number("iv")?.filter(|iv| *iv > 0.0),
        open_interest: contract.open_interest.number("open_interest")?,
        volume: contract.volume.number("volume")?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::market::formats::Notice;
    use crate::model::{OptionKind, Settlement};

    fn chain(options: &str) -> String {
        format!(
            r#"{{"timestamp":"2026-10-02 21:15:00","symbol":"_SPX","data":{{"symbol":"_SPX",
            "security_type":"index","current_price":7712.18,"close":7700.0,"prev_day_close":7690.1,
            "iv30":14.2,"iv30_change":0.3,"seqno":1,"last_trade_time":"2026-10-02T16:00:00",
            "options":[{options}]}}}}"#
        )
    }

    fn option(symbol: &str, bid: &str, iv: &str) -> String {
        format!(
            r#"{{"option":"{symbol}","bid":{bid},"ask":1.3,"bid_size":10.0,"ask_size":10.0,"iv":{iv},
            "open_interest":1000.0,"volume":100.0,"delta":-0.1,"last_trade_time":null}}"#
        )
    }

    #[test]
    fn both_roots_of_an_index() {
        let text = chain(
            &[
                option("SPXW261016P07000000", "1.2", "0.35"),
                option("SPX261016P07000000", "1.2", "0"),
            ]
            .join(","),
        );
        let read = parse(text.as_bytes()).unwrap();
        let [found] = read.chains.as_slice() else {
            panic!("one chain")
        };
        assert_eq!(
            (found.underlying.as_str(), found.at),
            ("SPX", date(2026, 10, 2).at(16, 0, 0, 0))
        );
        assert!((found.spot - 7712.18).abs() < 1e-9);
        let expected = OptionQuote {
            expiry: date(2026, 10, 16),
            settlement: Settlement::Close,
            kind: OptionKind::Put,
            strike: 7000.0,
            bid: Some(1.2),
            ask: Some(1.3),
            implied: Some(0.35),
            open_interest: Some(1000.0),
            volume: Some(100.0),
        };
        assert_eq!(found.quotes[0], expected);
        let second = found.quotes[1];
        assert_eq!(
            (second.settlement, second.implied),
            (Settlement::Morning, None)
        );
        assert_eq!(
            (
                read.series[0].id.as_str(),
                read.series[0].rows[0].bar.close.to_bits()
            ),
            ("IV30:SPX", 14.2_f64.to_bits())
        );
    }

    #[test]
    fn a_fresh_file_of_old_content_is_frozen() {
        let text = chain(&option("SPX261016P07000000", "1.2", "0.3"))
            .replace("2026-10-02 21:15", "2026-10-09 21:15");
        let read = parse(text.as_bytes()).unwrap();
        let (last, expected) = (date(2026, 10, 2), date(2026, 10, 8));
        assert_eq!(
            read.must_reach(expected),
            Err(FormatError::Frozen { last, expected })
        );
    }

    #[test]
    fn without_a_trade_the_file_tells_the_time_in_utc() {
        let text = chain(&option("SPX261016P07000000", "1.2", "0.3")).replace(
            "\"last_trade_time\":\"2026-10-02T16:00:00\"",
            "\"last_trade_time\":null",
        );
        let read = parse(text.as_bytes()).unwrap();
        assert_eq!(read.chains[0].at, date(2026, 10, 2).at(17, 15, 0, 0));
    }

    #[test]
    fn neighbours_the_expired_and_the_unreadable_are_told_of() {
        let text = chain(
            &[
                option("SPX261016P07000000", "1.2", "0.3"),
                option("SPY261016P00700000", "1.2", "0.3"),
                option("SPX261001P07000000", "1.2", "0.3"),
                option("SPX??", "1.2", "0.3"),
                option("SPX261016C07000000", "\"none at all\"", "0.3"),
            ]
            .join(","),
        );
        let read = parse(text.as_bytes()).unwrap();
        assert_eq!(read.chains[0].quotes.len(), 1);
        let said: Vec<String> = read.notices.iter().map(Notice::to_string).collect();
        assert_eq!(
            said,
            [
                "row 4 was left out: expected an option's symbol, found \"SPX??\"",
                "row 5 was left out: bid: expected a number or nothing, found \"none at all\"",
                "1 options that had expired were passed over",
                "1 options on something else (SPY) were passed over",
            ]
        );
    }

    #[test]
    fn zeros_and_pages_are_failures() {
        let zeros = chain(&option("SPX261016P07000000", "0", "0").replace("1.3", "0"));
        assert_eq!(
            parse(zeros.as_bytes()),
            Err(FormatError::Zeros {
                id: "CHAIN:SPX".to_owned()
            })
        );
        assert_eq!(parse(chain("").as_bytes()), Err(FormatError::NoValues));
        for text in [
            "",
            "<html>no</html>",
            "{\"data\":{}}",
            "<?xml version=\"1.0\"?><Error>AccessDenied</Error>",
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
