//! What the paragraphs of a document are to each other by their kinds, told once for each kind
//! and not for each two paragraphs.

use std::mem::discriminant;

use crate::model::PassageKind;

use super::super::align::Rules;
use super::super::unit::Unit;

/// What alignment asks of the units of a document.
pub(super) struct Kinds {
    units: Vec<Traits>,
    /// How many classes of units there are.
    count: usize,
    /// What two classes cost, a row for each; `None` where they never match.
    costs: Vec<Option<f64>>,
    /// What it costs to leave a paragraph alone.
    alone: f64,
}

/// What alignment asks of one unit.
#[derive(Clone, Copy)]
struct Traits {
    class: usize,
    may_join: bool,
}

impl Kinds {
    pub(super) fn new(units: &[Unit], alone: f64) -> Self {
        let mut examples: Vec<&Unit> = Vec::new();
        let traits = |unit| {
            let known = examples.iter().position(|one| is_alike(one, unit));
            let class = known.unwrap_or_else(|| {
                examples.push(unit);
                examples.len() - 1
            });
            let may_join =
                !unit.begins_with_term() && !matches!(unit.kind, PassageKind::Heading(_));
            Traits { class, may_join }
        };
        let units = units.iter().map(traits).collect();
        let of_one = |one: &&Unit| {
            examples
                .iter()
                .map(|other| cost(one, other))
                .collect::<Vec<_>>()
        };
        Self {
            units,
            count: examples.len(),
            costs: examples.iter().flat_map(of_one).collect(),
            alone,
        }
    }

    /// Two rows of units by their places.
    pub(super) const fn rows<'k>(&'k self, firsts: &'k [usize], seconds: &'k [usize]) -> Rows<'k> {
        Rows {
            kinds: self,
            firsts,
            seconds,
        }
    }
}

/// Two rows of units, by their places, as the alignment asks about them.
pub(super) struct Rows<'k> {
    kinds: &'k Kinds,
    firsts: &'k [usize],
    seconds: &'k [usize],
}

impl Rows<'_> {
    fn traits(&self, row: &[usize], at: usize) -> Option<Traits> {
        self.kinds.units.get(*row.get(at)?).copied()
    }
}

impl Rules for Rows<'_> {
    fn kinds(&self, first: usize, second: usize) -> Option<f64> {
        let one = self.traits(self.firsts, first)?.class;
        let other = self.traits(self.seconds, second)?.class;
        *self.kinds.costs.get(one * self.kinds.count + other)?
    }

    fn may_join(&self, at: usize, of_first: bool) -> bool {
        let row = if of_first { self.firsts } else { self.seconds };
        self.traits(row, at).is_some_and(|traits| traits.may_join)
    }

    fn alone(&self) -> f64 {
        self.kinds.alone
    }
}

/// What it costs to take units of two classes for translations of each other.
fn cost(one: &Unit, other: &Unit) -> Option<f64> {
    // Explanations of terms quote the original, and are not its translation.
    let same_use = one.begins_with_term() == other.begins_with_term();
    one.strangeness(other).filter(|_| same_use)
}

/// Whether two units are the same to every other.
fn is_alike(one: &Unit, other: &Unit) -> bool {
    let is_same = match (&one.kind, &other.kind) {
        (PassageKind::Heading(a), PassageKind::Heading(b)) => a == b,
        (a, b) => discriminant(a) == discriminant(b),
    };
    is_same
        && one.is_line() == other.is_line()
        && one.begins_with_term() == other.begins_with_term()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::note::draft::Draft;

    #[test]
    fn classes_cost_what_their_units_do() {
        use PassageKind::{Code, Heading, List, Prose, Quote};
        let item = |depth| List {
            depth,
            marker: "•".to_owned(),
        };
        let long = "A paragraph that fills more than a line. ".repeat(4);
        let unit = |(kind, text): (PassageKind, &str)| {
            Unit::new(
                Draft::plain(kind, text, None),
                Some(Language::En),
                Language::En,
            )
        };
        let units: Vec<Unit> = [
            (Heading(1), "A"),
            (Heading(2), "B"),
            (Prose, "C"),
            (Prose, long.as_str()),
            (item(0), "D"),
            (item(1), "E"),
            (Quote(1), "F"),
            (Code(None), "G"),
        ]
        .map(unit)
        .into();
        let kinds = Kinds::new(&units, 2.4);
        let places: Vec<usize> = (0..units.len()).collect();
        let rows = kinds.rows(&places, &places);
        for (i, one) in units.iter().enumerate() {
            assert_eq!(rows.may_join(i, true), i > 1);
            for (j, other) in units.iter().enumerate() {
                assert_eq!(rows.kinds(i, j), cost(one, other), "{i} {j}");
            }
        }
        assert_eq!(rows.kinds(0, units.len()), None);
        assert!(!rows.may_join(units.len(), false));
    }
}
