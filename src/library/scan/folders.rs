//! The folders that the walk enters, without asking for the files in them.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Walker, canonical_folder};
use crate::note;

/// A folder of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) struct Folder {
    /// Below the library; empty for the library itself.
    pub(in crate::library) path: PathBuf,
    /// It is a link or lies below one.
    pub(in crate::library) is_linked: bool,
}

/// Folders of the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::library) struct Folders {
    /// A folder stands before those below it.
    pub(in crate::library) folders: Vec<Folder>,
    /// Files are read by links, so that they may change where no folder of these shows it.
    pub(in crate::library) has_linked_files: bool,
}

/// A folder below `root` and those below it, as [`super::scan`] enters them; none where it cannot
/// be listed.
pub(in crate::library) fn folders(root: &Path, below: &Path) -> Folders {
    let mut found = Folders::default();
    let Ok(canonical) = canonical_folder(root) else {
        return found;
    };
    let mut walker = Walker::new(root, canonical);
    let is_root = below.as_os_str().is_empty();
    // A path that ends in a slash is another to walkdir.
    let start = if is_root {
        root.to_owned()
    } else {
        root.join(below)
    };
    let mut linked: Option<PathBuf> = None;
    let mut entries = WalkDir::new(start).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let Ok(entry) = entry else { continue };
        if !entry.file_type().is_dir() {
            found.has_linked_files |= entry.path_is_symlink() && note::is_candidate(entry.path());
            continue;
        }
        let is_start_of_all = is_root && entry.depth() == 0;
        if !is_start_of_all && !walker.enters(&entry) {
            entries.skip_current_dir();
            continue;
        }
        let path = walker.relative(entry.path()).to_owned();
        if linked.as_ref().is_none_or(|link| !path.starts_with(link)) {
            let is_link = !is_start_of_all && entry.path_is_symlink();
            linked = is_link.then(|| path.clone());
        }
        found.folders.push(Folder {
            path,
            is_linked: linked.is_some(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(found: &Folders) -> Vec<(&str, bool)> {
        let names = found.folders.iter();
        let mut names: Vec<_> = names
            .map(|folder| (folder.path.to_str().unwrap(), folder.is_linked))
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn hidden_folders_are_not_entered() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["2026/feb", ".git/objects", "2026/.obsidian"] {
            fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        fs::write(root.path().join("2026/a.md"), "a").unwrap();
        let all = folders(root.path(), Path::new(""));
        assert_eq!(
            names(&all),
            [("", false), ("2026", false), ("2026/feb", false)]
        );
        assert!(!all.has_linked_files);
        let below = folders(root.path(), Path::new("2026"));
        assert_eq!(names(&below), [("2026", false), ("2026/feb", false)]);
        assert_eq!(folders(root.path(), Path::new(".git")), Folders::default());
        assert_eq!(folders(root.path(), Path::new("gone")), Folders::default());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_told() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir(outside.path().join("deep")).unwrap();
        fs::write(outside.path().join("x.md"), "x").unwrap();
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("own")).unwrap();
        symlink(outside.path(), root.path().join("linked")).unwrap();
        symlink(root.path(), root.path().join("own/circle")).unwrap();
        let all = folders(root.path(), Path::new(""));
        assert_eq!(
            names(&all),
            [
                ("", false),
                ("linked", true),
                ("linked/deep", true),
                ("own", false)
            ]
        );
        assert!(!all.has_linked_files);
        symlink(outside.path().join("x.md"), root.path().join("own/x.md")).unwrap();
        assert!(folders(root.path(), Path::new("own")).has_linked_files);
    }
}
