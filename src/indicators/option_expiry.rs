//! What the next monthly expiry takes away: open interest in USD, hedges, gamma; and how many
//! puts are held and traded for each call.
//!
//! Gross notional counts every open contract at the price of the underlying, calls and puts
//! alike, as desks quote it; delta notional counts each by its delta, so puts against calls; the
//! gamma that rolls off is that of `dealer-gamma`. Sources: Cboe market statistics for put/call
//! ratios; for notionals the custom of desks, which no publication lays down. Standard monthly
//! options end on the third Friday, those of March, June, September and December with futures.

use jiff::civil::Date;

use crate::calendar::expiry;
use crate::model::{
    Missing, Notice, OptionChain, OptionKind, OptionQuote, Percentile, Reading, Term, Unit,
};

use super::dealer_gamma::Book;
use super::definition::{DEFAULT_SUBJECT, Group, Indicator, Subjects};
use super::inputs::{Known, Observed};
use super::math::black_scholes::{Carry, Underlying, value};
use super::options::{self, BILLS, MULTIPLIER, Rates, expiries};
use super::settings::Settings;

mod tables;

/// The row of the registry.
pub(super) const INDICATOR: Indicator = Indicator {
    id: "option-expiry",
    group: Group::Options,
    name: Term::new("Monthly option expiry", "月度期权到期", "月選擇權到期"),
    unit: Unit::UsdBn,
    method: Term::new(
        "Open contracts of the next standard monthly expiry at the price of the underlying",
        "下一标准月度到期日全部未平仓合约按标的价格折算的名义本金",
        "下一標準月到期日全部未平倉契約按標的價格折算的名目本金",
    ),
    source: "Cboe, U.S. options market statistics; notional as quoted by desks",
    is_model: false,
    subjects: Subjects::Any,
    needs_universe: false,
    chains: |subject| vec![subject.to_owned()],
    series,
    compute,
};

/// Put/call ratios of the whole market, by name in the store.
const RATIOS: [&str; 3] = ["PCR:EQUITY", "PCR:INDEX", "PCR:TOTAL"];

/// US dollars in the headline's unit.
const BILLION: f64 = 1e9;

/// The part of all gamma whose end lets the price go.
const RELEASE: f64 = 0.30;

/// Percentiles of the put/call ratio that mean fear and greed.
const FEAR: f64 = 90.0;
const GREED: f64 = 10.0;

const RELEASES: Notice = Notice::new(
    "More than 30% of gamma rolls off: what held the price lets go",
    "逾30%的伽马到期消失：磁吸作用解除",
    "逾30%的Gamma到期消失：磁吸作用解除",
);
const FEARFUL: Notice = Notice::new(
    "Equity put/call is above its 90th percentile: fear",
    "个股看跌看涨比高于第90百分位：恐慌",
    "個股賣權買權比高於第90百分位：恐慌",
);
const GREEDY: Notice = Notice::new(
    "Equity put/call is below its 10th percentile: greed",
    "个股看跌看涨比低于第10百分位：贪婪",
    "個股賣權買權比低於第10百分位：貪婪",
);

fn series(subject: &str) -> Vec<String> {
    let mut names = vec![BILLS];
    if subject == DEFAULT_SUBJECT {
        names.extend(RATIOS);
    }
    names.into_iter().map(str::to_owned).collect()
}

/// What ends on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ending {
    day: Date,
    open: Open,
    /// USD, puts against calls.
    delta: f64,
}

/// Contracts of each side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Open {
    calls: f64,
    puts: f64,
}

impl Open {
    pub(super) fn of<'a>(
        quotes: impl IntoIterator<Item = &'a OptionQuote>,
        what: fn(&OptionQuote) -> Option<f64>,
    ) -> Self {
        let mut sum = Self::default();
        for quote in quotes {
            let count = what(quote).filter(|count| *count > 0.0).unwrap_or(0.0);
            match quote.kind {
                OptionKind::Call => sum.calls += count,
                OptionKind::Put => sum.puts += count,
            }
        }
        sum
    }

    fn with(self, other: Self) -> Self {
        Self {
            calls: self.calls + other.calls,
            puts: self.puts + other.puts,
        }
    }

    /// USD at a price of the underlying, both sides counted.
    pub(super) fn gross(self, spot: f64) -> f64 {
        (self.calls + self.puts) * MULTIPLIER * spot
    }

    /// Puts for each call; not finite without calls.
    pub(super) fn ratio(self) -> f64 {
        self.puts / self.calls
    }
}

/// USD of contracts by their deltas.
pub(super) fn delta_notional(open: impl Iterator<Item = (f64, f64)>, spot: f64) -> f64 {
    let shares: f64 = open.map(|(open, delta)| open * delta).sum();
    shares * MULTIPLIER * spot
}

/// Whether options that end on `day` are the standard ones of their month.
fn is_monthly(day: Date) -> bool {
    expiry::monthly(day.year(), day.month()) == Some(day)
}

/// The next standard expiry of a chain and what is open in it; of equal days both settlements.
fn next_monthly(chain: &OptionChain) -> Option<(Date, Open)> {
    let mut found: Option<(Date, Open)> = None;
    // The rate does not matter to what is open.
    for expiry in expiries(chain, 0.0).filter(|expiry| is_monthly(expiry.day)) {
        let open = Open::of(expiry.quotes, |quote| quote.open_interest);
        found = match found {
            None => Some((expiry.day, open)),
            Some((day, before)) if day == expiry.day => Some((day, before.with(open))),
            done => return done,
        };
    }
    found
}

/// What ends on each day of a chain, nearest first.
fn endings(chain: &OptionChain, rate: f64, paid: f64) -> Vec<Ending> {
    let on = Underlying {
        price: chain.spot(),
        rate,
        carry: Carry::Yield(paid),
    };
    let all = expiries(chain, rate).map(|expiry| {
        let forward = expiry.forward(chain.spot(), paid);
        let deltas = expiry.quotes.iter().filter_map(|quote| {
            let open = quote.open_interest.filter(|open| *open > 0.0)?;
            let volatility = expiry.volatility(quote, forward)?;
            Some((open, value(&on, &expiry.contract(quote), volatility)?.delta))
        });
        Ending {
            day: expiry.day,
            open: Open::of(expiry.quotes, |quote| quote.open_interest),
            delta: delta_notional(deltas, chain.spot()),
        }
    });
    let mut all: Vec<Ending> = all.collect();
    all.dedup_by(|later, kept| {
        let same = later.day == kept.day;
        if same {
            kept.open = kept.open.with(later.open);
            kept.delta += later.delta;
        }
        same
    });
    all
}

fn compute(known: &Known<'_>, settings: &Settings) -> Result<Reading, Vec<Missing>> {
    let subject = known.subject();
    let last = known
        .require_chain(subject)
        .map_err(|missing| vec![missing])?;
    let chains = known.chains(subject);
    let history = chains.iter().filter_map(|chain| {
        let (_, open) = next_monthly(chain)?;
        let gross = open.gross(chain.spot()) / BILLION;
        (gross > 0.0).then_some((chain.date(), gross))
    });
    let history: Vec<(Date, f64)> = history.collect();
    let reading = options::headline(&INDICATOR, history, settings.percentile_window);
    let reading = reading.filter(|reading| reading.as_of == Some(last.date()));
    let (Some(mut reading), Some((next, _))) = (reading, next_monthly(last)) else {
        return Err(options::unusable(subject));
    };
    let rates = Rates::new(known, &settings.options);
    let paid = settings.options.dividend_yield;
    let rate = rates.at(last.date());
    let ratios = RATIOS.map(|name| ratio(known, name, settings.percentile_window));
    let view = tables::View {
        chain: last,
        next,
        endings: endings(last, rate, paid),
        gamma: Book::new(last, rate, paid).by_expiry(last.spot()),
        ratios: &ratios,
    };
    reading.facts = view.facts();
    reading.tables = view.tables();
    reading.plots = view.plots();
    let equity = ratios[0].as_ref().and_then(|ratio| ratio.rank);
    reading.notices = notices(view.share(next), equity);
    reading.inputs.push(options::used(last));
    let used = ratios.iter().flatten();
    let used = used.filter_map(|ratio| ratio.series.used());
    reading.inputs.extend(used);
    rates.tell(&mut reading, last.date());
    reading.assumptions.push(options::dividends(settings));
    Ok(reading)
}

/// A put/call ratio of the whole market.
struct Ratio<'a> {
    series: Observed<'a>,
    last: f64,
    /// Means of the last 5 and 21 days.
    means: [Option<f64>; 2],
    rank: Option<Percentile>,
}

fn ratio<'a>(known: &Known<'a>, name: &str, window: usize) -> Option<Ratio<'a>> {
    let series = known
        .series(name)
        .filter(|_| known.subject() == DEFAULT_SUBJECT)?;
    let closes = series.closes();
    let mean = |days: usize| {
        let recent = closes.get(closes.len().checked_sub(days)?..)?;
        super::math::stats::mean(recent)
    };
    let points: Vec<(Date, f64)> = series.points().collect();
    Some(Ratio {
        last: *closes.last()?,
        means: [5, 21].map(mean),
        rank: super::assemble::percentile(&points, window),
        series,
    })
}

fn notices(share: Option<f64>, equity: Option<Percentile>) -> Vec<Notice> {
    [
        (share.is_some_and(|share| share > RELEASE), RELEASES),
        (equity.is_some_and(|rank| rank.value > FEAR), FEARFUL),
        (equity.is_some_and(|rank| rank.value < GREED), GREEDY),
    ]
    .into_iter()
    .filter_map(|(holds, notice)| holds.then_some(notice))
    .collect()
}

#[cfg(test)]
mod tests;
