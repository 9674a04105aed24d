//! From a parsed document to the file of its note.

use std::path::{Path, PathBuf};

use crate::fetch;
use crate::library::import::{CHECKSUM, FETCHED, checksum, file_name};
use crate::library::{note_id, relative_text};
use crate::model::{DiagnosticKind, Emphasis, MetadataValue, Note, PassageKind};
use crate::note::write;

use super::copies::Content;
use super::entries::{EntryKey, Standing};
use super::{Fate, Import, Imported, OnCopy, VERSION_OF};
use crate::desk::DeskError;
use crate::desk::notes::languages;

/// What stands for a checksum until the text is known that it is of.
const NOT_YET: &str = "################";

/// A document that was parsed.
pub(super) struct Arrived<'a> {
    /// What the user knows it by.
    pub(super) shown: &'a str,
    /// The address that it was fetched from.
    pub(super) address: Option<&'a str>,
    /// The file that it was read from.
    pub(super) local: Option<&'a Path>,
    pub(super) note: Note,
}

impl Import<'_> {
    /// Writes a document as a note, or says why not.
    pub(super) fn note(&mut self, mut arrived: Arrived) {
        let note = &mut arrived.note;
        if note.passages.is_empty() {
            return self.fail(arrived.shown, "holds no text");
        }
        if let Some(address) = arrived.address {
            make_links_whole(note, address);
        }
        self.complete(note, arrived.address);
        let mut imported = Imported::new(arrived.shown, Fate::Written);
        imported.title.clone_from(&note.metadata.title);
        imported.date = note.metadata.date;
        imported.languages = languages(note);
        imported.notices.extend(set_aside(note));
        let written = match self.decide(&mut arrived) {
            Ok(Decision::Leave(fate, path)) => {
                imported.path = path;
                imported.fate = fate;
                Ok(())
            }
            Ok(Decision::Write(fate, path)) => {
                imported.fate = fate;
                self.write(&mut arrived, &mut imported, path)
            }
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            imported.path = None;
            imported.fate = Fate::Failed(with_cause(&error));
        }
        imported.id = imported.path.as_deref().map(note_id);
        self.done(imported);
    }

    /// What the front matter shall say beside what the document says itself.
    fn complete(&self, note: &mut Note, address: Option<&str>) {
        let tags: Vec<_> = languages(note)
            .into_iter()
            .map(|language| MetadataValue::Text(language.tag().to_owned()))
            .collect();
        let metadata = &mut note.metadata;
        if let Some(address) = address {
            match &metadata.source {
                None => metadata.source = Some(address.to_owned()),
                Some(source) if source == address => {}
                Some(_) => set(&mut metadata.other, "url", address),
            }
        }
        let language = match <[_; 1]>::try_from(tags) {
            Ok([only]) => only,
            Err(several) => MetadataValue::List(several),
        };
        put(&mut metadata.other, "language", language);
        set(&mut metadata.other, FETCHED, &self.today.to_string());
        if EntryKey::of(note).is_some() {
            set(&mut note.metadata.other, CHECKSUM, NOT_YET);
        }
    }

    /// Whether to write it, and where.
    fn decide(&mut self, arrived: &mut Arrived) -> Result<Decision, DeskError> {
        if let Some(key) = EntryKey::of(&arrived.note) {
            let text = sealed(&arrived.note);
            match self.entries.standing(self.library, &key, &text) {
                Standing::New => {}
                Standing::Same(path) => return Ok(Decision::Leave(Fate::Unchanged, Some(path))),
                Standing::Older(path) => return Ok(Decision::Write(Fate::Updated, path)),
                Standing::Edited(path) => return self.beside_edited(arrived, &key, path),
            }
        }
        let content = Content::of(&arrived.note);
        if self.options.on_copy != OnCopy::Anyway
            && let Some(twin) = self.finder.find(&arrived.note, &content)?
        {
            if self.options.on_copy == OnCopy::Skip || twin.is_identical {
                let path = twin.path.clone();
                return Ok(Decision::Leave(Fate::Same(twin), Some(path)));
            }
            let path = self.version(arrived, &twin.path)?;
            self.finder.remember(&path, content);
            return Ok(Decision::Write(Fate::Version(twin), path));
        }
        let path = self.free_path(&arrived.note)?;
        self.finder.remember(&path, content);
        Ok(Decision::Write(Fate::Written, path))
    }

    /// An entry that changed, though its note was edited.
    fn beside_edited(
        &mut self,
        arrived: &mut Arrived,
        key: &EntryKey,
        edited: PathBuf,
    ) -> Result<Decision, DeskError> {
        if self.options.on_copy == OnCopy::Skip {
            return Ok(Decision::Leave(Fate::Edited, Some(edited)));
        }
        let content = Content::of(&arrived.note);
        let path = self.version(arrived, &edited)?;
        if let Some(there) = self
            .entries
            .version(self.library, key, &sealed(&arrived.note))
        {
            return Ok(Decision::Leave(Fate::Unchanged, Some(there)));
        }
        let twin = self.finder.compare(&edited, &content);
        Ok(Decision::Write(Fate::Version(twin), path))
    }

    /// Makes a document a version of a note, and gives the path for it.
    fn version(&mut self, arrived: &mut Arrived, of: &Path) -> Result<PathBuf, DeskError> {
        set(
            &mut arrived.note.metadata.other,
            VERSION_OF,
            &relative_text(of),
        );
        self.free_path(&arrived.note)
    }

    fn free_path(&mut self, note: &Note) -> Result<PathBuf, DeskError> {
        let name = file_name(note.metadata.date, &note.metadata.title);
        let path = self.folder.free(&name, &|path| self.taken.contains(path))?;
        self.taken.insert(path.clone());
        Ok(self.below(&path))
    }

    /// A path below the library.
    fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.library).unwrap_or(path).to_owned()
    }

    fn write(
        &mut self,
        arrived: &mut Arrived,
        imported: &mut Imported,
        path: PathBuf,
    ) -> Result<(), DeskError> {
        let whole = self.library.join(&path);
        if self.options.pictures {
            self.pictures(arrived, &whole, imported)?;
        }
        let text = sealed(&arrived.note);
        imported.bytes = text.len();
        imported.path = Some(path);
        if let (Some(key), Some(path)) = (EntryKey::of(&arrived.note), &imported.path) {
            self.entries.remember(key, path, &text);
        }
        if self.options.dry_run {
            return Ok(());
        }
        if imported.fate == Fate::Updated {
            self.folder.replace(&whole, text.as_bytes())?;
        } else if !self.folder.create(&whole, text.as_bytes())? {
            // Another program took the name since it was chosen.
            let free = self.free_path(&arrived.note)?;
            return self.write(arrived, imported, free);
        }
        self.has_written = true;
        Ok(())
    }
}

/// Says that not all of a document is in its note.
fn set_aside(note: &Note) -> Option<String> {
    note.diagnostics.iter().find_map(|one| match one.kind {
        DiagnosticKind::SetAside { lines: 1, .. } => {
            Some("1 line was set aside as navigation".to_owned())
        }
        DiagnosticKind::SetAside { lines, .. } => {
            Some(format!("{lines} lines were set aside as navigation"))
        }
        _ => None,
    })
}

/// What to do with a document.
enum Decision {
    /// Nothing; the note that has it already.
    Leave(Fate, Option<PathBuf>),
    /// Write it at a path below the library.
    Write(Fate, PathBuf),
}

/// The text of a note, with its checksum where it has a place for one.
fn sealed(note: &Note) -> String {
    let text = write::markdown(note);
    if !text.contains(NOT_YET) {
        return text;
    }
    text.replacen(NOT_YET, &checksum(&text), 1)
}

/// Makes the addresses of links and pictures whole, since the note stands elsewhere than its page.
fn make_links_whole(note: &mut Note, page: &str) {
    let whole = |target: &mut String| {
        if !target.starts_with('#')
            && let Some(address) = fetch::resolve(page, target)
        {
            *target = address;
        }
    };
    for passage in &mut note.passages {
        if let PassageKind::Image(target) = &mut passage.kind {
            whole(target);
        }
        for text in [&mut passage.zh, &mut passage.en].into_iter().flatten() {
            for span in &mut text.spans {
                if let Emphasis::Link(target) = &mut span.emphasis {
                    whole(target);
                }
            }
        }
    }
}

/// Sets a key of one word, as [`put`] does.
pub(super) fn set(keys: &mut Vec<(String, MetadataValue)>, name: &str, value: &str) {
    put(keys, name, MetadataValue::Text(value.to_owned()));
}

/// Sets a key where it stands, else at the end.
fn put(keys: &mut Vec<(String, MetadataValue)>, name: &str, value: MetadataValue) {
    match keys.iter_mut().find(|(key, _)| key == name) {
        Some((_, held)) => *held = value,
        None => keys.push((name.to_owned(), value)),
    }
}

/// An error with its cause on one line.
fn with_cause(error: &DeskError) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
