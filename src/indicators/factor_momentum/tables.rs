//! The day in sigmas and ranks, factor by factor, and who stands on which side.

use crate::indicators::assemble::{count, fact, number, signed};
use crate::indicators::grid::Grid;
use crate::indicators::labels;
use crate::indicators::math::stats;
use crate::model::{Cell, Fact, Table, Term, Unit};

use super::crash::Crash;
use super::factors::{self, Factor};
use super::portfolio::{self, Day};
use super::{YEAR, sum_of_last};

/// Shares listed on each side.
const LISTED: usize = 10;

const Z_SCORE: Term = Term::new("z-score", "z值", "z值");
const WEEK: Term = Term::new("5 days", "5日", "5日");
const MONTH: Term = Term::new("21 days", "21日", "21日");

/// The day's place among its past, and the state of the market.
pub(super) fn facts(momentum: &Factor, crash: &Crash) -> Vec<Fact> {
    let values = momentum.values();
    let surprise = stats::surprise(&values, YEAR);
    let rank = |days: usize| factors::rank(&values, days).map_or(Cell::Empty, count);
    let state = match (crash.market, crash.place) {
        (Some(_), Some(_)) if crash.is_state() => {
            Cell::Word(Term::new("crash-risk", "崩溃风险", "崩盤風險"))
        }
        (Some(_), Some(_)) => Cell::Word(Term::new("normal", "正常", "正常")),
        _ => Cell::Empty,
    };
    vec![
        fact(
            Term::new("z-score of 252 days", "z值(252日)", "z值(252日)"),
            signed(surprise.map(|surprise| surprise.z_score), Unit::Sigma),
        ),
        fact(
            Term::new(
                "In sigmas, mean omitted",
                "标准差倍数(不减均值)",
                "標準差倍數(不減均值)",
            ),
            signed(surprise.map(|surprise| surprise.sigmas), Unit::Sigma),
        ),
        fact(
            Term::new(
                "Rank among the worst of 252 days",
                "252日最差排名",
                "252日最差排名",
            ),
            rank(YEAR),
        ),
        fact(
            Term::new(
                "Rank among the worst of 1,260 days",
                "1260日最差排名",
                "1260日最差排名",
            ),
            rank(5 * YEAR),
        ),
        fact(
            Term::new(
                "Rank among the worst of all days",
                "全部历史最差排名",
                "全部歷史最差排名",
            ),
            rank(values.len()),
        ),
        fact(
            Term::new("Sum of 5 days", "5日累计", "5日累計"),
            signed(sum_of_last(&values, 5), Unit::Percent),
        ),
        fact(
            Term::new("Beta before the day", "事前贝塔", "事前Beta"),
            signed(crash.beta(), Unit::Ratio),
        ),
        fact(
            Term::new(
                "Losers' beta less winners'",
                "输家减赢家贝塔",
                "輸家減贏家Beta",
            ),
            signed(crash.beta().map(|beta| -beta), Unit::Ratio),
        ),
        fact(
            Term::new("Market over 24 months", "大盘24个月涨跌", "大盤24個月漲跌"),
            signed(crash.market, Unit::Percent),
        ),
        fact(
            Term::new(
                "Market volatility, 126 days",
                "大盘126日波动率",
                "大盤126日波動率",
            ),
            number(crash.volatility, Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Its percentile of 1,260 days",
                "其1260日百分位",
                "其1260日百分位",
            ),
            number(crash.place, Unit::Percent),
        ),
        fact(labels::STATE, state),
    ]
}

/// One row a factor.
pub(super) fn factors(factors: &[&Factor]) -> Table {
    let row = |factor: &&Factor| {
        let values = factor.values();
        let surprise = stats::surprise(&values, YEAR);
        let rank = factors::rank(&values, YEAR.min(values.len()));
        let last = factor.history.last();
        vec![
            Cell::Word(factor.name),
            last.map_or(Cell::Empty, |(day, _)| Cell::Date(*day)),
            signed(last.map(|(_, value)| *value), Unit::Percent),
            signed(surprise.map(|surprise| surprise.z_score), Unit::Sigma),
            rank.map_or(Cell::Empty, count),
            signed(sum_of_last(&values, 5), Unit::Percent),
            signed(sum_of_last(&values, 21), Unit::Percent),
        ]
    };
    Table {
        title: Term::new("Factors", "因子一览", "因子一覽"),
        columns: vec![
            Term::new("Factor", "因子", "因子"),
            labels::DATE,
            Term::new("Day", "当日", "當日"),
            Z_SCORE,
            Term::new("Worst, of a year", "一年最差排名", "一年最差排名"),
            WEEK,
            MONTH,
        ],
        rows: factors.iter().map(row).collect(),
    }
}

/// The best winners and the worst losers, with what each did on the day.
pub(super) fn sides(grid: &Grid<'_>, today: &Day) -> Table {
    let winner = Term::new("winner", "赢家", "贏家");
    let loser = Term::new("loser", "输家", "輸家");
    let row = |side: Term, member: usize| {
        let one = grid.members.get(member);
        let change = one.and_then(|one| one.returns.get(today.place).copied());
        vec![
            one.map_or(Cell::Empty, |one| Cell::Text(one.series.id.to_owned())),
            Cell::Word(side),
            signed(
                portfolio::momentum(grid, member, today.formed),
                Unit::Fraction,
            ),
            signed(change, Unit::Fraction),
            number(portfolio::beta(grid, member, today.place), Unit::Ratio),
        ]
    };
    let winners = today
        .sides
        .winners
        .iter()
        .take(LISTED)
        .map(|member| row(winner, *member));
    let losers = today
        .sides
        .losers
        .iter()
        .take(LISTED)
        .map(|member| row(loser, *member));
    Table {
        title: Term::new(
            "Best winners and worst losers",
            "最强赢家与最弱输家",
            "最強贏家與最弱輸家",
        ),
        columns: vec![
            Term::new("Share", "个股", "個股"),
            Term::new("Side", "多空", "多空"),
            Term::new("Momentum when formed", "建仓时动量", "建倉時動能"),
            Term::new("Day", "当日", "當日"),
            Term::new("Beta", "贝塔", "Beta"),
        ],
        rows: winners.chain(losers).collect(),
    }
}
