//! Leaving, being stopped, being killed, and being busy.

use std::fs;
use std::process::Command;

use crate::pty::{Library, TAPE, Terminal, count};

#[test]
fn q_leaves_and_restores_the_terminal() {
    let (_library, mut terminal) = Terminal::reading();
    terminal.keys("q");
    assert_eq!(terminal.wait().exit_code(), 0);
    terminal.is_restored();
}

#[test]
fn signals_that_end_the_process_restore_the_terminal() {
    for signal in ["TERM", "HUP", "INT"] {
        let (_library, mut terminal) = Terminal::reading();
        send(signal, terminal.id());
        assert!(!terminal.wait().success(), "{signal}");
        terminal.is_restored();
    }
}

#[test]
fn stopping_gives_the_terminal_to_the_shell_and_back() {
    let library = Library::sample();
    // A shell with job control; a process of its own would have nobody to be stopped for.
    let words: Vec<String> = library
        .arguments()
        .iter()
        .map(|argument| format!("'{argument}'"))
        .collect();
    let script = format!(
        "set -m; '{TAPE}' {}; echo \"stopped as $?\"; read -r _; fg >/dev/null; echo \"ended as $?\"",
        words.join(" ")
    );
    let mut terminal = Terminal::run("bash", ["-c".to_owned(), script]);
    terminal.shows("链上周报 · 罗亦航 · 2026-02-06");
    terminal.keys("\x1a");
    terminal.shows("stopped as 148");
    // The shell waits for a line, so that its words are on the screen for as long as that.
    terminal.keys("\r");
    terminal.until("the reader is back", |screen| {
        screen.alternate_screen() && screen.contents().contains("链上周报 · 罗亦航")
    });
    assert!(terminal.is_raw());
    // Keys are still read.
    terminal.press("j", "▸02-06 FOUR HUNDRED");
    terminal.keys("q");
    terminal.wait();
    assert!(
        terminal.text().contains("ended as 0"),
        "{}",
        terminal.text()
    );
    terminal.is_restored();
}

#[test]
fn a_process_that_was_stopped_from_outside_paints_anew() {
    let (_library, mut terminal) = Terminal::reading();
    send("STOP", terminal.id());
    let taken = count(&terminal.written, b"\x1b[?1049h");
    send("CONT", terminal.id());
    // The screen is the same before and after: another key shows that the sequence went by.
    terminal.press("j", "▸02-06 FOUR HUNDRED");
    terminal.keys("q");
    terminal.wait();
    assert_eq!(count(&terminal.written, b"\x1b[?1049h"), taken + 1);
    terminal.is_restored();
}

#[test]
fn keys_are_answered_while_many_notes_are_indexed() {
    let notes = (0..2000).map(|number| {
        let day = 1 + number % 28;
        let text = format!(
            "---\ntitle: Note {number}\ndate: 2025-03-{day:02}\n---\n\n{}",
            "做市商已经做空伽马，波动率控制基金减仓。Dealers are short gamma.\n\n".repeat(40)
        );
        (format!("{number:04}.md"), text)
    });
    let library = Library::of(notes);
    let mut terminal = Terminal::start(&library);
    terminal.shows("/2000");
    terminal.press("?", "KEYS");
    terminal.keys("\x1b");
    terminal.hides("KEYS");
    terminal.press(":", "COMMANDS");
    assert!(
        terminal.text().contains("/2000"),
        "it was over too soon to tell:\n{}",
        terminal.text()
    );
    terminal.keys("\x1b");
    terminal.hides("COMMANDS");
    // Leaving does not wait for the rest, and leaves an index that can be opened.
    terminal.keys("q");
    assert_eq!(terminal.wait().exit_code(), 0);
    terminal.is_restored();
    let mut again = Terminal::start(&library);
    again.shows("2000 newest");
    again.keys("q");
    assert_eq!(again.wait().exit_code(), 0);
}

#[test]
fn a_deleted_index_is_made_again_under_an_open_reader() {
    let (library, mut terminal) = Terminal::reading();
    fs::remove_dir_all(library.home().join("search")).unwrap();
    terminal.keys("r");
    terminal.press("s做空伽马", "做空伽马");
    terminal.shows("short gamma");
    terminal.keys("\x03");
    terminal.press("j", "▸02-06 FOUR HUNDRED");
    terminal.keys("q");
    assert_eq!(terminal.wait().exit_code(), 0);
}

#[test]
fn another_process_indexes_beside_an_open_reader() {
    let folder = tempfile::tempdir().unwrap();
    let note = |title: &str| format!("---\ntitle: {title}\ndate: 2026-02-05\n---\n\nText.\n");
    let library = Library::of([("a.md".to_owned(), note("First"))]);
    let mut terminal = Terminal::start(&library);
    terminal.shows("1 newest first");
    fs::write(library.notes().join("b.md"), note("Second")).unwrap();
    let indexed = Command::new(TAPE)
        .current_dir(&folder)
        .args(library.arguments().iter().take(6))
        .args(["--library", library.notes().to_str().unwrap(), "index"])
        .output()
        .unwrap();
    assert!(indexed.status.success(), "{indexed:?}");
    // Asking again shows what the other process did.
    terminal.press("r", "2 newest first");
    terminal.keys("q");
    terminal.wait();
}

#[test]
fn a_pipe_is_told_what_to_use_instead() {
    let library = Library::sample();
    let output = Command::new(TAPE)
        .args(library.arguments())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("needs a terminal"), "{told}");
    assert_eq!(output.stdout, b"");
}

fn send(signal: &str, id: u32) {
    let sent = Command::new("kill")
        .args(["-s", signal, &id.to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}
