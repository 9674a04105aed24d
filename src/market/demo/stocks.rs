//! Stocks: the market, their trade, momentum, reports, and chance of their own.

use libm::log;

use super::noise::{Noise, hash};
use super::regime::Regime;
use super::universe::{LEVEL_DAYS, STOCKS, Stock};
use super::world::{Shape, Spec, World};

/// How much wider chance is on the day of a company's report.
const REPORT: f64 = 3.2;

/// Days of the look-back of momentum, and of the month it leaves out.
const MOMENTUM: (usize, usize) = (252, 21);

/// Adds every stock. What is peculiar to them sums to nothing over the hundred on each day, so
/// that the index may stand still while they move.
pub(super) fn add(world: &mut World) {
    let scales: Vec<Vec<f64>> = STOCKS.iter().map(|stock| scale(world, stock)).collect();
    let mut moves = drawn(world.seed, &scales);
    for (steps, stock) in moves.iter_mut().zip(&STOCKS) {
        let known = [
            world.mixed(&[("SPX", stock.beta)]),
            world.mixed(stock.group.loads()),
        ];
        for known in known {
            add_all(steps, &known, 1.0);
        }
    }
    add_momentum(world, &mut moves);
    for ((steps, stock), scale) in moves.into_iter().zip(&STOCKS).zip(&scales) {
        add_one(world, stock, steps, scale);
    }
}

fn add_one(world: &mut World, stock: &Stock, steps: Vec<f64>, scale: &[f64]) {
    let mut anchors = vec![(stock.first, stock.levels[0])];
    let later = LEVEL_DAYS.into_iter().zip(stock.levels.into_iter().skip(1));
    anchors.extend(later.filter(|(_, level)| *level > 0.0));
    let spec = Spec {
        id: stock.ticker,
        shape: Shape::Bars(stock.volume),
        decimals: if stock.levels[0] < 15.0 { 3 } else { 2 },
        noise: stock.noise,
        regime: Regime::Peculiar,
        loads: &[],
        anchors: &[],
    };
    world.add_settled(&spec, &anchors, steps, scale);
}

/// The daily chance of a stock, with its four reports a year.
fn scale(world: &World, stock: &Stock) -> Vec<f64> {
    let mut scale = world.scale(stock.noise, Regime::Peculiar);
    // Reports come between the second and the sixth week of each quarter.
    let wait = 9 + hash(stock.ticker) % 20;
    let mut waited = 0;
    let mut quarter = 0;
    for (slot, date) in scale.iter_mut().zip(world.days.dates()) {
        let this = (date.month() - 1) / 3;
        waited = if this == quarter { waited + 1 } else { 0 };
        quarter = this;
        if waited == wait {
            *slot *= REPORT;
        }
    }
    scale
}

/// Chance of every stock on every day, less the mean of the day.
fn drawn(seed: u64, scales: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut moves: Vec<Vec<f64>> = scales
        .iter()
        .zip(&STOCKS)
        .map(|(scale, stock)| {
            let mut noise = Noise::new(seed, stock.ticker);
            scale.iter().map(|daily| daily * noise.shock()).collect()
        })
        .collect();
    let days = moves.first().map_or(0, Vec::len);
    let mut mean = vec![0.0; days];
    for steps in &moves {
        add_all(&mut mean, steps, 1.0 / STOCKS.len() as f64);
    }
    for steps in &mut moves {
        add_all(steps, &mean, -1.0);
    }
    moves
}

/// Adds the force of momentum: at each month's end, stocks are ranked by their own past year
/// without its last month, and take of it from -1 (the worst) to 1 (the best).
fn add_momentum(world: &World, moves: &mut [Vec<f64>]) {
    let force = world.moves("momentum");
    let logs: Vec<Vec<f64>> = moves.iter().map(|steps| running(steps)).collect();
    let trends: Vec<f64> = STOCKS.iter().map(trend).collect();
    let dates = world.days.dates();
    let mut load = vec![0.0; moves.len()];
    for (day, step) in force.iter().enumerate().skip(MOMENTUM.0) {
        let turned =
            dates.get(day - 1).map(|date| date.month()) != dates.get(day).map(|date| date.month());
        if turned || day == MOMENTUM.0 {
            load = ranks(&logs, &trends, day - 1);
        }
        for (steps, load) in moves.iter_mut().zip(&load) {
            if let Some(slot) = steps.get_mut(day) {
                *slot += load * step;
            }
        }
    }
}

/// What a stock's levels will add to its drawn path a day, near enough for a ranking.
fn trend(stock: &Stock) -> f64 {
    let years = 10.0;
    log(stock.levels[4] / stock.levels[0]) / (252.0 * years)
}

fn ranks(logs: &[Vec<f64>], trends: &[f64], day: usize) -> Vec<f64> {
    let (far, near) = (
        day.saturating_sub(MOMENTUM.0),
        day.saturating_sub(MOMENTUM.1),
    );
    let at = |path: &[f64], day: usize| path.get(day).copied().unwrap_or_default();
    let scores: Vec<f64> = logs
        .iter()
        .zip(trends)
        .map(|(path, trend)| at(path, near) - at(path, far) + trend * 231.0)
        .collect();
    let half = (scores.len() as f64 - 1.0) / 2.0;
    scores
        .iter()
        .map(|score| {
            let below = scores.iter().filter(|other| *other < score).count();
            below as f64 / half - 1.0
        })
        .collect()
}

fn running(steps: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    steps
        .iter()
        .map(|step| {
            sum += step;
            sum
        })
        .collect()
}

fn add_all(sum: &mut [f64], steps: &[f64], times: f64) {
    for (slot, step) in sum.iter_mut().zip(steps) {
        *slot += times * step;
    }
}
