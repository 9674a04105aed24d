//! `tape concept`: the card of a concept or an instrument.

use serde::Serialize;

use crate::app::wording;
use crate::config::theme::Role;
use crate::indicators::{self, DEFAULT_SUBJECT, Subjects};
use crate::model::{Card, CardSubject, ConceptId, Locale, Names, ThenNow};

use super::Outcome;
use super::args::ConceptArgs;
use super::json::{NamesRecord, NoteRecord};
use super::output::Output;
use super::setup::Setup;

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    kind: &'static str,
    names: NamesRecord<'a>,
    definition: Option<&'a str>,
    related: Vec<&'a str>,
    panel: Option<&'static str>,
    notes: Vec<NoteRecord>,
}

/// Prints names, definition, panel and every note that mentions it.
pub(super) fn run(setup: &Setup, args: &ConceptArgs, out: &mut Output) -> anyhow::Result<Outcome> {
    let desk = setup.indexed(out)?;
    let target = desk.named(&args.name.join(" "))?;
    let card = desk.card(&target, None)?;
    if out.json {
        out.object(&record(&card, out.locale))?;
        return Ok(Outcome::Done);
    }
    let names = names(&card.subject);
    out.styled(&[
        (Role::Heading, names.preferred(out.locale)),
        (Role::Muted, "  "),
        (Role::Muted, target.id()),
    ])?;
    for names in [&names.en, &names.zh_hans, &names.zh_hant] {
        out.styled(&[(Role::Muted, "  "), (Role::Muted, &names.join(" · "))])?;
    }
    if let CardSubject::Concept(concept) = &card.subject {
        out.blank()?;
        out.line(concept.definition(out.locale))?;
        if !concept.related.is_empty() {
            let related: Vec<&str> = concept.related.iter().map(ConceptId::as_str).collect();
            let label = wording::RELATED.get(out.locale);
            out.labelled(label, Role::Concept, &related.join(" · "))?;
        }
    }
    if let Some(panel) = &card.panel {
        out.blank()?;
        let name = indicators::find(panel.now.indicator).map(|indicator| indicator.name);
        let name = name.map_or("", |name| name.get(out.locale));
        out.styled(&[
            (Role::Text, name),
            (Role::Muted, &format!("  tape panel {}", ask(panel))),
        ])?;
    }
    out.blank()?;
    out.styled(&[
        (Role::Muted, wording::MENTIONED_IN.get(out.locale)),
        (Role::Muted, "  "),
        (Role::Muted, &wording::notes(card.notes.len(), out.locale)),
    ])?;
    super::notes::list(&card.notes, out)?;
    Ok(Outcome::Done)
}

/// The panel of an instrument is of that instrument.
fn ask(panel: &ThenNow) -> String {
    let indicator = indicators::find(panel.now.indicator);
    match indicator.map(|indicator| indicator.subjects) {
        Some(Subjects::Any) if panel.subject != DEFAULT_SUBJECT => {
            format!("{}:{}", panel.now.indicator, panel.subject)
        }
        _ => panel.now.indicator.to_owned(),
    }
}

const fn names(subject: &CardSubject) -> &Names {
    match subject {
        CardSubject::Concept(concept) => &concept.names,
        CardSubject::Instrument(instrument) => &instrument.names,
    }
}

fn record(card: &Card, locale: Locale) -> Record<'_> {
    let (id, kind, definition, related) = match &card.subject {
        CardSubject::Concept(concept) => (
            concept.id.as_str(),
            "concept",
            Some(concept.definition(locale)),
            concept.related.iter().map(ConceptId::as_str).collect(),
        ),
        CardSubject::Instrument(one) => (one.id.as_str(), "instrument", None, Vec::new()),
    };
    Record {
        id,
        kind,
        names: names(&card.subject).into(),
        definition,
        related,
        panel: card.panel.as_ref().map(|panel| panel.now.indicator),
        notes: card.notes.iter().map(NoteRecord::from).collect(),
    }
}
