//! How a file's state is remembered, so that a later start reads only what changed.

use std::collections::HashMap;
use std::fs::Metadata;
use std::time::UNIX_EPOCH;

use twox_hash::XxHash3_64;

use crate::model::NoteId;

/// What a file was like when it was last read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 UTC; negative before. 0 where the file system does not say.
    pub modified_ns: i64,
    /// XXH3 of the content.
    pub hash: u64,
}

/// The stamps of all files seen before, notes and rejected files alike.
pub type Known = HashMap<NoteId, Stamp>;

impl Stamp {
    /// The stamp of a file that was rejected by its name, size or kind, without being read.
    ///
    /// It holds the reason only, so it changes when the reason does.
    pub(super) fn unread(reason: &str) -> Self {
        Self {
            size: 0,
            modified_ns: 0,
            hash: content_hash(reason.as_bytes()),
        }
    }

    /// Size and time are those of the file; the content is then taken as unchanged.
    pub(super) const fn same_file(&self, size: u64, modified_ns: i64) -> bool {
        self.size == size && self.modified_ns == modified_ns
    }
}

/// XXH3 of a content.
pub(super) fn content_hash(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

/// When a file was last written, in nanoseconds since 1970 UTC.
pub(super) fn modified_ns(metadata: &Metadata) -> i64 {
    let Ok(time) = metadata.modified() else {
        return 0;
    };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_file_compares_size_and_time_but_not_content() {
        let stamp = Stamp {
            size: 10,
            modified_ns: -5,
            hash: 1,
        };
        assert!(stamp.same_file(10, -5));
        assert!(!stamp.same_file(11, -5));
        assert!(!stamp.same_file(10, 5));
    }

    #[test]
    fn unread_stamps_differ_by_reason() {
        assert_eq!(Stamp::unread("hidden"), Stamp::unread("hidden"));
        assert_ne!(Stamp::unread("hidden"), Stamp::unread("too large"));
    }
}
