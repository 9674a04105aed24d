//! The strip of fed funds futures: which contract stood where on a day.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::calendar::fomc;
use crate::indicators::inputs::{Known, Observed};
use crate::indicators::settings::DayCount;
use crate::model::Bar;

use super::path::{self, Decision, Month};

/// The first month whose contract is read.
const FIRST: Date = date(2015, 1, 1);

/// Months after the running one that are read, so that the last decision of next year, less the
/// first months of it, has an anchor behind it.
const AHEAD: i32 = 14;

/// Days after which a settlement is no longer one of the day: a week, over holidays.
const FRESH: i32 = 7;

/// Average rates that a month can have, in per cent; a price outside is of something else.
const PLAUSIBLE: std::ops::RangeInclusive<f64> = -2.0..=25.0;

/// The series' name of a month's contract, such as `ZQ:2026-03`.
pub(super) fn contract(month: Date) -> String {
    format!("ZQ:{:04}-{:02}", month.year(), month.month())
}

/// All contracts that may be read, oldest first.
pub(super) fn months() -> impl Iterator<Item = Date> {
    let last = fomc::COVERAGE.1;
    FIRST
        .series(1.month())
        .take_while(move |month| *month <= last)
}

/// The contracts that are known, by month.
pub(super) struct Strip<'a> {
    contracts: BTreeMap<Date, Observed<'a>>,
    rate: Option<Observed<'a>>,
    count: DayCount,
}

impl<'a> Strip<'a> {
    /// What is known of all contracts and of the overnight rate.
    pub(super) fn new(known: &Known<'a>, rate: &str, count: DayCount) -> Self {
        let contracts = months().filter_map(|month| Some((month, known.series(&contract(month))?)));
        Self {
            contracts: contracts.collect(),
            rate: known.series(rate),
            count,
        }
    }

    /// The path as each day's settlements price it, oldest first: a day counts when the contract
    /// of its own month settled. Decisions of the day itself are behind it, for contracts settle
    /// after the announcement.
    pub(super) fn walk(&self, mut visit: impl FnMut(Date, &[Date], Vec<Decision>)) {
        for (running, contract) in &self.contracts {
            let mut calendar: Vec<Date> = fomc::known_on(*running).collect();
            let mut slots = self.slots(*running, &calendar);
            let mut before = *running;
            let days = contract.bars.iter().map(|bar| bar.date);
            let last = running.last_of_month();
            for day in days.filter(|day| (*running..=last).contains(day)) {
                if fomc::has_changed(before, day) {
                    calendar = fomc::known_on(day).collect();
                    slots = self.slots(*running, &calendar);
                }
                before = day;
                let months: Vec<Month> = slots.iter_mut().map(|slot| slot.on(day)).collect();
                let rate = self
                    .rate
                    .as_ref()
                    .and_then(|rate| last_close(rate.bars, day));
                let Ok(from) = day.tomorrow() else { continue };
                let decisions = path::decisions(&months, self.count, from, rate);
                visit(day, &calendar, decisions);
            }
        }
    }

    /// The contracts that a day's path rests on.
    pub(super) fn used(&self, today: Date) -> impl Iterator<Item = &Observed<'a>> {
        self.slots(today.first_of_month(), &[])
            .into_iter()
            .filter_map(move |mut slot| {
                slot.on(today).average?;
                self.contracts.get(&slot.first)
            })
    }

    /// The first contract from the running month on that has no settlement of the day.
    pub(super) fn lacking(&self, today: Date) -> Option<String> {
        let running = today.first_of_month();
        let slots = self.slots(running, &[]).into_iter();
        let mut ahead = slots.filter(|slot| slot.first >= running);
        let absent =
            ahead.find_map(|mut slot| slot.on(today).average.is_none().then_some(slot.first))?;
        Some(contract(absent))
    }

    /// The last day with a contract of its own month.
    pub(super) fn last_day(&self) -> Option<Date> {
        let lasts = self.contracts.values().filter_map(Observed::last);
        lasts.map(|(day, _)| day).max()
    }

    /// The months that a path seen from `running` rests on.
    fn slots(&self, running: Date, calendar: &[Date]) -> Vec<Slot<'a>> {
        let slot = |first: Date| Slot {
            first,
            last: first.last_of_month(),
            decision: last_of(calendar, first),
            bars: self
                .contracts
                .get(&first)
                .map_or(&[], |contract| contract.bars),
            settled: 0,
        };
        around(running).map(slot).collect()
    }
}

/// One month of a path with its contract, read day after day.
struct Slot<'a> {
    first: Date,
    last: Date,
    decision: Option<Date>,
    bars: &'a [Bar],
    /// How many bars lie behind.
    settled: usize,
}

impl Slot<'_> {
    /// The month as of a day not earlier than the one before: 100 less the price of the day, or
    /// the last price of a month gone by.
    fn on(&mut self, today: Date) -> Month {
        let until = today.min(self.last);
        let rest = self.bars.get(self.settled..).unwrap_or_default();
        self.settled += rest.iter().take_while(|bar| bar.date <= until).count();
        let last = self.settled.checked_sub(1).and_then(|at| self.bars.get(at));
        let price = last
            .filter(|bar| is_fresh(bar.date, until))
            .map(|bar| bar.close);
        Month {
            average: price
                .map(|price| 100.0 - price)
                .filter(|rate| PLAUSIBLE.contains(rate)),
            days: self.last.day(),
            decision: self.decision,
        }
    }
}

/// The month before a day's and those that follow, as far as the meetings are known.
fn around(today: Date) -> impl Iterator<Item = Date> {
    let running = today.first_of_month();
    (-1..=AHEAD)
        .filter_map(move |months| running.checked_add(months.months()).ok())
        .filter(|month| fomc::is_covered(*month))
}

/// The last decision of a month.
fn last_of(calendar: &[Date], month: Date) -> Option<Date> {
    let end = calendar.partition_point(|day| *day <= month.last_of_month());
    let last = *calendar.get(end.checked_sub(1)?)?;
    (last >= month).then_some(last)
}

fn last_close(bars: &[Bar], today: Date) -> Option<f64> {
    let end = bars.partition_point(|bar| bar.date <= today);
    let last = bars.get(end.checked_sub(1)?)?;
    is_fresh(last.date, today).then_some(last.close)
}

fn is_fresh(settled: Date, today: Date) -> bool {
    settled == today
        || settled
            .checked_add(FRESH.days())
            .is_ok_and(|until| until >= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_are_named_by_their_month() {
        assert_eq!(contract(date(2026, 3, 1)), "ZQ:2026-03");
        let all: Vec<Date> = months().collect();
        assert_eq!(all.len(), 13 * 12);
        assert_eq!(all.last(), Some(&date(2027, 12, 1)));
    }

    #[test]
    fn months_without_a_known_calendar_are_no_anchors() {
        let last = around(date(2027, 11, 5)).last();
        assert_eq!(last, Some(date(2027, 12, 1)));
        assert_eq!(around(date(2026, 2, 6)).next(), Some(date(2026, 1, 1)));
    }

    #[test]
    fn the_last_decision_of_a_month_is_the_one_that_counts() {
        let calendar: Vec<Date> = fomc::known_on(date(2020, 3, 16)).collect();
        let last = last_of(&calendar, date(2020, 3, 1));
        assert_eq!(last, Some(date(2020, 3, 15)));
        assert_eq!(last_of(&calendar, date(2020, 2, 1)), None);
    }
}
