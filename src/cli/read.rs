//! `tape read`: a note as text.

mod layout;
mod targets;

use serde::Serialize;

use crate::app::{about, wording};
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

/// Title and original title, byline, tags, then every key that has no place of its own.
fn header(document: &Document, out: &mut Output) -> anyhow::Result<()> {
    let metadata = &document.note.metadata;
    let columns = out.columns.map(|columns| columns.min(MEASURE));
    let locale = out.locale;
    let mut put = |text: &str, role: Role| -> anyhow::Result<()> {
        for row in layout::broken(text, columns) {
            out.styled(&[(role, row)])?;
        }
        Ok(())
    };
    put(&document.summary.title, Role::Heading)?;
    let original = metadata.original_title.as_deref().unwrap_or_default();
    put(original, Role::Muted)?;
    put(&byline(document, locale), Role::Muted)?;
    let tags = metadata.tags.iter().map(|tag| format!("#{tag}"));
    put(&tags.collect::<Vec<_>>().join(" "), Role::Tag)?;
    for (key, value) in about::others(metadata) {
        put(&format!("{key}: {value}"), Role::Muted)?;
    }
    Ok(())
}

/// Date, show, who speaks and who made it, source, whichever are known and not said before.
fn byline(document: &Document, locale: Locale) -> String {
    let metadata = &document.note.metadata;
    let credits = &metadata.credits;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(metadata.date.map(|date| date.to_string()));
    for name in [&metadata.series, &metadata.speaker, &credits.author] {
        let new = name.iter().filter(|name| !parts.contains(name));
        let new: Vec<String> = new.cloned().collect();
        parts.extend(new);
    }
    for (word, name) in [
        (wording::GUEST, &metadata.guest),
        (wording::TRANSLATED_BY, &credits.translator),
        (wording::EDITED_BY, &credits.editor),
    ] {
        let label = |name: &String| format!("{} {name}", word.get(locale));
        parts.extend(name.as_ref().map(label));
    }
    parts.extend(metadata.source.clone());
    parts.join(" · ")
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
        let text = targets::written(text);
        for row in layout::rows(passage, &text, at, columns) {
            let parts: Vec<(Role, &str)> = row
                .iter()
                .map(|(role, text)| (*role, text.as_ref()))
                .collect();
            out.styled(&parts)?;
        }
    }
    Ok(())
}
