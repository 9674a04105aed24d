//! A folded text with the marks levelled that writers of one name vary.
//!
//! Hyphens, dashes and line ends read as a space, runs of spaces as one, and a
//! space between a Han character and a Latin letter or digit falls away, since
//! 标普 500 指数 and 标普500指数 differ by taste alone. Typographic apostrophes
//! become plain. Tabs stay: they part the cells of a table.

use std::ops::Range;

/// A levelled text that knows where each of its bytes came from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Normal {
    text: String,
    /// Where a stretch that keeps its distance starts, here and in the source.
    runs: Vec<(usize, usize)>,
}

impl Normal {
    /// The levelled text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Bytes of the source for bytes here. The range must not be empty, and
    /// must start and end at characters that were kept.
    pub(super) fn source(&self, range: &Range<usize>) -> Range<usize> {
        self.place(range.start)..self.place(range.end.saturating_sub(1)) + 1
    }

    fn place(&self, byte: usize) -> usize {
        let run = self.runs.partition_point(|(start, _)| *start <= byte);
        match run.checked_sub(1).and_then(|run| self.runs.get(run)) {
            Some((start, source)) => source + (byte - start),
            None => byte,
        }
    }

    fn push(&mut self, character: char, source: usize) {
        let start = self.text.len();
        if self.place_of_end() != source {
            self.runs.push((start, source));
        }
        self.text.push(character);
    }

    fn place_of_end(&self) -> usize {
        let end = self.text.len();
        self.runs
            .last()
            .map_or(end, |(start, source)| source + (end - start))
    }
}

/// Levels a folded text.
pub(super) fn normalise(folded: &str) -> Normal {
    let mut normal = Normal {
        text: String::with_capacity(folded.len()),
        runs: Vec::new(),
    };
    let mut last: Option<char> = None;
    let mut gap: Option<usize> = None;
    for (place, character) in folded.char_indices() {
        if is_gap(character) {
            gap = gap.or(Some(place));
            continue;
        }
        if let Some(start) = gap.take()
            && !last.is_some_and(|last| joins(last, character))
        {
            normal.push(' ', start);
        }
        normal.push(plain(character), place);
        last = Some(character);
    }
    normal
}

/// Whether a character is Han.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

const fn is_gap(character: char) -> bool {
    matches!(
        character,
        ' ' | '\n' | '-' | '\u{a0}' | '\u{2010}'..='\u{2013}'
    )
}

const fn joins(left: char, right: char) -> bool {
    (is_han(left) && right.is_ascii_alphanumeric())
        || (left.is_ascii_alphanumeric() && is_han(right))
}

const fn plain(character: char) -> char {
    match character {
        '\u{2018}' | '\u{2019}' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_name_level_to_one() {
        for (written, levelled) in [
            ("vol-control", "vol control"),
            ("vol\u{2011}control", "vol control"),
            ("vol  control", "vol control"),
            ("vol\ncontrol", "vol control"),
            ("标普 500 指数", "标普500指数"),
            ("moody\u{2019}s", "moody's"),
            ("a\tb", "a\tb"),
            ("美 联储", "美 联储"),
        ] {
            assert_eq!(normalise(written).text(), levelled, "{written}");
        }
    }

    #[test]
    fn source_finds_the_bytes_it_came_from() {
        let text = "vol\u{2011}control 与标普 500 指数";
        let normal = normalise(text);
        let start = normal.text().find("标").unwrap();
        let range = start..normal.text().len();
        assert_eq!(&text[normal.source(&range)], "标普 500 指数");
        let range = 0.."vol control".len();
        assert_eq!(&text[normal.source(&range)], "vol\u{2011}control");
    }

    proptest! {
        #[test]
        fn every_kept_character_maps_back_to_itself(text in "[a-z标普率 \\-\u{2019}\u{2011}\n\t0-9]{0,40}") {
            let normal = normalise(&text);
            for (start, character) in normal.text().char_indices() {
                if character == ' ' || character == '\'' {
                    continue;
                }
                let source = normal.source(&(start..start + character.len_utf8()));
                let kept = text.get(source).unwrap_or_default();
                prop_assert_eq!(kept.chars().next(), Some(character));
                prop_assert_eq!(kept.chars().count(), 1);
            }
        }

        #[test]
        fn levelling_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = normalise(&text);
            let twice = normalise(once.text());
            prop_assert_eq!(once.text(), twice.text());
        }
    }
}
