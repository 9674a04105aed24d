//! Daily series in one `SQLite` file, read whole and fast.
//!
//! A series is one row: its bars are one blob of fixed-width records, because every reader
//! wants the whole history and a row a bar costs thirty times as much to read. The file is in
//! write-ahead mode, so another process may read while this one writes.
//!
//! A store holds demo or real figures, never both, so that no number on the screen can be a
//! mixture. It is rebuildable: a file of another version, or a damaged one, is set aside and
//! replaced by an empty store, with a notice.

mod file;
mod record;
mod rows;
#[cfg(test)]
mod tests;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;
use crate::model::{Origin, Series};

/// What every series of a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Made by the built-in generator.
    Demo,
    /// Imported by the user.
    Real,
}

impl Kind {
    /// The kind that figures of this origin belong to.
    #[must_use]
    pub const fn of(origin: &Origin) -> Self {
        match origin {
            Origin::Demo => Self::Demo,
            Origin::File(_) | Origin::Provider(_) => Self::Real,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Demo => "demo",
            Self::Real => "real",
        })
    }
}

/// What the store knows of a series without reading its bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesInfo {
    /// The name, such as `SPX`.
    pub id: String,
    /// Where the figures come from.
    pub origin: Origin,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// How many bars.
    pub count: usize,
}

/// What a write did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stored {
    /// Series written; those without a bar are passed over.
    pub series: usize,
    /// Bars those series hold now, merged ones included.
    pub bars: usize,
    /// Demo series that were removed because real figures came.
    pub demo_removed: usize,
}

/// That the file could not be used, and an empty store took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebuilt {
    /// Why the old file could not be used.
    pub reason: RebuildReason,
    /// Where the old file is now.
    pub set_aside: PathBuf,
}

/// Why a store's file could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RebuildReason {
    /// Another version of the program wrote it; its layout number.
    OtherVersion(i64),
    /// It is not a database, or a broken one.
    Damaged,
}

impl fmt::Display for Rebuilt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            RebuildReason::OtherVersion(found) => write!(
                f,
                "the market store was of layout {found}, not {}, and was begun anew",
                file::VERSION
            ),
            RebuildReason::Damaged => f.write_str("the market store was damaged and begun anew"),
        }?;
        write!(f, "; the old file is {}", self.set_aside.display())
    }
}

/// An open market store.
#[derive(Debug)]
pub struct MarketStore {
    connection: Connection,
    path: PathBuf,
    rebuilt: Option<Rebuilt>,
}

impl MarketStore {
    /// Opens the store at `path`, making it and its folder where absent.
    ///
    /// A file that is damaged or of another version is renamed to end in `.old` (over an older
    /// one of that name) and an empty store takes its place: see [`Self::rebuilt`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|source| StoreError::Files {
                path: folder.to_owned(),
                source,
            })?;
        }
        match file::connect(path) {
            Ok(connection) => Ok(Self::new(connection, path, None)),
            Err(file::Unusable::Rebuild(reason)) => {
                let set_aside = file::set_aside(path)?;
                let connection =
                    file::connect(path).map_err(|unusable| unusable.into_error(path))?;
                let rebuilt = Rebuilt { reason, set_aside };
                Ok(Self::new(connection, path, Some(rebuilt)))
            }
            Err(unusable) => Err(unusable.into_error(path)),
        }
    }

    /// The notice to show when [`Self::open`] had to begin anew.
    #[must_use]
    pub const fn rebuilt(&self) -> Option<&Rebuilt> {
        self.rebuilt.as_ref()
    }

    /// What the store holds; `None` while it is empty.
    pub fn kind(&self) -> Result<Option<Kind>, StoreError> {
        rows::kind(&self.connection).map_err(|source| self.failed(source))
    }

    /// Writes all series in one transaction: every reader sees all of them or none.
    ///
    /// Demo series replace those of the same name. Real series are merged with what is stored
    /// under their name: the union of the days, where the bar given now wins. The first real
    /// series clear a demo store ([`Stored::demo_removed`]); demo series are refused by a real
    /// one.
    pub fn put_all(&mut self, kind: Kind, series: &[Series]) -> Result<Stored, StoreError> {
        if let Some(wrong) = series.iter().find(|one| Kind::of(one.origin()) != kind) {
            return Err(StoreError::WrongKind {
                id: wrong.id().to_owned(),
                origin: wrong.origin().to_string(),
                kind,
            });
        }
        let path = &self.path;
        let failed = |source| StoreError::Database {
            path: path.clone(),
            source,
        };
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed)?;
        let mut stored = Stored::default();
        match (rows::kind(&transaction).map_err(failed)?, kind) {
            (Some(Kind::Real), Kind::Demo) => {
                return Err(StoreError::DemoIntoReal { path: path.clone() });
            }
            (Some(Kind::Demo), Kind::Real) => {
                stored.demo_removed = rows::remove_all(&transaction).map_err(failed)?;
            }
            _ => {}
        }
        for one in series.iter().filter(|one| !one.bars().is_empty()) {
            let earlier = match kind {
                Kind::Demo => None,
                Kind::Real => rows::read(&transaction, path, one.id())?,
            };
            let written = match earlier {
                Some(earlier) => rows::write(&transaction, &rows::merged(&earlier, one)),
                None => rows::write(&transaction, one),
            };
            stored.bars += written.map_err(failed)?;
            stored.series += 1;
        }
        transaction.commit().map_err(failed)?;
        Ok(stored)
    }

    /// One whole series; `None` where the store has none of that name.
    pub fn get(&self, id: &str) -> Result<Option<Series>, StoreError> {
        rows::read(&self.connection, &self.path, id)
    }

    /// All series by name, without their bars.
    pub fn list(&self) -> Result<Vec<SeriesInfo>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, origin, first, last, count FROM series ORDER BY id")
            .map_err(|source| self.failed(source))?;
        let rows = statement
            .query_map([], rows::described)
            .map_err(|source| self.failed(source))?;
        rows.map(|row| {
            let (id, described) = row.map_err(|source| self.failed(source))?;
            described.ok_or_else(|| StoreError::Damaged {
                path: self.path.clone(),
                id,
                what: "its first or last day is no date",
            })
        })
        .collect()
    }

    /// The last day that any series has; `None` while the store is empty.
    pub fn last_date(&self) -> Result<Option<Date>, StoreError> {
        let last: Option<i64> = self
            .connection
            .query_row("SELECT max(last) FROM series", [], |row| row.get(0))
            .map_err(|source| self.failed(source))?;
        Ok(last.and_then(record::date))
    }

    /// Removes every series.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        rows::remove_all(&self.connection)
            .map(drop)
            .map_err(|source| self.failed(source))
    }

    fn new(connection: Connection, path: &Path, rebuilt: Option<Rebuilt>) -> Self {
        Self {
            connection,
            path: path.to_owned(),
            rebuilt,
        }
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Database {
            path: self.path.clone(),
            source,
        }
    }
}
