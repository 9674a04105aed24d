//! `==highlight==` and the strong emphasis that CommonMark misses beside Chinese punctuation.

use crate::model::{Emphasis, Span};

use super::Finished;

/// A pair of marks: the bytes of the opening and of the closing one.
struct Pair {
    open: usize,
    close: usize,
}

/// Puts spans between pairs of marks; gives the stretches of the marks, which are to be taken out.
///
/// Where no reader of Markdown has seen the text, strong emphasis is taken beside any script.
pub(super) fn take(text: &mut Finished, escaped: &[usize], is_unread: bool) -> Vec<(usize, usize)> {
    if !text.content.contains("==") && !text.content.contains("**") {
        return Vec::new();
    }
    let mut code: Vec<(usize, usize)> = text
        .spans
        .iter()
        .filter(|span| matches!(span.emphasis, Emphasis::Code))
        .map(|span| (span.range.start, span.range.end))
        .collect();
    code.sort_unstable();
    let mut cuts = Vec::new();
    for (mark, emphasis) in [("==", Emphasis::Highlight), ("**", Emphasis::Strong)] {
        let is_any = mark == "==" || is_unread;
        for pair in pairs(&text.content, mark, is_any, |at| {
            is_free(at, escaped, &code)
        }) {
            cuts.extend([(pair.open, 2), (pair.close, 2)]);
            text.spans.push(Span {
                range: pair.open + 2..pair.close,
                emphasis: emphasis.clone(),
            });
        }
    }
    cuts
}

fn is_free(at: usize, escaped: &[usize], code: &[(usize, usize)]) -> bool {
    let before = escaped.binary_search(&at).is_ok() || escaped.binary_search(&(at + 1)).is_ok();
    let next = code.partition_point(|&(_, end)| end <= at);
    let inside = code.get(next).is_some_and(|&(start, _)| start <= at);
    !before && !inside
}

/// Pairs the marks of one kind from left to right, beside Chinese or beside any script.
fn pairs(
    text: &str,
    mark: &'static str,
    is_any: bool,
    is_free: impl Fn(usize) -> bool,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut open: Option<(usize, Around)> = None;
    for (at, _) in text.match_indices(mark) {
        let Some(around) = Around::of(text, at, mark).filter(|_| is_free(at)) else {
            continue;
        };
        match &open {
            Some((start, opening))
                if around.may_close
                    && at > start + mark.len()
                    && (is_any || around.is_chinese || opening.is_chinese) =>
            {
                pairs.push(Pair {
                    open: *start,
                    close: at,
                });
                open = None;
            }
            _ if around.may_open => open = Some((at, around)),
            _ => {}
        }
    }
    pairs
}

/// What the characters beside a mark allow it to be.
struct Around {
    may_open: bool,
    may_close: bool,
    is_chinese: bool,
}

impl Around {
    /// `None` for part of a longer run or of an arrow, `==>`, `<==`, `!==`.
    fn of(text: &str, at: usize, mark: &str) -> Option<Self> {
        let before = text.get(..at).and_then(|s| s.chars().next_back());
        let after = text.get(at + mark.len()..).and_then(|s| s.chars().next());
        let sign = mark.chars().next();
        let arrow = matches!(after, Some('>')) || matches!(before, Some('<' | '!'));
        let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
        let is_other_sign = before == sign || after == sign || arrow;
        (!is_other_sign).then(|| Self {
            may_open: after.is_some_and(|c| !c.is_whitespace()),
            may_close: before.is_some_and(|c| !c.is_whitespace()),
            is_chinese: wide(before) || wide(after),
        })
    }
}
