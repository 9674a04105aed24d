//! The last half year in candles, with the averages and levels that are watched.

use jiff::civil::Date;

use crate::indicators::inputs::Observed;
use crate::indicators::math::events::Drawdown;
use crate::model::{Figure, Plot, Term};

/// Bars drawn.
const SHOWN: usize = 126;

/// Averages drawn over them.
const AVERAGES: [(usize, Term); 2] = [
    (20, Term::new("20 days", "20日均线", "20日均線")),
    (100, Term::new("100 days", "100日均线", "100日均線")),
];

/// Candles of the last bars; of a series of closes alone, dashes.
pub(super) fn plot(series: &Observed<'_>, falls: &[Drawdown]) -> Plot {
    let from = series.bars.len().saturating_sub(SHOWN);
    let bars = series.bars.get(from..).unwrap_or_default();
    let lines = AVERAGES.map(|(window, name)| (name, averages(series, window, from)));
    let peak = falls.last().map(|fall| {
        let name = Term::new("high", "高点", "高點");
        (name, fall.peak)
    });
    Plot {
        title: Term::new("candles", "K线", "K線"),
        figure: Figure::Candles {
            bars: bars.to_vec(),
            lines: lines.into(),
            levels: peak.into_iter().collect(),
        },
    }
}

/// The average of each day from a bar on, by the running sum.
fn averages(series: &Observed<'_>, window: usize, from: usize) -> Vec<(Date, f64)> {
    let start = from.saturating_sub(window - 1);
    let bars = series.bars.get(start..).unwrap_or_default();
    bars.windows(window)
        .filter_map(|bars| {
            let sum: f64 = bars.iter().map(|bar| bar.close).sum();
            Some((bars.last()?.date, sum / window as f64))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use crate::indicators::{Inputs, Request, Settings, find};
    use crate::model::{Bar, Figure, Origin, Series};

    #[test]
    fn averages_stand_over_the_bars_they_end_with() {
        let bars = (0..300i64).map(|day| {
            let date = date(2025, 1, 1).saturating_add(day.days());
            Bar::close_only(date, day as f64)
        });
        let inputs = Inputs::from_iter([Series::new("X", Origin::Demo, bars.collect())]);
        let request = Request {
            subject: "X",
            as_of: None,
            settings: &Settings::default(),
        };
        let reading = find("price-structure").unwrap().reading(&inputs, &request);
        let [plot] = reading.plots.as_slice() else {
            panic!("one picture: {:?}", reading.plots)
        };
        let Figure::Candles { bars, lines, .. } = &plot.figure else {
            panic!("candles: {plot:?}")
        };
        assert_eq!(bars.len(), 126);
        let (_, fast) = &lines[0];
        assert_eq!(fast.len(), 126);
        // The mean of 280 to 299.
        assert_eq!(fast.last().map(|(_, mean)| *mean), Some(289.5));
        let (_, slow) = &lines[1];
        assert_eq!(slow.last().map(|(_, mean)| *mean), Some(249.5));
    }
}
