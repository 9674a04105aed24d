//! The layout of the market store's file, and the way from the first to this one.
//!
//! A series is keyed by its name, its provider and its adjustment: the same instrument of two
//! sources stays two series. Its large columns stand last, so that a list of what there is reads
//! none of them.

use jiff::Timestamp;
use rusqlite::{Connection, TransactionBehavior};

/// The layout of the file; an older one is brought to it, any other is rebuilt.
pub(super) const VERSION: i64 = 2;

/// The first layout: one table, one series a name, without units, providers and times.
const FIRST: i64 = 1;

/// A time as it is stored: seconds since 1970.
pub(super) fn seconds(at: Timestamp) -> i64 {
    at.as_second()
}

/// The time that [`seconds`] made this of.
pub(super) fn time(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds).ok()
}

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS series (
        id TEXT NOT NULL,
        provider TEXT NOT NULL,
        adjustment TEXT NOT NULL,
        origin TEXT NOT NULL,
        unit TEXT,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        count INTEGER NOT NULL,
        revised INTEGER NOT NULL,
        fetched INTEGER,
        bars BLOB NOT NULL,
        times BLOB,
        known BLOB,
        earlier BLOB,
        PRIMARY KEY (id, provider, adjustment)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS restated (
        id TEXT NOT NULL,
        provider TEXT NOT NULL,
        adjustment TEXT NOT NULL,
        until INTEGER NOT NULL,
        bars BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS chains (
        underlying TEXT NOT NULL,
        provider TEXT NOT NULL,
        at TEXT NOT NULL,
        origin TEXT NOT NULL,
        spot REAL NOT NULL,
        count INTEGER NOT NULL,
        fetched INTEGER NOT NULL,
        quotes BLOB NOT NULL,
        PRIMARY KEY (underlying, at, provider)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS members (
        list TEXT NOT NULL,
        id TEXT NOT NULL,
        first INTEGER,
        until INTEGER
    ) STRICT;";

/// What the first layout held: its bars are written as they are today. When they were fetched is
/// not known.
const FROM_FIRST: &str = "
    ALTER TABLE series RENAME TO series_1;
    {TABLES}
    INSERT INTO series (id, provider, adjustment, origin, first, last, count, revised, bars)
        SELECT id, CASE WHEN origin LIKE 'file:%' THEN 'file' ELSE 'demo' END, 'as-given',
               origin, first, last, count, 0, bars
        FROM series_1;
    DROP TABLE series_1;";

/// Makes the tables of a new file, or brings one of the first layout to this; answers the layout
/// that stands then.
///
/// Two processes may come here at once: the second finds it done.
pub(super) fn prepare(connection: &mut Connection) -> Result<i64, rusqlite::Error> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION {
        return Ok(version);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match version {
        0 if tables == 0 => transaction.execute_batch(TABLES)?,
        FIRST => transaction.execute_batch(&FROM_FIRST.replace("{TABLES}", TABLES))?,
        _ => return Ok(version),
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(VERSION)
}
