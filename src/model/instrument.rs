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
    /// Whose market it belongs to; `None` where the table does not say.
    pub region: Option<Region>,
}

/// Whose market an instrument belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// The United States.
    Us,
    /// Mainland China.
    Cn,
    /// Hong Kong.
    Hk,
    /// Taiwan.
    Tw,
    /// Japan.
    Jp,
    /// Korea.
    Kr,
    /// India.
    In,
    /// Singapore and the rest of Asia.
    Asia,
    /// Australia and New Zealand.
    Au,
    /// The euro area and the rest of the continent.
    Eu,
    /// The United Kingdom.
    Uk,
    /// Canada.
    Ca,
    /// Latin America.
    Latam,
    /// The Middle East and Africa.
    Mea,
    /// No market in particular: gold, oil, crypto.
    Global,
}

impl Region {
    /// Every region with its code in the tables of the lexicon and in JSON.
    pub const ALL: [(Self, &str); 15] = [
        (Self::Us, "us"),
        (Self::Cn, "cn"),
        (Self::Hk, "hk"),
        (Self::Tw, "tw"),
        (Self::Jp, "jp"),
        (Self::Kr, "kr"),
        (Self::In, "in"),
        (Self::Asia, "asia"),
        (Self::Au, "au"),
        (Self::Eu, "eu"),
        (Self::Uk, "uk"),
        (Self::Ca, "ca"),
        (Self::Latam, "latam"),
        (Self::Mea, "mea"),
        (Self::Global, "global"),
    ];

    /// The region of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == code)?;
        Some(found.0)
    }

    /// Its code in the tables of the lexicon and in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(region, _)| *region == self);
        found.map_or("", |(_, code)| code)
    }
}
