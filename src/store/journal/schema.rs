//! The layouts of the journal, each made from the one before.
//!
//! | layout | adds |
//! |-|-|
//! | 1 | notes, where they were left, marks |
//!
//! A layout is never changed once released: what comes later is a further step. The highlights,
//! read marks and saved searches to come hang on the same `note` rows.

use rusqlite::{Connection, Error, ErrorCode, TransactionBehavior};

/// What turns layout `n` into `n + 1`, from the empty file on.
const STEPS: &[&str] = &["
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
"];

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
    ] {
        match connection.prepare(sql) {
            Ok(_) => {}
            Err(error) => match error.sqlite_error_code() {
                // A table or a column that is not there has the code of any wrong statement.
                Some(ErrorCode::Unknown) | None => return Ok(false),
                Some(_) => return Err(error),
            },
        }
    }
    Ok(true)
}

fn version(connection: &Connection) -> Result<i64, Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
