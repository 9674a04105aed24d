//! How a curve moved: bull or bear, steeper or flatter.

use jiff::civil::Date;

use crate::indicators::inputs::{Observed, joined};
use crate::model::Term;

/// Changes below this many basis points are none.
const NOTHING: f64 = 0.5;

/// The shape of a move of two yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Regime {
    /// Steeper, the short end falling more.
    BullSteepener,
    /// Steeper, the long end rising more.
    BearSteepener,
    /// Flatter, the long end falling more.
    BullFlattener,
    /// Flatter, the short end rising more.
    BearFlattener,
    /// Steeper, the short end falling and the long end rising.
    TwistSteepener,
    /// Flatter, the short end rising and the long end falling.
    TwistFlattener,
    /// Both up alike.
    ParallelUp,
    /// Both down alike.
    ParallelDown,
    /// Neither moved.
    Flat,
}

impl Regime {
    /// What traders call it.
    pub(super) const fn name(self) -> Term {
        match self {
            Self::BullSteepener => Term::new("bull steepener", "牛陡", "牛陡"),
            Self::BearSteepener => Term::new("bear steepener", "熊陡", "熊陡"),
            Self::BullFlattener => Term::new("bull flattener", "牛平", "牛平"),
            Self::BearFlattener => Term::new("bear flattener", "熊平", "熊平"),
            Self::TwistSteepener => Term::new("twist steepener", "扭转变陡", "扭轉變陡"),
            Self::TwistFlattener => Term::new("twist flattener", "扭转变平", "扭轉變平"),
            Self::ParallelUp => Term::new("parallel, up", "平行上移", "平行上移"),
            Self::ParallelDown => Term::new("parallel, down", "平行下移", "平行下移"),
            Self::Flat => Term::new("unchanged", "基本不变", "大致不變"),
        }
    }
}

/// Changes of the short and the long yield, in basis points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Move {
    /// Of the short one.
    pub(super) short: f64,
    /// Of the long one.
    pub(super) long: f64,
}

impl Move {
    /// How much steeper the curve became.
    pub(super) fn slope_change(&self) -> f64 {
        tidy(self.long - self.short)
    }

    /// The shape: the slope's change says steeper or flatter; the end that moved more says bull
    /// where it fell and bear where it rose; ends that part make a twist.
    pub(super) fn regime(&self) -> Regime {
        let (short, long) = (self.short, self.long);
        let steeper = self.slope_change();
        if steeper.abs() < NOTHING {
            return if short.abs() < NOTHING && long.abs() < NOTHING {
                Regime::Flat
            } else if short + long > 0.0 {
                Regime::ParallelUp
            } else {
                Regime::ParallelDown
            };
        }
        if short * long < 0.0 {
            return if steeper > 0.0 {
                Regime::TwistSteepener
            } else {
                Regime::TwistFlattener
            };
        }
        let larger = if short.abs() > long.abs() {
            short
        } else {
            long
        };
        match (steeper > 0.0, larger < 0.0) {
            (true, true) => Regime::BullSteepener,
            (true, false) => Regime::BearSteepener,
            (false, true) => Regime::BullFlattener,
            (false, false) => Regime::BearFlattener,
        }
    }
}

/// Two yields on their common days, in basis points.
#[derive(Debug, Clone)]
pub(super) struct Slope(Vec<(Date, f64, f64)>);

impl Slope {
    /// From series in per cent.
    pub(super) fn new(short: &Observed<'_>, long: &Observed<'_>) -> Self {
        let both = joined(short.points(), long.points()).into_iter();
        Self(
            both.map(|(day, short, long)| (day, basis_points(short), basis_points(long)))
                .collect(),
        )
    }

    /// Long less short, oldest first.
    pub(super) fn history(&self) -> Vec<(Date, f64)> {
        let days = self.0.iter();
        days.map(|(day, short, long)| (*day, tidy(long - short)))
            .collect()
    }

    /// The last common day.
    pub(super) fn last_day(&self) -> Option<Date> {
        self.0.last().map(|(day, _, _)| *day)
    }

    /// The last slope.
    pub(super) fn last(&self) -> Option<f64> {
        self.0.last().map(|(_, short, long)| tidy(long - short))
    }

    /// What both yields did over so many observations.
    pub(super) fn move_over(&self, observations: usize) -> Option<Move> {
        let (_, short, long) = self.0.last()?;
        let at = self.0.len().checked_sub(observations + 1)?;
        let (_, short_then, long_then) = self.0.get(at)?;
        Some(Move {
            short: tidy(short - short_then),
            long: tidy(long - long_then),
        })
    }
}

/// Basis points of a yield in per cent.
pub(super) fn basis_points(percent: f64) -> f64 {
    tidy(100.0 * percent)
}

/// Without the noise of binary fractions, so that 25 bp is 25 and equal moves compare equal.
fn tidy(basis_points: f64) -> f64 {
    (basis_points * 1e6).round() / 1e6
}

/// Changes from one observation to the next.
pub(super) fn daily_changes(points: &[(Date, f64)]) -> Vec<(Date, f64)> {
    let pairs = points.iter().zip(points.iter().skip(1));
    pairs
        .map(|((_, before), (day, now))| (*day, tidy(now - before)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_end_that_moved_more_names_the_regime() {
        for (short, long, regime) in [
            (-12.0, -5.0, Regime::BullSteepener),
            (-3.0, -11.0, Regime::BullFlattener),
            (4.0, 13.0, Regime::BearSteepener),
            (12.0, 5.0, Regime::BearFlattener),
            (6.0, 6.2, Regime::ParallelUp),
            (-7.0, -7.1, Regime::ParallelDown),
            (-4.0, 5.0, Regime::TwistSteepener),
            (5.0, -4.0, Regime::TwistFlattener),
            (0.0, 8.0, Regime::BearSteepener),
            (-8.0, 0.0, Regime::BullSteepener),
            (0.0, -6.0, Regime::BullFlattener),
            (9.0, 0.0, Regime::BearFlattener),
            (0.1, 0.2, Regime::Flat),
        ] {
            assert_eq!(Move { short, long }.regime(), regime, "{short}, {long}");
        }
    }

    #[test]
    fn binary_fractions_leave_no_noise() {
        let tidied = vec![basis_points(4.35), tidy(4.1 * 100.0 - 3.85 * 100.0)];
        assert_eq!(tidied, [435.0, 25.0]);
    }

    proptest! {
        #[test]
        fn turning_a_move_over_swaps_bull_and_bear(short in -50.0..50.0_f64, long in -50.0..50.0_f64) {
            let there = Move { short, long }.regime();
            let back = Move { short: -short, long: -long }.regime();
            let expected = match there {
                Regime::BullSteepener => Regime::BearFlattener,
                Regime::BearFlattener => Regime::BullSteepener,
                Regime::BearSteepener => Regime::BullFlattener,
                Regime::BullFlattener => Regime::BearSteepener,
                Regime::TwistSteepener => Regime::TwistFlattener,
                Regime::TwistFlattener => Regime::TwistSteepener,
                Regime::ParallelUp => Regime::ParallelDown,
                Regime::ParallelDown => Regime::ParallelUp,
                Regime::Flat => Regime::Flat,
            };
            prop_assert_eq!(back, expected);
        }
    }
}
