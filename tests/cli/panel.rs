//! `tape panel`, on the demo market, which is the same everywhere.

use insta::assert_snapshot;

use crate::desk::{Desk, good};

#[test]
fn panels_are_listed() {
    assert_snapshot!(good().tape(&["panel", "--list"]).answer());
}

#[test]
fn every_panel_has_a_headline() {
    assert_snapshot!(good().tape(&["panel", "--all"]).answer());
}

#[test]
fn a_panel_shows_value_percentile_changes_inputs_and_method() {
    assert_snapshot!(good().tape(&["panel", "vol-control"]).answer());
}

#[test]
fn an_instrument_follows_a_colon_under_any_of_its_names() {
    let panel = good().tape(&["panel", "price-structure:NVDA"]).answer();
    assert!(panel.contains("  NVDA  DEMO\n"), "{panel}");
    assert!(panel.contains("Close"), "{panel}");
    for name in [
        "price-structure:nvda",
        "price-structure:英伟达",
        "price-structure:輝達",
    ] {
        assert_eq!(good().tape(&["panel", name]).answer(), panel, "{name}");
    }
}

#[test]
fn a_day_of_the_past_uses_nothing_later() {
    let then = good()
        .tape(&["panel", "realised-volatility", "--as-of", "2025-04-08"])
        .answer();
    assert!(then.contains("2025-04-08"), "{then}");
    let later = then.lines().filter(|line| line.contains("2026"));
    assert!(later.clone().all(|line| line.starts_with("now ")), "{then}");
    assert_eq!(later.count(), 1, "{then}");
    let weekend = good()
        .tape(&["panel", "price-structure", "--as-of", "2026-02-08"])
        .answer();
    assert!(weekend.contains("2026-02-06  "), "{weekend}");
}

#[test]
fn the_day_may_be_that_of_a_note() {
    let by_note = good()
        .tape(&["panel", "vol-control", "--note", "Into the"])
        .answer();
    let by_day = good()
        .tape(&["panel", "vol-control", "--as-of", "2026-01-12"])
        .answer();
    assert_eq!(by_note, by_day);
    let undated = good().tape(&["panel", "vol-control", "--note", "A page without"]);
    assert!(undated.stderr.contains("no date"), "{undated:?}");
    assert_eq!(undated.code, 0);
}

#[test]
fn before_the_data_begin_the_inputs_are_named_and_the_code_is_1() {
    let ran = good().tape(&["panel", "vol-control", "--as-of", "2010-01-01"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""));
    assert_snapshot!(ran.stdout);
    let ran = good().tape(&["panel", "--json", "curve-regime", "--as-of", "2010-01-01"]);
    assert_eq!(ran.code, 1);
    let object: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert!(
        object["value"].is_null() && object["as_of"].is_null(),
        "{object}"
    );
    let missing = object["missing"].as_array().unwrap();
    assert!(!missing.is_empty());
    for lack in missing {
        assert!(
            lack["hint"]
                .as_str()
                .unwrap()
                .contains("tape market import"),
            "{lack}"
        );
    }
}

#[test]
fn a_history_too_short_says_how_short() {
    let ran = good().tape(&["panel", "vol-control", "--as-of", "2016-03-01"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains(" observations of "), "{ran:?}");
}

#[test]
fn unknown_panels_and_subjects_are_met_with_the_nearest() {
    for (id, said) in [
        ("vol-contrl", "did you mean: vol-control"),
        ("price-structure:NVDIA", "NVDA"),
        ("price-structure:short gamma", "tape concept short-gamma"),
        ("curve-regime:NVDA", "of the whole market"),
        ("variance-risk-premium:NVDA", "of SPX only"),
        ("zzz", "no panel is called"),
    ] {
        let message = good().tape(&["panel", id]).complaint();
        assert!(message.contains(said), "{id}: {message}");
    }
}

#[test]
fn panels_speak_chinese() {
    assert_snapshot!(
        good()
            .tape(&["--lang", "zh-Hant", "panel", "--all"])
            .answer()
    );
}

#[test]
fn the_demo_market_needs_no_library() {
    let desk = Desk::empty();
    let ran = desk.bare(&["panel", "realised-volatility"]);
    assert!(ran.answer().contains("DEMO"));
}

#[test]
fn a_picture_is_written_as_svg() {
    let svg = good()
        .tape(&["panel", "vol-control", "--svg", "-"])
        .answer();
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    assert!(svg.contains("Vol-control exposure · history"), "{svg}");
    assert!(
        svg.contains("2026-02-06  0.92x · SPX · demo</text>"),
        "{svg}"
    );
    let again = good()
        .tape(&["panel", "vol-control", "--svg", "-"])
        .answer();
    assert_eq!(svg, again);
    let second = ["panel", "vol-control", "--svg", "-", "--picture", "2"];
    assert!(good().tape(&second).answer().contains("distribution"));
    let none = ["panel", "vol-control", "--svg", "-", "--picture", "99"];
    let refused = good().tape(&none);
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.contains("there is no picture 99"),
        "{refused:?}"
    );
}
