//! The index on disk: opened, or emptied and made anew when it is not ours to read.
//!
//! It can be deleted at any time, so nothing in it is repaired: an index of another version, of
//! another lexicon, or with damaged files is emptied under the writer's lock, and says so.

use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy};

use super::schema::{self, Fields, VERSION};
use super::similar::NameCache;
use super::writer::unfinished;
use super::{Analysis, Notice, RebuildReason, SearchError, Snapshot, Writer, tokenizer};

/// Names the version and the lexicon that an index was made with.
const MARK: &str = "tape-index";

/// Names the user's own tables of the lexicon that its notes were linked with.
const LINKED: &str = "tape-linked";

/// How often an index that another process is making is looked at again, and how long between.
const ATTEMPTS: usize = 25;
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(20);

/// The search index of one library.
///
/// Cheap to clone; clones share what they see.
#[derive(Clone)]
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    /// Set by [`Self::analyse_with`]; lists need none.
    analysis: Arc<OnceLock<Arc<Analysis>>>,
    /// What likeness is looked for among; kept between snapshots.
    name_cache: Arc<NameCache>,
    /// Where it lies; `None` in memory.
    folder: Option<Arc<Path>>,
}

/// An index, and what was done to open it.
pub struct Opened {
    /// Ready to be asked and written.
    pub index: SearchIndex,
    /// To be shown to the user.
    pub notice: Option<Notice>,
}

impl SearchIndex {
    /// Opens the index in a folder, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// [`SearchError::Busy`] when the index must be rebuilt while another process writes it;
    /// [`SearchError::Folder`] when the folder cannot be used.
    pub fn open(folder: &Path, analysis: Arc<Analysis>) -> Result<Opened, SearchError> {
        let opened = Self::open_to_list(folder, analysis.lexicon().fingerprint())?;
        opened.index.analyse_with(analysis);
        Ok(opened)
    }

    /// Opens the index before the lexicon of that fingerprint is there: notes can be listed, and
    /// written or searched by words after [`Self::analyse_with`].
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub fn open_to_list(folder: &Path, lexicon: u64) -> Result<Opened, SearchError> {
        // Of two that open a new index at once, one makes it in a moment; the other waits for that.
        for _ in 0..ATTEMPTS {
            match Self::open_or_make(folder, lexicon) {
                Err(SearchError::Busy) => thread::sleep(BETWEEN_ATTEMPTS),
                opened => return opened,
            }
        }
        Self::open_or_make(folder, lexicon)
    }

    fn open_or_make(folder: &Path, lexicon: u64) -> Result<Opened, SearchError> {
        let failed = |source| SearchError::Folder {
            path: folder.to_owned(),
            source,
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let mark = Mark {
            version: VERSION,
            lexicon,
        };
        let seen = Mark::read(folder).map_err(failed)?;
        let reason = match &seen {
            Some(found) if *found == mark => {
                if let Some(index) = Self::open_ours(folder) {
                    let index = index.in_folder(folder);
                    let notice = None;
                    return Ok(Opened { index, notice });
                }
                Some(RebuildReason::Damaged)
            }
            Some(found) if found.version == mark.version => Some(RebuildReason::OtherLexicon),
            Some(_) => Some(RebuildReason::OtherVersion),
            None if is_fresh(folder).map_err(failed)? => None,
            None => Some(RebuildReason::Damaged),
        };
        let index = create(folder, &mark, seen.as_ref())?;
        Ok(Opened {
            index: Self::with_index(index)?.in_folder(folder),
            notice: reason.map(Notice::Rebuilt),
        })
    }

    /// The fingerprint of the user's own tables that the notes were linked with; 0 without any.
    ///
    /// Other tables make the index no worse to read: its notes are linked anew in their time.
    #[must_use]
    pub fn linked_with(&self) -> u64 {
        let file = self.folder.as_ref().map(|folder| folder.join(LINKED));
        let text = file.and_then(|file| fs::read_to_string(file).ok());
        let number = text.and_then(|text| u64::from_str_radix(text.trim(), 16).ok());
        number.unwrap_or(0)
    }

    /// Remembers that all notes were linked with the tables of that fingerprint.
    ///
    /// # Errors
    ///
    /// [`SearchError::Folder`] when that cannot be written.
    pub fn mark_linked_with(&self, own: u64) -> Result<(), SearchError> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let failed = |source| SearchError::Folder {
            path: folder.to_path_buf(),
            source,
        };
        // Cut short it reads as another number, and costs linking once more.
        fs::write(folder.join(LINKED), format!("{own:016x}\n")).map_err(failed)
    }

    /// An index that lives in memory and is gone when it is dropped.
    ///
    /// # Errors
    ///
    /// When the engine cannot make one.
    pub fn in_memory(analysis: Arc<Analysis>) -> Result<Self, SearchError> {
        let index = Self::with_index(Index::create_in_ram(schema::build().0))?;
        index.analyse_with(analysis);
        Ok(index)
    }

    /// Brings what texts are analysed with; the first one brought stays.
    pub fn analyse_with(&self, analysis: Arc<Analysis>) {
        let analysis = self.analysis.get_or_init(|| analysis);
        tokenizer::register(self.index.tokenizers(), analysis);
    }

    /// The one writer, after [`Self::analyse_with`]. Readers go on undisturbed.
    ///
    /// # Errors
    ///
    /// [`SearchError::Busy`] while another writer, in this process or another, is open.
    pub fn writer(&self) -> Result<Writer, SearchError> {
        Writer::new(
            &self.index,
            self.reader.clone(),
            self.fields,
            self.folder.as_deref(),
        )
    }

    /// Whether a writer, in this process or another, is open.
    #[must_use]
    pub fn is_being_written(&self) -> bool {
        self.index
            .directory()
            .acquire_lock(&INDEX_WRITER_LOCK)
            .is_err()
    }

    /// Whether the last writer was stopped before its end, by a signal or a failure; false while
    /// one is open.
    #[must_use]
    pub fn was_interrupted(&self) -> bool {
        let folder = self.folder.as_deref();
        folder.is_some_and(|folder| unfinished(folder).exists()) && !self.is_being_written()
    }

    /// The index as of the last commit seen: cheap, and never changes.
    ///
    /// Commits of this process are seen at once; those of others after [`Self::refresh`].
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::new(
            self.reader.searcher(),
            self.fields,
            self.analysis.get().map(Arc::clone),
            Arc::clone(&self.name_cache),
        )
    }

    /// Whether an index lies in the folder: it may be deleted at any time.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(MARK).exists() && folder.join("meta.json").exists()
    }

    /// Looks for commits of other processes; about half a millisecond.
    ///
    /// # Errors
    ///
    /// When the files of the newest commit cannot be opened.
    pub fn refresh(&self) -> Result<(), SearchError> {
        Ok(self.reader.reload()?)
    }

    /// What this index analyses with, once it was brought.
    #[must_use]
    pub fn analysis(&self) -> Option<&Arc<Analysis>> {
        self.analysis.get()
    }

    /// The index that is there; `None` where it cannot be read.
    fn open_ours(folder: &Path) -> Option<Self> {
        // The engine trusts the lengths that a file states of itself, and panics where a file was
        // cut short. Nothing of a half-opened index is kept.
        let opened = catch_unwind(AssertUnwindSafe(|| Self::with_index(open_index(folder)?)));
        opened.ok().and_then(Result::ok)
    }

    fn with_index(index: Index) -> Result<Self, SearchError> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            reader,
            fields: schema::build().1,
            index,
            analysis: Arc::default(),
            name_cache: Arc::default(),
            folder: None,
        })
    }

    fn in_folder(mut self, folder: &Path) -> Self {
        self.folder = Some(Arc::from(folder));
        self
    }
}

/// What an index was made with, kept in a file beside it.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    version: u32,
    lexicon: u64,
}

impl Mark {
    /// `None` where there is no mark; version 0, which never was, where it cannot be read.
    fn read(folder: &Path) -> io::Result<Option<Self>> {
        let text = match fs::read_to_string(folder.join(MARK)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
            Err(error) => return Err(error),
        };
        let mut words = text.split_ascii_whitespace();
        let version = words.next().and_then(|word| word.parse().ok());
        let lexicon = words
            .next()
            .and_then(|word| u64::from_str_radix(word, 16).ok());
        Ok(Some(Self {
            version: version.unwrap_or(0),
            lexicon: lexicon.unwrap_or(0),
        }))
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let text = format!("{} {:016x}\n", self.version, self.lexicon);
        fs::write(folder.join(MARK), text)
    }
}

/// An index of ours, with readable segments.
fn open_index(folder: &Path) -> Result<Index, SearchError> {
    let index = Index::open_in_dir(folder)?;
    if index.schema() == schema::build().0 {
        return Ok(index);
    }
    let error = tantivy::TantivyError::SchemaError("another schema".to_owned());
    Err(SearchError::Engine(error))
}

/// Nothing but locks lies in the folder, so nothing is lost by starting.
fn is_fresh(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if !is_lock(&entry?.file_name()) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Empties the folder and makes an index in it, while no other process writes.
fn create(folder: &Path, mark: &Mark, seen: Option<&Mark>) -> Result<Index, SearchError> {
    let failed = |source| SearchError::Folder {
        path: folder.to_owned(),
        source,
    };
    let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let lock = directory
        .acquire_lock(&INDEX_WRITER_LOCK)
        .map_err(tantivy::TantivyError::from)?;
    // Another process made an index since this one looked: it is not ours to empty.
    if Mark::read(folder).map_err(failed)?.as_ref() != seen {
        return Err(SearchError::Busy);
    }
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if is_lock(&entry.file_name()) {
            continue;
        }
        // Only files are ours; a folder here is somebody else's and harms nothing.
        if entry.file_type().map_err(failed)?.is_file() {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    let index = Index::create(directory, schema::build().0, IndexSettings::default())?;
    // Written last: a folder without a mark is rebuilt.
    mark.write(folder).map_err(failed)?;
    drop(lock);
    Ok(index)
}

fn is_lock(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().ends_with(b".lock")
}

#[cfg(test)]
mod tests;
