//! Documents in two languages without marks: which paragraphs are each other's translation.
//!
//! Three ways of writing are tried: a paragraph and its translation right below it, in either
//! order; the same where lines across the page stand between them; and one language after the
//! other, by section or by document. The first that pairs most of the rarer language wins. A
//! document that only quotes the other language is left as it is. Tables, pictures and remarks
//! of others stay behind the paragraph they follow and part nothing.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Language, Pair, PassageKind, Side, Terms};

use super::align::{self, Bead};
use super::measure::{self, Measure, measures};
use super::unit::{Unit, joined};

mod rows;

use rows::Kinds;

/// Share of the rarer language's text that must find a counterpart before a document counts as
/// one that is translated paragraph by paragraph.
const ENOUGH: f64 = 0.5;

/// Share of the rarer language's text that makes looking further needless.
const PLENTY: f64 = 0.8;

/// Share of all text that pairs must make up: a quotation or two make no desk note.
const SUBSTANTIAL: f64 = 0.15;

/// Weight below which a pair, such as two names, says nothing of the document.
const TELLING: f64 = 8.0;

/// Rows with more pairs than this need more than lengths to prove them.
const FEW: usize = 6;

/// What the clues of a pair must tell on average to prove a long row.
const PROOF: f64 = 0.3;

/// Share of neighbours that go one to one in a document that alternates strictly.
const STRICT: f64 = 0.9;

/// What it costs to leave a paragraph alone in such a document.
const ALONE_THERE: f64 = 4.5;

/// Pairs the paragraphs of a document that is written in both languages; `false` and the units as
/// they were where it is not.
pub(super) fn pair(units: Vec<Unit>, terms: &dyn Terms) -> (Vec<Unit>, bool) {
    let is_there = |side: Side| {
        units
            .iter()
            .any(|unit| is_free(unit) && unit.side() == side)
    };
    if !is_there(Side::Zh) || !is_there(Side::En) {
        return (units, false);
    }
    // No pairing weighs more than the rarer language does.
    let total = |side: Side| -> f64 {
        let of_side = units.iter().filter(|unit| unit.side() == side);
        of_side.map(|unit| measure::weight(measured(unit))).sum()
    };
    let totals = (total(Side::Zh), total(Side::En));
    if totals.0.min(totals.1) < (totals.0 + totals.1) * SUBSTANTIAL {
        return (units, false);
    }
    let near = runs(&units, true);
    let is_strict = strictness(&near) >= STRICT;
    let texts = units.iter().map(|unit| (unit.side(), measured(unit)));
    // Strict neighbours need no dictionary, which takes its time to load.
    let measures = measures(texts, if is_strict { &() } else { terms });
    let alone = if is_strict { ALONE_THERE } else { align::ALONE };
    let document = Document {
        units: &units,
        measures: &measures,
        kinds: Kinds::new(&units, alone),
        is_strict,
    };
    match document.best(&near, totals) {
        Some(pairing) => (pairing.apply(units, is_strict), true),
        None => (units, false),
    }
}

/// Units and what is measured of them.
struct Document<'u> {
    units: &'u [Unit],
    measures: &'u [Measure],
    kinds: Kinds,
    is_strict: bool,
}

impl Document<'_> {
    /// The first pairing that pairs enough.
    fn best(&self, near: &[Run], (chinese, english): (f64, f64)) -> Option<Pairing> {
        let rarer = chinese.min(english);
        let mut best = self.neighbours(near);
        if best.weight < rarer * PLENTY {
            let far = runs(self.units, false);
            if far.len() < near.len() || far.iter().zip(near).any(|(a, b)| a.is_apart != b.is_apart)
            {
                best = best.or_better(self.neighbours(&far));
            }
        }
        if best.weight < rarer * PLENTY && !self.is_strict {
            best = best.or_better(self.blocks());
        }
        // A single pair is a desk note only where it is nearly all there is.
        let is_all = best.weight * 3.0 >= chinese + english;
        let needed = (rarer * ENOUGH).max((chinese + english) * SUBSTANTIAL);
        let is_enough = match best.count {
            0 => false,
            1 => is_all,
            _ => best.weight >= needed,
        };
        is_enough.then_some(best)
    }

    /// Each run with the next, with the language first that pairs more: which goes first is a
    /// habit of the whole document.
    fn neighbours(&self, runs: &[Run]) -> Pairing {
        let with_first = |side: Side| {
            let mut pairing = Pairing::default();
            for pair in runs.windows(2) {
                if let [one, two] = pair
                    && one.side == side
                    && !two.is_apart
                {
                    pairing.add(self.matched(one.members.clone(), two.members.clone()));
                }
            }
            pairing
        };
        let (english, chinese) = (with_first(Side::En), with_first(Side::Zh));
        if english.score >= chinese.score {
            english
        } else {
            chinese
        }
    }

    /// All paragraphs of one language with all of the other.
    fn blocks(&self) -> Pairing {
        let of_side = |side: Side| -> Vec<usize> {
            let all = self.units.iter().enumerate();
            let free = all.filter(|(_, unit)| is_free(unit) && unit.side() == side);
            free.map(|(at, _)| at).collect()
        };
        let (chinese, english) = (of_side(Side::Zh), of_side(Side::En));
        let mut pairing = Pairing::default();
        if chinese.first() < english.first() {
            pairing.add(self.matched(chinese, english));
        } else {
            pairing.add(self.matched(english, chinese));
        }
        pairing
    }

    /// The measures of some units; those of neighbours are not copied.
    fn measured(&self, members: &[usize]) -> Cow<'_, [Measure]> {
        let near = members.first().zip(members.last());
        let near = near.and_then(|(first, last)| self.measures.get(*first..=*last));
        if let Some(near) = near.filter(|near| near.len() == members.len()) {
            return Cow::Borrowed(near);
        }
        let found = members.iter().filter_map(|&at| self.measures.get(at));
        Cow::Owned(found.cloned().collect())
    }

    fn matched(&self, firsts: Vec<usize>, seconds: Vec<usize>) -> Pairing {
        let (left, right) = (self.measured(&firsts), self.measured(&seconds));
        let beads = align::beads(&left, &right, &self.kinds.rows(&firsts, &seconds));
        let pairs: Vec<&Bead> = beads.iter().filter(|bead| bead.is_pair()).collect();
        let gain: f64 = pairs.iter().map(|bead| bead.gain).sum();
        if pairs.len() > FEW && gain < PROOF * pairs.len() as f64 {
            return Pairing::default();
        }
        let mut pairing = Pairing::default();
        for bead in pairs {
            let whole = |all: &[Measure], range: &Range<usize>| -> f64 {
                let part = all.get(range.clone()).unwrap_or_default();
                part.iter().map(Measure::weight).sum()
            };
            let lighter = whole(&left, &bead.first).min(whole(&right, &bead.second));
            pairing.count += usize::from(lighter >= TELLING);
            pairing.weight += lighter;
            pairing.score += bead.score;
        }
        pairing.matches.push(Match {
            firsts,
            seconds,
            beads,
        });
        pairing
    }
}

/// Units of both languages by their places, and how they go together; without beads where they do
/// not.
struct Match {
    firsts: Vec<usize>,
    seconds: Vec<usize>,
    beads: Vec<Bead>,
}

/// One way to pair a document.
#[derive(Default)]
struct Pairing {
    matches: Vec<Match>,
    /// How many pairs are more than two names.
    count: usize,
    /// Sum over the pairs of the weight of the lighter text.
    weight: f64,
    /// What speaks for the pairs, in natural logarithms.
    score: f64,
}

impl Pairing {
    fn add(&mut self, other: Self) {
        self.matches.extend(other.matches);
        self.count += other.count;
        self.weight += other.weight;
        self.score += other.score;
    }

    /// The other where it pairs clearly more.
    fn or_better(self, other: Self) -> Self {
        if other.score > self.score * 1.1 {
            other
        } else {
            self
        }
    }

    /// The units of the document, paired.
    fn apply(self, units: Vec<Unit>, is_strict: bool) -> Vec<Unit> {
        let mut shelf = Shelf {
            is_free: units.iter().map(is_free).collect(),
            units: units.into_iter().map(Some).collect(),
            paired: Vec::new(),
        };
        for Match {
            firsts,
            seconds,
            beads,
        } in &self.matches
        {
            shelf.put_until(firsts.first().copied().unwrap_or_default());
            let is_neighbour = firsts.len() == 1 && seconds.len() == 1;
            for bead in beads {
                let first = firsts.get(bead.first.clone()).unwrap_or_default();
                let second = seconds.get(bead.second.clone()).unwrap_or_default();
                let sure = Pair::Aligned(bead.confidence);
                let is_marked = is_strict && is_neighbour && !sure.is_doubtful();
                shelf.put(first, second, if is_marked { Pair::Marked } else { sure });
            }
        }
        shelf.put_until(usize::MAX);
        shelf.paired
    }
}

/// The units of a document on their way from the order written to the order read.
struct Shelf {
    units: Vec<Option<Unit>>,
    /// Which of them follow no other.
    is_free: Vec<bool>,
    paired: Vec<Unit>,
}

impl Shelf {
    /// Puts what is left before a place.
    fn put_until(&mut self, end: usize) {
        let left = self.units.iter_mut().take(end);
        self.paired.extend(left.filter_map(Option::take));
    }

    /// Puts some units and their counterparts as one, and behind it what follows them.
    fn put(&mut self, firsts: &[usize], seconds: &[usize], pair: Pair) {
        let first = self.take(firsts);
        let second = self.take(seconds);
        self.paired.extend(match (first, second) {
            (Some(mut first), Some(second)) => {
                first.pair_with(second);
                first.pair = first.other.is_some().then_some(pair);
                Some(first)
            }
            (first, second) => first.or(second),
        });
        for place in firsts.iter().chain(seconds) {
            let followers = self.is_free.iter().skip(place + 1);
            let count = followers.take_while(|is_free| !**is_free).count();
            let units = self.units.iter_mut().skip(place + 1).take(count);
            self.paired.extend(units.filter_map(Option::take));
        }
    }

    fn take(&mut self, places: &[usize]) -> Option<Unit> {
        let units = places
            .iter()
            .filter_map(|&at| self.units.get_mut(at)?.take());
        joined(units.collect())
    }
}

/// Units of one language with none of the other between them.
struct Run {
    side: Side,
    /// Places of the units.
    members: Vec<usize>,
    /// Whether something parts it from the run before.
    is_apart: bool,
}

/// The runs of a document, which lines across the page part or do not.
fn runs(units: &[Unit], rules_part: bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_apart = false;
    for (at, unit) in units.iter().enumerate() {
        if !is_free(unit) {
            let is_rule = unit.kind == PassageKind::Rule;
            is_apart |= (is_rule && rules_part) || unit.other.is_some();
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.side == unit.side() && !is_apart => run.members.push(at),
            _ => runs.push(Run {
                side: unit.side(),
                members: vec![at],
                is_apart,
            }),
        }
        is_apart = false;
    }
    runs
}

/// Share of the runs that hold a single unit, in documents with several.
fn strictness(runs: &[Run]) -> f64 {
    if runs.len() < 6 {
        return 0.0;
    }
    let single = runs.iter().filter(|run| run.members.len() == 1).count();
    single as f64 / runs.len() as f64
}

/// What the alignment sees of a unit.
fn measured(unit: &Unit) -> &str {
    if is_free(unit) {
        &unit.text.content
    } else {
        ""
    }
}

/// Whether a unit may be paired: a text in both languages is its own translation.
fn is_free(unit: &Unit) -> bool {
    unit.is_prose() && unit.other.is_none() && unit.language != Language::Mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::draft::Draft;

    const ZH: &str = "做市商周三买入了20亿美元的TLT看涨期权，收益率曲线再度变陡";
    const EN: &str = "Dealers bought 20 bn of TLT calls on Wednesday and the curve steepened again";

    fn units(texts: &[&str]) -> Vec<Unit> {
        let unit = |text: &&str| {
            let language = if text.is_ascii() {
                Language::En
            } else {
                Language::Hans
            };
            let kind = match *text {
                "---" => PassageKind::Rule,
                _ => PassageKind::Prose,
            };
            Unit::new(Draft::plain(kind, text, None), Some(language), language)
        };
        texts.iter().map(unit).collect()
    }

    /// How many units are left and how many of them are pairs.
    fn paired(texts: &[&str]) -> (usize, usize) {
        let (units, is_desk_note) = pair(units(texts), &());
        let pairs = units.iter().filter(|unit| unit.other.is_some()).count();
        assert_eq!(is_desk_note, pairs > 0);
        (units.len(), pairs)
    }

    #[test]
    fn neighbours_of_two_languages_pair() {
        assert_eq!(paired(&[EN, ZH]), (1, 1));
        assert_eq!(paired(&[ZH, EN, ZH, EN]), (2, 2));
        assert_eq!(paired(&[EN, ZH, "---", EN, ZH]), (3, 2));
        assert_eq!(paired(&[EN, "---", ZH]), (2, 1));
    }

    #[test]
    fn other_documents_stay_as_they_are() {
        for texts in [
            &[EN, EN][..],
            &[ZH],
            &[],
            &[ZH, "Stocks fell.", ZH, ZH, ZH, ZH],
        ] {
            assert_eq!(paired(texts), (texts.len(), 0), "{texts:?}");
        }
    }

    #[test]
    fn a_rule_parts_runs() {
        let lengths = |rules_part: bool| -> Vec<usize> {
            let found = runs(&units(&[EN, EN, ZH, "---", ZH]), rules_part);
            found.iter().map(|run| run.members.len()).collect()
        };
        assert_eq!(lengths(true), [2, 1, 1]);
        assert_eq!(lengths(false), [2, 2]);
    }
}
