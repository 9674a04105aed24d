//! Which notes are as they were read, and lists of those that are not, or are newer than a time.

use std::collections::{HashMap, HashSet};
use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, Query as EngineQuery, RangeQuery, TermSetQuery};

use super::query::Query;
use super::schema::column;
use super::{SearchError, Snapshot, Sort};
use crate::model::{NoteId, NoteSummary};

/// What a list leaves out besides what its query does.
#[derive(Debug, Clone, Copy)]
pub enum But<'a> {
    /// These notes.
    Notes(&'a HashSet<NoteId>),
    /// Notes whose files were last written at this time or before, in nanoseconds since 1970 UTC.
    WrittenBy(i64),
}

impl Snapshot {
    /// As [`Self::notes`], leaving some out.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn notes_but(
        &self,
        query: &Query,
        but: But<'_>,
        sort: Sort,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        let stamp = self.fields.stamp;
        let but: (Occur, Box<dyn EngineQuery>) = match but {
            But::Notes(notes) => {
                let ids = notes
                    .iter()
                    .map(|id| Term::from_field_u64(stamp.id, id.get()));
                (Occur::MustNot, Box::new(TermSetQuery::new(ids)))
            }
            But::WrittenBy(time) => {
                let after = Bound::Excluded(Term::from_field_i64(stamp.modified, time));
                let range = RangeQuery::new(after, Bound::Unbounded);
                (Occur::Must, Box::new(range))
            }
        };
        let query = self.planner().plan(query);
        let query = BooleanQuery::new(vec![(Occur::Must, query), but]);
        self.page(&query, sort, 0, limit)
    }

    /// Of notes with a hash of some content each, those that are there and have that content now;
    /// `None` stands for any content.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn unchanged(
        &self,
        contents: &HashMap<NoteId, Option<u64>>,
    ) -> Result<HashSet<NoteId>, SearchError> {
        let mut unchanged = HashSet::with_capacity(contents.len());
        if contents.is_empty() {
            return Ok(unchanged);
        }
        self.each_content(|id, hash| {
            let is_same = |of: &Option<u64>| of.is_none_or(|of| of == hash);
            if contents.get(&id).is_some_and(is_same) {
                unchanged.insert(id);
            }
        })?;
        Ok(unchanged)
    }

    /// Of those of these notes that are there, a hash of the content that they were indexed with.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn contents(
        &self,
        notes: impl Iterator<Item = NoteId>,
    ) -> Result<HashMap<NoteId, u64>, SearchError> {
        let wanted: HashSet<NoteId> = notes.collect();
        let mut contents = HashMap::with_capacity(wanted.len());
        self.each_content(|id, hash| {
            if wanted.contains(&id) {
                contents.insert(id, hash);
            }
        })?;
        Ok(contents)
    }

    fn each_content(&self, mut tell: impl FnMut(NoteId, u64)) -> Result<(), SearchError> {
        for segment in self.searcher.segment_readers() {
            let fast = segment.fast_fields();
            let ids = fast.u64(column::ID)?;
            let hashes = fast.u64(column::HASH)?;
            for document in segment.doc_ids_alive() {
                if let (Some(id), Some(hash)) = (ids.first(document), hashes.first(document)) {
                    tell(NoteId::new(id), hash);
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Entry, FileStamp, fixtures};

    /// Notes 1 to 3, written at 10, 20 and 30, of content 100, 200 and 300.
    fn snapshot() -> Snapshot {
        let index = fixtures::index(&[]);
        let mut writer = index.writer().unwrap();
        for id in 1..=3_u64 {
            let note = fixtures::note(&format!("note {id}"), &["gold"]);
            let entry = Entry {
                summary: &fixtures::summary(id, &note),
                note: &note,
                mentions: &[],
                listed: &[],
                stamp: FileStamp {
                    size: 1,
                    modified_ns: id as i64 * 10,
                    hash: id * 100,
                },
            };
            writer.put(&entry).unwrap();
        }
        writer.commit().unwrap();
        index.refresh().unwrap();
        index.snapshot()
    }

    fn ids(notes: &[NoteSummary]) -> Vec<u64> {
        let mut ids: Vec<u64> = notes.iter().map(|note| note.id.get()).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn notes_are_unchanged_in_the_content_that_was_read() {
        let snapshot = snapshot();
        let read = [(1, Some(100)), (2, Some(7)), (3, None), (4, None)];
        let read = read.map(|(id, content)| (NoteId::new(id), content)).into();
        let unchanged = snapshot.unchanged(&read).unwrap();
        assert_eq!(unchanged, [NoteId::new(1), NoteId::new(3)].into());
        assert_eq!(snapshot.unchanged(&HashMap::new()).unwrap(), HashSet::new());
        let contents = snapshot.contents([NoteId::new(2), NoteId::new(9)].into_iter());
        assert_eq!(contents.unwrap(), [(NoteId::new(2), 200)].into());
    }

    #[test]
    fn a_list_leaves_out_notes_or_times() {
        let snapshot = snapshot();
        let everything = Query::everything();
        let read = [NoteId::new(2), NoteId::new(9)].into();
        for (but, expected) in [
            (But::Notes(&read), vec![1, 3]),
            (But::Notes(&HashSet::new()), vec![1, 2, 3]),
            (But::WrittenBy(20), vec![3]),
            (But::WrittenBy(30), vec![]),
            (But::WrittenBy(-1), vec![1, 2, 3]),
        ] {
            let listed = snapshot.notes_but(&everything, but, Sort::Newest, 9);
            let (notes, total) = listed.unwrap();
            assert_eq!(
                (ids(&notes), total),
                (expected.clone(), expected.len()),
                "{but:?}"
            );
        }
        let one = snapshot.notes_but(&everything, But::WrittenBy(0), Sort::Newest, 1);
        assert_eq!(one.unwrap().1, 3);
    }
}
