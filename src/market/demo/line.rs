//! Lines through a few dated values, by days of the calendar.

use jiff::civil::Date;

/// Dated values, oldest first.
pub(super) type Knots = [(Date, f64)];

/// The value of the straight line through the knots on a day; level before and after them.
pub(super) fn at(knots: &Knots, day: Date) -> f64 {
    let next = knots.partition_point(|knot| knot.0 <= day);
    match (
        next.checked_sub(1).and_then(|before| knots.get(before)),
        knots.get(next),
    ) {
        (Some(from), Some(to)) => from.1 + (to.1 - from.1) * share(from.0, to.0, day),
        (Some(&(_, value)), None) | (None, Some(&(_, value))) => value,
        (None, None) => 0.0,
    }
}

/// How free a day is of the knots around it: 0 on a knot and outside of them, 1 in the middle
/// between two, for chance that must leave the knots as they are.
pub(super) fn freedom(knots: &Knots, day: Date) -> f64 {
    let next = knots.partition_point(|knot| knot.0 <= day);
    let before = next.checked_sub(1).and_then(|before| knots.get(before));
    match (before, knots.get(next)) {
        (Some(from), _) if from.0 == day => 0.0,
        (Some(from), Some(to)) => {
            let share = share(from.0, to.0, day);
            4.0 * share * (1.0 - share)
        }
        _ => 0.0,
    }
}

fn share(from: Date, to: Date, day: Date) -> f64 {
    let days = |until: Date| (until.duration_since(from).as_hours() / 24) as f64;
    let whole = days(to);
    if whole > 0.0 { days(day) / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const KNOTS: &Knots = &[(date(2026, 1, 1), 1.0), (date(2026, 1, 11), 3.0)];

    #[test]
    fn straight_between_level_outside() {
        for (day, value) in [
            (date(2025, 1, 1), 1.0),
            (date(2026, 1, 1), 1.0),
            (date(2026, 1, 6), 2.0),
            (date(2026, 1, 11), 3.0),
            (date(2027, 1, 1), 3.0),
        ] {
            assert!((at(KNOTS, day) - value).abs() < 1e-12, "{day}");
        }
        assert!(at(&[], date(2026, 1, 1)).abs() < 1e-12);
    }

    #[test]
    fn knots_are_not_free() {
        for (day, freedom_of) in [
            (date(2026, 1, 1), 0.0),
            (date(2026, 1, 6), 1.0),
            (date(2026, 1, 11), 0.0),
            (date(2026, 2, 1), 0.0),
        ] {
            assert!((freedom(KNOTS, day) - freedom_of).abs() < 1e-12, "{day}");
        }
    }
}
