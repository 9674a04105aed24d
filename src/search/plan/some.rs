//! The engine's query for notes that hold some of the words.
//!
//! Every word counts by itself: its pairs of characters, or its stem with a little for the exact
//! form, and the Chinese words that jieba cuts. What is rare counts most, so that the empty words of
//! a question need no list. Names count under all their spellings, as in any query, and a phrase
//! once more as a whole.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query as EngineQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::{EXACT_FORM, LABELS, Planner, TITLE, WORDS, best};
use crate::search::analysis::{stem_term, tokens};
use crate::search::pattern::Pattern;
use crate::search::query::{Apart, Form, Words};
use crate::text::fold::folded;

impl Planner<'_> {
    /// The engine's query for notes that hold what is firm and any of the loose words.
    pub(in crate::search) fn some(&self, apart: &Apart<'_>) -> Box<dyn EngineQuery> {
        let mut terms = Weights::default();
        let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::new();
        for words in apart.words() {
            self.add_terms(words, &mut terms);
            if words.spellings.len() > 1 || words.form != Form::Stemmed {
                let patterns: Vec<Pattern> = words.patterns().collect();
                if !patterns.is_empty() {
                    clauses.push((Occur::Should, best(&patterns, self.fields.text.text)));
                }
            }
        }
        clauses.extend(terms.0.into_iter().map(|(term, weight)| {
            let term = TermQuery::new(term, IndexRecordOption::WithFreqs);
            let weighed = BoostQuery::new(Box::new(term), weight);
            (Occur::Should, Box::new(weighed) as Box<dyn EngineQuery>)
        }));
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
        let mut after_pair = 0;
        for token in tokens(&typed) {
            // The last character of a run was said by the pair before it.
            if token.ends_run && token.range.end == after_pair {
                continue;
            }
            after_pair = token.range.end;
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

/// Terms with what each counts; a word said twice counts once.
#[derive(Default)]
struct Weights(BTreeMap<Term, f32>);

impl Weights {
    fn add(&mut self, field: Field, term: &str, weight: f32) {
        self.0.insert(Term::from_field_text(field, term), weight);
    }

    /// The same term in all that a note says, and once more where its title or labels say it.
    fn add_over(&mut self, fields: &crate::search::schema::TextFields, term: &str) {
        self.add(fields.text, term, 1.0);
        self.add(fields.title, term, TITLE);
        self.add(fields.labels, term, LABELS);
    }
}
