//! Building blocks of indicators: plain functions of slices, without dates or units of display.
//!
//! House conventions (annualised with 252 days unless a method says otherwise, percentiles with
//! ties counted as at most): each function states its own. What cannot be computed is `None`,
//! never NaN. Of crates, `libm` gives the error function and `implied-vol` the volatility behind a
//! price; `normal`, `roots` and `black_scholes` say why those, and why the rest is written here.

pub(super) mod averages;
pub(super) mod black_scholes;
pub(super) mod erc;
pub(super) mod events;
pub(super) mod normal;
pub(super) mod pairs;
pub(super) mod polynomial;
pub(super) mod regression;
pub(super) mod returns;
pub(super) mod roots;
pub(super) mod spreads;
pub(super) mod stats;
pub(super) mod volatility;
pub(super) mod windows;
