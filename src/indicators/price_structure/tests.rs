//! States, breaks and tables of price structure on small made-up paths.

use jiff::civil::{Date, date};

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Origin, Series, Table};

const FIRST: Date = date(2024, 1, 1);

fn series(id: &str, closes: impl IntoIterator<Item = f64>) -> Series {
    let days = FIRST.series(jiff::Span::new().days(1));
    let bars = days
        .zip(closes)
        .map(|(day, close)| Bar::close_only(day, close));
    Series::new(id, Origin::Demo, bars.collect())
}

fn read(series: Series, levels: &[f64]) -> Reading {
    let mut settings = Settings::default();
    settings.price_structure.levels = levels.to_vec();
    let id = series.id().to_owned();
    let request = Request {
        subject: &id,
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&Inputs::from_iter([series]), &request)
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(quantity) | Cell::Signed(quantity) => Some(quantity.value),
        _ => None,
    }
}

fn fact_of(reading: &Reading, label: &str) -> Cell {
    let mut facts = reading.facts.iter();
    facts
        .find(|fact| fact.label.en == label)
        .unwrap()
        .value
        .clone()
}

fn levels(reading: &Reading) -> &Table {
    &reading.tables[1]
}

#[test]
fn states_have_the_names_traders_use() {
    for (percent, name) in [
        (0.0, "at its high"),
        (-0.1, "within 10% of its high"),
        (-9.99, "within 10% of its high"),
        (-10.0, "correction"),
        (-19.99, "correction"),
        (-20.0, "bear market"),
    ] {
        assert_eq!(state(percent).en, name, "{percent}");
    }
}

#[test]
fn the_fall_is_measured_from_the_highest_close() {
    let reading = read(
        series("X", (0..30).map(|at| if at == 10 { 200.0 } else { 150.0 })),
        &[],
    );
    assert_eq!(reading.value, Some(-25.0));
    assert_eq!(
        fact_of(&reading, "Highest close on"),
        Cell::Date(date(2024, 1, 11))
    );
    assert_eq!(
        number(&fact_of(&reading, "Deepest drawdown in the data")),
        Some(-25.0)
    );
}

#[test]
fn an_old_high_leaves_the_year() {
    let path = std::iter::once(200.0).chain(std::iter::repeat_n(100.0, 300));
    let reading = read(series("X", path), &[]);
    assert_eq!(reading.value, Some(-50.0));
    assert_eq!(
        number(&fact_of(&reading, "Drawdown over 252 days")),
        Some(0.0)
    );
}

#[test]
fn levels_asked_for_come_first() {
    let reading = read(
        series("X", (0..30).map(|at| 100.0 + f64::from(at % 2))),
        &[110.0, 90.0],
    );
    let found: Vec<Option<f64>> = levels(&reading)
        .rows
        .iter()
        .map(|row| number(&row[1]))
        .collect();
    assert_eq!(found[..2], [Some(110.0), Some(90.0)]);
    let distance = number(&levels(&reading).rows[0][2]).unwrap();
    assert!((distance - 100.0 * (110.0 / 101.0 - 1.0)).abs() < 1e-9);
}

#[test]
fn a_still_price_has_distances_but_no_sigmas() {
    let reading = read(series("X", [100.0; 40]), &[110.0]);
    let row = &levels(&reading).rows[0];
    assert!((number(&row[2]).unwrap() - 10.0).abs() < 1e-9);
    assert_eq!(row[3], Cell::Empty);
    assert_eq!(fact_of(&reading, "RSI(14)"), Cell::Empty);
}

#[test]
fn averages_longer_than_the_data_are_empty() {
    let reading = read(series("X", (0..60).map(f64::from)), &[]);
    let means: Vec<bool> = reading.tables[0]
        .rows
        .iter()
        .map(|row| row[1] != Cell::Empty)
        .collect();
    assert_eq!(means, [true, true, false, false]);
}

#[test]
fn a_break_is_noticed_on_its_day_only() {
    let path = |after: usize| {
        let rising = (0..120).map(|at| 100.0 + f64::from(at));
        series("X", rising.chain(std::iter::repeat_n(100.0, after)))
    };
    let broke = |after| read(path(after), &[]).notices.contains(&BROKE_DOWN);
    assert_eq!([0, 1, 2].map(broke), [false, true, false]);
}

#[test]
fn cash_indices_warn_of_hidden_gaps() {
    for (id, warned) in [("SPX", true), ("SPY", false)] {
        let reading = read(series(id, [100.0; 30]), &[]);
        assert_eq!(reading.notices.contains(&CASH_GAPS), warned, "{id}");
    }
}

#[test]
fn too_short_says_what_is_needed() {
    let reading = read(series("X", [100.0; 19]), &[]);
    let reason = reading.missing[0].reason;
    assert_eq!(reason, MissingReason::TooShort { have: 19, need: 20 });
}
