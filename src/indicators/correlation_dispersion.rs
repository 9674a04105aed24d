//! Whether shares move together: implied and realised correlation, and dispersion.
//!
//! Headline: Cboe's three-month implied correlation (COR3M) where the store has it; else the realised
//! correlation of 63 days computed here, and the reading says so. Both are the one formula of the
//! Cboe (Implied Correlation Index white paper, 2021): (s² - Σw²sᵢ²) / ((Σwsᵢ)² - Σw²sᵢ²), with s the
//! volatility of the index. For the realised one s is that of the basket of the constituents itself,
//! which makes it their mean pairwise correlation weighted by weight and volatility; sample deviations of
//! simple returns. Dispersion is 100 √(Σwsᵢ² - s²), as S&P's DSPX with variances of options. Weights are
//! those of the settings, today's on every day, else equal. Own implied figures need `IV30:` series of ten
//! constituents and the VIX, whose 30 days stand for the index's.

use crate::model::{InputUse, Missing, Notice, Plot, Reading, Term, Unit};

use super::assemble;
use super::definition::{Group, Indicator, Subjects};
use super::grid::{FUND, Grid, INDEX};
use super::inputs::{Known, Observed};
use super::settings::Settings;

mod implied;
pub(super) mod measures;
mod realised;
mod tables;

use realised::Basket;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "correlation-dispersion",
    group: Group::Volatility,
    name: Term::new(
        "Correlation and dispersion",
        "相关性与离散度",
        "相關性與離散度",
    ),
    unit: Unit::Percent,
    method: Term::new(
        "Cboe's three-month implied correlation; without it, realised correlation of 63 days",
        "Cboe三个月隐含相关性(COR3M)；缺失时为63日已实现相关性",
        "Cboe三個月隱含相關性(COR3M)；缺漏時為63日已實現相關性",
    ),
    source: "Cboe, Implied Correlation Index white paper 2021; S&P Dow Jones Indices, Dispersion Index FAQ 2023",
    is_model: false,
    subjects: Subjects::One(INDEX),
    needs_universe: true,
    chains: |_| Vec::new(),
    series: |_| {
        let named = [INDEX, FUND, COR3M, COR1M, DSPX, implied::INDEX];
        let volatilities = implied::NAMES.iter().map(|id| implied::series(id));
        named
            .into_iter()
            .map(str::to_owned)
            .chain(volatilities)
            .collect()
    },
    compute,
};

const COR3M: &str = "COR3M";
const COR1M: &str = "COR1M";
const DSPX: &str = "DSPX";

/// Returns behind realised figures: a quarter for the headline, and a month.
const QUARTER: usize = 63;
const MONTH: usize = 21;

/// Observations of the change that marks a regime, and its size in points.
const WEEK: usize = 5;
const JUMP: f64 = 10.0;

/// Percentile below which the market is called complacent.
const COMPLACENT: f64 = 5.0;

const IS_OURS: Notice = Notice::new(
    "COR3M is not in the store: the headline is the realised correlation of 63 days computed here",
    "数据中没有COR3M：主数值为本程序计算的63日已实现相关性",
    "資料中沒有COR3M：主數值為本程式計算的63日已實現相關性",
);

const IS_COMPLACENT: Notice = Notice::new(
    "Complacent: correlation is below the 5th percentile of its past, a market of stock pickers",
    "自满：相关性低于历史第5百分位，选股行情",
    "自滿：相關性低於歷史第5百分位，選股行情",
);

const IS_MACRO: Notice = Notice::new(
    "Macro regime: correlation rose by more than 10 points in 5 days",
    "宏观主导：相关性5日内上升逾10点",
    "宏觀主導：相關性5日內上升逾10點",
);

const IN_PART: Notice = Notice::new(
    "The basket is the constituents at hand at equal weights, not the index",
    "样本篮子为现有成分股等权组合，并非指数本身",
    "樣本籃子為現有成分股等權組合，並非指數本身",
);

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let window = settings.percentile_window;
    let weights = &settings.single_stock.weights;
    // One observation has neither change nor place among others.
    let published = known.require(COR3M, 2);
    let grid = Grid::new(known, MONTH + 1);
    let basket = grid.as_ref().ok().map(|grid| Basket::new(grid, weights));
    let realised = basket
        .as_ref()
        .map(|basket| basket.window(QUARTER, usize::MAX));
    let history = match (&published, &realised) {
        (Ok(series), _) => series.points().collect(),
        (_, Some(realised)) => realised.correlation.clone(),
        _ => Vec::new(),
    };
    let Some(mut reading) = assemble::headline(&INDICATOR, history, window) else {
        let of_grid = match &grid {
            Ok(grid) => vec![grid.too_short()],
            Err(missing) => missing.clone(),
        };
        return Err(published.err().into_iter().chain(of_grid).collect());
    };
    let others = [COR1M, DSPX].map(|id| known.require(id, 1));
    let own = implied::Own::new(known, weights);
    let mut rows = tables::Rows::new(window);
    rows.published([
        published.as_ref().ok(),
        others[0].as_ref().ok(),
        others[1].as_ref().ok(),
    ]);
    if let (Some(basket), Some(quarter)) = (&basket, &realised) {
        rows.realised(basket, quarter, &basket.window(MONTH, window));
    }
    rows.own(own.as_ref());
    reading.tables = vec![rows.table()];
    reading.facts = tables::facts(&reading, basket.as_ref(), own.as_ref());
    reading.plots = basket
        .as_ref()
        .and_then(Basket::heat)
        .map(heat)
        .into_iter()
        .collect();
    reading.notices = notices(
        &reading,
        published.is_err(),
        basket.is_some() && weights.is_empty(),
    );
    reading.inputs = used(
        [
            published.as_ref().ok(),
            others[0].as_ref().ok(),
            others[1].as_ref().ok(),
        ],
        grid.as_ref().ok(),
        own.as_ref(),
    );
    reading.missing = missing(published.err(), others, grid.err());
    Ok(reading)
}

fn heat(figure: crate::model::Figure) -> Plot {
    Plot {
        title: Term::new("Correlations of 63 days", "63日相关性", "63日相關性"),
        figure,
    }
}

fn notices(reading: &Reading, ours: bool, in_part: bool) -> Vec<Notice> {
    let place = reading.percentile.map(|percentile| percentile.value);
    let change = tables::change(&reading.history, WEEK);
    [
        (ours, IS_OURS),
        (in_part, IN_PART),
        (place.is_some_and(|place| place < COMPLACENT), IS_COMPLACENT),
        (change.is_some_and(|change| change > JUMP), IS_MACRO),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

fn used(
    published: [Option<&Observed<'_>>; 3],
    grid: Option<&Grid<'_>>,
    own: Option<&implied::Own<'_>>,
) -> Vec<InputUse> {
    let members = grid.into_iter().flat_map(|grid| &grid.members);
    let of_grid = grid.map(|grid| &grid.index).into_iter();
    let volatilities = own.into_iter().flat_map(|own| &own.used);
    let all = published.into_iter().flatten().chain(of_grid);
    all.chain(members.map(|member| &member.series))
        .chain(volatilities)
        .filter_map(Observed::used)
        .collect()
}

fn missing(
    published: Option<Missing>,
    others: [Result<Observed<'_>, Missing>; 2],
    grid: Option<Vec<Missing>>,
) -> Vec<Missing> {
    let others = others.into_iter().filter_map(Result::err);
    published
        .into_iter()
        .chain(others)
        .chain(grid.into_iter().flatten())
        .collect()
}

#[cfg(test)]
mod tests;
