//! Forced selling without a feed of it: open interest that falls by much while the price moves.

use jiff::civil::Date;

use crate::indicators::math::returns;

/// Per cent of open interest that must be gone in a day.
pub(super) const FALL: f64 = 5.0;

/// Per cent that the price must have moved, either way.
pub(super) const MOVE: f64 = 3.0;

/// A day on which positions were closed by force, by the proxy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Forced {
    /// The day.
    pub(super) day: Date,
    /// Change of open interest, per cent.
    pub(super) interest: f64,
    /// Change of the price, per cent.
    pub(super) price: f64,
}

/// Changes from one common day to the next, per cent: day, open interest, price.
pub(super) fn changes(both: &[(Date, f64, f64)]) -> Vec<Forced> {
    let pairs = both.iter().zip(both.iter().skip(1));
    let change = |(before, now): (&(Date, f64, f64), &(Date, f64, f64))| {
        Some(Forced {
            day: now.0,
            interest: 100.0 * returns::simple(before.1, now.1)?,
            price: 100.0 * returns::simple(before.2, now.2)?,
        })
    };
    pairs.filter_map(change).collect()
}

impl Forced {
    /// Whether the proxy calls this day one of forced selling or buying.
    pub(super) fn is_forced(&self) -> bool {
        self.interest < -FALL && self.price.abs() > MOVE
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn both_must_move() {
        let day = |day| date(2026, 2, day);
        let both = [
            (day(2), 40.0, 78_700.0),
            (day(3), 39.5, 76_000.0), // the price alone
            (day(4), 37.0, 75_500.0), // open interest alone
            (day(5), 30.0, 62_900.0),
            (day(6), 28.0, 70_500.0), // closed by force on the way up
        ];
        let changes = changes(&both);
        let forced = changes.iter().filter(|one| one.is_forced());
        let days: Vec<Date> = forced.map(|one| one.day).collect();
        assert_eq!(days, [day(5), day(6)]);
        assert!((changes[2].price + 16.688_741).abs() < 1e-6);
    }

    #[test]
    fn equality_is_not_more() {
        let both = [
            (date(2026, 2, 4), 100.0, 100.0),
            (date(2026, 2, 5), 95.0, 90.0),
        ];
        assert!(!changes(&both)[0].is_forced());
        assert!(changes(&both[..1]).is_empty());
    }
}
