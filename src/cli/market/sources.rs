//! `tape market sources`: who can be asked for figures, on what terms, and how they behaved.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::config::theme::Role;
use crate::desk::SourceLine;

use crate::cli::Outcome;
use crate::cli::output::Output;
use crate::cli::setup::Setup;

#[derive(Serialize)]
struct Record {
    sources: Vec<SourceRecord>,
}

#[derive(Serialize)]
struct SourceRecord {
    id: &'static str,
    name: &'static str,
    gives: &'static str,
    terms: &'static str,
    base: String,
    succeeded: Option<String>,
    failed: Option<String>,
    failure: Option<String>,
    left_alone_until: Option<String>,
}

/// Lists them, the preferred first.
pub(super) fn run(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let sources = setup.desk.sources()?;
    if out.json {
        out.object(&Record {
            sources: sources.into_iter().map(record).collect(),
        })?;
        return Ok(Outcome::Done);
    }
    for source in &sources {
        let id = format!("{:<10}", source.id);
        out.styled(&[
            (Role::Instrument, &id),
            (Role::Strong, source.name),
            (Role::Muted, "  "),
            (Role::Muted, &source.base),
        ])?;
        out.labelled("  offers", Role::Text, source.gives)?;
        out.labelled("  terms ", Role::Text, source.terms)?;
        let (role, state) = state(source);
        out.labelled("  state ", role, &state)?;
    }
    Ok(Outcome::Done)
}

fn state(source: &SourceLine) -> (Role, String) {
    let given = source
        .succeeded
        .map(|at| format!("gave figures {}", local(at)));
    let failed = source.failed.as_ref();
    // A failure that a success followed is past.
    let failed = failed.filter(|(at, _)| source.succeeded.is_none_or(|given| given < *at));
    let failed = failed.map(|(at, why)| format!("failed {}: {why}", local(*at)));
    let open = source
        .open_until
        .map(|until| format!("left alone until {}", local(until)));
    let role = if open.is_some() || failed.is_some() {
        Role::Warning
    } else {
        Role::Text
    };
    let parts: Vec<String> = [open, failed, given].into_iter().flatten().collect();
    if parts.is_empty() {
        return (Role::Muted, "never asked".to_owned());
    }
    (role, parts.join("; "))
}

/// A time by the clock on the wall.
fn local(at: Timestamp) -> String {
    let zoned = at.to_zoned(TimeZone::system());
    zoned.strftime("%Y-%m-%d %H:%M").to_string()
}

fn record(source: SourceLine) -> SourceRecord {
    let time = |at: Timestamp| at.to_string();
    SourceRecord {
        id: source.id,
        name: source.name,
        gives: source.gives,
        terms: source.terms,
        base: source.base,
        succeeded: source.succeeded.map(time),
        failed: source.failed.as_ref().map(|(at, _)| at.to_string()),
        failure: source.failed.map(|(_, why)| why),
        left_alone_until: source.open_until.map(time),
    }
}
