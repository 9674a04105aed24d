use std::io::BufReader;

use proptest::prelude::*;

use super::*;

const DICTIONARY: &str = include_str!(concat!(env!("OUT_DIR"), "/words.txt"));

/// jieba itself, on the dictionary that the double array was made of.
fn jieba() -> Jieba {
    Jieba::with_dict(&mut BufReader::new(DICTIONARY.as_bytes())).unwrap()
}

fn by_jieba<'a>(jieba: &Jieba, text: &'a str) -> Vec<&'a str> {
    let tokens = jieba.cut(text, true).into_iter().map(|token| token.word);
    tokens
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect()
}

#[test]
fn words_of_the_dictionary_and_of_the_lexicon() {
    let plain = Segmenter::new([]);
    assert_eq!(plain.cut("市场 预期，降息。"), ["市场", "预期", "降息"]);
    for word in [
        "收益率曲线倒挂",
        "非农就业",
        "点阵图",
        "降息预期",
        "做空伽马",
        "vol控制",
    ] {
        let known = Segmenter::new([word]);
        assert_eq!(known.cut(word), [word]);
    }
}

#[test]
fn nothing_but_words_comes_out() {
    let segmenter = Segmenter::new([]);
    for text in ["", "，。 … !\n", "---", "%&"] {
        assert!(segmenter.cut(text).is_empty(), "{text}");
    }
    assert_eq!(segmenter.cut("рынок, ガソリン"), ["рынок", "ガソリン"]);
}

#[test]
fn figures_and_codes_are_words() {
    let segmenter = Segmenter::new([]);
    for (text, words) in [
        ("上涨69.1%", vec!["上涨", "69.1%"]),
        ("降息25bp后", vec!["降息", "25bp", "后"]),
        ("a股", vec!["a股"]),
    ] {
        assert_eq!(segmenter.cut(text), words);
    }
}

#[test]
fn sentences_are_cut_as_jieba_cuts_them() {
    let (own, jieba) = (Segmenter::new([]), jieba());
    for sentence in [
        "美联储在周三的会议上维持利率不变，但点阵图显示今年只会降息一次。",
        "波动率控制策略在市场剧烈下跌时被迫减仓，加剧了抛售压力。",
        "小明硕士毕业于中国科学院计算所，后在日本京都大学深造",
        "南京市长江大桥，他来到了网易杭研大厦",
        "卡拉ok和at&t的c++工程师去了江南style",
        "十年期国债收益率升至4.29%，创去年11月以来新高",
        "龘龘龘 𠀀𠀁",
    ] {
        assert_eq!(own.cut(sentence), by_jieba(&jieba, sentence));
    }
}

#[test]
fn added_words_are_weighed_as_jieba_weighs_them() {
    let words = [
        "收益率曲线",
        "收益率曲线倒挂",
        "降息预期",
        "空伽马",
        "vol控制",
        "市场",
    ];
    let own = Segmenter::new(words);
    let mut jieba = jieba();
    for word in words {
        jieba.add_word(word, None, None);
    }
    for sentence in [
        "收益率曲线倒挂加深了降息预期",
        "做空伽马与vol控制在市场下跌时共振",
        "收益率曲线走平",
    ] {
        assert_eq!(own.cut(sentence), by_jieba(&jieba, sentence));
    }
}

#[test]
fn random_dictionary_words_in_a_row_are_cut_as_jieba_cuts_them() {
    let (own, jieba) = (Segmenter::new([]), jieba());
    let words: Vec<&str> = DICTIONARY
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    // Steps that share no factor with one another walk all over the dictionary.
    for start in 0..2_000 {
        let indices = (0..12).map(|step| (start * 7_919 + step * step * 104_729) % words.len());
        let text: String = indices.map(|index| words[index]).collect();
        assert_eq!(own.cut(&text), by_jieba(&jieba, &text), "{text}");
    }
}

#[test]
fn no_word_of_the_dictionary_is_of_ascii_letters_and_digits_alone() {
    let mut words = DICTIONARY.lines().filter_map(|line| line.split(' ').next());
    assert_eq!(
        words.find(|word| word.bytes().all(|b| b.is_ascii_alphanumeric())),
        None
    );
}

proptest! {
    #[test]
    fn words_cover_every_letter_in_order(text in "[美联储降息预期a-z0-9，。 .%-éか]{0,40}") {
        let mut rest = text.as_str();
        for word in Segmenter::new([]).cut(&text) {
            let (skipped, after) = rest.split_once(word).unwrap();
            prop_assert!(!skipped.contains(char::is_alphanumeric), "{skipped} before {word}");
            rest = after;
        }
        prop_assert!(!rest.contains(char::is_alphanumeric));
    }
}
