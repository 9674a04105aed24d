//! A strip of bars: how many notes a month, from the first to the last; a quarter or a year a bar
//! where the months have no room.

use jiff::civil::Date;

use crate::model::NoteSummary;

use super::month;

/// Bars from the lowest to the highest; nothing stands for no note.
const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// Columns of a year's number.
const YEAR: usize = 4;

/// Bars, and below them the years that begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Strip {
    /// A column a month, a quarter or a year.
    pub(super) bars: String,
    /// The number of a year under its first column, where there is room.
    pub(super) years: String,
}

/// Notes by month in their order, which is by date; `None` counts those without.
pub(super) fn by_month(notes: &[NoteSummary]) -> Vec<(Option<Date>, usize)> {
    let mut months: Vec<(Option<Date>, usize)> = Vec::new();
    for note in notes {
        let of = month(note);
        match months.last_mut() {
            Some((last, count)) if *last == of => *count += 1,
            _ => months.push((of, 1)),
        }
    }
    months
}

impl Strip {
    /// The strip of notes within so many columns; `None` where they are of one month or undated.
    pub(super) fn of(notes: &[NoteSummary], columns: usize) -> Option<Self> {
        let dates = || notes.iter().filter_map(|note| note.date);
        let (first, last) = (dates().min()?, dates().max()?);
        let span = months_since(first, last) + 1;
        let step = [1, 3, 12]
            .into_iter()
            .find(|step| span.div_ceil(*step) < columns)?;
        // Whole quarters and years.
        let origin = first.first_of_year();
        let from = months_since(origin, first) / step;
        let count = months_since(origin, last) / step - from + 1;
        if span < 2 {
            return None;
        }
        let mut counts = vec![0_usize; count];
        for date in dates() {
            if let Some(count) = counts.get_mut(months_since(origin, date) / step - from) {
                *count += 1;
            }
        }
        Some(Self {
            bars: bars(&counts),
            years: years(origin, step, from, count),
        })
    }
}

/// Months from one day's to another's; none where it is before.
fn months_since(from: Date, to: Date) -> usize {
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    usize::try_from(months(to) - months(from)).unwrap_or(0)
}

fn bars(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let bar = |count: &usize| match count {
        0 => "·",
        count => {
            let height = (count * BARS.len()).div_ceil(most) - 1;
            BARS.get(height).copied().unwrap_or("█")
        }
    };
    counts.iter().map(bar).collect()
}

fn years(origin: Date, step: usize, from: usize, count: usize) -> String {
    let mut line = String::new();
    for at in 0..count {
        let months = (from + at) * step;
        let begins = at == 0 || months.is_multiple_of(12);
        if begins && (line.is_empty() || line.len() < at) {
            let year = usize::try_from(origin.year()).unwrap_or(0) + months / 12;
            line.push_str(&" ".repeat(at.saturating_sub(line.len())));
            let next = (12 / step) - (months % 12) / step;
            // A first year that is cut short has no room for its number.
            if at > 0 || next > YEAR || step == 12 || count <= next {
                line.push_str(&year.to_string());
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn notes(dates: &[(i16, i8)]) -> Vec<NoteSummary> {
        let note = |&(year, month): &(i16, i8)| NoteSummary {
            date: Some(date(year, month, 3)),
            ..NoteSummary::default()
        };
        dates.iter().map(note).collect()
    }

    #[test]
    fn a_bar_a_month_with_the_years_below() {
        let of = notes(&[
            (2025, 2),
            (2025, 2),
            (2025, 4),
            (2026, 1),
            (2026, 1),
            (2026, 1),
            (2026, 1),
        ]);
        let strip = Strip::of(&of, 60).unwrap();
        assert_eq!(strip.bars, "▄·▂········█");
        assert_eq!(strip.years, "2025       2026");
    }

    #[test]
    fn many_months_are_gathered_into_quarters_and_years() {
        let of = notes(&[(2014, 2), (2019, 6), (2026, 1)]);
        assert_eq!(Strip::of(&of, 200).unwrap().bars.chars().count(), 144);
        assert_eq!(Strip::of(&of, 60).unwrap().bars.chars().count(), 49);
        assert_eq!(Strip::of(&of, 30).unwrap().bars.chars().count(), 13);
        assert!(Strip::of(&of, 30).unwrap().years.starts_with("2014"));
        assert_eq!(Strip::of(&of, 9), None);
    }

    #[test]
    fn one_month_or_none_needs_no_strip() {
        assert_eq!(Strip::of(&notes(&[(2026, 1), (2026, 1)]), 60), None);
        assert_eq!(Strip::of(&[NoteSummary::default()], 60), None);
    }

    #[test]
    fn months_are_counted_in_their_order() {
        let mut of = notes(&[(2026, 2), (2026, 2), (2026, 1)]);
        of.push(NoteSummary::default());
        let months = by_month(&of);
        let counts: Vec<usize> = months.iter().map(|(_, count)| *count).collect();
        assert_eq!(counts, [2, 1, 1]);
        assert_eq!(months[2].0, None);
    }
}
