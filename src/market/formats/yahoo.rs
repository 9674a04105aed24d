//! Yahoo's chart (v8) as JSON, daily bars.
//!
//! Days without a trade are `null`. Prices are restated for splits, `adjclose` for dividends too.
//! The last bar may be of a session that is still running, under the time of its last trade
//! instead of the session's open: it is left out until the session has ended.
//! `chartPreviousClose` is the close before the *range* and no day's change is made of it.
//! London and Johannesburg quote in hundredths (`GBp`, `ZAc`).

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::Value;

use super::body;
use super::candles::{Candle, take};
use super::clock::of_milliseconds;
use super::error::FormatError;
use super::figure::Figure;
use super::names;
use super::notice::{Notice, Place, Reason};
use super::rows::{Parsed, Quote, Rows, parsed};
use crate::model::Adjustment;

const EXPECTED: &str = "a Yahoo chart (chart.result[0].timestamp)";

/// Currencies that are hundredths of another.
const HUNDREDTHS: &[(&str, &str)] = &[("GBp", "GBP"), ("ZAc", "ZAR"), ("ILA", "ILS")];

/// Clocks are put on by this much in summer, and `gmtoffset` is only that of today.
const SUMMER: i64 = 3600;

#[derive(Deserialize)]
struct Answer {
    chart: Chart,
}

#[derive(Deserialize)]
struct Chart {
    result: Option<Vec<Charted>>,
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Charted {
    meta: Meta,
    #[serde(default)]
    timestamp: Vec<i64>,
    indicators: Indicators,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    currency: Option<String>,
    symbol: String,
    #[serde(default)]
    gmtoffset: i64,
    regular_market_time: Option<i64>,
    #[serde(default)]
    regular_market_price: Figure,
    #[serde(default)]
    regular_market_day_high: Figure,
    #[serde(default)]
    regular_market_day_low: Figure,
    #[serde(default)]
    regular_market_volume: Figure,
    current_trading_period: Option<Periods>,
    data_granularity: Option<String>,
    short_name: Option<String>,
}

#[derive(Deserialize)]
struct Periods {
    regular: Option<Period>,
}

#[derive(Deserialize)]
struct Period {
    end: Option<i64>,
}

#[derive(Deserialize)]
struct Indicators {
    #[serde(default)]
    quote: Vec<Columns>,
    #[serde(default)]
    adjclose: Vec<Adjusted>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Columns {
    open: Vec<Value>,
    high: Vec<Value>,
    low: Vec<Value>,
    close: Vec<Value>,
    volume: Vec<Value>,
}

#[derive(Deserialize)]
struct Adjusted {
    #[serde(default)]
    adjclose: Vec<Value>,
}

/// Daily bars restated for splits, the same closes restated for dividends where they are there,
/// and the last price. `id` is the name in the market store; without one the symbol tells it.
pub fn parse(bytes: &[u8], id: Option<&str>) -> Result<Parsed, FormatError> {
    let answer: Answer = body::json(bytes, EXPECTED)?;
    if let Some(error) = answer.chart.error {
        let said = error.get("description").and_then(Value::as_str);
        let said = body::shown(
            said.map_or_else(|| error.to_string(), str::to_owned)
                .as_str(),
        );
        return Err(FormatError::Refused { said });
    }
    let result = answer.chart.result.unwrap_or_default().into_iter().next();
    let charted = result.ok_or(FormatError::NoValues)?;
    if let Some(other) = charted.meta.data_granularity.as_deref()
        && other != "1d"
    {
        return Err(FormatError::Shape {
            expected: "daily bars (dataGranularity 1d)",
            found: other.to_owned(),
        });
    }
    let id = match id {
        Some(id) => id.to_owned(),
        None => names::of_symbol(&charted.meta.symbol).ok_or(FormatError::NoValues)?,
    };
    let scale = Scale::of(charted.meta.currency.as_deref());
    let (rows, adjusted, notices) = rows(&charted, &id, &scale);
    let mut parsed = parsed([rows, adjusted], notices)?;
    let quote = quote(&charted.meta, id, &scale, &parsed);
    parsed.quotes.extend(quote);
    Ok(parsed)
}

/// What brings prices to whole units of a currency.
struct Scale {
    currency: Option<String>,
    factor: f64,
}

impl Scale {
    fn of(currency: Option<&str>) -> Self {
        let hundredth = currency.and_then(|it| HUNDREDTHS.iter().find(|(part, _)| *part == it));
        match hundredth {
            Some((_, whole)) => Self {
                currency: Some((*whole).to_owned()),
                factor: 0.01,
            },
            None => Self {
                currency: currency.map(str::to_owned),
                factor: 1.0,
            },
        }
    }
}

fn rows(charted: &Charted, id: &str, scale: &Scale) -> (Rows, Rows, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut rows = Rows::prices(id, Adjustment::Splits);
    let mut adjusted = Rows::prices(id, Adjustment::SplitsAndDividends);
    let empty = Columns::default();
    let columns = charted.indicators.quote.first().unwrap_or(&empty);
    let total = charted.indicators.adjclose.first();
    for (at, seconds) in charted.timestamp.iter().enumerate() {
        let place = Place::Row(at as u64 + 1);
        let Some(date) = day(*seconds, &charted.meta) else {
            let found = seconds.to_string();
            let column = "timestamp".to_owned();
            let reason = Reason::NotADate { column, found };
            notices.push(Notice::LeftOut {
                id: Some(id.to_owned()),
                place,
                reason,
            });
            continue;
        };
        if is_running(date, &charted.meta) {
            let id = id.to_owned();
            notices.push(Notice::Running { id, date });
            continue;
        }
        // A bar of the session's last trade may stand behind that of its open.
        let next = charted.timestamp.get(at + 1);
        if next.is_some_and(|next| day(*next, &charted.meta) == Some(date)) {
            continue;
        }
        let scaled = |column: &[Value]| scale.apply(column.get(at));
        let [open, high, low, close] =
            [&columns.open, &columns.high, &columns.low, &columns.close].map(|it| scaled(it));
        let candle = Candle {
            date,
            open: Some(&open),
            high: Some(&high),
            low: Some(&low),
            close: Some(&close),
            volume: columns.volume.get(at),
        };
        take(Some(&candle), place, &[], &mut rows, &mut notices);
        let total = Figure::of(total.and_then(|total| total.adjclose.get(at))).number("adjclose");
        let total = total.map(|total| total.map(|total| total * scale.factor));
        adjusted.push_value(place, date, total, &mut notices);
    }
    (rows, adjusted, notices)
}

impl Scale {
    fn apply(&self, value: Option<&Value>) -> Value {
        match value {
            None => Value::Null,
            Some(value) => match value.as_f64() {
                Some(number) if self.factor < 1.0 => Value::from(number * self.factor),
                _ => value.clone(),
            },
        }
    }
}

/// The day of a bar on the exchange. The session's open is meant, so that an hour is added for
/// days on which its clocks stood otherwise than today's; for the last trade, which may be just
/// before midnight, none is.
fn day(seconds: i64, meta: &Meta) -> Option<Date> {
    let is_last_trade = meta.regular_market_time == Some(seconds);
    let summer = if is_last_trade { 0 } else { SUMMER };
    Some(local(seconds.checked_add(summer)?, meta)?.date())
}

fn local(seconds: i64, meta: &Meta) -> Option<DateTime> {
    of_milliseconds(seconds.checked_add(meta.gmtoffset)?.checked_mul(1000)?)
}

/// Whether a day is that of a session that has not ended.
fn is_running(date: Date, meta: &Meta) -> bool {
    let Some(now) = meta.regular_market_time else {
        return false;
    };
    let period = meta.current_trading_period.as_ref();
    let end = period.and_then(|period| period.regular.as_ref()?.end);
    local(now, meta).is_some_and(|now| now.date() == date)
        && end.is_some_and(|end| now.cmp(&end) == Ordering::Less)
}

fn quote(meta: &Meta, id: String, scale: &Scale, parsed: &Parsed) -> Option<Quote> {
    let figure = |figure: &Figure| {
        let number = figure.number("price").ok().flatten()?;
        (number > 0.0).then_some(number * scale.factor)
    };
    let at = meta.regular_market_time.and_then(|time| local(time, meta));
    let bars = parsed.series.first().map_or(&[][..], |one| &one.rows);
    let is_before = |day: Date| at.is_some_and(|at| day < at.date());
    let previous = bars.iter().rev().find(|row| is_before(row.bar.date));
    Some(Quote {
        id,
        name: meta.short_name.clone(),
        currency: scale.currency.clone(),
        last: figure(&meta.regular_market_price)?,
        previous: previous.map(|row| row.bar.close),
        open: None,
        high: figure(&meta.regular_market_day_high),
        low: figure(&meta.regular_market_day_low),
        volume: meta.regular_market_volume.number("volume").ok().flatten(),
        at,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// Two days of Xetra, the second running: 2026-09-29 and 2026-09-30 at 09:00 of UTC+2.
    fn chart() -> String {
        r#"{"chart":{"result":[{"meta":{"currency":"EUR","symbol":"VWCE.DE","instrumentType":"ETF",
        "regularMarketTime":1790770000,"gmtoffset":7200,"exchangeTimezoneName":"Europe/Berlin",
        "regularMarketPrice":139.06,"chartPreviousClose":134.52,
        "currentTradingPeriod":{"pre":{},"regular":{"start":1790751600,"end":1790782200},"post":{}},
        "dataGranularity":"1d","range":""},"timestamp":[1790578800,1790665200,1790770000],
        "indicators":{"quote":[{"open":[null,137.7,138.6],"high":[null,138.5,139.2],
        "low":[null,137.6,138.3],"close":[null,138.42,139.06],"volume":[null,71254,9000]}],
        "adjclose":[{"adjclose":[null,137.42,139.06]}]}}],"error":null}}"#
            .to_owned()
    }

    #[test]
    fn nulls_are_gaps_and_the_running_day_waits() {
        let read = parse(chart().as_bytes(), None).unwrap();
        let found: Vec<_> = read
            .series
            .iter()
            .map(|one| {
                (
                    one.id.as_str(),
                    one.adjustment,
                    one.rows.len(),
                    one.rows[0].bar.close,
                )
            })
            .collect();
        let expected = [
            ("VWCE.DE", Adjustment::Splits, 1, 138.42),
            ("VWCE.DE", Adjustment::SplitsAndDividends, 1, 137.42),
        ];
        assert_eq!(found, expected);
        let running = Notice::Running {
            id: "VWCE.DE".to_owned(),
            date: date(2026, 9, 30),
        };
        assert_eq!(read.notices, [running]);
        let quote = &read.quotes[0];
        // Not chartPreviousClose: it stands before the range.
        assert_eq!((quote.last, quote.previous), (139.06, Some(138.42)));
        assert_eq!(quote.at, Some(date(2026, 9, 30).at(14, 6, 40, 0)));
    }

    #[test]
    fn the_day_is_kept_once_its_session_has_ended() {
        let text = chart().replace(
            "\"regularMarketTime\":1790770000",
            "\"regularMarketTime\":1790782300",
        );
        let read = parse(text.as_bytes(), Some("X")).unwrap();
        assert_eq!(
            (read.series[0].id.as_str(), read.series[0].rows.len()),
            ("X", 2)
        );
        assert_eq!(read.notices, []);
        // The open's bar and that of the last trade are of one day: the later stands.
        let text = text.replace("[1790578800,1790665200", "[1790751600,1790752000");
        let read = parse(text.as_bytes(), Some("X")).unwrap();
        let rows = &read.series[0].rows;
        assert_eq!((rows.len(), rows[0].bar.close), (1, 139.06));
    }

    #[test]
    fn hundredths_become_whole() {
        let text = chart().replace("\"EUR\"", "\"GBp\"");
        let read = parse(text.as_bytes(), Some("X")).unwrap();
        let bar = read.series[0].rows[0].bar;
        assert!((bar.close - 1.3842).abs() < 1e-12 && (bar.high.unwrap() - 1.385).abs() < 1e-12);
        assert!((read.series[1].rows[0].bar.close - 1.3742).abs() < 1e-12);
        assert_eq!(read.quotes[0].currency.as_deref(), Some("GBP"));
        assert!((read.quotes[0].last - 1.3906).abs() < 1e-12);
    }

    #[test]
    fn days_are_the_exchanges_whatever_its_clocks() {
        let meta = |gmtoffset: i64| Meta {
            currency: None,
            symbol: String::new(),
            gmtoffset,
            regular_market_time: None,
            regular_market_price: Figure::Missing,
            regular_market_day_high: Figure::Missing,
            regular_market_day_low: Figure::Missing,
            regular_market_volume: Figure::Missing,
            current_trading_period: None,
            data_granularity: None,
            short_name: None,
        };
        let cases = [
            // London at midnight in July, asked for in January; and the other way round.
            (1_782_860_400, 0, date(2026, 7, 1)),
            (1_767_571_200, 3600, date(2026, 1, 5)),
            // New York, Hong Kong at 09:30.
            (1_770_388_200, -18_000, date(2026, 2, 6)),
            (1_770_341_400, 28_800, date(2026, 2, 6)),
        ];
        for (seconds, offset, expected) in cases {
            assert_eq!(day(seconds, &meta(offset)), Some(expected), "{seconds}");
        }
    }

    #[test]
    fn symbols_become_our_names() {
        for (symbol, expected) in [
            ("^GSPC", "SPX"),
            ("BRK-B", "BRK.B"),
            ("600519.SS", "600519.SH"),
            ("BTC-USD", "BTC"),
        ] {
            let text = chart().replace("VWCE.DE", symbol);
            assert_eq!(parse(text.as_bytes(), None).unwrap().series[0].id, expected);
        }
    }

    #[test]
    fn refusals_and_other_shapes() {
        let no = br#"{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol may be delisted"}}}"#;
        let error = parse(no, None).unwrap_err().to_string();
        assert!(error.contains("symbol may be delisted"), "{error}");
        let hours = chart().replace("\"1d\",\"range\"", "\"1h\",\"range\"");
        assert!(matches!(
            parse(hours.as_bytes(), None),
            Err(FormatError::Shape { .. })
        ));
        let nulls = chart()
            .replace("138.42,139.06", "null,null")
            .replace("137.42,139.06", "null,null");
        assert_eq!(parse(nulls.as_bytes(), None), Err(FormatError::NoValues));
        let zeros = chart()
            .replace("138.42,139.06", "0,0")
            .replace("137.42,139.06", "0,0");
        assert!(matches!(
            parse(zeros.as_bytes(), None),
            Err(FormatError::Zeros { .. })
        ));
        for text in [
            "",
            "Edge: Too Many Requests",
            "<html></html>",
            "{}",
            r#"{"chart":{"result":[]}}"#,
        ] {
            assert!(parse(text.as_bytes(), None).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn damaged_charts_never_panic(at in 0usize..2000, with in any::<u8>()) {
            let mut bytes = chart().into_bytes();
            let len = bytes.len();
            bytes[at % len] = with;
            let _ = parse(&bytes, None);
        }
    }
}
