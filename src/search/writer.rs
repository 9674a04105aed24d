//! Puts notes into the index and takes them out; nothing is seen before [`Writer::commit`].

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::merge_policy::LogMergePolicy;
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument, TantivyError, Term};

use super::SearchError;
use super::document::{self, Entry, FileStamp};
use super::error::is_full;
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

/// Lies beside the index while it is written: found without a writer, the writer was stopped.
const UNFINISHED: &str = "tape-unfinished";

/// Bytes written to learn whether there is room.
const PROBE: usize = 1 << 20;

/// The one writer of an index.
///
/// Shared by reference, so that several threads may parse and put; terms are made on its own.
/// Dropped without a commit, it leaves the index as it was.
pub struct Writer {
    inner: IndexWriter<TantivyDocument>,
    reader: IndexReader,
    fields: Fields,
    /// Where the index lies; `None` in memory.
    folder: Option<PathBuf>,
    follows_interruption: bool,
}

impl Writer {
    pub(super) fn new(
        index: &Index,
        reader: IndexReader,
        fields: Fields,
        folder: Option<&Path>,
    ) -> Result<Self, SearchError> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let inner = index
            .writer_with_num_threads(threads.min(MAX_THREADS), MEMORY)
            .map_err(|error| SearchError::in_folder(error, folder))?;
        let follows_interruption = folder.is_some_and(|folder| unfinished(folder).exists());
        if let Some(folder) = folder {
            fs::write(unfinished(folder), "").map_err(|error| at(folder, error))?;
        }
        // A writer that was killed leaves files of no commit, whose names the next one may need.
        inner
            .garbage_collect_files()
            .wait()
            .map_err(|error| SearchError::in_folder(error, folder))?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MAX_REMOVED_SHARE);
        inner.set_merge_policy(Box::new(policy));
        Ok(Self {
            inner,
            reader,
            fields,
            folder: folder.map(Path::to_owned),
            follows_interruption,
        })
    }

    /// Whether the writer before this one was stopped before its end. What it had committed is
    /// there, what it had not is not.
    #[must_use]
    pub const fn follows_interruption(&self) -> bool {
        self.follows_interruption
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
        self.inner
            .commit()
            .map_err(|error| SearchError::in_folder(error, self.folder.as_deref()))?;
        self.reader.reload()?;
        Ok(())
    }

    /// What is behind a failure of [`Self::put`], which learns only that a thread has ended.
    #[must_use]
    pub fn cause(mut self, error: SearchError) -> SearchError {
        if !matches!(&error, SearchError::Engine(TantivyError::ErrorInThread(_))) {
            return error;
        }
        let folder = self.folder.as_deref();
        // Nothing is committed once a thread has failed; its own error comes back, or another's
        // that only says the same.
        match self.inner.prepare_commit().map(drop) {
            Err(TantivyError::ErrorInThread(_)) | Ok(()) => {}
            Err(cause) => return SearchError::in_folder(cause, folder),
        }
        folder.and_then(no_room).unwrap_or(error)
    }

    /// Waits until segments that are being merged are written, and closes the writer.
    ///
    /// A program that ends without it loses only the merge.
    ///
    /// # Errors
    ///
    /// When a merge failed.
    pub fn finish(self) -> Result<(), SearchError> {
        // All is committed; a merge that is lost is made again.
        if let Some(folder) = &self.folder {
            fs::remove_file(unfinished(folder)).map_err(|error| at(folder, error))?;
        }
        self.inner
            .wait_merging_threads()
            .map_err(|error| SearchError::in_folder(error, self.folder.as_deref()))?;
        self.reader.reload()?;
        Ok(())
    }

    fn replace(&self, id: NoteId, document: TantivyDocument) -> Result<(), SearchError> {
        self.remove(id);
        self.inner.add_document(document)?;
        Ok(())
    }
}

/// The file that lies in the folder of an index while it is written.
pub(super) fn unfinished(folder: &Path) -> PathBuf {
    folder.join(UNFINISHED)
}

/// That there is no room in a folder, found by writing there what is removed again.
fn no_room(folder: &Path) -> Option<SearchError> {
    let probe = folder.join("tape-probe");
    let written = fs::write(&probe, vec![0; PROBE]);
    // Nothing is there where not even a name could be written.
    drop(fs::remove_file(&probe));
    let error = written.err().filter(|error| is_full(error.kind()))?;
    Some(at(folder, error))
}

fn at(folder: &Path, source: io::Error) -> SearchError {
    let path = folder.to_owned();
    match source.kind() {
        kind if is_full(kind) => SearchError::Full { path, kind },
        _ => SearchError::Folder { path, source },
    }
}
