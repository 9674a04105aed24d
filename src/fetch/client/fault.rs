//! Why a source of data gave nothing.

use std::io;
use std::time::Duration;

use jiff::Timestamp;
use ureq::Error;

/// Why a request to a source of data failed; each names the place, and what can be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Not an address of the web: only a base address of the settings can be wrong so.
    #[error("{text:?} is no web address: {reason}; see `base` under [providers] in the settings")]
    NotAnAddress {
        /// As given.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The name is not known, or there is no network.
    #[error("{host}: no such host, or no connection to the internet")]
    Offline {
        /// Its name.
        host: String,
    },
    /// Nobody takes the connection.
    #[error("{host} takes no connection ({reason}): try again later, or set a proxy")]
    NoConnection {
        /// Its name.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The connection is not secure, or the certificate is another's.
    #[error("{host}: no secure connection ({reason}): is a proxy or a portal between?")]
    NotSecure {
        /// Its name.
        host: String,
        /// What is wrong.
        reason: String,
    },
    /// It took too long: no answer, or one that drips.
    #[error("{url} took more than {} s and was cut: try again later", limit.as_secs_f32())]
    TooSlow {
        /// The address.
        url: String,
        /// The limit.
        limit: Duration,
    },
    /// The answer ended before its end.
    #[error("{url} broke off in the middle ({reason}): nothing of it was kept, try again")]
    CutOff {
        /// The address.
        url: String,
        /// What happened.
        reason: String,
    },
    /// The answer does not end, or unpacks to more than any answer of its kind holds.
    #[error("{url} holds more than {limit} bytes, decompressed; nothing was kept")]
    TooLarge {
        /// The address.
        url: String,
        /// Bytes.
        limit: u64,
    },
    /// What came is no HTTP, or compressed in a way that was not asked for.
    #[error("{url} gave an answer that cannot be read ({reason})")]
    Unreadable {
        /// The address.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It was asked too often (429, 418).
    #[error("{host} was asked too often ({status}); it is left alone until {}", minute(*until))]
    Throttled {
        /// Its name.
        host: String,
        /// The status of HTTP.
        status: u16,
        /// As the host says, or as long as the breaker is open; UTC.
        until: Timestamp,
        /// Whether the host says it.
        is_named: bool,
    },
    /// It is not given to us (401, 403, 451).
    #[error("{url} is refused ({status}): not given to everyone, or not to your country")]
    Refused {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// There is no such thing there (400, 404, 410).
    #[error("{url} is not there ({status}): the name may be wrong, or the source has changed")]
    NotThere {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// The server is in trouble (5xx).
    #[error("{url} answers {status}: the server is in trouble, try again later")]
    Server {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// Another status than any that means something here.
    #[error("{url} answers {status}, which cannot be read")]
    Status {
        /// The address.
        url: String,
        /// The status of HTTP.
        status: u16,
    },
    /// It sends on to another host, or round in circles: a source that moved is told, not followed.
    #[error("{url} sends on to {to}: the source may have moved; update tape, or set its `base`")]
    Moved {
        /// The address.
        url: String,
        /// Where to.
        to: String,
    },
    /// A web page where data were wanted: a log-in, a captcha, a notice.
    #[error(
        "{url} gives a web page in the place of data: open it in a browser to see what it asks"
    )]
    Page {
        /// The address.
        url: String,
    },
    /// The host failed again and again, and is not asked for a while.
    #[error("{host} is left alone until {} after {failures} failures in a row", minute(*until))]
    LeftAlone {
        /// Its name.
        host: String,
        /// How often.
        failures: u32,
        /// Until then; UTC.
        until: Timestamp,
    },
}

impl Fault {
    /// Whether the same request may succeed a moment later.
    pub(super) const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::NoConnection { .. }
                | Self::TooSlow { .. }
                | Self::CutOff { .. }
                | Self::Server { .. }
        )
    }

    /// Whether it says that the host is unwell or unwilling. That there is no network says nothing
    /// of the host, and neither does a name that it does not know.
    pub(super) const fn is_of_the_host(&self) -> bool {
        !matches!(
            self,
            Self::NotAnAddress { .. }
                | Self::Offline { .. }
                | Self::NotThere { .. }
                | Self::LeftAlone { .. }
        )
    }
}

/// What `ureq` says, in our words.
pub(super) fn from_transport(url: &str, host: &str, error: Error, limit: Duration) -> Fault {
    let (url, host) = (url.to_owned(), host.to_owned());
    match error {
        Error::Timeout(_) => Fault::TooSlow { url, limit },
        Error::HostNotFound => Fault::Offline { host },
        Error::Io(error) => from_io(url, host, &error, limit),
        Error::Decompress(_, error) if error.kind() == io::ErrorKind::TimedOut => {
            Fault::TooSlow { url, limit }
        }
        Error::Decompress(_, error) => Fault::Unreadable {
            url,
            reason: format!("its compressed text is damaged: {error}"),
        },
        Error::ConnectionFailed => Fault::NoConnection {
            host,
            reason: "no address of it answers".to_owned(),
        },
        Error::ConnectProxyFailed(reason) => Fault::NoConnection {
            host,
            reason: format!("the proxy says: {reason}"),
        },
        Error::InvalidProxyUrl => Fault::NoConnection {
            host,
            reason: "the address of the proxy cannot be read".to_owned(),
        },
        Error::Rustls(error) => Fault::NotSecure {
            host,
            reason: error.to_string(),
        },
        other => Fault::Unreadable {
            url,
            reason: other.to_string(),
        },
    }
}

fn from_io(url: String, host: String, error: &io::Error, limit: Duration) -> Fault {
    let reason = error.to_string();
    match error.kind() {
        io::ErrorKind::TimedOut => Fault::TooSlow { url, limit },
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::AddrNotAvailable => Fault::NoConnection { host, reason },
        io::ErrorKind::InvalidData if reason.contains("certificate") => {
            Fault::NotSecure { host, reason }
        }
        // The resolver of the system has no kind of its own for a name that is not known.
        _ if reason.contains("lookup address") => Fault::Offline { host },
        _ => Fault::CutOff { url, reason },
    }
}

/// What a status that is no success means; `None` for those that are one.
pub(super) fn from_status(url: &str, status: u16) -> Option<Fault> {
    let url = url.to_owned();
    Some(match status {
        200 => return None,
        401 | 402 | 403 | 407 | 451 => Fault::Refused { url, status },
        400 | 404 | 410 => Fault::NotThere { url, status },
        500.. => Fault::Server { url, status },
        _ => Fault::Status { url, status },
    })
}

/// `2026-02-06 10:05 UTC`.
fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_what_it_means_and_what_to_do() {
        for (status, said) in [
            (403, "refused"),
            (451, "not to your country"),
            (404, "name may be wrong"),
            (400, "name may be wrong"),
            (503, "try again later"),
            (204, "cannot be read"),
        ] {
            let text = from_status("https://example.com/a", status).unwrap();
            let text = text.to_string();
            assert!(text.contains(said), "{text}");
            assert!(text.starts_with("https://example.com/a"), "{text}");
            assert!(text.contains(&status.to_string()), "{text}");
        }
        assert_eq!(from_status("https://example.com/a", 200), None);
    }

    #[test]
    fn what_the_network_says_is_told_apart() {
        let limit = Duration::from_secs(3);
        let fault = |error| from_transport("http://a.cn/x", "a.cn", error, limit);
        let io = |kind| fault(Error::Io(io::Error::from(kind)));
        assert!(matches!(io(io::ErrorKind::TimedOut), Fault::TooSlow { .. }));
        assert!(matches!(
            io(io::ErrorKind::ConnectionRefused),
            Fault::NoConnection { .. }
        ));
        assert!(matches!(
            io(io::ErrorKind::UnexpectedEof),
            Fault::CutOff { .. }
        ));
        assert!(matches!(fault(Error::HostNotFound), Fault::Offline { .. }));
        assert!(matches!(
            fault(Error::ConnectProxyFailed("no".into())),
            Fault::NoConnection { .. }
        ));
    }

    #[test]
    fn only_the_host_s_own_failures_are_held_against_it() {
        let limit = Duration::from_secs(3);
        let (url, host) = (String::from("http://a.cn/x"), String::from("a.cn"));
        assert!(!Fault::Offline { host: host.clone() }.is_of_the_host());
        let not_there = Fault::NotThere {
            url: url.clone(),
            status: 404,
        };
        assert!(!not_there.is_of_the_host() && !not_there.is_passing());
        let slow = Fault::TooSlow { url, limit };
        assert!(slow.is_of_the_host() && slow.is_passing());
    }
}
