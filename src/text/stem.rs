//! Stems of English words, by Snowball's English algorithm.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The stem of a lower-case English word: `hedging` and `hedged` become `hedg`.
///
/// Words that are not wholly ASCII letters (25bp, s&p, 伽马) are returned as they are.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.is_empty() || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Cow::Borrowed(word);
    }
    Stemmer::new(Algorithm::English).stem(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for (one, other) in [
            ("hedging", "hedged"),
            ("volatility", "volatile"),
            ("correlations", "correlation"),
            ("yields", "yield"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
    }

    #[test]
    fn what_is_no_english_word_stays() {
        for word in ["", "25bp", "s&p", "69.1", "伽马", "naïves", "risk-offs"] {
            assert!(matches!(stem(word), Cow::Borrowed(same) if same == word));
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem_no_longer_than_it_by_more_than_an_e(word in "[a-z]{1,20}") {
            let stem = stem(&word);
            prop_assert!(!stem.is_empty() && stem.len() <= word.len() + 1);
        }
    }
}
