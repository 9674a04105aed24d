//! `tape market`: import daily figures, list what there is, begin anew.

use std::path::PathBuf;

use anyhow::bail;
use jiff::Timestamp;
use serde::Serialize;

use crate::config::theme::Role;

use super::Outcome;
use super::args::{MarketArgs, MarketCommand};
use super::output::{Output, complain};
use super::setup::Setup;

#[derive(Serialize)]
struct ImportRecord {
    series: Vec<String>,
    bars: usize,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct ResetRecord {
    removed: usize,
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
        MarketCommand::Reset => reset(setup, out),
    }
}

/// Every file is tried; one that cannot be read fails the command in the end.
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
    let mut failed = 0;
    for file in files {
        match setup.desk.import(file, series, Timestamp::now()) {
            Ok(report) => {
                for notice in report.notices {
                    let notice = format!("{}: {notice}", file.display());
                    out.notice(&notice);
                    all.notices.push(notice);
                }
                all.series.extend(report.series);
                all.bars += report.bars;
            }
            Err(error) => {
                failed += 1;
                complain(&format!("{:#}", anyhow::Error::new(error)));
            }
        }
    }
    if out.json {
        out.object(&all)?;
    } else if !all.series.is_empty() && !out.quiet {
        let names = all.series.join(" ");
        out.line(&format!("{names}: {} bars", all.bars))?;
    }
    if failed > 0 {
        bail!("{failed} of {} files could not be imported", files.len());
    }
    Ok(Outcome::of(all.series.len()))
}

fn reset(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let removed = setup.desk.series()?.len();
    setup.desk.reset_market()?;
    if out.json {
        out.object(&ResetRecord { removed })?;
    } else if !out.quiet {
        out.line(&format!(
            "{removed} series removed; the demo market is made again when a panel is asked for"
        ))?;
    }
    Ok(Outcome::Done)
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
