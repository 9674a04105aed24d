//! Sina's quotes: a line of JavaScript an instrument, in GBK.
//!
//! `var hq_str_sh600030="中信证券,open,previous,last,high,low,…";` The open stands before the
//! previous close, whatever some guides say. Volume is in shares. An instrument it does not know
//! is an empty string; without its own page as referer it answers `Kinsoku jikou desu!`.

use jiff::civil::DateTime;

use super::body;
use super::cells::figure;
use super::china::{of_prefixed, quotes};
use super::clock::civil;
use super::error::FormatError;
use super::notice::Reason;
use super::rows::{Parsed, Quote};

const EXPECTED: &str = "quotes (var hq_str_sh600519=\"…\";)";

/// What stands before an instrument.
pub(in crate::market) const BEGINS: &str = "var hq_str_";

/// Where the fields of a market's line stand.
struct Fields {
    name: usize,
    open: usize,
    previous: usize,
    last: usize,
    high: usize,
    low: usize,
    volume: usize,
    day: usize,
    clock: usize,
}

const MAINLAND: Fields = Fields {
    name: 0,
    open: 1,
    previous: 2,
    last: 3,
    high: 4,
    low: 5,
    volume: 8,
    day: 30,
    clock: 31,
};

/// The first name is English, the second Chinese.
const HONG_KONG: Fields = Fields {
    name: 1,
    open: 2,
    previous: 3,
    high: 4,
    low: 5,
    last: 6,
    volume: 12,
    day: 17,
    clock: 18,
};

/// A quote a line.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    let text = body::chinese_text(bytes, EXPECTED)?;
    if !text.contains(BEGINS) {
        return Err(FormatError::Words {
            expected: EXPECTED,
            said: body::shown(&text),
        });
    }
    quotes(&text, BEGINS, quote)
}

fn quote(symbol: &str, value: &str) -> Result<Quote, Reason> {
    let id = of_prefixed(symbol).filter(|_| !value.is_empty());
    let id = id.ok_or_else(|| Reason::Unknown {
        symbol: body::shown(symbol),
    })?;
    let fields = if symbol.contains("hk") {
        HONG_KONG
    } else {
        MAINLAND
    };
    let cells: Vec<&str> = value.split(',').collect();
    if cells.len() <= fields.clock {
        return Err(Reason::Width {
            found: cells.len(),
            expected: fields.clock + 1,
        });
    }
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let number = |at: usize, name: &str| Ok(figure(cell(at), name)?.filter(|figure| *figure > 0.0));
    Ok(Quote {
        name: Some(cell(fields.name).to_owned()),
        currency: Some(if symbol.contains("hk") { "HKD" } else { "CNY" }.to_owned()),
        last: number(fields.last, "last")?.ok_or(Reason::Zero)?,
        previous: number(fields.previous, "previous close")?,
        open: number(fields.open, "open")?,
        high: number(fields.high, "high")?,
        low: number(fields.low, "low")?,
        volume: number(fields.volume, "volume")?,
        at: moment(cell(fields.day), cell(fields.clock)),
        id,
    })
}

/// `2019-06-11` or `2019/06/11`, and `15:00:00` or `16:08`.
pub(super) fn moment(day: &str, clock: &str) -> Option<DateTime> {
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    civil(&format!("{} {clock}{seconds}", day.replace('/', "-")))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn line(symbol: &str) -> String {
        let depth = vec!["100"; 20].join(",");
        format!(
            "var hq_str_{symbol}=\"中信证券,20.080,20.070,21.090,21.160,20.040,21.08,21.09,221743961,4597038936.000,{depth},2019-06-11,15:00:00,00\";\n"
        )
    }

    #[test]
    fn gbk_with_the_open_before_the_previous_close() {
        let text = line("sh600030");
        let (gbk, _, _) = encoding_rs::GBK.encode(&text);
        let read = parse(&gbk).unwrap();
        let quote = &read.quotes[0];
        assert_eq!(
            (quote.id.as_str(), quote.name.as_deref()),
            ("600030.SH", Some("中信证券"))
        );
        assert_eq!(
            (quote.open, quote.previous, quote.last),
            (Some(20.08), Some(20.07), 21.09)
        );
        assert_eq!(
            (quote.high, quote.low, quote.volume),
            (Some(21.16), Some(20.04), Some(221_743_961.0))
        );
        assert_eq!(quote.at, Some(date(2019, 6, 11).at(15, 0, 0, 0)));
    }

    #[test]
    fn hong_kong_has_an_order_of_its_own() {
        let text = "var hq_str_rt_hk00700=\"TENCENT,腾讯控股,346.000,340.000,347.800,340.600,345.400,5.400,1.588,345.400,345.600,7112553816,20620812,0.000,0.000,476.600,251.400,2019/06/11,16:08\";";
        let quote = parse(text.as_bytes()).unwrap().quotes.remove(0);
        assert_eq!(
            (quote.id.as_str(), quote.last, quote.high),
            ("0700.HK", 345.4, Some(347.8))
        );
        assert_eq!(quote.at, Some(date(2019, 6, 11).at(16, 8, 0, 0)));
    }

    #[test]
    fn refusals_the_unknown_and_zeros() {
        let error = parse(b"Kinsoku jikou desu!").unwrap_err();
        assert!(matches!(error, FormatError::Words { .. }), "{error}");
        let text = line("sh600030")
            + "var hq_str_sh999999=\"\";\n"
            + &line("sz000001").replace("21.090", "0.000");
        let read = parse(text.as_bytes()).unwrap();
        assert_eq!(read.quotes.len(), 1);
        let said: Vec<String> = read.notices.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 2, sh999999 was left out: the source does not know \"sh999999\"",
                "line 3, sz000001 was left out: 0 stands for a price that was not published",
            ]
        );
    }

    proptest! {
        #[test]
        fn damaged_lines_never_panic(at in 0usize..400, with in any::<u8>()) {
            let mut bytes = line("sh600030").into_bytes();
            let len = bytes.len();
            bytes[at % len] = with;
            let _ = parse(&bytes);
        }
    }
}
