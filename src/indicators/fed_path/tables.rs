//! The tables of the path: each meeting alone, and the sum of moves by each.

use crate::indicators::assemble::{day, number, signed};
use crate::model::{Cell, Table, Term, Unit};

use super::odds::Odds;
use super::path::Decision;

/// What the picture shows, too.
pub(super) const SUMS: Term = Term::new(
    "Priced by each meeting",
    "各次会议累计定价",
    "各次會議累計定價",
);

const MEETING: Term = Term::new("Meeting", "会议", "會議");

/// What is expected of each meeting alone, and the rate after it.
pub(super) fn by_meeting(decisions: &[Decision]) -> Table {
    let start = decisions.first().map_or(0.0, |first| first.start);
    let row = |decision: &Decision| {
        let odds = Odds::of(decision);
        vec![
            day(Some(decision.day)),
            signed(100.0 * (decision.end - decision.start), Unit::BasisPoints),
            signed(100.0 * (decision.end - start), Unit::BasisPoints),
            number(decision.end, Unit::Yield),
            number(odds.percent(|steps| steps < 0), Unit::Percent),
            number(odds.percent(|steps| steps == 0), Unit::Percent),
            number(odds.percent(|steps| steps > 0), Unit::Percent),
        ]
    };
    Table {
        title: Term::new("Meeting by meeting", "逐次会议", "逐次會議"),
        columns: vec![
            MEETING,
            Term::new("Priced", "定价", "定價"),
            Term::new("Sum", "累计", "累計"),
            Term::new("Rate after", "会后利率", "會後利率"),
            Term::new("Cut", "降息", "降息"),
            Term::new("None", "不变", "不變"),
            Term::new("Rise", "加息", "升息"),
        ],
        rows: decisions.iter().map(row).collect(),
    }
}

/// The odds of the sum of moves after each meeting, in basis points.
pub(super) fn sums(decisions: &[Decision]) -> Table {
    let mut odds = Odds::none();
    let mut row = |decision: &Decision| {
        odds = odds.then(decision);
        let percent = |is_counted: fn(i32) -> bool| -> Cell {
            number(odds.percent(is_counted), Unit::Percent)
        };
        vec![
            day(Some(decision.day)),
            percent(|steps| steps <= -3),
            percent(|steps| steps == -2),
            percent(|steps| steps == -1),
            percent(|steps| steps == 0),
            percent(|steps| steps == 1),
            percent(|steps| steps >= 2),
        ]
    };
    Table {
        title: Term::new(
            "Odds of the sum by each meeting, bp",
            "至各次会议累计变动的概率(基点)",
            "至各次會議累計變動的機率(基點)",
        ),
        columns: vec![
            MEETING,
            Term::same("≤ −75"),
            Term::same("−50"),
            Term::same("−25"),
            Term::same("0"),
            Term::same("+25"),
            Term::same("≥ +50"),
        ],
        rows: decisions.iter().map(&mut row).collect(),
    }
}
