//! What the notes that a query finds can be narrowed by: counted over all of them, in one pass over
//! the columns of the index.
//!
//! Concepts, instruments and languages are counted by their terms; tags and people by their names,
//! so that they are shown as most notes write them; days by the column that dates are asked for by.
//! What every note found has narrows nothing and is left out. The counts are those that the query
//! narrowed by the value finds.

mod days;
mod targets;

use tantivy::collector::Count;

use super::names::NameCounter;
use super::query::Query;
use super::{SearchError, Snapshot, terms};
use crate::model::{Facet, FacetKind, FacetValue, Names, Target};
use crate::text::fold::folded;

use days::DayCounter;
use targets::TermCounter;

/// A name or a term, and how many of the notes found have it.
type Counted = Vec<(String, usize)>;

impl Snapshot {
    /// By what a query can be narrowed: of each kind at most so many values, most notes first; days
    /// the latest first. Kinds without a value are left out.
    ///
    /// # Errors
    ///
    /// When the files of the index cannot be read.
    pub fn facets(&self, query: &Query, values: usize) -> Result<Vec<Facet>, SearchError> {
        let planned = self.planner().plan(query);
        let names = (NameCounter::of_tags(), NameCounter::of_speakers());
        let counters = ((Count, DayCounter), names, TermCounter);
        let ((total, days), (tags, people), terms) =
            self.searcher.search(planned.as_ref(), &counters)?;
        let narrows = |(_, count): &(String, usize)| *count < total;
        let of_kind = |prefix: &str| -> Counted {
            let known = terms.iter().filter(|one| narrows(one));
            let known = known.filter(|(term, _)| term.starts_with(prefix));
            known.cloned().collect()
        };
        let facets = [
            (FacetKind::Concept, self.targets(of_kind("concept:"))),
            (FacetKind::Ticker, self.targets(of_kind("ticker:"))),
            (
                FacetKind::Speaker,
                self.people(query, people, total, values)?,
            ),
            (
                FacetKind::Tag,
                named("tag", tags.into_iter().filter(narrows)),
            ),
            (FacetKind::Language, languages(of_kind("lang:"))),
            (FacetKind::Date, days::periods(&days, total, values)),
        ];
        let facets = facets.into_iter().map(|(kind, mut found)| {
            found.truncate(values);
            Facet {
                kind,
                values: found,
            }
        });
        Ok(facets.filter(|facet| !facet.values.is_empty()).collect())
    }

    /// Concepts or instruments by the names of the lexicon.
    fn targets(&self, counted: Counted) -> Vec<FacetValue> {
        let value = |(term, notes): (String, usize)| {
            let (kind, id) = term.split_once(':')?;
            let target = match kind {
                "concept" => Target::Concept(id.into()),
                _ => Target::Instrument(id.into()),
            };
            let tools = self.analysis.as_ref();
            let names = tools.and_then(|tools| tools.lexicon().names(&target));
            Some(FacetValue {
                names: names.cloned().unwrap_or_else(|| as_written(id)),
                term: field(kind, id)?,
                notes,
            })
        };
        counted.into_iter().filter_map(value).collect()
    }

    /// People. A name is asked for by its words, so one that is part of another is counted as it
    /// will be found.
    fn people(
        &self,
        query: &Query,
        counted: Counted,
        total: usize,
        values: usize,
    ) -> Result<Vec<FacetValue>, SearchError> {
        let all: Vec<String> = counted
            .iter()
            .map(|(name, _)| folded(name).into_owned())
            .collect();
        let mut kept = Counted::new();
        for ((name, count), own) in counted.into_iter().zip(&all) {
            if kept.len() == values {
                break;
            }
            let is_part = all.iter().any(|other| other != own && other.contains(own));
            let count = if is_part {
                self.count(&query.clone().and(Query::speaker(&name)))?
            } else {
                count
            };
            if count < total {
                kept.push((name, count));
            }
        }
        kept.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(named("speaker", kept.into_iter()))
    }
}

/// Values that are called as they are written.
fn named(kind: &str, counted: impl Iterator<Item = (String, usize)>) -> Vec<FacetValue> {
    let value = |(name, notes): (String, usize)| {
        Some(FacetValue {
            term: field(kind, &name)?,
            names: as_written(&name),
            notes,
        })
    };
    counted.filter_map(value).collect()
}

/// Languages; Chinese as such only where it is of both scripts, else the script says it.
fn languages(mut counted: Counted) -> Vec<FacetValue> {
    let of = |term: &str| counted.iter().find(|(other, _)| other == term);
    let count = |term: &str| of(term).map_or(0, |(_, count)| *count);
    let chinese = terms::language("zh");
    let scripts = ["zh-hans", "zh-hant"].map(|script| count(&terms::language(script)));
    if scripts.contains(&count(&chinese)) {
        counted.retain(|(term, _)| *term != chinese);
    }
    let value = |(term, notes): (String, usize)| FacetValue {
        term,
        names: Names::default(),
        notes,
    };
    counted.into_iter().map(value).collect()
}

/// A name that is the same in all languages.
fn as_written(name: &str) -> Names {
    Names {
        en: vec![name.to_owned()],
        ..Names::default()
    }
}

/// A field and its value as the query language reads them; `None` for a value that no quotation
/// marks can hold.
fn field(kind: &str, value: &str) -> Option<String> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let begins = value.starts_with(char::is_alphanumeric);
    if begins && value.chars().all(is_word) {
        return Some(format!("{kind}:{value}"));
    }
    let marks = [
        ("\"", "\"", "\"“”＂"),
        ("「", "」", "」"),
        ("『", "』", "』"),
    ];
    let (open, close, _) = marks
        .into_iter()
        .find(|(_, _, closing)| !value.contains(|c| closing.contains(c)))?;
    Some(format!("{kind}:{open}{value}{close}"))
}

#[cfg(test)]
mod tests;
