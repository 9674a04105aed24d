//! Vol control and trend following against worked and published figures.

use jiff::civil::date;

use super::reference::{self, day, number};
use super::{check, closes, fact, read, table, value};
use crate::indicators::Inputs;
use crate::model::Cell;

#[test]
fn exposure_of_risk_control() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    for case in expected["risk_control"]["values"].as_array().unwrap() {
        let reading = read("vol-control", &market, "SPX", Some(day(case, "date")));
        check("K", reading.value.unwrap(), number(case, &["leverage_10"]));
        let found = |label| value(fact(&reading, label));
        check(
            "short",
            found("Short volatility, 0.94"),
            number(case, &["sigma_short_pct"]),
        );
        check(
            "long",
            found("Long volatility, 0.97"),
            number(case, &["sigma_long_pct"]),
        );
    }
}

#[test]
fn exposure_in_usd_and_its_month() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = &expected["risk_control"]["dollar"];
    for (last, key) in [
        (date(2018, 1, 31), "exposure_2018_01_31"),
        (date(2018, 2, 28), "exposure_2018_02_28"),
    ] {
        let reading = read("vol-control", &market, "SPX", Some(last));
        check(
            key,
            value(fact(&reading, "Exposure")),
            number(expected, &[key]),
        );
    }
    let reading = read("vol-control", &market, "SPX", Some(date(2018, 2, 28)));
    let flow = number(expected, &["change_21d_on_2018_02_28"]);
    check("month", value(fact(&reading, "Flow over 21 days")), flow);
    let row = &table(&reading, "Flows so far").rows[2];
    check("horizon", value(&row[0]), 21.0);
    check("month", value(&row[1]), flow);
}

#[test]
fn exposure_by_plain_averages() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = expected["risk_control_sma_20_40"].as_object().unwrap();
    for (last, exposure) in expected {
        let reading = read("vol-control", &market, "SPX", last.parse().ok());
        let found = value(fact(
            &reading,
            "Exposure by plain averages of 20 and 40 days",
        ));
        check(last, found, exposure.as_f64().unwrap());
    }
}

#[test]
fn a_known_shock_is_in_the_forward_table() {
    let Some(market) = reference::market() else {
        return;
    };
    // After 2018-02-05 the lag still hides the shock; two days on it rules.
    let seen = read("vol-control", &market, "SPX", Some(date(2018, 2, 5)));
    let rows = &table(&seen, "If tomorrow moves by this much, up or down").rows;
    let set = value(&rows[1][1]);
    let then = read("vol-control", &market, "SPX", Some(date(2018, 2, 7)));
    check("set already", then.value.unwrap(), set);
}

#[test]
fn trend_signal_position_and_ladder() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    for case in expected["cta"]["rows"].as_array().unwrap() {
        let reading = read("cta-trend", &market, "SPX", Some(day(case, "date")));
        check("signal", reading.value.unwrap(), number(case, &["signal"]));
        let found = |label| value(fact(&reading, label));
        check(
            "position",
            found("Position at target volatility"),
            number(case, &["position_target10vol"]),
        );
        let sigma = number(case, &["vol_ewma_com60_zero_mean"]);
        check("sigma", found("Volatility of the model") / 100.0, sigma);
        let ladder = &table(&reading, "Triggers on the next close").rows;
        let rungs = case["ladder"].as_array().unwrap();
        assert_eq!(ladder.len(), rungs.len());
        for (row, rung) in ladder.iter().zip(rungs) {
            check("level", value(&row[0]), number(rung, &["level"]));
            assert_eq!(value(&row[1]).to_string(), rung["window"].as_str().unwrap());
            check("above", value(&row[2]), number(rung, &["signal_above"]));
            check("below", value(&row[3]), number(rung, &["signal_below"]));
        }
        let held = value(&table(&reading, "Models side by side").rows[1][2]);
        let sigma = number(case, &["vol_mop_demeaned"]);
        check("Moskowitz, Ooi and Pedersen", 0.40 / held.abs(), sigma);
    }
}

#[test]
fn the_signal_of_baz_and_others() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    for (last, signal) in expected["baz_cta_signal"].as_object().unwrap() {
        let reading = read("cta-trend", &market, "SPX", last.parse().ok());
        let found = value(&table(&reading, "Models side by side").rows[2][1]);
        check(last, found, signal.as_f64().unwrap());
    }
}

#[test]
fn an_average_out_of_reach_says_so() {
    let Some(market) = reference::market() else {
        return;
    };
    let flips = |last| {
        let reading = read("cta-trend", &market, "SPX", Some(last));
        let rows = &table(&reading, "Models side by side").rows;
        [rows[3][3].clone(), rows[4][3].clone()]
    };
    let [cross, price] = flips(date(2018, 10, 11));
    assert!(matches!(cross, Cell::Word(word) if word.en == "not reachable in one day"));
    check("SMA 200", value(&price), 2_766.171_105_53);
    let [cross, _] = flips(date(2018, 5, 15));
    check("SMA 20/120", value(&cross), 3_222.092_86);
}

#[test]
fn published_steps_of_the_signal_appear() {
    // Desk notes of 2018 and 2019: +100 % to +54 % when the three-month window flips, +14 % next.
    let levels = [(252, 10.0), (126, 20.0), (10, 30.0), (21, 40.0), (63, 50.0)];
    let mut path = vec![60.0; 253];
    for (window, level) in levels {
        // For the next close, window L turns at the close of L - 1 days ago.
        path[253 - window] = level;
    }
    let inputs = Inputs::from_iter([closes("SPX", date(2019, 1, 1), path)]);
    let reading = read("cta-trend", &inputs, "SPX", None);
    let ladder = &table(&reading, "Triggers on the next close").rows;
    let states: Vec<f64> = ladder.iter().map(|row| value(&row[2])).collect();
    let below = value(&ladder[4][3]);
    assert_eq!(
        (states[0], states[1], states[2], below),
        (1.0, 0.54, 0.14, -1.0)
    );
    if let Some(published) = reference::json("nomura_published_states.json") {
        assert_eq!(published[0]["value"], "+100% -> +54%");
    }
}

#[test]
fn the_allocation_of_july_2020_is_of_the_published_order() {
    // A note put it just above USD 100 bn with 60-day volatility near 28 %: 350 × 10 / 28.
    let daily = 0.28 / 252.0_f64.sqrt();
    let path = (0..90).scan(100.0, |price: &mut f64, day| {
        let change = if day % 2 == 0 { daily } else { -daily };
        *price *= change.exp();
        Some(*price)
    });
    let inputs = Inputs::from_iter([closes("SPX", date(2020, 4, 1), path)]);
    let reading = read("vol-control", &inputs, "SPX", None);
    check("exposure", value(fact(&reading, "Exposure")), 125.0);
}
