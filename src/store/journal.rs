//! What the user made and must never lose: where each note was left, the places marked in it,
//! which notes were read, and the searches that have a name.
//!
//! One `SQLite` file in write-ahead mode, so that two programs may read and write at once; of two
//! that leave the same note, the last one counts. The file is precious: it is only ever added to.
//! One that is damaged, or of a newer layout than this program knows, is refused and stays as it
//! is. Layouts are numbered by `user_version`; see the `schema` module.
//!
//! A note is known by its library and its id, with the path beside it for people and for finding
//! it again after a move. Times are given by the caller: nothing here reads a clock.

mod reading;
mod schema;
mod searches;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, TransactionBehavior, params};

use crate::model::{Anchor, Kept, Mark, NoteId};

use super::StoreError;

pub use reading::{Readings, VisitKey};
pub use searches::{Renamed, SearchName};

/// How long a call waits for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long it waits between two attempts, where it has to try itself.
const PAUSE: Duration = Duration::from_millis(10);

/// Which note, as the journal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteKey<'a> {
    /// The folder of notes that it is in.
    pub library: &'a str,
    /// Its id in that library.
    pub id: NoteId,
    /// Its path below the library.
    pub path: &'a str,
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
    path: PathBuf,
}

impl Journal {
    /// Opens the journal at `path`, making it and its folder where absent.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened, is damaged, or is of a layout that this program does not
    /// know. It is left as it is.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|source| StoreError::JournalFolder {
                path: folder.to_owned(),
                source,
            })?;
        }
        let connection = connect(path).map_err(|error| error.told(path))?;
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }

    /// What is kept of a note; nothing of one that was never read.
    pub fn of(&self, note: NoteKey<'_>) -> Result<Kept, StoreError> {
        self.read(note).map_err(|source| self.failed(source))
    }

    /// Keeps where a note was left.
    pub fn leave(
        &mut self,
        note: NoteKey<'_>,
        anchor: &Anchor,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(note, at, |connection, note| {
            let sql = "INSERT INTO position (note, passage, quote, updated_at)
                       VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (note) DO UPDATE SET
                           passage = excluded.passage,
                           quote = excluded.quote,
                           updated_at = excluded.updated_at";
            let values = params![note, anchor.passage as i64, anchor.quote, at.to_string()];
            connection.prepare_cached(sql)?.execute(values)
        })
    }

    /// Keeps a mark; another of its letter in the note gives way.
    pub fn mark(
        &mut self,
        note: NoteKey<'_>,
        mark: &Mark,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.write(note, at, |connection, note| {
            let sql = "INSERT INTO mark (note, letter, passage, quote, updated_at)
                       VALUES (?1, ?2, ?3, ?4, ?5)
                       ON CONFLICT (note, letter) DO UPDATE SET
                           passage = excluded.passage,
                           quote = excluded.quote,
                           updated_at = excluded.updated_at";
            let anchor = &mark.anchor;
            let letter = mark.letter.to_string();
            let values = params![
                note,
                letter,
                anchor.passage as i64,
                anchor.quote,
                at.to_string()
            ];
            connection.prepare_cached(sql)?.execute(values)
        })
    }

    /// A number that changes whenever another program has written to the journal.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be read.
    pub fn written_elsewhere(&self) -> Result<i64, StoreError> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        version.map_err(|source| self.failed(source))
    }

    fn read(&self, note: NoteKey<'_>) -> Result<Kept, rusqlite::Error> {
        let key = params![note.library, note.id.to_string()];
        let position = self
            .connection
            .prepare_cached(
                "SELECT passage, quote FROM position JOIN note ON note.key = position.note
                 WHERE note.library = ?1 AND note.id = ?2",
            )?
            .query_row(key, |row| anchor(row, 0))
            .optional()?;
        let marks = self
            .connection
            .prepare_cached(
                "SELECT letter, passage, quote FROM mark JOIN note ON note.key = mark.note
                 WHERE note.library = ?1 AND note.id = ?2 ORDER BY letter",
            )?
            .query_map(key, |row| Ok((row.get::<_, String>(0)?, anchor(row, 1)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let mark = |(letter, anchor): (String, Anchor)| {
            let letter = letter.chars().next()?;
            Some(Mark { letter, anchor })
        };
        Ok(Kept {
            position,
            marks: marks.into_iter().filter_map(mark).collect(),
        })
    }

    /// One change of a note, whose row is made or brought up to date first.
    fn write(
        &mut self,
        note: NoteKey<'_>,
        at: Timestamp,
        change: impl FnOnce(&Connection, i64) -> Result<usize, rusqlite::Error>,
    ) -> Result<(), StoreError> {
        self.change(|connection| {
            let key = note_row(connection, note, at)?;
            change(connection, key).map(drop)
        })
    }

    /// One change, done as a whole or not at all.
    fn change<T>(
        &mut self,
        change: impl FnOnce(&Connection) -> Result<T, rusqlite::Error>,
    ) -> Result<T, StoreError> {
        let done = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                let changed = change(&transaction)?;
                transaction.commit()?;
                Ok(changed)
            });
        done.map_err(|source| self.failed(source))
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Journal {
            path: self.path.clone(),
            source,
        }
    }
}

/// The row of a note, with the path that it has now.
fn note_row(
    connection: &Connection,
    note: NoteKey<'_>,
    at: Timestamp,
) -> Result<i64, rusqlite::Error> {
    let sql = "INSERT INTO note (library, id, path, updated_at) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (library, id) DO UPDATE SET
                   path = excluded.path,
                   updated_at = excluded.updated_at
               RETURNING key";
    let values = params![note.library, note.id.to_string(), note.path, at.to_string()];
    connection
        .prepare_cached(sql)?
        .query_row(values, |row| row.get(0))
}

fn anchor(row: &Row<'_>, from: usize) -> Result<Anchor, rusqlite::Error> {
    let passage: i64 = row.get(from)?;
    Ok(Anchor {
        passage: usize::try_from(passage).unwrap_or(0),
        quote: row.get(from + 1)?,
    })
}

/// Why [`connect`] gave no connection.
enum Unusable {
    /// A newer program wrote it; its layout number.
    Newer(i64),
    /// It is no database, or a broken one.
    Damaged,
    /// The database could not be read or written.
    Failed(rusqlite::Error),
}

impl Unusable {
    fn told(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Newer(found) => StoreError::JournalNewer { path, found },
            Self::Damaged => StoreError::JournalDamaged { path },
            Self::Failed(source) => StoreError::Journal { path, source },
        }
    }
}

impl From<rusqlite::Error> for Unusable {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Failed(source),
        }
    }
}

/// Opens the file, brings its layout up to date, and looks whether all of it can be read: what is
/// wrong is found here rather than under a note.
fn connect(path: &Path) -> Result<Connection, Unusable> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    write_ahead(&connection)?;
    // A position is written at every passage; a mark lost to a power cut is set again.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    schema::migrate(&mut connection)
        .map_err(|error| {
            if schema::is_of_statement(&error) {
                Unusable::Damaged
            } else {
                error.into()
            }
        })?
        .map_err(Unusable::Newer)?;
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" || !schema::is_whole(&connection)? {
        return Err(Unusable::Damaged);
    }
    Ok(connection)
}

/// Takes the write-ahead mode. Where two programs do so in a new file at once, the database does
/// not wait for the other as it does elsewhere.
fn write_ahead(connection: &Connection) -> Result<(), rusqlite::Error> {
    let mut waited = Duration::ZERO;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && waited < PATIENCE =>
            {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            done => return done,
        }
    }
}
