//! What a percentile ranks among: `P97 of 1,260 days`, `P3 of 60 months`.

use crate::model::quantity::{Sign, grouped};
use crate::model::{Locale, Percentile, Reading, Term};

/// What a reading's headline ranks among, with a star where it is stretched: `P97* of 1,260
/// days`; `None` without a percentile.
#[must_use]
pub fn standing(reading: &Reading, locale: Locale) -> Option<String> {
    let percentile = reading.percentile.as_ref()?;
    let mark = if percentile.is_stretched() { "*" } else { "" };
    Some(ranked(reading, percentile, mark, locale))
}

/// The same without the star.
#[must_use]
pub fn among(reading: &Reading, locale: Locale) -> Option<String> {
    let percentile = reading.percentile.as_ref()?;
    Some(ranked(reading, percentile, "", locale))
}

fn ranked(reading: &Reading, percentile: &Percentile, mark: &str, locale: Locale) -> String {
    let rank = percentile.value.round();
    let count = grouped(percentile.count as f64, 0, Sign::Negative);
    let each = each(reading, percentile).get(locale);
    match locale {
        Locale::En => format!("P{rank:.0}{mark} of {count} {each}"),
        Locale::Hans | Locale::Hant => format!("P{rank:.0}{mark}（{count} {each}）"),
    }
}

/// What one observation is, by how far they stand apart: days of trading, weeks, months.
fn each(reading: &Reading, percentile: &Percentile) -> Term {
    let days = Term::new("days", "日", "日");
    let (Some(last), Some(steps)) = (reading.as_of, percentile.count.checked_sub(1)) else {
        return days;
    };
    let span = last.duration_since(percentile.since).as_hours() as f64 / 24.0;
    match span / steps.max(1) as f64 {
        ..=3.0 => days,
        6.5..=8.0 => Term::new("weeks", "周", "週"),
        28.0..=32.0 => Term::new("months", "个月", "個月"),
        85.0..=95.0 => Term::new("quarters", "季", "季"),
        _ => Term::new("readings", "次读数", "次讀數"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::Unit;

    fn reading(value: f64, count: usize, since: Date) -> Reading {
        Reading {
            as_of: Some(date(2026, 2, 6)),
            percentile: Some(Percentile {
                value,
                below: value - 0.1,
                window: 1260,
                count,
                since,
            }),
            ..Reading::missing("vol-control", Unit::Multiple, Vec::new())
        }
    }

    #[test]
    fn observations_are_called_what_they_are() {
        for (count, since, expected) in [
            (1260, date(2021, 2, 1), "P97* of 1,260 days"),
            (240, date(2021, 7, 7), "P97* of 240 weeks"),
            (60, date(2021, 3, 1), "P97* of 60 months"),
            (20, date(2021, 5, 6), "P97* of 20 quarters"),
            (350, date(2020, 2, 7), "P97* of 350 readings"),
            (1, date(2023, 8, 20), "P97* of 1 readings"),
        ] {
            let one = reading(96.6, count, since);
            assert_eq!(standing(&one, Locale::En).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_usual_place_has_no_star() {
        let one = reading(50.0, 1260, date(2021, 2, 1));
        assert_eq!(
            standing(&one, Locale::Hant).as_deref(),
            Some("P50（1,260 日）")
        );
        let stretched = reading(96.6, 60, date(2021, 3, 1));
        assert_eq!(
            among(&stretched, Locale::Hans).as_deref(),
            Some("P97（60 个月）")
        );
    }
}
