//! Where Markdown is code, in which no other mark means anything.

use std::collections::HashMap;
use std::ops::Range;

/// The stretches of a body that are fenced or inline code, in order.
///
/// Indented code is taken for text: whether it is code depends on the list that it stands in.
pub(super) fn ranges(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut fence: Option<(Fence, usize)> = None;
    let mut runs = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let end = at + line.len();
        let mark = Fence::of(line);
        match (&fence, mark) {
            (Some((open, from)), Some(mark)) if mark.closes(open) => {
                found.push(*from..end);
                fence = None;
            }
            (Some(_), _) => {}
            (None, Some(mark)) => {
                inline(&mut runs, &mut found);
                fence = Some((mark, at));
            }
            (None, None) if line.trim().is_empty() => inline(&mut runs, &mut found),
            (None, None) => runs.extend(backticks(line, at)),
        }
        at = end;
    }
    inline(&mut runs, &mut found);
    found.extend(fence.map(|(_, from)| from..body.len()));
    found
}

/// Whether a byte stands in one of the ranges.
pub(super) fn is_inside(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

/// The backticks or tildes that open or close a block of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence {
    sign: char,
    length: usize,
    is_bare: bool,
}

impl Fence {
    /// The fence that a line is, under the marks of quotations and lists.
    pub(super) fn of(line: &str) -> Option<Self> {
        let bare = line.trim_start_matches([' ', '>', '\t']);
        let sign = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let rest = bare.trim_start_matches(sign);
        let length = bare.len() - rest.len();
        (length >= 3 && !(sign == '`' && rest.contains('`'))).then(|| Self {
            sign,
            length,
            is_bare: rest.trim().is_empty(),
        })
    }

    /// Whether it ends what another one began.
    pub(super) const fn closes(&self, open: &Self) -> bool {
        self.is_bare && self.sign as u32 == open.sign as u32 && self.length >= open.length
    }
}

/// Runs of backticks in a line: where they begin and how many they are.
fn backticks(line: &str, at: usize) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(start) = line.get(from..).and_then(|rest| rest.find('`')) {
        let start = from + start;
        let rest = line.get(start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('`').len();
        runs.push((at + start, length));
        from = start + length;
    }
    runs
}

/// Pairs the runs of one paragraph, each with the next of its length.
fn inline(runs: &mut Vec<(usize, usize)>, found: &mut Vec<Range<usize>>) {
    let mut last: HashMap<usize, usize> = HashMap::new();
    for &(at, length) in runs.iter() {
        last.insert(length, at);
    }
    let mut runs = runs.drain(..);
    while let Some((at, length)) = runs.next() {
        if last.get(&length).is_none_or(|&last| last == at) {
            continue;
        }
        if let Some((close, _)) = runs.find(|&(_, other)| other == length) {
            found.push(at..close + length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_found_in_lines_and_blocks() {
        for (body, code) in [
            ("a `b` c", vec!["`b`"]),
            ("a ``b ` c`` d", vec!["``b ` c``"]),
            ("a ` b\n\nc ` d", vec![]),
            (
                "```x\ncode\n```\ntext `y`",
                vec!["```x\ncode\n```\n", "`y`"],
            ),
            ("~~~\n```\n~~~\n", vec!["~~~\n```\n~~~\n"]),
            ("> ```\n> a\n> ```\n", vec!["> ```\n> a\n> ```\n"]),
            ("````\n```\n````", vec!["````\n```\n````"]),
            ("text\n```\nnever closed", vec!["```\nnever closed"]),
        ] {
            let found: Vec<&str> = ranges(body).into_iter().map(|range| &body[range]).collect();
            assert_eq!(found, code, "{body}");
        }
    }

    #[test]
    fn a_place_is_inside_or_not() {
        let ranges = ranges("a `b` c `d`");
        let inside: Vec<usize> = (0..11).filter(|&at| is_inside(&ranges, at)).collect();
        assert_eq!(inside, [2, 3, 4, 8, 9, 10]);
    }
}
