//! Dated events: what everybody waits for, in one list.

use jiff::ToSpan;
use jiff::civil::Date;

use super::closures::Day;
use super::exchange::Exchange;
use super::{expiry, fomc, releases};
use crate::model::Term;

/// One event of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The day, in the market's own time zone.
    pub date: Date,
    /// Which kind.
    pub kind: EventKind,
    /// What it is called.
    pub name: Term,
}

/// Kinds of events, in the order in which a day lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// The Federal Reserve decides.
    Decision,
    /// Payrolls and the unemployment rate.
    Payrolls,
    /// Consumer prices.
    Prices,
    /// Listed options of the month expire.
    Expiry,
    /// Futures and options on volatility settle.
    Volatility,
    /// An exchange is closed on a weekday.
    Closed,
    /// An exchange closes early.
    HalfDay,
}

impl EventKind {
    /// All, in order.
    pub const ALL: [Self; 7] = [
        Self::Decision,
        Self::Payrolls,
        Self::Prices,
        Self::Expiry,
        Self::Volatility,
        Self::Closed,
        Self::HalfDay,
    ];

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Decision => "fomc",
            Self::Payrolls => "payrolls",
            Self::Prices => "cpi",
            Self::Expiry => "expiry",
            Self::Volatility => "vix-expiry",
            Self::Closed => "closed",
            Self::HalfDay => "half-day",
        }
    }

    /// Whether it moves markets, so that a chart marks it.
    #[must_use]
    pub const fn is_marked(self) -> bool {
        matches!(
            self,
            Self::Decision | Self::Prices | Self::Payrolls | Self::Expiry
        )
    }
}

const DECISION: Term = Term::new("FOMC decision", "美联储议息", "聯準會利率決議");
const UNSCHEDULED: Term = Term::new(
    "FOMC decision, unscheduled",
    "美联储临时议息",
    "聯準會臨時利率決議",
);
const PAYROLLS: Term = Term::new("US payrolls", "美国非农", "美國非農");
const BOTH_PAYROLLS: Term = Term::new(
    "US payrolls, two months",
    "美国非农(两个月)",
    "美國非農(兩個月)",
);
const PRICES: Term = Term::new("US CPI", "美国CPI", "美國CPI");
const EXPIRY: Term = Term::new("Monthly option expiry", "期权月度到期", "選擇權月結算");
const QUARTERLY: Term = Term::new("Quarterly expiry", "季度到期(三巫日)", "季度結算(三巫日)");
const VOLATILITY: Term = Term::new("VIX expiry", "VIX到期", "VIX結算");

/// The exchanges whose closures are told: Shenzhen keeps Shanghai's.
const CLOSING: [(Exchange, Term, Term); 4] = [
    (
        Exchange::NewYork,
        Term::new("New York closed", "美股休市", "美股休市"),
        Term::new("New York closes early", "美股提前收市", "美股提早收盤"),
    ),
    (
        Exchange::HongKong,
        Term::new("Hong Kong closed", "港股休市", "港股休市"),
        Term::new("Hong Kong closes at noon", "港股半日市", "港股半日市"),
    ),
    (
        Exchange::Shanghai,
        Term::new("Shanghai and Shenzhen closed", "A股休市", "A股休市"),
        Term::new(
            "Shanghai and Shenzhen close early",
            "A股提前收市",
            "A股提早收盤",
        ),
    ),
    (
        Exchange::London,
        Term::new("London closed", "英股休市", "英股休市"),
        Term::new("London closes early", "英股提前收市", "英股提早收盤"),
    ),
];

/// All events from `from` to `to`, both included, by day and then by kind. What an exchange's or
/// a table's coverage does not reach is left out: see [`ending_before`].
#[must_use]
pub fn events(from: Date, to: Date) -> Vec<Event> {
    known_on(to, from, to)
}

/// The same as the calendar stood on `today`: without decisions that came unannounced later.
/// Releases stand on the day they came in the end, moved or not.
#[must_use]
pub fn known_on(today: Date, from: Date, to: Date) -> Vec<Event> {
    let mut all = Vec::new();
    let mut add = |date: Date, kind: EventKind, name: Term| {
        if (from..=to).contains(&date) {
            all.push(Event { date, kind, name });
        }
    };
    for day in fomc::known_on(today) {
        let name = if fomc::is_unscheduled(day) {
            UNSCHEDULED
        } else {
            DECISION
        };
        add(day, EventKind::Decision, name);
    }
    let Ok(before) = from.checked_sub(4.months()) else {
        return all;
    };
    for month in expiry::months(before, to) {
        let (year, number) = (month.year(), month.month());
        let quarterly = expiry::is_quarterly(number);
        if let Some(day) = expiry::monthly(year, number) {
            add(
                day,
                EventKind::Expiry,
                if quarterly { QUARTERLY } else { EXPIRY },
            );
        }
        if let Some(day) = expiry::vix(year, number) {
            add(day, EventKind::Volatility, VOLATILITY);
        }
        if let Some(release) = releases::cpi(month) {
            add(release.day, EventKind::Prices, PRICES);
        }
        add_payrolls(month, &mut add);
    }
    for day in from.series(1.day()).take_while(|day| *day <= to) {
        for (exchange, closed, half) in CLOSING {
            let weekday = day.weekday().to_monday_zero_offset() < 5;
            match exchange.day(day) {
                Some(Day::Closed) if weekday => add(day, EventKind::Closed, closed),
                Some(Day::Half) => add(day, EventKind::HalfDay, half),
                _ => {}
            }
        }
    }
    all.sort_by_key(|event| (event.date, event.kind));
    all
}

/// The payrolls of a month, unless they came with those of the next.
fn add_payrolls(month: Date, add: &mut impl FnMut(Date, EventKind, Term)) {
    let day_of = |month: Date| releases::payrolls(month).map(|release| release.day);
    let Some(day) = day_of(month) else { return };
    let neighbour = |months: i32| month.checked_add(months.months()).ok().and_then(day_of);
    if neighbour(1) == Some(day) {
        return;
    }
    let both = neighbour(-1) == Some(day);
    add(
        day,
        EventKind::Payrolls,
        if both { BOTH_PAYROLLS } else { PAYROLLS },
    );
}

/// The last day that events of every kind are known for, with the name of what ends there: each
/// kind that ends before `to`.
#[must_use]
pub fn ending_before(to: Date) -> Vec<(Term, Date)> {
    let month_after = |month: Date| {
        month
            .checked_add(1.month())
            .map_or(month, Date::last_of_month)
    };
    let mut ends = vec![
        (DECISION, fomc::COVERAGE.1),
        (PAYROLLS, month_after(releases::PAYROLLS_COVERAGE.1)),
        (PRICES, month_after(releases::CPI_COVERAGE.1)),
    ];
    ends.extend(CLOSING.map(|(exchange, closed, _)| (closed, *exchange.coverage().end())));
    ends.retain(|(_, end)| *end < to);
    ends
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn told(from: Date, to: Date) -> Vec<(i8, &'static str)> {
        let all = events(from, to).into_iter();
        all.map(|event| (event.date.day(), event.name.en)).collect()
    }

    #[test]
    fn a_february() {
        let found = told(date(2026, 2, 1), date(2026, 2, 20));
        let expected = [
            (11, "US payrolls"),
            (13, "US CPI"),
            (16, "New York closed"),
            (16, "Shanghai and Shenzhen closed"),
            (16, "Hong Kong closes at noon"),
            (17, "Hong Kong closed"),
            (17, "Shanghai and Shenzhen closed"),
            (18, "VIX expiry"),
            (18, "Hong Kong closed"),
            (18, "Shanghai and Shenzhen closed"),
            (19, "Hong Kong closed"),
            (19, "Shanghai and Shenzhen closed"),
            (20, "Monthly option expiry"),
            (20, "Shanghai and Shenzhen closed"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn december_of_the_shutdown() {
        let found = told(date(2025, 12, 10), date(2025, 12, 19));
        let expected = [
            (10, "FOMC decision"),
            (16, "US payrolls, two months"),
            (17, "VIX expiry"),
            (18, "US CPI"),
            (19, "Quarterly expiry"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn nobody_waited_for_march_2020() {
        let decisions = |today| {
            let all = known_on(today, date(2020, 3, 1), date(2020, 3, 31)).into_iter();
            let decisions = all.filter(|event| event.kind == EventKind::Decision);
            decisions.map(|event| event.date.day()).collect::<Vec<_>>()
        };
        assert_eq!(decisions(date(2020, 2, 28)), [18]);
        assert_eq!(decisions(date(2020, 3, 31)), [3, 15]);
    }

    #[test]
    fn what_ends_early_is_said() {
        let ends = ending_before(date(2027, 3, 1));
        let names: Vec<&str> = ends.iter().map(|(name, _)| name.en).collect();
        assert_eq!(names, ["US CPI", "Shanghai and Shenzhen closed"]);
        assert!(ending_before(date(2026, 6, 1)).is_empty());
    }

    proptest! {
        #[test]
        fn a_span_is_its_parts(start in 0i64..3500, length in 0i64..120, cut in 0i64..120) {
            let from = date(2016, 3, 1).checked_add(start.days()).unwrap();
            let to = from.checked_add(length.days()).unwrap();
            let middle = from.checked_add(cut.min(length).days()).unwrap();
            let whole = known_on(to, from, to);
            let mut parts = known_on(to, from, middle);
            parts.extend(known_on(to, middle.tomorrow().unwrap(), to));
            prop_assert_eq!(&whole, &parts);
            prop_assert!(whole.is_sorted_by_key(|event| (event.date, event.kind)));
        }
    }
}
