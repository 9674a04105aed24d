//! What leveraged and inverse funds must trade at the close to keep their multiple.
//!
//! Flow of the day = A(t-1) × (L² - L) × r(t), summed over funds; long and inverse funds trade
//! the same way as the market moved. Source: Cheng and Madhavan (2009), Journal of Investment
//! Management 7(4). Creations and redemptions, which often go against it, are not seen; nor is
//! the trading that funds do through swaps before the close.
//!
//! A fund counts on a day when its underlying has a return and its assets were reported within
//! five business days before. The days are those of the underlyings that trade on an exchange;
//! crypto, which never closes, is measured between them, and on weekdays where it is alone.
//! Assets are read in USD mn.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use crate::model::{InputUse, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, business_days, fact, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::math::returns;
use super::settings::Settings;

mod funds;
mod tables;

use funds::{FUNDS, Fund};

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "leveraged-etf-flow",
    group: Group::Positioning,
    name: Term::new(
        "Leveraged-ETF closing flow",
        "杠杆ETF收盘再平衡",
        "槓桿ETF收盤再平衡",
    ),
    unit: Unit::UsdBn,
    method: Term::new(
        "Assets of the day before times (multiple² − multiple) times the day's return, all funds",
        "各基金前一日资产×(倍数²−倍数)×当日收益率之和",
        "各基金前一日資產×(倍數²−倍數)×當日報酬率之和",
    ),
    source: "Cheng and Madhavan 2009, Journal of Investment Management 7(4)",
    is_model: true,
    subjects: Subjects::Market,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |_| funds::series(),
    compute,
};

/// Business days after which a fund's assets are too old to use.
const FRESH_DAYS: i32 = 5;

/// Flows beyond this many USD bn are worth a notice.
const MATERIAL_USD_BN: f64 = 10.0;

const MATERIAL: Notice = Notice::new(
    "Material: more than USD 10 bn to trade at the close",
    "规模显著：收盘前需交易逾100亿美元",
    "規模顯著：收盤前需交易逾100億美元",
);

const PARTIAL: Notice = Notice::new(
    "Some funds do not count on this day: their assets are not fresh or their underlying has no price",
    "部分基金当日未计入：资产数据过旧或标的无价格",
    "部分基金當日未計入：資產資料過舊或標的無價格",
);

const FEW: Notice = Notice::new(
    "Assets of fewer than half of the funds only: the flow of all funds is larger than this sum",
    "仅有不到半数基金的资产数据：全部基金的流量大于此合计",
    "僅有不到半數基金的資產資料：全部基金的流量大於此合計",
);

const NO_ASSETS: Notice = Notice::new(
    "No fund has assets, which are read in USD mn; the five largest are named, and any fund of the table counts once it has them",
    "没有任何基金的资产数据（单位：百万美元）；此处只列最大的五只，表中任一基金有资产数据即可计入",
    "沒有任何基金的資產資料（單位：百萬美元）；此處只列最大的五檔，表中任一基金有資產資料即可計入",
);

const NOT_FRESH: Notice = Notice::new(
    "No day has a price within five business days after a fund's assets were reported",
    "基金资产公布后五个交易日内没有标的价格",
    "基金資產公布後五個交易日內沒有標的價格",
);

/// Returns of underlyings, oldest first.
type Changes = BTreeMap<&'static str, Vec<(Date, f64)>>;

/// The trade of one fund on one day.
#[derive(Debug, Clone, Copy)]
struct Trade {
    fund: &'static Fund,
    assets_usd_bn: f64,
    /// The underlying's return, as a fraction.
    change: f64,
}

impl Trade {
    /// USD bn for a move of 1 %.
    fn per_cent(&self) -> f64 {
        self.assets_usd_bn * self.fund.gearing() / 100.0
    }

    /// USD bn; negative sells.
    fn flow(&self) -> f64 {
        self.assets_usd_bn * self.fund.gearing() * self.change
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let prices = underlyings(known);
    let found: Vec<(&'static Fund, Observed<'_>)> = FUNDS
        .iter()
        .filter_map(|fund| Some((fund, known.series(&fund.assets_series())?)))
        .collect();
    if found.is_empty() {
        return Ok(without_assets());
    }
    let changes = changes(&prices);
    let flows = flows(&found, &changes);
    let window = settings.percentile_window;
    let Some(mut reading) = assemble::headline(&INDICATOR, flows.history, window) else {
        let missing = without_price(&found, &prices);
        return if missing.is_empty() {
            Ok(without_fresh_assets(&found, &prices))
        } else {
            Err(missing)
        };
    };
    let last = flows.last.into_iter();
    let today: Vec<Trade> = last
        .filter_map(|(day, trade)| (Some(day) == reading.as_of).then_some(trade))
        .collect();
    describe(&mut reading, &today, found.len());
    let is_priced = |fund: &Fund| prices.contains_key(fund.underlying);
    let priced = FUNDS.iter().filter(|fund| is_priced(fund)).count();
    let with_both = found.iter().filter(|(fund, _)| is_priced(fund)).count();
    reading.facts.push(tables::known_assets(with_both, priced));
    if 2 * with_both < priced {
        reading.notices.push(FEW);
    }
    reading.inputs = used(&found, &prices);
    Ok(reading)
}

/// The prices and assets that there are.
fn used(
    found: &[(&'static Fund, Observed<'_>)],
    prices: &BTreeMap<&'static str, Observed<'_>>,
) -> Vec<InputUse> {
    let assets = found.iter().map(|(_, assets)| assets);
    let sources = prices.values().chain(assets);
    sources.filter_map(Observed::used).collect()
}

/// Facts, tables and notices of the last day.
fn describe(reading: &mut Reading, today: &[Trade], with_assets: usize) {
    let per_cent = today.iter().map(Trade::per_cent).sum::<f64>();
    reading.facts = vec![fact(
        Term::new(
            "Per 1% move of all underlyings",
            "标的每变动1%",
            "標的每變動1%",
        ),
        signed(per_cent, Unit::UsdBn),
    )];
    reading.facts.extend(tables::coverage(today));
    reading.tables = vec![tables::by_underlying(today), tables::by_fund(today)];
    if reading
        .value
        .is_some_and(|flow| flow.abs() > MATERIAL_USD_BN)
    {
        reading.notices.push(MATERIAL);
    }
    if today.len() < with_assets {
        reading.notices.push(PARTIAL);
    }
}

/// Where no fund has assets: the largest stand for all, which would fill a screen.
fn without_assets() -> Reading {
    let missing = funds::LARGEST.map(|ticker| Missing {
        input: funds::assets_series(ticker),
        reason: MissingReason::Absent,
    });
    let mut reading = Reading::missing(INDICATOR.id, INDICATOR.unit, missing.into());
    reading.facts = vec![tables::known_funds(), tables::unit_of_assets()];
    reading.notices.push(NO_ASSETS);
    reading
}

/// Where prices and assets never meet: those that stand too far from any return.
fn without_fresh_assets(
    found: &[(&'static Fund, Observed<'_>)],
    prices: &BTreeMap<&'static str, Observed<'_>>,
) -> Reading {
    let missing = found.iter().map(|(fund, _)| Missing {
        input: fund.assets_series(),
        reason: MissingReason::Absent,
    });
    let mut reading = Reading::missing(INDICATOR.id, INDICATOR.unit, missing.collect());
    reading.facts.push(tables::unit_of_assets());
    reading.notices.push(NOT_FRESH);
    reading.inputs = used(found, prices);
    reading
}

/// The underlyings that lack the prices for a return, where funds have assets.
fn without_price(
    found: &[(&'static Fund, Observed<'_>)],
    prices: &BTreeMap<&'static str, Observed<'_>>,
) -> Vec<Missing> {
    let wanted: BTreeSet<&str> = found.iter().map(|(fund, _)| fund.underlying).collect();
    let reason = |id: &str| match prices.get(id).map(|series| series.bars.len()) {
        None => Some(MissingReason::Absent),
        Some(have @ ..2) => Some(MissingReason::TooShort { have, need: 2 }),
        Some(_) => None,
    };
    let missing = wanted.into_iter().filter_map(|id| {
        Some(Missing {
            input: id.to_owned(),
            reason: reason(id)?,
        })
    });
    missing.collect()
}

/// The prices of all underlyings there are.
fn underlyings<'a>(known: &Known<'a>) -> BTreeMap<&'static str, Observed<'a>> {
    let ids: BTreeSet<&'static str> = FUNDS.iter().map(|fund| fund.underlying).collect();
    ids.into_iter()
        .filter_map(|id| Some((id, known.series(id)?)))
        .collect()
}

/// Returns of each underlying between the days on which funds trade.
fn changes(prices: &BTreeMap<&'static str, Observed<'_>>) -> Changes {
    let is_exchange = |id: &str| !funds::NEVER_CLOSE.contains(&id);
    let on_exchange = prices.iter().filter(|(id, _)| is_exchange(id));
    let open = calendar(on_exchange.flat_map(|(_, series)| series.points()));
    let is_open = |day: Date| {
        let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !is_weekend && (open.is_empty() || open.binary_search(&day).is_ok())
    };
    let of = |id: &str, series: &Observed<'_>| -> Vec<(Date, f64)> {
        let is_exchange = is_exchange(id);
        let closes: Vec<(Date, f64)> = series
            .points()
            .filter(|(day, _)| is_exchange || is_open(*day))
            .collect();
        let pairs = closes.iter().zip(closes.iter().skip(1));
        pairs
            .filter_map(|((_, from), (day, to))| Some((*day, returns::simple(*from, *to)?)))
            .collect()
    };
    prices
        .iter()
        .map(|(id, series)| (*id, of(id, series)))
        .collect()
}

/// All days of some points, in order, once each.
fn calendar(points: impl Iterator<Item = (Date, f64)>) -> Vec<Date> {
    let mut days: Vec<Date> = points.map(|(day, _)| day).collect();
    days.sort();
    days.dedup();
    days
}

/// The trades of all funds.
struct Flows {
    /// The sum of each day that has one, oldest first.
    history: Vec<(Date, f64)>,
    /// The last trade of each fund that has one.
    last: Vec<(Date, Trade)>,
}

/// Sums the trades of all funds by day.
fn flows(found: &[(&'static Fund, Observed<'_>)], changes: &Changes) -> Flows {
    let days = calendar(changes.values().flatten().copied());
    let mut sums: Vec<Option<f64>> = vec![None; days.len()];
    let mut last = Vec::with_capacity(found.len());
    for (fund, assets) in found {
        let trades = trades(fund, assets, changes.get(fund.underlying));
        let mut slots = days.iter().zip(&mut sums);
        for (day, trade) in &trades {
            if let Some((_, sum)) = slots.find(|(other, _)| *other == day) {
                *sum = Some(sum.unwrap_or_default() + trade.flow());
            }
        }
        last.extend(trades.last().copied());
    }
    let dated = days.into_iter().zip(sums);
    let history = dated.filter_map(|(day, sum)| Some((day, sum?))).collect();
    Flows { history, last }
}

/// The trades of one fund, oldest first: each return with the assets last reported before it.
fn trades(
    fund: &'static Fund,
    assets: &Observed<'_>,
    changes: Option<&Vec<(Date, f64)>>,
) -> Vec<(Date, Trade)> {
    let mut reported = assets.points().peekable();
    let mut latest = None;
    let mut trades = Vec::new();
    for (day, change) in changes.into_iter().flatten() {
        while let Some(report) = reported.next_if(|(reported, _)| reported < day) {
            latest = Some(report);
        }
        let Some((since, usd_mn)) = latest else {
            continue;
        };
        if business_days(since, *day) <= FRESH_DAYS {
            let assets_usd_bn = usd_mn / 1000.0;
            trades.push((
                *day,
                Trade {
                    fund,
                    assets_usd_bn,
                    change: *change,
                },
            ));
        }
    }
    trades
}

#[cfg(test)]
mod tests;
