//! The registry's rules, properties of every indicator, and reference values.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{INDICATORS, Indicator, Inputs, Request, Settings, find};
use crate::model::{Bar, Cell, Fact, Locale, Origin, Reading, Series, Table};

mod golden_flows;
mod golden_liquidity;
mod golden_macro;
mod golden_market;
mod golden_models;
mod golden_options;
mod golden_portfolio;
mod golden_talib;
mod golden_universe;
mod golden_volatility;
mod properties;
mod reference;

/// The reference values that each indicator is held to; a new indicator adds its own.
const GOLDEN: &[(&str, &str)] = &[
    ("cta-trend", "golden_models"),
    ("vol-control", "golden_models"),
    ("risk-parity", "golden_portfolio"),
    ("leveraged-etf-flow", "golden_flows"),
    ("dealer-gamma", "golden_options"),
    ("skew-25d", "golden_options"),
    ("implied-vol-index", "golden_options"),
    ("variance-risk-premium", "golden_volatility"),
    ("single-stock-vol-ratio", "golden_flows"),
    ("correlation-dispersion", "golden_universe"),
    ("factor-momentum", "golden_universe"),
    ("breadth", "golden_universe"),
    ("curve-regime", "golden_flows"),
    ("fed-path", "golden_macro"),
    ("price-structure", "golden_market, golden_talib"),
    ("illiquidity", "golden_liquidity"),
    ("var-shock", "golden_portfolio"),
    ("fund-beta", "golden_portfolio"),
    ("option-expiry", "golden_options"),
    ("option-structure", "golden_options"),
    ("labour-inflation", "golden_macro"),
    ("net-liquidity", "golden_macro"),
    ("crypto", "golden_macro"),
    ("buyback", "golden_macro"),
    ("realised-volatility", "golden_volatility, golden_talib"),
];

/// A reading with default settings.
pub(super) fn read(id: &str, inputs: &Inputs, subject: &str, as_of: Option<Date>) -> Reading {
    let settings = Settings::default();
    let request = Request {
        subject,
        as_of,
        settings: &settings,
    };
    find(id).unwrap().reading(inputs, &request)
}

/// The number in a cell.
pub(super) fn value(cell: &Cell) -> f64 {
    match cell {
        Cell::Number(quantity) | Cell::Signed(quantity) => quantity.value,
        other => panic!("not a number: {other:?}"),
    }
}

/// The fact with an English label.
pub(super) fn fact<'a>(reading: &'a Reading, label: &str) -> &'a Cell {
    let labelled = |fact: &&Fact| fact.label.en == label;
    match reading.facts.iter().find(labelled) {
        Some(fact) => &fact.value,
        None => panic!("no fact {label:?} in {:?}", reading.facts),
    }
}

/// The table with an English title.
fn table<'a>(reading: &'a Reading, title: &str) -> &'a Table {
    let titled = |table: &&Table| table.title.en == title;
    reading.tables.iter().find(titled).unwrap()
}

/// Whether two numbers agree to one part in 10⁸, or to 10⁻⁸ near zero.
fn agree(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-8 * expected.abs().max(1.0)
}

/// Asserts that a number agrees with its reference.
#[track_caller]
fn check(what: &str, found: f64, expected: f64) {
    assert!(
        agree(found, expected),
        "{what}: {found}, expected {expected}"
    );
}

/// A series of closes on days that follow one another.
pub(super) fn closes(id: &str, first: Date, values: impl IntoIterator<Item = f64>) -> Series {
    let days = first.series(jiff::Span::new().days(1));
    let bars = days
        .zip(values)
        .map(|(day, close)| Bar::close_only(day, close));
    Series::new(id, Origin::Demo, bars.collect())
}

fn is_kebab(id: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    id.split('-').all(word)
}

#[test]
fn ids_are_unique_and_kebab_case() {
    let ids: BTreeSet<&str> = INDICATORS.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), INDICATORS.len());
    assert!(ids.iter().all(|id| is_kebab(id)), "{ids:?}");
    assert_eq!(find("vol-control").map(|one| one.id), Some("vol-control"));
    assert!(find("no-such-panel").is_none());
}

#[test]
fn every_indicator_is_described_in_all_languages() {
    for one in INDICATORS {
        for locale in Locale::ALL {
            for term in [one.name, one.method, one.group.name()] {
                assert!(
                    !term.get(locale).trim().is_empty(),
                    "{} in {locale:?}",
                    one.id
                );
            }
        }
        assert!(one.source.len() > 10, "{} has no source", one.id);
        assert!(is_kebab(one.group.id()));
    }
}

#[test]
fn every_indicator_has_reference_values() {
    let lacking: Vec<&str> = INDICATORS
        .iter()
        .map(|one| one.id)
        .filter(|id| {
            !GOLDEN
                .iter()
                .any(|(golden, tests)| golden == id && !tests.is_empty())
        })
        .collect();
    assert!(lacking.is_empty(), "no reference values: {lacking:?}");
    assert!(GOLDEN.iter().all(|(id, _)| find(id).is_some()));
}

#[test]
fn models_are_marked() {
    let models: Vec<&str> = INDICATORS
        .iter()
        .filter(|one| one.is_model)
        .map(|one| one.id)
        .collect();
    let estimates = [
        "cta-trend",
        "vol-control",
        "risk-parity",
        "leveraged-etf-flow",
        "dealer-gamma",
        "var-shock",
        "fund-beta",
        "buyback",
    ];
    let expected: Vec<&str> = estimates
        .into_iter()
        .filter(|id| find(id).is_some())
        .collect();
    assert_eq!(models, expected);
}

#[test]
fn inputs_follow_the_subject() {
    let inputs = |id: &str, subject: &str| find(id).map(|one| one.inputs(subject)).unwrap();
    assert_eq!(inputs("realised-volatility", "NVDA"), ["NVDA"]);
    assert_eq!(inputs("realised-volatility", ""), ["SPX"]);
    assert_eq!(inputs("variance-risk-premium", "NVDA"), ["SPX", "VIX"]);
    assert!(inputs("leveraged-etf-flow", "").contains(&"AUM:TQQQ".to_owned()));
}

#[test]
fn only_some_need_the_universe() {
    let needing: Vec<&str> = INDICATORS
        .iter()
        .filter(|one| one.needs_universe)
        .map(|one| one.id)
        .collect();
    let of_constituents = [
        "single-stock-vol-ratio",
        "correlation-dispersion",
        "factor-momentum",
        "breadth",
    ];
    let expected: Vec<&str> = of_constituents
        .into_iter()
        .filter(|id| find(id).is_some())
        .collect();
    assert_eq!(needing, expected);
}

#[test]
fn nothing_at_all_is_missing_rather_than_wrong() {
    for one in INDICATORS {
        let reading = read(one.id, &Inputs::default(), "SPX", None);
        assert_eq!(reading.value, None, "{}", one.id);
        assert_eq!(reading.as_of, None);
        assert!(
            !reading.missing.is_empty(),
            "{} says nothing of what it lacks",
            one.id
        );
        assert_eq!(reading.unit, one.unit);
    }
}

/// All numbers of a reading.
fn numbers(reading: &Reading) -> Vec<f64> {
    let cells = reading
        .tables
        .iter()
        .flat_map(|table| table.rows.iter().flatten());
    let cells = cells.chain(reading.facts.iter().map(|fact| &fact.value));
    let in_cells = cells.filter_map(|cell| match cell {
        Cell::Number(quantity) | Cell::Signed(quantity) => Some(quantity.value),
        _ => None,
    });
    let head = [
        reading.value,
        reading.change_1d,
        reading.change_1m,
        reading.percentile.map(|p| p.value),
    ];
    let history = reading.history.iter().map(|(_, value)| *value);
    in_cells
        .chain(head.into_iter().flatten())
        .chain(history)
        .collect()
}

/// Asserts what holds of every reading whatever it was made from.
#[track_caller]
fn check_whole(one: &Indicator, reading: &Reading) {
    let id = one.id;
    assert!(
        numbers(reading).iter().all(|number| number.is_finite()),
        "{id}: {reading:?}"
    );
    for table in &reading.tables {
        let width = table.columns.len();
        assert!(
            table.rows.iter().all(|row| row.len() == width),
            "{id}: {}",
            table.title.en
        );
    }
    assert!(reading.history.is_sorted_by(|a, b| a.0 < b.0), "{id}");
    assert_eq!(
        reading.value,
        reading.history.last().map(|(_, value)| *value),
        "{id}"
    );
    assert_eq!(
        reading.as_of,
        reading.history.last().map(|(day, _)| *day),
        "{id}"
    );
    match reading.value {
        Some(_) => {
            let percentile = reading.percentile.unwrap();
            assert!(percentile.value > 0.0 && percentile.value <= 100.0);
            assert!(percentile.count <= percentile.window && !reading.inputs.is_empty());
        }
        None => assert!(!reading.missing.is_empty(), "{id}"),
    }
}
