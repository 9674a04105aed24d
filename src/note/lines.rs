//! Lines of plain text: which are sentences, which are headings, and where an article stands
//! among the menus of a page saved as text.

use std::ops::Range;

use crate::model::PassageKind;
use crate::text::width::width;

use super::draft::{Draft, Writer};
use super::stamp;

mod heading;
mod wrap;

/// A line that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    /// From 1.
    pub number: usize,
    /// In terminal columns.
    pub columns: usize,
    /// Whether a blank line stands above it.
    pub is_apart: bool,
    /// Columns of the space before it.
    pub indent: usize,
}

/// The lines of a text that are not blank, trimmed.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut is_apart = true;
    for (at, line) in text.lines().enumerate() {
        let text = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
        if text.is_empty() {
            is_apart = true;
            continue;
        }
        lines.push(Line {
            text,
            number: at + 1,
            columns: width(text),
            is_apart,
            indent: width(
                line.get(..line.len() - line.trim_start().len())
                    .unwrap_or_default(),
            ),
        });
        is_apart = false;
    }
    lines
}

impl Line<'_> {
    /// Whether it reads as running text: long, or ended like a sentence.
    pub(super) fn is_sentence(&self) -> bool {
        let ended = self
            .text
            .ends_with(['。', '！', '？', '”', '」', '.', '!', '?', '…', '；', '：']);
        let inside = self.text.contains(['。', '，', '；']) || self.text.contains(", ");
        (self.columns >= 40 && (ended || inside)) || (self.columns >= 24 && ended && inside)
    }

    /// What it weighs in the search for the article.
    fn score(&self) -> i64 {
        if self.is_sentence() {
            1 + (self.columns as i64 / 20).min(12)
        } else {
            -1
        }
    }
}

/// The stretch of lines with the most running text: the article of a saved page.
pub(super) fn article(lines: &[Line<'_>]) -> Range<usize> {
    densest(lines.iter().map(Line::score))
}

/// The stretch with the greatest sum.
pub(super) fn densest(scores: impl Iterator<Item = i64>) -> Range<usize> {
    let mut best = (0, 0..0);
    let mut here = (0, 0);
    for (at, score) in scores.enumerate() {
        if here.0 <= 0 {
            here = (0, at);
        }
        here.0 += score;
        if here.0 > best.0 {
            best = (here.0, here.1..at + 1);
        }
    }
    best.1
}

/// Writes lines as paragraphs, list items and headings.
pub(super) fn blocks(lines: &[Line<'_>]) -> Vec<Draft> {
    let wrap = wrap::measure(lines);
    let has_turns = stamp::has_turns(lines.iter().map(|line| line.text));
    let mut writer = Writer::default();
    // The line that ends the paragraph under way, while it may still go on.
    let mut open: Option<&Line<'_>> = None;
    for (at, line) in lines.iter().enumerate() {
        let bullet = bullet(line.text);
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let below = lines.get(at + 1);
        let is_turn = has_turns && stamp::heads_turn(line.text);
        let level = heading::level(above, line, below).filter(|_| !is_turn);
        if let (Some(wrap), Some(last)) = (&wrap, open)
            && bullet.is_none()
            && level.is_none()
            && !is_turn
            && wrap.continues(last, line)
        {
            writer.text(wrap::between(last.text, line.text));
            writer.text(line.text);
            open = Some(line);
            continue;
        }
        writer.end_item();
        writer.end_block();
        writer.at_line(line.number);
        open = None;
        if let Some(level) = level {
            writer.begin_heading(level);
            writer.text(line.text);
            writer.end_block();
        } else if let Some((marker, text)) = bullet {
            writer.begin_marked_item(marker);
            writer.text(text);
            open = Some(line);
        } else {
            writer.text(line.text);
            open = (!is_turn).then_some(line);
        }
    }
    writer.finish().blocks
}

/// The marker of a list item and its text.
pub(super) fn bullet(text: &str) -> Option<(&str, &str)> {
    for sign in ["•", "·", "●", "▪", "◆", "○", "-", "*"] {
        if let Some(rest) = text.strip_prefix(sign) {
            let spaced = rest.starts_with([' ', '\u{3000}', '\t']);
            let item = rest.trim_start();
            let marker = if sign == "-" || sign == "*" {
                "•"
            } else {
                sign
            };
            return (spaced && !item.is_empty()).then_some((marker, item));
        }
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let sign = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '、' | ')'))?;
    let item = rest.get(sign.len_utf8()..)?;
    let spaced = sign == '、' || item.starts_with([' ', '\t']);
    let marker = text.get(..digits + sign.len_utf8())?;
    (matches!(digits, 1..=2) && spaced && !item.trim().is_empty()).then(|| (marker, item.trim()))
}

/// Whether a block is running text.
pub(super) fn draft_score(draft: &Draft) -> i64 {
    let columns = width(&draft.text.content);
    let line = Line {
        text: &draft.text.content,
        number: 0,
        columns,
        is_apart: true,
        indent: 0,
    };
    match draft.kind {
        PassageKind::Table(_) | PassageKind::Code(_) => 1,
        PassageKind::Heading(_) | PassageKind::Image(_) | PassageKind::Rule => 0,
        PassageKind::List { .. } if columns < 40 => -1,
        _ => line.score(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_stand() {
        let found = lines("甲\n乙\n\n  丙  \n");
        let seen: Vec<_> = found
            .iter()
            .map(|line| (line.text, line.number, line.is_apart))
            .collect();
        assert_eq!(seen, [("甲", 1, true), ("乙", 2, false), ("丙", 4, true)]);
        assert_eq!(found[0].columns, 2);
    }

    #[test]
    fn sentences_are_told_from_menus() {
        for (text, is_one) in [
            (
                "市场在周三遭遇了罕见的抛售，动量组合录得多倍标准差的下跌。",
                true,
            ),
            ("首页", false),
            ("Telegram 订阅群", false),
            (
                "The desk saw systematic selling into the close, then a bounce.",
                true,
            ),
            ("Sign in", false),
        ] {
            let found = lines(text);
            assert_eq!(found[0].is_sentence(), is_one, "{text}");
        }
    }

    #[test]
    fn the_densest_stretch_is_found() {
        for (scores, range) in [
            (vec![-1, -1, 5, -1, 6, -1, -1, 2, -9], 2..5),
            (vec![-1, -1], 0..0),
            (vec![3], 0..1),
            (vec![], 0..0),
        ] {
            assert_eq!(densest(scores.into_iter()), range);
        }
    }

    #[test]
    fn bullets_are_taken_off() {
        for (text, found) in [
            ("· 降息", Some(("·", "降息"))),
            ("- item", Some(("•", "item"))),
            ("1. one", Some(("1.", "one"))),
            ("2、二", Some(("2、", "二"))),
            ("3.5% higher", None),
            ("-5% lower", None),
            ("2026. year", None),
            ("text", None),
        ] {
            assert_eq!(bullet(text), found, "{text}");
        }
    }
}
