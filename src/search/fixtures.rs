//! Small notes, a small lexicon and an index in memory, for the tests of this module.

use std::sync::Arc;

use jiff::civil::Date;

use super::query::{Bare, Context};
use super::{Analysis, Entry, FileStamp, Query, SearchIndex, Snapshot, query};
use crate::lexicon::Lexicon;
use crate::model::{Language, Note, NoteId, NoteSummary, Passage, PassageKind, Side, Text};
use crate::text::script::language;

const CONCEPTS: &str = "
- id: short-gamma
  en: [short gamma, negative gamma]
  zh_hans: [做空伽马, 负伽马]
  zh_hant: [空頭Gamma, 做空伽馬]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
- id: quantitative-tightening
  en: [quantitative tightening, QT]
  zh_hans: [量化紧缩, 缩表]
  zh_hant: [量化緊縮, 縮表]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
- id: federal-reserve
  en: [Federal Reserve]
  zh_hans: [美联储]
  zh_hant: [聯準會]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
- id: leveraged-etf
  en: [leveraged ETF]
  zh_hans: [杠杆ETF]
  zh_hant: [槓桿ETF]
  definition: {en: One., zh_hans: 一。, zh_hant: 一。}
";

const INSTRUMENTS: &str = "
- {id: NVDA, class: equity, en: [Nvidia], zh_hans: [英伟达], zh_hant: [輝達], currency: USD}
- {id: TLT, class: fund, en: [TLT], zh_hans: [TLT], zh_hant: [TLT], currency: USD}
";

/// The day that relative dates count back from.
pub(super) const TODAY: Date = jiff::civil::date(2026, 2, 6);

pub(super) fn analysis() -> Analysis {
    Analysis::new(Arc::new(Lexicon::from_yaml(CONCEPTS, INSTRUMENTS).unwrap()))
}

/// What a query is read against, where it asks for no more than words and days.
pub(super) fn bare(analysis: &Analysis) -> Bare<'_> {
    Bare {
        today: TODAY,
        analysis,
    }
}

/// What a query is read against, where it asks for all that a context can tell.
pub(super) struct Desk<'a> {
    analysis: &'a Analysis,
    pub(super) last_close: Option<Date>,
    pub(super) saved: Vec<(&'static str, &'static str)>,
    pub(super) read: Vec<NoteId>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        Self {
            analysis,
            last_close: Some(jiff::civil::date(2026, 2, 4)),
            saved: Vec::new(),
            read: Vec::new(),
        }
    }
}

impl Context for Desk<'_> {
    fn analysis(&self) -> &Analysis {
        self.analysis
    }

    fn today(&self) -> Date {
        TODAY
    }

    fn last_close(&self) -> Option<Date> {
        self.last_close
    }

    fn saved(&self, name: &str) -> Option<String> {
        let mut saved = self.saved.iter();
        let found = saved.find(|(known, _)| *known == name);
        found.map(|(_, query)| (*query).to_owned())
    }

    fn saved_names(&self) -> Vec<String> {
        self.saved
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect()
    }

    fn read_notes(&self) -> Vec<NoteId> {
        self.read.clone()
    }
}

/// An analysis that knows these concepts only, each without its definition.
pub(super) fn analysis_of(concept: &str) -> Analysis {
    let definition = ", definition: {en: One., zh_hans: 一。, zh_hant: 一。}}";
    let concepts = concept.replace('}', definition);
    Analysis::new(Arc::new(
        Lexicon::from_yaml(&concepts, INSTRUMENTS).unwrap(),
    ))
}

/// A note with one passage for each text, on the side of its language.
pub(super) fn note(title: &str, texts: &[&str]) -> Note {
    let mut note = Note::default();
    note.metadata.title = title.to_owned();
    note.passages = texts.iter().map(|text| passage(text)).collect();
    note
}

pub(super) fn passage(text: &str) -> Passage {
    let mut passage = Passage::new(PassageKind::Prose);
    passage.set(Text::plain(language(text).unwrap_or(Language::En), text));
    passage
}

/// The line of a note under an id.
pub(super) fn summary(id: u64, note: &Note) -> NoteSummary {
    let mut languages = Vec::new();
    for side in [Side::Zh, Side::En] {
        let texts = note
            .passages
            .iter()
            .filter_map(|passage| passage.text(side));
        for text in texts {
            if !languages.contains(&text.language) {
                languages.push(text.language);
            }
        }
    }
    NoteSummary {
        id: NoteId::new(id),
        path: format!("notes/{id:05}.md").into(),
        title: note.metadata.title.clone(),
        date: note.metadata.date,
        languages,
        tags: note.metadata.tags.clone(),
        speaker: note.metadata.speaker.clone(),
        passages: note.passages.len() as u32,
        ..NoteSummary::default()
    }
}

/// An index in memory of these notes, with ids from 1, and their mentions.
pub(super) fn index(notes: &[Note]) -> SearchIndex {
    let index = SearchIndex::in_memory(Arc::new(analysis())).unwrap();
    put(&index, notes);
    index
}

pub(super) fn put(index: &SearchIndex, notes: &[Note]) {
    let mut writer = index.writer().unwrap();
    for (place, note) in notes.iter().enumerate() {
        let summary = summary(place as u64 + 1, note);
        writer
            .put(&Entry {
                summary: &summary,
                note,
                mentions: &index.analysis().unwrap().lexicon().mentions(note),
                listed: &index.analysis().unwrap().lexicon().listed(note),
                stamp: FileStamp::default(),
            })
            .unwrap();
    }
    writer.commit().unwrap();
}

pub(super) fn parse(text: &str, snapshot: &Snapshot) -> Query {
    query::parse(text, &bare(snapshot.analysis.as_ref().unwrap())).unwrap()
}

/// The ids that a query finds, in the order of their numbers.
pub(super) fn found(snapshot: &Snapshot, query: &str) -> Vec<u64> {
    let mut ids = ranked(snapshot, query);
    ids.sort_unstable();
    ids
}

/// The ids that a query finds, best first.
pub(super) fn ranked(snapshot: &Snapshot, query: &str) -> Vec<u64> {
    let results = snapshot.search(&parse(query, snapshot), 1_000).unwrap();
    assert_eq!(results.total, results.hits.len());
    results.hits.iter().map(|hit| hit.note.id.get()).collect()
}
