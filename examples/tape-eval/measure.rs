//! How good a ranking is, by the definitions that BEIR's own evaluation uses: graded gains that
//! count as they are, a discount of log2(rank + 1), documents without a judgement worth nothing.

use std::collections::HashMap;
use std::time::Duration;

/// The judged documents of one query, each with its grade; 0 is judged worthless.
pub(crate) type Grades = HashMap<String, u32>;

/// The gain of the first `depth` ranked documents, each discounted by its rank, over the gain of the
/// best order there could be: 0 to 1.
pub(crate) fn ndcg(ranked: &[String], grades: &Grades, depth: usize) -> f64 {
    let gained = ranked
        .iter()
        .take(depth)
        .map(|id| grades.get(id).copied().unwrap_or_default());
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = discounted(best.into_iter().take(depth));
    if ideal > 0.0 {
        discounted(gained) / ideal
    } else {
        0.0
    }
}

/// The share of the relevant documents that stand among the first `depth`: 0 to 1.
pub(crate) fn recall(ranked: &[String], grades: &Grades, depth: usize) -> f64 {
    let is_relevant = |id: &String| grades.get(id).is_some_and(|grade| *grade > 0);
    let all = grades.values().filter(|grade| **grade > 0).count();
    let found = ranked.iter().take(depth).filter(|id| is_relevant(id));
    if all > 0 {
        found.count() as f64 / all as f64
    } else {
        0.0
    }
}

/// The nearest-rank percentile, in milliseconds; sorts the times.
pub(crate) fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    let rank = (times.len() * percent).div_ceil(100).max(1);
    let time = times.get(rank - 1).copied().unwrap_or_default();
    time.as_secs_f64() * 1_000.0
}

fn discounted(grades: impl Iterator<Item = u32>) -> f64 {
    let gains = (2_u32..).zip(grades);
    gains
        .map(|(rank, grade)| f64::from(grade) / f64::from(rank).log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(ids: &str) -> Vec<String> {
        ids.chars().map(String::from).collect()
    }

    fn grades(of: &[(&str, u32)]) -> Grades {
        of.iter()
            .map(|(id, grade)| ((*id).into(), *grade))
            .collect()
    }

    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-9, "{one} {other}");
    }

    #[test]
    fn one_relevant_document_is_worth_the_discount_of_its_rank() {
        let one = grades(&[("x", 1)]);
        for (order, expected) in [
            ("xabc", 1.0),
            ("axbc", 0.630_929_753_571_457_4),
            ("abxc", 0.5),
            ("abc", 0.0),
            ("", 0.0),
        ] {
            close(ndcg(&ranked(order), &one, 10), expected);
        }
        close(ndcg(&ranked("abx"), &one, 2), 0.0);
    }

    #[test]
    fn grades_are_gained_over_the_best_order() {
        // Gained 1 + 3 / 2, of 3 + 1 / log2(3) that the best order gains.
        let two = grades(&[("x", 3), ("y", 1), ("z", 0)]);
        close(
            ndcg(&ranked("yzx"), &two, 10),
            2.5 / 3.630_929_753_571_457_4,
        );
        close(ndcg(&ranked("xyz"), &two, 10), 1.0);
    }

    #[test]
    fn the_best_order_is_cut_at_the_depth_too() {
        let three = grades(&[("x", 1), ("y", 1), ("z", 1)]);
        close(ndcg(&ranked("xy"), &three, 2), 1.0);
    }

    #[test]
    fn recall_counts_relevant_documents_within_the_depth() {
        let two = grades(&[("x", 1), ("y", 2), ("z", 0)]);
        close(recall(&ranked("xzay"), &two, 3), 0.5);
        close(recall(&ranked("xzay"), &two, 4), 1.0);
        close(recall(&ranked("z"), &two, 4), 0.0);
    }

    #[test]
    fn nothing_relevant_is_worth_nothing() {
        let none = grades(&[("z", 0)]);
        close(ndcg(&ranked("z"), &none, 10), 0.0);
        close(recall(&ranked("z"), &none, 10), 0.0);
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut times: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        close(percentile(&mut times, 50), 100.0);
        close(percentile(&mut times, 99), 198.0);
        close(percentile(&mut [Duration::from_millis(7)], 99), 7.0);
        close(percentile(&mut [], 50), 0.0);
    }
}
