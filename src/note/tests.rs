//! Whole documents, and the rules that every note keeps.

pub(super) mod conformance;
pub(super) mod corpora;
mod documents;
mod front_matter;
mod hostile;
mod pairs;
mod properties;
mod samples;
mod titles;
mod words;

use crate::model::{Note, Passage, PassageKind, Text};

/// Parses a Markdown document.
pub(super) fn markdown(source: &str) -> Note {
    super::parse(source.as_bytes(), "note.md").expect("a note")
}

/// The texts of a note in order, Chinese before English.
pub(super) fn contents(note: &Note) -> Vec<String> {
    let texts = note.passages.iter().flat_map(Passage::texts);
    texts.map(|(_, text)| text.content.to_string()).collect()
}

/// Fails where a note breaks what the model promises.
pub(super) fn assert_sound(note: &Note) {
    assert!(!note.metadata.title.trim().is_empty());
    assert!(!note.metadata.encoding.is_empty());
    for passage in &note.passages {
        let is_table = matches!(passage.kind, PassageKind::Table(_));
        for (_, text) in passage.texts() {
            assert_text(text, is_table);
        }
        if let PassageKind::Table(columns) = &passage.kind {
            for (_, text) in passage.texts() {
                let widest = text
                    .content
                    .lines()
                    .map(|row| row.split('\t').count())
                    .max();
                assert!(widest.unwrap_or(0) <= columns.len(), "{:?}", text.content);
            }
        }
        let needs_text = passage.kind != PassageKind::Rule;
        assert_eq!(passage.texts().count() > 0, needs_text, "{passage:?}");
    }
}

fn assert_text(text: &Text, is_table: bool) {
    let allowed = |c: char| c == '\n' || (c == '\t' && is_table);
    let bad = text
        .content
        .chars()
        .find(|&c| c.is_control() && !allowed(c));
    assert_eq!(bad, None, "{:?}", text.content);
    let mut open: Vec<usize> = Vec::new();
    let mut start = 0;
    for span in &text.spans {
        assert!(
            text.content
                .get(span.range.clone())
                .is_some_and(|s| !s.is_empty())
        );
        assert!(span.range.start >= start, "spans are ordered");
        start = span.range.start;
        while open.last().is_some_and(|&end| end <= start) {
            open.pop();
        }
        assert!(
            open.last().is_none_or(|&end| span.range.end <= end),
            "spans do not cross"
        );
        open.push(span.range.end);
    }
}
