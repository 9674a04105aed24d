//! Notes: listed, named, opened.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use crate::library;
use crate::model::{
    Diagnostic, Document, Extent, Language, Mention, Metadata, Note, NoteId, NoteList, NoteSummary,
    Pace, Passage,
};
use crate::search::{Answers, Rank, Sort};
use crate::text::script;

use super::lazy::lock;
use super::{Desk, DeskError};

/// Documents kept parsed; the snippets of a page of hits are cut from them.
const KEPT: usize = 64;

/// The documents opened last, newest at the back.
#[derive(Default)]
pub(super) struct Recent {
    documents: VecDeque<Entry>,
}

/// A document that was opened.
struct Entry {
    id: NoteId,
    stamp: library::Stamp,
    document: Arc<Document>,
    /// All of its text, or its mentions too.
    extent: Extent,
}

/// A note that was read, as far as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The note.
    pub document: Arc<Document>,
    /// How much of it is there.
    pub extent: Extent,
}

impl Recent {
    fn get(&mut self, id: NoteId, stamp: library::Stamp) -> Option<Opening> {
        let at = self
            .documents
            .iter()
            .position(|kept| kept.id == id && kept.stamp == stamp)?;
        let kept = self.documents.remove(at)?;
        let opening = Opening {
            document: Arc::clone(&kept.document),
            extent: kept.extent,
        };
        self.documents.push_back(kept);
        Some(opening)
    }

    fn put(&mut self, kept: Entry) {
        self.documents.retain(|other| other.id != kept.id);
        self.documents.push_back(kept);
        if self.documents.len() > KEPT {
            self.documents.pop_front();
        }
    }

    /// Drops what was linked: by another lexicon it is linked otherwise.
    pub(super) fn forget_links(&mut self) {
        self.documents.retain(|kept| kept.extent != Extent::Linked);
    }

    /// Keeps a document with its mentions in the place of the same without.
    fn link(&mut self, without: &Arc<Document>, linked: &Arc<Document>) {
        let same = |kept: &&mut Entry| Arc::ptr_eq(&kept.document, without);
        if let Some(kept) = self.documents.iter_mut().find(same) {
            kept.document = Arc::clone(linked);
            kept.extent = Extent::Linked;
        }
    }
}

/// Which notes to list, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteFilter {
    /// A query, or nothing for all.
    pub query: String,
    /// In which order.
    pub sort: Sort,
    /// How many at most.
    pub limit: usize,
}

impl Desk {
    /// The notes, newest first, with the tags of all.
    pub fn notes(&self, limit: usize) -> Result<NoteList, DeskError> {
        self.list(&NoteFilter {
            query: String::new(),
            sort: Sort::Newest,
            limit,
        })
    }

    /// The notes that a query finds, in an order.
    pub fn list(&self, filter: &NoteFilter) -> Result<NoteList, DeskError> {
        let query = self.parse(&filter.query)?;
        let snapshot = self.snapshot()?;
        // What was typed goes before what was set.
        let sort = query.order().and_then(Rank::sort).unwrap_or(filter.sort);
        let (notes, total) = snapshot.notes(&query, sort, 0, filter.limit)?;
        let tags = snapshot.counts_by_tag(&query)?;
        Ok(NoteList {
            notes,
            total,
            tags,
            ..NoteList::default()
        })
    }

    /// Reads a note with its mentions; the documents opened last are kept.
    pub fn open(&self, id: NoteId) -> Result<Arc<Document>, DeskError> {
        self.open_path(&self.listed(id)?.path)
    }

    /// Reads as much of a note as fills a screen at once: all that is kept of it, else the beginning
    /// of a long one, else its text. [`Self::go_on`] reads the rest.
    pub fn open_first(&self, id: NoteId) -> Result<Opening, DeskError> {
        let listed = self.listed(id)?;
        let root = self.root()?;
        let stamp = library::stamp(&root, &listed.path).map_err(DeskError::Note)?;
        if let Some(opening) = lock(&self.recent).get(id, stamp) {
            return Ok(opening);
        }
        match library::read_beginning(&root, &listed.path) {
            Some(note) => Ok(Opening {
                document: Arc::new(Document {
                    pace: Pace::new(lengths_so_far(&note, &listed)),
                    pictures: self.pictures(&listed.path, &note)?,
                    summary: listed,
                    note,
                    mentions: Vec::new(),
                }),
                extent: Extent::Beginning,
            }),
            None => self.open_text(&listed.path),
        }
    }

    /// Reads what comes next of a note that was opened; `None` where it is all there.
    pub fn go_on(&self, opening: &Opening) -> Result<Option<Opening>, DeskError> {
        match opening.extent {
            Extent::Beginning => self.open_text(&opening.document.summary.path).map(Some),
            Extent::Text => Ok(Some(Opening {
                document: self.link(&opening.document)?,
                extent: Extent::Linked,
            })),
            Extent::Linked => Ok(None),
        }
    }

    /// Reads a note that is open once more, with its mentions; the same document where its file is
    /// as it was, and `None` where there is no note any more.
    pub fn reread(&self, path: &Path) -> Result<Option<Arc<Document>>, DeskError> {
        match self.open_path(path) {
            Ok(document) => Ok(Some(document)),
            Err(DeskError::Note(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads the note at a path below the library with its mentions.
    pub fn open_path(&self, path: &Path) -> Result<Arc<Document>, DeskError> {
        let opening = self.open_text(path)?;
        self.linked(opening)
    }

    /// Reads all of the text at a path below the library.
    fn open_text(&self, path: &Path) -> Result<Opening, DeskError> {
        let root = self.root()?;
        let id = library::note_id(path);
        let stamp = library::stamp(&root, path).map_err(DeskError::Note)?;
        if let Some(opening) = lock(&self.recent).get(id, stamp) {
            return Ok(opening);
        }
        let loaded = library::read(&root, path, self).map_err(DeskError::Note)?;
        let lengths = lengths(&loaded.note);
        let document = Arc::new(Document {
            summary: summarise(path, &loaded.note, &lengths),
            pace: Pace::new(lengths),
            pictures: self.pictures(path, &loaded.note)?,
            note: loaded.note,
            mentions: Vec::new(),
        });
        let extent = Extent::Text;
        lock(&self.recent).put(Entry {
            id,
            stamp,
            document: Arc::clone(&document),
            extent,
        });
        Ok(Opening { document, extent })
    }

    fn listed(&self, id: NoteId) -> Result<NoteSummary, DeskError> {
        let unknown = || DeskError::UnknownNote {
            name: id.to_string(),
            nearest: Vec::new(),
        };
        self.snapshot()?.summary(id)?.ok_or_else(unknown)
    }

    /// A document with its mentions, from one without.
    fn link(&self, document: &Arc<Document>) -> Result<Arc<Document>, DeskError> {
        let linked = Arc::new(Document {
            mentions: self.mentions(&document.note)?,
            // Its texts are shared.
            ..Document::clone(document)
        });
        lock(&self.recent).link(document, &linked);
        Ok(linked)
    }

    fn linked(&self, opening: Opening) -> Result<Arc<Document>, DeskError> {
        if opening.extent == Extent::Linked {
            return Ok(opening.document);
        }
        self.link(&opening.document)
    }

    /// A parsed note as a document: its line in the list and its mentions.
    pub(super) fn document(&self, path: &Path, note: Note) -> Result<Document, DeskError> {
        let mentions = self.mentions(&note)?;
        let lengths = lengths(&note);
        Ok(Document {
            summary: summarise(path, &note, &lengths),
            pace: Pace::new(lengths),
            // What is indexed is not shown.
            pictures: Vec::new(),
            note,
            mentions,
        })
    }

    fn mentions(&self, note: &Note) -> Result<Vec<Mention>, DeskError> {
        let mut mentions = self.lexicon()?.mentions(note);
        mentions.sort_by(|a, b| {
            let key = |m: &Mention| (m.passage, m.side, m.range.start);
            key(a).cmp(&key(b))
        });
        Ok(mentions)
    }

    pub(super) fn snapshot(&self) -> Result<Box<dyn Answers>, DeskError> {
        Ok(self.index_to_list()?.answers())
    }

    /// Every note that carries a diagnostic, with what was odd about it; the files are read anew.
    pub fn diagnose(&self) -> Result<Vec<(NoteSummary, Vec<Diagnostic>)>, DeskError> {
        let all = self.notes(usize::MAX >> 1)?.notes;
        let mut found = Vec::new();
        for note in all.into_iter().filter(|note| note.diagnostics > 0) {
            let document = self.open_path(&note.path)?;
            found.push((note, document.note.diagnostics.clone()));
        }
        Ok(found)
    }
}

/// The line of a note in a list.
fn summarise(path: &Path, note: &Note, lengths: &[(usize, usize)]) -> NoteSummary {
    let Metadata {
        title,
        date,
        tags,
        source,
        ..
    } = &note.metadata;
    let characters: usize = lengths.iter().map(|(characters, _)| characters).sum();
    let words: usize = lengths.iter().map(|(_, words)| words).sum();
    NoteSummary {
        id: library::note_id(path),
        path: path.to_owned(),
        title: title.clone(),
        date: *date,
        languages: languages(note),
        tags: tags.clone(),
        speaker: speaker(&note.metadata),
        source: source.clone(),
        characters: characters as u32,
        words: words as u32,
        passages: note.passages.len() as u32,
        diagnostics: note.diagnostics.len() as u32,
    }
}

/// Characters of the Chinese and words of the English text of each passage. A Latin word in a
/// Chinese text counts as one character, as word processors and publishers count; of a text in
/// both languages each part counts for its own.
fn lengths(note: &Note) -> Vec<(usize, usize)> {
    let of = |passage: &Passage| {
        let (mut characters, mut words) = (0, 0);
        for (_, text) in passage.texts() {
            let latin = script::english_words(&text.content);
            if text.language == Language::En {
                words += latin;
                continue;
            }
            characters += script::han_characters(&text.content);
            if text.language == Language::Mixed {
                words += latin;
            } else {
                characters += latin;
            }
        }
        (characters, words)
    };
    note.passages.iter().map(of).collect()
}

/// The lengths of the beginning of a note, and last of what is still to be read.
fn lengths_so_far(beginning: &Note, whole: &NoteSummary) -> Vec<(usize, usize)> {
    let mut lengths = lengths(beginning);
    let (mut characters, mut words) = (whole.characters as usize, whole.words as usize);
    for (of_passage, also) in &lengths {
        characters = characters.saturating_sub(*of_passage);
        words = words.saturating_sub(*also);
    }
    lengths.push((characters, words));
    lengths
}

fn speaker(metadata: &Metadata) -> Option<String> {
    let names = [&metadata.speaker, &metadata.guest, &metadata.credits.author];
    names
        .into_iter()
        .flatten()
        .find(|name| !name.trim().is_empty())
        .cloned()
}

/// The languages of the passages, most text first.
pub(super) fn languages(note: &Note) -> Vec<Language> {
    let mut bytes = Language::ALL.map(|language| (language, 0));
    for (_, text) in note.passages.iter().flat_map(Passage::texts) {
        for (language, count) in &mut bytes {
            if *language == text.language {
                *count += text.content.len();
            }
        }
    }
    bytes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    bytes
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(language, _)| language)
        .collect()
}
