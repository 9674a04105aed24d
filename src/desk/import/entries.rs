//! Which notes are entries of feeds, and whether they are as they were imported.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::library;
use crate::library::import::{checksum, stated_checksum};
use crate::model::{MetadataValue, Note};
use crate::note;
use crate::note::feed::{ENTRY_KEY, FEED_KEY};

use super::VERSION_OF;

/// Where front matter that names an entry ends at the latest, in bytes.
const HEAD: u64 = 16 * 1024;

/// What names an entry for good.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct EntryKey {
    feed: String,
    /// Ids are unique within their feed.
    id: String,
}

impl EntryKey {
    /// The entry that a note is, where it is one.
    pub(super) fn of(note: &Note) -> Option<Self> {
        Some(Self {
            feed: word(note, FEED_KEY)?.to_owned(),
            id: word(note, ENTRY_KEY)?.to_owned(),
        })
    }

    /// Whether they are two entries of one feed.
    pub(super) fn is_other_of_feed(&self, other: &Self) -> bool {
        self.feed == other.feed && self.id != other.id
    }
}

/// The value of a key that is one word.
fn word<'a>(note: &'a Note, key: &str) -> Option<&'a str> {
    let (_, value) = note.metadata.other.iter().find(|(name, _)| name == key)?;
    match value {
        MetadataValue::Text(text) => Some(text),
        _ => None,
    }
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
    found: Option<HashMap<EntryKey, Notes>>,
    /// Texts of this import, which a dry run does not write.
    written: HashMap<PathBuf, String>,
}

/// The notes of one entry.
#[derive(Debug, Default)]
struct Notes {
    /// The one that follows the entry.
    own: Option<PathBuf>,
    /// Those that stand beside it.
    versions: Vec<PathBuf>,
}

impl Entries {
    /// How a library stands to an entry whose note would be `text`.
    pub(super) fn standing(&mut self, library: &Path, key: &EntryKey, text: &str) -> Standing {
        let Some(path) = self.notes(library, key).and_then(|notes| notes.own.clone()) else {
            return Standing::New;
        };
        let Some(present) = self.text(library, &path) else {
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

    /// The version of an entry's note that was written as `text`.
    pub(super) fn version(
        &mut self,
        library: &Path,
        key: &EntryKey,
        text: &str,
    ) -> Option<PathBuf> {
        let versions = self.notes(library, key)?.versions.clone();
        versions.into_iter().find(|path| {
            let present = self.text(library, path);
            present.is_some_and(|present| stated_checksum(&present) == stated_checksum(text))
        })
    }

    /// Takes note of an entry that was written.
    pub(super) fn remember(&mut self, key: EntryKey, path: &Path, text: &str) {
        let notes = self.found.get_or_insert_default().entry(key).or_default();
        if notes.own.is_none() {
            notes.own = Some(path.to_owned());
        } else if notes.own.as_deref() != Some(path) {
            notes.versions.push(path.to_owned());
        }
        self.written.insert(path.to_owned(), text.to_owned());
    }

    fn notes(&mut self, library: &Path, key: &EntryKey) -> Option<&Notes> {
        let found = self.found.get_or_insert_with(|| entries(library));
        found.get(key)
    }

    fn text(&self, library: &Path, path: &Path) -> Option<String> {
        let written = self.written.get(path).cloned();
        written.or_else(|| fs::read_to_string(library.join(path)).ok())
    }
}

/// Every note that names its entry.
fn entries(library: &Path) -> HashMap<EntryKey, Notes> {
    // A library that cannot be walked has failed already, when it was indexed.
    let files = library::scan(library).map(|scan| scan.files);
    let mut found: HashMap<EntryKey, Notes> = HashMap::new();
    for file in files.unwrap_or_default() {
        let Some(note) = likely_entry(&library.join(&file.path)) else {
            continue;
        };
        let Some(key) = EntryKey::of(&note) else {
            continue;
        };
        let notes = found.entry(key).or_default();
        if notes.own.is_none() && word(&note, VERSION_OF).is_none() {
            notes.own = Some(file.path);
        } else {
            notes.versions.push(file.path);
        }
    }
    found
}

/// The front matter of a file that may be an entry's note.
fn likely_entry(path: &Path) -> Option<Note> {
    let mut head = Vec::new();
    let file = fs::File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    if !head.starts_with("---") || !head.contains(ENTRY_KEY) {
        return None;
    }
    note::parse(front_matter(&head)?.as_bytes(), "note.md").ok()
}

/// The front matter alone, so that the text is not read for two of its keys.
fn front_matter(head: &str) -> Option<String> {
    let end = head.get(3..)?.find("\n---")? + 3;
    Some(format!("{}\n---\n\ntext\n", head.get(..end)?))
}
