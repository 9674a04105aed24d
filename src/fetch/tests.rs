use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::*;

/// What a test's server answers to a path: the whole response, head and body.
type Answers = fn(&str, SocketAddr) -> Vec<u8>;

/// A server on the loopback; it ends with the test's process.
struct Server {
    address: SocketAddr,
    /// The heads of all requests.
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let hears = Arc::clone(&hears);
                thread::spawn(move || serve(&stream.unwrap(), answers, address, &hears));
            }
        });
        Self { address, heard }
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A fetcher that takes this server, and nothing else of this machine, for a public one.
    fn fetcher(&self) -> Fetcher {
        Fetcher::guarded(small(), Guard::new(Reach::Public).but_for(self.address))
    }
}

fn serve(stream: &TcpStream, answers: Answers, address: SocketAddr, hears: &Mutex<Vec<String>>) {
    let mut head = String::new();
    let mut reader = BufReader::new(stream);
    while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    hears.lock().unwrap().push(head);
    let mut stream = stream;
    let answer = answers(&path, address);
    if path == "/slow" {
        for byte in answer {
            // The client hangs up in the middle.
            if stream.write_all(&[byte]).is_err() {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        return;
    }
    drop(stream.write_all(&answer));
}

fn small() -> Limits {
    Limits {
        time: Duration::from_secs(20),
        bytes: 1_000,
        redirects: 3,
    }
}

fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

fn to(location: &str) -> Vec<u8> {
    response("302 Found", &format!("Location: {location}\r\n"), b"")
}

#[test]
fn a_page_comes_with_its_address_kind_and_encoding() {
    let server = Server::start(|_, _| {
        let header = "Content-Type: Text/HTML; charset=\"GBK\"\r\n";
        response("200 OK", header, b"<p>text</p>")
    });
    let fetched = server.fetcher().get(&server.at("/a?b=c#d")).unwrap();
    assert_eq!(fetched.bytes, b"<p>text</p>");
    assert_eq!(fetched.kind.as_deref(), Some("text/html"));
    assert_eq!(fetched.charset.as_deref(), Some("GBK"));
    assert_eq!(fetched.url, server.at("/a?b=c#d"));
}

#[test]
fn nothing_of_the_user_is_sent() {
    let server = Server::start(|path, address| match path {
        "/first" => response(
            "302 Found",
            &format!("Set-Cookie: id=1\r\nLocation: http://{address}/second\r\n"),
            b"",
        ),
        _ => response("200 OK", "", b"text"),
    });
    server.fetcher().get(&server.at("/first")).unwrap();
    let heard = server.heard.lock().unwrap();
    assert_eq!(heard.len(), 2);
    for head in heard.iter() {
        let mut names: Vec<String> = head
            .lines()
            .skip(1)
            .filter_map(|line| Some(line.split_once(':')?.0.to_ascii_lowercase()))
            .collect();
        names.sort();
        assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
        let agent = format!("tapereader/{}", env!("CARGO_PKG_VERSION"));
        assert!(head.contains(&agent), "{head}");
    }
}

#[test]
fn redirects_are_followed_to_a_limit() {
    let server = Server::start(|path, _| match path {
        "/a" => to("/b"),
        "/b" => to("c?x=1"),
        "/c?x=1" => response("200 OK", "", b"there"),
        _ => to("/loop"),
    });
    let fetched = server.fetcher().get(&server.at("/a")).unwrap();
    assert_eq!(fetched.url, server.at("/c?x=1"));
    let error = server.fetcher().get(&server.at("/loop")).unwrap_err();
    let url = server.at("/loop");
    assert_eq!(error, FetchError::TooManyRedirects { url, limit: 3 });
    assert_eq!(server.heard.lock().unwrap().len(), 3 + 4);
}

#[test]
fn a_body_ends_at_the_limit() {
    let server = Server::start(|path, _| match path {
        "/exact" => response("200 OK", "", &[b'x'; 1_000]),
        "/more" => response("200 OK", "", &[b'x'; 1_001]),
        _ => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            .iter()
            .copied()
            .chain(b"400\r\n".iter().copied())
            .chain([b'x'; 0x400])
            .chain(b"\r\n0\r\n\r\n".iter().copied())
            .collect(),
    });
    let fetcher = server.fetcher();
    assert_eq!(
        fetcher.get(&server.at("/exact")).unwrap().bytes.len(),
        1_000
    );
    for path in ["/more", "/chunked"] {
        let url = server.at(path);
        let error = fetcher.get(&url).unwrap_err();
        assert_eq!(error, FetchError::TooLarge { url, limit: 1_000 });
    }
}

/// 64 MB of one letter, compressed to 62 kB: a deflate stream in which one stored letter is
/// repeated by blocks of the fixed code, each of which says "258 bytes, as one byte before".
pub(super) fn bomb() -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    out.extend([0x00, 1, 0, 0xfe, 0xff, b'x']);
    let mut bits = Bits::default();
    // A last block of the fixed code.
    bits.put(1, 1);
    bits.put(1, 2);
    for _ in 0..250_000 {
        // Length 258 is code 285, 1100_0101, its first bit first; distance 1 is code 0.
        bits.put(0b1010_0011, 8);
        bits.put(0, 5);
    }
    bits.put(0, 7);
    out.extend(bits.finish());
    // The checksum is wrong; nobody gets there.
    out.extend([0; 8]);
    out
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, length: u32) {
        self.held |= value << self.count;
        self.count += length;
        while self.count >= 8 {
            self.bytes.push((self.held & 0xff) as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.put(0, (8 - self.count % 8) % 8);
        self.bytes
    }
}

#[test]
fn a_compressed_bomb_ends_at_the_limit() {
    let server = Server::start(|_, _| response("200 OK", "Content-Encoding: gzip\r\n", &bomb()));
    let url = server.at("/bomb");
    let limit = 10_000_000;
    let limits = Limits {
        bytes: limit,
        ..small()
    };
    let guard = Guard::new(Reach::Public).but_for(server.address);
    let error = Fetcher::guarded(limits, guard).get(&url).unwrap_err();
    assert_eq!(error, FetchError::TooLarge { url, limit });
    assert!(bomb().len() < 500_000);
}

#[test]
fn a_damaged_or_unknown_compression_is_said() {
    let server = Server::start(|path, _| match path {
        "/br" => response("200 OK", "Content-Encoding: br\r\n", b"\x8b\x00"),
        _ => response("200 OK", "Content-Encoding: gzip\r\n", b"no gzip"),
    });
    let error = server.fetcher().get(&server.at("/br")).unwrap_err();
    assert!(matches!(error, FetchError::Encoding { .. }), "{error}");
    let error = server.fetcher().get(&server.at("/gzip")).unwrap_err();
    assert!(matches!(error, FetchError::Broken { .. }), "{error}");
}

#[test]
fn a_slow_body_is_given_up() {
    let server = Server::start(|_, _| response("200 OK", "", &[b'x'; 900]));
    let limits = Limits {
        time: Duration::from_millis(300),
        ..small()
    };
    let guard = Guard::new(Reach::Public).but_for(server.address);
    let url = server.at("/slow");
    let began = Instant::now();
    let error = Fetcher::guarded(limits, guard).get(&url).unwrap_err();
    let limit = limits.time;
    assert_eq!(error, FetchError::TooSlow { url, limit });
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn the_own_network_is_refused_however_it_is_written() {
    let fetcher = Fetcher::new(small(), Reach::Public);
    for address in [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://localhost/",
        "http://LOCALHOST:631/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.100.100.200/",
        "http://10.0.0.1:8080/admin",
        "http://192.168.1.1/",
        "http://[fe80::1]/",
        "http://[fd00:ec2::254]/",
        "http://224.0.0.251/",
        "http://0.0.0.0:80/",
        "http://１２７.０.０.１/",
    ] {
        let error = fetcher.get(address).unwrap_err();
        assert!(
            matches!(error, FetchError::Private { .. }),
            "{address}: {error}"
        );
        assert!(error.to_string().contains("--private"), "{error}");
    }
}

#[test]
fn the_own_network_is_fetched_when_asked_for() {
    let server = Server::start(|_, _| response("200 OK", "", b"mine"));
    let fetcher = Fetcher::new(small(), Reach::Private);
    assert_eq!(fetcher.get(&server.at("/")).unwrap().bytes, b"mine");
    let fetcher = Fetcher::new(small(), Reach::Public);
    fetcher.get(&server.at("/")).unwrap_err();
    assert_eq!(server.heard.lock().unwrap().len(), 1);
}

#[test]
fn a_redirect_does_not_lead_into_the_own_network() {
    // Its own port counts as public; every other place of this machine does not.
    let server = Server::start(|path, _| match path {
        "/meta" => to("http://169.254.169.254/latest/"),
        "/host" => to("//localhost:1/"),
        "/six" => to("http://[::ffff:7f00:1]:1/"),
        _ => to("http://127.0.0.1:1/"),
    });
    for path in ["/meta", "/host", "/six", "/plain"] {
        let error = server.fetcher().get(&server.at(path)).unwrap_err();
        assert!(
            matches!(error, FetchError::Private { .. }),
            "{path}: {error}"
        );
    }
}

#[test]
fn other_schemes_are_refused_also_behind_a_redirect() {
    let server = Server::start(|path, _| match path {
        "/file" => to("file:///etc/passwd"),
        "/data" => to("data:text/html,x"),
        _ => to("ftp://example.com/"),
    });
    for address in [
        "file:///etc/passwd".to_owned(),
        "ftp://example.com/a".to_owned(),
        "gopher://example.com/".to_owned(),
        "javascript:alert(1)".to_owned(),
        server.at("/file"),
        server.at("/data"),
        server.at("/ftp"),
    ] {
        let error = server.fetcher().get(&address).unwrap_err();
        assert!(
            matches!(error, FetchError::Scheme { .. }),
            "{address}: {error}"
        );
    }
}

#[test]
fn credentials_are_neither_sent_nor_shown() {
    let server = Server::start(|_, address| to(&format!("http://me:secret@{address}/")));
    for address in [
        "http://me:secret@example.com/".to_owned(),
        "https://me@example.com/".to_owned(),
        server.at("/"),
    ] {
        let error = server.fetcher().get(&address).unwrap_err();
        assert!(matches!(error, FetchError::Credentials { .. }), "{error}");
        let text = error.to_string();
        assert!(!text.contains("secret") && !text.contains("me@"), "{text}");
    }
}

#[test]
fn other_answers_than_success_are_errors() {
    let server = Server::start(|path, _| match path {
        "/gone" => response("404 Not Found", "", b"<p>not here</p>"),
        "/often" => response("429 Too Many Requests", "Retry-After: 30\r\n", b""),
        "/none" => response("204 No Content", "", b""),
        _ => response("302 Found", "", b"to nowhere"),
    });
    for (path, said) in [
        ("/gone", "answers 404: there is no such page"),
        (
            "/often",
            "answers 429: it was asked too often, try again in 30 s",
        ),
        ("/none", "answers 204: nothing that can be read"),
        ("/odd", "answers 302: nothing that can be read"),
    ] {
        let error = server.fetcher().get(&server.at(path)).unwrap_err();
        let text = error.to_string();
        assert!(text.ends_with(said), "{text}");
    }
}

#[test]
fn a_page_in_the_place_of_a_file_is_an_error() {
    let server = Server::start(|path, _| match path {
        "/a.csv" => response("200 OK", "Content-Type: text/html\r\n", b"date,close"),
        "/b.csv" => response("200 OK", "", "\u{feff}\n<!DOCTYPE HTML><p>".as_bytes()),
        _ => response("200 OK", "Content-Type: text/csv\r\n", b"date,close"),
    });
    for path in ["/a.csv", "/b.csv"] {
        let error = server.fetcher().get_file(&server.at(path)).unwrap_err();
        assert_eq!(
            error,
            FetchError::Page {
                url: server.at(path)
            }
        );
    }
    server.fetcher().get_file(&server.at("/c.csv")).unwrap();
}

#[test]
fn a_connection_that_is_not_secure_or_breaks_off_is_said() {
    let server = Server::start(|path, _| match path {
        "/short" => b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec(),
        _ => b"no http at all\r\n\r\n".to_vec(),
    });
    let https = server.at("/").replace("http:", "https:");
    for address in [https, server.at("/short"), server.at("/odd")] {
        let error = server.fetcher().get(&address).unwrap_err();
        assert!(matches!(error, FetchError::Broken { .. }), "{error:?}");
        assert!(error.to_string().starts_with(&address), "{error}");
    }
}

#[test]
fn a_host_that_is_not_there_is_said() {
    let error = Fetcher::new(small(), Reach::Public)
        .get("http://no-such-host.invalid/")
        .unwrap_err();
    assert!(matches!(error, FetchError::NoHost { .. }), "{error:?}");
}

#[test]
fn words_are_told_from_addresses() {
    for address in ["http://a.cn/b", "HTTPS://x", "ftp://x/y", "feed://x"] {
        assert!(is_address(address), "{address}");
    }
    for word in [
        "notes/a.md",
        "C:\\notes",
        "-",
        "://x",
        "a b://x",
        "http://",
        "c://",
    ] {
        assert!(!is_address(word), "{word}");
    }
}

#[test]
fn references_are_seen_from_their_page() {
    let page = "https://example.com/a/b.html";
    for (reference, whole) in [
        ("../图.png", Some("https://example.com/%E5%9B%BE.png")),
        ("//cdn.cn/x", Some("https://cdn.cn/x")),
        ("http://other.cn/", Some("http://other.cn/")),
        ("data:image/png;base64,AA", None),
        ("javascript:x()", None),
    ] {
        assert_eq!(resolve(page, reference).as_deref(), whole, "{reference}");
    }
    assert_eq!(resolve("notes/a.md", "b.png"), None);
}
