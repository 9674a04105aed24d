use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const SPAN: Span = Span {
    first: date(2026, 1, 26),
    last: date(2026, 2, 6),
};

fn paths(provider: &str, id: &str) -> Vec<String> {
    let provider = named(provider).unwrap();
    assert!(provider.offers(id), "{id}");
    let requests = provider.requests(id, SPAN);
    requests.into_iter().map(|request| request.path).collect()
}

fn ids(id: &str) -> Vec<&'static str> {
    offering(id).iter().map(|provider| provider.id()).collect()
}

#[test]
fn every_provider_says_what_its_rows_need() {
    let mut seen = std::collections::HashSet::new();
    for provider in PROVIDERS {
        let id = provider.id();
        assert!(seen.insert(id), "{id} stands twice");
        assert!(id.bytes().all(|byte| byte.is_ascii_lowercase()), "{id}");
        let host = provider.host();
        assert!(host.base.starts_with("https://") && !host.base.ends_with('/'));
        assert!(host.a_minute > 0 && host.a_minute <= 60, "{id}");
        assert!(host.gap >= Duration::from_millis(500), "{id}");
        for line in [provider.gives(), provider.terms()] {
            assert!(
                line.len() > 20 && line.len() < 130 && !line.contains('\n'),
                "{line}"
            );
            assert!(!line.ends_with('.'), "{line}");
        }
    }
}

#[test]
fn what_a_provider_lists_it_offers_and_asks_for() {
    for provider in PROVIDERS {
        for id in provider.listed() {
            assert!(provider.offers(&id), "{id}");
            let requests = provider.requests(&id, SPAN);
            assert!(!requests.is_empty(), "{id}");
            for request in requests {
                assert_eq!(request.subject, id);
                assert!(request.path.starts_with('/'), "{}", request.path);
                assert!(request.path.is_ascii() && !request.path.contains([' ', '^']));
            }
            assert!(
                provider
                    .due(&id, SPAN.last)
                    .is_some_and(|due| due < SPAN.last)
            );
        }
    }
}

#[test]
fn the_preferred_provider_stands_first() {
    for (id, expected) in [
        ("VIX", &["cboe", "fred"][..]),
        ("US10Y", &["treasury", "fred"]),
        ("US10YREAL", &["treasury", "fred"]),
        ("SOFR", &["nyfed", "fred"]),
        ("BTC", &["coinbase", "binance"]),
        ("CHAIN:SPX", &["cboe"]),
        ("CHAIN:BTC", &["deribit"]),
        ("COT:ES:LEV", &["cftc"]),
        ("NVDA", &["yahoo", "nasdaq"]),
        ("BRK.B", &["yahoo", "nasdaq"]),
        ("SPX", &["yahoo"]),
        ("600519.SH", &["tencent", "eastmoney", "sina", "yahoo"]),
        ("0700.HK", &["tencent", "eastmoney", "sina", "yahoo"]),
        ("CSI300", &["tencent", "eastmoney", "sina", "yahoo"]),
        ("HFRXEH", &[]),
        ("PCR:TOTAL", &[]),
        ("AUM:TQQQ", &[]),
        ("TGA", &[]),
        ("COT:ES:SMALL", &[]),
        ("", &[]),
    ] {
        assert_eq!(ids(id), expected, "{id}");
    }
}

#[test]
fn addresses_are_those_of_the_sources() {
    for (provider, id, expected) in [
        (
            "cboe",
            "VIX",
            "/api/global/us_indices/daily_prices/VIX_History.csv",
        ),
        (
            "cboe",
            "CHAIN:SPX",
            "/api/global/delayed_quotes/options/_SPX.json",
        ),
        (
            "cboe",
            "CHAIN:SPY",
            "/api/global/delayed_quotes/options/SPY.json",
        ),
        (
            "treasury",
            "US10YREAL",
            "/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/2026/all\
             ?type=daily_treasury_real_yield_curve&field_tdr_date_value=2026&page&_format=csv",
        ),
        (
            "fred",
            "US10Y",
            "/graph/fredgraph.csv?id=DGS10&cosd=2026-01-26",
        ),
        ("nyfed", "SOFR", "/api/rates/secured/sofr/last/12.json"),
        (
            "cftc",
            "COT:ES:LEV",
            "/resource/gpe5-46if.json?cftc_contract_market_code=13874A\
             &$order=report_date_as_yyyy_mm_dd%20DESC&$limit=3",
        ),
        (
            "yahoo",
            "SPX",
            "/v8/finance/chart/%5EGSPC?period1=1769385600&period2=1770422400\
             &interval=1d&includePrePost=false&events=div,splits",
        ),
        (
            "nasdaq",
            "NVDA",
            "/api/quote/NVDA/historical?assetclass=stocks\
             &fromdate=2026-01-26&todate=2026-02-06&limit=9999",
        ),
        (
            "coinbase",
            "BTC",
            "/products/BTC-USD/candles?granularity=86400\
             &start=2026-01-26T00:00:00Z&end=2026-02-06T00:00:00Z",
        ),
        (
            "binance",
            "ETH",
            "/api/v3/klines?symbol=ETHUSDT&interval=1d\
             &startTime=1769385600000&endTime=1770336000000&limit=1000",
        ),
        (
            "deribit",
            "CHAIN:BTC",
            "/api/v2/public/get_book_summary_by_currency?currency=BTC&kind=option",
        ),
        (
            "tencent",
            "0700.HK",
            "/appstock/app/fqkline/get?param=hk00700,day,2026-01-26,2026-02-06,12,qfq",
        ),
        ("sina", "0700.HK", "/list=rt_hk00700"),
        ("sina", "600519.SH", "/list=sh600519"),
    ] {
        assert_eq!(paths(provider, id), [expected], "{provider} {id}");
    }
    assert!(
        paths("eastmoney", "600519.SH")[0].contains("secid=1.600519&klt=101&fqt=1&beg=20260126")
    );
}

#[test]
fn a_year_of_the_treasury_that_is_not_over_may_be_empty() {
    let span = Span {
        first: date(2024, 12, 31),
        last: date(2026, 1, 1),
    };
    let requests = named("treasury").unwrap().requests("US2Y", span);
    let empty: Vec<bool> = requests
        .iter()
        .map(|request| request.may_be_empty)
        .collect();
    assert_eq!(empty, [false, false, true]);
}

#[test]
fn a_long_history_of_coins_comes_in_windows_without_holes() {
    let span = Span {
        first: date(2016, 2, 6),
        last: date(2026, 2, 6),
    };
    for (provider, days) in [("coinbase", 300), ("binance", 1_000)] {
        let count = named(provider).unwrap().requests("BTC", span).len();
        assert_eq!(count, 3_654_usize.div_ceil(days));
    }
}

#[test]
fn shares_are_looked_for_as_funds_where_nasdaq_has_no_such_share() {
    let request = named("nasdaq").unwrap().requests("SPY", SPAN).remove(0);
    let other = request.otherwise.unwrap();
    assert!(other.path.contains("assetclass=etf"));
}

#[test]
fn nothing_newer_is_looked_for_before_it_can_be_there() {
    let friday = date(2026, 2, 6);
    let sunday = date(2026, 2, 8);
    for (provider, id, last, today, expected) in [
        ("cboe", "VIX", friday, sunday, false),
        ("cboe", "VIX", date(2026, 2, 5), friday, true),
        ("cboe", "CHAIN:SPX", friday, friday, true),
        ("coinbase", "BTC", friday, sunday, true),
        ("coinbase", "BTC", friday, friday, false),
        // New York is closed on the Monday after.
        ("cboe", "VIX", date(2026, 2, 13), date(2026, 2, 16), false),
        (
            "tencent",
            "600519.SH",
            date(2026, 2, 13),
            date(2026, 2, 16),
            true,
        ),
        ("tencent", "600519.SH", friday, sunday, false),
    ] {
        let provider = named(provider).unwrap();
        let found = provider.may_have_newer(id, last, today);
        assert_eq!(found, expected, "{id} {last} {today}");
    }
}

#[test]
fn what_must_be_there_by_now_knows_weekends_and_months() {
    let monday = date(2026, 2, 9);
    for (provider, id, due) in [
        ("cboe", "VIX", date(2026, 2, 5)),
        ("coinbase", "BTC", date(2026, 2, 7)),
        ("fred", "PAYEMS", date(2025, 11, 21)),
        ("cftc", "COT:ES:OI", date(2026, 1, 26)),
        ("tencent", "0700.HK", date(2026, 1, 28)),
        ("yahoo", "0700.HK", date(2026, 1, 28)),
        ("yahoo", "NVDA", date(2026, 2, 5)),
    ] {
        let found = named(provider).unwrap().due(id, monday);
        assert_eq!(found, Some(due), "{provider} {id}");
    }
}

proptest! {
    #[test]
    fn no_name_and_no_day_breaks_a_provider(
        id in "\\PC{0,12}|CHAIN:[A-Z^]{0,6}|COT:[A-Z]{0,4}:[A-Z]{0,4}|[0-9]{4,6}\\.(SH|SZ|HK)",
        first in -3_000_i64..3_000,
        length in -50_i64..5_000,
    ) {
        let day = |days: i64| date(2026, 2, 6).saturating_add(days.days());
        let span = Span { first: day(first), last: day(first + length) };
        for provider in PROVIDERS {
            if provider.offers(&id) {
                for request in provider.requests(&id, span) {
                    prop_assert!(request.path.starts_with('/'));
                }
                prop_assert!(provider.due(&id, span.last).is_some());
            }
        }
    }

    #[test]
    fn no_answer_breaks_a_provider(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        for provider in PROVIDERS {
            for id in provider.listed().into_iter().take(2) {
                for request in provider.requests(&id, SPAN) {
                    prop_assert!(provider.parse(&request, &bytes).is_err());
                }
            }
        }
    }
}
