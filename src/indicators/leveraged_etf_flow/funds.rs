//! The leveraged and inverse funds that are watched.
//!
//! Multiples from the issuers' fund names and prospectuses; the underlying is the nearest series
//! of the market store: SOXL, SOXS and USD follow other semiconductor indices than SOX, and
//! sector funds follow other indices than the plain funds named here. Bond and commodity funds are
//! left out, so that the sum is one of risk assets.

use std::collections::BTreeSet;

/// One fund.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fund {
    /// Its symbol.
    pub(super) ticker: &'static str,
    /// The multiple of the underlying's daily return that it promises.
    pub(super) multiple: f64,
    /// The series of its underlying.
    pub(super) underlying: &'static str,
}

impl Fund {
    /// L² - L: the trade for each unit of assets and return.
    pub(super) fn gearing(&self) -> f64 {
        self.multiple * self.multiple - self.multiple
    }

    /// The series of its assets, in USD mn.
    pub(super) fn assets_series(&self) -> String {
        assets_series(self.ticker)
    }
}

/// The series of a fund's assets, in USD mn.
pub(super) fn assets_series(ticker: &str) -> String {
    format!("AUM:{ticker}")
}

const fn fund(ticker: &'static str, multiple: f64, underlying: &'static str) -> Fund {
    Fund {
        ticker,
        multiple,
        underlying,
    }
}

/// Those that move most at the close, by assets and multiple: where an import best begins.
pub(super) const LARGEST: [&str; 5] = ["TQQQ", "SOXL", "QLD", "SQQQ", "UPRO"];

/// Underlyings that trade without a close.
pub(super) const NEVER_CLOSE: [&str; 2] = ["BTC", "ETH"];

/// All funds, by underlying.
pub(super) const FUNDS: &[Fund] = &[
    fund("UPRO", 3.0, "SPX"),
    fund("SPXL", 3.0, "SPX"),
    fund("SSO", 2.0, "SPX"),
    fund("SPUU", 2.0, "SPX"),
    fund("SH", -1.0, "SPX"),
    fund("SDS", -2.0, "SPX"),
    fund("SPXU", -3.0, "SPX"),
    fund("SPXS", -3.0, "SPX"),
    fund("TQQQ", 3.0, "NDX"),
    fund("QLD", 2.0, "NDX"),
    fund("PSQ", -1.0, "NDX"),
    fund("QID", -2.0, "NDX"),
    fund("SQQQ", -3.0, "NDX"),
    fund("TNA", 3.0, "RUT"),
    fund("URTY", 3.0, "RUT"),
    fund("UWM", 2.0, "RUT"),
    fund("RWM", -1.0, "RUT"),
    fund("TWM", -2.0, "RUT"),
    fund("TZA", -3.0, "RUT"),
    fund("SRTY", -3.0, "RUT"),
    fund("SOXL", 3.0, "SOX"),
    fund("USD", 2.0, "SOX"),
    fund("SOXS", -3.0, "SOX"),
    fund("UDOW", 3.0, "DIA"),
    fund("SDOW", -3.0, "DIA"),
    fund("TECL", 3.0, "XLK"),
    fund("TECS", -3.0, "XLK"),
    fund("FAS", 3.0, "XLF"),
    fund("FAZ", -3.0, "XLF"),
    fund("ERX", 2.0, "XLE"),
    fund("ERY", -2.0, "XLE"),
    fund("LABU", 3.0, "XBI"),
    fund("LABD", -3.0, "XBI"),
    fund("NVDL", 2.0, "NVDA"),
    fund("NVDX", 2.0, "NVDA"),
    fund("NVDU", 2.0, "NVDA"),
    fund("NVDD", -1.0, "NVDA"),
    fund("NVDQ", -2.0, "NVDA"),
    fund("TSLL", 2.0, "TSLA"),
    fund("TSLT", 2.0, "TSLA"),
    fund("TSLS", -1.0, "TSLA"),
    fund("TSLZ", -2.0, "TSLA"),
    fund("AAPU", 2.0, "AAPL"),
    fund("AMDL", 2.0, "AMD"),
    fund("AMZU", 2.0, "AMZN"),
    fund("GGLL", 2.0, "GOOGL"),
    fund("METU", 2.0, "META"),
    fund("MSFU", 2.0, "MSFT"),
    fund("PLTU", 2.0, "PLTR"),
    fund("MSTU", 2.0, "MSTR"),
    fund("MSTX", 2.0, "MSTR"),
    fund("CONL", 2.0, "COIN"),
    fund("BITX", 2.0, "BTC"),
    fund("BITU", 2.0, "BTC"),
    fund("BITI", -1.0, "BTC"),
    fund("SBIT", -2.0, "BTC"),
    fund("ETHU", 2.0, "ETH"),
    fund("ETHT", 2.0, "ETH"),
    fund("ETHD", -2.0, "ETH"),
];

/// All series that the flow needs: underlyings, then assets.
pub(super) fn series() -> Vec<String> {
    let underlyings: BTreeSet<&str> = FUNDS.iter().map(|fund| fund.underlying).collect();
    let prices = underlyings.into_iter().map(str::to_owned);
    prices
        .chain(FUNDS.iter().map(Fund::assets_series))
        .collect()
}
