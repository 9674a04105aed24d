//! Asks one provider after another and writes what they give.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

use crate::fetch::client::{Answer, Ask, Budget, Client, Fault, Received, Validators};
use crate::market::formats::{Parsed, Quote};
use crate::market::providers::{Provider, Request};
use crate::model::{Bar, OptionChain, Origin, Series};
use crate::store::StoreError;
use crate::store::market::{Batch, Kind, MarketStore};
use crate::store::sources::{AnswerRecord, SourceStore};

use super::plan::{self, Wanted, last_held};
use super::report::{SourceError, UpdateProgress};
use super::settle::{Gain, settle};
use super::{Sources, records};
use crate::desk::DeskError;

/// Difference of two clocks that is told.
const SKEW: SignedDuration = SignedDuration::from_hours(1);

/// Rows left out of one answer that are told one by one.
const TOLD: usize = 3;

/// Asks, and writes.
pub(super) struct Asker<'d> {
    pub(super) settings: &'d Sources,
    pub(super) client: Client,
    pub(super) sources: SourceStore,
    pub(super) market: MarketStore,
    pub(super) today: Date,
    pub(super) notices: Vec<String>,
    pub(super) has_written: bool,
}

/// What came of one request.
pub(super) enum Got {
    /// The answer that is held is still the one, or there is nothing yet.
    Nothing,
    /// Figures, which are written.
    Figures(Figures),
}

/// What one answer holds.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) series: Vec<Series>,
    pub(super) chains: Vec<OptionChain>,
}

/// Why a request gave nothing: because of its source, or of our own stores.
enum Stop {
    Source(SourceError),
    Store(StoreError),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Source(fault.into())
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Asker<'_> {
    /// Asks a provider for everything wanted that it offers and nobody before it gave.
    pub(super) fn update(
        &mut self,
        provider: &'static dyn Provider,
        wanted: &mut [Wanted],
        done: &mut usize,
        tell: &mut dyn FnMut(&UpdateProgress),
    ) -> Result<(), DeskError> {
        let of_it = wanted.iter_mut().filter(|one| one.is_of(provider));
        let held = plan::holdings(&self.market)?;
        let mut open: Vec<(&mut Wanted, Gain)> = of_it
            .map(|one| {
                let gain = Gain::since(last_held(&held, &one.id, provider));
                (one, gain)
            })
            .collect();
        let ids: Vec<&str> = open.iter().map(|(one, _)| one.id.as_str()).collect();
        let requests = plan::requests(provider, &ids, &held, self.today);
        for (request, series) in &requests {
            tell(&UpdateProgress {
                done: *done,
                provider: provider.name(),
                subject: series.join(" "),
            });
            *done += 1;
            let is_held = |id: &String| last_held(&held, id, provider).is_some();
            let came = match self.ask(provider, request, series.iter().all(is_held)) {
                Err(Stop::Store(error)) => return Err(error.into()),
                Err(Stop::Source(error)) => Err(error),
                Ok(got) => Ok(got),
            };
            for (one, gain) in open.iter_mut().filter(|(one, _)| series.contains(&one.id)) {
                gain.take(&one.id, &came);
            }
        }
        let now = self.settings.clock.now();
        for (one, gain) in open {
            match settle(provider, one, &gain, self.today) {
                None => self.sources.put_success(provider.id(), now)?,
                Some(why) => self
                    .sources
                    .put_failure(provider.id(), now, &why.to_string())?,
            }
        }
        Ok(())
    }

    /// Remembers how the hosts behaved; gives what is to be told, and whether anything was written.
    pub(super) fn finish(mut self) -> Result<(Vec<String>, bool), DeskError> {
        self.sources.put_hosts(&records(&self.client))?;
        Ok((self.notices, self.has_written))
    }

    /// One request, and what is asked instead where there is no such thing.
    fn ask(
        &mut self,
        provider: &'static dyn Provider,
        request: &Request,
        is_held: bool,
    ) -> Result<Got, Stop> {
        let got = self.ask_once(provider, request, is_held);
        match (&got, &request.otherwise) {
            (Err(Stop::Source(SourceError::Fault(Fault::NotThere { .. }))), Some(other)) => {
                self.ask_once(provider, other, is_held)
            }
            _ => got,
        }
    }

    /// One request, and its figures written.
    fn ask_once(
        &mut self,
        provider: &'static dyn Provider,
        request: &Request,
        is_held: bool,
    ) -> Result<Got, Stop> {
        let url = self.url(provider, request);
        let known = if is_held {
            self.sources.answer(&url)?.unwrap_or_default()
        } else {
            AnswerRecord::default()
        };
        let Some(received) = self.send(provider, &url, known)? else {
            return Ok(Got::Nothing);
        };
        if received.bytes.is_empty() && request.may_be_empty {
            return Ok(Got::Nothing);
        }
        let figures = self.read(provider, request, &url, &received.bytes)?;
        self.write(&figures)?;
        // Only now: an answer that was not written must come again.
        let answer = AnswerRecord {
            etag: received.validators.etag,
            modified: received.validators.modified,
        };
        self.sources.put_answer(&url, &answer)?;
        Ok(Got::Figures(figures))
    }

    fn url(&self, provider: &dyn Provider, request: &Request) -> String {
        format!("{}{}", self.settings.base(provider), request.path)
    }

    /// The answer; `None` where the one that is held is still the one.
    fn send(
        &mut self,
        provider: &'static dyn Provider,
        url: &str,
        known: AnswerRecord,
    ) -> Result<Option<Received>, Fault> {
        let host = provider.host();
        let answer = self.client.get(&Ask {
            url: url.to_owned(),
            accept: host.accept,
            referer: host.referer,
            as_browser: host.as_browser,
            budget: Budget {
                a_minute: host.a_minute,
                gap: host.gap,
            },
            known: Validators {
                etag: known.etag,
                modified: known.modified,
            },
        })?;
        Ok(match answer {
            Answer::Unchanged => None,
            Answer::New(received) => {
                self.compare_clocks(provider, received.server_time);
                Some(received)
            }
        })
    }

    fn read(
        &mut self,
        provider: &'static dyn Provider,
        request: &Request,
        url: &str,
        bytes: &[u8],
    ) -> Result<Figures, Stop> {
        let parsed = provider.parse(request, bytes).map_err(|error| {
            self.client.disappointed(url);
            let url = url.to_owned();
            Stop::Source(SourceError::Content { url, error })
        })?;
        self.tell_notices(provider, &request.subject, &parsed);
        Ok(figures(provider, parsed))
    }

    fn write(&mut self, figures: &Figures) -> Result<(), StoreError> {
        let batch = Batch {
            chains: &figures.chains,
            ..Batch::of_series(&figures.series, self.settings.clock.now())
        };
        let stored = self.market.put(Kind::Real, &batch)?;
        self.has_written |= stored.series + stored.chains > 0;
        let changes = stored.changes.iter().map(ToString::to_string);
        self.notices.extend(changes);
        Ok(())
    }

    /// Tells of a clock that is wrong, once: by ours is judged whether figures are fresh.
    fn compare_clocks(&mut self, provider: &dyn Provider, server: Option<Timestamp>) {
        let Some(server) = server else {
            return;
        };
        let ahead = self.settings.clock.now().duration_since(server);
        if ahead.abs() <= SKEW {
            return;
        }
        let hours = ahead.abs().as_hours();
        let word = if ahead.is_positive() {
            "ahead of"
        } else {
            "behind"
        };
        let notice = format!(
            "the clock of this machine is {hours} h {word} that of {}: what is stale cannot be told",
            provider.name()
        );
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn tell_notices(&mut self, provider: &dyn Provider, subject: &str, parsed: &Parsed) {
        let name = provider.name();
        let told = parsed.notices.iter().take(TOLD);
        self.notices
            .extend(told.map(|notice| format!("{name}, {subject}: {notice}")));
        if let Some(more) = parsed
            .notices
            .len()
            .checked_sub(TOLD)
            .filter(|more| *more > 0)
        {
            self.notices
                .push(format!("{name}, {subject}: {more} more like these"));
        }
    }
}

/// What an answer holds, as it is stored: under the name of who gave it.
fn figures(provider: &dyn Provider, parsed: Parsed) -> Figures {
    let origin = Origin::Provider(provider.name().to_owned());
    // A price of the moment beside a history is the last of it.
    let is_history = !parsed.series.is_empty();
    let quotes = parsed.quotes.iter().filter(|_| !is_history);
    let quoted = quotes.filter_map(|quote| {
        let bar = day_of(quote)?;
        Some(Series::new(quote.id.clone(), origin.clone(), vec![bar]))
    });
    let mut series: Vec<Series> = quoted.collect();
    let rows = parsed.series.into_iter();
    series.extend(rows.map(|rows| rows.into_series(origin.clone())));
    let chains = parsed.chains.into_iter();
    Figures {
        series,
        chains: chains
            .map(|chain| chain.into_chain(origin.clone()))
            .collect(),
    }
}

/// A price of the moment as the bar of its day; `None` where its day is not said.
fn day_of(quote: &Quote) -> Option<Bar> {
    Some(Bar {
        open: quote.open,
        high: quote.high,
        low: quote.low,
        volume: quote.volume,
        ..Bar::close_only(quote.at.map(DateTime::date)?, quote.last)
    })
}
