//! Turns a query into the engine's terms and weights.
//!
//! Whether a note matches is decided by patterns over the field that holds everything. Title,
//! labels and words only add to the score. The weights are one setting for all kinds of queries:
//! a title weighs more than a tag, a tag more than the body. A name that was widened adds a step
//! that no such score reaches where the note holds the typed spelling, so that exact comes first.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur,
    Query as EngineQuery, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use std::ops::Bound;

use jiff::civil::Date;

use super::Analysis;
use super::document::days;
use super::near::{NearQuery, Nearness};
use super::pattern::{Pattern, beginning_query};
use super::query::{Form, Node, Query, Scope, Words};
use super::schema::Fields;
use super::terms;
use crate::model::NoteId;
use crate::text::script::han_characters;

mod across;
mod named;
mod some;
mod spellings;

use named::Named;
use spellings::{AnySpelling, Spelling};

/// What a match in the title adds, as a multiple of its own score there.
const TITLE: f32 = 2.5;
/// The same for tags and sources.
const LABELS: f32 = 1.2;
/// The same for whole words.
const WORDS: f32 = 0.6;
/// The same for an English word that stands exactly as typed, not only by its stem.
const EXACT_FORM: f32 = 0.5;
/// The share that a note's other spellings add to its best one.
const OTHER_SPELLINGS: f32 = 0.1;
/// Chinese of at most so many characters is taken as one word without loading the dictionary.
const ONE_WORD: usize = 4;

/// What turns queries into the engine's.
pub(super) struct Planner<'a> {
    pub(super) fields: &'a Fields,
    /// `None` while only lists are asked for; words then rank as the terms that decide.
    pub(super) analysis: Option<&'a Analysis>,
    /// A part of the score that is not to count, to find out what it adds.
    pub(super) left_out: Option<Scored>,
}

/// A part of what words add to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scored {
    /// A widened name stands as typed.
    Typed,
    /// What decides.
    Text,
    Title,
    Labels,
    /// Chinese words.
    Words,
    /// An English word stands as typed.
    Form,
}

impl Planner<'_> {
    /// The engine's query for notes that a query finds.
    pub(super) fn plan(&self, query: &Query) -> Box<dyn EngineQuery> {
        self.node(&query.node)
    }

    /// The engine's query for one spelling of words, in the field that decides.
    pub(super) fn spelling(&self, words: &Words, spelling: usize) -> Option<Box<dyn EngineQuery>> {
        let spelling = words.spellings.get(spelling)?;
        let pattern = Pattern::new(&spelling.folded, words.form)?;
        Some(pattern.query(self.field(words.scope)))
    }

    fn field(&self, scope: Scope) -> Field {
        match scope {
            Scope::Anywhere => self.fields.text.text,
            Scope::Title => self.fields.text.title,
            Scope::Summary => self.fields.text.summary,
        }
    }

    fn node(&self, node: &Node) -> Box<dyn EngineQuery> {
        match node {
            Node::Everything => self.term(terms::NOTE),
            Node::All(nodes) => self.all(nodes),
            Node::Any(nodes) => {
                let clauses = nodes.iter().map(|node| (Occur::Should, self.node(node)));
                Box::new(BooleanQuery::new(clauses.collect()))
            }
            Node::Not(_) => self.all(std::slice::from_ref(node)),
            Node::Text(words) => self.words(words),
            Node::Filed { kind, text, form } => match Pattern::new(text, *form) {
                Some(pattern) => silent(pattern.query_of(self.fields.text.filed, kind.name())),
                None => Box::new(EmptyQuery),
            },
            Node::Near { sides, within, .. } => self.near(sides, *within),
            Node::Notes(notes) => {
                let id = |note: &NoteId| Term::from_field_u64(self.fields.stamp.id, note.get());
                silent(Box::new(TermSetQuery::new(notes.iter().map(id))))
            }
            Node::Term(term) => self.term(term),
            Node::TermPrefix(term) => silent(beginning_query(self.fields.terms, term)),
            Node::Dates { from, to } => self.dates(*from, *to),
        }
    }

    fn all(&self, nodes: &[Node]) -> Box<dyn EngineQuery> {
        let mut clauses = Vec::with_capacity(nodes.len() + 1);
        for node in nodes {
            clauses.push(match node {
                // Looked up beforehand: the engine asks an excluded phrase of notes that it has
                // passed, which one built for debugging refuses.
                Node::Not(inner) => {
                    let found = AnySpelling::new(vec![self.node(inner).into()]);
                    (Occur::MustNot, Box::new(found) as _)
                }
                other => (Occur::Must, self.node(other)),
            });
        }
        // Without something to take away from, taking away finds nothing.
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, self.term(terms::NOTE)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// The engine's query for words.
    pub(super) fn words(&self, words: &Words) -> Box<dyn EngineQuery> {
        let patterns: Vec<Pattern> = words.patterns().collect();
        let Some(typed) = patterns.first() else {
            // A sign alone, such as `&`, asks for nothing.
            return self.term(terms::NOTE);
        };
        let text = &self.fields.text;
        let decides = self.field(words.scope);
        // The typed spelling's step is a part of it.
        let must = self.any(words, &patterns);
        let must = if self.counts(Scored::Text) {
            must
        } else {
            silent(must)
        };
        let mut clauses = vec![(Occur::Must, must)];
        if words.scope == Scope::Anywhere {
            let mut add = |part, query, weight| {
                if self.counts(part) {
                    clauses.push((Occur::Should, Box::new(BoostQuery::new(query, weight)) as _));
                }
            };
            add(Scored::Title, best(&patterns, text.title), TITLE);
            add(Scored::Labels, best(&patterns, text.labels), LABELS);
            for word in self.ranking_words(words) {
                let term = Term::from_field_text(text.words, word);
                add(
                    Scored::Words,
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                    WORDS,
                );
            }
        }
        if patterns.len() == 1
            && words.form == Form::Stemmed
            && let Some(exact) = exact(words)
            && exact != *typed
            && self.counts(Scored::Form)
        {
            let exact = BoostQuery::new(exact.query(decides), EXACT_FORM);
            clauses.push((Occur::Should, Box::new(exact)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// Ranked as notes that hold words of both sides, of which only those stay that hold them near.
    fn near(&self, sides: &[Vec<Words>; 2], within: u32) -> Box<dyn EngineQuery> {
        let any = |words: &Vec<Words>| {
            let any = words.iter().map(|words| (Occur::Should, self.words(words)));
            Box::new(BooleanQuery::new(any.collect())) as Box<dyn EngineQuery>
        };
        let patterns = |words: &Vec<Words>| {
            let patterns = words.iter().flat_map(Words::patterns);
            patterns.collect::<Vec<Pattern>>()
        };
        let [one, other] = sides;
        let holding = sides.iter().map(|side| (Occur::Must, any(side)));
        let scope = one.first().map_or(Scope::Anywhere, |words| words.scope);
        Box::new(NearQuery {
            holding: Box::new(BooleanQuery::new(holding.collect())),
            nearness: Nearness {
                field: self.field(scope),
                sides: [patterns(one), patterns(other)],
                within,
            },
        })
    }

    /// Any spelling; of several the typed one before all others.
    fn any(&self, words: &Words, patterns: &[Pattern]) -> Box<dyn EngineQuery> {
        let decides = self.field(words.scope);
        if let [only] = patterns {
            return only.query(decides);
        }
        let spellings = words.spellings.iter().filter_map(|spelling| {
            let pattern = Pattern::new(&spelling.folded, words.form)?;
            let is_phrase = pattern.parts.len() > 1 && !pattern.is_open;
            let is_linked = is_phrase && words.scope == Scope::Anywhere;
            Some(Spelling {
                named: is_linked.then(|| Named {
                    link: Term::from_field_text(self.fields.text.named, &spelling.folded),
                    phrase: pattern.terms(decides),
                }),
                query: pattern.query(decides),
            })
        });
        Box::new(AnySpelling::new(spellings.collect()))
    }

    fn counts(&self, part: Scored) -> bool {
        self.left_out != Some(part)
    }

    /// The Chinese words of what was typed.
    pub(super) fn ranking_words<'w>(&self, words: &'w Words) -> Vec<&'w str> {
        let folded = words.spellings.first().map_or("", |typed| &typed.folded);
        if matches!(words.form, Form::Prefix | Form::Figure) || han_characters(folded) < 2 {
            return Vec::new();
        }
        if folded.chars().count() <= ONE_WORD {
            return vec![folded];
        }
        let analysis = self.analysis.into_iter();
        analysis.flat_map(|tools| tools.words(folded)).collect()
    }

    fn term(&self, term: &str) -> Box<dyn EngineQuery> {
        silent(Box::new(terms::query(self.fields.terms, term)))
    }

    fn dates(&self, from: Option<Date>, to: Option<Date>) -> Box<dyn EngineQuery> {
        let bound = |date: Option<Date>| match date {
            Some(date) => Bound::Included(Term::from_field_i64(self.fields.list.date, days(date))),
            None => Bound::Unbounded,
        };
        if from.is_none() && to.is_none() {
            return self.term(terms::NOTE);
        }
        silent(Box::new(RangeQuery::new(bound(from), bound(to))))
    }
}

/// The pattern of the typed words without stems.
fn exact(words: &Words) -> Option<Pattern> {
    let typed = words.spellings.first()?;
    Pattern::new(&typed.folded, Form::Exact)
}

/// Whichever spelling scores best, so that a note gains little by using several.
fn best(patterns: &[Pattern], field: Field) -> Box<dyn EngineQuery> {
    match patterns {
        [only] => only.query(field),
        several => {
            let queries = several.iter().map(|pattern| pattern.query(field));
            Box::new(DisjunctionMaxQuery::with_tie_breaker(
                queries.collect(),
                OTHER_SPELLINGS,
            ))
        }
    }
}

/// Decides without adding to the score.
fn silent(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
