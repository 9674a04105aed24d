use std::collections::BTreeSet;

use super::*;
use crate::market::demo::{LAST, SEED, chains};

fn made() -> Vec<OptionChain> {
    chains(SEED)
}

#[test]
fn the_same_seed_makes_the_same_chains() {
    let (one, other) = (made(), made());
    assert_eq!(one, other);
    assert_ne!(one.last(), chains(7).last());
}

#[test]
fn the_days_of_the_story_and_of_the_last_month_are_there() {
    let all = made();
    let days: BTreeSet<Date> = all.iter().map(OptionChain::date).collect();
    assert_eq!(days.len(), all.len(), "one chain a day");
    assert!(all.is_sorted_by_key(OptionChain::date));
    assert_eq!(all.last().map(OptionChain::date), Some(LAST));
    for book in script::BOOKS {
        assert!(days.contains(&book.day), "{}", book.day);
    }
    for day in calendar::trading_days(DAILY_SINCE, LAST) {
        assert!(days.contains(&day), "{day}");
    }
    assert!((300..450).contains(&all.len()), "{}", all.len());
    let quotes: usize = all.iter().map(|chain| chain.quotes().len()).sum();
    assert!(quotes < 180_000, "{quotes}");
}

#[test]
fn fridays_that_are_closed_give_way_to_thursdays() {
    let days: Vec<Date> = made().iter().map(OptionChain::date).collect();
    assert!(days.contains(&date(2024, 3, 28)), "before Good Friday");
    assert!(days.contains(&date(2023, 6, 16)));
    assert!(!days.contains(&date(2023, 6, 15)));
}

#[test]
fn standard_monthly_options_settle_in_the_morning() {
    for chain in made() {
        for expiry in chain.expiries() {
            let first = expiry[0];
            let is_morning = first.settlement == Settlement::Morning;
            assert_eq!(is_morning, is_monthly(first.expiry), "{}", first.expiry);
            assert!(first.expiry > chain.date());
            assert!(calendar::is_trading_day(first.expiry), "{}", first.expiry);
        }
    }
}

#[test]
fn expiries_surround_thirty_days() {
    for chain in made() {
        let days: Vec<i64> = chain
            .expiries()
            .map(|expiry| expiry[0].expiry.duration_since(chain.date()).as_hours() / 24)
            .collect();
        assert!(
            days.iter().any(|days| (23..=30).contains(days)),
            "{}",
            chain.date()
        );
        assert!(
            days.iter().any(|days| (31..=38).contains(days)),
            "{}",
            chain.date()
        );
        assert!(days.last() > Some(&60), "{}", chain.date());
    }
}

#[test]
fn calls_less_puts_are_the_forward() {
    let all = made();
    let chain = all.last().unwrap();
    for expiry in chain.expiries() {
        let near = expiry.chunk_by(|a, b| a.strike.total_cmp(&b.strike).is_eq());
        let near = near.filter(|pair| (pair[0].strike / chain.spot() - 1.0).abs() < 0.03);
        let forwards: Vec<f64> = near
            .map(|pair| {
                let [call, put] = [pair[0], pair[1]].map(|quote| quote.mid().unwrap());
                pair[0].strike + call - put
            })
            .collect();
        let (low, high) = forwards
            .iter()
            .fold((f64::MAX, f64::MIN), |(low, high), one| {
                (low.min(*one), high.max(*one))
            });
        // Not discounted, so the spread of the strikes leaves a little.
        assert!(high - low < 0.3 + 0.02 * 400.0, "{low} to {high}");
        assert!((low / chain.spot() - 1.0).abs() < 0.04);
    }
}

#[test]
fn quotes_are_sound() {
    for chain in made() {
        for quote in chain.quotes() {
            let (bid, ask) = (quote.bid.unwrap(), quote.ask.unwrap());
            assert!(bid >= 0.0 && bid < ask, "{quote:?}");
            assert!(
                quote.implied.is_some_and(|v| v > 0.02 && v < 3.0),
                "{quote:?}"
            );
            assert!(
                quote
                    .open_interest
                    .is_some_and(|open| (0.0..2e6).contains(&open)),
                "{} {quote:?}",
                chain.date()
            );
        }
    }
}
