//! How often one host may be asked.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

const MINUTE: Duration = Duration::from_mins(1);

/// Share of the gap that chance may add to it, so that many readers do not ask in step.
const SPREAD: f64 = 0.25;

/// How often one host may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests in any 60 seconds; at least one.
    pub a_minute: u32,
    /// Least time between two of them.
    pub gap: Duration,
}

/// The requests of the last minute to one host.
#[derive(Debug, Clone, Default)]
pub(super) struct Spent(VecDeque<Timestamp>);

impl Spent {
    /// When the next request may be sent, from `now` on; `chance` is from 0 to 1.
    pub(super) fn next(&self, now: Timestamp, budget: Budget, chance: f64) -> Timestamp {
        let Some(last) = self.0.back() else {
            return now;
        };
        let gap = budget.gap.mul_f64(1.0 + SPREAD * chance);
        let mut at = now.max(later(*last, gap));
        let most = budget.a_minute.max(1) as usize;
        let from_end = self.0.len().checked_sub(most);
        if let Some(oldest) = from_end.and_then(|index| self.0.get(index)) {
            at = at.max(later(*oldest, MINUTE));
        }
        // A clock that was set back would otherwise be waited for.
        at.min(later(now, MINUTE + gap))
    }

    /// Books a request.
    pub(super) fn book(&mut self, at: Timestamp) {
        while let Some(oldest) = self.0.front()
            && later(*oldest, MINUTE) <= at
        {
            self.0.pop_front();
        }
        self.0.push_back(at);
    }

    /// The last request.
    pub(super) fn last(&self) -> Option<Timestamp> {
        self.0.back().copied()
    }
}

/// A time after another; the end of time where there is none.
pub(super) fn later(at: Timestamp, by: Duration) -> Timestamp {
    let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
    at.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// How long it is from one time to a later one; zero where it is not later.
pub(super) fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BUDGET: Budget = Budget {
        a_minute: 4,
        gap: Duration::from_secs(2),
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_770_000_000 + second).unwrap()
    }

    #[test]
    fn the_first_request_waits_for_nothing() {
        assert_eq!(Spent::default().next(at(0), BUDGET, 0.5), at(0));
    }

    #[test]
    fn two_requests_keep_the_gap_and_chance_widens_it() {
        let mut spent = Spent::default();
        spent.book(at(0));
        assert_eq!(spent.next(at(0), BUDGET, 0.0), at(2));
        assert!(spent.next(at(0), BUDGET, 1.0) > at(2));
        assert_eq!(spent.next(at(9), BUDGET, 0.0), at(9));
    }

    #[test]
    fn the_fifth_of_a_minute_waits_for_the_first_to_pass() {
        let mut spent = Spent::default();
        for second in [0, 2, 4, 6] {
            spent.book(at(second));
        }
        assert_eq!(spent.next(at(8), BUDGET, 0.0), at(60));
        spent.book(at(60));
        assert_eq!(spent.next(at(61), BUDGET, 0.0), at(62));
    }

    #[test]
    fn a_clock_set_back_is_not_waited_for() {
        let mut spent = Spent::default();
        spent.book(at(1_000_000));
        assert_eq!(spent.next(at(0), BUDGET, 0.0), at(62));
    }

    proptest! {
        #[test]
        fn no_minute_holds_more_than_its_budget(
            pauses in prop::collection::vec(0_i64..40, 1..60),
            chance in 0.0..1.0_f64,
        ) {
            let mut spent = Spent::default();
            let mut now = at(0);
            let mut sent: Vec<Timestamp> = Vec::new();
            for pause in pauses {
                now = later(now, Duration::from_secs(pause as u64));
                now = spent.next(now, BUDGET, chance);
                spent.book(now);
                sent.push(now);
            }
            for (index, first) in sent.iter().enumerate() {
                let in_minute = sent[index..].iter().filter(|one| **one < later(*first, MINUTE));
                prop_assert!(in_minute.count() <= BUDGET.a_minute as usize);
            }
            let gaps = sent.windows(2).map(|pair| between(pair[0], pair[1]));
            prop_assert!(gaps.min().is_none_or(|least| least >= BUDGET.gap));
        }
    }
}
