//! `tape market`: import or fetch daily figures, list what there is, begin anew.

mod import;
mod sources;
mod update;

use serde::Serialize;

use crate::config::theme::Role;
use crate::desk::{ChainLine, SeriesLine};
use crate::model::OptionChain;

use super::Outcome;
use super::args::{MarketArgs, MarketCommand};
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct ResetRecord {
    removed: usize,
}

#[derive(Serialize)]
struct ListRecord {
    demo: bool,
    series: Vec<SeriesRecord>,
    chains: Vec<ChainRecord>,
}

#[derive(Serialize)]
struct SeriesRecord {
    id: String,
    first: String,
    last: String,
    count: usize,
    source: String,
    adjustment: &'static str,
    unit: Option<String>,
    /// Values that others replaced.
    revised: usize,
    fetched: Option<String>,
    /// False where another source's series of this name is read.
    read: bool,
}

impl From<SeriesLine> for SeriesRecord {
    fn from(line: SeriesLine) -> Self {
        Self {
            first: line.first.to_string(),
            last: line.last.to_string(),
            count: line.count,
            source: line.origin.to_string(),
            adjustment: line.adjustment.name(),
            unit: line.unit,
            revised: line.revised,
            fetched: line.fetched.map(|at| at.to_string()),
            read: !line.is_passed_over,
            id: line.id,
        }
    }
}

#[derive(Serialize)]
struct ChainRecord {
    underlying: String,
    at: String,
    count: usize,
    spot: f64,
    source: String,
}

impl From<ChainLine> for ChainRecord {
    fn from(line: ChainLine) -> Self {
        Self {
            at: line.at.to_string(),
            count: line.count,
            spot: line.spot,
            source: line.origin.to_string(),
            underlying: line.underlying,
        }
    }
}

/// Does what the words after `market` say.
pub(super) fn run(setup: &Setup, args: &MarketArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    match &args.command {
        MarketCommand::Import(files) => import::run(setup, files, out),
        MarketCommand::Update { what, dry_run } => update::run(setup, what, *dry_run, out),
        MarketCommand::Sources => sources::run(setup, out),
        MarketCommand::List => list(setup, out),
        MarketCommand::Reset => reset(setup, out),
    }
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
    let (series, chains) = (setup.desk.series()?, setup.desk.option_chains()?);
    let count = series.len() + chains.len();
    if out.json {
        out.object(&ListRecord {
            demo: status.demo,
            series: series.into_iter().map(SeriesRecord::from).collect(),
            chains: chains.into_iter().map(ChainRecord::from).collect(),
        })?;
        return Ok(Outcome::of(count));
    }
    for line in &series {
        let id = format!("{:<12}", line.id);
        let dates = format!("  {} to {}  {:>6}  ", line.first, line.last, line.count);
        let mut rest = line.origin.to_string();
        if line.revised > 0 {
            rest = format!("{rest}  {} revised", line.revised);
        }
        if line.is_passed_over {
            rest += "  not read: the source above is";
        }
        out.styled(&[
            (Role::Instrument, &id),
            (Role::Text, &dates),
            (Role::Muted, &rest),
        ])?;
    }
    for line in &chains {
        let id = format!("{:<12}", OptionChain::input(&line.underlying));
        let at = line.at.strftime("%Y-%m-%d %H:%M");
        let rest = format!("  {at:<24}  {:>6}  ", line.count);
        out.styled(&[
            (Role::Instrument, &id),
            (Role::Text, &rest),
            (Role::Muted, &line.origin.to_string()),
        ])?;
    }
    Ok(Outcome::of(count))
}
