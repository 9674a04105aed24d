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
