//! The seam: what an engine must do to find notes, so that another (Elasticsearch's `_search` and
//! `_bulk`) can take the place of the one on this disk.
//!
//! An engine takes whole notes and answers [`Query`] values. Reading a query, widening it by the
//! lexicon and lighting what matched stay on this side: [`super::query::parse`], [`super::locate()`].
//! What [`Answers`] does by itself is written over the rest; an engine that does it faster, or
//! knows how to look further, does it in its own way.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::query::{Form, Node, Scope, Spelling, Words};
use super::{
    Analysis, Asked, But, Entry, FileStamp, Otherwise, Query, Rank, RejectedFile, Results,
    SearchError, SearchIndex, Snapshot, Sort, Writer,
};
use crate::model::{Explained, Facet, Hit, NoteId, NoteSummary, RelatedNote, Relaxed, Target};
use crate::text::fold::folded;

/// An index of notes, wherever it lies.
pub trait Engine: Send + Sync {
    /// The index as of the last commit seen.
    fn answers(&self) -> Box<dyn Answers>;
    /// The one writer.
    ///
    /// # Errors
    ///
    /// [`SearchError::Busy`] while another is open.
    fn records(&self) -> Result<Box<dyn Records>, SearchError>;
    /// Looks for commits of other programs.
    fn refresh(&self) -> Result<(), SearchError>;
    /// Whether a writer, here or elsewhere, is open.
    fn is_being_written(&self) -> bool;
    /// Whether the last writer was stopped before its end.
    fn was_interrupted(&self) -> bool;
    /// The fingerprint of the user's own tables that the notes were linked with; 0 without any.
    fn linked_with(&self) -> u64;
    /// Remembers that all notes were linked with the tables of that fingerprint.
    fn mark_linked_with(&self, own: u64) -> Result<(), SearchError>;
    /// Brings what texts are analysed with; the first one brought stays.
    fn analyse_with(&self, analysis: Arc<Analysis>);
    /// What it analyses with, once it was brought.
    fn analysis(&self) -> Option<&Arc<Analysis>>;
}

/// Answers as of one commit. The errors of all are those of reading the index.
pub trait Answers {
    /// The notes that match, from a place on, in an order.
    fn search_ranked(
        &self,
        query: &Query,
        rank: Rank,
        offset: usize,
        limit: usize,
    ) -> Result<Results, SearchError>;
    /// A page of the notes that a query finds, and how many there are, in an order that does not
    /// depend on how well they match.
    fn notes(
        &self,
        query: &Query,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError>;
    /// The same, leaving some out.
    fn notes_but(
        &self,
        query: &Query,
        but: But<'_>,
        sort: Sort,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError>;
    /// The tags of the notes that a query finds, most first.
    fn counts_by_tag(&self, query: &Query) -> Result<Vec<(String, usize)>, SearchError>;
    /// What the notes that a query finds can be narrowed by.
    fn facets(&self, query: &Query, values: usize) -> Result<Vec<Facet>, SearchError>;
    /// The line of one note.
    fn summary(&self, id: NoteId) -> Result<Option<NoteSummary>, SearchError>;
    /// The state of every file when it was read.
    fn stamps(&self) -> Result<HashMap<NoteId, FileStamp>, SearchError>;
    /// Every file that is no note, by path.
    fn rejected(&self) -> Result<Vec<RejectedFile>, SearchError>;
    /// A number that is another for every commit.
    fn generation(&self) -> u64;

    /// The notes that match best, or those that come first in the order that the query asks for.
    fn search(&self, query: &Query, limit: usize) -> Result<Results, SearchError> {
        self.search_ranked(query, query.order().unwrap_or_default(), 0, limit)
    }

    /// How many notes a query finds.
    fn count(&self, query: &Query) -> Result<usize, SearchError> {
        Ok(self.notes(query, Sort::Path, 0, 0)?.1)
    }

    /// All notes that mention something under any of its names, latest first.
    fn mentioning(&self, target: &Target) -> Result<Vec<NoteSummary>, SearchError> {
        let query = Query::mentioning(target);
        Ok(self.notes(&query, Sort::Newest, 0, usize::MAX >> 1)?.0)
    }

    /// The notes whose title holds this, which may stop within its last word; the one whose title
    /// is exactly this alone, where there is one.
    fn find_title(&self, part: &str) -> Result<Vec<NoteSummary>, SearchError> {
        let folded_part = folded(part);
        let query = titled(part, &folded_part);
        let notes = self.notes(&query, Sort::Newest, 0, usize::MAX >> 1)?.0;
        let (exact, others): (Vec<_>, Vec<_>) = notes
            .into_iter()
            .partition(|note| folded(&note.title) == folded_part);
        Ok(if exact.is_empty() { others } else { exact })
    }

    /// The states of some files.
    fn stamps_of(&self, ids: &[NoteId]) -> Result<HashMap<NoteId, FileStamp>, SearchError> {
        let mut stamps = self.stamps()?;
        let wanted: HashSet<&NoteId> = ids.iter().collect();
        stamps.retain(|id, _| wanted.contains(id));
        Ok(stamps)
    }

    /// Of these notes those that are there, with a hash of their content.
    fn contents(&self, notes: &[NoteId]) -> Result<HashMap<NoteId, u64>, SearchError> {
        let mut contents = HashMap::with_capacity(notes.len());
        for (id, stamp) in self.stamps_of(notes)? {
            if self.summary(id)?.is_some() {
                contents.insert(id, stamp.hash);
            }
        }
        Ok(contents)
    }

    /// Of notes with a hash of some content each, those that have it now; `None` stands for any.
    fn unchanged(
        &self,
        contents: &HashMap<NoteId, Option<u64>>,
    ) -> Result<HashSet<NoteId>, SearchError> {
        let ids: Vec<NoteId> = contents.keys().copied().collect();
        let mut now = self.contents(&ids)?;
        now.retain(|id, hash| {
            let then = contents.get(id).copied().flatten();
            then.is_none_or(|then| then == *hash)
        });
        Ok(now.into_keys().collect())
    }

    /// A query with its unknown words read as names like them; nothing where the engine does not
    /// know which words there are.
    fn otherwise(&self, _query: &str, _typing: bool) -> Result<Option<Otherwise>, SearchError> {
        Ok(None)
    }

    /// The notes that share most with one, best first, and how many share anything; none where the
    /// engine does not know what is rare.
    fn related(
        &self,
        _asked: Asked<'_>,
        _limit: usize,
    ) -> Result<(Vec<RelatedNote>, usize), SearchError> {
        Ok((Vec::new(), 0))
    }

    /// What else there is where few notes match; nothing where the engine cannot tell.
    fn relax(
        &self,
        _query: &Query,
        _found: &[Hit],
        _total: usize,
        _limit: usize,
    ) -> Result<Option<Relaxed>, SearchError> {
        Ok(None)
    }

    /// Why it finds some of its hits; no reasons where the engine gives none.
    fn explain(
        &self,
        typed: &str,
        _query: &Query,
        _hits: &[&Hit],
    ) -> Result<Explained, SearchError> {
        Ok(Explained {
            query: typed.to_owned(),
            ..Explained::default()
        })
    }
}

/// Takes notes in and out; nothing is seen before a commit. Shared by reference between threads.
pub trait Records: Send + Sync {
    /// Indexes a note in the place of what stood under its id.
    fn put(&self, entry: &Entry<'_>) -> Result<(), SearchError>;
    /// Remembers a file that is no note.
    fn reject(&self, file: &RejectedFile, stamp: FileStamp) -> Result<(), SearchError>;
    /// Remembers a new stamp for a file whose content is as it was.
    fn renew(&self, id: NoteId, stamp: FileStamp) -> Result<(), SearchError>;
    /// Takes a note or a rejected file out.
    fn remove(&self, id: NoteId);
    /// Makes everything since the last commit seen, all at once.
    fn commit(&mut self) -> Result<(), SearchError>;
    /// Whether the writer before this one was stopped before its end.
    fn follows_interruption(&self) -> bool;
    /// What is behind a failure.
    fn cause(self: Box<Self>, error: SearchError) -> SearchError;
    /// Ends it, after a commit.
    fn finish(self: Box<Self>) -> Result<(), SearchError>;
}

/// Notes by their titles.
fn titled(part: &str, folded: &str) -> Query {
    Query {
        node: Node::Text(Words {
            typed: part.to_owned(),
            scope: Scope::Title,
            form: Form::Prefix,
            spellings: vec![Spelling {
                folded: folded.to_owned(),
                shown: Vec::new(),
            }],
        }),
        order: None,
    }
}

impl Engine for SearchIndex {
    fn answers(&self) -> Box<dyn Answers> {
        Box::new(self.snapshot())
    }

    fn records(&self) -> Result<Box<dyn Records>, SearchError> {
        Ok(Box::new(self.writer()?))
    }

    fn refresh(&self) -> Result<(), SearchError> {
        self.refresh()
    }

    fn is_being_written(&self) -> bool {
        self.is_being_written()
    }

    fn was_interrupted(&self) -> bool {
        self.was_interrupted()
    }

    fn linked_with(&self) -> u64 {
        self.linked_with()
    }

    fn mark_linked_with(&self, own: u64) -> Result<(), SearchError> {
        self.mark_linked_with(own)
    }

    fn analyse_with(&self, analysis: Arc<Analysis>) {
        self.analyse_with(analysis);
    }

    fn analysis(&self) -> Option<&Arc<Analysis>> {
        self.analysis()
    }
}

impl Answers for Snapshot {
    fn search_ranked(
        &self,
        query: &Query,
        rank: Rank,
        offset: usize,
        limit: usize,
    ) -> Result<Results, SearchError> {
        self.search_ranked(query, rank, offset, limit)
    }

    fn notes(
        &self,
        query: &Query,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        self.notes(query, sort, offset, limit)
    }

    fn notes_but(
        &self,
        query: &Query,
        but: But<'_>,
        sort: Sort,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        self.notes_but(query, but, sort, limit)
    }

    fn counts_by_tag(&self, query: &Query) -> Result<Vec<(String, usize)>, SearchError> {
        self.counts_by_tag(query)
    }

    fn related(
        &self,
        asked: Asked<'_>,
        limit: usize,
    ) -> Result<(Vec<RelatedNote>, usize), SearchError> {
        self.related(asked, limit)
    }

    fn facets(&self, query: &Query, values: usize) -> Result<Vec<Facet>, SearchError> {
        self.facets(query, values)
    }

    fn summary(&self, id: NoteId) -> Result<Option<NoteSummary>, SearchError> {
        self.summary(id)
    }

    fn stamps(&self) -> Result<HashMap<NoteId, FileStamp>, SearchError> {
        self.stamps()
    }

    fn rejected(&self) -> Result<Vec<RejectedFile>, SearchError> {
        self.rejected()
    }

    fn generation(&self) -> u64 {
        self.generation()
    }

    fn count(&self, query: &Query) -> Result<usize, SearchError> {
        self.count(query)
    }

    fn stamps_of(&self, ids: &[NoteId]) -> Result<HashMap<NoteId, FileStamp>, SearchError> {
        self.stamps_of(ids)
    }

    fn contents(&self, notes: &[NoteId]) -> Result<HashMap<NoteId, u64>, SearchError> {
        self.contents(notes.iter().copied())
    }

    fn unchanged(
        &self,
        contents: &HashMap<NoteId, Option<u64>>,
    ) -> Result<HashSet<NoteId>, SearchError> {
        self.unchanged(contents)
    }

    fn otherwise(&self, query: &str, typing: bool) -> Result<Option<Otherwise>, SearchError> {
        self.otherwise(query, typing)
    }

    fn relax(
        &self,
        query: &Query,
        found: &[Hit],
        total: usize,
        limit: usize,
    ) -> Result<Option<Relaxed>, SearchError> {
        self.relax(query, found, total, limit)
    }

    fn explain(&self, typed: &str, query: &Query, hits: &[&Hit]) -> Result<Explained, SearchError> {
        self.explain(typed, query, hits)
    }
}

impl Records for Writer {
    fn put(&self, entry: &Entry<'_>) -> Result<(), SearchError> {
        self.put(entry)
    }

    fn reject(&self, file: &RejectedFile, stamp: FileStamp) -> Result<(), SearchError> {
        self.reject(file, stamp)
    }

    fn renew(&self, id: NoteId, stamp: FileStamp) -> Result<(), SearchError> {
        self.renew(id, stamp)
    }

    fn remove(&self, id: NoteId) {
        self.remove(id);
    }

    fn commit(&mut self) -> Result<(), SearchError> {
        self.commit()
    }

    fn follows_interruption(&self) -> bool {
        self.follows_interruption()
    }

    fn cause(self: Box<Self>, error: SearchError) -> SearchError {
        Self::cause(*self, error)
    }

    fn finish(self: Box<Self>) -> Result<(), SearchError> {
        Self::finish(*self)
    }
}

#[cfg(test)]
mod tests;
