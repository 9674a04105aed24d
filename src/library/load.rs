//! Reads one file of a library into a note.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::stamp::{content_hash, modified_ns};
use super::{MAX_BYTES, RejectReason, Rejected, Stamp, note_id, relative_text};
use crate::model::{Note, Terms};
use crate::note;

/// A note as read, with the state of its file at that moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What the file says.
    pub note: Note,
    /// What the file was like.
    pub stamp: Stamp,
}

/// What a second reading found.
#[derive(Debug, Clone, PartialEq)]
pub enum Reread {
    /// Other content than before, or none was known.
    Changed(Box<Loaded>),
    /// The same content under a new time; only the stamp is to be renewed.
    Same(Stamp),
}

/// Reads the file at `relative` below `root`; the terms help to pair its two languages.
///
/// # Errors
///
/// The file with the reason that it is no note: gone, unreadable, too large, or refused by the
/// parser.
pub fn read(root: &Path, relative: &Path, terms: &dyn Terms) -> Result<Loaded, Rejected> {
    let (bytes, stamp) = read_bytes(root, relative)?;
    parse(relative, &bytes, stamp, terms)
}

/// Reads the beginning of a long file at `relative` below `root`, enough to fill a screen; `None`
/// where the file is read whole or cannot be read.
#[must_use]
pub fn read_beginning(root: &Path, relative: &Path) -> Option<Note> {
    let path = root.join(relative);
    let metadata = std::fs::metadata(&path)
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    let most = note::bytes_of_beginning(metadata.len())?;
    let mut bytes = Vec::with_capacity(most);
    let file = File::open(&path).ok()?;
    file.take(most as u64).read_to_end(&mut bytes).ok()?;
    let name = relative.file_name().map(Path::new).map(relative_text)?;
    // Without terms, which take time to load: the whole has them.
    note::parse(note::beginning(&bytes, &name)?, &name).ok()
}

/// Reads the file at `relative` below `root`, and parses it only if its content is another than
/// the one that `known` stands for.
///
/// # Errors
///
/// As [`read`].
pub fn read_if_changed(
    root: &Path,
    relative: &Path,
    known: Option<Stamp>,
    terms: &dyn Terms,
) -> Result<Reread, Rejected> {
    let (bytes, stamp) = read_bytes(root, relative)?;
    if known.is_some_and(|known| known.size == stamp.size && known.hash == stamp.hash) {
        return Ok(Reread::Same(stamp));
    }
    parse(relative, &bytes, stamp, terms).map(|loaded| Reread::Changed(Box::new(loaded)))
}

/// Size and time of the file at `relative` below `root`, which is not read: the hash is 0.
///
/// # Errors
///
/// The file with the reason that it cannot be asked.
pub fn stamp(root: &Path, relative: &Path) -> Result<Stamp, Rejected> {
    match std::fs::metadata(root.join(relative)) {
        Ok(metadata) => Ok(Stamp {
            size: metadata.len(),
            modified_ns: modified_ns(&metadata),
            hash: 0,
        }),
        Err(error) => Err(unread(relative, RejectReason::from_io(&error))),
    }
}

/// The whole stamp of the file at `relative` below `root`, which is read for it.
///
/// # Errors
///
/// The file with the reason that it cannot be read.
pub fn stamp_of_content(root: &Path, relative: &Path) -> Result<Stamp, Rejected> {
    read_bytes(root, relative).map(|(_, stamp)| stamp)
}

fn read_bytes(root: &Path, relative: &Path) -> Result<(Vec<u8>, Stamp), Rejected> {
    let io = |error: std::io::Error| unread(relative, RejectReason::from_io(&error));
    let path = root.join(relative);
    // Opening a pipe waits for a writer, so the kind is asked first.
    if !std::fs::metadata(&path).map_err(io)?.is_file() {
        return Err(unread(relative, RejectReason::NotRegular));
    }
    let file = File::open(&path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    let mut bytes = Vec::with_capacity(metadata.len().min(MAX_BYTES) as usize);
    // A file may grow while it is read; one byte more than allowed shows it.
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        let size = metadata.len().max(size);
        return Err(unread(relative, RejectReason::TooLarge { size }));
    }
    let stamp = Stamp {
        size,
        modified_ns: modified_ns(&metadata),
        hash: content_hash(&bytes),
    };
    Ok((bytes, stamp))
}

fn parse(
    relative: &Path,
    bytes: &[u8],
    stamp: Stamp,
    terms: &dyn Terms,
) -> Result<Loaded, Rejected> {
    let name = relative.file_name().map(Path::new).map(relative_text);
    match note::parse_with(bytes, name.as_deref().unwrap_or_default(), terms) {
        Ok(note) => Ok(Loaded { note, stamp }),
        Err(reason) => Err(rejected(relative, reason.into(), stamp)),
    }
}

fn unread(relative: &Path, reason: RejectReason) -> Rejected {
    let stamp = Stamp::unread(&reason.to_string());
    rejected(relative, reason, stamp)
}

fn rejected(relative: &Path, reason: RejectReason, stamp: Stamp) -> Rejected {
    Rejected {
        id: note_id(relative),
        path: relative.to_owned(),
        reason,
        stamp,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_note_is_read_with_its_stamp() {
        let root = tempfile::tempdir().unwrap();
        fs::write(
            root.path().join("a.md"),
            "# Flow\n\nDealers are short gamma.\n",
        )
        .unwrap();
        let loaded = read(root.path(), Path::new("a.md"), &()).unwrap();
        assert_eq!(loaded.stamp.size, 33);
        assert!(loaded.stamp.modified_ns > 0);
    }

    #[test]
    fn a_long_note_has_a_beginning_that_is_read_by_itself() {
        let root = tempfile::tempdir().unwrap();
        let path = Path::new("a.md");
        let write = |text: &str| fs::write(root.path().join(path), text).unwrap();
        write("Dealers are short gamma.\n\nThey sell.\n");
        assert_eq!(read_beginning(root.path(), path), None);
        write(&"Dealers are short gamma.\n\nThey sell.\n\n".repeat(10_000));
        let begun = read_beginning(root.path(), path).unwrap();
        let whole = read(root.path(), path, &()).unwrap().note;
        assert!(begun.passages.len() > 100 && begun.passages.len() < whole.passages.len());
        assert_eq!(begun.passages[..100], whole.passages[..100]);
        assert_eq!(read_beginning(root.path(), Path::new("gone.md")), None);
    }

    #[test]
    fn a_stamp_is_had_without_reading() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.md"), "text").unwrap();
        let read = read(root.path(), Path::new("a.md"), &()).unwrap().stamp;
        let asked = stamp(root.path(), Path::new("a.md")).unwrap();
        assert_eq!(asked, Stamp { hash: 0, ..read });
        let gone = stamp(root.path(), Path::new("b.md")).unwrap_err();
        assert_eq!(gone.reason, RejectReason::Vanished);
    }

    #[test]
    fn the_same_content_under_a_new_time_is_not_parsed_again() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a.md");
        fs::write(&path, "做空伽马").unwrap();
        let first = read(root.path(), Path::new("a.md"), &()).unwrap().stamp;
        let older = Stamp {
            modified_ns: first.modified_ns - 1,
            ..first
        };
        let again = read_if_changed(root.path(), Path::new("a.md"), Some(older), &()).unwrap();
        assert_eq!(again, Reread::Same(first));
        fs::write(&path, "做多伽马").unwrap();
        let changed = read_if_changed(root.path(), Path::new("a.md"), Some(first), &()).unwrap();
        assert!(matches!(changed, Reread::Changed(_)));
        let unknown = read_if_changed(root.path(), Path::new("a.md"), None, &()).unwrap();
        assert!(matches!(unknown, Reread::Changed(_)));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_reason() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("folder.md")).unwrap();
        fs::write(root.path().join("empty.md"), "").unwrap();
        let large = File::create(root.path().join("large.md")).unwrap();
        large.set_len(MAX_BYTES + 1).unwrap();
        let reason = |path: &str| read(root.path(), Path::new(path), &()).unwrap_err().reason;
        assert_eq!(reason("gone.md"), RejectReason::Vanished);
        assert_eq!(reason("folder.md"), RejectReason::NotRegular);
        let size = MAX_BYTES + 1;
        assert_eq!(reason("large.md"), RejectReason::TooLarge { size });
        assert!(matches!(reason("empty.md"), RejectReason::NotANote(_)));
    }

    #[test]
    fn a_file_refused_by_the_parser_keeps_its_content_stamp() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("empty.md"), "").unwrap();
        let rejected = read(root.path(), Path::new("empty.md"), &()).unwrap_err();
        assert_eq!(rejected.stamp.hash, content_hash(b""));
        assert_eq!(rejected.id, note_id(Path::new("empty.md")));
    }
}
