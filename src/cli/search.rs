//! `tape search`: the library, in both languages.

mod beyond;
mod record;
mod told;
mod why;

use crate::app::wording;
use crate::config::theme::Role;
use crate::model::{Hit, SearchAnswer};
use crate::text::width::{truncate, width};

use super::args::SearchArgs;
use super::output::Output;
use super::setup::Setup;
use super::{Outcome, complaint, notes};
use record::SearchRecord;

/// Columns of the passage under a hit, where no terminal sets them.
const SNIPPET_COLUMNS: usize = 100;

/// Columns before that passage.
const INDENT: &str = "    ";

/// Columns that are left for it at least.
const LEAST: usize = 30;

/// What parts the passage and the spelling that matched.
const GAP: &str = "   ";

/// Notes told of each part below the hits.
const BEYOND: usize = 10;

/// Prints the best hits, each with its passage, and where they are few what else there is.
pub(super) fn run(setup: &Setup, args: &SearchArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let query = args.query.join(" ");
    let desk = setup.indexed(out)?;
    let found = desk.search(&query, args.limit);
    let mut answer = found.map_err(|error| complaint::in_query(&query, error))?;
    let beyond = args.limit.min(BEYOND);
    // Who wants nothing but the answer wants what was asked for.
    if !out.quiet {
        desk.similar(&mut answer, beyond)?;
        desk.relax(&mut answer, beyond)?;
    }
    if out.json {
        desk.facets(&mut answer)?;
    }
    desk.place(&mut answer, snippet_columns(out))?;
    let explained = args.explain.then(|| desk.explain(&answer, None));
    let explained = explained.transpose()?;
    if out.json {
        out.object(&SearchRecord::new(&answer, explained.as_ref()))?;
    } else if let Some(explained) = &explained {
        why::tell(explained, out)?;
        beyond::tell(&answer, true, out)?;
        tell_counts(&answer, out);
    } else {
        tell_all(&answer, out)?;
    }
    Ok(Outcome::of(answer.total))
}

fn tell_all(answer: &SearchAnswer, out: &mut Output) -> anyhow::Result<()> {
    for hit in &answer.hits {
        tell(hit, out)?;
    }
    beyond::tell(answer, !answer.hits.is_empty(), out)?;
    if !answer.widened.is_empty() {
        let also = wording::ALSO_SEARCHED.get(out.locale);
        out.remark(&format!("{also} {}", answer.widened.join(" · ")));
    }
    tell_counts(answer, out);
    Ok(())
}

/// How many of how many are shown; where there is none, what to try.
fn tell_counts(answer: &SearchAnswer, out: &Output) {
    let (shown, total) = (answer.hits.len(), answer.total);
    if total > shown {
        let shown = if shown == 0 {
            wording::notes(total, out.locale)
        } else {
            wording::shown_of(shown, total, out.locale)
        };
        out.notice(&format!("{shown}: --limit {total}"));
    }
    if total == 0 {
        let nothing = wording::NOTHING_FOUND.get(out.locale);
        let is_all = answer.similar.is_none()
            && answer
                .relaxed
                .as_ref()
                .is_none_or(|relaxed| relaxed.hits.is_empty());
        let hint = wording::NOTHING_FOUND_HINT.get(out.locale);
        if is_all {
            out.notice(&format!("{nothing}\n{hint}"));
        } else {
            out.notice(nothing);
        }
    }
}

/// The room of a terminal; pipes are given a fixed width.
fn snippet_columns(out: &Output) -> usize {
    out.columns.map_or(SNIPPET_COLUMNS, |columns| {
        columns.saturating_sub(INDENT.len()).max(LEAST)
    })
}

/// The note, the passage, and after it the spelling that matched, on a line of its own where a
/// terminal has no room for both.
fn tell(hit: &Hit, out: &mut Output) -> anyhow::Result<()> {
    notes::single(&hit.note, out)?;
    let mut parts: Vec<(Role, &str)> = Vec::new();
    for piece in hit.place.iter().flat_map(|place| &place.snippet) {
        let role = if piece.matched {
            Role::Highlight
        } else {
            Role::Text
        };
        parts.push((role, &piece.text));
    }
    let via = via(hit, out);
    let used: usize = parts.iter().map(|(_, text)| width(text)).sum();
    let room = out.columns.map(|_| snippet_columns(out));
    let fits = via.is_empty() || room.is_none_or(|room| used + GAP.len() + width(&via) <= room);
    let has_passage = !parts.is_empty();
    parts.insert(0, (Role::Text, INDENT));
    if fits && !via.is_empty() {
        parts.extend([(Role::Text, GAP), (Role::Muted, &via)]);
    }
    if has_passage || parts.len() > 1 {
        out.styled(&parts)?;
    }
    if !fits {
        let via = truncate(&via, room.unwrap_or(usize::MAX));
        out.styled(&[(Role::Text, INDENT), (Role::Muted, &via)])?;
    }
    Ok(())
}

/// The spellings that matched, where they are others than those typed.
fn via(hit: &Hit, out: &Output) -> String {
    if hit.via.is_empty() {
        return String::new();
    }
    let via = wording::VIA.get(out.locale);
    format!("{via} {}", hit.via.join(" · "))
}
