//! Whether the market is in the state that came before the crashes of momentum.

use crate::indicators::grid::Grid;
use crate::indicators::math::{stats, volatility, windows};

use super::portfolio::{self, Day};

/// Days of the market's past that tells a bear market: 24 months.
const BEAR: usize = 504;

/// Days of the variance.
const VARIANCE: usize = 126;

/// Days of past that say whether it is high, and the percentile from which it is.
const PAST: usize = 1260;
const HIGH: f64 = 75.0;

/// Betas by which losers must exceed winners.
const GAP: f64 = 0.5;

/// What the state rests on; `None` where the past is too short.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crash {
    /// The market's return over 24 months, in per cent.
    pub(super) market: Option<f64>,
    /// Its volatility over 126 days, in points.
    pub(super) volatility: Option<f64>,
    /// Where that stands in its own past, in per cent.
    pub(super) place: Option<f64>,
    /// The mean beta of winners and of losers over the 252 returns before the day.
    pub(super) betas: Option<(f64, f64)>,
}

impl Crash {
    /// The state on the day of a portfolio.
    pub(super) fn new(grid: &Grid<'_>, today: &Day) -> Self {
        let returns = grid.market.get(1..=today.place).unwrap_or_default();
        let squares: Vec<f64> = returns.iter().map(|change| change * change).collect();
        let variances = windows::sums(&squares, VARIANCE);
        let recent = variances
            .get(variances.len().saturating_sub(PAST)..)
            .unwrap_or_default();
        let place = recent
            .last()
            .and_then(|last| stats::percentile_le(recent.iter().copied(), *last));
        let last = returns
            .len()
            .checked_sub(VARIANCE)
            .and_then(|from| returns.get(from..));
        Self {
            market: over(returns, BEAR),
            volatility: last.and_then(volatility::realised),
            place,
            betas: mean_beta(grid, &today.sides.winners, today.place).zip(mean_beta(
                grid,
                &today.sides.losers,
                today.place,
            )),
        }
    }

    /// A fallen market whose variance is high.
    pub(super) fn is_state(&self) -> bool {
        self.market.is_some_and(|change| change < 0.0)
            && self.place.is_some_and(|place| place > HIGH)
    }

    /// Losers that would rise much more than winners.
    pub(super) fn losers_lead(&self) -> bool {
        self.betas
            .is_some_and(|(winners, losers)| losers - winners > GAP)
    }

    /// The beta of winners less losers.
    pub(super) fn beta(&self) -> Option<f64> {
        self.betas.map(|(winners, losers)| winners - losers)
    }
}

/// The compounded return of the last days, in per cent.
fn over(returns: &[f64], days: usize) -> Option<f64> {
    let recent = returns.get(returns.len().checked_sub(days)?..)?;
    let growth: f64 = recent.iter().map(|change| 1.0 + change).product();
    Some(100.0 * (growth - 1.0))
}

fn mean_beta(grid: &Grid<'_>, members: &[usize], place: usize) -> Option<f64> {
    let betas: Vec<f64> = members
        .iter()
        .filter_map(|member| portfolio::beta(grid, *member, place))
        .collect();
    stats::mean(&betas)
}
