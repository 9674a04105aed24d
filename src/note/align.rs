//! Which paragraphs of two languages say the same.
//!
//! Sources: Gale and Church (1993), Computational Linguistics 19(1): the cheapest chain of matches
//! over two rows of paragraphs wins, where one paragraph may be translated by up to three, or by
//! none. What a match costs is [`Measure`]'s: lengths, and with Varga et al. (2005, hunalign)
//! words of a dictionary. As in Moore (2002) how sure a match is comes from the sum over all
//! chains, forward and backward: the share of those that hold it.
//!
//! Long rows are searched in a `corridor` about a first, coarser chain. Chains never cross: a
//! translation that changes the order of paragraphs leaves some without a counterpart. It reads no
//! meaning.

use std::ops::Range;

use super::measure::Measure;

mod corridor;

use corridor::corridor;

/// What it costs to leave a paragraph without a counterpart.
pub(super) const ALONE: f64 = 2.4;
/// What it costs to join paragraphs into one.
const JOINING: f64 = 2.6;
/// Share of that before the first match and after the last.
const EDGE: f64 = 0.6;

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

/// Paragraphs of one side and of the other that belong together; either may be empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bead {
    pub first: Range<usize>,
    pub second: Range<usize>,
    /// From 0 to 1.
    pub confidence: f32,
    /// What speaks for it, in natural logarithms.
    pub score: f64,
    /// What its clues told of that.
    pub gain: f64,
}

impl Bead {
    /// Whether it has paragraphs of both sides.
    pub(super) const fn is_pair(&self) -> bool {
        self.first.start < self.first.end && self.second.start < self.second.end
    }
}

/// What two rows of paragraphs may do.
pub(super) trait Rules {
    /// What it costs besides that two paragraphs are of different kinds; `None` where they never match.
    fn kinds(&self, first: usize, second: usize) -> Option<f64>;
    /// Whether a paragraph of the first or second row may be part of a longer text.
    fn may_join(&self, at: usize, of_first: bool) -> bool;
    /// What it costs to leave a paragraph without a counterpart.
    fn alone(&self) -> f64 {
        ALONE
    }
}

/// The cheapest chain of beads over two rows of paragraphs, first to last.
pub(super) fn beads(first: &[Measure], second: &[Measure], rules: &impl Rules) -> Vec<Bead> {
    if let ([one], [other]) = (first, second) {
        return couple(one, other, rules);
    }
    let lattice = Lattice::new(first, second, rules);
    let forward = lattice.forward();
    let backward = lattice.backward();
    lattice.walk_back(&forward, &backward)
}

/// How sure it is that two texts translate each other, where nothing else could.
pub(super) fn confidence(first: &Measure, second: &Measure) -> f32 {
    let cost = first.length_cost(second) - first.gain(second);
    (1.0 / (1.0 + (cost - 2.0 * ALONE).exp())) as f32
}

/// Two paragraphs with no others about them: what a lattice would find, of which documents that
/// alternate would need thousands.
fn couple(one: &Measure, other: &Measure, rules: &impl Rules) -> Vec<Bead> {
    let kinds = rules.kinds(0, 0);
    let pair = kinds.map_or(Edge::CLOSED, |kinds| Edge::pair(one, other, kinds));
    let alone = Edge {
        cost: rules.alone() * EDGE,
        gain: 0.0,
    };
    let apart = 2.0 * alone.cost;
    // The second text before the first is a way to leave both alone too.
    let whole = log_add(-pair.cost, log_add(-apart, -2.0 * rules.alone()));
    let bead = |first: Range<usize>, second: Range<usize>, edge: Edge, chain: f64| Bead {
        first,
        second,
        confidence: (-chain - whole).exp().min(1.0) as f32,
        score: -edge.cost,
        gain: f64::from(edge.gain),
    };
    if pair.cost < apart {
        vec![bead(0..1, 0..1, pair, pair.cost)]
    } else {
        vec![
            bead(0..1, 0..0, alone, apart),
            bead(1..1, 0..1, alone, apart),
        ]
    }
}

/// The places of a chain: how many paragraphs of each side are passed.
struct Lattice {
    /// For each number of paragraphs of the first side, those of the second that are searched.
    band: Vec<Range<usize>>,
    /// Where the places of each row begin.
    starts: Vec<usize>,
    /// What each step from each place costs, and what its clues tell.
    edges: Vec<[Edge; STEPS.len()]>,
}

#[derive(Clone, Copy)]
struct Edge {
    cost: f64,
    gain: f32,
}

impl Edge {
    /// Where no step is allowed.
    const CLOSED: Self = Self {
        cost: f64::INFINITY,
        gain: 0.0,
    };

    /// Two texts as translations of each other, and what that costs besides.
    fn pair(left: &Measure, right: &Measure, besides: f64) -> Self {
        let gain = left.gain(right);
        Self {
            cost: besides + left.length_cost(right) - gain,
            gain: gain as f32,
        }
    }
}

/// The best way to a place and the sum of all.
#[derive(Clone, Copy)]
struct Node {
    best: f64,
    step: usize,
    sum: f64,
}

impl Lattice {
    fn new(first: &[Measure], second: &[Measure], rules: &impl Rules) -> Self {
        let band = corridor(first, second, rules);
        let mut starts = Vec::with_capacity(band.len());
        let mut places = 0;
        for row in &band {
            starts.push(places);
            places += row.len();
        }
        let sides = (Groups::new(first), Groups::new(second));
        let mut edges = Vec::with_capacity(places);
        for (i, row) in band.iter().enumerate() {
            for j in row.clone() {
                let kinds = rules.kinds(i, j);
                edges.push(STEPS.map(|step| edge(&sides, (i, j), step, kinds, rules)));
            }
        }
        Self {
            band,
            starts,
            edges,
        }
    }

    /// The index of a place, where it is searched.
    fn place(&self, (i, j): (usize, usize)) -> Option<usize> {
        let row = self.band.get(i)?;
        row.contains(&j)
            .then(|| self.starts.get(i).map(|start| start + j - row.start))?
    }

    /// Every place in order with its index.
    fn places(&self) -> impl DoubleEndedIterator<Item = ((usize, usize), usize)> {
        let rows = self.band.iter().zip(&self.starts).enumerate();
        rows.flat_map(|(i, (row, start))| row.clone().map(move |j| ((i, j), start + j - row.start)))
    }

    /// The steps from a place that lead to a place: which, where to, and its edge.
    fn steps(
        &self,
        (i, j): (usize, usize),
        place: usize,
    ) -> impl Iterator<Item = (usize, usize, Edge)> {
        let edges = self.edges.get(place).into_iter().flatten().enumerate();
        edges.filter_map(move |(step, edge)| {
            let (n, m, _) = STEPS.get(step)?;
            let to = edge
                .cost
                .is_finite()
                .then(|| self.place((i + n, j + m)))??;
            Some((step, to, *edge))
        })
    }

    fn forward(&self) -> Vec<Node> {
        let unreached = Node {
            best: f64::INFINITY,
            step: 0,
            sum: f64::NEG_INFINITY,
        };
        let mut nodes = vec![unreached; self.edges.len()];
        if let Some(first) = nodes.first_mut() {
            (first.best, first.sum) = (0.0, 0.0);
        }
        for (at, place) in self.places() {
            let Some(&node) = nodes.get(place) else {
                continue;
            };
            for (step, to, edge) in self.steps(at, place) {
                let Some(next) = nodes.get_mut(to) else {
                    continue;
                };
                next.sum = log_add(next.sum, node.sum - edge.cost);
                if node.best + edge.cost < next.best {
                    (next.best, next.step) = (node.best + edge.cost, step);
                }
            }
        }
        nodes
    }

    /// The sum of all ways from each place to the end.
    fn backward(&self) -> Vec<f64> {
        let mut sums = vec![f64::NEG_INFINITY; self.edges.len()];
        if let Some(last) = sums.last_mut() {
            *last = 0.0;
        }
        for (at, place) in self.places().rev() {
            let steps = self.steps(at, place);
            let sum = steps.fold(f64::NEG_INFINITY, |sum, (_, to, edge)| {
                let after = sums.get(to).copied().unwrap_or(f64::NEG_INFINITY);
                log_add(sum, after - edge.cost)
            });
            if let Some(slot) = sums.get_mut(place) {
                *slot = log_add(*slot, sum);
            }
        }
        sums
    }

    fn walk_back(&self, forward: &[Node], backward: &[f64]) -> Vec<Bead> {
        let mut beads = Vec::new();
        let whole = forward.last().map_or(0.0, |node| node.sum);
        let columns = self.band.last().map_or(0, |row| row.end);
        let mut to = (self.band.len().saturating_sub(1), columns.saturating_sub(1));
        while to != (0, 0) {
            let Some((from, bead)) = self.bead_to(to, whole, forward, backward) else {
                break;
            };
            beads.push(bead);
            to = from;
        }
        beads.reverse();
        beads
    }

    /// The last step of the cheapest chain to a place, and where it came from.
    fn bead_to(
        &self,
        (i, j): (usize, usize),
        whole: f64,
        forward: &[Node],
        backward: &[f64],
    ) -> Option<((usize, usize), Bead)> {
        let to = self.place((i, j))?;
        let step = forward.get(to)?.step;
        let (n, m, _) = STEPS.get(step)?;
        let from = (i.checked_sub(*n)?, j.checked_sub(*m)?);
        let place = self.place(from)?;
        let edge = self.edges.get(place)?.get(step)?;
        let through = forward.get(place)?.sum - edge.cost + backward.get(to)?;
        let bead = Bead {
            first: from.0..i,
            second: from.1..j,
            confidence: (through - whole).exp().min(1.0) as f32,
            score: -edge.cost,
            gain: f64::from(edge.gain),
        };
        Some((from, bead))
    }
}

/// The logarithm of the sum of two numbers given by theirs.
fn log_add(a: f64, b: f64) -> f64 {
    let (more, less) = if a > b { (a, b) } else { (b, a) };
    // Below that nothing changes in sixteen digits.
    if less - more < -38.0 || less == f64::NEG_INFINITY {
        return more;
    }
    more + (less - more).exp().ln_1p()
}

/// One, two and three paragraphs as one, from each paragraph on.
struct Groups<'m> {
    single: &'m [Measure],
    double: Vec<Measure>,
    triple: Vec<Measure>,
}

impl<'m> Groups<'m> {
    fn new(single: &'m [Measure]) -> Self {
        Self {
            single,
            double: single.windows(2).map(Measure::join).collect(),
            triple: single.windows(3).map(Measure::join).collect(),
        }
    }

    fn get(&self, at: usize, count: usize) -> Option<&Measure> {
        match count {
            1 => self.single.get(at),
            2 => self.double.get(at),
            3 => self.triple.get(at),
            _ => None,
        }
    }
}

/// What a step from a place costs; without end where it is not allowed.
fn edge(
    (first, second): &(Groups<'_>, Groups<'_>),
    (i, j): (usize, usize),
    (n, m, joining): (usize, usize, f64),
    kinds: Option<f64>,
    rules: &impl Rules,
) -> Edge {
    if n == 0 || m == 0 {
        // What stands before the first match or after the last is cheaper to leave out:
        // explanations follow a translation, and rarely stand inside one.
        let edge = (n == 0 && i == first.single.len()) || (m == 0 && j == 0);
        let cost = if edge {
            rules.alone() * EDGE
        } else {
            rules.alone()
        };
        return Edge { cost, gain: 0.0 };
    }
    let joins = || {
        (n < 2 || (i..i + n).all(|at| rules.may_join(at, true)))
            && (m < 2 || (j..j + m).all(|at| rules.may_join(at, false)))
    };
    let texts = first.get(i, n).zip(second.get(j, m));
    let open = kinds.zip(texts).filter(|_| joins());
    open.map_or(Edge::CLOSED, |(kinds, (left, right))| {
        Edge::pair(left, right, joining + kinds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Side;
    use crate::note::measure::measures;

    /// Any two paragraphs may match.
    pub(super) struct Free;

    impl Rules for Free {
        fn kinds(&self, _: usize, _: usize) -> Option<f64> {
            Some(0.0)
        }

        fn may_join(&self, _: usize, _: bool) -> bool {
            true
        }
    }

    fn aligned(first: &[&str], second: &[&str]) -> Vec<Bead> {
        let texts = first.iter().map(|text| (Side::En, *text));
        let texts = texts.chain(second.iter().map(|text| (Side::Zh, *text)));
        let mut left = measures(texts, &());
        let right = left.split_off(first.len());
        beads(&left, &right, &Free)
    }

    fn pairs(first: &[&str], second: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
        let found = aligned(first, second).into_iter();
        found.map(|bead| (bead.first, bead.second)).collect()
    }

    const LONG: &str =
        "Dealers bought 20 bn of TLT calls on Wednesday and the curve steepened again";
    const LONG_ZH: &str = "做市商周三买入了200亿美元的TLT看涨期权，收益率曲线再度变陡";
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
    }

    #[test]
    fn a_paragraph_may_be_translated_in_two() {
        let both =
            format!("{LONG}, while software fell another 3% and nobody came to buy the dip in IGV");
        let second = "与此同时，软件股又跌了3%，IGV没有人愿意进场抄底接货";
        assert_eq!(pairs(&[&both], &[LONG_ZH, second]), [(0..1, 0..2)]);
    }

    #[test]
    fn a_match_is_the_surer_the_less_else_fits() {
        let clear = aligned(&[LONG], &[LONG_ZH]);
        let vague = aligned(&[SHORT, SHORT], &[SHORT_ZH]);
        let vague = vague.iter().find(|bead| bead.is_pair()).unwrap();
        assert!(clear[0].confidence > 0.95, "{clear:?}");
        assert!(vague.confidence < 0.8, "{vague:?}");
    }

    #[test]
    fn a_couple_is_what_a_lattice_finds() {
        for (one, other) in [(LONG, LONG_ZH), (LONG, SHORT_ZH), (SHORT, SHORT_ZH)] {
            let texts = [(Side::En, one), (Side::Zh, other)];
            let mut left = measures(texts.into_iter(), &());
            let right = left.split_off(1);
            let lattice = Lattice::new(&left, &right, &Free);
            let searched = lattice.walk_back(&lattice.forward(), &lattice.backward());
            let found = beads(&left, &right, &Free);
            assert_eq!(found.len(), searched.len());
            for (a, b) in found.iter().zip(&searched) {
                assert_eq!((&a.first, &a.second), (&b.first, &b.second));
                assert!(
                    (a.confidence - b.confidence).abs() < 1e-5 && (a.score - b.score).abs() < 1e-9
                );
            }
        }
    }

    #[test]
    fn beads_cover_both_sides_in_order() {
        let long = vec![LONG; 90];
        let translated: Vec<&str> = [SHORT_ZH].into_iter().chain([LONG_ZH; 85]).collect();
        for (first, second) in [
            (&[LONG, SHORT, LONG][..], &[SHORT_ZH, LONG_ZH][..]),
            (&[], &[SHORT_ZH]),
            (&[], &[]),
            (&long, &translated),
            (&[LONG; 5], &translated),
        ] {
            let (mut i, mut j) = (0, 0);
            for bead in aligned(first, second) {
                assert_eq!((bead.first.start, bead.second.start), (i, j));
                assert!((0.0..=1.0).contains(&bead.confidence));
                (i, j) = (bead.first.end, bead.second.end);
            }
            assert_eq!((i, j), (first.len(), second.len()));
        }
    }
}
