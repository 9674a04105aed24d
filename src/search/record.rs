//! What is stored of a document, as JSON: the line of a note in a list, or why a file is no note.
//!
//! Short keys, since it is read a hundred at a time; the one place that turns a summary into bytes
//! and back.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Language, NoteId, NoteSummary};

/// A file that the last indexing passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedFile {
    /// From its path.
    pub id: NoteId,
    /// Relative to the library.
    pub path: PathBuf,
    /// Why, in words.
    pub reason: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct NoteRecord {
    i: u64,
    p: String,
    t: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    l: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    g: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    s: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    o: Option<String>,
    /// Characters, words, passages, diagnostics.
    n: [u32; 4],
}

#[derive(Debug, Serialize, Deserialize)]
struct RejectedRecord {
    i: u64,
    p: String,
    r: String,
}

/// A summary as stored.
pub(super) fn write(summary: &NoteSummary) -> Result<String, serde_json::Error> {
    serde_json::to_string(&NoteRecord {
        i: summary.id.get(),
        p: path_text(&summary.path),
        t: summary.title.clone(),
        d: summary.date.map(|date| date.to_string()),
        l: summary
            .languages
            .iter()
            .map(|language| language.tag().to_owned())
            .collect(),
        g: summary.tags.clone(),
        s: summary.speaker.clone(),
        o: summary.source.clone(),
        n: [
            summary.characters,
            summary.words,
            summary.passages,
            summary.diagnostics,
        ],
    })
}

/// A summary as it was before it was stored.
pub(super) fn read(text: &str) -> Result<NoteSummary, serde_json::Error> {
    let record: NoteRecord = serde_json::from_str(text)?;
    let [characters, words, passages, diagnostics] = record.n;
    Ok(NoteSummary {
        id: NoteId::new(record.i),
        path: record.p.split('/').collect(),
        title: record.t,
        date: record.d.and_then(|date| date.parse::<Date>().ok()),
        languages: record.l.iter().filter_map(|tag| language(tag)).collect(),
        tags: record.g,
        speaker: record.s,
        source: record.o,
        characters,
        words,
        passages,
        diagnostics,
    })
}

/// A rejected file as stored.
pub(super) fn write_rejected(file: &RejectedFile) -> Result<String, serde_json::Error> {
    serde_json::to_string(&RejectedRecord {
        i: file.id.get(),
        p: path_text(&file.path),
        r: file.reason.clone(),
    })
}

/// A rejected file as it was before it was stored.
pub(super) fn read_rejected(text: &str) -> Result<RejectedFile, serde_json::Error> {
    let record: RejectedRecord = serde_json::from_str(text)?;
    Ok(RejectedFile {
        id: NoteId::new(record.i),
        path: record.p.split('/').collect(),
        reason: record.r,
    })
}

/// A relative path with `/` between its parts.
pub(super) fn path_text(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn language(tag: &str) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|language| language.tag() == tag)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_summary_reads_back_as_written() {
        let full = NoteSummary {
            id: NoteId::new(42),
            path: ["2026", "二月", "a.md"].iter().collect(),
            title: "做空伽马 \"quoted\"".into(),
            date: Some(date(2026, 2, 6)),
            languages: vec![Language::Hant, Language::En],
            tags: vec!["Credit".into(), "利率".into()],
            speaker: Some("Lin".into()),
            source: Some("https://example.com/a".into()),
            characters: 1,
            words: 2,
            passages: 3,
            diagnostics: 4,
        };
        let bare = NoteSummary {
            path: "b.md".into(),
            title: "b".into(),
            ..NoteSummary::default()
        };
        for summary in [full, bare] {
            assert_eq!(read(&write(&summary).unwrap()).unwrap(), summary);
        }
    }

    #[test]
    fn a_rejected_file_reads_back_as_written() {
        let file = RejectedFile {
            id: NoteId::new(7),
            path: ["a", "b.png"].iter().collect(),
            reason: "not a kind of note: .png".into(),
        };
        let text = write_rejected(&file).unwrap();
        assert_eq!(read_rejected(&text).unwrap(), file);
    }

    #[test]
    fn a_damaged_record_is_an_error() {
        assert!(read("{}").is_err());
        assert!(read("not json").is_err());
        assert!(read_rejected("[]").is_err());
    }
}
