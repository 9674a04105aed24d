//! Value at risk by method, the cut it asks for, and a book of several funds.

use jiff::civil::Date;

use crate::indicators::aligned::Aligned;
use crate::indicators::assemble::{count, fact, number, signed};
use crate::indicators::math::stats::Between;
use crate::indicators::settings::VarShock;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::estimates::{self, NORMAL_99, TAIL};
use super::{MONTH, SEED};

pub(super) const BOOK: Term = Term::new("Assumed book", "假设持仓规模", "假設部位規模");
const WEIGHTED: Term = Term::new("exponentially weighted", "指数加权", "指數加權");

/// Values beside the headline: the last month's of the weighted variance, the year's breaks.
pub(super) fn facts(weighted: &[(Date, f64)], returns: &[f64], rules: &VarShock) -> Vec<Fact> {
    let (now, before) = now_and_before(weighted);
    let cut = cut(now, before);
    let (breaks, days) = breaks(weighted, returns, rules.window);
    vec![
        fact(
            Term::new("Value at risk, one day, 99%", "单日99%VaR", "單日99%VaR"),
            number(now, Unit::Percent),
        ),
        fact(
            Term::new("Value at risk 21 days ago", "21日前VaR", "21日前VaR"),
            number(before, Unit::Percent),
        ),
        fact(
            Term::new(
                "Cut that keeps value at risk",
                "维持VaR所需减仓",
                "維持VaR所需減碼",
            ),
            signed(cut, Unit::Percent),
        ),
        fact(
            Term::new(
                "Flow of the assumed book",
                "假设持仓的资金流",
                "假設部位的資金流",
            ),
            signed(cut.map(|cut| -cut / 100.0 * rules.book_usd_bn), Unit::UsdBn),
        ),
        fact(
            Term::new(
                "Mean loss beyond 99%",
                "99%以外平均损失(ES)",
                "99%以外平均損失(ES)",
            ),
            number(
                of_last(returns, rules.window, 0, estimates::shortfall),
                Unit::Percent,
            ),
        ),
        fact(
            Term::new(
                "Days that lost more than the limit",
                "突破VaR的天数",
                "突破VaR的天數",
            ),
            count(breaks),
        ),
        fact(
            Term::new("Days expected", "预期天数", "預期天數"),
            number(TAIL * days as f64, Unit::Ratio),
        ),
    ]
}

/// One row a method: value at risk now and a month ago, its rise, the cut.
pub(super) fn methods(weighted: &[(Date, f64)], returns: &[f64], rules: &VarShock) -> Table {
    let (now, before) = now_and_before(weighted);
    let row = |name: Term, now: Option<f64>, before: Option<f64>| {
        let shock = now
            .zip(before.filter(|before| *before > 0.0))
            .map(|(now, before)| 100.0 * (now / before - 1.0));
        let cut = cut(now, before);
        vec![
            Cell::Word(name),
            number(now, Unit::Percent),
            number(before, Unit::Percent),
            signed(shock, Unit::Percent),
            signed(cut, Unit::Percent),
            signed(cut.map(|cut| -cut / 100.0 * rules.book_usd_bn), Unit::UsdBn),
        ]
    };
    let both = |name: Term, estimate: fn(&[f64]) -> Option<f64>| {
        let [now, before] = [0, MONTH].map(|back| of_last(returns, rules.window, back, estimate));
        row(name, now, before)
    };
    Table {
        title: Term::new("By method", "按计算方法", "按計算方法"),
        columns: vec![
            Term::new("Method", "方法", "方法"),
            Term::new("Value at risk", "VaR", "VaR"),
            Term::new("21 days ago", "21日前", "21日前"),
            Term::new("Rise", "升幅", "升幅"),
            Term::new("Cut", "减仓", "減碼"),
            Term::new("Flow, USD bn", "资金流(十亿美元)", "資金流(十億美元)"),
        ],
        rows: vec![
            row(WEIGHTED, now, before),
            both(
                Term::new(
                    "history, between two",
                    "历史法(线性分位)",
                    "歷史法(線性分位)",
                ),
                |returns| estimates::historical(returns, Between::Linear),
            ),
            both(
                Term::new("history, the lower", "历史法(取低)", "歷史法(取低)"),
                |returns| estimates::historical(returns, Between::Lower),
            ),
            both(
                Term::new("mean and deviation", "参数法(正态)", "參數法(常態)"),
                estimates::parametric,
            ),
            both(
                Term::new("mean loss beyond 99%", "期望损失(ES)", "期望損失(ES)"),
                estimates::shortfall,
            ),
        ],
    }
}

/// A book of equal parts: each part alone, the whole, and what diversification takes off.
pub(super) fn book(aligned: &Aligned, names: [&str; 4], rules: &VarShock) -> Option<Table> {
    let recent: Option<Vec<&[f64]>> = aligned
        .returns
        .iter()
        .map(|own| own.get(own.len().checked_sub(rules.window)?..))
        .collect();
    let covariance = estimates::covariance(&recent?)?;
    let amounts = vec![rules.book_usd_bn / names.len() as f64; names.len()];
    let whole = NORMAL_99 * estimates::deviation(&amounts, &covariance, 1.0)?;
    let diagonal = covariance
        .iter()
        .enumerate()
        .map(|(at, row)| row.get(at).copied());
    let alone: Vec<f64> = diagonal
        .zip(&amounts)
        .map(|(variance, amount)| variance.map(|variance| NORMAL_99 * amount * variance.sqrt()))
        .collect::<Option<_>>()?;
    let apart: f64 = alone.iter().sum();
    let mut rows: Vec<Vec<Cell>> = names
        .iter()
        .zip(&alone)
        .map(|(name, loss)| vec![Cell::Text((*name).to_owned()), number(*loss, Unit::UsdBn)])
        .collect();
    rows.push(vec![
        Cell::Word(Term::new("together", "合计", "合計")),
        number(whole, Unit::UsdBn),
    ]);
    rows.push(vec![
        Cell::Word(Term::new("less by diversification", "分散效应", "分散效應")),
        signed(whole - apart, Unit::UsdBn),
    ]);
    Some(Table {
        title: Term::new(
            "The assumed book in four equal parts",
            "假设持仓四等分",
            "假設部位四等分",
        ),
        columns: vec![
            Term::new("Part", "部分", "部分"),
            Term::new("Value at risk, USD bn", "VaR(十亿美元)", "VaR(十億美元)"),
        ],
        rows,
    })
}

/// The last value and that of a month before.
fn now_and_before(weighted: &[(Date, f64)]) -> (Option<f64>, Option<f64>) {
    let back = |steps: usize| {
        let at = weighted.len().checked_sub(steps + 1)?;
        weighted.get(at).map(|(_, value)| *value)
    };
    (back(0), back(MONTH))
}

/// An estimate of the window that ended `back` returns ago, in per cent.
fn of_last(
    returns: &[f64],
    window: usize,
    back: usize,
    estimate: impl Fn(&[f64]) -> Option<f64>,
) -> Option<f64> {
    let end = returns.len().checked_sub(back)?;
    let run = returns.get(end.checked_sub(window)?..end)?;
    estimate(run).map(|loss| 100.0 * loss)
}

/// The part of a book, in per cent, whose sale brings value at risk back.
fn cut(now: Option<f64>, before: Option<f64>) -> Option<f64> {
    let (now, before) = now.filter(|now| *now > 0.0).zip(before)?;
    Some(100.0 * (1.0 - before / now))
}

/// How many of the last days lost more than the limit of the day before, and how many were asked.
fn breaks(weighted: &[(Date, f64)], returns: &[f64], window: usize) -> (usize, usize) {
    // The first limit belongs to return SEED - 1, so the first day under it is return SEED.
    let under = returns.iter().skip(SEED).zip(weighted);
    let all: Vec<bool> = under
        .map(|(change, (_, limit))| -100.0 * change > *limit)
        .collect();
    let recent = all
        .get(all.len().saturating_sub(window)..)
        .unwrap_or_default();
    (recent.iter().filter(|broke| **broke).count(), recent.len())
}
