//! The last months of payrolls and of the Sahm rule, and inflation over three horizons.

use crate::indicators::assemble::{day, number, signed};
use crate::indicators::labels;
use crate::model::{Cell, Table, Term, Unit};

use super::months::Months;
use super::sahm::Sahm;
use super::{CORE_CPI, CORE_PCE, THREE_MONTH_MEAN, mean_change};

/// Months shown.
const SHOWN: usize = 6;

/// Level, change and three-month mean of the last months, the latest first.
pub(super) fn payrolls(jobs: &Months) -> Table {
    let last = jobs.iter().rev().take(SHOWN);
    let row = |(at, month, level): (usize, _, f64)| {
        vec![
            day(Some(month)),
            number(level, Unit::Thousands),
            signed(
                jobs.before(at, 1).map(|before| level - before),
                Unit::Thousands,
            ),
            signed(mean_change(jobs, at), Unit::Thousands),
        ]
    };
    Table {
        title: Term::new("Payrolls", "非农就业", "非農就業"),
        columns: vec![
            MONTH,
            Term::new("Level", "总数", "總數"),
            labels::CHANGE,
            THREE_MONTH_MEAN,
        ],
        rows: last.map(row).collect(),
    }
}

/// The parts of the rule for the last months, the latest first.
pub(super) fn sahm(history: &[Sahm]) -> Table {
    let row = |one: &Sahm| {
        vec![
            day(Some(one.day)),
            number(one.rate, Unit::Percent),
            number(one.mean, Unit::Yield),
            number(one.low, Unit::Yield),
            signed(one.gap(), Unit::Ratio),
        ]
    };
    Table {
        title: Term::new("Sahm rule", "萨姆法则", "薩姆法則"),
        columns: vec![
            MONTH,
            Term::new("Unemployment", "失业率", "失業率"),
            THREE_MONTH_MEAN,
            Term::new("Low of 12 months", "前12月低点", "前12月低點"),
            Term::new("Gap, points", "升幅(百分点)", "升幅(百分點)"),
        ],
        rows: history.iter().rev().take(SHOWN).map(row).collect(),
    }
}

/// Three and six months at a yearly rate, and the year, of each index.
pub(super) fn inflation(indices: &[(&'static str, Months)]) -> Table {
    let row = |(id, index): &(&'static str, Months)| {
        let (at, month, _) = index.iter().next_back()?;
        let rate = |months| number(index.annualised(at, months), Unit::Yield);
        let name = Cell::Word(name_of(id));
        Some(vec![name, rate(3), rate(6), rate(12), day(Some(month))])
    };
    Table {
        title: Term::new("Inflation at a yearly rate", "通胀年化率", "通膨年化率"),
        columns: vec![
            Term::new("Index", "指数", "指數"),
            Term::new("3 months", "3个月", "3個月"),
            Term::new("6 months", "6个月", "6個月"),
            Term::new("Year", "同比", "年增率"),
            MONTH,
        ],
        rows: indices.iter().filter_map(row).collect(),
    }
}

fn name_of(id: &'static str) -> Term {
    match id {
        CORE_CPI => Term::new("Core CPI", "核心CPI", "核心CPI"),
        CORE_PCE => Term::new("Core PCE", "核心PCE", "核心PCE"),
        other => Term::same(other),
    }
}

const MONTH: Term = Term::new("Month", "月份", "月份");
