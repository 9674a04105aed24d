//! What moves many series at once and is quoted nowhere: styles, sectors and fear.

use libm::{log, sqrt};

use super::noise::Noise;
use super::regime::Regime;
use super::world::{World, YEAR};

/// What is left of a series when its usual part of another is taken out: force, series, the
/// series taken out, how much of it.
const LEFT_OVERS: [(&str, &str, &str, f64); 10] = [
    ("tech", "NDX", "SPX", 1.12),
    ("semis", "SOX", "NDX", 1.35),
    ("small", "RUT", "SPX", 1.12),
    ("software", "IGV", "NDX", 1.05),
    ("banks", "XLF", "SPX", 1.0),
    ("energy", "XLE", "SPX", 0.9),
    ("health", "XLV", "SPX", 0.7),
    ("staples", "XLP", "SPX", 0.55),
    ("utilities", "XLU", "SPX", 0.55),
    ("coins", "BTC", "SPX", 1.2),
];

/// How much of yesterday's fear is left today.
const FEAR_KEPT: f64 = 0.91;

/// Adds the left-overs whose series exist by now.
pub(super) fn add_left_overs(world: &mut World) {
    for (name, of, without, part) in LEFT_OVERS {
        if world.moves(name).is_empty() && !world.moves(of).is_empty() {
            let moves = world.mixed(&[(of, 1.0), (without, -part)]);
            world.add_force(name, moves);
        }
    }
}

/// Adds momentum, value and breadth, which need the left-over of technology.
pub(super) fn add_styles(world: &mut World) {
    let momentum = drawn(world, "momentum", 4.2, &[]);
    world.add_force("momentum", momentum);
    let value = drawn(world, "value", 3.5, &[("tech", -0.45)]);
    world.add_force("value", value);
    let broad = drawn(world, "broad", 2.6, &[("tech", -0.25)]);
    world.add_force("broad", broad);
}

/// Adds what moves implied volatility, in logarithms: the volatility that the season suggests,
/// and a fright that grows when the index falls (the more, the calmer it was) and then fades.
pub(super) fn add_fear(world: &mut World) {
    let mut noise = Noise::new(world.seed, "fear");
    let season = world.regime(Regime::Market);
    let mut fright = 0.0;
    let mut before = None;
    let moves = season
        .iter()
        .zip(world.moves("SPX"))
        .map(|(volatility, market)| {
            let elasticity = 2.1 / sqrt(*volatility);
            fright = FEAR_KEPT * fright - elasticity * market + 0.022 * noise.shock();
            let value = log(7.5 + 80.0 * volatility) + fright;
            value - before.replace(value).unwrap_or(value)
        })
        .collect();
    world.add_force("fear", moves);
}

fn drawn(world: &World, name: &str, percent: f64, loads: &[(&str, f64)]) -> Vec<f64> {
    let mut noise = Noise::new(world.seed, name);
    let mut moves = world.mixed(loads);
    let daily = percent / 100.0 / sqrt(YEAR);
    for (step, factor) in moves.iter_mut().zip(world.regime(Regime::Peculiar)) {
        *step += daily * factor * noise.shock();
    }
    moves
}
