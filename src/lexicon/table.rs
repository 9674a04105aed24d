//! Rows of the tables: read, checked one by one, and turned into the nouns of the model.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::{
    AssetClass, Concept, ConceptId, Instrument, InstrumentId, Language, Names, Region, Relation,
    Target,
};

use super::error::{Fault, FaultKind};
use super::record::{Definition, Record, Rules};
use super::relation;
use super::side_by_side;
use super::source;

/// A text of entries, and how it is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// Which table an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Concept,
    Instrument,
}

/// What an entry must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demand {
    /// Names and definitions in three languages.
    Full,
    /// A name.
    Name,
}

/// An entry of a table, and where it is from.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) kind: Kind,
    pub(super) record: Record,
    /// Which of the sources.
    pub(super) source: usize,
    /// Which entry of it.
    pub(super) place: usize,
}

/// All rows as the nouns of the model, and an entry for each.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) concepts: Vec<Concept>,
    pub(super) instruments: Vec<Instrument>,
    /// Instruments first: they win a shared name.
    pub(super) entries: Vec<Entry>,
}

/// What the name index and the linker need of one row.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) target: Target,
    pub(super) names: Names,
    /// The id of an instrument and its further symbols; empty for a concept.
    pub(super) symbols: Vec<String>,
    pub(super) rules: Rules,
    /// Its kind; `None` for a concept.
    pub(super) class: Option<AssetClass>,
    /// The source it is from, and which entry of it it is.
    pub(super) origin: (usize, usize),
}

impl Row {
    /// What mentions of it point to.
    pub(super) fn target(&self) -> Target {
        target(self.kind, &self.record.id)
    }

    /// A fault at this row.
    pub(super) fn fault(&self, sources: &[Source<'_>], kind: FaultKind) -> Fault {
        fault_at(sources, (self.source, self.place), kind)
    }
}

/// A fault at an entry of a source.
pub(super) fn fault_at(
    sources: &[Source<'_>],
    (source, place): (usize, usize),
    kind: FaultKind,
) -> Fault {
    let source = sources.get(source);
    Fault {
        file: source.map_or_else(String::new, |source| source.name.to_owned()),
        line: source.map_or(1, |source| source::line_of(source.text, place)),
        kind,
    }
}

impl Source<'_> {
    /// The entries of a text that has no fault as YAML.
    pub(super) fn records(&self) -> Result<Vec<Record>, Fault> {
        parse(self.text).map_err(|error| self.unreadable(&error, 0))
    }

    /// The entries that can be read, with their places, where not all of the text can be; and why
    /// the others cannot.
    pub(super) fn readable(&self) -> (Vec<(usize, Record)>, Vec<Fault>) {
        let mut records = Vec::new();
        let mut faults = Vec::new();
        for (place, (line, range)) in source::entries(self.text).enumerate() {
            match parse(self.entry(range)) {
                Ok(parsed) => records.extend(parsed.into_iter().map(|record| (place, record))),
                Err(error) => faults.push(self.unreadable(&error, line - 1)),
            }
        }
        (records, faults)
    }

    /// Whether entries can be told apart in the text.
    pub(super) fn has_entries(&self) -> bool {
        source::entries(self.text).next().is_some()
    }

    fn entry(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// A fault of the parser, which counted its lines from those before.
    fn unreadable(&self, error: &serde_yaml::Error, before: usize) -> Fault {
        let written = error.to_string();
        let reason = written.split(" at line ").next().unwrap_or_default();
        Fault {
            file: self.name.to_owned(),
            line: before + error.location().map_or(1, |place| place.line()),
            kind: FaultKind::Unreadable {
                reason: reason.to_owned(),
            },
        }
    }
}

/// The rows of the program's two tables, instruments first, from the sources of concepts and of
/// instruments. Fails at the first that breaks a rule.
pub(super) fn read(sources: &[Source<'_>; 2]) -> Result<Vec<Row>, Fault> {
    let [concepts, instruments] = sources;
    let (priced, ideas) = side_by_side(|| instruments.records(), || concepts.records());
    let mut rows = Vec::new();
    let tables = [(Kind::Instrument, 1, priced?), (Kind::Concept, 0, ideas?)];
    for (kind, source, records) in tables {
        rows.extend(records.into_iter().enumerate().map(|(place, record)| Row {
            kind,
            record,
            source,
            place,
        }));
    }
    for row in &rows {
        check(row.kind, &row.record, Demand::Full).map_err(|kind| row.fault(sources, kind))?;
    }
    check_ids(&rows, sources)?;
    relation::check(&rows, sources)?;
    Ok(rows)
}

/// No two rows share an id.
fn check_ids(rows: &[Row], sources: &[Source<'_>]) -> Result<(), Fault> {
    let mut seen = HashSet::with_capacity(rows.len());
    for row in rows {
        let id = &row.record.id;
        if !seen.insert((row.kind, id)) {
            return Err(row.fault(sources, FaultKind::DuplicateId { id: id.clone() }));
        }
    }
    Ok(())
}

/// Whether a row keeps the rules that one row can keep.
pub(super) fn check(kind: Kind, record: &Record, demand: Demand) -> Result<(), FaultKind> {
    let id = || record.id.clone();
    check_id(kind, &record.id, demand)?;
    check_names(record, demand)?;
    let (foreign, name) = match kind {
        Kind::Concept => (record.field_of_instrument(), "a concept"),
        Kind::Instrument => (record.field_of_concept(), "an instrument"),
    };
    if let Some(field) = foreign {
        return Err(FaultKind::WrongField {
            id: id(),
            kind: name,
            field,
        });
    }
    let rules = &record.rules;
    for (field, names) in [("short", &rules.short), ("shared", &rules.shared)] {
        if !names.is_empty() && rules.near.is_empty() {
            return Err(FaultKind::WithoutNear { id: id(), field });
        }
    }
    match kind {
        Kind::Concept if demand == Demand::Full => check_definition(record),
        Kind::Concept => Ok(()),
        Kind::Instrument => check_priced(record),
    }
}

/// Rows that keep their rules, as nouns.
pub(super) fn tables(rows: Vec<Row>) -> Tables {
    let mut tables = Tables::default();
    for row in rows {
        let target = row.target();
        let record = row.record;
        let entry = Entry {
            target,
            names: record.names.clone(),
            symbols: match row.kind {
                Kind::Concept => Vec::new(),
                Kind::Instrument => {
                    [std::slice::from_ref(&record.id), &record.priced.symbols].concat()
                }
            },
            rules: record.rules.clone(),
            class: asset_class(&record.priced.class),
            origin: (row.source, row.place),
        };
        match row.kind {
            Kind::Concept => tables.concepts.push(concept(record)),
            Kind::Instrument => tables.instruments.push(instrument(record, entry.class)),
        }
        tables.entries.push(entry);
    }
    // A stable sort: rows of the user's come after those of the program.
    tables
        .entries
        .sort_by_key(|entry| matches!(entry.target, Target::Concept(_)));
    tables
}

pub(super) fn target(kind: Kind, id: &str) -> Target {
    match kind {
        Kind::Concept => Target::Concept(id.into()),
        Kind::Instrument => Target::Instrument(id.into()),
    }
}

fn parse(text: &str) -> Result<Vec<Record>, serde_yaml::Error> {
    let records: Option<Vec<Record>> = serde_yaml::from_str(text)?;
    Ok(records.unwrap_or_default())
}

fn concept(record: Record) -> Concept {
    let Definition {
        en,
        zh_hans,
        zh_hant,
    } = record.idea.definition;
    let mut concept = Concept {
        id: ConceptId::from(record.id.as_str()),
        names: record.names,
        definition_en: en,
        definition_zh_hans: zh_hans,
        definition_zh_hant: zh_hant,
        broader: Vec::new(),
        part_of: Vec::new(),
        opposite: Vec::new(),
        related: Vec::new(),
        panel: record.idea.panel,
    };
    for (relation, others) in Relation::ALL.into_iter().zip(record.idea.others) {
        let others = others.iter().map(|other| other.as_str().into());
        *concept.others_mut(relation) = others.collect();
    }
    concept
}

fn instrument(record: Record, class: Option<AssetClass>) -> Instrument {
    let priced = record.priced;
    Instrument {
        id: InstrumentId::from(record.id.as_str()),
        names: record.names,
        symbols: priced.symbols,
        // The check of the row refused any other.
        asset_class: class.unwrap_or(AssetClass::Equity),
        currency: priced.currency,
        calendar: priced.calendar,
        needs_sign: record.rules.needs_sign,
        series: priced.series,
        region: priced.region.as_deref().and_then(Region::of),
    }
}

fn check_id(kind: Kind, id: &str, demand: Demand) -> Result<(), FaultKind> {
    let (is_valid, expected) = match kind {
        Kind::Concept => (
            is_kebab_case(id) && (demand == Demand::Name || id.is_ascii()),
            "kebab-case: lower-case letters and digits joined by single hyphens",
        ),
        Kind::Instrument => (
            !id.is_empty() && !id.chars().any(char::is_whitespace),
            "a symbol without spaces",
        ),
    };
    if is_valid {
        return Ok(());
    }
    Err(FaultKind::InvalidId {
        id: id.to_owned(),
        expected,
    })
}

/// Every language has a name, and none is empty.
fn check_names(record: &Record, demand: Demand) -> Result<(), FaultKind> {
    let mut is_named = false;
    for (language, field) in [
        (Language::En, "en"),
        (Language::Hans, "zh_hans"),
        (Language::Hant, "zh_hant"),
    ] {
        let names = record.names.of(language);
        is_named |= !names.is_empty();
        let lacks = demand == Demand::Full && names.is_empty();
        if lacks || names.iter().any(|name| name.trim().is_empty()) {
            return Err(FaultKind::MissingName {
                id: record.id.clone(),
                language: field,
            });
        }
    }
    if is_named {
        return Ok(());
    }
    Err(FaultKind::Nameless {
        id: record.id.clone(),
    })
}

fn check_definition(record: &Record) -> Result<(), FaultKind> {
    let definition = &record.idea.definition;
    for (language, sentence) in [
        ("en", &definition.en),
        ("zh_hans", &definition.zh_hans),
        ("zh_hant", &definition.zh_hant),
    ] {
        if sentence.trim().is_empty() {
            return Err(FaultKind::MissingDefinition {
                id: record.id.clone(),
                language,
            });
        }
    }
    Ok(())
}

fn check_priced(record: &Record) -> Result<(), FaultKind> {
    let priced = &record.priced;
    if asset_class(&priced.class).is_none() {
        return Err(FaultKind::UnknownClass {
            id: record.id.clone(),
            class: priced.class.clone(),
        });
    }
    match &priced.region {
        Some(region) if Region::of(region).is_none() => Err(FaultKind::UnknownRegion {
            id: record.id.clone(),
            region: region.clone(),
        }),
        _ => Ok(()),
    }
}

fn asset_class(class: &str) -> Option<AssetClass> {
    Some(match class {
        "index" => AssetClass::Index,
        "volatility" => AssetClass::Volatility,
        "fund" => AssetClass::Fund,
        "equity" => AssetClass::Equity,
        "rate" => AssetClass::Rate,
        "commodity" => AssetClass::Commodity,
        "currency" => AssetClass::Currency,
        "crypto" => AssetClass::Crypto,
        "future" => AssetClass::Future,
        _ => return None,
    })
}

/// Whether an id is letters and digits of any script, the Latin ones small, joined by single hyphens.
fn is_kebab_case(id: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|one| one.is_alphanumeric() && !one.is_uppercase())
    };
    id.split('-').all(is_part)
}

#[cfg(test)]
mod tests;
