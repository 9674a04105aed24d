//! Imports over HTTP, from a server on the loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use super::*;

/// Answers each path with a kind and a body, any other with 404; ends with the test's process.
fn serve(pages: Vec<(&'static str, &'static str, Vec<u8>)>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
            let path = head.split(' ').nth(1).unwrap_or_default();
            let answer = match pages.iter().find(|page| page.0 == path) {
                Some((_, kind, body)) => {
                    let length = body.len();
                    let head = format!(
                        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
                    );
                    [head.as_bytes(), body].concat()
                }
                None => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
            };
            drop(stream.write_all(&answer));
        }
    });
    address
}

fn private() -> ImportOptions {
    ImportOptions {
        reach: Reach::Private,
        ..plain()
    }
}

#[test]
fn a_page_is_fetched_with_its_source_and_whole_links() {
    let article = format!(
        "<html><head><title>尾盘的伽马</title></head><body><article><h1>尾盘的伽马</h1><p>{HANS}</p>\
         <p>{HANS}<a href='../b'>更多</a></p><img src='/img/map.png' alt='图'></article></body></html>"
    );
    let address = serve(vec![
        ("/a/page", "text/html; charset=utf-8", article.into()),
        ("/img/map.png", "image/png", PNG.to_vec()),
    ]);
    let place = Place::new(&[]);
    let url = format!("http://{address}/a/page");
    let mut fetched = Vec::new();
    let tell = &mut |news| {
        if let ImportNews::Fetched(report) = news {
            fetched.push((report.url, report.kind));
        }
    };
    let options = ImportOptions {
        pictures: true,
        ..private()
    };
    place
        .desk
        .bring_in(vec![Source::Address(url.clone())], &options, tell)
        .unwrap();
    assert_eq!(fetched, [(url.clone(), Some("text/html".to_owned()))]);
    let text = place.read("notes/尾盘的伽马.md");
    assert!(text.contains(&format!("source: {url}\n")), "{text}");
    assert!(text.contains(&format!("(http://{address}/b)")), "{text}");
    assert!(text.contains("尾盘的伽马.files/1-map.png"), "{text}");
    assert_eq!(
        fs::read(place.path("notes/尾盘的伽马.files/1-map.png")).unwrap(),
        PNG
    );
}

#[test]
fn an_encoding_that_only_the_server_names_is_used() {
    // Big5 for 造市商 and a full stop, which alone could be many encodings.
    let text = b"\xb3y\xa5\xab\xb0\xd3\xa1C\n".repeat(3);
    let address = serve(vec![("/a.txt", "text/plain; charset=big5", text)]);
    let place = Place::new(&[]);
    let found = place.import_one(
        Source::Address(format!("http://{address}/a.txt")),
        &private(),
    );
    assert_eq!(found.fate, Fate::Written, "{found:?}");
    let written = place.read(&format!("notes/{}", found.path.unwrap().display()));
    assert!(written.contains("造市商"), "{written}");
}

#[test]
fn a_list_of_feeds_is_gone_through_and_failures_are_named() {
    let good = feed(&item("1", "Desk", EN, 10));
    let address = serve(vec![
        ("/good.xml", "application/rss+xml", good.into()),
        ("/page", "text/html", page(HANS).into()),
    ]);
    let outline = |path: &str| {
        format!("<outline type=\"rss\" text=\"x\" xmlUrl=\"http://{address}{path}\"/>")
    };
    let list = format!(
        "<opml version=\"2.0\"><body>{}{}{}</body></opml>",
        outline("/gone.xml"),
        outline("/page"),
        outline("/good.xml")
    );
    let place = Place::new(&[]);
    let source = place.file("feeds.opml", &list);
    let found = place.import(&[source], &private());
    assert_eq!(fates(&found), ["failed", "failed", "written"]);
    assert!(matches!(&found[0].fate, Fate::Failed(reason) if reason.contains("404")));
    assert!(matches!(&found[1].fate, Fate::Failed(reason) if reason.contains("is no feed")));
    assert_eq!(place.names(), ["2026-02-05-desk.md"]);
}

#[test]
fn nothing_of_the_own_network_is_fetched_unasked() {
    let address = serve(vec![("/", "text/html", page(HANS).into())]);
    let place = Place::new(&[]);
    let found = place.import_one(Source::Address(format!("http://{address}/")), &plain());
    assert!(matches!(&found.fate, Fate::Failed(reason) if reason.contains("--private")));
    // A picture of a page that was read from a file is no way around.
    let text = format!("# A\n\n{EN}\n\n![x](http://{address}/)\n");
    let source = place.file("a.md", &text);
    let options = ImportOptions {
        pictures: true,
        ..plain()
    };
    let found = place.import_one(source, &options);
    assert!(found.notices[0].contains("--private"), "{found:?}");
}
