//! An option chain as CSV in a plain layout: a line an option, columns by their names.
//!
//! Needed are an expiry, a strike, call or put, and bid and ask or a volatility; understood are
//! open interest, volume, the underlying, the day and its price. What is not in the file, its
//! name may say; the underlying's price follows, where it is nowhere, from a call and a put of
//! one strike. Volatilities are fractions.

use std::collections::BTreeMap;

use csv::StringRecord;
use jiff::civil::{Date, DateTime};

use super::body;
use super::cells::figure;
use super::chain_rows::Contracts;
use super::clock::civil;
use super::error::FormatError;
use super::names;
use super::notice::{Notice, Reason};
use super::rows::{Parsed, nothing_left};
use super::sheet::{Sheet, american, compact, iso};
use crate::model::{OptionKind, OptionQuote, Settlement};

const EXPECTED: &str = "an option chain (expiration,strike,right,bid,ask)";

const EXPIRIES: &[&str] = &["expiration", "expiry", "expiration_date", "exp", "到期日"];
const STRIKES: &[&str] = &["strike", "strike_price", "行权价", "行權價"];
const KINDS: &[&str] = &[
    "right",
    "type",
    "option_type",
    "kind",
    "cp",
    "call_put",
    "put_call",
];
const BIDS: &[&str] = &["bid"];
const ASKS: &[&str] = &["ask"];
const IMPLIED: &[&str] = &["iv", "implied_volatility", "impliedVolatility", "implied"];
const INTEREST: &[&str] = &["openInterest", "open_interest", "oi"];
const VOLUMES: &[&str] = &["volume", "volume_x"];
const UNDERLYINGS: &[&str] = &["underlying", "root", "symbol", "ticker"];
const DAYS: &[&str] = &["date", "quote_date", "as_of", "asof", "timestamp"];
const SPOTS: &[&str] = &[
    "spot",
    "underlying_price",
    "underlyingPrice",
    "underlying_last",
];

/// When a chain stood whose file says the day only: at the close of New York.
const CLOSE: (i8, i8) = (16, 0);

/// The chains of the file, one for each underlying and time. `underlying` and `at` are what its
/// name says, for where it does not.
pub fn parse(
    bytes: &[u8],
    underlying: Option<&str>,
    at: Option<DateTime>,
) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let sheet = Sheet::read(text, EXPECTED, is_header)?;
    let columns = Columns::of(&sheet).ok_or_else(|| FormatError::Shape {
        expected: EXPECTED,
        found: body::shown(&sheet.header().join(",")),
    })?;
    let mut chains: BTreeMap<(String, DateTime), Group> = BTreeMap::new();
    let mut notices = Vec::new();
    for (place, record) in sheet.records() {
        let cell = |column: Option<usize>| column.and_then(|at| record.get(at)).unwrap_or_default();
        let name = names::of_symbol(cell(columns.underlying));
        let name = name.or_else(|| underlying.map(str::to_owned));
        let Some(name) = name else {
            return Err(FormatError::NoName);
        };
        let Some(at) = moment(cell(columns.day)).or(at) else {
            notices.push(Notice::LeftOut {
                id: None,
                place: *place,
                reason: Reason::NotADate {
                    column: "date".to_owned(),
                    found: body::shown(cell(columns.day)),
                },
            });
            continue;
        };
        let group = chains.entry((name, at)).or_default();
        let spot = figure(cell(columns.spot), "spot").ok().flatten();
        group.spot = group.spot.or(spot.filter(|spot| *spot > 0.0));
        let quote = columns.quote(record);
        group.contracts.push(*place, at, quote);
    }
    let mut parsed = Parsed::default();
    for ((name, at), group) in chains {
        let one = group.parsed(name, at)?;
        parsed.chains.extend(one.chains);
        parsed.notices.extend(one.notices);
    }
    notices.append(&mut parsed.notices);
    parsed.notices = notices;
    if parsed.chains.is_empty() {
        return Err(nothing_left(&parsed.notices));
    }
    Ok(parsed)
}

pub(in crate::market) fn is_header(header: &[String]) -> bool {
    let has = |names: &[&str]| {
        let mut header = header.iter();
        header.any(|one| names.iter().any(|name| one.eq_ignore_ascii_case(name)))
    };
    has(EXPIRIES) && has(STRIKES) && has(KINDS)
}

/// The options of one underlying at one time.
#[derive(Default)]
struct Group {
    contracts: Contracts,
    spot: Option<f64>,
}

impl Group {
    fn parsed(mut self, underlying: String, at: DateTime) -> Result<Parsed, FormatError> {
        let spot = self.spot.or_else(|| {
            let (strike, spot) = self.contracts.spot_by_parity()?;
            self.contracts
                .notices
                .push(Notice::SpotByParity { strike, spot });
            Some(spot)
        });
        self.contracts
            .parsed(underlying, at, spot.unwrap_or_default())
    }
}

struct Columns {
    expiry: usize,
    strike: usize,
    kind: usize,
    bid: Option<usize>,
    ask: Option<usize>,
    implied: Option<usize>,
    interest: Option<usize>,
    volume: Option<usize>,
    underlying: Option<usize>,
    day: Option<usize>,
    spot: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Option<Self> {
        let column = |names: &[&str]| names.iter().find_map(|name| sheet.column(name));
        let columns = Self {
            expiry: column(EXPIRIES)?,
            strike: column(STRIKES)?,
            kind: column(KINDS)?,
            bid: column(BIDS),
            ask: column(ASKS),
            implied: column(IMPLIED),
            interest: column(INTEREST),
            volume: column(VOLUMES),
            underlying: column(UNDERLYINGS),
            day: column(DAYS),
            spot: column(SPOTS),
        };
        let is_priced = columns.bid.is_some() && columns.ask.is_some() || columns.implied.is_some();
        is_priced.then_some(columns)
    }

    fn quote(&self, record: &StringRecord) -> Result<OptionQuote, Reason> {
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let number = |column: Option<usize>, name: &str| {
            column.map_or(Ok(None), |at| figure(cell(at), name))
        };
        let expiry = day(cell(self.expiry)).ok_or_else(|| Reason::NotADate {
            column: "expiry".to_owned(),
            found: body::shown(cell(self.expiry)),
        })?;
        let no_kind = || Reason::NotAnOption {
            found: body::shown(cell(self.kind)),
        };
        let positive = |value: &f64| *value > 0.0;
        Ok(OptionQuote {
            expiry,
            settlement: Settlement::Close,
            kind: kind(cell(self.kind)).ok_or_else(no_kind)?,
            strike: number(Some(self.strike), "strike")?.unwrap_or_default(),
            bid: number(self.bid, "bid")?,
            ask: number(self.ask, "ask")?.filter(positive),
            implied: number(self.implied, "iv")?.filter(positive),
            open_interest: number(self.interest, "open interest")?,
            volume: number(self.volume, "volume")?,
        })
    }
}

fn kind(text: &str) -> Option<OptionKind> {
    match text.to_ascii_lowercase().as_str() {
        "c" | "call" | "calls" => Some(OptionKind::Call),
        "p" | "put" | "puts" => Some(OptionKind::Put),
        _ => None,
    }
}

fn day(text: &str) -> Option<Date> {
    iso(text)
        .or_else(|| compact(text))
        .or_else(|| american(text))
}

fn moment(text: &str) -> Option<DateTime> {
    civil(text).or_else(|| Some(day(text)?.at(CLOSE.0, CLOSE.1, 0, 0)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const PLAIN: &str = "expiration,strike,right,bid,ask,iv,openInterest\n\
        20260807,400.0,C,12.0,12.4,0.31,120\n20260807,400.0,P,9.0,9.2,0.30,80\n\
        20260807,410.0,C,7.0,7.2,0,\n20260807,410.0,X,1,2,0.3,5\n";

    fn at() -> DateTime {
        date(2026, 7, 28).at(22, 10, 0, 0)
    }

    #[test]
    fn the_underlying_follows_from_a_call_and_a_put() {
        let read = parse(PLAIN.as_bytes(), Some("MSFT"), Some(at())).unwrap();
        let chain = &read.chains[0];
        assert_eq!(
            (chain.underlying.as_str(), chain.at, chain.quotes.len()),
            ("MSFT", at(), 3)
        );
        assert!((chain.spot - 403.1).abs() < 1e-9, "{}", chain.spot);
        assert_eq!(
            (chain.quotes[2].implied, chain.quotes[2].open_interest),
            (None, None)
        );
        let said: Vec<String> = read.notices.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 5 was left out: expected an option's symbol, found \"X\"",
                "the underlying's price is not in the file: 403.10 follows from the call and the put at 400",
            ]
        );
    }

    #[test]
    fn a_file_may_say_all_itself() {
        let text = "date,symbol,spot,expiry,strike,type,bid,ask\n\
                    2026-02-05,SPX,6932.3,2026-02-20,6900,call,80,81\n\
                    2026-02-06,SPX,6940,02/20/2026,6900,put,40,41\n";
        let read = parse(text.as_bytes(), None, None).unwrap();
        let found: Vec<(DateTime, f64)> =
            read.chains.iter().map(|one| (one.at, one.spot)).collect();
        let expected = [
            (date(2026, 2, 5).at(16, 0, 0, 0), 6932.3),
            (date(2026, 2, 6).at(16, 0, 0, 0), 6940.0),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_not_said_is_asked_for() {
        assert_eq!(
            parse(PLAIN.as_bytes(), None, Some(at())),
            Err(FormatError::NoName)
        );
        assert!(matches!(
            parse(PLAIN.as_bytes(), Some("X"), None),
            Err(FormatError::NothingLeft { .. })
        ));
        assert!(
            parse(
                b"expiry,strike,type\n2026-02-20,1,c\n",
                Some("X"),
                Some(at())
            )
            .is_err()
        );
        let calls = "expiry,strike,type,bid,ask\n2026-08-07,400,c,1,2\n";
        assert!(matches!(
            parse(calls.as_bytes(), Some("X"), Some(at())),
            Err(FormatError::Zeros { .. })
        ));
    }

    proptest! {
        #[test]
        fn damaged_files_never_panic(cut in 0usize..200, with in any::<u8>()) {
            let mut bytes = PLAIN.as_bytes().to_vec();
            let len = bytes.len();
            bytes[cut % len] = with;
            let _ = parse(&bytes, Some("MSFT"), Some(at()));
        }
    }
}
