//! A server on the loopback that does what a test tells it: well-behaved, slow, broken or hostile.
//!
//! Shared by the unit tests of the library, which mount this file. Nothing in it waits by a clock
//! but [`Act::Drip`], whose point is its pace.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does with one request.
pub(crate) enum Act {
    /// Sends these bytes, head and body, and closes: also what is cut in the middle.
    Send(Vec<u8>),
    /// Sends these bytes one after another, slowly.
    Drip(Vec<u8>),
    /// Takes the request and says nothing until the client hangs up.
    Hang,
}

/// One request as it was heard.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    /// Path and query, as sent.
    pub(crate) path: String,
    /// The whole head.
    pub(crate) head: String,
}

impl Heard {
    /// A header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// A server that ends with the test's process.
pub(crate) struct Loopback {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Loopback {
    /// Starts it; the script is given the request and how many came before.
    pub(crate) fn start(script: impl Fn(&Heard, usize) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        let script = Arc::new(script);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (hears, script) = (Arc::clone(&hears), Arc::clone(&script));
                thread::spawn(move || serve(&stream.unwrap(), &*script, &hears));
            }
        });
        Self { address, heard }
    }

    /// The base address.
    pub(crate) fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// An address of it.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Everything it was asked so far.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// The paths it was asked for.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.heard().into_iter().map(|heard| heard.path).collect()
    }
}

/// A whole response; headers each end in `\r\n`.
pub(crate) fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

/// A good answer.
pub(crate) fn ok(body: impl AsRef<[u8]>) -> Act {
    Act::Send(response("200 OK", "", body.as_ref()))
}

fn serve(stream: &TcpStream, script: &dyn Fn(&Heard, usize) -> Act, hears: &Mutex<Vec<Heard>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream);
    while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let heard = Heard { path, head };
    let before = {
        let mut all = hears.lock().unwrap();
        all.push(heard.clone());
        all.len() - 1
    };
    let mut stream = stream;
    // A client that hung up is what some tests want.
    match script(&heard, before) {
        Act::Send(bytes) => drop(stream.write_all(&bytes)),
        Act::Drip(bytes) => {
            for byte in bytes {
                if stream.write_all(&[byte]).is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(10));
            }
        }
        Act::Hang => drop(reader.read_to_end(&mut Vec::new())),
    }
}
