//! Jobs, prices, output and buybacks of the demo market, each known from its release.
//!
//! Levels are close to those of history so that the notes' figures are familiar ones; months
//! between the typed ones are drawn. Payrolls of 2025 are kept as first published and as revised,
//! for the revision of the first of August is what a note is about.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::LAST;
use super::line::{self, Knots};
use super::noise::Noise;
use super::world::rounded;
use crate::calendar::{new_york, releases};
use crate::model::{Bar, Origin, Series, Vintage};

/// The first month: two years before the market, for rates over a year on its first day.
const SINCE: Date = date(2014, 1, 1);

#[rustfmt::skip]
const UNEMPLOYMENT: &Knots = &[
    (date(2014, 1, 1), 6.6), (date(2015, 1, 1), 5.7), (date(2016, 1, 1), 4.9), (date(2017, 1, 1), 4.7),
    (date(2018, 1, 1), 4.0), (date(2019, 1, 1), 4.0), (date(2019, 9, 1), 3.5), (date(2020, 2, 1), 3.5),
    (date(2020, 3, 1), 4.4), (date(2020, 4, 1), 14.8), (date(2020, 5, 1), 13.2), (date(2020, 6, 1), 11.0),
    (date(2020, 8, 1), 8.4), (date(2020, 11, 1), 6.7), (date(2021, 6, 1), 5.9), (date(2021, 12, 1), 3.9),
    (date(2022, 7, 1), 3.5), (date(2023, 4, 1), 3.4), (date(2023, 10, 1), 3.9), (date(2024, 3, 1), 3.9),
    (date(2024, 6, 1), 4.1), (date(2024, 7, 1), 4.2), (date(2024, 8, 1), 4.2), (date(2024, 9, 1), 4.1),
    (date(2024, 10, 1), 4.1), (date(2024, 11, 1), 4.2), (date(2024, 12, 1), 4.1), (date(2025, 1, 1), 4.0),
    (date(2025, 2, 1), 4.1), (date(2025, 3, 1), 4.2), (date(2025, 4, 1), 4.2), (date(2025, 5, 1), 4.2),
    (date(2025, 6, 1), 4.1), (date(2025, 7, 1), 4.2), (date(2025, 8, 1), 4.3), (date(2025, 9, 1), 4.4),
    (date(2025, 11, 1), 4.5), (date(2025, 12, 1), 4.4),
];

/// Thousands of jobs, up to the end of 2024.
#[rustfmt::skip]
const JOBS: &Knots = &[
    (date(2014, 1, 1), 137_500.0), (date(2016, 1, 1), 143_200.0), (date(2018, 1, 1), 147_700.0),
    (date(2020, 2, 1), 152_300.0), (date(2020, 3, 1), 150_900.0), (date(2020, 4, 1), 130_400.0),
    (date(2020, 5, 1), 133_000.0), (date(2020, 6, 1), 137_700.0), (date(2020, 8, 1), 140_800.0),
    (date(2020, 12, 1), 142_500.0), (date(2021, 6, 1), 145_800.0), (date(2021, 12, 1), 149_800.0),
    (date(2022, 7, 1), 153_100.0), (date(2022, 12, 1), 154_300.0), (date(2023, 6, 1), 155_900.0),
    (date(2023, 12, 1), 156_900.0), (date(2024, 6, 1), 157_700.0), (date(2024, 12, 1), 158_300.0),
];

/// Changes of 2025 in thousands: month, as first published, as revised once, as known now.
const CHANGES: [(Date, [f64; 3]); 12] = [
    (date(2025, 1, 1), [143.0, 125.0, 111.0]),
    (date(2025, 2, 1), [151.0, 117.0, 102.0]),
    (date(2025, 3, 1), [228.0, 185.0, 120.0]),
    (date(2025, 4, 1), [177.0, 147.0, 158.0]),
    (date(2025, 5, 1), [139.0, 144.0, 19.0]),
    (date(2025, 6, 1), [147.0, 14.0, -13.0]),
    (date(2025, 7, 1), [73.0, 79.0, 72.0]),
    (date(2025, 8, 1), [22.0, -4.0, -26.0]),
    (date(2025, 9, 1), [119.0, 108.0, 108.0]),
    (date(2025, 10, 1), [-105.0, -105.0, -173.0]),
    (date(2025, 11, 1), [64.0, 56.0, 56.0]),
    (date(2025, 12, 1), [50.0, 50.0, 50.0]),
];

#[rustfmt::skip]
const CORE_CPI: &Knots = &[
    (date(2014, 1, 1), 236.0), (date(2016, 1, 1), 245.0), (date(2018, 1, 1), 255.2), (date(2020, 2, 1), 267.4),
    (date(2020, 5, 1), 265.4), (date(2021, 3, 1), 271.5), (date(2021, 6, 1), 277.7), (date(2022, 6, 1), 294.1),
    (date(2023, 6, 1), 308.3), (date(2024, 6, 1), 318.4), (date(2025, 3, 1), 325.7), (date(2025, 6, 1), 327.7),
    (date(2025, 9, 1), 330.4), (date(2025, 11, 1), 331.0), (date(2025, 12, 1), 331.8),
];

#[rustfmt::skip]
const CPI: &Knots = &[
    (date(2014, 1, 1), 235.3), (date(2016, 1, 1), 237.7), (date(2018, 1, 1), 248.9), (date(2020, 2, 1), 259.3),
    (date(2020, 5, 1), 255.8), (date(2021, 3, 1), 265.0), (date(2022, 6, 1), 295.0), (date(2023, 6, 1), 304.0),
    (date(2024, 6, 1), 313.0), (date(2025, 6, 1), 321.4), (date(2025, 9, 1), 324.2), (date(2025, 12, 1), 326.0),
];

#[rustfmt::skip]
const CORE_PCE: &Knots = &[
    (date(2014, 1, 1), 94.5), (date(2016, 1, 1), 97.2), (date(2018, 1, 1), 100.5), (date(2020, 2, 1), 104.8),
    (date(2020, 5, 1), 104.4), (date(2021, 3, 1), 106.8), (date(2022, 6, 1), 114.6), (date(2023, 6, 1), 119.6),
    (date(2024, 6, 1), 122.8), (date(2025, 6, 1), 126.2), (date(2025, 9, 1), 127.1), (date(2025, 12, 1), 127.8),
];

/// Core prices of consumption that the shutdown of 2025 held up: month, day of publication.
const LATE: [(Date, Date); 4] = [
    (date(2025, 9, 1), date(2025, 12, 5)),
    (date(2025, 10, 1), date(2026, 1, 22)),
    (date(2025, 11, 1), date(2026, 1, 22)),
    (date(2025, 12, 1), date(2026, 2, 20)),
];

/// Output a year, USD bn, by quarter.
#[rustfmt::skip]
const OUTPUT: &Knots = &[
    (date(2014, 1, 1), 17_200.0), (date(2016, 1, 1), 18_500.0), (date(2018, 1, 1), 20_300.0),
    (date(2019, 10, 1), 21_900.0), (date(2020, 4, 1), 19_900.0), (date(2020, 7, 1), 21_600.0),
    (date(2022, 1, 1), 25_000.0), (date(2023, 7, 1), 28_000.0), (date(2024, 7, 1), 29_500.0),
    (date(2025, 7, 1), 30_700.0),
];

/// What companies of the S&P 500 bought back, USD bn, by quarter.
#[rustfmt::skip]
const BUYBACKS: &Knots = &[
    (date(2014, 1, 1), 159.0), (date(2015, 1, 1), 144.0), (date(2016, 1, 1), 161.0), (date(2017, 1, 1), 133.0),
    (date(2018, 1, 1), 189.0), (date(2018, 10, 1), 223.0), (date(2019, 10, 1), 182.0), (date(2020, 1, 1), 199.0),
    (date(2020, 4, 1), 88.7), (date(2020, 7, 1), 101.8), (date(2021, 1, 1), 178.0), (date(2021, 10, 1), 270.0),
    (date(2022, 1, 1), 281.0), (date(2022, 10, 1), 211.0), (date(2023, 4, 1), 175.0), (date(2024, 1, 1), 236.8),
    (date(2024, 4, 1), 235.9), (date(2024, 7, 1), 226.6), (date(2024, 10, 1), 243.2), (date(2025, 1, 1), 293.5),
    (date(2025, 4, 1), 234.6), (date(2025, 7, 1), 249.0),
];

/// All series of a month or a quarter.
pub(super) fn series(seed: u64) -> Vec<Series> {
    let drawn = |id, knots, noise, decimals, unit| drawn(seed, id, knots, (noise, decimals), unit);
    let index = "Index";
    vec![
        drawn("UNRATE", UNEMPLOYMENT, 0.05, 1, "Percent").published(unemployment_known),
        payrolls(seed),
        drawn("CPIAUCSL", CPI, 0.15, 3, index).published(prices_known),
        drawn("CPILFESL", CORE_CPI, 0.08, 3, index).published(prices_known),
        drawn("PCEPILFE", CORE_PCE, 0.04, 3, index).published(consumption_known),
        quarterly("GDP", OUTPUT, "Billions of Dollars", 28),
        quarterly("BUYBACK:SPX", BUYBACKS, "USD bn", 79),
    ]
}

/// Months from the first to the last whose figures are out on the last day of the market.
fn months() -> impl Iterator<Item = Date> {
    SINCE
        .series(1.month())
        .take_while(|month| *month < LAST.first_of_month())
}

/// Values near a line, on it in its knots; without the month that was never collected where the
/// line has a knot on either side of it.
fn drawn(seed: u64, id: &str, knots: &Knots, chance: (f64, u8), unit: &str) -> Series {
    let (size, decimals) = chance;
    let mut noise = Noise::new(seed, id);
    let is_survey = id != "PCEPILFE";
    let last = knots.last().map_or(SINCE, |knot| knot.0);
    let collected = |month: &Date| !(is_survey && *month == releases::NEVER_COLLECTED);
    let bars = months().take_while(|month| *month <= last).map(|month| {
        let free = line::freedom(knots, month) * size * noise.shock();
        Bar::close_only(month, rounded(line::at(knots, month) + free, decimals))
    });
    let bars = bars.filter(|bar| collected(&bar.date)).collect();
    Series::new(id, Origin::Demo, bars).with_unit(unit)
}

fn unemployment_known(month: Date) -> Option<Date> {
    releases::unemployment(month).map(|release| release.day)
}

/// By the bureau's schedule; months before it are old news on the first day of the market.
fn prices_known(month: Date) -> Option<Date> {
    let scheduled = releases::cpi(month).map(|release| release.day);
    scheduled.or_else(|| month.checked_add(45.days()).ok())
}

/// The last trading day of the month after, which the shutdown moved.
fn consumption_known(month: Date) -> Option<Date> {
    if let Some((_, day)) = LATE.iter().find(|(late, _)| *late == month) {
        return Some(*day);
    }
    let next = month.checked_add(2.months()).ok()?.first_of_month();
    new_york::previous_trading_day(next)
}

/// Levels up to 2024, then the changes of 2025 with their revisions: each month's first figure
/// with its release, the revised one with the next, the last with the one after that.
fn payrolls(seed: u64) -> Series {
    let mut noise = Noise::new(seed, "PAYEMS");
    let known = |month: Date| releases::payrolls(month).map_or(month, |release| release.day);
    let mut said: Vec<Vintage> = months()
        .take_while(|month| month.year() < 2025)
        .map(|month| {
            let free = line::freedom(JOBS, month) * 50.0 * noise.shock();
            let level = rounded(line::at(JOBS, month) + free, 0);
            Vintage {
                known: known(month),
                bar: Bar::close_only(month, level),
            }
        })
        .collect();
    let base = said.last().map_or(0.0, |last| last.bar.close);
    for (at, (release, _)) in CHANGES.iter().enumerate() {
        let mut level = base;
        for (place, (month, changes)) in CHANGES.iter().take(at + 1).enumerate() {
            let [first, second, last] = changes;
            level += match at - place {
                0 => first,
                1 => second,
                _ => last,
            };
            said.push(Vintage {
                known: known(*release),
                bar: Bar::close_only(*month, level),
            });
        }
    }
    Series::of_vintages("PAYEMS", Origin::Demo, said).with_unit("Thousands of Persons")
}

/// One figure a quarter, dated by its first day and known some days after its end.
fn quarterly(id: &str, knots: &Knots, unit: &str, days_after: i32) -> Series {
    let last = knots.last().map_or(SINCE, |knot| knot.0);
    let quarters = SINCE
        .series(3.months())
        .take_while(|quarter| *quarter <= last);
    let bars =
        quarters.map(|quarter| Bar::close_only(quarter, rounded(line::at(knots, quarter), 1)));
    let known = |quarter: Date| {
        let end = quarter.checked_add(2.months()).ok()?.last_of_month();
        end.checked_add(days_after.days()).ok()
    };
    Series::new(id, Origin::Demo, bars.collect())
        .with_unit(unit)
        .published(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::demo::{FIRST, SEED};

    fn of(id: &str) -> Series {
        let all = series(SEED);
        all.into_iter().find(|one| one.id() == id).unwrap()
    }

    #[test]
    fn nothing_is_known_before_its_release() {
        for (id, day, last) in [
            ("UNRATE", date(2025, 8, 1), date(2025, 7, 1)),
            ("UNRATE", date(2025, 7, 31), date(2025, 6, 1)),
            ("UNRATE", date(2025, 11, 19), date(2025, 8, 1)),
            ("CPILFESL", date(2025, 9, 10), date(2025, 7, 1)),
            ("CPILFESL", date(2026, 1, 13), date(2025, 12, 1)),
            ("PCEPILFE", date(2026, 2, 6), date(2025, 11, 1)),
            ("GDP", date(2026, 2, 6), date(2025, 7, 1)),
            ("BUYBACK:SPX", date(2025, 12, 17), date(2025, 4, 1)),
            ("BUYBACK:SPX", date(2025, 12, 18), date(2025, 7, 1)),
        ] {
            let known = of(id).as_of(day);
            assert_eq!(
                known.last().map(|bar| bar.date),
                Some(last),
                "{id} on {day}"
            );
        }
    }

    #[test]
    fn the_second_column_of_the_first_of_august() {
        let mean = |day| {
            let known = of("PAYEMS").as_of(day);
            let bars = known.bars();
            let [then, now] = [bars.len() - 4, bars.len() - 1].map(|at| bars[at].close);
            (now - then) / 3.0
        };
        assert!((140.0..160.0).contains(&mean(date(2025, 7, 31))));
        assert!(
            (34.0..37.0).contains(&mean(date(2025, 8, 1))),
            "{}",
            mean(date(2025, 8, 1))
        );
        assert!(
            (25.0..30.0).contains(&mean(date(2025, 9, 17))),
            "{}",
            mean(date(2025, 9, 17))
        );
        assert!(mean(date(2026, 2, 6)) < 0.0);
    }

    #[test]
    fn what_was_never_collected_is_not_there() {
        for id in ["UNRATE", "CPILFESL", "CPIAUCSL"] {
            assert_eq!(of(id).close_on(releases::NEVER_COLLECTED), None, "{id}");
            assert!(of(id).close_on(date(2025, 11, 1)).is_some(), "{id}");
        }
        assert!(of("PAYEMS").close_on(releases::NEVER_COLLECTED).is_some());
        assert!(of("PCEPILFE").close_on(releases::NEVER_COLLECTED).is_some());
    }

    #[test]
    fn a_year_of_figures_is_known_on_the_first_day() {
        for one in series(SEED) {
            let known = one.as_of(FIRST);
            let last = known.last().map(|bar| bar.date).unwrap();
            assert!(last >= date(2015, 7, 1), "{} ends {last}", one.id());
            let need = if one.id() == "GDP" || one.id().starts_with("BUY") {
                4
            } else {
                20
            };
            assert!(known.bars().len() >= need, "{}", one.id());
        }
    }
}
