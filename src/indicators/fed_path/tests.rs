//! The panel as a rates desk reads it, on strips made up here.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::*;
use crate::calendar::fomc;
use crate::indicators::settings::{FedPath, Settings};
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Origin, Series};

/// Contracts of `months` from `first` on, each settling every weekday of `days`, when the rate of
/// every day is as `rate` says.
fn strip(first: Date, months: i32, days: &[Date], rate: impl Fn(Date) -> f64) -> Inputs {
    let contracts = (0..months).map(|at| {
        let month = first.checked_add(at.months()).unwrap();
        let length = month.days_in_month();
        let sum: f64 = month.series(1.day()).take(length as usize).map(&rate).sum();
        let price = 100.0 - sum / f64::from(length);
        let last = month.last_of_month();
        let bars = days.iter().filter(|day| **day <= last);
        let bars = bars.map(|day| Bar::close_only(*day, price));
        Series::new(strip::contract(month), Origin::Demo, bars.collect())
    });
    contracts.collect()
}

fn read(inputs: &Inputs, days: DayCount) -> Reading {
    let settings = Settings {
        fed_path: FedPath { days },
        ..Settings::default()
    };
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(inputs, &request)
}

fn fact<'a>(reading: &'a Reading, label: &str) -> &'a Cell {
    let found = reading.facts.iter().find(|fact| fact.label.en == label);
    &found.unwrap_or_else(|| panic!("no {label}")).value
}

fn figure(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(quantity) | Cell::Signed(quantity) => quantity.value,
        other => panic!("{other:?}"),
    }
}

/// Down a quarter at each of three meetings of 2026, from the day after each.
fn three_cuts(day: Date) -> f64 {
    let cuts = [date(2026, 3, 18), date(2026, 6, 17), date(2026, 9, 16)];
    3.64 - 0.25 * cuts.iter().filter(|cut| day > **cut).count() as f64
}

#[test]
fn three_whole_cuts_are_three_whole_cuts() {
    let days = [date(2026, 2, 5), date(2026, 2, 6)];
    let inputs = strip(date(2026, 1, 1), 15, &days, three_cuts);
    let reading = read(&inputs, DayCount::NextDay);
    assert!((reading.value.unwrap() + 75.0).abs() < 1e-9, "{reading:?}");
    assert_eq!(
        fact(&reading, "Next meeting"),
        &Cell::Date(date(2026, 3, 18))
    );
    assert!((figure(fact(&reading, "Odds of a cut")) - 100.0).abs() < 1e-6);
    let whole = fact(&reading, "First meeting with a whole cut priced");
    assert_eq!(whole, &Cell::Date(date(2026, 3, 18)));
    let last = fact(&reading, "Last meeting of that year");
    assert_eq!(last, &Cell::Date(date(2026, 12, 9)));
    assert!((figure(fact(&reading, "Rate after it")) - 2.89).abs() < 1e-9);
    // January's contract has no settlement: the strip was seen in February only.
    assert_eq!(reading.inputs.len(), 14);
}

#[test]
fn on_the_day_of_a_decision_the_next_one_is_next() {
    let days = [date(2026, 3, 17), date(2026, 3, 18)];
    let inputs = strip(date(2026, 2, 1), 15, &days, three_cuts);
    let reading = read(&inputs, DayCount::NextDay);
    assert_eq!(
        fact(&reading, "Next meeting"),
        &Cell::Date(date(2026, 4, 29))
    );
    assert!((reading.value.unwrap() + 50.0).abs() < 1e-9);
    assert!((reading.change_1d.unwrap() - 25.0).abs() < 1e-9);
    assert_eq!(
        fact(&reading, "Odds of a cut, one-day change, points"),
        &Cell::Empty,
        "another meeting"
    );
}

#[test]
fn after_december_the_year_is_the_next() {
    let days = [date(2025, 12, 10), date(2025, 12, 11)];
    let inputs = strip(date(2025, 11, 1), 15, &days, three_cuts);
    let reading = read(&inputs, DayCount::NextDay);
    assert_eq!(
        fact(&reading, "Next meeting"),
        &Cell::Date(date(2026, 1, 28))
    );
    assert!((reading.value.unwrap() + 75.0).abs() < 1e-9);
}

#[test]
fn nobody_sees_the_emergency_of_2020_coming() {
    // The cut of 3 March reaches back into the average of the month, and stays unknown to a
    // reading of February, which takes the month's meeting to be the one of the 18th.
    let days = [date(2020, 2, 27), date(2020, 2, 28)];
    let inputs = strip(date(2020, 1, 1), 15, &days, |_| 1.58);
    let reading = read(&inputs, DayCount::NextDay);
    assert_eq!(
        fact(&reading, "Next meeting"),
        &Cell::Date(date(2020, 3, 18))
    );
    let days = [date(2020, 3, 13), date(2020, 3, 16)];
    let inputs = strip(date(2020, 2, 1), 15, &days, |_| 0.1);
    let reading = read(&inputs, DayCount::NextDay);
    assert_eq!(
        fact(&reading, "Next meeting"),
        &Cell::Date(date(2020, 4, 29))
    );
}

#[test]
fn a_strip_that_ends_early_names_the_contract_it_lacks() {
    let days = [date(2026, 2, 6)];
    let inputs = strip(date(2026, 1, 1), 8, &days, three_cuts);
    let reading = read(&inputs, DayCount::NextDay);
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "ZQ:2026-09");
    let nothing = read(&Inputs::default(), DayCount::NextDay);
    assert_eq!(nothing.missing[0].input, "ZQ");
}

#[test]
fn a_price_of_something_else_is_no_rate() {
    let days = [date(2026, 2, 6)];
    let mut inputs = strip(date(2026, 1, 1), 15, &days, three_cuts);
    let odd = vec![Bar::close_only(days[0], 4.05)];
    inputs.insert(std::sync::Arc::new(Series::new(
        "ZQ:2026-02",
        Origin::Demo,
        odd,
    )));
    let reading = read(&inputs, DayCount::NextDay);
    // February decides nothing, so March is still solved from April.
    assert!(reading.value.is_some());
    assert!(
        reading
            .inputs
            .iter()
            .all(|input| input.series != "ZQ:2026-02")
    );
}

#[test]
fn odds_that_jump_are_said() {
    let before = strip(date(2026, 1, 1), 15, &[date(2026, 2, 5)], |_| 3.64);
    let after = strip(date(2026, 1, 1), 15, &[date(2026, 2, 6)], three_cuts);
    let mut both = Inputs::default();
    for (id, series) in &before.series {
        let bars = series.bars().iter().chain(after.series[id].bars()).copied();
        both.insert(std::sync::Arc::new(Series::new(
            id,
            Origin::Demo,
            bars.collect(),
        )));
    }
    let reading = read(&both, DayCount::NextDay);
    assert!(reading.notices.contains(&JUMPED));
    let still = read(&after, DayCount::NextDay);
    assert!(!still.notices.contains(&JUMPED));
}

#[test]
fn the_rule_of_days_is_said() {
    let inputs = strip(date(2026, 1, 1), 15, &[date(2026, 2, 6)], three_cuts);
    let reading = read(&inputs, DayCount::SameDay);
    assert!(reading.notices.contains(&EFFECTIVE_SAME_DAY));
    let held = fomc::decisions().find(|day| *day > date(2026, 2, 6));
    assert_eq!(fact(&reading, "Next meeting"), &Cell::Date(held.unwrap()));
}
