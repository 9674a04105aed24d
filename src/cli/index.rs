//! `tape index`: bring the index up to date with the notes.

use std::io::{IsTerminal, stderr};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use tracing::{debug, info};

use crate::config::theme::Role;
use crate::library::relative_text;
use crate::model::{IndexProgress, IndexReport};

use super::Outcome;
use super::args::IndexArgs;
use super::json::RejectedRecord;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    notes: usize,
    indexed: usize,
    unchanged: usize,
    removed: usize,
    rejected: Vec<RejectedRecord>,
    notices: Vec<String>,
}

/// Indexes and says what was done.
pub(super) fn run(setup: &Setup, args: &IndexArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let report = bring_up_to_date(setup, out, WhenBusy::Wait)?;
    let notes = setup.desk.notes(0)?.total;
    for notice in &report.notices {
        out.notice(notice);
    }
    if out.json {
        out.object(&Record {
            notes,
            indexed: report.indexed,
            unchanged: report.unchanged,
            removed: report.removed,
            rejected: RejectedRecord::all(&report),
            notices: report.notices,
        })?;
        return Ok(Outcome::of(notes));
    }
    if args.report {
        for (path, reason) in &report.rejected {
            out.styled(&[
                (Role::Text, &relative_text(path)),
                (Role::Muted, ": "),
                (Role::Warning, reason),
            ])?;
        }
    }
    if !out.quiet {
        summarise(setup, args, notes, &report, out)?;
    }
    Ok(Outcome::of(notes))
}

/// What to do while another process writes the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhenBusy {
    /// Say so, and wait for its end.
    Wait,
    /// Say so, and go on with what it has done so far: nothing is to be written here.
    Leave,
}

/// Indexes what changed, with a bar on a terminal.
pub(super) fn bring_up_to_date(
    setup: &Setup,
    out: &Output,
    when_busy: WhenBusy,
) -> anyhow::Result<IndexReport> {
    let began = Instant::now();
    let bar = bar(out);
    let mut has_waited = false;
    let mut tell = |progress: IndexProgress, _| {
        if progress.waiting && !has_waited {
            has_waited = true;
            out.notice("another tape is indexing this library: waiting for it to end");
        }
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    };
    let report = match when_busy {
        WhenBusy::Wait => setup.desk.index(&mut tell),
        WhenBusy::Leave => setup.desk.index_if_free(&mut tell),
    };
    bar.finish_and_clear();
    let report = report?;
    info!(
        "{}: {} files read, {} unchanged, {} gone, {} passed over, in {} ms",
        setup.desk.root()?.display(),
        report.indexed,
        report.unchanged,
        report.removed,
        report.rejected.len(),
        began.elapsed().as_millis()
    );
    for (path, reason) in &report.rejected {
        debug!("passed over {}: {reason}", path.display());
    }
    Ok(report)
}

fn bar(out: &Output) -> ProgressBar {
    if out.quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("indexing {bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

fn summarise(
    setup: &Setup,
    args: &IndexArgs,
    notes: usize,
    report: &IndexReport,
    out: &mut Output,
) -> anyhow::Result<()> {
    let root = setup.desk.root()?.display().to_string();
    let counts = format!(
        ": {}; {} read, {} gone, {} passed over",
        count(notes, "note", "notes"),
        count(report.indexed, "file", "files"),
        report.removed,
        count(report.rejected.len(), "file", "files"),
    );
    out.styled(&[(Role::Text, &root), (Role::Text, &counts)])?;
    if !args.report && !report.rejected.is_empty() {
        out.notice("`tape index --report` names the files passed over, and why");
    }
    Ok(())
}

/// A number of things, in English.
fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
