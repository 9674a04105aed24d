//! The sleeves, and what other markets or targets would make of the portfolio.

use crate::indicators::assemble::{self, MONTH, fact, number, signed};
use crate::indicators::labels;
use crate::indicators::math::erc;
use crate::indicators::settings::RiskParity;
use crate::model::{Cell, Fact, Reading, Table, Term, Unit};

use super::history;
use super::model::{self, Day, Matrix, SLEEVES, leverage};

/// The targets of the index family.
const TARGETS: [f64; 4] = [0.08, 0.10, 0.12, 0.15];

/// The correlation of equities and Treasuries in the worst case shown.
const STRESSED: f64 = 0.3;

const GROSS: Term = Term::new("Gross", "总敞口", "總曝險");
const NOTIONAL: Term = Term::new("Notional", "名义敞口", "名目曝險");

/// Values beside the headline.
pub(super) fn facts(
    days: &[Day],
    today: &Day,
    reading: &Reading,
    rules: &RiskParity,
    window: usize,
) -> Vec<Fact> {
    let [equities, ..] = today.notionals();
    let place = assemble::percentile(&equity(days), window);
    let usd = |change: Option<f64>| {
        let flow = change.map(|change| change * rules.assets_usd_bn);
        signed(flow, Unit::UsdBn)
    };
    vec![
        fact(
            Term::new(
                "Volatility before leverage",
                "加杠杆前波动率",
                "加槓桿前波動率",
            ),
            number(100.0 * today.volatility(), Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Correlation of equities and Treasuries, 63 days",
                "股债相关性(63日)",
                "股債相關性(63日)",
            ),
            signed(today.stocks_bonds(), Unit::Ratio),
        ),
        fact(
            Term::new("Equity sleeve", "股票部分敞口", "股票部位曝險"),
            number(equities, Unit::Multiple),
        ),
        fact(
            Term::new("Its percentile", "其百分位", "其百分位"),
            number(place.map(|place| place.value), Unit::Percent),
        ),
        fact(
            Term::new("Flow over 1 day", "1日资金流", "1日資金流"),
            usd(reading.change_1d),
        ),
        fact(
            Term::new("Flow over 21 days", "21日资金流", "21日資金流"),
            usd(reading.change_1m),
        ),
    ]
}

/// One row a sleeve: weight, notional and its place, the month's change, volatility, share of risk.
pub(super) fn sleeves(days: &[Day], today: &Day, window: usize) -> Table {
    let month = days
        .len()
        .checked_sub(MONTH + 1)
        .and_then(|at| days.get(at));
    let mut rows = Vec::with_capacity(SLEEVES.len());
    let of_today = today.notionals().into_iter().zip(today.volatilities());
    let risk = today.parity.weights.into_iter().zip(today.parity.shares);
    for (at, (((sleeve, (notional, volatility)), (weight, share)), before)) in SLEEVES
        .iter()
        .zip(of_today)
        .zip(risk)
        .zip(month.map_or([f64::NAN; 4], Day::notionals))
        .enumerate()
    {
        let own = history(days, |day| {
            day.notionals().get(at).copied().unwrap_or(f64::NAN)
        });
        let place = assemble::percentile(&own, window);
        rows.push(vec![
            Cell::Word(sleeve.name),
            Cell::Text(sleeve.series.to_owned()),
            number(weight, Unit::Fraction),
            number(notional, Unit::Multiple),
            number(place.map(|place| place.value), Unit::Percent),
            signed(notional - before, Unit::Multiple),
            number(100.0 * volatility, Unit::VolPoints),
            number(share, Unit::Fraction),
        ]);
    }
    Table {
        title: Term::new("Sleeves", "各类资产", "各類資產"),
        columns: vec![
            Term::new("Asset class", "资产类别", "資產類別"),
            Term::new("Fund", "代表基金", "代表基金"),
            Term::new("Weight", "权重", "權重"),
            NOTIONAL,
            labels::PERCENTILE,
            Term::new("Change, 21 days", "21日变动", "21日變動"),
            Term::new("Volatility", "波动率", "波動率"),
            Term::new("Share of risk", "风险占比", "風險占比"),
        ],
        rows,
    }
}

/// Gross after a change of all volatilities, the last also with equities and Treasuries together.
pub(super) fn stress(today: &Day, rules: &RiskParity) -> Table {
    let row = |name: Term, covariance: &Matrix| {
        let parity = erc::equal_risk(covariance, Some(today.parity.start));
        let gross = parity.map(|parity| leverage(parity.variance.sqrt(), rules.target, rules.cap));
        let change = gross.map(|gross| gross - today.gross);
        vec![
            Cell::Word(name),
            number(gross, Unit::Multiple),
            signed(
                change.map(|change| change * rules.assets_usd_bn),
                Unit::UsdBn,
            ),
        ]
    };
    let times = |factor: f64| {
        today
            .covariance
            .map(|row| row.map(|value| value * factor * factor))
    };
    Table {
        title: Term::new("If markets change", "若市场变化", "若市場變化"),
        columns: vec![
            Term::new("Case", "情景", "情境"),
            GROSS,
            Term::new("Flow, USD bn", "资金流(十亿美元)", "資金流(十億美元)"),
        ],
        rows: vec![
            row(
                Term::new(
                    "all volatilities -25%",
                    "各资产波动率-25%",
                    "各資產波動率-25%",
                ),
                &times(0.75),
            ),
            row(
                Term::new(
                    "all volatilities +25%",
                    "各资产波动率+25%",
                    "各資產波動率+25%",
                ),
                &times(1.25),
            ),
            row(
                Term::new(
                    "all volatilities +50%",
                    "各资产波动率+50%",
                    "各資產波動率+50%",
                ),
                &times(1.5),
            ),
            row(
                Term::new(
                    "+50%, and equities and Treasuries at +0.3",
                    "+50%，且股债相关性为+0.3",
                    "+50%，且股債相關性為+0.3",
                ),
                &together(times(1.5)),
            ),
        ],
    }
}

/// The matrix with the stressed correlation of the first two sleeves.
pub(super) fn together(mut covariance: Matrix) -> Matrix {
    let [stocks, bonds, ..] = model::volatilities(&covariance);
    let [[_, above, ..], [below, ..], ..] = &mut covariance;
    *above = STRESSED * stocks * bonds;
    *below = *above;
    covariance
}

/// Gross for each target of the index family.
pub(super) fn targets(today: &Day, rules: &RiskParity) -> Table {
    let row = |target: f64| {
        vec![
            number(target, Unit::Fraction),
            number(
                leverage(today.volatility(), target, rules.cap),
                Unit::Multiple,
            ),
        ]
    };
    Table {
        title: Term::new("By target", "各目标波动率", "各目標波動率"),
        columns: vec![labels::TARGET, GROSS],
        rows: TARGETS.map(row).into(),
    }
}

fn equity(days: &[Day]) -> Vec<(jiff::civil::Date, f64)> {
    history(days, |day| {
        let [equities, ..] = day.notionals();
        equities
    })
}
