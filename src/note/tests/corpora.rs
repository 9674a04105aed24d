//! The real documents beside the project, where they are there.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{NotANote, is_candidate, parse};
use super::assert_sound;
use super::words::{self, Words};
use crate::model::{Make, Note};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

/// Files below a folder of the shared material; none, and a notice, where it is absent.
pub(in crate::note) fn shared_files(folder: &str) -> Vec<PathBuf> {
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

/// What reading every file of the corpora found.
#[derive(Default)]
struct Found {
    notes: usize,
    shells: usize,
    originals: Originals,
    lost: Vec<String>,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.notes += other.notes;
        self.shells += other.shells;
        self.originals.paired += other.originals.paired;
        self.originals.alone += other.originals.alone;
        self.lost.extend(other.lost);
    }

    fn file(&mut self, path: &Path) {
        let (bytes, name) = read(path);
        let note = match parse(&bytes, &name) {
            Ok(note) => note,
            // Pages that fetch their text by script hold nothing to read.
            Err(NotANote::NoText) => {
                self.shells += 1;
                let source = String::from_utf8_lossy(&bytes);
                let body = source.split("<body").nth(1).unwrap_or_default();
                let words = words::of_body(&format!("<body{body}"), &HashSet::new());
                // One page shows its headings above words that say it is loading.
                let is_loading = body.contains("讀取中...");
                assert!(
                    words == Words::default() || is_loading,
                    "{}",
                    path.display()
                );
                return;
            }
            Err(error) => panic!("{}: {error}", path.display()),
        };
        self.notes += 1;
        assert_sound(&note);
        self.originals.count(&note);
        let lost = lost_words(&bytes, &note);
        if !lost.is_empty() {
            self.lost.push(format!("{}: {lost:?}", path.display()));
        }
    }
}

#[test]
fn every_document_is_a_sound_note_that_keeps_its_words() {
    let mut files: Vec<PathBuf> = shared_files("corpora");
    files.extend(shared_files("seeds"));
    files.retain(|path| is_candidate(path));
    let half = files.len().div_ceil(2).max(1);
    let mut found = Found::default();
    std::thread::scope(|scope| {
        let read_all = |files: &[PathBuf]| {
            let mut found = Found::default();
            for path in files {
                found.file(path);
            }
            found
        };
        let threads: Vec<_> = files
            .chunks(half)
            .map(|files| scope.spawn(move || read_all(files)))
            .collect();
        for thread in threads {
            found.add(thread.join().expect("every file is read"));
        }
    });
    let Found {
        notes,
        shells,
        originals: Originals { paired, alone },
        lost,
    } = found;
    eprintln!("{notes} notes, {shells} pages without text, {paired} originals paired, {alone} not");
    assert!(notes == 0 || notes > 2_000);
    assert!(alone * 100 <= paired);
    assert!(
        lost.is_empty(),
        "{} files lose words\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// Passages of transcripts with an original.
#[derive(Default)]
struct Originals {
    paired: usize,
    alone: usize,
}

impl Originals {
    fn count(&mut self, note: &Note) {
        if note.metadata.make != Make::Transcript {
            return;
        }
        for passage in note.passages.iter().filter(|passage| passage.en.is_some()) {
            match passage.zh {
                Some(_) => self.paired += 1,
                None => self.alone += 1,
            }
        }
    }
}

/// Words that stand in the source more often than the note shows them.
fn lost_words(bytes: &[u8], note: &Note) -> Vec<(String, i64)> {
    // What stands around the article of a saved page is set aside, and a diagnostic says so.
    if note.metadata.make == Make::SavedPage {
        return Vec::new();
    }
    let source = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    // The labels of voices are shown in the words of the interface.
    let source = source.replace("编者注：", "").replace("Jasper Note:", "");
    let (front, body) = words::parted(&source);
    let mut shown = words::shown(note);
    // A heading that repeats the title is the title.
    let title = &note.metadata.title;
    let repeats = |line: &str| {
        let heading = Words::of(line.trim_start_matches('#'));
        line.starts_with('#') && heading == Words::of(title)
    };
    if body.lines().any(repeats) || note.metadata.make == Make::PlainText {
        shown.add(title);
    }
    let mut lost = words::of_body(body, &words::speakers(note)).beyond(&shown);
    lost.extend(words::of_front(front).beyond(&words::of_metadata(note)));
    lost
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
