//! Days that markets keep: trading days, holidays, and the dates that everybody waits for.
//!
//! Tables and rules only, each with its source and the years it is right for. What lies outside
//! of them is said to be unknown, never guessed.

mod closures;
mod events;
mod exchange;
pub mod expiry;
pub mod fomc;
pub mod new_york;
pub mod releases;

pub use closures::Day;
pub use events::{Event, EventKind, ending_before, events, known_on};
pub use exchange::{Exchange, State, exchange};
