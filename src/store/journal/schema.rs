//! The layouts of the journal, each made from the one before.
//!
//! | layout | adds |
//! |-|-|
//! | 1 | notes, where they were left, marks |
//! | 2 | which notes were read and when, visits, saved searches |
//!
//! A layout is never changed once released: what comes later is a further step. The highlights to
//! come hang on the same `note` rows.

use rusqlite::{Connection, Error, ErrorCode, TransactionBehavior};

/// What turns layout `n` into `n + 1`, from the empty file on.
///
/// Of a note that was left at a place by layout 1 it is known that it was read, not which content:
/// `content` is null, and it counts as read whatever it holds until it is read again.
const STEPS: &[&str] = &[
    "
CREATE TABLE note (
    key INTEGER PRIMARY KEY,
    library TEXT NOT NULL,
    id TEXT NOT NULL,
    path TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (library, id)
) STRICT;
CREATE TABLE position (
    note INTEGER PRIMARY KEY REFERENCES note (key),
    passage INTEGER NOT NULL,
    quote TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE TABLE mark (
    note INTEGER NOT NULL REFERENCES note (key),
    letter TEXT NOT NULL,
    passage INTEGER NOT NULL,
    quote TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (note, letter)
) STRICT, WITHOUT ROWID;
",
    "
CREATE TABLE reading (
    note INTEGER PRIMARY KEY REFERENCES note (key),
    content INTEGER,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    done_at TEXT
) STRICT;
INSERT INTO reading (note, first_at, last_at)
    SELECT note, updated_at, updated_at FROM position;
CREATE TABLE visit (
    key INTEGER PRIMARY KEY,
    library TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT NOT NULL
) STRICT;
CREATE TABLE search (
    folded TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    place INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
",
];

/// Brings the layout up to date; the inner error is the number of a layout not known here.
///
/// Two programs may come here at once: the second finds it done.
pub(super) fn migrate(connection: &mut Connection) -> Result<Result<(), i64>, Error> {
    if version(connection)? == STEPS.len() as i64 {
        return Ok(Ok(()));
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    let Some(steps) = usize::try_from(found)
        .ok()
        .and_then(|done| STEPS.get(done..))
    else {
        return Ok(Err(found));
    };
    for step in steps {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", STEPS.len() as i64)?;
    transaction.commit()?;
    Ok(Ok(()))
}

/// Whether the tables are there as this program reads them.
pub(super) fn is_whole(connection: &Connection) -> Result<bool, Error> {
    for sql in [
        "SELECT key, library, id, path, updated_at FROM note LIMIT 0",
        "SELECT note, passage, quote, updated_at FROM position LIMIT 0",
        "SELECT note, letter, passage, quote, updated_at FROM mark LIMIT 0",
        "SELECT note, content, first_at, last_at, done_at FROM reading LIMIT 0",
        "SELECT key, library, began_at, ended_at FROM visit LIMIT 0",
        "SELECT folded, name, query, place, created_at, updated_at FROM search LIMIT 0",
    ] {
        match connection.prepare(sql) {
            Ok(_) => {}
            Err(error) if is_of_statement(&error) => return Ok(false),
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// Whether a statement does not fit the tables, rather than that they cannot be read: a table or a
/// column that is not there, or is there already, has the code of any wrong statement.
pub(super) fn is_of_statement(error: &Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::Unknown) | None)
}

fn version(connection: &Connection) -> Result<i64, Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
