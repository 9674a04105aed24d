//! Signals as events: the process is asked to end, or goes on after it was stopped.
//!
//! A signal that ends the process gives the terminal back first; the process then ends by that
//! same signal, so that whoever sent it sees what they expect. Systems without signals have none.

#[cfg(unix)]
pub(super) use unix::{Signal, end_by, watch};

#[cfg(not(unix))]
pub(super) use other::{Signal, end_by, watch};

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::mpsc::SyncSender;
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::tui::event_loop::Event;

    /// A signal's number.
    pub(in crate::tui) type Signal = i32;

    /// How long the thread that paints may take to leave; it may hang at a dead terminal.
    const GRACE: Duration = Duration::from_secs(1);

    /// Sends what signals say from a thread that ends with the process.
    pub(in crate::tui) fn watch(events: SyncSender<Event>) -> io::Result<()> {
        let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
        let watching = thread::Builder::new().name("signals".to_owned());
        watching.spawn(move || {
            for signal in signals.forever() {
                if signal == SIGCONT {
                    drop(events.try_send(Event::Resumed));
                    continue;
                }
                drop(events.try_send(Event::Ended(signal)));
                thread::sleep(GRACE);
                end_by(signal);
            }
        })?;
        Ok(())
    }

    /// Ends the process as if the signal had not been caught.
    pub(in crate::tui) fn end_by(signal: Signal) {
        drop(emulate_default_handler(signal));
    }
}

#[cfg(not(unix))]
mod other {
    use std::convert::Infallible;
    use std::io;
    use std::sync::mpsc::SyncSender;

    use crate::tui::event_loop::Event;

    /// There is none.
    pub(in crate::tui) type Signal = Infallible;

    /// Nothing to watch.
    pub(in crate::tui) fn watch(_: SyncSender<Event>) -> io::Result<()> {
        Ok(())
    }

    /// Is never called.
    pub(in crate::tui) fn end_by(signal: Signal) {
        match signal {}
    }
}
