use jiff::civil::date;

use super::*;
use crate::indicators::inputs::Inputs;
use crate::indicators::tests::{closes, fact, read, value};
use crate::model::{Cell, OptionKind, OptionQuote, Origin, Settlement};

/// A chain of two expiries around 30 days, at 100, with a smile.
fn chain(day: Date) -> OptionChain {
    let expiries = [28, 35].map(|days| day + Span::new().days(days));
    let strikes = (70..=125).map(f64::from);
    let options = expiries
        .into_iter()
        .flat_map(|expiry| strikes.clone().map(move |strike| (expiry, strike)));
    let quotes = options.flat_map(|(expiry, strike)| {
        [OptionKind::Call, OptionKind::Put].map(|kind| OptionQuote {
            expiry,
            settlement: Settlement::Close,
            kind,
            strike,
            bid: None,
            ask: None,
            implied: Some(0.18 - 0.2 * (strike / 100.0_f64).ln()),
            open_interest: None,
            volume: None,
        })
    });
    OptionChain::new(
        "SPX",
        Origin::Demo,
        day.at(16, 0, 0, 0),
        100.0,
        quotes.collect(),
    )
}

fn inputs() -> Inputs {
    let mut inputs = Inputs::from_iter([closes(BILLS, date(2026, 1, 1), [4.0; 40])]);
    let days = [date(2025, 12, 5), date(2026, 1, 9), date(2026, 2, 6)];
    let chains = days.map(|day| std::sync::Arc::new(chain(day)));
    inputs.chains.insert("SPX".to_owned(), chains.to_vec());
    inputs
}

#[test]
fn a_risk_reversal_on_a_forward() {
    // Reference: puts at 22 %, calls at 16 %, 30 days, 4 %; checked against `py_vollib`.
    let legs = legs::legs(Kind::RiskReversal, &[95.0, 105.0]).unwrap();
    let on = Underlying {
        price: 100.0,
        rate: 0.04,
        carry: Carry::Forward,
    };
    let volatility = |strike: f64| Some(if strike < 100.0 { 0.22 } else { 0.16 });
    let found = legs::worth(&legs, &on, 30.0 / 365.0, volatility).unwrap();
    for (found, expected) in [
        (found.price, -0.374_087_697_595_643_6),
        (found.delta, 0.346_977_074_250_981_1),
        (found.vega / 100.0, -0.013_456_330_360_608_92),
    ] {
        assert!((found - expected).abs() < 1e-10, "{found} not {expected}");
    }
    let outcome = legs::outcome(&legs, found.price);
    assert!((outcome.breakevens[0] - 94.625_912_302_404_36).abs() < 1e-9);
}

#[test]
fn a_structure_without_a_premium_is_priced_by_the_chain() {
    let reading = read(
        "option-structure",
        &inputs(),
        "SPX 100/104 call spread",
        None,
    );
    assert_eq!(reading.history.len(), 3);
    assert_eq!(reading.missing, []);
    let price = value(fact(&reading, "Premium"));
    assert!((price - value(fact(&reading, "Worth by the smile"))).abs() < 1e-12);
    assert!((reading.value.unwrap() - price / 4.0).abs() < 1e-12);
    assert_eq!(fact(&reading, "Quoted less worth"), &Cell::Empty);
    assert!(reading.notices.contains(&ASSUMED_END));
    // The same smile on every day: the same price but for the rate before the first bill.
    let (first, last) = (reading.history[0].1, reading.history[2].1);
    assert!((first / last - 1.0).abs() < 0.02, "{first} {last}");
}

#[test]
fn a_quoted_premium_is_compared_with_the_chain() {
    let text = "SPX 100/104 call spread for $1.00, 30 days";
    let reading = read("option-structure", &inputs(), text, None);
    assert!((reading.value.unwrap() - 0.25).abs() < 1e-12);
    let worth = value(fact(&reading, "Worth by the smile"));
    let over = value(fact(&reading, "Quoted less worth"));
    assert!((worth + over - 1.0).abs() < 1e-12);
    assert!(!reading.notices.contains(&ASSUMED_END));
}

#[test]
fn a_name_alone_is_the_usual_structure() {
    for subject in ["SPX", "SPX 50/25-delta call spread, 30 days", ""] {
        let reading = read("option-structure", &inputs(), subject, None);
        assert!(
            reading.value.is_some_and(|odds| (0.2..0.5).contains(&odds)),
            "{:?}",
            reading.value
        );
    }
    let put = read(
        "option-structure",
        &inputs(),
        "SPX 25/10-delta put spread",
        None,
    );
    let Cell::Text(text) = fact(&put, "Structure") else {
        panic!("no structure");
    };
    assert_eq!(text, "SPX 25/10-delta put spread");
}

#[test]
fn what_is_missing_is_said_and_the_rest_is_told() {
    let bills = Inputs::from_iter([closes(BILLS, date(2026, 2, 6), [4.0])]);
    let reading = read(
        "option-structure",
        &bills,
        "90/93 call spread for $0.34",
        None,
    );
    assert!((reading.value.unwrap() - 0.34 / 3.0).abs() < 1e-12);
    let lacking: Vec<&str> = reading
        .missing
        .iter()
        .map(|one| one.input.as_str())
        .collect();
    assert_eq!(lacking, ["price of the underlying", "option chain"]);
    assert_eq!(fact(&reading, "Delta"), &Cell::Empty);
    for (text, input) in [
        ("90/93 call spread", "option chain"),
        ("TLT 90/93 call spread", "CHAIN:TLT"),
        ("words of no kind", "words of no kind"),
    ] {
        let reading = read("option-structure", &bills, text, None);
        assert_eq!(reading.value, None, "{text}");
        assert_eq!(reading.missing[0].input, input, "{text}");
    }
}

#[test]
fn a_fund_without_a_chain_is_priced_by_what_explains_the_quote() {
    let mut inputs = Inputs::from_iter([closes(BILLS, date(2026, 2, 6), [4.0])]);
    inputs.insert(std::sync::Arc::new(closes("TLT", date(2026, 2, 6), [88.0])));
    let text = "TLT 90/93 call spread for $0.34, 45 days";
    let reading = read("option-structure", &inputs, text, None);
    let lacking: Vec<&str> = reading
        .missing
        .iter()
        .map(|one| one.input.as_str())
        .collect();
    assert_eq!(lacking, ["CHAIN:TLT"]);
    assert!(value(fact(&reading, "Delta")) > 0.1);
    assert_eq!(fact(&reading, "Worth by the smile"), &Cell::Empty);
    assert!(reading.inputs.iter().any(|input| input.series == "TLT"));
}

#[test]
fn an_end_is_days_a_day_or_a_month() {
    let today = date(2026, 2, 6);
    for (until, days) in [
        (None, 30.0),
        (Some(Until::Days(45.0)), 45.0),
        (Some(Until::On(date(2026, 2, 20))), 14.0),
        (Some(Until::On(date(2026, 1, 20))), 30.0),
        // The third Fridays of March 2026 and of January 2027.
        (Some(Until::Month(3)), 42.0),
        (Some(Until::Month(1)), 343.0),
    ] {
        assert!((days_left(until, today) - days).abs() < 1e-12, "{until:?}");
    }
}

#[test]
fn multiples_are_checked() {
    for (text, expected) in [
        ("90/93 call spread for $0.34, 8.8x", Some(GROSS_MULTIPLE)),
        ("90/93 call spread for $0.34, 7.8x", None),
        ("90/93 call spread for $0.34, 12x", Some(OTHER_MULTIPLE)),
        ("90/93 call spread, 8.8x", None),
    ] {
        let bills = Inputs::from_iter([closes(BILLS, date(2026, 2, 6), [4.0])]);
        let reading = read("option-structure", &bills, text, None);
        let multiples = [GROSS_MULTIPLE, OTHER_MULTIPLE];
        let found = reading
            .notices
            .iter()
            .find(|notice| multiples.contains(notice));
        assert_eq!(found, expected.as_ref(), "{text}");
    }
}
