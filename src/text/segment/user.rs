//! The words that a program adds to the dictionary: a few hundred, kept by first character.

/// Words with the logarithms of their frequencies.
#[derive(Debug, Default)]
pub(super) struct UserWords {
    /// Which group the words that begin with a character are in, plus one; by code,
    /// up to the last that has any.
    group_of: Vec<u16>,
    groups: Vec<Vec<(Box<str>, f64)>>,
}

impl UserWords {
    /// Adds a word or gives it another frequency; the empty word is ignored.
    pub(super) fn insert(&mut self, word: &str, log_frequency: f64) {
        let Some(group) = self.group_mut(word) else {
            return;
        };
        match group.iter_mut().find(|(known, _)| known.as_ref() == word) {
            Some((_, known)) => *known = log_frequency,
            None => group.push((word.into(), log_frequency)),
        }
    }

    /// Length and ln(frequency) of every word that a text starts with.
    #[inline]
    pub(super) fn prefixes_of(&self, text: &str) -> impl Iterator<Item = (usize, f64)> {
        let words = self.group(text).into_iter().flatten();
        let words = words.filter(move |(word, _)| text.starts_with(word.as_ref()));
        words.map(|(word, log_frequency)| (word.len(), *log_frequency))
    }

    #[inline]
    fn group(&self, text: &str) -> Option<&Vec<(Box<str>, f64)>> {
        let code = u32::from(text.chars().next()?) as usize;
        let group = usize::from(*self.group_of.get(code)?);
        self.groups.get(group.checked_sub(1)?)
    }

    fn group_mut(&mut self, word: &str) -> Option<&mut Vec<(Box<str>, f64)>> {
        let code = u32::from(word.chars().next()?) as usize;
        if self.group_of.len() <= code {
            self.group_of.resize(code + 1, 0);
        }
        let group = self.group_of.get_mut(code)?;
        if *group == 0 {
            self.groups.push(Vec::new());
            *group = u16::try_from(self.groups.len()).ok()?;
        }
        self.groups.get_mut(usize::from(*group) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(words: &UserWords, text: &str) -> Vec<usize> {
        words.prefixes_of(text).map(|(length, _)| length).collect()
    }

    #[test]
    fn all_words_that_a_text_starts_with_are_found() {
        let mut words = UserWords::default();
        for word in ["收益率", "收益率曲线", "收盘", "vix", "𠀀", ""] {
            words.insert(word, 0.0);
        }
        for (text, expected) in [
            ("收益率曲线倒挂", vec![9, 15]),
            ("收盘价", vec![6]),
            ("vix期货", vec![3]),
            ("𠀀x", vec![4]),
            ("益率", vec![]),
            ("😀", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(lengths(&words, text), expected, "{text}");
        }
    }

    #[test]
    fn a_word_given_twice_keeps_the_later_frequency() {
        let mut words = UserWords::default();
        words.insert("收盘", 1.0);
        words.insert("收盘", 2.0);
        assert_eq!(words.prefixes_of("收盘").collect::<Vec<_>>(), [(6, 2.0)]);
    }
}
