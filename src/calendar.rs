//! Days that markets keep: trading days, holidays, and the dates that everybody waits for.
//!
//! Tables and rules only, each with its source and the years it is right for.

pub mod new_york;
