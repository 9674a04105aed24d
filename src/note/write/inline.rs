//! Text with spans as Markdown.
//!
//! A span is written with the signs of Markdown only where CommonMark is certain to read them: a
//! letter or figure stands inside of each sign, or space outside of it, and no other span of its
//! family begins, ends or goes on there. Elsewhere it is an HTML element.

use crate::model::{Emphasis, Span, Text};

use super::escape::{self, Escapes, Place};

/// A text as Markdown; line ends in it stand behind a backslash, or are `<br>`.
pub(super) fn markdown(text: &Text, place: Place) -> String {
    let strikes = |span: &Span| span.emphasis == Emphasis::Strikethrough;
    let strikes = text.spans.iter().any(strikes);
    let mut ink = Ink {
        content: &text.content,
        spans: &text.spans,
        place,
        escapes: Escapes::of(&text.content, place, strikes),
        out: String::with_capacity(text.content.len() + 16),
        links: 0,
    };
    let all = nested(text);
    ink.stretch(0, text.content.len(), &all);
    ink.out
}

/// A text as HTML.
pub(super) fn html(text: &Text) -> String {
    let mut out = String::new();
    let mut open: Vec<&Span> = Vec::new();
    let spans = nested(text);
    let mut spans = spans.into_iter().peekable();
    for (at, c) in text.content.char_indices() {
        close_until(&mut out, &mut open, at);
        while let Some(span) = spans.next_if(|span| span.range.start <= at) {
            out.push_str(&tags(&span.emphasis).0);
            open.push(span);
        }
        out.push_str(&escape::html(c.encode_utf8(&mut [0; 4])));
    }
    close_until(&mut out, &mut open, text.content.len());
    out
}

/// The spans, outer before inner: of spans of one range the inner was closed first.
fn nested(text: &Text) -> Vec<&Span> {
    let mut spans: Vec<&Span> = text.spans.iter().rev().collect();
    spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    spans
}

fn close_until(out: &mut String, open: &mut Vec<&Span>, at: usize) {
    while let Some(span) = open.pop_if(|span| span.range.end <= at) {
        out.push_str(tags(&span.emphasis).1);
    }
}

/// Words without spans, such as a speaker's name.
pub(super) fn words(text: &str, place: Place) -> String {
    let escapes = Escapes::of(text, place, false);
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if escapes.escapes(at, c) || c == ']' {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

struct Ink<'t> {
    content: &'t str,
    spans: &'t [Span],
    place: Place,
    escapes: Escapes<'t>,
    out: String,
    /// Links that are under way.
    links: usize,
}

impl Ink<'_> {
    /// Writes a stretch of the content with the spans inside it, which are in order.
    fn stretch(&mut self, start: usize, end: usize, spans: &[&Span]) {
        let mut at = start;
        let mut spans = spans;
        while let Some((&span, rest)) = spans.split_first() {
            let inside = rest
                .iter()
                .take_while(|other| other.range.start < span.range.end);
            let (inner, later) = rest.split_at(inside.count());
            self.plain(at, span.range.start);
            self.span(span, inner);
            at = span.range.end.max(at);
            spans = later;
        }
        self.plain(at, end);
    }

    fn span(&mut self, span: &Span, inner: &[&Span]) {
        let (start, end) = (span.range.start, span.range.end);
        let content = self.content.get(start..end).unwrap_or_default();
        match &span.emphasis {
            Emphasis::Code if self.takes_code(span, inner) => {
                let code = code(content, self.place);
                self.out.push_str(&code);
            }
            Emphasis::Footnote(label) if is_mark(content, label) => {
                self.out.extend(["[^", label, "]"]);
            }
            Emphasis::Footnote(_) => self.stretch(start, end, inner),
            Emphasis::Link(target) if self.links == 0 => {
                if target == content && inner.is_empty() && is_autolink(target) {
                    self.out.extend(["<", target, ">"]);
                    return;
                }
                self.links += 1;
                self.out.push('[');
                self.stretch(start, end, inner);
                self.links -= 1;
                let target = escape::target(target, self.place);
                self.out.extend(["](", &target, ")"]);
            }
            emphasis => {
                let sign = sign(emphasis).filter(|sign| self.takes(span, inner, sign));
                let (open, close) = match sign {
                    Some(sign) => (sign.to_owned(), sign),
                    None => tags(emphasis),
                };
                self.out.push_str(&open);
                self.stretch(start, end, inner);
                self.out.push_str(close);
            }
        }
    }

    /// Whether backticks can hold a span: nothing inside is set off, and no other code touches it.
    fn takes_code(&self, span: &Span, inner: &[&Span]) -> bool {
        let (start, end) = (span.range.start, span.range.end);
        let content = self.content.get(start..end).unwrap_or_default();
        let touches = |other: &Span| {
            let is_code = other.emphasis == Emphasis::Code && !std::ptr::eq(other, span);
            is_code && other.range.start <= end && start <= other.range.end
        };
        inner.is_empty() && !content.contains('\n') && !self.spans.iter().any(touches)
    }

    /// Whether the signs of a span are certain to be read as such.
    fn takes(&self, span: &Span, inner: &[&Span], sign: &str) -> bool {
        let (start, end) = (span.range.start, span.range.end);
        let Some(content) = self.content.get(start..end) else {
            return false;
        };
        let before = self
            .content
            .get(..start)
            .and_then(|s| s.chars().next_back());
        let after = self.content.get(end..).and_then(|s| s.chars().next());
        let (first, last) = (content.chars().next(), content.chars().next_back());
        let touches = |other: &&Span| other.range.start <= end && start <= other.range.end;
        let others = self
            .spans
            .iter()
            .filter(|other| !std::ptr::eq(*other, span));
        let near: Vec<&Span> = others.filter(touches).collect();
        if near
            .iter()
            .any(|other| is_family(&other.emphasis, &span.emphasis))
        {
            return false;
        }
        // A sign of another span just outside counts as punctuation.
        let opens_bare = !near
            .iter()
            .any(|other| other.range.start == start || other.range.end == start);
        let closes_bare = !near
            .iter()
            .any(|other| other.range.start == end || other.range.end == end);
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inner_start = inner.iter().any(|other| other.range.start == start);
        let inner_end = inner.iter().any(|other| other.range.end == end);
        let opens = (is_word(first) && !inner_start)
            || (opens_bare && is_space(before) && !is_space(first));
        let closes =
            (is_word(last) && !inner_end) || (closes_bare && is_space(after) && !is_space(last));
        let is_sign = |c: Option<char>| matches!(c, Some('=' | '<' | '>' | '!'));
        let arrow = sign == "==" && [before, first, last, after].into_iter().any(is_sign);
        opens && closes && !arrow
    }

    /// Writes a stretch without spans.
    fn plain(&mut self, start: usize, end: usize) {
        let Some(text) = self.content.get(start..end) else {
            return;
        };
        for (at, c) in text.char_indices() {
            let at = start + at;
            match c {
                '\n' => self.line_end(at),
                '\t' => self.out.push_str("&#9;"),
                ' ' if self.is_edge(at) => self.out.push_str("&#32;"),
                // Escaped, it could still end what a reader of `[[…]](…)` looks for.
                ']' if self.links > 0 => self.out.push_str("&#93;"),
                // Before the bracket of a link it would make a picture of it.
                '!' if at + 1 == end && end < self.content.len() => self.out.push_str("\\!"),
                c => {
                    if self.escapes.escapes(at, c) {
                        self.out.push('\\');
                    }
                    self.out.push(c);
                }
            }
        }
    }

    fn line_end(&mut self, at: usize) {
        let beside_another = |text: Option<&str>, of: fn(&str) -> Option<char>| {
            text.and_then(of).is_none_or(|c| c == '\n')
        };
        let before = beside_another(self.content.get(..at), |s| s.chars().next_back());
        let after = beside_another(self.content.get(at + 1..), |s| s.chars().next());
        let is_bare = self.place == Place::Block && !before && !after;
        self.out.push_str(if is_bare { "\\\n" } else { "<br>" });
    }

    /// Whether a space stands at the end of a line, where it would be lost.
    fn is_edge(&self, at: usize) -> bool {
        let before = self.content.get(..at).and_then(|s| s.chars().next_back());
        let after = self.content.get(at + 1..).and_then(|s| s.chars().next());
        let is_end = |c: Option<char>| c.is_none_or(|c| c == '\n');
        // Two spaces before a line end are a line end themselves.
        is_end(before) || is_end(after)
    }
}

/// Whether one of two spans could be taken for the end of the other.
fn is_family(one: &Emphasis, other: &Emphasis) -> bool {
    let stars = |emphasis: &Emphasis| matches!(emphasis, Emphasis::Strong | Emphasis::Emphasis);
    (stars(one) && stars(other)) || (sign(one).is_some() && one == other)
}

const fn sign(emphasis: &Emphasis) -> Option<&'static str> {
    match emphasis {
        Emphasis::Emphasis => Some("*"),
        Emphasis::Strong => Some("**"),
        Emphasis::Strikethrough => Some("~~"),
        Emphasis::Highlight => Some("=="),
        Emphasis::Code | Emphasis::Link(_) | Emphasis::Footnote(_) => None,
    }
}

/// The tags of the HTML element that says the same.
fn tags(emphasis: &Emphasis) -> (String, &'static str) {
    let (open, close) = match emphasis {
        Emphasis::Emphasis => ("<em>", "</em>"),
        Emphasis::Strong => ("<b>", "</b>"),
        Emphasis::Strikethrough => ("<del>", "</del>"),
        Emphasis::Highlight => ("<mark>", "</mark>"),
        Emphasis::Code => ("<code>", "</code>"),
        Emphasis::Link(target) => {
            return (format!("<a href=\"{}\">", escape::html(target)), "</a>");
        }
        Emphasis::Footnote(_) => ("", ""),
    };
    (open.to_owned(), close)
}

/// A code span: between more backticks than stand in it.
fn code(content: &str, place: Place) -> String {
    let longest = content.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let spaced = content.starts_with(' ') && content.ends_with(' ');
    let is_blank = content.trim_matches(' ').is_empty();
    let pad = if content.starts_with('`') || content.ends_with('`') || (spaced && !is_blank) {
        " "
    } else {
        ""
    };
    let content = if place == Place::Cell {
        content.replace('|', "\\|")
    } else {
        content.to_owned()
    };
    format!("{fence}{pad}{content}{pad}{fence}")
}

/// Whether a text is the mark that a footnote's reference shows.
fn is_mark(content: &str, label: &str) -> bool {
    content
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        == Some(label)
}

fn is_autolink(target: &str) -> bool {
    let known = target.starts_with("https://") || target.starts_with("http://");
    known
        && !target
            .contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | '\\' | '&'))
}
