//! Why a query finds what it finds, in words that can be shown.
//!
//! The score of a hit is taken apart by leaving out one part of the plan at a time: what is missing
//! then is what the part adds. So the explanation cannot differ from the ranking, whatever the
//! ranking is made of. It costs a query for every part of every word, and is made only when asked
//! for.

use tantivy::query::{EnableScoring, Query as EngineQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Term};

use tantivy::collector::TopDocs;

use super::pattern::{Part, Pattern};
use super::plan::{Planner, Scored};
use super::query::{Form, Node, Query, Scope, Words};
use super::{Analysis, SearchError, Snapshot, analysis, via};
use crate::model::{
    AskedSpelling, AskedWords, Asks, Explained, ExplainedHit, Hit, NoteId, QueryPart, ScorePart,
    ScoredBy, StandsAs, WordForm,
};

/// What a name that stands as typed adds: see [`super::Results::hits`].
const AS_TYPED: f32 = 1_000.0;

/// Less than this is an error of rounding.
const LEAST: f32 = 0.005;

impl Snapshot {
    /// How a query was read, and why it finds some of its hits. `typed` is the query as written.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn explain(
        &self,
        typed: &str,
        query: &Query,
        hits: &[&Hit],
    ) -> Result<Explained, SearchError> {
        let mut explained = Explained {
            query: typed.to_owned(),
            ..Explained::default()
        };
        self.add_parts(&query.node, 0, &mut explained.parts)?;
        for hit in hits {
            if let Some(hit) = self.explain_hit(query, hit)? {
                explained.hits.push(hit);
            }
        }
        Ok(explained)
    }

    fn add_parts(
        &self,
        node: &Node,
        depth: usize,
        parts: &mut Vec<QueryPart>,
    ) -> Result<(), SearchError> {
        let below: &[Node] = match node {
            Node::All(nodes) | Node::Any(nodes) => nodes,
            Node::Not(inner) => std::slice::from_ref(inner.as_ref()),
            _ => &[],
        };
        let notes = self.count(&Query {
            node: node.clone(),
            order: None,
        })?;
        let asks = self.asks(node)?;
        parts.push(QueryPart { depth, asks, notes });
        if let Node::Near { sides, .. } = node {
            for words in sides.iter().flatten() {
                self.add_parts(&Node::Text(words.clone()), depth + 1, parts)?;
            }
        }
        for node in below {
            self.add_parts(node, depth + 1, parts)?;
        }
        Ok(())
    }

    fn asks(&self, node: &Node) -> Result<Asks, SearchError> {
        Ok(match node {
            Node::Everything => Asks::Everything,
            Node::All(_) => Asks::All,
            Node::Any(_) => Asks::Any,
            Node::Not(_) => Asks::Not,
            Node::Text(words) => Asks::Words(self.asked(words)?),
            Node::Filed { kind, text, form } => {
                let value = format!("{}:{text}", kind.name());
                match form {
                    Form::Prefix => Asks::ValuesThatBegin(value),
                    Form::Exact | Form::Stemmed | Form::Figure => Asks::Value(value),
                }
            }
            Node::Near { within, .. } => Asks::Near(*within),
            Node::Notes(_) => Asks::Read,
            Node::Term(term) => Asks::Value(term.clone()),
            Node::TermPrefix(term) => Asks::ValuesThatBegin(term.clone()),
            Node::Dates { from, to } => Asks::Days {
                from: *from,
                to: *to,
            },
        })
    }

    fn asked(&self, words: &Words) -> Result<AskedWords, SearchError> {
        let lexicon = self.analysis.as_deref().map(Analysis::lexicon);
        let is_name = words.spellings.iter().any(|one| !one.shown.is_empty());
        let names = lexicon.filter(|_| is_name);
        let mut spellings = Vec::with_capacity(words.spellings.len());
        for (place, spelling) in words.spellings.iter().enumerate() {
            let notes = match self.planner().spelling(words, place) {
                Some(query) => self
                    .searcher
                    .search(query.as_ref(), &tantivy::collector::Count)?,
                None => 0,
            };
            let typed = || vec![(None, words.typed.clone())];
            let is_typed = spelling.shown.is_empty();
            spellings.push(AskedSpelling {
                written: if is_typed {
                    typed()
                } else {
                    spelling.shown.clone()
                },
                terms: terms(&spelling.folded, words.form),
                notes,
            });
        }
        let planner = self.planner();
        Ok(AskedWords {
            typed: words.typed.clone(),
            field: match words.scope {
                Scope::Anywhere => None,
                Scope::Title => Some("title"),
                Scope::Summary => Some("summary"),
            },
            form: match words.form {
                Form::Exact => WordForm::Exact,
                Form::Stemmed => WordForm::Inflected,
                Form::Prefix => WordForm::Beginning,
                Form::Figure => WordForm::Figure,
            },
            names: names.map_or_else(Vec::new, |lexicon| lexicon.resolve(&words.typed)),
            spellings,
            cut: planner
                .ranking_words(words)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        })
    }

    fn explain_hit(&self, query: &Query, hit: &Hit) -> Result<Option<ExplainedHit>, SearchError> {
        let Some(address) = self.address_of(hit.note.id)? else {
            return Ok(None);
        };
        let mut parts = Vec::new();
        let mut stands = Vec::new();
        for words in query.words() {
            self.add_scores(words, address, &mut parts)?;
            self.add_stands(words, hit, address, &mut stands)?;
        }
        let near = self.nearness(&query.words(), address)?.into_iter();
        let near = near.filter(|(_, score)| *score >= LEAST);
        parts.extend(near.map(|(words, score)| ScorePart {
            words,
            by: ScoredBy::Near,
            score,
        }));
        let explained: f32 = parts.iter().map(|part| part.score).sum();
        let rest = hit.score - explained;
        if rest.abs() >= LEAST {
            parts.push(ScorePart {
                words: String::new(),
                by: ScoredBy::Rest,
                score: rest,
            });
        }
        Ok(Some(ExplainedHit {
            note: hit.note.clone(),
            score: hit.score,
            parts,
            stands,
            place: hit.place.clone(),
        }))
    }

    /// What one word of a query adds to the score of a document, by field.
    fn add_scores(
        &self,
        words: &Words,
        address: DocAddress,
        parts: &mut Vec<ScorePart>,
    ) -> Result<(), SearchError> {
        let without = |part: Option<Scored>| {
            let planner = Planner {
                left_out: part,
                ..self.planner()
            };
            self.score(planner.words(words).as_ref(), address)
        };
        let Some(whole) = without(None)? else {
            return Ok(());
        };
        let mut add = |by, score: f32| {
            if score.abs() >= LEAST {
                parts.push(ScorePart {
                    words: words.typed.clone(),
                    by,
                    score,
                });
            }
        };
        for (part, by) in [
            (Scored::Typed, ScoredBy::Typed),
            (Scored::Text, ScoredBy::Text),
            (Scored::Title, ScoredBy::Title),
            (Scored::Labels, ScoredBy::Labels),
            (Scored::Words, ScoredBy::Words),
            (Scored::Form, ScoredBy::Form),
        ] {
            let score = whole - without(Some(part))?.unwrap_or(whole);
            if by == ScoredBy::Text && score >= AS_TYPED {
                add(ScoredBy::Typed, AS_TYPED);
                add(by, score - AS_TYPED);
            } else {
                add(by, score);
            }
        }
        Ok(())
    }

    /// The spellings of words that stand in a document, and in which of its fields.
    fn add_stands(
        &self,
        words: &Words,
        hit: &Hit,
        address: DocAddress,
        stands: &mut Vec<StandsAs>,
    ) -> Result<(), SearchError> {
        let text = &self.fields.text;
        for (place, spelling) in words.spellings.iter().enumerate() {
            let Some(in_text) = self.planner().spelling(words, place) else {
                continue;
            };
            if self.score(in_text.as_ref(), address)?.is_none() {
                continue;
            }
            let Some(pattern) = Pattern::new(&spelling.folded, words.form) else {
                continue;
            };
            let is_in = |field| self.score(pattern.query(field).as_ref(), address);
            let written = via::name(words, spelling, &hit.note.languages);
            stands.push(StandsAs {
                typed: words.typed.clone(),
                written: written.unwrap_or(&words.typed).clone(),
                in_title: is_in(text.title)?.is_some(),
                in_labels: is_in(text.labels)?.is_some(),
            });
        }
        Ok(())
    }

    /// The score of a document; `None` where the query does not find it.
    fn score(
        &self,
        query: &dyn EngineQuery,
        address: DocAddress,
    ) -> Result<Option<f32>, SearchError> {
        let weight = query.weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
        let segment = self.searcher.segment_reader(address.segment_ord);
        let mut scorer = weight.scorer(segment, 1.0)?;
        if scorer.doc() < address.doc_id {
            scorer.seek(address.doc_id);
        }
        Ok((scorer.doc() == address.doc_id).then(|| scorer.score()))
    }

    fn address_of(&self, id: NoteId) -> Result<Option<DocAddress>, SearchError> {
        let term = Term::from_field_u64(self.fields.stamp.id, id.get());
        let by_id = TermQuery::new(term, IndexRecordOption::Basic);
        let first = TopDocs::with_limit(1).order_by_score();
        let found = self.searcher.search(&by_id, &first)?;
        Ok(found.first().map(|(_, address)| *address))
    }
}

/// The terms of a spelling as the index holds them.
fn terms(folded: &str, form: Form) -> Vec<String> {
    let Some(pattern) = Pattern::new(folded, form) else {
        return Vec::new();
    };
    let mut terms: Vec<String> = pattern
        .parts
        .iter()
        .map(|part| match part {
            Part::Exact(text) | Part::Figure(text) => text.clone(),
            Part::Stem(stem) => analysis::stem_term(stem),
            Part::RunStart(first) => format!("{first}*"),
        })
        .collect();
    if let Some(last) = terms.last_mut().filter(|_| pattern.is_open) {
        last.push('*');
    }
    terms
}

#[cfg(test)]
mod tests;
