//! Realised volatility, sigma moves, percentiles and the premium of options, S&P 500 to 2018.

use jiff::civil::date;

use super::reference::{self, day, number};
use super::{check, fact, read, table, value};
use crate::indicators::math::returns::Returns;
use crate::indicators::math::volatility;
use crate::model::Cell;

#[test]
fn realised_volatility_by_window() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let reading = read("realised-volatility", &market, "SPX", None);
    assert_eq!(reading.as_of, Some(date(2018, 12, 31)));
    for row in &table(&reading, "By window").rows {
        let window = value(&row[0]).to_string();
        let of = |kind| number(&expected, &["realised_vol", &window, kind]);
        check(&window, value(&row[1]), of("zero_mean"));
        check(&window, value(&row[2]), of("sample"));
    }
    check(
        "rv21",
        reading.value.unwrap(),
        number(&expected, &["realised_vol", "21", "zero_mean"]),
    );
}

#[test]
fn the_percentile_counts_ties_as_at_most() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    for (id, key) in [
        ("realised-volatility", "percentile_rv21_2018_12_31"),
        ("vol-control", "percentile_leverage_10_2018_12_31"),
    ] {
        let percentile = read(id, &market, "SPX", None).percentile.unwrap();
        let rank = number(&expected, &[key, "rank_le_pct"]);
        assert!(
            (percentile.value - rank).abs() < 1e-6,
            "{id}: {}",
            percentile.value
        );
        assert_eq!((percentile.window, percentile.count), (1260, 1260));
    }
}

#[test]
fn the_worst_day_in_sigmas() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = &expected["worst_day_z"];
    let reading = read(
        "realised-volatility",
        &market,
        "SPX",
        Some(day(expected, "date")),
    );
    let found = |label| value(fact(&reading, label));
    check(
        "return",
        found("Last day's return"),
        number(expected, &["ret_pct"]),
    );
    check(
        "sigmas",
        found("Last move in sigmas of 252 days, mean omitted"),
        number(expected, &["sigma_move_no_mean"]),
    );
    check(
        "z",
        found("Last move as a z-score of 252 days"),
        number(expected, &["z"]),
    );
}

#[test]
fn the_largest_move_since() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    for case in expected["largest_move_since"].as_array().unwrap() {
        let reading = read(
            "realised-volatility",
            &market,
            "SPX",
            Some(day(case, "date")),
        );
        let change = number(case, &["ret_pct"]);
        let label = if change > 0.0 {
            "Largest rise since"
        } else {
            "Largest fall since"
        };
        assert_eq!(fact(&reading, label), &Cell::Date(day(case, "since")));
        let found = value(fact(&reading, "Last day's return"));
        assert!((found - change).abs() < 1e-6, "{found}");
    }
}

#[test]
fn the_premium_and_its_variance_form() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    for case in expected["vrp"].as_array().unwrap() {
        let reading = read(
            "variance-risk-premium",
            &market,
            "",
            Some(day(case, "date")),
        );
        check(
            "premium",
            reading.value.unwrap(),
            number(case, &["vrp_vol"]),
        );
        check("VIX", value(fact(&reading, "VIX")), number(case, &["vix"]));
        let realised = value(fact(&reading, "Realised volatility, 21 days"));
        check("realised", realised, number(case, &["rv21"]));
        let variance = value(fact(&reading, "Variance form, a month, %²"));
        check("variance", variance, number(case, &["vrp_var_monthly"]));
        let is_negative = reading.value.is_some_and(|premium| premium < 0.0);
        let warned = reading
            .notices
            .iter()
            .any(|notice| notice.en.contains("above implied"));
        assert_eq!(is_negative, warned);
    }
}

#[test]
fn the_premium_after_the_fact_takes_the_old_implied() {
    let Some(market) = reference::market() else {
        return;
    };
    let reading = read(
        "variance-risk-premium",
        &market,
        "",
        Some(date(2018, 12, 31)),
    );
    let vix = &market.series["VIX"];
    let then = vix.bars()[vix.bars().len() - 22].close;
    let realised = value(fact(&reading, "Realised volatility, 21 days"));
    let label = "After the fact: VIX of 21 days ago less what followed";
    check("ex post", value(fact(&reading, label)), then - realised);
}

#[test]
fn the_recursion_forecasts_as_the_arch_library() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = &expected["riskmetrics_ewma_094_forecast_var_pct2"];
    let forecast = number(expected, &["arch"]);
    // The file does not say which returns it used; one of the two must agree.
    let bars = market.series["SPX"].bars();
    let recent = &bars[bars.len() - 501..];
    let agrees = [Returns::log(recent), Returns::simple(recent)]
        .iter()
        .any(|returns| {
            let start = number(expected, &["backcast"]);
            let squares = returns.values.iter().map(|change| (100.0 * change).powi(2));
            let found = squares.fold(start, |state, square| {
                volatility::ewma_step(state, square, 0.94)
            });
            super::agree(found, forecast)
        });
    assert!(agrees);
}

#[test]
fn missing_days_of_oil_are_skipped() {
    let Some(market) = reference::market() else {
        return;
    };
    let reading = read("realised-volatility", &market, "WTI", None);
    let days = market.series["WTI"].bars().len();
    assert_eq!(reading.history.len(), days - 21);
    assert_eq!(
        reading.as_of,
        market.series["WTI"].last().map(|bar| bar.date)
    );
}
