//! Rates, macro, crypto and buybacks against published outputs and other libraries.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::Value;

use super::reference::{self, number};
use super::{check, fact, read, table, value};
use crate::indicators::math::pairs::Pair;
use crate::indicators::{DayCount, Inputs, Request, Settings, find};
use crate::model::{Bar, Cell, Origin, Reading, Series};

fn series(id: &str, bars: Vec<Bar>) -> Series {
    Series::new(id, Origin::File("reference".to_owned()), bars)
}

fn one(id: &str, day: Date, close: f64) -> Series {
    series(id, vec![Bar::close_only(day, close)])
}

/// The strip of 2023-03-10 and its reading by one rule of days.
fn path_of_2023(days: DayCount, case: &Value) -> Reading {
    let seen: Date = case["watch_date"].as_str().unwrap().parse().unwrap();
    let mut inputs = Inputs::default();
    for (month, price) in case["settlements"].as_object().unwrap() {
        let first: Date = format!("{month}-01").parse().unwrap();
        let settled = seen.min(first.last_of_month());
        let contract = one(&format!("ZQ:{month}"), settled, price.as_f64().unwrap());
        inputs.insert(Arc::new(contract));
    }
    let mut settings = Settings::default();
    settings.fed_path.days = days;
    let request = Request {
        subject: "",
        as_of: Some(seen),
        settings: &settings,
    };
    find("fed-path").unwrap().reading(&inputs, &request)
}

/// Per cent of the outcomes, in basis points, that satisfy a condition.
fn share(distribution: &Value, is_counted: impl Fn(i32) -> bool) -> f64 {
    let outcomes = distribution.as_object().unwrap().iter();
    let counted = outcomes.filter(|(points, _)| is_counted(points.parse().unwrap()));
    counted
        .map(|(_, share)| 100.0 * share.as_f64().unwrap())
        .sum()
}

/// The columns of the table of sums, as conditions on basis points.
const COLUMNS: [fn(i32) -> bool; 6] = [
    |points| points <= -75,
    |points| points == -50,
    |points| points == -25,
    |points| points == 0,
    |points| points == 25,
    |points| points >= 50,
];

fn holds(reading: &Reading, expected: &Value) {
    let expected = expected["expected"].as_array().unwrap();
    let meetings = table(reading, "Meeting by meeting");
    let sums = table(reading, "Odds of the sum by each meeting, bp");
    assert_eq!(meetings.rows.len(), expected.len());
    for ((row, sums), case) in meetings.rows.iter().zip(&sums.rows).zip(expected) {
        assert_eq!(row[0], Cell::Date(reference::day(case, "date")));
        let [start, end] = ["start", "end"].map(|key| number(case, &[key]));
        check("move", value(&row[1]), 100.0 * (end - start));
        check("rate after", value(&row[3]), end);
        let steps = number(case, &["moves_25bp"]);
        check("steps", value(&row[1]) / 25.0, steps);
        for (cell, is_counted) in sums.iter().skip(1).zip(COLUMNS) {
            let expected = share(&case["dist_bp"], is_counted);
            assert!((value(cell) - expected).abs() < 1e-7, "{case}");
        }
    }
}

#[test]
fn the_path_of_march_2023_by_both_rules_of_days() {
    let Some(file) = reference::json("fedwatch_example.json") else {
        return;
    };
    let case = &file["crosscheck"];
    holds(&path_of_2023(DayCount::NextDay, case), &case["n_pre_d"]);
    holds(
        &path_of_2023(DayCount::SameDay, case),
        &case["n_pre_d_minus_1"],
    );
}

#[test]
fn priced_to_the_end_of_2023_with_its_tails() {
    let Some(file) = reference::json("fedwatch_example.json") else {
        return;
    };
    let reading = path_of_2023(DayCount::NextDay, &file["crosscheck"]);
    let derived = &file["derived"];
    let expected = number(derived, &["cuts_to_year_end_bp_n_pre_d"]);
    assert!((reading.value.unwrap() - expected).abs() < 5e-7);
    let tail = &derived["tail_2023_12_n_pre_d"];
    check("mean", reading.value.unwrap(), number(tail, &["mean_bp"]));
    let sums = table(&reading, "Odds of the sum by each meeting, bp");
    let december = Cell::Date(date(2023, 12, 13));
    let row = sums.rows.iter().find(|row| row[0] == december).unwrap();
    let below: f64 = row[1..4].iter().map(value).sum();
    check(
        "below",
        below,
        100.0 * number(tail, &["p_cut_ge_25bp_below_current"]),
    );
    check(
        "above",
        value(&row[6]),
        100.0 * number(tail, &["p_hike_ge_50"]),
    );
    let next = value(fact(&reading, "Odds of a rise"));
    assert!((next - 100.0).abs() < 1e-9, "a rise of 25 or of 50");
}

#[test]
fn the_aggregated_view_of_2024() {
    // Even odds at June and again at July: a quarter, a half, a quarter by July.
    let seen = date(2024, 5, 31);
    let inputs: Inputs = [
        ("ZQ:2024-05", 94.875),
        ("ZQ:2024-06", 94.75),
        ("ZQ:2024-07", 94.625),
    ]
    .into_iter()
    .map(|(id, price)| one(id, seen, price))
    .collect();
    // The article's months carry no days of meetings; by its own averages each steps 12.5 bp.
    let averages: Vec<f64> = inputs
        .series
        .values()
        .map(|one| 100.0 - one.bars()[0].close)
        .collect();
    let steps: Vec<f64> = averages
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) / 0.25)
        .collect();
    assert_eq!(steps, [0.5, 0.5]);
    // With the days of the meetings the strip ends before July can be solved, and this is said.
    let reading = read("fed-path", &inputs, "", Some(seen));
    assert_eq!(reading.value, None);
    assert_eq!(reading.missing[0].input, "ZQ:2024-08");
}

fn rates(vintage: &Value) -> Series {
    let rows = vintage["unrate"].as_object().unwrap().iter();
    let bars = rows.map(|(month, rate)| {
        let day: Date = format!("{month}-01").parse().unwrap();
        Bar::close_only(day, rate.as_f64().unwrap())
    });
    series("UNRATE", bars.collect())
}

/// Payrolls whose last changes are the constructed ones of the reference.
fn payrolls(last: Date, changes: &[f64]) -> Series {
    let mut level = 159_000.0;
    let first = last.checked_sub((changes.len() as i64).months()).unwrap();
    let mut bars = vec![Bar::close_only(first, level)];
    for (at, change) in changes.iter().enumerate() {
        level += change;
        let month = first.checked_add((at as i64 + 1).months()).unwrap();
        bars.push(Bar::close_only(month, level));
    }
    series("PAYEMS", bars)
}

const CHANGES: [f64; 6] = [119.0, -4.0, 72.0, 22.0, 108.0, -13.0];

#[test]
fn the_sahm_rule_as_published() {
    let Some(file) = reference::json("sahm_rule.json") else {
        return;
    };
    for vintage in ["vintage_2025_03", "vintage_2024_11"] {
        let vintage = &file[vintage];
        let all = rates(vintage);
        for (month, expected) in vintage["expected"].as_object().unwrap() {
            let day: Date = format!("{month}-01").parse().unwrap();
            let inputs = Inputs::from_iter([all.as_of(day), payrolls(day, &CHANGES)]);
            let reading = read("labour-inflation", &inputs, "", None);
            let found = value(fact(&reading, "Sahm rule, points"));
            let expected = expected.as_f64().unwrap();
            assert!((found - expected).abs() < 1e-6, "{month}: {found}");
            let published = number(&file["published_SAHMREALTIME"], &[month]);
            assert!((found - published).abs() < 5.1e-3, "{month}: {found}");
            let word = fact(&reading, "Triggered");
            let Cell::Word(word) = word else {
                panic!("{word:?}")
            };
            let expected = if published >= 0.5 { "yes" } else { "no" };
            assert_eq!(word.en, expected, "{month}");
        }
    }
    // Counting the present mean among the lows gives another number.
    let wrong = &file["wrong_if_current_included_and_11_prior"]["2025-02"];
    assert!((wrong.as_f64().unwrap() - 0.266_667).abs() > 0.03);
}

#[test]
fn payrolls_over_three_months() {
    let Some(file) = reference::json("macro_flow_misc.json") else {
        return;
    };
    let case = &file["sahm_like_payroll"];
    let changes: Vec<f64> = case["nfp_change_k"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change.as_f64().unwrap())
        .collect();
    let inputs = Inputs::from_iter([payrolls(date(2025, 12, 1), &changes)]);
    let reading = read("labour-inflation", &inputs, "", None);
    check("mean", reading.value.unwrap(), number(case, &["avg3"]));
    check(
        "last",
        value(fact(&reading, "Payrolls, last month")),
        changes[5],
    );
    assert_eq!(reading.missing.len(), 3, "the other three are named");
}

#[test]
fn core_prices_of_november_2018() {
    let (Some(rows), Some(expected)) = (
        reference::rows("core_cpi_2015_2018.csv"),
        reference::json("market_expected.json"),
    ) else {
        return;
    };
    let bars = rows.iter().map(|row| {
        let day = row.get("Date").parse().unwrap();
        Bar::close_only(day, row.number("CPILFESL").unwrap())
    });
    let prices = series("CPILFESL", bars.collect());
    let inputs = Inputs::from_iter([prices, payrolls(date(2018, 11, 1), &CHANGES)]);
    let reading = read("labour-inflation", &inputs, "", None);
    let row = &table(&reading, "Inflation at a yearly rate").rows[0];
    for (cell, key) in row[1..].iter().zip(["ann3_pct", "ann6_pct", "yoy_pct"]) {
        check(key, value(cell), number(&expected, &["core_cpi", key]));
    }
}

/// The months around the shutdown of 2025 as the bureau left them.
#[test]
fn october_2025_stays_blank() {
    let months = date(2024, 6, 1).series(1.month()).take(20);
    let there = |month: &Date| *month != date(2025, 10, 1);
    let rates: Vec<Bar> = months
        .clone()
        .filter(there)
        .map(|month| Bar::close_only(month, 4.4))
        .collect();
    let prices = months.clone().filter(there).zip(0..);
    let prices: Vec<Bar> = prices
        .map(|(month, at)| Bar::close_only(month, 320.0 + f64::from(at)))
        .collect();
    let inputs = Inputs::from_iter([
        payrolls(date(2026, 1, 1), &CHANGES),
        series("UNRATE", rates),
        series("CPILFESL", prices),
    ]);
    let january = read("labour-inflation", &inputs, "", None);
    check("flat", value(fact(&january, "Sahm rule, points")), 0.0);
    assert_eq!(
        fact(&january, "Core CPI, 3 months annualised"),
        &Cell::Empty
    );
    assert!(matches!(
        fact(&january, "Core CPI, year on year"),
        Cell::Number(_)
    ));
    assert!(
        january
            .notices
            .iter()
            .any(|notice| notice.en.contains("never published"))
    );
}

#[test]
fn net_liquidity_keeps_its_units_apart() {
    let Some(file) = reference::json("macro_flow_misc.json") else {
        return;
    };
    let case = &file["net_liquidity"];
    let wednesday = date(2026, 1, 14);
    let input = |id: &str, key: &str| one(id, wednesday, number(case, &["inputs", key]));
    let expected = number(case, &["expected_bn"]);
    let plain = [
        input("WALCL", "WALCL_mn"),
        input("WDTGAL", "WDTGAL_mn"),
        input("RRPONTSYD", "RRPONTSYD_bn"),
    ];
    let reading = read("net-liquidity", &Inputs::from_iter(plain.clone()), "", None);
    check("by custom", reading.value.unwrap(), expected);
    // The same amounts from copies in other units, which say so.
    let [assets, treasury, repos] = plain;
    let inputs = Inputs::from_iter([
        assets.with_unit("Millions of U.S. Dollars"),
        one("WDTGAL", wednesday, treasury.bars()[0].close / 1000.0)
            .with_unit("Billions of U.S. Dollars"),
        repos.with_unit("Billions of US Dollars"),
    ]);
    let reading = read("net-liquidity", &inputs, "", None);
    check("by metadata", reading.value.unwrap(), expected);
}

#[test]
fn spreads_are_ranked_in_their_own_past() {
    let wednesdays = date(2025, 1, 1).series(7.days()).take(20);
    let level = |id: &str, amount: f64| {
        let bars = wednesdays.clone().map(|day| Bar::close_only(day, amount));
        series(id, bars.collect())
    };
    let spread = super::closes(
        "BAMLH0A0HYM2",
        date(2025, 1, 1),
        (0..100).map(|day| 4.0 - 0.01 * f64::from(day)),
    );
    let inputs = Inputs::from_iter([
        level("WALCL", 6_600_000.0),
        level("WDTGAL", 900_000.0),
        level("WLRRAL", 350_000.0),
        spread,
    ]);
    let reading = read("net-liquidity", &inputs, "", None);
    check("net", reading.value.unwrap(), 5350.0);
    let row = &table(&reading, "Credit spreads").rows[0];
    check("level", value(&row[1]), 301.0);
    check("percentile", value(&row[3]), 1.0);
    check("count", value(&row[4]), 100.0);
    assert!(
        reading
            .notices
            .iter()
            .any(|notice| notice.en.starts_with("Spreads: the past"))
    );
    assert!(
        !reading
            .notices
            .iter()
            .any(|notice| notice.en.starts_with("High yield is tight"))
    );
}

#[test]
fn correlation_of_oil_and_stocks_pairwise_complete() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let pair = Pair::new(market.series["WTI"].bars(), market.series["SPX"].bars());
    let found = pair.last(60).unwrap().correlation;
    let expected = number(
        &expected,
        &["beta_corr", "wti_spx_60d_corr_pairwise_complete"],
    );
    assert!((found - expected).abs() < 1e-9, "{found}");
}

#[test]
fn the_drawdown_of_a_coin() {
    let Some(file) = reference::json("macro_flow_misc.json") else {
        return;
    };
    let case = &file["drawdown_from_high"];
    let prices = case["series"].as_array().unwrap().iter();
    let prices = prices.map(|price| price.as_f64().unwrap());
    let inputs = Inputs::from_iter([super::closes("BTC", date(2026, 2, 1), prices)]);
    let reading = read("crypto", &inputs, "", None);
    check(
        "now",
        reading.value.unwrap(),
        number(case, &["expected_pct"]),
    );
    let deepest = value(fact(&reading, "Deepest drawdown in the data"));
    check("deepest", deepest, number(case, &["max_dd_pct"]));
}

#[test]
fn buybacks_of_2025_as_published() {
    let Some(file) = reference::json("macro_flow_misc.json") else {
        return;
    };
    let case = &file["buyback"];
    let published = &case["published_sp500_buybacks_bn"];
    let of = |quarter: &str| number(published, &[quarter]);
    let amounts = [
        (date(2024, 7, 1), of("2024Q3")),
        (date(2024, 10, 1), number(case, &["q4_2024_implied_bn"])),
        (date(2025, 1, 1), of("2025Q1")),
        (date(2025, 4, 1), of("2025Q2")),
        (date(2025, 7, 1), of("2025Q3")),
    ];
    let bars = amounts
        .iter()
        .map(|(day, amount)| Bar::close_only(*day, *amount));
    let index = super::closes("SPX", date(2025, 12, 1), [6800.0; 60]);
    let inputs = Inputs::from_iter([series("BUYBACK:SPX", bars.collect()), index]);
    let reading = read("buyback", &inputs, "", Some(date(2025, 12, 18)));
    check(
        "year",
        value(fact(&reading, "Last four quarters")),
        number(case, &["ttm_2025Q3_bn"]),
    );
    check(
        "a day of the quarter",
        value(fact(&reading, "Last quarter, a trading day")),
        number(case, &["daily_bid_bn_if_63_days"]),
    );
    check(
        "with the window open",
        value(fact(&reading, "With the window open, a day")),
        number(case, &["daily_bid_bn_open_window_40d_85pct"]),
    );
    let last = &table(&reading, "By quarter").rows[0];
    check(
        "on the quarter",
        value(&last[2]),
        number(case, &["qoq_2025Q3_pct"]),
    );
    check(
        "on the year",
        value(&last[3]),
        number(case, &["yoy_2025Q3_pct"]),
    );
    let record = value(fact(&reading, "Against the record quarter"));
    check(
        "against the record",
        record,
        number(case, &["vs_q1_record_pct"]),
    );
    for (found, key) in [
        (value(&last[2]), "qoq"),
        (value(&last[3]), "yoy"),
        (record, "vs_record"),
    ] {
        let printed = number(case, &["published_pcts", key]);
        assert!((found - printed).abs() < 0.1, "{key}: {found}");
    }
    // The day before its release the third quarter is not seen.
    let before = read("buyback", &inputs, "", Some(date(2025, 12, 17)));
    check(
        "before",
        value(fact(&before, "Last quarter, a trading day")),
        of("2025Q2") / 63.0,
    );
}

/// The first day of made-up yields.
const FIRST: Date = date(2026, 1, 1);

fn yields(premium: Option<Series>) -> Inputs {
    let rising = |id: &str, from: f64| {
        super::closes(id, FIRST, (0..30).map(|day| from + 0.01 * f64::from(day)))
    };
    let mut all = vec![
        rising("US2Y", 3.5),
        rising("US10Y", 4.0),
        rising("US10YREAL", 1.8),
    ];
    all.extend(premium);
    Inputs::from_iter(all)
}

#[test]
fn a_month_is_parted_into_premium_and_path() {
    // The estimate ends five days early and rose by 0.4 bp a day, the yield by 1 bp.
    let estimate = super::closes(
        "THREEFYTP10",
        FIRST,
        (0..25).map(|day| 0.5 + 0.004 * f64::from(day)),
    );
    let reading = read("curve-regime", &yields(Some(estimate)), "", None);
    assert_eq!(
        fact(&reading, "Term premium of"),
        &Cell::Date(date(2026, 1, 25))
    );
    assert!((value(fact(&reading, "Term premium, 21 days")) - 8.4).abs() < 1e-6);
    let path = "Expected path, 21 days: the yield less the premium";
    assert!((value(fact(&reading, path)) - 12.6).abs() < 1e-6);
    assert!(
        reading
            .tables
            .iter()
            .all(|table| !table.title.en.starts_with("Estimates"))
    );
}

#[test]
fn no_estimate_is_made() {
    let reading = read("curve-regime", &yields(None), "", None);
    assert!(
        reading
            .missing
            .iter()
            .any(|missing| missing.input == "THREEFYTP10")
    );
    assert!(
        reading
            .facts
            .iter()
            .all(|fact| !fact.label.en.contains("premium"))
    );
    assert!((value(fact(&reading, "10-year breakeven")) - 2.2).abs() < 1e-9);
}

#[test]
fn a_published_breakeven_stands_before_the_difference() {
    let mut inputs = yields(None);
    let published = super::closes("T10YIE", FIRST, [2.25; 30]);
    inputs.insert(Arc::new(published));
    let reading = read("curve-regime", &inputs, "", None);
    assert!((value(fact(&reading, "10-year breakeven")) - 2.25).abs() < 1e-9);
}
