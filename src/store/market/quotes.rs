//! The quotes of an option chain as bytes: records of one width.
//!
//! A record is the expiry as an `i32` of its digits, a byte of flags (put, settled by the close),
//! then strike, bid, ask, implied volatility, open interest and volume as `f64`, little-endian;
//! NaN stands for what is not told.

use super::record;
use crate::model::{OptionKind, OptionQuote, Settlement};

const PUT: u8 = 1;
const CLOSE: u8 = 2;

/// Bytes of a record.
const WIDTH: usize = 4 + 1 + 6 * 8;

/// The quotes as bytes.
pub(super) fn encode(quotes: &[OptionQuote]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(quotes.len() * WIDTH);
    for quote in quotes {
        let put = if quote.kind == OptionKind::Put {
            PUT
        } else {
            0
        };
        let close = if quote.settlement == Settlement::Close {
            CLOSE
        } else {
            0
        };
        bytes.extend(record::number(quote.expiry).to_le_bytes());
        bytes.push(put | close);
        let told = [
            quote.bid,
            quote.ask,
            quote.implied,
            quote.open_interest,
            quote.volume,
        ];
        bytes.extend(quote.strike.to_le_bytes());
        for value in told {
            bytes.extend(value.unwrap_or(f64::NAN).to_le_bytes());
        }
    }
    bytes
}

/// The quotes of these bytes, or what is wrong with them.
pub(super) fn decode(bytes: &[u8]) -> Result<Vec<OptionQuote>, &'static str> {
    let (records, rest) = bytes.as_chunks::<WIDTH>();
    if !rest.is_empty() {
        return Err("its last quote is cut");
    }
    let quotes: Option<Vec<OptionQuote>> = records.iter().map(|record| quote(record)).collect();
    quotes.ok_or("a quote has no expiry or no strike")
}

fn quote(record: &[u8]) -> Option<OptionQuote> {
    let (expiry, rest) = record.split_first_chunk::<4>()?;
    let (flags, rest) = rest.split_first()?;
    let mut numbers = rest.as_chunks::<8>().0.iter().map(|bytes| {
        let value = f64::from_le_bytes(*bytes);
        Some(value).filter(|value| !value.is_nan())
    });
    let mut next = || numbers.next().flatten();
    Some(OptionQuote {
        expiry: record::date(i64::from(i32::from_le_bytes(*expiry)))?,
        settlement: if flags & CLOSE == 0 {
            Settlement::Morning
        } else {
            Settlement::Close
        },
        kind: if flags & PUT == 0 {
            OptionKind::Call
        } else {
            OptionKind::Put
        },
        strike: next()?,
        bid: next(),
        ask: next(),
        implied: next(),
        open_interest: next(),
        volume: next(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_field_comes_back() {
        let full = OptionQuote {
            expiry: date(2026, 2, 20),
            settlement: Settlement::Morning,
            kind: OptionKind::Put,
            strike: 6_900.0,
            bid: Some(0.0),
            ask: Some(1.2),
            implied: Some(0.155),
            open_interest: Some(1_000.0),
            volume: Some(10.0),
        };
        let bare = OptionQuote {
            settlement: Settlement::Close,
            kind: OptionKind::Call,
            bid: None,
            ask: None,
            implied: None,
            open_interest: None,
            volume: None,
            ..full
        };
        let bytes = encode(&[full, bare]);
        assert_eq!(bytes.len(), 106);
        assert_eq!(decode(&bytes), Ok(vec![full, bare]));
        assert_eq!(decode(&bytes[1..]), Err("its last quote is cut"));
        assert_eq!(decode(&[0; 53]), Err("a quote has no expiry or no strike"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_quotes_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(quotes) = decode(&bytes) {
                prop_assert_eq!(decode(&encode(&quotes)), Ok(quotes));
            }
        }
    }
}
