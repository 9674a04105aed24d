//! General words in the other language: 罢工 for strike, election for 选举.
//!
//! The table is `corpus/lexicon/words.txt`, written for this project: no dictionary of the two
//! languages could be had as a crate under a licence that allows to bundle it (those of CC-CEDICT
//! share alike, ECDICT does not say where its entries are from). About 4,800 English words and
//! phrases and 5,000 Chinese ones, the common ones of news, markets, states, science and daily life.
//!
//! A word has several translations and no rank among them. What is a name of the lexicon is not
//! looked up here. No person is in it but those whom the news name daily, and no grammar.

use std::collections::HashMap;

use crate::text::stem::stem;

const WORDS: &str = include_str!("../../corpus/lexicon/words.txt");

/// The words of the longest phrase.
const LONGEST: usize = 4;

/// Words of English and 简体 that say the same.
///
/// Made by reading a hundred kilobytes of lines: keep one.
#[derive(Debug)]
pub struct Dictionary {
    /// An English word or phrase with its Chinese ones, in the order of the alphabet.
    entries: Vec<(&'static str, &'static str)>,
    /// Places in `entries` by the stems of the English, joined by spaces.
    by_stems: HashMap<String, Vec<usize>>,
    /// The same by one Chinese word.
    by_chinese: HashMap<&'static str, Vec<usize>>,
}

impl Dictionary {
    /// The most words that an English phrase of the table has.
    pub const LONGEST: usize = LONGEST;

    /// The dictionary that comes with the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self::from_lines(WORDS)
    }

    /// A dictionary of lines like `strike: 罢工 打击`, in order; others are comments.
    fn from_lines(lines: &'static str) -> Self {
        let entries: Vec<_> = lines
            .lines()
            .filter_map(|line| line.split_once(": "))
            .filter(|(english, _)| !english.starts_with('#'))
            .collect();
        let mut by_stems: HashMap<String, Vec<usize>> = HashMap::with_capacity(entries.len());
        let mut by_chinese: HashMap<&str, Vec<usize>> = HashMap::with_capacity(entries.len());
        for (place, (english, chinese)) in entries.iter().enumerate() {
            by_stems.entry(stems(english)).or_default().push(place);
            for word in chinese.split(' ') {
                by_chinese.entry(word).or_default().push(place);
            }
        }
        Self {
            entries,
            by_stems,
            by_chinese,
        }
    }

    /// The Chinese words for a folded English word or phrase, in any inflection; none for one that
    /// is not known.
    ///
    /// Of words with one stem (universe, university) the one most like it in writing is taken.
    pub fn chinese(&self, english: &str) -> impl Iterator<Item = &'static str> {
        let exact = self.entries.binary_search_by_key(&english, |entry| entry.0);
        let place = exact.ok().or_else(|| self.likest(english));
        let entry = place.and_then(|place| self.entries.get(place));
        entry
            .into_iter()
            .flat_map(|(_, chinese)| chinese.split(' '))
    }

    /// The English words and phrases for a folded Chinese word; none for one that is not known.
    pub fn english(&self, chinese: &str) -> impl Iterator<Item = &'static str> {
        let places = self.by_chinese.get(chinese).into_iter().flatten();
        places.filter_map(|place| self.entries.get(*place).map(|entry| entry.0))
    }

    /// The entry of the same stems that shares most letters with a word from its start.
    fn likest(&self, english: &str) -> Option<usize> {
        let alike = self.by_stems.get(&stems(english))?.iter().copied();
        let shared = |place: &usize| {
            let entry = self.entries.get(*place).map_or("", |entry| entry.0);
            let pairs = entry.bytes().zip(english.bytes());
            pairs.take_while(|(one, other)| one == other).count()
        };
        alike.max_by_key(shared)
    }
}

fn stems(english: &str) -> String {
    let mut stems = String::with_capacity(english.len());
    for word in english.split(' ') {
        if !stems.is_empty() {
            stems.push(' ');
        }
        stems.push_str(&stem(word));
    }
    stems
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::text::fold::folded;
    use crate::text::script::is_han;

    fn chinese(english: &str) -> Vec<&'static str> {
        Dictionary::built_in().chinese(english).collect()
    }

    #[test]
    fn english_is_found_in_any_inflection() {
        for (english, expected) in [
            ("strike", "罢工"),
            ("strikes", "罢工"),
            ("elections", "选举"),
            ("central banks", "央行"),
            ("universities", "大学"),
            ("universe", "宇宙"),
        ] {
            assert!(chinese(english).contains(&expected), "{english}");
        }
        assert!(!chinese("universities").contains(&"宇宙"));
    }

    #[test]
    fn chinese_is_found_as_it_stands() {
        let dictionary = Dictionary::built_in();
        for (chinese, expected) in [("罢工", "strike"), ("央行", "central bank")] {
            assert!(dictionary.english(chinese).any(|word| word == expected));
        }
        assert_eq!(dictionary.english("罢").count(), 0);
    }

    #[test]
    fn what_is_not_known_has_no_translation() {
        for unknown in ["", " ", "zzyzx", "zzyzx strike", "罢工"] {
            assert!(chinese(unknown).is_empty(), "{unknown}");
        }
    }

    #[test]
    fn comments_and_other_lines_are_passed_over() {
        let dictionary = Dictionary::from_lines("# a: b\n\ngold: 黄金\nno entry\n");
        assert_eq!(dictionary.entries, [("gold", "黄金")]);
    }

    #[test]
    fn the_table_is_in_order_and_says_nothing_twice() {
        let dictionary = Dictionary::built_in();
        assert!(dictionary.entries.len() > 4_000);
        let heads = dictionary.entries.iter().map(|entry| entry.0);
        assert!(heads.is_sorted_by(|one, other| one < other));
        for (english, chinese) in &dictionary.entries {
            let words: Vec<_> = chinese.split(' ').collect();
            let distinct: HashSet<_> = words.iter().collect();
            assert_eq!(words.len(), distinct.len(), "{english}");
        }
    }

    #[test]
    fn the_table_is_written_as_it_is_looked_up() {
        for (english, chinese) in Dictionary::built_in().entries {
            let letters = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
            let words: Vec<_> = english.split(' ').collect();
            assert!(
                words.iter().all(|word| !word.is_empty() && letters(word)),
                "{english}"
            );
            assert!(words.len() <= LONGEST, "{english}");
            for word in chinese.split(' ') {
                assert_eq!(folded(word), word, "{english}");
                assert!(
                    word.chars().any(is_han) && word.chars().count() > 1,
                    "{english}: {word}"
                );
            }
        }
    }
}
