//! `tape read`: a note as text.

use serde::Serialize;

use crate::config::theme::Role;
use crate::model::{Document, Passage, PassageKind, Side, Text};

use super::Outcome;
use super::args::{Only, ReadArgs};
use super::json::{self, PassageRecord};
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record<'a> {
    id: String,
    metadata: serde_json::Value,
    passages: Vec<PassageRecord<'a>>,
}

/// Prints a note: title and byline, then every passage with its languages.
pub(super) fn run(setup: &Setup, args: &ReadArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed()?;
    let summary = desk.resolve(&args.note.note)?;
    let document = desk.open_path(&summary.path)?;
    if out.json {
        let passages = document.note.passages.iter().enumerate();
        out.object(&Record {
            id: summary.id.to_string(),
            metadata: json::metadata(&document.note.metadata),
            passages: passages
                .map(|(index, passage)| PassageRecord::new(index, passage))
                .collect(),
        })?;
        return Ok(Outcome::Done);
    }
    header(&document, out)?;
    let sides: &[Side] = match args.only {
        None => &[Side::Zh, Side::En],
        Some(Only::Zh) => &[Side::Zh],
        Some(Only::En) => &[Side::En],
    };
    for passage in &document.note.passages {
        tell(passage, sides, out)?;
    }
    Ok(Outcome::Done)
}

fn header(document: &Document, out: &mut Output) -> anyhow::Result<()> {
    out.styled(&[(Role::Heading, &document.summary.title)])?;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(document.summary.date.map(|date| date.to_string()));
    parts.extend(document.summary.speaker.clone());
    parts.extend(document.summary.source.clone());
    if !parts.is_empty() {
        out.styled(&[(Role::Muted, &parts.join(" · "))])?;
    }
    if !document.summary.tags.is_empty() {
        let tags: Vec<String> = document
            .summary
            .tags
            .iter()
            .map(|tag| format!("#{tag}"))
            .collect();
        out.styled(&[(Role::Tag, &tags.join(" "))])?;
    }
    Ok(())
}

/// The texts of a passage that were asked for; one of another language stands in where a passage
/// has only that.
fn tell(passage: &Passage, sides: &[Side], out: &mut Output) -> anyhow::Result<()> {
    let mut texts: Vec<&Text> = sides
        .iter()
        .filter_map(|side| passage.text(*side))
        .collect();
    if texts.is_empty() {
        texts.extend(passage.texts().map(|(_, text)| text).next());
    }
    if !matches!(passage.kind, PassageKind::List { .. }) {
        out.line("")?;
    }
    if passage.kind == PassageKind::Rule {
        out.styled(&[(Role::Border, "───")])?;
    }
    for (at, text) in texts.into_iter().enumerate() {
        let role = match (&passage.kind, at) {
            (PassageKind::Heading(_), 0) => Role::Heading,
            (_, 0) => Role::Text,
            _ => Role::Muted,
        };
        for (row, line) in text.content.split('\n').enumerate() {
            let (mark, speaker) = if row == 0 {
                lead(passage, at)
            } else {
                Default::default()
            };
            out.styled(&[
                (Role::Quote, &mark),
                (Role::Speaker, &speaker),
                (role, line),
            ])?;
        }
    }
    Ok(())
}

/// What stands before the first row of a text: its mark and who speaks.
fn lead(passage: &Passage, text: usize) -> (String, String) {
    let mark = match &passage.kind {
        PassageKind::Heading(level) => format!("{} ", "#".repeat(usize::from(*level))),
        PassageKind::Quote(depth) => "> ".repeat(usize::from(*depth)),
        PassageKind::List { depth, marker } => {
            format!("{}{marker} ", "  ".repeat(usize::from(*depth)))
        }
        PassageKind::Code(_) => "    ".to_owned(),
        PassageKind::Definition(label) => format!("{label}: "),
        PassageKind::Image(_) => "▣ ".to_owned(),
        _ => String::new(),
    };
    let first = text == 0;
    let name = passage.speaker.as_deref().filter(|_| first);
    let speaker = name.map(|name| format!("{name}: ")).unwrap_or_default();
    (if first { mark } else { "  ".to_owned() }, speaker)
}
