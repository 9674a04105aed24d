//! Every measure with its own past, side by side.

use jiff::civil::Date;

use crate::indicators::assemble::{self, count, fact, number, signed};
use crate::indicators::inputs::Observed;
use crate::indicators::labels;
use crate::model::{Cell, Fact, Reading, Table, Term, Unit};

use super::implied::Own;
use super::realised::{Basket, Window};
use super::{MONTH, QUARTER, WEEK};

const PAIRWISE_21: Term = Term::new(
    "mean of all pairs, 21 days",
    "平均两两相关性(21日)",
    "平均兩兩相關性(21日)",
);
const PAIRWISE_63: Term = Term::new(
    "mean of all pairs, 63 days",
    "平均两两相关性(63日)",
    "平均兩兩相關性(63日)",
);

/// The change over so many observations.
pub(super) fn change(history: &[(Date, f64)], back: usize) -> Option<f64> {
    let (_, last) = history.last()?;
    let (_, before) = history.get(history.len().checked_sub(back + 1)?)?;
    Some(last - before)
}

/// Values beside the headline.
pub(super) fn facts(
    reading: &Reading,
    basket: Option<&Basket<'_>>,
    own: Option<&Own<'_>>,
) -> Vec<Fact> {
    let pairs = |window: usize| basket.and_then(|basket| basket.mean_pairwise(window));
    let one_day = basket.and_then(|basket| basket.one_day.last());
    vec![
        fact(
            Term::new("Change, 5 days", "5日变动", "5日變動"),
            signed(change(&reading.history, WEEK), Unit::Percent),
        ),
        fact(
            Term::new(
                "Mean of all pairs, 21 days",
                "平均两两相关性(21日)",
                "平均兩兩相關性(21日)",
            ),
            number(pairs(MONTH).map(|(mean, _)| mean), Unit::Percent),
        ),
        fact(
            Term::new(
                "Dispersion of the last day",
                "最近一日离散度",
                "最近一日離散度",
            ),
            number(one_day.map(|(_, value)| *value), Unit::Percent),
        ),
        fact(
            Term::new("Constituents in the basket", "篮子成分股数", "籃子成分股數"),
            basket.map_or(Cell::Empty, |basket| count(basket.len())),
        ),
        fact(
            Term::new(
                "Constituents with implied volatility",
                "有隐含波动率的成分股数",
                "有隱含波動率的成分股數",
            ),
            own.map_or(Cell::Empty, |own| count(own.count)),
        ),
    ]
}

/// The table of measures as it is filled.
pub(super) struct Rows {
    window: usize,
    rows: Vec<Vec<Cell>>,
}

impl Rows {
    pub(super) const fn new(window: usize) -> Self {
        Self {
            window,
            rows: Vec::new(),
        }
    }

    /// The published indices that are there: COR3M, COR1M, DSPX.
    pub(super) fn published(&mut self, found: [Option<&Observed<'_>>; 3]) {
        let names = [
            (
                Term::new(
                    "implied, 3 months (COR3M)",
                    "隐含，3个月(COR3M)",
                    "隱含，3個月(COR3M)",
                ),
                Unit::Percent,
            ),
            (
                Term::new(
                    "implied, 1 month (COR1M)",
                    "隐含，1个月(COR1M)",
                    "隱含，1個月(COR1M)",
                ),
                Unit::Percent,
            ),
            (
                Term::new(
                    "dispersion, implied (DSPX)",
                    "隐含离散度(DSPX)",
                    "隱含離散度(DSPX)",
                ),
                Unit::VolPoints,
            ),
        ];
        for ((name, unit), series) in names.into_iter().zip(found) {
            if let Some(series) = series {
                let history: Vec<(Date, f64)> = series.points().collect();
                self.add(name, unit, &history);
            }
        }
    }

    /// What the basket did.
    pub(super) fn realised(&mut self, basket: &Basket<'_>, quarter: &Window, month: &Window) {
        self.add(
            Term::new("realised, 63 days", "已实现(63日)", "已實現(63日)"),
            Unit::Percent,
            &quarter.correlation,
        );
        self.add(
            Term::new("realised, 21 days", "已实现(21日)", "已實現(21日)"),
            Unit::Percent,
            &month.correlation,
        );
        for (name, window) in [(PAIRWISE_63, QUARTER), (PAIRWISE_21, MONTH)] {
            if let Some((mean, _)) = basket.mean_pairwise(window) {
                let day = basket.one_day.last().map(|(day, _)| *day);
                self.alone(name, day, mean, Unit::Percent);
            }
        }
        self.add(
            Term::new(
                "dispersion, realised, 21 days",
                "已实现离散度(21日)",
                "已實現離散度(21日)",
            ),
            Unit::VolPoints,
            &month.dispersion,
        );
        self.add(
            Term::new("dispersion of one day", "单日离散度", "單日離散度"),
            Unit::Percent,
            &basket.one_day,
        );
    }

    /// What the options of single shares and of the index say together.
    pub(super) fn own(&mut self, own: Option<&Own<'_>>) {
        let Some(own) = own else { return };
        if let Some(value) = own.correlation {
            let name = Term::new(
                "implied, 1 month, own",
                "隐含，1个月(自算)",
                "隱含，1個月(自算)",
            );
            self.alone(name, Some(own.day), value, Unit::Percent);
        }
        if let Some(value) = own.dispersion {
            let name = Term::new(
                "dispersion, implied, own",
                "隐含离散度(自算)",
                "隱含離散度(自算)",
            );
            self.alone(name, Some(own.day), value, Unit::VolPoints);
        }
    }

    pub(super) fn table(self) -> Table {
        Table {
            title: Term::new("Measures", "各项指标", "各項指標"),
            columns: vec![
                Term::new("Measure", "指标", "指標"),
                labels::DATE,
                Term::new("Value", "数值", "數值"),
                labels::PERCENTILE,
                Term::new("Change, 5 days", "5日变动", "5日變動"),
            ],
            rows: self.rows,
        }
    }

    fn add(&mut self, name: Term, unit: Unit, history: &[(Date, f64)]) {
        let Some((day, value)) = history.last() else {
            return;
        };
        let place = assemble::percentile(history, self.window);
        self.rows.push(vec![
            Cell::Word(name),
            Cell::Date(*day),
            number(*value, unit),
            number(place.map(|place| place.value), Unit::Percent),
            signed(change(history, WEEK), unit),
        ]);
    }

    fn alone(&mut self, name: Term, day: Option<Date>, value: f64, unit: Unit) {
        self.rows.push(vec![
            Cell::Word(name),
            assemble::day(day),
            number(value, unit),
            Cell::Empty,
            Cell::Empty,
        ]);
    }
}
