//! The built-in demo market: ten years of daily bars, the same for the same seed everywhere.
//!
//! Markets are made from the top down. The S&P 500 wanders between known levels through calm
//! and storm (`regime`); other indices, yields, metals, currencies and funds take a part of
//! what came before them and add chance of their own; a hundred stocks move with the market,
//! their trade and momentum, and by themselves. On the days of `script` every close is given.
//! Nothing here is data: a reader sees it marked DEMO wherever a number of it shows.

mod balance;
mod bars;
mod bridge;
mod chains;
mod coins;
mod correlation;
mod credit;
mod days;
mod forces;
mod funds;
mod indices;
mod leveraged;
mod line;
mod months;
mod noise;
mod options;
mod policy;
mod positions;
mod rates;
mod regime;
mod script;
mod stocks;
#[cfg(test)]
mod tests;
mod universe;
mod world;
mod world_markets;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use self::noise::Noise;
use self::world::{Path, World};
use crate::model::{OptionChain, Origin, Series};

/// The seed of the market that the program ships.
pub const SEED: u64 = 20_260_206;

/// Which figures [`generate`] gives: raised with every change that moves one, so that a stored
/// demo market of another version is made anew. The test of the checksum reminds of it.
pub const VERSION: u32 = 4;

/// The first day of the demo market.
pub const FIRST: Date = date(2016, 2, 8);

/// The last day of the demo market, the "today" of the sample notes.
pub const LAST: Date = date(2026, 2, 6);

/// Makes the whole market: every series, by name.
///
/// The same seed gives the same bits on every machine. Another seed keeps the scripted closes
/// and changes all days between them.
#[must_use]
pub fn generate(seed: u64) -> Vec<Series> {
    let mut world = indices_of(seed);
    let tables = [world_markets::WORLD, funds::FUNDS];
    for spec in tables.into_iter().flatten() {
        world.add(spec);
    }
    forces::add_left_overs(&mut world);
    stocks::add(&mut world);
    leveraged::add(&mut world);
    correlation::add(&mut world);
    positions::add(&mut world);
    let reports = positions::reports(&world);

    let (days, paths) = world.into_paths();
    let made = Made {
        days: days.dates(),
        paths: &paths,
    };
    let figures = statistics(&made, seed);
    let priced = paths.iter().map(|(id, path)| {
        let bars = bars::bars(path, days.dates(), &mut Noise::new(seed ^ 1, id));
        Series::new(*id, Origin::Demo, bars)
    });
    priced.chain(figures).chain(reports).collect()
}

/// The prices made so far, for figures that follow them.
struct Made<'a> {
    days: &'a [Date],
    paths: &'a BTreeMap<&'static str, Path>,
}

/// The close of a series on a day.
fn closes_on(made: &Made<'_>, id: &str, day: Date) -> Option<f64> {
    let at = made.days.binary_search(&day).ok()?;
    let path = made.paths.get(id)?;
    path.closes.get(at.checked_sub(path.start)?).copied()
}

/// What is no price: rates of policy, releases, balance sheets, spreads, positions.
fn statistics(made: &Made<'_>, seed: u64) -> Vec<Series> {
    let mut all = policy::series(made, seed);
    all.extend(months::series(seed));
    all.extend(balance::series(made, seed));
    all.extend(credit::series(made, seed));
    all.extend(coins::series(made, seed));
    all
}

/// Makes the option chains of the same market, of each underlying the oldest first: those of the
/// S&P 500 at the end of every week of six years and on every day of the last month.
#[must_use]
pub fn chains(seed: u64) -> Vec<OptionChain> {
    chains::all(&indices_of(seed))
}

/// What chains are made from: share indices, their implied volatility, yields.
fn indices_of(seed: u64) -> World {
    let mut world = World::new(seed);
    for spec in indices::EQUITY {
        world.add(spec);
        forces::add_left_overs(&mut world);
    }
    forces::add_styles(&mut world);
    forces::add_fear(&mut world);
    for spec in [indices::VOLATILITY, rates::RATES].into_iter().flatten() {
        world.add(spec);
    }
    options::add(&mut world);
    world
}

/// The tickers of the hundred stocks, in the order of their business.
pub fn universe() -> impl Iterator<Item = &'static str> {
    universe::STOCKS.iter().map(|stock| stock.ticker)
}
