//! What dealers must trade when the index moves one per cent, and the level where that turns.
//!
//! Gamma of every option times its open interest, calls added and puts taken away, in USD for one
//! per cent: `Γ · OI · 100 · S² · 0.01`. Sources: `SqueezeMetrics`, "Gamma Exposure", 2017;
//! Perfiliev, "How to calculate gamma exposure", 2022. Each option keeps its volatility when the
//! index is moved. A model: nobody publishes who holds what. That dealers own the calls and owe
//! the puts is a rule of thumb for indices, and wrong where the public buys calls.

use jiff::civil::Date;

use crate::model::{Missing, Notice, OptionChain, Reading, Term, Unit};

use super::definition::{Group, Indicator, Subjects};
use super::inputs::Known;
use super::options::{self, BILLS, Rates};
use super::settings::Settings;

mod exposure;
mod tables;

pub(super) use exposure::Book;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "dealer-gamma",
    group: Group::Positioning,
    name: Term::new("Dealer gamma", "做市商伽马敞口", "造市商Gamma曝險"),
    unit: Unit::UsdBn,
    method: Term::new(
        "Gamma times open interest of all options, calls less puts, in USD for a move of 1%",
        "全部期权的伽马乘未平仓量，看涨减看跌，按标的变动1%折合美元",
        "全部選擇權的Gamma乘未平倉量，買權減賣權，按標的變動1%折合美元",
    ),
    source: "SqueezeMetrics 2017, Gamma Exposure; Perfiliev 2022, How to calculate gamma exposure",
    is_model: true,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |subject| vec![subject.to_owned()],
    series: |_| vec![BILLS.to_owned()],
    compute,
};

/// Nearer to the flip than this share of the price, the sign means nothing.
const AT_FLIP: f64 = 0.005;

/// US dollars in the headline's unit.
const BILLION: f64 = 1e9;

const SIGN: Notice = Notice::new(
    "Assumes that dealers own the calls and owe the puts: a rule of thumb for indices, wrong where the public buys calls",
    "假设做市商持有看涨、卖出看跌：对指数大致成立，对散户追买看涨的标的则相反",
    "假設造市商持有買權、賣出賣權：對指數大致成立，對散戶追買買權的標的則相反",
);

const NEAR_FLIP: Notice = Notice::new(
    "Within 0.5% of the flip: the sign means nothing here",
    "距翻转点不足0.5%：此处正负号没有意义",
    "距翻轉點不到0.5%：此處正負號沒有意義",
);

/// Who trades with the move and who against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Regime {
    /// Dealers sell rises and buy falls.
    Long,
    /// Dealers sell falls and buy rises.
    Short,
}

impl Regime {
    /// Long above the flip and with gamma above zero; where nothing flips, the sign decides.
    fn of(total: f64, spot: f64, flip: Option<f64>) -> Self {
        if total > 0.0 && flip.is_none_or(|flip| spot > flip) {
            Self::Long
        } else {
            Self::Short
        }
    }

    const fn name(self) -> Term {
        match self {
            Self::Long => Term::new(
                "long gamma: hedging dampens moves",
                "正伽马：对冲压制波动",
                "正Gamma：避險壓抑波動",
            ),
            Self::Short => Term::new(
                "short gamma: hedging adds to moves",
                "负伽马：对冲放大波动",
                "負Gamma：避險放大波動",
            ),
        }
    }
}

/// What one chain says.
struct State {
    spot: f64,
    book: Book,
    total: f64,
    flip: Option<f64>,
}

impl State {
    fn regime(&self) -> Regime {
        Regime::of(self.total, self.spot, self.flip)
    }

    fn is_at_flip(&self) -> bool {
        let distance = self.flip.map(|flip| (self.spot / flip - 1.0).abs());
        distance.is_some_and(|distance| distance < AT_FLIP)
    }
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let subject = known.subject();
    let chain = known
        .require_chain(subject)
        .map_err(|missing| vec![missing])?;
    let rates = Rates::new(known, &settings.options);
    let paid = settings.options.dividend_yield;
    let totals = known.chains(subject).iter().filter_map(|chain| {
        let total = exposure::total_now(chain, rates.at(chain.date()), paid)?;
        Some((chain.date(), total / BILLION))
    });
    let book = Book::new(chain, rates.at(chain.date()), paid);
    let history: Vec<(Date, f64)> = totals.collect();
    let reading = options::headline(&INDICATOR, history, settings.percentile_window);
    let Some(mut reading) = reading.filter(|reading| reading.as_of == Some(chain.date())) else {
        return Err(options::unusable(subject));
    };
    let spot = chain.spot();
    let state = State {
        spot,
        total: book.total(spot),
        flip: book.flip(spot),
        book,
    };
    reading.facts = tables::facts(&state);
    reading.tables = tables::tables(&state);
    reading.plots = tables::plots(&state);
    reading.notices = notices(&state);
    tell_inputs(&mut reading, chain, &rates, settings);
    Ok(reading)
}

fn tell_inputs(reading: &mut Reading, chain: &OptionChain, rates: &Rates<'_>, settings: &Settings) {
    reading.inputs.push(options::used(chain));
    rates.tell(reading, chain.date());
    reading.assumptions.push(options::dividends(settings));
}

fn notices(state: &State) -> Vec<Notice> {
    let mut notices = vec![SIGN];
    if state.is_at_flip() {
        notices.push(NEAR_FLIP);
    }
    notices
}

#[cfg(test)]
mod tests;
