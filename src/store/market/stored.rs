//! What goes into a market store at once, and what that did.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::quantity::{Sign, grouped};
use crate::model::{MemberList, OptionChain, Series};

/// What came from one source at one time.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// Series; those without a bar are passed over.
    pub series: &'a [Series],
    /// Option chains; those without a quote are passed over.
    pub chains: &'a [OptionChain],
    /// Lists of members, each in place of one of its name.
    pub lists: &'a [MemberList],
    /// When it was fetched or imported.
    pub fetched: Timestamp,
}

impl<'a> Batch<'a> {
    /// Series alone.
    #[must_use]
    pub const fn of_series(series: &'a [Series], fetched: Timestamp) -> Self {
        Self {
            series,
            chains: &[],
            lists: &[],
            fetched,
        }
    }
}

/// What a write did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stored {
    /// Series written.
    pub series: usize,
    /// Bars those series hold now, merged ones included.
    pub bars: usize,
    /// Option chains written.
    pub chains: usize,
    /// Demo series and chains that were removed because real figures came.
    pub demo_removed: usize,
    /// Values that others replaced; they are kept.
    pub revised: usize,
    /// What changed of what was there, a series each.
    pub changes: Vec<Change>,
}

/// That what was known of a series is no longer what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The series.
    pub id: String,
    /// In which way.
    pub kind: ChangeKind,
    /// How many of its values.
    pub values: usize,
    /// The first day whose value changed.
    pub first: Date,
    /// The close of that day before and after.
    pub closes: (f64, f64),
    /// The day from which readings use the new values.
    pub known: Date,
}

/// In which way a series changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChangeKind {
    /// Some values are others now: a revision, or a correction.
    Revised,
    /// The whole past stands in another scale, as after a split or in another unit.
    Restated,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            id, values, first, ..
        } = self;
        let (before, after) = (figure(self.closes.0), figure(self.closes.1));
        let said = if *values == 1 {
            format!("1 value changed, that of {first}")
        } else {
            format!("{values} values changed, the first that of {first}")
        };
        match self.kind {
            ChangeKind::Revised => write!(
                f,
                "{id}: {said} from {before} to {after}; both are kept, and readings of days before \
                 {} use the earlier",
                self.known
            ),
            ChangeKind::Restated => write!(
                f,
                "{id}: its past was restated, as after a split, a dividend or in another unit: \
                 {said} from {before} to {after}; the earlier figures are kept aside"
            ),
        }
    }
}

/// A close with the digits that tell it from another.
fn figure(value: f64) -> String {
    let decimals = if value.abs() < 100.0 { 4 } else { 2 };
    let written = grouped(value, decimals, Sign::Negative);
    let trimmed = written.trim_end_matches('0').trim_end_matches('.');
    if written.contains('.') {
        trimmed
    } else {
        &written
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn changes_name_series_day_and_both_values() {
        let mut change = Change {
            id: "UNRATE".to_owned(),
            kind: ChangeKind::Revised,
            values: 3,
            first: date(2025, 12, 1),
            closes: (4.4, 4.35),
            known: date(2026, 2, 6),
        };
        assert_eq!(
            change.to_string(),
            "UNRATE: 3 values changed, the first that of 2025-12-01 from 4.4 to 4.35; both are kept, \
             and readings of days before 2026-02-06 use the earlier"
        );
        change.kind = ChangeKind::Restated;
        change.closes = (1_200.0, 120.0);
        let text = change.to_string();
        assert!(
            text.contains("that of 2025-12-01 from 1,200 to 120;"),
            "{text}"
        );
    }
}
