//! `tape doctor`.

use insta::assert_snapshot;

use crate::desk::{Desk, good};

#[test]
fn a_healthy_library_has_nothing_odd() {
    assert_snapshot!(good().tape(&["doctor"]).answer());
}

#[test]
fn what_was_read_otherwise_than_written_is_named_with_its_line() {
    let desk = Desk::with("invalid");
    desk.write("notes/empty.md", b"");
    assert_snapshot!(desk.tape(&["doctor"]).answer());
}

#[test]
fn bindings_to_no_command_are_named() {
    let desk = Desk::with("good");
    desk.write("here/tape.toml", b"[keys.reader]\n\"x\" = \"fly-away\"\n");
    let doctor = desk.tape(&["doctor"]);
    assert!(doctor.stdout.contains("fly-away"), "{doctor:?}");
    assert!(doctor.stdout.contains("tape.toml:2"), "{doctor:?}");
}

#[test]
fn the_pairs_of_a_note_are_shown_with_how_sure_they_are() {
    assert_snapshot!(
        good()
            .tape(&["doctor", "--pairs", "2025-11-20-transcript.md"])
            .answer()
    );
}

#[test]
fn pairs_are_one_stable_object() {
    let answer = good().tape(&["doctor", "--pairs", "2025-11-20-transcript.md", "--json"]);
    let object: serde_json::Value = serde_json::from_str(&answer.stdout).unwrap();
    assert_eq!(object["schema"], 1);
    let first = &object["pairs"][0];
    assert!(first["passage"].is_u64() && first["confidence"].is_f64());
    assert!(matches!(first["by"].as_str(), Some("marked" | "aligned")));
    assert!(first["zh"].is_string() && first["en"].is_string());
    for list in ["doubtful", "unpaired_zh", "unpaired_en"] {
        assert!(object[list].is_array(), "{list}");
    }
}

#[test]
fn the_pairs_of_no_note_are_an_error() {
    let answer = good().tape(&["doctor", "--pairs", "nothing like it"]);
    assert_eq!(answer.code, 2);
}
