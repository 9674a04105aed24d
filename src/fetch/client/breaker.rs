//! The circuit breaker of one host: whether it is asked at all.
//!
//! After a few failures in a row a host is left alone for a while (*open*); then one request tries
//! it (*half open*), which closes the breaker or opens it for twice as long. Source: M. Nygard,
//! "Release It!" (2007), ch. 5. What counts as a failure its caller decides.

use std::time::Duration;

use jiff::Timestamp;

use super::budget::{between, later};

/// Failures in a row that open it.
const OPENS_AFTER: u32 = 3;

/// How long it stays open the first time.
pub(super) const FIRST_PAUSE: Duration = Duration::from_mins(5);

/// The longest it stays open: the longest ban that a source is known to give by itself.
pub(super) const LONGEST_PAUSE: Duration = Duration::from_hours(24);

/// What is remembered of a host, also between two runs of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HostState {
    /// Failures since the last success.
    pub failures: u32,
    /// Until when the host is left alone; may have passed.
    pub open_until: Option<Timestamp>,
    /// The last request.
    pub last_asked: Option<Timestamp>,
}

/// What a breaker lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circuit {
    /// Everything.
    Closed,
    /// Nothing until then.
    Open(Timestamp),
    /// One request that tries the host.
    HalfOpen,
}

impl HostState {
    /// How the breaker stands at a time.
    #[must_use]
    pub fn circuit(&self, now: Timestamp) -> Circuit {
        match self.open_until {
            None => Circuit::Closed,
            // Nothing opens for longer than the longest pause: a clock was wrong when it was set.
            Some(until) if until > now && between(now, until) <= LONGEST_PAUSE => {
                Circuit::Open(until)
            }
            Some(_) => Circuit::HalfOpen,
        }
    }

    /// The host answered as it should.
    pub(super) const fn succeed(&mut self) {
        self.failures = 0;
        self.open_until = None;
    }

    /// The host failed; opens at the third in a row, or at once for one that was trying.
    pub(super) fn fail(&mut self, now: Timestamp) {
        self.failures = self.failures.saturating_add(1);
        if let Some(beyond) = self.failures.checked_sub(OPENS_AFTER) {
            let pause = FIRST_PAUSE.saturating_mul(1 << beyond.min(16));
            self.open_until = Some(later(now, pause.min(LONGEST_PAUSE)));
        }
    }

    /// Opens for so long, as the host itself wishes, and at most for the longest pause.
    pub(super) fn open_for(&mut self, now: Timestamp, pause: Duration) {
        self.failures = self.failures.saturating_add(1);
        self.open_until = Some(later(now, pause.min(LONGEST_PAUSE)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_second(1_770_000_000).unwrap()
    }

    #[test]
    fn it_opens_at_the_third_failure_in_a_row() {
        let mut host = HostState::default();
        host.fail(now());
        host.fail(now());
        assert_eq!(host.circuit(now()), Circuit::Closed);
        host.fail(now());
        let until = later(now(), FIRST_PAUSE);
        assert_eq!(host.circuit(now()), Circuit::Open(until));
    }

    #[test]
    fn a_success_between_failures_closes_it() {
        let mut host = HostState::default();
        for _ in 0..5 {
            host.fail(now());
            host.fail(now());
            host.succeed();
        }
        assert_eq!(host, HostState::default());
    }

    #[test]
    fn a_failed_trial_opens_it_for_twice_as_long_up_to_a_day() {
        let mut host = HostState::default();
        (0..3).for_each(|_| host.fail(now()));
        let mut pause = FIRST_PAUSE;
        let mut time = now();
        for _ in 0..12 {
            time = later(time, pause);
            assert_eq!(host.circuit(time), Circuit::HalfOpen);
            host.fail(time);
            pause = (pause * 2).min(LONGEST_PAUSE);
            assert_eq!(host.circuit(time), Circuit::Open(later(time, pause)));
        }
        host.succeed();
        assert_eq!(host.circuit(time), Circuit::Closed);
    }

    #[test]
    fn a_host_may_name_its_pause() {
        let mut host = HostState::default();
        host.open_for(now(), Duration::from_secs(90));
        let until = later(now(), Duration::from_secs(90));
        assert_eq!(host.circuit(now()), Circuit::Open(until));
        host.open_for(now(), Duration::from_secs(u64::MAX));
        let until = later(now(), LONGEST_PAUSE);
        assert_eq!(host.circuit(now()), Circuit::Open(until));
    }

    #[test]
    fn a_pause_set_by_a_wrong_clock_does_not_hold_for_years() {
        let host = HostState {
            failures: 3,
            open_until: Some(later(now(), LONGEST_PAUSE * 400)),
            last_asked: None,
        };
        assert_eq!(host.circuit(now()), Circuit::HalfOpen);
    }
}
