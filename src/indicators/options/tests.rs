use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::indicators::dealer_gamma;
use crate::indicators::inputs::{Cut, Inputs};
use crate::indicators::math::black_scholes::{Carry, Contract, Underlying, value};
use crate::model::{OptionKind, OptionQuote, Origin, Settlement};

const BOTH: [OptionKind; 2] = [OptionKind::Call, OptionKind::Put];

fn quote(expiry: Date, strike: f64, kind: OptionKind, price: f64) -> OptionQuote {
    OptionQuote {
        expiry,
        settlement: Settlement::Close,
        kind,
        strike,
        bid: Some(price),
        ask: Some(price),
        implied: None,
        open_interest: None,
        volume: None,
    }
}

/// A chain of one expiry, 30 days away, priced at one volatility.
fn flat(spot: f64, rate: f64, paid: f64, volatility: f64) -> OptionChain {
    let at = date(2026, 1, 5).at(16, 0, 0, 0);
    let on = Underlying {
        price: spot,
        rate,
        carry: Carry::Yield(paid),
    };
    let day = date(2026, 2, 4);
    let strikes = (60..=140).map(|percent| spot * f64::from(percent) / 100.0);
    let quotes = strikes.flat_map(|strike| {
        BOTH.map(|kind| {
            let contract = Contract {
                kind,
                strike,
                years: 30.0 / 365.0,
            };
            quote(
                day,
                strike,
                kind,
                value(&on, &contract, volatility).unwrap().price,
            )
        })
    });
    OptionChain::new("SPX", Origin::Demo, at, spot, quotes.collect())
}

#[test]
fn time_is_counted_in_minutes() {
    // The times of the volatility index's white paper: quotes at 9:46 in Chicago.
    let at = date(2014, 1, 1).at(10, 46, 0, 0);
    let near = OptionQuote {
        settlement: Settlement::Morning,
        ..quote(date(2014, 1, 26), 100.0, OptionKind::Call, 1.0)
    };
    let next = quote(date(2014, 2, 2), 100.0, OptionKind::Call, 1.0);
    let over = quote(date(2013, 12, 31), 100.0, OptionKind::Call, 1.0);
    let chain = OptionChain::new("SPX", Origin::Demo, at, 100.0, vec![near, next, over]);
    let found: Vec<Expiry<'_>> = expiries(&chain, 0.0).collect();
    let minutes: Vec<f64> = found
        .iter()
        .map(|expiry| expiry.years * 525_600.0)
        .collect();
    assert_eq!(minutes.len(), 2);
    assert!((minutes[0] - 35_924.0).abs() < 1e-6 && (minutes[1] - 46_394.0).abs() < 1e-6);
    assert!((found[0].days() - 35_924.0 / 1440.0).abs() < 1e-9);
}

#[test]
fn strikes_of_one_side_have_no_parity() {
    let day = date(2026, 2, 4);
    let at = date(2026, 1, 5).at(16, 0, 0, 0);
    let calls = vec![
        quote(day, 90.0, OptionKind::Call, 11.0),
        quote(day, 100.0, OptionKind::Put, 2.0),
    ];
    let chain = OptionChain::new("SPX", Origin::Demo, at, 100.0, calls);
    let expiry = expiries(&chain, 0.0).next().unwrap();
    assert_eq!(expiry.pairs().count(), 2);
    assert_eq!(expiry.parity(), None);
}

#[test]
fn rates_come_from_bills_the_setting_or_the_assumption() {
    let day = date(2026, 1, 5);
    let bills = crate::indicators::tests::closes(BILLS, day, [4.0, 5.0]);
    let inputs = Inputs::from_iter([bills]);
    let cut = Cut::at(&inputs, None);
    let known = Known::of(&cut, "SPX");
    let nothing = Inputs::default();
    let cut = Cut::at(&nothing, None);
    let empty = Known::of(&cut, "SPX");
    let own = Options::default();
    let set = Options {
        rate: Some(0.01),
        ..own
    };
    let at = |known: &Known<'_>, options: &Options, after: i64| {
        Rates::new(known, options).at(day + Span::new().days(after))
    };
    assert!((at(&known, &own, 0) - 2.0 * 1.02_f64.ln()).abs() < 1e-15);
    assert!((at(&known, &own, 9) - 2.0 * 1.025_f64.ln()).abs() < 1e-15);
    assert!(
        (at(&known, &own, -1) - 0.04).abs() < 1e-15,
        "before the first bill"
    );
    assert!((at(&known, &set, 0) - 0.01).abs() < 1e-15);
    assert!((at(&empty, &own, 0) - 0.04).abs() < 1e-15);
}

#[test]
fn changes_are_told_over_the_days_they_name() {
    let day = |day: i8| date(2026, 2, day);
    let change = |history: &[(Date, f64)]| {
        let reading = headline(&dealer_gamma::INDICATOR, history.to_vec(), 1260).unwrap();
        (reading.change_1d, reading.change_1m)
    };
    // 2026-02-06 is a Friday.
    assert_eq!(change(&[(day(5), 1.0), (day(6), 3.0)]), (Some(2.0), None));
    assert_eq!(change(&[(day(4), 1.0), (day(6), 3.0)]), (None, None));
    assert_eq!(
        change(&[(date(2026, 1, 6), 1.0), (day(6), 3.0)]),
        (None, Some(2.0))
    );
    assert_eq!(
        change(&[(date(2025, 11, 6), 1.0), (day(6), 3.0)]),
        (None, None)
    );
}

proptest! {
    #[test]
    fn parity_finds_the_forward(
        spot in 50.0..8000.0_f64, rate in -0.01..0.08_f64, paid in 0.0..0.05_f64, volatility in 0.05..0.9_f64,
    ) {
        let chain = flat(spot, rate, paid, volatility);
        let expiry = expiries(&chain, rate).next().unwrap();
        let parity = expiry.parity().unwrap();
        let forward = spot * ((rate - paid) * 30.0 / 365.0).exp();
        prop_assert!((parity.forward / forward - 1.0).abs() < 1e-10);
        prop_assert!(parity.floor <= parity.forward && parity.forward - parity.floor < 0.011 * spot);
    }

    #[test]
    fn quotes_give_back_their_volatility(volatility in 0.05..0.9_f64, at in 20_usize..60) {
        let chain = flat(100.0, 0.04, 0.013, volatility);
        let expiry = expiries(&chain, 0.04).next().unwrap();
        let forward = expiry.parity().unwrap().forward;
        let pair = expiry.pairs().nth(at).unwrap();
        let quote = if pair.strike < forward { pair.put } else { pair.call }.unwrap();
        if quote.bid.unwrap() > 1e-6 {
            let found = expiry.volatility(quote, forward).unwrap();
            prop_assert!((found - volatility).abs() < 1e-6, "{}", found);
        }
    }
}
