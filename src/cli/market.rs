//! `tape market`: import daily figures, list what there is, begin anew.

use std::path::PathBuf;

use serde::Serialize;

use crate::config::theme::Role;

use super::Outcome;
use super::args::{MarketArgs, MarketCommand};
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct ImportRecord {
    series: Vec<String>,
    bars: usize,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct ListRecord {
    demo: bool,
    series: Vec<SeriesRecord>,
}

#[derive(Serialize)]
struct SeriesRecord {
    id: String,
    first: String,
    last: String,
    count: usize,
    source: String,
}

/// Does what the words after `market` say.
pub(super) fn run(setup: &Setup, args: &MarketArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    match &args.command {
        MarketCommand::Import { files, series } => import(setup, files, series.as_deref(), out),
        MarketCommand::List => list(setup, out),
        MarketCommand::Reset => {
            setup.desk.reset_market()?;
            Ok(Outcome::Done)
        }
    }
}

/// Every file is tried; those that cannot be read fail the command in the end.
fn import(
    setup: &Setup,
    files: &[PathBuf],
    series: Option<&str>,
    out: &mut Output,
) -> anyhow::Result<Outcome> {
    let mut all = ImportRecord {
        series: Vec::new(),
        bars: 0,
        notices: Vec::new(),
    };
    let mut failed = None;
    for file in files {
        match setup.desk.import(file, series) {
            Ok(report) => {
                let file = file.display();
                all.notices.extend(
                    report
                        .notices
                        .iter()
                        .map(|notice| format!("{file}: {notice}")),
                );
                all.series.extend(report.series);
                all.bars += report.bars;
            }
            Err(error) => failed = Some(anyhow::Error::new(error)),
        }
    }
    if out.json {
        out.object(&all)?;
    } else if !out.quiet {
        for notice in &all.notices {
            out.styled(&[(Role::Warning, notice)])?;
        }
        out.line(&format!("{} series, {} bars", all.series.len(), all.bars))?;
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(Outcome::of(all.series.len())),
    }
}

fn list(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let status = setup.desk.market()?;
    let series = setup.desk.series()?;
    let count = series.len();
    if out.json {
        let records = series.into_iter().map(|line| SeriesRecord {
            id: line.id,
            first: line.first.to_string(),
            last: line.last.to_string(),
            count: line.count,
            source: line.origin.to_string(),
        });
        out.object(&ListRecord {
            demo: status.demo,
            series: records.collect(),
        })?;
        return Ok(Outcome::of(count));
    }
    for line in &series {
        let id = format!("{:<12}", line.id);
        let dates = format!("  {} to {}  {:>6}  ", line.first, line.last, line.count);
        out.styled(&[
            (Role::Instrument, &id),
            (Role::Text, &dates),
            (Role::Muted, &line.origin.to_string()),
        ])?;
    }
    Ok(Outcome::of(count))
}
