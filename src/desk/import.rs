//! Bringing documents in: files, folders, addresses, feeds and what is piped become clean notes.
//!
//! One document at a time: read or fetched, parsed, compared with the notes that are there, and
//! written as Markdown with front matter. One that fails is named and the others go on.
//!
//! The same document again is not stored twice: see `copies`. An entry of a feed is known by its
//! id: its note is rewritten when the entry changes, unless the user has edited the note since,
//! which its `checksum` tells; then the note is kept, and the new text is offered as a version.

mod arrival;
mod copies;
mod entries;
mod feeds;
mod pictures;
mod writing;

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use crate::fetch::{Fetcher, Limits, Reach};
use crate::library::import::Folder;
use crate::model::{Language, NoteId};

use super::{Desk, DeskError, Setup};
use copies::Finder;
use entries::Entries;

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file, or a folder of files.
    Path(PathBuf),
    /// A page, a feed or a list of feeds.
    Address(String),
    /// The bytes of one document.
    Piped(Vec<u8>),
}

/// What to do with a document that is in the library already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnCopy {
    /// Name it, and write nothing.
    #[default]
    Skip,
    /// Write it beside the other, and say in its front matter of what it is a version.
    AsVersion,
    /// Write it as if it were new.
    Anyway,
}

/// How documents are brought in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportOptions {
    /// The folder to write into; else the library. A relative one is below the library, unless it
    /// begins with a dot or there is no library.
    pub to: Option<PathBuf>,
    /// Fetch and copy pictures, too.
    pub pictures: bool,
    /// What to do with what is there already.
    pub on_copy: OnCopy,
    /// Which addresses may be fetched from.
    pub reach: Reach,
    /// Only say what would be done.
    pub dry_run: bool,
}

/// The note that a document is the same as.
#[derive(Debug, Clone, PartialEq)]
pub struct Twin {
    /// Below the library, or whole where that is elsewhere.
    pub path: PathBuf,
    /// From 0 to 1; see [`crate::text::resemblance`].
    pub resemblance: f64,
    /// Only one of the two languages is common.
    pub is_of_one_language: bool,
    /// The same to the last sign.
    pub is_identical: bool,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// A new note.
    Written,
    /// A new note that says of which other it is a version.
    Version(Twin),
    /// The note of this entry was rewritten.
    Updated,
    /// The note of this entry says the same already.
    Unchanged,
    /// The entry changed, but its note was edited and is kept.
    Edited,
    /// In the library already.
    Same(Twin),
    /// Nothing could be made of it.
    Failed(String),
}

impl Fate {
    /// The word of JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Version(_) => "version",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Edited => "edited",
            Self::Same(_) => "same",
            Self::Failed(_) => "failed",
        }
    }

    /// Whether a file was written, or would be without `dry_run`.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(self, Self::Written | Self::Version(_) | Self::Updated)
    }
}

/// One document and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The file, the address, or `-`.
    pub source: String,
    /// Empty where the document could not be read.
    pub title: String,
    /// The day it is of.
    pub date: Option<Date>,
    /// The languages of its passages, most text first.
    pub languages: Vec<Language>,
    /// The file of its note below the library, whole where it was written elsewhere; the one that is
    /// there where none was written.
    pub path: Option<PathBuf>,
    /// The id of that note.
    pub id: Option<NoteId>,
    /// Bytes of the note.
    pub bytes: usize,
    /// Pictures written beside it.
    pub pictures: usize,
    /// What happened.
    pub fate: Fate,
    /// What was odd, and what was done about it.
    pub notices: Vec<String>,
}

impl Imported {
    /// A document of which nothing is known yet.
    fn new(source: &str, fate: Fate) -> Self {
        Self {
            source: source.to_owned(),
            title: String::new(),
            date: None,
            languages: Vec::new(),
            path: None,
            id: None,
            bytes: 0,
            pictures: 0,
            fate,
            notices: Vec::new(),
        }
    }

    /// The same with whole paths of what is below a folder.
    fn below(mut self, folder: &Path) -> Self {
        self.path = self.path.map(|path| folder.join(path));
        if let Fate::Same(twin) | Fate::Version(twin) = &mut self.fate {
            twin.path = folder.join(&twin.path);
        }
        self
    }
}

/// Something that was fetched, for the user to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchReport {
    /// As asked for.
    pub asked: String,
    /// The address that answered.
    pub url: String,
    /// The kind that the server named.
    pub kind: Option<String>,
    /// Bytes, decompressed.
    pub bytes: usize,
}

/// What an import tells while it goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportNews {
    /// Something was fetched.
    Fetched(FetchReport),
    /// Something was odd about a source that holds several documents; says what was done about it.
    Notice(String),
    /// A document is done with.
    Done(Box<Imported>),
}

/// The key of the front matter that names the note which this one is a version of.
const VERSION_OF: &str = "version_of";

impl Desk {
    /// Brings documents into the library, telling of each; returns the folder that paths are below.
    ///
    /// # Errors
    ///
    /// Where there is no folder to write into, or the index fails. A document that fails is told
    /// as [`Fate::Failed`].
    pub fn bring_in(
        &self,
        sources: Vec<Source>,
        options: &ImportOptions,
        tell: &mut dyn FnMut(ImportNews),
    ) -> Result<PathBuf, DeskError> {
        let target = self.target(options)?;
        let library = self.setup.library.as_deref();
        if library.is_some_and(|library| is_below(&target, library)) {
            return self.bring_to(&target, sources, options, tell);
        }
        // A folder elsewhere is a library of its own: what it holds is what must not be there twice.
        let elsewhere = Self::new(Setup {
            library: Some(target.clone()),
            ..self.setup.clone()
        });
        // Its notes answer to no name in the library: they are told by where they are.
        elsewhere.bring_to(&target, sources, options, &mut |news| {
            tell(match news {
                ImportNews::Done(document) => ImportNews::Done(Box::new(document.below(&target))),
                other => other,
            });
        })
    }

    fn bring_to(
        &self,
        target: &Path,
        sources: Vec<Source>,
        options: &ImportOptions,
        tell: &mut dyn FnMut(ImportNews),
    ) -> Result<PathBuf, DeskError> {
        let folder = if options.dry_run {
            Folder::at(target)
        } else {
            Folder::open(target)?
        };
        let library = self.setup.library.as_deref().unwrap_or(target);
        // Trying an import into a folder that is not there yet makes none.
        let finder = if library.is_dir() {
            self.index(&mut |_, _| {})?;
            Finder::new(Some(self))
        } else {
            Finder::new(None)
        };
        let mut import = Import {
            desk: self,
            library,
            folder,
            options,
            today: self.setup.today,
            fetcher: Fetcher::new(Limits::default(), options.reach),
            finder,
            entries: Entries::default(),
            taken: HashSet::new(),
            has_written: false,
            tell,
        };
        for source in sources {
            import.source(source);
        }
        if import.has_written {
            self.index(&mut |_, _| {})?;
        }
        Ok(library.to_owned())
    }

    /// The folder to write into.
    fn target(&self, options: &ImportOptions) -> Result<PathBuf, DeskError> {
        match (&self.setup.library, &options.to) {
            (None, None) => Err(DeskError::SampleTakesNone),
            (None, Some(to)) => Ok(to.clone()),
            (Some(_), None) => Ok(self.root()?.to_path_buf()),
            (Some(_), Some(to)) if to.is_absolute() || is_from_here(to) => Ok(to.clone()),
            (Some(_), Some(to)) if to.components().any(|part| part == Component::ParentDir) => {
                Err(DeskError::OutsideLibrary { path: to.clone() })
            }
            (Some(_), Some(to)) => Ok(self.root()?.join(to)),
        }
    }
}

/// One import as it goes on.
struct Import<'a> {
    /// Knows terms in both languages, which help to pair them.
    desk: &'a Desk,
    /// What paths are told below.
    library: &'a Path,
    folder: Folder,
    options: &'a ImportOptions,
    today: Date,
    fetcher: Fetcher,
    finder: Finder<'a>,
    entries: Entries,
    /// Paths promised to notes of this import.
    taken: HashSet<PathBuf>,
    has_written: bool,
    tell: &'a mut dyn FnMut(ImportNews),
}

impl Import<'_> {
    fn done(&mut self, imported: Imported) {
        (self.tell)(ImportNews::Done(Box::new(imported)));
    }

    fn fail(&mut self, source: &str, reason: &(impl ToString + ?Sized)) {
        self.done(Imported::new(source, Fate::Failed(reason.to_string())));
    }
}

/// `./notes`, `../notes`
fn is_from_here(path: &Path) -> bool {
    let first = path.components().next();
    matches!(first, Some(Component::CurDir | Component::ParentDir))
}

/// Whether a folder, which may not be there yet, is another one or below it.
fn is_below(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    let existing = path.ancestors().find_map(|part| {
        let part = if part.as_os_str().is_empty() {
            Path::new(".")
        } else {
            part
        };
        part.canonicalize().ok()
    });
    existing.is_some_and(|path| path.starts_with(folder))
}

#[cfg(test)]
mod tests;
