//! The forms of skew, its course over maturities, and the smile then and now.

use crate::indicators::assemble::{fact, number, signed};
use crate::indicators::labels;
use crate::indicators::options::{Rates, Smile};
use crate::model::{Cell, Curve, Fact, Figure, OptionChain, Percentile, Plot, Table, Term, Unit};

use super::{Skew, TENOR, at_tenor, smiles};

/// Maturities of the table, in days.
const TENORS: [f64; 4] = [30.0, 60.0, 91.0, 182.0];

/// Rows of the smile: what the delta is called, and the call's delta of the forward.
const DELTAS: [(&str, f64); 7] = [
    ("10Δ put", 0.90),
    ("25Δ put", 0.75),
    ("40Δ put", 0.60),
    ("50Δ", 0.50),
    ("40Δ call", 0.40),
    ("25Δ call", 0.25),
    ("10Δ call", 0.10),
];

/// Points of a drawn smile.
const POINTS: usize = 60;

/// Deltas between which a smile is drawn.
const DRAWN: (f64, f64) = (0.97, 0.03);

const ATM: Term = Term::new("At the forward", "远期平值", "遠期價平");
const PUT_SKEW: Term = Term::new("Put skew", "看跌偏斜", "賣權偏斜");
const CALL_SKEW: Term = Term::new("Call skew", "看涨偏斜", "買權偏斜");
const REVERSAL: Term = Term::new(
    "Risk reversal, 25-delta call less put",
    "25Delta风险逆转(看涨减看跌)",
    "25Delta風險逆轉(買權減賣權)",
);
const IMPLIED: Term = Term::new("Implied volatility", "隐含波动率", "隱含波動率");
const A_MONTH_AGO: Term = Term::new("A month ago", "一个月前", "一個月前");
const NOW: Term = Term::new("Now", "现在", "現在");
const SMILE: Term = Term::new(
    "Smile of the expiry nearest to 30 days",
    "距30日最近到期日的波动率微笑",
    "距30日最近到期日的波動率微笑",
);

/// The other forms of the headline; `ranks` are those of call skew and risk reversal.
pub(super) fn facts(now: &Skew, ranks: [Option<Percentile>; 2]) -> Vec<Fact> {
    let points = |volatility: f64| number(100.0 * volatility, Unit::VolPoints);
    let [calls, reversals] = ranks.map(|rank| number(rank.map(|rank| rank.value), Unit::Percent));
    vec![
        fact(
            Term::new("25-delta put", "25Delta看跌", "25Delta賣權"),
            points(now.put),
        ),
        fact(ATM, points(now.money)),
        fact(
            Term::new("25-delta call", "25Delta看涨", "25Delta買權"),
            points(now.call),
        ),
        fact(CALL_SKEW, number(now.call_skew(), Unit::Ratio)),
        fact(
            Term::new(
                "Percentile of call skew",
                "看涨偏斜百分位",
                "買權偏斜百分位",
            ),
            calls,
        ),
        fact(REVERSAL, signed(100.0 * now.reversal(), Unit::VolPoints)),
        fact(
            Term::new(
                "Percentile of the risk reversal",
                "风险逆转百分位",
                "風險逆轉百分位",
            ),
            reversals,
        ),
        fact(
            Term::new(
                "Normalised skew, put less call over 50-delta",
                "标准化偏斜(看跌减看涨，除以50Delta)",
                "標準化偏斜(賣權減買權，除以50Delta)",
            ),
            number(now.normalised(), Unit::Ratio),
        ),
        fact(
            Term::new("Butterfly, 25-delta", "25Delta蝶式", "25Delta蝶式"),
            signed(100.0 * now.butterfly(), Unit::VolPoints),
        ),
    ]
}

/// A chain, the one of a month before, and their smiles nearest to the headline's maturity.
pub(super) struct View<'a> {
    chain: &'a OptionChain,
    rate: f64,
    paid: f64,
    now: Option<Smile>,
    before: Option<Smile>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        chain: &'a OptionChain,
        before: Option<&OptionChain>,
        rates: &Rates<'_>,
        paid: f64,
    ) -> Self {
        let nearest = |chain: &OptionChain| {
            let away = |smile: &Smile| (365.0 * smile.years - TENOR).abs();
            let all = smiles(chain, rates.at(chain.date()), paid).map(|(_, smile)| smile);
            all.min_by(|a, b| away(a).total_cmp(&away(b)))
        };
        Self {
            chain,
            rate: rates.at(chain.date()),
            paid,
            now: nearest(chain),
            before: before.and_then(nearest),
        }
    }

    pub(super) fn tables(&self) -> Vec<Table> {
        vec![self.tenors(), self.smile()]
    }

    fn tenors(&self) -> Table {
        let row = |days: f64| {
            let skew = at_tenor(self.chain, self.rate, self.paid, days);
            let of = |value: fn(&Skew) -> f64| skew.as_ref().map(value);
            vec![
                number(days, Unit::Days),
                number(of(|skew| 100.0 * skew.money), Unit::VolPoints),
                number(of(Skew::put_skew), Unit::Ratio),
                number(of(Skew::call_skew), Unit::Ratio),
                signed(of(|skew| 100.0 * skew.reversal()), Unit::VolPoints),
            ]
        };
        Table {
            title: Term::new("By maturity", "按期限", "按期限"),
            columns: vec![labels::HORIZON, ATM, PUT_SKEW, CALL_SKEW, REVERSAL],
            rows: TENORS.into_iter().map(row).collect(),
        }
    }

    fn smile(&self) -> Table {
        let at = |smile: &Option<Smile>, delta: f64| {
            let smile = smile.as_ref()?;
            let strike = smile.strike(delta)?;
            Some((
                strike,
                strike / smile.forward - 1.0,
                smile.volatility(strike)?,
            ))
        };
        let row = |(name, delta): (&str, f64)| {
            let now = at(&self.now, delta);
            let before = at(&self.before, delta);
            vec![
                Cell::Text(name.to_owned()),
                number(now.map(|found| found.0), Unit::Price),
                signed(now.map(|found| found.1), Unit::Fraction),
                number(now.map(|found| 100.0 * found.2), Unit::VolPoints),
                number(before.map(|found| 100.0 * found.2), Unit::VolPoints),
            ]
        };
        Table {
            title: SMILE,
            columns: vec![
                Term::new("Delta", "Delta", "Delta"),
                Term::new("Strike", "行权价", "履約價"),
                Term::new("From the forward", "距远期", "距遠期"),
                IMPLIED,
                A_MONTH_AGO,
            ],
            rows: DELTAS.into_iter().map(row).collect(),
        }
    }

    /// The smile now and a month ago, over the distance from the forward.
    pub(super) fn plots(&self) -> Vec<Plot> {
        let drawn = [(NOW, &self.now), (A_MONTH_AGO, &self.before)];
        let curves = drawn.into_iter().filter_map(|(name, smile)| {
            let points = points(smile.as_ref()?);
            (points.len() > 1).then_some(Curve { name, points })
        });
        let curves: Vec<Curve> = curves.collect();
        if curves.is_empty() {
            return Vec::new();
        }
        vec![Plot {
            title: SMILE,
            figure: Figure::Curves {
                across: (
                    Term::new("From the forward", "距远期", "距遠期"),
                    Unit::Fraction,
                ),
                unit: Unit::VolPoints,
                curves,
                marks: vec![(ATM, 0.0)],
            },
        }]
    }
}

/// A smile from far puts to far calls, as distances from the forward and points of volatility.
fn points(smile: &Smile) -> Vec<(f64, f64)> {
    let low = smile.strike(DRAWN.0).unwrap_or(smile.strikes.0);
    let high = smile.strike(DRAWN.1).unwrap_or(smile.strikes.1);
    let strikes = (0..=POINTS).map(|step| low + (high - low) * step as f64 / POINTS as f64);
    let point = |strike: f64| {
        let volatility = smile.volatility(strike)?;
        Some((strike / smile.forward - 1.0, 100.0 * volatility))
    };
    strikes.filter_map(point).collect()
}
