//! `tape notes`: list, filter, sort.

use serde::Serialize;

use crate::config::theme::Role;
use crate::desk::NoteFilter;
use crate::model::NoteSummary;
use crate::search::Sort;

use super::Outcome;
use super::args::{NotesArgs, SortBy};
use super::json::NoteRecord;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    notes: Vec<NoteRecord>,
}

/// Lists the notes that a query finds, all of them without one.
pub(super) fn run(setup: &Setup, args: &NotesArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let filter = NoteFilter {
        query: args.query.join(" "),
        sort: match args.sort {
            SortBy::Newest => Sort::Newest,
            SortBy::Oldest => Sort::Oldest,
            SortBy::Title => Sort::Title,
        },
        limit: args.limit.unwrap_or(usize::MAX >> 1),
    };
    let list = setup.indexed()?.list(&filter)?;
    if out.json {
        out.object(&Record {
            notes: list.notes.iter().map(NoteRecord::from).collect(),
        })?;
    } else {
        for note in &list.notes {
            line(note, out)?;
        }
    }
    Ok(Outcome::of(list.notes.len()))
}

/// A note on one line: id, date, title, speaker.
pub(super) fn line(note: &NoteSummary, out: &mut Output) -> anyhow::Result<()> {
    let id = format!("{}  ", note.id);
    let date = note
        .date
        .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
    let speaker = note
        .speaker
        .as_ref()
        .map(|name| format!("  {name}"))
        .unwrap_or_default();
    out.styled(&[
        (Role::Muted, &id),
        (Role::Muted, &date),
        (Role::Text, "  "),
        (Role::Heading, &note.title),
        (Role::Muted, &speaker),
    ])?;
    Ok(())
}
