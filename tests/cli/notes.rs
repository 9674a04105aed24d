//! `tape notes`.

use insta::assert_snapshot;

use crate::desk::{Desk, good};

/// The titles that a query lists, in order.
fn titles(words: &[&str]) -> Vec<String> {
    let words: Vec<&str> = ["notes", "--json"].iter().chain(words).copied().collect();
    let ran = good().tape(&words);
    let object: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let notes = object["notes"].as_array().unwrap();
    assert_eq!(ran.code, i32::from(notes.is_empty()), "{ran:?}");
    notes
        .iter()
        .map(|note| note["title"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn all_notes_are_listed_newest_first() {
    assert_snapshot!(good().tape(&["notes"]).answer());
}

#[test]
fn the_order_is_chosen() {
    let first = |words: &[&str]| titles(words).swap_remove(0);
    assert_eq!(first(&["--sort", "newest"]), "尾盘的卖压");
    assert_eq!(first(&["--sort", "oldest"]), "信用还是流动性");
    assert_eq!(first(&["--sort", "title"]), "A page without a date");
    assert_eq!(titles(&["--limit", "2"]).len(), 2);
}

#[test]
fn fields_filter() {
    for (query, expected) in [
        ("tag:positioning", &["尾盘的卖压", "Into the close"][..]),
        ("tag:options speaker:许澄", &["造市商的帳"]),
        ("speaker:vole", &["Into the close"]),
        ("speaker:林知远", &["尾盘的卖压"]),
        ("ticker:NVDA", &["尾盘的卖压"]),
        ("ticker:XAU", &["黄金那一天"]),
        (
            "concept:short-gamma -lang:en",
            &["尾盘的卖压", "造市商的帳", "黄金那一天"],
        ),
        ("lang:zh-hant", &["造市商的帳"]),
        ("title:close", &["Into the close"]),
        ("tag:nothing", &[]),
    ] {
        assert_eq!(titles(&[query]), expected, "{query}");
    }
}

#[test]
fn dates_filter_by_day_month_year_and_range() {
    for (query, expected) in [
        ("date:2026-02-04", 1),
        ("date:2026-02", 2),
        ("date:2026", 4),
        ("date:2026-01..2026-02", 4),
        ("date:2026-02-05..", 1),
        ("date:..2025-12", 1),
        ("date:>2026-01-30", 2),
        ("date:2024", 0),
    ] {
        assert_eq!(titles(&[query]).len(), expected, "{query}");
    }
}

#[test]
fn nothing_found_is_said_and_is_code_1() {
    let ran = good().tape(&["notes", "tag:nothing"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert_eq!(ran.stderr, "tape: no note matches\n");
    let quiet = good().tape(&["-q", "notes", "tag:nothing"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (1, ""));
    assert_eq!(Desk::empty().tape(&["notes"]).code, 1);
}

#[test]
fn the_sample_opens_where_no_library_is_named() {
    let desk = Desk::empty();
    let ran = desk.bare(&["notes"]);
    assert_eq!(ran.code, 0);
    assert!(ran.stdout.lines().count() >= 24, "{ran:?}");
    assert_eq!(
        ran.stderr,
        "tape: these are sample notes: open your own with `tape DIR`\n"
    );
}
