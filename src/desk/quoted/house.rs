//! The house's figures of a reading that a note's may be set against, and how the two compare.

use crate::model::{Cell, Difference, Quantity, Reading, Term, Unit};
use crate::text::fold::folded;

use super::stated::{Kind, Stated};

/// Share of a label's words that a sentence must say to mean it.
const SAYS_LABEL: f64 = 0.6;

/// Figures closer than this part of them agree, however a note rounds: it was written before the
/// close.
const CLOSE: f64 = 0.05;

/// The same of prices, which are quoted to the point.
const CLOSE_PRICE: f64 = 0.005;

/// Percentiles closer than this agree.
const CLOSE_PERCENTILE: f64 = 2.0;

/// Observations around the day in which the note's figure is looked for.
const NEAR_DAYS: usize = 10;

const HEADLINE: Term = Term::new("headline", "主指标", "主指標");
const PERCENTILE: Term = Term::new("percentile", "百分位", "百分位");

/// One of the house's figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Offer {
    pub(super) label: Term,
    pub(super) value: Quantity,
    /// The headline, the percentile, or a fact beside them.
    rank: Rank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Headline,
    Percentile,
    Fact,
}

impl Offer {
    /// What multiplies a note's figure to be in this one's scale; `None` where it counts
    /// something else.
    fn scale(&self, kind: Kind) -> Option<f64> {
        if (self.rank == Rank::Percentile) != (kind == Kind::Percentile) {
            return None;
        }
        match (kind, self.value.unit) {
            (Kind::Percentile, _)
            | (Kind::Percent, Unit::Percent | Unit::Yield)
            | (Kind::BasisPoints, Unit::BasisPoints)
            | (Kind::Times, Unit::Multiple | Unit::Ratio)
            | (Kind::Sigma, Unit::Sigma)
            | (
                Kind::Plain,
                Unit::Ratio | Unit::Multiple | Unit::VolPoints | Unit::Price | Unit::Sigma,
            ) => Some(1.0),
            (Kind::Dollars, Unit::UsdBn) => Some(1e-9),
            (Kind::Percent, Unit::Fraction) => Some(0.01),
            _ => None,
        }
    }

    /// The note's figure in this one's unit.
    pub(super) fn in_unit(&self, figure: &Stated) -> Quantity {
        let scale = self.scale(figure.kind).unwrap_or(1.0);
        let value = figure.value * scale * figure.sign.unwrap_or(1.0);
        Quantity::new(value, self.value.unit)
    }

    /// Whether a note's figure may be this one at all. Levels, shares and moves are common
    /// numbers: they must be near, most so those of facts, which only share a word with the
    /// sentence.
    fn may_be(&self, figure: &Stated) -> bool {
        let (house, note) = (self.value.value.abs(), self.in_unit(figure).value.abs());
        let room = match (figure.kind, self.value.unit, self.rank) {
            (Kind::Dollars | Kind::Percentile | Kind::Times | Kind::Sigma, ..) => return true,
            (_, Unit::Price, _) => 0.02,
            (_, _, Rank::Fact) => 0.1,
            _ => 0.25,
        };
        (note - house).abs() <= room * house.max(note) + figure.rounding
    }

    /// How much of its label a folded sentence says, from 0 to 1: of either language the better.
    fn said_by(&self, sentence: &str) -> f64 {
        let words = |text: &str| -> Vec<String> {
            let text = folded(text);
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            words
                .filter(|word| word.len() > 2)
                .map(str::to_owned)
                .collect()
        };
        let pairs = |text: &str| -> Vec<String> {
            let text = folded(text);
            let han: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
            han.windows(2).map(|pair| pair.iter().collect()).collect()
        };
        let share = |parts: Vec<String>| {
            let said = parts.iter().filter(|part| sentence.contains(part.as_str()));
            said.count() as f64 / parts.len().max(1) as f64
        };
        share(words(self.label.en)).max(share(pairs(self.label.zh_hans)))
    }
}

/// All figures of a reading.
pub(super) fn offers(reading: &Reading) -> Vec<Offer> {
    let mut offers = Vec::new();
    let offer = |label, value, unit, rank| Offer {
        label,
        value: Quantity::new(value, unit),
        rank,
    };
    if let Some(value) = reading.value {
        offers.push(offer(HEADLINE, value, reading.unit, Rank::Headline));
    }
    if let Some(percentile) = reading.percentile {
        let value = percentile.value;
        offers.push(offer(PERCENTILE, value, Unit::Percent, Rank::Percentile));
    }
    for fact in &reading.facts {
        if let Cell::Number(value) | Cell::Signed(value) = fact.value {
            offers.push(offer(fact.label, value.value, value.unit, Rank::Fact));
        }
    }
    offers
}

/// The figure that a note's is to be set against: the fact whose label the sentence says most of,
/// else the headline or the percentile, else the only fact of its kind.
pub(super) fn chosen<'o>(
    offers: &'o [Offer],
    figure: &Stated,
    sentence: &str,
) -> Option<&'o Offer> {
    let alike: Vec<&Offer> = offers
        .iter()
        .filter(|offer| offer.scale(figure.kind).is_some() && offer.may_be(figure))
        .collect();
    let said = alike
        .iter()
        .filter(|offer| offer.rank == Rank::Fact)
        .map(|offer| (offer.said_by(sentence), *offer))
        .filter(|(said, _)| *said >= SAYS_LABEL)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, offer)) = said {
        return Some(offer);
    }
    let main = alike.iter().find(|offer| offer.rank != Rank::Fact);
    match (main, alike.as_slice()) {
        (Some(main), _) => Some(*main),
        (None, [only]) => Some(*only),
        _ => None,
    }
}

/// Why a note's figure is another than the house's; `None` where they agree.
pub(super) fn difference(
    figure: &Stated,
    offer: &Offer,
    reading: &Reading,
    is_model: bool,
) -> Option<Difference> {
    let scale = offer.scale(figure.kind).unwrap_or(1.0);
    let note = figure.value * scale;
    let room = figure.rounding * scale;
    let is_near = |house: f64| {
        let close = match (offer.rank, offer.value.unit) {
            (Rank::Percentile, _) => CLOSE_PERCENTILE,
            (_, Unit::Price) => CLOSE_PRICE * house.abs(),
            _ => CLOSE * house.abs(),
        };
        (note - house.abs()).abs() <= close.max(room)
    };
    let turned = |house: f64| figure.sign.is_some_and(|sign| sign * house < 0.0);
    let house = offer.value.value;
    if is_near(house) {
        return turned(house).then_some(Difference::Sign);
    }
    if offer.rank == Rank::Headline {
        let recent = reading.history.iter().rev().take(NEAR_DAYS);
        let mut before = recent.filter(|(_, value)| is_near(*value) && !turned(*value));
        if let Some((day, _)) = before.next() {
            return Some(Difference::Day(*day));
        }
    }
    Some(match (offer.rank, offer.value.unit) {
        (Rank::Percentile, _) => Difference::Window,
        (_, Unit::UsdBn) if is_model => Difference::Assets,
        _ => Difference::Universe,
    })
}
