//! What vol-control funds did and would do: past flows, tomorrow's moves, other targets.

use jiff::civil::Date;

use crate::indicators::assemble::{self, count, fact, number, signed};
use crate::indicators::labels;
use crate::indicators::settings::VolControl;
use crate::model::quantity::Sign;
use crate::model::{Cell, Fact, Figure, Percentile, Plot, Quantity, Reading, Table, Term, Unit};

use super::{MONTH, State};

/// Horizons of the past flows, in observations.
const HORIZONS: [usize; 3] = [1, 5, MONTH];

/// Sizes of tomorrow's move, as fractions.
const MOVES: [f64; 6] = [0.0, 0.005, 0.01, 0.015, 0.02, 0.03];

/// The targets that the index family offers.
const TARGETS: [f64; 6] = [0.05, 0.08, 0.10, 0.12, 0.15, 0.18];

const FLOW: Term = Term::new("Flow, USD bn", "资金流(十亿美元)", "資金流(十億美元)");
const EXPOSURE: Term = Term::new("Exposure", "敞口", "曝險");

/// One horizon: the last flow in USD bn and its place among its own past.
#[derive(Debug, Clone, Copy)]
struct Flow {
    horizon: usize,
    usd_bn: Option<f64>,
    percentile: Option<Percentile>,
}

/// What the change of exposure meant in USD.
#[derive(Debug)]
pub(super) struct Flows([Flow; 3]);

impl Flows {
    /// Flows over all horizons, each against the last `window` of its own past.
    pub(super) fn new(exposure: &[(Date, f64)], assets_usd_bn: f64, window: usize) -> Self {
        Self(HORIZONS.map(|horizon| {
            let later = exposure.iter().skip(horizon);
            let changes: Vec<(Date, f64)> = later
                .zip(exposure)
                .map(|((day, now), (_, before))| (*day, assets_usd_bn * (now - before)))
                .collect();
            Flow {
                horizon,
                usd_bn: changes.last().map(|(_, flow)| *flow),
                percentile: assemble::percentile(&changes, window),
            }
        }))
    }

    /// The flow of a month, as a fact.
    pub(super) fn month(&self) -> Fact {
        let [.., month] = self.0;
        fact(
            Term::new("Flow over 21 days", "21日资金流", "21日資金流"),
            signed(month.usd_bn, Unit::UsdBn),
        )
    }

    /// Whether the one-day flow is above a percentile.
    pub(super) fn is_big_day(&self, percentile: f64) -> bool {
        let [day, ..] = self.0;
        day.percentile.is_some_and(|found| found.value > percentile)
    }

    /// One row a horizon.
    pub(super) fn table(&self) -> Table {
        let row = |flow: &Flow| {
            let percentile = flow.percentile.map(|percentile| percentile.value);
            vec![
                count(flow.horizon),
                signed(flow.usd_bn, Unit::UsdBn),
                number(percentile, Unit::Percent),
            ]
        };
        Table {
            title: Term::new("Flows so far", "已发生的资金流", "已發生的資金流"),
            columns: vec![labels::HORIZON, FLOW, labels::PERCENTILE],
            rows: self.0.iter().map(row).collect(),
        }
    }
}

/// What tomorrow's move would make of the exposure when it takes effect, two days after it.
///
/// The volatilities of today and yesterday are known but not yet in force, so part of the change
/// is already set; the last column is the part of the move itself, traded on the last day.
pub(super) fn forward(
    reading: &Reading,
    [yesterday, today]: [&State; 2],
    rules: &VolControl,
) -> Table {
    let now = reading.value.unwrap_or(f64::NAN);
    let set = |state: &State| state.exposure(rules.target, rules.cap);
    let usd = |exposure: f64| signed(rules.assets_usd_bn * exposure, Unit::UsdBn);
    let set_already = |name: Term, before: f64, exposure: f64| {
        vec![
            Cell::Word(name),
            number(exposure, Unit::Multiple),
            usd(exposure - now),
            usd(exposure - before),
        ]
    };
    let (next, after_next) = (set(yesterday), set(today));
    let mut rows = vec![
        set_already(
            Term::new("set already, next day", "已定，次日", "已定，次日"),
            now,
            next,
        ),
        set_already(
            Term::new("set already, day after", "已定，第二日", "已定，第二日"),
            next,
            after_next,
        ),
    ];
    rows.extend(MOVES.map(|size| {
        let then = set(&today.after(size));
        vec![
            number(size, Unit::Fraction),
            number(then, Unit::Multiple),
            usd(then - now),
            usd(then - after_next),
        ]
    }));
    Table {
        title: Term::new(
            "If tomorrow moves by this much, up or down",
            "若次日涨跌幅为",
            "若次日漲跌幅為",
        ),
        columns: vec![
            Term::new("Move", "涨跌幅", "漲跌幅"),
            Term::new("Exposure then", "届时敞口", "屆時曝險"),
            Term::new(
                "Flow in all, USD bn",
                "累计资金流(十亿美元)",
                "累計資金流(十億美元)",
            ),
            Term::new(
                "That day's, USD bn",
                "当日资金流(十亿美元)",
                "當日資金流(十億美元)",
            ),
        ],
        rows,
    }
}

/// The whole flow of tomorrow's moves, as bars.
pub(super) fn forward_plot(reading: &Reading, today: &State, rules: &VolControl) -> Plot {
    let now = reading.value.unwrap_or(f64::NAN);
    let bar = |size: f64| {
        let then = today.after(size).exposure(rules.target, rules.cap);
        let move_of = Quantity::new(size, Unit::Fraction).written(Sign::Negative);
        (format!("±{move_of}"), rules.assets_usd_bn * (then - now))
    };
    Plot {
        title: Term::new(
            "flow if tomorrow moves",
            "次日涨跌对应资金流",
            "次日漲跌對應資金流",
        ),
        figure: Figure::Named {
            unit: Unit::UsdBn,
            bars: MOVES.map(bar).into(),
        },
    }
}

/// The exposure for each target of the index family.
pub(super) fn targets(ruling: &State, rules: &VolControl) -> Table {
    let row = |target: f64| {
        vec![
            number(target, Unit::Fraction),
            number(ruling.exposure(target, rules.cap), Unit::Multiple),
        ]
    };
    Table {
        title: Term::new("By target", "各目标波动率", "各目標波動率"),
        columns: vec![labels::TARGET, EXPOSURE],
        rows: TARGETS.map(row).into(),
    }
}
