//! What changed in a library since it was last indexed.

use std::collections::HashSet;

use super::{Found, Known, Rejected, Scan, Stamp};
use crate::model::NoteId;

/// A file to read: new, or of another size or time than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// The file.
    pub file: Found,
    /// What it was like before, if it was seen before.
    pub known: Option<Stamp>,
}

/// What to do so that the index says what the folder says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Read these with [`super::read_if_changed`], which passes over those of the same content.
    pub new_or_changed: Vec<Pending>,
    /// Passed over now and not before, or for another reason.
    pub newly_rejected: Vec<Rejected>,
    /// No longer there.
    pub removed: Vec<NoteId>,
    /// How many files, notes or rejected, are as they were.
    pub unchanged: usize,
}

impl Changes {
    /// Nothing is to be done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.new_or_changed.is_empty() && self.newly_rejected.is_empty() && self.removed.is_empty()
    }
}

/// Compares a scan with what is known, by size and time; reads nothing.
#[must_use]
pub fn changes(scan: &Scan, known: &Known) -> Changes {
    let mut changes = Changes::default();
    let mut seen = HashSet::with_capacity(scan.files.len() + scan.rejected.len());
    for file in &scan.files {
        seen.insert(file.id);
        let stamp = known.get(&file.id).copied();
        if stamp.is_some_and(|stamp| stamp.same_file(file.size, file.modified_ns)) {
            changes.unchanged += 1;
        } else {
            changes.new_or_changed.push(Pending {
                file: file.clone(),
                known: stamp,
            });
        }
    }
    for rejected in &scan.rejected {
        seen.insert(rejected.id);
        if known.get(&rejected.id) == Some(&rejected.stamp) {
            changes.unchanged += 1;
        } else {
            changes.newly_rejected.push(rejected.clone());
        }
    }
    changes.removed = known
        .keys()
        .filter(|id| !seen.contains(id))
        .copied()
        .collect();
    changes.removed.sort_unstable();
    changes
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::library::{RejectReason, note_id};

    fn found(path: &str, size: u64, modified_ns: i64) -> Found {
        let path = PathBuf::from(path);
        Found {
            id: note_id(&path),
            path,
            size,
            modified_ns,
        }
    }

    fn stamp(size: u64, modified_ns: i64) -> Stamp {
        Stamp {
            size,
            modified_ns,
            hash: 7,
        }
    }

    fn rejected(path: &str, reason: RejectReason) -> Rejected {
        let path = PathBuf::from(path);
        Rejected {
            id: note_id(&path),
            path,
            stamp: Stamp::unread(&reason.to_string()),
            reason,
        }
    }

    #[test]
    fn sorts_files_into_new_changed_unchanged_and_removed() {
        let scan = Scan {
            files: vec![
                found("new.md", 1, 1),
                found("same.md", 2, 2),
                found("larger.md", 3, 3),
                found("touched.md", 4, 5),
            ],
            rejected: Vec::new(),
        };
        let known = Known::from([
            (found("same.md", 0, 0).id, stamp(2, 2)),
            (found("larger.md", 0, 0).id, stamp(2, 3)),
            (found("touched.md", 0, 0).id, stamp(4, 4)),
            (found("gone.md", 0, 0).id, stamp(9, 9)),
        ]);
        let changes = changes(&scan, &known);
        let pending: Vec<_> = changes
            .new_or_changed
            .iter()
            .map(|pending| (pending.file.path.to_str().unwrap(), pending.known))
            .collect();
        assert_eq!(
            pending,
            [
                ("new.md", None),
                ("larger.md", Some(stamp(2, 3))),
                ("touched.md", Some(stamp(4, 4))),
            ]
        );
        assert_eq!(changes.unchanged, 1);
        assert_eq!(changes.removed, [found("gone.md", 0, 0).id]);
        assert!(!changes.is_empty());
    }

    #[test]
    fn a_rejected_file_is_reported_once() {
        let hidden = rejected(".x.md", RejectReason::Hidden);
        let scan = Scan {
            files: Vec::new(),
            rejected: vec![hidden.clone()],
        };
        assert_eq!(
            changes(&scan, &Known::new()).newly_rejected,
            std::slice::from_ref(&hidden)
        );
        let known = Known::from([(hidden.id, hidden.stamp)]);
        let again = changes(&scan, &known);
        assert!(again.is_empty(), "{again:?}");
        assert_eq!(again.unchanged, 1);
    }

    #[test]
    fn a_note_that_grew_too_large_is_newly_rejected_not_removed() {
        let large = rejected("a.md", RejectReason::TooLarge { size: 1 << 40 });
        let known = Known::from([(large.id, stamp(2, 2))]);
        let scan = Scan {
            files: Vec::new(),
            rejected: vec![large.clone()],
        };
        let changes = changes(&scan, &known);
        assert_eq!(changes.newly_rejected, [large]);
        assert!(changes.removed.is_empty());
    }
}
