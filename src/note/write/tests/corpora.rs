//! Every document beside the project comes back as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use super::difference;
use crate::note::tests::conformance::examples;
use crate::note::tests::corpora::shared_files;
use crate::note::{is_candidate, parse};

fn files() -> Vec<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/notes");
    let own = fs::read_dir(own)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let shared = shared_files("corpora")
        .into_iter()
        .chain(shared_files("seeds"));
    own.chain(shared)
        .filter(|path| is_candidate(path))
        .collect()
}

/// The name of a file and the first difference of its note, where there is one.
fn odd(path: &Path) -> Option<String> {
    let bytes = fs::read(path).expect("a readable file");
    let name = path.file_name().expect("a name").to_string_lossy();
    let note = parse(&bytes, &name).ok()?;
    let difference = difference(&note)?;
    Some(format!("{}\n{difference}\n", path.display()))
}

#[test]
fn every_document_comes_back() {
    let files = files();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let odd: Vec<String> = thread::scope(|scope| {
        let parts = files.chunks(files.len().div_ceil(threads).max(1));
        let works: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || part.iter().filter_map(|path| odd(path)).collect::<Vec<_>>())
            })
            .collect();
        works
            .into_iter()
            .flat_map(|work| work.join().expect("a thread"))
            .collect()
    });
    eprintln!("{} of {} documents differ", odd.len(), files.len());
    // Paragraphs of two languages that were joined are told anew, and some keys find their fields.
    assert!(odd.len() * 100 <= files.len(), "{}", odd.join("\n"));
}

#[test]
fn every_example_of_the_specifications_comes_back() {
    let mut odd = Vec::new();
    let mut count = 0;
    for path in shared_files("conformance") {
        let name = path.file_name().expect("a name").to_string_lossy();
        if !name.ends_with("spec.txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a specification");
        for (source, _) in examples(&text) {
            count += 1;
            let Ok(note) = parse(source.as_bytes(), "n.md") else {
                continue;
            };
            if let Some(difference) = difference(&note) {
                odd.push(format!(
                    "{name}: {source:?}\n{difference}\n{}",
                    super::super::markdown(&note)
                ));
            }
        }
    }
    eprintln!("{} of {count} examples differ", odd.len());
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}
