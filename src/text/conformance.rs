//! Folding and cutting against public data, where that lies beside the source.
//!
//! OpenCC's conversions and character dictionary (Apache-2.0), and the gold of the
//! second word segmentation bakeoff (SIGHAN 2005). None of it is part of this project.

use std::collections::HashSet;
use std::fs;

use super::fold::folded;
use super::script::language;
use super::segment::Segmenter;
use super::to_simplified;
use crate::model::Language;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance");

/// A file of the data, `None` with a notice where it is absent.
fn read(path: &str) -> Option<String> {
    let text = fs::read_to_string(format!("{FOLDER}/{path}")).ok();
    if text.is_none() {
        eprintln!("skipped: {path} is not here");
    }
    text
}

#[test]
fn opencc_golden_texts_fold_to_their_source() {
    let golden = |name: &str| read(&format!("opencc/test/golden/{name}"));
    let Some(simplified) = golden("input/us_constitution_zhs.txt") else {
        return;
    };
    let simplified = folded(&simplified).into_owned();
    for config in ["s2t", "s2tw", "s2hk"] {
        let Some(text) = golden(&format!("output/us_constitution_zhs.{config}.txt")) else {
            continue;
        };
        let back = folded(&text);
        let differing = simplified.chars().zip(back.chars()).filter(|(a, b)| a != b);
        let differing = differing.count();
        assert!(differing <= 3, "{config}: {differing} characters");
        assert_eq!(language(&text), Some(Language::Hant));
    }
    assert_eq!(language(&simplified), Some(Language::Hans));
}

#[test]
fn opencc_characters_turn_into_one_of_their_simplified_forms() {
    let Some(dictionary) = read("opencc/data/dictionary/TSCharacters.txt") else {
        return;
    };
    let (mut known, mut total) = (0, 0);
    for line in dictionary.lines().filter(|line| !line.starts_with('#')) {
        let Some((from, forms)) = line.split_once('\t') else {
            continue;
        };
        // Those beyond the first plane are hardly ever written, and differ in length.
        let common = |text: &str| text.len() == 3;
        if common(from) && forms.split(' ').any(common) {
            total += 1;
            known += usize::from(forms.split(' ').any(|form| form == to_simplified(from)));
        }
    }
    assert!(total > 2_500, "only {total} characters");
    assert!(known * 1000 >= total * 995, "{known} of {total} characters");
}

/// Words found and right, words found, and words of the gold, without punctuation.
fn score(gold: &str, segmenter: &Segmenter) -> (usize, usize, usize) {
    let (mut right, mut found, mut expected) = (0, 0, 0);
    for line in gold.lines() {
        let mut text = String::new();
        let mut spans = HashSet::new();
        for word in line.split_whitespace() {
            let start = text.len();
            text.push_str(&folded(word));
            if word.contains(char::is_alphanumeric) {
                spans.insert(start..text.len());
            }
        }
        let origin = text.as_ptr().addr();
        let words = segmenter.cut(&text).into_iter().map(|word| {
            let start = word.as_ptr().addr() - origin;
            start..start + word.len()
        });
        let words: Vec<_> = words.collect();
        right += words.iter().filter(|word| spans.contains(word)).count();
        found += words.len();
        expected += spans.len();
    }
    (right, found, expected)
}

#[test]
fn words_agree_with_the_bakeoff_gold() {
    let segmenter = Segmenter::new([]);
    // The floors are a little below what jieba reaches with its dictionary.
    for (set, floor) in [
        ("pku_test", 0.78),
        ("msr_test", 0.81),
        ("as_testing", 0.78),
        ("cityu_test", 0.80),
    ] {
        let Some(gold) = read(&format!("icwb2/gold/{set}_gold.utf8")) else {
            continue;
        };
        let slice: String = gold
            .lines()
            .take(400)
            .flat_map(|line| [line, "\n"])
            .collect();
        let (right, found, expected) = score(&slice, &segmenter);
        let f1 = 2.0 * right as f64 / (found + expected) as f64;
        assert!(f1 >= floor, "{set}: F1 {f1:.4}");
    }
}
