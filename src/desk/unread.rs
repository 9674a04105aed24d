//! Which notes were read, and since when there is news.
//!
//! A note counts as read in the content that it had then: one that changed is new again. What was
//! read is kept in memory beside the journal, made anew where the index or another program's
//! writing has moved on, and holds for this run even without a journal.
//!
//! A visit is a run in which something was read, so that a glance does not make the news old; what
//! is new is what was written since the last visit before this run ended.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::library;
use crate::model::{NoteId, NoteList, NoteSummary, Only, Since};
use crate::search::{Answers, But, Query, Sort};
use crate::store::journal::{NoteKey, Readings, VisitKey};

use super::lazy::lock;
use super::{Desk, DeskError};

/// What is known of reading, and for what.
#[derive(Default)]
pub(super) struct Reads {
    /// What was read, by the journal and by this run.
    readings: Readings,
    /// The journal as of which they are.
    journal: Option<i64>,
    /// The notes whose content is still what was read, by the commit of the index.
    unchanged: Option<(u64, Arc<HashSet<NoteId>>)>,
    /// The visit that this run is; none before something is read.
    visit: Option<VisitKey>,
    before: Before,
}

/// When the visit before this run ended.
#[derive(Clone, Copy, Default)]
enum Before {
    /// The journal was not asked yet.
    #[default]
    Unasked,
    /// There was none.
    Never,
    At(Timestamp),
}

impl Desk {
    /// The notes that were read as they are now.
    ///
    /// # Errors
    ///
    /// Where the index or the journal cannot be read.
    pub fn read_notes(&self) -> Result<Arc<HashSet<NoteId>>, DeskError> {
        self.read_notes_of(&*self.snapshot()?)
    }

    pub(super) fn read_notes_of(
        &self,
        snapshot: &dyn Answers,
    ) -> Result<Arc<HashSet<NoteId>>, DeskError> {
        let mut reads = lock(&self.reads);
        self.look_up_readings(&mut reads)?;
        let generation = snapshot.generation();
        if let Some((of, unchanged)) = &reads.unchanged
            && *of == generation
        {
            return Ok(Arc::clone(unchanged));
        }
        let unchanged = Arc::new(snapshot.unchanged(&reads.readings)?);
        reads.unchanged = Some((generation, Arc::clone(&unchanged)));
        Ok(unchanged)
    }

    /// Marks the note at a path below the library as read as it is now; `is_done` where its end
    /// was reached.
    ///
    /// # Errors
    ///
    /// Where its file is gone or the journal cannot be written.
    pub fn mark_read(&self, path: &Path, is_done: bool, at: Timestamp) -> Result<(), DeskError> {
        let stamp = library::stamp_of_content(&self.root()?, path).map_err(DeskError::Note)?;
        let id = library::note_id(path);
        let mut reads = lock(&self.reads);
        self.look_up_readings(&mut reads)?;
        self.remember_last_visit(&mut reads)?;
        reads.take(id, Some(stamp.hash));
        let visit = reads.visit;
        self.with_journal(path, |journal, note| {
            journal.mark_read(note, stamp.hash, is_done, at)
        })?;
        reads.visit = self.use_journal(|journal, library| journal.stay(library, visit, at))?;
        Ok(())
    }

    /// Marks notes as read, or as never read, in the content that the index knows.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read or the journal cannot be written.
    pub fn set_read(
        &self,
        notes: &[NoteSummary],
        is_read: bool,
        at: Timestamp,
    ) -> Result<(), DeskError> {
        let ids: Vec<NoteId> = notes.iter().map(|note| note.id).collect();
        let contents = self.snapshot()?.contents(&ids)?;
        let mut reads = lock(&self.reads);
        self.look_up_readings(&mut reads)?;
        for note in notes {
            if is_read {
                reads.take(note.id, contents.get(&note.id).copied());
            } else {
                reads.drop_mark(note.id);
            }
        }
        let paths: Vec<String> = notes
            .iter()
            .map(|note| library::relative_text(&note.path))
            .collect();
        self.use_journal(|journal, library| {
            if !is_read {
                return journal.mark_unread(library, &ids);
            }
            let marked = notes.iter().zip(&paths).filter_map(|(note, path)| {
                let id = note.id;
                let key = NoteKey { library, id, path };
                Some((key, *contents.get(&id)?))
            });
            journal.mark_all_read(&marked.collect::<Vec<_>>(), at)
        })?;
        Ok(())
    }

    /// The notes of a kind, newest first, with the tags of all.
    ///
    /// # Errors
    ///
    /// Where the index or the journal cannot be read.
    pub fn list_only(&self, only: Only, limit: usize) -> Result<NoteList, DeskError> {
        if only == Only::All {
            return self.notes(limit);
        }
        let snapshot = self.snapshot()?;
        let all = Query::everything();
        let mut list = NoteList {
            only,
            tags: snapshot.counts_by_tag(&all)?,
            ..NoteList::default()
        };
        let read;
        let but = match only {
            Only::New => match self.last_visit()? {
                Some(visit) => {
                    let at = visit.to_zoned(TimeZone::system()).datetime();
                    let is_today = at.date() == self.setup.today;
                    list.since = Some(Since { at, is_today });
                    But::WrittenBy(nanoseconds(visit))
                }
                // There is nothing to compare with.
                None => return Ok(list),
            },
            Only::All | Only::Unread => {
                read = self.read_notes_of(&*snapshot)?;
                But::Notes(&read)
            }
        };
        (list.notes, list.total) = snapshot.notes_but(&all, but, Sort::Newest, limit)?;
        Ok(list)
    }

    /// When the last visit before this run ended; `None` where this is the first, or without a
    /// journal.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be read.
    pub fn last_visit(&self) -> Result<Option<Timestamp>, DeskError> {
        self.remember_last_visit(&mut lock(&self.reads))
    }

    /// Asked before this run's own visit begins.
    fn remember_last_visit(&self, reads: &mut Reads) -> Result<Option<Timestamp>, DeskError> {
        if matches!(reads.before, Before::Unasked) {
            let last = self.use_journal(|journal, library| journal.last_visit(library))?;
            reads.before = last.flatten().map_or(Before::Never, Before::At);
        }
        Ok(match reads.before {
            Before::At(last) => Some(last),
            Before::Unasked | Before::Never => None,
        })
    }

    /// Brings what is known to have been read up to date with the journal.
    fn look_up_readings(&self, reads: &mut Reads) -> Result<(), DeskError> {
        let known = reads.journal;
        let found = self.use_journal(|journal, library| {
            let now = journal.written_elsewhere()?;
            if known == Some(now) {
                return Ok(None);
            }
            Ok(Some((now, journal.readings(library)?)))
        })?;
        if let Some((now, readings)) = found.flatten() {
            reads.journal = Some(now);
            reads.readings = readings;
            reads.unchanged = None;
        }
        Ok(())
    }
}

/// As files are stamped; the time is of this age.
fn nanoseconds(time: Timestamp) -> i64 {
    i64::try_from(time.as_nanosecond()).unwrap_or(i64::MAX)
}

impl Reads {
    fn take(&mut self, note: NoteId, content: Option<u64>) {
        self.readings.insert(note, content);
        // A set that is being read elsewhere stays as it is.
        if let Some((_, unchanged)) = &mut self.unchanged {
            Arc::make_mut(unchanged).insert(note);
        }
    }

    fn drop_mark(&mut self, note: NoteId) {
        self.readings.remove(&note);
        if let Some((_, unchanged)) = &mut self.unchanged {
            Arc::make_mut(unchanged).remove(&note);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::journal::tests::desk;
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// A library of notes with these names, indexed.
    fn library(folder: &Path, names: &[&str]) -> Desk {
        let desk = desk(folder);
        for name in names {
            fs::write(
                folder.join("notes").join(name),
                format!("# {name}\n\nGold.\n"),
            )
            .unwrap();
        }
        desk.index(&mut |_, _| {}).unwrap();
        desk
    }

    fn read(desk: &Desk) -> Vec<String> {
        let read = desk.read_notes().unwrap();
        let mut notes = desk.notes(100).unwrap().notes;
        notes.retain(|note| read.contains(&note.id));
        let mut names: Vec<_> = notes
            .iter()
            .map(|note| note.path.display().to_string())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_note_is_read_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let first = library(folder.path(), &["a.md", "b.md", "c.md"]);
        assert_eq!(read(&first), [""; 0]);
        for name in ["a.md", "b.md"] {
            first.mark_read(Path::new(name), false, at(1)).unwrap();
        }
        assert_eq!(read(&first), ["a.md", "b.md"]);
        let next = desk(folder.path());
        assert_eq!(read(&next), ["a.md", "b.md"]);
        fs::write(folder.path().join("notes/a.md"), "# a.md\n\nSilver.\n").unwrap();
        next.index(&mut |_, _| {}).unwrap();
        assert_eq!(read(&next), ["b.md"]);
        next.mark_read(Path::new("a.md"), true, at(2)).unwrap();
        assert_eq!(read(&next), ["a.md", "b.md"]);
        // What the other program wrote is seen, in the index as it now is.
        assert_eq!(read(&first), ["a.md", "b.md"]);
    }

    #[test]
    fn a_file_touched_without_a_change_stays_read() {
        let folder = tempfile::tempdir().unwrap();
        let desk = library(folder.path(), &["a.md"]);
        desk.mark_read(Path::new("a.md"), false, at(1)).unwrap();
        let file = fs::File::options()
            .append(true)
            .open(folder.path().join("notes/a.md"));
        file.unwrap()
            .set_modified(std::time::SystemTime::UNIX_EPOCH)
            .unwrap();
        desk.index(&mut |_, _| {}).unwrap();
        assert_eq!(read(&desk), ["a.md"]);
    }

    #[test]
    fn marks_are_set_and_taken_back_for_many() {
        let folder = tempfile::tempdir().unwrap();
        let first = library(folder.path(), &["a.md", "b.md", "c.md"]);
        let notes = first.notes(100).unwrap().notes;
        first.set_read(&notes, true, at(1)).unwrap();
        assert_eq!(read(&first).len(), 3);
        first.set_read(&notes[..1], false, at(2)).unwrap();
        assert_eq!(read(&first).len(), 2);
        assert_eq!(read(&desk(folder.path())).len(), 2);
    }

    #[test]
    fn a_visit_begins_with_reading() {
        let folder = tempfile::tempdir().unwrap();
        let first = library(folder.path(), &["a.md"]);
        assert_eq!(first.last_visit().unwrap(), None);
        first.mark_read(Path::new("a.md"), false, at(50)).unwrap();
        first.mark_read(Path::new("a.md"), true, at(60)).unwrap();
        // Its own reading does not make the news old.
        assert_eq!(first.last_visit().unwrap(), None);
        let glance = desk(folder.path());
        assert_eq!(glance.last_visit().unwrap(), Some(at(60)));
        drop(glance);
        let next = desk(folder.path());
        next.mark_read(Path::new("a.md"), false, at(90)).unwrap();
        assert_eq!(next.last_visit().unwrap(), Some(at(60)));
        assert_eq!(desk(folder.path()).last_visit().unwrap(), Some(at(90)));
    }

    fn listed(desk: &Desk, only: Only) -> Vec<String> {
        let list = desk.list_only(only, 100).unwrap();
        assert_eq!((list.only, list.total), (only, list.notes.len()));
        let names = list
            .notes
            .iter()
            .map(|note| note.path.display().to_string());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn lists_hold_what_is_unread_or_new() {
        let folder = tempfile::tempdir().unwrap();
        let first = library(folder.path(), &["a.md", "b.md"]);
        assert_eq!(listed(&first, Only::Unread), ["a.md", "b.md"]);
        // Before the first visit nothing is known to be new.
        assert_eq!(listed(&first, Only::New), [""; 0]);
        first.mark_read(Path::new("a.md"), false, at(1)).unwrap();
        assert_eq!(listed(&first, Only::Unread), ["b.md"]);
        assert_eq!(listed(&first, Only::All), ["a.md", "b.md"]);
        let next = desk(folder.path());
        let stamp = |name: &str, second: u64| {
            let file = folder.path().join("notes").join(name);
            let file = fs::File::options().append(true).open(file).unwrap();
            let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(second);
            file.set_modified(time).unwrap();
        };
        for (name, second) in [("old.md", 1), ("new.md", 2)] {
            fs::write(folder.path().join("notes").join(name), "# x\n\nGold.\n").unwrap();
            stamp(name, second);
        }
        next.index(&mut |_, _| {}).unwrap();
        let new = listed(&next, Only::New);
        assert!(
            new.contains(&"new.md".to_owned()) && !new.contains(&"old.md".to_owned()),
            "{new:?}"
        );
        assert!(next.list_only(Only::New, 1).unwrap().since.is_some());
    }

    #[test]
    fn without_a_journal_this_run_remembers() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        fs::write(folder.path().join("home/journal.db"), "words").unwrap();
        let one = library(folder.path(), &["a.md"]);
        one.mark_read(Path::new("a.md"), false, at(1)).unwrap();
        assert_eq!(read(&one), ["a.md"]);
        assert_eq!(one.last_visit().unwrap(), None);
        assert_eq!(read(&desk(folder.path())), [""; 0]);
    }

    #[test]
    fn a_note_that_is_gone_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let desk = library(folder.path(), &[]);
        let error = desk
            .mark_read(Path::new("gone.md"), false, at(1))
            .unwrap_err();
        assert!(matches!(error, DeskError::Note(_)), "{error}");
    }
}
