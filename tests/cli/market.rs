//! `tape market`: figures of the user's own in the place of the demo market.

use std::fmt::Write;

use crate::desk::{Desk, good};

/// A CSV of daily bars whose close rises by one point a day.
fn rising(days: usize) -> String {
    let mut day = jiff::civil::date(2024, 1, 2);
    let mut text = "Date,Open,High,Low,Close,Volume\n".to_owned();
    for step in 0..days {
        let close = 4_000 + step;
        writeln!(
            text,
            "{day},{close},{},{},{close},100",
            close + 5,
            close - 5
        )
        .unwrap();
        day = day.tomorrow().unwrap();
    }
    text
}

#[test]
fn imported_figures_take_the_place_of_the_demo_market() {
    let desk = Desk::empty();
    assert!(
        desk.bare(&["panel", "price-structure"])
            .stdout
            .contains("DEMO")
    );
    let file = desk.write("here/SPX.csv", rising(400).as_bytes());
    let ran = desk.bare(&["market", "import", "SPX.csv"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (
            0,
            "SPX: 400 rows, 2024-01-02 to 2025-02-04  SPX.csv as Stooq daily bars (CSV)\n"
        )
    );
    assert!(
        ran.stderr
            .contains("SPX.csv: these figures take the place of the demo market"),
        "{ran:?}"
    );
    let panel = desk.bare(&["panel", "price-structure"]).answer();
    assert!(!panel.contains("DEMO"), "{panel}");
    assert!(panel.contains("4,399.00"), "{panel}");
    assert!(panel.contains("SPX  2025-02-04  (file SPX.csv)"), "{panel}");
    let lacking = desk.bare(&["panel", "variance-risk-premium"]);
    assert_eq!(lacking.code, 1);
    assert!(
        lacking
            .stdout
            .contains("missing  VIX  fetch it: tape market update VIX"),
        "{lacking:?}"
    );
    assert!(file.exists());
}

#[test]
fn a_series_is_named_where_the_file_does_not() {
    let desk = Desk::empty();
    desk.write("here/prices 2024.csv", rising(80).as_bytes());
    let ran = desk.bare(&["market", "import", "prices 2024.csv", "--series", "NVDA"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let list = desk.bare(&["market", "list"]).answer();
    assert_eq!(
        list,
        "NVDA          2024-01-02 to 2024-03-21      80  file prices 2024.csv\n"
    );
}

#[test]
fn a_file_that_is_wrong_is_named_with_its_line() {
    let desk = Desk::empty();
    for (name, text, said) in [
        (
            "header.csv",
            "day of week,level\nMonday,1\n",
            "header.csv was passed over: it is of no known format",
        ),
        (
            "date.csv",
            "date,close\nsoon,2\n",
            "date.csv (daily figures (CSV)): none of its 1 rows can be used; the first: line 2",
        ),
        (
            "value.csv",
            "date,close\n2026-01-05,much\n",
            "line 2, VALUE was left out: close: expected a number or nothing, found \"much\"",
        ),
        ("empty.csv", "", "empty.csv"),
        ("nothing.csv", "date,close\n", "nothing.csv"),
    ] {
        desk.write(&format!("here/{name}"), text.as_bytes());
        let message = desk.bare(&["market", "import", name]).complaint();
        assert!(message.contains(said), "{message}");
        assert!(
            message.ends_with("tape: 1 of 1 files could not be imported\n"),
            "{message}"
        );
    }
    let message = desk.bare(&["market", "import", "absent.csv"]).complaint();
    assert!(message.contains("cannot read absent.csv: "), "{message}");
}

#[test]
fn a_wrong_file_does_not_stop_the_right_ones() {
    let desk = Desk::empty();
    desk.write("here/SPX.csv", rising(30).as_bytes());
    desk.write("here/wrong.csv", b"nothing of the kind");
    let ran = desk.bare(&["market", "import", "wrong.csv", "SPX.csv"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (2, 2));
    assert!(
        ran.stderr
            .contains("wrong.csv was passed over: it is of no known format"),
        "{ran:?}"
    );
    assert!(
        ran.stderr
            .ends_with("tape: 1 of 2 files could not be imported\n"),
        "{ran:?}"
    );
}

#[test]
fn a_folder_is_imported_whole_and_says_what_each_file_was() {
    let desk = Desk::empty();
    desk.write("here/data/prices/SPX.csv", rising(30).as_bytes());
    desk.write("here/data/README.md", b"# Figures\n");
    desk.write("here/data/.cache.csv", b"Date,Close\n2026-01-02,1\n");
    desk.write(
        "here/data/VIX_History.csv",
        b"DATE,OPEN,HIGH,LOW,CLOSE\n01/02/2024,13,14,12,13.5\n01/03/2024,13,12,14,13.5\n",
    );
    desk.write(
        "here/data/fred.csv",
        b"observation_date,DGS10\n2024-01-02,3.95\n2024-01-03,.\n",
    );
    let ran = desk.bare(&["market", "import", "data"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let expected = [
        "VIX: 1 rows, 2024-01-02 to 2024-01-02  data/VIX_History.csv as Cboe index history (CSV)",
        "SPX: 30 rows, 2024-01-02 to 2024-01-31  data/prices/SPX.csv as Stooq daily bars (CSV)",
        "US10Y: 1 rows, 2024-01-02 to 2024-01-02  data/fred.csv as FRED graph (CSV)",
        "3 files read, 2 passed over: 3 series, 32 rows",
    ];
    assert_eq!(ran.stdout.lines().collect::<Vec<_>>(), expected);
    for said in [
        "data/.cache.csv was passed over: its name begins with a dot",
        "data/README.md was passed over: it is of no known format, beginning with \"# Figures\"",
        "data/VIX_History.csv: line 3, VIX was left out: high 12 is below low 14",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    let again = desk.bare(&["market", "import", "data", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&again.stdout).unwrap();
    assert_eq!(json["files"].as_array().map(Vec::len), Some(5));
    assert_eq!(json["series"][0], "VIX");
}

#[test]
fn a_format_may_be_named_and_one_that_is_none_lists_them() {
    let desk = Desk::empty();
    desk.write("here/SPX.csv", rising(30).as_bytes());
    let ran = desk.bare(&["market", "import", "SPX.csv", "--as", "table"]);
    assert!(
        ran.stdout.ends_with("SPX.csv as daily figures (CSV)\n"),
        "{ran:?}"
    );
    let message = desk
        .bare(&["market", "import", "SPX.csv", "--as", "excel"])
        .complaint();
    assert!(
        message.contains("there is no format \"excel\"; the formats are cboe-chain, "),
        "{message}"
    );
}

#[test]
fn a_reset_brings_the_demo_market_back() {
    let desk = Desk::empty();
    desk.write("here/SPX.csv", rising(30).as_bytes());
    desk.bare(&["market", "import", "SPX.csv"]);
    let ran = desk.bare(&["market", "reset"]).answer();
    assert!(ran.starts_with("1 series removed"), "{ran}");
    assert!(
        desk.bare(&["panel", "price-structure"])
            .answer()
            .contains("DEMO")
    );
}

#[test]
fn the_list_names_every_series_with_its_dates() {
    let list = good().bare(&["market", "list"]).answer();
    let spx: Vec<&str> = list
        .lines()
        .filter(|line| line.starts_with("SPX "))
        .collect();
    assert_eq!(
        spx,
        ["SPX           2016-02-08 to 2026-02-06    2515  demo"]
    );
}

#[test]
fn a_damaged_store_is_set_aside_with_a_notice() {
    let desk = Desk::empty();
    desk.bare(&["panel", "price-structure"]).answer();
    desk.write("home/market.db", &b"not a database ".repeat(64));
    let ran = desk.bare(&["panel", "price-structure"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.starts_with("tape: "), "{ran:?}");
    assert!(ran.stderr.contains("market"), "{ran:?}");
}
