//! Where the entries of a table stand in its text.
//!
//! A table is a list whose entries begin with `-` at its first such line's indentation. All else of
//! an entry is indented deeper, as YAML asks, but for comments.

use std::ops::Range;

/// The line, from 1, on which the entry of this place begins; 1 where there is none.
pub(super) fn line_of(text: &str, place: usize) -> usize {
    entries(text).nth(place).map_or(1, |(line, _)| line)
}

/// The entries of a table with the line, from 1, on which each begins, as bytes of its text.
pub(super) fn entries(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut starts = starts(text).peekable();
    std::iter::from_fn(move || {
        let (line, start) = starts.next()?;
        let end = starts.peek().map_or(text.len(), |(_, next)| *next);
        Some((line, start..end))
    })
}

fn starts(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    let mut indent = None;
    text.split_inclusive('\n')
        .enumerate()
        .filter_map(move |(index, line)| {
            let start = at;
            at += line.len();
            let rest = line.trim_start_matches(' ').strip_prefix('-')?;
            let depth = line.len() - rest.len();
            let begins = rest.starts_with([' ', '\n', '\r']) || rest.is_empty();
            (begins && *indent.get_or_insert(depth) == depth).then_some((index + 1, start))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_begin_with_a_dash_at_the_first_ones_depth() {
        for (text, lines) in [
            ("", &[][..]),
            ("# only words\n", &[]),
            ("- a\n- b", &[1, 2]),
            (
                "# x\n\n- id: a\n  en:\n  - b\n- {id: c,\n   en: [d]}\n",
                &[3, 6],
            ),
            ("---\n  - a\n    - b\n  - c\n", &[2, 4]),
            ("-\r\n  id: a\r\n-\r\n  id: b\r\n", &[1, 3]),
            ("- a: -1\n  b: - \n", &[1]),
        ] {
            let found: Vec<usize> = entries(text).map(|(line, _)| line).collect();
            assert_eq!(found, lines, "{text:?}");
        }
    }

    #[test]
    fn entries_reach_to_the_next_and_lose_nothing() {
        let text = "# head\n- a\n  b\n# between\n- c";
        let parts: Vec<&str> = entries(text).map(|(_, range)| &text[range]).collect();
        assert_eq!(parts, ["- a\n  b\n# between\n", "- c"]);
        assert_eq!(line_of(text, 1), 5);
        assert_eq!(line_of(text, 7), 1);
    }
}
