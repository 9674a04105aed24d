//! Terms and words as tantivy takes them.
//!
//! The tokenizers expect folded text: it is folded once, before it is handed to the index, and
//! not once a field.

use std::borrow::Cow;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::analysis::{Analysis, STEM_MARK, tokens};
use super::query::MAX_NEARNESS;

/// The name under which [`GramTokenizer`] is registered.
pub(super) const GRAMS: &str = "grams";
/// The name under which [`FiledTokenizer`] is registered.
pub(super) const FILED: &str = "filed";
/// The name under which [`WordTokenizer`] is registered.
pub(super) const WORDS: &str = "words";

/// Makes the tokenizers known to an index.
pub(super) fn register(tokenizers: &TokenizerManager, analysis: &Arc<Analysis>) {
    tokenizers.register(GRAMS, GramTokenizer);
    tokenizers.register(FILED, FiledTokenizer);
    tokenizers.register(
        WORDS,
        WordTokenizer {
            analysis: Arc::clone(analysis),
        },
    );
}

/// Bigrams, the first characters of runs, words, marked stems and figures, with positions.
#[derive(Debug, Clone)]
struct GramTokenizer;

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        GramStream {
            tokens: Box::new(tokens(text)),
            beside: Vec::new(),
            token: Token {
                // What comes after this text, another passage or its other language, stands so far
                // behind its last term that nothing is near across.
                position_length: 1 + MAX_NEARNESS as usize,
                ..Token::default()
            },
        }
    }
}

/// Gives each term, and after it what stands at the same position: the stem of an English word,
/// the first character of a Chinese run, a figure.
struct GramStream<'a> {
    tokens: Box<dyn Iterator<Item = super::analysis::Token<'a>> + 'a>,
    /// The last of them first.
    beside: Vec<Beside<'a>>,
    token: Token,
}

/// A further term at one position.
enum Beside<'a> {
    Stem(Cow<'a, str>),
    RunStart(&'a str),
    Figure(String),
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(beside) = self.beside.pop() {
            self.token.text.clear();
            match beside {
                Beside::Stem(stem) => {
                    self.token.text.push(STEM_MARK);
                    self.token.text.push_str(&stem);
                }
                Beside::RunStart(first) => self.token.text.push_str(first),
                Beside::Figure(term) => self.token.text.push_str(&term),
            }
            return true;
        }
        let Some(next) = self.tokens.next() else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(next.text);
        self.token.position = next.position;
        self.token.offset_from = next.range.start;
        self.token.offset_to = next.range.end;
        if let Some(figure) = &next.figure {
            self.beside.extend(figure.amount().map(Beside::Figure));
            self.beside.push(Beside::Figure(figure.term()));
        }
        self.beside.extend(next.run_start.map(Beside::RunStart));
        self.beside.extend(next.stem.map(Beside::Stem));
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Bigrams, first characters of runs and words, each with what stands before the text's first colon.
#[derive(Debug, Clone)]
struct FiledTokenizer;

impl Tokenizer for FiledTokenizer {
    type TokenStream<'a> = FiledStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FiledStream<'a> {
        let colon = text.find(':').map_or(0, |at| at + 1);
        let (kind, value) = text.split_at_checked(colon).unwrap_or_default();
        FiledStream {
            kind,
            tokens: Box::new(tokens(value)),
            run_start: None,
            token: Token::default(),
        }
    }
}

/// Gives each term under its kind, and after it the first character of a Chinese run.
struct FiledStream<'a> {
    kind: &'a str,
    tokens: Box<dyn Iterator<Item = super::analysis::Token<'a>> + 'a>,
    run_start: Option<&'a str>,
    token: Token,
}

impl FiledStream<'_> {
    fn set(&mut self, term: &str) {
        self.token.text.clear();
        self.token.text.push_str(self.kind);
        self.token.text.push_str(term);
    }
}

impl TokenStream for FiledStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(first) = self.run_start.take() {
            self.set(first);
            return true;
        }
        let Some(next) = self.tokens.next() else {
            return false;
        };
        self.set(next.text);
        self.token.position = next.position;
        self.token.offset_from = next.range.start;
        self.token.offset_to = next.range.end;
        self.run_start = next.run_start;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The words that rank.
#[derive(Debug, Clone)]
struct WordTokenizer {
    analysis: Arc<Analysis>,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream {
            words: Box::new(self.analysis.words(text)),
            token: Token {
                position: 0,
                ..Token::default()
            },
        }
    }
}

/// Gives each word; position and offsets mean nothing, since the field keeps none.
struct WordStream<'a> {
    words: Box<dyn Iterator<Item = &'a str> + 'a>,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(word);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixtures;

    fn run(mut tokenizer: impl Tokenizer, text: &str) -> Vec<(String, usize)> {
        let mut stream = tokenizer.token_stream(text);
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push((stream.token().text.clone(), stream.token().position));
        }
        tokens
    }

    #[test]
    fn a_stem_stands_at_the_position_of_its_word() {
        let tokens = run(GramTokenizer, "dealers 做空");
        let expected = [
            ("dealers", 0),
            ("~dealer", 0),
            ("做空", 1),
            ("做", 1),
            ("空", 2),
        ];
        assert_eq!(tokens, expected.map(|(text, at)| (text.to_owned(), at)));
    }

    #[test]
    fn a_figure_stands_at_the_position_of_its_first_term() {
        let tokens = run(GramTokenizer, "加25个基点 $6bn");
        let expected = [
            ("加", 0),
            ("25", 1),
            ("#25bp", 1),
            ("个基", 2),
            ("个", 2),
            ("基点", 3),
            ("点", 4),
            ("6bn", 5),
            ("#usd6000000000", 5),
            ("6000000000", 5),
        ];
        assert_eq!(tokens, expected.map(|(text, at)| (text.to_owned(), at)));
    }

    #[test]
    fn what_is_filed_carries_its_kind_and_no_stems() {
        let tokens = run(FiledTokenizer, "person:jerome 鲍尔");
        let expected = [
            ("person:jerome", 0),
            ("person:鲍尔", 1),
            ("person:鲍", 1),
            ("person:尔", 2),
        ];
        assert_eq!(tokens, expected.map(|(text, at)| (text.to_owned(), at)));
        assert!(run(FiledTokenizer, "person:").is_empty());
    }

    #[test]
    fn words_come_in_order() {
        let analysis = Arc::new(fixtures::analysis());
        let words = run(WordTokenizer { analysis }, "市场预期");
        assert_eq!(words, [("市场".to_owned(), 0), ("预期".to_owned(), 0)]);
    }

    #[test]
    fn no_text_gives_no_term() {
        assert!(run(GramTokenizer, "").is_empty());
        assert!(run(GramTokenizer, " ，—\n").is_empty());
    }
}
