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
fn every_document_is_a_sound_note_that_keeps_its_text() {
    let mut notes = 0;
    let mut shells = 0;
    let mut originals = Originals::default();
    let mut lost = Vec::new();
    for path in shared_files("corpora")
        .into_iter()
        .chain(shared_files("seeds"))
    {
        if !is_candidate(&path) {
            continue;
        }
        let (bytes, name) = read(&path);
        let note = match parse(&bytes, &name) {
            Ok(note) => note,
            // Pages that fetch their text by script hold nothing to read.
            Err(NotANote::NoText) => {
                shells += 1;
                continue;
            }
            Err(error) => panic!("{}: {error}", path.display()),
        };
        notes += 1;
        assert_sound(&note);
        originals.count(&note);
        if path.extension().is_some_and(|extension| extension == "md") {
            lost.extend(lost_characters(&bytes, &note).map(|lost| format!("{name}: {lost}")));
        }
    }
    let Originals { paired, alone } = originals;
    eprintln!("{notes} notes, {shells} pages without text, {paired} originals paired, {alone} not");
    assert!(notes == 0 || notes > 2_000);
    assert!(alone * 100 <= paired);
    assert!(lost.is_empty(), "{}", lost.join("\n"));
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

/// Han characters of a Markdown body that stand in it more often than in its note.
///
/// The labels of originals and comments are no text, nor are those of voices, which the interface
/// shows in its own words.
fn lost_characters(bytes: &[u8], note: &Note) -> impl Iterator<Item = String> {
    let source = String::from_utf8_lossy(bytes).replace('\r', "");
    let source = source.replace("编者注：", "");
    let body = front_matter::split(&source).body;
    let kept = body
        .lines()
        .filter(|line| !line.contains("<summary>") && !line.trim_start().starts_with("<!--"));
    let mut missing = han_counts(kept);
    for (character, count) in han_counts(all_text(note).iter().map(String::as_str)) {
        *missing.entry(character).or_default() -= count;
    }
    let lost = missing.into_iter().filter(|&(_, count)| count > 0);
    lost.map(|(character, count)| format!("{count} of {character}"))
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
    // A heading that repeats the title is no passage.
    let mut all = vec![note.metadata.title.clone()];
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
