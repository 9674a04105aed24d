//! `tape market update` and `tape market sources`, against servers on the loopback.
//!
//! The binary goes by the clock of the machine, so figures of a fixed day are old to it: stale.

use std::thread;

use crate::desk::{Desk, Ran};
use crate::loopback::{Act, Heard, Loopback, ok, response};

const VIX: &str = "DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2024,13,14,12,13.5\n01/03/2024,13.5,15,13,14\n";

/// A desk whose providers are these servers.
fn desk(servers: &[(&str, &Loopback)]) -> Desk {
    let desk = Desk::empty();
    let setting = |(id, server): &(&str, &Loopback)| {
        format!("[providers.{id}]\nbase = \"{}\"\n", server.at("/x/"))
    };
    let settings: Vec<String> = servers.iter().map(setting).collect();
    desk.write("here/tape.toml", settings.concat().as_bytes());
    desk
}

fn serving(answer: &'static str) -> Loopback {
    Loopback::start(move |_, _| ok(answer))
}

fn refusing() -> Loopback {
    Loopback::start(|_, _| Act::Send(response("403 Forbidden", "", b"")))
}

fn update(desk: &Desk, what: &[&str]) -> Ran {
    desk.bare(&[&["market", "update"], what].concat())
}

#[test]
fn figures_are_fetched_listed_and_said_to_be_stale() {
    let (cboe, fred) = (serving(VIX), refusing());
    let desk = desk(&[("cboe", &cboe), ("fred", &fred)]);
    let ran = update(&desk, &["VIX"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout
            .starts_with("VIX         Cboe          to 2024-01-03  stale: ")
    );
    assert!(
        ran.stdout.ends_with("Cboe: 1 series, 2 new days\n"),
        "{ran:?}"
    );
    assert!(
        ran.stderr.contains("VIX: FRED: http://127.0.0.1"),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("refused (403)"), "{ran:?}");
    assert!(
        ran.stderr.contains("take the place of the demo market"),
        "{ran:?}"
    );
    let list = desk.bare(&["market", "list"]).answer();
    assert!(list.contains("2024-01-02 to 2024-01-03       2"), "{list}");
    assert!(list.contains("Cboe"), "{list}");
}

#[test]
fn what_is_sent_says_who_asks_and_nothing_else() {
    let cboe = serving(VIX);
    let desk = desk(&[("cboe", &cboe), ("fred", &refusing())]);
    update(&desk, &["VIX"]);
    let heard: Vec<Heard> = cboe.heard();
    assert_eq!(
        heard[0].path,
        "/x/api/global/us_indices/daily_prices/VIX_History.csv"
    );
    let agent = heard[0].header("user-agent").unwrap();
    assert!(agent.contains("tapereader/"), "{agent}");
    for name in ["cookie", "authorization", "accept-language", "referer"] {
        assert_eq!(heard[0].header(name), None, "{name}");
    }
}

#[test]
fn nothing_is_asked_that_nobody_named() {
    let cboe = serving(VIX);
    let desk = desk(&[("cboe", &cboe)]);
    let ran = update(&desk, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr
            .contains("name series, panels, groups or sources"),
        "{ran:?}"
    );
    assert!(cboe.paths().is_empty());
}

#[test]
fn a_dry_run_shows_the_addresses() {
    let cboe = serving(VIX);
    let desk = desk(&[("cboe", &cboe)]);
    let ran = update(&desk, &["--dry-run", "vix", "CHAIN:SPX", "HML"]);
    let expected = format!(
        "{0}/x/api/global/us_indices/daily_prices/VIX_History.csv  VIX\n\
         {0}/x/api/global/delayed_quotes/options/_SPX.json  CHAIN:SPX\n",
        cboe.base()
    );
    assert_eq!((ran.code, ran.stdout.as_str()), (0, expected.as_str()));
    assert!(
        ran.stderr.contains("no source has HML: import a file"),
        "{ran:?}"
    );
    assert!(cboe.paths().is_empty());
}

#[test]
fn a_failure_is_named_and_what_was_held_is_held() {
    let page = Loopback::start(|_, before| match before {
        0 => ok(VIX),
        _ => ok("<!DOCTYPE html><title>Just a moment</title>"),
    });
    let desk = desk(&[("cboe", &page), ("fred", &refusing())]);
    update(&desk, &["VIX"]);
    let ran = update(&desk, &["VIX"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.stdout
            .contains("to 2024-01-03  failed: what was held is held"),
        "{ran:?}"
    );
    assert!(
        ran.stderr.contains("gives a web page in the place of data"),
        "{ran:?}"
    );
    assert!(
        ran.stderr
            .contains("1 of 1 series could not be brought up to date"),
        "{ran:?}"
    );
    assert!(desk.bare(&["market", "list"]).answer().contains("VIX"));
}

#[test]
fn the_end_in_the_middle_of_an_answer_leaves_the_store_whole() {
    let cboe = serving(VIX);
    let fred = Loopback::start(|_, _| Act::Drip(response("200 OK", "", &vec![b'1'; 100_000])));
    let desk = desk(&[("cboe", &cboe), ("fred", &fred)]);
    let mut child = desk
        .binary()
        .args(["market", "update", "VIX", "PAYEMS"])
        .spawn()
        .unwrap();
    while fred.heard().is_empty() {
        thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let list = desk.bare(&["market", "list"]).answer();
    assert!(list.starts_with("VIX "), "{list}");
    assert_eq!(list.lines().count(), 1);
}

#[test]
fn a_report_has_a_record_for_each_series() {
    let cboe = serving(VIX);
    let desk = desk(&[("cboe", &cboe), ("fred", &refusing())]);
    let ran = update(&desk, &["--json", "VIX"]);
    let record: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let series = &record["series"][0];
    assert_eq!(series["id"], "VIX");
    assert_eq!(series["outcome"], "stale");
    assert_eq!(series["provider"], "Cboe");
    assert_eq!(series["last"], "2024-01-03");
    assert_eq!(series["faults"][1]["provider"], "FRED");
    let plan = update(&desk, &["--json", "--dry-run", "SKEW"]);
    let record: serde_json::Value = serde_json::from_str(&plan.stdout).unwrap();
    assert_eq!(record["requests"][0]["series"][0], "SKEW");
}

#[test]
fn sources_say_what_they_offer_on_what_terms_and_how_they_behaved() {
    let cboe = Loopback::start(|_, _| Act::Hang);
    let desk = desk(&[("fred", &refusing()), ("cboe", &cboe), ("cbo", &cboe)]);
    insta::assert_snapshot!(Desk::empty().bare(&["market", "sources"]).answer());
    let ran = update(&desk, &["PAYEMS"]);
    assert!(ran.stderr.contains("no provider is called cbo"), "{ran:?}");
    let sources = desk.bare(&["market", "sources"]).answer();
    let told: Vec<&str> = sources
        .lines()
        .filter(|line| line.contains("failed"))
        .collect();
    assert_eq!(told.len(), 1, "{sources}");
    assert!(told[0].contains("refused (403)"), "{sources}");
    let json = desk.bare(&["--json", "market", "sources"]).answer();
    let record: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(record["sources"][0]["id"], "cboe");
    assert!(record["sources"].as_array().unwrap().len() >= 13);
}

#[test]
fn a_source_of_any_share_wants_to_hear_which() {
    let message = update(&Desk::empty(), &["yahoo"]).complaint();
    assert!(message.contains("name those that you want"), "{message}");
}
