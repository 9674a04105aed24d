//! Definition lists told from the stray colons that translated posts are full of.
//!
//! The dialect makes a definition of every line that begins with a colon, and a term of whatever
//! stands above it. Here a term must be a short line with no stop at its end, directly above its
//! definition; every other colon at the head of a line is escaped.

use std::borrow::Cow;

use pulldown_cmark::Options;

use crate::text::width::width;

use super::code::{self, Fence};

/// Columns of the longest term.
const LONGEST: usize = 64;

/// The body with stray colons escaped, and the options to read it by.
pub(super) fn settle(body: Cow<'_, str>, options: Options) -> (Cow<'_, str>, Options) {
    let colons = colons(&body);
    if !colons.iter().any(|colon| colon.defines) {
        return (body, options);
    }
    let options = options | Options::ENABLE_DEFINITION_LIST;
    let mut strays = colons.iter().filter(|colon| !colon.defines).peekable();
    if strays.peek().is_none() {
        return (body, options);
    }
    let mut text = String::with_capacity(body.len() + colons.len());
    let mut from = 0;
    for stray in strays {
        text.push_str(body.get(from..stray.at).unwrap_or_default());
        text.push('\\');
        from = stray.at;
    }
    text.push_str(body.get(from..).unwrap_or_default());
    (Cow::Owned(text), options)
}

/// A colon at the head of a line.
struct Colon {
    at: usize,
    /// Whether it begins a definition.
    defines: bool,
}

/// What the lines above say of the coming one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// Nothing, or a blank line below text.
    Blank,
    /// A blank line below a definition.
    BlankInList,
    /// A line that may be a term.
    Term,
    Definition,
    Text,
}

fn colons(body: &str) -> Vec<Colon> {
    let mut colons = Vec::new();
    if !body.starts_with(':') && !body.contains("\n:") && !body.contains(" :") {
        return colons;
    }
    let fences = code::ranges(body);
    let mut above = Above::Blank;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        let place = at + indent;
        at += line.len();
        if Fence::of(line).is_some() || code::is_inside(&fences, at - line.len()) {
            above = Above::Text;
            continue;
        }
        let is_definition = bare
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with([' ', '\t']));
        above = match above {
            _ if bare.trim().is_empty() => match above {
                Above::Definition | Above::BlankInList => Above::BlankInList,
                _ => Above::Blank,
            },
            _ if is_definition && indent <= 3 => {
                let defines = matches!(above, Above::Term | Above::Definition | Above::BlankInList);
                colons.push(Colon { at: place, defines });
                if defines {
                    Above::Definition
                } else {
                    Above::Text
                }
            }
            // A line that goes on with what is above it.
            Above::Definition => Above::Definition,
            Above::BlankInList if indent >= 2 => Above::Definition,
            Above::Blank | Above::BlankInList if is_term(bare) => Above::Term,
            _ => Above::Text,
        };
    }
    colons
}

/// Whether a line can name what the next one explains.
fn is_term(line: &str) -> bool {
    let line = line.trim_end();
    let is_marked = line.starts_with(['#', '>', '|', '<', '-', '+', ':']) || line.starts_with("* ");
    let is_stopped = line.ends_with([
        '。', '．', '.', '！', '!', '？', '?', '；', ';', '，', ',', '：', ':', '、', '…', '|',
    ]);
    let is_number = line.starts_with(|c: char| c.is_ascii_digit());
    !is_marked && !is_stopped && !is_number && width(line) <= LONGEST
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settled(body: &str) -> (String, bool) {
        let (text, options) = settle(Cow::Borrowed(body), Options::empty());
        (
            text.into(),
            options.contains(Options::ENABLE_DEFINITION_LIST),
        )
    }

    #[test]
    fn terms_are_short_lines_right_above() {
        for (body, is_list) in [
            ("做空伽马\n: 上涨买、下跌卖。\n", true),
            ("Skew\n:   one\n:   two\n\nVega\n: three\n", true),
            ("a term\n: one\n\n  more of it\n\n: two\n", true),
            (": 系统并没有完全恢复。\n", false),
            ("\n\n: 市场反弹能走多远？\n", false),
            ("短句\n\n: 隔着空行。\n", false),
            ("这一句话说完了。\n: 下一行。\n", false),
            ("# 标题\n: 不是定义\n", false),
            ("two lines\nof a paragraph\n: text\n", false),
            ("```\nterm\n: code\n```\n", false),
            ("ratio\n:1\n", false),
        ] {
            let (text, found) = settled(body);
            assert_eq!(found, is_list, "{body}");
            assert_eq!(text, body, "{body}");
        }
    }

    #[test]
    fn stray_colons_are_escaped_beside_true_ones() {
        let (text, found) = settled("Skew\n: one\n\n一段话说完了。\n: 这一行只是文字。\n");
        assert!(found);
        assert_eq!(
            text,
            "Skew\n: one\n\n一段话说完了。\n\\: 这一行只是文字。\n"
        );
    }

    proptest! {
        #[test]
        fn only_backslashes_are_added(body in "[ab: \n`。#>-]{0,60}") {
            let (text, _) = settled(&body);
            prop_assert_eq!(text.replace('\\', ""), body);
        }
    }
}
