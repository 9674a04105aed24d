//! Counts the tags of the notes that a query finds.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::schema::column;
use super::terms;

/// Collects each tag with how many notes carry it, most first.
pub(super) struct TagCounter;

impl Collector for TagCounter {
    type Fruit = Vec<(String, usize)>;
    type Child = SegmentTagCounter;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentTagCounter> {
        let tags = segment.fast_fields().str(column::TAGS)?;
        let known = tags.as_ref().map_or(0, |tags| tags.num_terms());
        Ok(SegmentTagCounter {
            tags,
            counts: vec![0; known],
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Vec<(String, usize)>>) -> tantivy::Result<Self::Fruit> {
        let mut written: HashMap<String, usize> = HashMap::new();
        for (tag, count) in segments.into_iter().flatten() {
            *written.entry(tag).or_default() += count;
        }
        let mut written: Vec<_> = written.into_iter().collect();
        sort(&mut written);
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut tags: Vec<(String, usize)> = Vec::new();
        for (tag, count) in written {
            let place = *places.entry(terms::tag(&tag)).or_insert(tags.len());
            match tags.get_mut(place) {
                Some((_, sum)) => *sum += count,
                None => tags.push((tag, count)),
            }
        }
        sort(&mut tags);
        Ok(tags)
    }
}

/// Most first, then by name.
fn sort(tags: &mut [(String, usize)]) {
    tags.sort_unstable_by(|(tag, count), (other, than)| than.cmp(count).then(tag.cmp(other)));
}

/// The counts of one segment, by the ordinals of its tags.
pub(super) struct SegmentTagCounter {
    tags: Option<StrColumn>,
    counts: Vec<usize>,
}

impl SegmentCollector for SegmentTagCounter {
    type Fruit = Vec<(String, usize)>;

    fn collect(&mut self, document: DocId, _: Score) {
        let Some(tags) = &self.tags else {
            return;
        };
        for ordinal in tags.term_ords(document) {
            if let Some(count) = self.counts.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        let Some(tags) = self.tags else {
            return Vec::new();
        };
        // One pass over the dictionary: asking for each tag alone reads its block each time.
        let Ok(mut names) = tags.dictionary().stream() else {
            return Vec::new();
        };
        let mut named = Vec::new();
        for count in self.counts {
            if !names.advance() {
                break;
            }
            if count > 0 {
                named.push((String::from_utf8_lossy(names.key()).into_owned(), count));
            }
        }
        named
    }
}
