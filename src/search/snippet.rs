//! One line of a passage around what was found in it.

use std::ops::Range;

use super::locate::Located;
use crate::model::{Note, Snippet};
use crate::text::width::{Grapheme, graphemes};

/// Stands where text was left out.
const ELLIPSIS: &str = "…";

/// At most `columns` terminal columns of the passage where a query was found, around its first
/// match there, with the matched pieces marked; line breaks become spaces.
///
/// Without a match in the passage, its beginning; empty where the note has no text.
#[must_use]
pub fn snippet(note: &Note, located: &Located, columns: usize) -> Vec<Snippet> {
    let passage = note.passages.get(located.passage);
    let Some(text) = passage.and_then(|passage| passage.text(located.side)) else {
        return Vec::new();
    };
    let here = located.matches.get(&(located.passage, located.side));
    let matches = here.map_or(&[][..], Vec::as_slice);
    cut(&text.content, matches, columns)
}

/// Cuts a text to `columns` around the first match.
fn cut(text: &str, matches: &[Range<usize>], columns: usize) -> Vec<Snippet> {
    let graphemes: Vec<Grapheme<'_>> = graphemes(text).collect();
    let window = window(&graphemes, matches.first(), columns);
    let mut pieces = Vec::new();
    if window.start > 0 {
        add(&mut pieces, ELLIPSIS, false);
    }
    for grapheme in graphemes.get(window.clone()).unwrap_or_default() {
        let matched = matches
            .iter()
            .any(|range| range.start < grapheme.end() && grapheme.start < range.end);
        let shown = match grapheme.text {
            "\n" | "\r\n" | "\t" => " ",
            other => other,
        };
        add(&mut pieces, shown, matched);
    }
    if window.end < graphemes.len() {
        add(&mut pieces, ELLIPSIS, false);
    }
    pieces
}

/// The graphemes that are shown: a third of the columns before the match, the rest from it on,
/// and more before it where the text ends sooner.
fn window(
    graphemes: &[Grapheme<'_>],
    first: Option<&Range<usize>>,
    columns: usize,
) -> Range<usize> {
    let at = first.map_or(0, |range| {
        graphemes.partition_point(|grapheme| grapheme.end() <= range.start)
    });
    let all: usize = graphemes.iter().map(shown_width).sum();
    if all <= columns {
        return 0..graphemes.len();
    }
    // One column on each side may become the sign of what was left out.
    let room = columns.saturating_sub(2);
    let before = graphemes.get(..at).unwrap_or_default();
    let start = at - taken(before.iter().rev(), room / 3);
    let used: usize = widths(graphemes, start..at);
    let after = graphemes.get(at..).unwrap_or_default();
    let end = at + taken(after.iter(), room - used);
    let used = widths(graphemes, start..end);
    let more = taken(
        graphemes.get(..start).unwrap_or_default().iter().rev(),
        room - used,
    );
    start - more..end
}

/// How many graphemes fit in the columns.
fn taken<'a>(graphemes: impl Iterator<Item = &'a Grapheme<'a>>, columns: usize) -> usize {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += shown_width(grapheme);
            used <= columns
        })
        .count()
}

fn widths(graphemes: &[Grapheme<'_>], range: Range<usize>) -> usize {
    let shown = graphemes.get(range).unwrap_or_default();
    shown.iter().map(shown_width).sum()
}

/// Columns of a grapheme; a line break is shown as a space.
fn shown_width(grapheme: &Grapheme<'_>) -> usize {
    match grapheme.text {
        "\n" | "\r\n" | "\t" => 1,
        _ => grapheme.width,
    }
}

fn add(pieces: &mut Vec<Snippet>, text: &str, matched: bool) {
    match pieces.last_mut() {
        Some(last) if last.matched == matched => last.text.push_str(text),
        _ => pieces.push(Snippet {
            text: text.to_owned(),
            matched,
        }),
    }
}

#[cfg(test)]
mod tests;
