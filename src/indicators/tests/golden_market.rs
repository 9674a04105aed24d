//! Price structure against the S&P 500 of 2008 to 2018.

use jiff::civil::date;

use super::reference::{self, day, number};
use super::{check, fact, read, table, value};
use crate::indicators::math::averages;
use crate::indicators::{Request, Settings, find};
use crate::model::Cell;

#[test]
fn averages_and_drawdown_at_the_end_of_2018() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let reading = read("price-structure", &market, "SPX", None);
    let found = table(&reading, "Moving averages");
    for row in &found.rows {
        let window = value(&row[0]).to_string();
        check(&window, value(&row[1]), number(&expected, &["ma", &window]));
    }
    let drawdown = &expected["drawdown"];
    check(
        "drawdown",
        reading.value.unwrap(),
        number(drawdown, &["dd_pct"]),
    );
    check(
        "peak",
        value(fact(&reading, "Highest close")),
        number(drawdown, &["running_max"]),
    );
    let peak_day = Cell::Date(day(drawdown, "running_max_date"));
    assert_eq!(fact(&reading, "Highest close on"), &peak_day);
    let deepest = &expected["max_drawdown"];
    check(
        "deepest",
        value(fact(&reading, "Deepest drawdown in the data")),
        number(deepest, &["dd_pct"]),
    );
    let trough = Cell::Date(day(deepest, "trough"));
    assert_eq!(fact(&reading, "Deepest drawdown on"), &trough);
}

#[test]
fn distance_to_a_level_in_sigmas() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let expected = &expected["distance_to_level"];
    let mut settings = Settings::default();
    settings.price_structure.levels = vec![number(expected, &["level"])];
    let request = Request {
        subject: "SPX",
        as_of: None,
        settings: &settings,
    };
    let reading = find("price-structure").unwrap().reading(&market, &request);
    let row = &table(&reading, "Distance to levels").rows[0];
    check("distance", value(&row[2]), number(expected, &["pct"]));
    check(
        "sigmas",
        value(&row[3]),
        number(expected, &["sigmas_1d_rv21"]),
    );
}

#[test]
fn averages_flip_where_bisection_says() {
    let (Some(market), Some(expected)) =
        (reference::market(), reference::json("market_expected.json"))
    else {
        return;
    };
    let spx = &market.series["SPX"];
    let until = |last| -> Vec<f64> {
        let cut = spx.as_of(last);
        cut.bars().iter().map(|bar| bar.close).collect()
    };
    for case in expected["price_vs_sma_flip_next_close"].as_array().unwrap() {
        let window = number(case, &["n"]) as usize;
        let flip = averages::price_flip(&until(day(case, "date")), window).unwrap();
        check("price", flip, number(case, &["level_next_close"]));
    }
    for case in expected["ma_cross_flip"].as_array().unwrap() {
        let closes = until(day(case, "date"));
        let [fast, slow] = ["fast", "slow"].map(|key| number(case, &[key]) as usize);
        let flip = averages::cross_flip(&closes, fast, slow).unwrap();
        check("cross", flip, number(case, &["flip_next_close"]));
        check(
            "fast",
            averages::simple(&closes, fast).unwrap(),
            number(case, &["sma_fast"]),
        );
        check(
            "slow",
            averages::simple(&closes, slow).unwrap(),
            number(case, &["sma_slow"]),
        );
    }
}

#[test]
fn the_hundred_day_average_breaks_on_the_close() {
    let Some(market) = reference::market() else {
        return;
    };
    // The S&P 500 first closed below it on 2018-10-11, the second day of that fall.
    let broke = |last| {
        let reading = read("price-structure", &market, "SPX", Some(last));
        let mut notices = reading.notices.iter();
        notices.any(|notice| notice.en.starts_with("Closed below its 100-day average"))
    };
    let days = [date(2018, 10, 9), date(2018, 10, 10), date(2018, 10, 11)];
    assert_eq!(days.map(broke).iter().filter(|broke| **broke).count(), 1);
}
