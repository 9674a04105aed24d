//! Remarks inside a paragraph: in brackets, `（译注：…）`, and behind an arrow, `… => 暗示…`.

use std::ops::Range;

use crate::model::Voice;
use crate::text::script::language;

use super::label;

const BRACKETS: [(char, char); 4] = [('（', '）'), ('(', ')'), ('[', ']'), ('【', '】')];

/// Bytes of the longest remark in brackets.
const LONGEST: usize = 3_000;

/// Remarks of one paragraph; further ones stay in it.
const MOST: usize = 100;

/// A remark and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    pub voice: Voice,
    /// With brackets, arrow and the space before it.
    pub whole: Range<usize>,
    /// The words alone.
    pub words: Range<usize>,
}

/// Every remark of a text, in order; arrows count where `arrows` says so.
pub(super) fn find(text: &str, arrows: bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut from = 0;
    while remarks.len() < MOST
        && let Some(rest) = text.get(from..)
    {
        let Some(at) = rest.find(BRACKETS.map(|(open, _)| open)) else {
            break;
        };
        if let Some(remark) = bracketed(text, from + at, arrows) {
            from = remark.whole.end;
            remarks.push(remark);
        } else {
            let bracket = rest.get(at..).and_then(|rest| rest.chars().next());
            from += at + bracket.map_or(1, char::len_utf8);
        }
    }
    if arrows && let Some(remark) = behind_arrow(text, from) {
        remarks.push(remark);
    }
    remarks
}

/// The bytes of an arrow, `=>` or longer, that a text begins with; 0 where it begins with none.
pub(super) fn arrow(text: &str) -> usize {
    if text.starts_with('⇒') {
        return '⇒'.len_utf8();
    }
    let lines = text.len() - text.trim_start_matches('=').len();
    let is_arrow =
        (1..=4).contains(&lines) && text.get(lines..).is_some_and(|t| t.starts_with('>'));
    if is_arrow { lines + 1 } else { 0 }
}

fn bracketed(text: &str, at: usize, arrows: bool) -> Option<Remark> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (open, close) = BRACKETS.into_iter().find(|(open, _)| *open == first)?;
    let inner = rest.get(open.len_utf8()..)?;
    let length = arrow(inner);
    let (voice, words) = match label::inside(inner) {
        Some(found) => found,
        None if arrows && length > 0 => (Voice::Translator, inner.get(length..)?),
        None => return None,
    };
    let end = closing(inner, open, close)?;
    let start = text.len() - words.len();
    let end = at + open.len_utf8() + end;
    let before = text.get(..at)?.trim_end_matches(' ').len();
    let after = text.get(end + close.len_utf8()..)?;
    // The space before a bracket parts words only where a word goes on behind it.
    let goes_on = after.starts_with(char::is_alphanumeric);
    let whole = if goes_on { at } else { before }..end + close.len_utf8();
    let is_said = start < end && text.get(start..end).is_some_and(|t| !t.trim().is_empty());
    // A paragraph that is nothing but its remark is for the labels.
    let is_part = whole.start > 0 || !after.trim().is_empty();
    (is_said && is_part).then_some(Remark {
        voice,
        whole,
        words: start..end,
    })
}

/// Where the bracket that was opened closes.
fn closing(inner: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in inner.char_indices() {
        if at > LONGEST {
            return None;
        }
        if character == open {
            depth += 1;
        } else if character == close {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

/// A remark in the other language behind the last arrow: `… Spread Product) => 暗示…`.
fn behind_arrow(text: &str, from: usize) -> Option<Remark> {
    let rest = text.get(from..)?;
    let at = rest.rfind("=>").or_else(|| rest.rfind('⇒'))? + from;
    let before = text.get(..at)?.trim_end_matches('=');
    let length = arrow(text.get(before.len()..)?);
    let start = before.len() + length;
    let words = text.get(start..)?;
    let said = language(before)?.side();
    let is_other = language(words).is_some_and(|language| language.side() != said);
    let start = text.len() - words.trim_start().len();
    (is_other && before.ends_with(' ')).then(|| Remark {
        voice: Voice::Translator,
        whole: before.trim_end().len()..text.len(),
        words: start..text.len(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str, arrows: bool) -> Vec<&str> {
        let found = find(text, arrows);
        found
            .iter()
            .map(|remark| text[remark.words.clone()].trim())
            .collect()
    }

    #[test]
    fn remarks_in_brackets_and_behind_arrows() {
        for (text, found) in [
            ("曲线变陡（译注：指长端）之后", vec!["指长端"]),
            (
                "curve [Translator's note: 长端（10年）] steep",
                vec!["长端（10年）"],
            ),
            (
                "若数据走弱 (==> 经济变差, 通胀下降)，则降息",
                vec!["经济变差, 通胀下降"],
            ),
            (
                "Buyers are scarred at the long end => 长债仍受惊吓",
                vec!["长债仍受惊吓"],
            ),
            ("甲（译注：乙）丙[译者注：丁]", vec!["乙", "丁"]),
            ("下跌（译注）之后", vec![]),
            ("下跌（译注：）之后", vec![]),
            ("下跌（注：乙）之后", vec![]),
            ("a => b", vec![]),
            ("走弱 => 降息", vec![]),
            ("没有闭合（译注：乙", vec![]),
        ] {
            assert_eq!(words(text, true), found, "{text}");
        }
        assert!(words("若走弱 (=> 降息)，则", false).is_empty());
    }

    #[test]
    fn what_is_left_reads_on() {
        for (text, left) in [
            ("走弱 (=> 降息)，则买入", "走弱，则买入"),
            ("the curve (=> 曲线) steepened", "the curve steepened"),
            ("the curve (=> 曲线)steepened", "the curve steepened"),
            ("Long end is scarred => 受惊吓", "Long end is scarred"),
        ] {
            let remark = find(text, true).remove(0);
            let mut rest = text.to_owned();
            rest.replace_range(remark.whole, "");
            assert_eq!(rest, left);
        }
    }

    proptest! {
        #[test]
        fn remarks_are_apart_and_in_order(text in "([（(\\[]|译注：|=>|==> | |[）)\\]]|甲|ab ){0,16}") {
            let mut end = 0;
            for remark in find(&text, true) {
                prop_assert!(remark.whole.start >= end);
                prop_assert!(remark.whole.start <= remark.words.start);
                prop_assert!(remark.words.end <= remark.whole.end);
                prop_assert!(text.get(remark.words.clone()).is_some());
                prop_assert!(text.get(remark.whole.clone()).is_some());
                end = remark.whole.end;
            }
        }
    }
}
