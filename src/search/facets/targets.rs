//! Counts the terms of what notes mention and of their languages.

use std::ops::Range;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{StrColumn, TermOrdHit};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::search::names::{Named, named, summed};
use crate::search::schema::column;

/// The kinds counted, as they stand before a value; of the rest of a note's terms there may be
/// many more.
const KINDS: [&str; 3] = ["concept:", "lang:", "ticker:"];

/// Collects each term of the kinds counted with how many notes have it, most first.
pub(super) struct TermCounter;

impl Collector for TermCounter {
    type Fruit = Vec<(String, usize)>;
    type Child = SegmentTermCounter;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentTermCounter> {
        let Some(terms) = segment.fast_fields().str(column::TERMS)? else {
            return Ok(SegmentTermCounter {
                terms: None,
                counts: Vec::new(),
            });
        };
        let kinds = KINDS.iter().map(|kind| {
            let ordinals = ordinals(&terms, kind)?;
            let counts = vec![0; (ordinals.end - ordinals.start) as usize];
            Ok((ordinals, counts))
        });
        Ok(SegmentTermCounter {
            counts: kinds.collect::<tantivy::Result<_>>()?,
            terms: Some(terms),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<Named>) -> tantivy::Result<Self::Fruit> {
        Ok(summed(segments)?)
    }
}

/// The ordinals of the terms that begin so: they stand together.
fn ordinals(terms: &StrColumn, kind: &str) -> tantivy::Result<Range<u64>> {
    let dictionary = terms.dictionary();
    let end = kind.trim_end_matches(':').to_owned() + ";";
    let place = |key: &str| -> tantivy::Result<u64> {
        let (TermOrdHit::Exact(place) | TermOrdHit::Next(place)) =
            dictionary.term_ord_or_next(key)?;
        Ok(place.min(dictionary.num_terms() as u64))
    };
    let from = place(kind)?;
    Ok(from..place(&end)?.max(from))
}

/// The counts of one segment, by ordinal, a range for each kind.
pub(super) struct SegmentTermCounter {
    terms: Option<StrColumn>,
    counts: Vec<(Range<u64>, Vec<usize>)>,
}

impl SegmentCollector for SegmentTermCounter {
    type Fruit = Named;

    fn collect(&mut self, document: DocId, _: Score) {
        let Some(terms) = &self.terms else {
            return;
        };
        for ordinal in terms.term_ords(document) {
            for (ordinals, counts) in &mut self.counts {
                if !ordinals.contains(&ordinal) {
                    continue;
                }
                if let Some(count) = counts.get_mut((ordinal - ordinals.start) as usize) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> Named {
        let Some(terms) = self.terms else {
            return Ok(Vec::new());
        };
        let counts = self.counts.into_iter().flat_map(|(ordinals, counts)| {
            let counted = counts.into_iter().zip(ordinals);
            counted.filter(|(count, _)| *count > 0)
        });
        named(&terms, counts)
    }
}
