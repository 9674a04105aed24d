//! Holidays and half days of each exchange, by rule where it publishes one, typed where the moon
//! or a ministry decides.
//!
//! Sources: NYSE Rule 7.2 (see [`new_york`]); Hong Kong's General Holidays Ordinance and HKEX's
//! trading calendars; yearly notices of the Shanghai and Shenzhen exchanges; the London Stock
//! Exchange's business days and proclamations under the Banking and Financial Dealings Act.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::new_york;

/// How much of a day an exchange trades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// All its hours.
    Whole,
    /// It closes early.
    Half,
    /// Not at all.
    Closed,
}

/// Which days New York trades.
pub(super) fn in_new_york(day: Date) -> Day {
    if !new_york::is_trading_day(day) {
        return Day::Closed;
    }
    let before_thanksgiving = day.yesterday();
    let follows_thanksgiving = before_thanksgiving.is_ok_and(|before| {
        before.month() == 11
            && before.weekday() == Weekday::Thursday
            && (22..=28).contains(&before.day())
    });
    let is_half = matches!((day.month(), day.day()), (7, 3) | (12, 24)) || follows_thanksgiving;
    if is_half { Day::Half } else { Day::Whole }
}

/// Days of the moon in Hong Kong: the year, then month and day of New Year, Ching Ming, Buddha's
/// birthday, Tuen Ng, the day after Mid-Autumn and Chung Yeung.
#[rustfmt::skip]
const MOON: [(i16, [(i8, i8); 6]); 12] = [
    (2016, [(2, 8), (4, 4), (5, 14), (6, 9), (9, 16), (10, 9)]),
    (2017, [(1, 28), (4, 4), (5, 3), (5, 30), (10, 5), (10, 28)]),
    (2018, [(2, 16), (4, 5), (5, 22), (6, 18), (9, 25), (10, 17)]),
    (2019, [(2, 5), (4, 5), (5, 12), (6, 7), (9, 14), (10, 7)]),
    (2020, [(1, 25), (4, 4), (4, 30), (6, 25), (10, 2), (10, 25)]),
    (2021, [(2, 12), (4, 4), (5, 19), (6, 14), (9, 22), (10, 14)]),
    (2022, [(2, 1), (4, 5), (5, 8), (6, 3), (9, 12), (10, 4)]),
    (2023, [(1, 22), (4, 5), (5, 26), (6, 22), (9, 30), (10, 23)]),
    (2024, [(2, 10), (4, 4), (5, 15), (6, 10), (9, 18), (10, 11)]),
    (2025, [(1, 29), (4, 4), (5, 5), (5, 31), (10, 7), (10, 29)]),
    (2026, [(2, 17), (4, 5), (5, 24), (6, 19), (9, 26), (10, 18)]),
    (2027, [(2, 6), (4, 5), (5, 13), (6, 9), (9, 16), (10, 8)]),
];

/// Whole days that Hong Kong lost to typhoons and black rain, before it traded through them from
/// September 2024 on. Mornings or afternoons lost are not listed.
const STORMS: [Date; 9] = [
    date(2016, 8, 2),
    date(2016, 10, 21),
    date(2017, 8, 23),
    date(2020, 10, 13),
    date(2021, 10, 13),
    date(2023, 7, 17),
    date(2023, 9, 1),
    date(2023, 9, 8),
    date(2024, 9, 6),
];

/// Which days Hong Kong trades.
pub(super) fn in_hong_kong(day: Date) -> Day {
    if is_weekend(day) || STORMS.contains(&day) || is_hong_kong_holiday(day) {
        return Day::Closed;
    }
    let is_new_years_eve =
        moon(day.year()).is_some_and(|[new_year, ..]| new_year.yesterday().ok() == Some(day));
    let is_eve = matches!((day.month(), day.day()), (12, 24 | 31));
    if is_eve || is_new_years_eve {
        Day::Half
    } else {
        Day::Whole
    }
}

fn moon(year: i16) -> Option<[Date; 6]> {
    let (_, days) = MOON.iter().find(|(one, _)| *one == year)?;
    Some(days.map(|(month, day)| date(year, month, day)))
}

/// The days of the ordinance: one on a Sunday, or on another holiday, is kept on the next day that
/// is none; one on a Saturday closes nothing.
fn is_hong_kong_holiday(day: Date) -> bool {
    let year = day.year();
    let Some(
        [
            new_year,
            ching_ming,
            buddha,
            tuen_ng,
            mid_autumn,
            chung_yeung,
        ],
    ) = moon(year)
    else {
        return false;
    };
    let plus = |from: Date, days: i32| from.checked_add(days.days()).unwrap_or(from);
    let easter = new_york::good_friday(year);
    let mut fixed = vec![
        date(year, 1, 1),
        new_year,
        plus(new_year, 1),
        plus(new_year, 2),
        date(year, 5, 1),
        buddha,
        tuen_ng,
        date(year, 7, 1),
        mid_autumn,
        date(year, 10, 1),
        chung_yeung,
        date(year, 12, 25),
        date(year, 12, 26),
    ];
    fixed.extend(easter);
    fixed.push(ching_ming);
    fixed.extend(easter.map(|friday| plus(friday, 3)));
    kept(fixed).contains(&day)
}

/// The days on which holidays are kept, in the order given.
fn kept(holidays: Vec<Date>) -> Vec<Date> {
    let mut kept: Vec<Date> = Vec::with_capacity(holidays.len());
    let mut later = Vec::new();
    for holiday in holidays {
        if holiday.weekday() == Weekday::Sunday || kept.contains(&holiday) {
            later.push(holiday);
        } else {
            kept.push(holiday);
        }
    }
    for holiday in later {
        let mut at = holiday;
        while at.weekday() == Weekday::Sunday || kept.contains(&at) {
            let Ok(next) = at.tomorrow() else { break };
            at = next;
        }
        kept.push(at);
    }
    kept
}

/// A month, the first and the last day of a stretch in it.
type Stretch = (i8, i8, i8);

/// Weekdays on which Shanghai and Shenzhen are closed: the year, then month, first and last day of
/// each stretch. Days of work on weekends close nothing and open nothing.
#[rustfmt::skip]
const MAINLAND: [(i16, &[Stretch]); 11] = [
    (2016, &[(1, 1, 1), (2, 8, 12), (4, 4, 4), (5, 2, 2), (6, 9, 10), (9, 15, 16), (10, 3, 7)]),
    (2017, &[(1, 2, 2), (1, 27, 31), (2, 1, 2), (4, 3, 4), (5, 1, 1), (5, 29, 30), (10, 2, 6)]),
    (2018, &[(1, 1, 1), (2, 15, 21), (4, 5, 6), (4, 30, 30), (5, 1, 1), (6, 18, 18), (9, 24, 24), (10, 1, 5), (12, 31, 31)]),
    (2019, &[(1, 1, 1), (2, 4, 8), (4, 5, 5), (5, 1, 3), (6, 7, 7), (9, 13, 13), (10, 1, 7)]),
    (2020, &[(1, 1, 1), (1, 24, 31), (4, 6, 6), (5, 1, 5), (6, 25, 26), (10, 1, 8)]),
    (2021, &[(1, 1, 1), (2, 11, 17), (4, 5, 5), (5, 3, 5), (6, 14, 14), (9, 20, 21), (10, 1, 7)]),
    (2022, &[(1, 3, 3), (1, 31, 31), (2, 1, 4), (4, 4, 5), (5, 2, 4), (6, 3, 3), (9, 12, 12), (10, 3, 7)]),
    (2023, &[(1, 2, 2), (1, 23, 27), (4, 5, 5), (5, 1, 3), (6, 22, 23), (9, 29, 29), (10, 2, 6)]),
    (2024, &[(1, 1, 1), (2, 9, 16), (4, 4, 5), (5, 1, 3), (6, 10, 10), (9, 16, 17), (10, 1, 7)]),
    (2025, &[(1, 1, 1), (1, 28, 31), (2, 3, 4), (4, 4, 4), (5, 1, 5), (6, 2, 2), (10, 1, 8)]),
    (2026, &[(1, 1, 2), (2, 16, 23), (4, 6, 6), (5, 1, 5), (6, 19, 19), (9, 25, 25), (10, 1, 7)]),
];

/// Which days Shanghai and Shenzhen trade; there are no half days.
pub(super) fn on_the_mainland(day: Date) -> Day {
    let stretches = MAINLAND.iter().find(|(year, _)| *year == day.year());
    let is_holiday = stretches.is_some_and(|(_, stretches)| {
        let mut stretches = stretches.iter();
        stretches.any(|(month, first, last)| {
            day.month() == *month && (*first..=*last).contains(&day.day())
        })
    });
    if is_weekend(day) || is_holiday {
        Day::Closed
    } else {
        Day::Whole
    }
}

/// Bank holidays of England that were proclaimed for one year, and those that were moved away.
const PROCLAIMED: [Date; 5] = [
    date(2020, 5, 8),
    date(2022, 6, 2),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
];
const MOVED_AWAY: [Date; 2] = [date(2020, 5, 4), date(2022, 5, 30)];

/// Which days London trades.
pub(super) fn in_london(day: Date) -> Day {
    if is_weekend(day) || is_english_holiday(day) {
        return Day::Closed;
    }
    // The last business day before Christmas and before the new year closes early.
    let next = next_in_london(day);
    let before = |month, day_of| {
        next.is_none_or(|next| {
            (next.month(), next.day()) > (month, day_of) || next.year() > day.year()
        })
    };
    let is_half = day.month() == 12
        && ((day.day() < 25 && before(12, 25)) || (day.day() > 26 && before(12, 31)));
    if is_half { Day::Half } else { Day::Whole }
}

fn next_in_london(day: Date) -> Option<Date> {
    let mut at = day.tomorrow().ok()?;
    while is_weekend(at) || is_english_holiday(at) {
        at = at.tomorrow().ok()?;
    }
    Some(at)
}

fn is_english_holiday(day: Date) -> bool {
    if PROCLAIMED.contains(&day) {
        return true;
    }
    if MOVED_AWAY.contains(&day) {
        return false;
    }
    let is_monday = day.weekday() == Weekday::Monday;
    let easter = new_york::good_friday(day.year());
    let is_easter = easter == Some(day)
        || easter.and_then(|friday| friday.checked_add(3.days()).ok()) == Some(day);
    let by_month = match day.month() {
        1 => day.day() == 1 || (is_monday && day.day() <= 3),
        5 => is_monday && (day.day() <= 7 || day.day() >= 25),
        8 => is_monday && day.day() >= 25,
        12 => is_english_christmas(day),
        _ => false,
    };
    is_easter || by_month
}

/// Christmas Day and the day after; what falls on a weekend is kept on the next weekdays.
fn is_english_christmas(day: Date) -> bool {
    match day.day() {
        25 | 26 => true,
        27 => matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday),
        28 => matches!(day.weekday(), Weekday::Monday | Weekday::Tuesday),
        _ => false,
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
