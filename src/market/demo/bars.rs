//! Open, high, low and volume around closes.

use jiff::civil::Date;
use libm::sqrt;

use super::noise::Noise;
use super::world::{Path, Shape, rounded};
use crate::model::Bar;

/// The weight of the past in the running variance that sets the width of a bar.
const KEPT: f64 = 0.9;

/// The bars of a path. Gaps over night carry a third of a day's move, the width follows recent
/// volatility, and volume grows with the size of the move.
pub(super) fn bars(path: &Path, dates: &[Date], noise: &mut Noise) -> Vec<Bar> {
    let dates = dates.iter().skip(path.start).copied();
    let days = dates.zip(path.closes.iter().copied());
    let Shape::Bars(volume) = path.shape else {
        return days
            .map(|(date, close)| Bar::close_only(date, close))
            .collect();
    };
    let mut before: Option<f64> = None;
    let mut variance = 0.012 * 0.012;
    let mut crowd = 0.0;
    days.map(|(date, close)| {
        let last = before.replace(close).unwrap_or(close);
        let step = close / last - 1.0;
        variance = KEPT * variance + (1.0 - KEPT) * step * step;
        let width = sqrt(variance);
        let [over_night, above, below] = noise.triangles();
        let open = last * (1.0 + 0.33 * step + 0.45 * width * over_night);
        let high = open.max(close) * (1.0 + 0.6 * width * above.abs());
        let low = open.min(close) * (1.0 - 0.6 * width * below.abs());
        crowd = 0.8 * crowd + 0.2 * noise.triangles()[0];
        let surprise = step.abs() / width;
        let price = |value| Some(rounded(value, path.decimals));
        Bar {
            date,
            open: price(open),
            high: price(high),
            low: price(low),
            close,
            volume: (volume > 0.0)
                .then(|| (volume * (0.75 + 0.3 * surprise + crowd) * 10_000.0).round() * 100.0),
        }
    })
    .collect()
}
