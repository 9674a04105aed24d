//! Walks the library again and again: slower to notice, but it works everywhere.

use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use twox_hash::XxHash3_64;

use super::Seen;
use crate::library::scan;
use crate::model::Changed;

/// Walks are at least this far apart.
const LEAST: Duration = Duration::from_secs(1);

/// Of this much time one part is spent on walking: a fiftieth.
const SHARE: u32 = 50;

/// A library that is walked from time to time.
pub(super) struct Looking {
    root: PathBuf,
    /// Of all paths, sizes and times; `None` where the library could not be walked.
    seen: Option<u64>,
    due: Instant,
}

impl Looking {
    /// Walks the library a first time.
    pub(super) fn new(root: &Path) -> Self {
        let mut looking = Self {
            root: root.to_owned(),
            seen: None,
            due: Instant::now(),
        };
        looking.look();
        looking
    }

    /// When it is walked next.
    pub(super) const fn due(&self) -> Instant {
        self.due
    }

    /// Waits until the next walk, or until `until`, and walks if it is time.
    pub(super) fn next(&mut self, until: Option<Instant>) -> Seen {
        let now = Instant::now();
        if let Some(until) = until.filter(|until| *until < self.due) {
            thread::sleep(until.saturating_duration_since(now));
            return Seen::Nothing;
        }
        thread::sleep(self.due.saturating_duration_since(now));
        if self.look() {
            Seen::Change(Changed::Everything)
        } else {
            Seen::Nothing
        }
    }

    /// Walks; whether anything is other than at the last walk.
    pub(super) fn look(&mut self) -> bool {
        let began = Instant::now();
        let seen = fingerprint(&self.root);
        let ended = Instant::now();
        self.due = ended + pause(ended - began);
        std::mem::replace(&mut self.seen, seen) != seen
    }
}

/// How long to wait after a walk that took so long.
fn pause(walk: Duration) -> Duration {
    (walk * SHARE).max(LEAST)
}

/// XXH3 of the path, size and time of every note.
fn fingerprint(root: &Path) -> Option<u64> {
    let mut hasher = XxHash3_64::new();
    for file in scan(root).ok()?.files {
        hasher.write(&file.id.get().to_le_bytes());
        hasher.write(&file.size.to_le_bytes());
        hasher.write(&file.modified_ns.to_le_bytes());
    }
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_walk_tells_whether_a_note_changed() {
        let root = tempfile::tempdir().unwrap();
        let path = |name: &str| root.path().join(name);
        fs::write(path("a.md"), "one").unwrap();
        let mut looking = Looking::new(root.path());
        assert!(!looking.look());
        fs::write(path("a.md"), "other").unwrap();
        assert!(looking.look());
        fs::write(path(".a.md.swp"), "x").unwrap();
        fs::write(path("4913"), "x").unwrap();
        assert!(!looking.look(), "an editor's own files are no change");
        fs::rename(path("a.md"), path("b.md")).unwrap();
        assert!(looking.look());
        fs::remove_file(path("b.md")).unwrap();
        assert!(looking.look());
        assert!(!looking.look());
        drop(root);
        assert!(looking.look(), "the library went");
    }

    #[test]
    fn walking_takes_a_fiftieth_of_the_time() {
        assert_eq!(pause(Duration::ZERO), LEAST);
        assert_eq!(
            pause(Duration::from_millis(26)),
            Duration::from_millis(1_300)
        );
        assert_eq!(pause(Duration::from_secs(2)), Duration::from_secs(100));
    }

    #[test]
    fn a_walk_that_is_due_later_than_asked_for_is_not_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let mut looking = Looking::new(root.path());
        let due = looking.due();
        assert!(matches!(looking.next(Some(Instant::now())), Seen::Nothing));
        assert_eq!(looking.due(), due);
    }
}
