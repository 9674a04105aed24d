//! A note as the index takes it.

use jiff::civil::Date;
use tantivy::TantivyDocument;

use super::record::{self, RejectedFile};
use super::schema::{Fields, TextFields};
use super::{filed, terms};
use crate::model::{Mention, Note, NoteId, NoteSummary, Passage, PassageKind, Target};
use crate::text::fold::folded;

/// What a file was like when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct FileStamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 UTC.
    pub modified_ns: i64,
    /// Of the content.
    pub hash: u64,
}

/// A note to be indexed.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its line in lists; its id and path are the note's.
    pub summary: &'a NoteSummary,
    /// What is searched.
    pub note: &'a Note,
    /// What it names.
    pub mentions: &'a [Mention],
    /// What its front matter lists of the lexicon: it counts as mentioned.
    pub listed: &'a [Target],
    /// The state of its file.
    pub stamp: FileStamp,
}

/// The document of a note.
pub(super) fn of_note(
    fields: &Fields,
    entry: &Entry<'_>,
) -> Result<TantivyDocument, serde_json::Error> {
    let Entry { summary, note, .. } = *entry;
    let mut document = stamped(fields, summary.id, entry.stamp);
    let list = &fields.list;
    if let Some(date) = summary.date {
        document.add_i64(list.date, days(date));
    }
    document.add_text(list.path, record::path_text(&summary.path));
    document.add_text(list.title_order, folded(&summary.title));
    document.add_u64(list.length, u64::from(summary.reading_minutes()));
    for tag in &summary.tags {
        document.add_text(list.tags, tag);
    }
    document.add_text(list.record, record::write(summary)?);
    let filed = filed::of_note(note, summary);
    for term in terms::of_note(entry, &filed) {
        document.add_text(fields.terms, term);
    }
    for (kind, value) in &filed {
        document.add_text(fields.text.filed, filed::text(*kind, value));
    }
    for speaker in filed::speakers(note) {
        document.add_text(list.speakers, speaker);
    }
    for mention in entry.mentions {
        if let Some(written) = written(note, mention) {
            document.add_text(fields.text.named, folded(written));
        }
    }
    add_texts(&mut document, &fields.text, note);
    Ok(document)
}

/// The document of a file that is no note.
pub(super) fn of_rejected(
    fields: &Fields,
    file: &RejectedFile,
    stamp: FileStamp,
) -> Result<TantivyDocument, serde_json::Error> {
    let mut document = stamped(fields, file.id, stamp);
    document.add_text(fields.list.path, record::path_text(&file.path));
    document.add_text(fields.list.record, record::write_rejected(file)?);
    document.add_text(fields.terms, terms::REJECTED);
    Ok(document)
}

/// The document of a stamp that replaces the one its note was indexed with.
pub(super) fn of_renewed(fields: &Fields, id: NoteId, stamp: FileStamp) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.stamp.renewed, id.get());
    add_stamp(&mut document, fields, stamp);
    document
}

/// Days since 1970-01-01, as the index counts them.
pub(super) fn days(date: Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.duration_since(epoch).as_secs() / (24 * 60 * 60)
}

fn stamped(fields: &Fields, id: NoteId, stamp: FileStamp) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    document.add_u64(fields.stamp.id, id.get());
    add_stamp(&mut document, fields, stamp);
    document
}

fn add_stamp(document: &mut TantivyDocument, fields: &Fields, stamp: FileStamp) {
    document.add_u64(fields.stamp.size, stamp.size);
    document.add_i64(fields.stamp.modified, stamp.modified_ns);
    document.add_u64(fields.stamp.hash, stamp.hash);
}

fn add_texts(document: &mut TantivyDocument, fields: &TextFields, note: &Note) {
    let title = folded(&note.metadata.title);
    document.add_text(fields.title, &title);
    document.add_text(fields.text, &title);
    document.add_text(fields.words, &title);
    for label in labels(note) {
        let label = folded(label);
        document.add_text(fields.labels, &label);
        document.add_text(fields.text, &label);
    }
    for speaker in filed::speakers(note) {
        document.add_text(fields.text, folded(speaker));
    }
    if let Some(summary) = &note.metadata.summary {
        document.add_text(fields.summary, folded(summary));
    }
    for text in passages(note) {
        let text = folded(text);
        document.add_text(fields.text, &text);
        document.add_text(fields.words, &text);
    }
}

/// A mention as it is written.
fn written<'n>(note: &'n Note, mention: &Mention) -> Option<&'n str> {
    let passage = note.passages.get(mention.passage)?;
    passage
        .text(mention.side)?
        .content
        .get(mention.range.clone())
}

/// What files a note, besides its title and who speaks.
fn labels(note: &Note) -> Vec<&str> {
    let metadata = &note.metadata;
    let mut labels: Vec<&str> = metadata.tags.iter().map(String::as_str).collect();
    let single = [&metadata.source, &metadata.series, &metadata.category];
    labels.extend(single.into_iter().filter_map(Option::as_deref));
    labels.extend(metadata.other.iter().flat_map(|(_, value)| value.texts()));
    labels
}

/// The texts of all passages, after the note's own summary.
fn passages(note: &Note) -> impl Iterator<Item = &str> {
    let summary = note.metadata.summary.as_deref();
    summary
        .into_iter()
        .chain(note.passages.iter().flat_map(passage_texts))
}

fn passage_texts(passage: &Passage) -> impl Iterator<Item = &str> {
    let texts = passage.texts().map(|(_, text)| text.content.as_ref());
    label(passage).into_iter().chain(texts)
}

/// The term that a glossary entry explains, which is no part of its text.
pub(super) fn label(passage: &Passage) -> Option<&str> {
    match &passage.kind {
        PassageKind::Definition(label) => Some(label),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::MetadataValue;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days(date(1970, 1, 1)), 0);
        assert_eq!(days(date(1970, 1, 2)), 1);
        assert_eq!(days(date(1969, 12, 31)), -1);
        assert_eq!(days(date(2026, 2, 6)), 20_490);
    }

    #[test]
    fn labels_hold_every_scalar_of_the_front_matter() {
        let mut note = Note::default();
        note.metadata.tags = vec!["gold".into()];
        note.metadata.source = Some("example.com".into());
        note.metadata.other = vec![
            ("empty".into(), MetadataValue::Empty),
            (
                "people".into(),
                MetadataValue::List(vec![MetadataValue::Map(vec![(
                    "name".into(),
                    MetadataValue::Text("Lin".into()),
                )])]),
            ),
        ];
        assert_eq!(labels(&note), ["gold", "example.com", "Lin"]);
    }
}
