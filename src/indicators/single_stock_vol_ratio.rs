//! How much more single shares move than their index.
//!
//! Headline: the plain average of the constituents' five-day realised volatilities over that of
//! the index, by the same zero-mean formula. With portfolio variance, a ratio of R implies an
//! average realised correlation of about 1 / R². A constituent counts on a day when its last five
//! returns end on it; a day counts when at least half of the universe does. The universe is the
//! one given, printed with the reading; it has survivors only, as today's lists do.

use jiff::civil::Date;

use crate::model::{Cell, Fact, Missing, MissingReason, Notice, Reading, Table, Term, Unit};

use super::assemble::{self, count, fact, number};
use super::definition::{Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::math::returns::Returns;
use super::math::{stats, volatility};
use super::settings::{Settings, SingleStock};

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "single-stock-vol-ratio",
    group: Group::Volatility,
    name: Term::new(
        "Single stock / index vol",
        "个股÷指数波动率",
        "個股÷指數波動率",
    ),
    unit: Unit::Ratio,
    method: Term::new(
        "Average five-day realised volatility of the constituents over that of the S&P 500",
        "成分股5日已实现波动率的简单平均除以标普500的5日已实现波动率",
        "成分股5日已實現波動率的簡單平均除以標普500的5日已實現波動率",
    ),
    source: "house measure after desk notes; portfolio-variance identity as in Cboe, Implied Correlation Index",
    is_model: false,
    subjects: Subjects::One(INDEX),
    needs_universe: true,
    chains: |_| Vec::new(),
    series: |_| vec![INDEX.to_owned()],
    compute,
};

const INDEX: &str = "SPX";

/// What stands for the constituents where they are missing.
const UNIVERSE: &str = "constituents of SPX";

/// Returns behind the headline.
const WEEK: usize = 5;

/// Returns of the slower variant.
const MONTH: usize = 21;

/// Index volatility below which the ratio says more of the index than of the shares.
const FLOOR: f64 = 2.0;

/// Percentile above which dispersion is called extreme.
const EXTREME: f64 = 95.0;

const DENOMINATOR: Notice = Notice::new(
    "Denominator-driven: the index's own volatility is below 2 points",
    "分母驱动：指数自身波动率低于2点",
    "分母驅動：指數自身波動率低於2點",
);

const IS_EXTREME: Notice = Notice::new(
    "Dispersion is extreme: fragile to correlations snapping back",
    "分化极端：易受相关性骤升冲击",
    "分化極端：易受相關性驟升衝擊",
);

/// Log returns of one constituent.
struct Constituent<'a> {
    series: Observed<'a>,
    returns: Returns,
}

impl Constituent<'_> {
    /// Its volatility over the returns that end on a day.
    fn volatility(&self, day: Date, window: usize) -> Option<f64> {
        let at = self.returns.days.binary_search(&day).ok()?;
        let from = (at + 1).checked_sub(window)?;
        volatility::realised(self.returns.values.get(from..=at)?)
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let index = known.require(INDEX, WEEK + 1);
    let universe: Vec<Constituent<'_>> = known
        .universe()
        .map(|series| Constituent {
            series,
            returns: Returns::log(series.bars),
        })
        .collect();
    if known.universe_len() == 0 {
        let absent = Missing {
            input: UNIVERSE.to_owned(),
            reason: MissingReason::Absent,
        };
        return Err(index.err().into_iter().chain([absent]).collect());
    }
    let index = index.map_err(|missing| vec![missing])?;
    let returns = Returns::log(index.bars);
    let least = known.universe_len().div_ceil(2);
    let ratios = Ratios {
        index: &returns,
        universe: &universe,
        least,
    };
    let window = settings.percentile_window;
    let Some(mut reading) = assemble::headline(&INDICATOR, ratios.history(WEEK), window) else {
        return Err(vec![Missing {
            input: UNIVERSE.to_owned(),
            reason: MissingReason::TooShort {
                have: universe.len(),
                need: least,
            },
        }]);
    };
    if let Some(today) = reading.as_of {
        describe(&mut reading, today, &ratios, &settings.single_stock);
    }
    let used = [&index]
        .into_iter()
        .chain(universe.iter().map(|one| &one.series));
    reading.inputs = used.filter_map(Observed::used).collect();
    Ok(reading)
}

/// The index and its constituents.
struct Ratios<'a> {
    index: &'a Returns,
    universe: &'a [Constituent<'a>],
    /// Constituents that a day needs.
    least: usize,
}

impl Ratios<'_> {
    /// The ratio of each day; days without movement of the index have none.
    fn history(&self, window: usize) -> Vec<(Date, f64)> {
        let index = self.index.rolling(window, volatility::realised);
        let mut sums = vec![(0.0_f64, 0_usize); index.len()];
        for one in self.universe {
            let mut days = index.iter().zip(&mut sums).peekable();
            for (day, volatility) in one.returns.rolling(window, volatility::realised) {
                while days.next_if(|((other, _), _)| *other < day).is_some() {}
                if let Some((_, (sum, count))) = days.next_if(|((other, _), _)| *other == day) {
                    *sum += volatility;
                    *count += 1;
                }
            }
        }
        let days = index.iter().zip(sums);
        days.filter(|((_, index), (_, count))| *count >= self.least && *index > 0.0)
            .map(|((day, index), (sum, count))| (*day, sum / count as f64 / index))
            .collect()
    }

    /// The ratio of one day.
    fn on(&self, day: Date, window: usize) -> Option<f64> {
        let shares = self.universe.iter();
        let shares: Vec<f64> = shares
            .filter_map(|one| one.volatility(day, window))
            .collect();
        if shares.len() < self.least {
            return None;
        }
        let ratio = stats::mean(&shares)? / self.index_volatility(day, window)?;
        ratio.is_finite().then_some(ratio)
    }

    /// The index's volatility on a day.
    fn index_volatility(&self, day: Date, window: usize) -> Option<f64> {
        let at = self.index.days.binary_search(&day).ok()?;
        let from = (at + 1).checked_sub(window)?;
        volatility::realised(self.index.values.get(from..=at)?)
    }

    /// The average of the constituents weighted by capitalisation, over the index.
    fn weighted(&self, day: Date, settings: &SingleStock) -> Option<f64> {
        let mut sum = 0.0;
        let mut weights = 0.0;
        for one in self.universe {
            let weight = settings.weights.get(one.series.id);
            if let Some((weight, volatility)) = weight.zip(one.volatility(day, WEEK)) {
                sum += weight * volatility;
                weights += weight;
            }
        }
        let ratio = sum / weights / self.index_volatility(day, WEEK)?;
        ratio.is_finite().then_some(ratio)
    }
}

/// Facts, tables and notices of the last day.
fn describe(reading: &mut Reading, today: Date, ratios: &Ratios<'_>, settings: &SingleStock) {
    let index = ratios.index_volatility(today, WEEK);
    let mut shares: Vec<(&str, f64)> = ratios
        .universe
        .iter()
        .filter_map(|one| Some((one.series.id, one.volatility(today, WEEK)?)))
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    reading.facts = facts(reading.value, today, ratios, &shares);
    if !settings.weights.is_empty() {
        reading.facts.push(fact(
            Term::new(
                "Ratio weighted by capitalisation",
                "市值加权比率",
                "市值加權比率",
            ),
            number(ratios.weighted(today, settings), Unit::Ratio),
        ));
    }
    reading.tables = vec![universe_table(&shares, index)];
    if index.is_some_and(|index| index < FLOOR) {
        reading.notices.push(DENOMINATOR);
    }
    if reading
        .percentile
        .is_some_and(|percentile| percentile.value > EXTREME)
    {
        reading.notices.push(IS_EXTREME);
    }
}

fn facts(
    ratio: Option<f64>,
    today: Date,
    ratios: &Ratios<'_>,
    shares: &[(&str, f64)],
) -> Vec<Fact> {
    let volatilities: Vec<f64> = shares.iter().map(|(_, volatility)| *volatility).collect();
    let correlation = ratio.map(|ratio| 1.0 / (ratio * ratio));
    let month = ratios.on(today, MONTH);
    vec![
        fact(
            Term::new("Average of the constituents", "成分股平均", "成分股平均"),
            number(stats::mean(&volatilities), Unit::VolPoints),
        ),
        fact(
            Term::new("Index", "指数", "指數"),
            number(ratios.index_volatility(today, WEEK), Unit::VolPoints),
        ),
        fact(
            Term::new(
                "Average correlation it implies, about",
                "隐含平均相关性(近似)",
                "隱含平均相關性(近似)",
            ),
            number(correlation.filter(|value| *value <= 1.0), Unit::Fraction),
        ),
        fact(
            Term::new("Ratio over 21 days", "21日比率", "21日比率"),
            number(month, Unit::Ratio),
        ),
        fact(
            Term::new("Constituents that count", "计入成分股数", "計入成分股數"),
            count(shares.len()),
        ),
        fact(
            Term::new(
                "Constituents in the universe",
                "样本成分股数",
                "樣本成分股數",
            ),
            count(ratios.universe.len()),
        ),
    ]
}

/// The whole universe, the most volatile first.
fn universe_table(shares: &[(&str, f64)], index: Option<f64>) -> Table {
    let row = |(id, share): &(&str, f64)| {
        vec![
            Cell::Text((*id).to_owned()),
            number(*share, Unit::VolPoints),
            number(index.map(|index| share / index), Unit::Ratio),
        ]
    };
    Table {
        title: Term::new(
            "The universe, most volatile first",
            "样本成分股，波动由高到低",
            "樣本成分股，波動由高至低",
        ),
        columns: vec![
            Term::new("Share", "个股", "個股"),
            Term::new("Volatility, 5 days", "5日波动率", "5日波動率"),
            Term::new("Over the index", "相对指数", "相對指數"),
        ],
        rows: shares.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests;
