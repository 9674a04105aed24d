//! Options: prices and Greeks as published, dealer gamma, skew, volatility index, expiries,
//! structures.

use std::sync::Arc;

use jiff::civil::{Date, date};

use super::reference::{self, number};
use super::{agree, check, closes, fact, table, value};
use crate::indicators::dealer_gamma::Book;
use crate::indicators::math::black_scholes::{
    Carry, Contract, DAYS_A_YEAR, Underlying, Value, value as worth,
};
use crate::indicators::option_expiry::{Open, delta_notional};
use crate::indicators::options::{Strip, expiries, strip};
use crate::indicators::{Inputs, Options, Request, Settings, Structure, find};
use crate::model::{Cell, OptionChain, OptionKind, OptionQuote, Origin, Reading, Settlement};

/// A reading of one chain at a given rate.
fn read_chain(id: &str, chain: OptionChain, rate: f64) -> Reading {
    let mut inputs = Inputs::default();
    let subject = chain.underlying().to_owned();
    inputs.chains.insert(subject.clone(), vec![Arc::new(chain)]);
    let settings = Settings {
        options: Options {
            rate: Some(rate),
            ..Options::default()
        },
        ..Settings::default()
    };
    let request = Request {
        subject: &subject,
        as_of: None,
        settings: &settings,
    };
    find(id).unwrap().reading(&inputs, &request)
}

fn quote(expiry: Date, kind: OptionKind, strike: f64) -> OptionQuote {
    OptionQuote {
        expiry,
        settlement: Settlement::Close,
        kind,
        strike,
        bid: None,
        ask: None,
        implied: None,
        open_interest: None,
        volume: None,
    }
}

fn kind(flag: &str) -> OptionKind {
    match flag {
        "C" => OptionKind::Call,
        _ => OptionKind::Put,
    }
}

/// The option of a row of the published values.
fn priced(row: &reference::Row) -> (Value, f64, f64) {
    let get = |column| row.number(column).unwrap();
    let on = Underlying {
        price: get("spot"),
        rate: get("r"),
        carry: Carry::Yield(get("q")),
    };
    let option = Contract {
        kind: kind(row.get("flag")),
        strike: get("strike"),
        years: get("t"),
    };
    (
        worth(&on, &option, get("vol")).unwrap(),
        on.price,
        option.years,
    )
}

/// A unit of the last printed digit: two of the book's prices are not rounded but cut.
fn rounding(printed: &str) -> f64 {
    let decimals = printed.split_once('.').map_or(0, |(_, part)| part.len());
    10.0_f64.powi(-(decimals as i32))
}

#[test]
fn prices_and_greeks_of_the_textbooks() {
    let Some(rows) = reference::rows("black_scholes.csv") else {
        return;
    };
    assert_eq!(rows.len(), 43);
    for row in &rows {
        let (found, ..) = priced(row);
        let what = format!("{} {}", row.get("flag"), row.get("strike"));
        let published = row.number("published").unwrap();
        let far = (found.price - published).abs();
        assert!(
            far <= rounding(row.get("published")),
            "{what}: {}",
            found.price
        );
        // Printed to ten places.
        for (column, number) in [
            ("pyvollib", found.price),
            ("delta", found.delta),
            ("gamma", found.gamma),
            ("vega_1pct", found.vega / 100.0),
            ("theta_day", found.theta / DAYS_A_YEAR),
            ("rho_1pct", found.rho / 100.0),
        ] {
            let expected = row.number(column).unwrap();
            let near = (number - expected).abs() <= 1e-8 * expected.abs() + 1e-10;
            assert!(near, "{what} {column}: {number}, expected {expected}");
        }
    }
}

#[test]
fn greeks_as_printed() {
    let Some(rows) = reference::rows("black_scholes_greeks.csv") else {
        return;
    };
    for row in &rows {
        let (found, spot, years) = priced(row);
        let greek = row.get("greek");
        let number = match greek {
            "price" => found.price,
            "delta" => found.delta,
            "elasticity" => found.delta * spot / found.price,
            "gamma" => found.gamma,
            "vega" => found.vega,
            "theta" | "theta_per_year" => found.theta,
            "theta_per_day_365" => found.theta / DAYS_A_YEAR,
            "rho" => found.rho,
            "dividend_rho" => -years * spot * found.delta,
            other => panic!("no such Greek: {other}"),
        };
        let expected = row.number("pyvollib").unwrap();
        let far = (number - expected).abs();
        assert!(
            far <= 1e-8 * expected.abs() + 1e-8,
            "{greek}: {number}, expected {expected}"
        );
    }
}

/// The chain of the gamma reference, 29 days before its first expiry.
fn gamma_chain(spot: f64) -> Option<OptionChain> {
    let rows = reference::rows("gex_chain.csv")?;
    let quotes = rows.iter().flat_map(|row| {
        let expiry: Date = row.get("expiry").parse().unwrap();
        let sides = [(OptionKind::Call, "call_oi"), (OptionKind::Put, "put_oi")];
        sides.map(|(kind, open)| OptionQuote {
            implied: row.number("iv"),
            open_interest: row.number(open),
            ..quote(expiry, kind, row.number("strike").unwrap())
        })
    });
    let at = date(2025, 11, 20).at(16, 0, 0, 0);
    Some(OptionChain::new(
        "SPX",
        Origin::Demo,
        at,
        spot,
        quotes.collect(),
    ))
}

#[test]
fn dealer_gamma_and_its_flip() {
    let (Some(chain), Some(expected)) = (gamma_chain(6725.0), reference::json("gex_expected.json"))
    else {
        return;
    };
    assert!(agree(chain.spot(), number(&expected, &["spot"])));
    let rate = number(&expected, &["r"]);
    let book = Book::new(&chain, rate, number(&expected, &["q"]));
    for (level, total) in expected["profile"].as_object().unwrap() {
        let found = book.total(level.parse().unwrap());
        check(level, found / 1e9, total.as_f64().unwrap() / 1e9);
    }
    let reading = read_chain("dealer-gamma", chain, rate);
    let billions = |key| number(&expected, &[key]) / 1e9;
    check(
        "total",
        reading.value.unwrap(),
        billions("total_usd_per_1pct"),
    );
    let found = |label| value(fact(&reading, label));
    check("calls", found("Gamma of calls"), billions("call_usd"));
    check("puts", found("Gamma of puts"), billions("put_usd"));
    check(
        "flip",
        found("Flip level"),
        number(&expected, &["flip_level"]),
    );
    let Cell::Word(state) = fact(&reading, "State") else {
        panic!("no state");
    };
    assert!(state.en.starts_with(expected["regime"].as_str().unwrap()));
    assert_eq!(reading.notices.len(), 1, "the sign is a rule of thumb");
    let rows = &table(&reading, "Gamma by expiry, USD for 1%").rows;
    let shares: f64 = rows.iter().map(|row| value(&row[4])).sum();
    assert!(agree(shares, 1.0));
}

#[test]
fn skew_of_a_known_smile() {
    let Some(expected) = reference::json("skew_25d.json") else {
        return;
    };
    let get = |key| number(&expected, &[key]);
    let (forward, years) = (get("F"), get("T"));
    let smile = |strike: f64| {
        let m = (strike / forward).ln() / years.sqrt();
        0.155 - 0.20 * m + 0.30 * m * m
    };
    let expiry = date(2025, 12, 20);
    let strikes = (5600..=7600).step_by(25).map(f64::from);
    let quotes = strikes.flat_map(|strike| {
        [OptionKind::Call, OptionKind::Put].map(|kind| OptionQuote {
            implied: Some(smile(strike)),
            ..quote(expiry, kind, strike)
        })
    });
    let at = date(2025, 11, 20).at(16, 0, 0, 0);
    // Without prices the forward is what holding the index costs.
    let spot = forward * (-(0.04 - 0.013) * years).exp();
    let chain = OptionChain::new("SPX", Origin::Demo, at, spot, quotes.collect());
    let reading = read_chain("skew-25d", chain, 0.04);
    check("put skew", reading.value.unwrap(), get("put_skew_ratio"));
    let found = |label| value(fact(&reading, label));
    check("put", found("25-delta put") / 100.0, get("iv_25p"));
    check("call", found("25-delta call") / 100.0, get("iv_25c"));
    check("money", found("At the forward") / 100.0, get("iv_atmf"));
    check("call skew", found("Call skew"), get("call_skew_ratio"));
    let reversal = found("Risk reversal, 25-delta call less put") / 100.0;
    check("reversal", reversal, get("risk_reversal_25d_c_minus_p"));
    let normalised = found("Normalised skew, put less call over 50-delta");
    check("normalised", normalised, get("normalised_skew_mixon"));
    check(
        "butterfly",
        found("Butterfly, 25-delta") / 100.0,
        get("butterfly"),
    );
    let rows = &table(&reading, "Smile of the expiry nearest to 30 days").rows;
    for (row, key) in [(1, "K_25p"), (3, "K_50d"), (5, "K_25c")] {
        check(key, value(&rows[row][1]), get(key));
    }
}

/// A quote of the volatility index's papers.
fn bid_ask(expiry: Date, kind: OptionKind, row: &reference::Row) -> OptionQuote {
    let [bid, ask] = match kind {
        OptionKind::Call => ["call_bid", "call_ask"],
        OptionKind::Put => ["put_bid", "put_ask"],
    };
    OptionQuote {
        bid: row.number(bid),
        ask: row.number(ask),
        ..quote(expiry, kind, row.number("strike").unwrap())
    }
}

const BOTH: [OptionKind; 2] = [OptionKind::Call, OptionKind::Put];

/// The strips of the example of 2014, each term at its own rate.
fn example() -> Option<Vec<Strip>> {
    let rows = reference::rows("vix_white_paper.csv")?;
    let (near, next) = (date(2014, 1, 26), date(2014, 2, 2));
    let quotes = rows.iter().flat_map(|row| {
        let is_near = row.get("term") == "near";
        BOTH.map(|kind| {
            let made = bid_ask(if is_near { near } else { next }, kind, row);
            let settlement = if is_near {
                Settlement::Morning
            } else {
                Settlement::Close
            };
            OptionQuote { settlement, ..made }
        })
    });
    // 9:46 in Chicago.
    let at = date(2014, 1, 1).at(10, 46, 0, 0);
    let chain = OptionChain::new("SPX", Origin::Demo, at, 1960.0, quotes.collect());
    let both = [(0.000_305, near), (0.000_286, next)].map(|(rate, day)| {
        let expiry = expiries(&chain, rate).find(|expiry| expiry.day == day);
        Strip::of(&expiry.unwrap()).unwrap()
    });
    Some(both.to_vec())
}

#[test]
fn the_volatility_index_of_the_white_paper() {
    let (Some(strips), Some(expected)) = (example(), reference::json("vix_expected.json")) else {
        return;
    };
    let expected = &expected["sample_2014"];
    for (strip, term, printed) in [(&strips[0], "near", "1"), (&strips[1], "next", "2")] {
        let get = |key| number(expected, &["computed", term, key]);
        check("forward", strip.forward, get("F"));
        check("variance", strip.variance, get("sigma2"));
        assert!(agree(strip.parts.len() as f64, get("n")), "{term}");
        let ends = [strip.parts.first(), strip.parts.last()].map(|part| part.unwrap().strike);
        assert!(
            agree(ends[0], get("Kmin")) && agree(ends[1], get("Kmax")),
            "{ends:?}"
        );
        let published = |key: &str| number(expected, &["published", &format!("{key}{printed}")]);
        assert!((strip.years - published("T")).abs() < 5e-8);
        assert!((strip.forward - published("F")).abs() < 5e-6);
        assert!((strip.variance - published("sigma2_")).abs() < 5e-9);
    }
    let found = strip::volatility(&strips, 30.0).unwrap();
    check("VIX", found, number(expected, &["computed", "VIX"]));
    assert!((found - number(expected, &["published", "VIX_full"])).abs() < 1e-6);
}

#[test]
fn the_volatility_index_of_a_crash() {
    let (Some(rows), Some(expected)) = (
        reference::rows("vix_white_paper_2009.csv"),
        reference::json("vix_expected.json"),
    ) else {
        return;
    };
    let at = date(2009, 1, 1).at(16, 0, 0, 0);
    let quotes = rows.iter().flat_map(|row| {
        let days: i64 = row.get("days").parse().unwrap();
        let expiry = at.date() + jiff::Span::new().days(days);
        BOTH.map(|kind| bid_ask(expiry, kind, row))
    });
    let chain = OptionChain::new("SPX", Origin::Demo, at, 920.0, quotes.collect());
    let reading = read_chain("implied-vol-index", chain, 0.0038);
    let expected = &expected["sample_2009"];
    check(
        "VIX",
        reading.value.unwrap(),
        number(expected, &["computed", "VIX"]),
    );
    let rows = &table(&reading, "By expiry").rows;
    for (row, term) in rows.iter().zip(["near", "next"]) {
        check(
            term,
            value(&row[2]),
            number(expected, &["computed", term, "F"]),
        );
        check(
            term,
            value(&row[5]),
            number(expected, &["computed", term, "n"]),
        );
    }
    assert!(
        reading
            .notices
            .iter()
            .any(|notice| notice.en.contains("30 days"))
    );
}

#[test]
fn the_index_of_skewness() {
    let (Some(rows), Some(expected)) = (
        reference::rows("skew_mixture_chain.csv"),
        reference::json("skew_index.json"),
    ) else {
        return;
    };
    let epsilon = &expected["computed_epsilon"];
    let found = strip::corrections(1106.85, 1105.0);
    for (found, key) in found.into_iter().zip(["eps1", "eps2", "eps3_with_third"]) {
        let expected = number(epsilon, &[key]);
        assert!((found / expected - 1.0).abs() < 1e-6, "{key}: {found}");
    }
    let mixture = &expected["mixture_test"];
    let expiry = date(2025, 12, 20);
    let quotes = rows.iter().flat_map(|row| {
        [(OptionKind::Call, "call_mid"), (OptionKind::Put, "put_mid")].map(|(kind, column)| {
            let price = row.number(column);
            OptionQuote {
                bid: price,
                ask: price,
                ..quote(expiry, kind, row.number("strike").unwrap())
            }
        })
    });
    let at = date(2025, 11, 20).at(16, 0, 0, 0);
    let forward = number(mixture, &["F0"]);
    let chain = OptionChain::new("SPX", Origin::Demo, at, forward, quotes.collect());
    let reading = read_chain("implied-vol-index", chain, number(mixture, &["r"]));
    let found = value(fact(&reading, "SKEW, from the chain"));
    check("strip", found, number(mixture, &["computed_from_chain"]));
    let exact = number(mixture, &["exact_SKEW"]);
    assert!((found - exact).abs() < number(mixture, &["tolerance"]));
    let (Some(strips), sample) = (example(), &expected["vix_sample_chain"]) else {
        return;
    };
    for (strip, key) in strips.iter().zip(["S_near", "S_next"]) {
        check(key, strip.skewness.unwrap(), number(sample, &[key]));
    }
    let found = strip::skew_index(&strips, 30.0).unwrap();
    check("SKEW", found, number(sample, &["SKEW"]));
}

#[test]
fn notional_of_an_expiry() {
    // 12,000 calls of delta 0.55, 20,000 puts of −0.30, 30,000 calls of 0.05, at 6,725.
    let open = |open: f64, kind| OptionQuote {
        open_interest: Some(open),
        ..quote(date(2025, 12, 19), kind, 6725.0)
    };
    let quotes = [
        open(12_000.0, OptionKind::Call),
        open(20_000.0, OptionKind::Put),
        open(30_000.0, OptionKind::Call),
    ];
    let held = Open::of(&quotes, |quote| quote.open_interest);
    check("gross", held.gross(6725.0), 41_695_000_000.0);
    assert!((held.ratio() - 0.476_190).abs() < 5e-7);
    let deltas = quotes.iter().zip([0.55, -0.30, 0.05]);
    let deltas = deltas.map(|(quote, delta)| (quote.open_interest.unwrap(), delta));
    check("delta", delta_notional(deltas, 6725.0), 1_412_250_000.0);
}

/// A structure on a price of its own, with a rate that it also pays, as a future does.
fn structure(text: &str, price: f64, days: f64, volatility: Option<f64>) -> Reading {
    let day = date(2026, 2, 6);
    let inputs = Inputs::from_iter([closes("US3M", day, [4.0])]);
    let settings = Settings {
        options: Options {
            rate: Some(0.04),
            dividend_yield: 0.04,
            ..Options::default()
        },
        option_structure: Structure {
            price: Some(price),
            volatility,
            days: Some(days),
        },
        ..Settings::default()
    };
    let request = Request {
        subject: text,
        as_of: None,
        settings: &settings,
    };
    find("option-structure").unwrap().reading(&inputs, &request)
}

#[test]
fn a_quoted_call_spread() {
    let Some(expected) = reference::json("option_strategies.json") else {
        return;
    };
    let reading = structure("90/93 call spread for $0.34, 8.8x", 88.0, 45.0, None);
    let found = |label| value(fact(&reading, label));
    let payoff = &expected[0];
    let get = |key| number(payoff, &[key]);
    check("odds", reading.value.unwrap(), 0.34 / 3.0);
    assert!((reading.value.unwrap() - get("debit_over_width")).abs() < 1e-9);
    check("gain", found("Largest gain"), get("max_gain"));
    check("loss", found("Largest loss"), get("max_loss"));
    check("breakeven", found("Breakeven"), get("breakeven"));
    assert!((found("Net payout for the premium") - get("payout_ratio")).abs() < 1e-9);
    assert!((found("Width over premium") - get("multiple_of_premium")).abs() < 1e-9);
    for row in &table(&reading, "Profit at the end, by price of the underlying").rows {
        let at = format!("{}", value(&row[0]));
        if let Some(profit) = payoff["payoff"]
            .get(&at)
            .and_then(serde_json::Value::as_f64)
        {
            assert!((value(&row[3]) - profit).abs() < 1e-9, "{at}");
        }
    }
    let greeks = &expected[1];
    let get = |key| number(greeks, &[key]);
    let flat = found("One volatility that explains the quote") / 100.0;
    check("flat", flat, get("flat_vol_that_reprices_debit_0_34"));
    check("delta", found("Delta"), get("delta"));
    check("gamma", found("Gamma"), get("gamma"));
    check("vega", found("Vega, a point"), get("vega_1pct"));
    check("theta", found("Theta, a day"), get("theta_day_365"));
    let share = reading.value.unwrap();
    let odds = |which| found(which);
    assert!(share < odds("Odds of ending beyond the first strike"));
    assert!(share > odds("Odds of ending beyond the second strike"));
    let told = |part: &str| {
        reading
            .notices
            .iter()
            .any(|notice| notice.en.contains(part))
    };
    assert!(told("lottery") && told("before the premium is taken off"));
}

#[test]
fn a_straddle_and_its_move() {
    let Some(expected) = reference::json("option_strategies.json") else {
        return;
    };
    let get = |key| number(&expected[3], &[key]);
    let reading = structure("100 straddle", 100.0, 30.0, Some(0.18));
    let found = |label| value(fact(&reading, label));
    check("price", found("Premium"), get("price"));
    check("lower", found("Breakeven"), get("be_low"));
    check("upper", found("Upper breakeven"), get("be_high"));
    check(
        "move",
        100.0 * reading.value.unwrap(),
        get("implied_move_pct"),
    );
    let mean = found("Expected move to the end");
    check("mean", 100.0 * mean, get("approx_0_8_sigma_sqrtT"));
}
