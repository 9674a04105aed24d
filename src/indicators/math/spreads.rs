//! Bid-ask spreads from daily prices, and price impact.
//!
//! EDGE: Ardia, Guidotti and Kroencke, Journal of Financial Economics 161, 2024, as in their `bidask`
//! 2.1.0; Corwin and Schultz, Journal of Finance 67(2), 2012, overnight gaps taken out in logarithms;
//! Abdi and Ranaldo, Review of Financial Studies 30(12), 2017; Roll, Journal of Finance 39(4), 1984;
//! Amihud, Journal of Financial Markets 5(1), 2002. No crate has them; `bidask` for Rust would have EDGE alone.

use crate::model::Bar;

use super::returns;

/// Logarithms of one bar's prices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Logs {
    open: f64,
    high: f64,
    low: f64,
    close: f64,
}

impl Logs {
    /// `None` where a price lacks, is not positive, or lies outside of the range.
    pub(crate) fn new(bar: &Bar) -> Option<Self> {
        let (open, high, low) = (bar.open?, bar.high?, bar.low?);
        let inside = |price: f64| low <= price && price <= high;
        let whole = low > 0.0 && inside(open) && inside(bar.close) && high.is_finite();
        whole.then(|| Self {
            open: open.ln(),
            high: high.ln(),
            low: low.ln(),
            close: bar.close.ln(),
        })
    }

    const fn middle(&self) -> f64 {
        f64::midpoint(self.high, self.low)
    }
}

/// What EDGE needs of a bar and the one before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    /// Middle less open; open less the middle before; middle, the close before less the middle
    /// before, open: the last three against the close before.
    returns: [f64; 5],
    /// Whether anything moved, as 0 or 1.
    moved: f64,
    /// How many of high and low the open, and the close before, missed, where anything moved.
    opened: f64,
    closed: f64,
}

impl Pair {
    /// The pair of two neighbours.
    pub(crate) fn new(before: &Logs, bar: &Logs) -> Self {
        let (middle, middle_before) = (bar.middle(), before.middle());
        let has_moved = bar.high > bar.low || (bar.low - before.close).abs() > 0.0;
        let count = |one: bool, other: bool| {
            f64::from(u8::from(one) + u8::from(other)) * f64::from(u8::from(has_moved))
        };
        Self {
            returns: [
                middle - bar.open,
                bar.open - middle_before,
                middle - before.close,
                before.close - middle_before,
                bar.open - before.close,
            ],
            moved: f64::from(u8::from(has_moved)),
            opened: count(bar.open < bar.high, bar.open > bar.low),
            closed: count(before.close < before.high, before.close > before.low),
        }
    }
}

/// EDGE of a run of pairs, as a fraction: the root of the estimated square with that square's
/// sign, which noise may turn. `None` where fewer than two moved or all opened or closed at a limit.
pub(crate) fn edge(pairs: &[Pair]) -> Option<f64> {
    let many = pairs.len() as f64;
    let mean = |of: &dyn Fn(&Pair) -> f64| pairs.iter().map(of).sum::<f64>() / many;
    let moved = mean(&|pair| pair.moved);
    let (opened, closed) = (mean(&|pair| pair.opened), mean(&|pair| pair.closed));
    if moved * many < 2.0 || opened == 0.0 || closed == 0.0 {
        return None;
    }
    let [first, _, third, _, fifth] = pairs.iter().fold([0.0; 5], |mut sums, pair| {
        for (sum, change) in sums.iter_mut().zip(pair.returns) {
            *sum += change;
        }
        sums
    });
    let [first, third, fifth] = [first, third, fifth].map(|sum| sum / many / moved);
    let mut sums = [0.0; 4];
    for pair in pairs {
        let [r1, r2, r3, r4, r5] = pair.returns;
        let d1 = r1 - first * pair.moved;
        let d3 = r3 - third * pair.moved;
        let d5 = r5 - fifth * pair.moved;
        let x1 = -4.0 / opened * d1 * r2 - 4.0 / closed * d3 * r4;
        let x2 = -4.0 / opened * d1 * r5 - 4.0 / closed * d5 * r4;
        for (sum, value) in sums.iter_mut().zip([x1, x2, x1 * x1, x2 * x2]) {
            *sum += value;
        }
    }
    let [e1, e2, q1, q2] = sums.map(|sum| sum / many);
    let (v1, v2) = (q1 - e1 * e1, q2 - e2 * e2);
    let square = if v1 + v2 > 0.0 {
        (v2 * e1 + v1 * e2) / (v1 + v2)
    } else {
        f64::midpoint(e1, e2)
    };
    let spread = square.abs().sqrt().copysign(square);
    spread.is_finite().then_some(spread)
}

/// The spread of two days by Corwin and Schultz, as a fraction; below zero by noise.
pub(crate) fn corwin_schultz(before: &Logs, bar: &Logs) -> Option<f64> {
    // The day's range is moved to where it holds the close before: trading stood still overnight.
    let gap = (before.close - bar.high).max(0.0) + (before.close - bar.low).min(0.0);
    let (high, low) = (bar.high + gap, bar.low + gap);
    let beta = (bar.high - bar.low).powi(2) + (before.high - before.low).powi(2);
    let gamma = (high.max(before.high) - low.min(before.low)).powi(2);
    let k = 3.0 - 2.0 * std::f64::consts::SQRT_2;
    let alpha = ((2.0 * beta).sqrt() - beta.sqrt()) / k - (gamma / k).sqrt();
    let spread = 2.0 * (alpha.exp() - 1.0) / (1.0 + alpha.exp());
    spread.is_finite().then_some(spread)
}

/// The square of Abdi and Ranaldo's spread from two days; its mean's root is the spread.
pub(crate) fn abdi_ranaldo(before: &Logs, bar: &Logs) -> f64 {
    4.0 * (before.close - before.middle()) * (before.close - bar.middle())
}

/// Roll's spread from log returns, as a fraction; `None` where neighbours move the same way on average.
pub(crate) fn roll(returns: &[f64]) -> Option<f64> {
    let (_, later) = returns.split_first()?;
    let (_, earlier) = returns.split_last()?;
    let many = later.len() as f64;
    let [a, b] = [later, earlier].map(|run| run.iter().sum::<f64>() / many);
    let products = later
        .iter()
        .zip(earlier)
        .map(|(one, other)| (one - a) * (other - b));
    let covariance = products.sum::<f64>() / (many - 1.0);
    Some(2.0 * (-covariance).sqrt()).filter(|spread| spread.is_finite())
}

/// How far a day's price moved for a million of currency traded, as a fraction; `None` where
/// nothing was.
pub(crate) fn amihud(before: &Bar, bar: &Bar) -> Option<f64> {
    let traded = bar.close * bar.volume?;
    let change = returns::simple(before.close, bar.close)?.abs();
    let impact = 1e6 * change / traded;
    (traded > 0.0 && impact.is_finite()).then_some(impact)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn bar(open: f64, high: f64, low: f64, close: f64) -> Bar {
        Bar {
            open: Some(open),
            high: Some(high),
            low: Some(low),
            volume: Some(1e6),
            ..Bar::close_only(date(2026, 1, 1), close)
        }
    }

    fn pairs(bars: &[Bar]) -> Vec<Pair> {
        let logs: Vec<Logs> = bars.iter().filter_map(Logs::new).collect();
        logs.windows(2)
            .map(|pair| Pair::new(&pair[0], &pair[1]))
            .collect()
    }

    #[test]
    fn a_bar_that_contradicts_itself_has_no_logarithms() {
        assert!(Logs::new(&bar(1.0, 2.0, 0.5, 1.5)).is_some());
        for odd in [
            bar(1.0, 2.0, 0.0, 1.5),
            bar(3.0, 2.0, 0.5, 1.5),
            bar(1.0, 2.0, 0.5, 2.5),
            bar(1.0, f64::INFINITY, 0.5, 1.5),
            Bar::close_only(date(2026, 1, 1), 1.0),
        ] {
            assert_eq!(Logs::new(&odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_price_at_rest_has_no_spread() {
        assert_eq!(edge(&pairs(&[bar(1.0, 1.0, 1.0, 1.0); 9])), None);
        assert_eq!(edge(&[]), None);
        assert_eq!(roll(&[]), None);
        assert_eq!(roll(&[0.1, 0.1]), None);
    }

    #[test]
    fn a_bounce_between_bid_and_ask_is_rolls_spread() {
        let returns: Vec<f64> = (0..400)
            .map(|at| if at % 2 == 0 { 0.01 } else { -0.01 })
            .collect();
        let spread = roll(&returns).unwrap();
        assert!((spread - 0.02).abs() < 1e-4, "{spread}");
        assert_eq!(roll(&[0.01, 0.02, 0.03, 0.04]), None);
    }

    #[test]
    fn impact_by_hand() {
        let before = Bar::close_only(date(2026, 1, 1), 100.0);
        let day = Bar {
            volume: Some(2e6),
            ..Bar::close_only(date(2026, 1, 2), 101.0)
        };
        let impact = amihud(&before, &day).unwrap();
        assert!((impact - 1e6 * 0.01 / 202e6).abs() < 1e-15);
        for volume in [None, Some(0.0), Some(-1.0)] {
            assert_eq!(amihud(&before, &Bar { volume, ..day }), None);
        }
    }

    fn a_bar() -> impl Strategy<Value = Bar> {
        (50.0..60.0_f64, 0.0..3.0_f64, 0.0..1.0_f64, 0.0..1.0_f64)
            .prop_map(|(low, range, a, b)| bar(low + a * range, low + range, low, low + b * range))
    }

    proptest! {
        #[test]
        fn spreads_do_not_know_the_scale(bars in prop::collection::vec(a_bar(), 3..40), factor in 0.1..50.0_f64) {
            let scaled: Vec<Bar> = bars
                .iter()
                .map(|one| bar(
                    one.open.unwrap() * factor, one.high.unwrap() * factor,
                    one.low.unwrap() * factor, one.close * factor,
                ))
                .collect();
            // Rounding may push a scaled open or close out of its range by a digit.
            prop_assume!(scaled.iter().all(|one| Logs::new(one).is_some()));
            let both = [&bars, &scaled].map(|bars| edge(&pairs(bars)));
            if let [Some(a), Some(b)] = both {
                prop_assert!((a * a.abs() - b * b.abs()).abs() < 1e-9);
            }
        }

        #[test]
        fn estimates_are_numbers(bars in prop::collection::vec(a_bar(), 2..10)) {
            let logs: Vec<Logs> = bars.iter().filter_map(Logs::new).collect();
            for pair in logs.windows(2) {
                let spread = corwin_schultz(&pair[0], &pair[1]);
                prop_assert!(spread.is_some_and(|spread| (-2.0..=2.0).contains(&spread)));
                prop_assert!(abdi_ranaldo(&pair[0], &pair[1]).is_finite());
            }
        }
    }
}
