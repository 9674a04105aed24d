//! Credit spreads over Treasuries, each with its place in its own past.

use jiff::civil::Date;

use crate::indicators::assemble::{self, count, day, number, signed};
use crate::indicators::inputs::Observed;
use crate::indicators::labels;
use crate::model::{Cell, Percentile, Table, Term, Unit};

/// Observations over which the change is taken: a week.
const WEEK: usize = 5;

/// One spread's last value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spread {
    /// The series' name.
    id: String,
    /// Its last day.
    day: Date,
    /// Basis points.
    pub(super) points: f64,
    /// What a week did to it, basis points.
    week: Option<f64>,
    /// Where it stands among its own past.
    pub(super) place: Option<Percentile>,
}

impl Spread {
    /// Of a series in per cent, as FRED gives it.
    pub(super) fn new(series: &Observed<'_>, window: usize) -> Option<Self> {
        let points: Vec<(Date, f64)> = series
            .points()
            .map(|(day, percent)| (day, 100.0 * percent))
            .collect();
        let (day, last) = *points.last()?;
        let before = points
            .len()
            .checked_sub(WEEK + 1)
            .and_then(|at| points.get(at));
        Some(Self {
            id: series.id.to_owned(),
            day,
            points: last,
            week: before.map(|(_, before)| last - before),
            place: assemble::percentile(&points, window),
        })
    }

    /// Whether it is the spread of this series.
    pub(super) fn is(&self, id: &str) -> bool {
        self.id == id
    }
}

/// All spreads that are known.
pub(super) fn table(spreads: &[Spread]) -> Table {
    let row = |spread: &Spread| {
        let place = spread.place.as_ref();
        vec![
            Cell::Word(name(&spread.id)),
            number(spread.points, Unit::BasisPoints),
            signed(spread.week, Unit::BasisPoints),
            number(place.map(|place| place.value), Unit::Percent),
            place.map_or(Cell::Empty, |place| count(place.count)),
            day(place.map(|place| place.since)),
            day(Some(spread.day)),
        ]
    };
    Table {
        title: Term::new("Credit spreads", "信用利差", "信用利差"),
        columns: vec![
            Term::new("Spread", "利差", "利差"),
            labels::LEVEL,
            Term::new("5 days", "5日", "5日"),
            labels::PERCENTILE,
            Term::same("N"),
            Term::new("Since", "起自", "起自"),
            labels::DATE,
        ],
        rows: spreads.iter().map(row).collect(),
    }
}

fn name(id: &str) -> Term {
    match id {
        super::HIGH_YIELD => Term::new("High yield, OAS", "高收益债OAS", "高收益債OAS"),
        super::INVESTMENT_GRADE => Term::new("Investment grade, OAS", "投资级OAS", "投資級OAS"),
        _ => Term::new("Baa over 10-year", "Baa减10年国债", "Baa減10年公債"),
    }
}
