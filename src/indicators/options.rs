//! What the panels of options share: expiries of a chain, their time, forward and rate, and a
//! headline whose days are those of the chains.

mod expiry;
mod smile;
pub(super) mod strip;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::calendar::new_york::previous_trading_day;
use crate::model::{
    Assumption, InputUse, Missing, MissingReason, OptionChain, Reading, Term, Unit,
};

use super::assemble::{self, assumption};
use super::definition::Indicator;
use super::inputs::{Known, Observed};
use super::settings::{Options, Settings};

pub(super) use expiry::{Expiry, Pair, Parity, expiries, given};
pub(super) use smile::Smile;
pub(super) use strip::Strip;

/// The series that the riskless rate is taken from.
pub(super) const BILLS: &str = "US3M";

/// Shares of one listed American option.
pub(super) const MULTIPLIER: f64 = 100.0;

/// How old the chain may be that a month's change is counted from.
const MONTH: (i64, i64) = (28, 42);

/// The rate of each day, and where it is from.
pub(super) struct Rates<'a> {
    bills: Option<Observed<'a>>,
    options: &'a Options,
}

impl<'a> Rates<'a> {
    pub(super) fn new(known: &Known<'a>, options: &'a Options) -> Self {
        Self {
            bills: known.series(BILLS),
            options,
        }
    }

    /// The riskless rate of a day, continuous, a fraction a year.
    ///
    /// A bill of three months is quoted by its half-yearly yield; terms of other length take the
    /// same rate, which moves the volatility index by less than a hundredth of a point.
    pub(super) fn at(&self, day: Date) -> f64 {
        if let Some(rate) = self.options.rate {
            return rate;
        }
        let bars = self.bills.map_or(&[][..], |bills| bills.bars);
        let known = bars.partition_point(|bar| bar.date <= day);
        let quoted = known.checked_sub(1).and_then(|at| bars.get(at));
        let continuous = quoted.map(|bar| 2.0 * (bar.close / 200.0).ln_1p());
        continuous
            .filter(|rate| rate.is_finite())
            .unwrap_or(self.options.rate_without_bills)
    }

    /// Tells of the rate in a reading: the input it is from, or that there is none.
    pub(super) fn tell(&self, reading: &mut Reading, day: Date) {
        let rate = self.at(day);
        reading
            .assumptions
            .push(assumption(RATE, rate, Unit::Fraction));
        if self.options.rate.is_some() {
            return;
        }
        match self.bills {
            Some(bills) => reading.inputs.extend(bills.used()),
            None => reading.missing.push(Missing {
                input: BILLS.to_owned(),
                reason: MissingReason::Absent,
            }),
        }
    }
}

const RATE: Term = Term::new(
    "Riskless rate, continuous",
    "无风险利率(连续)",
    "無風險利率(連續)",
);

const DIVIDENDS: Term = Term::new(
    "Dividend yield of the underlying",
    "标的股息率",
    "標的股利率",
);

/// The dividend yield as a reading prints it.
pub(super) const fn dividends(settings: &Settings) -> Assumption {
    assumption(DIVIDENDS, settings.options.dividend_yield, Unit::Fraction)
}

/// That a chain was used.
pub(super) fn used(chain: &OptionChain) -> InputUse {
    InputUse {
        series: OptionChain::input(chain.underlying()),
        last: chain.date(),
        origin: chain.origin().clone(),
    }
}

/// That a chain holds nothing the method can use.
pub(super) fn unusable(underlying: &str) -> Vec<Missing> {
    vec![Missing {
        input: OptionChain::input(underlying),
        reason: MissingReason::TooShort { have: 0, need: 1 },
    }]
}

/// A headline whose history has the days of the chains, which may be weeks apart: the change of a
/// day is told only over one trading day, that of a month only over four to six weeks.
pub(super) fn headline(
    indicator: &Indicator,
    history: Vec<(Date, f64)>,
    window: usize,
) -> Option<Reading> {
    let mut reading = assemble::headline(indicator, history, window)?;
    let (last, value) = *reading.history.last()?;
    let since = |first: Date, end: Date| {
        let before = reading.history.partition_point(|(day, _)| *day <= end);
        let (day, earlier) = reading.history.get(before.checked_sub(1)?)?;
        (*day >= first).then_some(value - earlier)
    };
    let back = |days: i64| last.checked_sub(Span::new().days(days)).ok();
    reading.change_1d = previous_trading_day(last).and_then(|day| since(day, day));
    reading.change_1m = back(MONTH.1)
        .zip(back(MONTH.0))
        .and_then(|(first, end)| since(first, end));
    Some(reading)
}

/// The chain that stands for a month before `day`, where there is one four to six weeks old.
pub(super) fn month_before(
    chains: &[std::sync::Arc<OptionChain>],
    day: Date,
) -> Option<&OptionChain> {
    let end = day.checked_sub(MONTH.0.days()).ok()?;
    let first = day.checked_sub(MONTH.1.days()).ok()?;
    let at = chains.partition_point(|chain| chain.date() <= end);
    let found = chains.get(at.checked_sub(1)?)?;
    (found.date() >= first).then_some(found.as_ref())
}

#[cfg(test)]
mod tests;
