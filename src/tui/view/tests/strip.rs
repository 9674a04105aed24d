//! The quote strip.

use std::time::Duration;

use super::{SIZES, draw, has, paint, picture, rows, style_of};
use crate::app::fixture::Stage;
use crate::app::msg::Msg;
use crate::config::Charts;
use crate::config::theme::Role;
use crate::model::{Locale, Ticker, TickerState};

fn ticker(id: &str, last: f64, change: f64, state: TickerState) -> Ticker {
    Ticker {
        last: Some(last),
        change: Some(change),
        trail: vec![1.0, 2.0, 1.5, 3.0],
        age: Some(Duration::ZERO),
        state,
        ..Ticker::new(id)
    }
}

fn tickers() -> Vec<Ticker> {
    vec![
        ticker("BTC-USD", 84_000.5, 0.0512, TickerState::Live),
        ticker("SPX", 6_012.25, -0.004, TickerState::Delayed),
        Ticker {
            age: Some(Duration::from_mins(4)),
            ..ticker("NVDA", 185.0, 0.01, TickerState::Stale)
        },
        Ticker {
            state: TickerState::Offline,
            ..Ticker::new("0700.HK")
        },
    ]
}

#[test]
fn prices_stand_under_the_top_line() {
    for (columns, lines) in SIZES {
        let mut stage = Stage::new(columns, lines);
        stage.send(Msg::Tickers(tickers()));
        insta::assert_snapshot!(format!("strip_{columns}"), picture(&stage.app));
    }
    let mut stage = Stage::speaking(120, 40, Locale::Hant);
    stage.send(Msg::Tickers(tickers()));
    insta::assert_snapshot!("strip_hant", picture(&stage.app));
}

#[test]
fn each_state_is_a_word_and_only_good_prices_have_their_colour() {
    let mut stage = Stage::new(120, 40);
    stage.send(Msg::Tickers(tickers()));
    let (buffer, _) = draw(&stage.app, &paint());
    let paint = paint();
    assert!(has(style_of(&buffer, "+5.12%"), paint.style(Role::Gain)));
    assert!(has(style_of(&buffer, "−0.40%"), paint.style(Role::Loss)));
    assert!(has(style_of(&buffer, "+1.00%"), paint.style(Role::Muted)));
    assert!(has(style_of(&buffer, "stale"), paint.style(Role::Warning)));
}

#[test]
fn the_strip_takes_a_row_and_gives_it_back() {
    let mut stage = Stage::new(80, 24);
    let before = picture(&stage.app);
    let body = stage.app.shape.body();
    stage.send(Msg::Tickers(tickers()));
    assert_eq!(stage.app.shape.body(), body - 1);
    stage.send(Msg::Tickers(Vec::new()));
    assert_eq!(picture(&stage.app), before);
    // A screen too short for it, and the text alone, go without.
    let mut short = Stage::new(80, 11);
    short.send(Msg::Tickers(tickers()));
    assert_eq!(short.app.shape.body(), 9);
}

#[test]
fn terminals_of_plain_letters_get_no_blocks() {
    let mut stage = Stage::new(120, 40);
    stage.send(Msg::Tickers(tickers()));
    let mut plain = paint();
    plain.charts = Charts::Ascii;
    let line = rows(&draw(&stage.app, &plain).0).remove(1);
    assert!(line.contains("BTC-USD 84,000.50 +5.12% live"), "{line}");
}
