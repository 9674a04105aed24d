use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::desk::{Setup, Sources};
use crate::fetch::client::{Clock, TestClock};
use crate::fetch::loopback::{Loopback, ok};
use crate::fetch::socket::testing::serve;
use crate::indicators;
use crate::model::TickerState;

fn desk(instruments: &[&str], stream: &str, yahoo: &str) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        library: Some(folder.path().to_owned()),
        home: folder.path().join("home"),
        today: date(2026, 2, 6),
        indicators: indicators::Settings::default(),
    };
    let desk = Desk::new(setup)
        .with_sources(Sources {
            bases: vec![("yahoo".into(), yahoo.into())],
            clock: TestClock::new() as Arc<dyn Clock>,
            ..Sources::default()
        })
        .with_live(Live {
            instruments: instruments.iter().map(|id| (*id).to_owned()).collect(),
            stream: Some(stream.to_owned()),
        });
    (folder, desk)
}

/// What is told until a strip is as wanted.
fn until(desk: &Desk, is_wanted: impl Fn(&[Ticker]) -> bool) -> Vec<Ticker> {
    let found = std::cell::RefCell::new(None);
    desk.watch_prices(&|| found.borrow().is_some(), &mut |tickers| {
        if is_wanted(&tickers) {
            *found.borrow_mut() = Some(tickers);
        }
    })
    .unwrap();
    found.into_inner().unwrap()
}

#[test]
fn nothing_is_asked_where_nothing_is_set() {
    let (_folder, desk) = desk(&["HFRXEH!"], "ws://127.0.0.1:1/", "http://127.0.0.1:1");
    let mut count = 0;
    desk.watch_prices(&|| false, &mut |_| count += 1).unwrap();
    assert_eq!(count, 0);
    assert!(desk.take_notices()[0].contains("HFRXEH!"));
}

#[test]
fn a_stream_is_heard_and_its_end_is_shown() {
    let stream = serve(|said, say| {
        assert!(said().contains("\"product_ids\":[\"BTC-USD\"]"));
        say("{\"type\":\"subscriptions\"}");
        for price in ["80000", "84000"] {
            say(&format!(
                "{{\"type\":\"ticker\",\"product_id\":\"BTC-USD\",\"price\":\"{price}\",\"open_24h\":\"80000\"}}"
            ));
        }
    });
    let (_folder, desk) = desk(&["BTC-USD"], &stream, "http://127.0.0.1:1");
    // The clock stands still, so what is told is told once the stream has ended and is waited for.
    let shown = until(&desk, |tickers| tickers[0].state == TickerState::Offline);
    assert_eq!(shown[0].last, Some(84_000.0));
    assert_eq!(shown[0].trail, [80_000.0, 84_000.0]);
}

#[test]
fn what_has_no_stream_is_asked_for() {
    let chart = "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"^GSPC\",\"gmtoffset\":-18000,\
        \"dataGranularity\":\"1d\",\"regularMarketPrice\":6060.0,\"regularMarketTime\":1770391800},\
        \"timestamp\":[1770301800],\"indicators\":{\"quote\":[{\"open\":[6000.0],\"high\":[6010.0],\
        \"low\":[5990.0],\"close\":[6000.0],\"volume\":[1]}]}}],\"error\":null}}";
    let server = Loopback::start(move |_, _| ok(chart));
    let (_folder, desk) = desk(&["SPX"], "ws://127.0.0.1:1/", &server.base());
    let shown = until(&desk, |tickers| tickers[0].last.is_some());
    assert_eq!(shown[0].last, Some(6_060.0));
    assert!((shown[0].change.unwrap() - 0.01).abs() < 1e-12, "{shown:?}");
    // Ten in the morning in Greenwich is before the open in New York.
    assert_eq!(shown[0].state, TickerState::Closed);
}

#[test]
fn a_source_that_is_not_there_is_offline() {
    let (_folder, desk) = desk(
        &["SPX", "ETH-USD"],
        "ws://127.0.0.1:1/",
        "http://127.0.0.1:1",
    );
    let shown = until(&desk, |tickers| {
        tickers.iter().all(|one| one.state == TickerState::Offline)
    });
    assert_eq!(shown[0].last, None);
}
