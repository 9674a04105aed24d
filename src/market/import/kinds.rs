//! The formats that a file may have, and how each is recognised by what the file holds.

use jiff::civil::{Date, DateTime};

use crate::market::formats::treasury::Curve;
use crate::market::formats::{
    FormatError, Parsed, binance, cboe_chain, cboe_history, cboe_quotedata, cboe_quotes, cftc,
    coinbase, daily_table, deribit, eastmoney, fed_funds, fomc, fred, funds, members, names,
    nasdaq, new_york_fed, option_table, sina, stooq, tencent, treasury, treasury_xml, yahoo,
};
use crate::model::Adjustment;

use super::sample::Sample;

/// Whether a file that begins like this is one.
type Probe = fn(&Sample) -> bool;

/// One format.
pub struct Format {
    /// The word for it on the command line.
    pub id: &'static str,
    /// What it is, as a report names it.
    pub title: &'static str,
    is: Probe,
    pub(super) read: fn(&Given<'_>) -> Result<Parsed, FormatError>,
}

impl Format {
    /// Whether a file that begins like this is one.
    pub(super) fn is(&self, sample: &Sample) -> bool {
        (self.is)(sample)
    }
}

/// A file and what is known of it.
pub(super) struct Given<'a> {
    pub bytes: &'a [u8],
    /// Its name without folders.
    pub name: &'a str,
    /// The name of its one series, where it was given.
    pub series: Option<&'a str>,
    pub sample: &'a Sample,
}

impl Given<'_> {
    /// The name of the file's one series: the one given, else what the file's name says.
    fn id(&self) -> Result<String, FormatError> {
        match self.series {
            Some(id) => Ok(id.to_owned()),
            None => names::of_file(self.name).ok_or(FormatError::NoName),
        }
    }
}

/// All formats, what is special before what is general.
pub const FORMATS: &[Format] = &[
    Format {
        id: "cboe-chain",
        title: "Cboe option chain (JSON)",
        is: |it| it.is_json && it.has("current_price") && it.has("\"options\""),
        read: |it| cboe_chain::parse(it.bytes),
    },
    Format {
        id: "cboe-quote",
        title: "Cboe quote (JSON)",
        is: |it| it.is_json && it.has("current_price") && it.has("last_trade_time"),
        read: |it| cboe_quotes::parse(it.bytes),
    },
    Format {
        id: "yahoo",
        title: "Yahoo chart (JSON)",
        is: |it| it.is_json && it.has("\"chart\""),
        read: |it| yahoo::parse(it.bytes, it.series),
    },
    Format {
        id: "nasdaq",
        title: "Nasdaq historical quotes (JSON)",
        is: |it| it.is_json && it.has("\"tradesTable\""),
        read: |it| nasdaq::parse(it.bytes, it.series),
    },
    Format {
        id: "nyfed",
        title: "New York Fed rates or repos (JSON)",
        is: |it| it.is_json && (it.has("\"refRates\"") || it.has("\"operations\"")),
        read: |it| new_york_fed::parse(it.bytes),
    },
    Format {
        id: "cftc",
        title: "CFTC traders in financial futures (JSON)",
        is: |it| it.is_json && it.has("report_date_as_yyyy_mm_dd"),
        read: |it| cftc::parse(it.bytes),
    },
    Format {
        id: "deribit",
        title: "Deribit books (JSON)",
        is: |it| it.is_json && it.has("\"instrument_name\""),
        read: |it| deribit::parse(it.bytes),
    },
    Format {
        id: "eastmoney",
        title: "Eastmoney k-lines (JSON)",
        is: |it| it.is_json && it.has("\"klines\""),
        // What was asked for does not stand in the answer.
        read: |it| eastmoney::parse(it.bytes, Adjustment::AsGiven),
    },
    Format {
        id: "tencent-lines",
        title: "Tencent k-lines (JSON)",
        is: |it| it.is_json && (it.has("qday\"") || it.has("fqday\"") || it.has("\"day\"")),
        read: |it| tencent::parse_lines(it.bytes),
    },
    Format {
        id: "binance",
        title: "Binance candles (JSON)",
        is: |it| it.candle_width == Some(binance::WIDTH),
        read: |it| binance::parse(it.bytes, &it.id()?),
    },
    Format {
        id: "coinbase",
        title: "Coinbase candles (JSON)",
        is: |it| it.candle_width == Some(coinbase::WIDTH),
        read: |it| coinbase::parse(it.bytes, &it.id()?),
    },
    Format {
        id: "sina",
        title: "Sina quotes",
        is: |it| it.has(sina::BEGINS),
        read: |it| sina::parse(it.bytes),
    },
    Format {
        id: "tencent",
        title: "Tencent quotes",
        is: |it| it.head.starts_with("v_") && it.has("=\""),
        read: |it| tencent::parse_quotes(it.bytes),
    },
    Format {
        id: "treasury-xml",
        title: "Treasury yield curve (XML)",
        is: |it| it.head.starts_with('<') && it.has("NEW_DATE"),
        read: |it| treasury_xml::parse(it.bytes),
    },
    Format {
        id: "cboe-quotedata",
        title: "Cboe option chain (CSV)",
        is: |it| it.has(cboe_quotedata::HEADER),
        read: |it| cboe_quotedata::parse(it.bytes),
    },
    Format {
        id: "option-table",
        title: "option chain (CSV)",
        is: |it| option_table::is_header(&it.header),
        read: |it| {
            let named = names::of_chain_file(it.name);
            option_table::parse(it.bytes, it.series.or(named.as_deref()), moment(it.name))
        },
    },
    Format {
        id: "fed-funds",
        title: "fed funds futures (CSV)",
        is: |it| fed_funds::is_header(&it.header),
        read: |it| fed_funds::parse(it.bytes),
    },
    Format {
        id: "fomc",
        title: "FOMC decisions (CSV)",
        is: |it| fomc::is_header(&it.header),
        read: |it| fomc::parse(it.bytes),
    },
    Format {
        id: "members",
        title: "members of an index (CSV)",
        is: |it| members::is_header(&it.header),
        read: |it| members::parse(it.bytes, it.series.unwrap_or(USUAL_LIST)),
    },
    Format {
        id: "funds",
        title: "funds with their assets (CSV)",
        is: |it| funds::is_header(&it.header),
        read: |it| funds::parse(it.bytes, day(it.name)),
    },
    Format {
        id: "treasury",
        title: "Treasury yield curve (CSV)",
        is: |it| treasury::curve_of(&it.header).is_some() && it.header_is_only(treasury::is_column),
        read: |it| {
            let curve = treasury::curve_of(&it.sample.header);
            treasury::parse(it.bytes, curve.unwrap_or(Curve::Nominal))
        },
    },
    Format {
        id: "cboe-history",
        title: "Cboe index history (CSV)",
        is: |it| {
            let is_single = it.header.len() == 2 && it.line.contains('/');
            let is_bars =
                it.header.len() == 5 && it.header.iter().all(|one| one == &one.to_uppercase());
            cboe_history::is_header(&it.header) && (is_single || is_bars)
        },
        read: |it| {
            let of_column = || {
                it.sample
                    .header
                    .get(1)
                    .filter(|_| it.sample.header.len() == 2)
            };
            let id = it.series.or_else(|| of_column().map(String::as_str));
            cboe_history::parse(
                it.bytes,
                &id.map_or_else(|| it.id(), |id| Ok(id.to_owned()))?,
            )
        },
    },
    Format {
        id: "fred",
        title: "FRED graph (CSV)",
        is: |it| {
            it.header
                .first()
                .is_some_and(|one| one == "observation_date")
                && fred::is_header(&it.header)
        },
        read: |it| fred::parse(it.bytes),
    },
    Format {
        id: "stooq",
        title: "Stooq daily bars (CSV)",
        is: |it| stooq::is_header(&it.header),
        read: |it| stooq::parse(it.bytes, &it.id()?),
    },
    Format {
        id: "table",
        title: "daily figures (CSV)",
        is: |it| it.has_dates,
        read: |it| daily_table::parse(it.bytes, it.name, it.series),
    },
];

/// The list of members that indicators look for.
const USUAL_LIST: &str = "sp500";

/// What is no figures though it may stand among them, and what to say of it.
const NO_FIGURES: &[(Probe, &str)] = &[
    (
        |it| it.has_column("body") && it.has_column("title"),
        "it holds documents; read them with tape import",
    ),
    (
        |it| it.has_column("add") && it.has_column("remove"),
        "it holds changes of an index; import the list of its members with their dates",
    ),
    (
        |it| it.has_column("prob_cut") || it.has_column("prob_hike"),
        "it holds what a model made of prices; import the prices of the futures",
    ),
    (
        |it| it.is_json && it.has("net_gex"),
        "it holds what a model made of option chains; import the chains",
    ),
    (
        |it| {
            let names = ["name", "name_en", "name_zh_hans", "name_zh_hant"];
            names.iter().any(|name| it.has_column(name)) && !it.has_dates
        },
        "it holds names, no figures",
    ),
];

/// Why a file of no format holds no figures, where it is known.
pub(super) fn no_figures(sample: &Sample) -> Option<&'static str> {
    let known = NO_FIGURES.iter().find(|(is, _)| is(sample));
    known.map(|(_, reason)| *reason)
}

/// The day in a file's name: `20260728` or `2026-07-28`.
fn day(name: &str) -> Option<Date> {
    let digits: String = name
        .chars()
        .map(|c| if c.is_ascii_digit() { c } else { ' ' })
        .collect();
    let groups: Vec<&str> = digits.split_whitespace().collect();
    let whole = groups.iter().find(|group| group.len() == 8);
    whole
        .and_then(|group| civil(group.get(..4)?, group.get(4..6)?, group.get(6..)?))
        .or_else(|| {
            let mut three = groups.windows(3);
            three.find_map(|window| match window {
                [year, month, day] if year.len() == 4 => civil(year, month, day),
                _ => None,
            })
        })
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The day in a file's name at the close of New York.
fn moment(name: &str) -> Option<DateTime> {
    Some(day(name)?.at(16, 0, 0, 0))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_format_has_a_word_of_its_own() {
        let ids: HashSet<&str> = FORMATS.iter().map(|format| format.id).collect();
        assert_eq!(ids.len(), FORMATS.len());
        for format in FORMATS {
            let is_word = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(format.id.chars().all(is_word), "{}", format.id);
            assert!(!format.title.is_empty());
        }
    }

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        let cases = [
            (
                "cboe-chain",
                "{\"timestamp\":\"x\",\"data\":{\"current_price\":1,\"options\":[{}]}}",
            ),
            (
                "cboe-quote",
                "{\"data\":{\"current_price\":1,\"last_trade_time\":\"\"}}",
            ),
            ("yahoo", " {\"chart\":{\"result\":null}}"),
            ("nasdaq", "{\"data\":{\"tradesTable\":{}}}"),
            ("nyfed", "{\"refRates\":[]}"),
            ("cftc", "[{\"report_date_as_yyyy_mm_dd\":\"x\"}]"),
            ("deribit", "{\"result\":[{\"instrument_name\":\"x\"}]}"),
            ("eastmoney", "{\"rc\":0,\"data\":{\"klines\":[]}}"),
            (
                "tencent-lines",
                "{\"code\":0,\"data\":{\"sh600519\":{\"qfqday\":[]}}}",
            ),
            (
                "binance",
                "[[1499040000000,\"1\",\"2\",\"1\",\"1\",\"1\",1499644799999,\"1\",308,\"1\",\"2\",\"0\"]]",
            ),
            (
                "coinbase",
                "[[1790899200,1,2,1.5,1.6,900],[1790812800,1,2,1.5,1.6,900]]",
            ),
            ("sina", "var hq_str_sh600030=\"\";"),
            ("tencent", "v_sh600519=\"1~\";"),
            ("treasury-xml", "<?xml version=\"1.0\"?><feed><d:NEW_DATE>"),
            (
                "cboe-quotedata",
                "\nSPX,Last: 1\n\"Date: x\"\nExpiration Date,Calls,Last Sale\n",
            ),
            ("option-table", "expiration,strike,right,bid,ask\n"),
            (
                "fed-funds",
                "date,contract,open,high,low,close,volume,open_interest\n",
            ),
            ("fomc", "FOMCDate,Time,Actual,Forecast,Previous\n"),
            ("members", "ticker,start_date,end_date\n"),
            ("funds", "Ticker,Multiple,Underlying,AUM,Date\n"),
            ("treasury", "Date,\"1 Mo\",\"10 Yr\"\n09/28/2026,4.0,5.2\n"),
            (
                "cboe-history",
                "DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2024,1,1,1,1\n",
            ),
            ("cboe-history", "DATE,SKEW\n01/02/2024,1\n"),
            ("fred", "observation_date,DGS10\n2025-01-02,4.57\n"),
            (
                "stooq",
                "Date,Open,High,Low,Close,Volume\n2026-02-05,1,1,1,1,1\n",
            ),
            ("table", "DATE,VALUE\n2026-02-05,1\n"),
            ("table", "Exported by X\n\n日期,收盘\n2026-02-05,1\n"),
            ("table", "date,SPX,2 Yr\n2026-02-05,1,2\n"),
        ];
        for (id, text) in cases {
            let sample = Sample::of(text.as_bytes());
            let found = FORMATS.iter().find(|format| format.is(&sample));
            assert_eq!(found.map(|format| format.id), Some(id), "{text}");
        }
    }

    #[test]
    fn what_is_no_figures_is_said() {
        let cases = [
            "id,date,title,url,body,kind\n",
            "date,add,remove\n2019-01-18,A,B\n",
            "{\"date\":\"x\",\"symbols\":{\"SPY\":{\"net_gex\":1}}}",
            "code,exchange,name_zh_hans\n600000,SSE,浦发银行\n",
            "symbol,name,category\nAAAP,Pacer,broad\n",
        ];
        for text in cases {
            assert!(no_figures(&Sample::of(text.as_bytes())).is_some(), "{text}");
        }
        assert_eq!(no_figures(&Sample::of(b"Date,Close\n")), None);
    }

    #[test]
    fn days_in_names() {
        let day_of = Some(date(2026, 7, 28));
        for name in [
            "MSFT_gex_20260728_2210.csv",
            "chain 2026-07-28.csv",
            "2026_7_28.csv",
        ] {
            assert_eq!(day(name), day_of, "{name}");
        }
        for name in ["", "funds.csv", "20261399.csv", "1-2-3.csv"] {
            assert_eq!(day(name), None, "{name}");
        }
    }
}
