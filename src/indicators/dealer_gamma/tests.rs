use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{OptionKind, OptionQuote, Origin, Settlement};

/// An option 28 days away with a volatility of 15 %.
fn quote(kind: OptionKind, strike: f64, open: f64) -> OptionQuote {
    OptionQuote {
        expiry: date(2026, 2, 6),
        settlement: Settlement::Close,
        kind,
        strike,
        bid: None,
        ask: None,
        implied: Some(0.15),
        open_interest: Some(open),
        volume: None,
    }
}

fn chain(quotes: Vec<OptionQuote>) -> OptionChain {
    let at = date(2026, 1, 9).at(16, 0, 0, 0);
    OptionChain::new("SPX", Origin::Demo, at, 100.0, quotes)
}

fn book(quotes: Vec<OptionQuote>) -> Book {
    Book::new(&chain(quotes), 0.04, 0.013)
}

#[test]
fn only_what_is_bid_open_and_to_come_counts() {
    let call = quote(OptionKind::Call, 100.0, 10.0);
    for (name, quote, counts) in [
        ("plain", call, true),
        (
            "nobody bids",
            OptionQuote {
                bid: Some(0.0),
                ..call
            },
            false,
        ),
        (
            "bid",
            OptionQuote {
                bid: Some(1.0),
                ..call
            },
            true,
        ),
        ("none open", quote(OptionKind::Call, 100.0, 0.0), false),
        (
            "open interest unknown",
            OptionQuote {
                open_interest: None,
                ..call
            },
            false,
        ),
        (
            "over",
            OptionQuote {
                expiry: date(2026, 1, 9),
                ..call
            },
            false,
        ),
        (
            "no volatility, no price",
            OptionQuote {
                implied: None,
                ..call
            },
            false,
        ),
        (
            "a price instead of a volatility",
            OptionQuote {
                implied: None,
                bid: Some(1.7),
                ask: Some(1.8),
                ..call
            },
            true,
        ),
    ] {
        assert_eq!(
            book(vec![quote]).positions.len(),
            usize::from(counts),
            "{name}"
        );
        assert_eq!(total_is_there(quote), counts, "{name}");
    }
}

fn total_is_there(quote: OptionQuote) -> bool {
    exposure::total_now(&chain(vec![quote]), 0.04, 0.013).is_some()
}

#[test]
fn calls_above_and_puts_below_flip_between() {
    let quotes = vec![
        quote(OptionKind::Put, 95.0, 100.0),
        quote(OptionKind::Call, 105.0, 100.0),
    ];
    let book = book(quotes);
    let flip = book.flip(100.0).unwrap();
    assert!((95.0..105.0).contains(&flip), "{flip}");
    assert!(book.total(flip).abs() < 1e-6 * book.total(105.0));
    assert!(book.total(104.0) > 0.0 && book.total(96.0) < 0.0);
}

#[test]
fn calls_alone_never_flip() {
    let book = book(vec![quote(OptionKind::Call, 100.0, 100.0)]);
    assert_eq!(book.flip(100.0), None);
    assert_eq!(Regime::of(book.total(100.0), 100.0, None), Regime::Long);
}

#[test]
fn long_needs_both_the_level_and_the_sign() {
    for (total, spot, flip, expected) in [
        (1.0, 101.0, Some(100.0), Regime::Long),
        (1.0, 99.0, Some(100.0), Regime::Short),
        (-1.0, 101.0, Some(100.0), Regime::Short),
        (1.0, 100.0, Some(100.0), Regime::Short),
        (-1.0, 100.0, None, Regime::Short),
    ] {
        assert_eq!(Regime::of(total, spot, flip), expected, "{total} {spot}");
    }
}

#[test]
fn the_same_strike_of_two_expiries_is_one_row() {
    let near = quote(OptionKind::Call, 100.0, 10.0);
    let far = OptionQuote {
        expiry: date(2026, 3, 20),
        ..near
    };
    let put = quote(OptionKind::Put, 100.0, 10.0);
    let book = book(vec![near, far, put]);
    let strikes = book.grouped(100.0, |one| one.strike, f64::total_cmp);
    assert_eq!(strikes.len(), 1);
    assert!(strikes[0].calls > 0.0 && strikes[0].puts < 0.0);
    assert!((strikes[0].net() - book.total(100.0)).abs() < 1e-9);
    let expiries = book.grouped(100.0, |one| one.expiry, Date::cmp);
    assert_eq!(expiries.len(), 2);
    assert!(
        expiries[0].net().abs() < 1e-9,
        "a call and a put of one strike cancel"
    );
}

proptest! {
    #[test]
    fn gamma_changes_sign_at_the_flip(
        strikes in prop::collection::vec((70.0..130.0_f64, 1.0..500.0_f64, any::<bool>()), 1..40),
    ) {
        let quotes = strikes.iter().map(|(strike, open, is_call)| {
            quote(if *is_call { OptionKind::Call } else { OptionKind::Put }, strike.round(), *open)
        });
        let book = book(quotes.collect());
        let gross: f64 = book.positions.iter().map(|one| {
            Book { positions: vec![*one] }.total(100.0).abs()
        }).sum();
        if let Some(flip) = book.flip(100.0) {
            prop_assert!((80.0..=120.0).contains(&flip));
            prop_assert!(book.total(flip).abs() <= 1e-9 * gross.max(1.0));
        } else {
            let signs = (0..=59).map(|step| book.total(80.0 + 40.0 * f64::from(step) / 59.0) < 0.0);
            let signs: Vec<bool> = signs.collect();
            prop_assert!(signs.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }
}
