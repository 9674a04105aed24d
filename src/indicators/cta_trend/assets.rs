//! The same signal for the assets that trend followers trade most, beside the subject's.

use crate::indicators::assemble::{self, number, signed};
use crate::indicators::inputs::{Known, Observed};
use crate::indicators::labels;
use crate::indicators::settings::Settings;
use crate::model::{Cell, Figure, Percentile, Plot, Table, Term, Unit};

use super::ladder::Ladder;

/// Shares, bonds, energy, metals, currencies, coins; bonds by a fund, whose price trends as
/// their futures do.
pub(super) const ASSETS: [&str; 9] = [
    "SPX", "NDX", "RUT", "IEF", "WTI", "XAU", "EURUSD", "USDJPY", "BTC",
];

const BY_ASSET: Term = Term::new("By asset", "各资产", "各資產");

/// Where the followers of one asset stand.
struct Standing<'a> {
    series: Observed<'a>,
    signal: f64,
    percentile: Option<Percentile>,
    ladder: Ladder,
    close: f64,
}

/// The assets that have a long enough history.
pub(super) struct Assets<'a>(Vec<Standing<'a>>);

impl<'a> Assets<'a> {
    /// Reads the signal of each asset there is.
    pub(super) fn of(known: &Known<'a>, settings: &Settings) -> Self {
        let standings = ASSETS.iter().filter_map(|id| {
            let series = known.series(id)?;
            let closes = series.closes();
            let rules = &settings.cta_trend;
            let days = series.points().map(|(day, _)| day);
            let history = super::signals(days, &closes, rules);
            let (_, signal) = *history.last()?;
            Some(Standing {
                series,
                signal,
                percentile: assemble::percentile(&history, settings.percentile_window),
                ladder: Ladder::new(&closes, &rules.weights, 1),
                close: *closes.last()?,
            })
        });
        Self(standings.collect())
    }

    /// The series that were read.
    pub(super) fn series(&self) -> impl Iterator<Item = Observed<'a>> {
        self.0.iter().map(|standing| standing.series)
    }

    /// One row an asset: signal, percentile, the nearest closes that change it.
    pub(super) fn table(&self) -> Table {
        let row = |standing: &Standing<'_>| {
            let buy = standing.ladder.buys_above(standing.close);
            let sell = standing.ladder.sells_below(standing.close);
            let percentile = standing.percentile.map(|percentile| percentile.value);
            vec![
                Cell::Text(standing.series.id.to_owned()),
                signed(standing.signal, Unit::Fraction),
                number(percentile, Unit::Percent),
                number(standing.close, Unit::Price),
                number(buy.map(|rung| rung.level), Unit::Price),
                number(sell.map(|rung| rung.level), Unit::Price),
            ]
        };
        Table {
            title: BY_ASSET,
            columns: vec![
                Term::new("Asset", "资产", "資產"),
                Term::new("Signal", "信号", "訊號"),
                labels::PERCENTILE,
                labels::CLOSE,
                super::tables::BUYS_ABOVE,
                super::tables::SELLS_BELOW,
            ],
            rows: self.0.iter().map(row).collect(),
        }
    }

    /// The signals as bars.
    pub(super) fn plot(&self) -> Plot {
        let bar = |standing: &Standing<'_>| (standing.series.id.to_owned(), standing.signal);
        Plot {
            title: BY_ASSET,
            figure: Figure::Named {
                unit: Unit::Fraction,
                bars: self.0.iter().map(bar).collect(),
            },
        }
    }
}
