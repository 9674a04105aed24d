//! Bringing the index up to date with the files.
//!
//! The folder is walked and compared by size and time; what may have changed
//! is read and compared by content; what has changed is parsed, linked and
//! written. Two threads parse while the index's own write.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::library::watch::{Unwatched, Watcher};
use crate::library::{self, Changes, Known, Pending, Reread, Stamp};
use crate::model::{Changed, Document, IndexProgress, IndexReport, NoteId};
use crate::search::{Answers, Engine, Entry, FileStamp, Records, RejectedFile, SearchError};

use super::lazy::lock;
use super::{Desk, DeskError};

/// Notes become visible at least this often while a large library is indexed.
const COMMIT_EVERY: Duration = Duration::from_secs(2);

/// How often it is looked whether another process has finished with the index.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What that process has committed so far is shown once in so many looks.
const LOOKS_A_SHOW: usize = 10;

/// What to do while another process writes the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WhenBusy {
    Wait,
    Leave,
}

impl Desk {
    /// Indexes what changed since last time, telling of progress and of commits.
    ///
    /// While another process writes the index, that is told and waited for; what it did is not
    /// done again, and what it left is.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read or the index cannot be written; single files that cannot
    /// be read are in the report.
    pub fn index(
        &self,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<IndexReport, DeskError> {
        self.bring_up_to_date(&Changed::Everything, WhenBusy::Wait, tell)
    }

    /// The same for who only reads: while another process writes the index, nothing is done and
    /// the report says so.
    ///
    /// # Errors
    ///
    /// As [`Self::index`].
    pub fn index_if_free(
        &self,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<IndexReport, DeskError> {
        self.bring_up_to_date(&Changed::Everything, WhenBusy::Leave, tell)
    }

    /// Indexes what a watcher told of: of single files nothing else is looked at.
    ///
    /// # Errors
    ///
    /// As [`Self::index`].
    pub fn follow(
        &self,
        changed: &Changed,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<IndexReport, DeskError> {
        self.bring_up_to_date(changed, WhenBusy::Wait, tell)
    }

    /// Begins to watch the library; what keeps the system from telling is among the notices where
    /// the user can help it.
    ///
    /// # Errors
    ///
    /// Where there is no library.
    pub fn watch(&self) -> Result<Watcher, DeskError> {
        let (watcher, why) = Watcher::new(&self.root()?, &self.setup.home);
        match why {
            Some(Unwatched::Limit) => lock(&self.notices).push(Unwatched::Limit.to_string()),
            Some(why) => tracing::info!("{why}"),
            None => {}
        }
        Ok(watcher)
    }

    fn bring_up_to_date(
        &self,
        changed: &Changed,
        when_busy: WhenBusy,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<IndexReport, DeskError> {
        let mut report = IndexReport::default();
        self.reload_lexicon()?;
        let own = self.own_fingerprint()?;
        let index = loop {
            let index = self.index_to_list()?;
            let is_linked = index.linked_with() == own;
            let changes = if is_linked {
                self.changes(changed, &*index.answers())?
            } else {
                self.all_changed(&*index.answers())?
            };
            report.unchanged = changes.unchanged;
            if changes.is_empty() && is_linked && !index.was_interrupted() {
                break index;
            }
            match self.index_to_search()?.records() {
                Ok(writer) => {
                    report.notices.extend(interruption(&*writer, &changes));
                    self.apply(&changes, writer, &mut report, tell)?;
                    if !is_linked {
                        index.mark_linked_with(own)?;
                    }
                    break index;
                }
                Err(SearchError::Busy) if when_busy == WhenBusy::Leave => {
                    report.notices.push(
                        "another tape is indexing this library; its work will show here".to_owned(),
                    );
                    break index;
                }
                Err(SearchError::Busy) => wait_for_writer(&**index, tell)?,
                Err(error) => return Err(error.into()),
            }
        };
        index.refresh()?;
        let rejected = index.answers().rejected()?;
        report.rejected = rejected
            .into_iter()
            .map(|file| (file.path, file.reason))
            .collect();
        report.notices.extend(self.take_notices());
        Ok(report)
    }

    /// What is to be done so that the index says what the files say.
    fn changes(&self, changed: &Changed, snapshot: &dyn Answers) -> Result<Changes, DeskError> {
        let root = self.root()?;
        if let Changed::Files(paths) = changed
            && let Some(scan) = library::scan_files(&root, paths)
        {
            let ids: Vec<_> = paths.iter().map(|path| library::note_id(path)).collect();
            return Ok(library::changes(&scan, &known(snapshot.stamps_of(&ids)?)));
        }
        let known = known(snapshot.stamps()?);
        Ok(library::changes(&library::scan(&root)?, &known))
    }

    /// The same where every note is to be linked anew: all are taken as changed.
    fn all_changed(&self, snapshot: &dyn Answers) -> Result<Changes, DeskError> {
        let mut known = known(snapshot.stamps()?);
        for stamp in known.values_mut() {
            // No file is as large, and its content is another.
            *stamp = Stamp {
                size: u64::MAX,
                hash: !stamp.hash,
                ..*stamp
            };
        }
        Ok(library::changes(&library::scan(&self.root()?)?, &known))
    }

    fn apply(
        &self,
        changes: &Changes,
        mut writer: Box<dyn Records>,
        report: &mut IndexReport,
        tell: &mut dyn FnMut(IndexProgress, bool),
    ) -> Result<(), DeskError> {
        match self.write(changes, &mut *writer, report, tell) {
            Ok(()) => Ok(writer.finish()?),
            Err(DeskError::Search(error)) => Err(writer.cause(error).into()),
            Err(error) => Err(error),
        }
    }

    fn write(
        &self,
        changes: &Changes,
        writer: &mut dyn Records,
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
        let progress = |done| IndexProgress {
            done,
            total,
            waiting: false,
        };
        let mut done = 0;
        let mut committed: Option<Instant> = None;
        for batch in changes.new_or_changed.chunks(64) {
            let counts = self.put_all(batch, writer)?;
            report.indexed += counts.indexed;
            report.unchanged += counts.same;
            done += batch.len();
            // The first notes show at once: there is something to read while the rest is indexed.
            let due = committed.is_none_or(|last| last.elapsed() >= COMMIT_EVERY);
            let commit = due && done < total;
            if commit {
                writer.commit()?;
                committed = Some(Instant::now());
            }
            tell(progress(done), commit);
        }
        writer.commit()?;
        // All of it can be seen now; what follows only tidies.
        tell(progress(total), true);
        Ok(())
    }

    /// Parses and puts a batch on as many threads as there are cores.
    fn put_all(&self, batch: &[Pending], writer: &dyn Records) -> Result<Counts, DeskError> {
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

    fn put(&self, pending: &Pending, writer: &dyn Records) -> Result<Put, DeskError> {
        // One file that the reader has an error with must not keep all others from being indexed.
        let read = catch_unwind(AssertUnwindSafe(|| self.read(pending)));
        match read.unwrap_or_else(|_| Ok(Read::Rejected(failed(pending), unread(pending))))? {
            Read::Same(stamp) => {
                writer.renew(pending.file.id, stamp)?;
                Ok(Put::Same)
            }
            Read::Changed(document, stamp) => {
                writer.put(&Entry {
                    stamp,
                    summary: &document.summary,
                    note: &document.note,
                    mentions: &document.mentions,
                    listed: &self.lexicon()?.listed(&document.note),
                })?;
                Ok(Put::Indexed)
            }
            Read::Rejected(file, stamp) => {
                writer.reject(&file, stamp)?;
                Ok(Put::Rejected)
            }
        }
    }

    fn read(&self, pending: &Pending) -> Result<Read, DeskError> {
        let root = self.root()?;
        let path = &pending.file.path;
        Ok(
            match library::read_if_changed(&root, path, pending.known, self) {
                Ok(Reread::Same(stamp)) => Read::Same(to_search(stamp)),
                Ok(Reread::Changed(loaded)) => {
                    let document = self.document(path, loaded.note)?;
                    Read::Changed(Box::new(document), to_search(loaded.stamp))
                }
                Err(file) => Read::Rejected(rejected(&file), to_search(file.stamp)),
            },
        )
    }
}

/// Waits until another process no longer writes the index, however it ended, showing what it does.
fn wait_for_writer(
    index: &dyn Engine,
    tell: &mut dyn FnMut(IndexProgress, bool),
) -> Result<(), DeskError> {
    let waiting = IndexProgress {
        waiting: true,
        ..IndexProgress::default()
    };
    tell(waiting, false);
    for look in 1_usize.. {
        std::thread::sleep(LOOK_EVERY);
        let is_over = !index.is_being_written();
        if is_over || look.is_multiple_of(LOOKS_A_SHOW) {
            index.refresh()?;
            tell(waiting, true);
        }
        if is_over {
            break;
        }
    }
    Ok(())
}

/// What to tell where the writer before this one was stopped.
fn interruption(writer: &dyn Records, changes: &Changes) -> Option<String> {
    if !writer.follows_interruption() {
        return None;
    }
    let missing = changes.new_or_changed.len();
    Some(match missing {
        0 => "the last indexing was stopped at its end: the index is whole".to_owned(),
        1 => "the last indexing was stopped: the index stood as before it, but for what it had \
              saved; the file that it lacked is read now"
            .to_owned(),
        _ => format!(
            "the last indexing was stopped: the index stood as before it, but for what it had \
             saved; the {missing} files that it lacked are read now"
        ),
    })
}

fn known(stamps: HashMap<NoteId, FileStamp>) -> Known {
    let stamps = stamps.into_iter();
    stamps.map(|(id, stamp)| (id, to_library(stamp))).collect()
}

/// A file as it was found.
enum Read {
    Same(FileStamp),
    Changed(Box<Document>, FileStamp),
    Rejected(RejectedFile, FileStamp),
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

/// The error is ours, so the file is named with that.
fn failed(pending: &Pending) -> RejectedFile {
    RejectedFile {
        id: pending.file.id,
        path: pending.file.path.clone(),
        reason: "reading it ended in an internal error: please report this file".to_owned(),
    }
}

/// The state of a file whose content was not taken in.
const fn unread(pending: &Pending) -> FileStamp {
    FileStamp {
        size: pending.file.size,
        modified_ns: pending.file.modified_ns,
        hash: 0,
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
