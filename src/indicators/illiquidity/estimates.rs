//! Every estimate of every window, oldest first.

use jiff::civil::Date;

use crate::indicators::math::returns::Returns;
use crate::indicators::math::spreads::{self, Logs, Pair};
use crate::indicators::math::stats;
use crate::model::Bar;

/// From a fraction to per cent.
const PERCENT: f64 = 100.0;

/// From a fraction a million to basis points a billion.
const IMPACT: f64 = 1e7;

/// Histories of the estimates; spreads in per cent.
#[derive(Debug, Default)]
pub(super) struct Estimates {
    /// Signed: below zero where noise turned the estimated square.
    pub(super) edge: Vec<(Date, f64)>,
    /// Corwin and Schultz, signed.
    pub(super) corwin_schultz: Vec<(Date, f64)>,
    /// The same with what is below zero set to zero.
    pub(super) corwin_schultz_floored: Vec<(Date, f64)>,
    /// Abdi and Ranaldo; zero where the mean square is below zero.
    pub(super) abdi_ranaldo: Vec<(Date, f64)>,
    /// Roll, where neighbours move against each other on average.
    pub(super) roll: Vec<(Date, f64)>,
    /// Amihud, in basis points for a billion traded.
    pub(super) amihud: Vec<(Date, f64)>,
    /// Bars with a range.
    pub(super) ranged: usize,
}

impl Estimates {
    /// The estimates of every run of `window` neighbouring pairs that lack nothing.
    pub(super) fn new(bars: &[Bar], window: usize) -> Self {
        let logs: Vec<Option<Logs>> = bars.iter().map(Logs::new).collect();
        let days: Vec<Date> = bars.iter().skip(1).map(|bar| bar.date).collect();
        let neighbours = || {
            let pairs = logs.iter().zip(logs.iter().skip(1));
            pairs.map(|(before, bar)| before.as_ref().zip(bar.as_ref()))
        };
        let pairs: Vec<Option<Pair>> = neighbours()
            .map(|pair| pair.map(|(before, bar)| Pair::new(before, bar)))
            .collect();
        let spreads: Vec<Option<f64>> = neighbours()
            .map(|pair| pair.and_then(|(before, bar)| spreads::corwin_schultz(before, bar)))
            .collect();
        let squares: Vec<Option<f64>> = neighbours()
            .map(|pair| pair.map(|(before, bar)| spreads::abdi_ranaldo(before, bar)))
            .collect();
        let impacts: Vec<Option<f64>> = bars
            .iter()
            .zip(bars.iter().skip(1))
            .map(|(before, bar)| spreads::amihud(before, bar))
            .collect();
        let percent =
            |of: fn(&[f64]) -> Option<f64>| move |run: &[f64]| of(run).map(|value| PERCENT * value);
        Self {
            edge: rolling(&days, &pairs, window, |run| {
                spreads::edge(run).map(|spread| PERCENT * spread)
            }),
            corwin_schultz: rolling(&days, &spreads, window, percent(stats::mean)),
            corwin_schultz_floored: rolling(&days, &spreads, window, percent(floored)),
            abdi_ranaldo: rolling(&days, &squares, window, percent(rooted)),
            roll: Returns::log(bars).rolling(window, percent(spreads::roll)),
            amihud: rolling(&days, &impacts, window, |run| {
                stats::mean(run).map(|impact| IMPACT * impact)
            }),
            ranged: logs.iter().flatten().count(),
        }
    }
}

/// A statistic of each run that is whole, with the day that the run ended.
fn rolling<T: Copy>(
    days: &[Date],
    values: &[Option<T>],
    window: usize,
    statistic: impl Fn(&[T]) -> Option<f64>,
) -> Vec<(Date, f64)> {
    let mut run: Vec<T> = Vec::with_capacity(window);
    let ends = days.iter().skip(window.saturating_sub(1));
    ends.zip(values.windows(window))
        .filter_map(|(day, values)| {
            run.clear();
            run.extend(values.iter().flatten().copied());
            let value = statistic(&run).filter(|_| run.len() == window)?;
            Some((*day, value))
        })
        .collect()
}

/// The mean with what is below zero set to zero.
fn floored(values: &[f64]) -> Option<f64> {
    let zeroed: Vec<f64> = values.iter().map(|value| value.max(0.0)).collect();
    stats::mean(&zeroed)
}

/// The root of the mean, of nothing below zero.
fn rooted(squares: &[f64]) -> Option<f64> {
    stats::mean(squares).map(|mean| mean.max(0.0).sqrt())
}
