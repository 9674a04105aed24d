use proptest::prelude::*;

use super::super::loopback::{Act, Loopback, ok, response};
use super::super::tests::bomb;
use super::*;

const LAVISH: Budget = Budget {
    a_minute: 1_000,
    gap: Duration::ZERO,
};

fn client(clock: &Arc<TestClock>) -> Client {
    let patience = Patience {
        time: Duration::from_secs(20),
        bytes: 100_000,
        ..Patience::default()
    };
    Client::new(patience, Arc::clone(clock) as Arc<dyn Clock>, [])
}

/// A client that gives up on a server soon.
fn hurried(clock: &Arc<TestClock>) -> Client {
    let patience = Patience {
        time: Duration::from_millis(250),
        attempts: 2,
        ..Patience::default()
    };
    Client::new(patience, Arc::clone(clock) as Arc<dyn Clock>, [])
}

fn ask(url: String) -> Ask {
    Ask {
        url,
        accept: "text/csv",
        referer: None,
        as_browser: false,
        budget: LAVISH,
        known: Validators::default(),
    }
}

fn body(answer: Answer) -> Vec<u8> {
    match answer {
        Answer::New(received) => received.bytes,
        Answer::Unchanged => panic!("unchanged"),
    }
}

fn status(line: &str) -> Act {
    Act::Send(response(line, "", b""))
}

#[test]
fn what_is_sent_says_who_asks_and_nothing_of_the_user() {
    let server = Loopback::start(|_, _| ok("a"));
    let clock = TestClock::new();
    client(&clock).get(&ask(server.at("/plain"))).unwrap();
    let demanding = Ask {
        referer: Some("https://finance.example/"),
        as_browser: true,
        ..ask(server.at("/demanding"))
    };
    client(&clock).get(&demanding).unwrap();
    let heard = server.heard();
    for (one, names, referer) in [
        (&heard[0], 4, None),
        (&heard[1], 5, Some("https://finance.example/")),
    ] {
        assert_eq!(one.header("referer"), referer);
        assert_eq!(one.header("accept"), Some("text/csv"));
        let agent = one.header("user-agent").unwrap();
        assert!(agent.contains("tapereader/"), "{agent}");
        let lines = one.head.lines().skip(1);
        let count = lines.filter(|line| line.contains(':')).count();
        assert_eq!(count, names, "{}", one.head);
    }
}

#[test]
fn a_server_in_trouble_is_tried_again_after_growing_pauses() {
    let server = Loopback::start(|_, before| match before {
        0 | 1 => status("503 Service Unavailable"),
        _ => ok("at last"),
    });
    let clock = TestClock::new();
    let client = client(&clock);
    let answer = client.get(&ask(server.at("/"))).unwrap();
    assert_eq!(body(answer), b"at last");
    assert_eq!(clock.slept(), [1_000, 2_000]);
    assert_eq!(client.hosts()[0].1.failures, 0);
}

#[test]
fn retry_after_is_obeyed_in_seconds_and_as_a_date() {
    // By the server's clock, which is years ahead of ours.
    let date =
        "Date: Thu, 06 Feb 2031 10:00:00 GMT\r\nRetry-After: Thu, 06 Feb 2031 10:00:09 GMT\r\n";
    for (header, waits) in [("Retry-After: 7\r\n", 7_000), (date, 9_000)] {
        let server = Loopback::start(move |_, before| match before {
            0 => Act::Send(response("429 Too Many Requests", header, b"")),
            _ => ok("now"),
        });
        let clock = TestClock::new();
        let answer = client(&clock).get(&ask(server.at("/"))).unwrap();
        assert_eq!(body(answer), b"now");
        assert_eq!(clock.slept(), [waits]);
    }
}

#[test]
fn a_long_retry_after_is_not_waited_for_but_kept() {
    let server = Loopback::start(|_, _| {
        Act::Send(response(
            "429 Too Many Requests",
            "Retry-After: 3600\r\n",
            b"",
        ))
    });
    let clock = TestClock::new();
    let client = client(&clock);
    let fault = client.get(&ask(server.at("/"))).unwrap_err();
    assert!(matches!(fault, Fault::Throttled { is_named: true, .. }));
    let said = fault.to_string();
    assert!(
        said.ends_with("left alone until 2026-02-06 11:00 UTC"),
        "{said}"
    );
    assert!(clock.slept().is_empty());
    let fault = client.get(&ask(server.at("/other"))).unwrap_err();
    assert!(matches!(fault, Fault::LeftAlone { .. }), "{fault}");
    clock.pass(Duration::from_secs(3_601));
    client.get(&ask(server.at("/"))).unwrap_err();
    assert_eq!(server.paths(), ["/", "/"]);
}

#[test]
fn a_429_without_retry_after_waits_longer_then_leaves_the_host_alone() {
    let server = Loopback::start(|_, _| status("429 Too Many Requests"));
    let clock = TestClock::new();
    let client = client(&clock);
    let fault = client.get(&ask(server.at("/"))).unwrap_err();
    assert!(matches!(
        fault,
        Fault::Throttled {
            is_named: false,
            ..
        }
    ));
    assert_eq!(clock.slept(), [4_000, 8_000]);
    assert_eq!(server.heard().len(), 3);
    let next = client.get(&ask(server.at("/"))).unwrap_err();
    assert!(matches!(next, Fault::LeftAlone { .. }), "{next}");
}

#[test]
fn a_refusal_or_a_ban_is_not_tried_again() {
    for (line, expected) in [
        ("403 Forbidden", "refused (403)"),
        ("451 Unavailable For Legal Reasons", "refused (451)"),
        ("404 Not Found", "not there (404)"),
        ("418 I'm a teapot", "asked too often (418)"),
    ] {
        let server = Loopback::start(move |_, _| status(line));
        let clock = TestClock::new();
        let fault = client(&clock).get(&ask(server.at("/a"))).unwrap_err();
        assert!(fault.to_string().contains(expected), "{fault}");
        assert_eq!(server.heard().len(), 1, "{line}");
        assert!(clock.slept().is_empty());
    }
}

#[test]
fn the_breaker_opens_after_three_failures_and_closes_after_a_trial() {
    let server = Loopback::start(|_, before| match before {
        0..3 => status("403 Forbidden"),
        _ => ok("well again"),
    });
    let clock = TestClock::new();
    let client = client(&clock);
    for _ in 0..3 {
        let fault = client.get(&ask(server.at("/"))).unwrap_err();
        assert!(matches!(fault, Fault::Refused { .. }), "{fault}");
    }
    let fault = client.get(&ask(server.at("/"))).unwrap_err();
    assert!(
        matches!(fault, Fault::LeftAlone { failures: 3, .. }),
        "{fault}"
    );
    assert_eq!(server.heard().len(), 3);
    clock.pass(Duration::from_mins(5));
    client.get(&ask(server.at("/"))).unwrap();
    let (_, state) = client.hosts().remove(0);
    assert_eq!(state.circuit(clock.now()), Circuit::Closed);
}

#[test]
fn what_is_known_of_a_host_holds_for_the_next_run() {
    let server = Loopback::start(|_, _| status("403 Forbidden"));
    let clock = TestClock::new();
    let first = client(&clock);
    for _ in 0..3 {
        first.get(&ask(server.at("/"))).unwrap_err();
    }
    let shared = Arc::clone(&clock) as Arc<dyn Clock>;
    let next = Client::new(Patience::default(), shared, first.hosts());
    let fault = next.get(&ask(server.at("/"))).unwrap_err();
    assert!(matches!(fault, Fault::LeftAlone { .. }), "{fault}");
    assert_eq!(next.hosts()[0].1.last_asked, first.hosts()[0].1.last_asked);
}

#[test]
fn one_host_s_troubles_are_not_another_s() {
    let ill = Loopback::start(|_, _| status("403 Forbidden"));
    let well = Loopback::start(|_, _| ok("well"));
    let clock = TestClock::new();
    let client = client(&clock);
    for _ in 0..4 {
        client.get(&ask(ill.at("/"))).unwrap_err();
    }
    client.get(&ask(well.at("/"))).unwrap();
}

#[test]
fn requests_to_one_host_keep_its_budget() {
    let server = Loopback::start(|_, _| ok("a"));
    let clock = TestClock::new();
    let client = client(&clock);
    let budget = Budget {
        a_minute: 3,
        gap: Duration::from_secs(4),
    };
    for _ in 0..4 {
        let ask = Ask {
            budget,
            ..ask(server.at("/"))
        };
        client.get(&ask).unwrap();
    }
    assert_eq!(clock.slept(), [5_000, 5_000, 50_000]);
}

#[test]
fn a_server_that_hangs_or_drips_is_cut() {
    let server = Loopback::start(|heard, _| match heard.path.as_str() {
        "/hang" => Act::Hang,
        _ => Act::Drip(response("200 OK", "", &[b'x'; 5_000])),
    });
    let clock = TestClock::new();
    for path in ["/hang", "/drip"] {
        let fault = hurried(&clock).get(&ask(server.at(path))).unwrap_err();
        assert!(matches!(fault, Fault::TooSlow { .. }), "{path}: {fault}");
    }
    // Each twice, with a pause between.
    assert_eq!(server.heard().len(), 4);
    assert_eq!(clock.slept(), [1_000, 1_000]);
}

#[test]
fn an_answer_that_is_cut_in_the_middle_is_tried_again() {
    let server = Loopback::start(|_, before| match before {
        0 => Act::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".to_vec()),
        1 => Act::Send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf".to_vec()),
        _ => ok("whole"),
    });
    let clock = TestClock::new();
    let answer = client(&clock).get(&ask(server.at("/"))).unwrap();
    assert_eq!(body(answer), b"whole");
    assert_eq!(server.heard().len(), 3);
    let cut = Loopback::start(|_, _| Act::Send(b"HTTP/1.1 200 OK\r\nContent-Le".to_vec()));
    let fault = client(&clock).get(&ask(cut.at("/"))).unwrap_err();
    assert!(matches!(fault, Fault::CutOff { .. }), "{fault:?}");
}

#[test]
fn a_compressed_bomb_and_an_endless_body_end_at_the_limit() {
    let server = Loopback::start(|heard, _| match heard.path.as_str() {
        "/bomb" => Act::Send(response("200 OK", "Content-Encoding: gzip\r\n", &bomb())),
        _ => ok(vec![b'1'; 100_001]),
    });
    let clock = TestClock::new();
    for path in ["/bomb", "/long"] {
        let fault = client(&clock).get(&ask(server.at(path))).unwrap_err();
        let url = server.at(path);
        let limit = 100_000;
        assert_eq!(fault, Fault::TooLarge { url, limit });
    }
    assert_eq!(server.heard().len(), 2);
}

#[test]
fn a_page_with_200_is_a_failure_whatever_it_calls_itself() {
    let server = Loopback::start(|heard, _| match heard.path.as_str() {
        "/page" => Act::Send(response(
            "200 OK",
            "Content-Type: text/csv\r\n",
            b"\n<!DOCTYPE html><p>log in",
        )),
        // Tencent calls its quotes a page.
        _ => Act::Send(response(
            "200 OK",
            "Content-Type: text/html\r\n",
            b"v_sh600519=\"1~\"",
        )),
    });
    let clock = TestClock::new();
    let client = client(&clock);
    let fault = client.get(&ask(server.at("/page"))).unwrap_err();
    assert!(matches!(fault, Fault::Page { .. }), "{fault}");
    assert_eq!(client.hosts()[0].1.failures, 1);
    client.get(&ask(server.at("/quote"))).unwrap();
}

#[test]
fn an_answer_that_is_held_is_not_sent_again() {
    let server = Loopback::start(|heard, _| match heard.header("if-none-match") {
        Some("\"v1\"") => status("304 Not Modified"),
        _ => Act::Send(response(
            "200 OK",
            "ETag: \"v1\"\r\nLast-Modified: Fri, 06 Feb 2026 09:00:00 GMT\r\nDate: Fri, 06 Feb 2026 10:00:00 GMT\r\n",
            b"a",
        )),
    });
    let clock = TestClock::new();
    let client = client(&clock);
    let Answer::New(received) = client.get(&ask(server.at("/"))).unwrap() else {
        panic!("nothing is held yet");
    };
    assert_eq!(received.server_time, Some(clock.now()));
    let known = Ask {
        known: received.validators,
        ..ask(server.at("/"))
    };
    assert_eq!(client.get(&known).unwrap(), Answer::Unchanged);
    let since = server.heard()[1]
        .header("if-modified-since")
        .map(str::to_owned);
    assert_eq!(since.as_deref(), Some("Fri, 06 Feb 2026 09:00:00 GMT"));
}

#[test]
fn a_redirect_is_followed_within_its_host_and_told_beyond() {
    let to = |place: &str| {
        let location = format!("Location: {place}\r\n");
        Act::Send(response("302 Found", &location, b""))
    };
    let server = Loopback::start(move |heard, _| match heard.path.as_str() {
        "/old" => to("/new"),
        "/new" => ok("there"),
        "/away" => to("http://elsewhere.example/x"),
        "/file" => to("file:///etc/passwd"),
        _ => to("/round"),
    });
    let clock = TestClock::new();
    let client = client(&clock);
    let answer = client.get(&ask(server.at("/old"))).unwrap();
    assert_eq!(body(answer), b"there");
    for path in ["/away", "/file", "/round"] {
        let fault = client.get(&ask(server.at(path))).unwrap_err();
        assert!(matches!(fault, Fault::Moved { .. }), "{path}: {fault}");
    }
}

#[test]
fn nobody_there_is_told_from_no_network() {
    let clock = TestClock::new();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let fault = client(&clock).get(&ask(format!("http://{address}/")));
    let fault = fault.unwrap_err();
    assert!(matches!(fault, Fault::NoConnection { .. }), "{fault:?}");
    let offline = client(&clock);
    let fault = offline.get(&ask("http://no-such-host.invalid/".into()));
    assert!(matches!(fault, Err(Fault::Offline { .. })), "{fault:?}");
    // Being offline is not held against a host.
    assert_eq!(offline.hosts()[0].1.failures, 0);
}

#[test]
fn a_base_address_that_is_none_is_told() {
    let clock = TestClock::new();
    for text in ["", "localhost:80/x", "ftp://a.cn/x", "http://"] {
        let fault = client(&clock).get(&ask(text.to_owned())).unwrap_err();
        assert!(matches!(fault, Fault::NotAnAddress { .. }), "{text}");
        assert!(fault.to_string().contains("[providers]"), "{fault}");
    }
}

#[test]
fn what_a_reader_finds_wrong_counts_as_a_failure() {
    let clock = TestClock::new();
    let client = client(&clock);
    for _ in 0..3 {
        client.disappointed("https://a.cn/x");
    }
    let fault = client.get(&ask("https://a.cn/y".into())).unwrap_err();
    assert!(matches!(fault, Fault::LeftAlone { .. }), "{fault}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_answer_breaks_it(
        line in "[ -~]{0,40}",
        headers in "[ -~]{0,60}",
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = [line.as_bytes(), b"\r\n", headers.as_bytes(), b"\r\n\r\n", &body].concat();
        let server = Loopback::start(move |_, _| Act::Send(bytes.clone()));
        let clock = TestClock::new();
        if let Err(fault) = client(&clock).get(&ask(server.at("/"))) {
            prop_assert!(!fault.to_string().is_empty());
        }
    }
}
