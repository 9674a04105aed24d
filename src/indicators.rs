//! Indicators: pure functions from series to a reading for one date, each with its source.
//!
//! [`INDICATORS`] is the registry. [`Indicator::reading`] is the one way in: it cuts every input
//! at the date asked for before anything else, so that no reading sees later data. One file holds
//! one indicator; `math` holds what they share. Nothing here reads a file, a clock or a setting
//! of its own, and nothing is formatted: a reading is values with units.

mod aligned;
mod assemble;
mod breadth;
mod buyback;
mod correlation_dispersion;
mod crypto;
mod cta_trend;
mod curve_regime;
mod dealer_gamma;
mod definition;
mod factor_momentum;
mod fed_path;
mod fund_beta;
mod grid;
mod illiquidity;
mod implied_vol_index;
mod inputs;
mod labels;
mod labour_inflation;
mod leveraged_etf_flow;
mod math;
mod net_liquidity;
mod option_expiry;
mod option_structure;
mod options;
mod price_structure;
mod realised_volatility;
mod risk_parity;
mod settings;
mod single_stock_vol_ratio;
mod skew;
mod var_shock;
mod variance_risk_premium;
mod vol_control;

pub use definition::{DEFAULT_SUBJECT, Group, Indicator, Request, Subjects};
pub use inputs::Inputs;
pub use settings::{
    Buyback, CtaTrend, DayCount, FactorMomentum, FedPath, FundBeta, Given, Options, PriceStructure,
    RiskParity, SettingError, Settings, SingleStock, Structure, VarShock, VolControl,
};

/// All indicators, in the order that menus list them.
pub const INDICATORS: &[Indicator] = &[
    cta_trend::INDICATOR,
    vol_control::INDICATOR,
    risk_parity::INDICATOR,
    leveraged_etf_flow::INDICATOR,
    dealer_gamma::INDICATOR,
    skew::INDICATOR,
    implied_vol_index::INDICATOR,
    variance_risk_premium::INDICATOR,
    single_stock_vol_ratio::INDICATOR,
    correlation_dispersion::INDICATOR,
    factor_momentum::INDICATOR,
    breadth::INDICATOR,
    curve_regime::INDICATOR,
    fed_path::INDICATOR,
    price_structure::INDICATOR,
    illiquidity::INDICATOR,
    var_shock::INDICATOR,
    fund_beta::INDICATOR,
    labour_inflation::INDICATOR,
    net_liquidity::INDICATOR,
    option_expiry::INDICATOR,
    option_structure::INDICATOR,
    crypto::INDICATOR,
    buyback::INDICATOR,
    realised_volatility::INDICATOR,
];

/// The indicator of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Indicator> {
    INDICATORS.iter().find(|indicator| indicator.id == id)
}

/// The structure of options that a sentence quotes, such as `the 90/93 call spread at $0.34`, in
/// the words that the panel `option-structure` takes as its subject; single options are no
/// structure here.
#[must_use]
pub fn quoted_structure(sentence: &str) -> Option<String> {
    let found = option_structure::Quoted::parse(sentence)?;
    found.is_combined().then(|| found.to_string())
}

#[cfg(test)]
mod tests;
