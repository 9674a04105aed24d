//! Tells Chinese from English, and Simplified from Traditional characters.
//!
//! Counts characters of one script and words of the other; it knows no grammar, and takes any
//! other language for English, as `Language` does: Japanese too, by its kana.

use std::iter::from_fn;

use super::simplify::{is_simplified_form, simplify};
use crate::model::Language;

/// English words that no Chinese sentence borrows: each speaks for an English one.
const FUNCTION_WORDS: [&str; 24] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "in", "is", "it",
    "of", "on", "or", "that", "the", "this", "to", "was", "with",
];

/// Han characters, or English words at their length in Chinese, below which a part of a text is a
/// name or a phrase.
const FEWEST_OF_MIXED: usize = 9;

/// The language a text is written in, `None` where it has no letters at all.
///
/// Terms of the other language do not turn a sentence: tickers and capitals count for
/// neither, and function words count for English. Chinese without one telling
/// character (台北股市) passes for Simplified.
pub fn language(text: &str) -> Option<Language> {
    let han = han_characters(text);
    if han * 3 < english_weight(text) * 2 {
        return Some(Language::En);
    }
    if han > 0 && !is_japanese(text, han) {
        return Some(chinese(text));
    }
    let letters = text.chars().any(char::is_alphabetic);
    letters.then_some(Language::En)
}

/// Whether a text holds sentences of both languages, neither less than a third of it.
///
/// Tickers, terms and names inside a sentence of the other language are part of that sentence.
pub fn is_mixed(text: &str) -> bool {
    // Most texts have too little of one language whatever their sentences are.
    if han_characters(text).min(english_words(text) * 3 / 2) < FEWEST_OF_MIXED {
        return false;
    }
    let (mut chinese, mut english) = (0, 0);
    let ends = |c: char| matches!(c, '\n' | '。' | '！' | '？' | '；' | '.' | '!' | '?' | ';');
    for sentence in text.split(ends) {
        match language(sentence) {
            Some(Language::En) => english += english_words(sentence) * 3 / 2,
            Some(_) => chinese += han_characters(sentence),
            None => {}
        }
    }
    let (less, whole) = (chinese.min(english), chinese + english);
    less >= FEWEST_OF_MIXED && less * 3 >= whole
}

/// How many Han characters a text has.
pub fn han_characters(text: &str) -> usize {
    text.chars().filter(|&c| is_han(c)).count()
}

/// How many words of Latin letters a text has; an apostrophe or hyphen does not end one.
pub fn english_words(text: &str) -> usize {
    words(text).count()
}

/// Whether a character is a Chinese ideograph, with 々 and 〇.
pub fn is_han(character: char) -> bool {
    matches!(character,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}'
        | '々' | '〇')
}

/// Whether a character is Japanese hiragana or katakana.
pub fn is_kana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Whether kana are a quarter of a text or more; Chinese has some in names at most.
fn is_japanese(text: &str, han: usize) -> bool {
    let kana = text.chars().filter(|&c| is_kana(c)).count();
    kana * 3 >= han
}

/// Which of the two Chinese scripts has more telling characters in a text.
fn chinese(text: &str) -> Language {
    let (mut traditional, mut simplified) = (0_usize, 0_usize);
    for character in text.chars() {
        if simplify(character) != character {
            traditional += 1;
        } else if is_simplified_form(character) {
            simplified += 1;
        }
    }
    if traditional > simplified {
        Language::Hant
    } else {
        Language::Hans
    }
}

fn english_weight(text: &str) -> usize {
    words(text).map(weight).sum()
}

fn weight(word: &str) -> usize {
    if !word.bytes().any(|b| b.is_ascii_lowercase()) {
        return 0;
    }
    let mut known = FUNCTION_WORDS.iter();
    let speaks = known.any(|known| known.eq_ignore_ascii_case(word));
    if speaks { 4 } else { 1 }
}

/// Runs of ASCII letters, with the apostrophes and hyphens inside them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    from_fn(move || {
        let start = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let from = rest.get(start..)?;
        let inner = |c: char| c.is_ascii_alphabetic() || matches!(c, '\'' | '’' | '-');
        let end = from.find(|c| !inner(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn languages_of_sentences() {
        let (hans, hant, en) = (
            Some(Language::Hans),
            Some(Language::Hant),
            Some(Language::En),
        );
        for (text, language_expected) in [
            ("美联储降息预期升温", hans),
            ("聯準會降息預期升溫", hant),
            ("The Fed is expected to cut", en),
            ("Fed 降息", hans),
            ("Fed 降息預期", hant),
            ("NVDA、TSLA、AAPL 领涨", hans),
            ("伽马敞口（gamma exposure, GEX）转负", hans),
            ("GEX (gamma exposure, 伽马敞口) is negative", en),
            ("The term 空头 means short", en),
            ("台北股市", hans),
            ("后台里面", hans),
            ("SPX", en),
            ("市場は下落した", en),
            ("ディーラーが売りに回り、相場は下げた", en),
            ("他最喜歡的店是優の良品，在台北也有", hant),
            ("Рынок", en),
            ("69.1% — 2026-02-05", None),
            ("", None),
        ] {
            assert_eq!(language(text), language_expected, "{text}");
        }
    }

    #[test]
    fn a_quoted_word_of_the_other_script_does_not_decide() {
        assert_eq!(
            language("他们把这个叫做「殖利率倒掛」，意思是收益率曲线倒挂"),
            Some(Language::Hans)
        );
    }

    #[test]
    fn only_sentences_of_both_languages_are_mixed() {
        for (text, mixed) in [
            (
                "Dealers are short gamma into the close.\n造市商在尾盘处于做空伽马状态。",
                true,
            ),
            (
                "他说：收益率还要上行。The long end will not hold here, he said.",
                true,
            ),
            ("英伟达（Nvidia）和 AMD 领涨，Meta Platforms 下跌。", false),
            (
                "伽马敞口（gamma exposure, the sum over all strikes）转负，波动放大。",
                false,
            ),
            ("The term 空头 means short, and 多头 means long.", false),
            ("做市商在尾盘处于做空伽马状态。Good night.", false),
            ("", false),
        ] {
            assert_eq!(is_mixed(text), mixed, "{text}");
        }
    }

    #[test]
    fn characters_and_words_are_counted() {
        for (text, han, english) in [
            ("波动率 vol control 下降 5%", 5, 2),
            ("it's a risk-off day", 0, 4),
            ("25bp", 0, 1),
            ("𠀀々〇", 3, 0),
            ("，。", 0, 0),
        ] {
            assert_eq!(han_characters(text), han, "{text}");
            assert_eq!(english_words(text), english, "{text}");
        }
    }

    #[test]
    fn kana_is_no_han() {
        assert!("ひらカター".chars().all(|c| is_kana(c) && !is_han(c)));
        assert!(!is_kana('・'));
    }

    proptest! {
        #[test]
        fn a_language_needs_a_letter(text in "\\PC{0,40}") {
            let letters = text.chars().any(|c| c.is_alphabetic() || is_han(c));
            prop_assert_eq!(language(&text).is_some(), letters);
        }
    }
}
