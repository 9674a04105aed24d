//! What holds of every indicator, whatever the data.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{check_whole, closes, read};
use crate::indicators::{INDICATORS, Inputs};
use crate::model::{
    Bar, OptionChain, OptionKind, OptionQuote, Origin, Series, Settlement, Vintage,
};

const FIRST: Date = date(2024, 1, 1);

/// Days of the made-up market: enough for every model.
const DAYS: usize = 420;

/// Numbers between -1 and 1, the same for the same seed.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

/// All series that any indicator reads, beside constituents.
fn ids() -> BTreeSet<String> {
    INDICATORS
        .iter()
        .flat_map(|one| one.inputs("SPX"))
        .collect()
}

/// A market with ranges, gaps and missing days.
fn market(seed: u64) -> Inputs {
    let made = |at: usize, id: &str| {
        let mut noise = Noise(seed ^ (at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut price = 50.0 + 40.0 * noise.next();
        let mut bars = Vec::new();
        for day in FIRST.series(jiff::Span::new().days(1)).take(DAYS) {
            let before = price;
            price *= 1.0 + 0.02 * noise.next();
            let spread = 1.0 + 0.005 * noise.next().abs();
            let has_range = noise.next() > -0.95;
            let bar = Bar {
                open: Some(before),
                high: has_range.then_some(price * spread),
                low: has_range.then_some(price / spread),
                ..Bar::close_only(day, price)
            };
            if noise.next() > -0.9 {
                bars.push(bar);
            }
        }
        Series::of_vintages(id, Origin::Demo, said(at, &bars, &mut noise))
    };
    let mut inputs = Inputs::default();
    for (at, id) in ids().iter().enumerate() {
        inputs.insert(Arc::new(made(at, id)));
    }
    let index = chains(seed, &inputs.series["SPX"]);
    inputs.chains.insert("SPX".to_owned(), index);
    let shares = (0..6).map(|at| Arc::new(made(1000 + at, &format!("S{at}"))));
    inputs.universe = shares.collect();
    inputs
}

/// Option chains of the index two days in seven, with five expiries, quotes that lack parts, and
/// a smile.
fn chains(seed: u64, index: &Series) -> Vec<Arc<OptionChain>> {
    let mut noise = Noise(seed ^ 0xC4A1);
    let days = index.bars().iter().filter(|bar| bar.date.day() % 7 < 2);
    let made = days.map(|bar| {
        let spot = bar.close;
        let expiries = [8, 25, 32, 60, 120].map(|days| bar.date + jiff::Span::new().days(days));
        let strikes = (80..=120).step_by(2);
        let options = expiries
            .iter()
            .flat_map(|expiry| strikes.clone().map(move |percent| (*expiry, percent)));
        let quotes = options.flat_map(|(expiry, percent)| {
            let away = f64::from(percent) / 100.0 - 1.0;
            [OptionKind::Call, OptionKind::Put].map(|kind| {
                let side = if kind == OptionKind::Call { 1.0 } else { -1.0 };
                let price = spot * ((-away * side).max(0.0) + 0.03 * (-30.0 * away * away).exp());
                OptionQuote {
                    expiry,
                    settlement: Settlement::Close,
                    kind,
                    strike: spot * (1.0 + away),
                    bid: (noise.next() > -0.9).then_some(price * 0.98),
                    ask: (noise.next() > -0.9).then_some(price * 1.02),
                    implied: (noise.next() > -0.5).then_some(0.2 - 0.3 * away),
                    open_interest: (noise.next() > -0.8).then_some(1000.0 * noise.next().abs()),
                    volume: (noise.next() > -0.8).then_some(100.0 * noise.next().abs()),
                }
            })
        });
        let at = bar.date.at(16, 0, 0, 0);
        Arc::new(OptionChain::new(
            "SPX",
            Origin::Demo,
            at,
            spot,
            quotes.collect(),
        ))
    });
    made.collect()
}

/// What was said of the bars and when: of every second series some days late, of every third with
/// revisions.
fn said(at: usize, bars: &[Bar], noise: &mut Noise) -> Vec<Vintage> {
    let later = |day: Date, days: i64| day + jiff::Span::new().days(days);
    let mut said = Vec::new();
    for bar in bars {
        let known = later(bar.date, (at % 2) as i64 * 9);
        said.push(Vintage { known, bar: *bar });
        if at.is_multiple_of(3) && noise.next() > 0.8 {
            let close = bar.close * (1.0 + 0.01 * noise.next());
            let bar = Bar { close, ..*bar };
            said.push(Vintage {
                known: later(known, 20),
                bar,
            });
        }
    }
    said
}

/// The same inputs with every series changed.
fn mapped(inputs: &Inputs, change: impl Fn(&Series) -> Series) -> Inputs {
    let each = |series: &Arc<Series>| Arc::new(change(series));
    Inputs {
        series: inputs
            .series
            .iter()
            .map(|(id, series)| (id.clone(), each(series)))
            .collect(),
        universe: inputs.universe.iter().map(each).collect(),
        chains: inputs.chains.clone(),
        members: inputs.members.clone(),
    }
}

/// A series with all prices multiplied.
fn scaled(series: &Series, factor: f64) -> Series {
    let bars = series.bars().iter().map(|bar| Bar {
        open: bar.open.map(|price| price * factor),
        high: bar.high.map(|price| price * factor),
        low: bar.low.map(|price| price * factor),
        close: bar.close * factor,
        ..*bar
    });
    Series::new(series.id(), series.origin().clone(), bars.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn later_data_changes_nothing(seed in any::<u64>(), cut in 0..DAYS + 20) {
        let full = market(seed);
        let last = FIRST + jiff::Span::new().days(cut as i64);
        let mut known = mapped(&full, |series| series.as_of(last));
        let chains = known.chains.values_mut();
        chains.for_each(|chains| chains.retain(|chain| chain.date() <= last));
        for one in INDICATORS {
            let then = read(one.id, &full, "SPX", Some(last));
            check_whole(one, &then);
            prop_assert!(then.as_of.is_none_or(|day| day <= last));
            prop_assert!(then.inputs.iter().all(|input| input.last <= last));
            prop_assert_eq!(&then, &read(one.id, &known, "SPX", Some(last)), "{}", one.id);
        }
    }

    #[test]
    fn few_observations_never_panic(count in 0..90_usize, start in 0.01..200.0_f64, seed in any::<u64>()) {
        let mut noise = Noise(seed);
        let inputs: Inputs = ids()
            .iter()
            .map(|id| closes(id, FIRST, (0..count).map(|_| start * (1.0 + 0.1 * noise.next())).collect::<Vec<_>>()))
            .collect();
        for one in INDICATORS {
            check_whole(one, &read(one.id, &inputs, "SPX", None));
        }
    }

    #[test]
    fn odd_prices_never_make_a_number_that_is_none(
        prices in prop::collection::vec(
            prop_oneof![
                4 => -100.0..100.0_f64,
                1 => Just(0.0),
                1 => Just(-0.0),
                1 => Just(1e300),
                1 => Just(-1e300),
                1 => Just(f64::MIN_POSITIVE),
                1 => Just(f64::MAX),
            ],
            0..340,
        ),
    ) {
        let odd = |id: &str| {
            let days = FIRST.series(jiff::Span::new().days(1));
            let bars = days.zip(&prices).map(|(day, price)| Bar {
                high: Some(price * 1.5),
                low: Some(*price),
                ..Bar::close_only(day, *price)
            });
            Series::new(id, Origin::Demo, bars.collect())
        };
        let mut inputs: Inputs = ids().iter().map(|id| odd(id)).collect();
        inputs.universe = vec![Arc::new(odd("A"))];
        for one in INDICATORS {
            check_whole(one, &read(one.id, &inputs, "SPX", None));
        }
    }

    #[test]
    fn the_scale_of_prices_does_not_matter(seed in any::<u64>(), power in -8..8_i32) {
        let full = market(seed);
        // A power of two changes no digit, so equality is exact.
        let factor = 2.0_f64.powi(power);
        let other = mapped(&full, |series| {
            let is_price = !series.id().starts_with("AUM:");
            scaled(series, if is_price { factor } else { 1.0 })
        });
        for id in [
            "cta-trend",
            "vol-control",
            "leveraged-etf-flow",
            "single-stock-vol-ratio",
            "price-structure",
            "realised-volatility",
        ] {
            let [a, b] = [&full, &other].map(|inputs| read(id, inputs, "SPX", None));
            prop_assert_eq!(a.history, b.history, "{}", id);
            prop_assert_eq!(a.percentile, b.percentile, "{}", id);
        }
    }

    #[test]
    fn inverse_and_long_flows_are_linear_in_assets(seed in any::<u64>(), factor in 0.1..10.0_f64) {
        let full = market(seed);
        let richer = mapped(&full, |series| {
            let is_assets = series.id().starts_with("AUM:");
            scaled(series, if is_assets { factor } else { 1.0 })
        });
        let [a, b] = [&full, &richer].map(|inputs| read("leveraged-etf-flow", inputs, "", None));
        let (a, b) = (a.value.unwrap(), b.value.unwrap());
        prop_assert!((a * factor - b).abs() <= 1e-9 * b.abs().max(1.0));
    }
}

#[test]
fn a_price_that_never_moves_makes_whole_readings() {
    let still = |id: &str| closes(id, FIRST, [100.0; 400]);
    let mut inputs: Inputs = ids().iter().map(|id| still(id)).collect();
    inputs.universe = vec![Arc::new(still("A")), Arc::new(still("B"))];
    for one in INDICATORS {
        let reading = read(one.id, &inputs, "SPX", None);
        check_whole(one, &reading);
        if one.id == "vol-control" {
            assert_eq!(reading.value, Some(1.5));
            assert!(
                reading
                    .notices
                    .iter()
                    .any(|notice| notice.en.starts_with("At the cap"))
            );
        }
    }
}

/// Indicators that one day's figures are enough for: they measure levels, no changes.
const OF_ONE_DAY: [&str; 4] = ["fed-path", "net-liquidity", "crypto", "buyback"];

#[test]
fn one_observation_is_missing_rather_than_wrong() {
    for count in [0, 1] {
        let inputs: Inputs = ids()
            .iter()
            .map(|id| closes(id, FIRST, vec![5.0; count]))
            .collect();
        for one in INDICATORS {
            let reading = read(one.id, &inputs, "SPX", None);
            if count == 1 && OF_ONE_DAY.contains(&one.id) {
                check_whole(one, &reading);
                continue;
            }
            assert_eq!(reading.value, None, "{} of {count}", one.id);
            assert!(!reading.missing.is_empty(), "{}", one.id);
        }
    }
}

#[test]
fn a_missing_day_is_a_gap_not_a_zero() {
    let path = |day: i32| 100.0 * (0.01 * f64::from(day)).sin().exp();
    let whole = closes("SPX", FIRST, (0..80).map(path));
    let kept = whole
        .bars()
        .iter()
        .enumerate()
        .filter(|(at, _)| at % 7 != 3);
    let thinned = Series::new("SPX", Origin::Demo, kept.map(|(_, bar)| *bar).collect());
    let size = thinned.bars().len();
    let reading = read(
        "realised-volatility",
        &Inputs::from_iter([thinned]),
        "SPX",
        None,
    );
    assert_eq!(reading.history.len(), size - 21);
    assert!(reading.history.iter().all(|(_, value)| *value > 0.0));
}
