//! The prices of the moment: what is told by Coinbase's stream and asked of Yahoo, and how far each
//! can be relied on.
//!
//! A pure state: it takes what came and the time, and says what the strip shows. New York's hours
//! are 9:30 to 16:00 on trading days; that some days end at 13:00 it does not know, so that after
//! such an end a price is called stale, not closed.

#[cfg(test)]
mod tests;

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::time;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::formats::Quote;
use super::providers::{self, symbols};
use crate::calendar::new_york;
use crate::model::{Ticker, TickerState};

/// Where Coinbase tells prices.
pub const STREAM: &str = "wss://ws-feed.exchange.coinbase.com";

/// New York's clock since 2007 by rule: not every machine has a table of time zones.
const NEW_YORK: &str = "EST5EDT,M3.2.0,M11.1.0";

/// What is asked for is asked for so often while its market is open.
pub const POLL: Duration = Duration::from_mins(1);

/// A stream that is silent for longer is stale; the least of Coinbase's coins trade more often.
const STREAM_STALE: Duration = Duration::from_mins(1);

/// Three polls that brought nothing.
const POLL_STALE: Duration = Duration::from_mins(3);

/// The instruments of a strip.
#[derive(Debug, Clone)]
pub struct Board {
    rows: Vec<Row>,
    new_york: Option<TimeZone>,
}

#[derive(Debug, Clone)]
struct Row {
    ticker: Ticker,
    way: Way,
    /// When the last price came.
    heard: Option<Timestamp>,
    is_offline: bool,
}

/// How prices of an instrument come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Stream,
    Poll { of_new_york: bool },
}

#[derive(Deserialize)]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    product_id: Option<String>,
    price: Option<String>,
    open_24h: Option<String>,
}

impl Board {
    /// A board of these instruments, and those of them that nobody offers.
    #[must_use]
    pub fn new(instruments: &[String]) -> (Self, Vec<String>) {
        let mut rows: Vec<Row> = Vec::new();
        let mut unknown = Vec::new();
        for name in instruments {
            let Some((id, way)) = way(name) else {
                unknown.push(name.clone());
                continue;
            };
            if rows.iter().all(|row| row.ticker.id != id) {
                rows.push(Row {
                    ticker: Ticker::new(id),
                    way,
                    heard: None,
                    is_offline: false,
                });
            }
        }
        let new_york = TimeZone::posix(NEW_YORK).ok();
        (Self { rows, new_york }, unknown)
    }

    /// Whether it has no instrument.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What to say to the stream at the beginning; `None` where nothing comes by it.
    #[must_use]
    pub fn subscription(&self) -> Option<String> {
        let streamed = self.rows.iter().filter(|row| row.way == Way::Stream);
        let ids: Vec<&str> = streamed.map(|row| row.ticker.id.as_str()).collect();
        let text = serde_json::json!({
            "type": "subscribe",
            "product_ids": ids,
            "channels": ["ticker"],
        });
        (!ids.is_empty()).then(|| text.to_string())
    }

    /// The instruments that are to be asked for now, as far as `asked` says when they last were.
    #[must_use]
    pub fn to_poll(
        &self,
        now: Timestamp,
        asked: impl Fn(&str) -> Option<Timestamp>,
    ) -> Vec<String> {
        let is_due = |row: &&Row| {
            let Way::Poll { of_new_york } = row.way else {
                return false;
            };
            match asked(&row.ticker.id) {
                None => true,
                Some(at) => is_older(at, now, POLL) && !self.is_closed(of_new_york, now),
            }
        };
        let due = self.rows.iter().filter(is_due);
        due.map(|row| row.ticker.id.clone()).collect()
    }

    /// Takes a message of the stream; what is no price of ours is passed over.
    pub fn take_message(&mut self, text: &str, now: Timestamp) {
        let Ok(message) = serde_json::from_str::<Message>(text) else {
            return;
        };
        if message.kind != "ticker" {
            return;
        }
        let (Some(id), Some(price)) = (message.product_id, number(message.price)) else {
            return;
        };
        let before = number(message.open_24h);
        self.set(&id, price, before, now);
    }

    /// Takes the answer to a poll.
    pub fn take_quote(&mut self, id: &str, quote: &Quote, now: Timestamp) {
        if quote.last > 0.0 && quote.last.is_finite() {
            self.set(id, quote.last, quote.previous, now);
        }
    }

    /// A poll failed.
    pub fn fail(&mut self, id: &str) {
        let rows = self.rows.iter_mut();
        rows.filter(|row| row.ticker.id == id)
            .for_each(|row| row.is_offline = true);
    }

    /// The stream broke off.
    pub fn lose_stream(&mut self) {
        let rows = self.rows.iter_mut();
        rows.filter(|row| row.way == Way::Stream)
            .for_each(|row| row.is_offline = true);
    }

    /// What the strip shows now.
    #[must_use]
    pub fn shown(&self, now: Timestamp) -> Vec<Ticker> {
        let shown = self.rows.iter().map(|row| Ticker {
            age: row.heard.map(|at| age(since(at, now))),
            state: self.state(row, now),
            ..row.ticker.clone()
        });
        shown.collect()
    }

    fn set(&mut self, id: &str, price: f64, before: Option<f64>, now: Timestamp) {
        let Some(row) = self.rows.iter_mut().find(|row| row.ticker.id == id) else {
            return;
        };
        let ticker = &mut row.ticker;
        ticker.last = Some(price);
        let before = before.filter(|before| *before > 0.0);
        ticker.change = before.map(|before| price / before - 1.0).or(ticker.change);
        ticker.trail.push(price);
        let beyond = ticker.trail.len().saturating_sub(Ticker::TRAIL);
        ticker.trail.drain(..beyond);
        row.heard = Some(now);
        row.is_offline = false;
    }

    fn state(&self, row: &Row, now: Timestamp) -> TickerState {
        let (good, patience, is_closed) = match row.way {
            Way::Stream => (TickerState::Live, STREAM_STALE, false),
            Way::Poll { of_new_york } => (
                TickerState::Delayed,
                POLL_STALE,
                self.is_closed(of_new_york, now),
            ),
        };
        match row.heard {
            _ if row.is_offline => TickerState::Offline,
            None => TickerState::Waiting,
            Some(_) if is_closed => TickerState::Closed,
            Some(at) if is_older(at, now, patience) => TickerState::Stale,
            Some(_) => good,
        }
    }

    /// Whether the market of an instrument is known to be closed.
    fn is_closed(&self, of_new_york: bool, now: Timestamp) -> bool {
        let Some(zone) = self.new_york.as_ref().filter(|_| of_new_york) else {
            return false;
        };
        let there = now.to_zoned(zone.clone()).datetime();
        let hours = time(9, 30, 0, 0)..time(16, 0, 0, 0);
        !new_york::is_trading_day(there.date()) || !hours.contains(&there.time())
    }
}

/// How prices of an instrument come; `None` where nobody tells them.
fn way(name: &str) -> Option<(String, Way)> {
    let name = name.trim();
    let (coin, currency) = name.split_once('-').unwrap_or((name, ""));
    let is_product = !coin.is_empty()
        && matches!(currency, "USD" | "EUR" | "GBP")
        && coin
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if is_product {
        return Some((name.to_owned(), Way::Stream));
    }
    let id = symbols::canonical(name);
    let yahoo = providers::named("yahoo").filter(|yahoo| yahoo.offers(&id))?;
    let of_new_york = yahoo.is_of_new_york(&id);
    Some((id, Way::Poll { of_new_york }))
}

fn number(text: Option<String>) -> Option<f64> {
    let number: f64 = text?.parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number)
}

fn since(at: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(at)).unwrap_or_default()
}

fn is_older(at: Timestamp, now: Timestamp, age: Duration) -> bool {
    since(at, now) >= age
}

/// An age in steps: nothing under ten seconds, then tens of seconds, minutes, hours.
fn age(exact: Duration) -> Duration {
    let seconds = exact.as_secs();
    let step = match seconds {
        ..60 => 10,
        60..3600 => 60,
        _ => 3600,
    };
    Duration::from_secs(seconds / step * step)
}
