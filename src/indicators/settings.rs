//! What the methods take as given, with the house's defaults.
//!
//! Each number that matters to a reading is printed with it as an assumption.

use std::collections::BTreeMap;

mod keys;

pub use keys::{Given, SettingError};

/// What the methods take as given.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Observations that a percentile looks back over: 1,260, five years.
    pub percentile_window: usize,
    /// Of `price-structure`.
    pub price_structure: PriceStructure,
    /// Of `vol-control`.
    pub vol_control: VolControl,
    /// Of `cta-trend`.
    pub cta_trend: CtaTrend,
    /// Of `single-stock-vol-ratio`.
    pub single_stock: SingleStock,
    /// Of all panels that read option chains.
    pub options: Options,
    /// Of `option-structure`.
    pub option_structure: Structure,
    /// Of `fed-path`.
    pub fed_path: FedPath,
    /// Of `buyback`.
    pub buyback: Buyback,
    /// Of `risk-parity`.
    pub risk_parity: RiskParity,
    /// Of `factor-momentum`.
    pub factor_momentum: FactorMomentum,
    /// Of `var-shock`.
    pub var_shock: VarShock,
    /// Of `fund-beta`.
    pub fund_beta: FundBeta,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            percentile_window: 1260,
            price_structure: PriceStructure::default(),
            vol_control: VolControl::default(),
            cta_trend: CtaTrend::default(),
            single_stock: SingleStock::default(),
            options: Options::default(),
            option_structure: Structure::default(),
            fed_path: FedPath::default(),
            buyback: Buyback::default(),
            risk_parity: RiskParity::default(),
            factor_momentum: FactorMomentum::default(),
            var_shock: VarShock::default(),
            fund_beta: FundBeta::default(),
        }
    }
}

/// What `price-structure` takes as given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PriceStructure {
    /// Prices of interest, such as those quoted in a note; each gets a row of the distances.
    pub levels: Vec<f64>,
}

/// What `vol-control` takes as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VolControl {
    /// Annual volatility aimed at, as a fraction: 0.10.
    pub target: f64,
    /// Assets under management, USD bn: 350.
    pub assets_usd_bn: f64,
    /// Largest exposure: 1.5.
    pub cap: f64,
}

impl Default for VolControl {
    fn default() -> Self {
        Self {
            target: 0.10,
            assets_usd_bn: 350.0,
            cap: 1.5,
        }
    }
}

/// What `cta-trend` takes as given.
#[derive(Debug, Clone, PartialEq)]
pub struct CtaTrend {
    /// Look-back windows in observations with their weights.
    ///
    /// A published note steps from +100 % to +54 % when only the three-month window flips, which
    /// makes its weight 0.23, and on to +14 %, which makes the next 0.20; the split of the rest
    /// is the house's.
    pub weights: Vec<(usize, f64)>,
    /// Annual volatility aimed at for one asset, as a fraction: 0.10.
    pub target: f64,
    /// Largest position, long or short: 2.
    pub cap: f64,
    /// Assets of all trend followers, USD bn: 350, an estimate of 2016.
    pub assets_usd_bn: f64,
    /// The part of those assets whose risk is in this one instrument: 0.10, the house's guess.
    pub risk_share: f64,
}

impl Default for CtaTrend {
    fn default() -> Self {
        Self {
            weights: vec![(10, 0.02), (21, 0.20), (63, 0.23), (126, 0.15), (252, 0.40)],
            target: 0.10,
            cap: 2.0,
            assets_usd_bn: 350.0,
            risk_share: 0.10,
        }
    }
}

/// What `single-stock-vol-ratio` takes as given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SingleStock {
    /// Weights of the constituents by series name; where given, the weighted ratio is shown too.
    pub weights: BTreeMap<String, f64>,
}

/// What the panels of options take as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The riskless rate, continuous, a fraction a year; `None` takes that of three-month bills.
    pub rate: Option<f64>,
    /// The rate where there is no series of bills: 0.04.
    pub rate_without_bills: f64,
    /// What the underlying pays in dividends, a fraction of its price a year: 0.013, about that
    /// of the S&P 500.
    pub dividend_yield: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rate: None,
            rate_without_bills: 0.04,
            dividend_yield: 0.013,
        }
    }
}

/// What `option-structure` takes as given instead of asking the data.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Structure {
    /// The underlying's price.
    pub price: Option<f64>,
    /// One volatility for all its options, a fraction a year: 0.16.
    pub volatility: Option<f64>,
    /// Calendar days to its expiry.
    pub days: Option<f64>,
}

/// What `fed-path` takes as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FedPath {
    /// From when a decision counts.
    pub days: DayCount,
}

/// From when the rate of a month is the one that was decided in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayCount {
    /// From the day after the announcement, as CME's tool does (n = d).
    #[default]
    NextDay,
    /// From the day of the announcement, as CME's paper of 2015 does (n = d − 1).
    SameDay,
}

impl DayCount {
    /// The rule of a name in a file of settings.
    fn named(rule: &str) -> Option<Self> {
        match rule.trim() {
            "d" => Some(Self::NextDay),
            "d-1" => Some(Self::SameDay),
            _ => None,
        }
    }
}

/// What `buyback` takes as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Buyback {
    /// The share of a quarter that is bought while its company is out of blackout: 0.85.
    pub in_windows: f64,
    /// Trading days of a quarter on which it is: 40.
    pub open_days: f64,
    /// The share of the index whose quarters are not the calendar's, taken as open: 0.14.
    pub elsewhere: f64,
}

impl Default for Buyback {
    fn default() -> Self {
        Self {
            in_windows: 0.85,
            open_days: 40.0,
            elsewhere: 0.14,
        }
    }
}

/// What `risk-parity` takes as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskParity {
    /// Annual volatility aimed at, as a fraction: 0.10.
    pub target: f64,
    /// Largest gross: 3.
    pub cap: f64,
    /// Assets under management, USD bn: 300, after the European Central Bank's estimate.
    pub assets_usd_bn: f64,
    /// Returns behind a covariance: 63.
    pub window: usize,
}

impl Default for RiskParity {
    fn default() -> Self {
        Self {
            target: 0.10,
            cap: 3.0,
            assets_usd_bn: 300.0,
            window: 63,
        }
    }
}

/// What `factor-momentum` takes as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactorMomentum {
    /// Form the portfolio anew every day rather than on the first day of a month.
    pub daily: bool,
}

/// What `var-shock` takes as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarShock {
    /// The book that is held to a limit, USD bn: 100, a round number and no estimate.
    pub book_usd_bn: f64,
    /// Returns behind the historical and the parametric estimate: 250.
    pub window: usize,
}

impl Default for VarShock {
    fn default() -> Self {
        Self {
            book_usd_bn: 100.0,
            window: 250,
        }
    }
}

/// What `fund-beta` takes as given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FundBeta {
    /// The penalty on the size of slopes, of regressors scaled to variance one: 0.1, the house's.
    pub ridge: f64,
}

impl Default for FundBeta {
    fn default() -> Self {
        Self { ridge: 0.1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trend_weights_sum_to_one() {
        let sum: f64 = CtaTrend::default().weights.iter().map(|(_, w)| w).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }
}
