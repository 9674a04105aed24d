//! Why an index cannot be opened, written or asked, and what was done about a damaged one.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenWriteError};

/// Why an index cannot be opened, written or asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another process or thread holds the writer.
    #[error("the search index is being written by another tape; try again when it is done")]
    Busy,
    /// The folder of the index cannot be made, read or emptied.
    #[error("cannot use the search index in {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// There is no room for what is to be written.
    #[error(
        "no room for the search index in {} ({kind}): it stays as it was, and can be searched; make room there, or name another place with --home",
        path.display()
    )]
    Full {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        kind: io::ErrorKind,
    },
    /// The engine failed: a file gone or damaged while in use.
    #[error("the search index failed: {0}")]
    Engine(TantivyError),
    /// A stored line of a note cannot be written or read.
    #[error("a record of the search index is damaged: {0}; delete the index to have it rebuilt")]
    Record(#[from] serde_json::Error),
}

impl SearchError {
    /// The failure of an index in a folder, which is named where it has no room.
    pub(super) fn in_folder(error: TantivyError, folder: Option<&Path>) -> Self {
        let kind = match &error {
            TantivyError::IoError(error)
            | TantivyError::OpenWriteError(OpenWriteError::IoError {
                io_error: error, ..
            }) => error.kind(),
            _ => io::ErrorKind::Other,
        };
        match folder {
            Some(folder) if is_full(kind) => Self::Full {
                path: folder.to_owned(),
                kind,
            },
            _ => error.into(),
        }
    }
}

/// Whether the system has no room, or gives this user none.
pub(super) const fn is_full(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Busy,
            other => Self::Engine(other),
        }
    }
}

/// Something that was done on the way, to be shown to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The index was emptied; every note is to be indexed again.
    Rebuilt(RebuildReason),
}

/// Why an index was emptied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RebuildReason {
    /// It was made by another version of the program.
    OtherVersion,
    /// It was made with another lexicon.
    OtherLexicon,
    /// Its files cannot be read.
    Damaged,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Rebuilt(reason) = self;
        let reason = match reason {
            RebuildReason::OtherVersion => "was made by another version of tape",
            RebuildReason::OtherLexicon => "was made with another lexicon",
            RebuildReason::Damaged => "was damaged",
        };
        write!(f, "the search index {reason} and is being rebuilt")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_held_lock_is_told_apart_from_other_failures() {
        let busy = TantivyError::LockFailure(LockError::LockBusy, None);
        assert!(matches!(SearchError::from(busy), SearchError::Busy));
        let other = TantivyError::InvalidArgument("x".into());
        assert!(matches!(SearchError::from(other), SearchError::Engine(_)));
    }

    #[test]
    fn a_full_disk_is_named_with_its_place_and_a_way_out() {
        let full = || TantivyError::from(io::Error::from(io::ErrorKind::StorageFull));
        let error = SearchError::in_folder(full(), Some(Path::new("/srv/tape")));
        let told = error.to_string();
        assert!(
            told.starts_with("no room for the search index in /srv/tape"),
            "{told}"
        );
        assert!(told.contains("--home"), "{told}");
        assert!(matches!(
            SearchError::in_folder(full(), None),
            SearchError::Engine(_)
        ));
        let other = TantivyError::from(io::Error::from(io::ErrorKind::NotFound));
        let other = SearchError::in_folder(other, Some(Path::new("/srv")));
        assert!(matches!(other, SearchError::Engine(_)));
    }

    #[test]
    fn notices_say_why() {
        let notice = Notice::Rebuilt(RebuildReason::Damaged);
        assert_eq!(
            notice.to_string(),
            "the search index was damaged and is being rebuilt"
        );
    }
}
