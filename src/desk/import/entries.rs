//! Which notes are entries of feeds, and whether they are as they were imported.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::library;
use crate::library::import::{checksum, stated_checksum};
use crate::model::MetadataValue;
use crate::note;

/// Where front matter that names an entry ends at the latest, in bytes.
const HEAD: u64 = 16 * 1024;

/// What names an entry for good.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct EntryKey {
    /// The feed's address, else its page.
    pub(super) feed: String,
    /// Ids are unique within their feed.
    pub(super) id: String,
}

/// How the library stands to an entry.
pub(super) enum Standing {
    /// There is no note of it.
    New,
    /// Its note says the same.
    Same(PathBuf),
    /// Its note is as it was imported, and says something else.
    Older(PathBuf),
    /// Its note was edited, and the entry says something else than when it was imported.
    Edited(PathBuf),
}

/// The entries that have notes, looked for once an import comes to a feed.
#[derive(Default)]
pub(super) struct Entries {
    found: Option<HashMap<EntryKey, PathBuf>>,
    /// Texts that a dry run would have written.
    written: HashMap<PathBuf, String>,
}

impl Entries {
    /// How a library stands to an entry whose note would be `text`.
    pub(super) fn standing(&mut self, library: &Path, key: &EntryKey, text: &str) -> Standing {
        let found = self.found.get_or_insert_with(|| entries(library));
        let Some(path) = found.get(key).cloned() else {
            return Standing::New;
        };
        let read = || fs::read_to_string(library.join(&path)).ok();
        let Some(present) = self.written.get(&path).cloned().or_else(read) else {
            return Standing::New;
        };
        let stated = stated_checksum(&present);
        if stated.is_some() && stated == stated_checksum(text) {
            return Standing::Same(path);
        }
        if stated == Some(checksum(&present).as_str()) {
            return Standing::Older(path);
        }
        Standing::Edited(path)
    }

    /// Takes note of an entry that was written.
    pub(super) fn remember(&mut self, key: &EntryKey, path: Option<&Path>, text: &str) {
        if let (Some(found), Some(path)) = (&mut self.found, path) {
            found.insert(key.clone(), path.to_owned());
            self.written.insert(path.to_owned(), text.to_owned());
        }
    }
}

/// Every note that names its entry. Versions do not count: they stand beside the note of the entry.
fn entries(library: &Path) -> HashMap<EntryKey, PathBuf> {
    // A library that cannot be walked has failed already, when it was indexed.
    let files = library::scan(library).map(|scan| scan.files);
    let mut found = HashMap::new();
    for file in files.unwrap_or_default() {
        if let Some(key) = entry_of(&library.join(&file.path)) {
            found.entry(key).or_insert(file.path);
        }
    }
    found
}

fn entry_of(path: &Path) -> Option<EntryKey> {
    let mut head = Vec::new();
    let file = fs::File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    let is_likely = head.starts_with(b"---") && head.windows(7).any(|at| at == b"\nentry:");
    if !is_likely {
        return None;
    }
    let front = front_matter(&String::from_utf8_lossy(&head))?;
    let note = note::parse(front.as_bytes(), "note.md").ok()?;
    let text = |key: &str| {
        let (_, value) = note.metadata.other.iter().find(|(name, _)| name == key)?;
        match value {
            MetadataValue::Text(text) => Some(text.clone()),
            _ => None,
        }
    };
    if text("version_of").is_some() {
        return None;
    }
    Some(EntryKey {
        feed: text("feed")?,
        id: text("entry")?,
    })
}

/// The front matter alone, so that the text is not read for two of its keys.
fn front_matter(head: &str) -> Option<String> {
    let end = head.get(3..)?.find("\n---")? + 3;
    Some(format!("{}\n---\n\ntext\n", head.get(..end)?))
}
