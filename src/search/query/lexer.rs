//! Splits a query into words, phrases, fields and signs, each with its column.

use super::{Expected, QueryError};

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
    /// `-` before something, or `NOT`.
    Not,
    /// `OR` or `|`.
    Or,
    Open,
    Close,
}

/// The fields that a query may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Tag,
    Speaker,
    Ticker,
    Concept,
    Language,
    Date,
}

impl Field {
    const ALL: [Self; 7] = [
        Self::Title,
        Self::Tag,
        Self::Speaker,
        Self::Ticker,
        Self::Concept,
        Self::Language,
        Self::Date,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Tag => "tag",
            Self::Speaker => "speaker",
            Self::Ticker => "ticker",
            Self::Concept => "concept",
            Self::Language => "lang",
            Self::Date => "date",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }
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
            return self.phrase(closing);
        }
        match narrow(character) {
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

    fn phrase(&mut self, closing: &[char]) -> Result<(), QueryError> {
        let from = self.at;
        self.at += 1;
        let mut text = String::new();
        while let Some(character) = self.peek(0) {
            self.at += 1;
            if closing.contains(&character) {
                self.push(from, Kind::Phrase(text));
                return Ok(());
            }
            text.push(character);
        }
        Err(QueryError {
            column: from + 1,
            expected: Expected::ClosingQuote,
        })
    }

    fn word_or_field(&mut self, from: usize, is_value: bool) -> Result<(), QueryError> {
        if !is_value && let Some(name) = self.field_name() {
            let length = name.chars().count();
            if let Some(field) = Field::named(&name) {
                self.at += length + 1;
                self.push(from, Kind::Field(field));
                return Ok(());
            }
            // `10:30`, `https://…` and `FOMC: …` are text; `colour:red` is a mistake.
            let value = self.peek(length + 1);
            if value.is_some_and(|next| is_word(next) && next != '/') {
                return Err(QueryError {
                    column: from + 1,
                    expected: Expected::Field {
                        written: format!("{name}:"),
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
        let kind = match word.as_str() {
            "OR" if !is_value => Kind::Or,
            "NOT" if !is_value => Kind::Not,
            "AND" if !is_value => return Ok(()),
            _ => match word.trim_end_matches(['*', '＊']) {
                "" => return Ok(()),
                stem if stem.len() < word.len() => Kind::Prefix(stem.to_owned()),
                _ => Kind::Word(word),
            },
        };
        self.push(from, kind);
        Ok(())
    }

    /// Letters up to a colon: the name of a field, or of none.
    fn field_name(&self) -> Option<String> {
        let rest = self.characters.get(self.at..)?;
        let end = rest.iter().position(|&c| !c.is_ascii_alphabetic())?;
        let is_name = end >= 2 && rest.get(end).is_some_and(|&next| narrow(next) == ':');
        is_name.then(|| rest.iter().take(end).collect())
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
