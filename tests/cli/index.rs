//! `tape index`: what becomes of every file, and of an index that is not as it should be.

use std::fs;
use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use insta::assert_snapshot;
use tapereader::lexicon::Lexicon;
use tapereader::search::{Analysis, SearchIndex};

use crate::desk::Desk;

/// The folder of the one index that a desk has.
fn index_folder(desk: &Desk) -> PathBuf {
    let mut folders = fs::read_dir(desk.path("home/search")).unwrap();
    folders.next().unwrap().unwrap().path()
}

/// A library with a file of every kind that is no note.
fn troubled() -> Desk {
    let desk = Desk::of(&[
        ("good.md", "A note.\n"),
        ("empty.md", ""),
        ("blank.txt", " \n\n"),
    ]);
    let bytes: Vec<u8> = (0..600_u32)
        .map(|at| (at * at * 7 + at % 13) as u8)
        .collect();
    desk.write("notes/binary.md", &bytes);
    desk.write("notes/chart.png", b"\x89PNG");
    desk.write("notes/LICENSE", b"Do as you like.");
    // 黄金 in GBK: no UTF-8, but text.
    desk.write(
        "notes/gbk.txt",
        &b"\xbb\xc6\xbd\xf0\xb5\xf8\xc1\xcb\xa1\xa3".repeat(8),
    );
    let large = File::create(desk.path("notes/large.md")).unwrap();
    large.set_len(100_000_000).unwrap();
    desk
}

#[test]
fn every_file_is_a_note_or_is_named_with_the_reason() {
    let desk = troubled();
    let first = desk.tape(&["index", "--report"]).answer();
    assert_snapshot!(first);
    let second = desk.tape(&["index", "--report"]).answer();
    let named = |text: &str| text.lines().filter(|line| !line.starts_with('[')).count();
    assert_eq!(named(&second), named(&first));
    assert!(
        second.ends_with("2 notes; 0 files read, 0 gone, 6 files passed over\n"),
        "{second}"
    );
}

#[test]
fn without_the_report_the_way_to_it_is_named() {
    let ran = troubled().tape(&["index"]);
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
    assert!(ran.stderr.contains("`tape index --report`"), "{ran:?}");
}

#[test]
fn text_that_is_not_utf_8_is_read_by_its_encoding() {
    let read = troubled().tape(&["read", "gbk.txt"]);
    assert!(read.stdout.contains("黄金跌了"), "{read:?}");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_to_nothing_are_named() {
    use std::os::unix::fs::symlink;
    let desk = Desk::of(&[("a/note.md", "A note.\n")]);
    symlink(desk.path("notes"), desk.path("notes/a/up")).unwrap();
    symlink(desk.path("gone.md"), desk.path("notes/gone.md")).unwrap();
    assert_snapshot!(desk.tape(&["index", "--report"]).answer());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::of(&[("open.md", "A note.\n"), ("shut.md", "A note.\n")]);
    let shut = desk.path("notes/shut.md");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&shut).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let report = desk.tape(&["index", "--report"]).answer();
    assert!(report.starts_with("shut.md: cannot be read: "), "{report}");
}

#[test]
fn only_what_changed_is_read_again() {
    let desk = Desk::with("good");
    let summary = |desk: &Desk| desk.tape(&["index"]).answer();
    assert!(summary(&desk).contains("6 notes; 6 files read, 0 gone"));
    assert!(summary(&desk).contains("6 notes; 0 files read, 0 gone"));
    desk.write("notes/new.md", b"Another note.\n");
    fs::remove_file(desk.path("notes/undated.txt")).unwrap();
    assert!(summary(&desk).contains("6 notes; 1 file read, 1 gone"));
    assert!(desk.tape(&["notes", "title:without"]).stdout.is_empty());
}

#[test]
fn a_library_without_a_note_is_code_1() {
    let ran = Desk::empty().tape(&["index"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("0 notes"), "{ran:?}");
}

#[test]
fn a_damaged_index_is_rebuilt_with_a_notice() {
    let desk = Desk::with("good");
    desk.tape(&["index"]).answer();
    for entry in fs::read_dir(index_folder(&desk)).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "meta.json") {
            fs::write(path, b"{ not json").unwrap();
        }
    }
    let ran = desk.tape(&["search", "spreads"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.stderr,
        "tape: the search index was damaged and is being rebuilt\n"
    );
    assert!(ran.stdout.contains("信用还是流动性"), "{ran:?}");
    assert_eq!(desk.tape(&["search", "spreads"]).stderr, "");
}

#[test]
fn damage_to_every_file_of_the_index_is_survived() {
    let desk = Desk::with("good");
    desk.tape(&["index"]).answer();
    for entry in fs::read_dir(index_folder(&desk)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::write(path, b"").unwrap();
        }
    }
    let ran = desk.tape(&["search", "spreads"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("rebuilt"), "{ran:?}");
}

#[test]
fn while_another_process_indexes_commands_answer_from_what_there_is() {
    let desk = Desk::with("good");
    desk.tape(&["index"]).answer();
    let analysis = Arc::new(Analysis::new(Arc::new(Lexicon::built_in().unwrap())));
    let opened = SearchIndex::open(&index_folder(&desk), analysis).unwrap();
    let writer = opened.index.writer().unwrap();
    desk.write("notes/new.md", b"A new note on spreads.\n");
    let ran = desk.tape(&["search", "spreads"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stderr.contains("another tape is indexing"), "{ran:?}");
    assert_eq!(ran.stdout.matches("spreads").count(), 0, "{ran:?}");
    drop(writer);
    let ran = desk.tape(&["search", "spreads"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stderr.contains("the last indexing was stopped"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("A new note on spreads."), "{ran:?}");
}

#[test]
fn two_processes_that_index_at_once_both_end_well() {
    let desk = Desk::with("good");
    let start = || {
        let mut command = desk.binary();
        command
            .arg("--library")
            .arg(desk.path("notes"))
            .arg("index");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    let (mut first, mut second) = (start(), start());
    // Whichever came second may have found nothing indexed yet.
    for child in [&mut first, &mut second] {
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2));
    }
    assert!(desk.tape(&["index"]).answer().contains("6 notes"));
}

#[test]
fn each_library_has_its_own_index() {
    let desk = Desk::of(&[("a.md", "Gold.\n")]);
    desk.write("other/b.md", b"Silver.\n");
    assert_eq!(desk.tape(&["search", "gold"]).code, 0);
    let other = desk.path("other");
    let other = other.to_str().unwrap();
    assert_eq!(desk.bare(&["--library", other, "search", "gold"]).code, 1);
    assert_eq!(desk.bare(&["--library", other, "search", "silver"]).code, 0);
    assert_eq!(desk.tape(&["search", "gold"]).code, 0);
}

#[test]
fn a_library_that_is_not_there_is_met_with_the_nearest() {
    let desk = Desk::empty();
    let missing = desk.path("note");
    let message = desk
        .bare(&["--library", missing.to_str().unwrap(), "notes"])
        .complaint();
    assert_eq!(
        message,
        "tape: [DIR]/note is not a folder: give one with `--library DIR` or in tape.toml\ndid you mean: [DIR]/notes\n"
    );
}
