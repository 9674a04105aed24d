//! Cuts folded Chinese text into words, by jieba.
//!
//! The words rank results and drive keywords; whether a note matches is decided by
//! `bigram`, as jieba's cut of a word depends on what stands around it.

use std::sync::OnceLock;

use jieba_rs::Jieba;

/// Cuts text by jieba's dictionary and the words given to it.
///
/// Making one costs nothing. The dictionary is read at the first `cut`, which takes
/// about 0.1 s and 33 MB once; share one segmenter, by `Arc`, between threads.
#[derive(Debug)]
pub struct Segmenter {
    words: Vec<String>,
    jieba: OnceLock<Jieba>,
}

impl Segmenter {
    /// A segmenter that also knows these words, which are folded already.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            words: words.into_iter().map(str::to_owned).collect(),
            jieba: OnceLock::new(),
        }
    }

    /// The words of a folded text in its order; spaces and punctuation are left out.
    pub fn cut<'a>(&self, folded: &'a str) -> Vec<&'a str> {
        let jieba = self.jieba.get_or_init(|| self.load());
        let tokens = jieba.cut(folded, true).into_iter();
        tokens
            .map(|token| token.word)
            .filter(|word| is_word(word))
            .collect()
    }

    fn load(&self) -> Jieba {
        let mut jieba = Jieba::new();
        for word in &self.words {
            jieba.add_word(word, None, None);
        }
        jieba
    }
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_dictionary_and_of_the_lexicon() {
        let plain = Segmenter::new([]);
        assert_eq!(plain.cut("市场 预期，降息。"), ["市场", "预期", "降息"]);
        let known = Segmenter::new(["收益率曲线倒挂"]);
        assert_eq!(known.cut("收益率曲线倒挂"), ["收益率曲线倒挂"]);
    }

    #[test]
    fn nothing_but_words_comes_out() {
        assert!(Segmenter::new([]).cut("，。 … !\n").is_empty());
        assert!(Segmenter::new([]).cut("").is_empty());
    }
}
