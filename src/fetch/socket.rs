//! A WebSocket to a source that tells prices as they are made.
//!
//! Transport is `tungstenite` with `rustls`; certificates are judged by the platform's store. Sent
//! are the address, a `User-Agent`, and what the caller says. Reading waits for a moment at most,
//! so that whoever reads can look at other things between. A message that is larger than any price
//! ends the connection. Proxies are not used.

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use tungstenite::client::ClientRequestBuilder;
use tungstenite::error::Error;
use tungstenite::http::Uri;
use tungstenite::protocol::WebSocketConfig;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket};

use super::client::Fault;

/// For the connection and the handshake, each.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long [`Socket::receive`] waits.
const MOMENT: Duration = Duration::from_millis(500);

/// Bytes of a message at most; a ticker has some hundreds.
const LARGEST: usize = 64 * 1024;

/// An open connection.
pub struct Socket {
    stream: WebSocket<MaybeTlsStream<TcpStream>>,
    url: String,
    host: String,
}

impl Socket {
    /// Connects to `wss://…` or `ws://…`.
    ///
    /// # Errors
    ///
    /// [`Fault`], which names the host.
    pub fn connect(url: &str) -> Result<Self, Fault> {
        let not_an_address = |reason: &str| Fault::NotAnAddress {
            text: url.to_owned(),
            reason: reason.to_owned(),
        };
        let uri: Uri = url
            .parse()
            .map_err(|_| not_an_address("it cannot be read"))?;
        let port = match (uri.port_u16(), uri.scheme_str()) {
            (Some(port), Some("ws" | "wss")) => port,
            (None, Some("wss")) => 443,
            (None, Some("ws")) => 80,
            _ => return Err(not_an_address("only ws and wss are")),
        };
        let host = uri.host().ok_or_else(|| not_an_address("it has no host"))?;
        let host = host.to_owned();
        let stream = reach(&host, port)?;
        let failed = |error: io::Error| no_connection(&host, &error);
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        stream.set_write_timeout(Some(PATIENCE)).map_err(failed)?;
        // Options of a socket are those of all its handles.
        let handle = stream.try_clone().map_err(failed)?;
        let request = ClientRequestBuilder::new(uri).with_header("User-Agent", super::USER_AGENT);
        let limits = WebSocketConfig::default()
            .max_message_size(Some(LARGEST))
            .max_frame_size(Some(LARGEST));
        let shaken = tungstenite::client_tls_with_config(request, stream, Some(limits), None);
        let (socket, _) = shaken.map_err(|error| Fault::Unreadable {
            url: url.to_owned(),
            reason: error.to_string(),
        })?;
        handle.set_read_timeout(Some(MOMENT)).map_err(failed)?;
        Ok(Self {
            stream: socket,
            url: url.to_owned(),
            host,
        })
    }

    /// Sends a text.
    ///
    /// # Errors
    ///
    /// [`Fault`], after which the connection is of no use.
    pub fn send(&mut self, text: &str) -> Result<(), Fault> {
        let sent = self.stream.send(Message::text(text));
        sent.map_err(|error| self.failed(&error))
    }

    /// The next text; `None` where none came for a moment.
    ///
    /// # Errors
    ///
    /// [`Fault`], after which the connection is of no use: also where the source hung up.
    pub fn receive(&mut self) -> Result<Option<String>, Fault> {
        match self.stream.read() {
            Ok(Message::Text(text)) => Ok(Some(text.to_string())),
            Ok(Message::Close(_)) => Err(self.cut("the source hung up")),
            // What asks whether anybody is there is answered by the library.
            Ok(_) => Ok(None),
            Err(Error::Io(error)) if is_patience(&error) => Ok(None),
            Err(error) => Err(self.failed(&error)),
        }
    }

    fn failed(&self, error: &Error) -> Fault {
        match error {
            Error::Capacity(_) => Fault::TooLarge {
                url: self.url.clone(),
                limit: LARGEST as u64,
            },
            Error::Io(error) if is_patience(error) => Fault::TooSlow {
                url: self.url.clone(),
                limit: PATIENCE,
            },
            Error::Io(error) => no_connection(&self.host, error),
            other => self.cut(&other.to_string()),
        }
    }

    fn cut(&self, reason: &str) -> Fault {
        Fault::CutOff {
            url: self.url.clone(),
            reason: reason.to_owned(),
        }
    }
}

/// A connection to the first address of a host that takes one.
fn reach(host: &str, port: u16) -> Result<TcpStream, Fault> {
    let found = (host, port).to_socket_addrs();
    let offline = || Fault::Offline {
        host: host.to_owned(),
    };
    let mut last = None;
    for address in found.map_err(|_| offline())? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Some(error),
        }
    }
    Err(last.map_or_else(offline, |error| no_connection(host, &error)))
}

fn no_connection(host: &str, error: &io::Error) -> Fault {
    Fault::NoConnection {
        host: host.to_owned(),
        reason: error.to_string(),
    }
}

fn is_patience(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
    )
}
