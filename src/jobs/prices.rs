//! Follows the prices of the moment on a thread of its own, where the user has set any.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::app::msg::Msg;
use crate::desk::Desk;

use super::Tell;
use super::worker::chain;

/// The thread; it ends soon after this value is dropped.
pub(super) struct Prices {
    is_over: Arc<AtomicBool>,
}

impl Prices {
    /// Starts the thread, which ends at once where there is nothing to follow.
    pub(super) fn start(desk: &Arc<Desk>, tell: &Tell) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let (desk, told, over) = (Arc::clone(desk), Arc::clone(tell), Arc::clone(&is_over));
        let thread = thread::Builder::new().name("prices".to_owned());
        let started = thread.spawn(move || {
            let watched = desk.watch_prices(&|| over.load(Ordering::Relaxed), &mut |tickers| {
                told(Msg::Tickers(tickers));
            });
            if let Err(error) = watched {
                told(Msg::Trouble(chain(&error)));
            }
        });
        if let Err(error) = started {
            tell(Msg::Trouble(format!(
                "cannot start the thread of prices: {error}"
            )));
        }
        Self { is_over }
    }
}

impl Drop for Prices {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}
