//! Every document beside the project comes back as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use super::difference;
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
    if let Ok(place) = std::env::var("ODD") {
        fs::write(place, odd.join("\n")).expect("written");
    }
    eprintln!("{} of {} documents differ", odd.len(), files.len());
}
