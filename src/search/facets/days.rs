//! Counts the days of notes, and makes years or months of them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::model::{FacetValue, Names};
use crate::search::schema::column;

/// Collects each day with how many notes are of it; a note without a date is of none.
pub(super) struct DayCounter;

impl Collector for DayCounter {
    type Fruit = BTreeMap<i64, usize>;
    type Child = SegmentDayCounter;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentDayCounter> {
        let days = segment.fast_fields().column_opt::<i64>(column::DATE)?;
        let first = days.as_ref().map_or(0, Column::min_value);
        let last = days.as_ref().map_or(0, Column::max_value);
        // Dates have four digits, so this is at most some millions, of which few are touched.
        let span = usize::try_from(last.saturating_sub(first)).unwrap_or(0);
        Ok(SegmentDayCounter {
            counts: vec![0; span + 1],
            days,
            first,
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<(i64, usize)>>) -> tantivy::Result<Self::Fruit> {
        let mut days = BTreeMap::new();
        for (day, count) in segments.into_iter().flatten() {
            *days.entry(day).or_default() += count;
        }
        Ok(days)
    }
}

/// The counts of one segment, from its first day on.
pub(super) struct SegmentDayCounter {
    days: Option<Column<i64>>,
    first: i64,
    counts: Vec<usize>,
}

impl SegmentCollector for SegmentDayCounter {
    type Fruit = Vec<(i64, usize)>;

    fn collect(&mut self, document: DocId, _: Score) {
        let day = self.days.as_ref().and_then(|days| days.first(document));
        let place = day.and_then(|day| usize::try_from(day - self.first).ok());
        if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
            *count += 1;
        }
    }

    fn harvest(self) -> Self::Fruit {
        let days = (self.first..).zip(self.counts);
        days.filter(|(_, count)| *count > 0).collect()
    }
}

/// The years of the notes found, or the months where all are of one year: the commonest, latest
/// first. What all are of is left out.
pub(super) fn periods(days: &BTreeMap<i64, usize>, total: usize, most: usize) -> Vec<FacetValue> {
    let by = |name: fn(Date) -> String| {
        let mut periods: BTreeMap<String, usize> = BTreeMap::new();
        for (&day, count) in days {
            if let Some(date) = date(day) {
                *periods.entry(name(date)).or_default() += count;
            }
        }
        periods
    };
    let years = by(|date| format!("{:04}", date.year()));
    let periods = match years.first_key_value() {
        Some((_, &count)) if count == total => by(|date| date.strftime("%Y-%m").to_string()),
        _ => years,
    };
    let mut periods: Vec<(String, usize)> = periods.into_iter().collect();
    periods.retain(|(_, count)| *count < total);
    periods.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    periods.truncate(most);
    periods.sort_by(|(period, _), (other, _)| other.cmp(period));
    let value = |(period, notes): (String, usize)| FacetValue {
        term: format!("date:{period}"),
        names: Names::default(),
        notes,
    };
    periods.into_iter().map(value).collect()
}

/// The inverse of [`crate::search::document::days`].
fn date(day: i64) -> Option<Date> {
    let span: Span = i32::try_from(day).ok()?.days();
    jiff::civil::date(1970, 1, 1).checked_add(span).ok()
}
