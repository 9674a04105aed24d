//! `tape concept`: the card of a concept or an instrument.

use serde::Serialize;

use crate::app::wording;
use crate::config::theme::Role;
use crate::indicators::{self, DEFAULT_SUBJECT, Subjects};
use crate::model::{Card, CardSubject, Locale, Names, Region, Relation, ThenNow};

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
    broader: Vec<&'a str>,
    part_of: Vec<&'a str>,
    opposite: Vec<&'a str>,
    related: Vec<&'a str>,
    region: Option<&'static str>,
    panel: Option<&'static str>,
    notes: Vec<NoteRecord>,
    timeline: Vec<MonthRecord>,
}

/// How many notes of a month mention it; `null` for those without a date.
#[derive(Serialize)]
struct MonthRecord {
    month: Option<String>,
    notes: usize,
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
        for relation in Relation::ALL {
            let names = card.neighbours.iter();
            let names = names.filter(|neighbour| neighbour.relation == relation);
            let names: Vec<&str> = names
                .map(|neighbour| neighbour.names.preferred(out.locale))
                .collect();
            if !names.is_empty() {
                let label = wording::of_relation(relation).get(out.locale);
                out.labelled(label, Role::Concept, &names.join(" · "))?;
            }
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
    let (id, kind, definition, region) = match &card.subject {
        CardSubject::Concept(concept) => {
            let definition = concept.definition(locale);
            (concept.id.as_str(), "concept", Some(definition), None)
        }
        CardSubject::Instrument(one) => (one.id.as_str(), "instrument", None, one.region),
    };
    let others = |relation| {
        let neighbours = card.neighbours.iter();
        let neighbours = neighbours.filter(|neighbour| neighbour.relation == relation);
        neighbours.map(|neighbour| neighbour.id.as_str()).collect()
    };
    Record {
        id,
        kind,
        names: names(&card.subject).into(),
        definition,
        broader: others(Relation::Broader),
        part_of: others(Relation::PartOf),
        opposite: others(Relation::Opposite),
        related: others(Relation::Related),
        region: region.map(Region::code),
        panel: card.panel.as_ref().map(|panel| panel.now.indicator),
        notes: card.notes.iter().map(NoteRecord::from).collect(),
        timeline: timeline(card),
    }
}

/// The months of the notes, newest first.
fn timeline(card: &Card) -> Vec<MonthRecord> {
    let mut months: Vec<MonthRecord> = Vec::new();
    for note in &card.notes {
        let month = note.date.map(|date| date.strftime("%Y-%m").to_string());
        match months.last_mut() {
            Some(last) if last.month == month => last.notes += 1,
            _ => months.push(MonthRecord { month, notes: 1 }),
        }
    }
    months
}
