//! Lines that a window has ended, not their writer.
//!
//! A text is wrapped where most lines that another one follows are nearly as long as the longest,
//! which is no longer than a window is wide, and do not end a sentence. A paragraph a line is as
//! long as its thought, and a list of names is short throughout.

use crate::text::width::width;

use super::{Line, bullet};

/// Columns of the windows that texts are wrapped to.
const WINDOWS: std::ops::RangeInclusive<usize> = 50..=112;

/// Columns that the longest Latin word may leave free at the end of a line.
const RAGGED: usize = 16;

/// How a text is wrapped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrap {
    columns: usize,
}

/// How the lines of a text are wrapped, if they are.
pub(super) fn measure(lines: &[Line<'_>]) -> Option<Wrap> {
    let followed: Vec<&Line<'_>> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [line, next] if !next.is_apart => Some(line),
            _ => None,
        })
        .collect();
    let longest = lines.iter().map(|line| line.columns).max().unwrap_or(0);
    let columns = followed.iter().map(|line| line.columns).max()?;
    let full = followed
        .iter()
        .filter(|line| line.columns + RAGGED >= columns);
    let full: Vec<&&Line<'_>> = full.collect();
    let stopped = full.iter().filter(|line| line.is_stopped()).count();
    let is_wrapped = followed.len() >= 2
        && WINDOWS.contains(&columns)
        && longest <= columns + RAGGED
        && full.len() * 2 > followed.len()
        && stopped * 2 <= full.len();
    is_wrapped.then_some(Wrap { columns })
}

impl Wrap {
    /// Whether a line goes on with the paragraph that the line above it is of.
    pub(super) fn continues(&self, above: &Line<'_>, line: &Line<'_>) -> bool {
        // The lines of an item stand below its text.
        let is_indented = line.indent >= above.indent + 2 && bullet(above.text).is_none();
        let is_last = above.columns * 4 < self.columns * 3 && above.is_stopped();
        !line.is_apart && !is_indented && !is_last
    }
}

impl Line<'_> {
    /// Whether it ends as a sentence does.
    fn is_stopped(&self) -> bool {
        self.text.ends_with([
            '。', '！', '？', '”', '」', '）', '.', '!', '?', '"', ':', '：', ')',
        ])
    }
}

/// What stands between two lines of one paragraph: nothing between Chinese characters or behind
/// the hyphen of a word, else a space.
pub(super) fn between(above: &str, line: &str) -> &'static str {
    let is_wide = |c: Option<char>| c.is_some_and(|c| width(c.encode_utf8(&mut [0; 4])) == 2);
    let mut back = above.chars().rev();
    let (last, before) = (back.next(), back.next());
    let first = line.chars().next();
    let is_hyphen = last == Some('-')
        && before.is_some_and(char::is_alphabetic)
        && first.is_some_and(char::is_lowercase);
    if is_hyphen || (is_wide(last) && is_wide(first)) {
        ""
    } else {
        " "
    }
}

#[cfg(test)]
mod tests {
    use super::super::{blocks, lines};
    use super::*;

    const FULL: &str = "做市商的对冲在周三下午又一次放大了市场的下跌而波动率控制基金";

    fn paragraphs(text: &str) -> Vec<String> {
        blocks(&lines(text))
            .into_iter()
            .map(|draft| draft.text.content)
            .collect()
    }

    #[test]
    fn wrapped_chinese_is_joined_without_gaps() {
        let text = format!("　　{FULL}\n{FULL}\n随后减仓。\n　　{FULL}\n{FULL}\n再次买入。\n");
        let expected = [
            format!("{FULL}{FULL}随后减仓。"),
            format!("{FULL}{FULL}再次买入。"),
        ];
        assert_eq!(paragraphs(&text), expected);
    }

    #[test]
    fn wrapped_english_is_joined_without_blank_lines_too() {
        let text = "The desk saw another round of systematic selling into the close,\n\
                    and the funds that target volatility had to sell more of the re-\n\
                    maining equity book before the weekend began.\n\
                    On Monday the same desks bought back what they had sold, and the\n\
                    market ended the day where it had begun.\n";
        let found = paragraphs(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("the close, and the funds"), "{found:?}");
        assert!(found[0].contains("re-maining equity"), "{found:?}");
    }

    #[test]
    fn a_paragraph_a_line_stays_so() {
        let long = FULL.repeat(3);
        let text = format!("{long}。\n{FULL}，减仓。\n{long}{FULL}。\n");
        assert_eq!(paragraphs(&text).len(), 3);
        let sentences = format!("{FULL}。\n").repeat(4);
        assert_eq!(paragraphs(&sentences).len(), 4);
        assert_eq!(measure(&lines("英伟达\n超微\n美光\n博通\n")), None);
    }

    #[test]
    fn an_item_may_run_over_several_lines() {
        let text = format!("- {FULL}\n  {FULL}\n  完。\n- {FULL}\n  {FULL}\n  完。\n");
        assert_eq!(paragraphs(&text).len(), 2);
    }

    #[test]
    fn lines_meet_as_their_scripts_do() {
        for (above, line, expected) in [
            ("中", "文", ""),
            ("中", "word", " "),
            ("word", "word", " "),
            ("re-", "levering", ""),
            ("5-", "year", " "),
            ("S&P-", "Index", " "),
        ] {
            assert_eq!(between(above, line), expected, "{above} {line}");
        }
    }
}
