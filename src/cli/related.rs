//! `tape related`: the notes that share most with one, and what they share.

use serde::Serialize;

use crate::app::wording::kept as words;
use crate::config::theme::Role;
use crate::model::{RelatedNote, SharedKind};

use super::Outcome;
use super::args::RelatedArgs;
use super::json::NoteRecord;
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record {
    note: String,
    total: usize,
    related: Vec<RelatedRecord>,
}

#[derive(Serialize)]
struct RelatedRecord {
    #[serde(flatten)]
    note: NoteRecord,
    score: f32,
    shares: Vec<SharedRecord>,
}

#[derive(Serialize)]
struct SharedRecord {
    kind: &'static str,
    text: String,
}

/// Prints the related notes, best first, each with what it shares below it.
pub(super) fn run(setup: &Setup, args: &RelatedArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed(out)?;
    let summary = desk.resolve(&args.note.note)?;
    let document = desk.open_path(&summary.path)?;
    let (related, total) = desk.related(&document, args.limit)?;
    if out.json {
        out.object(&Record {
            note: summary.id.to_string(),
            total,
            related: related.into_iter().map(record).collect(),
        })?;
        return Ok(Outcome::of(total));
    }
    for one in &related {
        super::notes::single(&one.note, out)?;
        let shares: Vec<&str> = one.shares.iter().map(|one| one.text.as_str()).collect();
        out.styled(&[
            (Role::Muted, "    "),
            (Role::Muted, words::SHARES.get(out.locale)),
            (Role::Muted, " "),
            (Role::Text, &shares.join(", ")),
        ])?;
    }
    if total == 0 {
        out.notice(words::NOTHING_RELATED.get(out.locale));
    } else if total > related.len() {
        out.remark(&words::shown_of(related.len(), total, out.locale));
    }
    Ok(Outcome::of(total))
}

fn record(one: RelatedNote) -> RelatedRecord {
    let shares = one.shares.into_iter().map(|shared| SharedRecord {
        kind: match shared.kind {
            SharedKind::Concept => "concept",
            SharedKind::Ticker => "ticker",
            SharedKind::Tag => "tag",
            SharedKind::Speaker => "speaker",
            SharedKind::Word => "word",
        },
        text: shared.text,
    });
    RelatedRecord {
        note: NoteRecord::from(&one.note),
        score: one.score,
        shares: shares.collect(),
    }
}
