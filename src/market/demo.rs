//! The built-in demo market: ten years of daily bars, the same for the same seed everywhere.
//!
//! Markets are made from the top down. The S&P 500 wanders between known levels through calm
//! and storm (`regime`); other indices, yields, metals, currencies and funds take a part of
//! what came before them and add chance of their own; a hundred stocks move with the market,
//! their trade and momentum, and by themselves. On the days of `script` every close is given.
//! Nothing here is data: a reader sees it marked DEMO wherever a number of it shows.

mod bars;
mod bridge;
mod correlation;
mod days;
mod forces;
mod funds;
mod indices;
mod leveraged;
mod noise;
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

use jiff::civil::{Date, date};

use self::noise::Noise;
use self::world::World;
use crate::model::{OptionChain, Origin, Series};

/// The seed of the market that the program ships.
pub const SEED: u64 = 20_260_206;

/// Which figures [`generate`] gives: raised with every change that moves one, so that a stored
/// demo market of another version is made anew. The test of the checksum reminds of it.
pub const VERSION: u32 = 3;

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
    let mut world = World::new(seed);
    for spec in indices::EQUITY {
        world.add(spec);
        forces::add_left_overs(&mut world);
    }
    forces::add_styles(&mut world);
    forces::add_fear(&mut world);
    let tables = [
        indices::VOLATILITY,
        rates::RATES,
        world_markets::WORLD,
        funds::FUNDS,
    ];
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
    paths
        .into_iter()
        .map(|(id, path)| {
            let bars = bars::bars(&path, days.dates(), &mut Noise::new(seed ^ 1, id));
            Series::new(id, Origin::Demo, bars)
        })
        .chain(reports)
        .collect()
}

/// Makes the option chains of the same market, of each underlying the oldest first.
///
/// The demo market has none yet: panels that read chains say that they lack them.
#[must_use]
pub const fn chains(_seed: u64) -> Vec<OptionChain> {
    Vec::new()
}

/// The tickers of the hundred stocks, in the order of their business.
pub fn universe() -> impl Iterator<Item = &'static str> {
    universe::STOCKS.iter().map(|stock| stock.ticker)
}
