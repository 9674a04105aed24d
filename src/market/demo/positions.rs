//! What funds did: an index of hedge funds, value against growth, and futures reports.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use libm::exp;

use crate::model::{Bar, Origin, Series};

use super::noise::Noise;
use super::world::{Path, Shape, World, rounded};

/// Where the index of hedge funds begins.
const START: f64 = 1085.0;

/// What fees take a day.
const FEES: f64 = 0.00014;

/// Days whose trend futures positions follow.
const TREND: usize = 63;

/// Adds HFRXEH and HML, which are daily.
pub(super) fn add(world: &mut World) {
    let closes = hedge_funds(world);
    world.add_path("HFRXEH", path(closes));
    let pairs = world.moves("IVE").iter().zip(world.moves("IVW"));
    let factor = pairs
        .map(|(value, growth)| rounded(100.0 * (value - growth), 2))
        .collect();
    world.add_path("HML", path(factor));
}

fn path(closes: Vec<f64>) -> Path {
    Path {
        shape: Shape::Close,
        decimals: 2,
        start: 0,
        closes,
    }
}

/// A beta that drifts and falls with fright, some momentum and small caps, and little else.
fn hedge_funds(world: &World) -> Vec<f64> {
    let mut noise = Noise::new(world.seed, "HFRXEH");
    let (mut drift, mut level) = (0.0, START);
    let bets = world.moves("momentum").iter().zip(world.moves("small"));
    let days = world.moves("SPX").iter().zip(bets).zip(world.closes("VIX"));
    days.map(|((market, (momentum, small)), fear)| {
        drift = 0.995 * drift + 0.008 * noise.normal();
        let beta = (0.46 + drift - 0.004 * (fear - 18.0)).clamp(0.1, 0.8);
        let own = 0.0011 * noise.shock();
        level *= exp(beta * market + 0.12 * momentum + 0.1 * small + own - FEES);
        rounded(level, 2)
    })
    .collect()
}

/// Reports on futures on the S&P 500: of Tuesdays, published on the Friday after.
pub(super) fn reports(world: &World) -> Vec<Series> {
    let mut noise = Noise::new(world.seed, "COT:ES");
    let market = world.closes("SPX");
    let mut bars: [Vec<Bar>; 4] = Default::default();
    let mut lean = 0.0;
    for (place, day) in world.days.dates().iter().enumerate() {
        if day.weekday() != Weekday::Tuesday {
            continue;
        }
        let before = place.checked_sub(TREND).and_then(|at| market.get(at));
        let trend = market
            .get(place)
            .zip(before)
            .map_or(0.0, |(now, before)| now / before - 1.0);
        lean = 0.9 * lean + 0.1 * noise.normal();
        let years = place as f64 / 252.0;
        let managers = 420_000.0 + 45_000.0 * years + 2_200_000.0 * trend + 90_000.0 * lean;
        let leveraged =
            -120_000.0 - 24_000.0 * years - 900_000.0 * trend + 60_000.0 * noise.normal();
        let dealers = -0.85 * (managers + leveraged);
        let open = 2_300_000.0 + 90_000.0 * noise.normal();
        for (own, contracts) in bars.iter_mut().zip([leveraged, managers, dealers, open]) {
            own.push(Bar::close_only(*day, contracts.round()));
        }
    }
    let ids = ["COT:ES:LEV", "COT:ES:AM", "COT:ES:DEALER", "COT:ES:OI"];
    let friday = |day: Date| day.checked_add(Span::new().days(3)).ok();
    ids.into_iter()
        .zip(bars)
        .map(|(id, bars)| Series::new(id, Origin::Demo, bars).published(friday))
        .collect()
}
