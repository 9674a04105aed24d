//! Whether figures hold as a library grows: other people's notes beside the checkout, cut to 3 KB
//! and repeated to 10,000, 100,000 and 1,000,000.
//!
//! The largest takes some ten gigabytes of disk and an hour: `TAPE_BENCH_SCALE` sets how many notes
//! there are at most (10,000).

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use tapereader::library::scan;

use crate::harness::{Budget, Suite};
use crate::index::changed;
use crate::library::{self, Library, NOTE_BYTES};
use crate::process::{first_frames, memory};
use crate::query::keystrokes;

/// Numbers of notes, with what the design allows from a keystroke to the results, in milliseconds.
const SIZES: [(usize, f64); 3] = [(10_000, 8.0), (100_000, 8.0), (1_000_000, 30.0)];

/// All figures, a size after the other.
pub(crate) fn figures(suite: &Suite) -> anyhow::Result<()> {
    let Some(corpora) = library::corpora() else {
        return Suite::skip("scale", "no notes beside this checkout");
    };
    let pieces = pieces(&corpora)?;
    ensure!(!pieces.is_empty(), "{} holds no text", corpora.display());
    if suite.quick {
        return of_size(suite, &pieces, 200, 8.0);
    }
    let asked = std::env::var("TAPE_BENCH_SCALE").ok();
    let most = asked.and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let sizes = SIZES.iter().filter(|(count, _)| *count <= most);
    for (count, allowed) in sizes {
        of_size(suite, &pieces, *count, *allowed)?;
    }
    Ok(())
}

fn of_size(suite: &Suite, pieces: &[String], count: usize, allowed: f64) -> anyhow::Result<()> {
    let library = Library::filled(count, |number| {
        let piece = pieces.get(number % pieces.len()).map_or("", String::as_str);
        library::front_matter(number, number + 1 == count) + piece
    })?;
    let started = Instant::now();
    library.desk().index(&mut |_, _| {})?;
    let seconds = started.elapsed().as_secs_f64();
    let rate = count as f64 / seconds;
    let group = format!("scale {count}");
    let name = format!("{group}: indexing");
    suite.number(&name, Budget::AtLeast(5_000.0), rate, "notes/s")?;
    let megabytes = bytes_below(&library.home())? as f64 / 1e6;
    suite.number(&format!("{group}: index"), Budget::Open, megabytes, "MB")?;
    let text = bytes_below(&library.notes())? as f64 / 1e6;
    suite.number(&format!("{group}: its text"), Budget::Open, text, "MB")?;
    keystrokes(suite, &group, &library, Budget::AtMost(allowed))?;
    first_frames(suite, &group, &library, suite.size(25, 1))?;
    memory(suite, &group, &library)?;
    changed(suite, &group, &library, suite.size(10, 1))
}

/// The text of all notes below a folder, cut at line ends to the size that budgets are of.
pub(crate) fn pieces(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut pieces = Vec::new();
    for file in scan(folder)?.files {
        // Pages of other makes would be read as Markdown.
        let is_text = file
            .path
            .extension()
            .is_some_and(|end| end == "md" || end == "txt");
        let Some(text) = is_text.then(|| fs::read_to_string(folder.join(&file.path)).ok()) else {
            continue;
        };
        let mut piece = String::new();
        for line in text.unwrap_or_default().split_inclusive('\n') {
            piece.push_str(line);
            if piece.len() >= NOTE_BYTES {
                pieces.push(std::mem::take(&mut piece));
            }
        }
    }
    Ok(pieces)
}

fn bytes_below(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() {
            bytes_below(&entry.path())?
        } else {
            entry.metadata()?.len()
        };
    }
    Ok(bytes)
}
