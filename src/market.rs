//! Market figures: the built-in demo market, and the import of the user's files.
//!
//! What is read or made here goes into [`crate::store::market`]; nothing here draws or judges.

pub mod demo;
pub mod import;
