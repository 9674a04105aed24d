//! The words of the library that are like a typed one, straight from the index's dictionaries.
//!
//! They are in order, so only those that begin as a word like it may are looked at: Chinese by the
//! characters that sound as typed, English by its first letter, which is hardly ever the wrong one.

use std::collections::HashMap;

use tantivy::schema::Field;
use tantivy::{InvertedIndexReader, TantivyError};

use super::likeness::{Comparable, Like, Wanted, slips_forgiven};
use crate::search::{SearchError, Snapshot};
use crate::text::pinyin::shares_reading;

/// A word, and in how many notes it stands.
pub(super) type Found = (Like, String, usize);

/// The characters that names and words are written with.
const HAN: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

impl Snapshot {
    /// The words of the library that are like a typed one.
    pub(super) fn words_like(&self, wanted: &Wanted) -> Result<Vec<Found>, SearchError> {
        let mut found: HashMap<String, (Like, usize)> = HashMap::new();
        let mut take = |word: &str, like: Like, notes: usize| {
            let known = found.entry(word.to_owned()).or_insert((like, 0));
            known.1 += notes;
        };
        let words = self.fields.text.words;
        let key = wanted.key();
        if let Some(typed) = wanted.pinyin() {
            self.each_chinese(
                words,
                &|first| typed.may_begin_with(first),
                &mut |word, notes| {
                    if let Some(like) = wanted.like_chinese(word).filter(Like::holds_of_words) {
                        take(word, like, notes);
                    }
                },
            )?;
            self.each_english_like(wanted, &mut take)?;
        } else if let Some(first) = key.chars().next().filter(|first| HAN.contains(first)) {
            let length = key.len();
            let sounds = |other| shares_reading(first, other);
            self.each_chinese(words, &sounds, &mut |word, notes| {
                if word.len() == length
                    && let Some(like) = wanted.like(&Comparable::new(word))
                {
                    take(word, like, notes);
                }
            })?;
        }
        let found = found.into_iter();
        Ok(found
            .map(|(word, (like, notes))| (like, word, notes))
            .collect())
    }

    /// Every term of a field that begins so, with how many notes have it; those that were removed
    /// since count until their segment is merged. A term is told once a segment.
    pub(super) fn each_term(
        &self,
        field: Field,
        beginning: &str,
        tell: &mut dyn FnMut(&str, usize),
    ) -> Result<(), SearchError> {
        for segment in self.searcher.segment_readers() {
            each_in(segment.inverted_index(field)?.as_ref(), beginning, tell)?;
        }
        Ok(())
    }

    fn each_english_like(
        &self,
        wanted: &Wanted,
        take: &mut dyn FnMut(&str, Like, usize),
    ) -> Result<(), SearchError> {
        let key = wanted.key();
        let most = slips_forgiven(key.len());
        let Some(first) = key.get(..1).filter(|_| most > 0 && !key.contains(' ')) else {
            return Ok(());
        };
        self.each_term(self.fields.text.text, first, &mut |word, notes| {
            let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
            let is_near = word.len().abs_diff(key.len()) <= most;
            let may_become = wanted.goes_on() && word.len() > key.len();
            if is_word
                && (is_near || may_become)
                && let Some(like) = wanted.misspells(&Comparable::new(word))
            {
                take(word, like, notes);
            }
        })
    }

    fn each_chinese(
        &self,
        field: Field,
        begins: &dyn Fn(char) -> bool,
        tell: &mut dyn FnMut(&str, usize),
    ) -> Result<(), SearchError> {
        let firsts: Vec<char> = HAN.filter(|first| begins(*first)).collect();
        for segment in self.searcher.segment_readers() {
            let words = segment.inverted_index(field)?;
            for first in &firsts {
                each_in(words.as_ref(), first.encode_utf8(&mut [0; 4]), tell)?;
            }
        }
        Ok(())
    }
}

fn each_in(
    terms: &InvertedIndexReader,
    beginning: &str,
    tell: &mut dyn FnMut(&str, usize),
) -> Result<(), SearchError> {
    let from = terms.terms().range().ge(beginning);
    let mut stream = from.into_stream().map_err(TantivyError::from)?;
    while let Some((term, of_term)) = stream.next() {
        if !term.starts_with(beginning.as_bytes()) {
            break;
        }
        if let Ok(term) = std::str::from_utf8(term) {
            tell(term, of_term.doc_freq as usize);
        }
    }
    Ok(())
}
