//! `tape mentions`: the instruments and concepts that a note names, where.

use serde::Serialize;

use crate::config::theme::Role;
use crate::model::{Document, Mention};
use crate::text::width::width;

use super::Outcome;
use super::args::NoteArg;
use super::output::Output;
use super::setup::Setup;

/// Columns that a mention is given in a list.
const TEXT: usize = 24;

#[derive(Serialize)]
struct Record {
    note: String,
    mentions: Vec<MentionRecord>,
}

#[derive(Serialize)]
struct MentionRecord {
    kind: &'static str,
    id: String,
    text: String,
    passage: usize,
    language: &'static str,
    start: usize,
    end: usize,
    doubtful: bool,
}

/// Prints every mention in reading order.
pub(super) fn run(setup: &Setup, args: &NoteArg, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed(out)?;
    let summary = desk.resolve(&args.note)?;
    let document = desk.open_path(&summary.path)?;
    let mentions: Vec<MentionRecord> = document
        .mentions
        .iter()
        .filter_map(|mention| record(&document, mention))
        .collect();
    let count = mentions.len();
    if out.json {
        out.object(&Record {
            note: summary.id.to_string(),
            mentions,
        })?;
        return Ok(Outcome::of(count));
    }
    let texts = mentions.iter().map(|mention| width(&mention.text));
    let room = texts.max().unwrap_or(0).min(TEXT);
    for mention in &mentions {
        let role = if mention.kind == "concept" {
            Role::Concept
        } else {
            Role::Instrument
        };
        let place = format!(
            "{:>4} {:<7} {:>4}  ",
            mention.passage, mention.language, mention.start
        );
        let gap = " ".repeat(room.saturating_sub(width(&mention.text)));
        let doubt = if mention.doubtful { "?" } else { "" };
        let id = format!("  {} {}{doubt}", mention.kind, mention.id);
        out.styled(&[
            (Role::Muted, &place),
            (role, &mention.text),
            (Role::Text, &gap),
            (Role::Muted, &id),
        ])?;
    }
    if count == 0 {
        out.notice("the note mentions no concept or instrument that is known");
    }
    Ok(Outcome::of(count))
}

/// Places in characters of the text, as people and other programs count.
fn record(document: &Document, mention: &Mention) -> Option<MentionRecord> {
    let text = document
        .note
        .passages
        .get(mention.passage)?
        .text(mention.side)?;
    let named = text.content.get(mention.range.clone())?;
    let start = text.content.get(..mention.range.start)?.chars().count();
    Some(MentionRecord {
        kind: mention.target.kind(),
        id: mention.target.id().to_owned(),
        text: named.to_owned(),
        passage: mention.passage,
        language: text.language.tag(),
        start,
        end: start + named.chars().count(),
        doubtful: mention.doubtful,
    })
}
