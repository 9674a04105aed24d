//! What documents and queries are analysed with, and the one place where text becomes terms.
//!
//! A term is a folded bigram of Han characters, a folded Latin word, or the stem of one. All three
//! stand in one field, a stem at the position of its word, so that a phrase may mix scripts and be
//! found in any inflection. Stems carry a mark, since `"general"` in quotes must not find what was
//! only stemmed to it. The first character of a Chinese run after a Latin word also stands by itself,
//! at the position of its pair, so that A股 is a phrase of two terms and not of one and all that 股
//! may begin.
//!
//! A figure stands once more at the position of its first term, under the term that all its writings
//! share (see `text::figures`): `25个基点` is three terms in a row and, at the first of them, `#25bp`.
//!
//! What each part costs:
//!
//! | part | size | time | what it is for |
//! |-|-|-|-|
//! | folding: width, case, script | 128 KB of the program | 570 MB/s | names in either script are one; words are cut right in 82 of 100 Traditional ones, not 74 |
//! | bigrams with positions | 0.60 of the text on disk | 30 MB/s | every substring is found, where words find two in three |
//! | stems beside words | one more term for an English word | in the above | "leveraged ETFs" is found by "leveraged ETF", in order |
//! | figures | 0.04 of the text | 40 ns a term | `25bp` finds 25个基点 |
//! | words, without positions | 0.11 of the text | half of the time that the engine takes to index | rank only |
//! | names of the lexicon | a term for each that is linked | a term for each spelling | 30 of 30 planted notes |
//! | nearness | none: the positions are there | 20 µs a term for 100 hits | ranks only |
//! | dictionary | 97 KB of the program, about 1 MB once asked | read at the first question that few notes answer | the other language |
//!
//! What each gains: nDCG@10 on judged sets (`tape-eval retrieval`) without it, everything else as it
//! is. The last three columns ask three Chinese sets in Traditional characters.
//!
//! | without | cmrc | finna | xquad zh | tatqa | financebench | xquad en | en → zh | zh → en | cmrc | finna | xquad zh |
//! |-|-|-|-|-|-|-|-|-|-|-|-|
//! | nothing | .9890 | .9433 | .9670 | .5543 | .4733 | .9697 | .658 | .792 | .9891 | .9434 | .9667 |
//! | folding of script | .9890 | .9433 | .9670 | .5543 | .4733 | .9697 | .658 | .792 | .818 | .883 | .834 |
//! | any folding | .9890 | .9432 | .9667 | .4535 | .3322 | .9567 | .538 | .683 | .818 | .882 | .833 |
//! | stems | .9888 | .9428 | .9661 | .5425 | .5126 | .9608 | .713 | .720 | .9889 | .9431 | .9658 |
//! | figures | .9890 | .9428 | .9670 | .5685 | .4819 | .9700 | .658 | .792 | .9891 | .9420 | .9667 |
//! | words of jieba | .9875 | .9427 | .9635 | .5543 | .4733 | .9697 | .658 | .792 | .9882 | .9431 | .9638 |
//! | nearness | .9885 | .9414 | .9660 | .5149 | .4648 | .9685 | .659 | .792 | .9885 | .9412 | .9660 |
//! | names and dictionary | .9890 | .9432 | .9667 | .5544 | .4695 | .9697 | .128 | .136 | .9891 | .9434 | .9667 |
//! | all of the last five | .9867 | .9410 | .9652 | .5184 | .5100 | .9601 | .133 | .134 | .9867 | .9408 | .9652 |
//!
//! So jieba's words are worth .001 to .004 where Chinese is asked for, nearness .04 on questions in
//! English, stems most in the long run of text and least on pages of figures (financebench), which are
//! told apart by exact words; figures find more than they rank.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::lexicon::{Dictionary, Lexicon};
use crate::text::bigram::grams;
use crate::text::figures::{Figure, figure_at};
use crate::text::script::{is_han, is_kana};
use crate::text::segment::Segmenter;
use crate::text::stem::stem;

/// Set before a stem. Folded words hold letters and digits only, so none begins with it.
pub(super) const STEM_MARK: char = '~';

/// The language tools that the index, the queries and the highlighter share.
#[derive(Debug)]
pub struct Analysis {
    segmenter: Segmenter,
    lexicon: Arc<Lexicon>,
    /// Asked for only where few notes hold all of a query.
    dictionary: OnceLock<Dictionary>,
}

impl Analysis {
    /// Tools that know the words of a lexicon.
    #[must_use]
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self {
            segmenter: Segmenter::new(lexicon.words()),
            lexicon,
            dictionary: OnceLock::new(),
        }
    }

    /// The names that queries are widened by.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// General words in the other language.
    pub(super) fn dictionary(&self) -> &Dictionary {
        self.dictionary.get_or_init(Dictionary::built_in)
    }

    /// The Chinese words of a text that mean something by themselves: those of two characters and
    /// more. English words rank by the terms that decide, so they are not given again.
    pub(super) fn words<'a>(&self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        let words = self.cut(folded).into_iter();
        words.filter(|word| is_paired(word) && word.chars().nth(1).is_some())
    }

    /// All words of a text, as cut.
    pub(super) fn cut<'a>(&self, folded: &'a str) -> Vec<&'a str> {
        self.segmenter.cut(folded)
    }
}

/// One term of a folded text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token<'a> {
    /// The gram or word as it stands.
    pub(super) text: &'a str,
    /// Its stem, where it is an English word.
    pub(super) stem: Option<Cow<'a, str>>,
    /// Bytes of the folded text.
    pub(super) range: Range<usize>,
    /// Counts every term from 0.
    pub(super) position: usize,
    /// A single Chinese character at the end of its run.
    pub(super) ends_run: bool,
    /// The first character of a Chinese run of several, after a Latin word.
    pub(super) run_start: Option<&'a str>,
    /// The figure that begins here.
    pub(super) figure: Option<Figure>,
}

/// The terms of a folded text, in order.
pub(super) fn tokens(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut after_latin = false;
    grams(folded).map(move |gram| {
        let ends_run = gram.ends_run();
        let is_pair = !ends_run && is_paired(gram.text);
        let begins_run = is_pair && after_latin;
        after_latin = !is_pair && !ends_run;
        let first = gram.text.chars().next().map_or(0, char::len_utf8);
        Token {
            run_start: gram.text.get(..first).filter(|_| begins_run),
            ends_run,
            figure: figure_at(folded, gram.range.start),
            text: gram.text,
            stem: stem_of(gram.text),
            range: gram.range,
            position: gram.position,
        }
    })
}

/// The term under which a stem is indexed.
pub(super) fn stem_term(stem: &str) -> String {
    let mut term = String::with_capacity(stem.len() + STEM_MARK.len_utf8());
    term.push(STEM_MARK);
    term.push_str(stem);
    term
}

/// A pair of Han or kana characters, or one of them.
pub(super) fn is_paired(gram: &str) -> bool {
    gram.chars()
        .next()
        .is_some_and(|first| is_han(first) || is_kana(first))
}

/// The stem of an English word; `None` for figures, codes and Chinese.
fn stem_of(word: &str) -> Option<Cow<'_, str>> {
    let english = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    english.then(|| stem(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixtures;

    #[test]
    fn english_words_carry_their_stem_and_nothing_else_does() {
        let stems: Vec<_> = tokens("hedging 25bp 流动")
            .map(|token| (token.text.to_owned(), token.stem.is_some()))
            .collect();
        let expected = [
            ("hedging", true),
            ("25bp", false),
            ("流动", false),
            ("动", false),
        ];
        assert_eq!(stems, expected.map(|(text, stem)| (text.to_owned(), stem)));
    }

    #[test]
    fn only_a_run_after_a_latin_word_has_a_start() {
        let starts: Vec<_> = tokens("a股市场，跌停")
            .map(|token| token.run_start)
            .collect();
        let expected = [None, Some("股"), None, None, None, None];
        assert_eq!(starts, expected);
    }

    #[test]
    fn words_that_rank_are_chinese_and_of_several_characters() {
        let analysis = fixtures::analysis();
        let words: Vec<_> = analysis.words("市场 的 dealers 预期").collect();
        assert_eq!(words, ["市场", "预期"]);
    }

    #[test]
    fn stem_terms_cannot_be_words() {
        assert_eq!(stem_term("hedg"), "~hedg");
        assert!(tokens("~hedg").all(|token| !token.text.starts_with(STEM_MARK)));
    }
}
