//! Market figures: the built-in demo market, the formats of providers and of the user's files,
//! and the import of files.
//!
//! What is read or made here goes into [`crate::store::market`]; nothing here draws or judges.

pub mod demo;
pub mod formats;
pub mod import;
pub mod live;
pub mod providers;
