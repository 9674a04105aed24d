//! Walks the folder of notes.

mod folders;
mod some;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::stamp::modified_ns;
use super::{LibraryError, RejectReason, Rejected, Stamp, note_id};
use crate::model::NoteId;
use crate::note;

pub(super) use folders::{Folder, folders};
pub use some::scan_files;

/// The largest file that is read as a note, in bytes (32 MiB).
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// A file that is a note by its name, not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// From its path.
    pub id: NoteId,
    /// Relative to the library.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970 UTC.
    pub modified_ns: i64,
}

/// All files of a library at one time, each list ordered by path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scan {
    /// Those to be read as notes.
    pub files: Vec<Found>,
    /// Those passed over, each with its reason.
    pub rejected: Vec<Rejected>,
}

/// Lists the files below `root`, reading none of them.
///
/// # Errors
///
/// Only when the root itself cannot be listed; anything below it that cannot be read is named
/// in [`Scan::rejected`].
pub fn scan(root: &Path) -> Result<Scan, LibraryError> {
    let canonical = canonical_folder(root)?;
    let mut walker = Walker::new(root, canonical);
    let mut entries = WalkDir::new(root)
        .min_depth(1)
        .follow_links(true)
        .into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                if !walker.enters(&entry) {
                    entries.skip_current_dir();
                }
            }
            Ok(entry) => walker.take_file(&entry),
            Err(error) => walker.take_error(&error)?,
        }
    }
    let mut scan = walker.scan;
    // As text: comparing paths part by part takes a fifth of the whole walk.
    scan.files
        .sort_unstable_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    scan.rejected
        .sort_unstable_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    Ok(scan)
}

/// The root without links, once it is known to be a folder.
fn canonical_folder(root: &Path) -> Result<PathBuf, LibraryError> {
    let path = || root.to_owned();
    match fs::canonicalize(root) {
        Ok(canonical) if canonical.is_dir() => Ok(canonical),
        Ok(_) => Err(LibraryError::NotAFolder { path: path() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(LibraryError::Missing { path: path() })
        }
        Err(source) => Err(LibraryError::Unreadable {
            path: path(),
            source,
        }),
    }
}

struct Walker<'a> {
    root: &'a Path,
    canonical: PathBuf,
    /// Folders and files outside the library that a link was followed to.
    followed: HashSet<PathBuf>,
    scan: Scan,
}

impl<'a> Walker<'a> {
    fn new(root: &'a Path, canonical: PathBuf) -> Self {
        Self {
            root,
            canonical,
            followed: HashSet::new(),
            scan: Scan::default(),
        }
    }
}

impl Walker<'_> {
    /// Decides whether a folder is walked.
    fn enters(&mut self, entry: &DirEntry) -> bool {
        if is_hidden(entry) {
            return false;
        }
        if !entry.path_is_symlink() {
            return true;
        }
        match self.follow(entry.path()) {
            Ok(()) => true,
            Err(reason) => {
                self.reject(entry.path(), reason);
                false
            }
        }
    }

    fn take_file(&mut self, entry: &DirEntry) {
        match self.file(entry) {
            Ok(found) => self.scan.files.push(found),
            Err(reason) => self.reject(entry.path(), reason),
        }
    }

    fn file(&mut self, entry: &DirEntry) -> Result<Found, RejectReason> {
        if self.relative(entry.path()).to_str().is_none() {
            return Err(RejectReason::NameNotUnicode);
        }
        if is_hidden(entry) {
            return Err(RejectReason::Hidden);
        }
        if !entry.file_type().is_file() {
            return Err(RejectReason::NotRegular);
        }
        if !note::is_candidate(entry.path()) {
            if let Some(extension) = note::feed::extension(entry.path()) {
                return Err(RejectReason::Feed { extension });
            }
            let extension = entry.path().extension().map_or_else(
                || "no extension".to_owned(),
                |extension| format!(".{}", extension.to_string_lossy()),
            );
            return Err(RejectReason::OtherKind { extension });
        }
        if entry.path_is_symlink() {
            self.follow(entry.path())?;
        }
        let metadata = entry.metadata().map_err(|error| match error.io_error() {
            Some(io) => RejectReason::from_io(io),
            None => RejectReason::Vanished,
        })?;
        let size = metadata.len();
        if size > MAX_BYTES {
            return Err(RejectReason::TooLarge { size });
        }
        let path = self.relative(entry.path()).to_owned();
        Ok(Found {
            id: note_id(&path),
            path,
            size,
            modified_ns: modified_ns(&metadata),
        })
    }

    /// Follows a link once, and only to where the walk does not come by itself.
    fn follow(&mut self, link: &Path) -> Result<(), RejectReason> {
        let target = fs::canonicalize(link).map_err(|error| RejectReason::from_io(&error))?;
        if self.canonical.starts_with(&target) {
            return Err(RejectReason::Circle);
        }
        // What a link names inside a hidden folder (git-annex keeps its files so) is walked
        // nowhere else.
        if let Ok(inside) = target.strip_prefix(&self.canonical)
            && !inside
                .iter()
                .any(|part| begins_with_dot(part.as_encoded_bytes()))
        {
            let target = super::relative_text(inside);
            return Err(RejectReason::ReadElsewhere { target });
        }
        if self.followed.contains(&target) {
            let target = target.display().to_string();
            return Err(RejectReason::ReadElsewhere { target });
        }
        self.followed.insert(target);
        Ok(())
    }

    fn take_error(&mut self, error: &walkdir::Error) -> Result<(), LibraryError> {
        let Some(path) = error.path() else {
            return Ok(());
        };
        if path == self.root {
            let kind = error
                .io_error()
                .map_or(io::ErrorKind::Other, io::Error::kind);
            return Err(LibraryError::Unreadable {
                path: path.to_owned(),
                source: kind.into(),
            });
        }
        let reason = match error.io_error() {
            _ if error.loop_ancestor().is_some() => RejectReason::Circle,
            Some(io) if io.kind() == io::ErrorKind::NotFound && path.is_symlink() => {
                RejectReason::BrokenLink
            }
            Some(io) => RejectReason::from_io(io),
            None => RejectReason::Vanished,
        };
        self.reject(path, reason);
        Ok(())
    }

    fn reject(&mut self, path: &Path, reason: RejectReason) {
        let path = self.relative(path).to_owned();
        self.scan.rejected.push(Rejected {
            id: note_id(&path),
            path,
            stamp: Stamp::unread(&reason.to_string()),
            reason,
        });
    }

    fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.root).unwrap_or(path)
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    begins_with_dot(entry.file_name().as_encoded_bytes())
}

fn begins_with_dot(name: &[u8]) -> bool {
    name.first() == Some(&b'.')
}

#[cfg(test)]
mod tests;
