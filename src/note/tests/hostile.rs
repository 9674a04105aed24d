//! Inputs that are made to break a reader: `tests/fixtures/hostile`, and what is too long for a file.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::super::parse;
use super::corpora::shared_files;
use super::words::{self, Words};
use super::{assert_sound, contents};
use crate::model::{DiagnosticKind, Note, PassageKind};

const TRAPS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/hostile");

/// The names by which a document may come, whatever it is.
const NAMES: [&str; 3] = ["n.md", "n.txt", "n.html"];

fn traps() -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(TRAPS).expect("the traps");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a trap").path()).collect();
    paths.retain(|path| !path.ends_with("README.md"));
    paths.sort();
    let read = |path: PathBuf| (path.clone(), fs::read(path).expect("a trap"));
    paths.into_iter().map(read).collect()
}

fn read(source: &str, name: &str) -> Note {
    let note = parse(source.as_bytes(), name).expect("a note");
    assert_sound(&note);
    note
}

#[test]
fn every_trap_is_a_note_or_a_reason() {
    for (path, bytes) in traps() {
        let own = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let note = parse(&bytes, own).expect("every trap holds text");
        assert_sound(&note);
        for name in NAMES {
            if let Ok(note) = parse(&bytes, name) {
                assert_sound(&note);
            }
        }
    }
}

#[test]
fn every_trap_has_its_line() {
    let lines = fs::read_to_string(Path::new(TRAPS).join("README.md")).expect("the list");
    for (path, _) in traps() {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        assert!(lines.contains(&format!("| `{name}` | ")), "{name}");
    }
}

/// One way in which a file is damaged, at places given as parts of its length.
#[derive(Debug, Clone)]
enum Damage {
    Cut(f64, f64),
    Repeat(f64, f64),
    Insert(f64, u8),
    Splice(f64, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let part = || 0.0..1.0_f64;
    prop_oneof![
        (part(), part()).prop_map(|(at, length)| Damage::Cut(at, length)),
        (part(), part()).prop_map(|(at, length)| Damage::Repeat(at, length)),
        (part(), any::<u8>()).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        (part(), any::<usize>()).prop_map(|(at, other)| Damage::Splice(at, other)),
    ]
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage], others: &[(PathBuf, Vec<u8>)]) -> Vec<u8> {
    for damage in damages {
        let place = |part: f64| (part * bytes.len() as f64) as usize;
        match *damage {
            Damage::Cut(at, length) => {
                let start = place(at);
                let end = (start + place(length) / 8).min(bytes.len());
                bytes.drain(start..end);
            }
            Damage::Repeat(at, length) => {
                let start = place(at);
                let end = (start + place(length) / 8).min(bytes.len());
                let part = bytes[start..end].repeat(3);
                bytes.splice(start..start, part);
            }
            Damage::Insert(at, byte) => bytes.insert(place(at), byte),
            Damage::Splice(at, other) => {
                let at = place(at);
                let (_, other) = &others[other % others.len()];
                bytes.splice(at..at, other.iter().copied());
            }
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn damaged_traps_are_notes_or_reasons(
        which in any::<usize>(),
        damages in prop::collection::vec(damage(), 1..5),
        name in prop::sample::select(NAMES.to_vec()),
    ) {
        let traps = traps();
        let bytes = damaged(traps[which % traps.len()].1.clone(), &damages, &traps);
        if let Ok(note) = parse(&bytes, name) {
            assert_sound(&note);
        }
    }
}

#[test]
fn nests_ten_thousand_deep_show_what_is_inside() {
    let deep = 10_000;
    for (open, close) in [
        (">", ""),
        ("- ", ""),
        ("[", "]"),
        ("<div>", "</div>"),
        ("*", "*"),
        ("<b>", ""),
    ] {
        let source = format!("{}最里面{}\n", open.repeat(deep), close.repeat(deep));
        for name in ["n.md", "n.txt"] {
            let all = contents(&read(&source, name)).join("\n");
            assert!(all.contains("最里面"), "{open} {name}");
        }
    }
}

#[test]
fn a_table_of_five_thousand_columns_keeps_every_cell() {
    let row = |sign: &str| format!("|{}\n", format!(" {sign} |").repeat(5_000));
    let note = read(&format!("{}{}{}", row("代号"), row("-"), row("涨")), "n.md");
    let PassageKind::Table(columns) = &note.passages[0].kind else {
        panic!("a table");
    };
    assert_eq!(columns.len(), 5_000);
    assert_eq!(contents(&note)[0].matches('涨').count(), 5_000);
}

#[test]
fn a_line_of_ten_megabytes_is_one_passage() {
    let line = "波动率控制基金减仓 and dealers cover ".repeat(10_000_000 / 46 + 1);
    assert!(line.len() >= 10_000_000);
    for name in ["n.md", "n.txt"] {
        let note = read(&line, name);
        assert_eq!(contents(&note).len(), 1);
        assert_eq!(contents(&note)[0].len(), line.trim_end().len());
    }
}

#[test]
fn bombs_of_aliases_are_refused_and_shown() {
    let bytes = fs::read(Path::new(TRAPS).join("alias-bomb.md")).expect("the trap");
    let note = parse(&bytes, "n.md").expect("a note");
    let mut kinds = note.diagnostics.iter().map(|found| &found.kind);
    assert!(kinds.any(|kind| matches!(kind, DiagnosticKind::InvalidYaml { .. })));
    assert_eq!(note.metadata.other.len(), 12, "every line of it is kept");
    assert_eq!(contents(&note), ["做市商回补空头。"]);
}

#[test]
fn naughty_strings_keep_their_words() {
    for path in shared_files("conformance/blns") {
        if !path.ends_with("blns.json") {
            continue;
        }
        let strings = fs::read_to_string(&path).expect("strings");
        let strings: Vec<String> = serde_json::from_str(&strings).expect("JSON");
        assert!(strings.len() > 400);
        for string in strings {
            let source = format!("第一段话。\n\n{string}\n\n最后一段话。\n");
            let Ok(note) = parse(source.as_bytes(), "n.md") else {
                // Nearly nothing but control bytes is no text.
                assert!(
                    string.bytes().filter(u8::is_ascii_control).count() > 8,
                    "{string:?}"
                );
                continue;
            };
            assert_sound(&note);
            let all = contents(&note).join("\n");
            assert!(
                all.contains("第一段话。") && all.contains("最后一段话。"),
                "{string:?}"
            );
            // Marks and tags mean something in Markdown, and nothing in plain text.
            let note = read(&source, "n.txt");
            let mut shown = words::shown(&note);
            shown.add(&note.metadata.title);
            let lost = Words::of(&crate::text::sanitise::sanitise(&string).0).beyond(&shown);
            assert_eq!(lost, [], "{string:?}");
        }
    }
}

/// Inputs whose time must not grow with the square of their length; each would run for minutes.
#[test]
fn marks_without_end_are_read_at_once() {
    let many = 100_000;
    for piece in [
        "%%a ",
        "[[a ",
        "![[a|",
        "{{< a ",
        "{% a %}",
        "a ^b\n",
        "a\n: b\n",
        ": a\n",
        "`a``b",
        "$a",
        "**中",
        "]](",
        "[[a]](",
        "| a\n",
        "[a]: b\n",
        "[^a]",
        "<summary>",
        "一、\n",
        "　　一\n",
        "a-\n",
    ] {
        let source = piece.repeat(many / piece.len());
        for name in ["n.md", "n.txt"] {
            read(&source, name);
        }
    }
}
