//! The same commands on a terminal: coloured, and never wider than it is.

use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use tapereader::text::width::width;

use crate::desk::{Desk, good};

/// What a command prints on a terminal, with its escape sequences.
fn printed(desk: &Desk, columns: u16, words: &[&str]) -> String {
    let size = PtySize {
        rows: 24,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let prepared = desk.binary();
    let mut command = CommandBuilder::new(prepared.get_program());
    command.env_clear();
    for (name, value) in prepared.get_envs() {
        command.env(name, value.unwrap());
    }
    command.cwd(desk.path("here"));
    command.arg("--library");
    command.arg(desk.path("notes"));
    command.args(words);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // Linux ends a terminal that nobody holds with an error.
        drop(reader.read_to_end(&mut bytes));
        drop(sender.send(bytes));
    });
    let bytes = receiver.recv_timeout(Duration::from_mins(1)).unwrap();
    assert!(child.wait().unwrap().success());
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

/// The lines without their escape sequences.
fn lines(text: &str) -> Vec<String> {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let plain = parts.fold(first, |plain, part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        plain + &part[end + 1..]
    });
    plain.lines().map(str::to_owned).collect()
}

#[test]
fn a_list_fits_the_terminal_and_is_coloured() {
    for columns in [60, 80, 120] {
        let text = printed(good(), columns, &["notes"]);
        assert!(text.contains("\u{1b}[38;2;"), "{text:?}");
        for line in lines(&text) {
            assert!(width(&line) <= usize::from(columns), "{columns}: {line}");
        }
    }
    let narrow = lines(&printed(good(), 40, &["notes"]));
    assert!(narrow.iter().any(|line| line.contains('…')), "{narrow:?}");
}

#[test]
fn hits_fit_the_terminal() {
    for line in lines(&printed(good(), 72, &["search", "short", "gamma"])) {
        assert!(width(&line) <= 72, "{line}");
    }
}

#[test]
fn running_text_is_no_wider_than_76_columns_nor_than_the_terminal() {
    let long =
        "做市商已经做空伽马，标普500越跌越卖，尾盘最重。Dealers are short gamma. ".repeat(12);
    let desk = Desk::of(&[(
        "long.md",
        &format!("# 长\n\n> {long}\n\n- {long}\n\n{long}\n"),
    )]);
    desk.tape(&["index"]).answer();
    for (columns, most) in [(50, 50), (80, 76), (160, 76)] {
        let rows = lines(&printed(&desk, columns, &["read", "long.md"]));
        assert!(rows.len() > 20);
        let widest = rows.iter().map(|row| width(row)).max().unwrap();
        assert!(widest <= most && widest + 8 > most, "{columns}: {widest}");
    }
}

#[test]
fn json_is_the_same_on_a_terminal_and_in_a_pipe() {
    let piped = good().tape(&["--json", "panel", "--list"]).answer();
    assert_eq!(printed(good(), 80, &["--json", "panel", "--list"]), piped);
}

#[test]
fn no_hit_leaves_an_empty_line() {
    for columns in [50, 72, 100] {
        let rows = lines(&printed(good(), columns, &["search", "short", "gamma"]));
        assert!(rows.iter().all(|row| !row.trim().is_empty()), "{rows:#?}");
    }
}
