//! Where trend followers stand, and the closes at which they trade.
//!
//! Headline: the signal S, a weighted sum of the signs of the price's change over five windows,
//! from -1 to 1. The weights are the house's, matched to published steps of +100 %, +54 % and
//! +14 % (see [`CtaTrend`]). Position = S × target / volatility, with 261 days a year and
//! exponentially weighted squared returns of centre of mass 60. Reference models beside it:
//! Moskowitz, Ooi and Pedersen (JFE 2012), Baz et al. (SSRN 2695101), averages of 20 and 120
//! days. It is a model: nobody publishes these positions daily, and roll and currency of real
//! futures are not seen in an index.

use jiff::civil::Date;

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Term, Unit};

use super::assemble::{self, assumption, fact, number, signed};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::Known;
use super::labels;
use super::math::returns::{self, Returns};
use super::math::volatility;
use super::settings::{CtaTrend, Settings};

mod assets;
mod ladder;
mod models;
mod tables;

use assets::{ASSETS, Assets};
use ladder::Ladder;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "cta-trend",
    group: Group::Positioning,
    name: Term::new("CTA trend exposure", "CTA趋势敞口", "CTA趨勢曝險"),
    unit: Unit::Fraction,
    method: Term::new(
        "Weighted signs of the price change over 10, 21, 63, 126 and 252 days; triggers on the next close",
        "10、21、63、126、252日价格变动方向的加权和；触发价位均以次日收盘计",
        "10、21、63、126、252日價格變動方向的加權和；觸發價位均以次日收盤計",
    ),
    source: "house model after published desk notes; Moskowitz, Ooi and Pedersen 2012, Journal of Financial Economics 104(2); Baz et al. 2015, SSRN 2695101",
    is_model: true,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |_| Vec::new(),
    series: |subject| {
        let others = ASSETS.into_iter().filter(|asset| *asset != subject);
        let own = [subject, CASH].into_iter();
        own.chain(others).map(str::to_owned).collect()
    },
    compute,
};

/// The cash rate that the excess return of the reference model is measured against.
const CASH: &str = "US3M";

/// Trading days in a year, as the literature of trend following counts them.
const YEAR: f64 = 261.0;

/// Weight of the past in squared returns: centre of mass 60.
const LAMBDA: f64 = 60.0 / 61.0;

/// Signals this strong are called maximal.
const MAXIMAL: f64 = 0.9;

const AT_MAXIMUM: Notice = Notice::new(
    "Near its maximum: the percentile stands at the top of many equal days",
    "接近满仓：百分位为大量相同取值之顶",
    "接近滿倉：百分位為大量相同取值之頂",
);
const CROWDED_LONG: Notice = Notice::new(
    "Crowded long: above the 90th percentile",
    "多头拥挤：高于第90百分位",
    "多頭擁擠：高於第90百分位",
);
const CROWDED_SHORT: Notice = Notice::new(
    "Crowded short: below the 10th percentile",
    "空头拥挤：低于第10百分位",
    "空頭擁擠：低於第10百分位",
);
const LIVE: Notice = Notice::new(
    "A trigger is live: less than one daily sigma away",
    "触发价位临近：不足一个日波动",
    "觸發價位臨近：不足一個日波動",
);
const NO_CASH: Notice = Notice::new(
    "No cash rate (US3M): the reference model uses the price return alone",
    "缺少现金利率(US3M)：对照模型仅用价格收益率",
    "缺少現金利率(US3M)：對照模型僅用價格報酬率",
);

/// What the tables are made from.
struct Trend<'a> {
    closes: &'a [f64],
    close: f64,
    signal: f64,
    /// A fraction a year; `None` where the price does not move.
    sigma: Option<f64>,
    rules: &'a CtaTrend,
}

impl Trend<'_> {
    /// The position that a signal makes, in multiples of the assets.
    fn position(&self, signal: f64) -> Option<f64> {
        let position = signal * self.rules.target / self.sigma?;
        Some(position.clamp(-self.rules.cap, self.rules.cap))
    }

    /// The trade in USD bn when the signal becomes another.
    fn trade(&self, signal: f64) -> Option<f64> {
        let change = self.position(signal)? - self.position(self.signal)?;
        Some(change * self.rules.assets_usd_bn * self.rules.risk_share)
    }

    /// How far a level is, in per cent of the close.
    fn distance(&self, level: f64) -> Option<f64> {
        Some(100.0 * returns::simple(self.close, level)?)
    }

    /// How far a level is, in standard deviations of one day.
    fn sigmas(&self, level: f64) -> Option<f64> {
        let daily = 100.0 * self.sigma? / YEAR.sqrt();
        Some(self.distance(level)? / daily)
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let rules = &settings.cta_trend;
    let longest = rules.weights.iter().map(|(window, _)| *window).max();
    let need = longest.unwrap_or(0) + 1;
    let series = known
        .require(known.subject(), need)
        .map_err(|missing| vec![missing])?;
    let closes = series.closes();
    let history = signals(series.points().map(|(day, _)| day), &closes, rules);
    let reading = assemble::headline(&INDICATOR, history, settings.percentile_window);
    let (Some(mut reading), Some((_, close))) = (reading, series.last()) else {
        let reason = MissingReason::TooShort { have: 0, need };
        return Err(vec![Missing {
            input: series.id.to_owned(),
            reason,
        }]);
    };
    let changes = Returns::simple(series.bars).values;
    let trend = Trend {
        closes: &closes,
        close,
        signal: reading.value.unwrap_or_default(),
        sigma: sigma(&changes),
        rules,
    };
    let cash = known.series(CASH);
    let others = Assets::of(known, settings);
    let next = Ladder::new(&closes, &rules.weights, 1);
    reading.facts = facts(&trend, &next);
    reading.notices = notices(&reading, &trend, &next);
    if cash.is_none() {
        reading.notices.push(NO_CASH);
    }
    reading.tables = vec![
        tables::next_close(&trend, &next),
        tables::days_ahead(&trend),
        models::table(&trend, &changes, cash.as_ref()),
        others.table(),
    ];
    reading.plots = vec![next.plot(&trend), others.plot()];
    reading.assumptions = vec![
        assumption(labels::TARGET, rules.target, Unit::Fraction),
        assumption(labels::CAP, rules.cap, Unit::Multiple),
        assumption(labels::ASSETS, rules.assets_usd_bn, Unit::UsdBn),
        assumption(
            Term::new(
                "Share of their risk in this",
                "本标的风险占比",
                "本標的風險占比",
            ),
            rules.risk_share,
            Unit::Fraction,
        ),
    ];
    let others = others.series().filter(|other| other.id != series.id);
    let used = [Some(series), cash].into_iter().flatten().chain(others);
    reading.inputs = used.filter_map(|series| series.used()).collect();
    Ok(reading)
}

/// The signal of each day on which all windows are known.
fn signals(days: impl Iterator<Item = Date>, closes: &[f64], rules: &CtaTrend) -> Vec<(Date, f64)> {
    let longest = rules.weights.iter().map(|(window, _)| *window).max();
    let dated = days.zip(closes).enumerate().skip(longest.unwrap_or(0));
    dated
        .filter_map(|(at, (day, close))| {
            let mut levels = rules.weights.iter().map(|(window, weight)| {
                let then = closes.get(at.checked_sub(*window)?)?;
                Some(weight * direction(*close, *then))
            });
            let sum = levels.try_fold(0.0, |sum, part| Some(sum + part?))?;
            Some((day, rounded(sum)))
        })
        .collect()
}

/// 1 above, -1 below, 0 at a level.
fn direction(price: f64, level: f64) -> f64 {
    if price > level {
        1.0
    } else if price < level {
        -1.0
    } else {
        0.0
    }
}

/// A signal without the last bits, so that equal states of different sums compare equal.
fn rounded(signal: f64) -> f64 {
    (signal * 1e9).round() / 1e9
}

/// Annual volatility as a fraction; `None` where nothing moves.
fn sigma(changes: &[f64]) -> Option<f64> {
    let squares: Vec<f64> = changes.iter().map(|change| change * change).collect();
    let variance = volatility::ewma(&squares, LAMBDA).last().copied()?;
    Some((YEAR * variance).sqrt()).filter(|sigma| *sigma > 0.0 && sigma.is_finite())
}

/// What traders call a signal.
fn state(signal: f64) -> Term {
    if signal >= MAXIMAL {
        Term::new("maximum long", "满仓做多", "滿倉做多")
    } else if signal > 0.0 {
        Term::new("long", "偏多", "偏多")
    } else if signal <= -MAXIMAL {
        Term::new("maximum short", "满仓做空", "滿倉做空")
    } else if signal < 0.0 {
        Term::new("short", "偏空", "偏空")
    } else {
        Term::new("flat", "中性", "中性")
    }
}

fn facts(trend: &Trend<'_>, next: &Ladder) -> Vec<Fact> {
    let buy = next.buys_above(trend.close);
    let sell = next.sells_below(trend.close);
    vec![
        fact(labels::CLOSE, number(trend.close, Unit::Price)),
        fact(labels::STATE, Cell::Word(state(trend.signal))),
        fact(
            Term::new(
                "Position at target volatility",
                "目标波动率下仓位",
                "目標波動率下部位",
            ),
            signed(trend.position(trend.signal), Unit::Multiple),
        ),
        fact(
            Term::new("Volatility of the model", "模型波动率", "模型波動率"),
            number(trend.sigma.map(|sigma| 100.0 * sigma), Unit::VolPoints),
        ),
        fact(
            Term::new("Buys on a close above", "收盘站上则买入", "收盤站上則買進"),
            number(buy.map(|rung| rung.level), Unit::Price),
        ),
        fact(
            Term::new("Sells on a close below", "收盘跌破则卖出", "收盤跌破則賣出"),
            number(sell.map(|rung| rung.level), Unit::Price),
        ),
        fact(
            Term::new(
                "Signal tomorrow if the price does not move",
                "次日价格不变时的信号",
                "次日價格不變時的訊號",
            ),
            signed(next.signal_at(trend.close), Unit::Fraction),
        ),
    ]
}

fn notices(reading: &Reading, trend: &Trend<'_>, next: &Ladder) -> Vec<Notice> {
    let percentile = reading
        .percentile
        .map_or(50.0, |percentile| percentile.value);
    let is_live = next
        .rungs()
        .iter()
        .filter_map(|rung| trend.sigmas(rung.level))
        .any(|sigmas| sigmas.abs() < 1.0);
    [
        (trend.signal >= MAXIMAL, AT_MAXIMUM),
        (percentile > 90.0, CROWDED_LONG),
        (percentile < 10.0, CROWDED_SHORT),
        (is_live, LIVE),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
