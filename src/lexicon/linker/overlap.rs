//! Which of the names that overlap is meant.
//!
//! The earliest, then the longest; and none that a word of its own `not_in` covers. A guard stands
//! over the names of its entry alone, and is itself passed over where a name began before it.

use std::cmp::Reverse;
use std::ops::Range;

/// What a candidate comes to: the entry that it names, and whether that is in doubt, or the entries
/// that it guards.
pub(super) enum Settled {
    Names(usize, bool),
    Guards(Vec<usize>),
}

/// Keeps, of the names that overlap, the earliest and then the longest, and none that is guarded:
/// where each stands in the text, the entry, and whether it is in doubt.
pub(super) fn longest(
    mut candidates: Vec<(Range<usize>, Range<usize>, Settled)>,
) -> impl Iterator<Item = (Range<usize>, usize, bool)> {
    candidates.sort_by_key(|(range, _, settled)| {
        // Vegas guards the plural of vega.
        let is_name = matches!(settled, Settled::Names(..));
        (range.start, Reverse(range.end), is_name)
    });
    let mut end = 0;
    let mut guards: Vec<(usize, Vec<usize>)> = Vec::new();
    candidates
        .into_iter()
        .filter_map(move |(range, original, settled)| {
            if range.start < end {
                return None;
            }
            guards.retain(|(end, _)| *end > range.start);
            match settled {
                Settled::Guards(entries) => {
                    guards.push((range.end, entries));
                    None
                }
                Settled::Names(entry, _) if guards.iter().any(|(_, of)| of.contains(&entry)) => {
                    None
                }
                Settled::Names(entry, doubtful) => {
                    end = range.end;
                    Some((original, entry, doubtful))
                }
            }
        })
}
