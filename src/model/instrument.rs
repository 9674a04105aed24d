//! What is priced.

use std::fmt;
use std::sync::Arc;

use super::Names;

/// Names an instrument: its usual symbol, such as `SPX`, `NVDA`, `0700.HK`, `US10Y`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InstrumentId(Arc<str>);

impl InstrumentId {
    /// The symbol as written in the lexicon.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for InstrumentId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of what is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AssetClass {
    /// An index of shares.
    Index,
    /// A measure of implied volatility.
    Volatility,
    /// An exchange-traded fund.
    Fund,
    /// A share.
    Equity,
    /// A yield or an interest rate.
    Rate,
    /// A commodity or its future.
    Commodity,
    /// A pair of currencies or an index of one.
    Currency,
    /// A crypto-asset.
    Crypto,
    /// A future on an index or a bond.
    Future,
}

/// Something that is priced, and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Its usual symbol.
    pub id: InstrumentId,
    /// What it is called.
    pub names: Names,
    /// Further symbols that a text may use, such as `ES`, `$SPX`, `^GSPC`.
    pub symbols: Vec<String>,
    /// Its kind.
    pub asset_class: AssetClass,
    /// ISO 4217 code of its quotes; empty for rates and indices of volatility.
    pub currency: String,
    /// The exchange calendar it trades by: `XNYS`, `XHKG`, `XSHG`, `24/7`.
    pub calendar: String,
    /// Its symbol is also a common word, so a bare symbol is a mention only beside a sign of a ticker.
    pub needs_sign: bool,
    /// The series of the market store that prices it.
    pub series: Option<String>,
}
