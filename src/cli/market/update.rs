//! `tape market update`: fetches what is missing, and says what became of it.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::config::theme::Role;
use crate::desk::{SeriesUpdate, UpdateOutcome, UpdatePlan, UpdateReport};

use crate::cli::Outcome;
use crate::cli::output::Output;
use crate::cli::setup::Setup;

/// How often the sign of life moves while a source makes us wait.
const TICK: Duration = Duration::from_millis(120);

#[derive(Serialize)]
struct PlanRecord {
    requests: Vec<RequestRecord>,
    current: Vec<String>,
    not_offered: Vec<String>,
}

#[derive(Serialize)]
struct RequestRecord {
    provider: &'static str,
    url: String,
    series: Vec<String>,
}

#[derive(Serialize)]
struct ReportRecord {
    series: Vec<SeriesRecord>,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct SeriesRecord {
    id: String,
    outcome: &'static str,
    provider: Option<&'static str>,
    new: usize,
    last: Option<String>,
    due: Option<String>,
    faults: Vec<FaultRecord>,
}

#[derive(Serialize)]
struct FaultRecord {
    provider: &'static str,
    reason: String,
}

/// Fetches, or says what would be fetched.
pub(super) fn run(
    setup: &Setup,
    what: &[String],
    is_dry: bool,
    out: &mut Output,
) -> anyhow::Result<Outcome> {
    if is_dry {
        return show_plan(setup.desk.plan_update(what)?, out);
    }
    let bar = bar(out);
    let report = setup.desk.update_market(what, &mut |progress| {
        bar.set_position(progress.done as u64);
        bar.set_message(format!("{}: {}", progress.provider, progress.subject));
    });
    bar.finish_and_clear();
    let report = report?;
    for notice in &report.notices {
        out.notice(notice);
    }
    if out.json {
        out.object(&record(&report))?;
    } else {
        show(&report, out)?;
    }
    let failed = count(&report, |outcome| {
        matches!(outcome, UpdateOutcome::Failed { .. })
    });
    if failed > 0 {
        bail!(
            "{failed} of {} series could not be brought up to date; what was held is held",
            report.series.len()
        );
    }
    let had = count(&report, |outcome| *outcome != UpdateOutcome::NotOffered);
    Ok(Outcome::of(had))
}

fn bar(out: &Output) -> ProgressBar {
    if out.quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} asked, {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(TICK);
    bar
}

fn show_plan(plan: UpdatePlan, out: &mut Output) -> anyhow::Result<Outcome> {
    let count = plan.requests.len();
    if out.json {
        let requests = plan.requests.into_iter().map(|request| RequestRecord {
            provider: request.provider,
            url: request.url,
            series: request.series,
        });
        out.object(&PlanRecord {
            requests: requests.collect(),
            current: plan.current,
            not_offered: plan.not_offered,
        })?;
        return Ok(Outcome::of(count));
    }
    for request in &plan.requests {
        let series = format!("  {}", request.series.join(" "));
        out.styled(&[(Role::Text, &request.url), (Role::Muted, &series)])?;
    }
    if !plan.current.is_empty() {
        out.notice(&format!("nothing newer: {}", plan.current.join(" ")));
    }
    if !plan.not_offered.is_empty() {
        out.notice(&not_offered(&plan.not_offered.join(" ")));
    }
    Ok(Outcome::of(count))
}

fn show(report: &UpdateReport, out: &mut Output) -> anyhow::Result<()> {
    if report.series.is_empty() {
        out.notice(
            "nothing was fetched before: name series, panels, groups or sources, \
             such as `tape market update cboe treasury SPY`",
        );
        return Ok(());
    }
    for one in &report.series {
        let (role, text) = told(one);
        let id = format!("{:<12}", one.id);
        let source = format!("{:<14}", one.provider.unwrap_or_default());
        if !out.quiet {
            out.styled(&[
                (Role::Instrument, &id),
                (Role::Muted, &source),
                (role, &text),
            ])?;
        }
        // Of a source that another one stood in for, it is enough to say so.
        for (provider, reason) in &one.faults {
            out.notice(&format!("{}: {provider}: {reason}", one.id));
        }
    }
    if !out.quiet {
        summarise(report, out)?;
    }
    Ok(())
}

fn told(one: &SeriesUpdate) -> (Role, String) {
    match one.outcome {
        UpdateOutcome::Updated { bars, last } => (Role::Text, format!("to {last}  {bars} new")),
        UpdateOutcome::Current { last } => (Role::Muted, format!("to {last}  nothing newer")),
        UpdateOutcome::Stale { last, due, .. } => (
            Role::Warning,
            format!("to {last}  stale: {due} should be there"),
        ),
        UpdateOutcome::Failed { kept: Some(last) } => (
            Role::Error,
            format!("to {last}  failed: what was held is held"),
        ),
        UpdateOutcome::Failed { kept: None } => (Role::Error, "failed: nothing is held".to_owned()),
        UpdateOutcome::NotOffered => (Role::Muted, "no source has it: import a file".to_owned()),
    }
}

/// A line for each source that gave something.
fn summarise(report: &UpdateReport, out: &mut Output) -> anyhow::Result<()> {
    let mut sources: Vec<(&'static str, usize, usize)> = Vec::new();
    for one in &report.series {
        let Some(provider) = one.provider else {
            continue;
        };
        let new = one.outcome.new_days();
        match sources.iter_mut().find(|(name, ..)| *name == provider) {
            Some((_, series, bars)) => {
                *series += 1;
                *bars += new;
            }
            None => sources.push((provider, 1, new)),
        }
    }
    for (name, series, bars) in sources {
        out.styled(&[(
            Role::Muted,
            &format!("{name}: {series} series, {bars} new days"),
        )])?;
    }
    Ok(())
}

fn record(report: &UpdateReport) -> ReportRecord {
    let series = report.series.iter().map(|one| {
        let (outcome, last, due) = match one.outcome {
            UpdateOutcome::Updated { last, .. } => ("updated", Some(last), None),
            UpdateOutcome::Current { last } => ("current", Some(last), None),
            UpdateOutcome::Stale { last, due, .. } => ("stale", Some(last), Some(due)),
            UpdateOutcome::Failed { kept } => ("failed", kept, None),
            UpdateOutcome::NotOffered => ("not offered", None, None),
        };
        let faults = one.faults.iter().map(|(provider, reason)| FaultRecord {
            provider,
            reason: reason.to_string(),
        });
        SeriesRecord {
            id: one.id.clone(),
            outcome,
            provider: one.provider,
            new: one.outcome.new_days(),
            last: last.map(|day| day.to_string()),
            due: due.map(|day| day.to_string()),
            faults: faults.collect(),
        }
    });
    ReportRecord {
        series: series.collect(),
        notices: report.notices.clone(),
    }
}

fn not_offered(ids: &str) -> String {
    format!("no source has {ids}: import a file with `tape market import`")
}

fn count(report: &UpdateReport, is_counted: impl Fn(&UpdateOutcome) -> bool) -> usize {
    let counted = report.series.iter().filter(|one| is_counted(&one.outcome));
    counted.count()
}
