//! `tape index`: bring the index up to date with the notes.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::config::theme::Role;
use crate::library::relative_text;
use crate::model::IndexReport;

use super::Outcome;
use super::args::IndexArgs;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    indexed: usize,
    unchanged: usize,
    removed: usize,
    rejected: Vec<RejectedRecord>,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct RejectedRecord {
    path: String,
    reason: String,
}

/// Indexes, with a bar on a terminal, and says what was done.
pub(super) fn run(setup: &Setup, args: &IndexArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let bar = bar(out);
    let report = setup.desk.index(&mut |progress, _| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    })?;
    bar.finish_and_clear();
    if out.json {
        out.object(&record(&report))?;
    } else {
        tell(setup, args, &report, out)?;
    }
    Ok(Outcome::of(report.indexed + report.unchanged))
}

fn bar(out: &Output) -> ProgressBar {
    if out.quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

fn tell(
    setup: &Setup,
    args: &IndexArgs,
    report: &IndexReport,
    out: &mut Output,
) -> anyhow::Result<()> {
    for notice in &report.notices {
        out.styled(&[(Role::Warning, notice)])?;
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
    if out.quiet {
        return Ok(());
    }
    let summary = format!(
        "{}: {} indexed, {} unchanged, {} removed, {} no notes",
        setup.desk.root()?.display(),
        report.indexed,
        report.unchanged,
        report.removed,
        report.rejected.len()
    );
    out.line(&summary)?;
    if !args.report && !report.rejected.is_empty() {
        out.styled(&[(
            Role::Muted,
            "tape index --report names the files that are no notes",
        )])?;
    }
    Ok(())
}

fn record(report: &IndexReport) -> Record {
    let rejected = report.rejected.iter().map(|(path, reason)| RejectedRecord {
        path: relative_text(path),
        reason: reason.clone(),
    });
    Record {
        indexed: report.indexed,
        unchanged: report.unchanged,
        removed: report.removed,
        rejected: rejected.collect(),
        notices: report.notices.clone(),
    }
}
