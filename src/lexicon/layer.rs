//! The user's own tables, laid over those of the program.
//!
//! An entry of an id that there is adds to it: names and lists grow, what is single is replaced, and
//! `without` takes names away. Another id is a new concept, or with a `class:` a new instrument. One
//! wrong entry is left out and told of; the rest counts. What adds to known ids is taken first, so
//! that a name can be moved from one entry to another in any order.

use std::collections::{HashMap, HashSet};

use crate::model::Relation;
use crate::text::fold::folded;

use super::error::{Fault, FaultKind, LeftOut, Problem};
use super::record::Record;
use super::relation::Ideas;
use super::spelling::key;
use super::table::{self, Demand, Kind, Row, Source};

/// An entry of the user's.
struct Addition {
    row: Row,
    /// To what it stands; added when all entries are there.
    others: [Vec<String>; Relation::ALL.len()],
}

/// Lays the sources from this one on over the rows of those before; what is wrong in them.
///
/// The targets of all entries that count are added to `own`.
pub(super) fn apply(
    rows: &mut Vec<Row>,
    sources: &[Source<'_>],
    first: usize,
    own: &mut HashSet<(Kind, String)>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut layer = Layer::over(rows);
    let mut additions = Vec::new();
    for (source, of) in sources.iter().enumerate().skip(first) {
        additions.extend(layer.read(source, of, &mut problems));
    }
    additions.sort_by_key(|addition| !layer.knows(&addition.row));
    let mut counted = Vec::new();
    for addition in additions {
        match layer.add(&addition.row, sources, &mut problems) {
            Ok(()) => counted.push(addition),
            Err(kind) => problems.push(Problem {
                fault: addition.row.fault(sources, kind),
                left_out: LeftOut::Entry,
            }),
        }
    }
    for addition in &counted {
        own.insert((addition.row.kind, addition.row.record.id.clone()));
        layer.relate(addition, sources, &mut problems);
    }
    problems.sort_by(|a, b| {
        let place = |problem: &Problem| (problem.fault.file.clone(), problem.fault.line);
        place(a).cmp(&place(b))
    });
    problems
}

/// Rows under change, and who has which name.
struct Layer<'a> {
    rows: &'a mut Vec<Row>,
    places: HashMap<(Kind, String), usize>,
    /// By key, the rows that have it for a name or symbol of their own.
    owners: HashMap<String, Vec<usize>>,
}

impl<'a> Layer<'a> {
    fn over(rows: &'a mut Vec<Row>) -> Self {
        let mut layer = Self {
            places: HashMap::with_capacity(rows.len()),
            owners: HashMap::new(),
            rows,
        };
        for place in 0..layer.rows.len() {
            layer.register(place);
        }
        layer
    }

    /// The entries of one source that can be read.
    fn read(&self, at: usize, source: &Source<'_>, problems: &mut Vec<Problem>) -> Vec<Addition> {
        let records = match source.records() {
            Ok(records) => records.into_iter().enumerate().collect(),
            Err(whole) => {
                let (records, faults) = source.readable();
                problems.extend(problems_of(source, whole, faults));
                records
            }
        };
        let additions = records.into_iter().map(|(place, mut record)| {
            let others = std::mem::take(&mut record.idea.others);
            let has_relation = others.iter().any(|others| !others.is_empty());
            let kind = self.kind(&record, has_relation);
            let row = Row {
                kind,
                record,
                source: at,
                place,
            };
            Addition { row, others }
        });
        additions.collect()
    }

    /// Of which table an entry is that may not say so.
    fn kind(&self, record: &Record, has_relation: bool) -> Kind {
        let is_known = |kind| self.places.contains_key(&(kind, record.id.clone()));
        let is_priced = record.field_of_instrument().is_some();
        if is_known(Kind::Instrument) || (is_priced && !is_known(Kind::Concept)) {
            let says_idea = has_relation || record.field_of_concept().is_some();
            if !says_idea || is_known(Kind::Instrument) || !record.priced.class.is_empty() {
                return Kind::Instrument;
            }
        }
        Kind::Concept
    }

    fn knows(&self, row: &Row) -> bool {
        self.places.contains_key(&place_of(row))
    }

    fn add(
        &mut self,
        addition: &Row,
        sources: &[Source<'_>],
        problems: &mut Vec<Problem>,
    ) -> Result<(), FaultKind> {
        let known = self.places.get(&place_of(addition)).copied();
        let before = known.and_then(|place| self.rows.get(place));
        let mut record = before.map_or_else(Record::default, |row| row.record.clone());
        let more = addition.record.clone();
        let mut missed = Vec::new();
        // In two scripts a name is one: the second to be taken away is gone by then.
        let original = record.clone();
        for name in &more.without {
            let meant = key(&folded(name));
            let is_meant = |other: &str| key(&folded(other)) == meant;
            record.take_away(is_meant);
            if !original.clone().take_away(is_meant) {
                missed.push(name.clone());
            }
        }
        record.id.clone_from(&more.id);
        record.extend(more);
        table::check(addition.kind, &record, Demand::Name)?;
        self.check_names(addition.kind, &record, known)?;
        problems.extend(missed.into_iter().map(|name| Problem {
            fault: addition.fault(
                sources,
                FaultKind::NotItsName {
                    id: record.id.clone(),
                    name,
                },
            ),
            left_out: LeftOut::Name,
        }));
        let place = known.unwrap_or(self.rows.len());
        self.forget(place);
        if let Some(row) = self.rows.get_mut(place) {
            row.record = record;
        } else {
            self.rows.push(Row {
                record,
                ..addition.clone()
            });
        }
        self.register(place);
        Ok(())
    }

    /// No name of a plain entry is that of another plain one.
    fn check_names(
        &self,
        kind: Kind,
        record: &Record,
        known: Option<usize>,
    ) -> Result<(), FaultKind> {
        if record.rules.ambiguous {
            return Ok(());
        }
        for name in own_keys(kind, record) {
            let owners = self.owners.get(&name).map_or(&[][..], Vec::as_slice);
            let others = owners.iter().filter(|owner| Some(**owner) != known);
            let mut others = others.filter_map(|owner| self.rows.get(*owner));
            if let Some(other) = others.find(|other| !other.record.rules.ambiguous) {
                return Err(FaultKind::SharedName {
                    id: record.id.clone(),
                    other: other.record.id.clone(),
                    name,
                });
            }
        }
        Ok(())
    }

    /// Adds the relations of an entry, now that all entries are there.
    fn relate(&mut self, addition: &Addition, sources: &[Source<'_>], problems: &mut Vec<Problem>) {
        let id = &addition.row.record.id;
        for (at, relation) in Relation::ALL.into_iter().enumerate() {
            for other in addition.others.get(at).into_iter().flatten() {
                if let Some(kind) = Ideas::new(self.rows).fault(id, relation, other) {
                    problems.push(Problem {
                        fault: addition.row.fault(sources, kind),
                        left_out: LeftOut::Relation,
                    });
                    continue;
                }
                let place = self.places.get(&place_of(&addition.row));
                let row = place.and_then(|place| self.rows.get_mut(*place));
                let others = row.and_then(|row| row.record.idea.others.get_mut(at));
                if let Some(others) = others.filter(|others| !others.contains(other)) {
                    others.push(other.clone());
                }
            }
        }
    }

    fn register(&mut self, place: usize) {
        let Some(row) = self.rows.get(place) else {
            return;
        };
        self.places.insert(place_of(row), place);
        for name in own_keys(row.kind, &row.record) {
            self.owners.entry(name).or_default().push(place);
        }
    }

    fn forget(&mut self, place: usize) {
        let Some(row) = self.rows.get(place) else {
            return;
        };
        for name in own_keys(row.kind, &row.record) {
            if let Some(owners) = self.owners.get_mut(&name) {
                owners.retain(|owner| *owner != place);
            }
        }
    }
}

fn place_of(row: &Row) -> (Kind, String) {
    (row.kind, row.record.id.clone())
}

/// The names and symbols that no other plain entry may have, as compared, each once.
fn own_keys(kind: Kind, record: &Record) -> HashSet<String> {
    let names = record.names.iter().map(|(_, name)| name);
    let symbols = record.priced.symbols.iter().chain([&record.id]);
    let symbols = symbols.filter(|_| kind == Kind::Instrument);
    let all = names.chain(symbols.map(String::as_str));
    all.map(|name| key(&folded(name.trim()))).collect()
}

/// Why parts of a source cannot be read; where no entry can be told apart, why all of it cannot.
fn problems_of(source: &Source<'_>, whole: Fault, faults: Vec<Fault>) -> Vec<Problem> {
    let left_out = LeftOut::Entry;
    let parts = faults.into_iter().map(|fault| Problem { fault, left_out });
    let parts: Vec<Problem> = parts.collect();
    if !parts.is_empty() {
        return parts;
    }
    let is_list = source.has_entries();
    let kind = if is_list {
        whole.kind
    } else {
        FaultKind::NoList
    };
    vec![Problem {
        fault: Fault { kind, ..whole },
        left_out: LeftOut::File,
    }]
}

#[cfg(test)]
mod tests;
