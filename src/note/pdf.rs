//! The text of a PDF, by `lopdf`: paragraphs in reading order, with headings, lists and tables.
//!
//! `lopdf` opens the file and unpacks its streams; its own extraction of text knows neither where
//! text stands nor most maps of Chinese fonts, so the operators, fonts and maps are read here. Not
//! read: text in pictures, vertical lines as such, notes pinned to a page, and the built-in
//! encodings of embedded fonts without a table of characters.
//!
//! A PDF is a program in all but name. What it unpacks to is bounded by its size, its structure
//! is walked to a fixed depth, and `lopdf` runs inside `catch_unwind`: it is a parser of binary
//! data with arithmetic on lengths that a file may choose, and a damaged file must cost its own
//! text only, not the index of a whole folder.

mod cmap;
mod content;
mod directions;
mod fonts;
mod glyphs;
mod info;
mod lines;
mod matrix;
mod page;
mod paragraphs;
mod predefined;
mod running;
mod widths;

use std::collections::HashSet;
use std::panic::catch_unwind;

use lopdf::{DecompressError, Document, Error, LoadOptions};

use crate::model::{Diagnostic, DiagnosticKind, Make, Metadata};

use super::NotANote;
use super::draft::Drafts;
use content::{Budget, Reader};
use directions::Directions;
use lines::Line;

/// Bytes in which the signature stands at the latest, as readers accept it.
const HEAD: usize = 1_024;

/// What a file may unpack to: so much, and so many times its own size.
const LEAST: usize = 2 << 20;
const TIMES: usize = 48;
const MOST: usize = 96 << 20;

/// Pages that are read.
const MOST_PAGES: usize = 3_000;

/// Whether bytes are a PDF.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the text of a PDF, and what it says of itself into the metadata.
///
/// # Errors
///
/// Where it is locked, damaged, or has no text that can be read.
pub(super) fn read(bytes: &[u8]) -> Result<(Drafts, Metadata), NotANote> {
    catch_unwind(|| extract(bytes)).unwrap_or(Err(NotANote::Damaged))
}

fn extract(bytes: &[u8]) -> Result<(Drafts, Metadata), NotANote> {
    let limit = (LEAST + bytes.len().saturating_mul(TIMES)).min(MOST);
    let options = LoadOptions::with_max_decompressed_size(limit);
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| reason(&error))?;
    if document.is_encrypted() {
        return Err(NotANote::Locked);
    }
    let mut metadata = Metadata {
        make: Make::Pdf,
        encoding: "PDF",
        ..Metadata::default()
    };
    info::read(&document, &mut metadata);
    let mut pages = Pages::read(&document, limit);
    if pages.lines.iter().all(Vec::is_empty) {
        let is_whole = !pages.lines.is_empty() && pages.unread == 0 && has_end(bytes);
        return Err(if is_whole {
            NotANote::Pictures
        } else {
            NotANote::Damaged
        });
    }
    if pages.unknown * 2 > pages.letters {
        return Err(NotANote::Garbled);
    }
    let mut aside = running::take(&mut pages.lines);
    aside.extend(directions::take_repeated(&mut pages.beside));
    let beside = pages.beside.drain(..);
    let lines: Vec<Line> = pages
        .lines
        .drain(..)
        .zip(beside)
        .flat_map(|(page, beside)| lines::order(page).into_iter().chain(beside))
        .collect();
    // The day in Info is that of the printing.
    metadata.date = info::printed_day(&lines).or(metadata.date);
    let drafts = Drafts {
        blocks: paragraphs::blocks(lines),
        diagnostics: diagnostics(&pages),
        aside,
        ..Drafts::default()
    };
    Ok((drafts, metadata))
}

/// Why a file could not be opened.
fn reason(error: &Error) -> NotANote {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            NotANote::Locked
        }
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => NotANote::Unpacks,
        _ => NotANote::Damaged,
    }
}

/// Whether a file goes on to its mark of the end; one that was cut off does not.
fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(HEAD)..);
    let mut windows = tail.unwrap_or_default().windows(5);
    windows.any(|window| window == b"%%EOF")
}

/// The pages of a document, each as the pieces of its lines.
struct Pages {
    lines: Vec<Vec<Line>>,
    /// The lines of each page that run in another direction than most of it.
    beside: Vec<Vec<Line>>,
    /// Pages and parts of pages that are damaged or unpack to too much.
    unread: usize,
    /// Letters of watermarks.
    aslant: usize,
    letters: usize,
    /// Letters that no table gives a meaning.
    unknown: usize,
}

impl Pages {
    fn read(document: &Document, limit: usize) -> Self {
        let mut pages = Self {
            lines: Vec::new(),
            beside: Vec::new(),
            unread: 0,
            aslant: 0,
            letters: 0,
            unknown: 0,
        };
        let mut reader = Reader::new(document, Budget { bytes: limit });
        let mut seen = HashSet::new();
        // A damaged tree of pages may lead in circles.
        let all = document.page_iter().filter(|&page| seen.insert(page));
        for (at, page) in all.enumerate() {
            let drawn = (at < MOST_PAGES).then(|| reader.page(page).ok()).flatten();
            let Some(runs) = drawn else {
                pages.unread += 1;
                continue;
            };
            for run in &runs {
                pages.letters += run.text.chars().count();
                pages.unknown += run.text.matches('\u{fffd}').count();
            }
            pages.add(directions::part(runs), at);
        }
        pages.unread += reader.unread;
        pages
    }

    fn add(&mut self, page: Directions, at: usize) {
        self.lines.push(lines::pieces(page.most, at));
        let others = page.others.into_iter();
        let beside = others.flat_map(|runs| lines::order(lines::pieces(runs, at)));
        self.beside.push(beside.collect());
        self.aslant += page.aslant;
    }
}

fn diagnostics(pages: &Pages) -> Vec<Diagnostic> {
    let found = [
        (pages.unread > 0).then_some(DiagnosticKind::UnreadPages {
            count: pages.unread,
        }),
        (pages.aslant > 0).then_some(DiagnosticKind::Aslant {
            count: pages.aslant,
        }),
        (pages.unknown > 0).then_some(DiagnosticKind::UnknownGlyphs {
            count: pages.unknown,
        }),
    ];
    let kinds = found.into_iter().flatten();
    kinds.map(|kind| Diagnostic { kind, line: None }).collect()
}

#[cfg(test)]
mod tests;
