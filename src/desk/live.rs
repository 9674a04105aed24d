//! The prices of the moment, for as long as somebody looks: a stream where there is one, else a
//! request a minute while the market is open. Nothing of it is written.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use crate::fetch::client::{Answer, Ask, Budget, Client, Validators};
use crate::fetch::socket::Socket;
use crate::market::formats::Quote;
use crate::market::live::{Board, STREAM};
use crate::market::providers::{self, Span};
use crate::model::Ticker;

use super::{Desk, DeskError};

/// How long the loop rests where no stream holds it up.
const REST: Duration = Duration::from_millis(500);

/// Before a broken stream is tried again; doubles up to a minute.
const FIRST_PAUSE: Duration = Duration::from_secs(2);

/// The most that a stream that is down is left alone.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Changes are told at least this far apart.
const TOLD_APART: Duration = Duration::from_millis(250);

/// Days before today that are asked for beside the price of the moment: over any holiday.
const DAYS: i64 = 7;

/// What is looked at while the reader is open.
#[derive(Debug, Clone, Default)]
pub struct Live {
    /// Instruments: coins as `BTC-USD`, else series such as `SPX`. None: nothing is asked.
    pub instruments: Vec<String>,
    /// Another address in the place of Coinbase's stream.
    pub stream: Option<String>,
}

/// What the loop turns on.
struct Watch<'d> {
    desk: &'d Desk,
    client: Client,
    board: Board,
    asked: HashMap<String, Timestamp>,
    socket: Option<Socket>,
    /// When the stream is tried next, and how long after that again.
    again: (Timestamp, Duration),
}

impl Desk {
    /// The same desk, which looks at these prices: see [`Self::watch_prices`].
    #[must_use]
    pub fn with_live(mut self, live: Live) -> Self {
        let (_, unknown) = Board::new(&live.instruments);
        let told = unknown
            .iter()
            .map(|name| format!("[live] instruments: nobody tells the price of {name}"));
        super::lazy::lock(&self.notices).extend(told);
        self.live = live;
        self
    }

    /// Tells the prices of the moment whenever what is shown of them changes, until `is_over`.
    ///
    /// Returns at once where no instrument is set. Blocks otherwise.
    ///
    /// # Errors
    ///
    /// [`DeskError`], where what is known of hosts cannot be read; that a source cannot be reached
    /// is shown by its tickers.
    pub fn watch_prices(
        &self,
        is_over: &dyn Fn() -> bool,
        tell: &mut dyn FnMut(Vec<Ticker>),
    ) -> Result<(), DeskError> {
        let (board, _) = Board::new(&self.live.instruments);
        if board.is_empty() {
            return Ok(());
        }
        let store = self.open_source_store()?;
        let client = self.client(&store)?;
        drop(store);
        let clock = &self.sources.clock;
        let mut watch = Watch {
            desk: self,
            client,
            board,
            asked: HashMap::new(),
            socket: None,
            again: (clock.now(), FIRST_PAUSE),
        };
        let mut shown = watch.board.shown(clock.now());
        tell(shown.clone());
        let mut told = clock.now();
        while !is_over() {
            watch.poll();
            watch.listen();
            let now = clock.now();
            let next = watch.board.shown(now);
            let is_due =
                Duration::try_from(now.duration_since(told)).is_ok_and(|gone| gone >= TOLD_APART);
            if is_due && next != shown {
                tell(next.clone());
                (shown, told) = (next, now);
            }
        }
        Ok(())
    }
}

impl Watch<'_> {
    /// Hears what the stream says, for a moment at most; connects where that is due.
    fn listen(&mut self) {
        let clock = &self.desk.sources.clock;
        let now = clock.now();
        let Some(subscription) = self.board.subscription() else {
            return clock.sleep(REST);
        };
        if self.socket.is_none() {
            if now < self.again.0 {
                return clock.sleep(REST);
            }
            let url = self.desk.live.stream.as_deref().unwrap_or(STREAM);
            let opened = Socket::connect(url).and_then(|mut socket| {
                socket.send(&subscription)?;
                Ok(socket)
            });
            match opened {
                Ok(socket) => self.socket = Some(socket),
                Err(_) => return self.lose(now),
            }
        }
        match self.socket.as_mut().map(Socket::receive) {
            Some(Ok(Some(text))) => {
                self.again.1 = FIRST_PAUSE;
                self.board.take_message(&text, now);
            }
            Some(Ok(None)) | None => {}
            Some(Err(_)) => self.lose(now),
        }
    }

    /// Leaves the stream alone for a while, longer each time.
    fn lose(&mut self, now: Timestamp) {
        self.socket = None;
        self.board.lose_stream();
        let pause = self.again.1;
        let until = now.checked_add(pause).unwrap_or(now);
        self.again = (until, pause.saturating_mul(2).min(LONGEST_PAUSE));
    }

    /// Asks for the prices that are due.
    fn poll(&mut self) {
        let now = self.desk.sources.clock.now();
        let due = self.board.to_poll(now, |id| self.asked.get(id).copied());
        for id in due {
            self.asked.insert(id.clone(), now);
            match self.quote(&id) {
                Some(quote) => self.board.take_quote(&id, &quote, now),
                None => self.board.fail(&id),
            }
        }
    }

    /// The price of the moment; `None` where the source does not give it, which the breaker of its
    /// host remembers.
    fn quote(&self, id: &str) -> Option<Quote> {
        let yahoo = providers::named("yahoo")?;
        let today = self.desk.setup.today;
        let span = Span {
            first: today.saturating_sub(jiff::Span::new().days(DAYS)),
            last: today,
        };
        let request = yahoo.requests(id, span).into_iter().next()?;
        let host = yahoo.host();
        let answer = self.client.get(&Ask {
            url: format!("{}{}", self.desk.sources.base(yahoo), request.path),
            accept: host.accept,
            referer: host.referer,
            as_browser: host.as_browser,
            budget: Budget {
                a_minute: host.a_minute,
                gap: host.gap,
            },
            known: Validators::default(),
        });
        let Ok(Answer::New(received)) = answer else {
            return None;
        };
        let parsed = yahoo.parse(&request, &received.bytes).ok()?;
        parsed.quotes.into_iter().next()
    }
}

#[cfg(test)]
mod tests;
