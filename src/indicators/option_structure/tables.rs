//! Payoff, breakevens, odds and Greeks of a structure.

use crate::indicators::assemble::{fact, number, signed};
use crate::indicators::labels;
use crate::indicators::math::black_scholes::{DAYS_A_YEAR, value};
use crate::model::{Cell, Curve, Fact, Figure, OptionKind, Plot, Table, Term, Unit};

use super::Case;
use super::legs::{self, Leg, contract, payoff};
use super::quoted::Kind;

/// Points of the drawn payoff, and how far it reaches beyond strikes and spot.
const DRAWN: (usize, f64) = (80, 0.06);

/// Moves of the underlying in the table of payoffs, in per cent.
const MOVES: [f64; 9] = [-10.0, -5.0, -3.0, -1.0, 0.0, 1.0, 3.0, 5.0, 10.0];

const PREMIUM: Term = Term::new("Premium", "权利金", "權利金");
const WORTH: Term = Term::new("Worth by the smile", "按微笑定价", "按微笑定價");
const BREAKEVEN: Term = Term::new("Breakeven", "盈亏平衡点", "損益兩平點");
const UPPER_BREAKEVEN: Term = Term::new("Upper breakeven", "上方盈亏平衡点", "上方損益兩平點");
const SPOT: Term = Term::new("Spot", "现货", "現貨");
const PAYOFF: Term = Term::new(
    "Profit at the end, by price of the underlying",
    "到期损益(按标的价格)",
    "到期損益(按標的價格)",
);
const UNLIMITED: Cell = Cell::Word(Term::new("unlimited", "无上限", "無上限"));

/// Everything that one number says.
pub(super) fn facts(case: &Case<'_>) -> Vec<Fact> {
    let mut facts = vec![fact(
        Term::new("Structure", "结构", "結構"),
        Cell::Text(case.quoted.to_string()),
    )];
    facts.extend(prices(case));
    facts.extend(outcomes(case));
    facts.extend(odds(case));
    facts.extend(greeks(case));
    facts
}

fn prices(case: &Case<'_>) -> Vec<Fact> {
    let paid = case.premium.paid;
    let quoted = Some(paid).filter(|_| case.premium.is_quoted);
    // Without a smile or a set volatility the worth would be the quote itself.
    let is_own = case.smile.is_some() || case.set.is_some();
    let worth = case.value().filter(|_| is_own).map(|value| value.price);
    let over = quoted.zip(worth).map(|(quoted, worth)| quoted - worth);
    let spot = case.spot();
    vec![
        fact(PREMIUM, signed(paid, Unit::Price)),
        fact(WORTH, signed(worth, Unit::Price)),
        fact(
            Term::new("Quoted less worth", "报价减定价", "報價減定價"),
            signed(over, Unit::Price),
        ),
        fact(
            Term::new("Premium of the spot", "权利金占现货", "權利金占現貨"),
            signed(spot.map(|spot| paid / spot), Unit::Fraction),
        ),
        fact(
            Term::new(
                "One volatility that explains the quote",
                "报价隐含的单一波动率",
                "報價隱含的單一波動率",
            ),
            number(case.flat().map(|flat| 100.0 * flat), Unit::VolPoints),
        ),
        fact(SPOT, number(spot, Unit::Price)),
    ]
}

fn outcomes(case: &Case<'_>) -> Vec<Fact> {
    let outcome = case.outcome();
    let paid = case.premium.paid;
    let bounded = |most: Option<f64>| most.map_or(UNLIMITED, |most| number(most, Unit::Price));
    let net = outcome.gain.filter(|_| paid > 0.0).map(|gain| gain / paid);
    let gross = case
        .width()
        .filter(|_| paid > 0.0)
        .map(|width| width / paid);
    let first = outcome.breakevens.first().copied();
    let away = first.and_then(|at| Some(at / case.spot()? - 1.0));
    vec![
        fact(
            Term::new("Largest gain", "最大收益", "最大獲利"),
            bounded(outcome.gain),
        ),
        fact(
            Term::new("Largest loss", "最大亏损", "最大虧損"),
            bounded(outcome.loss),
        ),
        fact(
            Term::new("Net payout for the premium", "净赔率", "淨賠率"),
            number(net, Unit::Multiple),
        ),
        fact(
            Term::new("Width over premium", "宽度除以权利金", "寬度除以權利金"),
            number(gross, Unit::Multiple),
        ),
        fact(BREAKEVEN, number(first, Unit::Price)),
        fact(
            UPPER_BREAKEVEN,
            number(outcome.breakevens.get(1).copied(), Unit::Price),
        ),
        fact(
            Term::new(
                "Breakeven from the spot",
                "盈亏平衡点距现货",
                "損益兩平點距現貨",
            ),
            signed(away, Unit::Fraction),
        ),
        fact(
            Term::new(
                "Breakeven in deviations",
                "盈亏平衡点(标准差)",
                "損益兩平點(標準差)",
            ),
            signed(first.and_then(|at| case.deviations(at)), Unit::Sigma),
        ),
    ]
}

/// The odds of the strikes and of any profit, and how far the market expects the price to go.
fn odds(case: &Case<'_>) -> Vec<Fact> {
    let beyond = |strike: f64, kind: OptionKind| {
        let leg = Leg {
            count: 1.0,
            kind,
            strike,
        };
        let volatility = case.volatility(strike)?;
        Some(value(&case.on?, &contract(&leg, case.years()), volatility)?.odds)
    };
    let of = |leg: Option<&Leg>| leg.and_then(|leg| beyond(leg.strike, leg.kind));
    let breakevens = case.outcome().breakevens;
    let upper = breakevens
        .last()
        .and_then(|at| beyond(*at, OptionKind::Call));
    let lower = breakevens
        .first()
        .and_then(|at| beyond(*at, OptionKind::Put));
    let profit = match case.quoted.kind {
        Kind::Straddle | Kind::Strangle => upper.zip(lower).map(|(upper, lower)| upper + lower),
        Kind::PutSpread | Kind::Put => lower,
        Kind::CallSpread | Kind::Call | Kind::RiskReversal => upper,
    };
    let expected = case.forward().and_then(|forward| case.volatility(forward));
    // The mean size of a normal move: √(2/π) deviations.
    let move_of =
        |volatility: f64| (2.0 / std::f64::consts::PI).sqrt() * volatility * case.years().sqrt();
    vec![
        fact(
            Term::new(
                "Odds of ending beyond the first strike",
                "到期越过第一行权价的概率",
                "到期越過第一履約價的機率",
            ),
            number(of(case.legs.first()), Unit::Fraction),
        ),
        fact(
            Term::new(
                "Odds of ending beyond the second strike",
                "到期越过第二行权价的概率",
                "到期越過第二履約價的機率",
            ),
            number(of(case.legs.get(1)), Unit::Fraction),
        ),
        fact(
            Term::new("Odds of a profit", "盈利概率", "獲利機率"),
            number(profit, Unit::Fraction),
        ),
        fact(
            Term::new(
                "Expected move to the end",
                "到期前预期波幅",
                "到期前預期波幅",
            ),
            number(expected.map(move_of), Unit::Fraction),
        ),
    ]
}

fn greeks(case: &Case<'_>) -> Vec<Fact> {
    let worth = case.value();
    let of = |factor: f64, greek: fn(&crate::indicators::math::black_scholes::Value) -> f64| {
        signed(
            worth.as_ref().map(|worth| factor * greek(worth)),
            Unit::Ratio,
        )
    };
    vec![
        fact(Term::same("Delta"), of(1.0, |value| value.delta)),
        fact(Term::same("Gamma"), of(1.0, |value| value.gamma)),
        fact(
            Term::new("Vega, a point", "Vega(每波动率点)", "Vega(每波動率點)"),
            of(0.01, |value| value.vega),
        ),
        fact(
            Term::new("Theta, a day", "Theta(每日)", "Theta(每日)"),
            of(1.0 / DAYS_A_YEAR, |value| value.theta),
        ),
        fact(
            Term::new("Rho, 1% of rate", "Rho(利率1%)", "Rho(利率1%)"),
            of(0.01, |value| value.rho),
        ),
    ]
}

/// The legs, and what the whole pays.
pub(super) fn tables(case: &Case<'_>) -> Vec<Table> {
    vec![of_legs(case), of_payoff(case)]
}

fn of_legs(case: &Case<'_>) -> Table {
    let row = |leg: &Leg| {
        let volatility = case.volatility(leg.strike);
        let found = case
            .on
            .zip(volatility)
            .and_then(|(on, volatility)| value(&on, &contract(leg, case.years()), volatility));
        vec![
            signed(leg.count, Unit::Count),
            Cell::Word(match leg.kind {
                OptionKind::Call => Term::new("call", "看涨", "買權"),
                OptionKind::Put => Term::new("put", "看跌", "賣權"),
            }),
            number(leg.strike, Unit::Price),
            number(
                volatility.map(|volatility| 100.0 * volatility),
                Unit::VolPoints,
            ),
            number(found.map(|found| found.price), Unit::Price),
            signed(found.map(|found| found.delta), Unit::Ratio),
        ]
    };
    Table {
        title: Term::new("Legs", "各腿", "各腿"),
        columns: vec![
            Term::new("Number", "数量", "數量"),
            Term::new("Kind", "类型", "類型"),
            Term::new("Strike", "行权价", "履約價"),
            Term::new("Volatility", "波动率", "波動率"),
            labels::PRICE,
            Term::same("Delta"),
        ],
        rows: case.legs.iter().map(row).collect(),
    }
}

/// Prices that the payoff is told at: moves of the spot, strikes and breakevens.
fn places(case: &Case<'_>) -> Vec<f64> {
    let mut all: Vec<f64> = case.legs.iter().map(|leg| leg.strike).collect();
    all.extend(case.outcome().breakevens);
    if let Some(spot) = case.spot() {
        all.extend(MOVES.map(|percent| spot * (1.0 + percent / 100.0)));
    }
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}

fn of_payoff(case: &Case<'_>) -> Table {
    let row = |at: f64| {
        let pays = payoff(&case.legs, at);
        vec![
            number(at, Unit::Price),
            signed(case.spot().map(|spot| at / spot - 1.0), Unit::Fraction),
            signed(pays, Unit::Price),
            signed(pays - case.premium.paid, Unit::Price),
        ]
    };
    Table {
        title: PAYOFF,
        columns: vec![
            labels::LEVEL,
            labels::DISTANCE,
            Term::new("Pays", "到期支付", "到期支付"),
            Term::new("Profit", "损益", "損益"),
        ],
        rows: places(case).into_iter().map(row).collect(),
    }
}

/// Profit at the end and today, over the price of the underlying.
pub(super) fn plots(case: &Case<'_>) -> Vec<Plot> {
    let (steps, reach) = DRAWN;
    let strikes = case.legs.iter().map(|leg| leg.strike);
    let ends = strikes
        .chain(case.spot())
        .fold((f64::MAX, f64::MIN), |(low, high), at| {
            (low.min(at), high.max(at))
        });
    let (low, high) = (ends.0 * (1.0 - reach), ends.1 * (1.0 + reach));
    let at = |step: usize| low + (high - low) * step as f64 / steps as f64;
    let profit =
        (0..=steps).map(|step| (at(step), payoff(&case.legs, at(step)) - case.premium.paid));
    let today = (0..=steps).filter_map(|step| {
        let on = crate::indicators::math::black_scholes::Underlying {
            price: at(step),
            ..case.on?
        };
        let worth = legs::worth(&case.legs, &on, case.years(), |strike| {
            case.volatility(strike)
        });
        Some((at(step), worth?.price - case.premium.paid))
    });
    let curve = |name: Term, points: Vec<(f64, f64)>| Curve { name, points };
    let curves = [
        curve(Term::new("At the end", "到期", "到期"), profit.collect()),
        curve(Term::new("Today", "今日", "今日"), today.collect()),
    ];
    let breakevens = case.outcome().breakevens.into_iter();
    let marks = breakevens.map(|at| (BREAKEVEN, at));
    let marks = marks.chain(case.spot().map(|spot| (SPOT, spot)));
    vec![Plot {
        title: PAYOFF,
        figure: Figure::Curves {
            across: (labels::LEVEL, Unit::Price),
            unit: Unit::Price,
            curves: curves
                .into_iter()
                .filter(|curve| !curve.points.is_empty())
                .collect(),
            marks: marks.collect(),
        },
    }]
}
