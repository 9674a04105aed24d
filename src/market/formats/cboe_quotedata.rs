//! The chain that Cboe's page of delayed quotes saves as CSV (`quotedata`).
//!
//! A line with the name and the last price, one with the date (`August 20, 2023 at 10:42 PM EDT`),
//! a header of calls, the strike, and puts, then a line a strike. Volatilities are fractions, and
//! 0 means none.

use csv::{ReaderBuilder, StringRecord};
use jiff::civil::{Date, DateTime, Time};

use super::body;
use super::cells::figure;
use super::chain_rows::Contracts;
use super::error::FormatError;
use super::notice::{Place, Reason};
use super::option_symbol::OptionSymbol;
use super::rows::Parsed;
use crate::model::OptionQuote;

const EXPECTED: &str = "Cboe's quotedata (Expiration Date,Calls,…,Strike,Puts,…)";

/// How the header begins.
pub(in crate::market) const HEADER: &str = "Expiration Date,Calls,";

/// Where the columns of calls and of puts begin.
const SIDES: [usize; 2] = [1, 12];

/// The chain of the file.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::text(bytes, EXPECTED)?;
    let shape = || FormatError::Shape {
        expected: EXPECTED,
        found: body::shown(text),
    };
    let (head, _) = text.split_once(HEADER).ok_or_else(shape)?;
    let spot = spot(head).ok_or_else(shape)?;
    let at = head.lines().find_map(moment).ok_or_else(shape)?;
    let skipped = head.lines().count() as u64 + 1;
    let mut contracts = Contracts::default();
    let mut underlying: Option<String> = None;
    let lines = text.get(head.len()..).unwrap_or_default();
    let reader = ReaderBuilder::new()
        .flexible(true)
        .from_reader(lines.as_bytes());
    for (at_row, record) in reader.into_records().filter_map(Result::ok).enumerate() {
        let place = Place::Line(skipped + 1 + at_row as u64);
        for side in SIDES {
            let name = record.get(side).unwrap_or_default();
            let Some(symbol) = OptionSymbol::read(name) else {
                let found = body::shown(name);
                contracts.leave_out(place, Reason::NotAnOption { found });
                continue;
            };
            let of = underlying.get_or_insert_with(|| symbol.underlying().to_owned());
            if symbol.is_on(of) {
                contracts.push(place, at, quote(&symbol, &record, side));
            } else {
                contracts.neighbour(symbol.root);
            }
        }
    }
    let underlying = underlying.ok_or(FormatError::NoValues)?;
    contracts.parsed(underlying, at, spot)
}

/// `Standard & Poors 500 Index,Last: 4369.71,Change:  -0.65`.
fn spot(head: &str) -> Option<f64> {
    let (_, rest) = head.split_once("Last:")?;
    rest.split([',', '"', '\r', '\n'])
        .next()?
        .trim()
        .parse()
        .ok()
}

/// `"Date: August 20, 2023 at 10:42 PM EDT",Bid: …`, in the time of New York.
fn moment(line: &str) -> Option<DateTime> {
    let (_, rest) = line.split_once("Date:")?;
    let (day, clock) = rest.split('"').next()?.split_once(" at ")?;
    let day = Date::strptime("%B %d, %Y", day.trim()).ok()?;
    // Daylight or standard, it is the time on the wall.
    let clock = clock.trim().trim_end_matches(|c: char| c != 'M').trim();
    let time = Time::strptime("%I:%M %p", clock).ok()?;
    Some(day.to_datetime(time))
}

/// The columns of a side: symbol, last, net, bid, ask, volume, volatility, delta, gamma, open
/// interest.
fn quote(
    symbol: &OptionSymbol<'_>,
    record: &StringRecord,
    side: usize,
) -> Result<OptionQuote, Reason> {
    let number =
        |offset: usize, name: &str| figure(record.get(side + offset).unwrap_or_default(), name);
    Ok(OptionQuote {
        expiry: symbol.expiry,
        settlement: symbol.settlement(),
        kind: symbol.kind,
        strike: symbol.strike,
        bid: number(3, "Bid")?,
        ask: number(4, "Ask")?.filter(|ask| *ask > 0.0),
        volume: number(5, "Volume")?,
        implied: number(6, "IV")?.filter(|iv| *iv > 0.0),
        open_interest: number(9, "Open Interest")?,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{OptionKind, Settlement};

    const FILE: &str = "\nStandard & Poors 500 Index,Last: 4369.71,Change:  -0.65\n\
        \"Date: August 20, 2023 at 10:42 PM EDT\",Bid: 4355.9199,Ask: 4387,Size: 1*1,Volume: 0\n\
        Expiration Date,Calls,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest,Strike,Puts,Last Sale,Net,Bid,Ask,Volume,IV,Delta,Gamma,Open Interest\n\
        Fri Aug 18 2023,SPX230818C00200000,4249.1,0,0,0,0,0,0,0,34,200.00,SPX230818P00200000,0.05,0,0,0,0,0,0,0,411\n\
        Mon Aug 21 2023,SPXW230821C04300000,70,0,69,70.5,12,0.18,0.9,0.001,74,4300.00,SPXW230821P04300000,1,0,0.9,1,5,0.2,-0.1,0.001,216\n\
        Fri Sep 15 2023,SPX230915C04300000,x,0,150,151,0,0.15,0.6,0.001,7,4300.00,SPX230915P04300000,60,0,a,61,0,0.15,-0.4,0.001,8037\n";

    #[test]
    fn a_line_is_a_call_and_a_put() {
        let read = parse(FILE.as_bytes()).unwrap();
        let chain = &read.chains[0];
        assert_eq!(
            (chain.underlying.as_str(), chain.at),
            ("SPX", date(2023, 8, 20).at(22, 42, 0, 0))
        );
        assert!((chain.spot - 4369.71).abs() < 1e-9);
        let kinds: Vec<_> = chain
            .quotes
            .iter()
            .map(|one| (one.kind, one.settlement, one.open_interest))
            .collect();
        let expected = [
            (OptionKind::Call, Settlement::Close, Some(74.0)),
            (OptionKind::Put, Settlement::Close, Some(216.0)),
            (OptionKind::Call, Settlement::Morning, Some(7.0)),
        ];
        assert_eq!(kinds, expected);
        assert_eq!(
            (chain.quotes[1].bid, chain.quotes[1].implied),
            (Some(0.9), Some(0.2))
        );
        let said: Vec<String> = read.notices.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 7 was left out: Bid: expected a number or nothing, found \"a\"",
                "2 options that had expired were passed over",
            ]
        );
    }

    #[test]
    fn what_is_no_quotedata_is_refused() {
        for text in [
            "",
            "a,b\n1,2\n",
            "Expiration Date,Calls,\n",
            &FILE.replace("Last:", "Lost:"),
        ] {
            assert!(parse(text.as_bytes()).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn damaged_files_never_panic(at in 0usize..2000, with in any::<u8>()) {
            let mut bytes = FILE.as_bytes().to_vec();
            let len = bytes.len();
            bytes[at % len] = with;
            let _ = parse(&bytes);
        }
    }
}
