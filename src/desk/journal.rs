//! What the user left in notes: places and marks, in the journal below the home.

use std::path::Path;
use std::sync::{Arc, Mutex};

use jiff::Timestamp;

use crate::library;
use crate::model::{Anchor, Kept, Mark};
use crate::store::StoreError;
use crate::store::journal::{Journal, NoteKey};

use super::lazy::lock;
use super::{Desk, DeskError};

/// The journal's file in the home.
const FILE: &str = "journal.db";

impl Desk {
    /// What is kept of the note at a path below the library; nothing where the journal cannot be
    /// used, which is told once by [`Desk::take_notices`].
    pub fn kept(&self, path: &Path) -> Result<Kept, DeskError> {
        let kept = self.with_journal(path, |journal, note| journal.of(note))?;
        Ok(kept.unwrap_or_default())
    }

    /// Keeps where a note was left.
    pub fn leave(&self, path: &Path, anchor: &Anchor, at: Timestamp) -> Result<(), DeskError> {
        self.with_journal(path, |journal, note| journal.leave(note, anchor, at))?;
        Ok(())
    }

    /// Keeps a mark in a note.
    pub fn mark(&self, path: &Path, mark: &Mark, at: Timestamp) -> Result<(), DeskError> {
        self.with_journal(path, |journal, note| journal.mark(note, mark, at))?;
        Ok(())
    }

    /// Does something with the journal about the note at a path; `None` where it cannot be used.
    pub(super) fn with_journal<T>(
        &self,
        path: &Path,
        call: impl FnOnce(&mut Journal, NoteKey<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, DeskError> {
        let path_text = library::relative_text(path);
        let id = library::note_id(path);
        self.use_journal(|journal, library| {
            let path = &path_text;
            call(journal, NoteKey { library, id, path })
        })
    }

    /// Does something with the journal, told what it calls the library; `None` where it cannot be
    /// used.
    pub(super) fn use_journal<T>(
        &self,
        call: impl FnOnce(&mut Journal, &str) -> Result<T, StoreError>,
    ) -> Result<Option<T>, DeskError> {
        let journal = self.journal()?;
        let Some(journal) = &*journal else {
            return Ok(None);
        };
        let root = self.root()?;
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        Ok(Some(call(&mut lock(journal), &root.to_string_lossy())?))
    }

    /// Opened once; one that cannot be used is told once, and reading goes on without it.
    fn journal(&self) -> Result<Arc<Option<Mutex<Journal>>>, DeskError> {
        self.journal.get(|| {
            let opened = Journal::open(&self.setup.home.join(FILE));
            if let Err(error) = &opened {
                lock(&self.notices).push(error.to_string());
            }
            Ok(opened.ok().map(Mutex::new))
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::desk::Setup;
    use crate::indicators::Settings;

    pub(in crate::desk) fn desk(folder: &Path) -> Desk {
        fs::create_dir_all(folder.join("notes")).unwrap();
        Desk::new(Setup {
            library: Some(folder.join("notes")),
            home: folder.join("home"),
            today: date(2026, 2, 6),
            indicators: Settings::default(),
        })
    }

    fn place(passage: usize) -> Anchor {
        Anchor {
            passage,
            quote: "先看".to_owned(),
        }
    }

    #[test]
    fn a_place_and_a_mark_are_there_for_the_next_desk() {
        let folder = tempfile::tempdir().unwrap();
        let note = Path::new("2026/a.md");
        let (first, second) = (desk(folder.path()), desk(folder.path()));
        let mark = Mark {
            letter: 'a',
            anchor: place(3),
        };
        first.leave(note, &place(7), Timestamp::UNIX_EPOCH).unwrap();
        second.mark(note, &mark, Timestamp::UNIX_EPOCH).unwrap();
        for desk in [&first, &second] {
            let kept = desk.kept(note).unwrap();
            assert_eq!(kept.position, Some(place(7)));
            assert_eq!(kept.marks, std::slice::from_ref(&mark));
        }
        assert_eq!(first.kept(Path::new("b.md")).unwrap(), Kept::default());
    }

    #[test]
    fn without_a_journal_reading_goes_on_and_that_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        let file = folder.path().join("home/journal.db");
        fs::write(&file, "no database at all, but words").unwrap();
        let desk = desk(folder.path());
        let note = Path::new("a.md");
        for _ in 0..2 {
            assert_eq!(desk.kept(note).unwrap(), Kept::default());
            desk.leave(note, &place(1), Timestamp::UNIX_EPOCH).unwrap();
        }
        let notices = desk.take_notices();
        assert_eq!(notices.len(), 1, "{notices:?}");
        assert!(
            notices[0].contains("is damaged and was left as it is"),
            "{notices:?}"
        );
        assert!(file.exists());
    }
}
