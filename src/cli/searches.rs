//! `tape searches`: the queries that have a name, listed with what they find, kept, removed.

use jiff::Timestamp;
use serde::Serialize;

use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::model::quantity::{Sign, grouped};
use crate::model::{Alignment, SavedCount};
use crate::text::width::{truncate, width};

use super::args::{SearchesArgs, SearchesCommand};
use super::output::Output;
use super::setup::Setup;
use super::{Outcome, complaint, grid};

/// Columns of a query on a terminal at least.
const QUERY: usize = 16;

#[derive(Serialize)]
struct ListRecord<'a> {
    searches: Vec<SearchRecord<'a>>,
}

#[derive(Serialize)]
struct SearchRecord<'a> {
    name: &'a str,
    query: &'a str,
    /// `null` where the query does not parse.
    notes: Option<usize>,
    /// Where it is kept: `journal` or `settings`.
    kept: &'static str,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    name: &'a str,
    query: Option<&'a str>,
    replaced: Option<String>,
}

/// Lists the searches, or changes them.
pub(super) fn run(setup: &Setup, args: &SearchesArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    match &args.command {
        None => list(setup, out),
        Some(SearchesCommand::Save { name, query }) => save(setup, (name, &query.join(" ")), out),
        Some(SearchesCommand::Rename { name, new }) => {
            setup.desk.rename_search(name, new, Timestamp::now())?;
            told(new, None, None, out)
        }
        Some(SearchesCommand::Remove { name }) => {
            let removed = setup.desk.forget_search(name)?;
            told(&removed.name, None, Some(removed.query), out)
        }
    }
}

fn save(setup: &Setup, (name, query): (&str, &str), out: &mut Output) -> anyhow::Result<Outcome> {
    let saved = setup.desk.save_search(name, query, Timestamp::now());
    let before = saved.map_err(|error| complaint::in_query(query, error))?;
    told(name, Some(query), before.map(|search| search.query), out)
}

/// A change that was made; in words only what gave way.
fn told(
    name: &str,
    query: Option<&str>,
    replaced: Option<String>,
    out: &mut Output,
) -> anyhow::Result<Outcome> {
    if out.json {
        out.object(&ChangeRecord {
            name,
            query,
            replaced,
        })?;
    } else if let Some(replaced) = replaced {
        out.notice(&format!("@{name} was: {replaced}"));
    }
    Ok(Outcome::Done)
}

fn list(setup: &Setup, out: &mut Output) -> anyhow::Result<Outcome> {
    let searches = setup.indexed(out)?.count_searches()?;
    if out.json {
        let searches = searches.iter().map(record).collect();
        out.object(&ListRecord { searches })?;
    } else {
        let names = searches.iter().map(|one| width(&one.search.name) + 1);
        let names = names.max().unwrap_or(0);
        for one in &searches {
            line(one, names, out)?;
        }
    }
    if searches.is_empty() {
        out.notice(words::NO_SEARCHES.get(out.locale));
    }
    Ok(Outcome::of(searches.len()))
}

fn record(one: &SavedCount) -> SearchRecord<'_> {
    SearchRecord {
        name: &one.search.name,
        query: &one.search.query,
        notes: one.notes,
        kept: if one.search.is_fixed {
            "settings"
        } else {
            "journal"
        },
    }
}

/// Name, number of notes, query.
fn line(one: &SavedCount, names: usize, out: &mut Output) -> anyhow::Result<()> {
    let name = grid::pad(&format!("@{}", one.search.name), names, Alignment::Left);
    let (count, role) = match one.notes {
        Some(notes) => (grouped(notes as f64, 0, Sign::Negative), Role::Text),
        None => ("!".to_owned(), Role::Warning),
    };
    let room = out
        .columns
        .map(|columns| columns.saturating_sub(names + 11).max(QUERY));
    let query = match room {
        Some(room) => truncate(&one.search.query, room),
        None => one.search.query.as_str().into(),
    };
    out.styled(&[
        (Role::Accent, &name),
        (role, &format!("{count:>9}")),
        (Role::Text, "  "),
        (Role::Muted, &query),
    ])?;
    Ok(())
}
