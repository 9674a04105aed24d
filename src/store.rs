//! The databases of the program, in `SQLite` files.
//!
//! Only this module speaks SQL. The market store may be deleted at any time: what it holds can be
//! imported or generated again. The journal is what the user made, and is never deleted.

pub mod journal;
pub mod market;
pub mod sources;

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a store could not do what was asked, and what to do about it.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file or its folder cannot be made or opened.
    #[error("cannot open the market store {}: {source}", path.display())]
    Open {
        /// The store's file.
        path: PathBuf,
        /// What the database said.
        source: rusqlite::Error,
    },
    /// A folder could not be made, or a damaged store could not be set aside.
    #[error("cannot write beside the market store {}: {source}", path.display())]
    Files {
        /// The file or folder that could not be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A read or write failed after the store was open.
    #[error("the market store {} failed: {source}", path.display())]
    Database {
        /// The store's file.
        path: PathBuf,
        /// What the database said.
        source: rusqlite::Error,
    },
    /// The bytes of a series are not what the store writes.
    #[error("series {id} in the market store {} is damaged ({what}); delete the file and fill it again", path.display())]
    Damaged {
        /// The store's file.
        path: PathBuf,
        /// The series.
        id: String,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Demo figures were offered to a store of real ones.
    #[error("the market store {} holds imported data, which demo data would falsify; clear it first", path.display())]
    DemoIntoReal {
        /// The store's file.
        path: PathBuf,
    },
    /// A series says another origin than the kind it was given as.
    #[error("series {id} comes from {origin}, so it cannot be stored as {kind} data")]
    WrongKind {
        /// The series.
        id: String,
        /// Its origin, as shown.
        origin: String,
        /// The kind that was asked for.
        kind: market::Kind,
    },
    /// The folder of the journal cannot be made.
    #[error("cannot make {} for the journal: {source}; reading goes on without marks and places", path.display())]
    JournalFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The journal is no database, or a broken one.
    #[error("the journal {} is damaged and was left as it is; reading goes on without marks and places: move it away to begin a new one", path.display())]
    JournalDamaged {
        /// The journal's file.
        path: PathBuf,
    },
    /// The journal is of a layout that only a newer program knows.
    #[error("the journal {} is of the newer layout {found} and was left as it is; reading goes on without marks and places: update tape", path.display())]
    JournalNewer {
        /// The journal's file.
        path: PathBuf,
        /// The number of its layout.
        found: i64,
    },
    /// The journal could not be read or written.
    #[error("the journal {} failed: {source}; marks and places are not kept until it can be read and written", path.display())]
    Journal {
        /// The journal's file.
        path: PathBuf,
        /// What the database said.
        source: rusqlite::Error,
    },
}
