//! Reads a query; see the table in the parent module.

use jiff::civil::Date;

use super::lexer::{self, Field, Kind, Lexeme, lex};
use super::{Bare, Context, Expected, Form, Node, Query, QueryError, Scope, date, widen};
use crate::model::Target;
use crate::search::{Analysis, filed, terms};
use crate::text::fold::folded;

/// Brackets and signs within each other.
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
    read(query, false, context)
}

/// Reads a query that is still being typed: an English word at its very end may go on, so that
/// `short gam` finds gamma before it is written out.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_typing(query: &str, context: &dyn Context) -> Result<Query, QueryError> {
    let goes_on = query.ends_with(|last: char| last.is_ascii_alphanumeric());
    read(query, goes_on, context)
}

/// Reads a text that no one wrote as a query, such as a question or a sentence copied from a note:
/// all of it is words, at most as many as a query may have.
#[must_use]
pub fn parse_plain(text: &str, analysis: &Analysis) -> Query {
    let mut lexemes = lexer::words(text);
    lexemes.truncate(MAX_WORDS);
    let mut parser = Parser {
        lexemes: &lexemes,
        at: 0,
        end: 0,
        goes_on: false,
        context: &Bare {
            today: Date::ZERO,
            analysis,
        },
    };
    let mut nodes = Vec::new();
    while parser.peek().is_some() {
        nodes.push(parser.words());
    }
    Query {
        node: one_or(nodes, Node::All),
    }
}

fn read(query: &str, goes_on: bool, context: &dyn Context) -> Result<Query, QueryError> {
    let lexemes = lex(query)?;
    if let Some(lexeme) = lexemes.get(MAX_WORDS) {
        return Err(QueryError {
            column: lexeme.column,
            expected: Expected::FewerWords { limit: MAX_WORDS },
        });
    }
    let mut parser = Parser {
        lexemes: &lexemes,
        at: 0,
        end: query.chars().count() + 1,
        goes_on,
        context,
    };
    if lexemes.is_empty() {
        return Ok(Query::everything());
    }
    let node = parser.any(0)?;
    match parser.peek() {
        None => Ok(Query { node }),
        Some(lexeme) => Err(QueryError {
            column: lexeme.column,
            expected: Expected::OpenBracket,
        }),
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
}

impl<'a> Parser<'a> {
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
            nodes.push(self.one(depth)?);
        }
        if nodes.is_empty() {
            return self.error(Expected::Words);
        }
        Ok(one_or(nodes, Node::All))
    }

    fn one(&mut self, depth: usize) -> Result<Node, QueryError> {
        if depth > MAX_DEPTH {
            return self.error(Expected::LessDepth { limit: MAX_DEPTH });
        }
        let Some(lexeme) = self.peek() else {
            return self.error(Expected::Words);
        };
        if matches!(lexeme.kind, Kind::Word(_)) {
            return Ok(self.words());
        }
        self.at += 1;
        match &lexeme.kind {
            Kind::Not => Ok(Node::Not(Box::new(self.one(depth + 1)?))),
            Kind::Open => {
                let node = self.any(depth + 1)?;
                if self.next_is(&Kind::Close) {
                    return Ok(node);
                }
                Err(QueryError {
                    column: lexeme.column,
                    expected: Expected::ClosingBracket,
                })
            }
            Kind::Field(field) => self.field(*field),
            Kind::Phrase(text) | Kind::Exact(text) => Ok(text_node(text, Form::Exact)),
            Kind::Prefix(text) => Ok(text_node(text, Form::Prefix)),
            Kind::Word(_) | Kind::Or | Kind::Close => {
                self.at -= 1;
                self.error(Expected::Words)
            }
        }
    }

    /// The longest run of bare words that is a name, else the next word alone.
    fn words(&mut self) -> Node {
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
        for length in (2..=run.len()).rev() {
            let words = run.get(..length).unwrap_or_default();
            // Chinese is written together, whatever the spaces typed.
            for name in [words.join(" "), words.concat()] {
                let lexicon = self.context.analysis().lexicon();
                if let Some(mut named) = widen::named(&name, Scope::Anywhere, lexicon) {
                    named.typed = words.join(" ");
                    self.at += length;
                    return Node::Text(named);
                }
            }
        }
        self.at += 1;
        let word = run.first().copied().unwrap_or_default();
        let whole = widen::loose(word, Scope::Anywhere, self.context.analysis());
        let is_name = matches!(&whole, Node::Text(words) if words.spellings.len() > 1);
        if self.goes_on && self.at == self.lexemes.len() && !is_name {
            return Node::Any(vec![whole, text_node(word, Form::Prefix)]);
        }
        whole
    }

    fn field(&mut self, field: Field) -> Result<Node, QueryError> {
        let Some(Lexeme { column, kind }) = self.peek() else {
            let field = field.name();
            return self.error(Expected::Value { field });
        };
        let value = match kind {
            Kind::Word(text) | Kind::Phrase(text) | Kind::Prefix(text) | Kind::Exact(text) => text,
            Kind::Field(_) | Kind::Not | Kind::Or | Kind::Open | Kind::Close => {
                let field = field.name();
                return self.error(Expected::Value { field });
            }
        };
        let is_prefix = matches!(kind, Kind::Prefix(_));
        let node = match field {
            Field::Title => Ok(self.title(kind, value)),
            Field::Tag if is_prefix => Ok(Node::TermPrefix(terms::tag(value))),
            Field::Tag => Ok(Node::Term(terms::tag(value))),
            Field::Speaker => Ok(Node::Filed {
                kind: filed::Kind::Speaker,
                text: folded(value).into_owned(),
                form: if is_prefix { Form::Prefix } else { Form::Exact },
            }),
            Field::Ticker => self.target(value.trim_start_matches('$'), "instrument"),
            Field::Concept => self.target(value, "concept"),
            Field::Language => language(value).ok_or(Expected::Language),
            Field::Date => date::parse(value, self.context.today())
                .map(|(from, to)| Node::Dates { from, to })
                .ok_or(Expected::Date),
        };
        self.at += 1;
        node.map_err(|expected| QueryError {
            column: *column,
            expected,
        })
    }

    fn title(&self, kind: &Kind, value: &str) -> Node {
        let form = match kind {
            Kind::Word(_) => return widen::loose(value, Scope::Title, self.context.analysis()),
            Kind::Prefix(_) => Form::Prefix,
            _ => Form::Exact,
        };
        Node::Text(widen::plain(value, Scope::Title, form))
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

fn text_node(text: &str, form: Form) -> Node {
    Node::Text(widen::plain(text, Scope::Anywhere, form))
}

fn language(value: &str) -> Option<Node> {
    let tag = match value.to_ascii_lowercase().replace('_', "-").as_str() {
        "zh" | "chinese" | "中文" => "zh",
        "zh-hans" | "hans" | "zh-cn" | "简" | "简体" => "zh-hans",
        "zh-hant" | "hant" | "zh-tw" | "zh-hk" | "繁" | "繁體" => "zh-hant",
        "en" | "english" | "英文" => "en",
        "mul" | "mixed" | "双语" | "雙語" => "mul",
        _ => return None,
    };
    Some(Node::Term(terms::language(tag)))
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
