//! What Chinese sources call instruments, as names in the market store: `sh600519` is
//! `600519.SH`, `hk00700` is `0700.HK`.

use super::error::FormatError;
use super::names;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Quote, nothing_left};

/// Shares in one lot of Shanghai and Shenzhen, in which their volume is counted.
const LOT: f64 = 100.0;

/// The name of a symbol with the market before it; `None` for one of no market known.
pub(super) fn of_prefixed(symbol: &str) -> Option<String> {
    let symbol = symbol.strip_prefix("rt_").unwrap_or(symbol);
    let (market, code) = symbol.split_at_checked(2)?;
    of_market(market, code)
}

/// The name of a code on a market: `sh`, `sz`, `bj`, `hk` or `us`.
pub(super) fn of_market(market: &str, code: &str) -> Option<String> {
    let is_code = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_code {
        return None;
    }
    let id = match market.to_ascii_lowercase().as_str() {
        "sh" => format!("{code}.SH"),
        "sz" => format!("{code}.SZ"),
        "bj" => format!("{code}.BJ"),
        "hk" => match code.parse::<u32>() {
            Ok(number) => format!("{number:04}.HK"),
            // An index, such as HSI.
            Err(_) => code.to_owned(),
        },
        // Behind the symbol the exchange: `AAPL.OQ`.
        "us" => {
            let symbol = code.trim_start_matches('.');
            let bare = [".OQ", ".N", ".AM", ".PS"]
                .iter()
                .find_map(|end| symbol.strip_suffix(end));
            bare.unwrap_or(symbol).to_owned()
        }
        _ => return None,
    };
    names::of_symbol(&id)
}

/// Shares of a volume that the mainland's markets count in lots and others in shares.
pub(super) fn shares(id: &str, volume: Option<f64>) -> Option<f64> {
    let in_lots = [".SH", ".SZ", ".BJ"].iter().any(|end| id.ends_with(end)) || id == "CSI300";
    volume.map(|volume| if in_lots { volume * LOT } else { volume })
}

/// A quote a line of `PREFIXsymbol="value";`; other lines say nothing, and a quote that cannot be
/// read is named with its line.
pub(super) fn quotes(
    text: &str,
    prefix: &str,
    quote: fn(&str, &str) -> Result<Quote, Reason>,
) -> Result<Parsed, FormatError> {
    let mut parsed = Parsed::default();
    for (at, line) in text.lines().enumerate() {
        let Some(rest) = line.trim().strip_prefix(prefix) else {
            continue;
        };
        let (symbol, value) = rest.split_once('=').unwrap_or((rest, ""));
        match quote(symbol, value.trim_matches(['"', ';'])) {
            Ok(quote) => parsed.quotes.push(quote),
            Err(reason) => parsed.notices.push(Notice::LeftOut {
                id: Some(symbol.to_owned()),
                place: Place::Line(at as u64 + 1),
                reason,
            }),
        }
    }
    if parsed.quotes.is_empty() {
        return Err(nothing_left(&parsed.notices));
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_markets() {
        let cases = [
            ("sh600519", "600519.SH"),
            ("sz000001", "000001.SZ"),
            ("bj920002", "920002.BJ"),
            ("sh000300", "CSI300"),
            ("hk00700", "0700.HK"),
            ("rt_hk09988", "9988.HK"),
            ("hkHSI", "HSI"),
            ("usAAPL", "AAPL"),
            ("usAAPL.OQ", "AAPL"),
            ("usBRK.B", "BRK.B"),
        ];
        for (symbol, expected) in cases {
            assert_eq!(of_prefixed(symbol).as_deref(), Some(expected), "{symbol}");
        }
        for symbol in ["", "sh", "xx123", "茅台"] {
            assert_eq!(of_prefixed(symbol), None, "{symbol}");
        }
    }

    #[test]
    fn lots_are_a_hundred_shares_on_the_mainland_only() {
        assert_eq!(shares("600519.SH", Some(12.0)), Some(1200.0));
        assert_eq!(shares("0700.HK", Some(12.0)), Some(12.0));
        assert_eq!(shares("600519.SH", None), None);
    }
}
