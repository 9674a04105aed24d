use proptest::prelude::*;

use super::*;

/// A Friday, 10:00 in New York.
const OPEN: &str = "2026-02-06T15:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn after(text: &str, seconds: u64) -> Timestamp {
    at(text) + Duration::from_secs(seconds)
}

fn board(ids: &[&str]) -> Board {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    Board::new(&ids).0
}

fn ticker(id: &str, price: &str) -> String {
    format!(
        "{{\"type\":\"ticker\",\"sequence\":1,\"product_id\":\"{id}\",\"price\":\"{price}\",\
         \"open_24h\":\"80000\",\"time\":\"2026-02-06T15:00:00.25Z\"}}"
    )
}

fn quote(last: f64) -> Quote {
    Quote {
        id: "SPX".into(),
        name: None,
        currency: Some("USD".into()),
        last,
        previous: Some(6_000.0),
        open: None,
        high: None,
        low: None,
        volume: None,
        at: None,
    }
}

#[test]
fn instruments_come_by_stream_or_poll_and_the_rest_is_told() {
    let named = [
        "BTC-USD", "spx", "sh600519", "BTC-USD", "HFRXEH!", "btc-usd",
    ];
    let (board, unknown) = Board::new(&named.map(str::to_owned));
    let ids: Vec<String> = board
        .shown(at(OPEN))
        .into_iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, ["BTC-USD", "SPX", "600519.SH"]);
    assert_eq!(unknown, ["HFRXEH!", "btc-usd"]);
    let said = board.subscription().unwrap();
    assert_eq!(
        said,
        "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}"
    );
    assert_eq!(Board::new(&[]).0.subscription(), None);
}

#[test]
fn a_tick_gives_price_change_and_trail() {
    let mut board = board(&["BTC-USD"]);
    assert_eq!(board.shown(at(OPEN))[0], Ticker::new("BTC-USD"));
    for price in ["82000", "84000"] {
        board.take_message(&ticker("BTC-USD", price), at(OPEN));
    }
    let shown = &board.shown(after(OPEN, 3))[0];
    assert_eq!(shown.last, Some(84_000.0));
    assert!((shown.change.unwrap() - 0.05).abs() < 1e-12);
    assert_eq!(shown.trail, [82_000.0, 84_000.0]);
    assert_eq!(
        (shown.age, shown.state),
        (Some(Duration::ZERO), TickerState::Live)
    );
}

#[test]
fn what_is_no_price_of_ours_is_passed_over() {
    let mut board = board(&["BTC-USD"]);
    for text in [
        "",
        "no json",
        "[]",
        "{\"type\":\"subscriptions\"}",
        "{\"type\":\"error\",\"message\":\"no\"}",
        "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\",\"price\":\"0\"}",
        "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\",\"price\":\"NaN\"}",
        "{\"type\":\"ticker\",\"product_id\":\"BTC-USD\"}",
        &ticker("ETH-USD", "3000"),
    ] {
        board.take_message(text, at(OPEN));
    }
    assert_eq!(board.shown(at(OPEN))[0].last, None);
}

#[test]
fn a_stream_goes_from_live_to_stale_and_offline_and_back() {
    let mut board = board(&["BTC-USD"]);
    let state = |board: &Board, seconds| board.shown(after(OPEN, seconds))[0].state;
    assert_eq!(state(&board, 0), TickerState::Waiting);
    board.take_message(&ticker("BTC-USD", "82000"), at(OPEN));
    assert_eq!(state(&board, 59), TickerState::Live);
    assert_eq!(state(&board, 60), TickerState::Stale);
    board.lose_stream();
    assert_eq!(state(&board, 61), TickerState::Offline);
    board.take_message(&ticker("BTC-USD", "82001"), after(OPEN, 70));
    assert_eq!(state(&board, 71), TickerState::Live);
}

#[test]
fn a_poll_is_delayed_stale_closed_or_offline() {
    let mut board = board(&["SPX", "BTC-USD"]);
    let state = |board: &Board, now| board.shown(now)[0].state;
    board.take_quote("SPX", &quote(6_060.0), at(OPEN));
    assert_eq!(state(&board, after(OPEN, 10)), TickerState::Delayed);
    assert_eq!(state(&board, after(OPEN, 180)), TickerState::Stale);
    assert_eq!(
        state(&board, at("2026-02-06T21:00:00Z")),
        TickerState::Closed
    );
    assert_eq!(
        state(&board, at("2026-02-07T15:00:00Z")),
        TickerState::Closed
    );
    board.fail("SPX");
    assert_eq!(state(&board, after(OPEN, 10)), TickerState::Offline);
    // A stream that breaks off is no news of it.
    board.take_quote("SPX", &quote(6_000.0), at(OPEN));
    board.lose_stream();
    assert_eq!(state(&board, after(OPEN, 10)), TickerState::Delayed);
    assert_eq!(board.shown(at(OPEN))[0].change, Some(0.0));
}

#[test]
fn what_is_closed_is_asked_for_once_and_what_is_open_every_minute() {
    let board = board(&["SPX", "0700.HK", "BTC-USD"]);
    let saturday = at("2026-02-07T15:00:00Z");
    assert_eq!(board.to_poll(saturday, |_| None), ["SPX", "0700.HK"]);
    // Hong Kong's hours are not known here, so it is asked.
    let asked = |_: &str| Some(at("2026-02-07T14:59:00Z"));
    assert_eq!(board.to_poll(saturday, asked), ["0700.HK"]);
    assert!(board.to_poll(at(OPEN), |_| Some(at(OPEN))).is_empty());
    assert_eq!(board.to_poll(after(OPEN, 60), |_| Some(at(OPEN))).len(), 2);
}

#[test]
fn ages_grow_in_steps() {
    for (seconds, shown) in [
        (0, 0),
        (9, 0),
        (10, 10),
        (59, 50),
        (61, 60),
        (3_599, 3_540),
        (9_000, 7_200),
    ] {
        let found = age(Duration::from_secs(seconds));
        assert_eq!(found, Duration::from_secs(shown));
    }
}

proptest! {
    #[test]
    fn no_message_breaks_it(text in "\\PC{0,80}", price in "\\PC{0,12}", ticks in 0_usize..80) {
        let mut board = board(&["BTC-USD"]);
        board.take_message(&text, at(OPEN));
        board.take_message(&ticker("BTC-USD", &price.replace(['"', '\\'], "")), at(OPEN));
        for tick in 0..ticks {
            board.take_message(&ticker("BTC-USD", &(tick + 1).to_string()), at(OPEN));
        }
        prop_assert!(board.shown(at(OPEN))[0].trail.len() <= Ticker::TRAIL);
    }
}
