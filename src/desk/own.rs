//! The user's own tables of the lexicon: read when they are first needed, followed while the
//! program runs.
//!
//! They lie in one folder, as `*.yaml`. When one changes, the lexicon is made anew and queries are
//! widened by it at once; what notes mention is renewed by the next indexing, which takes every note
//! as changed, while the index goes on answering. Which tables the index was linked with is kept
//! beside it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use crate::lexicon::harvest::{Harvest, Offer};
use crate::lexicon::{Lexicon, OwnTable, Problem};
use crate::search::Analysis;

use super::lazy::lock;
use super::{Desk, DeskError};

/// How many problems are told of by name; `tape lexicon check` tells all.
const TOLD: usize = 3;

/// Where the tables are, and which of them the lexicon was made of.
#[derive(Default)]
pub(super) struct Own {
    folder: Option<PathBuf>,
    loaded: Mutex<Option<Vec<Stamp>>>,
}

/// A file as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    size: u64,
    modified: Option<SystemTime>,
}

impl Desk {
    /// The same desk, whose lexicon is added to by the tables in a folder, there or not.
    #[must_use]
    pub fn with_own_lexicon(mut self, folder: Option<PathBuf>) -> Self {
        self.own.folder = folder;
        self
    }

    /// The folder of the user's own tables; `None` where the system names none for settings.
    #[must_use]
    pub fn own_lexicon(&self) -> Option<&Path> {
        self.own.folder.as_deref()
    }

    /// The tables of the user's own and what is wrong in them, read anew; of one file where one is
    /// named, which may lie anywhere.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read.
    pub fn check_lexicon(&self, file: Option<&Path>) -> Result<(usize, Vec<Problem>), DeskError> {
        let tables = match file {
            Some(file) => vec![table(file)?],
            None => tables(&self.stamps())?,
        };
        let (_, problems) = Lexicon::with_own(&tables)?;
        Ok((tables.len(), problems))
    }

    /// Whether the user's own tables are others than those that the lexicon was made of. Reads a
    /// folder and no file; false before the lexicon was asked for.
    #[must_use]
    pub fn lexicon_has_changed(&self) -> bool {
        let loaded = lock(&self.own.loaded);
        loaded
            .as_ref()
            .is_some_and(|loaded| *loaded != self.stamps())
    }

    /// Makes the lexicon anew where the user's own tables have changed; whether they have.
    ///
    /// What is asked meanwhile is answered by the old one.
    ///
    /// # Errors
    ///
    /// Where a table cannot be read; the old lexicon stays.
    pub fn reload_lexicon(&self) -> Result<bool, DeskError> {
        if !self.lexicon_has_changed() {
            return Ok(false);
        }
        let lexicon = Arc::new(self.make_lexicon()?);
        let analysis = Arc::new(Analysis::new(Arc::clone(&lexicon)));
        self.lexicon.put(lexicon);
        self.analysis.put(analysis);
        self.index.clear();
        lock(&self.recent).forget_links();
        Ok(true)
    }

    /// The lexicon with the user's own tables over it; what is wrong in them is among the notices.
    pub(super) fn make_lexicon(&self) -> Result<Lexicon, DeskError> {
        let stamps = self.stamps();
        // Told of, and tried again when a file changes: a table is no reason not to read notes.
        let tables = tables(&stamps).unwrap_or_else(|error| {
            lock(&self.notices).push(with_cause(&error));
            Vec::new()
        });
        let (lexicon, problems) = Lexicon::with_own(&tables)?;
        let mut notices = lock(&self.notices);
        notices.extend(problems.iter().take(TOLD).map(ToString::to_string));
        if problems.len() > TOLD {
            let more = problems.len() - TOLD;
            notices.push(format!(
                "{more} more entries of your lexicon are left out: see `tape lexicon check`"
            ));
        }
        *lock(&self.own.loaded) = Some(stamps);
        Ok(lexicon)
    }

    /// The fingerprint of the user's own tables, of those in use where the lexicon is made.
    pub(super) fn own_fingerprint(&self) -> Result<u64, DeskError> {
        if lock(&self.own.loaded).is_some() {
            return Ok(self.lexicon()?.own_fingerprint());
        }
        let stamps = self.stamps();
        if stamps.is_empty() {
            return Ok(0);
        }
        // A table that cannot be read counts for none: the lexicon tells of it.
        Ok(Lexicon::fingerprint_of(
            &tables(&stamps).unwrap_or_default(),
        ))
    }

    /// What the notes explain and list that the lexicon does not know; all of them are read.
    ///
    /// # Errors
    ///
    /// Where the library or the index cannot be read; a note that cannot be is passed over.
    pub fn harvest(&self) -> Result<Vec<Offer>, DeskError> {
        let lexicon = self.lexicon()?;
        let root = self.root()?;
        let mut harvest = Harvest::new(&lexicon);
        for summary in self.notes(usize::MAX >> 1)?.notes {
            if let Ok(loaded) = crate::library::read(&root, &summary.path, self) {
                harvest.read(&summary.path, &loaded.note);
            }
        }
        Ok(harvest.offers())
    }

    fn stamps(&self) -> Vec<Stamp> {
        self.own.folder.as_deref().map(stamps).unwrap_or_default()
    }
}

fn with_cause(error: &DeskError) -> String {
    let cause = std::error::Error::source(error);
    cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

/// The tables in a folder, by name; none where there is no such folder.
fn stamps(folder: &Path) -> Vec<Stamp> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    let tables = files.filter(|path| is_table(path)).filter_map(|path| {
        let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        Some(Stamp {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            path,
        })
    });
    let mut stamps: Vec<Stamp> = tables.collect();
    stamps.sort_by(|a, b| a.path.cmp(&b.path));
    stamps
}

/// An editor's own files begin with a dot or end otherwise.
fn is_table(path: &Path) -> bool {
    let is_hidden = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let ending = path.extension().and_then(|ending| ending.to_str());
    !is_hidden && matches!(ending, Some("yaml" | "yml"))
}

fn tables(stamps: &[Stamp]) -> Result<Vec<OwnTable>, DeskError> {
    stamps.iter().map(|stamp| table(&stamp.path)).collect()
}

fn table(path: &Path) -> Result<OwnTable, DeskError> {
    let failed = |source: io::Error| DeskError::File {
        path: path.to_owned(),
        source,
    };
    Ok(OwnTable {
        name: path.display().to_string(),
        text: fs::read_to_string(path).map_err(failed)?,
    })
}

#[cfg(test)]
mod tests;
