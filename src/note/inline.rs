//! One block's text as it is being written, with the spans that set parts of it off.
//!
//! Also finds what CommonMark leaves as plain characters: `==highlight==`, and the `**` beside
//! Chinese punctuation that its flanking rules do not take for emphasis.

mod breaks;
mod marks;
mod scripts;

use std::ops::Range;

use crate::model::{Emphasis, Span};

pub(super) use scripts::Script;

/// How many spans may be under way at once.
const MOST_OPEN: usize = 64;

/// What opened a span, so that only its like closes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Markdown,
    /// An HTML element, by its name.
    Html(&'static str),
}

/// Text and spans of a block under way.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    spans: Vec<Span>,
    open: Vec<(usize, Emphasis, Origin)>,
    /// Bytes at which a backslash-escaped character stands: never part of a mark.
    escaped: Vec<usize>,
    /// Bytes of the spaces that stand for line ends.
    soft_breaks: Vec<usize>,
    /// The raised or lowered text under way, and where it began.
    script: Option<(usize, Script)>,
    /// Whether it holds text that no reader of Markdown has seen.
    is_unread: bool,
}

/// A finished text: trimmed, spans ordered and nested.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Finished {
    pub content: String,
    pub spans: Vec<Span>,
}

impl Inline {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Text out of HTML, in which Markdown's marks stand as they were typed.
    pub(super) fn push_unread(&mut self, text: &str) {
        self.is_unread = true;
        self.text.push_str(text);
    }

    /// Text whose first character was escaped by a backslash.
    pub(super) fn push_escaped(&mut self, text: &str) {
        self.escaped.push(self.text.len());
        self.text.push_str(text);
    }

    /// Text that is a span of its own, such as code or the mark of a footnote.
    pub(super) fn push_span(&mut self, text: &str, emphasis: Emphasis) {
        let start = self.text.len();
        self.text.push_str(text);
        let range = start..self.text.len();
        self.spans.push(Span { range, emphasis });
    }

    pub(super) fn open(&mut self, emphasis: Emphasis, origin: Origin) {
        // Deeper than any prose; a search through more would be slow.
        if self.open.len() < MOST_OPEN {
            self.open.push((self.text.len(), emphasis, origin));
        }
    }

    /// Closes the nearest span of this origin; without one, nothing happens.
    pub(super) fn close(&mut self, origin: Origin) {
        let Some(at) = self.open.iter().rposition(|(.., from)| *from == origin) else {
            return;
        };
        let (start, emphasis, _) = self.open.remove(at);
        let range = start..self.text.len();
        self.spans.push(Span { range, emphasis });
    }

    /// The target of the link under way, if that was the last to open and nothing stands in it yet.
    pub(super) fn empty_link(&self) -> Option<&str> {
        match self.open.last()? {
            (start, Emphasis::Link(target), Origin::Markdown) if *start == self.text.len() => {
                Some(target)
            }
            _ => None,
        }
    }

    /// The links under way, outermost first.
    pub(super) fn open_links(&self) -> impl Iterator<Item = &Emphasis> {
        let all = self.open.iter().map(|(_, emphasis, _)| emphasis);
        all.filter(|emphasis| matches!(emphasis, Emphasis::Link(_)))
    }

    /// A line end inside a paragraph; what it becomes is known once the next line is there.
    pub(super) fn soft_break(&mut self) {
        self.soft_breaks.push(self.text.len());
        self.text.push(' ');
    }

    pub(super) fn hard_break(&mut self) {
        self.text.push('\n');
    }

    /// Whether it is one line so far, and begins with a sign.
    pub(super) fn begins_with_line_of(&self, sign: &str) -> bool {
        self.text.starts_with(sign) && self.soft_breaks.is_empty() && !self.text.contains('\n')
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn ends_with_space(&self) -> bool {
        self.text.is_empty() || self.text.ends_with([' ', '\n', '\t'])
    }

    /// Ends the block; `None` where it holds nothing but space.
    pub(super) fn finish(&mut self) -> Option<Finished> {
        let mut inline = std::mem::take(self);
        if inline.is_blank() {
            return None;
        }
        for (start, emphasis, origin) in std::mem::take(&mut inline.open) {
            // An element left open sets off the rest of its block, as in a browser.
            if origin != Origin::Markdown {
                let range = start..inline.text.len();
                inline.spans.push(Span { range, emphasis });
            }
        }
        let mut done = Finished {
            content: inline.text,
            spans: inline.spans,
        };
        let joins = breaks::resolve(&mut done.content, &inline.soft_breaks);
        let marks = marks::take(&mut done, &inline.escaped, inline.is_unread);
        done.remove(joins.into_iter().chain(marks).collect());
        done.trim();
        done.nest();
        Some(done)
    }
}

impl Finished {
    /// Whether a part of it links to a target.
    pub(super) fn has_link(&self, target: &str) -> bool {
        let mut spans = self.spans.iter();
        spans.any(|span| matches!(&span.emphasis, Emphasis::Link(to) if to == target))
    }

    /// Takes `length` bytes off the front, and the space after them.
    pub(super) fn cut_front(&mut self, length: usize) {
        let rest = self.content.get(length..).unwrap_or_default();
        let gone = self.content.len() - rest.trim_start().len();
        self.content.drain(..gone);
        self.move_spans(|at| at.saturating_sub(gone));
    }

    /// Takes `length` bytes off the back, and the space before them.
    pub(super) fn cut_back(&mut self, length: usize) {
        let end = self.content.len().saturating_sub(length);
        let Some(kept) = self.content.get(..end) else {
            return;
        };
        self.content.truncate(kept.trim_end().len());
        self.move_spans(|at| at);
    }

    /// A stretch of a text, trimmed, with its spans.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let (start, end) = (range.start, range.end);
        let inside = self.spans.iter().filter_map(|span| {
            let range = span.range.start.max(start)..span.range.end.min(end);
            let emphasis = span.emphasis.clone();
            (range.start < range.end).then(|| Span {
                range: range.start - start..range.end - start,
                emphasis,
            })
        });
        let mut part = Self {
            spans: inside.collect(),
            content: self.content.get(range).unwrap_or_default().to_owned(),
        };
        part.trim();
        part
    }

    /// Puts words in the place of a stretch; spans that end inside it end before it.
    pub(super) fn replace(&mut self, range: Range<usize>, words: &str) {
        if self.content.get(range.clone()).is_none() {
            return;
        }
        self.content.replace_range(range.clone(), words);
        self.move_spans(|at| {
            if at <= range.start {
                at
            } else if at < range.end {
                range.start
            } else {
                at - range.len() + words.len()
            }
        });
    }

    /// Puts words before a text.
    pub(super) fn prefix(&mut self, words: &str) {
        let mut whole = Self {
            content: words.to_owned(),
            spans: Vec::new(),
        };
        whole.append(std::mem::take(self), "");
        *self = whole;
    }

    /// Adds another text below this one.
    pub(super) fn append(&mut self, other: Self, between: &str) {
        self.content.push_str(between);
        let offset = self.content.len();
        self.content.push_str(&other.content);
        self.spans.extend(other.spans.into_iter().map(|span| Span {
            range: span.range.start + offset..span.range.end + offset,
            emphasis: span.emphasis,
        }));
    }

    /// Takes out stretches of the content, given as start and length, and moves every span.
    pub(super) fn remove(&mut self, mut cuts: Vec<(usize, usize)>) {
        if cuts.is_empty() {
            return;
        }
        cuts.sort_unstable();
        let mut content = String::with_capacity(self.content.len());
        let mut from = 0;
        // Bytes gone before each cut, so that a place is moved by one search.
        let mut gone = vec![0];
        for &(at, length) in &cuts {
            content.push_str(self.content.get(from..at).unwrap_or_default());
            from = at + length;
            gone.push(gone.last().copied().unwrap_or_default() + length);
        }
        content.push_str(self.content.get(from..).unwrap_or_default());
        self.content = content;
        self.move_spans(|at| {
            let whole = cuts.partition_point(|&(cut, length)| cut + length <= at);
            let inside = cuts
                .get(whole)
                .map_or(0, |&(cut, _)| at.saturating_sub(cut));
            at - gone.get(whole).copied().unwrap_or_default() - inside
        });
    }

    /// Moves every span's ends; spans left without length are dropped.
    fn move_spans(&mut self, place: impl Fn(usize) -> usize) {
        let end = self.content.len();
        for span in &mut self.spans {
            span.range = place(span.range.start).min(end)..place(span.range.end).min(end);
        }
        self.spans.retain(|span| !span.range.is_empty());
    }

    fn trim(&mut self) {
        // Tabs at the edges are empty cells of a table.
        let kept = self
            .content
            .trim_end_matches(|c: char| c.is_whitespace() && c != '\t');
        self.content.truncate(kept.len());
        let front = self.content.len() - self.content.trim_start_matches([' ', '\n']).len();
        self.content.drain(..front);
        self.move_spans(|at| at.saturating_sub(front));
    }

    /// Orders spans by start, the longer first, and cuts what would cross its neighbour.
    fn nest(&mut self) {
        self.spans
            .sort_by(|a, b| (a.range.start, b.range.end).cmp(&(b.range.start, a.range.end)));
        let mut ends: Vec<usize> = Vec::new();
        for span in &mut self.spans {
            while ends.last().is_some_and(|&end| end <= span.range.start) {
                ends.pop();
            }
            if let Some(&end) = ends.last() {
                span.range.end = span.range.end.min(end);
            }
            ends.push(span.range.end);
        }
    }
}

#[cfg(test)]
mod tests;
