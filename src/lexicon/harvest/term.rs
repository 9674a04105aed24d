//! Terms as notes write them: explained, in brackets, in a list.

use std::collections::BTreeSet;

use crate::text::script::is_han;

/// Characters of the longest Chinese term, and of the longest English one.
const LONGEST_HAN: usize = 10;
const LONGEST_LATIN: usize = 40;
/// Words of the longest English term.
const MOST_WORDS: usize = 5;
/// Characters of the longest explanation that is offered as a definition.
const LONGEST_SENTENCE: usize = 120;

/// Words that stand before a term more often than they begin one; 对 and 在 begin 对冲 and 在岸.
const LEADS: &[&str] = &[
    "的", "了", "是", "与", "及", "或", "所谓", "所謂", "叫做", "例如", "比如", "包括", "关于",
    "關於", "一个", "一個", "这个", "這個", "这种", "這種",
];

/// A term in one language or in both, as one place writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) english: Option<String>,
    /// Of a pair in brackets all that stands before them: `agreed` finds where the term begins.
    pub(super) chinese: Option<String>,
    /// Whether the Chinese is the term and no more.
    pub(super) is_whole: bool,
    /// What it is said to mean.
    pub(super) says: Option<String>,
}

/// The term of a definition: its label, else what stands before the colon.
pub(super) fn defined(label: &str, text: &str) -> Option<Term> {
    let (head, says) = match text.split_once(['：', ':']) {
        Some((head, says)) if label.is_empty() => (head, says),
        _ if label.is_empty() => return None,
        _ => (label, text),
    };
    let term = named(head.trim().trim_matches('*'))?;
    Some(Term {
        says: sentence(says),
        ..term
    })
}

/// A name of a list, with another in brackets behind it or without.
pub(super) fn listed(name: &str) -> Option<Term> {
    named(name)
}

/// Chinese terms with their English in brackets, wherever they stand in a text.
pub(super) fn pairs(text: &str) -> Vec<Term> {
    let mut pairs = Vec::new();
    for (at, open) in text.match_indices(['（', '(']) {
        let (before, inside) = text.split_at(at);
        let Some(inside) = inside.get(open.len()..) else {
            continue;
        };
        let Some((english, _)) = inside.split_once(['）', ')']) else {
            continue;
        };
        let before = before.trim_end_matches(['”', '」', '"', '*', ' ', '》']);
        let start = before
            .char_indices()
            .rev()
            .take(LONGEST_HAN + 2)
            .take_while(|(_, character)| is_han(*character))
            .last();
        if let (Some((start, _)), Some(english)) = (start, english_term(english)) {
            pairs.push(Term {
                english: Some(english),
                chinese: before.get(start..).map(str::to_owned),
                is_whole: false,
                says: None,
            });
        }
    }
    pairs
}

/// The Chinese on which all places agree: the end that they share. Places that write the same
/// words before the term do not tell where it begins.
pub(super) fn agreed(terms: &[Term]) -> Option<String> {
    if let Some(whole) = terms.iter().find(|term| term.is_whole) {
        return whole.chinese.clone();
    }
    let runs: BTreeSet<&str> = terms
        .iter()
        .filter_map(|term| term.chinese.as_deref())
        .collect();
    let first = runs.iter().next()?;
    let shared = runs.iter().fold(*first, |shared, run| {
        let same = shared.chars().rev().zip(run.chars().rev());
        let bytes: usize = same
            .take_while(|(one, other)| one == other)
            .map(|(one, _)| one.len_utf8())
            .sum();
        shared.get(shared.len() - bytes..).unwrap_or_default()
    });
    let is_told = runs.len() > 1 || shared.chars().count() <= 4;
    let shared = without_leads(shared);
    let length = shared.chars().count();
    (is_told && (2..=LONGEST_HAN).contains(&length)).then(|| shared.to_owned())
}

fn without_leads(mut term: &str) -> &str {
    while let Some(rest) = LEADS.iter().find_map(|lead| term.strip_prefix(lead)) {
        term = rest;
    }
    term
}

/// A name in one language, or in both where one stands in brackets.
fn named(written: &str) -> Option<Term> {
    let written = written.trim().trim_end_matches(['）', ')']);
    let (name, gloss) = match written.split_once(['（', '(']) {
        Some((name, gloss)) => (name.trim(), Some(gloss.trim())),
        None => (written.trim(), None),
    };
    let both = [Some(name), gloss];
    let english = both.into_iter().flatten().find_map(english_term);
    let chinese = both.into_iter().flatten().find_map(chinese_term);
    if chinese.is_none() && english.is_none() {
        return None;
    }
    Some(Term {
        english,
        chinese,
        is_whole: true,
        says: None,
    })
}

/// A few Latin words that may be a name; what begins with a figure is mostly a date or an amount.
fn english_term(text: &str) -> Option<String> {
    let text = text.split(['，', ',', '；', ';', '：', ':']).next()?.trim();
    let is_word = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, ' ' | '-' | '&' | '.' | '/' | '\'' | '+')
    };
    let begins = text.starts_with(|character: char| character.is_ascii_alphabetic());
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let fits = (2..=LONGEST_LATIN).contains(&text.len()) && text.split(' ').count() <= MOST_WORDS;
    let is_address = text.contains("www.") || text.contains("//") || text.contains(".com");
    (begins && letters >= 2 && fits && !is_address && text.chars().all(is_word))
        .then(|| text.to_owned())
}

/// A few Chinese characters, with Latin letters among them or without, and no sentence.
fn chinese_term(text: &str) -> Option<String> {
    let han = text.chars().filter(|character| is_han(*character)).count();
    let is_word = |character: char| {
        is_han(character)
            || character.is_ascii_alphanumeric()
            || matches!(character, ' ' | '-' | '·' | '/')
    };
    let fits = text.chars().count() <= LONGEST_HAN + 4;
    (han >= 2 && fits && text.chars().all(is_word)).then(|| text.to_owned())
}

/// The first sentence of an explanation, where it is one of a length to be read on a card.
fn sentence(says: &str) -> Option<String> {
    let says = says.trim().trim_start_matches(['*', '：', ':', ' ']);
    let end = says.find(['。', '\n', '；']).map_or(says.len(), |at| {
        let stop = says.get(at..).is_some_and(|rest| rest.starts_with('。'));
        if stop { at + '。'.len_utf8() } else { at }
    });
    let sentence = says.get(..end)?.trim();
    let length = sentence.chars().count();
    // What ends with a colon goes on in a list.
    let is_whole = !sentence.ends_with(['：', ':']);
    (is_whole && (4..=LONGEST_SENTENCE).contains(&length)).then(|| sentence.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(term: &Term) -> String {
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        format!(
            "{} | {} | {}",
            part(&term.english),
            part(&term.chinese),
            part(&term.says)
        )
    }

    #[test]
    fn a_glossary_line_is_a_term_with_its_gloss_and_meaning() {
        for (text, term) in [
            (
                "量化紧缩（QT）：央行缩表。再说。",
                "QT | 量化紧缩 | 央行缩表。",
            ),
            (
                "QT (量化紧缩): 央行让债券到期不续",
                "QT | 量化紧缩 | 央行让债券到期不续",
            ),
            ("VIX：恐慌指数", "VIX | - | 恐慌指数"),
            (
                "三明治交易：两头买、中间卖",
                "- | 三明治交易 | 两头买、中间卖",
            ),
        ] {
            assert_eq!(
                defined("", text).map(|term| shown(&term)).as_deref(),
                Some(term)
            );
        }
        let labelled = defined("basis trade", "买现券、卖期货的交易。").unwrap();
        assert_eq!(shown(&labelled), "basis trade | - | 买现券、卖期货的交易。");
        for text in [
            "没有冒号的一段话",
            "这是一句很长很长很长很长的话里面带冒号：后面",
            "：x",
        ] {
            assert_eq!(defined("", text), None, "{text}");
        }
    }

    #[test]
    fn pairs_are_told_from_other_brackets() {
        let pairs = |text: &str| pairs(text).iter().map(shown).collect::<Vec<_>>();
        assert_eq!(
            pairs("他说量化紧缩（QT）已经停了。"),
            ["QT | 他说量化紧缩 | -"]
        );
        for text in [
            "见图（2024）",
            "（作者：某人）",
            "涨了（+3%）",
            "链接（www.a.com）",
            "Goldman (GS)",
            "（QT）",
            "一半（QT",
        ] {
            assert!(pairs(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn places_agree_on_where_a_term_begins() {
        let agreed_on = |runs: &[&str]| {
            let term = |run: &&str| Term {
                english: None,
                chinese: Some((*run).to_owned()),
                is_whole: false,
                says: None,
            };
            agreed(&runs.iter().map(term).collect::<Vec<_>>())
        };
        for (runs, expected) in [
            (&["他说量化紧缩", "停止量化紧缩"][..], Some("量化紧缩")),
            (&["量化紧缩", "我们的量化紧缩"], Some("量化紧缩")),
            (&["所谓的基差交易", "以及的基差交易"], Some("基差交易")),
            (&["甲乙", "丙丁"], None),
            (&["同一句话里的那个术语", "同一句话里的那个术语"], None),
            (&["缩表"], Some("缩表")),
        ] {
            assert_eq!(agreed_on(runs).as_deref(), expected, "{runs:?}");
        }
    }

    #[test]
    fn listed_names_may_carry_the_other_language() {
        for (name, term) in [
            ("Bridgewater", "Bridgewater | - | -"),
            ("桥水（Bridgewater）", "Bridgewater | 桥水 | -"),
            ("Bridgewater (桥水)", "Bridgewater | 桥水 | -"),
            ("某某", "- | 某某 | -"),
        ] {
            assert_eq!(listed(name).map(|term| shown(&term)).as_deref(), Some(term));
        }
        assert_eq!(listed("2024"), None);
        assert_eq!(listed(""), None);
    }
}
