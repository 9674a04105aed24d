//! Bytes to notes: encoding, front matter, Markdown, HTML, plain text, subtitles, PDF, and the
//! pairing of Chinese with English.
//!
//! Sources: CommonMark 0.31 with the extensions of GitHub, by `pulldown-cmark`; YAML 1.1 by
//! `serde_yaml`'s maintained fork. Every damaged input gives a note and diagnostics. Nothing here
//! opens a file, and nothing is translated: a pair is found by place, length and shared words.

mod align;
mod beginning;
mod byline;
mod charset;
mod clock;
mod compose;
mod date;
mod dateline;
mod decode;
mod desk;
mod draft;
pub mod feed;
mod figures;
mod folds;
mod front_matter;
mod furniture;
mod glossary;
mod html;
mod inline;
mod join;
mod lines;
mod mail;
mod markdown;
mod measure;
mod metadata;
mod page;
mod page_text;
mod pdf;
mod plain;
mod speaker;
mod stamp;
mod subtitles;
mod title;
mod unit;
mod voice;
pub mod write;

use std::path::Path;

use crate::model::{Diagnostic, DiagnosticKind, Make, Metadata, Note, PassageKind, Terms};

pub use beginning::{beginning, bytes_of_beginning};
pub use charset::to_utf8;

use compose::Composed;
use draft::{Draft, Drafts};

/// The file endings that [`parse`] reads, in lower case.
pub const EXTENSIONS: [&str; 10] = [
    "md", "markdown", "mdown", "mkd", "txt", "html", "htm", "srt", "vtt", "pdf",
];

/// Why a file is no note.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotANote {
    /// No bytes, or nothing but space.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are not text in any encoding.
    #[error("the file is not text, it looks like {found}")]
    Binary {
        /// What its bytes look like, with the article.
        found: &'static str,
    },
    /// A page that fetches its text by script.
    #[error("the page holds no text of its own; save it from the browser once it is shown")]
    NoText,
    /// A PDF that asks for a password.
    #[error("the PDF is locked with a password; save a copy without one")]
    Locked,
    /// A PDF without a character of text.
    #[error("the PDF holds pictures but no text; run text recognition (OCR) over it first")]
    Pictures,
    /// A PDF whose text cannot be told.
    #[error(
        "the fonts of the PDF do not say which characters they draw; run text recognition (OCR) over it first"
    )]
    Garbled,
    /// A PDF of which nothing can be read.
    #[error(
        "the PDF is damaged or cut off and nothing of it can be read; save it once more from its source"
    )]
    Damaged,
    /// A PDF that unpacks to far more than its size allows.
    #[error("the PDF unpacks to far more than a document of its size; it was not read")]
    Unpacks,
}

/// Whether a path has one of the [`EXTENSIONS`].
#[must_use]
pub fn is_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Reads a document. The name of its file tells HTML from Markdown, and gives title and date
/// where the document has none.
///
/// # Errors
///
/// Only where there is nothing to read: see [`NotANote`].
pub fn parse(bytes: &[u8], file_name: &str) -> Result<Note, NotANote> {
    parse_with(bytes, file_name, &())
}

/// Reads a document as [`parse`] does. Its two languages are paired with the help of terms known
/// in both, which are asked for only where its marks do not tell.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_with(bytes: &[u8], file_name: &str, terms: &dyn Terms) -> Result<Note, NotANote> {
    if pdf::is_one(bytes) {
        let (drafts, metadata) = pdf::read(bytes)?;
        let mut note = composed(drafts, metadata, terms);
        complete(&mut note, file_name);
        return Ok(note);
    }
    let decoded = decode::decode(bytes)?;
    let mut note = match Format::of(&decoded.text, file_name) {
        Format::Html => html_page(&decoded.text, terms)?,
        Format::Captions => captions(&decoded.text, terms),
        format => document(&decoded.text, format, terms),
    };
    note.metadata.encoding = decoded.encoding;
    note.diagnostics.splice(0..0, decoded.diagnostics);
    complete(&mut note, file_name);
    Ok(note)
}

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Html,
    Text,
    Captions,
}

impl Format {
    fn of(text: &str, file_name: &str) -> Self {
        let extension = Path::new(file_name).extension().and_then(|e| e.to_str());
        let extension = extension.unwrap_or_default().to_ascii_lowercase();
        match extension.as_str() {
            "html" | "htm" => Self::Html,
            "srt" | "vtt" => Self::Captions,
            "txt" if is_html(text) => Self::Html,
            "txt" if subtitles::is_captions(text) => Self::Captions,
            "txt" if !is_markdown(text) => Self::Text,
            _ => Self::Markdown,
        }
    }
}

/// Whether a text begins as a page does.
fn is_html(text: &str) -> bool {
    let head = text
        .trim_start()
        .get(..14)
        .unwrap_or_default()
        .to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Whether a text file is Markdown: front matter, or signs of it on several lines.
fn is_markdown(text: &str) -> bool {
    if text.trim_start().starts_with("---\n") {
        return true;
    }
    let signs = text.lines().take(2_000).filter(|line| {
        let line = line.trim_start();
        let heading = line.trim_start_matches('#');
        let hashes = line.len() - heading.len();
        ((1..=6).contains(&hashes) && heading.starts_with(' '))
            || line.starts_with("![")
            || line.starts_with("<details")
            || line.starts_with("```")
            || (line.starts_with("**") && line.get(2..).is_some_and(|rest| rest.contains("**")))
            || line.contains("](http")
    });
    signs.take(2).count() == 2
}

fn html_page(text: &str, terms: &dyn Terms) -> Result<Note, NotANote> {
    let mut metadata = Metadata::default();
    let drafts = page::read(text, &mut metadata);
    let has_text = |draft: &Draft| !draft.text.content.is_empty();
    if !drafts.blocks.iter().any(has_text) {
        return Err(NotANote::NoText);
    }
    Ok(composed(drafts, metadata, terms))
}

/// A document of captions; a file that only its ending says to be one is plain text.
fn captions(text: &str, terms: &dyn Terms) -> Note {
    let mut metadata = Metadata::default();
    match subtitles::read(text, &mut metadata) {
        Some(mut drafts) => {
            if drafts.blocks.is_empty() {
                let kind = DiagnosticKind::NoText;
                drafts.diagnostics.push(Diagnostic { kind, line: None });
            }
            composed(drafts, metadata, terms)
        }
        None => document(text, Format::Text, terms),
    }
}

/// A note of a make that is known before it is put together.
fn composed(mut drafts: Drafts, mut metadata: Metadata, terms: &dyn Terms) -> Note {
    let aside = set_aside(&mut drafts);
    let Composed {
        title,
        passages,
        diagnostics,
        ..
    } = compose::compose(drafts, &metadata.title, terms);
    metadata.title = title;
    Note {
        metadata,
        passages,
        diagnostics,
        aside,
    }
}

fn document(text: &str, format: Format, terms: &dyn Terms) -> Note {
    let front = front_matter::split(text);
    let mut diagnostics = front.diagnostics;
    let (mut metadata, found) = metadata::read(front.keys);
    diagnostics.extend(found);
    let mut drafts = match format {
        Format::Text => plain::read(front.body, &mut metadata),
        _ => markdown::read(front.body, front.lines_above),
    };
    if let Some((language, source)) = front.shown {
        show(&mut drafts, language, source);
    }
    let aside = set_aside(&mut drafts);
    let has_text = !drafts.blocks.is_empty();
    let composed = compose::compose(drafts, &metadata.title, terms);
    metadata.title = composed.title;
    if composed.originals > 0 {
        metadata.make = Make::Transcript;
    } else if composed.is_desk_note {
        metadata.make = Make::DeskNote;
    }
    diagnostics.extend(composed.diagnostics);
    if !has_text {
        let kind = DiagnosticKind::NoText;
        diagnostics.push(Diagnostic { kind, line: None });
    }
    Note {
        metadata,
        passages: composed.passages,
        diagnostics,
        aside,
    }
}

/// The lines that were set aside; a diagnostic says how many.
fn set_aside(drafts: &mut Drafts) -> Vec<String> {
    let aside = std::mem::take(&mut drafts.aside);
    if !aside.is_empty() {
        let kind = DiagnosticKind::SetAside { lines: aside.len() };
        drafts.diagnostics.push(Diagnostic { kind, line: None });
    }
    let clean = |line: &String| crate::text::sanitise::sanitise(line).0.into_owned();
    aside.iter().map(clean).collect()
}

/// Puts front matter that was read only in part above the text.
fn show(drafts: &mut Drafts, language: &str, source: &str) {
    let kind = PassageKind::Code(Some(language.to_owned()));
    drafts.blocks.insert(
        0,
        Draft::plain(kind, &source.trim_end().replace('\t', "    "), None),
    );
    for fold in &mut drafts.folds {
        fold.start += 1;
    }
}

/// Fills title and date from the file's name, or the title from the first words.
fn complete(note: &mut Note, file_name: &str) {
    let stem = Path::new(file_name)
        .file_stem()
        .and_then(|stem| stem.to_str());
    let stem = stem.unwrap_or(file_name);
    if note.metadata.title.is_empty() {
        note.metadata.title = title::fallback(note, stem);
    }
    let metadata = &mut note.metadata;
    if metadata.title.contains('\n') {
        metadata.title = metadata.title.replace('\n', " ");
    }
    // A PDF's own date is the day on which it was printed.
    if metadata.date.is_none() || (metadata.make == Make::Pdf && date::find(stem).is_some()) {
        metadata.date = date::find(stem).or_else(|| date::find(&metadata.title));
    }
}

#[cfg(test)]
mod tests;
