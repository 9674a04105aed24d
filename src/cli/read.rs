//! `tape read`: a note as text.

mod layout;

use serde::Serialize;

use crate::app::wording;
use crate::config::theme::Role;
use crate::model::{
    Diagnostic, Document, Language, Locale, Passage, PassageKind, Side, Text, Voice,
};

use super::Outcome;
use super::args::{Only, ReadArgs};
use super::json::{self, PassageRecord};
use super::output::Output;
use super::setup::Setup;

/// Columns of running text: longer lines are hard to read.
const MEASURE: usize = 76;

/// Diagnostics that are told beside a note.
const DIAGNOSTICS: usize = 3;

#[derive(Serialize)]
struct Record<'a> {
    id: String,
    metadata: serde_json::Value,
    passages: Vec<PassageRecord<'a>>,
    aside: &'a [String],
}

/// Prints a note: title and byline, then every passage with its languages.
pub(super) fn run(setup: &Setup, args: &ReadArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed(out)?;
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
            aside: &document.note.aside,
        })?;
        return Ok(Outcome::Done);
    }
    header(&document, out)?;
    let sides: &[Side] = match args.only {
        None => &[Side::Zh, Side::En],
        Some(Only::Zh) => &[Side::Zh],
        Some(Only::En) => &[Side::En],
    };
    let mut above: Option<&Passage> = None;
    for passage in &document.note.passages {
        if !above.is_some_and(|above| is_next_item(&above.kind, &passage.kind)) {
            out.blank()?;
        }
        if above.map_or(Voice::Document, |above| above.voice) != passage.voice {
            tell_voice(passage, out)?;
        }
        tell(passage, sides, out)?;
        above = Some(passage);
    }
    if args.all {
        tell_aside(&document.note.aside, out)?;
    }
    tell_diagnostics(&document.note.diagnostics, out);
    Ok(Outcome::Done)
}

/// What was read otherwise than written, the first few.
fn tell_diagnostics(diagnostics: &[Diagnostic], out: &Output) {
    for diagnostic in diagnostics.iter().take(DIAGNOSTICS) {
        out.notice(&diagnostic.to_string());
    }
    let more = diagnostics.len().saturating_sub(DIAGNOSTICS);
    if more > 0 {
        out.notice(&format!("and {more} more: `tape doctor` names them"));
    }
}

fn header(document: &Document, out: &mut Output) -> anyhow::Result<()> {
    let summary = &document.summary;
    let columns = out.columns.map(|columns| columns.min(MEASURE));
    for row in layout::broken(&summary.title, columns) {
        out.styled(&[(Role::Heading, row)])?;
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(summary.date.map(|date| date.to_string()));
    parts.extend(summary.speaker.clone());
    parts.extend(summary.source.clone());
    for row in layout::broken(&parts.join(" · "), columns) {
        out.styled(&[(Role::Muted, row)])?;
    }
    let tags = summary.tags.iter().map(|tag| format!("#{tag}"));
    for row in layout::broken(&tags.collect::<Vec<_>>().join(" "), columns) {
        out.styled(&[(Role::Tag, row)])?;
    }
    Ok(())
}

/// The items of a list stand together.
fn is_next_item(above: &PassageKind, kind: &PassageKind) -> bool {
    let is_item = |kind: &PassageKind| matches!(kind, PassageKind::List { .. });
    is_item(above) && is_item(kind)
}

/// Says whose words begin, in the language of the words.
fn tell_voice(passage: &Passage, out: &mut Output) -> anyhow::Result<()> {
    let word = match passage.voice {
        // A heading such as `AI 摘要` says it itself.
        _ if matches!(passage.kind, PassageKind::Heading(_)) => return Ok(()),
        Voice::Document => return Ok(()),
        Voice::Translator => wording::TRANSLATORS_NOTE,
        Voice::Editor => wording::EDITORS_NOTE,
        Voice::Machine => wording::MACHINE_SUMMARY,
    };
    let locale = match passage.texts().next().map(|(_, text)| text.language) {
        Some(Language::Hans) => Locale::Hans,
        Some(Language::Hant) => Locale::Hant,
        _ => Locale::En,
    };
    out.styled(&[(Role::Muted, &format!("[{}]", word.get(locale)))])?;
    Ok(())
}

/// What stood around the article of a saved page.
fn tell_aside(aside: &[String], out: &mut Output) -> anyhow::Result<()> {
    if aside.is_empty() {
        return Ok(());
    }
    out.blank()?;
    out.styled(&[(Role::Border, "───")])?;
    let columns = out.columns.map(|columns| columns.min(MEASURE));
    for row in aside.iter().flat_map(|line| layout::broken(line, columns)) {
        out.styled(&[(Role::Muted, row)])?;
    }
    Ok(())
}

/// The texts of a passage that were asked for; one of another language stands in where a passage
/// has only that.
fn tell(passage: &Passage, sides: &[Side], out: &mut Output) -> anyhow::Result<()> {
    if passage.kind == PassageKind::Rule {
        out.styled(&[(Role::Border, "───")])?;
    }
    let mut texts: Vec<&Text> = sides
        .iter()
        .filter_map(|side| passage.text(*side))
        .collect();
    if texts.is_empty() {
        texts.extend(passage.texts().map(|(_, text)| text).next());
    }
    let columns = out.columns.map(|columns| columns.min(MEASURE));
    for (at, text) in texts.into_iter().enumerate() {
        for row in layout::rows(passage, text, at, columns) {
            let parts: Vec<(Role, &str)> = row
                .iter()
                .map(|(role, text)| (*role, text.as_ref()))
                .collect();
            out.styled(&parts)?;
        }
    }
    Ok(())
}
