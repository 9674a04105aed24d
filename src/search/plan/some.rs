//! The engine's query for notes that hold some of the words.
//!
//! Every word counts by itself: its pairs of characters, or its stem with a little for the exact
//! form, and the Chinese words that jieba cuts. What is rare counts most, so that the empty words of
//! a question need no list. Names count under all their spellings and general words in the other
//! language too, each once: by the best of what a note holds of it. A phrase counts once more as a
//! whole.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query as EngineQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::across::{Group, groups};
use super::{EXACT_FORM, LABELS, OTHER_SPELLINGS, Planner, TITLE, WORDS};
use crate::search::analysis::{Token, stem_term, tokens};
use crate::search::query::{Apart, Form, Words};
use crate::search::schema::TextFields;
use crate::text::fold::folded;

impl Planner<'_> {
    /// The engine's query for notes that hold what is firm and any of the loose words.
    pub(in crate::search) fn some(&self, apart: &Apart<'_>) -> Box<dyn EngineQuery> {
        let text = &self.fields.text;
        let mut terms = Weights::default();
        let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        let all = apart.words();
        for words in &all {
            self.add_terms(words, &mut terms);
            if words.form != Form::Stemmed
                && let Some(phrase) = words.patterns().next()
            {
                clauses.push((Occur::Should, phrase.query(text.text)));
            }
        }
        for group in groups(&all, self.analysis) {
            clauses.push((Occur::Should, best_of(&group, &mut terms, text.text)));
        }
        let flat = terms.0.into_iter();
        clauses.extend(flat.map(|(term, weight)| (Occur::Should, weighed(term, weight))));
        let some = Box::new(BooleanQuery::new(clauses));
        if apart.firm.is_empty() {
            return some;
        }
        let firm = apart.without(|_| true);
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, self.plan(&firm)),
            (Occur::Must, some),
        ]))
    }

    fn add_terms(&self, words: &Words, terms: &mut Weights) {
        let text = &self.fields.text;
        let typed = folded(&words.typed);
        for token in said(&typed) {
            if let Some(stem) = &token.stem {
                terms.add_over(text, &stem_term(stem));
                terms.add(text.text, token.text, EXACT_FORM);
            } else {
                terms.add_over(text, token.text);
            }
        }
        let analysis = self.analysis.into_iter();
        for word in analysis.flat_map(|tools| tools.words(&typed)) {
            terms.add(text.words, word, WORDS);
        }
    }
}

/// The terms of a folded text, without the last characters of runs that the pairs before them said.
fn said(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut after_pair = 0;
    tokens(folded).filter(move |token| {
        let is_said = token.ends_run && token.range.end == after_pair;
        after_pair = token.range.end;
        !is_said
    })
}

/// What was typed or else another way to say it, whichever scores best; what was typed is no more
/// counted by itself.
fn best_of(group: &Group, terms: &mut Weights, field: Field) -> Box<dyn EngineQuery> {
    let mut typed: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
    for token in said(&group.typed) {
        let stem = token.stem.as_deref().map(stem_term);
        for text in stem.as_deref().into_iter().chain([token.text]) {
            let term = Term::from_field_text(field, text);
            if let Some(weight) = terms.0.remove(&term) {
                typed.push((Occur::Should, weighed(term, weight)));
            }
        }
    }
    let mut ways: Vec<Box<dyn EngineQuery>> = vec![Box::new(BooleanQuery::new(typed))];
    let others = group.others.iter();
    ways.extend(others.map(|other| {
        Box::new(BoostQuery::new(other.query(field), group.weight)) as Box<dyn EngineQuery>
    }));
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, OTHER_SPELLINGS))
}

fn weighed(term: Term, weight: f32) -> Box<dyn EngineQuery> {
    let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(term), weight))
}

/// Terms with what each counts; a word said twice counts once.
#[derive(Default)]
struct Weights(BTreeMap<Term, f32>);

impl Weights {
    fn add(&mut self, field: Field, term: &str, weight: f32) {
        self.0.insert(Term::from_field_text(field, term), weight);
    }

    /// The same term in all that a note says, and once more where its title or labels say it.
    fn add_over(&mut self, fields: &TextFields, term: &str) {
        self.add(fields.text, term, 1.0);
        self.add(fields.title, term, TITLE);
        self.add(fields.labels, term, LABELS);
    }
}
