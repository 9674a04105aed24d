//! The note that a name means: an id, a path, the name of a file, enough of a title.

use std::ffi::OsStr;
use std::path::Path;

use crate::library;
use crate::model::NoteSummary;
use crate::search::query::Query;
use crate::search::{Answers, Sort};

use super::{Desk, DeskError};

impl Desk {
    /// The note that an id, a path or enough of a title names.
    pub fn resolve(&self, name: &str) -> Result<NoteSummary, DeskError> {
        let snapshot = self.snapshot()?;
        if let Ok(id) = name.parse()
            && let Some(summary) = snapshot.summary(id)?
        {
            return Ok(summary);
        }
        if let Some(summary) = self.by_path(&*snapshot, name)? {
            return Ok(summary);
        }
        if Path::new(name).extension().is_some()
            && let Some(summary) = self.by_file(&*snapshot, name)?
        {
            return Ok(summary);
        }
        let has_words = name.chars().any(char::is_alphanumeric);
        let mut found = if has_words {
            snapshot.find_title(name)?
        } else {
            Vec::new()
        };
        if found.is_empty() {
            found = everything(&*snapshot)?;
            found.retain(|note| note.path.file_stem() == Some(OsStr::new(name)));
        }
        match found.len() {
            0 => Err(DeskError::UnknownNote {
                name: name.to_owned(),
                nearest: names_like(&*snapshot, name)?,
            }),
            1 => Ok(found.swap_remove(0)),
            _ => {
                let line = |note: &NoteSummary| format!("{} {}", note.id, note.title);
                let candidates = found.iter().map(line).collect();
                Err(DeskError::AmbiguousNote {
                    name: name.to_owned(),
                    candidates,
                })
            }
        }
    }

    /// A path below the library, or one from here that leads into it.
    fn by_path(
        &self,
        snapshot: &dyn Answers,
        name: &str,
    ) -> Result<Option<NoteSummary>, DeskError> {
        let given = Path::new(name);
        if let Some(summary) = snapshot.summary(library::note_id(given))? {
            return Ok(Some(summary));
        }
        let (Ok(root), Ok(path)) = (self.root()?.canonicalize(), given.canonicalize()) else {
            return Ok(None);
        };
        let Ok(below) = path.strip_prefix(root) else {
            return Ok(None);
        };
        Ok(snapshot.summary(library::note_id(below))?)
    }

    /// The only note whose file is called so, wherever it lies; a file that is no note says why.
    fn by_file(
        &self,
        snapshot: &dyn Answers,
        name: &str,
    ) -> Result<Option<NoteSummary>, DeskError> {
        let mut called = everything(snapshot)?;
        called.retain(|note| note.path.file_name() == Some(OsStr::new(name)));
        if called.len() == 1 {
            return Ok(called.pop());
        }
        let given = Path::new(name);
        let (root, file) = (self.root()?, given.canonicalize().ok());
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let below = file.as_deref().map(|file| file.strip_prefix(&root));
        let is_meant = |path: &Path| {
            path == given || path.file_name() == Some(given.as_os_str()) || below == Some(Ok(path))
        };
        let mut passed_over = snapshot.rejected()?.into_iter();
        if let Some(file) = passed_over.find(|file| is_meant(&file.path)) {
            return Err(DeskError::PassedOver {
                path: file.path,
                reason: file.reason,
            });
        }
        let is_elsewhere = matches!(below, Some(Err(_))) && given.is_file();
        if is_elsewhere {
            return Err(DeskError::Elsewhere {
                path: given.to_path_buf(),
                library: root,
            });
        }
        Ok(None)
    }
}

fn everything(snapshot: &dyn Answers) -> Result<Vec<NoteSummary>, DeskError> {
    let (all, _) = snapshot.notes(&Query::everything(), Sort::Newest, 0, usize::MAX >> 1)?;
    Ok(all)
}

/// Titles and paths of notes that look like a name.
fn names_like(snapshot: &dyn Answers, name: &str) -> Result<Vec<String>, DeskError> {
    let all = everything(snapshot)?;
    let names: Vec<String> = all
        .into_iter()
        .flat_map(|note| [library::relative_text(&note.path), note.title])
        .collect();
    Ok(super::nearest(name, names.iter().map(String::as_str)))
}
