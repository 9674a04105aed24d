//! Where in a document a pattern stands, by the positions that the index keeps.
//!
//! Nothing stands across passages: their positions lie further apart than anything may ask.

use std::ops::Range;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader};

use super::pattern::Pattern;

/// Where one pattern stands in the documents of a segment.
pub(super) struct Places {
    /// Of each part of the pattern, the postings of the terms that it may be.
    parts: Vec<Vec<SegmentPostings>>,
    width: usize,
}

impl Places {
    pub(super) fn new(
        pattern: &Pattern,
        field: Field,
        reader: &SegmentReader,
    ) -> tantivy::Result<Self> {
        let inverted = reader.inverted_index(field)?;
        let option = IndexRecordOption::WithFreqsAndPositions;
        let last = pattern.parts.len().saturating_sub(1);
        let mut parts = Vec::with_capacity(pattern.parts.len());
        for (at, term) in pattern.terms(field).iter().enumerate() {
            let mut postings = Vec::new();
            if pattern.is_open && at == last {
                let beginning = term.serialized_value_bytes();
                let mut terms = inverted.terms().range().ge(beginning).into_stream()?;
                while terms.advance() && terms.key().starts_with(beginning) {
                    let info = terms.value();
                    postings.push(inverted.read_postings_from_terminfo(info, option)?);
                }
            } else {
                postings.extend(inverted.read_postings(term, option)?);
            }
            parts.push(postings);
        }
        Ok(Self {
            parts,
            width: pattern.width(),
        })
    }

    /// Adds the positions that the pattern covers in a document, later than any asked for before.
    pub(super) fn add(&mut self, doc: DocId, found: &mut Vec<Range<usize>>) {
        let mut starts: Option<Vec<u32>> = None;
        for (offset, postings) in self.parts.iter_mut().enumerate() {
            let here = positions(postings, doc, offset as u32);
            let both = match starts {
                None => here,
                Some(mut starts) => {
                    starts.retain(|start| here.binary_search(start).is_ok());
                    starts
                }
            };
            if both.is_empty() {
                return;
            }
            starts = Some(both);
        }
        let starts = starts.into_iter().flatten().map(|start| start as usize);
        found.extend(starts.map(|start| start..start + self.width));
    }
}

/// The positions of any of these terms in a document, less an offset, in ascending order.
fn positions(postings: &mut [SegmentPostings], doc: DocId, offset: u32) -> Vec<u32> {
    let mut all = Vec::new();
    let mut here = Vec::new();
    for one in postings {
        if one.doc() < doc {
            one.seek(doc);
        }
        if one.doc() == doc {
            one.positions(&mut here);
            all.extend(here.iter().filter_map(|at| at.checked_sub(offset)));
        }
    }
    all.sort_unstable();
    all
}
