//! `tape search`: the library, in both languages.

use serde::Serialize;

use crate::app::wording;
use crate::config::theme::Role;
use crate::model::Hit;
use crate::text::width::width;

use super::args::SearchArgs;
use super::json::HitRecord;
use super::output::Output;
use super::setup::Setup;
use super::{Outcome, complaint, notes};

/// Columns of the passage under a hit, where no terminal sets them.
const SNIPPET_COLUMNS: usize = 100;

/// Columns before that passage.
const INDENT: &str = "    ";

/// Columns that are left for it at least.
const LEAST: usize = 30;

#[derive(Serialize)]
struct Record {
    query: String,
    total: usize,
    hits: Vec<HitRecord>,
    widened: Vec<String>,
}

/// Prints the best hits, each with its passage.
pub(super) fn run(setup: &Setup, args: &SearchArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let query = args.query.join(" ");
    let desk = setup.indexed(out)?;
    let found = desk.search(&query, args.limit);
    let mut answer = found.map_err(|error| complaint::in_query(&query, error))?;
    let columns = snippet_columns(&answer.hits, out);
    desk.place(&mut answer, columns)?;
    let total = answer.total;
    if out.json {
        out.object(&Record {
            query: answer.query,
            total,
            hits: answer.hits.iter().map(HitRecord::from).collect(),
            widened: answer.widened,
        })?;
    } else {
        for hit in &answer.hits {
            tell(hit, out)?;
        }
        if !answer.widened.is_empty() {
            let also = wording::ALSO_SEARCHED.get(out.locale);
            out.remark(&format!("{also} {}", answer.widened.join(" · ")));
        }
        if total > answer.hits.len() {
            let more = wording::notes(total - answer.hits.len(), out.locale);
            let word = wording::MORE.get(out.locale);
            out.notice(&format!("{word} {more}: --limit {total}"));
        }
    }
    if total == 0 {
        let nothing = wording::NOTHING_FOUND.get(out.locale);
        let hint = wording::NOTHING_FOUND_HINT.get(out.locale);
        out.notice(&format!("{nothing}\n{hint}"));
    }
    Ok(Outcome::of(total))
}

/// What a terminal leaves beside the spelling that matched; pipes are given a fixed width.
fn snippet_columns(hits: &[Hit], out: &Output) -> usize {
    let Some(columns) = out.columns else {
        return SNIPPET_COLUMNS;
    };
    let via = hits.iter().map(|hit| width(&via(hit, out))).max();
    columns
        .saturating_sub(INDENT.len() + via.unwrap_or(0))
        .max(LEAST)
}

fn tell(hit: &Hit, out: &mut Output) -> anyhow::Result<()> {
    notes::single(&hit.note, out)?;
    let mut parts: Vec<(Role, &str)> = vec![(Role::Text, INDENT)];
    for piece in hit.place.iter().flat_map(|place| &place.snippet) {
        let role = if piece.matched {
            Role::Highlight
        } else {
            Role::Text
        };
        parts.push((role, &piece.text));
    }
    let via = via(hit, out);
    parts.push((Role::Muted, &via));
    if parts.iter().any(|(_, text)| !text.trim().is_empty()) {
        out.styled(&parts)?;
    }
    Ok(())
}

/// The spellings that matched, where they are others than those typed.
fn via(hit: &Hit, out: &Output) -> String {
    if hit.via.is_empty() {
        return String::new();
    }
    let via = wording::VIA.get(out.locale);
    format!("   {via} {}", hit.via.join(" · "))
}
