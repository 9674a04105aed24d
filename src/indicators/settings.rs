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
