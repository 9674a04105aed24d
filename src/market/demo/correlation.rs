//! What options say of correlation and dispersion, consistent with the stocks and the VIX.
//!
//! Implied correlation follows what the hundred stocks did, with a premium that grows with fright.
//! Volatilities of stocks are set so that index and correlation agree: by the large-number form of the
//! identity, index variance is correlation times the square of the average volatility.

use libm::{exp, pow, sqrt};

use super::noise::Noise;
use super::universe::STOCKS;
use super::world::{Path, Shape, World, rounded};

/// What yesterday weighs in averages of squares: of stocks, of the slower index, of the faster.
const KEPT: f64 = 0.97;
const KEPT_3M: f64 = 0.93;
const KEPT_1M: f64 = 0.86;

/// The bounds of a published correlation, as a fraction.
const BOUNDS: (f64, f64) = (0.05, 0.95);

/// Days of history before the first correlation is that of the stocks.
const WARM: usize = 21;

/// Stocks with an implied volatility of their own, and its series.
const IMPLIED: [(&str, &str); 20] = [
    ("NVDA", "IV30:NVDA"),
    ("AAPL", "IV30:AAPL"),
    ("MSFT", "IV30:MSFT"),
    ("AMZN", "IV30:AMZN"),
    ("GOOGL", "IV30:GOOGL"),
    ("META", "IV30:META"),
    ("AVGO", "IV30:AVGO"),
    ("TSLA", "IV30:TSLA"),
    ("ABBV", "IV30:ABBV"),
    ("LLY", "IV30:LLY"),
    ("JPM", "IV30:JPM"),
    ("WMT", "IV30:WMT"),
    ("V", "IV30:V"),
    ("ORCL", "IV30:ORCL"),
    ("MA", "IV30:MA"),
    ("XOM", "IV30:XOM"),
    ("NFLX", "IV30:NFLX"),
    ("JNJ", "IV30:JNJ"),
    ("COST", "IV30:COST"),
    ("HD", "IV30:HD"),
];

/// Adds COR1M, COR3M, DSPX and the volatilities of single stocks.
pub(super) fn add(world: &mut World) {
    let stocks: Vec<Vec<f64>> = STOCKS
        .iter()
        .map(|stock| variances(world.moves(stock.ticker)))
        .collect();
    let realised = realised(world, &stocks);
    let fear = world.closes("VIX").to_vec();
    let quarter = implied(world.seed, "COR3M", &realised, &fear, KEPT_3M, 0.35);
    let month = implied(world.seed, "COR1M", &realised, &fear, KEPT_1M, 0.6);
    let per_cent = |values: &[f64]| {
        values
            .iter()
            .map(|value| rounded(100.0 * value, 2))
            .collect()
    };
    world.add_path("COR3M", path(per_cent(&quarter)));
    world.add_path("COR1M", path(per_cent(&month)));
    let dispersion = fear.iter().zip(&month);
    let dispersion = dispersion.map(|(fear, month)| rounded(fear * sqrt(1.0 / month - 1.0), 2));
    world.add_path("DSPX", path(dispersion.collect()));
    add_implied(world, &stocks, &fear, &month);
}

fn path(closes: Vec<f64>) -> Path {
    Path {
        shape: Shape::Close,
        decimals: 2,
        start: 0,
        closes,
    }
}

/// Weighted averages of squared moves; zero before a stock is listed.
fn variances(moves: &[f64]) -> Vec<f64> {
    let mut state = 0.0;
    let step = |step: &f64| {
        let square = step * step;
        state = if state > 0.0 {
            KEPT * state + (1.0 - KEPT) * square
        } else {
            square
        };
        state
    };
    moves.iter().map(step).collect()
}

/// The correlation of the stocks at equal weights, each day.
fn realised(world: &World, stocks: &[Vec<f64>]) -> Vec<f64> {
    let days = world.days.len();
    let mut basket = vec![0.0; days];
    for stock in &STOCKS {
        for (slot, step) in basket.iter_mut().zip(world.moves(stock.ticker)) {
            *slot += step / STOCKS.len() as f64;
        }
    }
    let basket = variances(&basket);
    let of_day = |(day, whole): (usize, &f64)| {
        let listed = stocks
            .iter()
            .filter_map(|one| one.get(day).copied())
            .filter(|one| *one > 0.0);
        let (count, sum, squares) = listed.fold((0.0, 0.0, 0.0), |(count, sum, squares), one| {
            (count + 1.0, sum + sqrt(one), squares + one)
        });
        let own = squares / (count * count);
        let room = sum * sum / (count * count) - own;
        // A few stocks are listed later, so the basket's weights are a little off before.
        if day < WARM || room <= 0.0 {
            0.3
        } else {
            ((whole - own) / room).clamp(BOUNDS.0, BOUNDS.1)
        }
    };
    basket.iter().enumerate().map(of_day).collect()
}

/// Correlation with a premium for fright, smoothed, with chance of its own.
fn implied(
    seed: u64,
    name: &str,
    realised: &[f64],
    fear: &[f64],
    kept: f64,
    bend: f64,
) -> Vec<f64> {
    let mut noise = Noise::new(seed, name);
    let (mut usual, mut chance, mut state) = (18.0, 0.0, 0.3);
    let days = realised.iter().zip(fear);
    days.map(|(realised, fear)| {
        usual = 0.99 * usual + 0.01 * fear;
        chance = 0.9 * chance + 0.03 * noise.normal();
        let aim = 0.9 * realised * pow(fear / usual, bend) * exp(chance) + 0.03;
        state = kept * state + (1.0 - kept) * aim;
        state = state.clamp(BOUNDS.0, BOUNDS.1);
        state
    })
    .collect()
}

/// Each stock's part of the average that index and correlation ask for, by how it moves itself.
fn add_implied(world: &mut World, stocks: &[Vec<f64>], fear: &[f64], month: &[f64]) {
    let place = |ticker: &str| STOCKS.iter().position(|stock| stock.ticker == ticker);
    let named: Vec<(&'static str, &Vec<f64>)> = IMPLIED
        .iter()
        .filter_map(|(ticker, id)| Some((*id, stocks.get(place(ticker)?)?)))
        .collect();
    let of_day = |own: &[f64], day: usize| own.get(day).copied().unwrap_or_default();
    let mean: Vec<f64> = (0..fear.len())
        .map(|day| {
            let all = named.iter().map(|(_, own)| sqrt(of_day(own, day)));
            all.sum::<f64>() / named.len() as f64
        })
        .collect();
    for (id, own) in named {
        let mut noise = Noise::new(world.seed, id);
        let closes = fear.iter().zip(month).zip(mean.iter().zip(own));
        let closes = closes.map(|((fear, month), (mean, own))| {
            // Options look through the last weeks: half of the way to the average.
            let part = 0.5 + 0.5 * if *mean > 0.0 { sqrt(*own) / mean } else { 1.0 };
            rounded(fear / sqrt(*month) * part * exp(0.02 * noise.normal()), 2)
        });
        let closes = closes.collect();
        world.add_path(id, path(closes));
    }
}
