//! Net futures positions in the S&P 500, from the CFTC's weekly report.

use crate::indicators::assemble::{self, number, signed};
use crate::indicators::inputs::{Known, Observed, joined};
use crate::indicators::labels;
use crate::model::{Cell, InputUse, Missing, Table, Term, Unit};

/// Open interest, which positions are measured by.
const OPEN_INTEREST: &str = "COT:ES:OI";

const GROUPS: [(Term, &str); 3] = [
    (
        Term::new("leveraged funds", "杠杆基金", "槓桿基金"),
        "COT:ES:LEV",
    ),
    (
        Term::new("asset managers", "资产管理机构", "資產管理機構"),
        "COT:ES:AM",
    ),
    (Term::new("dealers", "交易商", "交易商"), "COT:ES:DEALER"),
];

/// The series of the reports.
pub(super) const SERIES: [&str; 4] = ["COT:ES:LEV", "COT:ES:AM", "COT:ES:DEALER", OPEN_INTEREST];

/// Trading days in a week, by which the percentile's window is counted in reports.
const WEEK: usize = 5;

/// What the reports say.
pub(super) struct Futures {
    /// One row a group; `None` where there is no report.
    pub(super) table: Option<Table>,
    pub(super) used: Vec<InputUse>,
    pub(super) missing: Vec<Missing>,
}

impl Futures {
    /// The groups whose reports are there.
    pub(super) fn new(known: &Known<'_>, window: usize) -> Self {
        let interest = known.require(OPEN_INTEREST, 1);
        let mut futures = Self {
            table: None,
            used: Vec::new(),
            missing: Vec::new(),
        };
        let mut rows = Vec::new();
        for (name, id) in GROUPS {
            match (known.require(id, 1), &interest) {
                (Ok(net), Ok(interest)) => {
                    rows.extend(row(name, &net, interest, window.div_ceil(WEEK)));
                    futures.used.extend(net.used());
                }
                (Ok(_), Err(_)) => {}
                (Err(why), _) => futures.missing.push(why),
            }
        }
        match interest {
            Ok(interest) => futures.used.extend(interest.used()),
            Err(why) => futures.missing.push(why),
        }
        futures.table = (!rows.is_empty()).then(|| table(rows));
        if futures.table.is_none() {
            futures.used.clear();
        }
        futures
    }
}

/// A group's last report with its place among earlier ones.
fn row(
    name: Term,
    net: &Observed<'_>,
    interest: &Observed<'_>,
    window: usize,
) -> Option<Vec<Cell>> {
    let both = joined(net.points(), interest.points());
    let shares: Vec<(jiff::civil::Date, f64)> = both
        .iter()
        .filter(|(_, _, interest)| *interest > 0.0)
        .map(|(day, net, interest)| (*day, 100.0 * net / interest))
        .filter(|(_, share)| share.is_finite())
        .collect();
    let (day, share) = *shares.last()?;
    let contracts = both.iter().rev().find(|(known, ..)| *known == day)?.1;
    let before = shares.len().checked_sub(2).and_then(|at| shares.get(at));
    let place = assemble::percentile(&shares, window);
    Some(vec![
        Cell::Word(name),
        Cell::Date(day),
        signed(contracts, Unit::Contracts),
        signed(share, Unit::Percent),
        number(place.map(|place| place.value), Unit::Percent),
        signed(before.map(|(_, before)| share - before), Unit::Percent),
    ])
}

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        title: Term::new(
            "Futures on the S&P 500 (CFTC)",
            "标普500期货持仓(CFTC)",
            "標普500期貨部位(CFTC)",
        ),
        columns: vec![
            Term::new("Group", "交易者类别", "交易人類別"),
            labels::DATE,
            Term::new("Net contracts", "净持仓(手)", "淨部位(口)"),
            Term::new("Of open interest", "占未平仓", "占未平倉"),
            labels::PERCENTILE,
            Term::new("Change, 1 week", "一周变动", "一週變動"),
        ],
        rows,
    }
}
