//! Which figure leads, and what baskets of known correlation show.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::indicators::{Inputs, Request};
use crate::model::{Bar, Cell, Figure, Origin, Series};

const DAYS: usize = 130;

fn closes(id: &str, values: impl IntoIterator<Item = f64>) -> Series {
    let days = date(2025, 1, 1).series(jiff::Span::new().days(1));
    let bars = days
        .zip(values)
        .map(|(day, close)| Bar::close_only(day, close));
    Series::new(id, Origin::Demo, bars.collect())
}

/// A price whose returns repeat a pattern.
fn patterned(id: &str, pattern: &[f64]) -> Series {
    let mut price = 100.0;
    let path: Vec<f64> = pattern
        .iter()
        .cycle()
        .take(DAYS)
        .map(|change| {
            price *= 1.0 + change;
            price
        })
        .collect();
    closes(id, path)
}

fn read(series: Vec<Series>, shares: Vec<Series>) -> Reading {
    let mut inputs = Inputs::from_iter(series);
    inputs.universe = shares.into_iter().map(Arc::new).collect();
    let settings = Settings::default();
    let request = Request {
        subject: "",
        as_of: None,
        settings: &settings,
    };
    INDICATOR.reading(&inputs, &request)
}

fn index() -> Series {
    patterned("SPX", &[0.01, -0.01])
}

fn shown(reading: &Reading, name: &str) -> Option<f64> {
    let mut rows = reading.tables[0].rows.iter();
    rows.find_map(|row| match (&row[0], &row[2]) {
        (Cell::Word(word), Cell::Number(value)) if word.en == name => Some(value.value),
        _ => None,
    })
}

#[test]
fn the_published_index_leads_where_it_is() {
    let shares = || {
        vec![
            patterned("A", &[0.01, -0.01]),
            patterned("B", &[0.02, -0.02]),
        ]
    };
    let cor3m = closes("COR3M", (0..40).map(|at| 20.0 + f64::from(at)));
    let reading = read(vec![index(), cor3m], shares());
    assert_eq!(reading.value, Some(59.0));
    assert!(!reading.notices.contains(&IS_OURS));
    let ours = read(vec![index()], shares());
    assert!(
        (ours.value.unwrap() - 100.0).abs() < 1e-6,
        "{:?}",
        ours.value
    );
    assert!(ours.notices.contains(&IS_OURS) && ours.notices.contains(&IN_PART));
    assert_eq!(ours.missing[0].input, "COR3M");
}

#[test]
fn shares_that_move_against_each_other() {
    let shares = vec![
        patterned("A", &[0.01, -0.01]),
        patterned("B", &[-0.01, 0.01]),
    ];
    let reading = read(vec![index()], shares);
    assert!(
        (reading.value.unwrap() + 100.0).abs() < 0.1,
        "{:?}",
        reading.value
    );
    let pairs = shown(&reading, "mean of all pairs, 63 days").unwrap();
    assert!((pairs + 100.0).abs() < 1e-6, "{pairs}");
    let Figure::Heat { names, rows } = &reading.plots[0].figure else {
        panic!()
    };
    assert_eq!(names, &["A", "B"]);
    assert!((rows[0][1].unwrap() + 1.0).abs() < 1e-9 && (rows[0][0].unwrap() - 1.0).abs() < 1e-9);
}

#[test]
fn a_jump_of_correlation_is_macro_and_a_low_complacent() {
    let shares = || {
        vec![
            patterned("A", &[0.01, -0.01]),
            patterned("B", &[0.02, -0.02]),
        ]
    };
    for (last, notice, other) in [
        (45.0, IS_MACRO, IS_COMPLACENT),
        (5.0, IS_COMPLACENT, IS_MACRO),
    ] {
        let path = (0..60).map(|at| {
            if at < 59 {
                20.0 + 0.01 * f64::from(at)
            } else {
                last
            }
        });
        let reading = read(vec![index(), closes("COR3M", path)], shares());
        assert!(reading.notices.contains(&notice), "{last}");
        assert!(!reading.notices.contains(&other), "{last}");
    }
}

#[test]
fn without_shares_the_published_indices_remain() {
    let reading = read(vec![closes("COR3M", [20.0, 21.0])], Vec::new());
    assert_eq!(reading.value, Some(21.0));
    let missing: Vec<&str> = reading
        .missing
        .iter()
        .map(|one| one.input.as_str())
        .collect();
    assert_eq!(missing, ["COR1M", "DSPX", "SPX", "constituents of SPX"]);
    let nothing = read(Vec::new(), Vec::new());
    assert_eq!(nothing.missing.len(), 3);
}

#[test]
fn own_implied_figures_need_ten_names() {
    let names = |count: usize| -> Vec<Series> {
        let ids = implied::NAMES
            .iter()
            .take(count)
            .map(|id| implied::series(id));
        let volatilities = ids.map(|id| closes(&id, [40.0]));
        volatilities
            .chain([closes("VIX", [20.0]), closes("COR3M", [20.0, 20.0])])
            .collect()
    };
    assert_eq!(
        shown(&read(names(9), Vec::new()), "implied, 1 month, own"),
        None
    );
    let reading = read(names(10), Vec::new());
    // Ten alike at twice the index: (400 - 160) / (1600 - 160).
    let found = shown(&reading, "implied, 1 month, own").unwrap();
    assert!((found - 100.0 * 240.0 / 1440.0).abs() < 1e-9, "{found}");
    let dispersion = shown(&reading, "dispersion, implied, own").unwrap();
    assert!(
        (dispersion - 1200.0_f64.sqrt()).abs() < 1e-9,
        "{dispersion}"
    );
}

#[test]
fn a_share_without_all_returns_is_left_out_of_the_window() {
    let whole = || {
        vec![
            patterned("A", &[0.01, -0.01]),
            patterned("B", &[-0.01, 0.01]),
        ]
    };
    let mut shares = whole();
    let young = patterned("C", &[0.05, -0.03, 0.02]).bars()[100..].to_vec();
    shares.push(Series::new("C", Origin::Demo, young));
    let with = read(vec![index()], shares);
    let pairs = |reading: &Reading| shown(reading, "mean of all pairs, 63 days").unwrap();
    assert!((pairs(&with) - pairs(&read(vec![index()], whole()))).abs() < 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn equal_volatilities_make_the_basket_s_correlation_the_mean_of_pairs(seed in 1..1000_u32) {
        let shares: Vec<Series> = (0..5_u32)
            .map(|share| {
                // The same moves in another order each: equal means and deviations over a period of seven.
                let step = 1 + (seed + share) % 6;
                let pattern: Vec<f64> =
                    (0..7_u32).map(|at| 0.003 * f64::from((at * step) % 7) - 0.009).collect();
                patterned(&format!("S{share}"), &pattern)
            })
            .collect();
        let reading = read(vec![index()], shares);
        // Sixty-three and twenty-one are whole periods.
        for (one, other) in [
            ("realised, 63 days", "mean of all pairs, 63 days"),
            ("realised, 21 days", "mean of all pairs, 21 days"),
        ] {
            let [a, b] = [one, other].map(|name| shown(&reading, name).unwrap());
            prop_assert!((a - b).abs() < 1e-6, "{} {}", a, b);
        }
    }
}
