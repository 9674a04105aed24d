//! The term premium of ten years, as others estimate it.

use jiff::civil::Date;

use crate::indicators::assemble::{self, count, day, fact, number, signed};
use crate::indicators::inputs::{Known, Observed, joined};
use crate::indicators::labels;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::regime::basis_points;

/// The estimates that are read, the one preferred first: Kim and Wright, whose daily file is whole;
/// Adrian, Crump and Moench.
pub(super) const ESTIMATES: [&str; 2] = ["THREEFYTP10", "ACMTP10"];

/// Observations over which its part of a move is taken: a month.
const MONTH: usize = assemble::MONTH;

/// Observations of the percentile: five years.
const WINDOW: usize = 1260;

/// The estimates that are known, in the order of preference.
pub(super) fn known<'a>(known: &Known<'a>) -> Vec<Observed<'a>> {
    ESTIMATES.iter().filter_map(|id| known.series(id)).collect()
}

/// The premium, its month, and how much of the ten-year yield's month it makes; each up to the day
/// that the estimate reaches, which is some days behind.
pub(super) fn facts(estimate: &Observed<'_>, ten: &Observed<'_>) -> Vec<Fact> {
    let both = joined(ten.points(), estimate.points());
    let last = both.last();
    let before = both
        .len()
        .checked_sub(MONTH + 1)
        .and_then(|at| both.get(at));
    let moved = last.zip(before).map(|(last, before)| {
        let of_yield = basis_points(last.1) - basis_points(before.1);
        let of_premium = basis_points(last.2) - basis_points(before.2);
        (of_yield, of_premium)
    });
    vec![
        fact(
            Term::new("10-year term premium", "10年期限溢价", "10年期限溢酬"),
            number(last.map(|(_, _, premium)| *premium), Unit::Yield),
        ),
        fact(
            Term::new("Term premium of", "期限溢价日期", "期限溢酬日期"),
            day(last.map(|(on, _, _)| *on)),
        ),
        fact(
            Term::new(
                "Term premium, 21 days",
                "期限溢价21日变动",
                "期限溢酬21日變動",
            ),
            signed(moved.map(|(_, premium)| premium), Unit::BasisPoints),
        ),
        fact(
            Term::new(
                "Expected path, 21 days: the yield less the premium",
                "预期路径21日变动(收益率减溢价)",
                "預期路徑21日變動(殖利率減溢酬)",
            ),
            signed(
                moved.map(|(of_yield, premium)| of_yield - premium),
                Unit::BasisPoints,
            ),
        ),
    ]
}

/// Both estimates side by side, where there are two: they differ in level by tens of basis points.
pub(super) fn table(estimates: &[Observed<'_>]) -> Option<Table> {
    let row = |estimate: &Observed<'_>| {
        let points: Vec<(Date, f64)> = estimate.points().collect();
        let place = assemble::percentile(&points, WINDOW);
        vec![
            Cell::Text(estimate.id.to_owned()),
            number(points.last().map(|(_, premium)| *premium), Unit::Yield),
            number(place.map(|place| place.value), Unit::Percent),
            place.map_or(Cell::Empty, |place| count(place.count)),
            day(points.last().map(|(on, _)| *on)),
        ]
    };
    (estimates.len() > 1).then(|| Table {
        title: Term::new(
            "Estimates of the term premium",
            "期限溢价估计",
            "期限溢酬估計",
        ),
        columns: vec![
            Term::new("Estimate", "估计", "估計"),
            labels::LEVEL,
            labels::PERCENTILE,
            Term::same("N"),
            labels::DATE,
        ],
        rows: estimates.iter().map(row).collect(),
    })
}
