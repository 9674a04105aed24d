//! The record of `tape search --json`.

mod explained;

use serde::Serialize;

use crate::cli::json::{HitRecord, NamesRecord};
use crate::model::{Explained, Facet, FacetKind, Likeness, Relaxed, SearchAnswer, Similar};

use explained::ExplainRecord;

#[derive(Serialize)]
pub(super) struct SearchRecord<'a> {
    query: &'a str,
    total: usize,
    hits: Vec<HitRecord>,
    widened: &'a [String],
    /// Notes that hold a name that a word is like; null where there are none.
    similar: Option<SimilarRecord<'a>>,
    /// Where few notes match, what else there is; null where enough do.
    relaxed: Option<RelaxedRecord<'a>>,
    facets: Vec<FacetRecord<'a>>,
    /// Null unless asked for.
    explain: Option<ExplainRecord<'a>>,
}

#[derive(Serialize)]
struct SimilarRecord<'a> {
    query: &'a str,
    read_as: Vec<ReadAsRecord<'a>>,
    total: usize,
    hits: Vec<HitRecord>,
}

#[derive(Serialize)]
struct ReadAsRecord<'a> {
    typed: &'a str,
    name: &'a str,
    by: &'static str,
}

#[derive(Serialize)]
struct RelaxedRecord<'a> {
    omitted: Vec<OmittedRecord<'a>>,
    hits: Vec<HitRecord>,
}

#[derive(Serialize)]
struct OmittedRecord<'a> {
    word: &'a str,
    unknown: bool,
    without: usize,
    nearest: &'a [String],
}

#[derive(Serialize)]
struct FacetRecord<'a> {
    kind: &'static str,
    values: Vec<FacetValueRecord<'a>>,
}

#[derive(Serialize)]
struct FacetValueRecord<'a> {
    term: &'a str,
    names: NamesRecord<'a>,
    notes: usize,
}

impl<'a> SearchRecord<'a> {
    /// An answer, with its explanation where one was asked for.
    pub(super) fn new(answer: &'a SearchAnswer, explained: Option<&'a Explained>) -> Self {
        Self {
            query: &answer.query,
            total: answer.total,
            hits: answer.hits.iter().map(HitRecord::from).collect(),
            widened: &answer.widened,
            similar: answer.similar.as_ref().map(SimilarRecord::from),
            relaxed: answer.relaxed.as_ref().map(RelaxedRecord::from),
            facets: answer
                .facets
                .iter()
                .flatten()
                .map(FacetRecord::from)
                .collect(),
            explain: explained.map(ExplainRecord::from),
        }
    }
}

impl<'a> From<&'a Similar> for SimilarRecord<'a> {
    fn from(similar: &'a Similar) -> Self {
        let read_as = similar.read_as.iter().map(|one| ReadAsRecord {
            typed: &one.typed,
            name: &one.name,
            by: match one.by {
                Likeness::Pinyin => "pinyin",
                Likeness::Initials => "initials",
                Likeness::Spelling => "spelling",
            },
        });
        Self {
            query: &similar.query,
            read_as: read_as.collect(),
            total: similar.total,
            hits: similar.hits.iter().map(HitRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a Relaxed> for RelaxedRecord<'a> {
    fn from(relaxed: &'a Relaxed) -> Self {
        let omitted = relaxed.omitted.iter().map(|one| OmittedRecord {
            word: &one.word,
            unknown: one.is_unknown,
            without: one.without,
            nearest: &one.nearest,
        });
        Self {
            omitted: omitted.collect(),
            hits: relaxed.hits.iter().map(HitRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a Facet> for FacetRecord<'a> {
    fn from(facet: &'a Facet) -> Self {
        let values = facet.values.iter().map(|value| FacetValueRecord {
            term: &value.term,
            names: (&value.names).into(),
            notes: value.notes,
        });
        Self {
            kind: match facet.kind {
                FacetKind::Concept => "concept",
                FacetKind::Ticker => "ticker",
                FacetKind::Speaker => "speaker",
                FacetKind::Tag => "tag",
                FacetKind::Language => "lang",
                FacetKind::Date => "date",
            },
            values: values.collect(),
        }
    }
}
