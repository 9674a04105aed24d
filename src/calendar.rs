//! Days that markets keep: trading days, holidays, and the dates that everybody waits for.
//!
//! Tables and rules only, each with its source and the years it is right for. What lies outside
//! of them is said to be unknown, never guessed.

pub mod expiry;
pub mod fomc;
pub mod new_york;
pub mod releases;
