//! Credit spreads, the breakeven and the term premium of the demo market.
//!
//! Spreads follow fear, slowly, over a cycle that is set; the breakeven is what the market's own
//! nominal and real yields leave; the term premium passes the values that notes take moves from.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::line::{self, Knots};
use super::noise::Noise;
use super::world::rounded;
use super::{Made, closes_on};
use crate::model::{Bar, Origin, Series};

/// What high yield pays beyond what fear explains, in percentage points.
#[rustfmt::skip]
const CYCLE: &Knots = &[
    (date(2016, 2, 8), 3.0), (date(2016, 12, 30), 1.0), (date(2018, 10, 1), 0.5), (date(2020, 2, 19), 0.7),
    (date(2020, 3, 23), 2.5), (date(2021, 6, 30), 0.5), (date(2022, 7, 1), 1.6), (date(2024, 6, 28), 0.3),
    (date(2025, 6, 30), 0.1), (date(2026, 2, 6), 0.1),
];

/// The premium for ten years, in per cent.
#[rustfmt::skip]
const PREMIUM: &Knots = &[
    (date(2016, 2, 8), -0.2), (date(2016, 7, 8), -0.6), (date(2018, 2, 5), -0.2), (date(2019, 8, 28), -1.0),
    (date(2020, 8, 4), -0.8), (date(2021, 3, 31), 0.0), (date(2021, 12, 31), -0.4), (date(2022, 10, 24), 0.2),
    (date(2023, 7, 19), -0.4), (date(2023, 10, 19), 0.45), (date(2023, 12, 29), -0.1), (date(2024, 9, 16), -0.05),
    (date(2025, 1, 10), 0.62), (date(2025, 2, 19), 0.47), (date(2025, 4, 8), 0.55), (date(2025, 5, 21), 0.75),
    (date(2025, 7, 31), 0.62), (date(2025, 9, 17), 0.55), (date(2025, 12, 10), 0.63), (date(2026, 1, 12), 0.62),
    (date(2026, 1, 20), 0.70), (date(2026, 2, 6), 0.62),
];

/// How much of yesterday's spread is left today.
const KEPT: f64 = 0.88;

/// All series of spreads and premia, in per cent.
pub(super) fn series(made: &Made<'_>, seed: u64) -> Vec<Series> {
    let mut all = spreads(made, seed);
    all.extend([
        breakeven(made),
        premium(made, seed, "THREEFYTP10", 0.0),
        premium(made, seed, "ACMTP10", 0.09),
    ]);
    all.into_iter()
        .map(|one| one.with_unit("Percent"))
        .collect()
}

/// High yield, investment grade, and Baa bonds over the ten-year yield.
fn spreads(made: &Made<'_>, seed: u64) -> Vec<Series> {
    let mut noise = Noise::new(seed, "BAMLH0A0HYM2");
    let mut fear: Option<f64> = None;
    let mut bars: [Vec<Bar>; 3] = Default::default();
    for &day in made.days {
        let Some(vix) = closes_on(made, "VIX", day) else {
            continue;
        };
        let smooth = fear.map_or(vix, |before| KEPT * before + (1.0 - KEPT) * vix);
        fear = Some(smooth);
        let cycle = line::at(CYCLE, day);
        let high_yield = 1.1 + 0.095 * smooth + cycle + 0.02 * noise.shock();
        let grade = 0.38 + 0.022 * smooth + 0.25 * cycle + 0.006 * noise.shock();
        let baa = grade + 0.85 + 0.008 * noise.shock();
        for (bars, value) in bars.iter_mut().zip([high_yield, grade, baa]) {
            bars.push(Bar::close_only(day, rounded(value, 2)));
        }
    }
    let names = ["BAMLH0A0HYM2", "BAMLC0A0CM", "BAA10Y"];
    let named = names.into_iter().zip(bars);
    named
        .map(|(id, bars)| Series::new(id, Origin::Demo, bars))
        .collect()
}

fn breakeven(made: &Made<'_>) -> Series {
    let bars = made.days.iter().filter_map(|day| {
        let left = closes_on(made, "US10Y", *day)? - closes_on(made, "US10YREAL", *day)?;
        Some(Bar::close_only(*day, rounded(left, 2)))
    });
    Series::new("T10YIE", Origin::Demo, bars.collect())
}

/// An estimate published with a week's delay.
fn premium(made: &Made<'_>, seed: u64, id: &str, above: f64) -> Series {
    let mut noise = Noise::new(seed, id);
    let mut drift = 0.0;
    let bars = made.days.iter().map(|day| {
        drift = 0.9 * drift + 0.012 * noise.shock();
        let value = line::at(PREMIUM, *day) + above + line::freedom(PREMIUM, *day) * drift;
        Bar::close_only(*day, rounded(value, 4))
    });
    let bars = bars.collect();
    let known = |day: Date| day.checked_add(7.days()).ok();
    Series::new(id, Origin::Demo, bars).published(known)
}
