//! The estimates side by side.

use jiff::civil::Date;

use crate::indicators::assemble::{self, MONTH, fact, number, signed};
use crate::indicators::labels;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::estimates::Estimates;

/// The sign of the headline's square, the price impact, and what no free source gives.
pub(super) fn facts(estimates: &Estimates) -> Vec<Fact> {
    let last = |history: &[(Date, f64)]| history.last().map(|(_, value)| *value);
    vec![
        fact(
            Term::new("EDGE with its sign", "EDGE(带符号)", "EDGE(帶符號)"),
            signed(last(&estimates.edge), Unit::Percent),
        ),
        fact(
            Term::new(
                "Price impact of USD 1 bn, basis points (Amihud)",
                "每10亿美元成交的价格冲击，基点(Amihud)",
                "每10億美元成交的價格衝擊，基點(Amihud)",
            ),
            number(last(&estimates.amihud), Unit::BasisPoints),
        ),
        fact(
            Term::new("Depth of the order book", "盘口深度", "五檔深度"),
            Cell::Word(Term::new(
                "not available without a feed",
                "无行情源，不可得",
                "無報價源，不可得",
            )),
        ),
    ]
}

/// One row an estimate.
pub(super) fn by_method(estimates: &Estimates, window: usize) -> Table {
    let sizes: Vec<(Date, f64)> = estimates
        .edge
        .iter()
        .map(|(day, spread)| (*day, spread.abs()))
        .collect();
    let row = |name: Term, unit: Unit, history: &[(Date, f64)]| {
        let place = assemble::percentile(history, window);
        let last = history.last();
        let before = history
            .len()
            .checked_sub(MONTH + 1)
            .and_then(|at| history.get(at));
        let change = last
            .zip(before)
            .map(|((_, last), (_, before))| last - before);
        vec![
            Cell::Word(name),
            assemble::day(last.map(|(day, _)| *day)),
            number(last.map(|(_, value)| *value), unit),
            number(place.map(|place| place.value), Unit::Percent),
            signed(change, unit),
        ]
    };
    Table {
        title: Term::new("By method, 21 days", "各方法(21日)", "各方法(21日)"),
        columns: vec![
            Term::new("Method", "方法", "方法"),
            labels::DATE,
            Term::new("Value", "数值", "數值"),
            labels::PERCENTILE,
            Term::new("Change, 21 days", "21日变动", "21日變動"),
        ],
        rows: vec![
            row(Term::same("EDGE"), Unit::Percent, &sizes),
            row(
                Term::same("Corwin–Schultz"),
                Unit::Percent,
                &estimates.corwin_schultz,
            ),
            row(
                Term::new(
                    "Corwin–Schultz, none below zero",
                    "Corwin–Schultz(负值归零)",
                    "Corwin–Schultz(負值歸零)",
                ),
                Unit::Percent,
                &estimates.corwin_schultz_floored,
            ),
            row(
                Term::same("Abdi–Ranaldo"),
                Unit::Percent,
                &estimates.abdi_ranaldo,
            ),
            row(Term::same("Roll"), Unit::Percent, &estimates.roll),
            row(
                Term::new(
                    "Amihud, bp for USD 1 bn",
                    "Amihud，基点/10亿美元",
                    "Amihud，基點/10億美元",
                ),
                Unit::BasisPoints,
                &estimates.amihud,
            ),
        ],
    }
}
