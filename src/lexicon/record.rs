//! One entry of a table as written in YAML.
//!
//! Fields beyond those of the model steer the linker: `ambiguous` (shares a name with another
//! entry), `not_in` (longer words in which a name means something else), `needs_context` (words one
//! of which must stand in the same text, because the names are everyday words too), `capitals`
//! (Latin names count only with their capitals: `Fed`, `TIPS`), `short` (what desks call it among
//! themselves: tens, 倒挂), which counts beside one of the words of `near` or where the note uses it so
//! elsewhere, and `shared` (中信, the bank and the broker), which counts surely beside one of them and
//! doubtfully without. Of two entries that share a short form, the words beside it choose. A table of
//! the user may take names away, too: `without`.
//!
//! A list of words may be written as one word.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::model::{Names, Relation};

/// The fields that there are.
const FIELDS: &[&str] = &[
    "id",
    "en",
    "zh_hans",
    "zh_hant",
    "definition",
    "broader",
    "part_of",
    "opposite",
    "related",
    "panel",
    "class",
    "symbols",
    "currency",
    "calendar",
    "series",
    "region",
    "needs_sign",
    "ambiguous",
    "capitals",
    "not_in",
    "needs_context",
    "shared",
    "short",
    "near",
    "without",
];

/// An entry of either table.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    pub(super) id: String,
    pub(super) names: Names,
    pub(super) rules: Rules,
    pub(super) idea: Idea,
    pub(super) priced: Priced,
    /// Names, symbols and short forms that it shall not have.
    pub(super) without: Vec<String>,
}

/// What steers the linker.
#[derive(Debug, Clone, Default)]
pub(super) struct Rules {
    pub(super) ambiguous: bool,
    pub(super) capitals: bool,
    pub(super) needs_sign: bool,
    pub(super) not_in: Vec<String>,
    pub(super) needs_context: Vec<String>,
    pub(super) shared: Vec<String>,
    pub(super) short: Vec<String>,
    pub(super) near: Vec<String>,
}

/// What concepts alone have.
#[derive(Debug, Clone, Default)]
pub(super) struct Idea {
    pub(super) definition: Definition,
    /// In the order of [`Relation::ALL`].
    pub(super) others: [Vec<String>; Relation::ALL.len()],
    pub(super) panel: Option<String>,
}

/// One sentence in each language.
#[derive(Debug, Clone, Default)]
pub(super) struct Definition {
    pub(super) en: String,
    pub(super) zh_hans: String,
    pub(super) zh_hant: String,
}

/// What instruments alone have.
#[derive(Debug, Clone, Default)]
pub(super) struct Priced {
    pub(super) class: String,
    pub(super) symbols: Vec<String>,
    pub(super) currency: String,
    pub(super) calendar: String,
    pub(super) series: Option<String>,
    pub(super) region: Option<String>,
}

impl Record {
    /// The first field written that instruments alone have.
    pub(super) fn field_of_instrument(&self) -> Option<&'static str> {
        let priced = &self.priced;
        let written = [
            ("class", !priced.class.is_empty()),
            ("symbols", !priced.symbols.is_empty()),
            ("currency", !priced.currency.is_empty()),
            ("calendar", !priced.calendar.is_empty()),
            ("series", priced.series.is_some()),
            ("region", priced.region.is_some()),
            ("needs_sign", self.rules.needs_sign),
        ];
        first(&written)
    }

    /// The first field written that concepts alone have.
    pub(super) fn field_of_concept(&self) -> Option<&'static str> {
        let idea = &self.idea;
        let definition = &idea.definition;
        let defines = [&definition.en, &definition.zh_hans, &definition.zh_hant];
        let written = [
            ("definition", defines.iter().any(|text| !text.is_empty())),
            ("panel", idea.panel.is_some()),
        ];
        let relations = Relation::ALL.into_iter().zip(&idea.others);
        let mut relations = relations.filter(|(_, others)| !others.is_empty());
        first(&written).or_else(|| relations.next().map(|(relation, _)| relation.field()))
    }

    /// Adds what another entry says of the same thing: lists grow, what is single is replaced.
    pub(super) fn extend(&mut self, more: Self) {
        add(&mut self.names.en, more.names.en);
        add(&mut self.names.zh_hans, more.names.zh_hans);
        add(&mut self.names.zh_hant, more.names.zh_hant);
        self.rules.extend(more.rules);
        let definition = &mut self.idea.definition;
        replace(&mut definition.en, more.idea.definition.en);
        replace(&mut definition.zh_hans, more.idea.definition.zh_hans);
        replace(&mut definition.zh_hant, more.idea.definition.zh_hant);
        for (others, more) in self.idea.others.iter_mut().zip(more.idea.others) {
            add(others, more);
        }
        self.idea.panel = more.idea.panel.or(self.idea.panel.take());
        let priced = &mut self.priced;
        replace(&mut priced.class, more.priced.class);
        add(&mut priced.symbols, more.priced.symbols);
        replace(&mut priced.currency, more.priced.currency);
        replace(&mut priced.calendar, more.priced.calendar);
        priced.series = more.priced.series.or(priced.series.take());
        priced.region = more.priced.region.or(priced.region.take());
    }

    /// Takes away the names, symbols and short forms for which this holds; whether there were any.
    pub(super) fn take_away(&mut self, is_meant: impl Fn(&str) -> bool) -> bool {
        let mut taken = false;
        for names in [
            &mut self.names.en,
            &mut self.names.zh_hans,
            &mut self.names.zh_hant,
            &mut self.rules.shared,
            &mut self.rules.short,
            &mut self.priced.symbols,
        ] {
            let before = names.len();
            names.retain(|name| !is_meant(name));
            taken |= names.len() < before;
        }
        taken
    }

    fn set<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        let words = match field {
            "id" => return put(&mut self.id, map),
            "class" => return put(&mut self.priced.class, map),
            "currency" => return put(&mut self.priced.currency, map),
            "calendar" => return put(&mut self.priced.calendar, map),
            "panel" => return put(&mut self.idea.panel, map),
            "series" => return put(&mut self.priced.series, map),
            "region" => return put(&mut self.priced.region, map),
            "definition" => return put(&mut self.idea.definition, map),
            "needs_sign" => return put(&mut self.rules.needs_sign, map),
            "ambiguous" => return put(&mut self.rules.ambiguous, map),
            "capitals" => return put(&mut self.rules.capitals, map),
            "en" => &mut self.names.en,
            "zh_hans" => &mut self.names.zh_hans,
            "zh_hant" => &mut self.names.zh_hant,
            "symbols" => &mut self.priced.symbols,
            "not_in" => &mut self.rules.not_in,
            "needs_context" => &mut self.rules.needs_context,
            "shared" => &mut self.rules.shared,
            "short" => &mut self.rules.short,
            "near" => &mut self.rules.near,
            "without" => &mut self.without,
            other => {
                let mut relations = Relation::ALL.into_iter().zip(&mut self.idea.others);
                let found = relations.find(|(relation, _)| relation.field() == other);
                found
                    .map(|(_, others)| others)
                    .ok_or_else(|| Error::unknown_field(other, FIELDS))?
            }
        };
        *words = map.next_value::<Words>()?.0;
        Ok(())
    }
}

impl Rules {
    fn extend(&mut self, more: Self) {
        self.ambiguous |= more.ambiguous;
        self.capitals |= more.capitals;
        self.needs_sign |= more.needs_sign;
        add(&mut self.not_in, more.not_in);
        add(&mut self.needs_context, more.needs_context);
        add(&mut self.shared, more.shared);
        add(&mut self.short, more.short);
        add(&mut self.near, more.near);
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(RecordVisitor)
    }
}

struct RecordVisitor;

impl<'de> Visitor<'de> for RecordVisitor {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry: `id:` and its fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(field) = map.next_key::<String>()? {
            record.set(&field, &mut map)?;
        }
        if record.id.is_empty() {
            return Err(Error::missing_field("id"));
        }
        Ok(record)
    }
}

/// A list of words, or one word.
struct Words(Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor).map(Words)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word or a list of words")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Vec<String>, E> {
        Ok(vec![word.to_owned()])
    }

    fn visit_u64<E: Error>(self, word: u64) -> Result<Vec<String>, E> {
        Ok(vec![word.to_string()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<Vec<String>, A::Error> {
        let mut all = Vec::new();
        while let Some(word) = words.next_element::<String>()? {
            all.push(word);
        }
        Ok(all)
    }
}

impl<'de> Deserialize<'de> for Definition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DefinitionVisitor)
    }
}

struct DefinitionVisitor;

impl<'de> Visitor<'de> for DefinitionVisitor {
    type Value = Definition;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sentence, or one each under en, zh_hans and zh_hant")
    }

    /// One sentence is shown to readers of every language.
    fn visit_str<E: Error>(self, sentence: &str) -> Result<Definition, E> {
        Ok(Definition {
            en: sentence.to_owned(),
            zh_hans: sentence.to_owned(),
            zh_hant: sentence.to_owned(),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Definition, A::Error> {
        let mut definition = Definition::default();
        while let Some(language) = map.next_key::<String>()? {
            let sentence = match language.as_str() {
                "en" => &mut definition.en,
                "zh_hans" => &mut definition.zh_hans,
                "zh_hant" => &mut definition.zh_hant,
                other => return Err(Error::unknown_field(other, &["en", "zh_hans", "zh_hant"])),
            };
            *sentence = map.next_value()?;
        }
        Ok(definition)
    }
}

fn put<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    place: &mut T,
    map: &mut A,
) -> Result<(), A::Error> {
    *place = map.next_value()?;
    Ok(())
}

fn add(words: &mut Vec<String>, more: Vec<String>) {
    for word in more {
        if !words.contains(&word) {
            words.push(word);
        }
    }
}

fn replace(word: &mut String, by: String) {
    if !by.is_empty() {
        *word = by;
    }
}

fn first(written: &[(&'static str, bool)]) -> Option<&'static str> {
    let found = written.iter().find(|(_, is_written)| *is_written)?;
    Some(found.0)
}
