//! Counts the tags, or the people, of the notes that a query finds, as most notes write them.

use std::collections::HashMap;
use std::io;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::column;
use super::terms;
use crate::text::fold::folded;

/// Collects each name of a kind with how many notes carry it, most first. Names that are compared
/// alike count as one, written as most notes write it.
pub(super) struct NameCounter {
    column: &'static str,
    compared: fn(&str) -> String,
}

impl NameCounter {
    /// Counts tags.
    pub(super) const fn of_tags() -> Self {
        Self {
            column: column::TAGS,
            compared: terms::tag,
        }
    }

    /// Counts those who speak or wrote.
    pub(super) fn of_speakers() -> Self {
        Self {
            column: column::SPEAKERS,
            compared: |name| folded(name.trim()).into_owned(),
        }
    }
}

impl Collector for NameCounter {
    type Fruit = Vec<(String, usize)>;
    type Child = SegmentNameCounter;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentNameCounter> {
        let names = segment.fast_fields().str(self.column)?;
        let known = names.as_ref().map_or(0, |names| names.num_terms());
        Ok(SegmentNameCounter {
            names,
            counts: vec![0; known],
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Named>) -> tantivy::Result<Self::Fruit> {
        let written = summed(segments)?;
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut names: Vec<(String, usize)> = Vec::new();
        for (name, count) in written {
            let place = *places.entry((self.compared)(&name)).or_insert(names.len());
            match names.get_mut(place) {
                Some((_, sum)) => *sum += count,
                None => names.push((name, count)),
            }
        }
        sort(&mut names);
        Ok(names)
    }
}

/// Names with their counts in one segment.
pub(super) type Named = io::Result<Vec<(String, usize)>>;

/// The counts of all segments, most first.
pub(super) fn summed(segments: Vec<Named>) -> io::Result<Vec<(String, usize)>> {
    let mut sums: HashMap<String, usize> = HashMap::new();
    for segment in segments {
        for (name, count) in segment? {
            *sums.entry(name).or_default() += count;
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sort(&mut sums);
    Ok(sums)
}

/// Most first, then by name.
fn sort(names: &mut [(String, usize)]) {
    names.sort_unstable_by(|(name, count), (other, than)| than.cmp(count).then(name.cmp(other)));
}

/// The counts of one segment, by the ordinals of its names.
pub(super) struct SegmentNameCounter {
    names: Option<StrColumn>,
    counts: Vec<usize>,
}

impl SegmentCollector for SegmentNameCounter {
    type Fruit = Named;

    fn collect(&mut self, document: DocId, _: Score) {
        let Some(names) = &self.names else {
            return;
        };
        for ordinal in names.term_ords(document) {
            if let Some(count) = self.counts.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Some(names) = self.names else {
            return Ok(Vec::new());
        };
        let counts = self.counts.into_iter().zip(0..);
        named(&names, counts.filter(|(count, _)| *count > 0))
    }
}

/// The names of ordinals, in ascending order, with their counts.
///
/// Blocks of the dictionary are read once each.
pub(super) fn named(column: &StrColumn, counts: impl Iterator<Item = (usize, u64)>) -> Named {
    let (counts, ordinals): (Vec<usize>, Vec<u64>) = counts.unzip();
    let mut names = Vec::with_capacity(ordinals.len());
    let take = |name: &[u8]| names.push(String::from_utf8_lossy(name).into_owned());
    column
        .dictionary()
        .sorted_ords_to_term_cb(&ordinals, take)?;
    Ok(names.into_iter().zip(counts).collect())
}
