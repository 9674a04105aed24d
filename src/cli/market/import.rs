//! `tape market import`: files of the user's own figures, and folders of them.

use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::args::MarketFiles;
use crate::cli::output::{Output, complain};
use crate::cli::setup::Setup;
use crate::config::theme::Role;
use crate::desk::{DeskError, ImportAs, ImportReport, MarketImport, figures_below};

/// Notices of one file that are shown; JSON has them all.
const MOST_NOTICES: usize = 8;

/// Names of one file's series that are shown.
const MOST_NAMES: usize = 6;

#[derive(Serialize, Default)]
struct ImportRecord {
    series: Vec<String>,
    bars: usize,
    notices: Vec<String>,
    files: Vec<FileRecord>,
}

#[derive(Serialize)]
struct FileRecord {
    path: String,
    /// What it was taken for; nothing where it was passed over.
    format: Option<&'static str>,
    series: Vec<String>,
    chains: Vec<String>,
    lists: Vec<String>,
    rows: usize,
    first: Option<String>,
    last: Option<String>,
    /// Why nothing of it was read.
    passed_over: Option<String>,
}

/// One file to import.
struct Wanted {
    path: PathBuf,
    /// Whether the user named it, and not only the folder that it lies in.
    is_named: bool,
    passed_over: Option<&'static str>,
}

/// How it went, so far.
#[derive(Default)]
struct Tally {
    record: ImportRecord,
    read: usize,
    passed_over: usize,
    failed: usize,
    rows: usize,
}

/// Every file is tried; one that was named and cannot be read fails the command in the end.
pub(super) fn run(setup: &Setup, args: &MarketFiles, out: &mut Output) -> anyhow::Result<Outcome> {
    let how = ImportAs {
        format: args.format.clone(),
        series: args.series.clone(),
    };
    let mut import = setup.desk.market_import(how, Timestamp::now())?;
    let mut tally = Tally::default();
    let files = wanted(&args.files, &mut tally);
    let bar = bar(out, files.len());
    for file in &files {
        bar.inc(1);
        bar.suspend(|| one(&mut import, file, &mut tally, out))?;
    }
    bar.finish_and_clear();
    let Tally { record, .. } = &tally;
    if out.json {
        out.object(record)?;
    } else if files.len() > 1 && !out.quiet {
        out.line(&format!(
            "{} files read, {} passed over: {} series, {} rows",
            tally.read,
            tally.passed_over + tally.failed,
            record.series.len(),
            tally.rows
        ))?;
    }
    if tally.failed > 0 {
        let of = files.len().max(tally.failed);
        bail!("{} of {of} files could not be imported", tally.failed);
    }
    Ok(Outcome::of(tally.read))
}

/// The files named, and those below the folders named.
fn wanted(paths: &[PathBuf], tally: &mut Tally) -> Vec<Wanted> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(Wanted {
                path: path.clone(),
                is_named: true,
                passed_over: None,
            });
            continue;
        }
        match figures_below(path) {
            Ok(found) => files.extend(found.into_iter().map(|file| Wanted {
                path: file.path,
                is_named: false,
                passed_over: file.passed_over,
            })),
            Err(error) => {
                tally.failed += 1;
                complain(&format!("{:#}", anyhow::Error::new(error)));
            }
        }
    }
    files
}

fn one(
    import: &mut MarketImport,
    file: &Wanted,
    tally: &mut Tally,
    out: &mut Output,
) -> anyhow::Result<()> {
    let path = &file.path;
    let result = match file.passed_over {
        Some(reason) => Err(format!("{} was passed over: {reason}", path.display())),
        None => match import.file(path) {
            Ok(report) => Ok(report),
            Err(error) if !file.is_named && is_of_content(&error) => {
                Err(format!("{:#}", anyhow::Error::new(error)))
            }
            Err(error) => {
                tally.failed += 1;
                let said = format!("{:#}", anyhow::Error::new(error));
                complain(&said);
                tally.record.files.push(passed_over(path, said));
                return Ok(());
            }
        },
    };
    match result {
        Ok(report) => {
            notices(path, &report, tally, out);
            if !out.json && !out.quiet {
                told(path, &report, out)?;
            }
            tally.read += 1;
            tally.rows += report.rows;
            take(path, report, &mut tally.record);
        }
        Err(reason) => {
            tally.passed_over += 1;
            out.notice(&reason);
            tally.record.files.push(passed_over(path, reason));
        }
    }
    Ok(())
}

/// Whether a file was read and is no file of figures: in a folder that is no failure.
fn is_of_content(error: &DeskError) -> bool {
    matches!(error, DeskError::Import(_))
}

fn notices(path: &Path, report: &ImportReport, tally: &mut Tally, out: &Output) {
    let all = report.notices.iter();
    let all: Vec<String> = all
        .map(|notice| format!("{}: {notice}", path.display()))
        .collect();
    for notice in all.iter().take(MOST_NOTICES) {
        out.notice(notice);
    }
    if all.len() > MOST_NOTICES {
        let more = all.len() - MOST_NOTICES;
        out.notice(&format!(
            "{}: and {more} more; --json names all",
            path.display()
        ));
    }
    tally.record.notices.extend(all);
}

/// A line for a file: what it was taken for, what was in it.
fn told(path: &Path, report: &ImportReport, out: &mut Output) -> anyhow::Result<()> {
    let lists = report.lists.iter().map(|list| format!("list {list}"));
    let names: Vec<String> = report
        .series
        .iter()
        .chain(&report.chains)
        .cloned()
        .chain(lists)
        .collect();
    let mut shown = names
        .iter()
        .take(MOST_NAMES)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    if names.len() > MOST_NAMES {
        shown = format!("{shown} and {} more", names.len() - MOST_NAMES);
    }
    let range = report
        .range
        .map(|(first, last)| format!(", {first} to {last}"));
    let said = format!(": {} rows{}  ", report.rows, range.unwrap_or_default());
    let from = format!("{} as {}", path.display(), report.format);
    Ok(out.styled(&[
        (Role::Instrument, &shown),
        (Role::Text, &said),
        (Role::Muted, &from),
    ])?)
}

fn take(path: &Path, report: ImportReport, record: &mut ImportRecord) {
    let (first, last) = report.range.unzip();
    record.series.extend(report.series.iter().cloned());
    record.bars += report.bars;
    record.files.push(FileRecord {
        path: path.display().to_string(),
        format: Some(report.format),
        series: report.series,
        chains: report.chains,
        lists: report.lists,
        rows: report.rows,
        first: first.map(|day| day.to_string()),
        last: last.map(|day| day.to_string()),
        passed_over: None,
    });
}

fn passed_over(path: &Path, reason: String) -> FileRecord {
    FileRecord {
        path: path.display().to_string(),
        format: None,
        series: Vec::new(),
        chains: Vec::new(),
        lists: Vec::new(),
        rows: 0,
        first: None,
        last: None,
        passed_over: Some(reason),
    }
}

fn bar(out: &Output, files: usize) -> ProgressBar {
    if out.quiet || files < 2 || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("importing {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
