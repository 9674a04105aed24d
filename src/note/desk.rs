//! Desk notes: a paragraph, and its translation in the paragraphs below or above it.

use std::ops::Range;

use crate::model::Side;

use super::align::{Bead, Measure};
use super::unit::{Unit, alignment, measures, merge};

/// Share of the rarer language's text that must find a counterpart before a document counts as
/// one that is translated paragraph by paragraph.
const ENOUGH: f64 = 0.5;

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
    let rarer = total(Side::Zh).min(total(Side::En));
    let runs = runs(&units);
    // Which language goes first is a habit of the whole document.
    let english = Pairing::from(&units, &measures, &runs, Side::En);
    let chinese = Pairing::from(&units, &measures, &runs, Side::Zh);
    let best = if english.weight >= chinese.weight {
        english
    } else {
        chinese
    };
    let is_short = units.iter().filter(|unit| unit.is_prose()).count() <= 4;
    let is_enough = best.count > 1 || (best.count == 1 && is_short);
    if !is_enough || best.weight < ENOUGH * rarer {
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
                if lighter > 0.0 {
                    pairing.count += 1;
                    pairing.weight += lighter;
                }
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
