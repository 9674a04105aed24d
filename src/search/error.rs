//! Why an index cannot be opened, written or asked, and what was done about a damaged one.

use std::fmt;
use std::io;
use std::path::PathBuf;

use tantivy::TantivyError;
use tantivy::directory::error::LockError;

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
    /// The engine failed: a full disk, a file gone or damaged while in use.
    #[error("the search index failed: {0}")]
    Engine(TantivyError),
    /// A stored line of a note cannot be written or read.
    #[error("a record of the search index is damaged: {0}; delete the index to have it rebuilt")]
    Record(#[from] serde_json::Error),
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
    fn notices_say_why() {
        let notice = Notice::Rebuilt(RebuildReason::Damaged);
        assert_eq!(
            notice.to_string(),
            "the search index was damaged and is being rebuilt"
        );
    }
}
