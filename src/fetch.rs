//! The only place where this program speaks to the network: one address of anybody's, fetched once
//! ([`Fetcher`]), and sources of data, asked again and again ([`client`]). What follows is of the
//! first.
//!
//! Transport is `ureq` with `rustls`, certificates are judged by the platform's verifier, and
//! addresses are read as browsers read them (WHATWG, by `url`). What is limited: the time of the
//! whole fetch, the bytes after decompression (a compressed bomb ends at the limit), and the number
//! of redirects. Only `http` and `https` are followed. Addresses that lead into the user's own
//! network are refused unless asked for, on every hop, after the name was resolved and on the very
//! addresses that are connected to, so that neither a redirect nor a name server leads around it.
//!
//! What is sent is the address and `User-Agent: tapereader/VERSION`: no cookie, no referrer, no
//! credentials, no language. Proxies of the environment are not used: behind one, the check of
//! addresses would check nothing, and a user would not be told who sees what is read.
//!
//! What it does not do: it runs no script, keeps no cache, and tries nothing twice.

mod address;
pub mod client;
mod error;
mod resolver;
pub mod socket;

use std::io::Read;
use std::time::{Duration, Instant};

use ureq::http::{Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

pub use error::FetchError;

use resolver::Guard;

const USER_AGENT: &str = concat!("tapereader/", env!("CARGO_PKG_VERSION"));

/// How much of everything one fetch may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For the whole of it: names, connections, redirects, the body.
    pub time: Duration,
    /// Of the body, after decompression.
    pub bytes: u64,
    /// Hops from the address asked for to the one that answers.
    pub redirects: u32,
}

impl Default for Limits {
    /// 30 seconds, 32 MiB (the largest note), 8 redirects.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            bytes: 32 * 1024 * 1024,
            redirects: 8,
        }
    }
}

/// Which addresses may be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Only those of the public internet.
    #[default]
    Public,
    /// The user's own machine and network, too.
    Private,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address that answered, after all redirects.
    pub url: String,
    /// The kind that the server names, in lower case and without parameters: `text/html`.
    pub kind: Option<String>,
    /// The encoding that the server names, as written.
    pub charset: Option<String>,
    /// The body, decompressed.
    pub bytes: Vec<u8>,
}

/// Fetches addresses, each with the same limits.
#[derive(Debug, Clone)]
pub struct Fetcher {
    agent: Agent,
    limits: Limits,
}

impl Fetcher {
    /// A fetcher; connects to nothing yet.
    #[must_use]
    pub fn new(limits: Limits, reach: Reach) -> Self {
        Self::guarded(limits, Guard::new(reach))
    }

    fn guarded(limits: Limits, guard: Guard) -> Self {
        let config = Agent::config_builder()
            .user_agent(USER_AGENT)
            .proxy(None)
            .tls_config(tls())
            // Redirects are followed here, where each hop can be judged and named.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .build();
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            limits,
        }
    }

    /// The body behind an address.
    ///
    /// # Errors
    ///
    /// Every limit and every answer but success has its own [`FetchError`], which names the address
    /// and what can be done.
    pub fn get(&self, address: &str) -> Result<Fetched, FetchError> {
        let began = Instant::now();
        let mut url = parse(address)?;
        for _ in 0..=self.limits.redirects {
            judge(&url)?;
            let response = self.ask(&url, began)?;
            let Some(next) = redirect(&url, &response)? else {
                return self.answer(&url, response);
            };
            url = next;
        }
        Err(FetchError::TooManyRedirects {
            url: address.to_owned(),
            limit: self.limits.redirects,
        })
    }

    /// The same for a file, such as a picture or a table: a web page in its place is an error.
    ///
    /// # Errors
    ///
    /// As [`Self::get`], and [`FetchError::Page`].
    pub fn get_file(&self, address: &str) -> Result<Fetched, FetchError> {
        let fetched = self.get(address)?;
        let is_page =
            fetched.kind.as_deref() == Some("text/html") || begins_as_page(&fetched.bytes);
        if is_page {
            return Err(FetchError::Page { url: fetched.url });
        }
        Ok(fetched)
    }

    fn ask(&self, url: &Url, began: Instant) -> Result<Response<Body>, FetchError> {
        let too_slow = || FetchError::TooSlow {
            url: url.to_string(),
            limit: self.limits.time,
        };
        let left = self.limits.time.saturating_sub(began.elapsed());
        if left.is_zero() {
            return Err(too_slow());
        }
        let request = self.agent.get(url.as_str()).config();
        let answered = request.timeout_global(Some(left)).build().call();
        answered.map_err(|error| self.failed(url, error))
    }

    fn answer(&self, url: &Url, response: Response<Body>) -> Result<Fetched, FetchError> {
        let url_text = || url.to_string();
        let status = response.status();
        if !status.is_success() || status == StatusCode::NO_CONTENT {
            return Err(FetchError::Status {
                url: url_text(),
                status: status.as_u16(),
                wait: header(&response, "retry-after"),
            });
        }
        if let Some(encoding) = header(&response, "content-encoding")
            && !encoding.eq_ignore_ascii_case("identity")
        {
            return Err(FetchError::Encoding {
                url: url_text(),
                encoding,
            });
        }
        let (kind, charset) = content_type(header(&response, "content-type").as_deref());
        let limit = self.limits.bytes;
        let mut bytes = Vec::new();
        let body = response.into_body().into_with_config().limit(u64::MAX);
        body.reader()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| self.failed(url, error.into()))?;
        if bytes.len() as u64 > limit {
            return Err(FetchError::TooLarge {
                url: url_text(),
                limit,
            });
        }
        Ok(Fetched {
            url: url_text(),
            kind,
            charset,
            bytes,
        })
    }

    fn failed(&self, url: &Url, error: ureq::Error) -> FetchError {
        error::from_transport(url, error, self.limits.time)
    }
}

/// An address that a page names, seen from the page: `../a.png` as the whole address. `None` where
/// it is no address of `http` or `https`.
#[must_use]
pub fn resolve(page: &str, reference: &str) -> Option<String> {
    let joined = Url::parse(page).ok()?.join(reference).ok()?;
    is_web(&joined).then(|| joined.to_string())
}

/// Whether a text is meant as an address to fetch, in whatever scheme: `https://…`, `ftp://…`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    scheme.len() > 1 && scheme.chars().all(is_scheme) && !rest.is_empty()
}

/// Certificates are judged by the platform's verifier.
fn tls() -> TlsConfig {
    TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .build()
}

fn parse(address: &str) -> Result<Url, FetchError> {
    Url::parse(address.trim()).map_err(|reason| FetchError::NotAnAddress {
        text: address.to_owned(),
        reason: reason.to_string(),
    })
}

/// What can be told of an address before its name is resolved.
fn judge(url: &Url) -> Result<(), FetchError> {
    if !is_web(url) {
        return Err(FetchError::Scheme {
            url: url.to_string(),
            scheme: url.scheme().to_owned(),
        });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Credentials {
            url: bare(url).to_string(),
        });
    }
    Ok(())
}

/// The address without name and password.
fn bare(url: &Url) -> Url {
    let mut bare = url.clone();
    let cleared = bare.set_username("").and(bare.set_password(None));
    // Both succeed for every address that has a host, and only those have a name in them.
    if cleared.is_err() {
        bare.set_path("");
    }
    bare
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// Where an answer sends on to.
fn redirect(url: &Url, response: &Response<Body>) -> Result<Option<Url>, FetchError> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = header(response, "location") else {
        return Ok(None);
    };
    let joined = url
        .join(&location)
        .map_err(|reason| FetchError::NotAnAddress {
            text: location,
            reason: format!("{reason}, to which {url} redirects"),
        })?;
    Ok(Some(joined))
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    // Chinese servers write raw UTF-8 into `Location`.
    let text = std::str::from_utf8(value.as_bytes()).ok()?;
    Some(text.trim().to_owned())
}

/// Kind and encoding of a `Content-Type`.
fn content_type(header: Option<&str>) -> (Option<String>, Option<String>) {
    let mut parts = header.unwrap_or_default().split(';').map(str::trim);
    let kind = parts.next().filter(|kind| !kind.is_empty());
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches('"').to_owned())
    });
    (kind.map(str::to_ascii_lowercase), charset)
}

fn begins_as_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

#[cfg(test)]
#[path = "../tests/cli/loopback.rs"]
pub(crate) mod loopback;
#[cfg(test)]
mod tests;
