//! Bringing the index up to date with the files.
//!
//! The folder is walked and compared by size and time; what may have changed
//! is read and compared by content; what has changed is parsed, linked and
//! written. Two threads parse while the index's own write.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::library::{self, Changes, Known, Pending, Reread, Stamp};
use crate::model::{IndexProgress, IndexReport};
use crate::search::{Entry, FileStamp, RejectedFile, SearchError, Writer};

use super::lazy::lock;
use super::{Desk, DeskError};

/// Notes become visible at least this often while a large library is indexed.
const COMMIT_EVERY: Duration = Duration::from_secs(2);

/// Files indexed between two commits at the most.
const COMMIT_FILES: usize = 2_000;

impl Desk {
    /// Indexes what changed since last time, telling of progress and of commits.
    ///
    /// While another process indexes, nothing is done and the report says so.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read or the index cannot be written; single files that cannot
    /// be read are in the report.
    pub fn index(
        &self,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<IndexReport, DeskError> {
        let root = self.root()?;
        let index = self.index_handle()?;
        index.refresh()?;
        let snapshot = index.snapshot();
        let known: Known = snapshot
            .stamps()?
            .into_iter()
            .map(|(id, stamp)| (id, to_library(stamp)))
            .collect();
        let scan = library::scan(&root)?;
        let changes = library::changes(&scan, &known);
        let mut report = IndexReport {
            unchanged: changes.unchanged,
            ..IndexReport::default()
        };
        if !changes.is_empty() {
            match index.writer() {
                Ok(writer) => self.apply(&changes, writer, &mut report, tell)?,
                Err(SearchError::Busy) => report.notices.push(
                    "another tape is indexing this library; its work will show here".to_owned(),
                ),
                Err(error) => return Err(error.into()),
            }
        }
        index.refresh()?;
        let rejected = index.snapshot().rejected()?;
        report.rejected = rejected
            .into_iter()
            .map(|file| (file.path, file.reason))
            .collect();
        report.notices.extend(self.take_notices());
        Ok(report)
    }

    fn apply(
        &self,
        changes: &Changes,
        mut writer: Writer,
        report: &mut IndexReport,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<(), DeskError> {
        for id in &changes.removed {
            writer.remove(*id);
        }
        report.removed = changes.removed.len();
        for file in &changes.newly_rejected {
            writer.reject(&rejected(file), to_search(file.stamp))?;
        }
        let total = changes.new_or_changed.len();
        let mut done = 0;
        let mut committed = Instant::now();
        for batch in changes.new_or_changed.chunks(64) {
            let counts = self.put_all(batch, &writer)?;
            report.indexed += counts.indexed;
            report.unchanged += counts.same;
            done += batch.len();
            let due = committed.elapsed() >= COMMIT_EVERY || done % COMMIT_FILES < 64;
            let commit = due && done < total;
            if commit {
                writer.commit()?;
                committed = Instant::now();
            }
            tell(IndexProgress { done, total }, commit);
        }
        writer.commit()?;
        writer.finish()?;
        Ok(())
    }

    /// Parses and puts a batch on as many threads as there are cores.
    fn put_all(&self, batch: &[Pending], writer: &Writer) -> Result<Counts, DeskError> {
        let next = AtomicUsize::new(0);
        let failed = AtomicBool::new(false);
        let counts = Mutex::new(Counts::default());
        let problem = Mutex::new(None);
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for _ in 0..threads.min(batch.len()) {
                scope.spawn(|| {
                    while !failed.load(Ordering::Relaxed) {
                        let Some(file) = batch.get(next.fetch_add(1, Ordering::Relaxed)) else {
                            return;
                        };
                        match self.put(file, writer) {
                            Ok(Put::Indexed) => lock(&counts).indexed += 1,
                            Ok(Put::Same) => lock(&counts).same += 1,
                            Ok(Put::Rejected) => {}
                            Err(error) => {
                                failed.store(true, Ordering::Relaxed);
                                *lock(&problem) = Some(error);
                            }
                        }
                    }
                });
            }
        });
        match lock(&problem).take() {
            Some(error) => Err(error),
            None => Ok(*lock(&counts)),
        }
    }

    fn put(&self, pending: &Pending, writer: &Writer) -> Result<Put, DeskError> {
        let root = self.root()?;
        let path = &pending.file.path;
        match library::read_if_changed(&root, path, pending.known) {
            Ok(Reread::Same(stamp)) => {
                writer.renew(pending.file.id, to_search(stamp))?;
                Ok(Put::Same)
            }
            Ok(Reread::Changed(loaded)) => {
                let document = self.document(path, loaded.note)?;
                writer.put(&Entry {
                    stamp: to_search(loaded.stamp),
                    summary: &document.summary,
                    note: &document.note,
                    mentions: &document.mentions,
                })?;
                Ok(Put::Indexed)
            }
            Err(file) => {
                writer.reject(&rejected(&file), to_search(file.stamp))?;
                Ok(Put::Rejected)
            }
        }
    }
}

/// What became of a file.
enum Put {
    Indexed,
    Same,
    Rejected,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    indexed: usize,
    same: usize,
}

fn rejected(file: &library::Rejected) -> RejectedFile {
    RejectedFile {
        id: file.id,
        path: file.path.clone(),
        reason: file.reason.to_string(),
    }
}

const fn to_search(stamp: Stamp) -> FileStamp {
    FileStamp {
        size: stamp.size,
        modified_ns: stamp.modified_ns,
        hash: stamp.hash,
    }
}

const fn to_library(stamp: FileStamp) -> Stamp {
    Stamp {
        size: stamp.size,
        modified_ns: stamp.modified_ns,
        hash: stamp.hash,
    }
}
