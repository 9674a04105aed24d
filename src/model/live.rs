//! Prices of the moment, as the quote strip shows them.

use std::time::Duration;

/// One instrument of the strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticker {
    /// As the settings name it: `BTC-USD`, `SPX`.
    pub id: String,
    /// The last price; `None` before the first came.
    pub last: Option<f64>,
    /// Against the close before, or a day before where there is no close; a share, 0.01 is 1 %.
    pub change: Option<f64>,
    /// The last prices, the oldest first, at most [`Self::TRAIL`].
    pub trail: Vec<f64>,
    /// How old the last price is, in steps that grow with it.
    pub age: Option<Duration>,
    /// How far it can be relied on.
    pub state: TickerState,
}

impl Ticker {
    /// Prices of a trail at most.
    pub const TRAIL: usize = 32;

    /// One of which nothing is known yet.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            last: None,
            change: None,
            trail: Vec::new(),
            age: None,
            state: TickerState::Waiting,
        }
    }
}

/// How far a price of the strip can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TickerState {
    /// Nothing came yet.
    Waiting,
    /// It is told as it is made.
    Live,
    /// It is asked for from time to time, of a source that is late by itself.
    Delayed,
    /// The market is closed: the last price is the close.
    Closed,
    /// The market is open, and nothing came for longer than it should.
    Stale,
    /// The source cannot be reached.
    Offline,
}
