//! What winners earned over losers, and whether momentum stands before a crash.
//!
//! Shares are ranked on their return from 252 to 21 days before the day before (Jegadeesh and Titman,
//! Journal of Finance 48(1), 1993); the factor is the plain mean of the best fifth less that of the
//! worst (tenths from 300 shares on), formed anew on the first day of each month and at equal weights
//! on every day between. Headline: its return of the day. Crash state after Daniel and Moskowitz,
//! Journal of Financial Economics 122(2), 2016: a market below its level of 24 months before, whose
//! variance of 126 days is high; high is the upper quarter of its own past here, and losers whose
//! beta is 0.5 above the winners' are named too, both the house's. The universe is the one given,
//! with survivors only, which flatters the losers.

use crate::model::{Assumption, InputUse, Missing, Notice, Reading, Term, Unit};

use super::assemble::{self, assumption};
use super::definition::{Group, Indicator, Subjects};
use super::grid::{FUND, Grid, INDEX};
use super::inputs::{Known, Observed};
use super::math::stats;
use super::settings::Settings;

mod crash;
mod factors;
mod portfolio;
mod tables;

use crash::Crash;
use factors::Factor;
use portfolio::Portfolios;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "factor-momentum",
    group: Group::Breadth,
    name: Term::new("Momentum factor", "动量因子", "動能因子"),
    unit: Unit::Percent,
    method: Term::new(
        "Day's return of the best fifth of shares over 12 months (less the last) over the worst",
        "过去12个月(剔除最近1个月)涨幅最高五分之一减最低五分之一的当日收益",
        "過去12個月(剔除最近1個月)漲幅最高五分之一減最低五分之一的當日報酬",
    ),
    source: "Jegadeesh and Titman 1993, Journal of Finance 48(1); Daniel and Moskowitz 2016, Journal of Financial Economics 122(2)",
    is_model: false,
    subjects: Subjects::Market,
    needs_universe: true,
    chains: |_| Vec::new(),
    series: |_| {
        let others = factors::SERIES.into_iter();
        [INDEX, FUND]
            .into_iter()
            .chain(others)
            .map(str::to_owned)
            .collect()
    },
    compute,
};

/// Observations of a year, the past of a z-score.
const YEAR: usize = 252;

/// Sigmas from which a day is an event.
const EVENT: f64 = 3.0;

const IS_EVENT: Notice = Notice::new(
    "Sigma event: the day is three or more deviations from its mean",
    "西格玛事件：当日偏离均值三个标准差以上",
    "西格瑪事件：當日偏離均值三個標準差以上",
);

const WORST_OF_ALL: Notice = Notice::new(
    "The worst day on record",
    "有记录以来最差的一天",
    "有紀錄以來最差的一天",
);

const WORST_OF_FIVE: Notice = Notice::new(
    "The worst day of five years",
    "五年来最差的一天",
    "五年來最差的一天",
);

const WORST_OF_ONE: Notice = Notice::new(
    "The worst day of a year",
    "一年来最差的一天",
    "一年來最差的一天",
);

const CRASH_STATE: Notice = Notice::new(
    "Crash-risk state: the market is below its level of 24 months ago and its variance is high",
    "动量崩溃风险状态：大盘低于24个月前水平且方差偏高",
    "動能崩盤風險狀態：大盤低於24個月前水準且變異數偏高",
);

const LOSERS_LEAD: Notice = Notice::new(
    "Losers' beta is more than 0.5 above the winners': a rebound would hurt momentum",
    "输家贝塔比赢家高出0.5以上：大盘反弹将重创动量",
    "輸家Beta比贏家高出0.5以上：大盤反彈將重創動能",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let grid = Grid::new(known, portfolio::NEED + 1)?;
    let rules = settings.factor_momentum;
    let portfolios = Portfolios::new(&grid, rules.daily);
    let history = portfolios.returns();
    let headline = assemble::headline(&INDICATOR, history, settings.percentile_window);
    let (Some(mut reading), Some(today)) = (headline, portfolios.last()) else {
        return Err(vec![grid.too_short()]);
    };
    let crash = Crash::new(&grid, today);
    let pairs = factors::pairs(known);
    let momentum = Factor::new(INDICATOR.name, reading.history.clone());
    reading.facts = tables::facts(&momentum, &crash);
    let high_beta = Factor::new(factors::HIGH_BETA, portfolios.high_beta());
    let shown: Vec<&Factor> = [&momentum, &high_beta]
        .into_iter()
        .chain(&pairs.factors)
        .collect();
    reading.tables = vec![tables::factors(&shown), tables::sides(&grid, today)];
    reading.notices = notices(&momentum.values(), &crash);
    reading.assumptions = assumptions(rules.daily, today);
    let used = [&grid.index].into_iter().chain(&pairs.used);
    let used = used.chain(grid.members.iter().map(|member| &member.series));
    reading.inputs = unique(used);
    reading.missing.extend(pairs.missing);
    Ok(reading)
}

/// Each series once: the fund that stands for the index may be half of a pair, too.
fn unique<'a>(used: impl Iterator<Item = &'a Observed<'a>>) -> Vec<InputUse> {
    let mut inputs: Vec<InputUse> = Vec::new();
    for input in used.filter_map(Observed::used) {
        if !inputs.iter().any(|known| known.series == input.series) {
            inputs.push(input);
        }
    }
    inputs
}

fn assumptions(daily: bool, today: &portfolio::Day) -> Vec<Assumption> {
    let every = if daily { 1.0 } else { assemble::MONTH as f64 };
    vec![
        assumption(
            Term::new(
                "Rebalanced every so many days, about",
                "再平衡间隔(约，日)",
                "再平衡間隔(約，日)",
            ),
            every,
            Unit::Days,
        ),
        assumption(
            Term::new(
                "Part of the shares on each side",
                "多空各占比例",
                "多空各占比例",
            ),
            today.part,
            Unit::Fraction,
        ),
    ]
}

fn notices(values: &[f64], crash: &Crash) -> Vec<Notice> {
    let surprise = stats::surprise(values, YEAR);
    let event = surprise.is_some_and(|surprise| surprise.z_score.abs() >= EVENT);
    let worst = |days: usize| values.len() >= days && factors::rank(values, days) == Some(1);
    let record = if values.len() >= YEAR && factors::rank(values, values.len()) == Some(1) {
        Some(WORST_OF_ALL)
    } else if worst(5 * YEAR) {
        Some(WORST_OF_FIVE)
    } else {
        worst(YEAR).then_some(WORST_OF_ONE)
    };
    [
        event.then_some(IS_EVENT),
        record,
        crash.is_state().then_some(CRASH_STATE),
        crash.losers_lead().then_some(LOSERS_LEAD),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The sum of the last values of a history, where there are enough.
fn sum_of_last(values: &[f64], days: usize) -> Option<f64> {
    let from = values.len().checked_sub(days)?;
    Some(values.get(from..)?.iter().sum())
}

#[cfg(test)]
mod tests;
