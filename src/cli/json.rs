//! The records of `--json`, schema 1: fields are added, never changed or removed.

use std::path::PathBuf;

use serde::Serialize;

use crate::app::registry;
use crate::model::{
    Difference, Hit, IndexReport, Metadata, MetadataValue, Names, NoteSummary, Passage, Percentile,
    Quoted, Reading, Side, Term,
};

/// Any record, with the schema it keeps to.
#[derive(Serialize)]
pub(super) struct Versioned<'a, T> {
    schema: u32,
    #[serde(flatten)]
    value: &'a T,
}

impl<'a, T> Versioned<'a, T> {
    /// A record of schema 1.
    pub(super) const fn new(value: &'a T) -> Self {
        Self { schema: 1, value }
    }
}

#[derive(Serialize)]
pub(super) struct NoteRecord {
    id: String,
    path: String,
    title: String,
    date: Option<String>,
    languages: Vec<&'static str>,
    tags: Vec<String>,
    speaker: Option<String>,
    source: Option<String>,
    characters: u32,
    words: u32,
    passages: u32,
    diagnostics: u32,
}

impl From<&NoteSummary> for NoteRecord {
    fn from(note: &NoteSummary) -> Self {
        Self {
            id: note.id.to_string(),
            path: crate::library::relative_text(&note.path),
            title: note.title.clone(),
            date: note.date.map(|date| date.to_string()),
            languages: note
                .languages
                .iter()
                .map(|language| language.tag())
                .collect(),
            tags: note.tags.clone(),
            speaker: note.speaker.clone(),
            source: note.source.clone(),
            characters: note.characters,
            words: note.words,
            passages: note.passages,
            diagnostics: note.diagnostics,
        }
    }
}

#[derive(Serialize)]
pub(super) struct HitRecord {
    id: String,
    path: String,
    title: String,
    date: Option<String>,
    score: f32,
    via: Vec<String>,
    passage: Option<usize>,
    snippet: Vec<SnippetRecord>,
}

#[derive(Serialize)]
struct SnippetRecord {
    text: String,
    matched: bool,
}

impl From<&Hit> for HitRecord {
    fn from(hit: &Hit) -> Self {
        let pieces = hit.place.iter().flat_map(|place| &place.snippet);
        Self {
            id: hit.note.id.to_string(),
            path: crate::library::relative_text(&hit.note.path),
            title: hit.note.title.clone(),
            date: hit.note.date.map(|date| date.to_string()),
            score: hit.score,
            via: hit.via.clone(),
            passage: hit.place.as_ref().map(|place| place.passage),
            snippet: pieces
                .map(|piece| SnippetRecord {
                    text: piece.text.clone(),
                    matched: piece.matched,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct PassageRecord<'a> {
    index: usize,
    kind: &'static str,
    speaker: Option<&'a str>,
    /// `00:12:34` from the start of the recording.
    time: Option<String>,
    heading: &'a [String],
    zh: Option<&'a str>,
    en: Option<&'a str>,
    voice: &'static str,
}

impl<'a> PassageRecord<'a> {
    /// A passage with its place in the note.
    pub(super) fn new(index: usize, passage: &'a Passage) -> Self {
        let text = |side| passage.text(side).map(|text| &*text.content);
        Self {
            index,
            kind: passage.kind.name(),
            speaker: passage.speaker.as_deref(),
            time: passage.time.map(|time| time.to_string()),
            heading: &passage.heading,
            zh: text(Side::Zh),
            en: text(Side::En),
            voice: passage.voice.name(),
        }
    }
}

/// Everything a document says of itself.
pub(super) fn metadata(metadata: &Metadata) -> serde_json::Value {
    let mut map = serde_json::Map::new();
    let mut put = |key: &str, value: serde_json::Value| map.insert(key.to_owned(), value);
    put("title", metadata.title.clone().into());
    put("date", metadata.date.map(|date| date.to_string()).into());
    put("tags", metadata.tags.clone().into());
    for (key, value) in [
        ("speaker", &metadata.speaker),
        ("guest", &metadata.guest),
        ("author", &metadata.credits.author),
        ("translator", &metadata.credits.translator),
        ("editor", &metadata.credits.editor),
        ("original_title", &metadata.original_title),
        ("source", &metadata.source),
        ("summary", &metadata.summary),
        ("series", &metadata.series),
        ("category", &metadata.category),
    ] {
        put(key, value.clone().into());
    }
    put("encoding", metadata.encoding.into());
    let other = metadata
        .other
        .iter()
        .map(|(key, value)| (key.clone(), metadata_value(value)));
    put("other", serde_json::Value::Object(other.collect()));
    serde_json::Value::Object(map)
}

fn metadata_value(value: &MetadataValue) -> serde_json::Value {
    match value {
        MetadataValue::Empty => serde_json::Value::Null,
        MetadataValue::Text(text) => text.clone().into(),
        MetadataValue::List(items) => items.iter().map(metadata_value).collect(),
        MetadataValue::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| (key.clone(), metadata_value(value)));
            serde_json::Value::Object(entries.collect())
        }
    }
}

#[derive(Serialize)]
pub(super) struct TermRecord {
    en: &'static str,
    zh_hans: &'static str,
    zh_hant: &'static str,
}

impl From<Term> for TermRecord {
    fn from(term: Term) -> Self {
        Self {
            en: term.en,
            zh_hans: term.zh_hans,
            zh_hant: term.zh_hant,
        }
    }
}

#[derive(Serialize)]
pub(super) struct NamesRecord<'a> {
    en: &'a [String],
    zh_hans: &'a [String],
    zh_hant: &'a [String],
}

impl<'a> From<&'a Names> for NamesRecord<'a> {
    fn from(names: &'a Names) -> Self {
        Self {
            en: &names.en,
            zh_hans: &names.zh_hans,
            zh_hant: &names.zh_hant,
        }
    }
}

#[derive(Serialize)]
pub(super) struct PanelRecord {
    id: &'static str,
    name: TermRecord,
    subject: String,
    as_of: Option<String>,
    value: Option<f64>,
    unit: &'static str,
    percentile: Option<PercentileRecord>,
    change_1d: Option<f64>,
    change_1m: Option<f64>,
    model: bool,
    inputs: Vec<InputRecord>,
    source: &'static str,
    missing: Vec<MissingRecord>,
    /// The same as of the last data; absent where the reading is of no earlier day.
    now: Option<NowRecord>,
    /// What the note quotes of it, beside the house's figures.
    quoted: Vec<QuotedRecord>,
}

#[derive(Serialize)]
struct NowRecord {
    as_of: Option<String>,
    value: Option<f64>,
    percentile: Option<PercentileRecord>,
    change_1d: Option<f64>,
    change_1m: Option<f64>,
}

#[derive(Serialize)]
struct QuotedRecord {
    passage: usize,
    en: Option<String>,
    zh: Option<String>,
    value: f64,
    unit: &'static str,
    /// Which of the house's figures it stands beside.
    of: TermRecord,
    house: f64,
    agrees: bool,
    differs: Option<&'static str>,
}

#[derive(Serialize)]
struct PercentileRecord {
    value: f64,
    window: usize,
    count: usize,
    since: String,
}

#[derive(Serialize)]
struct InputRecord {
    series: String,
    last: String,
    source: String,
}

#[derive(Serialize)]
struct MissingRecord {
    input: String,
    hint: String,
}

impl PanelRecord {
    /// A reading, what it is of, and how to get what it lacks.
    pub(super) fn new(reading: &Reading, subject: &str, hints: &[String]) -> Self {
        let id = reading.indicator;
        Self {
            id,
            name: registry::panel_name(id).into(),
            subject: subject.to_owned(),
            as_of: reading.as_of.map(|date| date.to_string()),
            value: reading.value,
            unit: reading.unit.name(),
            percentile: reading.percentile.map(PercentileRecord::from),
            change_1d: reading.change_1d,
            change_1m: reading.change_1m,
            model: registry::is_model(id),
            inputs: reading
                .inputs
                .iter()
                .map(|input| InputRecord {
                    series: input.series.clone(),
                    last: input.last.to_string(),
                    source: input.origin.to_string(),
                })
                .collect(),
            source: registry::panel_source(id),
            missing: reading
                .missing
                .iter()
                .zip(hints)
                .map(|(lack, hint)| MissingRecord {
                    input: lack.input.clone(),
                    hint: hint.clone(),
                })
                .collect(),
            now: None,
            quoted: Vec::new(),
        }
    }

    /// The same, with the reading of the last data beside it.
    pub(super) fn with_now(mut self, now: Option<&Reading>) -> Self {
        self.now = now.map(|now| NowRecord {
            as_of: now.as_of.map(|date| date.to_string()),
            value: now.value,
            percentile: now.percentile.map(PercentileRecord::from),
            change_1d: now.change_1d,
            change_1m: now.change_1m,
        });
        self
    }

    /// The same, with what a note quotes.
    pub(super) fn with_quoted(mut self, quoted: &[Quoted]) -> Self {
        self.quoted = quoted.iter().map(QuotedRecord::from).collect();
        self
    }
}

impl From<Percentile> for PercentileRecord {
    fn from(percentile: Percentile) -> Self {
        Self {
            value: percentile.value,
            window: percentile.window,
            count: percentile.count,
            since: percentile.since.to_string(),
        }
    }
}

impl From<&Quoted> for QuotedRecord {
    fn from(quoted: &Quoted) -> Self {
        let said = |side| {
            let found = quoted.said.iter().find(|(of, _)| *of == side);
            found.map(|(_, text)| text.clone())
        };
        Self {
            passage: quoted.passage,
            en: said(Side::En),
            zh: said(Side::Zh),
            value: quoted.note.value,
            unit: quoted.note.unit.name(),
            of: quoted.label.into(),
            house: quoted.house.value,
            agrees: quoted.differs.is_none(),
            differs: quoted.differs.map(Difference::id),
        }
    }
}

#[derive(Serialize)]
pub(super) struct RejectedRecord {
    /// Below the library.
    pub(super) path: String,
    /// Why it is no note.
    pub(super) reason: String,
}

impl RejectedRecord {
    /// Every file that was passed over, by path.
    pub(super) fn all(report: &IndexReport) -> Vec<Self> {
        let record = |(path, reason): &(PathBuf, String)| Self {
            path: crate::library::relative_text(path),
            reason: reason.clone(),
        };
        report.rejected.iter().map(record).collect()
    }
}
