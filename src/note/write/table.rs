//! Tables: those of GitHub, or of HTML where rows differ in length.

use crate::model::{Alignment, Span, Text};

use super::escape::Place;
use super::inline;

/// A table as lines, without a line end behind the last.
pub(super) fn markdown(alignments: &[Alignment], text: &Text) -> String {
    let rows: Vec<Vec<Text>> = rows(text);
    let columns = alignments.len().max(1);
    let is_even = rows.iter().all(|row| row.len() == columns);
    if !is_even {
        return html(&rows);
    }
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for cell in row {
            out.push_str("| ");
            out.push_str(&inline::markdown(cell, Place::Cell));
            out.push(' ');
        }
        out.push('|');
        if at == 0 {
            out.push_str("\n|");
            for column in 0..columns {
                out.push_str(match alignments.get(column) {
                    Some(Alignment::Centre) => ":-:|",
                    Some(Alignment::Right) => "--:|",
                    Some(Alignment::Left) | None => "---|",
                });
            }
        }
    }
    out
}

fn html(rows: &[Vec<Text>]) -> String {
    let mut out = String::from("<table>");
    for row in rows {
        out.push_str("<tr>");
        for cell in row {
            out.extend(["<td>", &inline::html(cell), "</td>"]);
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    out
}

/// The cells of a table's text, each with its own spans.
fn rows(text: &Text) -> Vec<Vec<Text>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for row in text.content.split('\n') {
        let mut cells = Vec::new();
        for cell in row.split('\t') {
            cells.push(part(text, start, start + cell.len()));
            start += cell.len() + 1;
        }
        rows.push(cells);
    }
    rows
}

fn part(text: &Text, start: usize, end: usize) -> Text {
    let spans = text.spans.iter().filter_map(|span| {
        let range = span.range.start.max(start)..span.range.end.min(end);
        (range.start < range.end).then(|| Span {
            range: range.start - start..range.end - start,
            emphasis: span.emphasis.clone(),
        })
    });
    Text {
        language: text.language,
        content: text.content.get(start..end).unwrap_or_default().into(),
        spans: spans.collect(),
    }
}
