//! Which files of a library may have changed.

use std::collections::BTreeSet;
use std::path::PathBuf;

/// From this many files on, walking the folder costs no more than asking for each.
const MOST_FILES: usize = 512;

/// What may be other than it was when it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// These files, by their paths below the library: written, new, or gone.
    Files(BTreeSet<PathBuf>),
    /// Anything: folders came or went, or more happened than was told.
    Everything,
}

impl Changed {
    /// One file.
    #[must_use]
    pub fn file(path: PathBuf) -> Self {
        Self::Files(BTreeSet::from([path]))
    }

    /// Takes in what changed besides.
    pub fn join(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Files(paths), Self::Files(others)) => {
                paths.extend(others);
                if paths.len() > MOST_FILES {
                    *self = Self::Everything;
                }
            }
            _ => *self = Self::Everything,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_joined() {
        let mut changed = Changed::file("a.md".into());
        changed.join(Changed::file("b.md".into()));
        changed.join(Changed::file("a.md".into()));
        let both = BTreeSet::from(["a.md".into(), "b.md".into()]);
        assert_eq!(changed, Changed::Files(both));
        changed.join(Changed::Everything);
        assert_eq!(changed, Changed::Everything);
        changed.join(Changed::file("c.md".into()));
        assert_eq!(changed, Changed::Everything);
    }

    #[test]
    fn of_very_many_files_all_are_looked_at() {
        let mut changed = Changed::file("0.md".into());
        for number in 1..MOST_FILES {
            changed.join(Changed::file(format!("{number}.md").into()));
        }
        assert!(matches!(&changed, Changed::Files(paths) if paths.len() == MOST_FILES));
        changed.join(Changed::file("one more.md".into()));
        assert_eq!(changed, Changed::Everything);
    }
}
