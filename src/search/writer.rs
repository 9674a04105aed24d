//! Puts notes into the index and takes them out; nothing is seen before [`Writer::commit`].

use tantivy::merge_policy::LogMergePolicy;
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument, Term};

use super::SearchError;
use super::document::{self, Entry, FileStamp};
use super::record::RejectedFile;
use super::schema::Fields;
use crate::model::NoteId;

/// Memory that a writer collects terms in before it writes segments, over all threads, in bytes.
const MEMORY: usize = 64_000_000;

/// At most this many threads turn texts into terms.
const MAX_THREADS: usize = 4;

/// A segment with more than this share of removed documents is merged away: tantivy's own default
/// never merges for removals alone, so an edited library would grow for ever.
const MAX_REMOVED_SHARE: f32 = 0.3;

/// The one writer of an index.
///
/// Shared by reference, so that several threads may parse and put; terms are made on its own.
/// Dropped without a commit, it leaves the index as it was.
pub struct Writer {
    inner: IndexWriter<TantivyDocument>,
    reader: IndexReader,
    fields: Fields,
}

impl Writer {
    pub(super) fn new(
        index: &Index,
        reader: IndexReader,
        fields: Fields,
    ) -> Result<Self, SearchError> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let inner = index.writer_with_num_threads(threads.min(MAX_THREADS), MEMORY)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MAX_REMOVED_SHARE);
        inner.set_merge_policy(Box::new(policy));
        Ok(Self {
            inner,
            reader,
            fields,
        })
    }

    /// Indexes a note in the place of what stood under its id.
    ///
    /// # Errors
    ///
    /// When the engine's threads failed, as on a full disk.
    pub fn put(&self, entry: &Entry<'_>) -> Result<(), SearchError> {
        let document = document::of_note(&self.fields, entry)?;
        self.replace(entry.summary.id, document)
    }

    /// Remembers a file that is no note, in the place of what stood under its id.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn reject(&self, file: &RejectedFile, stamp: FileStamp) -> Result<(), SearchError> {
        let document = document::of_rejected(&self.fields, file, stamp)?;
        self.replace(file.id, document)
    }

    /// Remembers a new stamp for a file whose content is as it was.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn renew(&self, id: NoteId, stamp: FileStamp) -> Result<(), SearchError> {
        self.inner
            .delete_term(Term::from_field_u64(self.fields.stamp.renewed, id.get()));
        let document = document::of_renewed(&self.fields, id, stamp);
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Takes a note or a rejected file out; nothing happens where there is none.
    pub fn remove(&self, id: NoteId) {
        for field in [self.fields.stamp.id, self.fields.stamp.renewed] {
            self.inner
                .delete_term(Term::from_field_u64(field, id.get()));
        }
    }

    /// Takes everything out.
    ///
    /// # Errors
    ///
    /// As [`Self::put`].
    pub fn clear(&self) -> Result<(), SearchError> {
        self.inner.delete_all_documents()?;
        Ok(())
    }

    /// Makes everything since the last commit seen, all at once, by this process and others.
    ///
    /// # Errors
    ///
    /// When it cannot be written; the index then stays as of the commit before.
    pub fn commit(&mut self) -> Result<(), SearchError> {
        self.inner.commit()?;
        self.reader.reload()?;
        Ok(())
    }

    /// Waits until segments that are being merged are written, and closes the writer.
    ///
    /// A program that ends without it loses only the merge.
    ///
    /// # Errors
    ///
    /// When a merge failed.
    pub fn finish(self) -> Result<(), SearchError> {
        self.inner.wait_merging_threads()?;
        self.reader.reload()?;
        Ok(())
    }

    fn replace(&self, id: NoteId, document: TantivyDocument) -> Result<(), SearchError> {
        self.remove(id);
        self.inner.add_document(document)?;
        Ok(())
    }
}
