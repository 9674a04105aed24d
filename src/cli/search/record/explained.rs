//! The object `explain` of `tape search --explain --json`.

use serde::Serialize;

use crate::model::{
    AskedSpelling, AskedWords, Asks, Explained, ExplainedHit, Language, QueryPart, ScoredBy,
    Target, WordForm,
};

#[derive(Serialize)]
pub(super) struct ExplainRecord<'a> {
    parts: Vec<PartRecord<'a>>,
    hits: Vec<HitRecord<'a>>,
}

/// A part of the query; those of a part follow it, one deeper.
#[derive(Serialize)]
struct PartRecord<'a> {
    depth: usize,
    asks: &'static str,
    notes: usize,
    /// The value of a field, or the beginning of one.
    value: Option<String>,
    words: Option<WordsRecord<'a>>,
}

#[derive(Serialize)]
struct WordsRecord<'a> {
    typed: &'a str,
    field: Option<&'static str>,
    form: &'static str,
    names: Vec<NameRecord<'a>>,
    spellings: Vec<SpellingRecord<'a>>,
    ranked_by: &'a [String],
}

#[derive(Serialize)]
struct NameRecord<'a> {
    kind: &'static str,
    id: &'a str,
}

#[derive(Serialize)]
struct SpellingRecord<'a> {
    written: Vec<WrittenRecord<'a>>,
    terms: &'a [String],
    notes: usize,
}

#[derive(Serialize)]
struct WrittenRecord<'a> {
    lang: Option<&'static str>,
    text: &'a str,
}

#[derive(Serialize)]
struct HitRecord<'a> {
    id: String,
    score: f32,
    parts: Vec<ScoreRecord<'a>>,
    found_as: Vec<StandsRecord<'a>>,
}

#[derive(Serialize)]
struct ScoreRecord<'a> {
    words: &'a str,
    by: &'static str,
    score: f32,
}

#[derive(Serialize)]
struct StandsRecord<'a> {
    typed: &'a str,
    written: &'a str,
    title: bool,
    labels: bool,
}

impl<'a> From<&'a Explained> for ExplainRecord<'a> {
    fn from(explained: &'a Explained) -> Self {
        Self {
            parts: explained.parts.iter().map(PartRecord::from).collect(),
            hits: explained.hits.iter().map(HitRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a QueryPart> for PartRecord<'a> {
    fn from(part: &'a QueryPart) -> Self {
        let (asks, value, words) = match &part.asks {
            Asks::Everything => ("everything", None, None),
            Asks::All => ("all", None, None),
            Asks::Any => ("any", None, None),
            Asks::Not => ("not", None, None),
            Asks::Near(within) => ("near", Some(within.to_string()), None),
            Asks::Read => ("read", None, None),
            Asks::Words(words) => ("words", None, Some(words.into())),
            Asks::Value(value) => ("value", Some(value.clone()), None),
            Asks::ValuesThatBegin(value) => ("beginning", Some(value.clone()), None),
            Asks::Days { from, to } => {
                let day = |day: &Option<jiff::civil::Date>| {
                    day.map_or_else(String::new, |day| day.to_string())
                };
                let days = format!("{}..{}", day(from), day(to));
                ("days", Some(days), None)
            }
        };
        Self {
            depth: part.depth,
            asks,
            notes: part.notes,
            value,
            words,
        }
    }
}

impl<'a> From<&'a AskedWords> for WordsRecord<'a> {
    fn from(words: &'a AskedWords) -> Self {
        let names = words.names.iter().map(|target| NameRecord {
            kind: match target {
                Target::Concept(_) => "concept",
                Target::Instrument(_) => "instrument",
            },
            id: target.id(),
        });
        Self {
            typed: &words.typed,
            field: words.field,
            form: match words.form {
                WordForm::Exact => "exact",
                WordForm::Inflected => "inflected",
                WordForm::Beginning => "beginning",
                WordForm::Figure => "figure",
            },
            names: names.collect(),
            spellings: words.spellings.iter().map(SpellingRecord::from).collect(),
            ranked_by: &words.cut,
        }
    }
}

impl<'a> From<&'a AskedSpelling> for SpellingRecord<'a> {
    fn from(spelling: &'a AskedSpelling) -> Self {
        let written = spelling.written.iter().map(|(lang, text)| WrittenRecord {
            lang: lang.map(Language::tag),
            text,
        });
        Self {
            written: written.collect(),
            terms: &spelling.terms,
            notes: spelling.notes,
        }
    }
}

impl<'a> From<&'a ExplainedHit> for HitRecord<'a> {
    fn from(hit: &'a ExplainedHit) -> Self {
        let parts = hit.parts.iter().map(|part| ScoreRecord {
            words: &part.words,
            by: match part.by {
                ScoredBy::Typed => "typed",
                ScoredBy::Text => "text",
                ScoredBy::Title => "title",
                ScoredBy::Labels => "labels",
                ScoredBy::Words => "words",
                ScoredBy::Near => "near",
                ScoredBy::Form => "form",
                ScoredBy::Rest => "rest",
            },
            score: part.score,
        });
        let found_as = hit.stands.iter().map(|one| StandsRecord {
            typed: &one.typed,
            written: &one.written,
            title: one.in_title,
            labels: one.in_labels,
        });
        Self {
            id: hit.note.id.to_string(),
            score: hit.score,
            parts: parts.collect(),
            found_as: found_as.collect(),
        }
    }
}
