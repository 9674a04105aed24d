//! A note written as Markdown.

use crate::model::Note;

/// A note as Markdown with YAML front matter.
#[must_use]
pub fn markdown(note: &Note) -> String {
    let mut text = format!("---\ntitle: {:?}\n---\n\n", note.metadata.title);
    for passage in &note.passages {
        for (_, part) in passage.texts() {
            text.push_str(&part.content);
            text.push_str("\n\n");
        }
    }
    text
}
