//! What options say beside the VIX: its curve, the volatility of itself, skewness, and how many
//! puts are traded for each call.

use libm::{exp, log, pow, sqrt};

use super::noise::Noise;
use super::script;
use super::world::{Path, Shape, World, rounded};

/// Adds the series; needs the VIX over one and three months, and the index.
pub(super) fn add(world: &mut World) {
    let (month, quarter) = (world.closes("VIX").to_vec(), world.closes("VIX3M").to_vec());
    let both: Vec<(f64, f64)> = month.into_iter().zip(quarter).collect();
    let seed = world.seed;
    let mut add = |id, decimals, closes: Vec<f64>| {
        let closes = closes.iter().map(|close| rounded(*close, decimals));
        let path = Path {
            shape: Shape::Close,
            decimals,
            start: 0,
            closes: closes.collect(),
        };
        world.add_path(id, path);
    };
    let made = |id: &str, size: f64, of: fn(f64, f64) -> f64| -> Vec<f64> {
        let chance = drift(seed, id, 0.85, size, both.len());
        let all = both.iter().zip(chance);
        all.map(|((one, three), chance)| of(*one, *three) * exp(chance))
            .collect()
    };
    let equity = made("PCR:EQUITY", 0.07, |one, _| 0.60 * pow(one / 16.0, 0.28));
    let index = made("PCR:INDEX", 0.09, |one, _| 1.08 * pow(one / 16.0, -0.05));
    let total = equity.iter().zip(&index);
    let total = total.map(|(equity, index)| 0.68 * equity + 0.32 * index);
    // The nearer a part of the curve, the more it swings.
    add(
        "VIX9D",
        2,
        made("VIX9D", 0.03, |one, three| one * pow(one / three, 0.5)),
    );
    add(
        "VIX6M",
        2,
        made("VIX6M", 0.01, |one, three| three * pow(three / one, 0.35)),
    );
    add(
        "VVIX",
        2,
        made("VVIX", 0.05, |one, _| 88.0 * pow(one / 16.0, 0.45)),
    );
    add("PCR:TOTAL", 2, total.collect());
    add("PCR:EQUITY", 2, equity);
    add("PCR:INDEX", 2, index);
    let tails = put_skews(world);
    let tails = tails.iter().map(|skew| rounded(skew_index(*skew), 2));
    let path = Path {
        shape: Shape::Close,
        decimals: 2,
        start: 0,
        closes: tails.collect(),
    };
    world.add_path("SKEW", path);
}

/// The 25-delta put's volatility over that at the money, one month, for every day: steeper when
/// the near end of the curve is dear, and on the days of the script what the notes quote.
pub(super) fn put_skews(world: &World) -> Vec<f64> {
    let (month, quarter) = (world.closes("VIX"), world.closes("VIX3M"));
    let chance = drift(world.seed, "put skew", 0.93, 0.035, month.len());
    let both = month.iter().zip(quarter).zip(chance);
    let free = both.map(|((one, three), chance)| {
        let stress = (log(one / three) + 0.12).clamp(-0.15, 0.4);
        (1.235 + 0.22 * stress + chance).clamp(1.10, 1.55)
    });
    let mut skews: Vec<f64> = free.collect();
    // What the quoted days differ by is led in and out along straight lines.
    let knots: Vec<(usize, f64)> = script::PUT_SKEWS
        .iter()
        .filter_map(|(day, quoted)| {
            let at = world.days.at(*day)?;
            let free = skews.get(at)?;
            Some((at, quoted.map_or(0.0, |quoted| quoted - free)))
        })
        .collect();
    for pair in knots.windows(2) {
        let [(from, low), (to, high)] = pair else {
            continue;
        };
        let slope = (high - low) / (to - from) as f64;
        let between = skews.iter_mut().enumerate().skip(*from + 1).take(to - from);
        between.for_each(|(day, skew)| *skew += low + slope * (day - from) as f64);
    }
    skews
}

/// The index of skewness that goes with a put skew: fitted to what the demo's chains give, to
/// within two points.
fn skew_index(put_skew: f64) -> f64 {
    let over = put_skew - 1.0;
    100.0 + 80.0 * over - 40.0 * over * over
}

/// Chance that fades by itself: mean 0, this standard deviation in the long run.
pub(super) fn drift(seed: u64, name: &str, kept: f64, size: f64, len: usize) -> Vec<f64> {
    let mut noise = Noise::new(seed, name);
    let step = size * sqrt(1.0 - kept * kept);
    let mut value = 0.0;
    let draw = |_| {
        value = kept * value + step * noise.shock();
        value
    };
    (0..len).map(draw).collect()
}
