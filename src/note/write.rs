//! A note as clean Markdown.

use std::fmt::Write;

use crate::model::{MetadataValue, Note, PassageKind};

/// Front matter and body of a note.
#[must_use]
pub fn markdown(note: &Note) -> String {
    let mut out = String::from("---\n");
    let metadata = &note.metadata;
    let mut key = |name: &str, value: &str| {
        let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = writeln!(out, "{name}: \"{quoted}\"");
    };
    key("title", &metadata.title);
    if let Some(date) = metadata.date {
        key("date", &date.to_string());
    }
    if let Some(source) = &metadata.source {
        key("source", source);
    }
    if let Some(author) = &metadata.credits.author {
        key("author", author);
    }
    for (name, value) in &metadata.other {
        if let MetadataValue::Text(text) = value {
            key(name, text);
        }
    }
    out.push_str("---\n");
    for passage in &note.passages {
        for (_, text) in passage.texts() {
            let mark = match &passage.kind {
                PassageKind::Heading(level) => "#".repeat(usize::from(*level)) + " ",
                PassageKind::Image(target) => {
                    let _ = write!(out, "\n![{}]({target})\n", text.content);
                    continue;
                }
                _ => String::new(),
            };
            let _ = write!(out, "\n{mark}{}\n", text.content);
        }
    }
    out
}
