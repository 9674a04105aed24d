//! Jobs and prices of the United States: payrolls, the Sahm rule, core inflation.
//!
//! Headline: the mean of the last three monthly changes of payrolls, in thousands. Sources: Bureau
//! of Labor Statistics; Sahm 2019 (The Hamilton Project) and the notes of FRED's SAHMREALTIME for
//! the rule: the three-month mean of the unemployment rate less the lowest such mean of the twelve
//! months before, the present one excluded. Inflation is of core prices over 3 and 6 months at a
//! yearly rate, and over the year. A month never published (October 2025) stays a gap. Figures are
//! those known on the day asked for where the store knows when each was published.

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, assumption, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::settings::Settings;

mod months;
mod sahm;
mod tables;

use months::Months;
use sahm::Sahm;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "labour-inflation",
    group: Group::Macro,
    name: Term::new("Payrolls, 3-month mean", "非农三月均值", "非農三月均值"),
    unit: Unit::Thousands,
    method: Term::new(
        "Mean of three monthly changes of payrolls; Sahm rule; core inflation at a yearly rate",
        "非农就业月增三月均值；萨姆法则；核心通胀年化率",
        "非農就業月增三月均值；薩姆法則；核心通膨年化率",
    ),
    source: "Bureau of Labor Statistics; Sahm 2019, The Hamilton Project; FRED SAHMREALTIME",
    is_model: false,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| {
        [PAYROLLS, UNEMPLOYMENT, CORE_CPI, CORE_PCE]
            .map(str::to_owned)
            .into()
    },
    compute,
};

const PAYROLLS: &str = "PAYEMS";
const UNEMPLOYMENT: &str = "UNRATE";
const CORE_CPI: &str = "CPILFESL";
const CORE_PCE: &str = "PCEPILFE";

const THREE_MONTH_MEAN: Term = Term::new("3-month mean", "三月均值", "三月均值");

/// Thousands a month below which hiring is called weak.
const WEAK: f64 = 50.0;

/// The Federal Reserve's aim for inflation, per cent a year.
const AIM: f64 = 2.0;

const IS_WEAK: Notice = Notice::new(
    "Hiring is weak: fewer than 50 thousand a month over three months",
    "就业疲弱：三个月平均月增不足5万",
    "就業疲弱：三個月平均月增不足5萬",
);

const TRIGGERED: Notice = Notice::new(
    "The Sahm rule has triggered: unemployment is half a point above its low of a year",
    "萨姆法则已触发：失业率较过去一年低点高出0.5个百分点",
    "薩姆法則已觸發：失業率較過去一年低點高出0.5個百分點",
);

const GAP: Notice = Notice::new(
    "A month of the last year was never published: means leave it out, rates that begin or end with it are empty",
    "过去一年有月份从未公布：均值不计该月，以其为起讫的年化率留空",
    "過去一年有月份從未公布：均值不計該月，以其為起訖的年化率留空",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let payrolls = known
        .require(PAYROLLS, 4)
        .map_err(|missing| vec![missing])?;
    let jobs = Months::new(payrolls.bars);
    let history = jobs.iter();
    let history = history.filter_map(|(at, day, _)| Some((day, mean_change(&jobs, at)?)));
    let window = settings.percentile_window;
    let reading = assemble::seldom(&INDICATOR, history.collect(), window, 1);
    let Some(mut reading) = reading else {
        return Err(vec![Missing {
            input: PAYROLLS.to_owned(),
            reason: MissingReason::TooShort { have: 0, need: 1 },
        }]);
    };
    let mut used = vec![payrolls];
    let mut take = |id: &'static str| match known.require(id, 2) {
        Ok(found) => {
            used.push(found);
            Some(Months::new(found.bars))
        }
        Err(missing) => {
            reading.missing.push(missing);
            None
        }
    };
    let rates = take(UNEMPLOYMENT).unwrap_or_default();
    let prices = [CORE_CPI, CORE_PCE].map(|id| (id, take(id).unwrap_or_default()));
    let rule = sahm::history(&rates);
    reading.facts = facts(&jobs, &rates, rule.last());
    reading.facts.extend(price_facts(&prices));
    reading.tables = vec![
        tables::inflation(&prices),
        tables::payrolls(&jobs),
        tables::sahm(&rule),
    ];
    reading.assumptions = assumptions();
    reading.notices = notices(&reading, rule.last(), [&jobs, &rates, &prices[0].1]);
    reading.inputs = used.iter().filter_map(Observed::used).collect();
    Ok(reading)
}

/// The mean of the last three monthly changes, in thousands.
fn mean_change(jobs: &Months, at: usize) -> Option<f64> {
    Some((jobs.at(at)? - jobs.before(at, 3)?) / 3.0)
}

fn facts(jobs: &Months, rates: &Months, rule: Option<&Sahm>) -> Vec<Fact> {
    let last = jobs.iter().next_back();
    let change = last.and_then(|(at, _, level)| Some(level - jobs.before(at, 1)?));
    let rate = rates.iter().next_back().map(|(_, _, rate)| rate);
    vec![
        fact(
            Term::new("Payrolls, last month", "最近一月非农", "最近一月非農"),
            signed(change, Unit::Thousands),
        ),
        fact(
            Term::new("Unemployment rate", "失业率", "失業率"),
            number(rate, Unit::Percent),
        ),
        fact(
            Term::new("Sahm rule, points", "萨姆法则(百分点)", "薩姆法則(百分點)"),
            signed(rule.map(Sahm::gap), Unit::Ratio),
        ),
        fact(
            Term::new("Triggered", "是否触发", "是否觸發"),
            rule.map_or(Cell::Empty, |rule| {
                Cell::Word(if rule.is_triggered() {
                    Term::new("yes", "是", "是")
                } else {
                    Term::new("no", "否", "否")
                })
            }),
        ),
    ]
}

/// Three months at a yearly rate and the year, of each index.
fn price_facts(prices: &[(&'static str, Months); 2]) -> Vec<Fact> {
    let labels = [
        (
            Term::new(
                "Core CPI, 3 months annualised",
                "核心CPI三月年化",
                "核心CPI三月年化",
            ),
            Term::new("Core CPI, year on year", "核心CPI同比", "核心CPI年增率"),
        ),
        (
            Term::new(
                "Core PCE, 3 months annualised",
                "核心PCE三月年化",
                "核心PCE三月年化",
            ),
            Term::new("Core PCE, year on year", "核心PCE同比", "核心PCE年增率"),
        ),
    ];
    let rates = |((_, index), (quarter, year)): (&(&str, Months), (Term, Term))| {
        let last = index.iter().next_back().map(|(at, ..)| at);
        let rate = |months| {
            number(
                last.and_then(|at| index.annualised(at, months)),
                Unit::Yield,
            )
        };
        [fact(quarter, rate(3)), fact(year, rate(12))]
    };
    prices.iter().zip(labels).flat_map(rates).collect()
}

fn assumptions() -> Vec<crate::model::Assumption> {
    vec![
        assumption(
            Term::new("Weak below", "疲弱线", "疲弱線"),
            WEAK,
            Unit::Thousands,
        ),
        assumption(
            Term::new(
                "Sahm trigger, points",
                "萨姆触发线(百分点)",
                "薩姆觸發線(百分點)",
            ),
            sahm::TRIGGER,
            Unit::Ratio,
        ),
        assumption(
            Term::new("Aim for inflation", "通胀目标", "通膨目標"),
            AIM,
            Unit::Percent,
        ),
    ]
}

fn notices(reading: &Reading, rule: Option<&Sahm>, of_year: [&Months; 3]) -> Vec<Notice> {
    let has_gap = |months: &&Months| {
        let last = months.iter().next_back();
        last.is_some_and(|(at, ..)| months.has_gap(at, at.min(12)))
    };
    let conditions = [
        (reading.value.is_some_and(|mean| mean < WEAK), IS_WEAK),
        (rule.is_some_and(Sahm::is_triggered), TRIGGERED),
        (of_year.iter().any(has_gap), GAP),
    ];
    let said = conditions.into_iter().filter(|(is_so, _)| *is_so);
    said.map(|(_, notice)| notice).collect()
}
