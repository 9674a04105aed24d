//! The Federal Reserve of the demo market: its target range, overnight rates, and what fed funds
//! futures expect of it.
//!
//! The range is that of history. Expectations are made from the demo market's own two-year yield:
//! the path leads from the rate of the day to where that yield, less a premium, says it will be on
//! average, at a pace that is set for the days that notes speak of. A contract settles at the
//! average of its month: rates of the days gone by, and the path after each meeting then known.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use libm::exp;

use super::line::{self, Knots};
use super::noise::Noise;
use super::world::rounded;
use super::{Made, closes_on};
use crate::calendar::fomc;
use crate::model::{Bar, Origin, Series};

/// The lower end of the target range from each day on; the upper is a quarter above it.
#[rustfmt::skip]
const LOWER: &[(Date, f64)] = &[
    (date(2014, 1, 1), 0.0), (date(2015, 12, 17), 0.25), (date(2016, 12, 15), 0.5),
    (date(2017, 3, 16), 0.75), (date(2017, 6, 15), 1.0), (date(2017, 12, 14), 1.25),
    (date(2018, 3, 22), 1.5), (date(2018, 6, 14), 1.75), (date(2018, 9, 27), 2.0),
    (date(2018, 12, 20), 2.25), (date(2019, 8, 1), 2.0), (date(2019, 9, 19), 1.75),
    (date(2019, 10, 31), 1.5), (date(2020, 3, 4), 1.0), (date(2020, 3, 16), 0.0),
    (date(2022, 3, 17), 0.25), (date(2022, 5, 5), 0.75), (date(2022, 6, 16), 1.5),
    (date(2022, 7, 28), 2.25), (date(2022, 9, 22), 3.0), (date(2022, 11, 3), 3.75),
    (date(2022, 12, 15), 4.25), (date(2023, 2, 2), 4.5), (date(2023, 3, 23), 4.75),
    (date(2023, 5, 4), 5.0), (date(2023, 7, 27), 5.25), (date(2024, 9, 19), 4.75),
    (date(2024, 11, 8), 4.5), (date(2024, 12, 19), 4.25), (date(2025, 9, 18), 4.0),
    (date(2025, 10, 30), 3.75), (date(2025, 12, 11), 3.5),
];

/// The effective rate above the lower end.
const ABOVE_LOWER: &Knots = &[
    (date(2016, 2, 8), 0.12),
    (date(2018, 1, 2), 0.16),
    (date(2020, 3, 16), 0.07),
    (date(2025, 8, 1), 0.08),
    (date(2025, 12, 1), 0.13),
    (date(2026, 2, 6), 0.14),
];

/// What the two-year yield holds beyond the path, in percentage points.
#[rustfmt::skip]
const PREMIUM: &Knots = &[
    (date(2016, 2, 8), 0.1), (date(2019, 12, 31), 0.1), (date(2020, 3, 31), 0.03),
    (date(2021, 9, 30), 0.03), (date(2022, 6, 16), 0.1), (date(2025, 6, 2), 0.1),
    (date(2025, 7, 31), -0.05), (date(2025, 8, 1), -0.05), (date(2025, 9, 17), 0.24),
    (date(2025, 12, 10), 0.37), (date(2026, 2, 6), 0.35),
];

/// Months in which most of the way is gone.
#[rustfmt::skip]
const PACE: &Knots = &[
    (date(2016, 2, 8), 7.0), (date(2025, 6, 2), 7.0), (date(2025, 7, 31), 5.0),
    (date(2025, 9, 17), 4.6), (date(2025, 12, 10), 9.0), (date(2026, 2, 6), 8.0),
];

/// Months before it begins.
#[rustfmt::skip]
const DELAY: &Knots = &[
    (date(2016, 2, 8), 0.0), (date(2025, 9, 17), 0.0), (date(2025, 12, 10), 1.1), (date(2026, 2, 6), 0.7),
];

/// Contracts listed after the running month.
const LISTED: i32 = 15;

/// The lowest rate that a path leads to, in per cent.
const FLOOR: f64 = 0.04;

const MONTH_DAYS: f64 = 30.44;

/// Target range, overnight rates and the strip of futures.
pub(super) fn series(made: &Made<'_>, seed: u64) -> Vec<Series> {
    let mut effective = Noise::new(seed, "EFFR");
    let mut secured = Noise::new(seed, "SOFR");
    let mut bars: [Vec<Bar>; 4] = Default::default();
    for &day in made.days {
        let low = lower(day);
        let rate = rounded(overnight(day) + 0.004 * effective.shock(), 2);
        let at_month_end = day.tomorrow().is_ok_and(|next| next.month() != day.month());
        let squeeze = if at_month_end { 0.07 } else { 0.0 };
        let repo = rounded(rate - 0.01 + squeeze + 0.02 * secured.shock(), 2).max(0.01);
        let values = [low + 0.25, low, rate, repo];
        for (bars, value) in bars.iter_mut().zip(values) {
            bars.push(Bar::close_only(day, value));
        }
    }
    let names = ["DFEDTARU", "DFEDTARL", "EFFR", "SOFR"];
    let rates = names.into_iter().zip(bars);
    let rates = rates.map(|(id, bars)| Series::new(id, Origin::Demo, bars).with_unit("Percent"));
    rates.chain(strip(made)).collect()
}

/// The lower end of the target range on a day.
fn lower(day: Date) -> f64 {
    let next = LOWER.partition_point(|one| one.0 <= day);
    let last = next.checked_sub(1).and_then(|at| LOWER.get(at));
    last.map_or(0.0, |one| one.1)
}

/// The effective rate of a day without its noise.
fn overnight(day: Date) -> f64 {
    lower(day) + line::at(ABOVE_LOWER, day)
}

/// Settlements of all contracts, by month.
fn strip(made: &Made<'_>) -> impl Iterator<Item = Series> {
    let mut contracts: BTreeMap<Date, Vec<Bar>> = BTreeMap::new();
    for &day in made.days {
        let Some(two_year) = closes_on(made, "US2Y", day) else {
            continue;
        };
        let path = Path::seen_on(day, two_year);
        let running = day.first_of_month();
        let listed = (0..=LISTED).filter_map(|ahead| running.checked_add(ahead.months()).ok());
        for month in listed {
            let price = rounded(4.0 * (100.0 - path.average(month)), 2) / 4.0;
            contracts
                .entry(month)
                .or_default()
                .push(Bar::close_only(day, price));
        }
    }
    contracts.into_iter().map(|(month, bars)| {
        let id = format!("ZQ:{:04}-{:02}", month.year(), month.month());
        Series::new(id, Origin::Demo, bars)
    })
}

/// What is expected on a day: the rate from each day after a meeting on.
struct Path {
    today: Date,
    /// The first day of each level, oldest first.
    levels: Vec<(Date, f64)>,
}

impl Path {
    fn seen_on(today: Date, two_year: f64) -> Self {
        let rate = today
            .tomorrow()
            .map_or_else(|_| overnight(today), overnight);
        let (pace, delay) = (line::at(PACE, today), line::at(DELAY, today));
        let gone = |months: f64| 1.0 - exp(-(months - delay).max(0.0) / pace);
        let mean = (24.0 - delay - pace * gone(24.0)) / 24.0;
        let whole = (two_year - line::at(PREMIUM, today) - rate) / mean;
        let ahead = fomc::known_on(today).filter(|day| *day > today);
        let levels = ahead.filter_map(|meeting| {
            let days = (meeting.duration_since(today).as_hours() / 24) as f64;
            let level = (rate + whole * gone(days / MONTH_DAYS)).max(FLOOR.min(rate));
            Some((meeting.tomorrow().ok()?, level))
        });
        let levels = std::iter::once((today, rate)).chain(levels);
        Self {
            today,
            levels: levels.collect(),
        }
    }

    /// The average over a month: what was paid so far, and what is expected.
    fn average(&self, month: Date) -> f64 {
        let last = month.last_of_month();
        let days = month.series(1.day()).take_while(|day| *day <= last);
        let sum: f64 = days.map(|day| self.on(day)).sum();
        sum / f64::from(month.days_in_month())
    }

    fn on(&self, day: Date) -> f64 {
        if day <= self.today {
            return overnight(day);
        }
        let next = self.levels.partition_point(|level| level.0 <= day);
        let level = next.checked_sub(1).and_then(|at| self.levels.get(at));
        level.map_or(0.0, |level| level.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::demo::{LAST, SEED, generate};

    #[test]
    fn the_range_moves_after_decisions_only() {
        let decisions: Vec<Date> = fomc::decisions().collect();
        for (day, _) in LOWER.iter().skip(1) {
            let before = day.yesterday().unwrap();
            assert!(
                decisions.contains(&before) || decisions.contains(day),
                "{day}"
            );
        }
        assert!((lower(date(2026, 2, 6)) - 3.5).abs() < 1e-12);
    }

    #[test]
    fn a_path_begins_at_the_rate_and_moves_at_meetings() {
        let path = Path::seen_on(date(2026, 2, 6), 3.5);
        assert!((path.on(date(2026, 3, 18)) - path.on(date(2026, 2, 7))).abs() < 1e-12);
        assert!(path.on(date(2026, 3, 19)) < path.on(date(2026, 3, 18)));
        assert!(path.average(date(2026, 12, 1)) > path.average(date(2027, 4, 1)));
    }

    /// The strip of the last day reaches beyond the year's end, and each contract trades to its own.
    #[test]
    fn futures_are_listed_a_year_and_a_quarter_ahead() {
        let all = generate(SEED);
        let strip: Vec<&Series> = all
            .iter()
            .filter(|one| one.id().starts_with("ZQ:"))
            .collect();
        assert_eq!((strip[0].id(), strip.len()), ("ZQ:2016-02", 136));
        for contract in strip {
            let id = contract.id();
            let month: Date = format!("{}-01", &id[3..]).parse().unwrap();
            let last = contract.last().unwrap().date;
            assert!(
                last == LAST || last.first_of_month() == month,
                "{id} ends {last}"
            );
            let mut prices = contract.bars().iter().map(|bar| bar.close);
            assert!(prices.all(|price| (94.0..100.0).contains(&price)), "{id}");
        }
    }

    #[test]
    fn paths_do_not_lead_below_zero() {
        let path = Path::seen_on(date(2020, 8, 4), -0.5);
        assert!(path.on(date(2021, 8, 2)) >= FLOOR);
    }
}
