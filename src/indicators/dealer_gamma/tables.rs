//! Gamma by strike, by expiry and by level, and what stands out of it.

use jiff::civil::Date;

use crate::indicators::assemble::{day, fact, number, signed};
use crate::indicators::labels;
use crate::model::{Cell, Curve, Fact, Figure, Plot, Quantity, Table, Term, Unit};

use super::exposure::{Book, Sum};
use super::{BILLION, State};

/// Strikes of the table, those with most gamma.
const STRIKES: usize = 15;

/// Moves of the underlying that gamma is told after, in per cent.
const MOVES: [i32; 11] = [-7, -5, -3, -2, -1, 0, 1, 2, 3, 5, 7];

/// How far around the spot the pictures reach, as a share of it, and in how many steps.
const PICTURE: (f64, usize) = (0.12, 96);

const SPOT: Term = Term::new("Spot", "现货", "現貨");
const FLIP: Term = Term::new("Flip", "翻转点", "翻轉點");
const CALL_WALL: Term = Term::new("Call wall", "看涨墙", "買權牆");
const PUT_WALL: Term = Term::new("Put wall", "看跌墙", "賣權牆");
const CALLS: Term = Term::new("Calls", "看涨", "買權");
const PUTS: Term = Term::new("Puts", "看跌", "賣權");
const NET: Term = Term::new("Net", "净额", "淨額");
const STRIKE: Term = Term::new("Strike", "行权价", "履約價");
const EXPIRY: Term = Term::new("Expiry", "到期日", "到期日");
const BY_STRIKE: Term = Term::new(
    "Gamma by strike, USD for 1%",
    "各行权价伽马(每1%，美元)",
    "各履約價Gamma(每1%，美元)",
);
const BY_LEVEL: Term = Term::new(
    "Gamma if the index moves, USD for 1%",
    "指数变动后的伽马(每1%，美元)",
    "指數變動後的Gamma(每1%，美元)",
);

/// The flip and what surrounds it.
pub(super) fn facts(state: &State) -> Vec<Fact> {
    let (spot, book) = (state.spot, &state.book);
    let [calls, puts] = sides(book, spot);
    let later = book
        .next_expiry()
        .map(|next| book.only(|one| one.expiry > next));
    let rest = later.filter(|rest| !rest.positions.is_empty());
    let total_of = |rest: &Book| rest.total(spot) / BILLION;
    let (call_wall, put_wall) = walls(&by_strike(book, spot));
    vec![
        fact(labels::STATE, Cell::Word(state.regime().name())),
        fact(
            Term::new("Flip level", "翻转点", "翻轉點"),
            number(state.flip, Unit::Price),
        ),
        fact(
            Term::new("Spot over the flip", "现货距翻转点", "現貨距翻轉點"),
            signed(state.flip.map(|flip| spot / flip - 1.0), Unit::Fraction),
        ),
        fact(
            Term::new("Gamma of calls", "看涨伽马", "買權Gamma"),
            signed(calls / BILLION, Unit::UsdBn),
        ),
        fact(
            Term::new("Gamma of puts", "看跌伽马", "賣權Gamma"),
            signed(puts / BILLION, Unit::UsdBn),
        ),
        fact(CALL_WALL, number(call_wall, Unit::Price)),
        fact(PUT_WALL, number(put_wall, Unit::Price)),
        fact(
            Term::new("Next expiry", "最近到期日", "最近到期日"),
            day(book.next_expiry()),
        ),
        fact(
            Term::new(
                "Gamma without the next expiry",
                "剔除最近到期后的伽马",
                "剔除最近到期後的Gamma",
            ),
            signed(rest.as_ref().map(total_of), Unit::UsdBn),
        ),
        fact(
            Term::new(
                "Flip without the next expiry",
                "剔除最近到期后的翻转点",
                "剔除最近到期後的翻轉點",
            ),
            number(rest.and_then(|rest| rest.flip(spot)), Unit::Price),
        ),
        fact(SPOT, number(spot, Unit::Price)),
    ]
}

/// By strike, by expiry, by level.
pub(super) fn tables(state: &State) -> Vec<Table> {
    vec![strikes(state), expiries(state), levels(state)]
}

/// Gamma by strike with its marks, and its course with the level.
pub(super) fn plots(state: &State) -> Vec<Plot> {
    let (spot, (reach, steps)) = (state.spot, PICTURE);
    let all = by_strike(&state.book, spot);
    let near = all
        .iter()
        .filter(|sum| (sum.key / spot - 1.0).abs() <= reach);
    let (call_wall, put_wall) = walls(&all);
    let marks = |more: &[(Term, Option<f64>)]| -> Vec<(Term, f64)> {
        let named = [(SPOT, Some(spot)), (FLIP, state.flip)];
        let all = named.into_iter().chain(more.iter().copied());
        all.filter_map(|(name, level)| Some((name, level?)))
            .collect()
    };
    let at = |step: usize| spot * (1.0 - reach + 2.0 * reach * step as f64 / steps as f64);
    let course = (0..=steps).map(|step| (at(step), state.book.total(at(step)) / BILLION));
    vec![
        Plot {
            title: BY_STRIKE,
            figure: Figure::Bars {
                across: (STRIKE, Unit::Price),
                unit: Unit::UsdBn,
                bars: near.map(|sum| (sum.key, sum.net() / BILLION)).collect(),
                marks: marks(&[(CALL_WALL, call_wall), (PUT_WALL, put_wall)]),
            },
        },
        Plot {
            title: BY_LEVEL,
            figure: Figure::Curves {
                across: (labels::LEVEL, Unit::Price),
                unit: Unit::UsdBn,
                curves: vec![Curve {
                    name: NET,
                    points: course.collect(),
                }],
                marks: marks(&[]),
            },
        },
    ]
}

fn sides(book: &Book, spot: f64) -> [f64; 2] {
    let all = book.grouped(spot, |_| (), |(), ()| std::cmp::Ordering::Equal);
    all.first().map_or([0.0; 2], |sum| [sum.calls, sum.puts])
}

fn by_strike(book: &Book, spot: f64) -> Vec<Sum<f64>> {
    book.grouped(spot, |one| one.strike, f64::total_cmp)
}

/// The strikes with most gamma above and below zero.
fn walls(sums: &[Sum<f64>]) -> (Option<f64>, Option<f64>) {
    let by_net = |a: &&Sum<f64>, b: &&Sum<f64>| a.net().total_cmp(&b.net());
    let highest = sums.iter().max_by(by_net).filter(|sum| sum.net() > 0.0);
    let lowest = sums.iter().min_by(by_net).filter(|sum| sum.net() < 0.0);
    (highest.map(|sum| sum.key), lowest.map(|sum| sum.key))
}

fn strikes(state: &State) -> Table {
    let mut largest = by_strike(&state.book, state.spot);
    largest.sort_by(|a, b| b.net().abs().total_cmp(&a.net().abs()));
    largest.truncate(STRIKES);
    largest.sort_by(|a, b| a.key.total_cmp(&b.key));
    let row = |sum: &Sum<f64>| {
        vec![
            number(sum.key, Unit::Price),
            signed(sum.key / state.spot - 1.0, Unit::Fraction),
            signed(sum.calls / BILLION, Unit::UsdBn),
            signed(sum.puts / BILLION, Unit::UsdBn),
            signed(sum.net() / BILLION, Unit::UsdBn),
        ]
    };
    Table {
        title: BY_STRIKE,
        columns: vec![STRIKE, labels::DISTANCE, CALLS, PUTS, NET],
        rows: largest.iter().map(row).collect(),
    }
}

fn expiries(state: &State) -> Table {
    let sums = state.book.grouped(state.spot, |one| one.expiry, Date::cmp);
    let row = |sum: &Sum<Date>| {
        vec![
            Cell::Date(sum.key),
            signed(sum.calls / BILLION, Unit::UsdBn),
            signed(sum.puts / BILLION, Unit::UsdBn),
            signed(sum.net() / BILLION, Unit::UsdBn),
            signed(sum.net() / state.total, Unit::Fraction),
        ]
    };
    Table {
        title: Term::new(
            "Gamma by expiry, USD for 1%",
            "各到期日伽马(每1%，美元)",
            "各到期日Gamma(每1%，美元)",
        ),
        columns: vec![
            EXPIRY,
            CALLS,
            PUTS,
            NET,
            Term::new("Of the total", "占总额", "占總額"),
        ],
        rows: sums.iter().map(row).collect(),
    }
}

fn levels(state: &State) -> Table {
    let row = |percent: i32| {
        let change = f64::from(percent) / 100.0;
        let level = state.spot * (1.0 + change);
        vec![
            Cell::Signed(Quantity {
                value: change,
                unit: Unit::Fraction,
            }),
            number(level, Unit::Price),
            signed(state.book.total(level) / BILLION, Unit::UsdBn),
        ]
    };
    Table {
        title: BY_LEVEL,
        columns: vec![labels::CHANGE, labels::LEVEL, NET],
        rows: MOVES.into_iter().map(row).collect(),
    }
}
