//! What Obsidian adds to Markdown beside its links: `%%comments%%` and the `^ids` of blocks.
//!
//! A comment inside one paragraph is passed over as an HTML comment is; one that holds paragraphs
//! is text that someone has set aside, and only its marks go. Also keeps `[[1]](address)`, the
//! usual citation of web pages, from being read as a link between notes.

use std::borrow::Cow;
use std::ops::Range;

use super::code;

/// Bytes of the longest words of a citation.
const LONGEST: usize = 200;

/// A body without comments and ids; lines stay where they are.
pub(super) fn unwrap(body: &str) -> Cow<'_, str> {
    let marks = ["%%", "]](", " ^", "\n^"];
    if !body.starts_with('^') && !marks.iter().any(|mark| body.contains(mark)) {
        return Cow::Borrowed(body);
    }
    let code = code::ranges(body);
    let mut cuts = comments(body, &code);
    cuts.extend(ids(body, &code));
    cuts.extend(citations(body, &code));
    if cuts.is_empty() {
        return Cow::Borrowed(body);
    }
    cuts.sort_unstable_by_key(|(range, _)| (range.start, range.end));
    let mut text = String::with_capacity(body.len());
    let mut from = 0;
    for (range, instead) in cuts {
        // What stands in a comment is gone already.
        let Some(before) = body.get(from..range.start) else {
            continue;
        };
        text.push_str(before);
        if let Some(instead) = instead {
            text.push_str(instead);
        } else {
            let gone = body.get(range.clone()).unwrap_or_default();
            text.extend(gone.chars().filter(|&c| c == '\n'));
        }
        from = range.end;
    }
    text.push_str(body.get(from..).unwrap_or_default());
    Cow::Owned(text)
}

/// A stretch, and what it becomes; nothing but its line ends without a text.
type Cut = (Range<usize>, Option<&'static str>);

fn comments(body: &str, code: &[Range<usize>]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in body.match_indices("%%") {
        let before = body.get(..at).and_then(|text| text.chars().next_back());
        let after = body.get(at + 2..).and_then(|text| text.chars().next());
        // Two signs after a figure or among more signs are no mark.
        let is_mark = after != Some('%') && before != Some('%') && !code::is_inside(code, at);
        match open {
            _ if !is_mark => {}
            None if before.is_none_or(|c| !c.is_ascii_alphanumeric()) => open = Some(at),
            Some(start) if after.is_none_or(|c| !c.is_ascii_alphanumeric()) => {
                let inner = body.get(start + 2..at).unwrap_or_default();
                if inner.trim().contains("\n\n") {
                    cuts.extend([(start..start + 2, None), (at..at + 2, None)]);
                } else {
                    cuts.push((start..at + 2, None));
                }
                open = None;
            }
            _ => {}
        }
    }
    cuts
}

/// The ids at the ends of blocks, with the space before them.
fn ids(body: &str, code: &[Range<usize>]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut at = 0;
    let mut lines = body.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        let ends_block = lines.peek().is_none_or(|next| {
            let next = next.trim_start();
            next.is_empty() || next.starts_with(['-', '*', '+', '#', '>'])
        });
        let id = bare.rfind('^').filter(|_| ends_block);
        let Some(from) =
            id.filter(|&from| is_id(bare, from) && !code::is_inside(code, start + from))
        else {
            continue;
        };
        let kept = bare.get(..from).unwrap_or_default().trim_end().len();
        cuts.push((start + kept..start + bare.len(), None));
    }
    cuts
}

/// Whether what stands from a `^` to the end of a line is the id of a block.
fn is_id(line: &str, from: usize) -> bool {
    let id = line.get(from + 1..).unwrap_or_default();
    let before = line.get(..from).unwrap_or_default();
    let is_apart = before.is_empty() || before.ends_with([' ', '\t']);
    let is_name = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_apart && is_name && id.len() >= 2 && id.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The inner brackets of `[[1]](address)`, escaped.
fn citations(body: &str, code: &[Range<usize>]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    for (at, _) in body.match_indices("]](") {
        let from = body.floor_char_boundary(at.saturating_sub(LONGEST));
        let near = body.get(from..at).unwrap_or_default();
        let Some(open) = near.rfind("[[").map(|open| from + open) else {
            continue;
        };
        let inner = body.get(open + 2..at).unwrap_or_default();
        let is_escaped = body
            .get(..open)
            .is_some_and(|before| before.ends_with('\\'));
        let in_code = code::is_inside(code, at) || code::is_inside(code, open);
        if !inner.contains(['[', ']', '\n', '`', '\\']) && !is_escaped && !in_code {
            cuts.extend([(open..open + 2, Some("[\\[")), (at..at + 2, Some("\\]]"))]);
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comments_and_ids_are_taken_out() {
        for (body, text) in [
            ("正文%%自己看%%继续", "正文继续"),
            ("%%\nprivate\n%%\n正文", "\n\n\n正文"),
            ("%%one\n\ntwo%%\n", "one\n\ntwo\n"),
            ("一段话。 ^abc-1\n\n下一段", "一段话。\n\n下一段"),
            ("- item ^id\n- other", "- item\n- other"),
            ("| a |\n|-|\n\n^table-1\n", "| a |\n|-|\n\n\n"),
            ("见[[1]](http://x)。", "见[\\[1\\]](http://x)。"),
        ] {
            assert_eq!(unwrap(body), text, "{body}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark_stays() {
        for body in [
            "up 5%% and down 6%% today",
            "`%%code%%`",
            "%%never closed",
            "100%%%",
            "x ^2",
            "x ^n\n",
            "a ^id and more",
            "a^id",
            "one ^id\nof a paragraph",
            "```\ncode ^id\n```",
            "[[note]]",
            "a[[0]][1](x)",
        ] {
            assert_eq!(unwrap(body), body);
        }
    }

    proptest! {
        #[test]
        fn lines_stay_where_they_are(body in r"[%\^a1\[\]\(\n` -]{0,60}") {
            let text = unwrap(&body);
            prop_assert_eq!(text.matches('\n').count(), body.matches('\n').count());
        }
    }
}
