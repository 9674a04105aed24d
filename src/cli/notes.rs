//! `tape notes`: list, filter, sort.

use serde::Serialize;

use crate::app::wording;
use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::desk::NoteFilter;
use crate::model::{Alignment, NoteSummary, Only};
use crate::search::Sort;
use crate::text::width::{truncate, width};

use super::args::{NotesArgs, SortBy};
use super::json::NoteRecord;
use super::output::Output;
use super::setup::Setup;
use super::{Outcome, complaint, grid};

/// Columns of id and date with the spaces after them.
const LEAD: usize = 26;

/// Columns that a name may take on a terminal.
const SPEAKER: usize = 24;

/// Columns that a title is given at least.
const TITLE: usize = 16;

#[derive(Serialize)]
struct Record {
    total: usize,
    notes: Vec<NoteRecord>,
    /// With `--new`: the local time that they are newer than.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

/// Lists the notes that a query finds, all of them without one.
pub(super) fn run(setup: &Setup, args: &NotesArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    if args.new || args.unread {
        return only(setup, args, out);
    }
    let filter = NoteFilter {
        query: args.query.join(" "),
        sort: match args.sort {
            SortBy::Newest => Sort::Newest,
            SortBy::Oldest => Sort::Oldest,
            SortBy::Title => Sort::Title,
        },
        limit: args.limit.unwrap_or(usize::MAX >> 1),
    };
    let found = setup.indexed(out)?.list(&filter);
    let found = found.map_err(|error| complaint::in_query(&filter.query, error))?;
    if out.json {
        out.object(&Record {
            total: found.total,
            notes: found.notes.iter().map(NoteRecord::from).collect(),
            since: None,
        })?;
    } else {
        list(&found.notes, out)?;
    }
    if found.total == 0 {
        out.notice(wording::NOTHING_FOUND.get(out.locale));
    }
    Ok(Outcome::of(found.total))
}

/// Lists what is unread, or new since the last visit of the reader.
fn only(setup: &Setup, args: &NotesArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let only = if args.new { Only::New } else { Only::Unread };
    let limit = args.limit.unwrap_or(usize::MAX >> 1);
    let found = setup.indexed(out)?.list_only(only, limit)?;
    if out.json {
        out.object(&Record {
            total: found.total,
            notes: found.notes.iter().map(NoteRecord::from).collect(),
            since: found.since.map(|since| since.at.to_string()),
        })?;
    } else {
        list(&found.notes, out)?;
    }
    match (only, found.since) {
        (Only::New, Some(since)) => {
            out.remark(&words::new_since(found.total, since, out.locale));
        }
        (Only::New, None) => out.notice(words::NO_VISIT.get(out.locale)),
        _ if found.total == 0 => out.notice(words::NOTHING_UNREAD.get(out.locale)),
        _ => {}
    }
    Ok(Outcome::of(found.total))
}

/// A note a line: id, date, title, speaker. On a terminal the names stand under each other.
pub(super) fn list(notes: &[NoteSummary], out: &mut Output) -> anyhow::Result<()> {
    let Some(columns) = out.columns else {
        return notes.iter().try_for_each(|note| line(note, None, out));
    };
    let widest = |text: fn(&NoteSummary) -> &str| notes.iter().map(|note| width(text(note))).max();
    let speaker = widest(speaker).unwrap_or(0).min(SPEAKER);
    let gap = if speaker > 0 { 2 } else { 0 };
    let room = columns.saturating_sub(LEAD + gap + speaker).max(TITLE);
    let title = widest(|note| &note.title).unwrap_or(0).min(room);
    notes
        .iter()
        .try_for_each(|note| line(note, Some((title, speaker)), out))
}

/// A note on a line of its own.
pub(super) fn single(note: &NoteSummary, out: &mut Output) -> anyhow::Result<()> {
    list(std::slice::from_ref(note), out)
}

/// One line; on a terminal with the columns of title and speaker.
fn line(
    note: &NoteSummary,
    columns: Option<(usize, usize)>,
    out: &mut Output,
) -> anyhow::Result<()> {
    let id = format!("{}  ", note.id);
    let date = note
        .date
        .map_or_else(|| "    —     ".to_owned(), |date| date.to_string());
    let by = speaker(note);
    let (title, by) = match columns {
        None => (note.title.clone(), by.into()),
        Some((room, _)) if by.is_empty() => (truncate(&note.title, room).into_owned(), by.into()),
        Some((room, by_room)) => (
            grid::pad(&truncate(&note.title, room), room, Alignment::Left),
            truncate(by, by_room),
        ),
    };
    let gap = if by.is_empty() { "" } else { "  " };
    out.styled(&[
        (Role::Muted, &id),
        (Role::Muted, &date),
        (Role::Text, "  "),
        (Role::Heading, &title),
        (Role::Text, gap),
        (Role::Muted, &by),
    ])?;
    Ok(())
}

fn speaker(note: &NoteSummary) -> &str {
    note.speaker.as_deref().unwrap_or_default()
}
