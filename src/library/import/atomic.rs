//! Files that are there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What names of unfinished files begin with. The dot keeps [`super::super::scan()`] from them.
const UNFINISHED: &str = ".tape-import-";

/// Unfinished files older than this belong to no running import, whatever their process.
const STALE: Duration = Duration::from_hours(1);

/// How many files may bear one title on one day.
const MOST_ALIKE: usize = 1_000;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder cannot be made.
    #[error("cannot make the folder {}", path.display())]
    Folder {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file cannot be written; nothing of it is left.
    #[error("cannot write {}; nothing was left there", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There are too many files of a name.
    #[error("{} and {MOST_ALIKE} others of its name are there already: move some away", path.display())]
    NoName {
        /// The first of them.
        path: PathBuf,
    },
}

/// A folder that notes are written into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// A folder, made where it is not there; what interrupted imports left in it is removed.
    pub fn open(path: &Path) -> Result<Self, WriteError> {
        fs::create_dir_all(path).map_err(|source| WriteError::Folder {
            path: path.to_owned(),
            source,
        })?;
        remove_stale(path);
        Ok(Self::at(path))
    }

    /// The same without touching the disk, to ask it for names only.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The first path of a name that is free: `name.md`, else `name-2.md`, and so on.
    ///
    /// `is_taken` names those that are promised to others of the same import.
    pub fn free(
        &self,
        name: &str,
        is_taken: &dyn Fn(&Path) -> bool,
    ) -> Result<PathBuf, WriteError> {
        let numbered = |number: usize| match number {
            1 => self.path.join(format!("{name}.md")),
            _ => self.path.join(format!("{name}-{number}.md")),
        };
        (1..=MOST_ALIKE)
            .map(numbered)
            .find(|path| !is_taken(path) && fs::symlink_metadata(path).is_err())
            .ok_or_else(|| WriteError::NoName { path: numbered(1) })
    }

    /// Writes a new file; `false` where something has taken its path meanwhile.
    pub fn create(&self, path: &Path, content: &[u8]) -> Result<bool, WriteError> {
        self.write(path, &mut |file| file.write_all(content), place_new)
    }

    /// Writes a file in the place of the one that is there.
    pub fn replace(&self, path: &Path, content: &[u8]) -> Result<(), WriteError> {
        self.write(path, &mut |file| file.write_all(content), place_over)?;
        Ok(())
    }

    fn write(
        &self,
        path: &Path,
        fill: &mut dyn FnMut(&mut File) -> io::Result<()>,
        place: fn(&Path, &Path) -> io::Result<bool>,
    ) -> Result<bool, WriteError> {
        let mut written = || -> io::Result<bool> {
            let unfinished = Unfinished::beside(path)?;
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&unfinished.path)?;
            fill(&mut file)?;
            file.sync_all()?;
            drop(file);
            let is_placed = place(&unfinished.path, path)?;
            sync_folder(&self.path);
            Ok(is_placed)
        };
        written().map_err(|source| WriteError::File {
            path: path.to_owned(),
            source,
        })
    }
}

/// A file under its hidden name; removed when dropped, where it is still there.
struct Unfinished {
    path: PathBuf,
}

impl Unfinished {
    fn beside(path: &Path) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("."));
        let own = std::process::id();
        let free = (0..MOST_ALIKE)
            .map(|number| folder.join(format!("{UNFINISHED}{own}-{number}")))
            .find(|path| fs::symlink_metadata(path).is_err());
        match free {
            Some(path) => Ok(Self { path }),
            None => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Gone already where it was renamed; else the next import tries again.
        drop(fs::remove_file(&self.path));
    }
}

/// Gives a file its name unless another has it. A link is made in one step and never over another
/// file; where the file system has no links, the name is looked for first.
fn place_new(from: &Path, to: &Path) -> io::Result<bool> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(_) if fs::symlink_metadata(to).is_ok() => Ok(false),
        Err(_) => fs::rename(from, to).map(|()| true),
    }
}

fn place_over(from: &Path, to: &Path) -> io::Result<bool> {
    fs::rename(from, to).map(|()| true)
}

/// Brings the folder's list of names to the disk, where the system can.
fn sync_folder(path: &Path) {
    // The file itself is safe; a system without this brings the name to the disk in its own time.
    drop(File::open(path).and_then(|folder| folder.sync_all()));
}

fn remove_stale(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED)) else {
            continue;
        };
        let age = entry
            .metadata()
            .and_then(|metadata| metadata.modified())
            .ok()
            .and_then(|time| time.elapsed().ok());
        if has_ended(rest) || age.is_some_and(|age| age > STALE) {
            // What cannot be removed is hidden all the same.
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Whether the process whose number begins the rest of a name has ended, as `/proc` tells; `false`
/// where the system has none, so that only age tells.
fn has_ended(rest: &str) -> bool {
    let number = rest
        .split('-')
        .next()
        .and_then(|text| text.parse::<u32>().ok());
    let processes = Path::new("/proc");
    number.is_some_and(|number| {
        processes.join(std::process::id().to_string()).is_dir()
            && !processes.join(number.to_string()).exists()
    })
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::library;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_written_whole_and_never_over_another() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(&root.path().join("new/deep")).unwrap();
        let path = folder.free("a", &|_| false).unwrap();
        assert!(folder.create(&path, b"one").unwrap());
        assert!(!folder.create(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let second = folder.free("a", &|_| false).unwrap();
        assert!(second.ends_with("a-2.md"));
        let third = folder.free("a", &|path| path == second).unwrap();
        assert!(third.ends_with("a-3.md"));
        folder.replace(&path, b"three").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        assert_eq!(names(folder.path()), ["a.md"]);
    }

    #[test]
    fn a_writer_that_fails_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        let path = root.path().join("a.md");
        let mut fail = |file: &mut File| {
            file.write_all(b"half a no")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let error = folder.write(&path, &mut fail, place_new).unwrap_err();
        assert!(error.to_string().contains("a.md"), "{error}");
        assert_eq!(names(root.path()), Vec::<String>::new());
    }

    #[test]
    fn what_an_interruption_leaves_is_no_note_and_is_removed_later() {
        let root = tempfile::tempdir().unwrap();
        let left = root.path().join(format!("{UNFINISHED}1-0"));
        let own = std::process::id();
        let fresh = root.path().join(format!("{UNFINISHED}{own}-0"));
        // No process has so high a number.
        let dead = root.path().join(format!("{UNFINISHED}{}-0", u32::MAX));
        fs::write(&left, "half a no").unwrap();
        fs::write(&dead, "half a no").unwrap();
        fs::write(&fresh, "half a no").unwrap();
        let scan = library::scan(root.path()).unwrap();
        assert!(scan.files.is_empty(), "{scan:?}");
        let old = SystemTime::now() - STALE * 2;
        File::options()
            .write(true)
            .open(&left)
            .unwrap()
            .set_modified(old)
            .unwrap();
        Folder::open(root.path()).unwrap();
        assert!(!left.exists() && fresh.exists());
        let is_told = Path::new("/proc").join(own.to_string()).is_dir();
        assert_eq!(dead.exists(), !is_told);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Folder::open(&file.join("below")).unwrap_err().to_string();
        assert!(error.contains("below"), "{error}");
    }
}
