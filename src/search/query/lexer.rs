//! Splits a query into words, phrases, fields and signs, each with its column.

use super::field::{self, Field};
use super::{Expected, QueryError};

/// The most words that may stand between the sides of `NEAR`.
pub(in crate::search) const MAX_NEARNESS: u32 = 50;

/// How many may where `NEAR` does not say.
pub(super) const NEARNESS: u32 = 10;

/// Longer names of fields there are none: what stands before a colon is text.
const MAX_FIELD_NAME: usize = 16;

/// A part of a query with where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// The character, from 1.
    pub(super) column: usize,
    pub(super) kind: Kind,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bare word, as typed.
    Word(String),
    /// What stood between quotation marks.
    Phrase(String),
    /// A word after `=`.
    Exact(String),
    /// A word before `*`.
    Prefix(String),
    /// A field's name and colon; its value comes next.
    Field(Field),
    /// The name of a saved search, after `@`.
    Saved(String),
    /// `NEAR`, with how many words may stand between.
    Near(u32),
    /// `-` before something, or `NOT`.
    Not,
    /// `OR` or `|`.
    Or,
    Open,
    Close,
}

/// Splits a query.
pub(super) fn lex(query: &str) -> Result<Vec<Lexeme>, QueryError> {
    let mut lexer = Lexer {
        characters: query.chars().collect(),
        at: 0,
        lexemes: Vec::new(),
    };
    while let Some(character) = lexer.peek(0) {
        lexer.step(character)?;
    }
    Ok(lexer.lexemes)
}

/// The column of the first sign of a query that asks for something; `None` where nothing or a star
/// asks for everything.
pub(super) fn first_sign(query: &str) -> Option<usize> {
    let is_sign = |character: char| !is_separator(character) && narrow(character) != '*';
    query.chars().position(is_sign).map(|at| at + 1)
}

/// The words of a text in which no sign means anything.
pub(super) fn words(text: &str) -> Vec<Lexeme> {
    let words = text.split(|character| !is_word(character));
    let words = words.filter(|word| word.chars().any(char::is_alphanumeric));
    let lexeme = |(at, word): (usize, &str)| Lexeme {
        column: at + 1,
        kind: Kind::Word(word.to_owned()),
    };
    words.enumerate().map(lexeme).collect()
}

struct Lexer {
    characters: Vec<char>,
    at: usize,
    lexemes: Vec<Lexeme>,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn push(&mut self, from: usize, kind: Kind) {
        self.lexemes.push(Lexeme {
            column: from + 1,
            kind,
        });
    }

    fn step(&mut self, character: char) -> Result<(), QueryError> {
        let from = self.at;
        let is_value = matches!(
            self.lexemes.last(),
            Some(Lexeme {
                kind: Kind::Field(_),
                ..
            })
        );
        if is_separator(character) {
            self.at += 1;
            return Ok(());
        }
        if let Some(closing) = closing_quotes(character) {
            let text = self.quoted(closing)?;
            self.push(from, Kind::Phrase(text));
            return Ok(());
        }
        match narrow(character) {
            '@' if !is_value => return self.saved(from),
            '(' => self.sign(from, Kind::Open),
            ')' => self.sign(from, Kind::Close),
            '|' => self.bar(from),
            '-' if !is_value => {
                self.at += 1;
                // A dash between spaces is only a dash.
                if self.peek(0).is_some_and(|next| !is_separator(next)) {
                    self.push(from, Kind::Not);
                }
            }
            '=' if !is_value && self.peek(1).is_some_and(is_word) => {
                self.at += 1;
                let word = self.word();
                self.push(from, Kind::Exact(word));
            }
            _ => return self.word_or_field(from, is_value),
        }
        Ok(())
    }

    fn sign(&mut self, from: usize, kind: Kind) {
        self.at += 1;
        self.push(from, kind);
    }

    fn bar(&mut self, from: usize) {
        while self.peek(0).is_some_and(|next| narrow(next) == '|') {
            self.at += 1;
        }
        self.push(from, Kind::Or);
    }

    /// What stands between quotation marks, the first of which comes next.
    fn quoted(&mut self, closing: &[char]) -> Result<String, QueryError> {
        let from = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(character) = self.peek(0) {
            self.at += 1;
            if closing.contains(&character) {
                return Ok(text);
            }
            text.push(character);
        }
        Err(QueryError {
            column: from + 1,
            expected: Expected::ClosingQuote,
        })
    }

    /// `@name` or `@"a name"`; an `@` before nothing is only a sign.
    fn saved(&mut self, from: usize) -> Result<(), QueryError> {
        self.at += 1;
        let name = match self.peek(0).and_then(closing_quotes) {
            Some(closing) => self.quoted(closing)?,
            None => self.word(),
        };
        if !name.trim().is_empty() {
            self.push(from, Kind::Saved(name));
        }
        Ok(())
    }

    fn word_or_field(&mut self, from: usize, is_value: bool) -> Result<(), QueryError> {
        if !is_value && let Some(name) = self.field_name() {
            let length = name.chars().count();
            if let Some(field) = Field::named(&name) {
                self.at += length + 1;
                self.push(from, Kind::Field(field));
                return Ok(());
            }
            // `https://…` and `FOMC: …` are text; `colour:red` is a mistake.
            let value = self.peek(length + 1);
            if value.is_some_and(|next| is_word(next) && next != '/') {
                return Err(QueryError {
                    column: from + 1,
                    expected: Expected::Field {
                        written: name,
                        known: field::NAMES.to_vec(),
                    },
                });
            }
        }
        let word = self.word();
        if word.is_empty() {
            // A sign that means nothing here.
            self.at += 1;
            return Ok(());
        }
        if !is_value && !word.contains(char::is_alphanumeric) {
            return Ok(());
        }
        let kind = match word.as_str() {
            "OR" if !is_value => Kind::Or,
            "NOT" if !is_value => Kind::Not,
            "AND" if !is_value => return Ok(()),
            "NEAR" if !is_value => Kind::Near(NEARNESS),
            near if !is_value && near.starts_with("NEAR/") => nearness(from, near)?,
            _ => match word.trim_end_matches(['*', '＊']) {
                stem if stem.len() < word.len() => Kind::Prefix(stem.to_owned()),
                _ => Kind::Word(word),
            },
        };
        self.push(from, kind);
        Ok(())
    }

    /// English letters or Chinese characters up to a colon: the name of a field, or of none.
    fn field_name(&self) -> Option<String> {
        let rest = self.characters.get(self.at..)?;
        let is_colon = |c: &char| narrow(*c) == ':';
        let end = rest.iter().take(MAX_FIELD_NAME).position(is_colon)?;
        let name: String = rest.iter().take(end).copied().map(narrow).collect();
        // One letter may be anything: `a:b`. Chinese before a colon is a field only where it is one.
        let english = end >= 2 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        (english || Field::named(&name).is_some()).then_some(name)
    }

    fn word(&mut self) -> String {
        let mut word = String::new();
        while let Some(character) = self.peek(0).filter(|&next| is_word(next)) {
            word.push(character);
            self.at += 1;
        }
        word
    }
}

/// `NEAR/5`
fn nearness(from: usize, written: &str) -> Result<Kind, QueryError> {
    let count = written.split_once('/').map_or("", |(_, count)| count);
    let digits = count.bytes().all(|byte| byte.is_ascii_digit());
    let count = count
        .parse()
        .ok()
        .filter(|count| digits && *count <= MAX_NEARNESS);
    count.map(Kind::Near).ok_or_else(|| QueryError {
        column: from + 1,
        expected: Expected::Nearness {
            written: written.to_owned(),
            limit: MAX_NEARNESS,
        },
    })
}

/// The ASCII form of a full-width sign.
pub(super) fn narrow(character: char) -> char {
    match u32::from(character) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(character),
        0x3000 => ' ',
        _ => character,
    }
}

/// A character that belongs to a word.
fn is_word(character: char) -> bool {
    !is_separator(character)
        && closing_quotes(character).is_none()
        && !matches!(narrow(character), '(' | ')' | '|')
}

/// A character that only parts words. ASCII commas and points do not: `1,000`, `10.5`.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '，' | '；'
                | '！'
                | '？'
                | '、'
                | '。'
                | '…'
                | '—'
                | '·'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '【'
                | '】'
        )
}

/// The marks that close a phrase opened by this one.
fn closing_quotes(character: char) -> Option<&'static [char]> {
    match character {
        '"' | '＂' | '“' | '”' | '„' => Some(&['"', '＂', '“', '”']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}
