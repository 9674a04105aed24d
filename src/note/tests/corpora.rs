//! The real documents beside the project, where they are there.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{NotANote, front_matter, is_candidate, parse};
use super::assert_sound;
use crate::model::{Emphasis, Make, Note, PassageKind};
use crate::text::script::is_han;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

/// Files below a folder of the shared material; none, and a notice, where it is absent.
pub(super) fn shared_files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(SHARED).join(folder);
    if !root.exists() {
        eprintln!("skipped: {} is not there", root.display());
    }
    let mut folders = vec![root];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> (Vec<u8>, String) {
    let bytes = fs::read(path).expect("a readable file");
    let name = path.file_name().expect("a name").to_string_lossy();
    (bytes, name.into_owned())
}

#[test]
fn every_document_is_a_sound_note() {
    let mut notes = 0;
    let mut shells = 0;
    for path in shared_files("corpora")
        .into_iter()
        .chain(shared_files("seeds"))
    {
        if !is_candidate(&path) {
            continue;
        }
        let (bytes, name) = read(&path);
        match parse(&bytes, &name) {
            Ok(note) => {
                assert_sound(&note);
                notes += 1;
            }
            // Pages that fetch their text by script hold nothing to read.
            Err(NotANote::NoText) => shells += 1,
            Err(error) => panic!("{}: {error}", path.display()),
        }
    }
    eprintln!("{notes} notes, {shells} pages without text");
    assert!(notes == 0 || notes > 2_000);
}

#[test]
fn seeds_are_of_their_makes() {
    let makes = [
        Make::Transcript,
        Make::PlainText,
        Make::SavedPage,
        Make::DeskNote,
        Make::SavedPage,
    ];
    for (path, make) in shared_files("seeds").iter().zip(makes) {
        let (bytes, name) = read(path);
        let note = parse(&bytes, &name).expect("a note");
        assert_eq!(note.metadata.make, make, "{name}");
    }
}

#[test]
fn nearly_every_folded_original_finds_its_passage() {
    let (mut paired, mut alone) = (0, 0);
    for path in shared_files("corpora/thought-foundry-dev") {
        let (bytes, name) = read(&path);
        let note = parse(&bytes, &name).expect("a note");
        if note.metadata.make == Make::Transcript {
            let with_english = note.passages.iter().filter(|passage| passage.en.is_some());
            let (both, only): (Vec<_>, Vec<_>) =
                with_english.partition(|passage| passage.zh.is_some());
            paired += both.len();
            alone += only.len();
        }
    }
    assert!(
        alone * 50 <= paired,
        "{alone} of {paired} originals stand alone"
    );
}

/// How often each Han character stands in a text.
fn han_counts<'t>(texts: impl Iterator<Item = &'t str>) -> HashMap<char, i64> {
    let mut counts = HashMap::new();
    for character in texts.flat_map(str::chars).filter(|&c| is_han(c)) {
        *counts.entry(character).or_default() += 1;
    }
    counts
}

/// Every place of a note that may hold text of its body.
fn all_text(note: &Note) -> Vec<String> {
    let mut all = Vec::new();
    for passage in &note.passages {
        // A name that both languages have is kept once.
        let names = passage.speaker.iter().cycle().take(passage.texts().count());
        all.extend(names.map(ToString::to_string));
        match &passage.kind {
            PassageKind::Image(target) => all.push(target.clone()),
            PassageKind::Definition(label) => all.push(label.clone()),
            PassageKind::Code(Some(language)) => all.push(language.clone()),
            _ => {}
        }
        for (_, text) in passage.texts() {
            all.push(text.content.to_string());
            for span in &text.spans {
                if let Emphasis::Link(target) = &span.emphasis {
                    all.push(target.clone());
                }
            }
        }
    }
    all
}

#[test]
fn no_han_character_of_a_body_is_lost() {
    let mut lost = Vec::new();
    for path in shared_files("corpora") {
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let (bytes, name) = read(&path);
        let source = String::from_utf8_lossy(&bytes).replace('\r', "");
        let body = front_matter::split(&source).body;
        // The labels of originals and comments are no text; titles of links show nowhere.
        let kept = body
            .lines()
            .filter(|line| !line.contains("<summary>") && !line.trim_start().starts_with("<!--"));
        let note = parse(&bytes, &name).expect("a note");
        let out = han_counts(all_text(&note).iter().map(String::as_str));
        for (character, count) in han_counts(kept) {
            let found = out.get(&character).copied().unwrap_or(0);
            if found < count {
                lost.push(format!("{}: {character} {count} > {found}", path.display()));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
