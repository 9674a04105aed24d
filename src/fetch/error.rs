//! Why an address gave nothing.

use std::net::IpAddr;
use std::time::Duration;

use ureq::Error;
use url::Url;

use super::resolver::Refused;

/// Why a fetch failed; each names the address, and what can be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not an address at all.
    #[error("{text:?} is no web address: {reason}")]
    NotAnAddress {
        /// As given.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Another scheme than `http` or `https`.
    #[error("{url} is not fetched: only http and https are, not {scheme}")]
    Scheme {
        /// The address.
        url: String,
        /// Its scheme.
        scheme: String,
    },
    /// The address carries a name or a password.
    #[error(
        "{url} was given with a name or password, which are not sent: save the page from the browser and import the file"
    )]
    Credentials {
        /// The address without them.
        url: String,
    },
    /// The address leads into the user's own network.
    #[error("{url} leads to {address} in your own network: `--private` fetches it")]
    Private {
        /// The address.
        url: String,
        /// Where its name leads.
        address: IpAddr,
    },
    /// The name is not known.
    #[error("{url}: no such host, or no connection to the internet")]
    NoHost {
        /// The address.
        url: String,
    },
    /// It was sent on and on.
    #[error(
        "{url} redirects more than {limit} times: save the page from the browser and import the file"
    )]
    TooManyRedirects {
        /// The address asked for.
        url: String,
        /// How many are followed.
        limit: u32,
    },
    /// The body does not end.
    #[error("{url} holds more than {} MB, decompressed; nothing was kept", limit / 1_000_000)]
    TooLarge {
        /// The address.
        url: String,
        /// Bytes.
        limit: u64,
    },
    /// It took too long.
    #[error("{url} took more than {} s: try again later, or save the page and import the file", limit.as_secs_f32())]
    TooSlow {
        /// The address.
        url: String,
        /// The limit.
        limit: Duration,
    },
    /// The server answered, but not with what was asked for.
    #[error("{url} answers {status}: {}", advice(*status, wait.as_deref()))]
    Status {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
        /// How long to wait, as the server says: seconds or a date.
        wait: Option<String>,
    },
    /// The body is compressed in a way that was not asked for.
    #[error(
        "{url} sends its text compressed by {encoding}, which is not read: save the page from the browser"
    )]
    Encoding {
        /// The address.
        url: String,
        /// The encoding.
        encoding: String,
    },
    /// A web page where a file was wanted.
    #[error("{url} gives a web page where a file was expected: it may ask to log in")]
    Page {
        /// The address.
        url: String,
    },
    /// Everything between the two machines.
    #[error("{url} could not be fetched: {reason}")]
    Broken {
        /// The address.
        url: String,
        /// What happened.
        reason: String,
    },
}

/// What `ureq` says, in our words.
pub(super) fn from_transport(url: &Url, error: Error, limit: Duration) -> FetchError {
    let url = url.to_string();
    let broken = |reason: String| FetchError::Broken {
        url: url.clone(),
        reason,
    };
    match error {
        Error::Timeout(_) => FetchError::TooSlow { url, limit },
        Error::HostNotFound => FetchError::NoHost { url },
        Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            FetchError::TooSlow { url, limit }
        }
        // The resolver of the system has no kind of its own for a name that is not known.
        Error::Io(error) if error.to_string().contains("lookup address") => {
            FetchError::NoHost { url }
        }
        Error::Other(error) => match error.downcast_ref() {
            Some(Refused(address)) => FetchError::Private {
                url,
                address: *address,
            },
            None => broken(error.to_string()),
        },
        Error::Decompress(_, error) => broken(format!("its compressed text is damaged ({error})")),
        Error::Rustls(error) => broken(format!("no secure connection ({error})")),
        other => broken(other.to_string()),
    }
}

/// What a status means to a reader.
fn advice(status: u16, wait: Option<&str>) -> String {
    match (status, wait) {
        (401 | 402 | 403 | 451, _) => {
            "it is not given to everyone; save the page from the browser and import the file".into()
        }
        (404 | 410, _) => "there is no such page".into(),
        (429 | 503, Some(wait)) if wait.bytes().all(|b| b.is_ascii_digit()) => {
            format!("it was asked too often, try again in {wait} s")
        }
        (429, _) => "it was asked too often, try again later".into(),
        (500.., _) => "the server is in trouble, try again later".into(),
        _ => "nothing that can be read".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_what_to_do() {
        for (status, wait, said) in [
            (403, None, "save the page"),
            (404, None, "no such page"),
            (429, Some("120"), "in 120 s"),
            (429, Some("Fri, 06 Feb 2026 10:00:00 GMT"), "later"),
            (503, None, "later"),
            (204, None, "nothing"),
        ] {
            let error = FetchError::Status {
                url: "https://example.com/a".into(),
                status,
                wait: wait.map(Into::into),
            };
            let text = error.to_string();
            assert!(text.contains(said), "{text}");
            assert!(text.starts_with("https://example.com/a answers"), "{text}");
        }
    }
}
