//! Which notes were read, which content of each, and when the reader was here.
//!
//! A note is read in the content that it had then: the mark tells a hash of it, and a note of
//! another content counts as new again. A mark taken over from an older layout knows no content and
//! holds for any.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Journal, NoteKey, StoreError, note_row};
use crate::model::NoteId;

/// The notes that were read, each with a hash of the content read; `None` for any content.
pub type Readings = HashMap<NoteId, Option<u64>>;

/// Which visit: one run of the reader in which something was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitKey(i64);

impl Journal {
    /// Marks a note as read in the content of a hash; `is_done` where its end was reached, which
    /// is never taken back by a later reading.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be written; it is then as before.
    pub fn mark_read(
        &mut self,
        note: NoteKey<'_>,
        content: u64,
        is_done: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(note, at, |connection, note| {
            let sql = "INSERT INTO reading (note, content, first_at, last_at, done_at)
                       VALUES (?1, ?2, ?3, ?3, ?4)
                       ON CONFLICT (note) DO UPDATE SET
                           content = excluded.content,
                           last_at = excluded.last_at,
                           done_at = ifnull(excluded.done_at, done_at)";
            let now = at.to_string();
            let done = is_done.then_some(&now);
            let values = params![note, content.cast_signed(), now, done];
            connection.prepare_cached(sql)?.execute(values)
        })
    }

    /// Marks many notes as read at once, all or none.
    ///
    /// # Errors
    ///
    /// As [`Self::mark_read`].
    pub fn mark_all_read(
        &mut self,
        notes: &[(NoteKey<'_>, u64)],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.change(|connection| {
            let sql = "INSERT INTO reading (note, content, first_at, last_at)
                       VALUES (?1, ?2, ?3, ?3)
                       ON CONFLICT (note) DO UPDATE SET
                           content = excluded.content,
                           last_at = excluded.last_at";
            for (note, content) in notes {
                let key = note_row(connection, *note, at)?;
                let values = params![key, content.cast_signed(), at.to_string()];
                connection.prepare_cached(sql)?.execute(values)?;
            }
            Ok(())
        })
    }

    /// Marks notes as never read.
    ///
    /// # Errors
    ///
    /// As [`Self::mark_read`].
    pub fn mark_unread(&mut self, library: &str, notes: &[NoteId]) -> Result<(), StoreError> {
        self.change(|connection| {
            let sql = "DELETE FROM reading WHERE note =
                       (SELECT key FROM note WHERE library = ?1 AND id = ?2)";
            for note in notes {
                connection
                    .prepare_cached(sql)?
                    .execute(params![library, note.to_string()])?;
            }
            Ok(())
        })
    }

    /// Every note of a library that was read.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be read.
    pub fn readings(&self, library: &str) -> Result<Readings, StoreError> {
        let read = || {
            let sql = "SELECT id, content FROM reading JOIN note ON note.key = reading.note
                       WHERE note.library = ?1";
            self.connection
                .prepare_cached(sql)?
                .query_map([library], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<Vec<(String, Option<i64>)>, _>>()
        };
        let rows = read().map_err(|source| self.failed(source))?;
        let reading = |(id, content): (String, Option<i64>)| {
            Some((id.parse().ok()?, content.map(i64::cast_unsigned)))
        };
        Ok(rows.into_iter().filter_map(reading).collect())
    }

    /// Keeps that the reader is here: begins a visit of a library, or prolongs one.
    ///
    /// # Errors
    ///
    /// As [`Self::mark_read`].
    pub fn stay(
        &mut self,
        library: &str,
        visit: Option<VisitKey>,
        at: Timestamp,
    ) -> Result<VisitKey, StoreError> {
        self.change(|connection| {
            if let Some(visit) = visit {
                connection
                    .prepare_cached("UPDATE visit SET ended_at = ?2 WHERE key = ?1")?
                    .execute(params![visit.0, at.to_string()])?;
                return Ok(visit);
            }
            let sql = "INSERT INTO visit (library, began_at, ended_at) VALUES (?1, ?2, ?2)
                       RETURNING key";
            let mut statement = connection.prepare_cached(sql)?;
            let key = statement.query_row(params![library, at.to_string()], |row| row.get(0))?;
            Ok(VisitKey(key))
        })
    }

    /// When the last visit of a library ended; `None` before the first.
    ///
    /// # Errors
    ///
    /// As [`Self::readings`].
    pub fn last_visit(&self, library: &str) -> Result<Option<Timestamp>, StoreError> {
        let read = || {
            // Fractions of a second do not sort as text, and do not matter here.
            let sql = "SELECT ended_at FROM visit WHERE library = ?1
                       ORDER BY ended_at DESC LIMIT 1";
            self.connection
                .prepare_cached(sql)?
                .query_row([library], |row| row.get::<_, String>(0))
                .optional()
        };
        let last = read().map_err(|source| self.failed(source))?;
        Ok(last.and_then(|last| last.parse().ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{home, key, time};
    use super::*;

    fn times(journal: &Journal) -> (String, String, Option<String>) {
        journal
            .connection
            .query_row(
                "SELECT first_at, last_at, done_at FROM reading",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .unwrap()
    }

    #[test]
    fn a_note_is_read_in_its_content() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.readings("/notes").unwrap(), Readings::new());
        // A hash beyond what the database counts to comes back all the same.
        journal.mark_read(key(1), u64::MAX, true, time(1)).unwrap();
        journal
            .mark_read(key(1), u64::MAX - 1, false, time(2))
            .unwrap();
        journal.mark_read(key(2), 7, false, time(2)).unwrap();
        drop(journal);
        let journal = Journal::open(&path).unwrap();
        let expected = [
            (NoteId::new(1), Some(u64::MAX - 1)),
            (NoteId::new(2), Some(7)),
        ];
        assert_eq!(journal.readings("/notes").unwrap(), expected.into());
        assert_eq!(journal.readings("/other").unwrap(), Readings::new());
    }

    #[test]
    fn the_first_and_the_last_reading_and_the_end_are_kept() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        journal.mark_read(key(1), 1, false, time(1)).unwrap();
        journal.mark_read(key(1), 1, true, time(2)).unwrap();
        journal.mark_read(key(1), 2, false, time(3)).unwrap();
        let at = |second| time(second).to_string();
        assert_eq!(times(&journal), (at(1), at(3), Some(at(2))));
    }

    #[test]
    fn many_are_marked_at_once_and_unmarked() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        let notes: Vec<_> = (0..500).map(|id| (key(id), id)).collect();
        journal.mark_all_read(&notes, time(1)).unwrap();
        assert_eq!(journal.readings("/notes").unwrap().len(), 500);
        let some: Vec<_> = (100..500).map(NoteId::new).collect();
        journal.mark_unread("/notes", &some).unwrap();
        journal.mark_unread("/other", &[NoteId::new(1)]).unwrap();
        assert_eq!(journal.readings("/notes").unwrap().len(), 100);
    }

    #[test]
    fn the_last_visit_is_where_the_newest_ended() {
        let (_folder, path) = home();
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.last_visit("/notes").unwrap(), None);
        let first = journal.stay("/notes", None, time(10)).unwrap();
        let second = journal.stay("/notes", None, time(20)).unwrap();
        journal.stay("/other", None, time(99)).unwrap();
        assert_eq!(journal.last_visit("/notes").unwrap(), Some(time(20)));
        assert_eq!(
            journal.stay("/notes", Some(first), time(30)).unwrap(),
            first
        );
        assert_ne!(first, second);
        assert_eq!(journal.last_visit("/notes").unwrap(), Some(time(30)));
    }
}
