//! Other ways to say what was typed: the spellings of names, and general words in the other
//! language.
//!
//! English is looked up by its longest phrase first, across the words of the query; Chinese as
//! jieba cuts it, and what is not known so by the words within it.

use std::collections::BTreeSet;

use crate::lexicon::Dictionary;
use crate::search::Analysis;
use crate::search::pattern::Pattern;
use crate::search::query::{Form, Words};
use crate::text::fold::folded;
use crate::text::script::is_han;

/// What a name under another spelling counts beside the typed one. A phrase scores the rarity of each
/// of its pairs, so that the spellings of one name together would outweigh the rest of a question.
const NAME: f32 = 0.5;
/// The same for a word of the dictionary, which may mean something else.
const TRANSLATION: f32 = 0.7;

/// One thing that was asked for.
pub(super) struct Group {
    /// As typed, folded.
    pub(super) typed: String,
    /// Other ways to say it.
    pub(super) others: Vec<Pattern>,
    /// What each of those counts.
    pub(super) weight: f32,
}

/// What of some words can be said in other ways, each thing once.
pub(super) fn groups(words: &[&Words], analysis: Option<&Analysis>) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut known = BTreeSet::new();
    for name in words.iter().filter(|words| words.spellings.len() > 1) {
        let typed = folded(&name.typed).into_owned();
        let others = name.spellings.iter().skip(1);
        let others = others.filter_map(|other| Pattern::new(&other.folded, name.form));
        if known.insert(typed.clone()) {
            groups.push(Group {
                others: others.collect(),
                weight: NAME,
                typed,
            });
        }
    }
    let Some(tools) = analysis else {
        return groups;
    };
    let mut english: Vec<String> = Vec::new();
    for one in words {
        let typed = folded(&one.typed);
        if one.spellings.len() > 1 || one.form == Form::Exact {
            add_english(&mut english, tools.dictionary(), &mut known, &mut groups);
        } else if typed.chars().any(is_han) {
            add_english(&mut english, tools.dictionary(), &mut known, &mut groups);
            for word in tools.words(&typed) {
                add_chinese(word, tools.dictionary(), &mut known, &mut groups);
            }
        } else {
            let letters = typed.split(|c: char| !c.is_ascii_alphanumeric());
            english.extend(letters.filter(|word| !word.is_empty()).map(str::to_owned));
        }
    }
    add_english(&mut english, tools.dictionary(), &mut known, &mut groups);
    groups
}

/// Looks up English words that follow one another, the longest phrase first, and forgets them.
fn add_english(
    words: &mut Vec<String>,
    dictionary: &Dictionary,
    known: &mut BTreeSet<String>,
    groups: &mut Vec<Group>,
) {
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let longest = rest.len().min(Dictionary::LONGEST);
        let found = (1..=longest).rev().find_map(|count| {
            let phrase = rest.get(..count)?.join(" ");
            let others = patterns(dictionary.chinese(&phrase));
            (!others.is_empty()).then_some((count, phrase, others))
        });
        let mut taken = 1;
        if let Some((count, phrase, others)) = found {
            taken = count;
            push(phrase, others, known, groups);
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    words.clear();
}

/// Looks up a Chinese word, or the longest words within it.
fn add_chinese(
    word: &str,
    dictionary: &Dictionary,
    known: &mut BTreeSet<String>,
    groups: &mut Vec<Group>,
) {
    let mut rest = word;
    while rest.chars().nth(1).is_some() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.skip(1).collect();
        let found = ends.iter().rev().find_map(|end| {
            let part = rest.get(..*end)?;
            let others = patterns(dictionary.english(part));
            (!others.is_empty()).then_some((part, others))
        });
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let mut taken = first;
        if let Some((part, others)) = found {
            taken = part.len();
            push(part.to_owned(), others, known, groups);
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
}

fn push(
    typed: String,
    others: Vec<Pattern>,
    known: &mut BTreeSet<String>,
    groups: &mut Vec<Group>,
) {
    if known.insert(typed.clone()) {
        groups.push(Group {
            weight: TRANSLATION,
            typed,
            others,
        });
    }
}

fn patterns(words: impl Iterator<Item = &'static str>) -> Vec<Pattern> {
    words
        .filter_map(|word| Pattern::new(word, Form::Stemmed))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fixtures::{analysis, bare};
    use crate::search::query::parse;

    /// Each thing asked for as typed, with how many other ways to say it.
    fn said(query: &str) -> Vec<String> {
        let tools = analysis();
        let query = parse(query, &bare(&tools)).unwrap();
        let groups = groups(&query.words(), Some(&tools));
        assert!(groups.iter().all(|group| !group.others.is_empty()));
        groups.into_iter().map(|group| group.typed).collect()
    }

    #[test]
    fn english_is_looked_up_by_its_longest_phrase() {
        for (query, expected) in [
            ("central banks strike", &["central banks", "strike"][..]),
            ("prime minister of Japan", &["prime minister", "japan"]),
            ("zzyzx elections", &["elections"]),
            ("the of and", &[]),
            ("\"central bank\"", &[]),
        ] {
            assert_eq!(said(query), expected, "{query}");
        }
    }

    #[test]
    fn chinese_is_looked_up_as_cut_or_by_what_is_within() {
        for (query, expected) in [
            ("罢工", &["罢工"][..]),
            ("选举期间罢工", &["选举", "期间", "罢工"]),
            ("的", &[]),
        ] {
            assert_eq!(said(query), expected, "{query}");
        }
    }

    #[test]
    fn a_name_is_said_by_its_spellings_and_not_translated() {
        let tools = analysis();
        let query = parse("QT strike", &bare(&tools)).unwrap();
        let groups = groups(&query.words(), Some(&tools));
        let weights: Vec<_> = groups.iter().map(|group| group.weight).collect();
        assert_eq!(weights, [NAME, TRANSLATION]);
        let without = super::groups(&query.words(), None);
        assert_eq!(without.len(), 1);
    }

    #[test]
    fn what_is_said_twice_is_looked_up_once() {
        assert_eq!(said("strike strike 罢工 罢工"), ["strike", "罢工"]);
    }
}
