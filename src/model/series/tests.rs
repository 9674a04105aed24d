//! Series, and what was known of them when.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const FIRST: Date = date(2026, 1, 1);

fn day(number: i64) -> Date {
    FIRST + jiff::Span::new().days(number)
}

fn vintage(of: i64, known: i64, close: f64) -> Vintage {
    Vintage {
        known: day(known),
        bar: Bar::close_only(day(of), close),
    }
}

fn closes(bars: &[Bar]) -> Vec<f64> {
    bars.iter().map(|bar| bar.close).collect()
}

#[test]
fn bars_are_ordered_unique_and_finite() {
    let series = Series::new(
        "SPX",
        Origin::Demo,
        vec![
            Bar::close_only(date(2026, 2, 6), 2.0),
            Bar::close_only(date(2026, 2, 5), 1.0),
            Bar::close_only(date(2026, 2, 4), f64::NAN),
            Bar::close_only(date(2026, 2, 6), 3.0),
        ],
    );
    assert_eq!(closes(series.bars()), [1.0, 3.0]);
    assert_eq!(series.close_on(date(2026, 2, 5)), Some(1.0));
    assert_eq!(series.close_on(date(2026, 2, 4)), None);
}

#[test]
fn as_of_keeps_nothing_later() {
    let days = (1..=10).map(|day| Bar::close_only(date(2026, 1, day), f64::from(day)));
    let series = Series::new("X", Origin::Demo, days.collect());
    let cut = series.as_of(date(2026, 1, 4));
    assert_eq!(cut.last().map(|bar| bar.close), Some(4.0));
    assert!(series.as_of(date(2025, 12, 31)).last().is_none());
}

#[test]
fn a_value_is_shown_as_it_was_known() {
    // Payrolls: two months published a month later, the first revised with the second.
    let series = Series::of_vintages(
        "PAYEMS",
        Origin::Demo,
        vec![
            vintage(31, 65, 200.0),
            vintage(0, 65, 90.0),
            vintage(0, 34, 100.0),
        ],
    );
    assert_eq!(closes(series.bars()), [90.0, 200.0]);
    for (on, shown) in [
        (0, &[][..]),
        (33, &[]),
        (34, &[100.0]),
        (64, &[100.0]),
        (65, &[90.0, 200.0]),
    ] {
        assert_eq!(closes(&series.known_on(day(on))), shown, "on day {on}");
        assert_eq!(
            closes(series.as_of(day(on)).bars()),
            shown,
            "as of day {on}"
        );
    }
}

#[test]
fn what_nothing_revised_is_borrowed() {
    let lagged = (0..5).map(|of| vintage(of, of + 3, of as f64)).collect();
    let lagged = Series::of_vintages("X", Origin::Demo, lagged);
    assert!(matches!(lagged.known_on(day(5)), Cow::Borrowed([_, _, _])));
    let plain = Series::of_vintages("X", Origin::Demo, vec![vintage(0, 0, 1.0)]);
    assert_eq!(
        plain,
        Series::new("X", Origin::Demo, vec![Bar::close_only(day(0), 1.0)])
    );
}

#[test]
fn what_is_said_again_is_no_revision() {
    let said = vec![
        vintage(0, 1, 1.0),
        vintage(0, 9, 1.0),
        vintage(0, 9, f64::NAN),
    ];
    let series = Series::of_vintages("X", Origin::Demo, said);
    assert!(series.earlier().is_empty());
    assert_eq!(closes(&series.known_on(day(1))), [1.0]);
}

#[test]
fn nothing_is_known_before_its_day() {
    let series = Series::of_vintages("X", Origin::Demo, vec![vintage(5, 1, 1.0)]);
    assert_eq!(series.vintages(), [vintage(5, 5, 1.0)]);
}

#[test]
fn publication_days_hide_values_and_keep_the_rest() {
    let bars = (0..3)
        .map(|at| Bar::close_only(day(at), at as f64))
        .collect();
    let series = Series::new("X", Origin::Demo, bars)
        .with_unit("Percent")
        .with_adjustment(Adjustment::Splits)
        .published(|of| (of != day(1)).then(|| of + jiff::Span::new().days(2)));
    assert_eq!(closes(&series.known_on(day(2))), [0.0, 1.0]);
    assert_eq!(series.unit(), Some("Percent"));
    assert_eq!(series.as_of(day(2)).adjustment(), Adjustment::Splits);
}

fn any_vintages() -> impl Strategy<Value = Vec<Vintage>> {
    let one = (0..12_i64, 0..20_i64, 0..4_u8);
    prop::collection::vec(one, 0..40).prop_map(|all| {
        all.into_iter()
            .map(|(of, known, close)| vintage(of, known, f64::from(close)))
            .collect()
    })
}

proptest! {
    #[test]
    fn both_cuts_agree(vintages in any_vintages(), on in 0..22_i64) {
        let series = Series::of_vintages("X", Origin::Demo, vintages);
        let (borrowed, kept) = (series.known_on(day(on)), series.as_of(day(on)));
        prop_assert_eq!(&*borrowed, kept.bars());
        prop_assert!(kept.vintages().iter().all(|one| one.known <= day(on)));
        prop_assert!(borrowed.is_sorted_by(|a, b| a.date < b.date));
    }

    #[test]
    fn a_cut_of_a_cut_is_the_earlier(vintages in any_vintages(), first in 0..22_i64, then in 0..22_i64) {
        let series = Series::of_vintages("X", Origin::Demo, vintages);
        let twice = series.as_of(day(first)).as_of(day(then));
        prop_assert_eq!(twice, series.as_of(day(first.min(then))));
    }

    #[test]
    fn vintages_make_the_same_series(vintages in any_vintages()) {
        let series = Series::of_vintages("X", Origin::Demo, vintages);
        let again = Series::of_vintages("X", Origin::Demo, series.vintages());
        prop_assert_eq!(again, series);
    }
}
