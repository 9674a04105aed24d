//! What a provider answers and what a file of figures holds: one file a format, bytes to typed
//! rows.
//!
//! Every parser is a pure function: it reads no file, no clock and no address. It judges by
//! content: a page, words, an empty body and zeros where figures should be are errors, whatever
//! status they came with; whether figures are fresh says [`Parsed::must_reach`]. A row that
//! contradicts itself is left out and named, and nothing else is. Names are those of the market
//! store.

mod body;
pub mod cboe_history;
pub(in crate::market) mod cells;
mod error;
pub mod fred;
pub(in crate::market) mod names;
mod notice;
mod rows;
mod sheet;
pub mod treasury;
pub mod treasury_xml;

pub use error::FormatError;
pub use notice::{Notice, Place, Reason};
pub use rows::{Adjustment, ChainRows, Fund, Parsed, Quote, Row, SeriesRows};
