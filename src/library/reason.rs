//! Why a file is no note, and why a library cannot be opened.

use std::io;
use std::path::PathBuf;

use super::{Stamp, scan::MAX_BYTES};
use crate::model::NoteId;
use crate::note::NotANote;

/// A file or folder that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// From its path, as a note's would be.
    pub id: NoteId,
    /// Relative to the library.
    pub path: PathBuf,
    /// Why.
    pub reason: RejectReason,
    /// Remembered like a note's, so that a rejected file is not read again until it changes.
    pub stamp: Stamp,
}

/// Why a file or folder was passed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RejectReason {
    /// Its name begins with a dot.
    #[error("a hidden file")]
    Hidden,
    /// Its name ends like something else than a note's.
    #[error("not a kind of note: {extension}")]
    OtherKind {
        /// `.png`, or `no extension`.
        extension: String,
    },
    /// Its name ends like a feed's or a list of feeds'.
    #[error("not a kind of note: {extension}; `tape import FILE` brings in the entries of a feed")]
    Feed {
        /// `.rss`, `.opml`.
        extension: String,
    },
    /// Larger than any note.
    #[error("too large: {} MB, at most {} MB are read", size / 1_000_000, MAX_BYTES / 1_000_000)]
    TooLarge {
        /// Bytes.
        size: u64,
    },
    /// The system refused to open or list it.
    #[error("cannot be read: {kind}")]
    Unreadable {
        /// The system's reason.
        kind: io::ErrorKind,
    },
    /// It was listed but is gone.
    #[error("vanished while the library was read")]
    Vanished,
    /// A link whose target does not exist.
    #[error("a link to nothing")]
    BrokenLink,
    /// A link to a folder that it stands in.
    #[error("a link in a circle")]
    Circle,
    /// A link to what is read in its own place, or by another link.
    #[error("a link to {target}, which is read already")]
    ReadElsewhere {
        /// Where it leads.
        target: String,
    },
    /// A socket, pipe or device, which a read could block on.
    #[error("not a regular file")]
    NotRegular,
    /// A name that cannot be written in the index.
    #[error("its name is not Unicode; rename it to have it read")]
    NameNotUnicode,
    /// The parser could make no note of it.
    #[error("{0}")]
    NotANote(#[from] NotANote),
}

impl RejectReason {
    /// The reason behind an error of the file system.
    pub(super) fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Vanished,
            kind => Self::Unreadable { kind },
        }
    }
}

/// Why a library cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// Nothing is at the path.
    #[error("there is no folder {}", path.display())]
    Missing {
        /// As given.
        path: PathBuf,
    },
    /// A file is at the path.
    #[error("{} is a file; a library is a folder of notes", path.display())]
    NotAFolder {
        /// As given.
        path: PathBuf,
    },
    /// The system refused to list it.
    #[error("cannot read the folder {}: {source}", path.display())]
    Unreadable {
        /// As given.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_reason() {
        let cases = [
            (
                RejectReason::TooLarge { size: 100_000_000 },
                "too large: 100 MB, at most 33 MB are read",
            ),
            (
                RejectReason::from_io(&io::ErrorKind::PermissionDenied.into()),
                "cannot be read: permission denied",
            ),
            (
                RejectReason::from_io(&io::ErrorKind::NotFound.into()),
                "vanished while the library was read",
            ),
        ];
        for (reason, message) in cases {
            assert_eq!(reason.to_string(), message);
        }
    }
}
