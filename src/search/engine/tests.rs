//! A second engine behind the seam, which reads every note for every question: the index must
//! answer as it does.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::model::Note;
use crate::search::Matcher;
use crate::search::fixtures::{TODAY, analysis, index, note, summary};
use crate::search::query::{self, Bare};

/// Reads every note for every question.
struct Naive {
    notes: Vec<(NoteSummary, Note)>,
    analysis: Analysis,
}

impl Naive {
    fn of(notes: &[Note]) -> Self {
        let with_line =
            |(place, note): (usize, &Note)| (summary(place as u64 + 1, note), note.clone());
        Self {
            notes: notes.iter().enumerate().map(with_line).collect(),
            analysis: analysis(),
        }
    }

    fn finds(&self, node: &Node, note: &Note) -> bool {
        match node {
            Node::Everything => true,
            Node::All(parts) => parts.iter().all(|part| self.finds(part, note)),
            Node::Any(parts) => parts.iter().any(|part| self.finds(part, note)),
            Node::Not(part) => !self.finds(part, note),
            Node::Text(_) => {
                let query = Query {
                    node: node.clone(),
                    order: None,
                };
                let matcher = Matcher::new(&query);
                let mut texts = note.passages.iter().flat_map(crate::model::Passage::texts);
                !matcher.in_title(&note.metadata.title).is_empty()
                    || texts.any(|(_, text)| !matcher.in_body(&text.content).is_empty())
            }
            Node::Term(term) => {
                let mentions = self.analysis.lexicon().mentions(note);
                mentions
                    .iter()
                    .any(|mention| crate::search::terms::target(&mention.target) == *term)
            }
            other => panic!("not asked here: {other:?}"),
        }
    }

    fn found(&self, query: &Query) -> Vec<NoteSummary> {
        let notes = self.notes.iter();
        let found = notes.filter(|(_, note)| self.finds(&query.node, note));
        found.map(|(summary, _)| summary.clone()).collect()
    }
}

impl Answers for Naive {
    fn search_ranked(
        &self,
        query: &Query,
        _rank: Rank,
        offset: usize,
        limit: usize,
    ) -> Result<Results, SearchError> {
        let (notes, total) = self.notes(query, Sort::Path, offset, limit)?;
        let hit = |note| Hit {
            note,
            score: 1.0,
            via: Vec::new(),
            title: Vec::new(),
            place: None,
        };
        Ok(Results {
            total,
            hits: notes.into_iter().map(hit).collect(),
            widened: query.widened(),
        })
    }

    fn notes(
        &self,
        query: &Query,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        let mut found = self.found(query);
        let total = found.len();
        match sort {
            Sort::Title => found.sort_by_key(|note| folded(&note.title).into_owned()),
            // None of the notes here has a date or differs in length: their paths decide.
            _ => found.sort_by(|a, b| a.path.cmp(&b.path)),
        }
        let page = found.into_iter().skip(offset).take(limit);
        Ok((page.collect(), total))
    }

    fn notes_but(
        &self,
        query: &Query,
        but: But<'_>,
        sort: Sort,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        let (mut notes, _) = self.notes(query, sort, 0, usize::MAX)?;
        match but {
            But::Notes(out) => notes.retain(|note| !out.contains(&note.id)),
            But::WrittenBy(time) => notes.retain(|_| FileStamp::default().modified_ns > time),
        }
        let total = notes.len();
        notes.truncate(limit);
        Ok((notes, total))
    }

    fn counts_by_tag(&self, _query: &Query) -> Result<Vec<(String, usize)>, SearchError> {
        Ok(Vec::new())
    }

    fn facets(&self, _query: &Query, _values: usize) -> Result<Vec<Facet>, SearchError> {
        Ok(Vec::new())
    }

    fn summary(&self, id: NoteId) -> Result<Option<NoteSummary>, SearchError> {
        let mut notes = self.notes.iter();
        let found = notes.find(|(summary, _)| summary.id == id);
        Ok(found.map(|(summary, _)| summary.clone()))
    }

    fn stamps(&self) -> Result<HashMap<NoteId, FileStamp>, SearchError> {
        let ids = self.notes.iter().map(|(summary, _)| summary.id);
        Ok(ids.map(|id| (id, FileStamp::default())).collect())
    }

    fn rejected(&self) -> Result<Vec<RejectedFile>, SearchError> {
        Ok(Vec::new())
    }

    fn generation(&self) -> u64 {
        0
    }
}

const TEXTS: [&str; 8] = [
    "量化紧缩将在年底结束",
    "聯準會談縮表",
    "Quantitative tightening ends",
    "Dealers are short gamma",
    "空頭Gamma放大了賣壓",
    "Gold and silver rose",
    "黄金涨，白银跌",
    "The Federal Reserve waits",
];

const WORDS: [&str; 10] = [
    "QT",
    "量化緊縮",
    "\"short gamma\"",
    "gold",
    "silver",
    "黄金",
    "美联储",
    "=gamma",
    "gam*",
    "concept:short-gamma",
];

fn queries() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]);
    let without =
        prop::sample::select(&["-gold", "-\"short gamma\"", "-量化緊縮", "-(gold silver)"][..]);
    let word = prop_oneof![4 => word, 1 => without];
    let all = prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "));
    prop::collection::vec(all, 1..3).prop_map(|parts| parts.join(" OR "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_index_answers_as_one_that_reads_every_note(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(&TEXTS[..]), 1..3), 1..12),
        queries in prop::collection::vec(queries(), 1..6),
    ) {
        let notes: Vec<Note> = texts
            .iter()
            .enumerate()
            .map(|(at, texts)| note(&format!("Desk {}", 90 - at), texts))
            .collect();
        let naive = Naive::of(&notes);
        let index = index(&notes);
        let answers = Engine::answers(&index);
        let bare = Bare { today: TODAY, analysis: &naive.analysis };
        for text in &queries {
            let query = query::parse(text, &bare).unwrap();
            for sort in [Sort::Path, Sort::Title, Sort::Newest] {
                prop_assert_eq!(
                    answers.notes(&query, sort, 1, 5).unwrap(),
                    naive.notes(&query, sort, 1, 5).unwrap(),
                    "{}", text
                );
            }
            let ids = |answers: &dyn Answers| -> BTreeSet<NoteId> {
                let results = answers.search(&query, 100).unwrap();
                results.hits.iter().map(|hit| hit.note.id).collect()
            };
            prop_assert_eq!(ids(&*answers), ids(&naive), "{}", text);
            prop_assert_eq!(answers.count(&query).unwrap(), naive.count(&query).unwrap());
            let read = HashSet::from([NoteId::new(1), NoteId::new(3)]);
            for but in [But::Notes(&read), But::WrittenBy(-1), But::WrittenBy(0)] {
                prop_assert_eq!(
                    answers.notes_but(&query, but, Sort::Path, 3).unwrap(),
                    naive.notes_but(&query, but, Sort::Path, 3).unwrap(),
                    "{}", text
                );
            }
        }
        let ids: Vec<NoteId> = (0..5).map(NoteId::new).collect();
        prop_assert_eq!(answers.stamps().unwrap(), naive.stamps().unwrap());
        prop_assert_eq!(answers.stamps_of(&ids).unwrap(), naive.stamps_of(&ids).unwrap());
        prop_assert_eq!(answers.contents(&ids).unwrap(), naive.contents(&ids).unwrap());
        let then: HashMap<NoteId, Option<u64>> =
            ids.iter().map(|id| (*id, (id.get() % 2 == 0).then_some(id.get() / 4))).collect();
        prop_assert_eq!(answers.unchanged(&then).unwrap(), naive.unchanged(&then).unwrap());
        for title in ["Desk 90", "desk", "Desk 8"] {
            prop_assert_eq!(
                answers.find_title(title).unwrap(),
                naive.find_title(title).unwrap(),
                "{}", title
            );
        }
        let target = Target::Concept("short-gamma".into());
        prop_assert_eq!(answers.mentioning(&target).unwrap(), naive.mentioning(&target).unwrap());
    }
}

#[test]
fn an_engine_may_know_no_more_than_it_must() {
    let naive = Naive::of(&[note("a", &["gold"])]);
    assert_eq!(naive.otherwise("godl", false).unwrap(), None);
    let query = Query::everything();
    assert_eq!(naive.relax(&query, &[], 0, 5).unwrap(), None);
    assert_eq!(naive.explain("gold", &query, &[]).unwrap().query, "gold");
    assert!(naive.facets(&query, 5).unwrap().is_empty());
}
