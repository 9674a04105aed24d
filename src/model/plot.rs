//! Pictures of a reading beside its history: a profile by strike, a curve then and now, a map of
//! correlations. Values only; `chart` sets them out, screen and export draw them.

use jiff::civil::Date;

use super::{Bar, Term, Unit};

/// One picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// What it shows.
    pub title: Term,
    /// The figures.
    pub figure: Figure,
}

/// The figures of a picture, by how they are drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Lines over a scale of numbers: a smile, a payoff, a yield curve then and now.
    Curves {
        /// What runs along the bottom, and its unit.
        across: (Term, Unit),
        /// The unit of the height.
        unit: Unit,
        /// One line each, at least one.
        curves: Vec<Curve>,
        /// Places along the bottom worth a mark: spot, flip, breakeven.
        marks: Vec<(Term, f64)>,
    },
    /// One bar a place, above or below zero: gamma by strike, cuts by meeting.
    Bars {
        /// What runs along the bottom, and its unit.
        across: (Term, Unit),
        /// The unit of the height.
        unit: Unit,
        /// Place and height, in the order of the places.
        bars: Vec<(f64, f64)>,
        /// Places along the bottom worth a mark: spot, flip, walls.
        marks: Vec<(Term, f64)>,
    },
    /// One bar a name: a probability by meeting, a flow by underlying.
    Named {
        /// The unit of the bars.
        unit: Unit,
        /// Name and length, in the order shown.
        bars: Vec<(String, f64)>,
    },
    /// A square of pairs: correlations, from −1 to 1.
    Heat {
        /// The names of rows and columns.
        names: Vec<String>,
        /// One row a name with as many values; `None` where there is no pair.
        rows: Vec<Vec<Option<f64>>>,
    },
    /// Prices by day, with the lines drawn over them, such as averages.
    Candles {
        /// Oldest first.
        bars: Vec<Bar>,
        /// Lines over the days, by name.
        lines: Vec<(Term, Vec<(Date, f64)>)>,
        /// Levels drawn across, by name.
        levels: Vec<(Term, f64)>,
    },
}

/// One line of [`Figure::Curves`].
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Which one: now, a month ago.
    pub name: Term,
    /// Place and height, in the order of the places.
    pub points: Vec<(f64, f64)>,
}
