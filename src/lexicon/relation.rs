//! How concepts stand to each other: checked, and made to agree from both sides.
//!
//! Every id named is another concept of the table; nothing is a kind or a part of itself by way of
//! others; an opposite is written once and holds both ways.

use std::collections::HashMap;

use crate::model::{Concept, ConceptId, Relation};

use super::error::LexiconError;
use super::record::CONCEPTS_FILE;
use super::source;

/// Checks the relations of a table read from this text, and adds each opposite to the other side.
pub(super) fn complete(concepts: &mut [Concept], text: &str) -> Result<(), LexiconError> {
    let places: HashMap<ConceptId, usize> = concepts
        .iter()
        .enumerate()
        .map(|(place, concept)| (concept.id.clone(), place))
        .collect();
    let mut opposites = Vec::new();
    for (place, concept) in concepts.iter().enumerate() {
        for (relation, other) in all(concept) {
            if *other == concept.id || !places.contains_key(other) {
                return Err(LexiconError::UnknownRelated {
                    file: CONCEPTS_FILE,
                    line: source::line_of(text, place),
                    id: concept.id.to_string(),
                    field: relation.field(),
                    other: other.to_string(),
                });
            }
            if relation == Relation::Opposite {
                opposites.push((other.clone(), concept.id.clone()));
            }
        }
    }
    for relation in [Relation::Broader, Relation::PartOf] {
        if let Some((place, way)) = circle(concepts, &places, relation) {
            return Err(LexiconError::Circle {
                file: CONCEPTS_FILE,
                line: source::line_of(text, place),
                id: way.first().map(ToString::to_string).unwrap_or_default(),
                field: relation.field(),
                way: joined(&way),
            });
        }
    }
    for (of, other) in opposites {
        let concept = places.get(&of).and_then(|place| concepts.get_mut(*place));
        if let Some(concept) = concept.filter(|concept| !concept.opposite.contains(&other)) {
            concept.opposite.push(other);
        }
    }
    Ok(())
}

fn all(concept: &Concept) -> impl Iterator<Item = (Relation, &ConceptId)> {
    Relation::ALL.into_iter().flat_map(|relation| {
        let others = concept.others(relation).iter();
        others.map(move |other| (relation, other))
    })
}

/// The first concept that a relation leads back to, with the way there and back.
fn circle(
    concepts: &[Concept],
    places: &HashMap<ConceptId, usize>,
    relation: Relation,
) -> Option<(usize, Vec<ConceptId>)> {
    // From whom nothing leads back, or what is on the way now.
    let mut seen = vec![Seen::Never; concepts.len()];
    for place in 0..concepts.len() {
        let mut way = Vec::new();
        if let Some(back) = walk(
            place,
            &mut |at| of(concepts, places, relation, at),
            &mut seen,
            &mut way,
        ) {
            let from = way.iter().position(|at| *at == back)?;
            let ids = way.get(from..)?.iter().chain([&back]);
            let ids = ids.filter_map(|at| Some(concepts.get(*at)?.id.clone()));
            return Some((back, ids.collect()));
        }
    }
    None
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Never,
    OnTheWay,
    Done,
}

/// Follows a relation to its ends; the place that was met twice on one way, which is left in `way`.
fn walk(
    place: usize,
    next: &mut dyn FnMut(usize) -> Vec<usize>,
    seen: &mut [Seen],
    way: &mut Vec<usize>,
) -> Option<usize> {
    match seen.get_mut(place) {
        Some(state @ Seen::Never) => *state = Seen::OnTheWay,
        Some(Seen::OnTheWay) => return Some(place),
        Some(Seen::Done) | None => return None,
    }
    way.push(place);
    for other in next(place) {
        if let Some(back) = walk(other, next, seen, way) {
            return Some(back);
        }
    }
    way.pop();
    if let Some(state) = seen.get_mut(place) {
        *state = Seen::Done;
    }
    None
}

fn of(
    concepts: &[Concept],
    places: &HashMap<ConceptId, usize>,
    relation: Relation,
    at: usize,
) -> Vec<usize> {
    let others = concepts
        .get(at)
        .map_or(&[][..], |concept| concept.others(relation));
    others
        .iter()
        .filter_map(|other| places.get(other).copied())
        .collect()
}

fn joined(way: &[ConceptId]) -> String {
    let ids: Vec<&str> = way.iter().map(ConceptId::as_str).collect();
    ids.join(" → ")
}
