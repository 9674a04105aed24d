//! What a provider answers and what a file of figures holds: one file a format, bytes to typed
//! rows.
//!
//! Every parser is a pure function: it reads no file, no clock and no address. It judges by
//! content: a page, words, an empty body and zeros where figures should be are errors, whatever
//! status they came with; whether figures are fresh says [`Parsed::must_reach`]. A row that
//! contradicts itself is left out and named, and nothing else is. Names are those of the market
//! store.

pub mod binance;
mod body;
mod candles;
pub(in crate::market) mod catalogue;
pub mod cboe_chain;
pub mod cboe_history;
pub mod cboe_quotedata;
pub mod cboe_quotes;
pub(in crate::market) mod cells;
pub mod cftc;
mod chain_rows;
mod china;
mod clock;
pub mod coinbase;
pub mod daily_table;
pub mod deribit;
pub mod eastmoney;
mod error;
pub mod fed_funds;
mod figure;
pub mod fomc;
pub mod fred;
pub mod funds;
pub mod members;
pub(in crate::market) mod names;
pub mod nasdaq;
pub mod new_york_fed;
mod notice;
mod option_symbol;
pub mod option_table;
pub mod release;
mod rows;
mod sheet;
pub mod sina;
pub mod stooq;
pub mod tencent;
pub mod treasury;
pub mod treasury_xml;
pub mod yahoo;

pub use error::FormatError;
pub use notice::{Notice, PassedOver, Place, Reason};
pub use rows::{ChainRows, Fund, Parsed, Quote, Row, SeriesRows};
