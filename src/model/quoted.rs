//! Figures that a note quotes of what a panel measures, beside the house's own.

use jiff::civil::Date;

use super::{Quantity, Side, Term};

/// A figure of a note beside the one of the same thing that was computed for the note's day.
///
/// Neither overwrites the other: a note may count other stocks, another window or other assets.
#[derive(Debug, Clone, PartialEq)]
pub struct Quoted {
    /// The passage that quotes it.
    pub passage: usize,
    /// The clause around it as written, in each language of the passage that has it.
    pub said: Vec<(Side, String)>,
    /// The note's figure; without a sign where its words give none.
    pub note: Quantity,
    /// Which of the house's figures it stands beside.
    pub label: Term,
    /// The house's figure.
    pub house: Quantity,
    /// Why they differ, as far as can be told; `None` where they agree as the note rounds.
    pub differs: Option<Difference>,
}

impl Quoted {
    /// The words of one language where the passage has them, else those of the other.
    #[must_use]
    pub fn said(&self, side: Side) -> &str {
        let found = self.said.iter().find(|(of, _)| *of == side);
        let found = found.or(self.said.first());
        found.map_or("", |(_, text)| text)
    }
}

/// Why a note's figure is another than the house's: the classes that a reader can check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The same amount, counted in the other direction.
    Sign,
    /// The house has the note's figure on another day near by.
    Day(Date),
    /// Ranked or counted over another window.
    Window,
    /// A model whose amounts stand or fall with the assets it assumes.
    Assets,
    /// Of other stocks, or from another source.
    Universe,
}

impl Difference {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Day(_) => "timestamp",
            Self::Window => "lookback",
            Self::Assets => "aum",
            Self::Universe => "universe",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;

    #[test]
    fn words_of_the_other_language_stand_in() {
        let mut quoted = Quoted {
            passage: 3,
            said: vec![(Side::En, "sold $105B".to_owned())],
            note: Quantity::new(105.0, Unit::UsdBn),
            label: Term::same("flow"),
            house: Quantity::new(-98.2, Unit::UsdBn),
            differs: Some(Difference::Assets),
        };
        assert_eq!(quoted.said(Side::Zh), "sold $105B");
        quoted.said.push((Side::Zh, "卖出1050亿美元".to_owned()));
        assert_eq!(quoted.said(Side::Zh), "卖出1050亿美元");
        quoted.said.clear();
        assert_eq!(quoted.said(Side::En), "");
    }
}
