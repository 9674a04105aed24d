//! Captions of a recording, put together to sentences and paragraphs again.
//!
//! Reads `SubRip` (`.srt`) and `WebVTT` (W3C Candidate Recommendation 2019) by their timing lines,
//! whatever stands around them, and transcripts of one caption a line with or without times.
//! A paragraph ends with a sentence where the speaker pauses, where another one speaks, or where
//! it has grown long; captions without stops end theirs by pauses and length alone. Two languages
//! in one caption come out as the two texts of a passage.
//!
//! Positions, colours and styles are dropped. Words in brackets, such as `[Music]`, are text.

mod bilingual;
mod cues;
mod flow;
mod lines;
mod markup;
mod roll;
mod turns;

use crate::model::{Diagnostic, DiagnosticKind, Make, Metadata, PassageKind};

use super::draft::{Draft, Drafts};

/// One caption: when it is shown and what it shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Cue {
    /// Milliseconds; `None` where it carries no time of its own.
    start: Option<u32>,
    /// Milliseconds; `None` where only its start is written.
    end: Option<u32>,
    /// Its lines as written, none of them blank.
    lines: Vec<String>,
    /// Line of the file, from 1.
    line: usize,
    /// Whether a blank line or a heading parts it from the one above.
    is_apart: bool,
}

/// The captions of a document.
#[derive(Debug, Default, PartialEq, Eq)]
struct Captions {
    cues: Vec<Cue>,
    /// What stands before the first caption, with its line.
    lead: Vec<(String, usize)>,
    /// Lines of the file at which captions are damaged or out of order.
    faults: Vec<usize>,
}

/// Whether a text is captions beyond doubt.
pub(super) fn is_captions(text: &str) -> bool {
    cues::is_one(text) || lines::is_one(text)
}

/// Reads captions; what stands above them names the document.
///
/// `None` where there are none, so that a file is not empty for its ending alone; a head of
/// `WebVTT` with nothing below it is a file without text.
pub(super) fn read(text: &str, metadata: &mut Metadata) -> Option<Drafts> {
    let mut captions = if cues::is_one(text) {
        cues::read(text, metadata)
    } else {
        lines::read(text)?
    };
    if captions.cues.is_empty() {
        let is_named = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
        let is_empty = is_named && captions.lead.is_empty();
        return is_empty.then(Drafts::default);
    }
    metadata.make = Make::Subtitles;
    roll::order(&mut captions);
    for cue in &mut captions.cues {
        cue.lines = cue
            .lines
            .iter()
            .flat_map(|line| markup::plain(line))
            .collect();
    }
    roll::unroll(&mut captions.cues);
    let mut drafts = Drafts {
        blocks: lead(captions.lead, metadata),
        ..Drafts::default()
    };
    let pieces = turns::pieces(captions.cues);
    drafts.blocks.extend(flow::paragraphs(&pieces));
    if let Some(&first) = captions.faults.iter().min() {
        let count = captions.faults.len();
        drafts.diagnostics.push(Diagnostic {
            kind: DiagnosticKind::DamagedCaptions { count },
            line: Some(first),
        });
    }
    Some(drafts)
}

/// The lines above the captions as paragraphs; a short first one is the title.
fn lead(lines: Vec<(String, usize)>, metadata: &mut Metadata) -> Vec<Draft> {
    let mut lines = lines.into_iter().peekable();
    if metadata.title.is_empty()
        && let Some((title, _)) = lines.next_if(|(text, _)| text.chars().count() <= 100)
    {
        title
            .trim_start_matches(['#', ' '])
            .clone_into(&mut metadata.title);
    }
    lines
        .map(|(text, line)| Draft::plain(PassageKind::Prose, &text, Some(line)))
        .collect()
}

#[cfg(test)]
mod tests;
