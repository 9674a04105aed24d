//! Where two rows of paragraphs are searched for the chain that pairs them.
//!
//! Short rows are searched whole. In long ones a first pass, with single paragraphs and the best
//! chain alone, runs over a band about the diagonal of the lengths; the search proper then keeps
//! to a corridor about that chain, as in Moore (2002). The band has a greatest width, so time
//! grows with the length of a document and not with its square: where more than that is missing
//! in one place, what follows is not found.

use std::ops::Range;

use super::super::measure::{Index, Measure};
use super::{EDGE, Rules};

/// Rows with fewer pairs of paragraphs than this are searched whole.
const SMALL: usize = 1_024;
/// Paragraphs on either side of the diagonal that the first pass searches at least.
const BAND: usize = 40;
/// And at most besides, where the rows are long or of different lengths.
const MORE: usize = 360;
/// Paragraphs on either side of the first chain that the search proper may turn to.
const WIDE: usize = 9;

/// For each number of paragraphs of the first row passed, those of the second that are searched.
pub(super) fn corridor(
    first: &[Measure],
    second: &[Measure],
    rules: &impl Rules,
) -> Vec<Range<usize>> {
    let (rows, columns) = (first.len(), second.len());
    if rows * columns <= SMALL {
        return vec![0..columns + 1; rows + 1];
    }
    let band = band(first, second);
    let steps = Pass {
        first,
        second,
        rules,
        clues: Index::new(second),
    }
    .steps(&band);
    let chain = chain(&band, &steps, columns);
    let widened = chain.into_iter().map(|row| {
        let end = (row.end + WIDE).min(columns + 1);
        row.start.saturating_sub(WIDE)..end
    });
    widened.collect()
}

/// How a chain comes to a place.
#[derive(Clone, Copy)]
enum Step {
    /// Past a paragraph of the first row.
    Down,
    /// Past one of the second.
    Across,
    /// Past one of each.
    Both,
}

/// The first pass over two rows.
struct Pass<'m, R> {
    first: &'m [Measure],
    second: &'m [Measure],
    rules: &'m R,
    clues: Index,
}

impl<R: Rules> Pass<'_, R> {
    /// The best step to each place of a band.
    fn steps(&self, band: &[Range<usize>]) -> Vec<Vec<Step>> {
        let mut all = Vec::with_capacity(band.len());
        let (mut above, mut above_start): (Vec<f64>, usize) = (Vec::new(), 0);
        for (i, row) in band.iter().enumerate() {
            let over = |j: usize| -> f64 {
                let at = j.checked_sub(above_start);
                let cost = at.and_then(|at| above.get(at));
                cost.copied().unwrap_or(f64::INFINITY)
            };
            let pairs = self.pairs(i, row);
            let mut costs: Vec<f64> = Vec::with_capacity(row.len());
            let mut steps = Vec::with_capacity(row.len());
            for (j, pair) in row.clone().zip(pairs) {
                let before = costs.last().copied();
                let before = before.unwrap_or(if i + j == 0 { 0.0 } else { f64::INFINITY });
                let across = before + self.alone(i == self.first.len());
                let down = over(j) + self.alone(j == 0);
                let both = j.checked_sub(1).map_or(f64::INFINITY, over) + pair;
                let (cost, step) = if both <= down && both <= across {
                    (both, Step::Both)
                } else if down <= across {
                    (down, Step::Down)
                } else {
                    (across, Step::Across)
                };
                costs.push(if i + j == 0 { 0.0 } else { cost });
                steps.push(step);
            }
            all.push(steps);
            (above, above_start) = (costs, row.start);
        }
        all
    }

    /// What it costs to come to each place of a row of the band by a pair; without end where there
    /// is none.
    fn pairs(&self, i: usize, row: &Range<usize>) -> Vec<f64> {
        let Some((at, one)) = i
            .checked_sub(1)
            .and_then(|at| Some((at, self.first.get(at)?)))
        else {
            return vec![f64::INFINITY; row.len()];
        };
        let others = row.start.saturating_sub(1)..row.end.saturating_sub(1);
        let gains = self.clues.gains(one, others.clone());
        let costs = others.clone().zip(gains).map(|(j, gain)| {
            let cost = self.rules.kinds(at, j).zip(self.second.get(j));
            cost.map_or(f64::INFINITY, |(kinds, other)| {
                kinds + one.length_cost(other) - gain
            })
        });
        // No pair leads to the first column.
        let none = (row.start == 0).then_some(f64::INFINITY);
        none.into_iter().chain(costs).collect()
    }

    fn alone(&self, is_outside: bool) -> f64 {
        self.rules.alone() * if is_outside { EDGE } else { 1.0 }
    }
}

/// The places of the best chain in each row, from its end back.
fn chain(band: &[Range<usize>], steps: &[Vec<Step>], columns: usize) -> Vec<Range<usize>> {
    let mut chain = Vec::with_capacity(band.len());
    let mut j = columns;
    for (row, steps) in band.iter().zip(steps).rev() {
        let end = j + 1;
        let step = |j: usize| steps.get(j.checked_sub(row.start)?).copied();
        while j > row.start && matches!(step(j), Some(Step::Across)) {
            j -= 1;
        }
        chain.push(j..end);
        if matches!(step(j), Some(Step::Both)) {
            j = j.saturating_sub(1);
        }
    }
    // The first row begins where both sides do.
    if let Some(first) = chain.last_mut() {
        first.start = 0;
    }
    chain.reverse();
    chain
}

/// The places near the diagonal of the lengths.
fn band(first: &[Measure], second: &[Measure]) -> Vec<Range<usize>> {
    let (rows, columns) = (first.len(), second.len());
    let half = BAND + (rows.max(columns) / 10 + rows.abs_diff(columns) / 2).min(MORE);
    let total = |row: &[Measure]| row.iter().map(Measure::weight).sum::<f64>().max(1.0);
    let (height, width) = (total(first), total(second));
    let (mut down, mut across, mut column) = (0.0, 0.0, 0);
    let mut band: Vec<Range<usize>> = Vec::with_capacity(rows + 1);
    for i in 0..=rows {
        while let Some(next) = second.get(column)
            && (across + next.weight() / 2.0) / width < down / height
        {
            across += next.weight();
            column += 1;
        }
        let start = if i == 0 {
            0
        } else {
            column.saturating_sub(half)
        };
        // A row reaches to where the next begins, so that one long paragraph breaks no chain.
        if let Some(above) = band.last_mut() {
            above.end = above.end.max(start + 1);
        }
        let end = if i == rows {
            columns
        } else {
            (column + half).min(columns)
        };
        band.push(start..end + 1);
        down += first.get(i).map_or(0.0, Measure::weight);
    }
    band
}

#[cfg(test)]
mod tests {
    use super::super::tests::Free;
    use super::*;
    use crate::model::Side;
    use crate::note::measure::measures;

    /// Paragraphs of two characters, one of which is very long.
    fn row(count: usize, giant: usize) -> Vec<Measure> {
        let text = |at: usize| {
            if at == giant {
                "长".repeat(9_000)
            } else {
                "短句".to_owned()
            }
        };
        let texts: Vec<String> = (0..count).map(text).collect();
        measures(texts.iter().map(|text| (Side::Zh, text.as_str())), &())
    }

    fn assert_joined(rows: &[Range<usize>], columns: usize) {
        assert_eq!(rows[0].start, 0);
        assert_eq!(rows[rows.len() - 1].end, columns + 1);
        for pair in rows.windows(2) {
            assert!(pair[0].end >= pair[1].start && pair[0].start <= pair[1].start);
            assert!(!pair[0].is_empty());
        }
    }

    #[test]
    fn bands_and_corridors_join_start_and_end() {
        for (first, second) in [(300, 300), (20, 900), (900, 20), (33, 34)] {
            let (left, right) = (row(first, 3), row(second, second - 2));
            assert_joined(&band(&left, &right), second);
            assert_joined(&corridor(&left, &right, &Free), second);
        }
    }

    #[test]
    fn short_rows_are_searched_whole() {
        assert_eq!(corridor(&row(2, 9), &row(3, 9), &Free), [0..4, 0..4, 0..4]);
        assert_eq!(corridor(&[], &row(2, 9), &Free).first(), Some(&(0..3)));
    }

    #[test]
    fn time_grows_with_length_alone() {
        let searched = |count: usize| -> usize {
            let rows = band(&row(count, count), &row(count * 2, count));
            rows.iter().map(Range::len).max().unwrap_or(0)
        };
        assert_eq!(searched(4_000), searched(8_000));
    }

    #[test]
    fn a_corridor_follows_what_was_left_out() {
        let zh = |at: usize| format!("股市跌了{at}点，又涨了{}点", at * 7 + 1);
        let en = |at: usize| format!("Stocks fell {at} points and rose {} points", at * 7 + 1);
        let chinese: Vec<String> = (0..200).map(zh).collect();
        let english: Vec<String> = (0..50).chain(100..200).map(en).collect();
        let texts = chinese.iter().map(|text| (Side::Zh, text.as_str()));
        let texts = texts.chain(english.iter().map(|text| (Side::En, text.as_str())));
        let mut left = measures(texts, &());
        let right = left.split_off(chinese.len());
        let rows = corridor(&left, &right, &Free);
        for (at, column) in [(20, 20), (49, 49), (120, 70), (180, 130)] {
            let row = &rows[at];
            assert!(
                row.contains(&column) && row.len() <= 2 * WIDE + 2,
                "{at}: {row:?}"
            );
        }
    }
}
