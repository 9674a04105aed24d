//! Some files of a library, without walking it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Found, MAX_BYTES, Scan, begins_with_dot};
use crate::library::stamp::modified_ns;
use crate::library::{RejectReason, Rejected, Stamp, note_id};

/// The files at these paths below `root` as [`super::scan`] would list them; those that are gone
/// are not in it.
///
/// `None` where only a walk can tell: a path is now a folder, a link, or not Unicode.
#[must_use]
pub fn scan_files(root: &Path, paths: &BTreeSet<PathBuf>) -> Option<Scan> {
    let mut scan = Scan::default();
    for path in paths {
        path.to_str()?;
        if path
            .iter()
            .any(|part| begins_with_dot(part.as_encoded_bytes()))
        {
            continue;
        }
        let metadata = match fs::symlink_metadata(root.join(path)) {
            Ok(metadata) => metadata,
            Err(error) if is_gone(&error) => continue,
            Err(error) => {
                scan.rejected
                    .push(rejected(path, RejectReason::from_io(&error)));
                continue;
            }
        };
        if metadata.is_dir() || metadata.is_symlink() {
            return None;
        }
        let size = metadata.len();
        if !metadata.is_file() {
            scan.rejected.push(rejected(path, RejectReason::NotRegular));
        } else if size > MAX_BYTES {
            scan.rejected
                .push(rejected(path, RejectReason::TooLarge { size }));
        } else {
            scan.files.push(Found {
                id: note_id(path),
                path: path.clone(),
                size,
                modified_ns: modified_ns(&metadata),
            });
        }
    }
    Some(scan)
}

/// A folder above it may be gone too, or be a file now.
fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

fn rejected(path: &Path, reason: RejectReason) -> Rejected {
    Rejected {
        id: note_id(path),
        path: path.to_owned(),
        stamp: Stamp::unread(&reason.to_string()),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::scan;

    fn paths(names: &[&str]) -> BTreeSet<PathBuf> {
        names.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn files_are_listed_as_by_a_walk() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("2026")).unwrap();
        for name in ["a.md", "2026/b.md", "c.md"] {
            fs::write(root.path().join(name), name).unwrap();
        }
        let large = fs::File::create(root.path().join("large.md")).unwrap();
        large.set_len(MAX_BYTES + 1).unwrap();
        let walked = scan(root.path()).unwrap();
        let all = ["a.md", "2026/b.md", "c.md", "large.md"];
        assert_eq!(scan_files(root.path(), &paths(&all)), Some(walked.clone()));
        let some = scan_files(
            root.path(),
            &paths(&["c.md", "gone.md", "a.md/x.md", ".c.md"]),
        );
        let c = walked
            .files
            .iter()
            .find(|file| file.path == Path::new("c.md"));
        assert_eq!(
            some.unwrap().files,
            c.cloned().into_iter().collect::<Vec<_>>()
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_only_a_walk_can_tell_is_left_to_it() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("folder.md")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.path().join("link.md")).unwrap();
        for name in ["folder.md", "link.md"] {
            assert_eq!(scan_files(root.path(), &paths(&[name])), None, "{name}");
        }
    }
}
