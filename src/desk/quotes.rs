//! Structures of options that a note quotes: the subject of their panel.

use crate::indicators;
use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, Target};

/// The panel that takes a structure in words.
pub(super) const STRUCTURE_PANEL: &str = "option-structure";

/// The first structure that a note quotes beside a word for one, with the instrument that its
/// passage names where the words themselves name none.
pub(super) fn structure(document: &Document, lexicon: &Lexicon) -> Option<String> {
    let names_one = |mention: &&Mention| match &mention.target {
        Target::Concept(id) => lexicon
            .concept(id.as_str())
            .is_some_and(|concept| concept.panel.as_deref() == Some(STRUCTURE_PANEL)),
        Target::Instrument(_) => false,
    };
    let mut mentions = document.mentions.iter().filter(names_one);
    mentions.find_map(|mention| {
        let passage = document.note.passages.get(mention.passage)?;
        let text = &passage.text(mention.side)?.content;
        let quoted = indicators::quoted_structure(sentences(text, mention.range.start))?;
        let is_of_something = quoted.starts_with(|letter: char| letter.is_ascii_uppercase());
        let series = instrument(document, lexicon, mention).filter(|_| !is_of_something);
        Some(series.map_or(quoted.clone(), |series| format!("{series} {quoted}")))
    })
}

/// The sentence around a place, and the one behind it: a premium often follows in it.
fn sentences(text: &str, at: usize) -> &str {
    let is_end = |(place, letter): &(usize, char)| {
        let behind = text.get(place + letter.len_utf8()..).unwrap_or_default();
        match letter {
            '。' | '！' | '？' | '\n' => true,
            '.' | '!' | '?' => behind.is_empty() || behind.starts_with(char::is_whitespace),
            _ => false,
        }
    };
    let ends = text.char_indices().filter(is_end);
    let ends: Vec<usize> = ends
        .map(|(place, letter)| place + letter.len_utf8())
        .collect();
    let split = ends.partition_point(|end| *end <= at);
    let start = split.checked_sub(1).and_then(|before| ends.get(before));
    let end = ends
        .get(split + 1)
        .or_else(|| ends.last().filter(|end| **end > at));
    text.get(start.copied().unwrap_or(0)..end.copied().unwrap_or(text.len()))
        .unwrap_or(text)
}

/// The series of the instrument that the same text names first.
fn instrument(document: &Document, lexicon: &Lexicon, near: &Mention) -> Option<String> {
    let beside = document
        .mentions
        .iter()
        .filter(|other| other.passage == near.passage && other.side == near.side);
    let mut series = beside.filter_map(|mention| match &mention.target {
        Target::Instrument(id) => lexicon.instrument(id.as_str())?.series.clone(),
        Target::Concept(_) => None,
    });
    series.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_and_the_next() {
        let text = "One. Two is 0.34 here. Three! 四。五。";
        for (at, expected) in [
            (0, "One. Two is 0.34 here."),
            (6, " Two is 0.34 here. Three!"),
            (24, " Three! 四。"),
            (text.len() - 4, "五。"),
        ] {
            assert_eq!(sentences(text, at), expected, "at {at}");
        }
        assert_eq!(sentences("no end", 3), "no end");
        assert_eq!(sentences("", 0), "");
    }
}
