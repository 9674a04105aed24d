//! Indicators: pure functions from series to a reading for one date, each with its source.
//!
//! [`INDICATORS`] is the registry. [`Indicator::reading`] is the one way in: it cuts every input
//! at the date asked for before anything else, so that no reading sees later data. One file holds
//! one indicator; `math` holds what they share. Nothing here reads a file, a clock or a setting
//! of its own, and nothing is formatted: a reading is values with units.

mod aligned;
mod assemble;
mod breadth;
mod correlation_dispersion;
mod cta_trend;
mod curve_regime;
mod definition;
mod factor_momentum;
mod fund_beta;
mod grid;
mod illiquidity;
mod inputs;
mod labels;
mod leveraged_etf_flow;
mod math;
mod price_structure;
mod realised_volatility;
mod risk_parity;
mod settings;
mod single_stock_vol_ratio;
mod var_shock;
mod variance_risk_premium;
mod vol_control;

pub use definition::{DEFAULT_SUBJECT, Group, Indicator, Request, Subjects};
pub use inputs::Inputs;
pub use settings::{
    CtaTrend, FactorMomentum, FundBeta, Given, PriceStructure, RiskParity, SettingError, Settings,
    SingleStock, VarShock, VolControl,
};

/// All indicators, in the order that menus list them.
pub const INDICATORS: &[Indicator] = &[
    cta_trend::INDICATOR,
    vol_control::INDICATOR,
    risk_parity::INDICATOR,
    leveraged_etf_flow::INDICATOR,
    variance_risk_premium::INDICATOR,
    single_stock_vol_ratio::INDICATOR,
    correlation_dispersion::INDICATOR,
    factor_momentum::INDICATOR,
    breadth::INDICATOR,
    curve_regime::INDICATOR,
    price_structure::INDICATOR,
    illiquidity::INDICATOR,
    var_shock::INDICATOR,
    fund_beta::INDICATOR,
    realised_volatility::INDICATOR,
];

/// The indicator of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.id == id)
}

#[cfg(test)]
mod tests;
