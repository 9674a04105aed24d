//! Asking sources of data again and again, as a guest.
//!
//! Every host has a budget of requests and a circuit breaker; a request that may succeed a moment
//! later is sent again after a pause that doubles and is spread by chance; `Retry-After` is obeyed,
//! and where it asks for more than a reader waits, the host is left alone for so long. An answer
//! that is known already is not sent again (`ETag`, `If-Modified-Since`). The time of the whole and
//! the bytes after decompression are limited. Redirects are followed within their host only: a
//! source that moved is told.
//!
//! Sent are the address, an `Accept`, where a source demands it the address of its own page as
//! `Referer`, and a `User-Agent` that says who asks. Proxies are used as the environment says
//! (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`): the hosts are those of the providers' table, or set
//! by the user, so there is no address of a stranger's to be guarded from.
//!
//! What is in an answer it does not judge, but for a web page in the place of data.

mod backoff;
mod breaker;
mod budget;
mod clock;
mod fault;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::Response;
use ureq::{Agent, Body, Proxy};
use url::Url;

pub use breaker::{Circuit, HostState};
pub use budget::Budget;
#[cfg(test)]
pub(crate) use clock::testing::TestClock;
pub use clock::{Clock, SystemClock};
pub use fault::Fault;

use budget::{Spent, between, later};

/// What a user agent says of itself where a source wants to hear of a browser: our name is in it.
const COMPATIBLE: &str = concat!(
    "Mozilla/5.0 (compatible; tapereader/",
    env!("CARGO_PKG_VERSION"),
    ")"
);

/// Hops within one host.
const REDIRECTS: u32 = 3;

/// How much of everything one request may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For the whole of one attempt, the body included.
    pub time: Duration,
    /// Of the body, after decompression.
    pub bytes: u64,
    /// How often it is tried.
    pub attempts: u32,
    /// The longest pause before an attempt that is waited for.
    pub pause: Duration,
}

impl Default for Patience {
    /// 10 s to connect, 60 s for the whole, 64 MiB (the largest chain has 13), 3 attempts, pauses
    /// of 30 s at most.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            time: Duration::from_mins(1),
            bytes: 64 * 1024 * 1024,
            attempts: 3,
            pause: Duration::from_secs(30),
        }
    }
}

/// What tells whether an answer is still the same, as its server named it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The whole address.
    pub url: String,
    /// The kinds of answer that are understood.
    pub accept: &'static str,
    /// The page of the source's own that a request has to come from, where it demands one.
    pub referer: Option<&'static str>,
    /// Whether the source answers only what names itself after a browser.
    pub as_browser: bool,
    /// How often its host may be asked.
    pub budget: Budget,
    /// What is known of an answer that is held already.
    pub known: Validators,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The answer that is held is still the one.
    Unchanged,
    /// A new one.
    New(Received),
}

/// A new answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The body, decompressed; may be empty.
    pub bytes: Vec<u8>,
    /// What tells whether a later one differs.
    pub validators: Validators,
    /// The time by the server's clock, where it says it.
    pub server_time: Option<Timestamp>,
}

/// Asks sources; may be shared by threads.
pub struct Client {
    agent: Agent,
    patience: Patience,
    clock: Arc<dyn Clock>,
    hosts: Mutex<HashMap<String, Host>>,
}

#[derive(Debug, Clone, Default)]
struct Host {
    state: HostState,
    spent: Spent,
}

impl Client {
    /// A client that remembers what is known of hosts; connects to nothing yet.
    #[must_use]
    pub fn new(
        patience: Patience,
        clock: Arc<dyn Clock>,
        known: impl IntoIterator<Item = (String, HostState)>,
    ) -> Self {
        let config = Agent::config_builder()
            .user_agent(super::USER_AGENT)
            .proxy(Proxy::try_from_env())
            .tls_config(super::tls())
            // Redirects are followed here, where each hop can be judged and named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .timeout_connect(Some(patience.connect))
            .timeout_global(Some(patience.time))
            .build();
        let hosts = known.into_iter().map(|(name, state)| {
            let mut spent = Spent::default();
            state.last_asked.into_iter().for_each(|at| spent.book(at));
            (name, Host { state, spent })
        });
        Self {
            agent: config.new_agent(),
            patience,
            clock,
            hosts: Mutex::new(hosts.collect()),
        }
    }

    /// The answer to a request; waits for the budget of its host and between attempts.
    ///
    /// # Errors
    ///
    /// [`Fault`], after as many attempts as the fault deserves.
    pub fn get(&self, ask: &Ask) -> Result<Answer, Fault> {
        let url = parse(&ask.url)?;
        let host = host_of(&url);
        let mut attempt = 0;
        loop {
            self.admit(&host, ask.budget)?;
            let fault = match self.once(&url, &host, ask) {
                Ok(answer) => {
                    self.host(&host, |host| host.state.succeed());
                    return Ok(answer);
                }
                Err(fault) => fault,
            };
            attempt += 1;
            let pause = self.pause(&fault, attempt);
            match pause.filter(|_| attempt < self.patience.attempts) {
                Some(pause) => self.clock.sleep(pause),
                None => return Err(self.hold_against(&host, fault)),
            }
        }
    }

    /// What is known of every host now, to be remembered.
    #[must_use]
    pub fn hosts(&self) -> Vec<(String, HostState)> {
        let hosts = self.lock();
        let mut all: Vec<(String, HostState)> = hosts
            .iter()
            .map(|(name, host)| {
                let last_asked = host.spent.last().or(host.state.last_asked);
                let state = HostState {
                    last_asked,
                    ..host.state
                };
                (name.clone(), state)
            })
            .collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all
    }

    /// The answer of a host was no data after all, as its reader found: counts as a failure.
    pub fn disappointed(&self, address: &str) {
        if let Ok(url) = parse(address) {
            let now = self.clock.now();
            self.host(&host_of(&url), |host| host.state.fail(now));
        }
    }

    /// Waits until the host may be asked; the wait is booked before, so that threads queue.
    fn admit(&self, name: &str, budget: Budget) -> Result<(), Fault> {
        let now = self.clock.now();
        let chance = self.clock.chance();
        let at = self.host(name, |host| {
            if let Circuit::Open(until) = host.state.circuit(now) {
                return Err(Fault::LeftAlone {
                    host: name.to_owned(),
                    failures: host.state.failures,
                    until,
                });
            }
            let at = host.spent.next(now, budget, chance);
            host.spent.book(at);
            Ok(at)
        })?;
        let wait = between(now, at);
        if !wait.is_zero() {
            self.clock.sleep(wait);
        }
        Ok(())
    }

    /// How long to wait before the next attempt; `None` where none is made.
    fn pause(&self, fault: &Fault, attempt: u32) -> Option<Duration> {
        let chance = self.clock.chance();
        match fault {
            Fault::Throttled {
                until,
                is_named: true,
                ..
            } => {
                let named = between(self.clock.now(), *until);
                (named <= self.patience.pause).then_some(named)
            }
            // A ban is not tried again.
            Fault::Throttled { status: 418, .. } => None,
            Fault::Throttled { .. } => Some(backoff::pause_when_throttled(attempt - 1, chance)),
            fault => fault
                .is_passing()
                .then(|| backoff::pause(attempt - 1, chance)),
        }
    }

    /// Counts a fault in the end; a host that asked for a pause gets it.
    fn hold_against(&self, name: &str, fault: Fault) -> Fault {
        let now = self.clock.now();
        self.host(name, |host| match &fault {
            Fault::Throttled { until, .. } => host.state.open_for(now, between(now, *until)),
            fault if fault.is_of_the_host() => host.state.fail(now),
            _ => {}
        });
        fault
    }

    /// One attempt, with the redirects within the host.
    fn once(&self, url: &Url, host: &str, ask: &Ask) -> Result<Answer, Fault> {
        let mut url = url.clone();
        for _ in 0..=REDIRECTS {
            let response = self.send(&url, host, ask)?;
            let status = response.status().as_u16();
            if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return self.read(&url, host, response);
            }
            let location = super::header(&response, "location").unwrap_or_default();
            let next = url.join(&location).ok();
            url = match next {
                Some(next) if host_of(&next) == host && next.scheme() == url.scheme() => next,
                other => {
                    return Err(Fault::Moved {
                        url: url.to_string(),
                        to: other.map_or(location, |next| next.to_string()),
                    });
                }
            };
        }
        Err(Fault::Moved {
            url: ask.url.clone(),
            to: url.to_string(),
        })
    }

    fn send(&self, url: &Url, host: &str, ask: &Ask) -> Result<Response<Body>, Fault> {
        let mut request = self.agent.get(url.as_str()).header("Accept", ask.accept);
        if ask.as_browser {
            request = request.header("User-Agent", COMPATIBLE);
        }
        let conditions = [
            ("Referer", ask.referer),
            ("If-None-Match", ask.known.etag.as_deref()),
            ("If-Modified-Since", ask.known.modified.as_deref()),
        ];
        for (name, value) in conditions {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let answered = request.call();
        answered.map_err(|error| self.failed(url, host, error))
    }

    fn read(&self, url: &Url, host: &str, response: Response<Body>) -> Result<Answer, Fault> {
        let status = response.status().as_u16();
        let header = |name| super::header(&response, name);
        let server_time = header("date").and_then(|date| backoff::http_date(&date));
        let wait = header("retry-after");
        match status {
            304 => return Ok(Answer::Unchanged),
            418 | 429 => return Err(self.throttled(host, status, wait.as_deref(), server_time)),
            // A server in trouble that says for how long is obeyed in the same way.
            503 if wait.is_some() => {
                return Err(self.throttled(host, status, wait.as_deref(), server_time));
            }
            _ => {}
        }
        if let Some(fault) = fault::from_status(url.as_str(), status) {
            return Err(fault);
        }
        if let Some(encoding) = header("content-encoding")
            && !encoding.eq_ignore_ascii_case("identity")
        {
            return Err(Fault::Unreadable {
                url: url.to_string(),
                reason: format!("compressed by {encoding}"),
            });
        }
        let validators = Validators {
            etag: header("etag"),
            modified: header("last-modified"),
        };
        let bytes = self.body(url, host, response)?;
        if super::begins_as_page(&bytes) {
            return Err(Fault::Page {
                url: url.to_string(),
            });
        }
        Ok(Answer::New(Received {
            bytes,
            validators,
            server_time,
        }))
    }

    fn body(&self, url: &Url, host: &str, response: Response<Body>) -> Result<Vec<u8>, Fault> {
        let limit = self.patience.bytes;
        let mut bytes = Vec::new();
        let body = response.into_body().into_with_config().limit(u64::MAX);
        body.reader()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| self.failed(url, host, error.into()))?;
        if bytes.len() as u64 > limit {
            return Err(Fault::TooLarge {
                url: url.to_string(),
                limit,
            });
        }
        Ok(bytes)
    }

    /// Asked too often: until when the host wants to be left alone, or is where it does not say.
    fn throttled(
        &self,
        host: &str,
        status: u16,
        wait: Option<&str>,
        server_time: Option<Timestamp>,
    ) -> Fault {
        let now = self.clock.now();
        let named = wait.and_then(|value| backoff::retry_after(value, server_time, now));
        let wait = named.unwrap_or(breaker::FIRST_PAUSE);
        Fault::Throttled {
            host: host.to_owned(),
            status,
            until: later(now, wait.min(breaker::LONGEST_PAUSE)),
            is_named: named.is_some(),
        }
    }

    fn failed(&self, url: &Url, host: &str, error: ureq::Error) -> Fault {
        fault::from_transport(url.as_str(), host, error, self.patience.time)
    }

    fn host<T>(&self, name: &str, change: impl FnOnce(&mut Host) -> T) -> T {
        change(self.lock().entry(name.to_owned()).or_default())
    }

    /// A thread that panicked leaves the table as whole as any other.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn parse(address: &str) -> Result<Url, Fault> {
    let wrong = |reason: String| Fault::NotAnAddress {
        text: address.to_owned(),
        reason,
    };
    let url = Url::parse(address).map_err(|reason| wrong(reason.to_string()))?;
    if !super::is_web(&url) || url.host_str().is_none() {
        return Err(wrong("only http and https are asked".to_owned()));
    }
    Ok(url)
}

/// What a budget and a breaker belong to: name and port.
fn host_of(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    }
}
