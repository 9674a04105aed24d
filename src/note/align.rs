//! Which paragraphs of two languages say the same.
//!
//! Source: Gale and Church (1993), Computational Linguistics 19(1): lengths of translations go
//! together, and the cheapest chain of matches wins. Here lengths are in Han characters, with
//! words counted at their usual length in translation, and figures and names that stand on both
//! sides make a match cheaper. It reads no meaning.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::text::script::{english_words, han_characters};

/// Han characters that one English word usually becomes.
const HAN_A_WORD: f64 = 1.7;
/// What it costs to leave a paragraph without a counterpart.
const ALONE: f64 = 1.6;
/// What it costs to join paragraphs into one.
const JOINING: f64 = 1.2;
/// Longer tables are not aligned: nobody parts a text by hundreds of paragraphs.
const MOST_CELLS: usize = 4_096;

/// What is measured of one paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    /// Length in Han characters.
    weight: f64,
    /// Hashes of figures and Latin words, sorted, without duplicates.
    marks: Vec<u64>,
    /// How many of the marks are figures.
    figures: usize,
}

/// Paragraphs of one side and of the other that belong together; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bead {
    pub first: Range<usize>,
    pub second: Range<usize>,
}

impl Measure {
    pub(super) fn of(text: &str) -> Self {
        let text = &*without_links(text);
        let words = english_words(text) as f64;
        let mut marks = Vec::new();
        let mut figures = 0;
        for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.') {
            let word = word.trim_matches('.');
            let figure = word.starts_with(|c: char| c.is_ascii_digit());
            if figure || word.len() > 1 {
                marks.push(hash(word));
                figures += usize::from(figure);
            }
        }
        marks.sort_unstable();
        marks.dedup();
        Self {
            weight: han_characters(text) as f64 + words * HAN_A_WORD,
            marks,
            figures,
        }
    }

    pub(super) const fn weight(&self) -> f64 {
        self.weight
    }

    fn join(parts: &[Self]) -> Self {
        let mut marks: Vec<u64> = parts.iter().flat_map(|part| part.marks.clone()).collect();
        marks.sort_unstable();
        marks.dedup();
        Self {
            weight: parts.iter().map(Self::weight).sum(),
            figures: parts.iter().map(|part| part.figures).sum(),
            marks,
        }
    }

    /// What it costs to take two texts for translations of each other.
    fn cost(&self, other: &Self) -> f64 {
        let (a, b) = (self.weight.max(1.0), other.weight.max(1.0));
        // Short texts vary more: a heading of two characters may be one word or four.
        let spread = (0.09 + 1.5 / a.min(b)).sqrt();
        let distance = (a / b).ln() / spread;
        let fewer = self.marks.len().min(other.marks.len());
        let shared = self
            .marks
            .iter()
            .filter(|mark| other.marks.binary_search(mark).is_ok())
            .count();
        let evidence = if shared > 0 {
            -(shared as f64 / fewer as f64).sqrt()
        } else if self.figures > 2 && other.figures > 2 {
            1.0
        } else {
            0.0
        };
        distance * distance / 2.0 + evidence
    }
}

/// A text without its addresses, which are in no language.
pub(super) fn without_links(text: &str) -> Cow<'_, str> {
    if !text.contains("://") && !text.contains("www.") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let at = word.find("http").or_else(|| word.find("www."));
        let is_link = word.contains("://") || word.contains("www.");
        match at.filter(|_| is_link) {
            Some(at) => {
                let (before, link) = word.split_at_checked(at).unwrap_or((word, ""));
                let end = link.find(|c: char| !c.is_ascii()).unwrap_or(link.len());
                kept.push_str(before);
                kept.push(' ');
                kept.push_str(link.get(end..).unwrap_or_default());
            }
            None => kept.push_str(word),
        }
    }
    Cow::Owned(kept)
}

/// FNV-1a over a word in lower case; words that collide only make a match look likelier.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// For the paragraphs passed on each side: the cost of the cheapest chain up to there, and how many
/// its last step took from each.
type Chains = HashMap<(usize, usize), (f64, (usize, usize))>;

/// The cheapest chain of beads over two rows of paragraphs; `may_match` rules single matches out,
/// and `may_join` says whether a paragraph may be part of a longer side.
pub(super) fn beads(
    first: &[Measure],
    second: &[Measure],
    may_match: impl Fn(usize, usize) -> bool,
    may_join: impl Fn(usize, bool) -> bool,
) -> Vec<Bead> {
    let cells = (first.len() + 1) * (second.len() + 1);
    if cells > MOST_CELLS {
        return Vec::new();
    }
    let mut best = Chains::with_capacity(cells);
    best.insert((0, 0), (0.0, (0, 0)));
    for i in 0..=first.len() {
        for j in 0..=second.len() {
            let Some(&(so_far, _)) = best.get(&(i, j)) else {
                continue;
            };
            for (n, m, extra) in STEPS {
                let (a, b) = (i..i + n, j..j + m);
                let (Some(left), Some(right)) = (first.get(a.clone()), second.get(b.clone()))
                else {
                    continue;
                };
                let joins = (n < 2 || a.clone().all(|at| may_join(at, true)))
                    && (m < 2 || b.clone().all(|at| may_join(at, false)));
                let alone = n == 0 || m == 0;
                if !(alone || (joins && may_match(i, j))) {
                    continue;
                }
                // What stands before the first match or after the last is cheaper to leave out:
                // explanations follow a translation, and rarely stand inside one.
                let edge = (n == 0 && i == first.len()) || (m == 0 && j == 0);
                let cost = match (alone, edge) {
                    (true, true) => ALONE / 2.0,
                    (true, false) => ALONE,
                    (false, _) => extra + step_cost(left, right),
                } + so_far;
                let slot = best
                    .entry((a.end, b.end))
                    .or_insert((f64::INFINITY, (0, 0)));
                if cost < slot.0 {
                    *slot = (cost, (n, m));
                }
            }
        }
    }
    walk_back(&best, first.len(), second.len())
}

/// Paragraphs taken from each side, and what joining them costs.
const STEPS: [(usize, usize, f64); 7] = [
    (1, 1, 0.0),
    (1, 2, JOINING),
    (2, 1, JOINING),
    (1, 3, 2.0 * JOINING),
    (3, 1, 2.0 * JOINING),
    (1, 0, 0.0),
    (0, 1, 0.0),
];

fn step_cost(left: &[Measure], right: &[Measure]) -> f64 {
    match (left, right) {
        ([a], [b]) => a.cost(b),
        _ => Measure::join(left).cost(&Measure::join(right)),
    }
}

fn walk_back(best: &Chains, mut i: usize, mut j: usize) -> Vec<Bead> {
    let mut beads = Vec::new();
    while (i, j) != (0, 0) {
        let Some(&(_, (n, m))) = best.get(&(i, j)) else {
            break;
        };
        if (n, m) == (0, 0) {
            break;
        }
        beads.push(Bead {
            first: i - n..i,
            second: j - m..j,
        });
        (i, j) = (i - n, j - m);
    }
    beads.reverse();
    beads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(first: &[&str], second: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
        let measure = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| Measure::of(text))
                .collect::<Vec<_>>()
        };
        let found = beads(&measure(first), &measure(second), |_, _| true, |_, _| true);
        found
            .into_iter()
            .map(|bead| (bead.first, bead.second))
            .collect()
    }

    const LONG: &str =
        "Dealers bought 20 bn of TLT calls on Wednesday and the curve steepened again";
    const LONG_ZH: &str = "做市商周三买入了20亿美元的TLT看涨期权，收益率曲线再度变陡";
    const SHORT: &str = "The desk waits";
    const SHORT_ZH: &str = "交易台在等待";

    #[test]
    fn translations_go_one_to_one() {
        assert_eq!(
            pairs(&[LONG, SHORT], &[LONG_ZH, SHORT_ZH]),
            [(0..1, 0..1), (1..2, 1..2)]
        );
    }

    #[test]
    fn what_has_no_counterpart_stays_alone() {
        assert_eq!(
            pairs(&[SHORT, LONG], &[LONG_ZH]),
            [(0..1, 0..0), (1..2, 0..1)]
        );
        assert_eq!(
            pairs(&[LONG], &[LONG_ZH, SHORT_ZH]),
            [(0..1, 0..1), (1..1, 1..2)]
        );
        assert_eq!(pairs(&[LONG], &[SHORT_ZH]), [(0..1, 0..0), (1..1, 0..1)]);
    }

    #[test]
    fn a_paragraph_may_be_translated_in_two() {
        let both = format!("{LONG}, while software fell further and nobody came to buy the dip");
        let second = "与此同时，软件股进一步下跌，没有人愿意进场抄底接货";
        assert_eq!(pairs(&[&both], &[LONG_ZH, second]), [(0..1, 0..2)]);
    }

    #[test]
    fn beads_cover_both_sides_in_order() {
        let found = pairs(&[LONG, SHORT, LONG], &[SHORT_ZH, LONG_ZH]);
        let (mut i, mut j) = (0, 0);
        for (first, second) in found {
            assert_eq!((first.start, second.start), (i, j));
            (i, j) = (first.end, second.end);
        }
        assert_eq!((i, j), (3, 2));
    }

    #[test]
    fn long_rows_are_left_alone() {
        let rows = vec![SHORT; 100];
        assert!(pairs(&rows, &rows).is_empty());
    }

    #[test]
    fn addresses_are_in_no_language() {
        for (text, kept) in [
            ("来源：https://a.b/c?d=e", "来源： "),
            ("见 www.a.com，继续", "见  ，继续"),
            ("plain", "plain"),
        ] {
            assert_eq!(without_links(text), kept);
        }
        assert!(Measure::of("https://news.example/rss/articles?x=1").weight() < 1.0);
    }
}
