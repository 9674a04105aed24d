//! `tape search`: the library, in both languages.

use serde::Serialize;

use crate::app::wording;
use crate::config::theme::Role;
use crate::model::Hit;

use super::Outcome;
use super::args::SearchArgs;
use super::json::HitRecord;
use super::output::Output;
use super::setup::Setup;

/// Columns of the passage under a hit.
const SNIPPET_COLUMNS: usize = 100;

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
    let desk = setup.indexed()?;
    let mut answer = desk.search(&query, args.limit)?;
    desk.place(&mut answer, SNIPPET_COLUMNS)?;
    if out.json {
        out.object(&Record {
            query: answer.query,
            total: answer.total,
            hits: answer.hits.iter().map(HitRecord::from).collect(),
            widened: answer.widened,
        })?;
        return Ok(Outcome::of(answer.total));
    }
    if !out.quiet && !answer.widened.is_empty() {
        out.styled(&[
            (Role::Muted, "= "),
            (Role::Muted, &answer.widened.join(" · ")),
        ])?;
    }
    for hit in &answer.hits {
        tell(hit, out)?;
    }
    if !out.quiet && answer.total > answer.hits.len() {
        let rest = wording::notes(answer.total - answer.hits.len(), out.locale);
        out.styled(&[(Role::Muted, &format!("… {rest}, --limit N"))])?;
    }
    Ok(Outcome::of(answer.total))
}

fn tell(hit: &Hit, out: &mut Output) -> anyhow::Result<()> {
    super::notes::line(&hit.note, out)?;
    let mut parts: Vec<(Role, &str)> = vec![(Role::Text, "    ")];
    for piece in hit.place.iter().flat_map(|place| &place.snippet) {
        parts.push((
            if piece.matched {
                Role::Highlight
            } else {
                Role::Text
            },
            &piece.text,
        ));
    }
    let via = hit.via.join(" · ");
    if !via.is_empty() {
        parts.push((Role::Muted, "   "));
        parts.push((Role::Muted, wording::VIA.get(out.locale)));
        parts.push((Role::Muted, " "));
        parts.push((Role::Concept, &via));
    }
    out.styled(&parts)?;
    Ok(())
}
