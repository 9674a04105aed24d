//! Leveraged and inverse funds: their prices, and the assets they hold.
//!
//! Assets follow the fund's own return, less what its holders take out after gains and put in
//! after losses, and pass a plausible size at the beginning and at the end. Multiples are those
//! of the funds; no fund publishes the rest in this form.

use jiff::civil::{Date, date};
use libm::{exp, log};

use super::bridge::{Pin, settle};
use super::noise::Noise;
use super::world::{Path, Shape, World, rounded};

/// What holders take out of a gain, as a share of it.
const TAKEN: f64 = 0.3;

/// The costs of a year.
const FEE: f64 = 0.0095;

struct Fund {
    id: &'static str,
    assets_id: &'static str,
    underlying: &'static str,
    multiple: f64,
    first: Date,
    /// The price on the last day.
    price: f64,
    /// USD millions on the first and on the last day.
    assets: (f64, f64),
    /// Usual volume, in millions.
    volume: f64,
}

const START: Date = super::FIRST;

#[rustfmt::skip]
const FUNDS: &[Fund] = &[
    Fund { id: "TQQQ", assets_id: "AUM:TQQQ", underlying: "NDX", multiple: 3.0, first: START, price: 52.0, assets: (1150.0, 31_000.0), volume: 85.0 },
    Fund { id: "SQQQ", assets_id: "AUM:SQQQ", underlying: "NDX", multiple: -3.0, first: START, price: 68.0, assets: (320.0, 2600.0), volume: 60.0 },
    Fund { id: "QLD", assets_id: "AUM:QLD", underlying: "NDX", multiple: 2.0, first: START, price: 69.0, assets: (780.0, 11_500.0), volume: 5.0 },
    Fund { id: "QID", assets_id: "AUM:QID", underlying: "NDX", multiple: -2.0, first: START, price: 20.0, assets: (290.0, 260.0), volume: 6.0 },
    Fund { id: "UPRO", assets_id: "AUM:UPRO", underlying: "SPX", multiple: 3.0, first: START, price: 117.0, assets: (950.0, 5200.0), volume: 5.0 },
    Fund { id: "SPXU", assets_id: "AUM:SPXU", underlying: "SPX", multiple: -3.0, first: START, price: 46.0, assets: (520.0, 560.0), volume: 6.0 },
    Fund { id: "SPXL", assets_id: "AUM:SPXL", underlying: "SPX", multiple: 3.0, first: START, price: 223.0, assets: (1300.0, 6900.0), volume: 4.0 },
    Fund { id: "SPXS", assets_id: "AUM:SPXS", underlying: "SPX", multiple: -3.0, first: START, price: 35.0, assets: (480.0, 430.0), volume: 8.0 },
    Fund { id: "SSO", assets_id: "AUM:SSO", underlying: "SPX", multiple: 2.0, first: START, price: 59.0, assets: (1600.0, 8000.0), volume: 4.0 },
    Fund { id: "SDS", assets_id: "AUM:SDS", underlying: "SPX", multiple: -2.0, first: START, price: 68.0, assets: (1500.0, 430.0), volume: 3.0 },
    Fund { id: "UDOW", assets_id: "AUM:UDOW", underlying: "DIA", multiple: 3.0, first: START, price: 59.0, assets: (110.0, 760.0), volume: 3.0 },
    Fund { id: "SOXL", assets_id: "AUM:SOXL", underlying: "SOX", multiple: 3.0, first: START, price: 61.0, assets: (140.0, 14_500.0), volume: 80.0 },
    Fund { id: "SOXS", assets_id: "AUM:SOXS", underlying: "SOX", multiple: -3.0, first: START, price: 35.0, assets: (90.0, 1150.0), volume: 50.0 },
    Fund { id: "USD", assets_id: "AUM:USD", underlying: "SOX", multiple: 2.0, first: START, price: 55.0, assets: (60.0, 1700.0), volume: 1.0 },
    Fund { id: "TNA", assets_id: "AUM:TNA", underlying: "RUT", multiple: 3.0, first: START, price: 55.0, assets: (620.0, 1950.0), volume: 10.0 },
    Fund { id: "TZA", assets_id: "AUM:TZA", underlying: "RUT", multiple: -3.0, first: START, price: 6.3, assets: (480.0, 290.0), volume: 40.0 },
    Fund { id: "TECL", assets_id: "AUM:TECL", underlying: "XLK", multiple: 3.0, first: START, price: 108.0, assets: (310.0, 4800.0), volume: 1.0 },
    Fund { id: "FAS", assets_id: "AUM:FAS", underlying: "XLF", multiple: 3.0, first: START, price: 152.0, assets: (1150.0, 2500.0), volume: 1.0 },
    Fund { id: "LABU", assets_id: "AUM:LABU", underlying: "XBI", multiple: 3.0, first: START, price: 155.0, assets: (210.0, 760.0), volume: 1.0 },
    Fund { id: "TMF", assets_id: "AUM:TMF", underlying: "TLT", multiple: 3.0, first: START, price: 39.0, assets: (220.0, 3600.0), volume: 8.0 },
    Fund { id: "ERX", assets_id: "AUM:ERX", underlying: "XLE", multiple: 2.0, first: START, price: 68.0, assets: (330.0, 280.0), volume: 1.0 },
    Fund { id: "NVDL", assets_id: "AUM:NVDL", underlying: "NVDA", multiple: 2.0, first: date(2022, 12, 13), price: 87.0, assets: (4.0, 4800.0), volume: 15.0 },
    Fund { id: "TSLL", assets_id: "AUM:TSLL", underlying: "TSLA", multiple: 2.0, first: date(2022, 8, 9), price: 16.0, assets: (6.0, 7000.0), volume: 90.0 },
    Fund { id: "AMDL", assets_id: "AUM:AMDL", underlying: "AMD", multiple: 2.0, first: date(2024, 3, 18), price: 15.0, assets: (4.0, 620.0), volume: 15.0 },
    Fund { id: "CONL", assets_id: "AUM:CONL", underlying: "COIN", multiple: 2.0, first: date(2022, 8, 10), price: 11.0, assets: (4.0, 560.0), volume: 20.0 },
    Fund { id: "BITX", assets_id: "AUM:BITX", underlying: "BTC", multiple: 2.0, first: date(2023, 6, 27), price: 25.0, assets: (5.0, 1750.0), volume: 12.0 },
];

/// Adds price and assets of every fund.
pub(super) fn add(world: &mut World) {
    for fund in FUNDS {
        let Some(start) = world.days.at(fund.first) else {
            continue;
        };
        let steps: Vec<f64> = world
            .moves(fund.underlying)
            .iter()
            .map(|step| log((1.0 + fund.multiple * (exp(*step) - 1.0) - FEE / 252.0).max(0.05)))
            .collect();
        let assets = assets(world, fund, start, &steps);
        world.add_path(fund.assets_id, assets);
        let price = price(fund, start, &steps);
        world.add_path(fund.id, price);
    }
}

/// Every fund with its underlying and multiple.
#[cfg(test)]
pub(super) fn multiples() -> impl Iterator<Item = (&'static str, &'static str, f64)> {
    FUNDS
        .iter()
        .map(|fund| (fund.id, fund.underlying, fund.multiple))
}

/// The price, told backwards from the last day as an adjusted history is.
fn price(fund: &Fund, start: usize, steps: &[f64]) -> Path {
    let own = steps.get(start + 1..).unwrap_or_default();
    let mut value = log(fund.price) - own.iter().sum::<f64>();
    let mut closes = vec![rounded(exp(value), 4)];
    closes.extend(own.iter().map(|step| {
        value += step;
        rounded(exp(value), 4)
    }));
    Path {
        shape: Shape::Bars(fund.volume),
        decimals: 4,
        start,
        closes,
    }
}

fn assets(world: &World, fund: &Fund, start: usize, steps: &[f64]) -> Path {
    let mut noise = Noise::new(world.seed, fund.assets_id);
    let mut moves: Vec<f64> = steps
        .iter()
        .map(|step| (1.0 - TAKEN) * step + 0.006 * noise.normal())
        .collect();
    let (first, last) = fund.assets;
    let pins = [
        Pin {
            day: start,
            value: log(first),
        },
        Pin {
            day: moves.len() - 1,
            value: log(last),
        },
    ];
    let even = vec![1.0; moves.len()];
    settle(&mut moves, &even, &pins);
    let mut value = log(first);
    let mut closes = vec![first];
    closes.extend(moves.iter().skip(start + 1).map(|step| {
        value += step;
        rounded(exp(value), 1)
    }));
    Path {
        shape: Shape::Close,
        decimals: 1,
        start,
        closes,
    }
}
