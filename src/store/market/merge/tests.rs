//! What stands after a second fetch.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::Origin;

fn at(text: &str) -> Timestamp {
    format!("{text}T12:00:00Z").parse().unwrap()
}

fn day(number: i64) -> Date {
    date(2026, 1, 1) + jiff::Span::new().days(number)
}

fn of(closes: &[(i64, f64)]) -> Series {
    let bars = closes
        .iter()
        .map(|(at, close)| Bar::close_only(day(*at), *close));
    Series::new("X", Origin::File("x.csv".to_owned()), bars.collect())
}

/// Each with the day that it was published.
fn published(said: &[(i64, i64, f64)]) -> Series {
    let vintages = said.iter().map(|(of, known, close)| Vintage {
        known: day(*known),
        bar: Bar::close_only(day(*of), *close),
    });
    Series::of_vintages("X", Origin::Provider("FRED".to_owned()), vintages.collect())
}

fn twice(first: &Series, second: &Series) -> Merged {
    merged(Held::new(first, at("2026-03-01")), second, at("2026-04-01"))
}

/// Day, day known, close of all that is held.
fn said(held: &Held) -> Vec<(Date, Date, f64)> {
    let vintages = held.series.vintages();
    assert_eq!(
        vintages,
        held.said.iter().map(|one| one.vintage).collect::<Vec<_>>()
    );
    vintages
        .iter()
        .map(|one| (one.bar.date, one.known, one.bar.close))
        .collect()
}

#[test]
fn new_days_are_added_and_old_ones_keep_their_time() {
    let found = twice(&of(&[(0, 1.0), (1, 2.0)]), &of(&[(1, 2.0), (2, 3.0)]));
    assert_eq!(found.change, None);
    let times: Vec<_> = found.held.said.iter().map(|one| one.fetched).collect();
    let (first, second) = (Some(at("2026-03-01")), Some(at("2026-04-01")));
    assert_eq!(times, [first, first, second]);
}

#[test]
fn a_changed_value_is_known_from_the_day_that_it_came() {
    let found = twice(&of(&[(0, 1.0), (1, 2.0)]), &of(&[(0, 1.0), (1, 2.5)]));
    let came = date(2026, 4, 1);
    assert_eq!(
        said(&found.held),
        [
            (day(0), day(0), 1.0),
            (day(1), day(1), 2.0),
            (day(1), came, 2.5)
        ]
    );
    let change = found.change.unwrap();
    assert_eq!(
        (
            change.kind,
            change.values,
            change.first,
            change.closes,
            change.known
        ),
        (ChangeKind::Revised, 1, day(1), (2.0, 2.5), came)
    );
    let again = merged(found.held.clone(), &of(&[(1, 2.5)]), at("2026-05-01"));
    assert_eq!((again.held, again.change), (found.held, None));
}

#[test]
fn other_digits_are_no_change_and_fill_what_was_not_told() {
    let mut second = Bar::close_only(day(0), 138.419_998_168_945_3);
    second.volume = Some(71_254.0);
    let first = of(&[(0, 138.42)]);
    let second = Series::new("X", first.origin().clone(), vec![second]);
    let found = twice(&first, &second);
    assert_eq!(found.change, None);
    let bar = found.held.series.bars()[0];
    assert_eq!((bar.close, bar.volume), (138.42, Some(71_254.0)));
}

#[test]
fn a_day_that_was_not_over_is_replaced() {
    let first = Held::new(&of(&[(0, 1.0), (1, 2.0)]), at("2026-01-02"));
    let found = merged(first, &of(&[(1, 2.5)]), at("2026-01-05"));
    assert_eq!(found.change, None);
    assert_eq!(
        said(&found.held),
        [(day(0), day(0), 1.0), (day(1), day(1), 2.5)]
    );
}

#[test]
fn publication_days_take_the_place_of_assumed_ones() {
    let first = of(&[(0, 1.0), (31, 2.0)]);
    let found = twice(&first, &published(&[(0, 40, 1.0), (31, 70, 2.1)]));
    assert_eq!(
        said(&found.held),
        [(day(0), day(40), 1.0), (day(31), day(70), 2.1)]
    );
    assert_eq!(found.aside, [Bar::close_only(day(31), 2.0)]);
}

#[test]
fn a_revision_with_its_own_day_is_known_from_it() {
    let first = published(&[(0, 40, 1.0)]);
    let found = twice(
        &first,
        &published(&[(0, 40, 1.0), (0, 70, 1.1), (31, 70, 2.0)]),
    );
    assert_eq!(
        said(&found.held),
        [
            (day(0), day(40), 1.0),
            (day(0), day(70), 1.1),
            (day(31), day(70), 2.0)
        ]
    );
    assert_eq!(found.change.map(|change| change.known), Some(day(70)));
}

#[test]
fn a_published_value_that_changed_without_a_day_is_known_from_its_coming() {
    let first = published(&[(0, 40, 1.0), (31, 41, 2.0)]);
    let found = twice(&first, &published(&[(0, 40, 1.1), (31, 41, 2.0)]));
    let came = date(2026, 4, 1);
    assert_eq!(
        said(&found.held),
        [
            (day(0), day(40), 1.0),
            (day(0), came, 1.1),
            (day(31), day(41), 2.0)
        ]
    );
}

#[test]
fn a_split_restates_the_past_at_once() {
    let old: Vec<(i64, f64)> = (0..20).map(|at| (at, 100.0 + at as f64)).collect();
    let new: Vec<(i64, f64)> = (5..30).map(|at| (at, (100.0 + at as f64) / 10.0)).collect();
    for adjustment in [Adjustment::AsGiven, Adjustment::Splits] {
        let [old, new] = [&old, &new].map(|closes| of(closes).with_adjustment(adjustment));
        let found = twice(&old, &new);
        assert_eq!(
            found.change.map(|change| change.kind),
            Some(ChangeKind::Restated)
        );
        assert!(found.held.series.earlier().is_empty());
        assert_eq!(found.aside, old.bars());
        for bar in found.held.series.bars() {
            let whole = 100.0 + f64::from((bar.date.duration_since(day(0)).as_hours() / 24) as i32);
            assert!((bar.close - whole / 10.0).abs() < 1e-9, "{bar:?}");
        }
        let known = found.held.series.known_on(day(25)).len();
        assert_eq!(known, 26, "restated prices are known on their days");
    }
    let found = twice(
        &of(&old).with_adjustment(Adjustment::Unadjusted),
        &of(&new).with_adjustment(Adjustment::Unadjusted),
    );
    assert_eq!(
        found.change.map(|change| change.kind),
        Some(ChangeKind::Revised)
    );
}

#[test]
fn another_unit_is_no_change() {
    let first = of(&[(0, 370.51), (7, 380.0)]).with_unit("Billions of U.S. Dollars");
    let second = of(&[(7, 380_000.0), (14, 390_000.0)]).with_unit("Millions of U.S. Dollars");
    let found = twice(&first, &second);
    assert_eq!(found.change, None);
    let closes: Vec<f64> = found
        .held
        .series
        .bars()
        .iter()
        .map(|bar| bar.close)
        .collect();
    assert!((closes[0] - 370_510.0).abs() < 1e-6);
    assert_eq!(closes[1..], [380_000.0, 390_000.0]);
    assert_eq!(found.held.series.unit(), Some("Millions of U.S. Dollars"));
}

#[test]
fn two_revised_days_of_twelve_are_no_split() {
    let old: Vec<(i64, f64)> = (0..12).map(|at| (at, 4.0)).collect();
    let mut new = old.clone();
    (new[3].1, new[4].1) = (4.1, 4.1);
    let change = twice(&of(&old), &of(&new)).change.unwrap();
    assert_eq!((change.kind, change.values), (ChangeKind::Revised, 2));
}

fn any_series() -> impl Strategy<Value = Series> {
    prop::collection::vec((0..20_i64, 1..4_u8), 1..20).prop_map(|all| {
        of(&all
            .into_iter()
            .map(|(at, close)| (at, f64::from(close)))
            .collect::<Vec<_>>())
    })
}

proptest! {
    #[test]
    fn what_was_known_stays_known_and_what_came_is_known_now(first in any_series(), second in any_series()) {
        let merged = twice(&first, &second);
        if merged.change.as_ref().is_none_or(|change| change.kind == ChangeKind::Revised) {
            let then = merged.held.series.known_on(date(2026, 3, 31));
            for bar in first.bars() {
                prop_assert!(then.contains(bar));
            }
        }
        for bar in second.bars() {
            prop_assert_eq!(merged.held.series.close_on(bar.date), Some(bar.close));
        }
        said(&merged.held);
    }

    #[test]
    fn the_same_again_changes_nothing(first in any_series(), second in any_series()) {
        let once = twice(&first, &second);
        let again = merged(once.held.clone(), &second, at("2026-05-01"));
        prop_assert_eq!(again.change, None);
        prop_assert_eq!(again.held, once.held);
    }
}
