//! The file of a market store: opening it, making it, setting an unusable one aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::{RebuildReason, rows, schema};
use crate::store::StoreError;

/// How long a call waits for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why [`connect`] gave no connection.
pub(super) enum Unusable {
    /// The file has to go.
    Rebuild(RebuildReason),
    /// Another file would fail as well.
    Failed(rusqlite::Error),
}

impl Unusable {
    pub(super) fn into_error(self, path: &Path) -> StoreError {
        let source = match self {
            Self::Rebuild(_) => rusqlite::Error::InvalidQuery,
            Self::Failed(source) => source,
        };
        StoreError::Open {
            path: path.to_owned(),
            source,
        }
    }
}

impl From<rusqlite::Error> for Unusable {
    fn from(source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Rebuild(RebuildReason::Damaged)
            }
            _ => Self::Failed(source),
        }
    }
}

/// Opens the file, makes its tables where it is new or brings them to this layout, and looks at every row's description, which
/// walks the whole tree and so finds a truncated or overwritten file here rather than later.
pub(super) fn connect(path: &Path) -> Result<Connection, Unusable> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let found = schema::prepare(&mut connection).map_err(unfit)?;
    if found != schema::VERSION {
        return Err(Unusable::Rebuild(RebuildReason::OtherVersion(found)));
    }
    let rows = connection
        .prepare(&format!("SELECT {} FROM series", rows::DESCRIPTION))
        .and_then(|mut statement| {
            statement
                .query_map([], rows::described)?
                .collect::<Result<Vec<_>, _>>()
        })
        .map_err(unfit)?;
    if rows.iter().any(|(_, described)| described.is_none()) {
        return Err(Unusable::Rebuild(RebuildReason::Damaged));
    }
    Ok(connection)
}

/// Tables that are not as their layout says.
fn unfit(source: rusqlite::Error) -> Unusable {
    match source.sqlite_error_code() {
        // A table of other columns is "unknown", one of other types has no code at all.
        Some(ErrorCode::Unknown) | None => Unusable::Rebuild(RebuildReason::Damaged),
        Some(_) => Unusable::from(source),
    }
}

/// Renames an unusable file and drops the log that belongs to it.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let beside = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    for log in [beside("-wal"), beside("-shm")] {
        if let Err(source) = fs::remove_file(&log)
            && source.kind() != io::ErrorKind::NotFound
        {
            return Err(StoreError::Files { path: log, source });
        }
    }
    let old = beside(".old");
    fs::rename(path, &old).map_err(|source| StoreError::Files {
        path: old.clone(),
        source,
    })?;
    Ok(old)
}
