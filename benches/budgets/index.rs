//! Indexing: how many notes a second, a second start, one changed note.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, ensure};
use tapereader::library::scan;
use tapereader::model::{Changed, SearchAnswer};

use crate::harness::{Budget, Suite, processor_time};
use crate::library::{self, Library, Source};

/// Notes a second over generated notes of 3 KB.
pub(crate) fn throughput(suite: &Suite) -> anyhow::Result<()> {
    let count = suite.size(10_000, 100);
    let library = Library::of(count)?;
    let before = processor_time();
    let started = Instant::now();
    let report = library.desk().index(&mut |_, _| {})?;
    let seconds = started.elapsed().as_secs_f64();
    let after = processor_time();
    ensure!(report.indexed == count, "not all were indexed: {report:?}");
    suite.number(
        &format!("index: {count} notes of 3 KB"),
        Budget::AtLeast(5_000.0),
        count as f64 / seconds,
        "notes/s",
    )?;
    let (Some(before), Some(after)) = (before, after) else {
        return Ok(());
    };
    suite.number(
        "index: the same, were two cores free",
        Budget::AtLeast(5_000.0),
        2.0 * count as f64 / after.saturating_sub(before).as_secs_f64(),
        "notes/s",
    )
}

/// Each folder of other people's notes, where there are any.
pub(crate) fn corpora(suite: &Suite) -> anyhow::Result<()> {
    let Some(corpora) = library::corpora().filter(|_| !suite.quick) else {
        return Suite::skip(
            "corpora",
            "too much for a test, or not beside this checkout",
        );
    };
    let mut folders = Vec::new();
    for entry in fs::read_dir(corpora)? {
        let path = entry?.path();
        folders.extend(path.is_dir().then_some(path));
    }
    folders.sort_unstable();
    folders.iter().try_for_each(|folder| corpus(suite, folder))
}

fn corpus(suite: &Suite, folder: &Path) -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let started = Instant::now();
    let report = library::desk(folder, home.path()).index(&mut |_, _| {})?;
    let seconds = started.elapsed().as_secs_f64();
    let bytes: u64 = scan(folder)?.files.iter().map(|file| file.size).sum();
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = format!(
        "corpora: {name}, {} notes, {:.1} MB",
        report.indexed,
        bytes as f64 / 1e6
    );
    let rate = report.indexed as f64 / seconds;
    suite.number(&name, Budget::Open, rate, "notes/s")
}

/// A second start where nothing changed, then with one changed note.
pub(crate) fn changes(suite: &Suite) -> anyhow::Result<()> {
    let count = suite.size(10_000, 100);
    let library = Library::of(count)?;
    library.desk().index(&mut |_, _| {})?;
    let second = format!("changes: second start over {count} files");
    suite.time(&second, Budget::AtMost(60.0), 20, || {
        let report = library.desk().index(&mut |_, _| {})?;
        ensure!(report.unchanged == count, "{report:?}");
        Ok(())
    })?;
    let desk = library.desk();
    desk.index(&mut |_, _| {})?;
    let again = format!("changes: the same, by a reader that is open, {count} files");
    suite.time(&again, Budget::Open, 20, || {
        desk.index(&mut |_, _| {})?;
        Ok(())
    })?;
    let group = format!("changes {count}");
    changed(suite, &group, &library, suite.size(50, 1))?;
    moved(suite, &library, count)
}

/// A checkout that moves half of the files to another folder, until all of them are searchable.
fn moved(suite: &Suite, library: &Library, count: usize) -> anyhow::Result<()> {
    let desk = library.desk();
    desk.index(&mut |_, _| {})?;
    let moved = library.notes().join("moved");
    fs::create_dir(&moved)?;
    let files = scan(&library.notes())?.files;
    for file in files.iter().take(count / 2) {
        let name = file.path.to_string_lossy().replace('/', "-");
        fs::rename(library.notes().join(&file.path), moved.join(name))?;
    }
    let started = Instant::now();
    let report = desk.follow(&Changed::Everything, &mut |_, _| {})?;
    let took = started.elapsed();
    ensure!(report.indexed == count / 2, "{report:?}");
    let name = format!(
        "changes: {} of {count} files moved and searchable",
        count / 2
    );
    suite.times(&name, Budget::Open, vec![took])
}

/// Changes one note of a library that is indexed, a number of times: as the watcher names it.
pub(crate) fn changed(
    suite: &Suite,
    group: &str,
    library: &Library,
    runs: usize,
) -> anyhow::Result<()> {
    let desk = library.desk();
    desk.index(&mut |_, _| {})?;
    let below = "000/000000.md";
    let path = library.notes().join(below);
    let mut source = Source::new()?;
    let name = format!("{group}: one note changed and searchable");
    let mut samples = Vec::new();
    for run in 0..runs {
        let word = format!("changed{run}");
        fs::write(&path, source.note(run, false, 3_000) + &word)?;
        let started = Instant::now();
        let mut found = None;
        desk.follow(&Changed::file(below.into()), &mut |_, committed| {
            let total = |answer: SearchAnswer| answer.total;
            if committed && desk.search(&word, 10).map(total).ok() == Some(1) {
                found = Some(started.elapsed());
            }
        })?;
        samples.push(found.with_context(|| format!("{word} was not found"))?);
    }
    suite.times(&name, Budget::AtMost(50.0), samples)
}
