//! Concepts: one idea with its names in English, 简体 and 繁體; and what finds them in a text.

use std::fmt;
use std::sync::Arc;

use super::{Language, Locale};

/// Names a concept: kebab-case, such as `short-gamma`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConceptId(Arc<str>);

impl ConceptId {
    /// The id as written in the lexicon.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ConceptId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for ConceptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names and aliases by language; the first of each list is the one shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// English.
    pub en: Vec<String>,
    /// 简体.
    pub zh_hans: Vec<String>,
    /// 繁體.
    pub zh_hant: Vec<String>,
}

impl Names {
    /// The names of one language; a text in several has the English ones.
    #[must_use]
    pub fn of(&self, language: Language) -> &[String] {
        match language {
            Language::En | Language::Mixed => &self.en,
            Language::Hans => &self.zh_hans,
            Language::Hant => &self.zh_hant,
        }
    }

    /// The name to show to a reader of one locale; English where that locale has none, else any.
    #[must_use]
    pub fn preferred(&self, locale: Locale) -> &str {
        let names = match locale {
            Locale::En => &self.en,
            Locale::Hans => &self.zh_hans,
            Locale::Hant => &self.zh_hant,
        };
        let others = [&self.en, &self.zh_hans, &self.zh_hant];
        let mut lists = std::iter::once(names).chain(others);
        lists
            .find_map(|names| names.first())
            .map_or("", String::as_str)
    }

    /// Every name with its language: English, then 简体, then 繁體.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        [Language::En, Language::Hans, Language::Hant]
            .into_iter()
            .flat_map(|language| {
                self.of(language)
                    .iter()
                    .map(move |name| (language, name.as_str()))
            })
    }
}

/// One idea of the market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Kebab-case.
    pub id: ConceptId,
    /// What it is called.
    pub names: Names,
    /// One sentence in English.
    pub definition_en: String,
    /// One sentence in 简体.
    pub definition_zh_hans: String,
    /// One sentence in 繁體.
    pub definition_zh_hant: String,
    /// Ideas that this one is a kind of.
    pub broader: Vec<ConceptId>,
    /// Ideas that this one is a part of.
    pub part_of: Vec<ConceptId>,
    /// Ideas that mean the contrary; each of them names this one.
    pub opposite: Vec<ConceptId>,
    /// Ideas to read next.
    pub related: Vec<ConceptId>,
    /// The id of the panel that measures it.
    pub panel: Option<String>,
}

/// How one idea stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// It is a kind of the other.
    Broader,
    /// It is a part of the other.
    PartOf,
    /// It means the contrary of the other.
    Opposite,
    /// It is read beside the other.
    Related,
}

impl Relation {
    /// Every relation, in the order of a card.
    pub const ALL: [Self; 4] = [Self::Broader, Self::PartOf, Self::Opposite, Self::Related];

    /// Its field in the tables of the lexicon and in JSON.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Broader => "broader",
            Self::PartOf => "part_of",
            Self::Opposite => "opposite",
            Self::Related => "related",
        }
    }
}

impl Concept {
    /// The definition for a reader of one locale.
    #[must_use]
    pub fn definition(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.definition_en,
            Locale::Hans => &self.definition_zh_hans,
            Locale::Hant => &self.definition_zh_hant,
        }
    }

    /// The ideas to which this one stands so, in the order of the table.
    #[must_use]
    pub fn others(&self, relation: Relation) -> &[ConceptId] {
        match relation {
            Relation::Broader => &self.broader,
            Relation::PartOf => &self.part_of,
            Relation::Opposite => &self.opposite,
            Relation::Related => &self.related,
        }
    }

    /// The same, to be added to.
    pub fn others_mut(&mut self, relation: Relation) -> &mut Vec<ConceptId> {
        match relation {
            Relation::Broader => &mut self.broader,
            Relation::PartOf => &mut self.part_of,
            Relation::Opposite => &mut self.opposite,
            Relation::Related => &mut self.related,
        }
    }
}

/// Something that knows terms in both languages, such as a lexicon.
///
/// Two texts that translate each other name mostly the same terms.
pub trait Terms {
    /// A number for each term that a text names, the same for both languages; duplicates are
    /// allowed, and no order is promised.
    fn terms(&self, text: &str) -> Vec<u64>;
}

/// Nothing known.
impl Terms for () {
    fn terms(&self, _: &str) -> Vec<u64> {
        Vec::new()
    }
}
