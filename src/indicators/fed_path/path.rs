//! From average rates by month to the rate before and after each decision.
//!
//! The average of a month with a decision on its day d is a mix of the rate before, for n of its
//! D days, and of the rate after. Months without one are anchors: theirs is the rate after the
//! decision before and before the next. What the anchors leave open is solved backward from
//! them, then forward (CME Group's `FedWatch`).

use jiff::civil::Date;

use crate::indicators::settings::DayCount;

/// The usual step of the target range, in percentage points.
pub(super) const STEP: f64 = 0.25;

/// One month: its average, where a contract on it has a price, and its last decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Month {
    /// Average rate in per cent.
    pub(super) average: Option<f64>,
    /// Days in the month.
    pub(super) days: i8,
    /// The last decision of the month.
    pub(super) decision: Option<Date>,
}

/// The rates around one decision, in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Decision {
    /// The day it is announced.
    pub(super) day: Date,
    /// Before it.
    pub(super) start: f64,
    /// After it.
    pub(super) end: f64,
}

impl Decision {
    /// What is expected of it, in steps of 25 basis points; below zero for cuts.
    pub(super) fn steps(&self) -> f64 {
        (self.end - self.start) / STEP
    }
}

/// A month with what is known of the rates at its ends.
#[derive(Debug, Clone, Copy)]
struct Open {
    month: Month,
    /// Days at the rate before the decision.
    before: f64,
    start: Option<f64>,
    end: Option<f64>,
}

impl Open {
    fn new(month: Month, count: DayCount) -> Self {
        let anchor = month.average.filter(|_| month.decision.is_none());
        let before = month.decision.map_or(0.0, |decision| {
            f64::from(match count {
                DayCount::NextDay => decision.day(),
                DayCount::SameDay => decision.day() - 1,
            })
        });
        Self {
            month,
            before,
            start: anchor,
            end: anchor,
        }
    }

    fn after(&self) -> f64 {
        f64::from(self.month.days) - self.before
    }

    /// The rate before the decision from the one after it.
    fn solve_start(&mut self) {
        if self.start.is_some() {
            return;
        }
        let Some(average) = self.month.average else {
            if self.month.decision.is_none() {
                self.start = self.end;
            }
            return;
        };
        if self.after() <= 0.0 {
            self.start = Some(average);
        } else if let Some(end) = self.end
            && self.before > 0.0
        {
            let whole = average * f64::from(self.month.days);
            self.start = Some((whole - self.after() * end) / self.before);
        }
    }

    /// The rate after the decision from the one before it.
    fn solve_end(&mut self) {
        if self.end.is_some() {
            return;
        }
        let Some(average) = self.month.average else {
            if self.month.decision.is_none() {
                self.end = self.start;
            }
            return;
        };
        if self.before <= 0.0 {
            self.end = Some(average);
        } else if let Some(start) = self.start
            && self.after() > 0.0
        {
            let whole = average * f64::from(self.month.days);
            self.end = Some((whole - self.before * start) / self.after());
        }
    }
}

/// The decisions of months that follow one another, oldest first, from the first at `from` or
/// later; those whose rates the averages leave open are left out, with all behind them.
///
/// `rate_now` is the overnight rate itself, where it is known: the rate before the first of these
/// decisions if no contract says so.
pub(super) fn decisions(
    months: &[Month],
    count: DayCount,
    from: Date,
    rate_now: Option<f64>,
) -> Vec<Decision> {
    let mut open: Vec<Open> = months
        .iter()
        .map(|month| Open::new(*month, count))
        .collect();
    let is_ahead = |one: &Open| one.month.decision.is_some_and(|day| day >= from);
    let first = open.iter().position(is_ahead).unwrap_or(open.len());
    anchor(&mut open);
    backward(&mut open);
    forward(&mut open, first, rate_now);
    let ahead = open
        .iter()
        .skip(first)
        .filter(|one| one.month.decision.is_some());
    let solved = ahead.map_while(|one| {
        Some(Decision {
            day: one.month.decision?,
            start: one.start?,
            end: one.end?,
        })
    });
    solved.collect()
}

/// Gives the months beside each anchor its rate, before either is solved from further away.
fn anchor(open: &mut [Open]) {
    let anchors: Vec<Option<f64>> = open
        .iter()
        .map(|one| one.start.filter(|_| one.month.decision.is_none()))
        .collect();
    for (one, after) in open.iter_mut().zip(anchors.iter().skip(1)) {
        one.end = one.end.or(*after);
    }
    for (one, before) in open.iter_mut().skip(1).zip(&anchors) {
        one.start = one.start.or(*before);
    }
}

fn backward(open: &mut [Open]) {
    let mut next: Option<f64> = None;
    for one in open.iter_mut().rev() {
        one.end = one.end.or(next);
        one.solve_start();
        next = one.start;
    }
}

fn forward(open: &mut [Open], first: usize, rate_now: Option<f64>) {
    let mut before: Option<f64> = None;
    for (at, one) in open.iter_mut().enumerate() {
        one.start = one.start.or(before);
        if at == first {
            one.start = one.start.or(rate_now);
        }
        one.solve_end();
        before = one.end;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn month(average: f64, days: i8, decision: Option<Date>) -> Month {
        Month {
            average: Some(average),
            days,
            decision,
        }
    }

    fn close(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 5e-5
    }

    #[test]
    fn the_worksheet_that_ends_at_an_anchor() {
        // September: 20 days before, 10 after; October has no meeting.
        let months = [
            month(5.12, 30, Some(date(2023, 9, 20))),
            month(5.175, 31, None),
        ];
        let found = decisions(&months, DayCount::NextDay, date(2023, 9, 1), None);
        assert!(close(found[0].start, 5.0925) && close(found[0].end, 5.175));
    }

    #[test]
    fn the_worksheet_that_starts_at_an_anchor() {
        // November: one day before, 29 after; nothing is known of December.
        let months = [
            month(5.175, 31, None),
            month(5.295, 30, Some(date(2023, 11, 1))),
        ];
        let found = decisions(&months, DayCount::NextDay, date(2023, 11, 1), None);
        assert!(close(found[0].start, 5.175) && close(found[0].end, 5.2991));
    }

    #[test]
    fn the_paper_of_2015_counts_the_day_as_new() {
        let months = [
            month(0.1325, 31, None),
            month(0.195, 30, Some(date(2015, 9, 17))),
        ];
        let found = decisions(&months, DayCount::SameDay, date(2015, 9, 1), None);
        assert!(close(found[0].end, 0.26643), "{found:?}");
        assert!((found[0].steps() - 0.536).abs() < 5e-4);
    }

    #[test]
    fn a_decision_on_the_last_day_leaves_the_month_as_it_was() {
        let months = [
            month(4.87, 31, Some(date(2024, 1, 31))),
            month(4.70, 29, None),
        ];
        let found = decisions(&months, DayCount::NextDay, date(2024, 1, 1), None);
        assert_eq!((found[0].start, found[0].end), (4.87, 4.70));
        let alone = decisions(&months[..1], DayCount::NextDay, date(2024, 1, 1), None);
        assert!(alone.is_empty(), "nothing says what follows");
    }

    #[test]
    fn a_decision_on_the_first_day_makes_the_month() {
        let months = [month(5.03, 30, Some(date(2023, 11, 1)))];
        let from = date(2023, 11, 1);
        let found = decisions(&months, DayCount::SameDay, from, Some(5.165));
        assert_eq!((found[0].start, found[0].end), (5.165, 5.03));
    }

    #[test]
    fn a_month_without_contract_passes_the_rate_on_unless_it_decides() {
        let gap = |decision| Month {
            average: None,
            days: 31,
            decision,
        };
        let september = month(3.8, 30, Some(date(2026, 9, 16)));
        let from = date(2026, 8, 1);
        let found = decisions(&[gap(None), september], DayCount::NextDay, from, Some(3.63));
        assert_eq!(found.len(), 1);
        assert!((found[0].start - 3.63).abs() < 1e-12 && found[0].end > 3.63);
        let silent = gap(Some(date(2026, 8, 5)));
        let found = decisions(&[silent, september], DayCount::NextDay, from, Some(3.63));
        assert!(found.is_empty(), "{found:?}");
    }

    proptest! {
        /// A path made up and averaged by month is found again, whatever the rule.
        #[test]
        fn what_was_averaged_is_found_again(
            moves in prop::collection::vec(-0.5..0.5_f64, 6),
            days in prop::collection::vec(2_i8..=27, 6),
            is_same_day in any::<bool>(),
        ) {
            let count = if is_same_day { DayCount::SameDay } else { DayCount::NextDay };
            let mut rate = 4.0;
            let mut months = Vec::new();
            let mut expected = Vec::new();
            for (at, (change, day)) in moves.iter().zip(days).enumerate() {
                let decision = date(2025, 2 * at as i8 + 1, day);
                let length = decision.days_in_month();
                let before = f64::from(day - i8::from(is_same_day));
                let next = rate + change;
                let whole = before * rate + (f64::from(length) - before) * next;
                months.push(month(whole / f64::from(length), length, Some(decision)));
                expected.push((rate, next));
                rate = next;
                months.push(month(rate, 30, None));
            }
            let found = decisions(&months, count, date(2025, 1, 1), None);
            prop_assert_eq!(found.len(), expected.len());
            for (one, (start, end)) in found.iter().zip(expected) {
                prop_assert!((one.start - start).abs() < 1e-9 && (one.end - end).abs() < 1e-9);
            }
        }
    }
}
