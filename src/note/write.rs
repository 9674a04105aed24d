//! A note as Markdown: what `tape import` stores, and any other reader of Markdown shows.
//!
//! What is written is CommonMark with GitHub's tables, footnotes, strikethrough and task boxes, and
//! `==highlight==` as Obsidian has it, below YAML front matter. The law is that [`super::parse`]
//! reads back the note that was written: its kinds, texts, spans, speakers, times and metadata.
//!
//! - Paragraphs are lines; a line end inside one is a backslash at the line's end, in headings
//!   `<br>`. Every character that would be markup is escaped where it stands, and nowhere else.
//! - Emphasis is `**`, `*`, `~~`, `==` where every reader takes it for emphasis. Where the rules of
//!   CommonMark fail beside Chinese punctuation, as in `**“词”**后`, it is the HTML element instead.
//! - Who speaks and when stands before the text: `**周岚** [00:12:34]：…`.
//! - The second language stands in a `<details>` below the first; in a desk note it is the next
//!   paragraph, as its desk wrote it.
//! - Tables are those of GitHub, with escaped cells; rows of unequal length make one of HTML.
//!
//! Lawful differences: `language` is added to the front matter; of a marker only its kind is kept
//! (`①`, `o` and `·` become bullets, `1)` becomes `1.`); how a note was made, its encoding and its
//! diagnostics are those of the new file; a second key that the first makes double gets a stroke
//! behind it, and a key that names an empty field fills it. A paragraph that was joined of two
//! languages may be told anew. Empty texts and what no document holds, such as an item below no list, are written
//! as near as Markdown can.

mod blocks;
mod escape;
mod front;
mod inline;
mod table;
mod yaml;

use crate::model::Note;

/// A note as Markdown with YAML front matter.
///
/// Ends with one line end. Nothing in it is markup but what the note's kinds and spans say.
#[must_use]
pub fn markdown(note: &Note) -> String {
    let mut text = front::matter(note);
    let body = blocks::body(note);
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&body);
    }
    text
}

#[cfg(test)]
mod tests;
