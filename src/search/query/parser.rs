//! Reads a query; see the table in the parent module.

use jiff::civil::Date;

use super::field::Field;
use super::lexer::{self, Kind, Lexeme, lex};
use super::{Bare, Context, Expected, Form, Node, Query, QueryError, Scope, Words, widen};
use crate::search::{Analysis, Rank};
use crate::text::fold::folded;

mod near;
mod value;

/// Brackets, signs and saved searches within each other.
const MAX_DEPTH: usize = 32;

/// Words, phrases and fields of one query: more is a text pasted by mistake.
const MAX_WORDS: usize = 128;

/// The longest name looked up, in words.
const MAX_NAME: usize = 6;

/// Reads a query.
///
/// An empty query finds everything.
///
/// # Errors
///
/// The column of the first character that cannot be read, and what was expected there.
pub fn parse(query: &str, context: &dyn Context) -> Result<Query, QueryError> {
    read(query, false, context, Within::default())
}

/// Reads a query that is still being typed: an English word at its very end may go on, so that
/// `short gam` finds gamma before it is written out.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_typing(query: &str, context: &dyn Context) -> Result<Query, QueryError> {
    let goes_on = query.ends_with(|last: char| last.is_ascii_alphanumeric());
    read(query, goes_on, context, Within::default())
}

/// Reads a text that no one wrote as a query, such as a question or a sentence copied from a note:
/// all of it is words, at most as many as a query may have.
#[must_use]
pub fn parse_plain(text: &str, analysis: &Analysis) -> Query {
    let mut lexemes = lexer::words(text);
    lexemes.truncate(MAX_WORDS);
    let bare = Bare {
        today: Date::ZERO,
        analysis,
    };
    let mut parser = Parser::new(&lexemes, 0, &bare, Within::default());
    let mut nodes = Vec::new();
    while parser.peek().is_some() {
        nodes.push(parser.words(Cut::Parts));
    }
    Query {
        node: one_or(nodes, Node::All),
        order: None,
    }
}

/// Where a saved search is read.
#[derive(Debug, Clone, Copy, Default)]
struct Within<'a> {
    /// The names of those it stands in, and its own, folded, outermost first.
    names: &'a [String],
    /// The brackets around it, in all of them.
    depth: usize,
}

fn read(
    query: &str,
    goes_on: bool,
    context: &dyn Context,
    within: Within<'_>,
) -> Result<Query, QueryError> {
    let lexemes = lex(query)?;
    let error = |column, expected| Err(QueryError { column, expected });
    if let Some(lexeme) = lexemes.get(MAX_WORDS) {
        return error(lexeme.column, Expected::FewerWords { limit: MAX_WORDS });
    }
    if lexemes.is_empty() {
        return match lexer::first_sign(query) {
            Some(column) => error(column, Expected::Words),
            None => Ok(Query::everything()),
        };
    }
    let end = query.chars().count() + 1;
    let mut parser = Parser::new(&lexemes, end, context, within);
    parser.goes_on = goes_on;
    let node = parser.any(within.depth)?;
    match parser.peek() {
        None => Ok(Query {
            node,
            order: parser.order,
        }),
        Some(lexeme) => error(lexeme.column, Expected::OpenBracket),
    }
}

struct Parser<'a> {
    lexemes: &'a [Lexeme],
    at: usize,
    /// The column after the last character.
    end: usize,
    /// The last word is not yet whole.
    goes_on: bool,
    context: &'a dyn Context,
    within: Within<'a>,
    /// Where the words asked for are to stand.
    scope: Scope,
    /// Whose values the brackets hold.
    field: Option<Field>,
    order: Option<Rank>,
}

/// Whether Chinese without spaces that is no name is also read by its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    Whole,
    Parts,
}

impl<'a> Parser<'a> {
    fn new(
        lexemes: &'a [Lexeme],
        end: usize,
        context: &'a dyn Context,
        within: Within<'a>,
    ) -> Self {
        Self {
            lexemes,
            at: 0,
            end,
            goes_on: false,
            context,
            within,
            scope: Scope::Anywhere,
            field: None,
            order: None,
        }
    }

    fn peek(&self) -> Option<&'a Lexeme> {
        self.lexemes.get(self.at)
    }

    fn next_is(&mut self, kind: &Kind) -> bool {
        let is = self.peek().is_some_and(|lexeme| lexeme.kind == *kind);
        self.at += usize::from(is);
        is
    }

    fn error<T>(&self, expected: Expected) -> Result<T, QueryError> {
        let column = self.peek().map_or(self.end, |lexeme| lexeme.column);
        Err(QueryError { column, expected })
    }

    /// `a OR b OR c`
    fn any(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all(depth)?];
        while self.next_is(&Kind::Or) {
            nodes.push(self.all(depth)?);
        }
        Ok(one_or(nodes, Node::Any))
    }

    /// `a b c`
    fn all(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = Vec::new();
        while let Some(lexeme) = self.peek() {
            if matches!(lexeme.kind, Kind::Or | Kind::Close) {
                break;
            }
            if lexeme.kind == Kind::Field(Field::Sort) {
                self.sort(depth)?;
                continue;
            }
            nodes.push(self.near(depth)?);
        }
        if nodes.is_empty() && !self.is_order_alone() {
            return self.error(Expected::Words);
        }
        Ok(one_or(nodes, Node::All))
    }

    /// Whether nothing but an order was asked for, which is one of everything.
    fn is_order_alone(&self) -> bool {
        let joins = |lexeme: &Lexeme| matches!(lexeme.kind, Kind::Or | Kind::Open | Kind::Close);
        self.order.is_some() && !self.lexemes.iter().any(joins)
    }

    fn one(&mut self, depth: usize, cut: Cut) -> Result<Node, QueryError> {
        if depth > MAX_DEPTH {
            return self.error(Expected::LessDepth { limit: MAX_DEPTH });
        }
        let Some(lexeme) = self.peek() else {
            return self.error(Expected::Words);
        };
        if let Some(field) = self.field
            && is_text(&lexeme.kind)
        {
            self.at += 1;
            return self.value(field, lexeme);
        }
        if matches!(lexeme.kind, Kind::Word(_)) {
            return Ok(self.words(cut));
        }
        self.at += 1;
        match &lexeme.kind {
            Kind::Not => {
                let inner = self.one(depth + 1, Cut::Parts)?;
                Ok(Node::Not(Box::new(inner)))
            }
            Kind::Open => self.bracketed(lexeme, depth),
            Kind::Field(field) if self.field.is_none() && self.scope == Scope::Anywhere => {
                self.field(*field, lexeme.column, depth)
            }
            Kind::Saved(name) if self.field.is_none() && self.scope == Scope::Anywhere => {
                self.saved(name, lexeme.column, depth)
            }
            Kind::Phrase(text) | Kind::Exact(text) | Kind::Prefix(text) => {
                let form = match lexeme.kind {
                    Kind::Prefix(_) => Form::Prefix,
                    _ => Form::Exact,
                };
                if text.contains(char::is_alphanumeric) {
                    return Ok(Node::Text(widen::plain(text, self.scope, form)));
                }
                self.at -= 1;
                self.error(Expected::Words)
            }
            _ => {
                self.at -= 1;
                match self.field {
                    Some(field) => self.error(Expected::Value {
                        field: field.name(),
                    }),
                    None => self.error(Expected::Words),
                }
            }
        }
    }

    /// What stands in the brackets that a lexeme has opened.
    fn bracketed(&mut self, opened: &Lexeme, depth: usize) -> Result<Node, QueryError> {
        let node = self.any(depth + 1)?;
        if self.next_is(&Kind::Close) {
            return Ok(node);
        }
        Err(QueryError {
            column: opened.column,
            expected: Expected::ClosingBracket,
        })
    }

    /// The longest run of bare words that is a name or a figure, else the next word alone.
    fn words(&mut self, cut: Cut) -> Node {
        let run: Vec<&str> = self
            .lexemes
            .iter()
            .skip(self.at)
            .take(MAX_NAME)
            .map_while(|lexeme| match &lexeme.kind {
                Kind::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        let lexicon = self.context.analysis().lexicon();
        for length in (2..=run.len()).rev() {
            let words = run.get(..length).unwrap_or_default();
            let spaced = words.join(" ");
            // Chinese is written together, whatever the spaces typed.
            let named = widen::named(&spaced, self.scope, lexicon)
                .or_else(|| widen::named(&words.concat(), self.scope, lexicon))
                .or_else(|| widen::figure(&spaced, self.scope));
            if let Some(named) = named {
                self.at += length;
                return Node::Text(Words {
                    typed: spaced,
                    ..named
                });
            }
        }
        self.at += 1;
        self.word(run.first().copied().unwrap_or_default(), cut)
    }

    /// A bare word, which was the last one read.
    fn word(&self, word: &str, cut: Cut) -> Node {
        let whole = match cut {
            Cut::Parts => widen::loose(word, self.scope, self.context.analysis()),
            Cut::Whole => widen::whole(word, self.scope, self.context.analysis()),
        };
        let is_name = matches!(&whole, Node::Text(words) if words.spellings.len() > 1);
        if !self.goes_on || self.at < self.lexemes.len() || is_name {
            return whole;
        }
        let going_on = Node::Text(widen::plain(word, self.scope, Form::Prefix));
        Node::Any(vec![whole, going_on])
    }

    /// The saved search of a name, as if it stood here in brackets.
    fn saved(&mut self, name: &str, column: usize, depth: usize) -> Result<Node, QueryError> {
        let error = |expected| Err(QueryError { column, expected });
        let name = name.trim();
        let known = folded(name).into_owned();
        if self.within.names.contains(&known) {
            let name = name.to_owned();
            return error(Expected::SavedCircle { name });
        }
        let Some(query) = self.context.saved(name) else {
            return error(Expected::SavedName {
                written: name.to_owned(),
                known: self.context.saved_names(),
            });
        };
        let names: Vec<String> = self.within.names.iter().cloned().chain([known]).collect();
        let within = Within {
            names: &names,
            depth: depth + 1,
        };
        match read(&query, false, self.context, within) {
            Ok(query) => {
                self.order = self.order.or(query.order);
                Ok(query.node)
            }
            Err(inner) => error(Expected::InSaved {
                name: name.to_owned(),
                error: Box::new(inner),
            }),
        }
    }
}

/// What may be a field's value.
const fn is_text(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Word(_) | Kind::Phrase(_) | Kind::Exact(_) | Kind::Prefix(_)
    )
}

/// A single node as it is, several under one.
fn one_or(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    match nodes.pop() {
        Some(only) if nodes.is_empty() => only,
        Some(last) => {
            nodes.push(last);
            several(nodes)
        }
        None => Node::Everything,
    }
}
