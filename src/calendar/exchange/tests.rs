//! Known closures, and what holds of every day.

use jiff::ToSpan;
use jiff::civil::Weekday;
use proptest::prelude::*;

use super::*;
use crate::calendar::new_york;

fn is(exchange: Exchange, kind: Day, days: &[Date]) {
    for day in days {
        assert_eq!(
            exchange.day(*day),
            Some(kind),
            "{} on {day}",
            exchange.code()
        );
    }
}

fn open_days(exchange: Exchange, year: i16) -> usize {
    let all = date(year, 1, 1).series(1.day()).take(366);
    let of_year = all.filter(|day| day.year() == year);
    of_year
        .filter(|day| exchange.day(*day) != Some(Day::Closed))
        .count()
}

#[test]
fn codes_of_instruments_are_known() {
    for code in ["XNYS", "XNAS", "XHKG", "XSHG", "XSHE", "XLON", "24/7"] {
        assert!(exchange(code).is_some(), "{code}");
    }
    assert_eq!(exchange("XNAS"), Some(Exchange::NewYork));
    assert_eq!(exchange("XTSE"), None);
    for one in Exchange::ALL {
        assert_eq!(exchange(one.code()), Some(one));
    }
}

#[test]
fn new_york_closes_early() {
    is(
        Exchange::NewYork,
        Day::Half,
        &[
            date(2016, 11, 25),
            date(2017, 7, 3),
            date(2018, 12, 24),
            date(2023, 7, 3),
            date(2024, 7, 3),
            date(2025, 11, 28),
            date(2025, 12, 24),
            date(2026, 11, 27),
            date(2026, 12, 24),
        ],
    );
    is(
        Exchange::NewYork,
        Day::Closed,
        &[
            date(2020, 7, 3),
            date(2021, 12, 24),
            date(2026, 7, 3),
            date(2027, 7, 5),
            date(2027, 12, 24),
        ],
    );
    is(
        Exchange::NewYork,
        Day::Whole,
        &[
            date(2026, 7, 2),
            date(2021, 7, 2),
            date(2025, 12, 31),
            date(2021, 11, 19),
        ],
    );
}

#[test]
fn hong_kong_keeps_the_moon_and_the_storms() {
    is(
        Exchange::HongKong,
        Day::Closed,
        &[
            date(2016, 2, 10),
            date(2016, 5, 2), // Labour Day on a Sunday
            date(2016, 10, 10),
            date(2016, 12, 27),
            date(2017, 1, 31), // the fourth day, for one on a Sunday
            date(2017, 8, 23),
            date(2018, 2, 19),
            date(2018, 7, 2),
            date(2019, 5, 13),
            date(2020, 1, 28),
            date(2020, 10, 1),
            date(2020, 10, 2),
            date(2020, 10, 26),
            date(2021, 2, 15),
            date(2021, 4, 5),
            date(2021, 4, 6), // Ching Ming on Easter Sunday
            date(2021, 12, 27),
            date(2022, 9, 12),
            date(2022, 12, 27),
            date(2023, 9, 1),
            date(2024, 9, 6),
            date(2025, 10, 7),
            date(2026, 4, 7),
            date(2026, 5, 25),
            date(2026, 10, 19),
            date(2027, 2, 9),
            date(2027, 12, 27),
        ],
    );
    is(
        Exchange::HongKong,
        Day::Half,
        &[
            date(2017, 1, 27),
            date(2020, 1, 24),
            date(2024, 2, 9),
            date(2024, 12, 24),
            date(2025, 12, 31),
            date(2026, 2, 16),
            date(2027, 12, 24),
        ],
    );
    is(
        Exchange::HongKong,
        Day::Whole,
        &[
            date(2019, 9, 16), // the day after Mid-Autumn was a Saturday
            date(2020, 12, 28),
            date(2025, 6, 2),
            date(2026, 9, 28),
            date(2024, 11, 14), // the typhoon of that day was traded through
        ],
    );
    for (year, days) in [
        (2016, 245),
        (2018, 246),
        (2019, 246),
        (2021, 247),
        (2022, 246),
        (2024, 246),
        (2025, 246),
    ] {
        assert_eq!(open_days(Exchange::HongKong, year), days, "{year}");
    }
}

#[test]
fn the_mainland_keeps_its_golden_weeks() {
    for exchange in [Exchange::Shanghai, Exchange::Shenzhen] {
        is(
            exchange,
            Day::Closed,
            &[
                date(2016, 10, 7),
                date(2018, 12, 31),
                date(2020, 1, 31),
                date(2020, 10, 8),
                date(2024, 2, 9),
                date(2025, 1, 28),
                date(2025, 10, 8),
                date(2026, 2, 23),
                date(2026, 9, 25),
            ],
        );
        is(
            exchange,
            Day::Whole,
            &[
                date(2020, 2, 3),
                date(2025, 10, 9),
                date(2026, 2, 24),
                date(2026, 12, 31),
            ],
        );
        assert_eq!(exchange.day(date(2027, 1, 4)), None, "not announced");
    }
    for (year, days) in [
        (2016, 244),
        (2017, 244),
        (2018, 243),
        (2019, 244),
        (2020, 243),
        (2021, 243),
        (2022, 242),
        (2023, 242),
        (2024, 242),
        (2025, 243),
    ] {
        assert_eq!(open_days(Exchange::Shanghai, year), days, "{year}");
    }
}

#[test]
fn london_keeps_its_bank_holidays() {
    is(
        Exchange::London,
        Day::Closed,
        &[
            date(2016, 3, 28),
            date(2016, 12, 27),
            date(2017, 1, 2),
            date(2020, 5, 8),
            date(2020, 12, 28),
            date(2021, 12, 28),
            date(2022, 1, 3),
            date(2022, 6, 3),
            date(2022, 9, 19),
            date(2022, 12, 27),
            date(2023, 5, 8),
            date(2026, 8, 31),
            date(2026, 12, 28),
            date(2027, 12, 28),
        ],
    );
    is(
        Exchange::London,
        Day::Whole,
        &[
            date(2020, 5, 4),
            date(2022, 5, 30),
            date(2025, 7, 4),
            date(2023, 12, 27),
            date(2025, 12, 30),
        ],
    );
    is(
        Exchange::London,
        Day::Half,
        &[
            date(2017, 12, 22),
            date(2017, 12, 29),
            date(2022, 12, 23),
            date(2022, 12, 30),
            date(2025, 12, 24),
            date(2025, 12, 31),
        ],
    );
    for (year, days) in [
        (2017, 252),
        (2019, 253),
        (2022, 250),
        (2023, 251),
        (2025, 253),
    ] {
        assert_eq!(open_days(Exchange::London, year), days, "{year}");
    }
}

#[test]
fn hours_are_local() {
    let state = |exchange: Exchange, at: &str| exchange.state(at.parse().unwrap());
    for (exchange, at, expected) in [
        (Exchange::NewYork, "2026-02-06T14:30:00Z", State::Open),
        (Exchange::NewYork, "2026-02-06T14:29:59Z", State::Closed),
        (Exchange::NewYork, "2026-02-06T21:00:00Z", State::Closed),
        (Exchange::NewYork, "2026-07-31T13:30:00Z", State::Open), // summer
        (Exchange::NewYork, "2025-11-28T18:00:00Z", State::Closed), // half
        (Exchange::NewYork, "2026-02-07T15:00:00Z", State::Closed),
        (Exchange::HongKong, "2026-02-06T01:30:00Z", State::Open),
        (Exchange::HongKong, "2026-02-06T04:30:00Z", State::Lunch),
        (Exchange::HongKong, "2026-02-16T05:30:00Z", State::Closed), // half
        (Exchange::Shanghai, "2026-02-06T03:45:00Z", State::Lunch),
        (Exchange::Shenzhen, "2026-02-06T06:59:59Z", State::Open),
        (Exchange::London, "2026-02-06T08:00:00Z", State::Open),
        (Exchange::London, "2026-07-31T07:00:00Z", State::Open), // summer
        (Exchange::London, "2026-07-31T15:30:00Z", State::Closed),
        (Exchange::AllHours, "2026-02-07T23:59:59Z", State::Open),
    ] {
        assert_eq!(
            state(exchange, at),
            Some(expected),
            "{} {at}",
            exchange.code()
        );
    }
    assert_eq!(state(Exchange::Shanghai, "2027-02-01T03:00:00Z"), None);
}

#[test]
fn new_york_trades_on_the_days_of_its_rule() {
    let days = date(2016, 1, 1)
        .series(1.day())
        .take_while(|day| *day <= date(2027, 12, 31));
    for day in days {
        let trades = Exchange::NewYork.day(day) != Some(Day::Closed);
        assert_eq!(trades, new_york::is_trading_day(day), "{day}");
    }
}

proptest! {
    #[test]
    fn no_exchange_trades_on_a_weekend(offset in 0i64..4000) {
        let day = date(2016, 1, 1).checked_add(offset.days()).unwrap();
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        for exchange in Exchange::ALL.into_iter().filter(|one| *one != Exchange::AllHours) {
            let sessions = exchange.sessions(day).unwrap();
            prop_assert!(!is_weekend || sessions.is_empty());
            prop_assert_eq!(sessions.is_empty(), exchange.day(day) == Some(Day::Closed));
            prop_assert!(sessions.iter().all(|(opens, closes)| opens < closes));
            prop_assert!(sessions.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }

    #[test]
    fn outside_of_the_coverage_nothing_is_said(offset in 1i64..4000) {
        for exchange in Exchange::ALL.into_iter().filter(|one| *one != Exchange::AllHours) {
            let coverage = exchange.coverage();
            let before = coverage.start().checked_sub(offset.days()).unwrap();
            let after = coverage.end().checked_add(offset.days()).unwrap();
            prop_assert_eq!((exchange.day(before), exchange.sessions(after)), (None, None));
        }
    }
}
