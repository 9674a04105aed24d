//! Cuts a folded text into the tokens that decide whether a note matches.
//!
//! Han and kana runs become overlapping pairs of characters, so that any substring of
//! two or more is found as a phrase of pairs, wherever a dictionary would have cut.
//! The last character of a run follows once more by itself: it makes single
//! characters findable, and parts two runs that only punctuation separates.
//!
//! Other words are one token each. Hyphens and apostrophes split words; a point or
//! comma between digits (69.1, 6,745) and an ampersand between letters (s&p, m&a) do
//! not. Punctuation and symbols yield nothing and take no position.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::script::{is_han, is_kana};

/// One token of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gram<'a> {
    /// Two characters, the last one of a run, or a word.
    pub text: &'a str,
    /// The bytes of the folded text it covers; those of pairs overlap.
    pub range: Range<usize>,
    /// Counts every token from 0, so that neighbours differ by one.
    pub position: usize,
}

impl Gram<'_> {
    /// Whether this is a single Han or kana character, which ends its run.
    ///
    /// A phrase query leaves the last one out when a pair stands before it.
    pub fn ends_run(&self) -> bool {
        let mut characters = self.text.chars();
        characters.next().is_some_and(is_paired) && characters.next().is_none()
    }
}

/// The tokens of a folded text, in the order of the text.
pub fn grams(folded: &str) -> impl Iterator<Item = Gram<'_>> {
    Grams {
        text: folded,
        at: 0,
        position: 0,
    }
}

struct Grams<'a> {
    text: &'a str,
    at: usize,
    position: usize,
}

impl<'a> Iterator for Grams<'a> {
    type Item = Gram<'a>;

    fn next(&mut self) -> Option<Gram<'a>> {
        let rest = self.text.get(self.at..)?;
        let (skipped, first) = rest.char_indices().find(|&(_, c)| is_token(c))?;
        let start = self.at + skipped;
        let rest = rest.get(skipped..)?;
        let length = if is_paired(first) {
            self.at = start + first.len_utf8();
            pair_length(rest, first)
        } else {
            let length = word_length(rest);
            self.at = start + length;
            length
        };
        let position = self.position;
        self.position += 1;
        Some(Gram {
            text: rest.get(..length)?,
            range: start..start + length,
            position,
        })
    }
}

/// Bytes of the first character and of the one after it, where both are of one run.
fn pair_length(rest: &str, first: char) -> usize {
    let second = rest.get(first.len_utf8()..).and_then(|r| r.chars().next());
    let second = second.filter(|&c| is_paired(c));
    first.len_utf8() + second.map_or(0, char::len_utf8)
}

/// Bytes of the word that a text begins with.
fn word_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().peekable();
    let mut before = '\0';
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or('\0', |&(_, c)| c);
        let inside = is_word(character) || at > 0 && joins(before, character, after);
        if !inside {
            return at;
        }
        before = character;
    }
    rest.len()
}

/// Whether a sign holds what stands around it together as one word.
fn joins(before: char, sign: char, after: char) -> bool {
    match sign {
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '&' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        _ => is_combining_mark(sign),
    }
}

#[inline]
fn is_token(character: char) -> bool {
    is_paired(character) || is_word(character)
}

#[inline]
fn is_paired(character: char) -> bool {
    is_han(character) || is_kana(character)
}

#[inline]
fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    !is_paired(character) && character.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::folded;

    fn texts(folded: &str) -> Vec<&str> {
        grams(folded).map(|gram| gram.text).collect()
    }

    #[test]
    fn han_runs_become_pairs_and_a_last_character() {
        assert_eq!(texts("降息预期"), ["降息", "息预", "预期", "期"]);
        assert_eq!(texts("涨"), ["涨"]);
        assert_eq!(texts("降息。预期"), ["降息", "息", "预期", "期"]);
        assert_eq!(texts("ガソリン高"), ["ガソ", "ソリ", "リン", "ン高", "高"]);
    }

    #[test]
    fn words_stay_whole() {
        for (text, expected) in [
            ("fed cuts 25bp", vec!["fed", "cuts", "25bp"]),
            ("s&p 500 at 6,745.5.", vec!["s&p", "500", "at", "6,745.5"]),
            ("risk-off, it's", vec!["risk", "off", "it", "s"]),
            ("$105b −1.4%", vec!["105b", "1.4"]),
            ("a,b 1,b x.1", vec!["a", "b", "1", "b", "x", "1"]),
            ("fed降息25bp后", vec!["fed", "降息", "息", "25bp", "后"]),
            ("한국 рынок", vec!["한국", "рынок"]),
            ("हिन्दी", vec!["हिन्दी"]),
            ("😀 … ", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_and_positions() {
        let tokens: Vec<_> = grams("vix 恐慌!").map(|g| (g.range, g.position)).collect();
        assert_eq!(tokens, [(0..3, 0), (4..10, 1), (7..10, 2)]);
    }

    #[test]
    fn only_lone_characters_end_a_run() {
        let ends: Vec<_> = grams("降息 a 涨").map(|g| g.ends_run()).collect();
        assert_eq!(ends, [false, true, false, true]);
    }

    proptest! {
        #[test]
        fn ranges_hold_their_text_and_positions_count(text in "[a-z0-9 ,.&降息预期。カ\u{301}😀-]{0,40}") {
            for (index, gram) in grams(&text).enumerate() {
                prop_assert_eq!(&text[gram.range.clone()], gram.text);
                prop_assert_eq!(gram.position, index);
            }
        }

        #[test]
        fn every_substring_of_a_han_run_is_a_phrase(text in "[降息预期美联储]{2,20}", cut in 0_usize..18) {
            let characters: Vec<char> = text.chars().collect();
            let cut = cut.min(characters.len() - 2);
            let part: String = characters[cut..].iter().collect();
            let all = texts(&text);
            let phrase: Vec<_> = grams(&part).filter(|g| !g.ends_run()).map(|g| g.text).collect();
            prop_assert!(all.windows(phrase.len()).any(|window| window == phrase));
        }

        #[test]
        fn every_letter_is_in_some_token(text in "\\PC{0,40}") {
            let text = folded(&text);
            let mut covered = vec![false; text.len()];
            for gram in grams(&text) {
                covered[gram.range].fill(true);
            }
            for (at, _) in text.char_indices().filter(|&(_, c)| c.is_alphanumeric()) {
                prop_assert!(covered[at]);
            }
        }
    }
}
