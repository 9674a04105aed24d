//! Open interest and liquidations of bitcoin in the demo market.
//!
//! Positions are worth a share of the price that comes back to its usual size; on the days of the
//! script they are closed by force. Liquidations grow with the square of the day's move, except
//! where a note counts them.

use jiff::civil::{Date, date};

use super::noise::Noise;
use super::world::rounded;
use super::{Made, closes_on};
use crate::model::{Bar, Origin, Series};

/// The first day with figures: venues gave none before.
const SINCE: Date = date(2019, 1, 2);

/// USD bn of positions for each thousand dollars of the price.
const USUAL: f64 = 0.34;

/// What a day leaves of the positions' share.
const FORCED: [(Date, f64); 4] = [
    (date(2021, 5, 19), 0.85),
    (date(2025, 10, 10), 0.85),
    (date(2026, 2, 5), 0.93),
    (date(2026, 2, 6), 0.88),
];

/// Liquidations that a note counts, USD mn.
const COUNTED: [(Date, f64); 2] = [(date(2025, 10, 10), 18_900.0), (date(2026, 2, 5), 2430.0)];

/// Open interest in USD bn, liquidations in USD mn a day.
pub(super) fn series(made: &Made<'_>, seed: u64) -> [Series; 2] {
    let mut noise = Noise::new(seed, "BTC:OI");
    let mut share = USUAL;
    let mut before = None;
    let (mut interest, mut liquidations) = (Vec::new(), Vec::new());
    for &day in made.days.iter().filter(|day| **day >= SINCE) {
        let Some(price) = closes_on(made, "BTC", day) else {
            continue;
        };
        let left = of_day(&FORCED, day).unwrap_or(1.0);
        share = (share + 0.03 * (USUAL - share)) * left * (1.0 + 0.008 * noise.shock());
        let percent = before.map_or(0.0, |before: f64| 100.0 * (price / before - 1.0));
        before = Some(price);
        let usual = 90.0 * (1.0 + 0.4 * noise.uniform()) + 8.0 * percent * percent;
        let forced = of_day(&COUNTED, day).unwrap_or(usual);
        interest.push(Bar::close_only(day, rounded(share * price / 1000.0, 2)));
        liquidations.push(Bar::close_only(day, rounded(forced, 0)));
    }
    [
        Series::new("BTC:OI", Origin::Demo, interest).with_unit("USD bn"),
        Series::new("BTC:LIQ", Origin::Demo, liquidations).with_unit("USD mn"),
    ]
}

fn of_day(table: &[(Date, f64)], day: Date) -> Option<f64> {
    table
        .iter()
        .find(|(one, _)| *one == day)
        .map(|(_, value)| *value)
}
