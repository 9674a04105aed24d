//! Desk notes: a paragraph, and its translation in the paragraphs below or above it.

use std::ops::Range;

use crate::model::Side;

use super::align::{Bead, Measure};
use super::unit::{Unit, alignment, measures, merge};

/// Share of the rarer language's text that must find a counterpart before a document counts as
/// one that is translated paragraph by paragraph.
const ENOUGH: f64 = 0.5;

/// Share of all text that pairs must make up: a quotation or two make no desk note.
const SUBSTANTIAL: f64 = 0.15;

/// Weight below which a pair, such as two names, says nothing of the document.
const TELLING: f64 = 8.0;

/// Pairs adjacent paragraphs of opposite languages; `false` and the units as they were where the
/// document is no desk note.
pub(super) fn pair_neighbours(units: Vec<Unit>) -> (Vec<Unit>, bool) {
    let has = |side: Side| {
        units
            .iter()
            .any(|unit| is_free(unit) && unit.side() == side)
    };
    if !has(Side::Zh) || !has(Side::En) {
        return (units, false);
    }
    let measures = measures(&units);
    let total = |side: Side| -> f64 {
        let all = units.iter().zip(&measures);
        let of_side = all.filter(|(unit, _)| unit.is_prose() && unit.side() == side);
        of_side.map(|(_, measure)| measure.weight()).sum()
    };
    let (chinese, english) = (total(Side::Zh), total(Side::En));
    let needed = (chinese.min(english) * ENOUGH).max((chinese + english) * SUBSTANTIAL);
    let runs = runs(&units);
    // Which language goes first is a habit of the whole document.
    let english_first = Pairing::from(&units, &measures, &runs, Side::En);
    let chinese_first = Pairing::from(&units, &measures, &runs, Side::Zh);
    let best = if english_first.weight >= chinese_first.weight {
        english_first
    } else {
        chinese_first
    };
    // A single pair is a desk note only where it is nearly all there is.
    let is_all = best.weight * 3.0 >= chinese + english;
    if best.count == 0 || (best.count == 1 && !is_all) || best.weight < needed {
        return (units, false);
    }
    (best.apply(units), true)
}

/// Two adjacent runs and how their units go together.
struct Match {
    first: Range<usize>,
    second: Range<usize>,
    beads: Vec<Bead>,
}

/// All matches with one language first.
struct Pairing {
    matches: Vec<Match>,
    /// How many units are paired.
    count: usize,
    /// Sum over the pairs of the weight of the lighter text.
    weight: f64,
}

impl Pairing {
    fn from(units: &[Unit], measures: &[Measure], runs: &[Range<usize>], first: Side) -> Self {
        let mut pairing = Self {
            matches: Vec::new(),
            count: 0,
            weight: 0.0,
        };
        for pair in runs.windows(2) {
            let [one, two] = pair else { continue };
            let leads = units
                .get(one.start)
                .is_some_and(|unit| unit.side() == first);
            let slices = (
                units.get(one.clone()),
                units.get(two.clone()),
                measures.get(one.clone()),
                measures.get(two.clone()),
            );
            let (Some(firsts), Some(seconds), Some(left), Some(right)) = slices else {
                continue;
            };
            if !leads || one.end != two.start {
                continue;
            }
            let beads = alignment(firsts, seconds, left, right);
            for bead in &beads {
                let weight = |all: &[Measure], range: &Range<usize>| -> f64 {
                    let part = all.get(range.clone()).unwrap_or_default();
                    part.iter().map(Measure::weight).sum()
                };
                let lighter = weight(left, &bead.first).min(weight(right, &bead.second));
                pairing.count += usize::from(lighter >= TELLING);
                pairing.weight += lighter;
            }
            pairing.matches.push(Match {
                first: one.clone(),
                second: two.clone(),
                beads,
            });
        }
        pairing
    }

    fn apply(self, units: Vec<Unit>) -> Vec<Unit> {
        let mut paired = Vec::with_capacity(units.len());
        let mut units = units.into_iter();
        let mut at = 0;
        for Match {
            first,
            second,
            beads,
        } in self.matches
        {
            paired.extend(units.by_ref().take(first.start - at));
            let firsts = units.by_ref().take(first.len()).collect();
            let seconds = units.by_ref().take(second.len()).collect();
            paired.extend(merge(firsts, seconds, &beads));
            at = second.end;
        }
        paired.extend(units);
        paired
    }
}

/// Stretches of units of one language with nothing else between them.
fn runs(units: &[Unit]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, unit) in units.iter().enumerate().filter(|(_, unit)| is_free(unit)) {
        let goes_on = runs.last().is_some_and(|run| {
            run.end == at && units.get(run.start).map(Unit::side) == Some(unit.side())
        });
        match runs.last_mut() {
            Some(run) if goes_on => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

const fn is_free(unit: &Unit) -> bool {
    unit.is_prose() && unit.other.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, PassageKind};
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
        let (units, is_desk_note) = pair_neighbours(units(texts));
        let pairs = units.iter().filter(|unit| unit.other.is_some()).count();
        assert_eq!(is_desk_note, pairs > 0);
        (units.len(), pairs)
    }

    #[test]
    fn neighbours_of_two_languages_pair() {
        assert_eq!(paired(&[EN, ZH]), (1, 1));
        assert_eq!(paired(&[ZH, EN, ZH, EN]), (2, 2));
        assert_eq!(paired(&[EN, ZH, "---", EN, ZH]), (3, 2));
    }

    #[test]
    fn other_documents_stay_as_they_are() {
        for texts in [
            &[EN, EN][..],
            &[ZH],
            &[],
            &[EN, "---", ZH],
            &[ZH, "Stocks fell.", ZH, ZH, ZH, ZH],
        ] {
            assert_eq!(paired(texts), (texts.len(), 0), "{texts:?}");
        }
    }

    #[test]
    fn a_rule_parts_runs() {
        let ranges = runs(&units(&[EN, EN, ZH, "---", ZH]));
        assert_eq!(ranges, [0..2, 2..3, 4..5]);
    }
}
