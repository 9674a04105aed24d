//! A place in a note that outlives small edits of it.
//!
//! An index alone points elsewhere once a paragraph is added above; a quotation alone cannot tell
//! one `谢谢。` from another. Together they find the place again, or the nearest that reads alike.

use super::{Note, Passage};

/// Characters quoted at most: enough to tell passages apart, short enough to survive an edit.
const QUOTED: usize = 40;

/// A passage by its index and the beginning of its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Anchor {
    /// Index of the passage when the anchor was made.
    pub passage: usize,
    /// The first characters of its text, Chinese where there is Chinese; empty where there is none.
    pub quote: String,
}

impl Anchor {
    /// The anchor of a passage; of one that is not there, an anchor by its index alone.
    #[must_use]
    pub fn of(note: &Note, passage: usize) -> Self {
        let quote = note.passages.get(passage).map(opening).unwrap_or_default();
        Self {
            passage,
            quote: quote.chars().take(QUOTED).collect(),
        }
    }

    /// The passage that it means in a note as it is now.
    ///
    /// That of its index where it still begins with the quotation, else the nearest passage that
    /// holds all of the quotation, else half of it, else that of its index, or the last one.
    #[must_use]
    pub fn find(&self, note: &Note) -> usize {
        let last = note.passages.len().saturating_sub(1);
        let here = self.passage.min(last);
        let begins = |passage: &Passage| opening(passage).starts_with(&self.quote);
        if self.quote.is_empty() || note.passages.get(self.passage).is_some_and(begins) {
            return here;
        }
        let half = self.quote.chars().count() / 2;
        let middle = self.quote.char_indices().nth(half).map_or(0, |(at, _)| at);
        let (first, second) = self.quote.split_at(middle);
        [self.quote.as_str(), first, second]
            .into_iter()
            .filter(|part| !part.trim().is_empty())
            .find_map(|part| nearest(note, here, part))
            .unwrap_or(here)
    }
}

/// The passage nearest to another that holds a text in one of its languages.
fn nearest(note: &Note, from: usize, part: &str) -> Option<usize> {
    let holds = |passage: &Passage| passage.texts().any(|(_, text)| text.content.contains(part));
    let all = note.passages.iter().enumerate();
    all.filter(|(_, passage)| holds(passage))
        .map(|(index, _)| index)
        .min_by_key(|index| index.abs_diff(from))
}

fn opening(passage: &Passage) -> &str {
    passage.texts().next().map_or("", |(_, text)| &text.content)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Language, PassageKind, Text};

    fn note(texts: &[&str]) -> Note {
        let passage = |text: &&str| {
            let mut passage = Passage::new(PassageKind::Prose);
            if !text.is_empty() {
                passage.set(Text::plain(Language::Hans, *text));
            }
            passage
        };
        Note {
            passages: texts.iter().map(passage).collect(),
            ..Note::default()
        }
    }

    #[test]
    fn a_place_is_found_again_after_small_edits() {
        let before = note(&[
            "开头",
            "谢谢。",
            "低波动把所有人推向同一边",
            "谢谢。",
            "结尾",
        ]);
        for (passage, after, expected) in [
            (2, vec!["开头", "谢谢。", "低波动把所有人推向同一边"], 2),
            (
                2,
                vec![
                    "新的",
                    "开头",
                    "谢谢。",
                    "低波动把所有人推向同一边",
                    "谢谢。",
                ],
                3,
            ),
            (2, vec!["低波动把所有人推向同一边，如今", "开头"], 0),
            (2, vec!["开头", "其实低波动把所有人推向同一边"], 1),
            (2, vec!["开头", "谢谢。", "高波动把所有人推向同一边"], 2),
            (3, vec!["谢谢。", "开头", "中间", "谢谢。"], 3),
            (3, vec!["开头", "谢谢。", "中间"], 1),
            (4, vec!["开头", "完全改写"], 1),
            (4, vec![], 0),
        ] {
            let anchor = Anchor::of(&before, passage);
            assert_eq!(anchor.find(&note(&after)), expected, "{passage} {after:?}");
        }
    }

    #[test]
    fn a_passage_without_text_is_known_by_its_index() {
        let before = note(&["甲", "", "乙"]);
        let anchor = Anchor::of(&before, 1);
        assert_eq!(anchor.quote, "");
        assert_eq!(anchor.find(&before), 1);
        assert_eq!(Anchor::of(&before, 9).find(&before), 2);
    }

    #[test]
    fn a_quotation_is_short() {
        let long = "波".repeat(500);
        assert_eq!(Anchor::of(&note(&[&long]), 0).quote.chars().count(), QUOTED);
    }

    proptest! {
        #[test]
        fn an_unchanged_note_gives_every_passage_back(
            texts in prop::collection::vec("\\PC{0,60}", 1..12),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let note = note(&texts);
            for passage in 0..texts.len() {
                prop_assert_eq!(Anchor::of(&note, passage).find(&note), passage);
            }
        }

        #[test]
        fn any_anchor_finds_a_passage_of_the_note(passage in 0_usize..30, quote in "\\PC{0,9}") {
            let note = note(&["甲", "乙a", "丙b c"]);
            let anchor = Anchor { passage, quote };
            prop_assert!(anchor.find(&note) < 3);
        }
    }
}
