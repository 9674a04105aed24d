//! The market as a reader of it sees it.

use std::collections::BTreeMap;

use super::*;
use crate::calendar::new_york as calendar;
use crate::model::Bar;

struct Market(BTreeMap<String, Series>);

impl Market {
    fn made() -> Self {
        let all = generate(SEED);
        Self(
            all.into_iter()
                .map(|one| (one.id().to_owned(), one))
                .collect(),
        )
    }

    fn bars(&self, id: &str) -> &[Bar] {
        self.0.get(id).unwrap_or_else(|| panic!("no {id}")).bars()
    }

    fn close(&self, id: &str, day: Date) -> f64 {
        self.0[id]
            .close_on(day)
            .unwrap_or_else(|| panic!("no {id} on {day}"))
    }

    /// Daily log returns from `first` to `last`, by day.
    fn returns(&self, id: &str, first: Date, last: Date) -> Vec<f64> {
        self.bars(id)
            .windows(2)
            .filter(|pair| (first..=last).contains(&pair[1].date))
            .map(|pair| libm::log(pair[1].close / pair[0].close))
            .collect()
    }

    fn year(&self, id: &str, year: i16) -> Vec<f64> {
        self.returns(id, date(year, 1, 1), date(year, 12, 31))
    }

    /// The highest and lowest close from `first` to `last`.
    fn range(&self, id: &str, first: Date, last: Date) -> (f64, f64) {
        self.bars(id)
            .iter()
            .filter(|bar| (first..=last).contains(&bar.date))
            .fold((f64::MIN, f64::MAX), |(high, low), bar| {
                (high.max(bar.close), low.min(bar.close))
            })
    }

    /// Realised volatility of the five days to `day`, a year, around zero.
    fn week(&self, id: &str, day: Date) -> Option<f64> {
        let bars = self.bars(id);
        let end = bars.binary_search_by_key(&day, |bar| bar.date).ok()? + 1;
        let closes = bars.get(end.checked_sub(6)?..end)?;
        let squares: f64 = closes
            .windows(2)
            .map(|pair| libm::log(pair[1].close / pair[0].close).powi(2))
            .sum();
        Some((252.0 * squares / 5.0).sqrt())
    }

    /// The average stock's week over the index's.
    fn ratio(&self, day: Date) -> f64 {
        let weeks: Vec<f64> = universe().filter_map(|id| self.week(id, day)).collect();
        mean(&weeks) / self.week("SPX", day).unwrap()
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let (a, b) = (mean(one), mean(other));
    let both: f64 = one.iter().zip(other).map(|(x, y)| (x - a) * (y - b)).sum();
    both / (deviation(one) * deviation(other) * (one.len() - 1) as f64)
}

fn volatility(returns: &[f64]) -> f64 {
    100.0 * deviation(returns) * 252.0_f64.sqrt()
}

#[test]
fn the_scripted_closes_are_hit_exactly() {
    let market = Market::made();
    for (day, row) in script::CLOSES {
        for (id, expected) in script::COLUMNS.iter().zip(row) {
            let close = market.close(id, day);
            assert_eq!(
                close.to_bits(),
                expected.to_bits(),
                "{id} on {day}: {close}"
            );
        }
    }
}

#[test]
fn every_anchor_event_and_guard_is_of_a_trading_day_and_a_series() {
    let market = Market::made();
    let tables = [
        indices::EQUITY,
        indices::VOLATILITY,
        rates::RATES,
        world_markets::WORLD,
        funds::FUNDS,
    ];
    for spec in tables.into_iter().flatten() {
        for (day, level) in spec.anchors {
            assert!(calendar::is_trading_day(*day), "{} on {day}", spec.id);
            let close = market.close(spec.id, *day);
            assert!(
                (close - level).abs() < 0.51 + 0.001 * level,
                "{} on {day}: {close}",
                spec.id
            );
        }
    }
    for (id, pins) in script::BETWEEN.iter().chain(script::RETOLD) {
        for (day, level) in *pins {
            assert!(calendar::is_trading_day(*day), "{id} on {day}");
            assert!(
                (market.close(id, *day) - level).abs() < 1e-9,
                "{id} on {day}"
            );
        }
    }
    for (id, first, last, low, high) in script::GUARDS {
        assert!(
            market.0.contains_key(*id) && first < last && low < high,
            "{id} {first}"
        );
    }
    for (force, day, _) in script::EVENTS {
        assert!(calendar::is_trading_day(*day), "{force} on {day}");
    }
}

#[test]
fn closes_stay_within_the_guards() {
    let market = Market::made();
    for (id, first, last, low, high) in script::GUARDS {
        let scripted = |day: Date| {
            let all = script::BETWEEN
                .iter()
                .filter(|pins| pins.0 == *id)
                .flat_map(|pins| pins.1);
            all.map(|pin| pin.0)
                .chain(script::CLOSES.map(|row| row.0))
                .any(|pin| pin == day)
        };
        for bar in market.bars(id) {
            if (*first..=*last).contains(&bar.date) && !scripted(bar.date) {
                let slack = 0.001 * high.abs();
                let kept = (low - slack..=high + slack).contains(&bar.close);
                assert!(
                    kept,
                    "{id} on {}: {} is not in {low}..{high}",
                    bar.date, bar.close
                );
            }
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_bits() {
    let digest = || {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add =
            |word: u64| hash = (hash ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
        for series in generate(SEED) {
            series.id().bytes().for_each(|byte| add(u64::from(byte)));
            for bar in series.bars() {
                add(bar.date.day() as u64);
                for value in [bar.open, bar.high, bar.low, Some(bar.close), bar.volume] {
                    add(value.unwrap_or(-1.0).to_bits());
                }
            }
        }
        hash
    };
    let first = digest();
    assert_eq!(first, digest());
    // Whoever changes the market changes this figure, and looks again at what the notes quote.
    assert_eq!(format!("{first:016x}"), "e87eec08c6d568ef");
}

#[test]
fn another_seed_keeps_the_script_and_changes_the_days_between() {
    let (market, between) = (Market::made(), date(2019, 5, 6));
    for series in generate(7) {
        let Some(column) = script::COLUMNS.iter().position(|id| *id == series.id()) else {
            continue;
        };
        let close = market.close(series.id(), between);
        assert_ne!(series.close_on(between), Some(close), "{}", series.id());
        for (day, row) in script::CLOSES {
            assert_eq!(
                series.close_on(day),
                Some(row[column]),
                "{} on {day}",
                series.id()
            );
        }
    }
}

/// Whether a series comes more seldom than daily, or for some time only.
fn is_statistic(id: &str) -> bool {
    let seldom =
        "UNRATE PAYEMS CPIAUCSL CPILFESL PCEPILFE GDP BUYBACK:SPX WALCL WDTGAL WLRRAL WRESBAL";
    id.starts_with("ZQ:")
        || id.starts_with("COT:")
        || seldom.split_whitespace().any(|one| one == id)
}

#[test]
fn every_trading_day_is_there() {
    let market = Market::made();
    let days: Vec<Date> = calendar::trading_days(FIRST, LAST).collect();
    assert_eq!((days.first(), days.last()), (Some(&FIRST), Some(&LAST)));
    let priced = |id: &String| !is_statistic(id);
    for (id, series) in market.0.iter().filter(|(id, _)| priced(id)) {
        let own: Vec<Date> = series.bars().iter().map(|bar| bar.date).collect();
        assert!(days.ends_with(&own), "{id} has gaps");
        assert!(own.len() > 400, "{id} is short");
    }
    for id in [
        "SPX", "NDX", "VIX", "US2Y", "XAU", "BTC", "SPY", "NVDA", "AUM:TQQQ",
    ] {
        assert_eq!(market.bars(id).len(), days.len(), "{id}");
    }
}

#[test]
fn the_series_that_panels_ask_for_are_there() {
    let market = Market::made();
    let ids = "SPX NDX RUT SOX HSI CSI300 TWII N225 VIX VIX3M US3M US2Y US5Y US10Y US30Y US10YREAL \
               XAU XAG WTI BRENT BTC ETH DXY USDJPY USDCNH EURUSD SPY QQQ IWM RSP DIA TLT IEF SHY \
               LQD HYG GLD SLV DBC USO IGV SMH MTUM SPHB IVE IVW XLK XLF XLE TQQQ SQQQ QLD QID UPRO \
               SPXU SPXL SPXS SSO SDS SOXL SOXS TNA TZA NVDL TSLL AUM:TQQQ AUM:SOXS AUM:NVDL DFEDTARU DFEDTARL EFFR SOFR ZQ:2026-03 UNRATE PAYEMS \
               CPIAUCSL CPILFESL PCEPILFE GDP WALCL WDTGAL TGA WLRRAL RRPONTSYD WRESBAL BAMLH0A0HYM2 BAMLC0A0CM BAA10Y \
               T10YIE THREEFYTP10 ACMTP10 BTC:OI BTC:LIQ BUYBACK:SPX \
               COR1M COR3M DSPX IV30:NVDA HFRXEH HML COT:ES:LEV COT:ES:AM COT:ES:DEALER COT:ES:OI";
    for id in ids.split_whitespace() {
        assert!(market.0.contains_key(id), "{id}");
    }
    assert_eq!(
        universe()
            .filter(|ticker| market.0.contains_key(*ticker))
            .count(),
        100
    );
}

#[test]
fn bars_hold_their_open_and_close_and_nothing_is_negative() {
    for (id, series) in &Market::made().0 {
        for bar in series.bars() {
            let prices = [bar.open, bar.high, bar.low, Some(bar.close), bar.volume];
            let whole = prices.iter().flatten().all(|value| value.is_finite());
            let rate = matches!(
                id.as_str(),
                "US10YREAL" | "THREEFYTP10" | "ACMTP10" | "DFEDTARL" | "HML"
            ) || id.starts_with("COT:");
            assert!(whole && (rate || bar.close > 0.0), "{id} on {}", bar.date);
            let (Some(open), Some(high), Some(low)) = (bar.open, bar.high, bar.low) else {
                continue;
            };
            assert!(high >= open.max(bar.close), "{id} on {}", bar.date);
            assert!(low <= open.min(bar.close), "{id} on {}", bar.date);
            assert!(
                bar.volume.is_none_or(|volume| volume > 0.0),
                "{id} on {}",
                bar.date
            );
        }
    }
}

#[test]
fn volatility_has_its_seasons() {
    let market = Market::made();
    let seasons = [
        (2017, 5.0, 9.5),
        (2018, 13.0, 20.0),
        (2020, 28.0, 42.0),
        (2022, 20.0, 29.0),
        (2024, 9.0, 14.5),
        (2025, 16.0, 23.0),
    ];
    for (year, low, high) in seasons {
        let found = volatility(&market.year("SPX", year));
        assert!((low..high).contains(&found), "{year}: {found}");
    }
}

#[test]
fn implied_volatility_rises_when_stocks_fall() {
    let market = Market::made();
    for year in 2017..=2025 {
        let found = correlation(&market.year("SPX", year), &market.year("VIX", year));
        assert!((-0.97..-0.6).contains(&found), "{year}: {found}");
    }
    let (high, low) = market.range("VIX", FIRST, LAST);
    assert!(
        (9.0..10.0).contains(&low) && (82.0..84.0).contains(&high),
        "{low} {high}"
    );
}

#[test]
fn markets_move_together_as_they_do() {
    let market = Market::made();
    let cases = [
        ("SPX", "NDX", 0.90, 0.99),
        ("SPX", "RUT", 0.80, 0.96),
        ("SPX", "HYG", 0.60, 0.95),
        ("SPX", "HSI", 0.20, 0.60),
        ("SPX", "TLT", -0.50, 0.10),
        ("SPX", "XAU", -0.20, 0.20),
        ("SPX", "BTC", 0.10, 0.50),
        ("SPX", "AAPL", 0.50, 0.85),
        ("NDX", "NVDA", 0.50, 0.85),
        ("XAU", "DXY", -0.60, -0.10),
        ("US10Y", "US2Y", 0.30, 0.95),
    ];
    for (one, other, low, high) in cases {
        let found = correlation(
            &market.returns(one, date(2022, 1, 1), LAST),
            &market.returns(other, date(2022, 1, 1), LAST),
        );
        assert!((low..high).contains(&found), "{one} {other}: {found}");
    }
}

#[test]
fn stocks_crash_together_and_drift_apart_in_calm() {
    let market = Market::made();
    let together = |first: Date, last: Date| {
        let mut all = Vec::new();
        let some = [
            "AAPL", "JPM", "XOM", "LLY", "CAT", "WMT", "MSFT", "HD", "NEE", "V",
        ];
        let returns = some.map(|id| market.returns(id, first, last));
        for (at, one) in returns.iter().enumerate() {
            all.extend(
                returns
                    .iter()
                    .skip(at + 1)
                    .map(|other| correlation(one, other)),
            );
        }
        mean(&all)
    };
    let crash = together(date(2020, 2, 20), date(2020, 4, 30));
    let calm = together(date(2025, 12, 1), date(2026, 1, 30));
    assert!(crash > 0.5 && calm < 0.25, "{crash} {calm}");
}

#[test]
fn late_january_2026_stocks_storm_under_a_still_index() {
    let market = Market::made();
    let peak = [date(2026, 1, 28), date(2026, 1, 29), date(2026, 1, 30)]
        .map(|day| market.ratio(day))
        .into_iter()
        .fold(0.0, f64::max);
    assert!((6.0..7.5).contains(&peak), "{peak}");
    let window: Vec<f64> = calendar::trading_days(date(2021, 2, 1), date(2026, 1, 30))
        .map(|day| market.ratio(day))
        .collect();
    let above = window.iter().filter(|ratio| **ratio > peak).count();
    assert!(above <= 12, "{above} of {} days above {peak}", window.len());
    let usual = mean(&window);
    assert!((1.7..3.0).contains(&usual), "{usual}");
}

#[test]
fn the_turning_points_of_the_story_are_turning_points() {
    let market = Market::made();
    let spx = |first, last| market.range("SPX", first, last);
    assert_eq!(
        spx(date(2025, 1, 1), date(2025, 6, 26)).0.to_bits(),
        6144.0_f64.to_bits()
    );
    assert_eq!(
        spx(date(2025, 1, 1), LAST).1.to_bits(),
        4983.0_f64.to_bits()
    );
    assert_eq!(spx(FIRST, LAST).0.to_bits(), 6979.0_f64.to_bits());
    assert_eq!(
        spx(date(2019, 6, 1), date(2020, 7, 31)).1.to_bits(),
        2237.0_f64.to_bits()
    );
    assert_eq!(
        market.range("XAU", FIRST, LAST).0.to_bits(),
        5375.0_f64.to_bits()
    );
    assert_eq!(
        market.range("NVDA", FIRST, LAST).0.to_bits(),
        207.0_f64.to_bits()
    );
    assert_eq!(
        market.range("VIX", date(2025, 1, 1), LAST).0.to_bits(),
        52.3_f64.to_bits()
    );
    let btc = market.range("BTC", date(2024, 11, 15), LAST);
    assert_eq!(btc.1.to_bits(), 62_900.0_f64.to_bits());
}

#[test]
fn drawdowns_are_of_the_size_of_history() {
    let market = Market::made();
    let cases = [
        (date(2018, 9, 20), date(2018, 12, 24), 0.18, 0.21),
        (date(2020, 2, 19), date(2020, 3, 23), 0.33, 0.35),
        (date(2022, 1, 3), date(2022, 10, 12), 0.25, 0.26),
        (date(2025, 2, 19), date(2025, 4, 8), 0.188, 0.190),
    ];
    for (peak, trough, low, high) in cases {
        let found = 1.0 - market.close("SPX", trough) / market.close("SPX", peak);
        assert!((low..high).contains(&found), "{trough}: {found}");
    }
}

#[test]
fn the_rebound_of_the_last_day_is_broad() {
    let market = Market::made();
    let today = |id: &str| market.returns(id, LAST, LAST)[0];
    let up = universe().filter(|id| today(id) > 0.0).count();
    let ahead = universe().filter(|id| today(id) > today("SPX")).count();
    assert!((90..100).contains(&up), "{up}");
    assert!((60..85).contains(&ahead), "{ahead}");
}

#[test]
fn the_curve_steepens_as_bonds_rally_in_the_first_week_of_february() {
    let market = Market::made();
    let change = |id| market.close(id, date(2026, 2, 5)) - market.close(id, date(2026, 1, 29));
    assert!(change("US2Y") < change("US10Y") && change("US10Y") < 0.0);
    assert!(change("US5Y") < change("US30Y"));
    assert!(change("US10Y") - change("US2Y") > 0.035);
}

#[test]
fn yields_rise_with_those_of_japan_and_the_curve_steepens() {
    let market = Market::made();
    let day = |id| market.close(id, date(2026, 1, 20)) - market.close(id, date(2026, 1, 16));
    assert!(0.0 < day("US2Y") && day("US2Y") < day("US10Y") && day("US10Y") < day("US30Y"));
}

#[test]
fn yields_are_calm_in_the_weeks_told_again() {
    let market = Market::made();
    for (first, last) in [
        (date(2025, 2, 7), date(2025, 2, 20)),
        (date(2025, 9, 15), date(2025, 9, 22)),
    ] {
        for id in ["US2Y", "US10Y"] {
            let bars = market.bars(id).windows(2);
            let largest = bars
                .filter(|pair| (first..=last).contains(&pair[1].date))
                .map(|pair| (pair[1].close - pair[0].close).abs())
                .fold(0.0, f64::max);
            assert!(largest < 0.105, "{id} to {last}: {largest}");
        }
    }
}

#[test]
fn november_inverts_for_four_sessions() {
    let market = Market::made();
    let inverted: Vec<Date> = calendar::trading_days(date(2025, 10, 29), date(2025, 12, 10))
        .filter(|day| market.close("VIX", *day) > market.close("VIX3M", *day))
        .collect();
    let days: Vec<Date> = calendar::trading_days(date(2025, 11, 18), date(2025, 11, 21)).collect();
    assert_eq!(inverted, days);
}

#[test]
fn leveraged_funds_sell_into_the_scare_of_october() {
    let market = Market::made();
    let (before, day) = (date(2025, 10, 9), date(2025, 10, 10));
    let flow: f64 = leveraged::multiples()
        .map(|(fund, underlying, multiple)| {
            let step = market.close(underlying, day) / market.close(underlying, before) - 1.0;
            let assets = market.close(&format!("AUM:{fund}"), before);
            assets * (multiple * multiple - multiple) * step / 1000.0
        })
        .sum();
    assert!((-22.0..-15.0).contains(&flow), "{flow}");
}

#[test]
fn momentum_crashes_in_february() {
    let market = Market::made();
    let day = date(2026, 2, 4);
    let back = |bars: &[Bar], days: usize| bars[bars.len() - 3 - days].close;
    let mut ranked: Vec<(f64, f64)> = universe()
        .map(|id| {
            let bars = market.bars(id);
            let score = back(bars, 22) / back(bars, 253);
            (score, market.returns(id, day, day)[0])
        })
        .collect();
    ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
    let returns: Vec<f64> = ranked.into_iter().map(|pair| pair.1).collect();
    let spread = mean(&returns[80..]) - mean(&returns[..20]);
    assert!((-0.08..-0.035).contains(&spread), "{spread}");
}

#[test]
fn implied_correlation_agrees_with_the_volatilities_of_shares() {
    let market = Market::made();
    let implied: Vec<&str> = market
        .0
        .keys()
        .filter_map(|id| id.strip_prefix("IV30:"))
        .collect();
    assert_eq!(implied.len(), 20);
    for (place, bar) in market.bars("COR1M").iter().enumerate() {
        let of = |id: &str| market.bars(id)[place].close;
        let shares: Vec<f64> = implied.iter().map(|id| of(&format!("IV30:{id}"))).collect();
        let average = mean(&shares);
        let shared = (of("VIX") / average).powi(2);
        let correlation = 100.0 * (shared - 0.05) / 0.95;
        assert!(
            (correlation - bar.close).abs() < 4.0,
            "{}: {correlation} {}",
            bar.date,
            bar.close
        );
        assert!(
            (5.0..=95.0).contains(&of("COR3M")) && of("DSPX") > 0.0,
            "{}",
            bar.date
        );
    }
}

#[test]
fn correlation_rises_when_the_market_falls() {
    let market = Market::made();
    let calm = market.range("COR3M", date(2017, 6, 1), date(2017, 12, 29));
    let crash = market.range("COR3M", date(2020, 3, 9), date(2020, 4, 15));
    assert!(crash.0 > 1.4 * calm.0, "{calm:?} {crash:?}");
}

#[test]
fn hedge_funds_hold_a_part_of_the_market() {
    let market = Market::made();
    for year in 2017..2026 {
        let (funds, index) = (market.year("HFRXEH", year), market.year("SPX", year));
        let share = correlation(&funds, &index) * deviation(&funds) / deviation(&index);
        assert!((0.15..0.75).contains(&share), "{year}: {share}");
    }
    let last = market.bars("HFRXEH").last().map(|bar| bar.close);
    assert!(
        last.is_some_and(|close| (1200.0..2600.0).contains(&close)),
        "{last:?}"
    );
}

#[test]
fn futures_reports_are_of_tuesdays_and_come_out_on_fridays() {
    let market = Market::made();
    let reports = &market.0["COT:ES:LEV"];
    assert!(reports.bars().len() > 480);
    assert!(
        reports
            .bars()
            .iter()
            .all(|bar| bar.date.weekday() == jiff::civil::Weekday::Tuesday)
    );
    let [thursday, friday] = [5, 6].map(|day| reports.as_of(date(2026, 2, day)));
    assert_eq!(thursday.last().map(|bar| bar.date), Some(date(2026, 1, 27)));
    assert_eq!(friday.last().map(|bar| bar.date), Some(date(2026, 2, 3)));
}
