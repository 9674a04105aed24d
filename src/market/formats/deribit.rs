//! Deribit's summary of all option books of a coin as JSON.
//!
//! Prices of options that settle in the coin are fractions of it, and are brought to dollars by
//! the price of their own underlying; `mark_iv` is percent. There are no greeks. Options expire
//! at 08:00 of UTC, and times are of UTC.

use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::Value;

use super::body;
use super::chain_rows::Contracts;
use super::clock::of_milliseconds;
use super::error::FormatError;
use super::figure::Figure;
use super::notice::{Place, Reason};
use super::rows::Parsed;
use crate::model::{OptionKind, OptionQuote, Settlement};

const EXPECTED: &str = "a summary of books (result[].instrument_name)";

#[derive(Deserialize)]
struct Answer {
    result: Option<Vec<Book>>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Book {
    instrument_name: String,
    #[serde(default)]
    underlying_price: Figure,
    #[serde(default)]
    bid_price: Figure,
    #[serde(default)]
    ask_price: Figure,
    #[serde(default)]
    mark_iv: Figure,
    #[serde(default)]
    open_interest: Figure,
    #[serde(default)]
    volume: Figure,
    #[serde(default)]
    creation_timestamp: Option<i64>,
}

/// The chain of the coin, its spot that of the expiry nearest.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    if let Some(error) = answer.error {
        let said = body::shown(&error.to_string());
        return Err(FormatError::Refused { said });
    }
    let books = answer.result.unwrap_or_default();
    let newest = books
        .iter()
        .filter_map(|book| book.creation_timestamp)
        .max();
    let at = newest
        .and_then(of_milliseconds)
        .ok_or(FormatError::NoValues)?;
    let mut contracts = Contracts::default();
    let mut coin: Option<String> = None;
    let mut nearest: Option<(Date, f64)> = None;
    for (row, book) in books.iter().enumerate() {
        let place = Place::Row(row as u64 + 1);
        let Some(name) = Name::read(&book.instrument_name) else {
            let found = body::shown(&book.instrument_name);
            contracts.leave_out(place, Reason::NotAnOption { found });
            continue;
        };
        if coin.get_or_insert_with(|| name.coin.to_owned()) != name.coin {
            contracts.neighbour(name.coin);
            continue;
        }
        if let Ok(Some(price)) = book.underlying_price.number("underlying_price")
            && name.expiry >= at.date()
            && nearest.is_none_or(|(expiry, _)| name.expiry < expiry)
        {
            nearest = Some((name.expiry, price));
        }
        contracts.push(place, at, quote(&name, book));
    }
    let spot = nearest.map_or(0.0, |(_, price)| price);
    contracts.parsed(coin.unwrap_or_default(), whole_seconds(at), spot)
}

fn whole_seconds(at: DateTime) -> DateTime {
    at.with().subsec_nanosecond(0).build().unwrap_or(at)
}

/// `BTC-28MAR25-90000-C`; `XRP_USDC-28MAR25-0d55-P` settles in dollars.
struct Name<'a> {
    coin: &'a str,
    settles_in_coin: bool,
    expiry: Date,
    strike: f64,
    kind: OptionKind,
}

impl<'a> Name<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut parts = text.split('-');
        let (pair, day, strike, kind) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let kind = match kind {
            "C" => OptionKind::Call,
            "P" => OptionKind::Put,
            _ => return None,
        };
        let (coin, quoted) = pair.split_once('_').unwrap_or((pair, ""));
        let digits = day.find(|c: char| !c.is_ascii_digit())?;
        // Days below ten have one digit.
        let expiry = Date::strptime(
            "%d%b%y",
            format!("{:0>2}{}", day.get(..digits)?, day.get(digits..)?),
        );
        Some(Self {
            coin,
            settles_in_coin: quoted.is_empty(),
            expiry: expiry.ok()?,
            strike: strike
                .replace('d', ".")
                .parse()
                .ok()
                .filter(|strike: &f64| strike.is_finite())?,
            kind,
        })
    }
}

fn quote(name: &Name<'_>, book: &Book) -> Result<OptionQuote, Reason> {
    let underlying = book.underlying_price.number("underlying_price")?;
    let rate = if name.settles_in_coin {
        underlying
    } else {
        Some(1.0)
    };
    let dollars = |figure: &Figure, field: &str| {
        let coins = figure.number(field)?;
        Ok(coins.zip(rate).map(|(coins, rate)| coins * rate))
    };
    let implied = book.mark_iv.number("mark_iv")?;
    Ok(OptionQuote {
        expiry: name.expiry,
        settlement: Settlement::Close,
        kind: name.kind,
        strike: name.strike,
        bid: dollars(&book.bid_price, "bid_price")?,
        ask: dollars(&book.ask_price, "ask_price")?.filter(|ask| *ask > 0.0),
        implied: implied
            .filter(|percent| *percent > 0.0)
            .map(|percent| percent / 100.0),
        open_interest: book.open_interest.number("open_interest")?,
        volume: book.volume.number("volume")?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn book(name: &str) -> String {
        format!(
            r#"{{"instrument_name":"{name}","underlying_price":84000.0,"mark_price":0.05,
            "bid_price":0.0495,"ask_price":null,"mark_iv":55.5,"open_interest":120.5,
            "volume_usd":1000.0,"volume":2.5,"interest_rate":0.0,"creation_timestamp":1742550000123}}"#
        )
    }

    fn answer(books: &[String]) -> String {
        format!(
            r#"{{"jsonrpc":"2.0","result":[{}],"usIn":1}}"#,
            books.join(",")
        )
    }

    #[test]
    fn prices_in_coin_become_dollars() {
        let read = parse(answer(&[book("BTC-28MAR25-90000-C")]).as_bytes()).unwrap();
        let chain = &read.chains[0];
        assert_eq!(
            (chain.underlying.as_str(), chain.at),
            ("BTC", date(2025, 3, 21).at(9, 40, 0, 0))
        );
        let quote = chain.quotes[0];
        assert_eq!(
            (quote.expiry, quote.kind, quote.ask),
            (date(2025, 3, 28), OptionKind::Call, None)
        );
        assert!((quote.bid.unwrap() - 4158.0).abs() < 1e-9);
        assert!((quote.implied.unwrap() - 0.555).abs() < 1e-12);
    }

    #[test]
    fn names_of_all_kinds() {
        let read = Name::read("XRP_USDC-7APR25-0d55-P").unwrap();
        assert_eq!(
            (read.coin, read.expiry, read.settles_in_coin),
            ("XRP", date(2025, 4, 7), false)
        );
        assert!((read.strike - 0.55).abs() < 1e-12);
        for text in [
            "",
            "BTC-PERPETUAL",
            "BTC-28MAR25",
            "BTC-28FOO25-1-C",
            "BTC-28MAR25-x-C",
            "BTC-28MAR25-1-X",
        ] {
            assert!(Name::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn refusals_futures_and_nothing() {
        let error =
            parse(br#"{"error":{"code":10028,"message":"too_many_requests"}}"#).unwrap_err();
        assert!(error.to_string().contains("too_many_requests"), "{error}");
        assert_eq!(parse(answer(&[]).as_bytes()), Err(FormatError::NoValues));
        let read =
            parse(answer(&[book("BTC-28MAR25-90000-C"), book("BTC-28MAR25")]).as_bytes()).unwrap();
        assert_eq!(
            read.notices[0].to_string(),
            "row 2 was left out: expected an option's symbol, found \"BTC-28MAR25\""
        );
    }
}
