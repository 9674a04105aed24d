//! Cards: what is known of a concept or an instrument.

use crate::model::{
    Card, CardSubject, ConceptId, Doubt, Neighbour, NoteId, NoteSummary, Relation, Target,
};
use crate::search::Sort;
use crate::search::query::Query;

use super::{Desk, DeskError};

/// Notes listed on a card at most.
const NOTES: usize = 500;

impl Desk {
    /// Everything known of a concept or an instrument.
    pub fn card(&self, target: &Target, note: Option<NoteId>) -> Result<Card, DeskError> {
        Ok(Card {
            subject: self.subject(target)?,
            neighbours: self.neighbours(target)?,
            doubt: None,
            panel: self.panel_of(target, note)?,
            notes: self.mentioning(target)?,
        })
    }

    /// What else the words of a mention may mean besides its target.
    pub fn doubt(&self, words: &str, target: &Target) -> Result<Doubt, DeskError> {
        let lexicon = self.lexicon()?;
        let others = lexicon.resolve(words).into_iter();
        let others = others.filter(|other| other != target).filter_map(|other| {
            let names = lexicon.names(&other)?.clone();
            Some((other, names))
        });
        Ok(Doubt {
            words: words.to_owned(),
            others: others.collect(),
        })
    }

    /// What a name stands for, in any language; the first where it is ambiguous.
    pub fn named(&self, name: &str) -> Result<Target, DeskError> {
        let lexicon = self.lexicon()?;
        let found = lexicon.resolve(name).into_iter().next();
        found.ok_or_else(|| DeskError::UnknownName {
            name: name.to_owned(),
            nearest: lexicon
                .nearest(name)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        })
    }

    /// Every note that mentions something, newest first.
    pub fn mentioning(&self, target: &Target) -> Result<Vec<NoteSummary>, DeskError> {
        let query = Query::mentioning(target);
        Ok(self.snapshot()?.notes(&query, Sort::Newest, 0, NOTES)?.0)
    }

    fn neighbours(&self, target: &Target) -> Result<Vec<Neighbour>, DeskError> {
        let lexicon = self.lexicon()?;
        let Target::Concept(id) = target else {
            return Ok(Vec::new());
        };
        let Some(concept) = lexicon.concept(id.as_str()) else {
            return Ok(Vec::new());
        };
        let named = |relation, id: &ConceptId| {
            let names = lexicon.concept(id.as_str())?.names.clone();
            Some(Neighbour {
                relation,
                id: id.clone(),
                names,
            })
        };
        let neighbours = Relation::ALL.into_iter().flat_map(|relation| {
            let others = concept.others(relation).iter();
            others.filter_map(move |id| named(relation, id))
        });
        Ok(neighbours.collect())
    }

    pub(super) fn subject(&self, target: &Target) -> Result<CardSubject, DeskError> {
        let lexicon = self.lexicon()?;
        let found = match target {
            Target::Concept(id) => lexicon
                .concept(id.as_str())
                .cloned()
                .map(CardSubject::Concept),
            Target::Instrument(id) => lexicon
                .instrument(id.as_str())
                .cloned()
                .map(CardSubject::Instrument),
        };
        found.ok_or_else(|| DeskError::UnknownName {
            name: target.id().to_owned(),
            nearest: Vec::new(),
        })
    }
}
