//! What is known of a series by its name alone: its unit, how often it has a value, and by which
//! rule it is published. Files of figures seldom say any of it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::release::{commitments_of_traders, next_business_day};
use crate::calendar::releases;

/// When a figure becomes known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Release {
    /// On its own day.
    SameDay,
    /// On the next working day of federal offices.
    NextBusinessDay,
    /// So many days later.
    Days(i64),
    /// With the payrolls of its month.
    Payrolls,
    /// With the unemployment rate of its month.
    Unemployment,
    /// With the consumer prices of its month.
    Prices,
    /// At the end of the next month, as the Bureau of Economic Analysis does.
    NextMonthEnd,
}

/// How many days after the first of the next month the bureaus' monthly figures are out, where
/// no calendar speaks of the month.
const LATE_IN_MONTH: i64 = 17;

/// Above this an amount of the Treasury's or the banks' account is in millions, below in
/// billions: it has stood between 20 and 4,400 billions since 2006.
const MILLIONS: f64 = 15_000.0;

const PERCENT: &str = "Percent";
const USD_MN: &str = "Millions of U.S. Dollars";
const USD_BN: &str = "Billions of U.S. Dollars";

/// Name, unit, how it is published. All that are not daily by their nature stand here, so that a
/// name of their own is never given to them.
const SERIES: &[(&str, &str, Release)] = &[
    ("PAYEMS", "Thousands of Persons", Release::Payrolls),
    ("UNRATE", PERCENT, Release::Unemployment),
    ("CPIAUCSL", "Index 1982-1984=100", Release::Prices),
    ("CPILFESL", "Index 1982-1984=100", Release::Prices),
    ("PCEPI", "Index 2017=100", Release::NextMonthEnd),
    ("PCEPILFE", "Index 2017=100", Release::NextMonthEnd),
    ("FEDFUNDS", PERCENT, Release::NextMonthEnd),
    ("ICSA", "Number", Release::Days(5)),
    ("WALCL", USD_MN, Release::NextBusinessDay),
    ("WDTGAL", USD_MN, Release::NextBusinessDay),
    ("WLRRAL", USD_MN, Release::NextBusinessDay),
    ("TREAST", USD_MN, Release::NextBusinessDay),
    ("WSHOMCB", USD_MN, Release::NextBusinessDay),
    ("WRESBAL", "", Release::NextBusinessDay),
    ("WTREGEN", "", Release::NextBusinessDay),
    ("TGA", "", Release::NextBusinessDay),
    ("RRPONTSYD", USD_BN, Release::SameDay),
    ("SOFR", PERCENT, Release::NextBusinessDay),
    ("EFFR", PERCENT, Release::NextBusinessDay),
    ("DFF", PERCENT, Release::NextBusinessDay),
    ("OBFR", PERCENT, Release::NextBusinessDay),
    ("TGCR", PERCENT, Release::NextBusinessDay),
    ("BGCR", PERCENT, Release::NextBusinessDay),
    ("IORB", PERCENT, Release::SameDay),
    ("DFEDTARU", PERCENT, Release::SameDay),
    ("DFEDTARL", PERCENT, Release::SameDay),
    ("BAMLH0A0HYM2", PERCENT, Release::NextBusinessDay),
    ("BAMLC0A0CM", PERCENT, Release::NextBusinessDay),
    ("BAA10Y", PERCENT, Release::NextBusinessDay),
    ("AAA10Y", PERCENT, Release::NextBusinessDay),
    ("T10YIE", PERCENT, Release::SameDay),
    ("T5YIE", PERCENT, Release::SameDay),
    ("T5YIFR", PERCENT, Release::SameDay),
    ("THREEFYTP10", PERCENT, Release::Days(7)),
    ("ACMTP10", PERCENT, Release::Days(7)),
    ("DTWEXBGS", "Index Jan 2006=100", Release::Days(7)),
];

/// What the names of series begin with that are what they are however often they have a value.
const KINDS: &[(&str, &str)] = &[
    ("AUM:", "USD mn"),
    ("COT:", "Contracts"),
    ("ZQ:", "Price"),
    ("FOMC:", PERCENT),
    ("IV30:", PERCENT),
    ("BUYBACK:", "USD bn"),
];

/// The unit of a series in the words of its source; `last` tells millions from billions where
/// copies differ.
pub(super) fn unit(id: &str, last: f64) -> Option<&'static str> {
    if super::names::is_rate(id) {
        return Some(PERCENT);
    }
    let kind = KINDS.iter().find(|(begins, _)| id.starts_with(begins));
    let listed = || SERIES.iter().find(|(name, ..)| *name == id);
    let unit = kind
        .map(|(_, unit)| *unit)
        .or_else(|| listed().map(|(_, unit, _)| *unit))?;
    Some(match unit {
        "" if last.abs() > MILLIONS => USD_MN,
        "" => USD_BN,
        unit => unit,
    })
}

/// Whether a series keeps its name however often it has a value: it is not one that a panel would
/// take for daily prices.
pub(in crate::market) fn keeps_name(id: &str) -> bool {
    SERIES.iter().any(|(name, ..)| *name == id)
        || KINDS.iter().any(|(begins, _)| id.starts_with(begins))
}

/// The day on which the figure of `day` became known, by the rule of its series; `None` where no
/// rule is known, or it is the day itself.
pub(super) fn published(id: &str, day: Date) -> Option<Date> {
    if id.starts_with("COT:") {
        return commitments_of_traders(day);
    }
    let (.., release) = SERIES.iter().find(|(name, ..)| *name == id)?;
    let late = || {
        let next = day.first_of_month().checked_add(1.month()).ok()?;
        next.checked_add(LATE_IN_MONTH.days()).ok()
    };
    let listed = |release: Option<releases::Release>| release.map(|one| one.day).or_else(late);
    match release {
        Release::SameDay => None,
        Release::NextBusinessDay => next_business_day(day),
        Release::Days(days) => day.checked_add(days.days()).ok(),
        Release::Payrolls => listed(releases::payrolls(day)),
        Release::Unemployment => listed(releases::unemployment(day)),
        Release::Prices => listed(releases::cpi(day)),
        Release::NextMonthEnd => {
            let next = day.first_of_month().checked_add(1.month()).ok()?;
            Some(next.last_of_month())
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn releases_follow_the_calendar_where_it_speaks() {
        let cases = [
            ("PAYEMS", date(2025, 9, 1), Some(date(2025, 11, 20))),
            ("CPIAUCSL", date(2025, 12, 1), Some(date(2026, 1, 13))),
            ("CPILFESL", date(1990, 1, 1), Some(date(1990, 2, 18))),
            ("PCEPILFE", date(2025, 12, 1), Some(date(2026, 1, 31))),
            ("WALCL", date(2026, 2, 4), Some(date(2026, 2, 5))),
            ("COT:ES:LEV", date(2026, 8, 4), Some(date(2026, 8, 7))),
            ("ACMTP10", date(2026, 2, 4), Some(date(2026, 2, 11))),
            ("RRPONTSYD", date(2026, 2, 4), None),
            ("SPX", date(2026, 2, 4), None),
        ];
        for (id, day, expected) in cases {
            assert_eq!(published(id, day), expected, "{id}");
        }
    }

    #[test]
    fn nothing_is_known_before_its_day() {
        for (id, ..) in SERIES {
            for day in [date(2016, 2, 29), date(2025, 10, 1), date(2026, 12, 31)] {
                assert!(published(id, day).is_none_or(|known| known >= day), "{id}");
            }
        }
    }

    #[test]
    fn units_by_name_and_by_size() {
        let cases = [
            ("US10Y", 4.2, Some("Percent")),
            ("WTREGEN", 841_253.0, Some(USD_MN)),
            ("WTREGEN", 841.253, Some(USD_BN)),
            ("AUM:TQQQ", 30_000.0, Some("USD mn")),
            ("SPX", 6900.0, None),
        ];
        for (id, last, expected) in cases {
            assert_eq!(unit(id, last), expected, "{id}");
        }
        assert!(keeps_name("PAYEMS") && keeps_name("ZQ:2026-03") && !keeps_name("SPX"));
    }
}
