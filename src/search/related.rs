//! Notes that share something with a note: concepts, instruments, tags, speakers, rare words.
//!
//! Method: what the note holds is asked for with weights, each the weight of its kind times its
//! inverse document frequency ln(1 + N / n), so that what few notes share counts most; a note's
//! score is the sum (Salton and Buckley 1988, binary term weights). Words are taken by frequency in
//! the note times the same rarity, the dozen best. What is in more than a third of the notes tells
//! nothing and is left out. Of notes that share alike the more recent comes first: a note that is a
//! year older loses a twelfth of its score, and no more than a sixth however old it is.
//!
//! It does not compare meanings: two notes that say the same without a word in common are not found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::analysis::{Analysis, stem_term, tokens};
use super::filed::{self, Kind};
use super::{SearchError, Snapshot, terms};
use crate::model::{Mention, Note, NoteId, NoteSummary, RelatedNote, Shared, SharedKind};
use crate::text::fold::folded;

/// Words that are asked for at most.
const WORDS: usize = 12;

/// Letters of an English word at least; shorter ones are names of nothing or abbreviations that
/// the lexicon knows.
const SHORTEST: usize = 4;

/// What is in more than one of so many notes tells nothing.
const COMMON: u64 = 3;

/// Candidates for each note asked for, before they are put in order by age.
const CANDIDATES: usize = 3;

/// The share of the score that the oldest loses.
const OF_AGE: f64 = 1.0 / 6.0;

/// Days by which a note loses half of that share.
const HALF_AGE: f64 = 365.0;

/// A note whose relations are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its line in lists.
    pub summary: &'a NoteSummary,
    /// Its text.
    pub note: &'a Note,
    /// What it mentions.
    pub mentions: &'a [Mention],
}

/// Something the note holds, as it is asked for.
struct Feature {
    shared: Shared,
    term: Term,
    weight: f32,
}

impl Snapshot {
    /// The notes that share most with one, best first, with what they share; and how many share
    /// anything.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn related(
        &self,
        asked: Asked<'_>,
        limit: usize,
    ) -> Result<(Vec<RelatedNote>, usize), SearchError> {
        let features = self.features(asked)?;
        if features.is_empty() || limit == 0 {
            return Ok((Vec::new(), 0));
        }
        let query = self.sharing(&features, asked.summary.id);
        let top = TopDocs::with_limit(limit * CANDIDATES).order_by_score();
        let counted = (top, tantivy::collector::Count);
        let (found, total) = self.searcher.search(&query, &counted)?;
        let mut shares = self.shares(&features, &found)?;
        let mut related = Vec::with_capacity(found.len());
        for (score, address) in found {
            related.push(RelatedNote {
                note: self.summary_at(address)?,
                shares: shares.remove(&address).unwrap_or_default(),
                score,
            });
        }
        age(&mut related, asked.summary.date);
        related.truncate(limit);
        Ok((related, total))
    }

    /// What the note holds that others may share, with its weight.
    fn features(&self, asked: Asked<'_>) -> Result<Vec<Feature>, SearchError> {
        let mut features = Vec::new();
        let notes = self.searcher.num_docs();
        let mut add = |kind: SharedKind, text: &str, term: Term, at_most: u64| {
            let holding = self.searcher.doc_freq(&term)?;
            // One that only this note holds is shared with none.
            if holding > 1 && holding <= at_most.max(2) {
                let rarity = (1.0 + notes as f64 / holding as f64).ln();
                features.push(Feature {
                    shared: Shared {
                        kind,
                        text: text.to_owned(),
                    },
                    term,
                    weight: weight_of(kind) * rarity as f32,
                });
            }
            Ok::<_, SearchError>(())
        };
        for (kind, text, term) in filed_under(asked) {
            let term = Term::from_field_text(self.fields.terms, &term);
            add(kind, &text, term, notes / COMMON)?;
        }
        if let Some(analysis) = self.analysis.as_deref() {
            for (word, term) in self.rare_words(asked, analysis)? {
                add(SharedKind::Word, &word, term, notes / COMMON)?;
            }
        }
        Ok(features)
    }

    /// The words of a note that tell it from others, best first.
    fn rare_words(
        &self,
        asked: Asked<'_>,
        analysis: &Analysis,
    ) -> Result<Vec<(String, Term)>, SearchError> {
        let notes = self.searcher.num_docs();
        let text = &self.fields.text;
        let mut ranked = Vec::new();
        let named = named(asked);
        let words = words(asked.note, analysis).into_iter();
        for (word, (term, times)) in words.filter(|(word, _)| !is_in(word, &named)) {
            let term = match term {
                Some(stem) => Term::from_field_text(text.text, &stem),
                None => Term::from_field_text(text.words, &word),
            };
            let holding = self.searcher.doc_freq(&term)?;
            if holding > 1 && holding <= (notes / COMMON).max(2) {
                let rarity = (1.0 + notes as f64 / holding as f64).ln();
                ranked.push((f64::from(times).sqrt() * rarity, word, term));
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        ranked.truncate(WORDS);
        Ok(ranked
            .into_iter()
            .map(|(_, word, term)| (word, term))
            .collect())
    }

    /// Notes other than one that hold any of what is asked for.
    fn sharing(&self, features: &[Feature], not: NoteId) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        for feature in features {
            let term = TermQuery::new(feature.term.clone(), IndexRecordOption::Basic);
            let weighed = ConstScoreQuery::new(Box::new(term), feature.weight);
            clauses.push((Occur::Should, Box::new(weighed)));
        }
        let any: Box<dyn EngineQuery> = Box::new(BooleanQuery::new(clauses));
        let itself = Term::from_field_u64(self.fields.stamp.id, not.get());
        let itself = TermQuery::new(itself, IndexRecordOption::Basic);
        BooleanQuery::new(vec![(Occur::Must, any), (Occur::MustNot, Box::new(itself))])
    }

    /// What each of the notes found shares, weightiest first.
    fn shares(
        &self,
        features: &[Feature],
        found: &[(f32, DocAddress)],
    ) -> Result<HashMap<DocAddress, Vec<Shared>>, SearchError> {
        let mut by_segment: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (_, address) in found {
            by_segment
                .entry(address.segment_ord)
                .or_default()
                .push(address.doc_id);
        }
        let mut features: Vec<&Feature> = features.iter().collect();
        features.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let mut shares: HashMap<DocAddress, Vec<Shared>> = HashMap::new();
        for (segment, mut documents) in by_segment {
            documents.sort_unstable();
            let reader = self.searcher.segment_reader(segment);
            for feature in &features {
                let index = reader.inverted_index(feature.term.field())?;
                let postings = index
                    .read_postings(&feature.term, IndexRecordOption::Basic)
                    .map_err(tantivy::TantivyError::from)?;
                let Some(mut postings) = postings else {
                    continue;
                };
                for &document in &documents {
                    if postings.doc() < document {
                        postings.seek(document);
                    }
                    match postings.doc() {
                        TERMINATED => break,
                        held if held == document => shares
                            .entry(DocAddress::new(segment, document))
                            .or_default()
                            .push(feature.shared.clone()),
                        _ => {}
                    }
                }
            }
        }
        Ok(shares)
    }
}

/// How telling a kind is: a concept is what the note is about, a word may be chance.
const fn weight_of(kind: SharedKind) -> f32 {
    match kind {
        SharedKind::Concept => 1.0,
        SharedKind::Ticker | SharedKind::Tag => 0.8,
        SharedKind::Speaker => 0.6,
        SharedKind::Word => 0.4,
    }
}

/// What the note mentions and is filed under: kind, text shown, term.
fn filed_under(asked: Asked<'_>) -> Vec<(SharedKind, String, String)> {
    let mut filed = BTreeMap::new();
    for mention in asked.mentions {
        let kind = match mention.target {
            crate::model::Target::Concept(_) => SharedKind::Concept,
            crate::model::Target::Instrument(_) => SharedKind::Ticker,
        };
        let term = terms::target(&mention.target);
        filed.insert(term, (kind, mention.target.id().to_owned()));
    }
    for tag in &asked.summary.tags {
        filed.insert(terms::tag(tag), (SharedKind::Tag, tag.clone()));
    }
    for speaker in filed::speakers(asked.note) {
        let term = filed::term(Kind::Speaker, speaker);
        filed.insert(term, (SharedKind::Speaker, speaker.to_owned()));
    }
    let filed = filed.into_iter();
    filed
        .map(|(term, (kind, text))| (kind, text, term))
        .collect()
}

/// What is mentioned, as written and folded: its words count by what they name already.
fn named(asked: Asked<'_>) -> BTreeSet<String> {
    let text = |mention: &Mention| {
        let passage = asked.note.passages.get(mention.passage)?;
        let content = &passage.text(mention.side)?.content;
        Some(folded(content.get(mention.range.clone())?).into_owned())
    };
    asked.mentions.iter().filter_map(text).collect()
}

fn is_in(word: &str, named: &BTreeSet<String>) -> bool {
    named.iter().any(|name| name.contains(word))
}

/// The words of a note with how often it says each: as shown, and for an English word the term of
/// its stem.
fn words(note: &Note, analysis: &Analysis) -> BTreeMap<String, (Option<String>, u32)> {
    let mut words: BTreeMap<String, (Option<String>, u32)> = BTreeMap::new();
    for (_, text) in note.passages.iter().flat_map(crate::model::Passage::texts) {
        let text = folded(&text.content);
        for word in analysis.words(&text) {
            words.entry(word.to_owned()).or_insert((None, 0)).1 += 1;
        }
        for token in tokens(&text) {
            let is_word = token.text.len() >= SHORTEST
                && token.text.bytes().all(|byte| byte.is_ascii_alphabetic());
            if let Some(stem) = token.stem.filter(|_| is_word) {
                let entry = words.entry(token.text.to_owned());
                entry.or_insert_with(|| (Some(stem_term(&stem)), 0)).1 += 1;
            }
        }
    }
    words
}

/// Takes a little from the scores of older notes, and puts them in order anew.
fn age(related: &mut [RelatedNote], than: Option<Date>) {
    let newest = related.iter().filter_map(|one| one.note.date).max();
    let Some(now) = newest.max(than) else {
        return;
    };
    for one in related.iter_mut() {
        let days = one.note.date.map_or(f64::INFINITY, |date| {
            now.duration_since(date).as_secs_f64() / 86_400.0
        });
        let share = OF_AGE * (1.0 - (-days / HALF_AGE).exp2());
        one.score *= (1.0 - share) as f32;
    }
    related.sort_by(|a, b| {
        let by_score = b.score.total_cmp(&a.score);
        by_score
            .then_with(|| b.note.date.cmp(&a.note.date))
            .then_with(|| a.note.path.cmp(&b.note.path))
    });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::search::fixtures;

    /// Notes with ids from 1 in an index: dated texts, and filler that shares nothing.
    fn stage(texts: &[(&str, Date)]) -> (Snapshot, Vec<Note>) {
        let filler = (0..30).map(|at| fixtures::note("filler", &[&format!("blank{at} page")]));
        let mut notes: Vec<Note> = texts
            .iter()
            .map(|(text, date)| {
                let mut note = fixtures::note("note", &[text]);
                note.metadata.date = Some(*date);
                note
            })
            .collect();
        notes.extend(filler);
        (fixtures::index(&notes).snapshot(), notes)
    }

    fn related(snapshot: &Snapshot, notes: &[Note], of: u64) -> Vec<(u64, Vec<String>)> {
        let note = &notes[of as usize - 1];
        let summary = fixtures::summary(of, note);
        let mentions = snapshot.analysis.as_ref().unwrap().lexicon().mentions(note);
        let asked = Asked {
            summary: &summary,
            note,
            mentions: &mentions,
        };
        let (related, total) = snapshot.related(asked, 10).unwrap();
        assert_eq!(total, related.len());
        let shown = |one: RelatedNote| {
            let shares = one.shares.into_iter().map(|shared| shared.text);
            (one.note.id.get(), shares.collect())
        };
        related.into_iter().map(shown).collect()
    }

    #[test]
    fn a_concept_is_shared_across_languages_and_explains_itself() {
        let day = date(2026, 2, 5);
        let (snapshot, notes) = stage(&[
            ("做市商已经做空伽马。", day),
            ("Dealers are short gamma.", day),
            ("Nothing of the kind.", day),
        ]);
        let found = related(&snapshot, &notes, 1);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 2);
        assert_eq!(found[0].1, ["short-gamma"]);
    }

    #[test]
    fn what_is_rare_weighs_more_and_words_count_least() {
        let day = date(2026, 2, 5);
        let mut texts = vec![
            ("short gamma and QT and zeppelins", day),
            ("short gamma alone", day),
            ("QT alone", day),
            ("a zeppelin passes", day),
        ];
        // Many speak of short gamma, so it tells less than QT.
        texts.extend([("short gamma again", day); 6]);
        let (snapshot, notes) = stage(&texts);
        let found = related(&snapshot, &notes, 1);
        let place = |id| found.iter().position(|(found, _)| *found == id).unwrap();
        assert!(place(3) < place(2), "{found:?}");
        assert_eq!(found[place(3)].1, ["quantitative-tightening"]);
        assert_eq!(found[place(4)].1, ["zeppelins"]);
        assert!(!found.iter().any(|(id, _)| *id == 1), "not itself");
    }

    #[test]
    fn of_notes_that_share_alike_the_recent_comes_first() {
        let (snapshot, notes) = stage(&[
            ("short gamma", date(2026, 2, 5)),
            ("short gamma", date(2019, 1, 1)),
            ("short gamma", date(2026, 1, 1)),
            ("short gamma and QT", date(2016, 1, 1)),
            ("short gamma, QT", date(2026, 2, 1)),
        ]);
        let order = |of| -> Vec<u64> {
            let found = related(&snapshot, &notes, of);
            found.into_iter().map(|(id, _)| id).collect()
        };
        assert_eq!(order(1), [5, 3, 2, 4]);
        // Age does not outweigh what is shared.
        assert_eq!(order(5)[0], 4);
    }

    #[test]
    fn what_most_notes_hold_relates_none() {
        let day = date(2026, 2, 5);
        let (snapshot, notes) = stage(&[("ordinary words", day); 40]);
        assert_eq!(related(&snapshot, &notes, 1), []);
        let (snapshot, notes) = stage(&[("alone here", day)]);
        assert_eq!(related(&snapshot, &notes, 1), []);
    }
}
