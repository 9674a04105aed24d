//! The Federal Reserve's balance sheet and the Treasury's account in the demo market.
//!
//! Wednesday levels in millions, known the day after; daily figures beside them. Near those of
//! history on the Wednesdays that a note speaks of: net liquidity of 5.64 trillion on 14 January
//! 2026, 190 billion below that of late September. Reverse repos are the overnight ones alone:
//! what foreign central banks keep is not in this market.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::line::{self, Knots};
use super::noise::Noise;
use super::world::rounded;
use super::{LAST, Made};
use crate::calendar::new_york;
use crate::model::{Bar, Origin, Series};

/// The first Wednesday: a year and more of history on the first day of the market.
const SINCE: Date = date(2014, 12, 3);

/// USD bn.
#[rustfmt::skip]
const ASSETS: &Knots = &[
    (date(2014, 12, 3), 4490.0), (date(2017, 10, 4), 4460.0), (date(2019, 8, 28), 3760.0),
    (date(2020, 2, 26), 4160.0), (date(2020, 3, 25), 5250.0), (date(2020, 6, 10), 7170.0),
    (date(2021, 12, 29), 8760.0), (date(2022, 4, 13), 8965.0), (date(2023, 3, 8), 8340.0),
    (date(2023, 3, 22), 8734.0), (date(2024, 6, 26), 7250.0), (date(2025, 3, 26), 6760.0),
    (date(2025, 9, 24), 6622.0), (date(2025, 12, 3), 6540.0), (date(2026, 1, 14), 6587.034),
    (date(2026, 2, 4), 6605.0),
];

/// USD bn.
#[rustfmt::skip]
const ACCOUNT: &Knots = &[
    (date(2014, 12, 3), 140.0), (date(2016, 6, 29), 320.0), (date(2017, 12, 27), 180.0),
    (date(2019, 1, 30), 390.0), (date(2020, 2, 26), 400.0), (date(2020, 7, 22), 1780.0),
    (date(2021, 6, 30), 720.0), (date(2021, 12, 15), 140.0), (date(2022, 5, 4), 900.0),
    (date(2022, 12, 28), 410.0), (date(2023, 6, 1), 60.0), (date(2023, 10, 25), 780.0),
    (date(2024, 12, 25), 720.0), (date(2025, 6, 11), 330.0), (date(2025, 9, 24), 773.0),
    (date(2025, 11, 5), 950.0), (date(2026, 1, 14), 943.2), (date(2026, 2, 4), 890.0),
];

/// USD bn.
#[rustfmt::skip]
const REPOS: &Knots = &[
    (date(2014, 12, 3), 150.0), (date(2016, 6, 29), 80.0), (date(2018, 3, 28), 8.0),
    (date(2021, 3, 17), 3.0), (date(2021, 6, 30), 800.0), (date(2021, 12, 29), 1700.0),
    (date(2022, 9, 28), 2300.0), (date(2023, 5, 31), 2250.0), (date(2024, 1, 31), 600.0),
    (date(2024, 12, 25), 180.0), (date(2025, 6, 25), 190.0), (date(2025, 9, 24), 19.8),
    (date(2025, 11, 19), 3.0), (date(2026, 1, 14), 4.812), (date(2026, 2, 4), 4.1),
];

/// USD bn.
#[rustfmt::skip]
const RESERVES: &Knots = &[
    (date(2014, 12, 3), 2520.0), (date(2017, 10, 4), 2250.0), (date(2019, 9, 18), 1390.0),
    (date(2020, 6, 10), 3250.0), (date(2021, 9, 29), 4190.0), (date(2022, 12, 28), 3050.0),
    (date(2023, 3, 22), 3400.0), (date(2024, 6, 26), 3350.0), (date(2025, 9, 24), 3010.0),
    (date(2025, 11, 5), 2840.0), (date(2026, 1, 14), 2950.0), (date(2026, 2, 4), 2935.0),
];

/// One amount: its weekly and its daily name, its line, the size of its chance as a share of it,
/// and what its daily series is in.
struct Amount {
    weekly: &'static str,
    daily: Option<(&'static str, Scale)>,
    knots: &'static Knots,
    chance: f64,
}

/// What a daily series is in.
#[derive(Clone, Copy)]
enum Scale {
    Millions,
    Billions,
}

const AMOUNTS: [Amount; 4] = [
    Amount {
        weekly: "WALCL",
        daily: None,
        knots: ASSETS,
        chance: 0.001,
    },
    Amount {
        weekly: "WDTGAL",
        daily: Some(("TGA", Scale::Millions)),
        knots: ACCOUNT,
        chance: 0.06,
    },
    Amount {
        weekly: "WLRRAL",
        daily: Some(("RRPONTSYD", Scale::Billions)),
        knots: REPOS,
        chance: 0.08,
    },
    Amount {
        weekly: "WRESBAL",
        daily: None,
        knots: RESERVES,
        chance: 0.008,
    },
];

/// All series of the balance sheet.
pub(super) fn series(made: &Made<'_>, seed: u64) -> Vec<Series> {
    let both = |amount: &Amount| [Some(weekly(amount, seed)), daily(amount, made, seed)];
    AMOUNTS.iter().flat_map(both).flatten().collect()
}

/// Wednesday levels in millions, known on the next business day.
fn weekly(amount: &Amount, seed: u64) -> Series {
    let chance = chance(amount, seed);
    let wednesdays = SINCE.series(1.week()).take_while(|day| *day <= LAST);
    let bars = wednesdays.map(|day| Bar::close_only(day, rounded(1000.0 * chance(day), 0)));
    Series::new(amount.weekly, Origin::Demo, bars.collect())
        .with_unit("Millions of U.S. Dollars")
        .published(new_york::next_trading_day)
}

/// The same amounts each trading day.
fn daily(amount: &Amount, made: &Made<'_>, seed: u64) -> Option<Series> {
    let (id, scale) = amount.daily?;
    let chance = chance(amount, seed);
    let value = |day: Date| match scale {
        Scale::Millions => rounded(1000.0 * chance(day), 0),
        Scale::Billions => rounded(chance(day), 3),
    };
    let bars = made
        .days
        .iter()
        .map(|day| Bar::close_only(*day, value(*day)));
    let unit = match scale {
        Scale::Millions => "Millions of U.S. Dollars",
        Scale::Billions => "Billions of US Dollars",
    };
    Some(Series::new(id, Origin::Demo, bars.collect()).with_unit(unit))
}

/// The amount of any day, the same for the weekly and the daily series: chance is drawn by week
/// and leaves the knots alone.
fn chance(amount: &Amount, seed: u64) -> impl Fn(Date) -> f64 {
    let mut noise = Noise::new(seed, amount.weekly);
    let weeks = SINCE.series(1.week()).take_while(|day| *day <= LAST);
    let drawn: Vec<(Date, f64)> = weeks.map(|day| (day, noise.shock())).collect();
    let (knots, size) = (amount.knots, amount.chance);
    move |day| {
        let free = line::freedom(knots, day) * size * line::at(&drawn, day);
        line::at(knots, day) * (1.0 + free)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;
    use crate::market::demo::SEED;

    #[test]
    fn the_wednesday_that_the_note_speaks_of() {
        let at = |name: &str, day| {
            let amount = AMOUNTS.iter().find(|one| one.weekly == name).unwrap();
            weekly(amount, SEED).close_on(day).unwrap()
        };
        let net = |day| at("WALCL", day) - at("WDTGAL", day) - at("WLRRAL", day);
        assert!((net(date(2026, 1, 14)) - 5_639_022.0).abs() < 0.5);
        assert!((net(date(2026, 1, 14)) - net(date(2025, 9, 24)) + 190_000.0).abs() < 500.0);
    }

    #[test]
    fn levels_are_of_wednesdays_and_known_on_thursday() {
        for amount in &AMOUNTS {
            let series = weekly(amount, SEED);
            let mut bars = series.bars().iter();
            assert!(bars.all(|bar| bar.date.weekday() == Weekday::Wednesday && bar.close > 0.0));
            let wednesday = series.as_of(date(2026, 2, 4));
            assert_eq!(
                wednesday.last().map(|bar| bar.date),
                Some(date(2026, 1, 28))
            );
            let thursday = series.as_of(date(2026, 2, 5));
            assert_eq!(thursday.last().map(|bar| bar.date), Some(date(2026, 2, 4)));
        }
    }
}
