//! How concepts stand to each other: checked, and made to agree from both sides.
//!
//! Every id named is another concept of the table; nothing is a kind or a part of itself by way of
//! others; an opposite is written once and holds both ways.

use std::collections::{HashMap, HashSet};

use crate::model::{Concept, ConceptId, Relation};

use super::error::{Fault, FaultKind};
use super::table::{Kind, Row, Source};

/// The concepts of a table by their ids, to be followed from one to another.
pub(super) struct Ideas<'a> {
    by_id: HashMap<&'a str, &'a Row>,
}

impl<'a> Ideas<'a> {
    pub(super) fn new(rows: &'a [Row]) -> Self {
        let concepts = rows.iter().filter(|row| row.kind == Kind::Concept);
        Self {
            by_id: concepts.map(|row| (row.record.id.as_str(), row)).collect(),
        }
    }

    /// What is wrong with a concept standing so to another.
    pub(super) fn fault(&self, id: &str, relation: Relation, other: &str) -> Option<FaultKind> {
        if id == other || !self.by_id.contains_key(other) {
            return Some(FaultKind::UnknownRelated {
                id: id.to_owned(),
                field: relation.field(),
                other: other.to_owned(),
            });
        }
        if !matches!(relation, Relation::Broader | Relation::PartOf) {
            return None;
        }
        let mut way = vec![id];
        let is_circle = self.leads(other, relation, id, &mut HashSet::new(), &mut way);
        is_circle.then(|| FaultKind::Circle {
            id: id.to_owned(),
            field: relation.field(),
            way: way.join(" → "),
        })
    }

    /// Whether a relation leads from one concept to another; the ids on the way are added to it.
    fn leads<'b>(
        &self,
        from: &'b str,
        relation: Relation,
        to: &str,
        seen: &mut HashSet<&'b str>,
        way: &mut Vec<&'b str>,
    ) -> bool
    where
        'a: 'b,
    {
        if !seen.insert(from) {
            return false;
        }
        way.push(from);
        let others = self
            .by_id
            .get(from)
            .map_or(&[][..], |row| others(row, relation));
        let found = from == to
            || others
                .iter()
                .any(|other| self.leads(other.as_str(), relation, to, seen, way));
        if !found {
            way.pop();
        }
        found
    }
}

/// Whether the relations of all rows keep the rules.
pub(super) fn check(rows: &[Row], sources: &[Source<'_>]) -> Result<(), Fault> {
    let ideas = Ideas::new(rows);
    for row in rows {
        for relation in Relation::ALL {
            for other in others(row, relation) {
                if let Some(kind) = ideas.fault(&row.record.id, relation, other) {
                    return Err(row.fault(sources, kind));
                }
            }
        }
    }
    Ok(())
}

/// Adds each opposite to the other side.
pub(super) fn complete(concepts: &mut [Concept]) {
    let mut missing: HashMap<ConceptId, Vec<ConceptId>> = HashMap::new();
    for concept in &*concepts {
        for other in &concept.opposite {
            let of = missing.entry(other.clone()).or_default();
            of.push(concept.id.clone());
        }
    }
    for concept in concepts {
        for other in missing.remove(&concept.id).unwrap_or_default() {
            if !concept.opposite.contains(&other) {
                concept.opposite.push(other);
            }
        }
    }
}

/// The ids to which a row stands so.
fn others(row: &Row, relation: Relation) -> &[String] {
    let mut all = Relation::ALL.into_iter().zip(&row.record.idea.others);
    let found = all.find(|(one, _)| *one == relation);
    found.map_or(&[], |(_, others)| others.as_slice())
}
