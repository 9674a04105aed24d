//! Daily series and option chains in one `SQLite` file, read whole and fast.
//!
//! A series is one row: its bars are one blob of fixed-width records, because every reader
//! wants the whole history and a row a bar costs thirty times as much to read; so is a chain. The
//! file is in write-ahead mode, so another process may read while this one writes.
//!
//! A series is that of one provider and one adjustment; where several have one name, the
//! [`Preference`] says which is read. Every value has the time that it came, the day that it
//! became known, and, where it was revised, what was known before.
//!
//! A store holds demo or real figures, never both, so that no number on the screen can be a
//! mixture. It is rebuildable: a file of another version, or a damaged one, is set aside and
//! replaced by an empty store, with a notice.

mod chains;
mod file;
mod history;
mod info;
mod members;
mod merge;
mod quotes;
mod record;
mod rows;
mod schema;
mod stored;
#[cfg(test)]
mod tests;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use info::{ChainInfo, Kind, Preference, SeriesInfo};
pub use stored::{Batch, Change, ChangeKind, Stored};

use self::merge::Held;
use super::StoreError;
use crate::model::{MemberList, OptionChain, Origin, Series};

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
                schema::VERSION
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
    preference: Preference,
}

impl MarketStore {
    /// Opens the store at `path`, making it and its folder where absent.
    ///
    /// A file of the first layout is brought to this one with all it holds. One that is damaged
    /// or of a layout that this program does not know is renamed to end in `.old` (over an older
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

    /// Where the store's file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same store, which reads sources in this order where several have one series.
    #[must_use]
    pub fn preferring(mut self, preference: Preference) -> Self {
        self.preference = preference;
        self
    }

    /// Writes a batch in one transaction: every reader sees all of it or nothing.
    ///
    /// Demo series replace those of the same name. Real series are merged with what is stored
    /// under their name, source and adjustment: the union of the days, where what was said before
    /// is kept ([`Stored::changes`]). The first real figures clear a demo store
    /// ([`Stored::demo_removed`]); demo figures are refused by a real one.
    pub fn put(&mut self, kind: Kind, batch: &Batch<'_>) -> Result<Stored, StoreError> {
        right_kind(kind, batch)?;
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
        for one in batch.series.iter().filter(|one| !one.bars().is_empty()) {
            put_series(&transaction, path, (kind, one), batch, &mut stored)?;
        }
        for chain in batch.chains.iter().filter(|one| !one.quotes().is_empty()) {
            chains::write(&transaction, chain, batch.fetched).map_err(failed)?;
            stored.chains += 1;
        }
        for list in batch.lists {
            members::write(&transaction, list).map_err(failed)?;
        }
        transaction.commit().map_err(failed)?;
        Ok(stored)
    }

    /// One whole series; `None` where the store has none of that name.
    pub fn get(&self, id: &str) -> Result<Option<Series>, StoreError> {
        rows::read(&self.connection, &self.path, id, &self.preference)
    }

    /// One whole chain of [`Self::list_chains`]; `None` where it is gone by now.
    pub fn chain(&self, info: &ChainInfo) -> Result<Option<OptionChain>, StoreError> {
        chains::read(&self.connection, &self.path, info)
    }

    /// All option chains without their quotes: by underlying, then by time; of one time the
    /// preferred source first.
    pub fn list_chains(&self) -> Result<Vec<ChainInfo>, StoreError> {
        chains::list(&self.connection, &self.preference).map_err(|source| self.failed(source))
    }

    /// All lists of members, by name.
    pub fn member_lists(&self) -> Result<Vec<MemberList>, StoreError> {
        members::read_all(&self.connection).map_err(|source| self.failed(source))
    }

    /// All series by name, without their bars; of one name that which is read first.
    pub fn list(&self) -> Result<Vec<SeriesInfo>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {} FROM series", rows::DESCRIPTION))
            .map_err(|source| self.failed(source))?;
        let rows = statement
            .query_map([], rows::described)
            .map_err(|source| self.failed(source))?;
        let infos = rows.map(|row| {
            let (id, described) = row.map_err(|source| self.failed(source))?;
            described.ok_or_else(|| StoreError::Damaged {
                path: self.path.clone(),
                id,
                what: "its first or last day is no date",
            })
        });
        let mut infos: Vec<SeriesInfo> = infos.collect::<Result<_, _>>()?;
        infos.sort_by_cached_key(|info| (info.id.clone(), rows::order(info, &self.preference)));
        let mut read: Option<&str> = None;
        for info in &mut infos {
            info.is_passed_over = read == Some(&info.id);
            read = Some(&info.id);
        }
        Ok(infos)
    }

    /// The last day that any series has; `None` while the store is empty.
    pub fn last_date(&self) -> Result<Option<Date>, StoreError> {
        let last: Option<i64> = self
            .connection
            .query_row("SELECT max(last) FROM series", [], |row| row.get(0))
            .map_err(|source| self.failed(source))?;
        Ok(last.and_then(record::date))
    }

    /// Removes every series, chain and list.
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
            preference: Preference::default(),
        }
    }

    fn failed(&self, source: rusqlite::Error) -> StoreError {
        StoreError::Database {
            path: self.path.clone(),
            source,
        }
    }
}

/// That all figures of a batch are of one kind.
fn right_kind(kind: Kind, batch: &Batch<'_>) -> Result<(), StoreError> {
    let series = batch.series.iter();
    let series = series.map(|one| (one.id().to_owned(), one.origin()));
    let chains = batch.chains.iter();
    let chains = chains.map(|one| (OptionChain::input(one.underlying()), one.origin()));
    let wrong = |(_, origin): &(String, &Origin)| Kind::of(origin) != kind;
    match series.chain(chains).find(wrong) {
        None => Ok(()),
        Some((id, origin)) => Err(StoreError::WrongKind {
            id,
            origin: origin.to_string(),
            kind,
        }),
    }
}

/// Writes one series that has bars, merged with what is held of it.
fn put_series(
    transaction: &Transaction<'_>,
    path: &Path,
    (kind, series): (Kind, &Series),
    batch: &Batch<'_>,
    stored: &mut Stored,
) -> Result<(), StoreError> {
    let failed = |source| StoreError::Database {
        path: path.to_owned(),
        source,
    };
    let earlier = match kind {
        Kind::Demo => None,
        Kind::Real => rows::held(transaction, path, series)?,
    };
    let held = match earlier {
        None => Held::new(series, batch.fetched),
        Some(earlier) => {
            let merged = merge::merged(earlier, series, batch.fetched);
            rows::put_aside(transaction, series, &merged.aside, batch.fetched).map_err(failed)?;
            let is_revision = |change: &&Change| change.kind == ChangeKind::Revised;
            let revisions = merged.change.iter().filter(is_revision);
            stored.revised += revisions.map(|change| change.values).sum::<usize>();
            stored.changes.extend(merged.change);
            merged.held
        }
    };
    stored.bars += rows::write(transaction, &held, batch.fetched).map_err(failed)?;
    stored.series += 1;
    Ok(())
}
