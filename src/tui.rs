//! The terminal: keys in, frames out.
//!
//! The only module that knows ratatui and crossterm. [`run`] owns the thread
//! that paints; it waits on one channel that carries every message, drains it,
//! and paints once.

mod event_loop;
mod input;
mod paint;
mod picture;
mod signals;
mod terminal;
mod view;
mod widgets;

pub use event_loop::{Session, run};
pub use paint::Paint;
pub use picture::Pictures;
pub use view::view;

/// Why the terminal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Standard output or input is no terminal.
    #[error(
        "the reader needs a terminal: use `tape search`, `tape read` or `tape panel` in a pipe"
    )]
    NoTerminal,
    /// The terminal refused to be read or written.
    #[error("the terminal failed")]
    Io(#[from] std::io::Error),
}
