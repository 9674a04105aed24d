//! The binary as a process: pipes that close, terminals that are none, shells that load it.

use std::io::Read;
use std::process::Stdio;

use crate::desk::{Desk, good};

#[test]
fn the_reader_needs_a_terminal() {
    let desk = Desk::with("good");
    let folder = desk.path("notes");
    for words in [&[][..], &[folder.to_str().unwrap()]] {
        let message = desk.bare(words).complaint();
        assert_eq!(
            message,
            "tape: the reader needs a terminal: use `tape search`, `tape read` or `tape panel` in a pipe\n"
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_named_before_the_terminal_is_taken() {
    let desk = Desk::empty();
    let missing = desk.path("nots");
    let message = desk.bare(&[missing.to_str().unwrap()]).complaint();
    assert!(
        message.starts_with("tape: [DIR]/nots is not a folder"),
        "{message}"
    );
    assert!(
        message.ends_with("did you mean: [DIR]/notes\n"),
        "{message}"
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    for words in [
        &["market", "list"][..],
        &["--json", "market", "list"],
        &["--json", "search", "short gamma"],
        &["completions", "zsh"],
    ] {
        let mut command = good().binary();
        command
            .arg("--library")
            .arg(good().path("notes"))
            .args(words);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        assert!(
            !stderr.contains("roken pipe") && !stderr.contains("panic"),
            "{words:?}: {stderr}"
        );
        assert_eq!(child.wait().unwrap().code(), Some(0), "{words:?}");
    }
}

#[test]
fn every_shell_is_given_completions_of_every_command() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = desk.bare(&["completions", shell]).answer();
        for word in ["search", "panel", "concept", "doctor", "as-of"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn completions_need_no_settings() {
    let desk = Desk::empty();
    desk.write("here/tape.toml", b"library = \n");
    desk.bare(&["--config", "none.toml", "completions", "bash"])
        .answer();
}

#[test]
fn a_home_that_cannot_be_written_is_named() {
    let desk = Desk::with("good");
    desk.write("file", b"");
    let home = desk.path("file");
    let message = desk
        .tape(&["--home", home.to_str().unwrap(), "notes"])
        .complaint();
    assert!(message.contains("[DIR]/file"), "{message}");
}
