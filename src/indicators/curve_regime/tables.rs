//! The tables of the curve: regimes by horizon, the yields themselves.

use crate::indicators::assemble::{count, day, number, signed};
use crate::indicators::inputs::Observed;
use crate::indicators::labels;
use crate::model::{Cell, Table, Term, Unit};

use super::regime::{Slope, basis_points};

/// Horizons, in observations.
const HORIZONS: [usize; 3] = [1, 5, 21];

/// Both slopes over each horizon.
pub(super) fn regimes(front: &Slope, back: Option<&Slope>) -> Table {
    let rows = HORIZONS.map(|horizon| {
        let mut row = vec![count(horizon)];
        row.extend(moved(Some(front), horizon));
        row.extend(moved(back, horizon));
        row
    });
    Table {
        title: Term::new("Regime by horizon", "各期间形态", "各期間形態"),
        columns: vec![
            labels::HORIZON,
            Term::new("2-year", "2年", "2年"),
            Term::new("10-year", "10年", "10年"),
            Term::same("2s10s"),
            Term::new("Regime", "形态", "形態"),
            Term::new("5-year", "5年", "5年"),
            Term::new("30-year", "30年", "30年"),
            Term::same("5s30s"),
            Term::new("Regime", "形态", "形態"),
        ],
        rows: rows.into(),
    }
}

/// Short end, long end, slope and regime over one horizon.
fn moved(slope: Option<&Slope>, horizon: usize) -> [Cell; 4] {
    let Some(moved) = slope.and_then(|slope| slope.move_over(horizon)) else {
        return [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    };
    [
        signed(moved.short, Unit::BasisPoints),
        signed(moved.long, Unit::BasisPoints),
        signed(moved.slope_change(), Unit::BasisPoints),
        Cell::Word(moved.regime().name()),
    ]
}

/// The last yield of each maturity, with its day's change.
pub(super) fn yields(series: &[Observed<'_>]) -> Table {
    let row = |one: &Observed<'_>| {
        let last = one.last();
        let before = one
            .bars
            .len()
            .checked_sub(2)
            .and_then(|at| one.bars.get(at));
        let change = last
            .zip(before)
            .map(|((_, now), before)| basis_points(now) - basis_points(before.close));
        vec![
            Cell::Text(one.id.to_owned()),
            number(last.map(|(_, percent)| percent), Unit::Yield),
            signed(change, Unit::BasisPoints),
            day(last.map(|(date, _)| date)),
        ]
    };
    Table {
        title: Term::new("Yields", "收益率", "殖利率"),
        columns: vec![
            Term::new("Maturity", "期限", "期限"),
            Term::new("Yield", "收益率", "殖利率"),
            labels::CHANGE,
            labels::DATE,
        ],
        rows: series.iter().map(row).collect(),
    }
}
