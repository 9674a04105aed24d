//! Time and chance as the client sees them, so that tests wait for nothing.

use std::hash::{BuildHasher, RandomState};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

/// What the client asks of the machine it runs on.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Timestamp;

    /// Returns after that long.
    fn sleep(&self, time: Duration);

    /// A number from 0 to 1, another one every time: what spreads requests of many readers.
    fn chance(&self) -> f64;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    /// From the keys that the standard library draws for its hash tables: good enough to spread
    /// requests, and for nothing else.
    fn chance(&self) -> f64 {
        let bits = RandomState::new().hash_one(0_u8) >> 11;
        bits as f64 / (1_u64 << 53) as f64
    }
}

/// A clock for tests: it stands still but for what is slept, and its chance is always the same.
#[cfg(test)]
pub(crate) mod testing {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::fetch::client::budget::later;

    pub(crate) struct TestClock {
        now: Mutex<Timestamp>,
        slept: Mutex<Vec<Duration>>,
    }

    impl TestClock {
        /// At 2026-02-06 10:00 UTC, a Friday.
        pub(crate) fn new() -> Arc<Self> {
            Arc::new(Self {
                now: Mutex::new("2026-02-06T10:00:00Z".parse().unwrap()),
                slept: Mutex::default(),
            })
        }

        /// All pauses so far, in milliseconds.
        pub(crate) fn slept(&self) -> Vec<u64> {
            let slept = self.slept.lock().unwrap();
            slept.iter().map(|pause| pause.as_millis() as u64).collect()
        }

        pub(crate) fn pass(&self, time: Duration) {
            let mut now = self.now.lock().unwrap();
            *now = later(*now, time);
        }
    }

    impl Clock for TestClock {
        fn now(&self) -> Timestamp {
            *self.now.lock().unwrap()
        }

        fn sleep(&self, time: Duration) {
            self.slept.lock().unwrap().push(time);
            self.pass(time);
        }

        fn chance(&self) -> f64 {
            1.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_a_share_and_changes() {
        let drawn: Vec<f64> = (0..50).map(|_| SystemClock.chance()).collect();
        assert!(drawn.iter().all(|share| (0.0..1.0).contains(share)));
        assert!(drawn.windows(2).any(|pair| pair[0] < pair[1]));
    }
}
