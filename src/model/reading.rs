//! What an indicator says for one date.

use jiff::civil::Date;

use super::{Origin, Plot, Term};

/// The unit of a value, and so how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A share of one, shown as per cent: 0.5 is `50.0%`.
    Fraction,
    /// Per cent already: 50.0 is `50.0%`.
    Percent,
    /// A bond yield in per cent, which is quoted to the basis point: 4.29 is `4.29%`.
    Yield,
    /// A multiple, such as an exposure: `1.32x`.
    Multiple,
    /// Points of annualised volatility.
    VolPoints,
    /// Billions of US dollars.
    UsdBn,
    /// Hundredths of a percentage point.
    BasisPoints,
    /// A plain ratio.
    Ratio,
    /// A price or an index level.
    Price,
    /// A number of things.
    Count,
    /// Standard deviations.
    Sigma,
    /// Thousands of people: payrolls.
    Thousands,
    /// Futures or options contracts.
    Contracts,
    /// Days, of trading or of the calendar as the label says.
    Days,
}

impl Unit {
    /// The word used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fraction => "fraction",
            // The scale is the same; only the digits on the screen differ.
            Self::Percent | Self::Yield => "percent",
            Self::Multiple => "multiple",
            Self::VolPoints => "vol-points",
            Self::UsdBn => "usd-bn",
            Self::BasisPoints => "basis-points",
            Self::Ratio => "ratio",
            Self::Price => "price",
            Self::Count => "count",
            Self::Sigma => "sigma",
            Self::Thousands => "thousands",
            Self::Contracts => "contracts",
            Self::Days => "days",
        }
    }
}

/// A value with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// In the unit's own scale.
    pub value: f64,
    /// How to write it.
    pub unit: Unit,
}

/// Where a value stands among its own past.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Percentile {
    /// Per cent of the window's observations, the last included, that are at most the last.
    pub value: f64,
    /// Per cent of them that are strictly below the last; far from `value` where the last is one
    /// of many that are equal, such as an exposure at its cap.
    pub below: f64,
    /// How many observations were asked for.
    pub window: usize,
    /// How many there were.
    pub count: usize,
    /// The day of the first of them.
    pub since: Date,
}

impl Percentile {
    /// Among the lowest or the highest 5 % with all that equal it: the only thing that calls for
    /// attention. A value at its cap as on most days is at its usual place.
    #[must_use]
    pub fn is_stretched(&self) -> bool {
        self.value < 5.0 || self.below > 95.0
    }

    /// The middle of the places that the last value shares with all that equal it, in per cent.
    #[must_use]
    pub const fn rank(&self) -> f64 {
        f64::midpoint(self.below, self.value)
    }
}

/// A named value beside the headline, such as the flip level or the 21-day flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is.
    pub label: Term,
    /// Its value, or a state in words.
    pub value: Cell,
}

/// One cell of a table, or the value of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A number with its unit.
    Number(Quantity),
    /// A number with its unit, always written with its sign: a change, a flow.
    Signed(Quantity),
    /// A day.
    Date(Date),
    /// Words of the interface, such as the name of a regime.
    Word(Term),
    /// Text that needs no translation: a symbol, a range.
    Text(String),
    /// Not known.
    Empty,
}

/// A table of a reading: a trigger ladder, the flows of tomorrow's moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub title: Term,
    /// One heading a column.
    pub columns: Vec<Term>,
    /// Each row has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A series that a reading was computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct InputUse {
    /// The series' name in the market store.
    pub series: String,
    /// The last day used.
    pub last: Date,
    /// Where it is from.
    pub origin: Origin,
}

/// A series that a reading lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The series' name in the market store.
    pub input: String,
    /// What is wrong: absent, or too short.
    pub reason: MissingReason,
}

/// Why an input cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingReason {
    /// The market store has no such series, or nothing of it on or before the date.
    Absent,
    /// The same, but a source that asks for no account has it.
    Offered,
    /// It has fewer observations than the indicator needs.
    TooShort {
        /// What there is.
        have: usize,
        /// What is needed.
        need: usize,
    },
}

/// A number the method takes as given, such as assets under management.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumption {
    /// What it is.
    pub label: Term,
    /// Its value.
    pub value: Quantity,
}

/// A caveat of this reading, such as "at the cap" or "denominator-driven".
pub type Notice = Term;

/// What an indicator says for one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The panel's id.
    pub indicator: &'static str,
    /// The last day whose data the value rests on; `None` where it could not be computed.
    pub as_of: Option<Date>,
    /// The headline.
    pub value: Option<f64>,
    /// Its unit.
    pub unit: Unit,
    /// Where the headline stands among its own past.
    pub percentile: Option<Percentile>,
    /// Change over one observation.
    pub change_1d: Option<f64>,
    /// Change over 21 observations.
    pub change_1m: Option<f64>,
    /// The headline's own past, oldest first, up to `as_of`.
    pub history: Vec<(Date, f64)>,
    /// Values beside the headline.
    pub facts: Vec<Fact>,
    /// Ladders and what-ifs.
    pub tables: Vec<Table>,
    /// Pictures beside the history.
    pub plots: Vec<Plot>,
    /// What it was computed from.
    pub inputs: Vec<InputUse>,
    /// What it lacks.
    pub missing: Vec<Missing>,
    /// What it takes as given.
    pub assumptions: Vec<Assumption>,
    /// What to bear in mind.
    pub notices: Vec<Notice>,
}

impl Reading {
    /// A reading that says only what is missing.
    #[must_use]
    pub const fn missing(indicator: &'static str, unit: Unit, missing: Vec<Missing>) -> Self {
        Self {
            indicator,
            as_of: None,
            value: None,
            unit,
            percentile: None,
            change_1d: None,
            change_1m: None,
            history: Vec::new(),
            facts: Vec::new(),
            tables: Vec::new(),
            plots: Vec::new(),
            inputs: Vec::new(),
            missing,
            assumptions: Vec::new(),
            notices: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_what_is_rare_is_stretched() {
        for (below, value, stretched, rank) in [
            (99.9, 100.0, true, 99.95),
            (40.0, 100.0, false, 70.0),
            (0.0, 4.0, true, 2.0),
            (0.0, 60.0, false, 30.0),
            (50.0, 50.0, false, 50.0),
        ] {
            let percentile = Percentile {
                value,
                below,
                window: 1260,
                count: 1260,
                since: date(2021, 2, 1),
            };
            assert_eq!(percentile.is_stretched(), stretched, "{below} to {value}");
            assert!(
                (percentile.rank() - rank).abs() < 1e-9,
                "{below} to {value}"
            );
        }
    }
}
