//! The index as it stood at one commit: lists of notes, one note's line, what is known of files.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::collector::{Collector, Count, DocSetCollector, TopDocs};
use tantivy::query::{Query as EngineQuery, TermQuery, TermSetQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, Order, Searcher, SegmentReader, TantivyDocument, Term};

use super::names::NameCounter;
use super::plan::Planner;
use super::query::Query;
use super::record::{self, RejectedFile};
use super::schema::{Fields, column};
use super::similar::NameCache;
use super::{Analysis, FileStamp, SearchError, terms};
use crate::model::{NoteId, NoteSummary};

/// How a list of notes is ordered.
///
/// Notes that are equal in it follow by path; those without a date come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// By date, latest first.
    #[default]
    Newest,
    /// By date, earliest first.
    Oldest,
    /// By folded title.
    Title,
    /// By path.
    Path,
    /// By minutes to read, most first.
    Longest,
}

/// The index as it stood at one commit. Cheap to clone, never changes, never waits for a writer.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) analysis: Option<Arc<Analysis>>,
    pub(super) name_cache: Arc<NameCache>,
}

impl Snapshot {
    pub(super) const fn new(
        searcher: Searcher,
        fields: Fields,
        analysis: Option<Arc<Analysis>>,
        name_cache: Arc<NameCache>,
    ) -> Self {
        Self {
            searcher,
            fields,
            analysis,
            name_cache,
        }
    }

    /// One page of the notes that a query finds, and how many it finds in all, in an order that
    /// does not depend on how well they match.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn notes(
        &self,
        query: &Query,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        let planned = self.planner().plan(query);
        self.page(planned.as_ref(), sort, offset, limit)
    }

    /// The same of a query of the engine.
    pub(super) fn page(
        &self,
        planned: &dyn EngineQuery,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<(Vec<NoteSummary>, usize), SearchError> {
        let (total, addresses) = self.listed(planned, sort, offset, limit)?;
        let notes = addresses
            .into_iter()
            .map(|address| self.summary_at(address));
        Ok((notes.collect::<Result<_, _>>()?, total))
    }

    /// How many documents match, and one page of them in an order, in one pass.
    pub(super) fn listed(
        &self,
        query: &dyn EngineQuery,
        sort: Sort,
        offset: usize,
        limit: usize,
    ) -> Result<(usize, Vec<DocAddress>), SearchError> {
        // Nothing is asked for that there cannot be; the heap of the best is that large from the start.
        let limit = limit.min((self.searcher.num_docs() as usize).saturating_sub(offset));
        if limit == 0 {
            return Ok((self.searcher.search(query, &Count)?, Vec::new()));
        }
        let top = TopDocs::with_limit(limit).and_offset(offset);
        let path = (SortByString::for_field(column::PATH), Order::Asc);
        let by_date = |order| {
            let date = SortByStaticFastValue::<i64>::for_field(column::DATE);
            (date, order)
        };
        let length = SortByStaticFastValue::<u64>::for_field(column::LENGTH);
        let title = SortByString::for_field(column::TITLE_ORDER);
        match sort {
            Sort::Newest => self.in_order(query, top.order_by((by_date(Order::Desc), path))),
            Sort::Oldest => self.in_order(query, top.order_by((by_date(Order::Asc), path))),
            Sort::Title => self.in_order(query, top.order_by(((title, Order::Asc), path))),
            Sort::Path => self.in_order(query, top.order_by(path)),
            Sort::Longest => self.in_order(query, top.order_by(((length, Order::Desc), path))),
        }
    }

    /// How many notes a query finds.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn count(&self, query: &Query) -> Result<usize, SearchError> {
        let query = self.planner().plan(query);
        Ok(self.searcher.search(query.as_ref(), &Count)?)
    }

    /// Every tag of the notes that a query finds with how many of them carry it, most first.
    ///
    /// Tags that differ only in case, script or joints count as one, written as most of them are.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn counts_by_tag(&self, query: &Query) -> Result<Vec<(String, usize)>, SearchError> {
        let query = self.planner().plan(query);
        Ok(self
            .searcher
            .search(query.as_ref(), &NameCounter::of_tags())?)
    }

    /// The line of one note; `None` where there is none of that id.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn summary(&self, id: NoteId) -> Result<Option<NoteSummary>, SearchError> {
        let term = Term::from_field_u64(self.fields.stamp.id, id.get());
        let by_id = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.addresses(&by_id, &TopDocs::with_limit(1).order_by_score())?;
        let Some(&address) = found.first() else {
            return Ok(None);
        };
        // A rejected file has an id too, but no line.
        Ok(record::read(&self.record_at(address)?).ok())
    }

    /// The state of every file when it was read, by id: notes and rejected files.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn stamps(&self) -> Result<HashMap<NoteId, FileStamp>, SearchError> {
        let mut stamps = Stamps::default();
        stamps.of_notes.reserve(self.searcher.num_docs() as usize);
        for segment in self.searcher.segment_readers() {
            stamps.read(segment, segment.doc_ids_alive())?;
        }
        Ok(stamps.newest())
    }

    /// The same of some files; those that are not known are not in it.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn stamps_of(&self, ids: &[NoteId]) -> Result<HashMap<NoteId, FileStamp>, SearchError> {
        let fields = [self.fields.stamp.id, self.fields.stamp.renewed];
        let terms = ids
            .iter()
            .flat_map(|id| fields.map(|field| Term::from_field_u64(field, id.get())));
        let query = TermSetQuery::new(terms);
        let mut found: Vec<_> = self
            .searcher
            .search(&query, &DocSetCollector)?
            .into_iter()
            .collect();
        found.sort_unstable();
        let mut stamps = Stamps::default();
        for of_segment in found.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let Some(first) = of_segment.first() else {
                continue;
            };
            let segment = self.searcher.segment_reader(first.segment_ord);
            stamps.read(segment, of_segment.iter().map(|address| address.doc_id))?;
        }
        Ok(stamps.newest())
    }

    /// A number that is another for every commit that was opened, so that what was made of one is
    /// known to be old at the next.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.searcher.generation().generation_id()
    }

    /// Every file that is no note, by path.
    ///
    /// # Errors
    ///
    /// As [`Self::notes`].
    pub fn rejected(&self) -> Result<Vec<RejectedFile>, SearchError> {
        let query = terms::query(self.fields.terms, terms::REJECTED);
        let total = self.searcher.search(&query, &Count)?;
        if total == 0 {
            return Ok(Vec::new());
        }
        let path = (SortByString::for_field(column::PATH), Order::Asc);
        let top = TopDocs::with_limit(total).order_by(path);
        let addresses = self.addresses(&query, &top)?.into_iter();
        addresses
            .map(|address| Ok(record::read_rejected(&self.record_at(address)?)?))
            .collect()
    }

    pub(super) fn planner(&self) -> Planner<'_> {
        Planner {
            fields: &self.fields,
            analysis: self.analysis.as_deref(),
            left_out: None,
        }
    }

    pub(super) fn summary_at(&self, address: DocAddress) -> Result<NoteSummary, SearchError> {
        Ok(record::read(&self.record_at(address)?)?)
    }

    fn record_at(&self, address: DocAddress) -> Result<String, SearchError> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let record = document.get_first(self.fields.list.record);
        let text = record.as_ref().and_then(Value::as_str);
        Ok(text.unwrap_or_default().to_owned())
    }

    fn in_order<Key: 'static + Send>(
        &self,
        query: &dyn EngineQuery,
        collector: impl Collector<Fruit = Vec<(Key, DocAddress)>>,
    ) -> Result<(usize, Vec<DocAddress>), SearchError> {
        let (total, found) = self.searcher.search(query, &(Count, collector))?;
        let addresses = found.into_iter().map(|(_, address)| address);
        Ok((total, addresses.collect()))
    }

    fn addresses<Key: 'static + Send>(
        &self,
        query: &dyn EngineQuery,
        collector: &impl Collector<Fruit = Vec<(Key, DocAddress)>>,
    ) -> Result<Vec<DocAddress>, SearchError> {
        let found = self.searcher.search(query, collector)?;
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }
}

/// The states of files as documents of the index keep them.
#[derive(Default)]
struct Stamps {
    of_notes: HashMap<NoteId, FileStamp>,
    /// Of files that were written anew with the same content.
    renewed: Vec<(NoteId, FileStamp)>,
}

impl Stamps {
    fn read(
        &mut self,
        segment: &SegmentReader,
        documents: impl Iterator<Item = DocId>,
    ) -> Result<(), SearchError> {
        let fast = segment.fast_fields();
        let ids = fast.u64(column::ID)?;
        let renewed_ids = fast.u64(column::RENEWED)?;
        let sizes = fast.u64(column::SIZE)?;
        let times = fast.i64(column::MODIFIED)?;
        let hashes = fast.u64(column::HASH)?;
        for document in documents {
            let stamp = FileStamp {
                size: sizes.first(document).unwrap_or_default(),
                modified_ns: times.first(document).unwrap_or_default(),
                hash: hashes.first(document).unwrap_or_default(),
            };
            if let Some(id) = ids.first(document) {
                self.of_notes.insert(NoteId::new(id), stamp);
            } else if let Some(id) = renewed_ids.first(document) {
                self.renewed.push((NoteId::new(id), stamp));
            }
        }
        Ok(())
    }

    fn newest(mut self) -> HashMap<NoteId, FileStamp> {
        for (id, stamp) in self.renewed {
            self.of_notes.entry(id).and_modify(|known| *known = stamp);
        }
        self.of_notes
    }
}
