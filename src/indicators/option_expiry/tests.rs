use jiff::civil::date;

use super::*;
use crate::model::{Origin, Settlement};

fn quote(day: Date, kind: OptionKind, strike: f64, open: f64) -> OptionQuote {
    OptionQuote {
        expiry: day,
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
    // A Friday; the third of the month is the 20th.
    let at = date(2026, 2, 6).at(16, 0, 0, 0);
    OptionChain::new("SPX", Origin::Demo, at, 100.0, quotes)
}

#[test]
fn the_next_monthly_expiry_counts_both_settlements() {
    let monthly = date(2026, 2, 20);
    let morning = OptionQuote {
        settlement: Settlement::Morning,
        ..quote(monthly, OptionKind::Call, 100.0, 7.0)
    };
    let chain = chain(vec![
        quote(date(2026, 2, 13), OptionKind::Call, 100.0, 1000.0),
        morning,
        quote(monthly, OptionKind::Put, 100.0, 3.0),
        quote(date(2026, 3, 20), OptionKind::Put, 100.0, 500.0),
    ]);
    let (day, open) = next_monthly(&chain).unwrap();
    assert_eq!(
        (day, open),
        (
            monthly,
            Open {
                calls: 7.0,
                puts: 3.0
            }
        )
    );
    assert!((open.gross(100.0) - 100_000.0).abs() < 1e-9);
    let all = endings(&chain, 0.04, 0.0);
    let days: Vec<Date> = all.iter().map(|ending| ending.day).collect();
    assert_eq!(days, [date(2026, 2, 13), monthly, date(2026, 3, 20)]);
    assert_eq!(all[1].open, open);
    assert!(all[0].delta > 0.0 && all[2].delta < 0.0);
}

#[test]
fn a_chain_without_a_monthly_expiry_has_none() {
    let weekly = quote(date(2026, 2, 13), OptionKind::Call, 100.0, 10.0);
    let over = quote(date(2026, 1, 16), OptionKind::Call, 100.0, 10.0);
    assert_eq!(next_monthly(&chain(vec![weekly, over])), None);
}

#[test]
fn contracts_without_a_count_are_none() {
    let unknown = OptionQuote {
        open_interest: None,
        ..quote(date(2026, 2, 20), OptionKind::Call, 100.0, 0.0)
    };
    let wrong = quote(date(2026, 2, 20), OptionKind::Put, 100.0, -5.0);
    let open = Open::of(&[unknown, wrong], |quote| quote.open_interest);
    assert_eq!(open, Open::default());
    assert!(open.ratio().is_nan());
}

#[test]
fn much_gamma_that_ends_is_worth_a_notice() {
    assert_eq!(notices(Some(0.31), None), [RELEASES]);
    assert!(notices(Some(0.29), None).is_empty());
    assert!(notices(None, None).is_empty());
}
