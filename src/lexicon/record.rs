//! The two tables as written in YAML, checked and turned into the nouns of the model.
//!
//! Fields beyond those of the model steer the linker: `ambiguous` (shares a
//! name with another entry), `not_in` (longer words in which a name means
//! something else), `needs_context` (words one of which must stand in the same
//! text, because the names are everyday words too), `capitals` (Latin names
//! count only with their capitals: `Fed`, `TIPS`), `short` (what desks call it
//! among themselves: tens, 倒挂), which counts beside one of the words of
//! `near`, and `shared` (中信, the bank and the broker), which counts surely
//! beside one of them and doubtfully without.

use serde::Deserialize;

use crate::model::{
    AssetClass, Concept, ConceptId, Instrument, InstrumentId, Names, Region, Target,
};

use super::check::{check_ids, check_names, is_kebab_case};
use super::error::LexiconError;
use super::relation;
use super::side_by_side;

pub(super) const CONCEPTS_FILE: &str = "concepts.yaml";
pub(super) const INSTRUMENTS_FILE: &str = "instruments.yaml";

const CLASSES: &str =
    "index, volatility, fund, equity, rate, commodity, currency, crypto or future";

/// Both tables, and an entry for each of their rows.
pub(super) struct Tables {
    pub(super) concepts: Vec<Concept>,
    pub(super) instruments: Vec<Instrument>,
    /// Instruments first: they win a shared name.
    pub(super) entries: Vec<Entry>,
}

/// What the name index and the linker need of one row.
pub(super) struct Entry {
    pub(super) target: Target,
    pub(super) names: Names,
    /// The id of an instrument and its further symbols; empty for a concept.
    pub(super) symbols: Vec<String>,
    /// A bare symbol is no mention.
    pub(super) needs_sign: bool,
    /// May share a name with another entry.
    pub(super) ambiguous: bool,
    /// Latin names count only with the capitals they are written with.
    pub(super) capitals: bool,
    /// Its kind; `None` for a concept.
    pub(super) class: Option<AssetClass>,
    /// Longer words in which a name does not count.
    pub(super) not_in: Vec<String>,
    /// Words one of which must stand in the same text; empty where none is needed.
    pub(super) context: Vec<String>,
    /// Names that mean other things too: they count surely beside its context, else doubtfully.
    pub(super) shared: Vec<String>,
    /// Short forms, which no screen shows.
    pub(super) short: Vec<String>,
    /// Words beside which a short or shared name, or a bare symbol that is a word, counts.
    pub(super) near: Vec<String>,
}

impl Entry {
    /// The table that the entry is from.
    pub(super) const fn file(&self) -> &'static str {
        match self.target {
            Target::Concept(_) => CONCEPTS_FILE,
            Target::Instrument(_) => INSTRUMENTS_FILE,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptRecord {
    id: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh_hans: Vec<String>,
    #[serde(default)]
    zh_hant: Vec<String>,
    definition: Definition,
    #[serde(default)]
    broader: Vec<String>,
    #[serde(default)]
    part_of: Vec<String>,
    #[serde(default)]
    opposite: Vec<String>,
    #[serde(default)]
    related: Vec<String>,
    panel: Option<String>,
    #[serde(default)]
    ambiguous: bool,
    #[serde(default)]
    capitals: bool,
    #[serde(default)]
    not_in: Vec<String>,
    #[serde(default)]
    needs_context: Vec<String>,
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Definition {
    #[serde(default)]
    en: String,
    #[serde(default)]
    zh_hans: String,
    #[serde(default)]
    zh_hant: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InstrumentRecord {
    id: String,
    class: String,
    #[serde(default)]
    en: Vec<String>,
    #[serde(default)]
    zh_hans: Vec<String>,
    #[serde(default)]
    zh_hant: Vec<String>,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    currency: String,
    #[serde(default)]
    calendar: String,
    #[serde(default)]
    needs_sign: bool,
    series: Option<String>,
    region: Option<String>,
    #[serde(default)]
    ambiguous: bool,
    #[serde(default)]
    capitals: bool,
    #[serde(default)]
    not_in: Vec<String>,
    #[serde(default)]
    needs_context: Vec<String>,
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
}

/// Reads and checks both tables.
pub(super) fn read(concepts: &str, instruments: &str) -> Result<Tables, LexiconError> {
    let (instrument_records, concept_records) = side_by_side(
        || parse::<InstrumentRecord>(INSTRUMENTS_FILE, instruments),
        || parse::<ConceptRecord>(CONCEPTS_FILE, concepts),
    );
    let (instrument_records, concept_records) = (instrument_records?, concept_records?);
    let mut tables = Tables {
        concepts: Vec::with_capacity(concept_records.len()),
        instruments: Vec::with_capacity(instrument_records.len()),
        entries: Vec::with_capacity(concept_records.len() + instrument_records.len()),
    };
    for record in instrument_records {
        let (instrument, entry) = instrument(record)?;
        tables.instruments.push(instrument);
        tables.entries.push(entry);
    }
    for record in concept_records {
        let (concept, entry) = concept(record)?;
        tables.concepts.push(concept);
        tables.entries.push(entry);
    }
    check_ids(&tables.entries)?;
    relation::complete(&mut tables.concepts, concepts)?;
    Ok(tables)
}

fn parse<T: for<'de> Deserialize<'de>>(
    file: &'static str,
    text: &str,
) -> Result<Vec<T>, LexiconError> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    serde_yaml::from_str(text).map_err(|error| LexiconError::Unreadable {
        file,
        reason: error.to_string(),
    })
}

fn concept(record: ConceptRecord) -> Result<(Concept, Entry), LexiconError> {
    if !is_kebab_case(&record.id) {
        return Err(LexiconError::InvalidId {
            file: CONCEPTS_FILE,
            id: record.id,
            expected: "kebab-case: lower-case letters and digits joined by single hyphens",
        });
    }
    let names = Names {
        en: record.en,
        zh_hans: record.zh_hans,
        zh_hant: record.zh_hant,
    };
    check_names(CONCEPTS_FILE, &record.id, &names)?;
    let definitions = [
        ("en", &record.definition.en),
        ("zh_hans", &record.definition.zh_hans),
        ("zh_hant", &record.definition.zh_hant),
    ];
    for (language, definition) in definitions {
        if definition.trim().is_empty() {
            return Err(LexiconError::MissingDefinition {
                file: CONCEPTS_FILE,
                id: record.id,
                language,
            });
        }
    }
    let id = ConceptId::from(record.id.as_str());
    let entry = Entry {
        target: Target::Concept(id.clone()),
        names: names.clone(),
        symbols: Vec::new(),
        needs_sign: false,
        ambiguous: record.ambiguous,
        capitals: record.capitals,
        class: None,
        not_in: record.not_in,
        context: record.needs_context,
        shared: record.shared,
        short: record.short,
        near: record.near,
    };
    let ids = |ids: &[String]| ids.iter().map(|id| id.as_str().into()).collect();
    let concept = Concept {
        id,
        names,
        definition_en: record.definition.en,
        definition_zh_hans: record.definition.zh_hans,
        definition_zh_hant: record.definition.zh_hant,
        broader: ids(&record.broader),
        part_of: ids(&record.part_of),
        opposite: ids(&record.opposite),
        related: ids(&record.related),
        panel: record.panel,
    };
    Ok((concept, entry))
}

fn instrument(record: InstrumentRecord) -> Result<(Instrument, Entry), LexiconError> {
    if record.id.is_empty() || record.id.chars().any(char::is_whitespace) {
        return Err(LexiconError::InvalidId {
            file: INSTRUMENTS_FILE,
            id: record.id,
            expected: "a symbol without spaces",
        });
    }
    let names = Names {
        en: record.en,
        zh_hans: record.zh_hans,
        zh_hant: record.zh_hant,
    };
    check_names(INSTRUMENTS_FILE, &record.id, &names)?;
    let Some(asset_class) = asset_class(&record.class) else {
        return Err(LexiconError::UnknownClass {
            file: INSTRUMENTS_FILE,
            id: record.id,
            class: record.class,
            known: CLASSES,
        });
    };
    let region = match record
        .region
        .as_deref()
        .map(|code| (code, Region::of(code)))
    {
        Some((code, None)) => {
            return Err(LexiconError::UnknownRegion {
                file: INSTRUMENTS_FILE,
                id: record.id,
                region: code.to_owned(),
            });
        }
        Some((_, region)) => region,
        None => None,
    };
    let id = InstrumentId::from(record.id.as_str());
    let entry = Entry {
        target: Target::Instrument(id.clone()),
        names: names.clone(),
        symbols: [std::slice::from_ref(&record.id), &record.symbols].concat(),
        needs_sign: record.needs_sign,
        ambiguous: record.ambiguous,
        capitals: record.capitals,
        class: Some(asset_class),
        not_in: record.not_in,
        context: record.needs_context,
        shared: record.shared,
        short: record.short,
        near: record.near,
    };
    let instrument = Instrument {
        id,
        names,
        symbols: record.symbols,
        asset_class,
        currency: record.currency,
        calendar: record.calendar,
        needs_sign: record.needs_sign,
        series: record.series,
        region,
    };
    Ok((instrument, entry))
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

#[cfg(test)]
mod tests;
