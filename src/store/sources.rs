//! What is remembered of the sources of market data between two runs: how their hosts behaved, what
//! tells whether an answer changed, and when each provider last gave something.
//!
//! A small file beside the market store. It holds no figures and nothing of the user's but the
//! addresses that were asked, and may be deleted at any time; one that cannot be read is replaced.

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row};

use super::StoreError;

/// The layout of the file; another one is replaced.
const VERSION: i64 = 1;

/// How long a call waits for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS host (
    name TEXT PRIMARY KEY NOT NULL,
    failures INTEGER NOT NULL,
    open_until INTEGER,
    last_asked INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS provider (
    id TEXT PRIMARY KEY NOT NULL,
    succeeded INTEGER,
    failed INTEGER,
    failure TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
    url TEXT PRIMARY KEY NOT NULL,
    etag TEXT,
    modified TEXT
) STRICT, WITHOUT ROWID;
";

/// How a host behaved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostRecord {
    /// Its name, with the port where that is not the usual one.
    pub name: String,
    /// Failures since the last success.
    pub failures: u32,
    /// Until when it is left alone.
    pub open_until: Option<Timestamp>,
    /// When it was last asked.
    pub last_asked: Option<Timestamp>,
}

/// When a provider last gave something, and when and why it last did not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProviderRecord {
    /// Its id.
    pub id: String,
    /// The last time that it gave what was asked for.
    pub succeeded: Option<Timestamp>,
    /// The last time that it did not, and why.
    pub failed: Option<(Timestamp, String)>,
}

/// What a server said of an answer, to be said back to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerRecord {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// The open file.
#[derive(Debug)]
pub struct SourceStore {
    connection: Connection,
    path: PathBuf,
}

impl SourceStore {
    /// Opens the file, making it and its folder where absent, and replacing one that cannot be read
    /// or is of another layout: all it holds comes back by asking.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let files = |path: &Path| {
            let path = path.to_owned();
            |source| StoreError::Files { path, source }
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(files(folder))?;
        }
        let opened = connect(path).or_else(|error| {
            if !is_unreadable(&error) {
                return Err(error);
            }
            // Whether it could be removed is told by the second attempt.
            drop(fs::remove_file(path));
            connect(path)
        });
        let connection = opened.map_err(|source| StoreError::Open {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self {
            connection,
            path: path.to_owned(),
        })
    }

    /// Every host that was asked.
    pub fn hosts(&self) -> Result<Vec<HostRecord>, StoreError> {
        let host = |row: &Row<'_>| {
            Ok(HostRecord {
                name: row.get(0)?,
                failures: row.get(1)?,
                open_until: time(row.get(2)?),
                last_asked: time(row.get(3)?),
            })
        };
        self.all(
            "SELECT name, failures, open_until, last_asked FROM host ORDER BY name",
            host,
        )
    }

    /// Remembers hosts, each as it is now.
    pub fn put_hosts(&mut self, hosts: &[HostRecord]) -> Result<(), StoreError> {
        let written = self.connection.transaction().and_then(|transaction| {
            for host in hosts {
                transaction.execute(
                    "INSERT OR REPLACE INTO host VALUES (?1, ?2, ?3, ?4)",
                    (
                        &host.name,
                        host.failures,
                        seconds(host.open_until),
                        seconds(host.last_asked),
                    ),
                )?;
            }
            transaction.commit()
        });
        written.map_err(|source| self.failed(source))
    }

    /// Every provider that was asked.
    pub fn providers(&self) -> Result<Vec<ProviderRecord>, StoreError> {
        let provider = |row: &Row<'_>| {
            let failed = time(row.get(2)?).zip(row.get(3)?);
            Ok(ProviderRecord {
                id: row.get(0)?,
                succeeded: time(row.get(1)?),
                failed,
            })
        };
        self.all(
            "SELECT id, succeeded, failed, failure FROM provider ORDER BY id",
            provider,
        )
    }

    /// Remembers that a provider gave what was asked for.
    pub fn put_success(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO provider (id, succeeded) VALUES (?1, ?2)
             ON CONFLICT (id) DO UPDATE SET succeeded = ?2",
            (id, at.as_second()),
        )
    }

    /// Remembers that it did not, and why.
    pub fn put_failure(&self, id: &str, at: Timestamp, why: &str) -> Result<(), StoreError> {
        self.execute(
            "INSERT INTO provider (id, failed, failure) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET failed = ?2, failure = ?3",
            (id, at.as_second(), why),
        )
    }

    /// What tells whether the answer of an address changed.
    pub fn answer(&self, url: &str) -> Result<Option<AnswerRecord>, StoreError> {
        let read = |row: &Row<'_>| {
            Ok(AnswerRecord {
                etag: row.get(0)?,
                modified: row.get(1)?,
            })
        };
        self.connection
            .prepare_cached("SELECT etag, modified FROM answer WHERE url = ?1")
            .and_then(|mut statement| statement.query_row([url], read).optional())
            .map_err(|source| self.failed(source))
    }

    /// Remembers it; an answer of which nothing tells that is forgotten.
    pub fn put_answer(&self, url: &str, answer: &AnswerRecord) -> Result<(), StoreError> {
        if *answer == AnswerRecord::default() {
            return self.execute("DELETE FROM answer WHERE url = ?1", [url]);
        }
        self.execute(
            "INSERT OR REPLACE INTO answer VALUES (?1, ?2, ?3)",
            (url, &answer.etag, &answer.modified),
        )
    }

    fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<(), StoreError> {
        let done = self.connection.execute(sql, parameters);
        done.map(drop).map_err(|source| self.failed(source))
    }

    fn all<T>(
        &self,
        sql: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        self.connection
            .prepare(sql)
            .and_then(|mut statement| statement.query_map([], read)?.collect())
            .map_err(|source| self.failed(source))
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Database {
            path: self.path.clone(),
            source,
        }
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != 0 && version != VERSION {
        return Err(rusqlite::Error::IntegralValueOutOfRange(0, version));
    }
    connection.execute_batch(TABLES)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(connection)
}

/// Whether another file in its place would do.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::IntegralValueOutOfRange(..))
        || matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        )
}

fn seconds(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_second)
}

/// A time out of range is as good as none: it says only when something may be asked again.
fn time(seconds: Option<i64>) -> Option<Timestamp> {
    Timestamp::from_second(seconds?).ok()
}
