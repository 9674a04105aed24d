//! A gentle preference for recent notes, where notes are ranked by how well they match.
//!
//! The newest note of the index gains about as much as one more mention of an uncommon word; a note
//! that is a year older gains half of that, one of three years older a quarter. It settles what is
//! otherwise alike and never moves a note past the typed spelling of a name. Counted from the newest
//! note and not from the clock, so that a library that rests keeps its order. Notes without a date
//! gain nothing, nor do lists that are sorted, by `sort:best` too.

use tantivy::columnar::Column;
use tantivy::{DocId, Score, Searcher, SegmentReader};

use super::schema::column;

/// What the newest note gains.
const NEWEST: Score = 0.5;

/// The age in days at which half of it is left.
const HALF: Score = 365.0;

/// The day that ages are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recency {
    /// Days since 1970-01-01; `None` where no note has a date.
    newest: Option<i64>,
}

impl Recency {
    /// Counted from the newest note that an index has ever held.
    pub(super) fn of(searcher: &Searcher) -> Self {
        let segments = searcher.segment_readers().iter();
        let newest = segments.filter_map(dates).map(|dates| dates.max_value());
        Self {
            newest: newest.max(),
        }
    }

    /// A score with what the notes of a segment gain; what the engine's collector takes.
    pub(super) fn tweak(self, segment: &SegmentReader) -> impl Fn(DocId, Score) -> Score + use<> {
        let dates = dates(segment);
        move |document, score| {
            let date = dates.as_ref().and_then(|dates| dates.first(document));
            score + self.gain(date)
        }
    }

    fn gain(self, date: Option<i64>) -> Score {
        let age = self.newest.zip(date).map(|(newest, date)| newest - date);
        age.map_or(0.0, |age| NEWEST / (1.0 + age.max(0) as Score / HALF))
    }
}

/// The dates of a segment; `None` where no document of it has one.
fn dates(segment: &SegmentReader) -> Option<Column<i64>> {
    let dates = segment.fast_fields().i64(column::DATE).ok()?;
    (dates.values.num_vals() > 0).then_some(dates)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::model::Note;
    use crate::search::fixtures::{index, note, ranked};

    fn dated(date: Option<Date>, text: &str) -> Note {
        let mut note = note("t", &[text]);
        note.metadata.date = date;
        note
    }

    #[test]
    fn of_notes_that_match_alike_the_newer_comes_first() {
        let notes = [
            dated(None, "gold rose"),
            dated(Some(date(2020, 1, 1)), "gold rose"),
            dated(Some(date(2026, 1, 1)), "gold rose"),
            dated(Some(date(2025, 1, 1)), "gold rose"),
        ];
        assert_eq!(ranked(&index(&notes).snapshot(), "gold"), [3, 4, 2, 1]);
    }

    #[test]
    fn a_better_match_and_the_typed_spelling_stay_first() {
        let notes = [
            dated(
                Some(date(2026, 1, 1)),
                "gold, and much else of this long day that is over",
            ),
            dated(Some(date(2010, 1, 1)), "gold gold gold"),
            dated(Some(date(2026, 1, 1)), "缩表 缩表"),
            dated(Some(date(2010, 1, 1)), "QT"),
        ];
        let snapshot = index(&notes).snapshot();
        assert_eq!(ranked(&snapshot, "gold"), [2, 1]);
        assert_eq!(ranked(&snapshot, "QT"), [4, 3]);
    }

    #[test]
    fn the_gain_halves_with_a_year_and_never_grows_with_age() {
        let recency = Recency {
            newest: Some(20_000),
        };
        let at = |age: i64| recency.gain(Some(20_000 - age));
        assert!((at(0) - NEWEST).abs() < 1e-6);
        assert!((at(365) - NEWEST / 2.0).abs() < 1e-6);
        assert!((0..3_000).all(|age| at(age) >= at(age + 1)));
        assert!((at(-30) - NEWEST).abs() < 1e-6);
        assert!(recency.gain(None).abs() < 1e-6);
        assert!(Recency { newest: None }.gain(Some(20_000)).abs() < 1e-6);
    }
}
