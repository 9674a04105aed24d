//! Reads the values of fields.

use std::sync::Arc;

use super::super::field::{self, Field, State};
use super::super::lexer::{Kind, Lexeme};
use super::super::{Expected, Form, Node, QueryError, Scope, date, widen};
use super::{Cut, Parser, is_text, one_or};
use crate::model::Target;
use crate::search::terms;
use crate::text::fold::folded;

impl Parser<'_> {
    /// What comes after the name of a field: a value, or several in brackets.
    pub(super) fn field(
        &mut self,
        field: Field,
        column: usize,
        depth: usize,
    ) -> Result<Node, QueryError> {
        let scope = match field {
            Field::Title => Scope::Title,
            Field::Summary => Scope::Summary,
            Field::Sort => {
                let expected = Expected::OuterSort;
                return Err(QueryError { column, expected });
            }
            _ => Scope::Anywhere,
        };
        let missing = Expected::Value {
            field: field.name(),
        };
        let Some(lexeme) = self.peek() else {
            return self.error(missing);
        };
        if lexeme.kind == Kind::Open {
            self.at += 1;
            self.scope = scope;
            self.field = (scope == Scope::Anywhere).then_some(field);
            let node = self.bracketed(lexeme, depth);
            (self.scope, self.field) = (Scope::Anywhere, None);
            return node;
        }
        if !is_text(&lexeme.kind) {
            return self.error(missing);
        }
        self.at += 1;
        if scope == Scope::Anywhere {
            return self.value(field, lexeme);
        }
        self.scope = scope;
        let node = match &lexeme.kind {
            Kind::Word(word) => self.word(word, Cut::Parts),
            Kind::Prefix(text) => Node::Text(widen::plain(text, scope, Form::Prefix)),
            kind => Node::Text(widen::plain(text(kind), scope, Form::Exact)),
        };
        self.scope = Scope::Anywhere;
        Ok(node)
    }

    /// `sort:` and its order, which belong to the whole query.
    pub(super) fn sort(&mut self, depth: usize) -> Result<(), QueryError> {
        if depth > self.within.depth {
            return self.error(Expected::OuterSort);
        }
        self.at += 1;
        let Some(lexeme) = self.peek().filter(|lexeme| is_text(&lexeme.kind)) else {
            let field = Field::Sort.name();
            return self.error(Expected::Value { field });
        };
        let written = text(&lexeme.kind);
        match field::order(written) {
            Ok(order) => {
                self.at += 1;
                self.order = Some(order);
                Ok(())
            }
            Err(known) => self.error(one_of(written, known)),
        }
    }

    /// One value of a field that asks for no words of the text.
    pub(super) fn value(&self, field: Field, lexeme: &Lexeme) -> Result<Node, QueryError> {
        let written = text(&lexeme.kind);
        let is_prefix = matches!(lexeme.kind, Kind::Prefix(_));
        let dates = |(from, to)| Node::Dates { from, to };
        let node = match field {
            // Names are known by their words, a tag may be a sign.
            Field::Filed(_) if !written.contains(char::is_alphanumeric) => {
                let field = field.name();
                Err(Expected::Value { field })
            }
            _ if written.trim().is_empty() => {
                let field = field.name();
                Err(Expected::Value { field })
            }
            Field::Filed(kind) => Ok(Node::Filed {
                kind,
                text: folded(written).into_owned(),
                form: if is_prefix { Form::Prefix } else { Form::Exact },
            }),
            Field::Tag if is_prefix => Ok(Node::TermPrefix(terms::tag(written))),
            Field::Tag => Ok(Node::Term(terms::tag(written))),
            Field::Ticker if is_prefix => {
                let beginning = written.trim_start_matches('$').to_uppercase();
                Ok(Node::TermPrefix(format!("ticker:{beginning}")))
            }
            Field::Concept if is_prefix => {
                let beginning = written.to_lowercase();
                Ok(Node::TermPrefix(format!("concept:{beginning}")))
            }
            Field::Ticker => self.target(written.trim_start_matches('$'), "instrument"),
            Field::Concept => self.target(written, "concept"),
            Field::Language => field::language(written)
                .map(|tag| Node::Term(terms::language(tag)))
                .map_err(|known| one_of(written, known)),
            Field::Date => date::parse(written, self.context).map(dates),
            Field::Since => date::since(written, self.context).map(dates),
            Field::Has => field::thing(written)
                .map(|thing| Node::Term(terms::has(thing)))
                .map_err(|known| one_of(written, known)),
            Field::Is => field::state(written)
                .map(|state| self.state(state))
                .map_err(|known| one_of(written, known)),
            Field::Title | Field::Summary | Field::Sort => Err(Expected::OuterSort),
        };
        node.map_err(|expected| QueryError {
            column: lexeme.column,
            expected,
        })
    }

    fn state(&self, state: State) -> Node {
        let read = || Node::Notes(Arc::from(self.context.read_notes()));
        match state {
            State::Read => read(),
            State::Unread => Node::Not(Box::new(read())),
            State::Has(thing, true) => Node::Term(terms::has(thing)),
            State::Has(thing, false) => Node::Not(Box::new(Node::Term(terms::has(thing)))),
        }
    }

    fn target(&self, value: &str, kind: &'static str) -> Result<Node, Expected> {
        let lexicon = self.context.analysis().lexicon();
        let targets = lexicon.resolve(value).into_iter();
        let nodes: Vec<Node> = targets
            .filter(|target| matches!(target, Target::Concept(_)) == (kind == "concept"))
            .map(|target| Node::Term(terms::target(&target)))
            .collect();
        if nodes.is_empty() {
            let nearest = lexicon.nearest(value).into_iter();
            return Err(Expected::Name {
                kind,
                written: value.to_owned(),
                nearest: nearest.map(str::to_owned).collect(),
            });
        }
        Ok(one_or(nodes, Node::Any))
    }
}

fn one_of(written: &str, known: Vec<&'static str>) -> Expected {
    let written = written.to_owned();
    Expected::OneOf { written, known }
}

/// The text of a lexeme that has one.
fn text(kind: &Kind) -> &str {
    match kind {
        Kind::Word(text) | Kind::Phrase(text) | Kind::Prefix(text) | Kind::Exact(text) => text,
        _ => "",
    }
}
